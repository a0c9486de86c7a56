"""What becomes of journals that aren't as they should be."""

import msgspec
import pytest

from simulator.book.asking import Wanted, attempts, ratings_of
from simulator.book.journals import drill
from simulator.book.ledger import Rated
from simulator.book.rows import Kind
from simulator.drill import events as ev
from simulator.errors import RecordUnreadable
from simulator.journal.home import journal_path
from simulator.journal.rechaining import bodies, chained_lines
from simulator.journal.records import KeptScorecard, Mode, Player
from tests.book.conftest import a_card


def test_a_drill_is_entered_with_all_that_is_known_of_it(book, homes):
    run = homes.play(homes.runs(), "p1", ev.TrainerIntervened(5_000, "t1", "a hint"), card=a_card(61.5))

    book.bring_in([homes.source()])

    (told,) = book.ask(lambda c: attempts(c, Wanted()))
    assert (told.run, told.person, told.scenario, told.mode, told.rubric) == (run, "p1", "lake", "timed", "3")
    assert (told.four, told.assisted, told.attempt) == ((61.5, 50.0, None, 12.3), True, 1)
    assert told.findings == (("broken-word", "P10", -6.0),)


def test_the_class_a_drill_was_played_in_comes_along(homes):
    runs = homes.runs()

    entered = drill(runs, journal_path(runs.home, homes.play(runs, "p1", cohort="spring", trainer="t1")))

    assert (entered.attempt.cohort, entered.trainer, entered.attempt.assisted) == ("spring", "t1", False)


def test_two_heads_at_one_desk_count_as_assisted(homes):
    runs = homes.runs()

    assert drill(runs, journal_path(runs.home, homes.play(runs, "p1", pair="p2"))).attempt.assisted


@pytest.mark.parametrize(
    "card",
    [
        b'{"honesty":101}',
        b'{"dimensions":[{"findings":[{"rule":"a\\u0000","principle":"b","effect":1.0}]}]}',
        b'{"dimensions":[{"findings":[{"rule":"' + b"a" * 201 + b'","principle":"b","effect":1.0}]}]}',
        b'{"dimensions":[{"findings":[{"rule":"a","principle":"b","effect":"much"}]}]}',
        b'{"dimensions":' + b"[" * 5_000 + b"]" * 5_000 + b"}",
    ],
)
def test_a_card_that_no_rubric_gives_is_left_out_and_told(book, homes, card):
    run = homes.play(homes.runs(), "p1", card=KeptScorecard("3", msgspec.Raw(card)))

    came = book.bring_in([homes.source()])

    assert (came.new, book.count()) == (0, 0)
    assert not came.left_out or came.left_out[0].run == run


def test_a_damaged_journal_is_left_out_and_the_others_come_in(book, homes):
    runs = homes.runs()
    path = journal_path(runs.home, homes.play(runs, "p1"))
    homes.play(runs, "p2")
    path.write_bytes(path.read_bytes().replace(b"drill_started", b"drill_startet", 1))

    came = book.bring_in([homes.source()])

    assert came.new == 1
    assert "changed or damaged" in came.left_out[0].why


def broken(runs, run: str, where: slice) -> None:
    path = journal_path(runs.home, run)
    data = bytearray(path.read_bytes())
    data[where] = b"X" * len(data[where])
    path.write_bytes(data)


@pytest.mark.parametrize(("where", "told"), [(slice(0, 9), "first line"), (slice(-99, -90), "its end")])
def test_a_journal_damaged_where_lists_look_is_left_out_and_named(book, homes, where, told):
    run = homes.play(homes.runs(), "p1")
    broken(homes.runs(), run, where)

    (left,) = book.bring_in([homes.source()]).left_out

    assert left.run == run
    assert told in left.why


def test_a_journal_of_a_newer_firedrill_is_left_out_and_named(book, homes):
    runs = homes.runs()
    run = homes.play(runs, "p1")
    path = journal_path(runs.home, run)
    (header, *_) = bodies(path.read_bytes(), path)
    path.write_bytes(chained_lines([header.replace(b'"format":1', b'"format":9')]))

    (left,) = book.bring_in([homes.source()]).left_out

    assert (left.run, "Update Firedrill" in left.why) == (run, True)


@pytest.mark.parametrize("playing", [{"mode": Mode.GUIDED}, {"player": Player.BOT, "bot": "careful"}])
def test_damaged_practice_is_nobody_s_business(book, homes, playing):
    broken(homes.runs(), homes.play(homes.runs(), "p1", **playing), slice(-99, -90))

    assert book.bring_in([homes.source()]).left_out == ()


@pytest.mark.parametrize("where", [slice(0, 9), slice(-99, -90)])
def test_what_the_book_has_already_is_not_left_out_when_its_journal_breaks(book, homes, where):
    run = homes.play(homes.runs(), "p1")
    book.bring_in([homes.source()])
    broken(homes.runs(), run, where)

    assert book.bring_in([homes.source()]).left_out == ()
    assert book.count() == 1


def test_a_rating_that_lies_in_another_home_than_its_drill_comes_in_at_once(book, homes):
    desk, station = homes.source("desk"), homes.source("station")
    run = homes.play(station.runs, "p1")
    desk.ledger.add(Rated(run=run, rater="t1", kind=Kind.OVERRIDE, made="2026-03-02T09:00:00Z", empathy=61.5))

    book.bring_in([desk, station])

    assert len(book.ask(lambda c: ratings_of(c, run))) == 1


def test_a_journal_under_another_name_is_not_entered(homes):
    runs = homes.runs()
    path = journal_path(runs.home, homes.play(runs, "p1"))
    other = path.rename(runs.home / "another.jsonl")

    with pytest.raises(RecordUnreadable, match="another run"):
        drill(runs, other)


def test_what_is_in_the_book_already_is_not_read_again(book, homes):
    runs = homes.runs()
    path = journal_path(runs.home, homes.play(runs, "p1"))
    book.bring_in([homes.source()])
    data = path.read_bytes()
    path.write_bytes(data.replace(b"drill_started", b"drill_startet", 1))

    assert book.bring_in([homes.source()]).left_out == ()
