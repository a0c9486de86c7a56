"""What a run came to, as `play`, `replay` and `scores` print it; and the scorecard as it is kept.

No formula here: `scoring` judges, this names the parts.
"""

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from simulator.drill.events import Event
from simulator.journal.records import Header, KeptScorecard, Scores
from simulator.scenario.story import Story
from simulator.scoring.conditions import Condition
from simulator.scoring.purpose import PURPOSE
from simulator.scoring.scorecard import Scorecard, score


class Result(Struct, frozen=True):
    """A run in one object: the same from `play`, from `replay` and for every front end."""

    scenario: str
    seed: int
    outcome: str
    why: str
    scores: Scores
    overall: float | None
    conditions: tuple[Condition, ...]
    run: str
    purpose: str = PURPOSE


def result_of(header: Header, story: Story, events: Sequence[Event]) -> Result:
    """Judge *events* of the run with this *header*, played on the cast *story*."""
    card = score(story, events)
    return Result(
        scenario=header.scenario,
        seed=header.seed,
        outcome=card.outcome,
        why=card.why,
        scores=scores_of(card),
        overall=card.overall,
        conditions=card.conditions,
        run=header.run,
    )


def scores_of(card: Scorecard) -> Scores:
    """The four scores of *card*."""
    return Scores(card.honesty, card.empathy, card.cadence, card.generosity)


def kept_scorecard(story: Story, events: Sequence[Event]) -> KeptScorecard:
    """Judge *events* and give the scorecard in the form a journal keeps, with the rubric's version."""
    card = score(story, events)
    return KeptScorecard(card.rubric_version, msgspec.Raw(msgspec.json.encode(card)))
