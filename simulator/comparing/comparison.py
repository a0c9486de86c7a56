"""The whole comparison: rows in, one frozen answer out.

Bots and assisted runs are counted, and in nothing else. Modes and rubrics are told apart first, so that nothing below
can mix them. What must not live here: any single figure.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from simulator.comparing.answers import Change, Comparison, GroupAnswer, PersonAnswer, Tried
from simulator.comparing.attempts import Attempt, by_person
from simulator.comparing.estimates import Scored, difficulties, estimate, per_person, scored, untold_drills
from simulator.comparing.failing import failed
from simulator.comparing.months import Months, change, months
from simulator.comparing.practising import ShelfDrill, practice
from simulator.comparing.quantiles import Interval
from simulator.comparing.readiness import readiness, ready_share
from simulator.comparing.standard import DEFAULT, Standard
from simulator.scoring.finding import Dimension
from simulator.scoring.purpose import PURPOSE


def compare(
    attempts: Sequence[Attempt],
    shelf: Sequence[ShelfDrill] = (),
    standard: Standard = DEFAULT,
    left_out: Sequence[str] = (),
    everything: Sequence[Attempt] | None = None,
    asked: str = "",
) -> Comparison:
    """Compare *attempts*: each mode and rubric by itself. *shelf* is what practice may be suggested from.

    *everything* are all drills there are of these people, whatever was asked for (None: *attempts*): by these,
    readiness is judged and what they tried already is counted. *left_out* are runs that aren't among them because their
    records can't be used, and *asked* says which were asked for; both go into the answer as they are.
    """
    people = [attempt for attempt in attempts if not attempt.bot]
    shown = {attempt.person for attempt in people}
    of_them = by_person(a for a in (attempts if everything is None else everything) if a.person in shown and not a.bot)
    ready = readiness(of_them, standard)
    share, ready_of = ready_share(ready, standard)
    return Comparison(
        purpose=PURPOSE,
        unseen=standard.unseen,
        groups=tuple(sorted((_group(runs, shelf, of_them) for runs in _groups(people)), key=_order)),
        readiness=ready,
        ready_share=share,
        ready_of=ready_of,
        bots=len(attempts) - len(people),
        left_out=tuple(left_out),
        asked=asked,
    )


def _order(group: GroupAnswer) -> tuple[int, str, str]:
    """Most people first: there is most to tell."""
    return -len(group.people), group.mode, group.rubric


def _groups(attempts: Sequence[Attempt]) -> list[list[Attempt]]:
    groups: dict[tuple[str, str], list[Attempt]] = {}
    for attempt in sorted(attempts, key=lambda a: (a.started, a.run)):
        groups.setdefault((attempt.mode, attempt.rubric), []).append(attempt)
    return list(groups.values())


def _group(
    runs: Sequence[Attempt], shelf: Sequence[ShelfDrill], everything: Mapping[str, Sequence[Attempt]]
) -> GroupAnswer:
    alone = [run for run in runs if not run.assisted]
    tables = [scored(alone, dimension) for dimension in Dimension]
    people = by_person(alone)
    of_months = [months(table.circles) for table in tables]
    untold = set[object]().union(*map(untold_drills, tables))
    untold_months = set[object]().union(*(of.too_few for of in of_months))
    return GroupAnswer(
        mode=runs[0].mode,
        rubric=runs[0].rubric,
        runs=len(alone),
        assisted=len(runs) - len(alone),
        people=tuple(_people(runs, people, tables, shelf, everything)),
        failed=failed(people),
        difficulty=tuple(answer for table in tables for answer in difficulties(table)),
        months=tuple(answer for of in of_months for answer in of.told),
        again=tuple(_again(tables)),
        untold_drills=len(untold),
        untold_months=len(untold_months),
        months_apart=tuple(sorted(set().union(*(of.unlike for of in of_months)))),
        circles=tuple((table.dimension, table.apart) for table in tables if table.apart > 1),
        changes=tuple(_changes(tables, of_months)),
        supposed=tuple(of.dimension for of in tables if any(circle.months_apart for circle in of.circles)),
    )


def _again(tables: Sequence[Scored]) -> Iterator[tuple[Dimension, Interval]]:
    """What practice brings in the largest circle of each score, where it could be told."""
    for table in tables:
        fit = table.circles[0].fit if table.circles else None
        if fit and (gain := fit.practice()):
            yield table.dimension, gain


def _changes(tables: Sequence[Scored], of_months: Sequence[Months]) -> Iterator[Change]:
    """How the largest circle of each score changed."""
    for table, of in zip(tables, of_months, strict=True):
        told = [month for month in of.told if month.circle == 1]
        if table.circles and (changed := change(table.circles[0], told)):
            yield changed


def _people(
    runs: Sequence[Attempt],
    alone: Mapping[str, Sequence[Attempt]],
    tables: Sequence[Scored],
    shelf: Sequence[ShelfDrill],
    everything: Mapping[str, Sequence[Attempt]],
) -> Iterator[PersonAnswer]:
    marked = [per_person(table) for table in tables]
    for person, all_runs in by_person(runs).items():
        own = alone.get(person, [])
        estimates = tuple(estimate(table, person, of.get(person, [])) for table, of in zip(tables, marked, strict=True))
        yield PersonAnswer(
            person=person,
            cohort=all_runs[-1].cohort,
            runs=len(own),
            assisted=len(all_runs) - len(own),
            estimates=estimates,
            tried=_tried(own),
            practice=practice(own, estimates, shelf, Counter(run.scenario for run in everything.get(person, ()))),
        )


def _tried(runs: Sequence[Attempt]) -> tuple[Tried, ...]:
    """Each drill with its first attempt and its latest, in order of the scenario's name; never the best."""
    drills: dict[tuple[str, str], list[Attempt]] = {}
    for run in runs:
        drills.setdefault((run.scenario, run.version), []).append(run)
    return tuple(
        Tried(scenario, version, len(of), of[0].four, of[-1].four) for (scenario, version), of in sorted(drills.items())
    )
