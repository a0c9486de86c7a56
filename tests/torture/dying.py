"""Programs killed (`kill -9`) at random instants: `python -m tests.torture.dying KIND HOW_OFTEN` tells what was lost.

Each child tells its parent through a pipe what is kept, as soon as it may be shown to somebody; the parent kills it and
looks. The kinds: drills, seals, backups, restores, migrations. The writers of a book are `tests.book.dying`'s.
"""

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

from simulator.book.book import Book, all_rows
from simulator.book.copies import back_up, damage, restore, whole_book
from simulator.book.migrating import migrate
from simulator.book.opening import OpenBook, open_book, reach_book, tables_version
from simulator.book.place import BookPlace
from simulator.book.tables import VERSION
from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill.events import Event
from simulator.drill.session import LiveSession
from simulator.errors import NotFound, RecordUnreadable
from simulator.journal.home import journal_path
from simulator.journal.live import Live, end, go_on
from simulator.journal.rescoring import rescore
from simulator.journal.runs import Runs
from simulator.journal.sealing import Sealing
from simulator.journal.verifying import verify
from tests.book.conftest import an_attempt
from tests.book.older import FIRST, fill
from tests.torture.records import TRAINERS, begun, bytes_of, runs_in, sealing_in

MEMORY = Path("/dev/shm")  # a kill asks nothing of a disk, and a slow one would take hours
ROWS = 120

Work = Callable[[Callable[[int], None]], None]
"""What a child does; it calls its argument with the number of whatever it has just done, and the numbers only grow."""


@dataclass
class Count:
    """What a kind came to."""

    killed: int = 0
    midway: int = 0  # killed while still at work
    told: int = 0
    lost: int = 0
    stuck: int = 0  # couldn't be gone on with, or not to the same end

    def line(self, kind: str) -> str:
        return (
            f"{kind}: {self.killed} killed, {self.midway} of them at work, {self.told} told, {self.lost} lost, "
            f"{self.stuck} stuck"
        )


def live(work: Work, seconds: float | None) -> tuple[list[int], bool]:
    """Let a child work for so long, or to its end (None): what it told, and whether it was killed at work."""
    ours, its = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        try:
            work(lambda number: _tell(its, number))
        except BaseException as error:
            os.write(2, f"{error!r}\n".encode())
            os._exit(1)
        os._exit(0)
    os.close(its)
    if seconds is not None:
        sleep(seconds)
        os.kill(child, signal.SIGKILL)
    told = b""
    while more := os.read(ours, 1 << 16):
        told += more
    os.close(ours)
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert ended in (0, -signal.SIGKILL), ended
    return [int.from_bytes(told[at : at + 4], "big") for at in range(0, len(told), 4)], ended != 0


def _tell(pipe: int, number: int) -> None:
    os.write(pipe, number.to_bytes(4, "big"))


def usual_length(work: Callable[[], Work]) -> float:
    """How many seconds a child takes that nobody kills."""
    lengths = []
    for _ in range(3):
        doing, start = work(), perf_counter()
        live(doing, None)
        lengths.append(perf_counter() - start)
    return median(lengths)


# -- drills


class Drills:
    """A trainer's drill played by a careful bot, recorded and scored; with *sealed*, sealed behind every batch."""

    def __init__(self, folder: Path, sealed: bool) -> None:
        self._home, self._keys, self._sealed = folder / "records", folder / "keys", sealed
        live(self.fresh(), None)
        self._whole = bytes_of(*self._run())

    def fresh(self) -> Work:
        """What a child does in a folder where nothing is yet."""
        shutil.rmtree(self._home, ignore_errors=True)
        shutil.rmtree(self._keys, ignore_errors=True)
        sealing_in(self._keys, self._home)
        return self._play

    def _play(self, tell: Callable[[int], None]) -> None:
        runs, sealing = runs_in(self._home), sealing_in(self._keys, self._home)
        first = begun(runs, TRAINERS)

        def record(batch: Sequence[Event]) -> None:
            first.run.append(batch)
            if self._sealed:
                sealing.seal(runs, first.run.name)
            tell(first.run.events)

        playing = Live(first.run, first.story, LiveSession(first.story, 0, record))
        play(playing.session, make("careful", first.story, 0))
        end(playing)
        sealing.seal(runs, first.run.name)

    def _run(self) -> tuple[Runs, str]:
        runs = runs_in(self._home)
        paths = sorted(self._home.glob("*.jsonl"))
        return runs, paths[0].name.removesuffix(".jsonl") if paths else ""

    def look(self, told: list[int], count: Count) -> None:
        """Nothing told may be missing; the run goes on to the same record, and is sealed."""
        shown = max(told, default=0)
        count.told += shown
        runs, run = self._run()
        if not run or not bytes_of(runs, run):
            count.lost += shown
            return
        sealing = sealing_in(self._keys, self._home)
        _, recorded = runs.read_run(run)
        count.lost += max(0, shown - len(recorded.events))
        if self._sealed:
            sealed = max((seal.events for seal in sealing.registered(run)), default=0)
            count.lost += shown > sealed
        count.stuck += not self._goes_on(runs, run, sealing)

    def _goes_on(self, runs: Runs, run: str, sealing: Sealing) -> bool:
        try:
            again = go_on(runs, run)
            play(again.session, make("careful", again.story, 0))
            end(again)
        except NotFound:  # it had ended
            rescore(runs, run)
        except RecordUnreadable:
            return False
        sealing.seal(runs, run)
        report = verify(runs, run, sealing)
        return journal_path(runs.home, run).read_bytes() == self._whole and report.intact and report.sealed


