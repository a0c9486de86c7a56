"""`firedrill programme`, as whoever plans training types it."""

import re

import pytest

from tests.training.a_class import NAMES, a_class, runs_in

CALENDAR = """\
format: 1
roles: {floor: [Ana Ruiz, Ben Okafor, Eva Sand]}
every: [{case: cake-at-six, months: 120}, {case: any, months: 120, who: [Cy Moor]}]
"""


@pytest.fixture
def played(home):
    a_class(runs_in(home), ["careful", "hurried"])
    return home


def test_it_tells_who_has_drilled_what_when_and_what_is_due(firedrill, played):
    (played / "calendar.yaml").write_text(CALENDAR)
    answer = firedrill("programme")

    assert answer.code == 0
    assert re.search(r"^who +1$", answer.out, re.M)
    assert re.search(r"^Ana Ruiz +2026-03-01 \(1\)$", answer.out, re.M)
    assert "1  cake-at-six: 2 of 4 people have drilled it." in answer.out
    assert "Eva Sand: cake-at-six, every 120 months; never drilled it." in answer.out
    assert "Cy Moor: any drill, every 120 months; never drilled it." in answer.out
    assert "Later: 2, the next on 2036-03-01." in answer.out


def test_json_has_no_names(firedrill, played):
    (played / "calendar.yaml").write_text(CALENDAR)
    answer = firedrill("programme", "--json")

    assert len(answer.json["due"]) == 4
    assert not [name for name in (*NAMES, "Eva Sand") if name in answer.out]


def test_without_a_calendar_it_says_how_to_write_one(firedrill, played):
    assert "There is no calendar" in firedrill("programme").out


def test_practice_alone_is_nobody_drilled(firedrill, bot_run):
    assert "Nobody has drilled yet." in firedrill("programme").out


def test_a_slip_in_a_case_is_warned_of_and_a_slip_in_the_calendar_refused(firedrill, played, tmp_path):
    path = tmp_path / "ours.yaml"
    path.write_text("format: 1\nevery: [{case: cake-at-sxi, months: 3}]")
    assert "Did you mean 'cake-at-six'?" in firedrill("programme", "--calendar", path).err
    path.write_text("format: 1\nevery: [{case: any, moths: 3}]")
    assert firedrill("programme", "--calendar", path).code == 3
    assert firedrill("programme", "--calendar", tmp_path / "none.yaml").code == 2


def test_who_looked_is_noted(firedrill, played):
    firedrill("programme")

    assert "programme" in firedrill("privacy", "audit").out


def test_it_loads_neither_a_window_nor_a_database(own_process, played):
    answer = own_process("programme", python=("-X", "importtime"))

    loaded = {line.rpartition("|")[2].strip() for line in answer.err.splitlines()}
    assert answer.code == 0
    assert not loaded & {"pygame", "sqlalchemy", "numpy"}
