"""Letting time run never runs over the end by itself."""

from pathlib import Path

import pytest

from simulator.bots.playing import step
from simulator.bots.roster import make
from simulator.drill import actions as do
from simulator.drill.cast import cast
from simulator.drill.pacing import let_time_run
from simulator.drill.session import LiveSession
from simulator.drill.view import Life
from simulator.scenario.reading import read_scenario
from simulator.scenario.story import Story
from simulator.training.nearing_the_end import before_the_end, ends_at, run_short_of_the_end

SMALL = Path(__file__).parent.parent / "scenario" / "small-drill.yaml"
MINUTE = 60_000


@pytest.fixture(scope="module")
def small() -> Story:
    return cast(read_scenario(SMALL), 0)


@pytest.fixture
def session(small: Story) -> LiveSession:
    begun = LiveSession(small, 0)
    begun.submit(do.Begin())
    return begun


def test_a_drill_in_which_nobody_acts_stands_before_its_limit(session, small):
    for _ in range(100):
        if not run_short_of_the_end(small, session):
            break

    assert session.view().life is Life.RUNNING
    assert session.view().now < small.limit == ends_at(small, session.view(), session.events())


def test_until_then_it_stops_where_letting_time_run_stops(session, small):
    beside, stops = LiveSession(small, 0), []
    beside.submit(do.Begin())
    while run_short_of_the_end(small, session):
        let_time_run(beside)
        stops.append((session.view().now, beside.view().now))

    assert len(stops) > 3
    assert all(one == other for one, other in stops)


def test_before_it_is_over_the_end_is_five_minutes_after_the_last_has_gone(session, small):
    bot = make("careful", small, 0)
    while session.view().life is not Life.CLOSING:
        step(session, bot)
    view = session.view()

    assert not run_short_of_the_end(small, session)
    assert session.view().now == view.now
    assert ends_at(small, view, session.events()) == view.now + 5 * MINUTE


def test_a_drill_that_stands_or_is_over_has_nothing_to_run_to(session, small):
    session.submit(do.Pause())
    assert run_short_of_the_end(small, session)
    session.submit(do.Leave())
    assert run_short_of_the_end(small, session)
    assert session.view().now == 0


def test_what_is_promised_is_told_with_its_time(session, small):
    session.submit(do.Promise(to="nora", what="next_word", within=5 * MINUTE))
    session.advance(session.view().busy_until)

    (until, promise) = before_the_end(small, session.view(), small.limit)

    assert until == "Nothing more happens by itself before 18:20, when the time of this drill is up."
    assert promise == "Still open: you promised Nora to come back to her, by 17:45."
