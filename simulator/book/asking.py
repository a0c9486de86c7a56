"""What may be asked of the book. Every query there is; a test holds each of them to showing no practice and no name.

Each works within a transaction that `Book.ask` opened, for which every drill is in its places and counted. What is told
of many is told of five people or more.
"""

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, RowMapping, Select, and_, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from simulator.book.rows import Case, CohortMonth, Kind, Standing
from simulator.book.spread import Spread, unpacked
from simulator.book.tables import findings, ratings, rosters, runs, spreads
from simulator.comparing.attempts import Attempt, Seen
from simulator.journal.records import Scores
from simulator.scoring.finding import Dimension
from simulator.scoring.purpose import FEWEST_PEOPLE

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)
_seen: msgspec.json.Decoder[tuple[Seen, ...]] = msgspec.json.Decoder(tuple[Seen, ...])
_earlier = runs.alias("earlier")

# Which attempt of this person at this scenario it was, from 1: never stored, so it can't go stale.
_NTH = (
    select(func.count())
    .where(
        _earlier.c.person == runs.c.person,
        _earlier.c.scenario == runs.c.scenario,
        or_(
            _earlier.c.started < runs.c.started,
            and_(_earlier.c.started == runs.c.started, _earlier.c.run <= runs.c.run),
        ),
    )
    .scalar_subquery()
    .label("attempt")
)
_SHOWN = (
    "run", "person", "scenario", "version", "mode", "rubric", "started", "cohort", "assisted",
    "honesty", "empathy", "cadence", "generosity",
)  # fmt: skip
_LIST = select(*(runs.c[name] for name in _SHOWN), _NTH)
_LIST_WITH_FINDINGS = _LIST.add_columns(findings.c.seen).join(findings, findings.c.run == runs.c.run)


class Wanted(Struct, frozen=True):
    """Which drills are wanted; what is empty says nothing. *since* (within) and *until* (not) are UTC."""

    person: str = ""
    cohort: str = ""
    scenario: str = ""
    mode: str = ""
    since: str = ""
    until: str = ""

    @property
    def conditions(self) -> tuple[ColumnElement[bool], ...]:
        """The same, as the database is told."""
        named = [
            runs.c[name] == value for name in ("person", "cohort", "scenario", "mode") if (value := getattr(self, name))
        ]
        since = [runs.c.started >= self.since] if self.since else []
        until = [runs.c.started < self.until] if self.until else []
        return (*named, *since, *until)


class LookedFor(Struct, frozen=True):
    """The *drills* that were wanted, *everything* their people drilled, and *there*, the newest, where there are none.

    So many marks of the drills were *overridden*.
    """

    drills: tuple[Attempt, ...]
    everything: tuple[Attempt, ...]
    there: tuple[Attempt, ...]
    overridden: int


def newest(connection: Connection, wanted: Wanted, most: int = 50) -> tuple[Attempt, ...]:
    """The latest *most* drills, the newest first, without their findings."""
    ordered = _LIST.where(*wanted.conditions).order_by(runs.c.started.desc(), runs.c.run.desc()).limit(most)
    return tuple(_attempts(connection, ordered))


def trend(connection: Connection, person: str, scenario: str = "") -> tuple[Attempt, ...]:
    """Every drill of one person, or those of one scenario, the first first, without their findings."""
    ordered = _LIST.where(*Wanted(person=person, scenario=scenario).conditions).order_by(runs.c.started, runs.c.run)
    return tuple(_attempts(connection, ordered))


def attempts(connection: Connection, wanted: Wanted) -> tuple[Attempt, ...]:
    """Every drill that is wanted with its findings, the first first: what is compared."""
    ordered = _LIST_WITH_FINDINGS.where(*wanted.conditions).order_by(runs.c.started, runs.c.run)
    return tuple(_attempts(connection, ordered))


def attempts_of(connection: Connection, people: Iterable[str], until: str = "") -> tuple[Attempt, ...]:
    """Every drill of *people* that began before *until* (UTC; empty: ever), with its findings."""
    return tuple(drill for person in people for drill in attempts(connection, Wanted(person=person, until=until)))


def overridden(connection: Connection, wanted: Wanted) -> int:
    """How many marks of the drills that are *wanted* some trainer gave another in place of; each is counted once."""
    both = [(dimension, runs.c[dimension.value], ratings.c[dimension.value]) for dimension in Dimension]
    found = connection.execute(
        select(runs.c.run, *((mark.is_not(None) & other.is_not(None)).label(name) for name, mark, other in both))
        .join(ratings, ratings.c.run == runs.c.run)
        .where(ratings.c.kind == Kind.OVERRIDE.value, *wanted.conditions)
    )
    return len({(run, place) for run, *marks in found for place, is_given in enumerate(marks) if is_given})


