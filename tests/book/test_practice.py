"""Practice is nowhere in the book: not in a row, not in a query, not in a byte of its file."""

import inspect

import pytest

from simulator.book import asking
from simulator.book.asking import Wanted
from simulator.book.ledger import Kind, Rated
from simulator.book.showing import as_json, everything_of
from simulator.errors import NotAllowed
from simulator.journal.records import Mode, Player
from simulator.scoring.finding import Dimension
from tests.book.conftest import a_card
from tests.book.contract import LAKE

MARK = 13.7  # nothing but practice scores this here


@pytest.fixture
def practised(book, homes, ledger):
    """A home in which practice of every kind lies beside one drill, brought into the book."""
    runs = homes.runs()
    card = a_card(MARK, "practice-rule")
    practice = [
        homes.play(runs, "p-practice", card=card, mode=Mode.GUIDED, scenario="practice-lake"),
        homes.play(runs, "p-practice", card=card, player=Player.BOT, bot="careful"),
        homes.play(runs, "p-practice", card=card, ends=False),
        homes.play(runs, "", card=card),
    ]
    for run in practice:
        ledger.add(Rated(run=run, rater="t1", kind=Kind.TRAINER, made="2026-03-02T09:00:00Z", reason="practice-words"))
    homes.play(runs, "p1")
    source = homes.source()
    book.bring_in([source])
    book.rebuild([source])
    return runs, practice


ASKED = {
    "newest": lambda c: asking.newest(c, Wanted(), 1_000),
    "trend": lambda c: asking.trend(c, "p-practice"),
    "attempts": lambda c: asking.attempts(c, Wanted(mode="guided")) + asking.attempts(c, Wanted()),
    "attempts_of": lambda c: asking.attempts_of(c, ["p-practice", "p1"]),
    "cases": lambda c: asking.cases(c),
    "standing": lambda c: asking.standing(c, LAKE, Dimension.HONESTY, MARK),
    "quantile": lambda c: asking.quantile(c, LAKE, Dimension.HONESTY, 0.5),
    "medians": lambda c: asking.medians(c, "guided", "3") + asking.medians(c, "timed", "3"),
    "ratings_of": lambda c: [asking.ratings_of(c, run) for (run,) in c.exec_driver_sql("SELECT run FROM ratings")],
    "overridden": lambda c: asking.overridden(c, Wanted()),
    "looked_for": lambda c: [asking.looked_for(c, wanted, 1_000) for wanted in (Wanted(), Wanted(person="nobody"))],
    "roster": lambda c: asking.roster(c, "monday"),
}


def test_every_query_there_is_is_asked_here():
    there = {
        name
        for name, thing in vars(asking).items()
        if inspect.isfunction(thing) and thing.__module__ == asking.__name__ and name[0] != "_"
    }

    assert there == set(ASKED)


@pytest.mark.parametrize("query", ASKED)
def test_no_query_shows_practice(book, practised, query):
    told = repr(book.ask(ASKED[query]))

    assert "practice" not in told
    assert str(MARK) not in told
    assert not any(run in told for run in practised[1])


def test_no_byte_of_practice_is_in_the_file(opened, practised):
    opened.close()
    runs, practice = practised
    data = b"".join(path.read_bytes() for path in runs.home.glob("book.sqlite*"))

    assert b"p1" in data
    assert not any(run.encode() in data for run in practice)
    assert b"practice-" not in data


def test_a_person_s_export_has_no_practice_for_anybody_else(book, practised, ledger):
    runs, practice = practised

    told = as_json(book.ask(lambda c: everything_of(runs, ledger, c, "p-practice"))).decode()

    assert practice[0] not in told


def test_who_practised_gets_it_on_their_own_computer_and_nobody_else_does(book, homes, ledger):
    runs = homes.runs()
    ada = runs.people.called("Ada")
    run = homes.play(runs, ada, mode=Mode.GUIDED)
    assert run in as_json(book.ask(lambda c: everything_of(runs, ledger, c, ada, True))).decode()

    runs.people.called("Grace")

    with pytest.raises(NotAllowed, match="nobody else"):
        book.ask(lambda c: everything_of(runs, ledger, c, ada, True))
