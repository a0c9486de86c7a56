"""Three ways to look good on paper: promising nothing, sandbagging, posting all the time. Each costs its dimension.

Each is the careful bot's play with that one thing otherwise, on every scenario of the shelf.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from simulator.drill import events as ev
from simulator.drill.clock import MINUTE
from simulator.drill.content import ENOUGH_ELEMENTS, elements
from simulator.drill.events import Event
from simulator.scenario import acts as a
from simulator.scenario.acts import Act
from simulator.scenario.story import NEXT_WORD, Story
from simulator.scoring.claims import is_substantive, ledger
from simulator.scoring.evidence import Speech
from simulator.scoring.finding import Dimension
from simulator.scoring.scorecard import score
from tests.content.shelf_plays import BOOK, SHELF, Place, Run, added, played, replaced, said, without_acts

COSTS = 25.0
SANDBAG = 600 * MINUTE  # "some time in the next ten hours"
TOO_LONG = 4  # times the longest that can be known, where ten hours would be a fair estimate
POSTS_A_BEAT = 6  # every five minutes where half an hour is the beat

scenarios = pytest.mark.parametrize("path", SHELF, ids=lambda path: path.stem)
seeds = pytest.mark.parametrize("seed", range(6))


def cost(run: Run, events: Sequence[Event], dimension: Dimension) -> float:
    """What *events* lose on *dimension* against the careful *run*."""
    old, new = run.card.points(dimension), score(run.story, events).points(dimension)
    assert old is not None
    assert new is not None
    return old - new


# -- promising nothing


def promising_nothing(run: Run) -> list[Event]:
    return [without_acts(event, a.Promise) for event in run.events if not isinstance(event, BOOK)]


@scenarios
@seeds
def test_promising_nothing_costs_honesty(path: Path, seed: int) -> None:
    run = played(path, "careful", seed)
    if not run.story.judged.required_commitments:
        pytest.skip("this scenario asks for no promise")

    assert cost(run, promising_nothing(run), Dimension.HONESTY) >= COSTS


# -- sandbagging


def sandbag(story: Story) -> a.Estimate:
    """The first judged quantity as "some time in the next ten hours", or in four times the longest there is."""
    quantity = next(q for q in story.quantities if q.id in story.judged.quantities)
    longest = max(step.p90 for step in quantity.knowable)
    return a.Estimate(quantity.id, 0, max(SANDBAG, TOO_LONG * longest), "to be on the safe side")


def sandbagging(run: Run) -> Iterator[Event]:
    """Every estimate drawn out; where there was none, the first words of substance after it could be known hold one."""
    estimate = sandbag(run.story)
    words = [s.event for s in run.record.speeches if any(isinstance(act, a.Estimate) for act in s.event.acts)]
    for event in run.events:
        if words and event in words and isinstance(event, ev.TraineeSpoke):
            yield replaced(event, tuple(estimate if isinstance(act, a.Estimate) else act for act in event.acts))
        elif not words and event is first_chance(run, estimate.quantity) and isinstance(event, ev.TraineeSpoke):
            yield replaced(event, (*event.acts, estimate))
        else:
            yield event


def first_chance(run: Run, quantity: str) -> ev.TraineeSpoke:
    """The first words of substance to an audience after *quantity* could be known."""
    story, book = run.story, ledger(run.record)
    known = next(q for q in story.quantities if q.id == quantity).knowable[0].at
    audiences = audiences_of(run)
    return next(
        s.event
        for s in run.record.speeches
        if s.at >= known and audiences.intersection(s.event.to) and is_substantive(book, s)
    )


def audiences_of(run: Run) -> set[str]:
    centre = run.record.centre
    return set(run.story.judged.audiences) or ({centre.id} if centre else set())


@scenarios
@seeds
def test_sandbagging_an_estimate_costs_honesty(path: Path, seed: int) -> None:
    run = played(path, "careful", seed)
    if not run.story.judged.quantities:
        pytest.skip("there is nothing in this scenario whose time could be estimated")

    assert cost(run, list(sandbagging(run)), Dimension.HONESTY) >= COSTS


# -- posting


def first_news(run: Run, person: str) -> Speech:
    """The first words to *person* that held enough to end a silence."""
    book = ledger(run.record)
    return next(s for s in run.record.to(person) if book.clean(s) and len(elements(s.event.acts)) >= ENOUGH_ELEMENTS)


def post(run: Run, speech: Speech) -> tuple[Act, ...]:
    """What *speech* told, as a post with a next time."""
    kinds = (a.Claim, a.Explain, a.Unknown, a.Report, a.Estimate)
    news = tuple(act for act in speech.event.acts if isinstance(act, kinds))
    return (*news, a.Promise(NEXT_WORD, within=run.story.standards.update_every // POSTS_A_BEAT))


def posting(run: Run) -> tuple[Event, ...]:
    """The careful play, and beside it the same full post to each audience, six times a beat, until it is over."""
    events = run.events
    for person in sorted(audiences_of(run)):
        news = first_news(run, person)
        acts = post(run, news)
        step = run.story.standards.update_every // POSTS_A_BEAT
        for at in range(news.at + step, run.record.resolved, step):
            number = next(n for n, event in enumerate(events) if event.at > at)
            events = added(run._replace(events=events), Place(number, at, person), said_as_post(at, person, acts))
    return events


def said_as_post(at: int, person: str, acts: tuple[Act, ...]) -> list[Event]:
    return said(Place(0, at, person), *acts, words="How it stands, once more.", form=True)


@scenarios
@seeds
def test_repeating_full_posts_all_the_time_costs_cadence(path: Path, seed: int) -> None:
    run = played(path, "careful", seed)

    assert cost(run, posting(run), Dimension.CADENCE) >= COSTS
