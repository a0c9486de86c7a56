"""Circles: people who are joined by drills they share, each circle fitted by itself.

Whom no chain of shared drills joins can't be set beside each other: that one is better and that their drills were
easier look the same. Two contents of a scenario are two drills. Nor can whoever tried a drill before be set beside
whoever didn't, unless what practice brings can be told. What must not live here: the model (`mixed`), and what is told
of anybody.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import TypeVar

from simulator.comparing.attempts import Attempt
from simulator.comparing.joining import joined
from simulator.comparing.mixed import Fit, TooFew, fit, worth_of_practice
from simulator.comparing.sums import Mark
from simulator.drill.adding import total_of
from simulator.scoring.finding import Dimension
from simulator.scoring.purpose import FEWEST_PEOPLE

SAME = 1e-9  # logarithms of attempts nearer than this are the same
Drill = tuple[str, str]  # scenario and version
Key = TypeVar("Key", str, Drill)


@dataclass(slots=True)
class Circle:
    """One circle on one score, numbered for the model. *runs* are those that the *fit* (None: too few) rests on.

    *practice_left_in*: among them are later attempts, and what practice brings couldn't be told, so it is in all that
    the fit says.
    """

    dimension: Dimension
    runs: list[Attempt]
    people: dict[str, int]
    drills: dict[Drill, int]
    ran: dict[Drill, set[str]]  # who was marked in each drill
    counted: Counter[str]  # how many runs of each person are in what is worked out
    practice_left_in: bool
    fit: Fit | None

    @property
    def months_apart(self) -> bool:
        """Whether the fit holds months that no drill joins: that these were as good as those is supposed."""
        return self.fit is not None and len(self.fit.sums.blocks) > 1

    def shared(self, person: str) -> int:
        """How many scenarios of *person* others of the circle were marked in too, in the same version."""
        return shared(self.ran, person)


def circles(runs: Sequence[Attempt], dimension: Dimension) -> list[Circle]:
    """The circles of *runs*, which are in order of time and have that mark: the one of most people first."""
    found = [circle for joined in _joined(runs) for circle in _circles(joined, dimension)]
    return sorted(found, key=lambda circle: (-len(circle.people), min(circle.people)))


def marks_of(circle: Circle) -> list[Mark]:
    """The marks of *circle* as the model wants them, its stretches of time told apart."""
    stretch = stretches(circle.runs)
    habit = {} if circle.practice_left_in else _habits(circle.runs)
    return [
        Mark(
            circle.people[run.person],
            circle.drills[drill_of(run)],
            0.0 if circle.practice_left_in else log(run.attempt),
            run.points(circle.dimension) or 0.0,
            stretch[run.month],
            habit.get(run.person, 0.0),
        )
        for run in circle.runs
    ]


def _habits(runs: Iterable[Attempt]) -> dict[str, float]:
    """Of each person the mean logarithm of their attempts' numbers; nothing where it is the same for all."""
    logs: defaultdict[str, list[float]] = defaultdict(list)
    for run in runs:
        logs[run.person].append(log(run.attempt))
    means = {person: total_of(own) / len(own) for person, own in logs.items()}
    return means if max(means.values()) - min(means.values()) > SAME else {}


def stretches(runs: Iterable[Attempt]) -> dict[str, int]:
    """By month, the stretch of time it belongs to, from 0: months in a row that hold five people together."""
    people: defaultdict[str, set[str]] = defaultdict(set)
    for run in runs:
        people[run.month].add(run.person)
    found: list[list[str]] = [[]]
    for month in sorted(people):
        if len(set().union(*(people[one] for one in found[-1]))) >= FEWEST_PEOPLE:
            found.append([])
        found[-1].append(month)
    if len(found) > 1 and len(set().union(*(people[one] for one in found[-1]))) < FEWEST_PEOPLE:
        last = found.pop()
        found[-1] += last
    return {month: number for number, months in enumerate(found) for month in months}


def drill_of(run: Attempt) -> Drill:
    """What *run* was a run of: another content is another drill."""
    return run.scenario, run.version


