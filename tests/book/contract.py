"""What a book promises, whatever it is kept in. Run against a file and against a real server."""

import os
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
    medians,
    newest,
    quantile,
    ratings_of,
    roster,
    standing,
    trend,
)
from simulator.book.book import Book, all_rows
from simulator.book.counting import counted, recounted
from simulator.book.ledger import Forgotten, Rated, Rostered
from simulator.book.opening import OpenBook, open_book, tables_version
from simulator.book.place import BookPlace
from simulator.book.rows import Case, Entered, Entry, Kind
from simulator.book.tables import VERSION
from simulator.errors import StorageFailed
from simulator.journal.records import Mode
from simulator.scoring.finding import Dimension
from tests.book.conftest import Homes, an_attempt

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
