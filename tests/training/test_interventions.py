"""What a trainer does to a run: an event with its actor, judged like anything else, the same in a replay."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.bots.playing import play
from simulator.bots.roster import MAKERS, make
from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.actions import TRAINEE
from simulator.drill.clock import MINUTE, SECOND
from simulator.drill.events import Did, Why
from simulator.drill.pacing import Pacer
from simulator.drill.session import LiveSession, ReplaySession
from simulator.drill.view import Life
from simulator.scenario.story import Move
from simulator.scoring.finding import Dimension
from simulator.scoring.scorecard import judge
from tests.drill.playing import begun, happened

seeds = st.integers(0, 10_000)
bots = st.sampled_from(sorted(MAKERS))
PAUSES = (ev.DrillPaused, ev.DrillResumed)


@pytest.fixture
def running(session):
    session.submit(do.Begin())
    session.advance(10 * SECOND)
    return session


def trainer(kind, **fields):
    return kind(actor="t1", id=fields.pop("id", "order-1"), **fields)


def scores(story, events):
    card = judge(story, events).card
    return [card.points(dimension) for dimension in Dimension], card.outcome


# -- stopping the clock


@given(
    seeds, bots, st.lists(st.tuples(st.integers(0, 40 * MINUTE), st.sampled_from(["t1", "t2", TRAINEE])), max_size=8)
)
@settings(max_examples=60, deadline=None)
def test_pauses_lose_no_deadline_and_change_nothing_but_that_they_are_there(seed, bot, stops) -> None:
    plain = begun(seed)
    play(plain, make(bot, plain.story, seed))

    stopped = begun(seed)
    for event in plain.events():
        if isinstance(event, ev.MoveStarted | ev.Refused):
            walk(stopped, event.at, stops)
            stopped.submit(event.action)
    walk(stopped, plain.view().now, stops)

    assert [event for event in stopped.events() if not isinstance(event, PAUSES)] == plain.events()
    assert scores(plain.story, stopped.events()) == scores(plain.story, plain.events())


def walk(session: LiveSession, to: int, stops) -> None:
    """Let time run to *to* with the clock stopped on the way; while it stands, no wall time does anything."""
    for at, actor in sorted(stops):
        if session.view().now <= at < to and session.view().life is not Life.ENDED:
            session.advance(at)
            session.submit(do.Pause(actor=actor))
            session.advance(session.view().now + 17 * MINUTE)
            session.submit(do.Resume(actor=actor))
    session.advance(max(to, session.view().now))


def test_time_that_passes_while_the_clock_stands_presses_nobody(running):
    pacer = Pacer(running)
    running.submit(trainer(do.Pause))
    before = running.view().now

    pacer.tick(20 * MINUTE)

    assert running.view().now == before
    assert running.view().stopped_by == "t1"


def test_a_trainers_pause_takes_the_place_of_the_trainees_own(running):
    running.submit(do.Pause())

    running.submit(trainer(do.Pause))

    assert running.view().stopped_by == "t1"
    assert [event.actor for event in happened(running, ev.DrillPaused)] == [TRAINEE, "t1"]


def test_a_pause_and_a_mark_are_no_help_and_an_injection_is(running):
    running.submit(trainer(do.Pause, id="1"))
    running.submit(trainer(do.Mark, id="2", note="she asked first"))
    running.submit(trainer(do.Resume, id="3"))
    assert not happened(running, ev.TrainerIntervened)

    running.submit(trainer(do.Inject, id="4", by="paul", words="Smoke!"))

    assert [event.did for event in happened(running, ev.TrainerIntervened)] == [Did.INJECTED]


# -- letting something happen


def test_words_of_the_trainer_are_said_by_somebody_of_the_drill_who_waits_for_an_answer(running):
    running.submit(trainer(do.Inject, by="nora", words="Is anybody there?"))

    spoke = happened(running, ev.PersonSpoke)[-1]
    assert (spoke.person, spoke.words, spoke.wants_reply) == ("nora", "Is anybody there?", True)
    (by,) = happened(running, ev.TrainerIntervened)
    assert (by.actor, by.person, by.words, by.what) == (
        "t1",
        "nora",
        "Is anybody there?",
        "had Nora say: “Is anybody there?”",
    )


def test_words_that_nobody_answers_cost_what_any_words_cost(session):
    session.submit(do.Begin())
    session.submit(do.Say(reply="counter.look"))
    session.advance(8 * SECOND)
    session.submit(trainer(do.Inject, by="nora", words="And the candles?"))

    session.advance(3 * MINUTE)

    assert [event.person for event in happened(session, ev.SilenceFell)][:1] == ["nora"]
    assert happened(session, ev.PersonChased)


def test_what_is_prepared_makes_facts_so_and_moves_conversations(running):
    moves = (Move("nora", "call"),)
    running.submit(trainer(do.Inject, by="paul", words="It's done.", makes_true=("ready",), moves=moves))

    assert [event.fact for event in happened(running, ev.FactBecameTrue)][-1] == "ready"
    assert running.view().person("nora").beat == "call"


def test_a_happening_of_the_scenario_comes_early_and_not_a_second_time(running):
    running.submit(trainer(do.Inject, happening="hush"))
    running.advance(39 * MINUTE)

    assert len([e for e in happened(running, ev.HappeningHappened) if e.happening == "hush"]) == 1
    assert running.view().person("paul").open


def test_a_happening_that_waits_for_something_isnt_armed_any_more(running):
    running.submit(trainer(do.Inject, happening="done"))

    assert [event.fact for event in happened(running, ev.FactBecameTrue)][-1] == "ready"
    running.submit(trainer(do.Inject, id="order-2", happening="done"))
    assert [event.reason for event in happened(running, ev.InterventionRefused)] == [
        "That has happened already, or its moment has passed."
    ]


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        (do.Inject(by="pauline", words="x"), "pauline"),
        (do.Inject(by="paul"), "Words need somebody who says them"),
        (do.Inject(words="x"), "Words need somebody who says them"),
        (do.Inject(), "Say what is to happen."),
        (do.Inject(happening="flood"), "flood"),
        (do.Inject(makes_true=("flood",)), "flood"),
        (do.Inject(moves=(Move("nora", "asks_silence"),)), "asks_silence"),
        (do.Inject(by="paul", words="x" * 601), "600 letters at most"),
        (do.Extend(length=0), "how many minutes"),
        (do.Resume(), "The clock isn't stopped."),
        (do.Inject(happening="hush"), "Only a trainer can do that."),
    ],
)
def test_what_isnt_possible_is_told_to_the_trainer_alone(running, wish, reason):
    mine = reason.startswith("Only")
    running.submit(wish if mine else type(wish)(**{**fields(wish), "actor": "t1"}))

    (refused,) = happened(running, ev.Refused if mine else ev.InterventionRefused)
    assert reason in refused.reason
    assert running.view().person("nora").beat == "counter"


def fields(action):
    return {name: getattr(action, name) for name in action.__struct_fields__}


def test_nothing_happens_while_the_clock_stands(running):
    running.submit(trainer(do.Pause, id="1"))

    running.submit(trainer(do.Inject, id="2", by="paul", words="Smoke!"))

    assert [event.reason for event in happened(running, ev.InterventionRefused)] == [
        "The clock is stopped. Let it go on first."
    ]


def test_an_order_that_is_read_again_is_not_done_again(story, running):
    running.submit(trainer(do.Inject, by="paul", words="Smoke!"))

    again = LiveSession.resume(story, 0, running.events())
    again.submit(trainer(do.Inject, by="paul", words="Smoke!"))

    assert again.events() == running.events()


# -- the end


@pytest.mark.parametrize("actor", ["t1", do.PLAN])
def test_an_end_from_outside_is_the_last_event_and_says_whose_it_was(running, actor):
    running.submit(do.End(actor=actor))

    assert running.view().life is Life.ENDED
    assert running.view().why == (Why.TIME_RAN_OUT if actor == do.PLAN else Why.ENDED_BY_TRAINER)
    assert len(happened(running, ev.TrainerIntervened)) == (actor != do.PLAN)
    assert judge(running.story, running.events()).card


@given(seeds, bots, st.lists(st.integers(0, 30 * MINUTE), max_size=4))
@settings(max_examples=40, deadline=None)
def test_a_run_with_interventions_replays_and_scores_as_it_was_lived(seed, bot, moments) -> None:
    live = begun(seed)
    for number, at in enumerate(sorted(moments)):
        if at >= live.view().now:
            live.advance(at)
        for wish in (
            do.Inject(actor="t1", id=f"a{number}", by=live.story.people[0].id, words="Hello?"),
            do.Pause(actor="t2", id=f"b{number}"),
            do.Mark(actor="t2", id=f"c{number}"),
            do.Resume(actor="t1", id=f"d{number}"),
        ):
            live.submit(wish)
    play(live, make(bot, live.story, seed))

    replayed = ReplaySession(live.story, seed, live.events())
    replayed.advance(live.view().now)

    assert replayed.view() == live.view()
    assert scores(live.story, replayed.events()) == scores(live.story, live.events())


# -- reading time


@given(seeds, bots, st.floats(0, 1), st.floats(1, 4))
@settings(max_examples=40, deadline=None)
def test_longer_reading_time_never_changes_the_score_of_the_same_choices(seed, bot, share, extra) -> None:
    plain, easier = begun(seed), begun(seed)
    play(plain, make(bot, plain.story, seed))

    pacer = Pacer(easier, extra)
    for event in plain.events():
        if isinstance(event, ev.MoveStarted | ev.Refused):
            easier.advance(event.at)
            pacer.note_new_text()
            pacer.tick(round(pacer.allowance * share))  # reads as long as they may, and no longer
            easier.submit(event.action)
    easier.advance(plain.view().now)

    assert easier.events() == plain.events()
    assert scores(plain.story, easier.events()) == scores(plain.story, plain.events())
