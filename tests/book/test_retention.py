"""How long things are kept, and that what is due goes from the journals and from the book."""

from datetime import UTC, datetime

import pytest

from simulator.book.asking import Wanted, attempts
from simulator.book.book import Book
from simulator.book.doctor import differences
from simulator.book.erasing import remove_runs
from simulator.book.ledger import Keeps
from simulator.book.opening import open_book
from simulator.book.retention import Due, kept_too_long, overdue_sentence
from simulator.journal.home import journal_path
from simulator.journal.records import Mode, Player
from tests.book.conftest import a_crowd, an_attempt, holding


@pytest.fixture
def crowded(book, homes, ledger):
    return a_crowd(homes, book, ledger)


def test_practice_and_drills_are_kept_as_long_as_the_house_says(homes):
    runs = homes.runs(moment=datetime(2026, 1, 1, tzinfo=UTC))
    guided, timed = homes.play(runs, "p1", mode=Mode.GUIDED), homes.play(runs, "p1")
    homes.play(runs, "", player=Player.BOT, bot="careful")

    def due(keeps, *day):
        return set(kept_too_long(runs, keeps, datetime(*day, tzinfo=UTC)).runs)

    assert due(Keeps(), 2026, 4, 1) == set()
    assert due(Keeps(), 2026, 4, 2) == {guided}
    assert due(Keeps(), 2027, 1, 1) == {guided}
    assert due(Keeps(), 2027, 1, 2) == {guided, timed}
    assert due(Keeps(practice_days=7, drill_months=1), 2026, 1, 31) == {guided}


def test_what_was_kept_long_enough_goes_whole_and_the_person_stays(book, opened, crowded, ledger):
    runs, zoe, first, kept = crowded

    remove_runs(opened, runs, ledger, Due((journal_path(runs.home, first),)))

    assert holding(runs.home, first, "plus-words") == []
    assert runs.people.name(zoe)
    assert [a.run for a in book.ask(lambda c: attempts(c, Wanted()))] == [kept]


@pytest.mark.parametrize("place", ["file_place", "server_place"])
def test_a_drill_whose_journal_lies_elsewhere_is_due_in_the_book_all_the_same(request, place, homes, ledger):
    runs, now = homes.runs(), datetime(2026, 3, 5, tzinfo=UTC)
    with open_book(request.getfixturevalue(place)) as opened:
        book = Book(opened)
        book.enter(an_attempt(1, started="2025-03-04T23:59:59Z"))
        book.enter(an_attempt(2, started="2025-03-05T00:00:00Z"))

        due = book.ask(lambda c: kept_too_long(runs, Keeps(), now, c))
        remove_runs(opened, runs, ledger, due)

        assert due.runs == ("run-00001",)
        assert [a.run for a in book.ask(lambda c: attempts(c, Wanted()))] == ["run-00002"]


def test_what_is_overdue_is_said_in_one_sentence_and_nothing_where_nothing_is(homes):
    runs = homes.runs(moment=datetime(2026, 1, 1, tzinfo=UTC))
    homes.play(runs, "p1")

    assert overdue_sentence(runs, Keeps(), datetime(2026, 2, 1, tzinfo=UTC)) == ""
    assert overdue_sentence(runs, Keeps(), datetime(2027, 2, 1, tzinfo=UTC)) == (
        "1 run is older than this house keeps. 'firedrill privacy retention' lists what, and how to take it out."
    )


@pytest.mark.parametrize("how", ["bring_in", "rebuild"])
def test_a_drill_that_is_too_old_for_this_house_enters_from_nowhere(opened, book, homes, how):
    desk, station = homes.source("desk"), homes.source("station")
    homes.play(homes.runs("station", datetime(2025, 11, 30, tzinfo=UTC)), "p1")
    young = homes.play(homes.runs("station", datetime(2025, 12, 2, tzinfo=UTC)), "p1")
    desk.ledger.add(Keeps(practice_days=90, drill_months=3))  # it is 2026-03-01 at the desk

    came = getattr(book, how)([desk, station])

    assert (came.new, came.too_old) == (1, 1)
    assert [a.run for a in book.ask(lambda c: attempts(c, Wanted()))] == [young]
    assert differences(opened, [desk, station]) == ()


def test_a_house_that_never_said_how_long_it_keeps_things_lets_all_enter(book, homes):
    homes.play(homes.runs("home", datetime(2020, 1, 1, tzinfo=UTC)), "p1")

    assert book.bring_in([homes.source()]).new == 1


def test_a_drill_that_is_too_old_by_now_goes_from_a_book_that_is_made_anew(book, homes):
    homes.play(homes.runs("home", datetime(2025, 11, 30, tzinfo=UTC)), "p1")
    source = homes.source()
    book.bring_in([source])
    source.ledger.add(Keeps(practice_days=90, drill_months=3))

    assert book.rebuild([source]).too_old == 1
    assert book.count() == 0