# -- the book


def rows_of(opened: OpenBook) -> list[tuple[object, ...]]:
    with opened.reading() as connection:
        return [tuple(row) for row in all_rows(connection)]


def filled(place: BookPlace, rows: int) -> None:
    with open_book(place) as opened:
        for number in range(rows):
            Book(opened).enter(an_attempt(number, f"p{number % 9}"))


class Backups:
    """Backups of one book, one after the other."""

    EACH = 3

    def __init__(self, folder: Path) -> None:
        self._place = BookPlace(folder / "book.sqlite")
        self._folder = folder / "backups"
        filled(self._place, ROWS)
        with open_book(self._place) as opened:
            self._rows = rows_of(opened)

    def fresh(self) -> Work:
        shutil.rmtree(self._folder, ignore_errors=True)
        return self._back_up

    def _back_up(self, tell: Callable[[int], None]) -> None:
        with open_book(self._place) as opened:
            for number in range(1, self.EACH + 1):
                back_up(opened, self._folder / f"{number}.sqlite")
                tell(number)

    def look(self, told: list[int], count: Count) -> None:
        """Every backup with a name is whole, told or not; the book is as it was."""
        count.told += len(told)
        count.lost += sum(not (self._folder / f"{number}.sqlite").exists() for number in told)
        for file in self._folder.glob("*.sqlite"):
            if file.name.startswith("."):
                continue
            if whole_book(file):
                count.stuck += 1
                continue
            with reach_book(BookPlace(file)) as copy:
                count.stuck += rows_of(copy) != self._rows
        with open_book(self._place) as opened:
            count.stuck += rows_of(opened) != self._rows


class Restores:
    """A small and a big backup, put back in turn: a book is the one or the other, never a mixture."""

    EACH = 4

    def __init__(self, folder: Path) -> None:
        self._place = BookPlace(folder / "book.sqlite")
        self._backups = (folder / "small.sqlite", folder / "big.sqlite")
        self._rows = []
        for file, rows in zip(self._backups, (ROWS // 4, ROWS), strict=True):
            filled(self._place, rows)
            with open_book(self._place) as opened:
                back_up(opened, file)
                self._rows.append(rows_of(opened))

    def fresh(self) -> Work:
        return self._restore

    def _restore(self, tell: Callable[[int], None]) -> None:
        with open_book(self._place) as opened:
            for number in range(1, self.EACH + 1):
                restore(opened, self._backups[number % 2], ())
                tell(number)

    def look(self, told: list[int], count: Count) -> None:
        """What was told last is there, or what came behind it."""
        count.told += len(told)
        with open_book(self._place) as opened:
            there = rows_of(opened)
            with opened.reading() as connection:
                count.stuck += bool(damage(connection))
        count.stuck += there not in self._rows


class Migrations:
    """A book brought from the first tables to today's."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "book"
        self._place = BookPlace(self._folder / "book.sqlite")

    def fresh(self) -> Work:
        shutil.rmtree(self._folder, ignore_errors=True)
        fill(self._place)
        return self._migrate

    def _migrate(self, tell: Callable[[int], None]) -> None:
        migrate(self._place)
        tell(1)

    def look(self, told: list[int], count: Count) -> None:
        """What was told to be up to date is; what wasn't, is brought there by the next one, and takes drills."""
        count.told += len(told)
        with reach_book(self._place) as book:
            before = tables_version(book)
        count.lost += bool(told) and before != VERSION
        if before not in (FIRST, VERSION):
            count.stuck += 1  # half of the steps
            return
        migrate(self._place)
        filled(self._place, 1)
        with open_book(self._place) as opened, opened.reading() as connection:
            count.stuck += bool(damage(connection))


KINDS: dict[str, Callable[[Path], Drills | Backups | Restores | Migrations]] = {
    "drills": lambda folder: Drills(folder, sealed=False),
    "seals": lambda folder: Drills(folder, sealed=True),
    "backups": Backups,
    "restores": Restores,
    "migrations": Migrations,
}


def kill(kind: str, times: int, folder: Path) -> Count:
    """Kill so many children of this *kind* in *folder*, and look after each."""
    subject, dice, count = KINDS[kind](folder), random.Random(29), Count()
    length = usual_length(subject.fresh)
    while count.killed < times:
        told, midway = live(subject.fresh(), dice.random() * length)
        count.killed += 1
        count.midway += midway
        subject.look(told, count)
    return count


def main() -> int:
    """Kill, tell, and answer 1 where anything was lost or stuck."""
    kind, times = sys.argv[1], int(sys.argv[2])
    with TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else None) as folder:
        count = kill(kind, times, Path(folder))
    print(count.line(kind))
    return 1 if count.lost or count.stuck else 0


if __name__ == "__main__":
    sys.exit(main())
