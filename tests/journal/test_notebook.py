"""What people say about runs afterwards, kept apart from the runs."""

import errno

import pytest

from simulator.errors import NotFound, RecordUnreadable, StorageFailed
from simulator.journal.disk import RunInUse
from simulator.journal.home import cut_path, journal_path, notebook_path
from simulator.journal.notebook import Notebook
from simulator.journal.records import NextTime, OwnRating

RATING = OwnRating("r1", "ab", 3, 2, 4, 1, "I turned to her.", "Ring her earlier.")
SENTENCE = NextTime("r1", "ab", "Say when I'll be back.")


@pytest.fixture(autouse=True)
def played(disk, home):
    """The journal of the run that is written about."""
    disk.files[journal_path(home, "r1")] = bytearray()


def test_notes_are_read_back_in_order(runs):
    runs.notebook.add(RATING)
    runs.notebook.add(SENTENCE)

    assert runs.notebook.read() == (RATING, SENTENCE)
    assert runs.notebook.rating("r1") == RATING
    assert runs.notebook.next_time("ab") == SENTENCE.sentence


def test_nothing_written_is_nothing_read(runs):
    assert runs.notebook.read() == ()
    assert runs.notebook.rating("r1") is None
    assert runs.notebook.next_time("ab") == ""


def test_a_changed_note_is_told_with_its_line(runs, disk):
    runs.notebook.add(RATING)
    runs.notebook.add(SENTENCE)
    path = notebook_path(runs.home)
    disk.files[path] = bytearray(bytes(disk.files[path]).replace(b"back", b"away"))

    with pytest.raises(RecordUnreadable, match=r"notebook\.jsonl:2: "):
        runs.notebook.read()


def test_a_torn_note_is_kept_aside_and_gives_way_to_the_next(runs, disk):
    runs.notebook.add(RATING)
    path = notebook_path(runs.home)
    whole = len(disk.files[path])
    disk.files[path] += b'{"note":"next'

    runs.notebook.add(SENTENCE)

    assert runs.notebook.read() == (RATING, SENTENCE)
    assert disk.files[cut_path(path.parent, "notebook", whole)] == b'{"note":"next'


@pytest.mark.parametrize("bit", range(8))
def test_a_flip_in_the_last_byte_is_damage_and_no_note_is_cut_for_it(runs, disk, bit):
    runs.notebook.add(RATING)
    path = notebook_path(runs.home)
    disk.files[path][-1] ^= 1 << bit
    before = bytes(disk.files[path])

    with pytest.raises(RecordUnreadable, match=r"notebook\.jsonl:1: "):
        runs.notebook.add(SENTENCE)
    with pytest.raises(RecordUnreadable, match=r"notebook\.jsonl:1: "):
        runs.notebook.read()
    assert disk.files[path] == before


def test_every_flipped_bit_of_a_notebook_is_found(runs, disk):
    runs.notebook.add(RATING)
    runs.notebook.add(SENTENCE)
    data = disk.files[notebook_path(runs.home)]

    for place in range(len(data)):
        data[place] ^= 1
        with pytest.raises(RecordUnreadable, match="changed or damaged"):
            runs.notebook.read()
        data[place] ^= 1


def test_a_note_waits_for_another_program_to_finish_its_own(runs, disk, home):
    path = notebook_path(home)
    other = disk.append_to(path, new=True)
    other.lock()
    waited = []

    def pause(seconds):
        waited.append(seconds)
        if len(waited) == 3:
            other.close()

    Notebook(home, disk, pause).add(RATING)

    assert len(waited) == 3
    assert runs.notebook.read() == (RATING,)


def test_a_notebook_that_stays_in_use_is_told(disk, home):
    disk.append_to(notebook_path(home), new=True).lock()

    with pytest.raises(RunInUse, match="Try again"):
        Notebook(home, disk, lambda seconds: None).add(RATING)


def test_a_full_disk_keeps_the_notes_that_were_there(runs, disk):
    runs.notebook.add(RATING)
    disk.space = 10

    with pytest.raises(StorageFailed, match="the disk is full"):
        runs.notebook.add(SENTENCE)
    assert runs.notebook.read() == (RATING,)


def test_a_failing_sync_is_told(runs, disk):
    disk.failing["sync"] = errno.EIO

    with pytest.raises(StorageFailed, match="reports an error"):
        runs.notebook.add(RATING)


def test_nothing_is_written_about_a_run_that_was_deleted_meanwhile(runs, disk, home):
    runs.notebook.add(RATING)
    del disk.files[journal_path(home, "r1")]

    with pytest.raises(NotFound, match="was deleted"):
        runs.notebook.add(SENTENCE)
    assert runs.notebook.read() == (RATING,)


def test_a_note_behind_a_rewriting_that_was_cut_short_loses_none_of_the_others(runs, disk, home):
    path = notebook_path(home)
    runs.notebook.add(RATING)
    disk.files[path.with_name(f"{path.name}.new")] = bytearray(disk.files[path])
    del disk.files[path][40:]

    assert runs.notebook.read() == (RATING,)
    runs.notebook.add(SENTENCE)

    assert runs.notebook.read() == (RATING, SENTENCE)
    assert path.with_name(f"{path.name}.new") not in disk.files
