"""What a book promises, whatever it is kept in. Run against a file and against a real server."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import msgspec
import pytest

from simulator.book.asking import (
    Wanted,
    attempts,
    cases,
    looked_for,
    medians,
    newest,
    overridden,
    quantile,
    ratings_of,
    roster,
    standing,
    trend,
)
from simulator.book.book import Book, Source, all_rows
from simulator.book.counting import counted, recounted
from simulator.book.ledger import Forgotten, Rated, Rostered
from simulator.book.opening import OpenBook, open_book, tables_version
from simulator.book.place import BookPlace
from simulator.book.rows import Case, Entered, Entry, Kind
from simulator.book.tables import VERSION
from simulator.errors import StorageFailed
from simulator.journal.chain import FIRST_LINK, sealed
from simulator.journal.records import Mode
from simulator.scoring.finding import Dimension
from tests.book.conftest import Homes, a_card, an_attempt

WRITER = Path(__file__).with_name("a_writer.py")
LAKE = Case("lake", "v1", "timed", "3")


def rescored(entered: Entered, honesty: float) -> Entered:
    attempt = msgspec.structs.replace(entered.attempt, honesty=honesty)
    return msgspec.structs.replace(entered, attempt=attempt, record="a later line")


def environ_of(place: BookPlace) -> dict[str, str]:
    return {**os.environ, "FIREDRILL_BOOK": str(place.file or place.url), "PYTHONPATH": os.pathsep.join(sys.path)}


def rows(book: Book) -> list[tuple[str, tuple[object, ...]]]:
    return book.ask(lambda connection: list(all_rows(connection)))


class BookContract:
    """The promises."""

    @pytest.fixture
    def place(self) -> BookPlace:
        raise NotImplementedError

    @pytest.fixture
    def opened(self, place: BookPlace) -> Iterator[OpenBook]:
        with open_book(place) as opened:
            yield opened

    @pytest.fixture
    def book(self, opened: OpenBook) -> Book:
        return Book(opened)

    @pytest.fixture
    def filled(self, book: Book) -> Book:
        for number in range(24):
            month = f"2026-0{1 + number % 2}"
            book.enter(an_attempt(number, f"p{number % 6}", started=f"{month}-{1 + number:02}T09:00:00Z"))
        return book

    def test_a_new_book_has_the_tables_of_today(self, opened):
        assert tables_version(opened) == VERSION

    def test_a_drill_comes_out_as_it_went_in(self, book):
        entered = an_attempt(7, cadence=None, assisted=True)

        book.enter(entered)

        assert book.ask(lambda c: attempts(c, Wanted())) == (entered.attempt,)

    def test_a_drill_sent_twice_is_there_once(self, book):
        assert (book.enter(an_attempt(1)), book.enter(an_attempt(1))) == (Entry.NEW, Entry.THERE)
        assert book.count() == 1

    def test_a_later_scorecard_counts_and_ratings_stay(self, book):
        book.enter(an_attempt(1))
        book.say(Rated(run="run-00001", rater="t1", kind=Kind.TRAINER, made="2026-03-02T09:00:00Z", honesty=40.0))
        book.ask(lambda c: cases(c))

        assert book.enter(rescored(an_attempt(1), 77.0)) is Entry.RESCORED

        assert [attempt.honesty for attempt in book.ask(lambda c: newest(c, Wanted()))] == [77.0]
        assert len(book.ask(lambda c: ratings_of(c, "run-00001"))) == 1
        assert book.ask(lambda c: counted(c) == recounted(c))

    def test_a_mark_that_trainers_gave_another_in_place_of_is_counted_once_and_stays(self, book):
        for number in (1, 2):
            book.enter(an_attempt(number))
        given = {"run": "run-00001", "kind": Kind.OVERRIDE, "made": "2026-03-02T09:00:00Z", "reason": "a reason"}
        for rater in ("t1", "t2"):
            book.say(Rated(**given, rater=rater, honesty=10.0))
        book.say(Rated(**{**given, "kind": Kind.TRAINER}, rater="t3", empathy=10.0))

        found = book.ask(lambda c: looked_for(c, Wanted(), 50))

        assert found.overridden == 1
        assert found.drills == book.ask(lambda c: attempts(c, Wanted()))
        assert book.ask(lambda c: overridden(c, Wanted(cohort="nobody's"))) == 0

    def test_a_run_of_the_same_name_by_somebody_else_is_refused(self, book):
        book.enter(an_attempt(1, "p1"))

        with pytest.raises(StorageFailed, match="somebody else"):
            book.enter(an_attempt(1, "p2", record="another"))

    def test_practice_cannot_be_written_even_past_the_gate(self, book):
        with pytest.raises(StorageFailed, match="can't be used"):
            book.enter(an_attempt(1, mode="guided"))

    def test_the_number_of_an_attempt_follows_from_the_others(self, book):
        for number in (3, 1, 2):
            book.enter(an_attempt(number, started=f"2026-03-0{number}T09:00:00Z"))
        book.enter(an_attempt(4, scenario="storm"))

        told = book.ask(lambda c: trend(c, "p0"))

        assert [(t.run[-1], t.attempt) for t in told] == [("1", 1), ("4", 1), ("2", 2), ("3", 3)]

    def test_the_list_is_narrowed_by_what_is_wanted(self, filled):
        wanted = Wanted(person="p1", cohort="spring", since="2026-02-01", until="2026-02-15")

        assert [a.run for a in filled.ask(lambda c: newest(c, wanted))] == ["run-00013", "run-00007", "run-00001"]
        assert filled.ask(lambda c: newest(c, Wanted(cohort="autumn"))) == ()

    def test_a_mark_stands_among_all_of_its_case(self, filled):
        place = filled.ask(lambda c: standing(c, LAKE, Dimension.HONESTY, 12.0))

        assert place is not None
        assert (place.below, place.same, place.of) == (12, 1, 24)
        assert filled.ask(lambda c: quantile(c, LAKE, Dimension.HONESTY, 0.5)) == 11.0

    def test_the_medians_are_those_of_the_drills(self, filled):
        for number in range(100, 110):
            filled.enter(an_attempt(number, f"q{number}", cohort="autumn", honesty=number / 3))

        told = filled.ask(lambda c: medians(c, "timed", "3"))

        expected = {
            (cohort, month): median(round(a.honesty, 1) for a in drills)
            for cohort, month in {(a.cohort, a.month) for a in filled.ask(lambda c: attempts(c, Wanted()))}
            if (
                drills := [
                    a for a in filled.ask(lambda c: attempts(c, Wanted())) if (a.cohort, a.month) == (cohort, month)
                ]
            )
            and len({a.person for a in drills}) >= 5
        }
        assert {(t.cohort, t.month): t.medians.honesty for t in told} == pytest.approx(expected)

    def test_fewer_than_five_people_are_told_of_in_no_summary(self, book):
        for number in range(40):
            book.enter(an_attempt(number, f"p{number % 4}"))

        assert book.ask(lambda c: medians(c, "timed", "3")) == ()
        assert book.ask(lambda c: standing(c, LAKE, Dimension.HONESTY, 12.0)) is None

    def test_a_score_that_fewer_than_five_people_have_is_told_of_nobody(self, book):
        for number in range(6):
            book.enter(an_attempt(number, f"p{number}", empathy=50.0 if number < 4 else None, cadence=None))

        (told,) = book.ask(lambda c: medians(c, "timed", "3"))

        assert (told.runs, told.medians.four) == (6, (2.5, None, None, 12.3))
        assert book.ask(lambda c: standing(c, LAKE, Dimension.EMPATHY, 50.0)) is None
        assert book.ask(lambda c: quantile(c, LAKE, Dimension.EMPATHY, 0.5)) is None
        assert book.ask(lambda c: quantile(c, LAKE, Dimension.HONESTY, 0.5)) == 2.0

    def test_a_score_is_silent_again_when_the_fifth_person_who_has_it_is_forgotten(self, book):
        for number in range(6):
            book.enter(an_attempt(number, f"p{number}", empathy=None if number == 5 else 50.0))
        assert book.ask(lambda c: medians(c, "timed", "3"))[0].medians.empathy == 50.0

        book.say(Forgotten("p0", "2026-03-02T09:00:00Z", 1))

        (told,) = book.ask(lambda c: medians(c, "timed", "3"))
        assert (told.medians.honesty, told.medians.empathy) == (3.0, None)
        assert book.ask(lambda c: counted(c) == recounted(c))

    def test_quantiles_that_would_tell_single_marks_are_refused(self, filled):
        with pytest.raises(ValueError, match=r"not 0\.33"):
            filled.ask(lambda c: quantile(c, LAKE, Dimension.HONESTY, 0.33))

    def test_a_summary_is_silent_again_when_the_fifth_person_is_forgotten(self, book):
        for number in range(20):
            book.enter(an_attempt(number, f"p{number % 5}"))
        assert book.ask(lambda c: medians(c, "timed", "3"))

        book.say(Forgotten("p4", "2026-03-02T09:00:00Z", 4))

        assert book.ask(lambda c: medians(c, "timed", "3")) == ()
        assert book.ask(lambda c: counted(c) == recounted(c))

    def test_versions_modes_and_rubrics_are_never_summed_up_together(self, book):
        kinds = [{"version": "v1"}, {"version": "v2"}, {"mode": "untimed"}, {"rubric": "2"}]
        for number in range(20):
            book.enter(an_attempt(number, f"p{number // 4}", **kinds[number % 4]))

        told = [book.ask(lambda c, k=kind: medians(c, k.mode, k.rubric)) for kind in book.ask(cases)]
        assert [(len(cells), {cell.runs for cell in cells}) for cells in told] == [
            (1, {5}),
            (2, {5}),
            (1, {5}),
            (2, {5}),
        ]

    def test_who_was_forgotten_does_not_come_in_again(self, filled):
        filled.say(Forgotten("p1", "2026-03-02T09:00:00Z", 4))

        assert filled.enter(an_attempt(1, "p1")) is Entry.ERASED
        assert filled.ask(lambda c: trend(c, "p1")) == ()

    def test_a_roster_keeps_the_last_station_of_each(self, book):
        for station in ("desk 1", "desk 2"):
            book.say(Rostered("monday", "p1", station))

        assert book.ask(lambda c: roster(c, "monday")) == (("p1", "desk 2"),)

    def test_eight_processes_that_open_and_write_at_once_lose_nothing(self, place):
        writers = [
            subprocess.Popen([sys.executable, WRITER, str(writer), "10"], env=environ_of(place), stderr=subprocess.PIPE)
            for writer in range(8)
        ]

        complaints = [writer.communicate(timeout=120)[1].decode() for writer in writers]

        with open_book(place) as opened:
            assert complaints == [""] * 8
            assert Book(opened).count() == 80
            assert Book(opened).ask(lambda c: counted(c) == recounted(c))

    def test_a_rebuilt_book_has_the_same_rows(self, book, homes):
        sources = two_homes(homes)
        book.bring_in(sources)
        before = rows(book)

        book.rebuild(sources)

        assert rows(book) == before
        assert {table for table, _ in before} == {"people", "runs", "findings", "ratings", "rosters", "erased"}
        assert book.ask(lambda c: counted(c) == recounted(c))

    def test_journals_brought_in_twice_are_there_once(self, book, homes):
        sources = two_homes(homes)
        first = book.bring_in(sources)
        before = rows(book)

        again = book.bring_in(sources)

        assert (first.new, again.new, again.rescored) == (7, 0, 0)
        assert rows(book) == before

    @pytest.mark.parametrize("order", [1, -1])
    def test_of_a_run_in_two_homes_the_journal_counts_that_goes_on_whatever_their_order(self, book, homes, order):
        sources = grown(homes)
        told = [book.bring_in(sources[::order]) for _ in range(3)]
        before = rows(book)

        book.rebuild(sources[::order])

        assert [(one.new, one.rescored, one.left_out) for one in told] == [(2, 0, ()), (0, 0, ()), (0, 0, ())]
        assert marks(book) == [77.0, 80.0]
        assert rows(book) == before

    def test_an_older_copy_of_a_home_never_takes_back_what_was_scored_since(self, book, homes):
        longer, shorter = grown(homes)

        told = [book.bring_in([source]).rescored for source in (shorter, longer, shorter, longer, shorter)]

        assert told == [0, 1, 0, 0, 0]
        assert marks(book) == [77.0, 80.0]

    @pytest.mark.parametrize("order", [1, -1])
    def test_of_two_journals_that_part_the_same_one_counts_whatever_came_first(self, book, homes, order):
        sources = grown(homes)
        (run, _) = names(sources[1])
        with sources[1].runs.reopen_ended(run).run as other:
            other.keep_scorecard(a_card(33.0))
        book.bring_in(sources[:1] if order == 1 else sources[1:])
        book.bring_in(sources[::order])
        before = rows(book)

        book.bring_in(sources[::-order])
        book.rebuild(sources[::order])

        assert rows(book) == before

    @pytest.mark.parametrize("work", ["bring_in", "rebuild"])
    def test_a_name_that_two_people_s_drills_share_is_left_out_and_the_rest_enters(self, book, homes, work):
        sources, run = clashing(homes)

        told = [getattr(book, work)(sources[::order]) for order in (1, -1)]

        assert [[left.run for left in one.left_out] for one in told] == [[run], [run]]
        assert "renamed or changed" in told[0].left_out[0].why
        assert sorted(a.person for a in book.ask(lambda c: attempts(c, Wanted()))) == ["p1", "p2"]

    @pytest.mark.parametrize("work", ["bring_in", "rebuild"])
    def test_such_a_name_stays_whose_it_is_in_the_book(self, book, homes, work):
        sources, run = clashing(homes)
        book.bring_in(sources[:1])

        told = getattr(book, work)(sources[::-1])

        assert [left.run for left in told.left_out] == [run]
        assert [t.run for t in book.ask(lambda c: trend(c, "p0"))] == [run]
        assert book.count() == 3

    def test_what_no_database_takes_leaves_nobody_waiting(self, book, place):
        with pytest.raises(UnicodeEncodeError):
            book.enter(an_attempt(1, cohort="\ud800"))

        with open_book(place) as other:
            assert Book(other).enter(an_attempt(2)) is Entry.NEW
        assert book.enter(an_attempt(3)) is Entry.NEW
        assert book.count() == 2

    def test_a_rebuild_does_not_lose_drills_whose_journals_are_elsewhere(self, book, homes):
        sources = two_homes(homes)
        book.bring_in(sources)

        with pytest.raises(StorageFailed, match="--from"):
            book.rebuild(sources[:1])

        assert book.count() == 7
        assert book.rebuild(sources[:1], drop=True).new == 4
        assert book.enter(an_attempt(1, "p9")) is Entry.ERASED  # who was forgotten there stays so


def two_homes(homes: Homes) -> tuple:
    """Two computers with drills, ratings, a roster, somebody who was forgotten, and practice."""
    sources = (homes.source("here"), homes.source("there"))
    for number, source in enumerate(sources):
        for nth in range(4 - number):
            run = homes.play(source.runs, f"p{nth}", scenario=("lake", "storm")[nth % 2])
        homes.play(source.runs, "p0", mode=Mode.GUIDED)
        made = f"2026-03-02T0{number}:00:00Z"
        source.ledger.add(Rated(run=run, rater="t1", kind=Kind.BLIND, made=made, empathy=61.5, reason="calm"))
        source.ledger.add(Rostered("monday", f"p{number}", "desk"))
        source.ledger.add(Rostered("monday", "p8", "desk"))
    sources[1].ledger.add(Forgotten("p9", "2026-03-02T09:00:00Z", 0))
    return sources


def names(source: Source) -> list[str]:
    return sorted(path.name.removesuffix(".jsonl") for path in source.runs.home.glob("*.jsonl"))


def marks(book: Book) -> list[float | None]:
    return [attempt.honesty for attempt in sorted(book.ask(lambda c: attempts(c, Wanted())), key=lambda a: a.run)]


def grown(homes: Homes) -> tuple[Source, Source]:
    """A home with two drills, of which the first was scored anew since the other home was copied from it."""
    longer, shorter = homes.source("longer"), homes.source("shorter")
    for person in ("p0", "p1"):
        homes.play(longer.runs, person)
    shutil.copytree(longer.runs.home, shorter.runs.home)
    with longer.runs.reopen_ended(names(longer)[0]).run as run:
        run.keep_scorecard(a_card(77.0))
    return longer, shorter


def clashing(homes: Homes) -> tuple[tuple[Source, Source], str]:
    """Two homes with a drill of the same name by two people, and another drill in each."""
    one, other = homes.source("one"), homes.source("other")
    run = homes.play(one.runs, "p0")
    homes.play(one.runs, "p1")
    homes.play(other.runs, "p2")
    forged = homes.play(other.runs, "mallory")
    entries = [line.replace(forged.encode(), run.encode()) for line in lines_of(other, forged)]
    (other.runs.home / f"{forged}.jsonl").unlink()
    (other.runs.home / f"{run}.jsonl").write_bytes(chained_anew(entries))
    return (one, other), run


def lines_of(source: Source, run: str) -> list[bytes]:
    return (source.runs.home / f"{run}.jsonl").read_bytes().splitlines()


def chained_anew(lines: list[bytes]) -> bytes:
    link, whole = FIRST_LINK, b""
    for line in lines:
        data, link = sealed(link, line[:-75] + b"}")
        whole += data
    return whole
