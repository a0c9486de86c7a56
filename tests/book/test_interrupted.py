"""Forgetting that was interrupted: the same words again find all that is left. Many more kills: `dying_erasing`."""

import errno
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from unicodedata import normalize

import msgspec
import pytest

from simulator.book.belonging import headers
from simulator.book.erasing import erase
from simulator.book.ledger import Forgotten, Kind, Ledger, Looked, Rated, Rostered
from simulator.book.opening import BookBusy, open_book
from simulator.book.place import book_place
from simulator.book.showing import person_called
from simulator.errors import NotFound, StorageFailed, Usage
from simulator.journal.disk import AppendFile, RealDisk
from simulator.journal.home import journal_path, people_path
from simulator.journal.people import Names
from simulator.journal.rechaining import bodies, chained_lines
from simulator.journal.records import NextTime
from simulator.journal.runs import Runs
from tests.book.conftest import NAME, TYPED, WORDS, a_crowd, holding

CHECKOUT = Path(__file__).parents[2]
NOW = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)


class PowerCut(BaseException):
    """Nobody catches it, as nobody catches a power cut."""


class Steps:
    """Counts what is changed on a disk, and lets nothing happen from step *last* on."""

    def __init__(self, last: int) -> None:
        self._left = last

    def take(self) -> None:
        if self._left == 0:
            raise PowerCut
        self._left -= 1


