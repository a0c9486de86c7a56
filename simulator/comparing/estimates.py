"""One score of one group: each person's estimate, how far two stand apart, each drill's difficulty.

A group is one mode and one rubric, and nobody is set beside somebody outside their circle, so nothing unlike is ever
mixed. What must not live here: the model (`mixed`), months, other scores, words for people.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simulator.comparing.answers import LEAST_SHARED, Difficulty, Estimate
from simulator.comparing.attempts import Attempt
from simulator.comparing.circles import Circle, Drill, circles, drill_of, shared, who_ran
from simulator.comparing.joining import joined
from simulator.comparing.quantiles import Interval
from simulator.scoring.finding import Dimension
from simulator.scoring.purpose import FEWEST_PEOPLE


@dataclass(slots=True)
class Scored:
    """The runs of a group that were marked on one score, their circles (the largest first), and which is whose."""

    dimension: Dimension
    runs: list[Attempt]
    circles: list[Circle]
    number_of: dict[str, int]  # by person, the number of their circle from 1; 0: none
    ran: dict[Drill, set[str]]  # who was marked in each drill, whichever attempts count
    joined: dict[str, set[str]]  # whom these drills join with each person

    def circle_of(self, person: str) -> Circle | None:
        """The circle of *person*; None where no run of theirs can be used."""
        number = self.number_of.get(person, 0)
        return self.circles[number - 1] if number else None

    @property
    def apart(self) -> int:
        """How many circles there are in which people are compared."""
        return sum(len(circle.people) >= FEWEST_PEOPLE for circle in self.circles)


def scored(runs: Sequence[Attempt], dimension: Dimension) -> Scored:
    """Fit *dimension* to *runs*, which are of one mode and rubric, by people and without help, in order of time."""
    marked = [run for run in runs if run.points(dimension) is not None]
    found = circles(marked, dimension)
    number_of = {run.person: 0 for run in marked}
    number_of |= {person: number for number, circle in enumerate(found, 1) for person in circle.people}
    ran = who_ran(marked)
    return Scored(dimension, marked, found, number_of, ran, joined(ran.values()))


# -- people


def estimate(table: Scored, person: str, runs: Sequence[Attempt]) -> Estimate:
    """The answer for *person*, whose marked runs in this table are *runs*, in order of time."""
    points = [run.points(table.dimension) for run in runs]
    circle = table.circle_of(person)
    told = circle.fit.person(circle.people[person]) if circle and circle.fit else None
    why = _why_not(table, circle, person)
    return Estimate(
        dimension=table.dimension,
        expected=told.within(0, 100) if told and not why else None,
        why=why,
        would_be_wide=told.width if told and shared(table.ran, person) < LEAST_SHARED else None,
        first=points[0] if points else None,
        latest=points[-1] if points else None,
        runs=len(runs),
        shared=circle.shared(person) if circle else 0,
        circle=table.number_of.get(person, 0),
        practice_left_in=not why and circle is not None and circle.practice_left_in,
        counted=circle.counted[person] if circle else 0,
    )


def _why_not(table: Scored, circle: Circle | None, person: str) -> str:
    """Why there is no estimate; empty where there is one."""
    if person not in table.number_of:
        return "not scored yet"
    if len(table.number_of) < FEWEST_PEOPLE:
        return f"fewer than {FEWEST_PEOPLE} people were scored here"
    if (drills := shared(table.ran, person)) < LEAST_SHARED:
        named = "drill" if drills == 1 else "drills"
        return f"not comparable: shares {drills} {named} with others, {LEAST_SHARED} are needed"
    if (people := len(table.joined[person])) < FEWEST_PEOPLE:
        return f"not comparable: shared drills join {people} people only, {FEWEST_PEOPLE} are needed"
    if (count := circle.shared(person) if circle else 0) < LEAST_SHARED:
        return _unusual(table, person, count)
    if circle is None or len(circle.people) < FEWEST_PEOPLE:
        return f"not comparable: by the attempts that count, fewer than {FEWEST_PEOPLE} people share these drills"
    return "" if circle.fit else "too few drills for an estimate"


def _unusual(table: Scored, person: str, drills: int) -> str:
    """Why *person* isn't compared, who made the attempts that most people made in so few *drills* that others did."""
    again = {run.person for run in table.runs if run.attempt > 1}
    no_first = all(run.attempt > 1 for run in table.runs if run.person == person)
    if no_first and len(again) < FEWEST_PEOPLE:
        return f"not comparable: no first attempts, and fewer than {FEWEST_PEOPLE} people tried a drill again"
    so_few = f"only {drills} of them {'counts' if drills == 1 else 'count'}" if drills else "none of them counts"
    return (
        f"not comparable: tried their drills more or less often than most, so {so_few}, and {LEAST_SHARED} are needed"
    )


def difference(table: Scored, one: str, other: str) -> Interval | None:
    """How far *one* stands above the *other*; None where they share fewer than three drills, or nothing can be told."""
    circle = table.circle_of(one)
    if circle is None or circle.fit is None:
        return None
    together = {scenario for (scenario, _), people in circle.ran.items() if {one, other} <= people}
    if len(together) < LEAST_SHARED:
        return None
    return circle.fit.difference(circle.people[one], circle.people[other])


def per_person(table: Scored) -> dict[str, list[Attempt]]:
    """The marked runs of each person, in order of time."""
    people: dict[str, list[Attempt]] = {}
    for run in table.runs:
        people.setdefault(run.person, []).append(run)
    return people


# -- drills


def difficulties(table: Scored) -> Iterator[Difficulty]:
    """How hard each drill is in which five people or more were marked; none where its circle can't be fitted."""
    for number, circle in enumerate(table.circles, 1):
        for (scenario, version), place in circle.drills.items():
            people = len(circle.ran[scenario, version])
            if circle.fit and people >= FEWEST_PEOPLE:
                expected = circle.fit.scenario(place).within(0, 100)
                left_in = circle.practice_left_in
                yield Difficulty(table.dimension, scenario, version, people, expected, number, left_in)


def untold_drills(table: Scored) -> set[Drill]:
    """The drills of which nothing is said, because fewer than five people were marked in them that can be compared."""
    enough = {drill for circle in table.circles for drill, people in circle.ran.items() if len(people) >= FEWEST_PEOPLE}
    return {drill_of(run) for run in table.runs} - enough
