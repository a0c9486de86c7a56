"""A drill that somebody waits for: kept at once as one row, and put into its places before anybody reads.

Theory: each table and each index costs a commit a page of its own, and what SQLAlchemy does for a transaction takes as
long as a quick disk. So a drill that is new arrives in one table, by one statement that was put into the database's
words before. Whatever isn't plainly new - sent again, scored anew, somebody's who was forgotten - goes the long way; so
does the one that comes when many wait.
"""

import msgspec
from sqlalchemy import ColumnElement, Connection, bindparam, cast, delete, exists, insert, literal_column, select

from simulator.book.opening import OpenBook
from simulator.book.prepared import Prepared
from simulator.book.rows import Entered
from simulator.book.tables import erased, findings, people, runs, uncounted, waiting
from simulator.scoring.finding import Dimension

MOST = 32  # drills that wait: looking through them takes as long as an index would
_NAMES = [column.name for column in waiting.c if column is not waiting.c.number]
_GIVEN: dict[str, ColumnElement[object]] = {name: bindparam(name, type_=waiting.c[name].type) for name in _NAMES}
# A server can't tell of what type nothing is, where a mark is missing.
_GIVEN |= {one.value: cast(_GIVEN[one.value], waiting.c[one.value].type) for one in Dimension}
_NOT_NEW = (
    exists().where(runs.c.run == _GIVEN["run"])
    | exists().where(waiting.c.run == _GIVEN["run"])
    | exists().where(erased.c.person == _GIVEN["person"])
    | exists(select(waiting.c.number).limit(literal_column("1")).offset(literal_column(str(MOST - 1))))
)
_ARRIVE = Prepared(insert(waiting).from_select(_NAMES, select(*_GIVEN.values()).where(~_NOT_NEW)))


def arrive(opened: OpenBook, entered: Entered) -> bool:
    """Keep a drill that is new: it is on the disk when this returns. False, and nothing done, for any other.

    False as well where as many wait as may: the long way puts them into their places.
    """
    row = {**run_row(entered), "seen": packed_findings(entered)}
    return opened.write_one(_ARRIVE, row) == 1


def anything_arrived(connection: Connection) -> bool:
    """Whether a drill isn't in its places yet."""
    return bool(connection.execute(select(exists().select_from(waiting))).scalar())


def put_in_places(connection: Connection) -> None:
    """Put every drill that arrived into its places, where everybody looks; within a transaction for writing."""
    if not anything_arrived(connection):
        return
    unknown = select(waiting.c.person).where(waiting.c.person.not_in(select(people.c.person))).distinct()
    connection.execute(insert(people).from_select(["person"], unknown))
    for table in (runs, findings, uncounted):
        names = table.c.keys()
        connection.execute(insert(table).from_select(names, select(*(waiting.c[name] for name in names))))
    connection.execute(delete(waiting))


def run_row(entered: Entered) -> dict[str, object]:
    """The columns of `runs` for *entered*."""
    attempt = entered.attempt
    honesty, empathy, cadence, generosity = attempt.four
    return {
        "run": attempt.run,
        "person": attempt.person,
        "scenario": attempt.scenario,
        "version": attempt.version,
        "house": entered.house,
        "rubric": attempt.rubric,
        "mode": attempt.mode,
        "seed": entered.seed,
        "started": attempt.started,
        "month": attempt.month,
        "cohort": attempt.cohort,
        "trainer": entered.trainer,
        "assisted": attempt.assisted,
        "record": entered.record,
        "honesty": honesty,
        "empathy": empathy,
        "cadence": cadence,
        "generosity": generosity,
    }


def packed_findings(entered: Entered) -> str:
    """The findings of *entered* as they are kept."""
    return msgspec.json.encode(entered.attempt.findings).decode()
