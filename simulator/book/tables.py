"""The tables of the score book as they are now; `migrations` has how they came to be.

Theory: a row of `runs` is one drill of one person. Practice can't be a row: `mode` refuses it. A drill that somebody
waits for comes as one row of `waiting`, mostly one page to write where its places are nine; it is put into them before
anybody reads. `spreads` only sums up `runs` and is brought up to date when somebody asks; `uncounted` lists what
it doesn't hold yet. No name is anywhere.
"""

from sqlalchemy import (
    REAL,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
)
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeEngine

VERSION = "0003"  # of the tables; the last migration's

# STRICT tables of SQLite know five types and no others.
_WHOLE = BigInteger().with_variant(Integer(), "sqlite")
_POINTS: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")
_YES = Boolean().with_variant(Integer(), "sqlite")
_BYTES = LargeBinary()
# Compared and sorted by its bytes, as SQLite does, whatever language the server speaks.
_WORDS = Text(collation="C").with_variant(Text(), "sqlite")

metadata = MetaData(
    naming_convention={"ck": "%(table_name)s_%(constraint_name)s", "fk": "%(table_name)s_of_%(column_0_name)s"}
)


def _marks() -> tuple[Column[float], ...]:
    return tuple(Column(name, _POINTS) for name in ("honesty", "empathy", "cadence", "generosity"))


def _within(name: str, most: int) -> CheckConstraint:
    return CheckConstraint(f"{name} IS NULL OR ({name} >= 0 AND {name} <= {most})", name=f"{name}_range")


def _drill() -> tuple[SchemaItem, ...]:
    """What is kept of a drill, with what can't be so: practice, and marks that no rubric gives."""
    return (
        Column("person", _WORDS, nullable=False),
        Column("scenario", _WORDS, nullable=False),
        Column("version", _WORDS, nullable=False),  # the hash of the scenario's content, its house included
        Column("house", _WORDS, nullable=False),
        Column("rubric", _WORDS, nullable=False),
        Column("mode", _WORDS, nullable=False),
        Column("seed", _WHOLE, nullable=False),
        Column("started", _WORDS, nullable=False),  # UTC: 2026-03-01T09:30:00Z
        Column("month", _WORDS, nullable=False),
        Column("cohort", _WORDS, nullable=False),
        Column("trainer", _WORDS, nullable=False),
        Column("assisted", _YES, nullable=False),
        Column("record", _WORDS, nullable=False),  # the hash of the journal's last line: it stands for all of it
        *_marks(),
        CheckConstraint("mode IN ('untimed', 'timed', 'assessed')", name="no_practice"),
        *(_within(name, 100) for name in ("honesty", "empathy", "cadence", "generosity")),
    )


def _seen() -> Column[str]:
    return Column("seen", _WORDS, nullable=False)  # a JSON list of [rule, principle, effect]


def _run() -> Column[str]:
    return Column("run", _WORDS, ForeignKey("runs.run", ondelete="CASCADE"), nullable=False)


people = Table(
    "people",
    metadata,
    Column("person", _WORDS, primary_key=True),  # a random id; the name behind it is in the people file alone
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

runs = Table(
    "runs",
    metadata,
    Column("run", _WORDS, primary_key=True),
    *_drill(),
    ForeignKeyConstraint(["person"], ["people.person"]),
    Index("runs_by_person", "person", "scenario", "started", "run"),
    Index("runs_by_time", "started", "run"),
    Index("runs_by_cohort", "cohort", "started", "run"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

# With a number of its own and without any index: a row goes behind the last one, mostly into the same page.
waiting = Table(
    "waiting",
    metadata,
    Column("number", _WHOLE, primary_key=True),
    Column("run", _WORDS, nullable=False),
    *_drill(),
    _seen(),
    sqlite_strict=True,
)

findings = Table(
    "findings",
    metadata,
    _run(),
    _seen(),
    PrimaryKeyConstraint("run"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

ratings = Table(
    "ratings",
    metadata,
    _run(),
    Column("rater", _WORDS, nullable=False),  # a random id, too
    Column("kind", _WORDS, nullable=False),
    Column("made", _WORDS, nullable=False),
    Column("reason", _WORDS, nullable=False),
    *_marks(),
    PrimaryKeyConstraint("run", "rater", "kind", "made"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

rosters = Table(
    "rosters",
    metadata,
    Column("plan", _WORDS, nullable=False),
    Column("person", _WORDS, ForeignKey("people.person"), nullable=False),
    Column("station", _WORDS, nullable=False),
    PrimaryKeyConstraint("plan", "person"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

erased = Table(
    "erased",
    metadata,
    Column("person", _WORDS, primary_key=True),  # a tombstone: nothing of this person comes in again
    Column("at", _WORDS, nullable=False),
    Column("runs", _WHOLE, nullable=False),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

uncounted = Table(
    "uncounted",
    metadata,
    _run(),
    PrimaryKeyConstraint("run"),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

spreads = Table(
    "spreads",
    metadata,
    Column("scope", _WORDS, nullable=False),  # 'month': one cohort in one month; 'all': everybody, ever
    Column("mode", _WORDS, nullable=False),
    Column("rubric", _WORDS, nullable=False),
    Column("scenario", _WORDS, nullable=False),
    Column("version", _WORDS, nullable=False),
    Column("cohort", _WORDS, nullable=False),
    Column("month", _WORDS, nullable=False),
    Column("people", _WHOLE, nullable=False),  # how many have the score that most of them have, counted up to five
    Column("whose", _WORDS, nullable=False),  # their ids, a JSON list for each score, none longer than five
    Column("runs", _WHOLE, nullable=False),
    *(Column(f"{name}_median", _POINTS) for name in ("honesty", "empathy", "cadence", "generosity")),
    *(Column(name, _BYTES, nullable=False) for name in ("honesty", "empathy", "cadence", "generosity")),
    PrimaryKeyConstraint("scope", "mode", "rubric", "scenario", "version", "cohort", "month"),
    # Holds all that the medians need, so that they are read without the packed bytes between them.
    Index(
        "spreads_medians",
        "scope",
        "mode",
        "rubric",
        "scenario",
        "version",
        "cohort",
        "month",
        "people",
        "runs",
        *(f"{name}_median" for name in ("honesty", "empathy", "cadence", "generosity")),
    ),
    sqlite_strict=True,
    sqlite_with_rowid=False,
)

TRUE_TABLES = (people, runs, findings, ratings, rosters, erased, waiting)
"""What the journals say; `uncounted` and `spreads` follow from it."""

EMPTYING = (waiting, uncounted, spreads, ratings, rosters, findings, runs, people, erased)
"""Every table, in an order in which all can be emptied."""

_SINCE = {"waiting": "0002"}  # tables that the first version hadn't


def tables_of(version: str) -> frozenset[str]:
    """The names of the tables that a book of *version* has at least."""
    return frozenset(name for name in metadata.tables if _SINCE.get(name, "") <= version)
