"""A drill is kept in one row when it comes, and nobody can tell that from its being in its places."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from simulator.book.arriving import MOST
from simulator.book.asking import Wanted, attempts, newest, ratings_of
from simulator.book.book import Book, all_rows
from simulator.book.counting import counted, recounted
from simulator.book.doctor import differences
from simulator.book.erasing import erase
from simulator.book.journals import drills
from simulator.book.ledger import Forgotten, Rated
from simulator.book.opening import open_book
from simulator.book.rows import Entered, Entry, Kind
from simulator.book.tables import findings, people, runs, uncounted, waiting
from simulator.desktop.board_book import book_holds_drills
from simulator.errors import StorageFailed
from tests.book.conftest import an_attempt
from tests.book.contract import rescored


def holds(opened, *tables) -> list[int]:
    """How many rows each of *tables* has, as they lie there."""
    with opened.reading() as connection:
        return [connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables]


@pytest.fixture(params=["file_place", "server_place"])
def place(request):
    return request.getfixturevalue(request.param)


@pytest.fixture
def opened(place):
    with open_book(place) as book:
        yield book


def test_a_drill_that_comes_is_one_row_and_is_put_into_its_places_when_somebody_asks(opened, book):
    book.enter(an_attempt(1))
    came = holds(opened, waiting, people, runs, findings, uncounted)
    book.ask(lambda c: newest(c, Wanted()))

    assert came == [1, 0, 0, 0, 0]
    assert holds(opened, waiting, people, runs, findings, uncounted) == [0, 1, 1, 1, 0]


def test_no_more_wait_than_may(opened, book):
    for number in range(MOST + 1):
        assert book.enter(an_attempt(number)) is Entry.NEW

    assert holds(opened, waiting, runs) == [0, MOST + 1]


def test_what_waits_is_asked_for_like_all_else(book):
    entered = [an_attempt(number, f"p{number % 3}", cadence=None, assisted=number == 2) for number in range(5)]
    for one in entered:
        book.enter(one)

    told = book.ask(lambda c: attempts(c, Wanted()))

    assert {attempt.run: attempt.four for attempt in told} == {e.attempt.run: e.attempt.four for e in entered}
    assert [attempt.findings for attempt in told] == [e.attempt.findings for e in entered]
    assert book.ask(lambda c: counted(c) == recounted(c))


def test_two_books_are_the_same_whether_drills_waited_together_or_not(opened, book):
    for number in range(6):
        book.enter(an_attempt(number, f"p{number % 2}"))
    together = book.ask(lambda c: list(all_rows(c)))
    for number in range(6):
        book.say(Forgotten(f"p{number % 2}", "2026-03-02T09:00:00Z", 0))
    with opened.writing() as connection:
        connection.exec_driver_sql("DELETE FROM erased")
    for number in range(6):
        book.enter(an_attempt(number, f"p{number % 2}"))
        book.count()

    assert book.ask(lambda c: list(all_rows(c))) == together


def test_one_scored_anew_while_it_waits_counts_once(book):
    book.enter(an_attempt(1))

    assert book.enter(rescored(an_attempt(1), 77.0)) is Entry.RESCORED
    assert [attempt.honesty for attempt in book.ask(lambda c: newest(c, Wanted()))] == [77.0]


def test_somebody_else_s_of_the_same_name_is_refused_while_it_waits(book):
    book.enter(an_attempt(1, "p1"))

    with pytest.raises(StorageFailed, match="somebody else"):
        book.enter(an_attempt(1, "p2", record="another"))


def test_one_that_waits_goes_with_whose_it_was(opened, book):
    book.enter(an_attempt(1, "p1"))

    book.say(Forgotten("p1", "2026-03-02T09:00:00Z", 1))

    assert holds(opened, waiting, people, runs) == [0, 0, 0]


def test_one_that_waits_can_be_rated(book):
    book.enter(an_attempt(1))

    book.say(Rated(run="run-00001", rater="t1", kind=Kind.TRAINER, made="2026-03-02T09:00:00Z", honesty=40.0))

    assert len(book.ask(lambda c: ratings_of(c, "run-00001"))) == 1


def test_a_mark_that_no_rubric_gives_is_refused_on_arrival(opened, book):
    with pytest.raises(StorageFailed, match="can't be used"):
        book.enter(an_attempt(1, honesty=101.0))

    assert holds(opened, waiting, runs) == [0, 0]


def test_after_a_refusal_the_next_one_is_entered(book):
    with pytest.raises(StorageFailed):
        book.enter(an_attempt(1, mode="guided"))

    assert book.enter(an_attempt(2)) is Entry.NEW


def test_another_thread_than_the_first_is_refused_and_the_first_goes_on(file_place):
    with open_book(file_place) as opened, ThreadPoolExecutor(1) as elsewhere:
        Book(opened).enter(an_attempt(1))

        with pytest.raises(ValueError, match="for one thread"):
            elsewhere.submit(Book(opened).enter, an_attempt(2)).result()

        assert Book(opened).enter(an_attempt(3)) is Entry.NEW
        assert Book(opened).count() == 2


def test_the_door_to_the_board_opens_for_one_that_waits(home, file_place):
    with open_book(file_place) as opened:
        Book(opened).enter(an_attempt(1))

    assert book_holds_drills(home)


def test_journals_and_book_are_compared_with_what_waits(opened, book, homes):
    source = homes.source()
    homes.play(source.runs, "p1")
    (entered,) = drills(source.runs)
    assert isinstance(entered, Entered)
    book.enter(entered)

    assert differences(opened, [source]) == ()


def test_a_person_erased_while_their_drill_waits_leaves_nothing(opened, book, homes):
    source = homes.source()
    homes.play(source.runs, "p-whose-drill-waits")
    (entered,) = drills(source.runs)
    book.enter(entered)
    run = entered.attempt.run.encode()

    erase(opened, source.runs, source.ledger, "p-whose-drill-waits", datetime(2026, 3, 5, tzinfo=UTC))

    assert holds(opened, waiting, people, runs) == [0, 0, 0]
    assert not [path.name for path in source.runs.home.rglob("*") if path.is_file() and run in path.read_bytes()]
