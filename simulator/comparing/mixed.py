"""The mixed model: what a person would score in the average drill at a first attempt, and how sure that is.

Theory of operation. mark = level + practice * log(attempt) + person + scenario + month + chance, person and scenario as
crossed random effects, and people expected to differ with how often they try (`sums`). How much people, scenarios and
chance vary isn't known, so every possibility is tried on a grid over the two ratios of spread (as angles: uniform in
the angle is the half-Cauchy of Gelman 2006 and Polson & Scott 2012, which stays sane where a group is small) and
weighed by its restricted likelihood; the best one is the REML estimate. An interval that trusts the REML estimate alone
is too narrow in small teams, and empty where REML finds no spread at all. Each possibility's own interval holds the
covariance of level, practice and scenarios (Henderson 1975).

Months stand each for itself: nothing is assumed of how they vary. Without them, a group that gets better would be told
as practice and as easy drills. They are taken out of practice and of drills, and left in people: a mark counts whenever
it was given.

What must not live here: who is compared, modes, sentences.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from math import exp, log, pi, sqrt, tan

from simulator.comparing.dense import Matrix, cholesky, dot, forward, inverse, log_determinant, times
from simulator.comparing.quantiles import Interval, t_quantile
from simulator.comparing.sums import HABIT, PRACTICE, Mark, Sums, sums_of
from simulator.drill.adding import total_of

LEAST_CHANCE = 1.0
"""In points, the standard deviation below which chance is never taken to be: the same play, thrown with other seeds, is
marked about a point apart. Without it, people who happen to be marked alike would have intervals of no width."""

WIDE = 1000.0  # how many times chance a month, or whatever is to be left wholly free, may vary
STEEPEST = pi / 2 - 1e-3  # where a spread is a thousand times the chance, the angle ends
NEAR = 1e-3  # how exactly, in radians, the best possibility is looked for: far nearer than the grid's next one
DROP = 8.0  # possibilities so much less likely than the best one (as a logarithm) are left out: four deviations
NODES = 7  # a side of the grid
LEAST_MARKS = 5  # three beyond level and practice; with fewer nothing is estimated

Angles = tuple[float, float]


class TooFew(ValueError):
    """There are not enough marks for any estimate."""


@dataclass(slots=True)
class Trial:
    """One possibility solved: what the data say if people and scenarios vary that much against chance.

    *scale* is the variance of chance, *by_person* and *by_scenario* are ratios to it; *solution* is in units where each
    scenario varies by one.
    """

    likely: float
    scale: float
    by_person: float
    by_scenario: float
    solution: list[float]
    factor: Matrix
    weight: float = 1.0

    def shrink(self, runs: int) -> float:
        """How far somebody's own sum counts who has so many *runs*."""
        return self.by_person / (1.0 + self.by_person * runs)


@dataclass(slots=True)
class Equations:
    """Henderson's equations if people vary that much against chance, with people eliminated: the lower half of the left
    side, the right side, the sum of squares, and *people*, what the elimination adds to the determinant's logarithm."""

    by_person: float
    products: Matrix
    rights: list[float]
    squares: float
    people: float


@dataclass(slots=True)
class Question:
    """What is asked: so much of level, practice, scenario and month (by place), so much of each person (by number)."""

    places: dict[int, float]
    people: dict[int, float]


@dataclass(slots=True)
class Begun:
    """A part that many questions share, worked out once under one possibility: its value, its own variance, and its
    product with the inverted equations."""

    value: float
    own: float
    product: list[float]
    square: float


