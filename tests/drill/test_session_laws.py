"""The laws of a session: the event list is the only truth, time is an argument, a step's size doesn't matter."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.bots.playing import play, step
from simulator.bots.roster import MAKERS, make
from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.cast import cast
from simulator.drill.events import Event
from simulator.drill.session import LiveSession, ReplaySession
from simulator.errors import StorageFailed
from tests.drill.playing import MINUTE, begun, insist_that_resuming_changes_nothing, say, wet_ceiling

seeds = st.integers(0, 10_000)
bots = st.sampled_from(sorted(MAKERS))


def played(bot: str, seed: int) -> LiveSession:
    session = begun(seed)
    play(session, make(bot, session.story, seed))
    return session


def again(session: LiveSession, steps: Sequence[int]) -> LiveSession:
    """The same moves at the same times, with time cut into *steps* in between."""
    other = begun(session.seed)
    for event in session.events():
        if isinstance(event, ev.MoveStarted | ev.Refused):
            walk(other, event.at, steps)
            other.submit(event.action)
    walk(other, session.view().now, steps)
    return other


def walk(session: LiveSession, to: int, steps: Sequence[int]) -> None:
    for length in steps:
        if session.view().now + length < to:
            session.advance(session.view().now + length)
    session.advance(max(to, session.view().now))


@given(seeds, bots)
@settings(max_examples=60, deadline=None)
def test_replay_shows_what_was_lived(seed: int, bot: str) -> None:
    live = played(bot, seed)

    replay = ReplaySession(live.story, seed, live.events())
    replay.advance(live.view().now)

    assert replay.view() == live.view()
    assert replay.events() == tuple(live.events())


@given(seeds, bots, st.lists(st.integers(1, 5 * MINUTE), max_size=6))
@settings(max_examples=60, deadline=None)
def test_one_big_advance_equals_many_small_ones(seed: int, bot: str, steps: list[int]) -> None:
    live = played(bot, seed)

    other = again(live, steps)

    assert other.events() == live.events()


@pytest.mark.parametrize("bot", ["careful", "hurried", "liar"])
def test_a_run_resumed_after_any_event_goes_on_as_if_nothing_had_been(bot: str) -> None:
    insist_that_resuming_changes_nothing(cast(wet_ceiling(), 4), bot)


def test_what_was_shown_had_been_recorded_before() -> None:
    recorded: list[Event] = []
    session = LiveSession(cast(wet_ceiling(), 0), 0, recorded.extend)
    session.submit(do.Begin())
    policy = make("careful", session.story, 0)

    while step(session, policy):
        assert recorded == session.events()


def test_a_record_that_fails_stops_the_session_and_shows_nothing_new() -> None:
    def full(batch: Sequence[Event]) -> None:
        raise StorageFailed("The disk is full.")

    session = LiveSession(cast(wet_ceiling(), 0), 0, full)

    with pytest.raises(StorageFailed):
        session.submit(do.Begin())
    assert session.events() == []
    with pytest.raises(StorageFailed):
        session.view()


def test_drill_time_cannot_run_backwards() -> None:
    session = begun()
    session.advance(MINUTE)

    with pytest.raises(ValueError, match="60000"):
        session.advance(MINUTE - 1)


@given(seeds, bots)
@settings(max_examples=40, deadline=None)
def test_every_run_ends_once_with_an_outcome_and_why(seed: int, bot: str) -> None:
    events = played(bot, seed).events()

    ended = [event for event in events if isinstance(event, ev.DrillEnded)]
    assert ended == [events[-1]]
    assert ended[0].outcome in {"told", "wet"}


@given(seeds, bots)
@settings(max_examples=40, deadline=None)
def test_events_never_go_back_in_time(seed: int, bot: str) -> None:
    times = [event.at for event in played(bot, seed).events()]

    assert times == sorted(times)


def test_a_fact_told_leaves_a_trace_that_conditions_can_read() -> None:
    session = begun()
    say(session, "rings.off")

    session.advance(3 * 60 * MINUTE)

    assert session.view().outcome == "wet"
    assert session.view().why == "time_ran_out"
