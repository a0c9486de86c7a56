"""Names live in one file; everywhere else people are random ids."""

from unicodedata import normalize

import pytest

from simulator.errors import RecordUnreadable
from simulator.journal.disk import RealDisk, RunInUse
from simulator.journal.home import people_lock_path, people_path
from simulator.journal.people import People


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


def test_of_two_programs_naming_somebody_at_once_both_names_are_kept(home):
    disk = RealDisk()
    home.mkdir()

    def name_another(seconds):
        """What the other program does before it lets go of the lock."""
        people_path(home).write_text('{"latest": "a", "names": {"a": "Ada"}}')
        lock.close()

    lock = disk.append_to(people_lock_path(home), new=None)
    lock.lock()

    People(home, disk, lambda: "b", name_another).called("Noor")

    assert People(home, disk, lambda: "c").read().names == {"a": "Ada", "b": "Noor"}


def test_names_that_stay_in_use_are_told(home, disk):
    disk.append_to(people_lock_path(home), new=True).lock()

    with pytest.raises(RunInUse, match="writing down a name"):
        People(home, disk, lambda: "b", lambda seconds: None).called("Noor")


def test_a_class_is_enrolled_at_once_and_nobody_twice(runs):
    noor = runs.people.called("Noor")

    first = runs.people.enrol(["Sam", "noor", "Sam", "Ada"])

    assert first[1] == noor
    assert first[0] == first[2]
    assert len(set(first)) == 3
    assert runs.people.enrol(["ada", "SAM"]) == (first[3], first[0])
    assert runs.people.latest() == noor
    assert runs.people.name(first[3]) == "Ada"


def test_a_class_that_is_known_is_not_written_down_again(runs, disk):
    runs.people.enrol(["Sam"])
    disk.failing["write"] = 28

    assert runs.people.enrol(["sam"])


def test_who_is_forgotten_is_not_who_played_last(runs):
    noor, sam = runs.people.called("Noor"), runs.people.called("Sam")

    runs.people.forget(noor)
    still = runs.people.latest()
    runs.people.forget(sam)

    assert still == sam
    assert runs.people.latest() not in (noor, sam)


def test_who_is_called_by_a_name_that_is_known_has_played_last(runs):
    noor, _ = runs.people.called("Noor"), runs.people.called("Sam")

    runs.people.called("NOOR")

    assert runs.people.latest() == noor


def test_a_name_is_the_same_however_its_accents_are_put_together(runs):
    composed, apart = (normalize(form, "Zoë Ødegård") for form in ("NFC", "NFD"))
    zoe = runs.people.called(apart)

    assert runs.people.called(composed) == zoe
    assert runs.people.enrol([apart.upper(), f" {composed} "]) == (zoe, zoe)
    assert runs.people.name(zoe) == composed


def test_people_who_are_enrolled_twice_in_one_plan_are_one_person(runs):
    first, second = runs.people.enrol([normalize("NFD", "Zoë"), normalize("NFC", "ZOË")])

    assert first == second
    assert runs.people.name(first) == normalize("NFC", "Zoë")