@dataclass(slots=True)
class Fit:
    """A fitted table: ask it. *best* is the REML estimate, *trials* all possibilities that count."""

    sums: Sums
    best: Trial
    trials: list[Trial]
    inverses: list[Matrix]
    from_average: list[Begun]  # the average drill at a first attempt
    from_everybody: list[Begun]  # everybody's average at a first attempt, the drill left open
    from_nothing: list[Begun]

    @property
    def spreads(self) -> tuple[float, float, float]:
        """The REML standard deviations of people, scenarios and chance, in points."""
        scale = self.best.scale
        return sqrt(self.best.by_person * scale), sqrt(self.best.by_scenario * scale), sqrt(scale)

    def person(self, number: int) -> Interval:
        """What person *number* would score in the average drill at a first attempt, in their own months."""
        return self._ask(self.from_average, Question(self.sums.own(number), {number: 1.0}))

    def difference(self, one: int, other: int) -> Interval:
        """How far person *one* stands above the *other*, the same drills supposed."""
        places = self.sums.own(one)
        for place, much in self.sums.own(other).items():
            places[place] = places.get(place, 0.0) - much
        return self._ask(self.from_nothing, Question(places, {one: 1.0, other: -1.0}))

    def scenario(self, number: int) -> Interval:
        """What the average person, each counted once, would score in scenario *number* at a first attempt."""
        return self._ask(self.from_everybody, Question({self.sums.fixed + number: 1.0}, {}))

    def practice(self) -> Interval | None:
        """What twice as many attempts at the same drill bring; None where it wasn't estimated."""
        return self._ask(self.from_nothing, Question({PRACTICE: log(2.0)}, {})) if self.sums.has_practice else None

    def change(self, since: int, until: int) -> Interval:
        """How much more month *until* brings than month *since*, the same people and drills supposed."""
        at = self.sums.fixed + self.sums.scenarios
        return self._ask(self.from_nothing, Question({at + until: 1.0, at + since: -1.0}, {}))

    def effects(self) -> tuple[list[float], Matrix]:
        """Level, practice, habit, each scenario and each month in points, and how these vary together."""
        size = self.sums.size
        values = [
            [value * _unit(self.sums, trial, place) for place, value in enumerate(trial.solution)]
            for trial in self.trials
        ]
        means = [total_of(t.weight * own[i] for t, own in zip(self.trials, values, strict=True)) for i in range(size)]
        together = [[0.0] * size for _ in range(size)]
        for trial, inverted, own in zip(self.trials, self.inverses, values, strict=True):
            units = [_unit(self.sums, trial, place) for place in range(size)]
            off = [value - mean for value, mean in zip(own, means, strict=True)]
            for i, row in enumerate(together):
                scale = trial.weight * trial.scale * units[i]
                far = trial.weight * off[i]
                for j in range(size):
                    row[j] += scale * inverted[i][j] * units[j] + far * off[j]
        return means, together

    def _ask(self, begun: list[Begun], question: Question) -> Interval:
        """Answer *question*, added to what was *begun*, over all possibilities, with a 95 % interval."""
        answers = [
            _answer(self.sums, trial, inverted, start, question)
            for trial, inverted, start in zip(self.trials, self.inverses, begun, strict=True)
        ]
        weights = [trial.weight for trial in self.trials]
        mean = dot(weights, [value for value, _ in answers])
        variance = dot(weights, [spread + (value - mean) ** 2 for value, spread in answers])
        reach = t_quantile(self.sums.freedom) * sqrt(variance)
        return Interval(mean, mean - reach, mean + reach)


def fit(marks: Sequence[Mark]) -> Fit:
    """Fit the model to *marks*, all possibilities weighed; raises `TooFew` where they can't carry it."""
    sums, trial = _trials(marks)
    top = _climb(lambda angles: trial(angles).likely, NEAR)
    return _asked(sums, trial(top), _weighed([trial(angles) for angles in _grid(lambda a: trial(a).likely, top)]))


def fit_reml(marks: Sequence[Mark]) -> Fit:
    """Fit the model and trust the best possibility alone, as other programs do; its intervals are too narrow."""
    sums, trial = _trials(marks)
    best = trial(_climb(lambda angles: trial(angles).likely, NEAR / 100))
    return _asked(sums, best, [best])


def worth_of_practice(marks: Sequence[Mark]) -> float:
    """How much *marks* say of practice: as much as so many people who each tried one drill again.

    It is what is left of the attempts' logarithms once all that people, scenarios and months could explain of them is
    taken away. Nought: practice can't be told from these.
    """
    sums = sums_of([Mark(mark.person, mark.scenario, 0.0, mark.practice, mark.month) for mark in marks])
    equations = _eliminated(sums, WIDE**2)
    half, _ = _reduced(sums, equations, WIDE**2)
    return (equations.squares - dot(half, half)) / (log(2.0) ** 2 / 2)


