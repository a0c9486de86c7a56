"""What must come out so on every scenario: how low plain failings end, and that a card is the same bytes every time."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.bots.roster import MAKERS
from simulator.drill import events as ev
from simulator.drill.events import Event
from simulator.scenario import acts as a
from simulator.scoring.finding import Dimension
from simulator.scoring.scorecard import score
from tests.content.shelf_plays import (
    BOTS,
    SEEDS,
    SHELF,
    Place,
    Run,
    added,
    card_bytes,
    fingerprints,
    is_known_lie,
    played,
    said,
    stored,
    without_acts,
)

ROOT = Path(__file__).parents[2]
GIFTS = (ev.RemedyOffered, ev.RemedyAnswered, ev.RemedyGiven, ev.RemedyFailed)

scenarios = pytest.mark.parametrize("path", SHELF, ids=lambda path: path.stem)


def at_most(run: Run, events: Sequence[Event], dimension: Dimension, most: float) -> bool:
    points = score(run.story, events).points(dimension)
    return points is None or points <= most


# -- how low it ends


@scenarios
def test_silence_is_worth_little_everywhere(path: Path) -> None:
    for seed in range(SEEDS):
        run = played(path, "silent", seed)
        assert all(at_most(run, run.events, dimension, 30) for dimension in Dimension)


def with_last_lie(run: Run, dice: Random) -> tuple[Event, ...] | None:
    """The play with one more sentence at its end: that something isn't so which had been heard, and is."""
    end = run.events[-1]
    truths = sorted(fact for fact in run.record.heard if run.record.was_so(fact, end.at))
    person = run.record.centre
    if not truths or person is None:
        return None
    place = Place(len(run.events) - 1, end.at, person.id)
    lies = [fact for fact in truths if is_known_lie(run, place, (a.Deny(fact),))]
    return added(run, place, said(place, a.Deny(dice.choice(lies)))) if lies else None


@scenarios
def test_one_lie_caps_honesty_at_fifty_however_many_truths(path: Path) -> None:
    lied = 0

    @settings(max_examples=60, deadline=None)
    @given(st.sampled_from(("careful", *BOTS)), st.integers(0, SEEDS - 1), st.integers(0, 1 << 32))
    def is_capped(bot: str, seed: int, luck: int) -> None:
        nonlocal lied
        run = played(path, bot, seed)
        events = with_last_lie(run, Random(luck))
        lied += events is not None
        assert events is None or at_most(run, events, Dimension.HONESTY, 50)

    is_capped()
    assert lied >= 40


@scenarios
def test_whoever_gives_nothing_gets_nothing_for_generosity(path: Path) -> None:
    for seed in range(SEEDS):
        run = played(path, "careful", seed)
        kept = [without_acts(event, a.Offer) for event in run.events if not isinstance(event, GIFTS)]
        assert at_most(run, kept, Dimension.GENEROSITY, 0)


@scenarios
def test_giving_the_maximum_every_time_gets_half_at_most(path: Path) -> None:
    for seed in range(SEEDS):
        run = played(path, "spendthrift", seed)
        assert at_most(run, run.events, Dimension.GENEROSITY, 50)


def in_stock_words(event: Event) -> Event:
    """*event*, if it is something said, as every desk there is would say it."""
    if not isinstance(event, ev.TraineeSpoke) or not event.reply:
        return event
    words = "We apologise for any inconvenience, and thank you for your patience."
    told = tuple(act for act in event.acts if not isinstance(act, a.ActOn | a.Assign))
    return ev.TraineeSpoke(event.at, event.to, words, (*told, a.Canned()), event.source, event.reply, event.began)


@scenarios
def test_stock_phrases_get_half_of_empathy_at_most(path: Path) -> None:
    for seed in range(SEEDS):
        template, careful = played(path, "template", seed), played(path, "careful", seed)
        stock = [in_stock_words(event) for event in careful.events if not isinstance(event, ev.JobAssigned)]
        assert at_most(template, template.events, Dimension.EMPATHY, 50)
        assert at_most(careful, stock, Dimension.EMPATHY, 50)


# -- the same bytes


@scenarios
def test_scoring_again_and_after_a_journal_gives_the_same_bytes(path: Path) -> None:
    @settings(max_examples=60, deadline=None)
    @given(st.sampled_from(tuple(MAKERS)), st.integers(0, SEEDS - 1))
    def same_bytes(bot: str, seed: int) -> None:
        run = played(path, bot, seed)
        card = card_bytes(run.story, run.events)
        assert card_bytes(run.story, list(run.events)) == card
        assert card_bytes(run.story, stored(run.events)) == card

    same_bytes()


@scenarios
def test_scorecards_are_the_same_bytes_whatever_the_hash_seed(path: Path) -> None:
    script = (
        "import json, sys; from pathlib import Path; from tests.content.shelf_plays import fingerprints;"
        "print(json.dumps(fingerprints(Path(sys.argv[1]), range(2))))"
    )
    for hash_seed in ("1", "2"):
        other = subprocess.run(
            [sys.executable, "-c", script, str(path)],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
        )
        assert json.loads(other.stdout) == fingerprints(path, range(2))
