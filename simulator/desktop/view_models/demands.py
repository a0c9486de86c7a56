"""What a drill asks most for, and which mark of somebody's is the weakest: both from what is declared or recorded.

No screen, no rule of scoring: a drill's demand is only compared with those of the other drills on the shelf.
"""

from collections.abc import Iterable, Mapping, Sequence

from simulator.drill.adding import total_of
from simulator.journal.listing import RunSummary, State
from simulator.journal.records import Player
from simulator.scenario.story import Story
from simulator.scoring.finding import Dimension

Demands = Mapping[Dimension, float]
LATEST_FEW = 5  # runs that say how somebody does now
NO_DIFFERENCE = 1.0  # points: nobody sees less on screen


def demands_of(story: Story) -> Demands:
    """How much *story* declares for each score to judge, in counts that can't be compared with one another."""
    judged = story.judged
    owed = [*judged.required_facts, *judged.required_disclosures]
    temptations = [h for h in story.happenings if h.asks is not None and h.asks.withholds]
    shown = [beat.shows.weight for beat in story.beats if beat.shows is not None]
    return {
        Dimension.HONESTY: total_of(r.weight for r in owed) + len(judged.quantities) + len(temptations),
        Dimension.EMPATHY: total_of(shown),
        Dimension.CADENCE: total_of(c.weight for c in judged.required_commitments) + len(judged.audiences),
        Dimension.GENEROSITY: float(len(story.losses)),
    }


def asked_most(stories: Sequence[Story]) -> dict[str, Dimension]:
    """The score that each drill asks most for, by its id, as measured against the shelf's average.

    Empty where there is nothing to compare with.
    """
    if len(stories) < 2:
        return {}
    demands = {story.id: demands_of(story) for story in stories}
    usual = {d: total_of(each[d] for each in demands.values()) / len(demands) or 1.0 for d in Dimension}
    return {drill: max(Dimension, key=lambda d: each[d] / usual[d]) for drill, each in demands.items()}


def own_ended(runs: Iterable[RunSummary], person: str) -> tuple[RunSummary, ...]:
    """The runs that *person* played to the end, in the order given (the newest first, as they are listed)."""
    return tuple(r for r in runs if (r.person, r.state, r.player) == (person, State.ENDED, Player.PERSON))


def points_of(run: RunSummary, dimension: Dimension) -> float | None:
    """The mark of *run* on *dimension*; None where it wasn't scored."""
    points: float | None = getattr(run.scores, dimension.value)
    return points


def weakest(ended: Sequence[RunSummary]) -> tuple[Dimension, float, int] | None:
    """The score with the lowest mean over the latest few of *ended* (the newest first), that mean, and of how many.

    None where no score is lower than another: then nothing is the weakest.
    """
    latest = ended[:LATEST_FEW]
    marks = {d: [p for run in latest if (p := points_of(run, d)) is not None] for d in Dimension}
    means = {d: total_of(points) / len(points) for d, points in marks.items() if points}
    if not means or max(means.values()) - min(means.values()) < NO_DIFFERENCE:
        return None
    lowest = min(means, key=lambda d: means[d])
    return lowest, means[lowest], len(marks[lowest])