def _trials(marks: Sequence[Mark]) -> tuple[Sums, Callable[[Angles], Trial]]:
    if len(marks) < LEAST_MARKS or len({mark.person for mark in marks}) < 2:
        raise TooFew(f"{len(marks)} marks are too few for an estimate, or all of one person; it takes {LEAST_MARKS}")
    sums = sums_of(marks)
    if sums.months and sums.freedom < LEAST_MARKS:
        raise TooFew(f"{len(marks)} marks are too few for {sums.months} months")
    eliminated = cache(lambda by_person: _eliminated(sums, by_person))
    return sums, cache(lambda angles: _solve(sums, eliminated(tan(angles[0]) ** 2), tan(angles[1]) ** 2))


def _asked(sums: Sums, best: Trial, trials: list[Trial]) -> Fit:
    inverses = [_off_mean(sums, inverse(trial.factor)) for trial in trials]
    many = len(sums.people)
    level = [1.0] + [0.0] * (sums.size - 1)
    average = level[: sums.fixed] + sums.shares + [0.0] * sums.months
    of_all = list(level)
    if sums.fixed > HABIT:
        of_all[HABIT] = total_of(map(sums.habit, range(many))) / many
    everybody = dict.fromkeys(range(many), 1 / many)
    begun = [
        [_begin(sums, trial, inverted, places, people) for trial, inverted in zip(trials, inverses, strict=True)]
        for places, people in ((average, {}), (of_all, everybody), ([0.0] * sums.size, {}))
    ]
    return Fit(sums, best, trials, inverses, *begun)


def _off_mean(sums: Sums, inverted: Matrix) -> Matrix:
    """How effects vary together, months less the mean of their block."""
    if not sums.blocks:
        return inverted
    columns = zip(*(sums.off_mean(row) for row in inverted), strict=True)
    return [sums.off_mean(list(column)) for column in columns]


# -- one possibility


def _eliminated(sums: Sums, by_person: float) -> Equations:
    shrinks = [(by_person / (1.0 + by_person * runs), group) for runs, group in sums.alike.items()]
    products = [row[: i + 1] for i, row in enumerate(sums.products)]
    rights, squares = list(sums.rights), sums.squares
    for shrink, group in shrinks:
        for i, row in enumerate(products):
            products[i] = [value - shrink * other for value, other in zip(row, group.products[i], strict=False)]
        rights = [right - shrink * other for right, other in zip(rights, group.rights, strict=True)]
        squares -= shrink * group.squares
    people = total_of(group.people * log(1.0 + by_person * runs) for runs, group in sums.alike.items())
    return Equations(by_person, products, rights, squares, people)


def _solve(sums: Sums, equations: Equations, by_scenario: float) -> Trial:
    half, factor = _reduced(sums, equations, by_scenario)
    left = equations.squares - dot(half, half)
    scale = max(left / sums.freedom, LEAST_CHANCE**2)
    likely = -0.5 * (sums.freedom * log(scale) + left / scale + log_determinant(factor) + equations.people)
    return Trial(likely, scale, equations.by_person, by_scenario, sums.off_mean(_backward(factor, half)), factor)


def _reduced(sums: Sums, equations: Equations, by_scenario: float) -> tuple[list[float], Matrix]:
    """The right side half solved, and the factor of the left one, scenarios and months scaled to vary by one."""
    scales = [1.0] * sums.fixed + [sqrt(by_scenario)] * sums.scenarios + [WIDE] * sums.months
    left: Matrix = []
    for i, row in enumerate(equations.products):
        scaled = [value * scales[i] * scale for value, scale in zip(row, scales, strict=False)]
        scaled[i] += float(i >= sums.fixed)
        left.append(scaled)
    factor = cholesky(left)
    rights = [right * scale for right, scale in zip(equations.rights, scales, strict=True)]
    return forward(factor, rights), factor


def _backward(factor: Matrix, half: Sequence[float]) -> list[float]:
    solved = list(half)
    for i in range(len(factor) - 1, -1, -1):
        row = factor[i]
        value = solved[i] = solved[i] / row[-1]
        for j in range(i):
            solved[j] -= row[j] * value
    return solved


# -- all possibilities


def _climb(likely: Callable[[Angles], float], near: float) -> Angles:
    """The two angles of the highest *likely*, to within *near*: a compass search that halves its step."""
    starts = [STEEPEST * (i + 0.5) / 4 for i in range(4)]
    at = max(product(starts, starts), key=likely)
    step = STEEPEST / 8
    while step > near:
        around = [(_inside(at[0] + x), _inside(at[1] + y)) for x, y in ((step, 0), (-step, 0), (0, step), (0, -step))]
        better = max(around, key=likely)
        if likely(better) > likely(at):
            at = better
        else:
            step /= 2
    return at