def _joined(runs: Sequence[Attempt]) -> Iterator[list[Attempt]]:
    """*runs* parted by which people are joined through drills."""
    first = {person: min(others) for person, others in joined(who_ran(runs).values()).items()}
    parted: defaultdict[str, list[Attempt]] = defaultdict(list)
    for run in runs:
        parted[first[run.person]].append(run)
    yield from parted.values()


def _circles(runs: list[Attempt], dimension: Dimension) -> Iterator[Circle]:
    """The circle of *runs*; where practice can't be told, of the usual attempts alone, which may fall apart."""
    circle = _circle(runs, dimension)
    if any(run.attempt > 1 for run in runs) and not _practice_told(circle):
        usual = _usual(runs)
        if len(usual) < len(runs):
            for parted in _joined(usual):
                yield from _circles(parted, dimension)
            return
        circle.practice_left_in = True
    circle.fit = _fitted(circle) if len(circle.people) >= FEWEST_PEOPLE else None
    yield circle


def _usual(runs: Sequence[Attempt]) -> list[Attempt]:
    """*runs* with, of each drill, those attempts alone that most people made: the same of everybody who is left.

    So nobody stands higher for having tried a drill before.
    """
    tried: defaultdict[Drill, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for run in runs:
        tried[drill_of(run)][run.person].add(run.attempt)
    usual = {drill: _most_made(list(people.values())) for drill, people in tried.items()}
    return [
        run
        for run in runs
        if run.attempt in usual[drill_of(run)] and usual[drill_of(run)] <= tried[drill_of(run)][run.person]
    ]


def _most_made(tried: Sequence[set[int]]) -> set[int]:
    """The attempts that most people made, of those that anybody did; of as many people, the earliest, then the most."""
    sets = {tuple(sorted(own)) for own in tried} | {(attempt,) for own in tried for attempt in own}
    made = {those: sum(1 for own in tried if own.issuperset(those)) for those in sorted(sets)}
    most = max(made, key=lambda those: (made[those], -those[0], len(those)))
    return set(most)


def _circle(runs: list[Attempt], dimension: Dimension) -> Circle:
    people = _numbered(run.person for run in runs)
    drills = _numbered(drill_of(run) for run in runs)
    counted = Counter(run.person for run in runs)
    return Circle(dimension, runs, people, drills, who_ran(runs), counted, practice_left_in=False, fit=None)


def _practice_told(circle: Circle) -> bool:
    """Whether five people have attempts of different numbers, and these say as much as five that tried one drill again.

    What is said by fewer is their luck; and where a whole drill was tried again only, or by some people only, or in one
    month only, practice can't be told from the drill, from them or from the month. Where attempts are far from the
    first, more is needed: what is taken out of the average mark must be known as well as the mean of five marks is.
    One doubling is known by one person who tried again as well as the difference of two marks.
    """
    numbers: defaultdict[str, set[int]] = defaultdict(set)
    for run in circle.runs:
        numbers[run.person].add(run.attempt)
    varied = sum(len(own) > 1 for own in numbers.values())
    doublings = total_of(log(run.attempt) for run in circle.runs) / len(circle.runs) / log(2.0)
    needed = FEWEST_PEOPLE * max(1.0, 2 * doublings**2) - 0.5
    return varied >= FEWEST_PEOPLE and worth_of_practice(marks_of(circle)) > needed


def _fitted(circle: Circle) -> Fit | None:
    try:
        return fit(marks_of(circle))
    except TooFew:
        return None


def shared(ran: Mapping[Drill, set[str]], person: str) -> int:
    """How many scenarios *person* and others *ran*, in the same version."""
    return len({drill[0] for drill, people in ran.items() if person in people and len(people) > 1})


def who_ran(runs: Iterable[Attempt]) -> dict[Drill, set[str]]:
    """Who ran each drill."""
    ran: dict[Drill, set[str]] = {}
    for run in runs:
        ran.setdefault(drill_of(run), set()).add(run.person)
    return ran


def _numbered(keys: Iterable[Key]) -> dict[Key, int]:
    return {key: number for number, key in enumerate(sorted(set(keys)))}
