"""Two trainers rate the same run: how far they agree, and who rates more kindly or more sternly than the others.

Agreement is Krippendorff's alpha for intervals (Krippendorff 2011, "Computing Krippendorff's alpha-reliability"): one
minus the disagreement within runs over the disagreement between any two ratings. 1: they always agree; 0: no better
than throwing dice. What must not live here: automatic scores; ratings are given before these are seen.
"""

from collections.abc import Iterable, Sequence

from msgspec import Struct

from simulator.comparing.quantiles import CONFIDENCE, Interval, t_quantile
from simulator.drill.adding import total_of
from simulator.scoring.finding import Dimension

RELIABLE = 0.8  # from here conclusions may rest on ratings; from TENTATIVE, tentative ones (Krippendorff 2004)
TENTATIVE = 0.667
_Unit = dict[str, float]  # one run on one score: the points by rater
LEAST_RUNS = 4  # runs rated together with others, below which nothing is said about a rater


class Rating(Struct, frozen=True):
    """One trainer's mark of one run on one score, 0 to 100; *rater* is a pseudonym."""

    run: str
    rater: str
    dimension: Dimension
    points: float


class Agreement(Struct, frozen=True):
    """How far raters agree on one score: *alpha* over *runs* rated by two or more (None: cannot be told)."""

    dimension: Dimension
    alpha: float | None
    runs: int
    ratings: int

    @property
    def words(self) -> str:
        """What that means, with Krippendorff's own lines."""
        if self.alpha is None:
            return "cannot be told: no runs were rated twice, or all ratings are the same"
        if self.alpha >= RELIABLE:
            return "conclusions may rest on it"
        return "tentative conclusions only" if self.alpha >= TENTATIVE else "too little to conclude anything"


class Leaning(Struct, frozen=True):
    """How far one rater stands above the others on the same runs, in points, below nought: sterner.

    The interval is wide enough for all raters looked at together, so that of twenty fair teams of raters one has
    anybody marked; *leans* says that nought is outside it. Of two raters nobody can say which of them it is.
    """

    rater: str
    dimension: Dimension
    above: Interval
    runs: int

    @property
    def leans(self) -> bool:
        """Whether this is more than chance."""
        return self.above.low > 0.0 or self.above.high < 0.0

    @property
    def words(self) -> str:
        """`lenient`, `stern`, or nothing."""
        return ("lenient" if self.above.value > 0 else "stern") if self.leans else ""


def agreement(ratings: Iterable[Rating]) -> tuple[Agreement, ...]:
    """The agreement on each score, in their order."""
    units = _units(ratings)
    return tuple(_agreement(dimension, list(units.get(dimension, {}).values())) for dimension in Dimension)


def alpha(units: Sequence[Sequence[float]]) -> float | None:
    """Krippendorff's alpha for intervals of *units*, the marks of each run; None where it isn't defined."""
    paired = [unit for unit in units if len(unit) > 1]
    marks = [mark for unit in paired for mark in unit]
    expected = _disagreement(marks)
    if expected <= 0.0:
        return None
    observed = total_of(len(unit) * _disagreement(unit) for unit in paired) / len(marks)
    return 1.0 - observed / expected


def leanings(ratings: Iterable[Rating]) -> tuple[Leaning, ...]:
    """Each rater with runs enough, on each score, in order of score and pseudonym."""
    found = [leaning for dimension, runs in _units(ratings).items() for leaning in _leanings(dimension, runs)]
    return tuple(sorted(found, key=lambda one: (list(Dimension).index(one.dimension), one.rater)))


def _units(ratings: Iterable[Rating]) -> dict[Dimension, dict[str, _Unit]]:
    """By score and run, what each rater gave; who rates a run again replaces what they gave."""
    units: dict[Dimension, dict[str, _Unit]] = {}
    for rating in ratings:
        units.setdefault(rating.dimension, {}).setdefault(rating.run, {})[rating.rater] = rating.points
    return units


def _agreement(dimension: Dimension, runs: Sequence[_Unit]) -> Agreement:
    paired = [list(unit.values()) for unit in runs if len(unit) > 1]
    return Agreement(dimension, alpha(paired), len(paired), sum(len(unit) for unit in paired))


def _disagreement(marks: Sequence[float]) -> float:
    """The mean squared difference of any two of *marks*, which are two or more; 0 where there are fewer."""
    if len(marks) < 2:
        return 0.0
    mean = total_of(marks) / len(marks)
    return 2.0 * total_of((mark - mean) ** 2 for mark in marks) / (len(marks) - 1)


def _leanings(dimension: Dimension, runs: dict[str, _Unit]) -> list[Leaning]:
    """Whoever leans most is told first and set aside; else whoever rated beside them would seem to lean too."""
    enough = {rater: gaps for rater, gaps in _apart(runs).items() if len(gaps) >= LEAST_RUNS}
    told = [_leaning(rater, dimension, gaps, len(enough)) for rater, gaps in enough.items()]
    leaning = [one for one in told if one.leans]
    if len(told) < 3 or not leaning:
        return told
    most = max(leaning, key=lambda one: abs(one.above.value) / max(one.above.width, 1e-9))
    others = {run: {r: points for r, points in unit.items() if r != most.rater} for run, unit in runs.items()}
    return [most, *_leanings(dimension, others)]


def _apart(runs: dict[str, _Unit]) -> dict[str, list[float]]:
    """Each rater's marks less the mean of the others' on the same run."""
    apart: dict[str, list[float]] = {}
    for unit in runs.values():
        for rater, points in unit.items() if len(unit) > 1 else ():
            others = (total_of(unit.values()) - points) / (len(unit) - 1)
            apart.setdefault(rater, []).append(points - others)
    return apart


def _leaning(rater: str, dimension: Dimension, gaps: Sequence[float], raters: int) -> Leaning:
    mean = total_of(gaps) / len(gaps)
    spread = (total_of((gap - mean) ** 2 for gap in gaps) / (len(gaps) - 1) / len(gaps)) ** 0.5
    reach = t_quantile(len(gaps) - 1, 1.0 - (1.0 - CONFIDENCE) / 2 / raters) * spread
    return Leaning(rater, dimension, Interval(mean, mean - reach, mean + reach), len(gaps))