class DyingFile:
    """An `AppendFile` of a computer whose power is about to go."""

    def __init__(self, file: AppendFile, steps: Steps) -> None:
        self._file, self._steps = file, steps
        self.lock, self.sync, self.close = file.lock, file.sync, file.close

    def write(self, data: bytes) -> None:
        self._steps.take()
        self._file.write(data[: len(data) // 2])
        self._steps.take()
        self._file.write(data[len(data) // 2 :])

    def cut(self, size: int) -> None:
        self._steps.take()
        self._file.cut(size)


class DyingDisk(RealDisk):
    """A disk of such a computer."""

    def __init__(self, last: int) -> None:
        self.steps = Steps(last)

    def append_to(self, path: Path, new: bool | None) -> AppendFile:
        return DyingFile(super().append_to(path, new), self.steps)

    def write_whole(self, path: Path, data: bytes) -> None:
        self.steps.take()
        super().write_whole(path, data)

    def remove(self, path: Path) -> None:
        self.steps.take()
        super().remove(path)


@pytest.fixture
def crowded(book, homes, ledger):
    return a_crowd(homes, book, ledger)


def dies(home: Path, person: str, last: int) -> bool:
    """Forget *person* on a computer whose power goes before step *last*; whether it went."""
    disk = DyingDisk(last)
    with open_book(book_place(home, environ={})) as opened:
        try:
            erase(opened, Runs(home, disk), Ledger(home, disk), person, NOW)
        except PowerCut:
            return True
    return False


def forget_again(home: Path) -> None:
    """Say it again by the name, as whoever said it first would."""
    runs, ledger = Runs(home), Ledger(home, RealDisk())
    with suppress(NotFound), open_book(book_place(home, environ={})) as opened:  # unless nothing is left to be done
        erase(opened, runs, ledger, person_called(runs, ledger, NAME), NOW)


def test_wherever_the_power_goes_the_same_words_again_leave_nothing(opened, crowded, tmp_path):
    opened.close()
    for last in count():
        home = tmp_path / f"copy-{last}"
        shutil.copytree(crowded.runs.home, home)
        died = dies(home, crowded.zoe, last)

        forget_again(home)

        assert holding(home, *WORDS, TYPED) == [], last
        assert [path for path in holding(home, crowded.first) if not path.startswith("drills/")] == [], last
        lines = Ledger(home, RealDisk()).read()
        assert [line.run for line in lines if isinstance(line, Rated)] == [crowded.kept] * 2, last
        assert any(isinstance(line, Forgotten) for line in lines), last
        if not died:
            break
    assert last > 30


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be copied here")
def test_whoever_is_forgotten_by_a_command_that_is_killed_is_forgotten_the_second_time(tmp_path):
    command = [sys.executable, "-m", "tests.book.dying_erasing", tmp_path, "12"]

    told = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, timeout=120)

    assert told.returncode == 0, told.stderr
    assert ", 0 left something" in told.stdout


def test_a_book_that_somebody_reads_in_keeps_the_name_until_the_second_time(opened, crowded, ledger, file_place):
    runs, zoe, *_ = crowded
    with open_book(file_place) as other, other.reading() as connection:
        connection.exec_driver_sql("SELECT * FROM runs").all()
        with pytest.raises(BookBusy, match="say it again"):
            erase(opened, runs, ledger, zoe, NOW)

    assert person_called(runs, ledger, NAME) == zoe
    assert erase(opened, runs, ledger, zoe, NOW).runs == 3
    assert holding(runs.home, *WORDS) == []


class ReadOnly(RealDisk):
    """A disk that lets nobody delete *file*."""

    def __init__(self, file: str) -> None:
        self._file = file

    def remove(self, path: Path) -> None:
        if path.name == self._file:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        super().remove(path)


@pytest.mark.parametrize("file", ["hers.yaml", "trouble.txt", ".people.json.99999999.part", "notebook.9.cut", "0.json"])
def test_a_file_that_cannot_be_deleted_is_told_and_the_name_stays_until_it_can(opened, crowded, ledger, file):
    runs, zoe, *_ = crowded

    with pytest.raises(StorageFailed, match="can't be written"):
        erase(opened, Runs(runs.home, ReadOnly(file)), ledger, zoe, NOW)

    assert person_called(runs, ledger, NAME) == zoe
    erase(opened, runs, ledger, zoe, NOW)
    assert holding(runs.home, *WORDS) == []


# -- what can't be looked into


class Locked(RealDisk):
    """A disk that lets nobody read *file*."""

    def __init__(self, file: str) -> None:
        self._file = file

    def read_first_line(self, path: Path) -> bytes:
        if path.name == self._file:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return super().read_first_line(path)


def a_practice(crowded) -> Path:
    """A journal of hers that the book knows nothing of."""
    return next(headed.path for headed in headers(crowded.runs) if headed.header.mode.guides)


def test_a_journal_that_nobody_may_read_is_named(opened, crowded, ledger):
    runs, zoe, *_ = crowded
    practice = a_practice(crowded)

    told = erase(opened, Runs(runs.home, Locked(practice.name)), ledger, zoe, NOW)

    assert (told.runs, told.not_read) == (2, (practice.name,))


def test_a_journal_that_nobody_may_read_goes_where_the_book_tells_whose_it_is(opened, crowded, ledger):
    runs, zoe, first, _ = crowded

    told = erase(opened, Runs(runs.home, Locked(f"{first}.jsonl")), ledger, zoe, NOW)

    assert told.not_read == ()
    assert holding(runs.home, *WORDS, TYPED) == []


def test_a_journal_with_a_damaged_first_line_goes_where_its_bytes_tell_whose_it_is(opened, crowded, ledger):
    runs, zoe, *_ = crowded
    path = a_practice(crowded)
    path.write_bytes(path.read_bytes().replace(b'"rubric":"', b'"rubrik":"', 1))

    told = erase(opened, runs, ledger, zoe, NOW)

    assert (told.runs, told.not_read, told.holds_still) == (3, (), ())
    assert holding(runs.home, *WORDS, TYPED) == []


def test_a_journal_whose_bytes_tell_nobody_whose_it_is_is_named(opened, crowded, ledger):
    runs, zoe, *_ = crowded
    path = a_practice(crowded)
    path.write_bytes(path.read_bytes().replace(zoe.encode(), b"?" * len(zoe)))

    assert erase(opened, runs, ledger, zoe, NOW).not_read == (path.name,)


@pytest.mark.parametrize("field", ["person", "pair"])
def test_a_journal_of_a_newer_firedrill_goes_by_the_person_in_its_first_line(opened, homes, ledger, field):
    runs = homes.runs()
    mine = homes.play(runs, "p0", **({"pair": "p1"} if field == "pair" else {}), trainer="p2")
    path = journal_path(runs.home, mine)
    (header, *rest) = bodies(path.read_bytes(), path)
    newer = header.replace(b'"format":1', b'"format":9').replace(b'{"n":', b'{"new_field":{"p2":1},"n":', 1)
    path.write_bytes(chained_lines([newer, *rest]))

    assert erase(opened, runs, ledger, "p2", NOW).runs == 0  # its trainer
    assert erase(opened, runs, ledger, "p1" if field == "pair" else "p0", NOW).runs == 1
    assert not path.exists()


def test_an_empty_journal_is_nobody_s(opened, crowded, ledger):
    runs, zoe, *_ = crowded
    (runs.home / "begun.jsonl").touch()

    assert erase(opened, runs, ledger, zoe, NOW).not_read == ()


# -- what is typed meanwhile


def test_whoever_sits_at_their_debrief_can_keep_nothing_of_it_once_they_are_forgotten(opened, crowded, ledger):
    runs, zoe, first, _ = crowded
    erase(opened, runs, ledger, zoe, NOW)

    with pytest.raises(NotFound, match="was deleted"):
        runs.notebook.add(NextTime(first, runs.people.latest(), "typed-too-late"))

    assert holding(runs.home, "typed-too-late") == []


# -- whom a name means


@pytest.mark.parametrize("trace", ["forgotten", "pair", "note", "rater", "roster", "looked", "entered"])
def test_an_id_is_known_wherever_anything_is_told_of_it(homes, ledger, trace):
    runs = homes.runs()
    run = homes.play(runs, "p0", pair="p1" if trace == "pair" else "")
    if trace == "note":
        runs.notebook.add(NextTime(run, "p1", "breathe"))
    lines = {
        "forgotten": Forgotten("p1", "2026", 0),
        "rater": Rated(run=run, rater="p1", kind=Kind.BLIND, made="2026"),
        "roster": Rostered("monday", "p1"),
        "looked": Looked("2026", "boss", "export", "p1"),
    }
    if trace in lines:
        ledger.add(lines[trace])

    assert person_called(runs, ledger, "p1", {"p1"} if trace == "entered" else ()) == "p1"
    with pytest.raises(NotFound):
        person_called(runs, ledger, "p3")


def test_a_name_that_several_answer_to_lists_them_all(homes, ledger):
    runs = homes.runs()
    runs.home.mkdir()
    names = {"id-1": normalize("NFC", "Zoë"), "id-2": normalize("NFD", "zoë"), "id-3": "Zoe"}
    people_path(runs.home).write_bytes(msgspec.json.encode(Names("", names)))

    with pytest.raises(Usage, match="id-1 and id-2"):
        person_called(runs, ledger, "ZOË")
    assert person_called(runs, ledger, "id-2") == "id-2"


def test_nobody_is_no_name(homes, ledger):
    runs = homes.runs()
    homes.play(runs, "")

    with pytest.raises(NotFound):
        person_called(runs, ledger, "")


def test_a_second_try_puts_up_no_second_tombstone(opened, crowded, ledger):
    runs, zoe, *_ = crowded
    first = erase(opened, runs, ledger, zoe, NOW)

    erase(opened, runs, ledger, zoe, NOW)

    assert [(one.person, one.runs) for one in ledger.tombstones()] == [(zoe, first.runs)]


def test_scenarios_stay_while_there_is_a_journal_that_nobody_can_read(opened, crowded, ledger):
    runs, zoe, *_ = crowded
    there = sorted((runs.home / "snapshots").iterdir())
    (runs.home / "unreadable.jsonl").write_bytes(b"X\n")

    erase(opened, runs, ledger, zoe, NOW)

    assert there
    assert sorted((runs.home / "snapshots").iterdir()) == there