def looked_for(connection: Connection, wanted: Wanted, most: int) -> LookedFor:
    """What it takes to compare the drills that are *wanted*, all of it as it was at one moment."""
    drills = attempts(connection, wanted)
    people = dict.fromkeys(drill.person for drill in drills)
    return LookedFor(
        drills=drills,
        everything=attempts_of(connection, people, wanted.until),
        there=() if drills else newest(connection, Wanted(), most),
        overridden=overridden(connection, wanted),
    )


def cases(connection: Connection) -> tuple[Case, ...]:
    """What there are drills of."""
    names = ("scenario", "version", "mode", "rubric")
    columns = [spreads.c[name] for name in names]
    rows = connection.execute(select(*columns).where(spreads.c.scope == "all").order_by(*columns))
    return tuple(Case(*row) for row in rows)


def standing(connection: Connection, case: Case, dimension: Dimension, mark: float) -> Standing | None:
    """Where *mark* lies among all of *case*; None where fewer than five people have that score."""
    spread = _spread(connection, case, dimension)
    if spread is None or not spread.count:
        return None
    below = spread.below(mark)
    return Standing(below, spread.up_to(mark) - below, spread.count)


def quantile(connection: Connection, case: Case, dimension: Dimension, share: float) -> float | None:
    """The mark that *share* of all of *case* are no higher than; None where fewer than five people have that score.

    *share* is one of `QUANTILES`; of others raises `ValueError`: all of them together would tell each single mark.
    """
    if share not in QUANTILES:
        raise ValueError(f"a quantile is one of {QUANTILES}, not {share}")
    spread = _spread(connection, case, dimension)
    return spread.quantile(share) if spread else None


def medians(connection: Connection, mode: str, rubric: str, scenario: str = "") -> tuple[CohortMonth, ...]:
    """The medians of every case, cohort and month, in this order; a score of fewer than five people has none."""
    names = ("scenario", "version", "cohort", "month", "runs", *(f"{one.value}_median" for one in Dimension))
    where = [spreads.c.scope == "month", spreads.c.mode == mode, spreads.c.rubric == rubric]
    where += [spreads.c.scenario == scenario] if scenario else []
    found = select(*(spreads.c[name] for name in names)).where(*where, spreads.c.people >= FEWEST_PEOPLE)
    ordered = found.order_by(*(spreads.c[name] for name in names[:4]))
    known: dict[tuple[str, str], Case] = {}
    return tuple(
        CohortMonth(
            known.setdefault((of, version), Case(of, version, mode, rubric)), cohort, month, count, Scores(*four)
        )
        for of, version, cohort, month, count, *four in connection.execute(ordered)
    )


def ratings_of(connection: Connection, run: str) -> tuple[dict[str, object], ...]:
    """Every rating of *run*, the first first."""
    ordered = select(ratings).where(ratings.c.run == run).order_by(ratings.c.made, ratings.c.rater, ratings.c.kind)
    return tuple(dict(row) for row in connection.execute(ordered).mappings())


def roster(connection: Connection, plan: str) -> tuple[tuple[str, str], ...]:
    """Who is to play in *plan*, and at which station."""
    ordered = select(rosters.c.person, rosters.c.station).where(rosters.c.plan == plan).order_by(rosters.c.person)
    return tuple((person, station) for person, station in connection.execute(ordered))


def _spread(connection: Connection, case: Case, dimension: Dimension) -> Spread | None:
    found = connection.execute(
        select(spreads.c[dimension.value]).where(
            spreads.c.scope == "all",
            spreads.c.mode == case.mode,
            spreads.c.rubric == case.rubric,
            spreads.c.scenario == case.scenario,
            spreads.c.version == case.version,
            spreads.c[f"{dimension.value}_median"].is_not(None),
        )
    ).scalar()
    return None if found is None else unpacked(found)


def _attempts(connection: Connection, ordered: Select[tuple[object, ...]]) -> Iterator[Attempt]:
    return (_attempt(row) for row in connection.execute(ordered).mappings())


def _attempt(row: RowMapping) -> Attempt:
    told = {name: row[name] for name in (*_SHOWN, "attempt")}
    seen = _seen.decode(row["seen"]) if "seen" in row else ()
    return Attempt(**{**told, "assisted": bool(row["assisted"]), "findings": seen})
