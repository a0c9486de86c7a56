"""Names live in one file; everywhere else people are random ids."""

import pytest

from simulator.errors import RecordUnreadable
from simulator.journal.home import people_path


def test_a_name_gets_an_id_and_keeps_it(runs):
    first = runs.people.called("Noor")

    assert runs.people.called("  noor ") == first
    assert runs.people.name(first) == "Noor"
    assert runs.people.latest() == first


def test_somebody_without_a_name_is_somebody_all_the_same(runs):
    person = runs.people.latest()

    assert person
    assert runs.people.latest() == person
    assert runs.people.name(person) == ""


def test_forgetting_somebody_leaves_nothing_of_the_name(runs, disk):
    person = runs.people.called("Noor")

    runs.people.forget(person)

    assert b"Noor" not in disk.files[people_path(runs.home)]
    assert runs.people.latest() != person


def test_the_journal_holds_no_name(runs, opened, disk):
    run = opened(runs, person=runs.people.called("Noor"))

    assert b"Noor" not in disk.files[run.path]


def test_names_are_kept_short_and_printable(runs):
    person = runs.people.called("N\x1b[2Joor" + "r" * 200)

    assert runs.people.name(person).startswith("N [2Joor")
    assert len(runs.people.name(person)) == 80


@pytest.mark.parametrize("data", [b"", b"[]", b'{"names": 3}', b"{" * 10_000, b"\xff"])
def test_a_damaged_people_file_is_told_and_left_alone(runs, disk, data):
    disk.files[people_path(runs.home)] = bytearray(data)

    with pytest.raises(RecordUnreadable, match=r"people\.json' is damaged"):
        runs.people.called("Noor")
    assert disk.files[people_path(runs.home)] == data
