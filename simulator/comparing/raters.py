"""Two trainers rate the same run: how far they agree, and who rates more kindly or more sternly than the others.

Agreement is Krippendorff's alpha for intervals (Krippendorff 2011, "Computing Krippendorff's alpha-reliability"): one
minus the disagreement within runs over the disagreement between any two ratings. 1: they always agree; 0: no better
than throwing dice. What must not live here: automatic scores; ratings are given before these are seen.
"""

from collections.abc import Iterable, Sequence
from math import sqrt

from msgspec import Struct
from msgspec.structs import replace

from simulator.comparing.quantiles import CONFIDENCE, Interval, t_quantile
from simulator.drill.adding import total_of
from simulator.scoring.finding import Dimension

RELIABLE = 0.8  # from here conclusions may rest on ratings; from TENTATIVE, tentative ones (Krippendorff 2004)
TENTATIVE = 0.667
_Unit = dict[str, float]  # one run on one score: the points by rater
LEAST_RUNS = 4  # runs rated together with others, below which nothing is said about a rater
LEAST_AGREED = 20  # runs rated twice, below which nothing rests on how far raters agree, however well they do
LEAST_OTHER = 5  # runs rated otherwise than most, below which agreement hangs on one or two of them
STEP = 25.0  # marks are given in steps of so many points, so that one says no more than that
LEAST_CHANCE = STEP**2 / 12
"""The variance that steps alone give a mark, that of a uniform error; without it, raters who happen to stand as far
apart on each of a few runs would have an interval of no width."""


class Rating(Struct, frozen=True):
    """One trainer's mark of one run on one score, 0 to 100; *rater* is a pseudonym."""

    run: str
    rater: str
    dimension: Dimension
    points: float


class Agreement(Struct, frozen=True):
    """How far raters agree on one score: *alpha* over *runs* rated by two or more (None: cannot be told).

    *low* is the lower end of its 95 % interval, by leaving out each run in turn; None below 20 runs, or where fewer
    than five of them were rated otherwise than most.
    """

    dimension: Dimension
    alpha: float | None
    runs: int
    ratings: int
    low: float | None = None

    @property
    def words(self) -> str:
        """What that means, with Krippendorff's own lines, above which all of the interval must lie."""
        if not self.runs:
            return "cannot be told: no run was rated twice"
        if self.alpha is None:
            return "cannot be told: all ratings are the same"
        if self.runs < LEAST_AGREED:
            return f"too few runs to tell: it takes {LEAST_AGREED} that were rated twice"
        if self.low is None:
            return f"too alike to tell: it takes {LEAST_OTHER} runs that were rated otherwise than most"
        if self.low >= RELIABLE:
            return "conclusions may rest on it"
        return "tentative conclusions only" if self.low >= TENTATIVE else "not surely enough to conclude anything"


class Leaning(Struct, frozen=True):
    """How far one rater stands above the others on the same runs, in points, below nought: sterner.

    The interval is wide enough for all raters looked at together, so that of twenty fair teams of raters one has
    anybody marked; *leans* says that nought is outside it. Of two raters there is one answer, how far *rater* stands
    above *beside*: nobody can say which of them it is.
    """

    rater: str
    dimension: Dimension
    above: Interval
    runs: int
    beside: str = ""

    @property
    def leans(self) -> bool:
        """Whether this is more than chance."""
        return self.above.low > 0.0 or self.above.high < 0.0

    @property
    def words(self) -> str:
        """`lenient`, `stern`, of two raters `apart`; or nothing."""
        if not self.leans:
            return ""
        return "apart" if self.beside else "lenient" if self.above.value > 0 else "stern"


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
    found = [
        leaning
        for dimension, runs in _units(ratings).items()
        for circle in _circles(runs)
        if len(_enough(circle)) > 1  # of one alone nobody can say whether it is they or the others
        for leaning in _leanings(dimension, circle)
    ]
    return tuple(sorted(found, key=lambda one: (list(Dimension).index(one.dimension), one.rater)))


def _units(ratings: Iterable[Rating]) -> dict[Dimension, dict[str, _Unit]]:
    """By score and run, what each rater gave, in order of run and rater; who rates again replaces what they gave."""
    units: dict[Dimension, dict[str, _Unit]] = {}
    for rating in ratings:
        units.setdefault(rating.dimension, {}).setdefault(rating.run, {})[rating.rater] = rating.points
    return {
        dimension: {run: dict(sorted(unit.items())) for run, unit in sorted(runs.items())}
        for dimension, runs in units.items()
    }


def _agreement(dimension: Dimension, runs: Sequence[_Unit]) -> Agreement:
    paired = [list(unit.values()) for unit in runs if len(unit) > 1]
    told = alpha(paired)
    low = None if told is None or not _tell_apart(paired) else _low(paired, told)
    return Agreement(dimension, told, len(paired), sum(len(unit) for unit in paired), low)


