"""`firedrill class`: a drill talked over, in plain text, as JSON, and as one page."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.training.a_class import NAMES, a_class, runs_in

BOTS = ("careful", "hurried", "curt", "liar-but-nice", "spendthrift", "random")
RECOUNTING = Path(__file__).parents[1] / "training" / "recounting.py"


@pytest.fixture
def played(home):
    a_class(runs_in(home), BOTS)
    return home


def test_the_figures_of_the_command_are_those_of_a_second_program_that_knows_nothing_of_ours(firedrill, played):
    told = firedrill("class", "autumn", "--json").json["scenarios"][0]
    done = subprocess.run([sys.executable, "-I", RECOUNTING, played, "autumn"], capture_output=True, text=True)
    counted = json.loads(done.stdout)

    assert told["runs"] == counted["runs"] == 6
    chosen = {choice["chosen"]: choice["runs"] for moment in told["moments"] for choice in moment["choices"]}
    assert {reply: runs for reply, runs in chosen.items() if "." in reply} == {
        reply: runs for reply, runs in counted["who"].items() if reply in chosen
    }
    rules = {rule["rule"]: round(rule["share"]["value"] * 6) for one in told["failed"] for rule in one["rules"]}
    assert rules.items() <= counted["rules"].items()
    for score in told["scores"]:
        middle = score["middle"]
        assert [middle["low"], middle["value"], middle["high"]] == pytest.approx(
            counted["quartiles"][score["dimension"]]
        )


def test_as_one_page(firedrill, played, tmp_path):
    page = tmp_path / "class.html"
    answer = firedrill("class", "autumn", "--html", page)

    assert answer.code == 0
    assert str(page) in answer.out
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_in_plain_text_without_a_name(firedrill, played):
    answer = firedrill("class", "autumn")

    assert "--- The same moment, side by side ---" in answer.out
    assert "--- Questions to ask ---" in answer.out
    assert not [part for name in (*NAMES, "Alex Kim") for part in name.split() if part in answer.out]


def test_who_looked_is_noted(firedrill, played):
    firedrill("class", "autumn")

    assert "class debrief" in firedrill("privacy", "audit").out


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (("spring",), 2, "no drill 'spring' has been set up."),
        (("../autumn",), 2, "can't be the name of a drill"),
        (("autumn", "--from", "nowhere"), 2, "There is no folder 'nowhere'"),
    ],
)
def test_what_makes_no_sense_gets_one_sentence(firedrill, played, arguments, code, sentence):
    answer = firedrill("class", *arguments)

    assert answer.code == code
    assert sentence in answer.err
    assert answer.err.count("\n") == 1


def test_it_loads_neither_a_window_nor_a_database(own_process, played):
    answer = own_process("class", "autumn", python=("-X", "importtime"))

    loaded = {line.rpartition("|")[2].strip() for line in answer.err.splitlines()}
    assert answer.code == 0
    assert not loaded & {"pygame", "sqlalchemy", "numpy"}
