"""Month by month: each cohort's mean, and everybody's, with drills made equally hard and practice taken out.

Theory: how hard drills are, what practice brings and what each month brings are estimated together. A month's mean is
that of people's own marks, each person once, and its interval holds how uncertain the drills and the practice are that
were taken out. Months that no drill joins can't be compared, so only the block of most runs is told. What must not live
here: one person's estimate.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log, sqrt

from simulator.comparing.answers import LEAST_SHARED, Change, Month
from simulator.comparing.attempts import Attempt
from simulator.comparing.circles import Circle, Drill, drill_of, stretches
from simulator.comparing.dense import Matrix, dot, times
from simulator.comparing.joining import joined
from simulator.comparing.mixed import LEAST_CHANCE, Fit
from simulator.comparing.quantiles import Interval, mean_interval, t_quantile
from simulator.comparing.sums import PRACTICE
from simulator.drill.adding import total_of
from simulator.scoring.purpose import FEWEST_PEOPLE

EVERYBODY = ""
When = tuple[str, str]  # a cohort, or everybody, and a month


@dataclass(slots=True)
class Months:
    """What is told of months, and of which nothing is: for too few people, or for too few drills of other months."""

    told: list[Month]
    too_few: set[When]
    unlike: set[When]


def months(circles: Sequence[Circle]) -> Months:
    """The months of each of *circles*, which are of one score and numbered from 1."""
    found = Months([], set(), set())
    for number, circle in enumerate(circles, 1):
        if circle.fit is not None:
            _of_circle(circle, circle.fit, number, found)
    return found


def change(circle: Circle, told: Sequence[Month]) -> Change | None:
    """How *circle* changed from the first to the last of its months *told* of everybody; None where nothing is told.

    That is where there are two such months, each of which holds people enough to stand for itself.
    """
    stretch = stretches(circle.runs)
    alone = {month for month, number in stretch.items() if list(stretch.values()).count(number) == 1}
    named = sorted(month.month for month in told if month.cohort == EVERYBODY and month.month in alone)
    if circle.fit is None or len(named) < 2:
        return None
    points = circle.fit.change(stretch[named[0]], stretch[named[-1]])
    return Change(circle.dimension, named[0], named[-1], points, circle.practice_left_in)


def _of_circle(circle: Circle, whole: Fit, number: int, found: Months) -> None:
    cells = _cells(circle)
    many = {when for when, people in cells.items() if len(people) >= FEWEST_PEOPLE}
    unlike = many - set(_comparable(cells, many, Counter(run.month for run in circle.runs)))
    shown = _kept_apart(cells, many - unlike)
    found.unlike |= unlike
    found.too_few |= cells.keys() - unlike - shown
    if shown:
        even = _Even(circle, whole, *whole.effects())
        found.told += [_month(number, when, list(cells[when].values()), even) for when in sorted(shown)]


def _month(number: int, when: When, people: Sequence[list[Attempt]], even: "_Even") -> Month:
    return Month(even.circle.dimension, *when, len(people), even.mean(people), number, even.circle.practice_left_in)


def _cells(circle: Circle) -> dict[When, dict[str, list[Attempt]]]:
    """By cohort and month, and by month for everybody, each person's runs."""
    cells: defaultdict[When, dict[str, list[Attempt]]] = defaultdict(dict)
    for run in circle.runs:
        for cohort in {run.cohort, EVERYBODY}:
            cells[cohort, run.month].setdefault(run.person, []).append(run)
    return dict(cells)


def _comparable(cells: dict[When, dict[str, list[Attempt]]], many: set[When], runs: Counter[str]) -> Iterator[When]:
    """Those of *many* of whose drills enough were done in another month of the block, too; of one month, that one.

    *runs* are counted by month.
    """
    drills = {when: {drill_of(run) for own in people.values() for run in own} for when, people in cells.items()}
    months = {month: own for (cohort, month), own in drills.items() if cohort == EVERYBODY}
    block = _block(months, runs)
    done = Counter(drill for own in months.values() for drill in own)
    for when in many:
        again = {drill[0] for drill in drills[when] if done[drill] > 1}
        if len(months) == 1 or (when[1] in block and len(again) >= LEAST_SHARED):
            yield when


def _block(months: dict[str, set[Drill]], runs: Counter[str]) -> set[str]:
    """Of the blocks of *months* that drills join, the one of most *runs*; of equal ones, the latest."""
    doing: defaultdict[Drill, list[str]] = defaultdict(list)
    for month, drills in months.items():
        for drill in drills:
            doing[drill].append(month)
    blocks = joined(doing.values()).values()
    return max(blocks, key=lambda block: (total_of(runs[month] for month in block), max(block)))


def _kept_apart(cells: dict[When, dict[str, list[Attempt]]], many: set[When]) -> set[When]:
    """*many* without everybody's months that, the cohorts shown taken off, would tell of fewer than five people.

    Whoever was in two cohorts that month is left by that, too.
    """
    shown = set(many)
    for month in (month for cohort, month in many if cohort == EVERYBODY):
        cohorts = {person: {run.cohort for run in own} for person, own in cells[EVERYBODY, month].items()}
        rest = [
            person
            for person, own in cohorts.items()
            if len(own) > 1 or EVERYBODY in own or (next(iter(own)), month) not in many
        ]
        if 0 < len(rest) < FEWEST_PEOPLE:
            shown.discard((EVERYBODY, month))
    return shown


@dataclass(slots=True)
class _Even:
    """What it takes to make drills equally hard: a fit, its *effects*, and how these vary *together*."""

    circle: Circle
    fit: Fit
    effects: list[float]
    together: Matrix

    def mean(self, people: Sequence[list[Attempt]]) -> Interval:
        """The mean of *people*, each by their runs, with its interval, cut where the scale ends."""
        taken_out = [self._taken_out(runs) for runs in people]
        evens = [self._mark(runs) - dot(out, self.effects) for runs, out in zip(people, taken_out, strict=True)]
        told = mean_interval(evens, LEAST_CHANCE)
        out = [total_of(column) / len(people) for column in zip(*taken_out, strict=True)]
        variance = max(0.0, dot(out, times(self.together, out)))
        reach = sqrt((told.width / 2) ** 2 + t_quantile(self.fit.sums.freedom) ** 2 * variance)
        return Interval(told.value, told.value - reach, told.value + reach).within(0, 100)

    def _mark(self, runs: list[Attempt]) -> float:
        return total_of(run.points(self.circle.dimension) or 0.0 for run in runs) / len(runs)

    def _taken_out(self, runs: list[Attempt]) -> list[float]:
        """So much of each effect is in the mean mark of *runs* and not in a first attempt at the average drill."""
        sums = self.fit.sums
        out = [0.0] * sums.size
        for scenario, share in enumerate(sums.shares):
            out[sums.fixed + scenario] = -share
        for run in runs:
            out[sums.fixed + self.circle.drills[drill_of(run)]] += 1 / len(runs)
            if sums.has_practice:
                out[PRACTICE] += log(run.attempt) / len(runs)
        return out
