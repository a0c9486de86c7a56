"""`firedrill xapi` as whoever runs a record store calls it."""

import json
import subprocess
import sys

import pytest

from simulator.book.ledger import Forgotten, Ledger, Looked
from simulator.learning_records.place import BASE
from tests.learning_records.conftest import ADA, GRACE, Printed


def test_statements_are_printed_as_one_list(firedrill, record):
    answer = firedrill("xapi", record())
    statements = json.loads(answer.out)

    assert (answer.code, answer.err) == (0, "")
    assert statements[0]["verb"]["display"]["en"] == "initialized"
    assert statements[0]["actor"]["account"]["name"] == ADA


def test_a_file_has_a_list_or_a_line_each(firedrill, record, tmp_path):
    run = record()
    printed = json.loads(firedrill("xapi", run).out)

    said = firedrill("xapi", run, "--out", tmp_path / "told.json").out
    firedrill("xapi", run, "--out", tmp_path / "told.jsonl")

    assert f"has {len(printed)} statements of 1 drill." in said
    assert json.loads((tmp_path / "told.json").read_text()) == printed
    assert [json.loads(line) for line in (tmp_path / "told.jsonl").read_text().splitlines()] == printed


def test_a_file_of_lines_can_be_written_again_and_nothing_else_in_its_place(firedrill, record, tmp_path):
    run, other, notes = record(), record(bot="careful"), tmp_path / "notes.jsonl"
    notes.write_text('{"note": 1}\n')
    firedrill("xapi", run, "--out", tmp_path / "told.jsonl")

    again = firedrill("xapi", other, "--out", tmp_path / "told.jsonl")
    refused = firedrill("xapi", other, "--out", notes)

    assert (again.code, refused.code) == (0, 2)
    assert f"has {len((tmp_path / 'told.jsonl').read_text().splitlines())} statements" in again.out
    assert notes.read_text() == '{"note": 1}\n'


def test_a_file_in_which_nothing_stood_yet_can_be_written_again(firedrill, tmp_path):
    codes = [firedrill("xapi", "--all", "--out", tmp_path / "told.jsonl").code for _ in range(2)]

    assert codes == [0, 0]


@pytest.mark.parametrize("name", ["people.json", "standard.json"])
def test_names_and_settings_are_not_overwritten_by_a_file_of_statements(firedrill, record, runs, name):
    run = record()
    (runs.home / name).write_text("{}")

    assert firedrill("xapi", run, "--out", runs.home / name).code == 2
    assert (runs.home / name).read_text() == "{}"


def test_nobodys_journal_is_overwritten_by_a_file_of_statements(firedrill, record, runs):
    run = record()
    journal = runs.find(run)
    before = journal.read_bytes()

    assert firedrill("xapi", run, "--out", journal).code == 2
    assert journal.read_bytes() == before


def test_a_name_is_nowhere_in_what_leaves(firedrill, record, runs):
    person = runs.people.called("Ada Lovelace")

    out = firedrill("xapi", record(person=person)).out

    assert person in out
    assert "Ada" not in out
    assert "Lovelace" not in out


def test_a_journal_under_another_name_is_not_told(firedrill, record, runs):
    journal = runs.find(record())
    journal.rename(journal.with_name("another.jsonl"))

    answer = firedrill("xapi", "another")

    assert answer.code == 4
    assert "holds the record of another run" in answer.err


def test_a_house_has_its_own_addresses(firedrill, record, monkeypatch):
    run = record()
    monkeypatch.setenv(BASE, "https://care.example/drills")

    first = json.loads(firedrill("xapi", run).out)[0]

    assert first["actor"]["account"]["homePage"] == "https://care.example/drills/people"


def test_the_house_standard_decides_what_is_passed(firedrill, record):
    silent = json.loads(firedrill("xapi", record(bot="silent")).out)
    judged = [one for one in silent if "success" in one.get("result", {})]

    assert [one["verb"]["display"]["en"] for one in judged] == ["failed"]
    assert "below" in json.dumps(judged[0]["result"]["extensions"])


def verbs(answer: Printed) -> set[str]:
    return {one["verb"]["display"]["en"] for one in json.loads(answer.out)}


def test_a_house_may_have_a_standard_of_its_own(firedrill, record, runs):
    silent = record(bot="silent")
    before = firedrill("xapi", silent)
    (runs.home / "standard.json").write_text('{"critical": [], "floors": {}}')
    after = firedrill("xapi", silent)
    (runs.home / "standard.json").write_text('{"modes": ["assessed"]}')

    assert verbs(before) & {"passed", "failed"} == {"failed"}
    assert verbs(after) & {"passed", "failed"} == {"passed"}
    assert verbs(firedrill("xapi", silent)).isdisjoint({"passed", "failed"})


def test_a_drill_of_two_is_neither_passed_nor_failed(firedrill, record):
    statements = json.loads(firedrill("xapi", record(pair=GRACE)).out)

    assert {"passed", "failed"}.isdisjoint(one["verb"]["display"]["en"] for one in statements)


def test_it_is_written_down_who_looked(firedrill, record, runs):
    firedrill("xapi", record())

    looked = [line for line in Ledger(runs.home, runs.disk).read() if isinstance(line, Looked)]

    assert [(line.what, line.about) for line in looked] == [("xapi", ADA)]


def test_a_trainer_who_was_forgotten_is_nobodys_instructor(firedrill, record, runs):
    run = record(trainer=GRACE)
    before = firedrill("xapi", run).out
    Ledger(runs.home, runs.disk).add(Forgotten(GRACE, "2026-03-01T12:00:00Z", 0))
    after = firedrill("xapi", run).out

    assert GRACE in before
    assert GRACE not in after
    assert [one["id"] for one in json.loads(after)] == [one["id"] for one in json.loads(before)]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "Which runs?"),
        (["latest", "--all"], "leave it out"),
        (["latest", "--out", "a.json", "--to", "https://lrs.example"], "choose one"),
        (["latest", "--json"], "--json goes with --to"),
        (["latest", "--out", "a.txt"], "ends in .json"),
        (["latest", "--to", "https://a:secret@lrs.example"], "leave it out"),
        (["latest", "--to", "https://lrs.example?key=secret"], "up to there"),
        (["latest", "--to", "https://lrs.exämple"], "begins with xn--"),
        (["latest", "--to", ""], "--to is empty"),
        (["--all", "--to", " "], "--to is empty"),
        (["nothing-like-it"], "No run is called"),
    ],
)
def test_a_call_that_makes_no_sense_is_one_sentence(firedrill, arguments, says):
    answer = firedrill("xapi", *arguments)

    assert answer.code == 2
    assert says in answer.err
    assert "secret" not in answer.err


def test_asking_for_help_loads_nothing_that_sending_needs(runs):
    code = "import sys; from simulator.cli import main; main(['xapi', '--help']); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    assert not {"pygame", "numpy", "sqlalchemy", "http.client", "ssl"} & set(loaded)
