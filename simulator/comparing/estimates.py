"""One score of one group, fitted: each person's estimate, each drill's difficulty, each month of a cohort.

A group is one mode and one rubric, and two contents of a scenario are two drills, so nothing unlike is ever mixed.
What must not live here: the model (`mixed`), other scores, words for people.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import TypeVar

from simulator.comparing.answers import LEAST_SHARED, Difficulty, Estimate, Month
from simulator.comparing.attempts import Attempt
from simulator.comparing.mixed import Fit, TooFew, fit
from simulator.comparing.quantiles import Interval, mean_interval
from simulator.comparing.sums import Mark
from simulator.drill.adding import total_of
from simulator.scoring.finding import Dimension
from simulator.scoring.purpose import FEWEST_PEOPLE

Drill = tuple[str, str]  # scenario and version
Key = TypeVar("Key", str, Drill)


@dataclass(slots=True)
class Scored:
    """The runs of a group that were marked on one score, numbered for the model, and the *fit* (None: too few)."""

    dimension: Dimension
    runs: list[Attempt]
    people: dict[str, int]
    drills: dict[Drill, int]
    ran: dict[Drill, set[str]]  # who was marked in each drill
    fit: Fit | None


def scored(runs: Sequence[Attempt], dimension: Dimension) -> Scored:
    """Fit *dimension* to *runs*, which are of one mode and rubric, by people and without help, in order of time."""
    marked = [run for run in runs if run.points(dimension) is not None]
    people = _numbered(run.person for run in marked)
    drills = _numbered((run.scenario, run.version) for run in marked)
    ran: dict[Drill, set[str]] = {}
    for run in marked:
        ran.setdefault((run.scenario, run.version), set()).add(run.person)
    table = Scored(dimension, marked, people, drills, ran, None)
    table.fit = _fitted(marks_of(table)) if len(people) >= FEWEST_PEOPLE else None
    return table


def marks_of(table: Scored) -> list[Mark]:
    """The marks of *table* as the model wants them."""
    return [
        Mark(
            table.people[run.person],
            table.drills[run.scenario, run.version],
            log(run.attempt),
            run.points(table.dimension) or 0.0,
        )
        for run in table.runs
    ]


def _numbered(keys: Iterable[Key]) -> dict[Key, int]:
    return {key: number for number, key in enumerate(sorted(set(keys)))}


def _fitted(marks: Sequence[Mark]) -> Fit | None:
    try:
        return fit(marks)
    except TooFew:
        return None


# -- people


def estimate(table: Scored, person: str, runs: Sequence[Attempt]) -> Estimate:
    """The answer for *person*, whose marked runs in this table are *runs*, in order of time."""
    points = [run.points(table.dimension) for run in runs]
    shared = shared_drills(table, {(run.scenario, run.version) for run in runs})
    expected = table.fit.person(table.people[person]).within(0, 100) if table.fit and runs else None
    why = _why_not(table, len(runs), shared)
    return Estimate(
        dimension=table.dimension,
        expected=None if why else expected,
        why=why,
        would_be_wide=expected.width if why and expected else None,
        first=points[0] if points else None,
        latest=points[-1] if points else None,
        runs=len(runs),
        shared=shared,
    )


def shared_drills(table: Scored, drills: Iterable[Drill]) -> int:
    """How many of *drills*, one person's, others were marked in too."""
    return sum(len(table.ran[drill]) > 1 for drill in drills)


def _why_not(table: Scored, runs: int, shared: int) -> str:
    """Why there is no estimate; empty where there is one."""
    if not runs:
        return "not scored yet"
    if len(table.people) < FEWEST_PEOPLE:
        return f"fewer than {FEWEST_PEOPLE} people were scored here"
    if shared < LEAST_SHARED:
        drills = "drill" if shared == 1 else "drills"
        return f"not comparable: shares {shared} {drills} with others, {LEAST_SHARED} are needed"
    return "" if table.fit else "too few drills for an estimate"


def difference(table: Scored, one: str, other: str) -> Interval | None:
    """How far *one* stands above the *other*; None where they share fewer than three drills, or nothing can be told."""
    together = sum({one, other} <= people for people in table.ran.values())
    if table.fit is None or together < LEAST_SHARED:
        return None
    return table.fit.difference(table.people[one], table.people[other])


# -- drills


def difficulties(table: Scored) -> Iterator[Difficulty]:
    """How hard each drill is in which five people or more were marked; none where the whole can't be fitted."""
    for (scenario, version), number in table.drills.items() if table.fit else ():
        people = len(table.ran[scenario, version])
        if table.fit and people >= FEWEST_PEOPLE:
            expected = table.fit.scenario(number).within(0, 100)
            yield Difficulty(table.dimension, scenario, version, people, expected)


def untold_difficulties(table: Scored) -> int:
    """For how many drills nothing is said, because fewer than five people were marked in them."""
    return sum(len(people) < FEWEST_PEOPLE for people in table.ran.values())


# -- months


def months(table: Scored) -> Iterator[Month]:
    """Each cohort's months, and everybody's under no name, where five people or more were marked."""
    for (cohort, month), people in sorted(_cells(table).items()):
        if len(people) >= FEWEST_PEOPLE:
            means = [total_of(marks) / len(marks) for marks in people.values()]
            yield Month(table.dimension, cohort, month, len(means), mean_interval(means).within(0, 100))


def untold_months(table: Scored) -> int:
    """For how many months of a cohort nothing is said, because fewer than five people were marked in them."""
    return sum(len(people) < FEWEST_PEOPLE for people in _cells(table).values())


def _cells(table: Scored) -> dict[tuple[str, str], dict[str, list[float]]]:
    """By cohort and month, each person's marks with what is the drill's and the practice's taken out."""
    if table.fit is None:
        return {}
    eases, practice = table.fit.eases(), table.fit.practice()
    doubled = practice.value if practice else 0.0
    cells: dict[tuple[str, str], dict[str, list[float]]] = {}
    for run in table.runs:
        points = run.points(table.dimension) or 0.0
        even = points - eases[table.drills[run.scenario, run.version]] - doubled * log(run.attempt, 2)
        for cohort in {run.cohort, ""}:
            cells.setdefault((cohort, run.month), {}).setdefault(run.person, []).append(even)
    return cells


def per_person(table: Scored) -> dict[str, list[Attempt]]:
    """The marked runs of each person, in order of time."""
    people: dict[str, list[Attempt]] = {}
    for run in table.runs:
        people.setdefault(run.person, []).append(run)
    return people
