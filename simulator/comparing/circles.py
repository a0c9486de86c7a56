"""Circles: people who are joined by drills they share, each circle fitted by itself.

Whom no chain of shared drills joins can't be set beside each other: that one is better and that their drills were
easier look the same. Two contents of a scenario are two drills. What must not live here: the model (`mixed`), and what
is told of anybody.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import TypeVar

from simulator.comparing.attempts import Attempt
from simulator.comparing.mixed import Fit, TooFew, fit, worth_of_practice
from simulator.comparing.sums import Mark
from simulator.scoring.finding import Dimension
from simulator.scoring.purpose import FEWEST_PEOPLE

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
    practice_left_in: bool
    fit: Fit | None

    def shared(self, person: str) -> int:
        """How many scenarios of *person* others of the circle were marked in too, in the same version."""
        return len({drill[0] for drill, people in self.ran.items() if person in people and len(people) > 1})


def circles(runs: Sequence[Attempt], dimension: Dimension) -> list[Circle]:
    """The circles of *runs*, which are in order of time and have that mark: the one of most people first."""
    found = [circle for joined in _joined(runs) for circle in _circles(joined, dimension)]
    return sorted(found, key=lambda circle: (-len(circle.people), min(circle.people)))


def marks_of(circle: Circle, months: Sequence[str] = ()) -> list[Mark]:
    """The marks of *circle* as the model wants them; with *months* told apart where these are named."""
    number = {month: place for place, month in enumerate(months)}
    return [
        Mark(
            circle.people[run.person],
            circle.drills[drill_of(run)],
            0.0 if circle.practice_left_in else log(run.attempt),
            run.points(circle.dimension) or 0.0,
            number.get(run.month, 0),
        )
        for run in circle.runs
    ]


def drill_of(run: Attempt) -> Drill:
    """What *run* was a run of: another content is another drill."""
    return run.scenario, run.version


def says_enough_of_practice(marks: Sequence[Mark]) -> bool:
    """Whether *marks* say as much of practice as five people who each tried one drill again."""
    return worth_of_practice(marks) > FEWEST_PEOPLE - 0.5


def _joined(runs: Sequence[Attempt]) -> Iterator[list[Attempt]]:
    """*runs* parted by which people are joined through drills."""
    circle_of: dict[str, set[str]] = {}
    for people in _ran(runs).values():
        joined = people.union(*(circle_of.get(person, ()) for person in people))
        circle_of.update(dict.fromkeys(joined, joined))
    parted: defaultdict[str, list[Attempt]] = defaultdict(list)
    first = {person: min(joined) for person, joined in circle_of.items()}
    for run in runs:
        parted[first[run.person]].append(run)
    yield from parted.values()


def _circles(runs: list[Attempt], dimension: Dimension) -> Iterator[Circle]:
    """The circle of *runs*; without later attempts where they are of so few people that these would be judged by luck.

    What is left then may fall apart.
    """
    again = {run.person for run in runs if run.attempt > 1}
    circle = _circle(runs, dimension)
    if again and not _practice_told(circle):
        if len(again) < FEWEST_PEOPLE:
            for joined in _joined([run for run in runs if run.attempt == 1]):
                yield from _circles(joined, dimension)
            return
        circle.practice_left_in = True
    circle.fit = _fitted(marks_of(circle)) if len(circle.people) >= FEWEST_PEOPLE else None
    yield circle


def _circle(runs: list[Attempt], dimension: Dimension) -> Circle:
    people = _numbered(run.person for run in runs)
    drills = _numbered(drill_of(run) for run in runs)
    return Circle(dimension, runs, people, drills, _ran(runs), practice_left_in=False, fit=None)


def _practice_told(circle: Circle) -> bool:
    """Whether five people have attempts of different numbers, and these say as much as five that tried one drill again.

    What is said by fewer is their luck; and where a whole drill was tried again only, or by some people only, practice
    can't be told from the drill or from them.
    """
    numbers: defaultdict[str, set[int]] = defaultdict(set)
    for run in circle.runs:
        numbers[run.person].add(run.attempt)
    varied = sum(len(own) > 1 for own in numbers.values())
    return varied >= FEWEST_PEOPLE and says_enough_of_practice(marks_of(circle))


def _fitted(marks: Sequence[Mark]) -> Fit | None:
    try:
        return fit(marks)
    except TooFew:
        return None


def _ran(runs: Iterable[Attempt]) -> dict[Drill, set[str]]:
    ran: dict[Drill, set[str]] = {}
    for run in runs:
        ran.setdefault(drill_of(run), set()).add(run.person)
    return ran


def _numbered(keys: Iterable[Key]) -> dict[Key, int]:
    return {key: number for number, key in enumerate(sorted(set(keys)))}
