"""What each person should practise and why: their weakest score, what it lost points to, the drills that ask for it.

Weakest is what lies furthest below the second highest band of its score: the four scores don't mean the same at the
same number, their bands do. What must not live here: a comparison with others.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from simulator.comparing.answers import Cost, Estimate, Practice, Suggestion
from simulator.comparing.attempts import Attempt
from simulator.comparing.failing import losses
from simulator.comparing.rule_words import dimension_of, rule_words
from simulator.drill.adding import total_of
from simulator.scoring.bands import BANDS
from simulator.scoring.finding import Dimension

COSTS = 3  # so many are named: more than that nobody practises at once
DRILLS = 3


class ShelfDrill(Struct, frozen=True):
    """A drill of the shelf: its id, its title and the principles that it asks for."""

    scenario: str
    title: str
    principles: tuple[str, ...] = ()


def practice(
    runs: Sequence[Attempt],
    estimates: Sequence[Estimate],
    shelf: Sequence[ShelfDrill],
    tried: Mapping[str, int],
) -> Practice | None:
    """What the person of *runs* should practise, who *tried* scenarios so often; None: nothing is below its band."""
    weakest = min(
        (mark for estimate in estimates if (mark := _mark(estimate, runs))),
        key=lambda mark: mark[1] - _wanted(mark[0])[0],
        default=None,
    )
    if weakest is None:
        return None
    dimension, points, compared = weakest
    wanted, band = _wanted(dimension)
    if points >= wanted:
        return None
    costs = _costs(runs, dimension)
    return Practice(dimension, points, compared, wanted, band, costs, _drills(costs, shelf, tried))


def _mark(estimate: Estimate, runs: Sequence[Attempt]) -> tuple[Dimension, float, bool] | None:
    """The estimate, or the mean of one's own marks where there is none: to know one's weakness needs nobody else.

    With one decimal, as marks have: nobody is told that 70 is expected where 70 is wanted.
    """
    if estimate.expected is not None:
        return estimate.dimension, round(estimate.expected.value, 1), True
    own = [points for run in runs if (points := run.points(estimate.dimension)) is not None]
    return (estimate.dimension, round(total_of(own) / len(own), 1), False) if own else None


def _wanted(dimension: Dimension) -> tuple[float, str]:
    """From where a mark is in the second highest band, and what that is called."""
    band = BANDS[dimension][1]
    return band.least, band.name


def _costs(runs: Sequence[Attempt], dimension: Dimension) -> tuple[Cost, ...]:
    """What cost most of *dimension*, the dearest first."""
    marked = [run for run in runs if run.points(dimension) is not None]
    points: dict[tuple[str, str], float] = {}
    drills: dict[tuple[str, str], set[str]] = {}
    for run in marked:
        for rule, principle, effect in losses(run):
            if dimension_of(rule) is dimension:
                points[rule, principle] = points.get((rule, principle), 0.0) - effect
                drills.setdefault((rule, principle), set()).add(run.run)
    dearest = sorted(points, key=lambda key: (-points[key], key))[:COSTS]
    return tuple(
        Cost(key[0], rule_words(key[0]), key[1], len(drills[key]), len(marked), points[key] / len(marked))
        for key in dearest
    )


def _drills(costs: Sequence[Cost], shelf: Sequence[ShelfDrill], tried: Mapping[str, int]) -> tuple[Suggestion, ...]:
    """The drills that ask for the principles of *costs*: those not tried first, then those that ask for little else."""
    wanted = {cost.principle for cost in costs}
    asking = [(tried.get(drill.scenario, 0), drill) for drill in shelf if wanted & set(drill.principles)]
    asking.sort(key=lambda d: (d[0], -len(wanted & set(d[1].principles)), len(d[1].principles), d[1].scenario))
    return tuple(
        Suggestion(drill.scenario, drill.title, tuple(sorted(wanted & set(drill.principles))), often)
        for often, drill in asking[:DRILLS]
    )