def _tell_apart(paired: Sequence[Sequence[float]]) -> bool:
    """Whether there are runs enough, and enough that aren't rated as nearly all are.

    Where raters nearly always give the same mark, the few other runs decide everything.
    """
    marks = [mark for unit in paired for mark in unit]
    usual = max(sorted(set(marks)), key=marks.count)
    others = [unit for unit in paired if any(mark != usual for mark in unit)]
    return len(paired) >= LEAST_AGREED and len(others) >= LEAST_OTHER


def _low(paired: Sequence[Sequence[float]], told: float) -> float:
    """The lower end of the interval of alpha, which is *told*, by the jackknife (Efron & Stein 1981)."""
    count = len(paired)
    without = [alpha([*paired[:run], *paired[run + 1 :]]) for run in range(count)]
    off = [(told if one is None else one) - told for one in without]  # undefined: all others are the same
    return told - t_quantile(count - 1) * sqrt((count - 1) / count * total_of(x * x for x in off))


def _disagreement(marks: Sequence[float]) -> float:
    """The mean squared difference of any two of *marks*, which are two or more; 0 where there are fewer."""
    if len(marks) < 2:
        return 0.0
    mean = total_of(marks) / len(marks)
    return 2.0 * total_of((mark - mean) ** 2 for mark in marks) / (len(marks) - 1)


def _circles(runs: dict[str, _Unit]) -> list[dict[str, _Unit]]:
    """*runs* parted by which raters are joined through them: two pairs that never met are told as two pairs."""
    circle_of: dict[str, set[str]] = {}
    for unit in runs.values():
        joined = set(unit).union(*(circle_of.get(rater, ()) for rater in unit))
        circle_of.update(dict.fromkeys(joined, joined))
    circles: dict[str, dict[str, _Unit]] = {}
    for run, unit in runs.items():
        if len(unit) > 1:
            circles.setdefault(min(circle_of[min(unit)]), {})[run] = unit
    return list(circles.values())


def _enough(runs: dict[str, _Unit]) -> dict[str, list[tuple[float, int]]]:
    """The raters with runs enough, each with `_apart`."""
    return {rater: gaps for rater, gaps in _apart(runs).items() if len(gaps) >= LEAST_RUNS}


def _leanings(dimension: Dimension, runs: dict[str, _Unit]) -> list[Leaning]:
    """Whoever leans most is told first and set aside; else whoever rated beside them would seem to lean too."""
    enough = _enough(runs)
    if len(enough) == 2:
        return _pair(dimension, runs, *sorted(enough))
    told = [_leaning(rater, dimension, gaps, len(enough)) for rater, gaps in enough.items()]
    leaning = [one for one in told if one.leans]
    if len(told) < 3 or not leaning:
        return told
    most = max(leaning, key=lambda one: abs(one.above.value) / one.above.width)
    others = {run: {r: points for r, points in unit.items() if r != most.rater} for run, unit in runs.items()}
    return [most, *_leanings(dimension, others)]


def _pair(dimension: Dimension, runs: dict[str, _Unit], one: str, other: str) -> list[Leaning]:
    """How far two stand apart on the runs that both rated, of whoever stands higher; nothing below four such runs."""
    both = {run: {one: unit[one], other: unit[other]} for run, unit in runs.items() if {one, other} <= unit.keys()}
    if len(both) < LEAST_RUNS:
        return []
    gaps = _apart(both)
    higher = max((one, other), key=lambda rater: (total_of(points for points, _ in gaps[rater]), rater == one))
    beside = other if higher == one else one
    return [replace(_leaning(higher, dimension, gaps[higher], 1), beside=beside)]


def _apart(runs: dict[str, _Unit]) -> dict[str, list[tuple[float, int]]]:
    """Each rater's marks less the mean of the others' on the same run, and of how many others that is."""
    apart: dict[str, list[tuple[float, int]]] = {}
    for unit in runs.values():
        others = len(unit) - 1
        for rater, points in unit.items() if others else ():
            apart.setdefault(rater, []).append((points - (total_of(unit.values()) - points) / others, others))
    return apart


def _leaning(rater: str, dimension: Dimension, gaps: Sequence[tuple[float, int]], raters: int) -> Leaning:
    """*rater* among so many *raters* of whom something is said."""
    count = len(gaps)
    mean = total_of(gap for gap, _ in gaps) / count
    chance = total_of((gap - mean) ** 2 for gap, _ in gaps) / (count - 1)
    least = total_of(LEAST_CHANCE * (1.0 + 1.0 / others) for _, others in gaps) / count
    reach = t_quantile(count - 1, 1.0 - (1.0 - CONFIDENCE) / 2 / raters) * sqrt(max(chance, least) / count)
    return Leaning(rater, dimension, Interval(mean, mean - reach, mean + reach), count)