def _inside(angle: float) -> float:
    return min(STEEPEST, max(0.0, angle))


def _grid(likely: Callable[[Angles], float], top: Angles) -> Iterator[Angles]:
    """The middles of a grid over all that isn't far less likely than *top*."""
    floor = likely(top) - DROP
    sides: list[list[float]] = []
    for axis in (0, 1):
        low, high = (_edge(lambda angles: likely(angles) > floor, top, axis, sign) for sign in (-1, 1))
        sides.append([low + (high - low) * (i + 0.5) / NODES for i in range(NODES)])
    yield from product(sides[0], sides[1])


def _edge(counts: Callable[[Angles], bool], top: Angles, axis: int, sign: int) -> float:
    """How far from *top* along *axis* possibilities still count, to within a tenth of the way."""

    def moved(way: float) -> Angles:
        return (_inside(top[0] + sign * way), top[1]) if axis == 0 else (top[0], _inside(top[1] + sign * way))

    way = STEEPEST / 256
    while counts(moved(way)) and way < STEEPEST:
        way *= 2
    low, high = way / 2, way
    for _ in range(3):
        middle = (low + high) / 2
        low, high = (middle, high) if counts(moved(middle)) else (low, middle)
    return moved(high)[axis]


def _weighed(trials: list[Trial]) -> list[Trial]:
    """*trials* with weights that sum to one; those that weigh next to nothing are dropped.

    The sines keep away from "all people are the same" and "all drills are the same", which are never quite true and
    would make intervals too narrow (Chung et al. 2013): of people who differ little, 91.5 % lay within theirs without
    the sines, 94.9 % with them.
    """
    top = max(trial.likely for trial in trials)
    kept = [trial for trial in trials if trial.likely > top - DROP]
    weights = [exp(t.likely - top) * _off_nought(t.by_person) * _off_nought(t.by_scenario) for t in kept]
    total = total_of(weights)
    for trial, weight in zip(kept, weights, strict=True):
        trial.weight = weight / total
    return kept


def _off_nought(ratio: float) -> float:
    """The sine of the angle whose squared tangent *ratio* is."""
    return sqrt(ratio / (1.0 + ratio))


# -- one answer


def _begin(sums: Sums, trial: Trial, inverted: Matrix, places: list[float], people: dict[int, float]) -> Begun:
    value, own, less = _of_people(sums, trial, people)
    whole = [place + less.get(i, 0.0) for i, place in enumerate(places)]
    scaled = [place * _unit(sums, trial, i) for i, place in enumerate(whole)]
    product = times(inverted, scaled)
    return Begun(value + dot(scaled, trial.solution), own, product, dot(scaled, product))


def _answer(sums: Sums, trial: Trial, inverted: Matrix, begun: Begun, question: Question) -> tuple[float, float]:
    """The value of *question* added to what was *begun*, under *trial*, and its variance."""
    value, own, touched = _of_people(sums, trial, question.people)
    for place, much in question.places.items():
        touched[place] = touched.get(place, 0.0) + much
    scaled = [(place, much * _unit(sums, trial, place)) for place, much in touched.items()]
    square = begun.square
    for number, (place, much) in enumerate(scaled):
        row = inverted[place]
        value += much * trial.solution[place]
        crossed = total_of([row[other] * more for other, more in scaled[:number]])
        square += much * (2.0 * (begun.product[place] + crossed) + much * row[place])
    return begun.value + value, trial.scale * (begun.own + own + square)


def _of_people(sums: Sums, trial: Trial, people: dict[int, float]) -> tuple[float, float, dict[int, float]]:
    """What so much of *people* brings: value and variance of their own, and what it takes from the places."""
    value = own = 0.0
    touched: dict[int, float] = {}
    for number, much in people.items():
        person = sums.people[number]
        shrink = trial.shrink(person.runs)
        value += much * shrink * person.points
        own += much * much * shrink
        for place, touch in person.touches.items():
            touched[place] = touched.get(place, 0.0) - much * shrink * touch
    return value, own, touched


def _unit(sums: Sums, trial: Trial, place: int) -> float:
    if place < sums.fixed:
        return 1.0
    return sqrt(trial.by_scenario) if place < sums.fixed + sums.scenarios else WIDE
