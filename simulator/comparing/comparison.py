"""The whole comparison: rows in, one frozen answer out.

Bots and assisted runs are counted, and in nothing else. Modes and rubrics are told apart first, so that nothing below
can mix them. What must not live here: any single figure.
"""

from collections.abc import Iterator, Sequence

from simulator.comparing.answers import Comparison, Estimate, GroupAnswer, PersonAnswer, Tried
from simulator.comparing.attempts import Attempt, by_person
from simulator.comparing.estimates import (
    Scored,
    difficulties,
    estimate,
    months,
    per_person,
    scored,
    untold_difficulties,
    untold_months,
)
from simulator.comparing.failing import failed
from simulator.comparing.practising import ShelfDrill, practice
from simulator.comparing.quantiles import Interval
from simulator.comparing.readiness import readiness, ready_share
from simulator.comparing.standard import DEFAULT, Standard
from simulator.drill.adding import total_of
from simulator.scoring.finding import Dimension
from simulator.scoring.purpose import FEWEST_PEOPLE, PURPOSE


def compare(
    attempts: Sequence[Attempt],
    shelf: Sequence[ShelfDrill] = (),
    standard: Standard = DEFAULT,
    left_out: Sequence[str] = (),
) -> Comparison:
    """Compare *attempts*: each mode and rubric by itself. *shelf* is what practice may be suggested from.

    *left_out* are runs that aren't among them because their records can't be used; it goes into the answer as it is.
    """
    people = [attempt for attempt in attempts if not attempt.bot]
    ready = readiness(people, standard)
    share, ready_of = ready_share(ready, standard)
    return Comparison(
        purpose=PURPOSE,
        unseen=standard.unseen,
        groups=tuple(_group(mode, rubric, runs, shelf) for (mode, rubric), runs in _groups(people).items()),
        readiness=ready,
        ready_share=share,
        ready_of=ready_of,
        bots=len(attempts) - len(people),
        left_out=tuple(left_out),
    )


def _groups(attempts: Sequence[Attempt]) -> dict[tuple[str, str], list[Attempt]]:
    groups: dict[tuple[str, str], list[Attempt]] = {}
    for attempt in sorted(attempts, key=lambda a: (a.mode, a.rubric, a.started, a.run)):
        groups.setdefault((attempt.mode, attempt.rubric), []).append(attempt)
    return groups


def _group(mode: str, rubric: str, runs: Sequence[Attempt], shelf: Sequence[ShelfDrill]) -> GroupAnswer:
    alone = [run for run in runs if not run.assisted]
    tables = [scored(alone, dimension) for dimension in Dimension]
    people = by_person(alone)
    return GroupAnswer(
        mode=mode,
        rubric=rubric,
        runs=len(alone),
        assisted=len(runs) - len(alone),
        people=tuple(_people(runs, people, tables, shelf)),
        failed=failed(people),
        difficulty=tuple(answer for table in tables for answer in difficulties(table)),
        months=tuple(answer for table in tables for answer in months(table)),
        again=tuple(_again(tables)),
        untold=int(total_of(untold_difficulties(table) + untold_months(table) for table in tables)),
    )


def _again(tables: Sequence[Scored]) -> Iterator[tuple[Dimension, Interval]]:
    for table in tables:
        gain = table.fit.practice() if table.fit and len(table.people) >= FEWEST_PEOPLE else None
        if gain is not None:
            yield table.dimension, gain


def _people(
    runs: Sequence[Attempt], alone: dict[str, list[Attempt]], tables: Sequence[Scored], shelf: Sequence[ShelfDrill]
) -> Iterator[PersonAnswer]:
    marked = [per_person(table) for table in tables]
    for person, all_runs in by_person(runs).items():
        own = alone.get(person, [])
        estimates = tuple(estimate(table, person, of.get(person, [])) for table, of in zip(tables, marked, strict=True))
        yield _person(all_runs, own, estimates, shelf)


def _person(
    runs: Sequence[Attempt], own: Sequence[Attempt], estimates: tuple[Estimate, ...], shelf: Sequence[ShelfDrill]
) -> PersonAnswer:
    return PersonAnswer(
        person=runs[-1].person,
        cohort=runs[-1].cohort,
        runs=len(own),
        assisted=len(runs) - len(own),
        estimates=estimates,
        tried=_tried(own),
        practice=practice(own, estimates, shelf),
    )


def _tried(runs: Sequence[Attempt]) -> tuple[Tried, ...]:
    """Each drill with its first attempt and its latest, in order of the scenario's name; never the best."""
    drills: dict[tuple[str, str], list[Attempt]] = {}
    for run in runs:
        drills.setdefault((run.scenario, run.version), []).append(run)
    return tuple(
        Tried(scenario, version, len(of), of[0].four, of[-1].four) for (scenario, version), of in sorted(drills.items())
    )
