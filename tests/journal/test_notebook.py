"""What people say about runs afterwards, kept apart from the runs."""

import errno

import pytest

from simulator.errors import RecordUnreadable, StorageFailed
from simulator.journal.home import notebook_path
from simulator.journal.records import NextTime, OwnRating

RATING = OwnRating("r1", "ab", 3, 2, 4, 1, "I turned to her.", "Ring her earlier.")
SENTENCE = NextTime("r1", "ab", "Say when I'll be back.")


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


def test_a_torn_note_gives_way_to_the_next(runs, disk):
    runs.notebook.add(RATING)
    disk.files[notebook_path(runs.home)] += b'{"note":"next'

    runs.notebook.add(SENTENCE)

    assert runs.notebook.read() == (RATING, SENTENCE)


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
