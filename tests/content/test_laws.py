"""The laws of a session, kept alive on the real content with every bot."""

import gc
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.bots.conducting import conduct_bot
from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.events import Event
from simulator.drill.pacing import Pacer
from simulator.drill.session import LiveSession, ReplaySession
from simulator.drill.view import Life, View
from simulator.journal.records import Mode
from simulator.journal.replay import replay
from simulator.journal.results import kept_scorecard
from simulator.journal.runs import Runs
from simulator.scenario.story import Story
from tests.content.lost_child import (
    BOTS,
    LOST_CHILD,
    again,
    card,
    fingerprints,
    fresh,
    marks,
    moments,
    played,
    stored,
    story,
    tables,
    without,
)

ROOT = Path(__file__).parents[2]

some_seeds = st.integers(0, 10_000)
some_bots = st.sampled_from(BOTS)
some_luck = st.integers(0, 10_000)


# -- replaying


@pytest.fixture
def collected_by_hand() -> Iterator[None]:
    """Looks for garbage only when told to: in a long loop that took a quarter of the time."""
    gc.disable()
    yield
    gc.enable()


# 200 seeds in parts, for as many processors as there are.
@pytest.mark.usefixtures("collected_by_hand")
@pytest.mark.parametrize("first", range(0, 200, 10))
def test_what_was_lived_is_replayed_from_its_bytes(first: int) -> None:
    for seed in range(first, first + 10):
        gc.collect()
        for bot in BOTS:
            live = played(bot, seed)
            replayed = ReplaySession(story(seed), seed, stored(live.events()), tables=tables(seed))
            replayed.advance(live.view().now)

            assert list(replayed.events()) == live.events(), (bot, seed)
            assert replayed.view() == live.view(), (bot, seed)
            assert card(replayed.events(), seed) == card(live.events(), seed), (bot, seed)


@given(some_seeds, some_bots, some_luck)
@settings(max_examples=60, deadline=None)
def test_one_big_advance_equals_many_small_ones(seed: int, bot: str, luck: int) -> None:
    live, dice = played(bot, seed), Random(luck)

    for other, at in again(live):
        for moment in moments(other, at, dice):
            other.advance(moment)

    assert other.events() == live.events()
    assert other.view() == live.view()


def test_saying_nothing_the_whole_day_is_one_advance() -> None:
    session = fresh(0)
    session.submit(do.Begin())
    session.advance(story(0).limit)

    assert session.events() == played("silent", 0).events()


# -- refusals


def impossible(view: View, told: Story) -> Iterator[do.Action]:
    """Moves that aren't open in *view*, or never were."""
    said = {reply.id for person in view.people for reply in person.replies}
    asked = {question.id for question in view.questions}
    done = {job.id for job in view.jobs}
    offered = {remedy.id for remedy in view.remedies}
    yield from (do.Say(reply=reply.id) for beat in told.beats for reply in beat.replies if reply.id not in said)
    yield from (do.Ask(question=question.id) for question in told.questions if question.id not in asked)
    yield from (do.Assign(job=job.id, reason="It helps.") for job in told.jobs if job.id not in done)
    yield from (do.Offer(remedy=r.id, to="mara", reason="So.") for r in told.remedies if r.id not in offered)
    yield from (do.Begin(), do.Resume(), do.Note(text=" "), do.Close(person="nobody"), do.Update(to=()))
    yield from (do.Say(reply="os.system"), do.Promise(to="mara", what="nothing"), do.Inform(to="dev", facts=("x",)))
    if view.life is Life.RUNNING:
        yield do.Finish()


@given(some_seeds, some_bots, some_luck)
@settings(max_examples=40, deadline=None)
def test_a_refusal_changes_nothing_but_the_log(seed: int, bot: str, luck: int) -> None:
    live, dice = played(bot, seed), Random(luck)

    for other, at in again(live):
        for moment in moments(other, at, dice):
            other.advance(moment)
            before = other.view()
            if before.life is not Life.ENDED:
                other.submit(dice.choice(list(impossible(before, other.story))))
                assert isinstance(other.events()[-1], ev.Refused)
                assert msgspec.structs.replace(other.view(), events=before.events) == before

    assert without(other.events(), ev.Refused) == without(live.events(), ev.Refused)
    assert marks(other.events(), seed) == marks(live.events(), seed)


# -- wall time


@given(some_seeds, some_bots, some_luck)
@settings(max_examples=40, deadline=None)
def test_pauses_change_nothing_but_the_log(seed: int, bot: str, luck: int) -> None:
    live, dice = played(bot, seed), Random(luck)

    for other, at in again(live):
        for moment in moments(other, at, dice):
            other.advance(moment)
            other.submit(do.Pause())
            other.advance(moment + dice.randrange(3_600_000))
            other.submit(do.Resume())

    pauses = (ev.DrillPaused, ev.DrillResumed, ev.Refused)
    assert without(other.events(), *pauses) == without(live.events(), *pauses)
    assert marks(other.events(), seed) == marks(live.events(), seed)


@pytest.mark.parametrize("extra", [1.0, 2.5])
@pytest.mark.parametrize("bot", ["careful", "hurried", "random"])
def test_reading_within_the_allowance_changes_nothing(bot: str, extra: float) -> None:
    live, dice, read, pacer = played(bot, 1), Random(1), 0, None

    for other, _ in again(live):
        pacer = pacer or Pacer(other, extra)
        pacer.note_new_text()
        length = dice.randint(0, pacer.allowance)
        pacer.tick(length)
        read += length

    assert read > 60_000
    assert other.events() == live.events()
    assert card(other.events(), 1) == card(live.events(), 1)


# -- resuming, and other machines


@pytest.mark.parametrize("part", range(2))
def test_resumed_behind_any_batch_a_careful_run_goes_on_the_same(part: int) -> None:
    batches: list[tuple[Event, ...]] = []
    whole = LiveSession(story(0), 0, lambda batch: batches.append(tuple(batch)))
    play(whole, make("careful", story(0), 0))

    for shown in range(part, len(batches) + 1, 2):
        resumed = LiveSession.resume(story(0), 0, [event for batch in batches[:shown] for event in batch])
        play(resumed, make("careful", story(0), 0))
        assert resumed.events() == whole.events(), shown
        assert card(resumed.events(), 0) == card(whole.events(), 0), shown


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_events_and_scorecards_are_the_same_bytes_whatever_the_hash_seed(hash_seed: str) -> None:
    script = "import json; from tests.content.lost_child import fingerprints; print(json.dumps(fingerprints(range(3))))"

    other = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        check=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
    )

    assert json.loads(other.stdout) == fingerprints(range(3))


@pytest.mark.parametrize("bot", BOTS)
def test_a_scorecard_is_the_same_bytes_after_the_journal(bot: str, tmp_path: Path) -> None:
    runs = Runs(tmp_path)
    result = conduct_bot(runs, LOST_CHILD, 7, Mode.UNTIMED, bot)

    back = replay(runs, result.run)

    (kept,) = back.scorecards
    assert list(back.events) == played(bot, 7).events()
    assert bytes(kept.card) == bytes(kept_scorecard(back.story, back.events).card) == card(back.events, 7)
