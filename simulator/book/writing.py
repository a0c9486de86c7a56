"""Rows into the book and out of it: a drill once, whoever sends it twice, and never of somebody who was forgotten.

Every function works within a transaction that somebody else opened for writing. What may be entered is decided in
`journals`; the tables refuse practice once more.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from sqlalchemy import Connection, bindparam, delete, insert, literal, select, update

from simulator.book.arriving import packed_findings, put_in_places, run_row
from simulator.book.counting import count_out
from simulator.book.ledger import Forgotten, Rated, Rostered
from simulator.book.rows import Entered, Entry
from simulator.book.tables import EMPTYING, erased, findings, people, ratings, rosters, runs, uncounted
from simulator.errors import StorageFailed
from simulator.scenario.problems import quoted

_KNOWN = select(
    select(runs.c.record).where(runs.c.run == bindparam("wanted_run")).scalar_subquery().label("record"),
    select(runs.c.person).where(runs.c.run == bindparam("wanted_run")).scalar_subquery().label("owner"),
    select(erased.c.at).where(erased.c.person == bindparam("wanted_person")).scalar_subquery().label("erased"),
)


def enter(connection: Connection, entered: Entered) -> Entry:
    """Enter one drill; the same one again changes nothing. Raises `StorageFailed` where the run is somebody else's."""
    attempt = entered.attempt
    put_in_places(connection)
    known = connection.execute(_KNOWN, {"wanted_run": attempt.run, "wanted_person": attempt.person}).one()
    if known.erased is not None:
        return Entry.ERASED
    if known.record is None:
        enter_many(connection, (entered,))
        return Entry.NEW
    if known.record == entered.record:
        return Entry.THERE
    if known.owner != attempt.person:
        raise StorageFailed(_SOMEBODY_ELSES.format(quoted(attempt.run)))
    _replace(connection, entered)
    return Entry.RESCORED


_SOMEBODY_ELSES = (
    "A run called {} of somebody else is in the book already, so this one can't be entered. "
    "One of the two files was renamed or changed: 'firedrill verify' tells which."
)


def _replace(connection: Connection, entered: Entered) -> None:
    """Let the last scorecard of a run count that was in the book with an earlier one; its ratings stay."""
    run = entered.attempt.run
    count_out(connection, run)
    connection.execute(update(runs).where(runs.c.run == run), run_row(entered))
    connection.execute(update(findings).where(findings.c.run == run), {"seen": packed_findings(entered)})
    connection.execute(insert(uncounted), {"run": run})


def remove(connection: Connection, run: str) -> None:
    """Take one drill out with all that hangs on it: its findings and its ratings."""
    put_in_places(connection)
    count_out(connection, run)
    connection.execute(delete(runs).where(runs.c.run == run))


def rate(connection: Connection, rated: Rated) -> bool:
    """Enter a rating; False where its run isn't in the book, or the very same rating is.

    Of a rater who was forgotten the marks count, for they are about somebody else; their words stay out.
    """
    put_in_places(connection)
    row = {"kind": rated.kind.value, **{name: getattr(rated, name) for name in _RATED}}
    if connection.execute(select(literal(1)).where(erased.c.person == rated.rater)).scalar():
        row["reason"] = ""
    same = [ratings.c[name] == row[name] for name in ("run", "rater", "kind", "made")]
    there = connection.execute(select(literal(1)).where(runs.c.run == rated.run)).scalar()
    if not there or connection.execute(select(literal(1)).where(*same)).scalar():
        return False
    connection.execute(insert(ratings), row)
    return True


_RATED = ("run", "rater", "made", "reason", "honesty", "empathy", "cadence", "generosity")


def enrol(connection: Connection, rostered: Rostered) -> bool:
    """Put a person on a plan's roster, or at another station; False where they wished to be forgotten."""
    person = rostered.person
    if connection.execute(select(literal(1)).where(erased.c.person == person)).scalar():
        return False
    if not connection.execute(select(literal(1)).where(people.c.person == person)).scalar():
        connection.execute(insert(people), {"person": person})
    connection.execute(delete(rosters).where(rosters.c.plan == rostered.plan, rosters.c.person == person))
    row = {"plan": rostered.plan, "person": person, "station": rostered.station}
    connection.execute(insert(rosters), row)
    return True


def forget(connection: Connection, forgotten: Forgotten) -> int:
    """Take a person out whole, and the words of what they rated, and leave a tombstone; gives how many runs went."""
    put_in_places(connection)
    person = forgotten.person
    mine = connection.execute(select(runs.c.run).where(runs.c.person == person)).scalars().all()
    for run in mine:
        remove(connection, run)
    connection.execute(update(ratings).where(ratings.c.rater == person).values(reason=""))
    connection.execute(delete(rosters).where(rosters.c.person == person))
    connection.execute(delete(people).where(people.c.person == person))
    connection.execute(delete(erased).where(erased.c.person == person))
    connection.execute(insert(erased), {"person": person, "at": forgotten.at, "runs": forgotten.runs})
    return len(mine)


def reword(connection: Connection, change: Callable[[str], str]) -> None:
    """Put what *change* makes of each rating's words in their place."""
    put_in_places(connection)
    key = [ratings.c[name] for name in ("run", "rater", "kind", "made")]
    for row in connection.execute(select(*key, ratings.c.reason).where(ratings.c.reason != "")).all():
        if (reason := change(row.reason)) != row.reason:
            same = [column == value for column, value in zip(key, row, strict=False)]
            connection.execute(update(ratings).where(*same).values(reason=reason))


def leave_out_nobodies(connection: Connection) -> None:
    """Forget the ids of people of whom there is nothing any more."""
    connection.execute(
        delete(people).where(
            people.c.person.not_in(select(runs.c.person)), people.c.person.not_in(select(rosters.c.person))
        )
    )


def empty(connection: Connection) -> None:
    """Take everything out."""
    for table in EMPTYING:
        connection.execute(delete(table))


def enter_many(connection: Connection, drills: Iterable[Entered]) -> None:
    """Enter drills that the book hasn't, each once, many at a time: a rebuild's, or a single one."""
    for batch in batched(drills, 500):
        rows = [run_row(entered) for entered in batch]
        whose = {str(row["person"]) for row in rows}
        new = whose - set(connection.execute(select(people.c.person).where(people.c.person.in_(whose))).scalars())
        if new:
            connection.execute(insert(people), [{"person": person} for person in sorted(new)])
        connection.execute(insert(runs), rows)
        seen = [{"run": entered.attempt.run, "seen": packed_findings(entered)} for entered in batch]
        connection.execute(insert(findings), seen)
        connection.execute(insert(uncounted), [{"run": row["run"]} for row in rows])


def batched(drills: Iterable[Entered], size: int) -> Iterator[tuple[Entered, ...]]:
    """*drills* in pieces of *size* (Python 3.11 has none of its own)."""
    rest = iter(drills)
    while piece := tuple(islice(rest, size)):
        yield piece
