"""The score book over a million drills: a list, a trend, a percentile, medians, a durable drill, eight writers at once.

The drills are generated and their findings few. Queries are timed as commands ask them, transaction and all. A durable
drill has as many findings as a real one and is timed turn by turn with two others: the same row by bare sqlite3, and a
bare fdatasync of as many bytes as its commit adds to SQLite's log. Both logs have their full length by then, so that
all three write over bytes that are there already. What entering leaves for later is paid by whoever asks first, or by
the drill that comes when 32 wait: that is timed by itself, and no median shows it. On a busy computer a p95 tells of
its neighbours: the time the process itself was at work stands beside it. `bench/book.py 50000` takes another number.
"""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import msgspec
from sqlalchemy import Engine, insert

from simulator.book import arriving, asking, writing
from simulator.book.asking import Wanted
from simulator.book.book import Book
from simulator.book.counting import count_in, counted, recounted
from simulator.book.opening import OpenBook, open_book
from simulator.book.place import BookPlace
from simulator.book.rows import Entered
from simulator.book.tables import waiting
from simulator.comparing.attempts import Attempt
from simulator.scoring.finding import Dimension

DRILLS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
PEOPLE, COHORTS, MONTHS = max(40, DRILLS // 50), 60, 24
MODES = ("untimed", "timed", "assessed")
RULES = (("broken-word", "P10", -6.0), ("met", "P02", 4.5), ("late", "P08", -3.0), ("cheap", "P16", -8.0))
ASKED = 400
ROUNDS, EACH_ROUND, UNTIMED = 21, 30, 700  # UNTIMED: until the log has its full length
Round = tuple[float, float, float]
QUERY_MS, MEDIANS_MS, TIMES = 5.0, 100.0, 1.5
WRITERS, EACH = 8, 250
WRITER = Path(__file__).parent.parent / "tests" / "book" / "a_writer.py"


def drill(number: int, dice: Random) -> Entered:
    """A drill that nobody played, in the order of time."""
    month = number * MONTHS // DRILLS
    person = dice.randrange(PEOPLE)
    skill = 40 + person * 50 / PEOPLE
    marks = (round(min(100.0, max(0.0, dice.gauss(skill, 15))), 1) for _ in range(4))
    started = f"{2025 + month // 12}-{1 + month % 12:02}-{1 + dice.randrange(28):02}T{dice.randrange(24):02}:30:00Z"
    scenario = f"scenario-{dice.randrange(6)}"
    attempt = Attempt(
        run=f"{started[:10].replace('-', '')}-{number:07}-{scenario}",
        person=f"{person:012x}",
        scenario=scenario,
        version=f"{dice.randrange(2):064x}",
        mode=MODES[dice.randrange(3)],
        rubric="3",
        started=started,
        cohort=f"cohort-{person % COHORTS:02}",
        findings=RULES,
        **dict(zip(("honesty", "empathy", "cadence", "generosity"), marks, strict=True)),
    )
    return Entered(attempt, "", number, f"{number:064x}")


def filled(opened: OpenBook) -> None:
    """Write all of them."""
    dice = Random(7)
    drills: Iterator[Entered] = (drill(number, dice) for number in range(DRILLS))
    started = perf_counter()
    for piece in writing.batched(drills, 50_000):
        with opened.writing() as connection:
            writing.enter_many(connection, piece)
    entered = perf_counter()
    with opened.writing() as connection:
        count_in(connection)
    print(f"{DRILLS} drills written in {entered - started:.0f} s, summed up in {perf_counter() - entered:.0f} s")


def asked(name: str, book: Book, question: Callable[[], Callable[..., object]], limit: float, times: int) -> bool:
    """Ask *question* so many times, each anew; print the p95; whether it is below the limit."""
    taken, worked = [], []
    for _ in range(times):
        query = question()
        start, own = perf_counter(), process_time()
        book.ask(query)
        worked.append((process_time() - own) * 1_000)
        taken.append((perf_counter() - start) * 1_000)
    p95, own_p95 = quantiles(taken, n=20)[-1], quantiles(worked, n=20)[-1]
    told = f"p95 {p95:.2f} ms (of our own work {own_p95:.2f} ms), median {median(taken):.2f} ms"
    print(f"{name}: {told} (p95 < {limit:g} ms) {verdict(p95 < limit)}")
    return p95 < limit


def verdict(good: bool) -> str:
    """What stands behind a figure."""
    return "ok" if good else "OVER"


def queries(book: Book) -> bool:
    """Every kind of query, over all that is there."""
    dice = Random(11)
    cases = book.ask(asking.cases)
    four = tuple(Dimension)

    def cohort() -> str:
        return f"cohort-{dice.randrange(COHORTS):02}"

    def person() -> str:
        return f"{dice.randrange(PEOPLE):012x}"

    def a_list() -> Callable[..., object]:
        wanted = dice.choice([Wanted(), Wanted(cohort=cohort()), Wanted(person=person())])
        return lambda connection: asking.newest(connection, wanted, 50)

    def a_trend() -> Callable[..., object]:
        whose = person()
        return lambda connection: asking.trend(connection, whose)

    def a_percentile() -> Callable[..., object]:
        case, dimension, mark = dice.choice(cases), dice.choice(four), dice.random() * 100
        return lambda connection: asking.standing(connection, case, dimension, mark)

    def of_cohorts() -> Callable[..., object]:
        mode = dice.choice(MODES)
        return lambda connection: asking.medians(connection, mode, "3")

    return all(
        [
            asked("a list of 50", book, a_list, QUERY_MS, ASKED),
            asked("one person's trend", book, a_trend, QUERY_MS, ASKED),
            asked("a percentile", book, a_percentile, QUERY_MS, ASKED),
            asked("medians of every cohort, month and case, four scores", book, of_cohorts, MEDIANS_MS, 40),
        ]
    )


def durable(opened: OpenBook, folder: Path) -> bool:
    """Enter drills, turn by turn with the same row by bare sqlite3 and with a bare fdatasync of as many bytes."""
    book, dice = Book(opened), Random(13)
    size = bytes_written(opened, dice)
    with open_book(BookPlace(folder / "bare.sqlite")) as other, closing(other.engine.raw_connection()) as raw:
        bare = BareSqlite(raw.driver_connection, other.engine)
        file = BareFile(folder / "bare", size)
        for number in range(UNTIMED):
            entered = finished(f"090000-{number:04}", dice)
            book.enter(entered)
            bare.enter(entered)
        rounds = [a_round(book, bare, file, round_, dice) for round_ in range(ROUNDS)]
    told = durable_told(rounds, size)
    print(f"  putting {arriving.MOST} into their places and counting them, later: {later(book, dice):.1f} ms")
    return told


def later(book: Book, dice: Random) -> float:
    """How many milliseconds it takes to put as many drills into their places as may wait, and to count them."""
    taken = []
    for round_ in range(9):
        book.count()
        for number in range(arriving.MOST):
            book.enter(finished(f"1100{round_:02}-{number:04}", dice))
        start = perf_counter()
        book.count()
        taken.append((perf_counter() - start) * 1_000)
    return median(taken)


def durable_told(rounds: Sequence[Round], size: int) -> bool:
    """Print what the rounds came to; whether the middle one is as it should be."""
    ours, bare, file = (median(round_[of] for round_ in rounds) * 1_000 for of in range(3))
    ratios = sorted(round_[0] / round_[2] for round_ in rounds)
    ratio, of_bare = median(ratios), median(round_[1] / round_[2] for round_ in rounds)
    print(
        f"a durable drill: {ours:.3f} ms, by bare sqlite3 {bare:.3f} ms, a bare fdatasync of its {size} B {file:.3f} ms"
    )
    print(
        f"  over the fdatasync, median of {len(rounds)} rounds of {EACH_ROUND}: {ratio:.2f} ({ratios[0]:.2f} to "
        f"{ratios[-1]:.2f}; <= {TIMES:g}), bare sqlite3 {of_bare:.2f} {verdict(ratio <= TIMES)}"
    )
    return ratio <= TIMES


def a_round(book: Book, bare: "BareSqlite", file: "BareFile", number: int, dice: Random) -> Round:
    """The medians of one round in seconds: ours, bare sqlite3's, the bare file's; each comes first in turn."""
    drills = [finished(f"1000{number:02}-{turn:04}", dice) for turn in range(EACH_ROUND)]
    works = (book.enter, bare.enter, file.write)
    taken: tuple[list[float], ...] = ([], [], [])
    for turn, entered in enumerate(drills):
        for which in (turn % 3, (turn + 1) % 3, (turn + 2) % 3):
            start = perf_counter()
            works[which](entered)
            taken[which].append(perf_counter() - start)
    ours, by_sqlite, by_file = map(median, taken)
    return ours, by_sqlite, by_file


class BareSqlite:
    """The same row into the same table by the standard library alone: what is left is SQLite's own."""

    def __init__(self, connection: sqlite3.Connection, engine: Engine) -> None:
        self._connection = connection
        self._insert = str(insert(waiting).compile(dialect=engine.dialect, column_keys=list(waiting.c.keys())[1:]))

    def enter(self, entered: Entered) -> None:
        """Write one drill and wait for the disk."""
        row = {**arriving.run_row(entered), "seen": arriving.packed_findings(entered)}
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute(self._insert, tuple(row.values()))
        self._connection.execute("COMMIT")


class BareFile:
    """As many bytes into a file that has them already, and an fdatasync: nothing makes anything durable for less."""

    def __init__(self, path: Path, size: int) -> None:
        self._words, self._turn = os.urandom(size), 0
        self._file = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        os.pwrite(self._file, bytes(size * 64), 0)
        os.fsync(self._file)

    def write(self, _: Entered) -> None:
        """Write them and wait for the disk."""
        self._turn = (self._turn + 1) % 64
        os.pwrite(self._file, self._words, len(self._words) * self._turn)
        os.fdatasync(self._file)


def finished(run: str, dice: Random) -> Entered:
    """A drill that was played just now, with as many findings as most have."""
    attempt = drill(DRILLS - 1, dice).attempt
    named = msgspec.structs.replace(attempt, run=f"20270101-{run}", started="2027-01-01T09:30:00Z", findings=RULES * 9)
    return Entered(named, "", 0, run.rjust(64, "0"))


def bytes_written(opened: OpenBook, dice: Random) -> int:
    """By how many bytes the log mostly grows when a drill is entered."""
    assert opened.place.file is not None
    log = opened.place.file.with_name(f"{opened.place.file.name}-wal")
    with closing(opened.engine.raw_connection()) as raw:
        raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    sizes = [0]
    for number in range(31):
        Book(opened).enter(finished(f"080000-{number:04}", dice))
        sizes.append(log.stat().st_size)
    return round(median(after - before for before, after in pairwise(sizes)))


def at_once(place: BookPlace) -> bool:
    """Eight processes write at once; whether all is there and nobody complained."""
    environ = {**os.environ, "FIREDRILL_BOOK": str(place.file), "PYTHONPATH": str(WRITER.parents[2])}
    start = perf_counter()
    writers = [
        subprocess.Popen([sys.executable, WRITER, str(writer), str(EACH)], env=environ, stderr=subprocess.PIPE)
        for writer in range(WRITERS)
    ]
    errors = sum(bool(writer.communicate()[1]) for writer in writers)
    with open_book(place) as opened:
        lost = WRITERS * EACH - Book(opened).count()
        with opened.writing() as connection:
            count_in(connection)
            right = counted(connection) == recounted(connection)
    good = not errors and not lost and right
    took = f"{perf_counter() - start:.1f} s"
    print(f"{WRITERS} processes, {EACH} drills each: {errors} errors, {lost} lost, {took} {verdict(good)}")
    return good


def main() -> int:
    """Print the figures; exit code 1 where one is over its limit."""
    with TemporaryDirectory(prefix="firedrill-bench-") as name:
        folder = Path(name)
        place = BookPlace(folder / "book.sqlite")
        with open_book(place) as opened:
            filled(opened)
            print(f"the file has {(folder / 'book.sqlite').stat().st_size >> 20} MB")
            good = [queries(Book(opened)), durable(opened, folder)]
        good.append(at_once(BookPlace(folder / "writers.sqlite")))
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
