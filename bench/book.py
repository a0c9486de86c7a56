"""The score book over a million drills: a list, a trend, a percentile, medians, a durable drill, eight writers at once.

The drills are generated and their findings few. Queries are timed as commands ask them, transaction and all. A durable
drill is timed turn by turn with a bare fdatasync of as many bytes as its commit writes, over bytes that are there
already, which is the cheapest way there is to make anything durable. On a busy computer a p95 tells of its neighbours:
the time the process itself was at work stands beside it. `bench/book.py 50000` takes another number.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from random import Random
from statistics import mean, median, quantiles
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

import msgspec

from simulator.book import asking, writing
from simulator.book.asking import Wanted
from simulator.book.book import Book
from simulator.book.counting import count_in, counted, recounted
from simulator.book.opening import OpenBook, open_book
from simulator.book.place import BookPlace
from simulator.book.rows import Entered
from simulator.comparing.attempts import Attempt
from simulator.scoring.finding import Dimension

DRILLS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
PEOPLE, COHORTS, MONTHS = max(40, DRILLS // 50), 60, 24
MODES = ("untimed", "timed", "assessed")
RULES = (("broken-word", "P10", -6.0), ("met", "P02", 4.5), ("late", "P08", -3.0), ("cheap", "P16", -8.0))
ASKED, DURABLE = 400, 600
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
    """Enter drills, turn by turn with a bare fdatasync of as many bytes; whether the ratio is as it should be."""
    book, dice = Book(opened), Random(13)
    size = bytes_written(opened, dice)
    words = os.urandom(size)
    file = os.open(folder / "bare", os.O_CREAT | os.O_RDWR, 0o600)
    os.pwrite(file, bytes(size * 64), 0)
    os.fsync(file)
    ours, bare = [], []
    for number in range(DURABLE):
        entered = drill(DRILLS - 1, dice)
        attempt = entered.attempt
        new = Entered(with_run(attempt, f"{attempt.run}-durable-{number}"), "", 0, f"durable-{number}")
        start = perf_counter()
        book.enter(new)
        between = perf_counter()
        os.pwrite(file, words, size * (number % 64))
        os.fdatasync(file)
        ours.append(between - start)
        bare.append(perf_counter() - between)
    os.close(file)
    ratio, of_means = median(ours) / median(bare), mean(ours) / mean(bare)
    ms, bare_ms = median(ours) * 1_000, median(bare) * 1_000
    print(f"a durable drill: {ms:.2f} ms, a bare fdatasync of its {size} bytes: {bare_ms:.2f} ms")
    print(f"  ratio of medians {ratio:.2f}, of means {of_means:.2f} (<= {TIMES:g}) {verdict(ratio <= TIMES)}")
    return ratio <= TIMES


def with_run(attempt: Attempt, run: str) -> Attempt:
    """The same drill under another name."""
    return msgspec.structs.replace(attempt, run=run)


def bytes_written(opened: OpenBook, dice: Random) -> int:
    """By how many bytes the log mostly grows when a drill is entered."""
    assert opened.place.file is not None
    log = opened.place.file.with_name(f"{opened.place.file.name}-wal")
    with closing(opened.engine.raw_connection()) as raw:
        raw.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    sizes = [0]
    for number in range(31):
        attempt = with_run(drill(DRILLS - 1, dice).attempt, f"measured-{number}")
        Book(opened).enter(Entered(attempt, "", 0, f"measured-{number}"))
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
