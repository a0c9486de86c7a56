"""Who has drilled what when, and what is due by the house's own calendar: from the headers and ends of journals alone.

No score is in it. Practice isn't either, nor a drill that somebody walked away from: whoever left hasn't drilled it.
People are random ids; whom only the calendar knows is `new-1`, `new-2` and so on, with the name beside the answer.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, timedelta

from msgspec import Struct

from simulator.book.journals import counts
from simulator.drill.events import Why
from simulator.errors import SimulatorError
from simulator.journal.chain import read_chain
from simulator.journal.home import journal_path
from simulator.journal.listing import RunSummary, State
from simulator.journal.runs import Runs
from simulator.training.calendar import ANY, Calendar, Rule

SOON = timedelta(days=31)


class Drilled(Struct, frozen=True):
    """*people* (two of a pair) drilled *case* on *day*: `2026-03-01`."""

    people: tuple[str, ...]
    case: str
    day: str


class Cell(Struct, frozen=True):
    """How often somebody drilled a case, and when last; 0: never."""

    case: str
    times: int
    last: str


class Row(Struct, frozen=True):
    """One person against every case, in the order of `Programme.cases`."""

    person: str
    cells: tuple[Cell, ...]


class Covered(Struct, frozen=True):
    """How many of *of* people have drilled *case*."""

    case: str
    people: int
    of: int


class Due(Struct, frozen=True):
    """*person* is to drill *case* (`any`: whatever drill) by *by*; *last* is empty where they never have.

    *now*: the day has come. *soon*: it comes within a month.
    """

    person: str
    case: str
    every_months: int
    last: str
    by: str
    now: bool
    soon: bool


class Programme(Struct, frozen=True):
    """The whole answer, on *day*. People are in the order of their ids, what is due by day."""

    day: str
    cases: tuple[str, ...]
    people: tuple[Row, ...]
    coverage: tuple[Covered, ...]
    due: tuple[Due, ...]
    left_early: int
    unreadable: int


class Read(Struct, frozen=True):
    """What the journals say: the drills, how many were walked away from, and how many can't be read."""

    drills: tuple[Drilled, ...]
    left_early: int
    unreadable: int


def read_drills(homes: Iterable[Runs]) -> Read:
    """Every drill of *homes* that was played to its end, the first first."""
    drills: dict[str, Drilled] = {}
    left, unreadable = 0, 0
    for runs in homes:
        for summary in runs.list_runs():
            unreadable += summary.state is State.DAMAGED
            left += _counts(summary) and summary.why == Why.WALKED_AWAY
            if _counts(summary) and summary.why != Why.WALKED_AWAY:
                with suppress(SimulatorError, OSError):
                    drills.setdefault(summary.run, _drilled(runs, summary))
    return Read(tuple(sorted(drills.values(), key=lambda d: (d.day, d.case, d.people))), left, unreadable)


def _counts(summary: RunSummary) -> bool:
    return summary.state is State.ENDED and bool(summary.person) and not summary.bot and not summary.mode.guides


def _drilled(runs: Runs, summary: RunSummary) -> Drilled:
    """The drill with everybody who sat at the desk: the summary knows only the first."""
    path = journal_path(runs.home, summary.run)
    header = read_chain(runs.disk.read_first_line(path), path.name).header
    assert counts(header), "the summary says so"
    people = (header.person, header.pair) if header.pair else (header.person,)
    return Drilled(people, header.scenario, header.started[:10])


def programme(
    read: Read, calendar: Calendar, names: Mapping[str, str], today: date
) -> tuple[Programme, dict[str, str]]:
    """The programme on *today*, and how its people are called; *names* are those of the people file."""
    ids = {name.casefold(): person for person, name in names.items() if name}
    new = [name for name in calendar.people if name.casefold() not in ids]
    ids |= {name.casefold(): f"new-{number}" for number, name in enumerate(new, 1)}
    played = sorted({person for drill in read.drills for person in drill.people})
    named = sorted({ids[name.casefold()] for name in calendar.people})
    everybody = [ids[name.casefold()] for role in calendar.roles for name in role.people] or played
    people = list(dict.fromkeys((*played, *named)))
    cases = tuple(sorted({drill.case for drill in read.drills} | {r.case for r in calendar.rules if r.case != ANY}))
    due = [_due(rule, person, read.drills, today) for rule in calendar.rules for person in _of(rule, ids, everybody)]
    told = Programme(
        day=today.isoformat(),
        cases=cases,
        people=tuple(Row(person, tuple(_cell(person, case, read.drills) for case in cases)) for person in people),
        coverage=tuple(_covered(case, people, read.drills) for case in cases),
        due=tuple(sorted(due, key=lambda one: (one.by, one.person, one.case))),
        left_early=read.left_early,
        unreadable=read.unreadable,
    )
    called = {person: names.get(person, "") or person for person in people}
    return told, called | {ids[name.casefold()]: name for name in new}


def _of(rule: Rule, ids: Mapping[str, str], everybody: Sequence[str]) -> Iterator[str]:
    yield from dict.fromkeys(everybody if rule.who is None else (ids[name.casefold()] for name in rule.who))


def _days(person: str, case: str, drills: Iterable[Drilled]) -> list[str]:
    return [drill.day for drill in drills if person in drill.people and case in (ANY, drill.case)]


def _cell(person: str, case: str, drills: Sequence[Drilled]) -> Cell:
    days = _days(person, case, drills)
    return Cell(case, len(days), max(days, default=""))


def _covered(case: str, people: Sequence[str], drills: Sequence[Drilled]) -> Covered:
    return Covered(case, sum(bool(_days(person, case, drills)) for person in people), len(people))


def _due(rule: Rule, person: str, drills: Sequence[Drilled], today: date) -> Due:
    last = max(_days(person, rule.case, drills), default="")
    by = months_after(date.fromisoformat(last), rule.months) if last else today
    return Due(person, rule.case, rule.months, last, by.isoformat(), by <= today, today < by <= today + SOON)


def months_after(day: date, months: int) -> date:
    """*day* so many months later; the 31st of a shorter month is its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
