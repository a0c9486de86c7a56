"""The first tables of the book."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_POINTS: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")
_YES = sa.Boolean().with_variant(sa.Integer(), "sqlite")
_WORDS = sa.Text(collation="C").with_variant(sa.Text(), "sqlite")
_FOUR = ("honesty", "empathy", "cadence", "generosity")
_CASE = ("mode", "rubric", "scenario", "version", "cohort", "month")


def upgrade() -> None:
    """Make them."""
    _table("people", sa.Column("person", _WORDS, primary_key=True))
    _make_runs()
    _table("findings", _run(), _words("seen"), sa.PrimaryKeyConstraint("run"))
    _table(
        "ratings",
        _run(),
        *map(_words, ("rater", "kind", "made", "reason")),
        *_marks(),
        sa.PrimaryKeyConstraint("run", "rater", "kind", "made"),
    )
    _table("rosters", _words("plan"), _person(), _words("station"), sa.PrimaryKeyConstraint("plan", "person"))
    _table("erased", sa.Column("person", _WORDS, primary_key=True), _words("at"), _whole("runs"))
    _table("uncounted", _run(), sa.PrimaryKeyConstraint("run"))
    _table(
        "spreads",
        *map(_words, ("scope", *_CASE)),
        _whole("people"),
        _words("whose"),
        _whole("runs"),
        *(sa.Column(f"{name}_median", _POINTS) for name in _FOUR),
        *(sa.Column(name, sa.LargeBinary(), nullable=False) for name in _FOUR),
        sa.PrimaryKeyConstraint("scope", *_CASE),
    )
    medians = [f"{name}_median" for name in _FOUR]
    op.create_index("spreads_medians", "spreads", ["scope", *_CASE, "people", "runs", *medians])


def _make_runs() -> None:
    _table(
        "runs",
        sa.Column("run", _WORDS, primary_key=True),
        _person(),
        *map(_words, ("scenario", "version", "house", "rubric", "mode")),
        _whole("seed"),
        *map(_words, ("started", "month", "cohort", "trainer")),
        *(sa.Column(name, _YES, nullable=False) for name in ("assisted", "sealed")),
        _words("record"),
        *_marks(),
        sa.CheckConstraint("mode IN ('untimed', 'timed', 'assessed')", name="no_practice"),
        *(
            sa.CheckConstraint(f"{name} IS NULL OR ({name} >= 0 AND {name} <= 100)", name=f"{name}_range")
            for name in _FOUR
        ),
    )
    op.create_index("runs_by_person", "runs", ["person", "scenario", "started", "run"])
    op.create_index("runs_by_time", "runs", ["started", "run"])
    op.create_index("runs_by_cohort", "runs", ["cohort", "started", "run"])


def _table(name: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(name, *parts, sqlite_strict=True, sqlite_with_rowid=False)


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, _WORDS, nullable=False)


def _whole(name: str) -> sa.Column[int]:
    return sa.Column(name, _WHOLE, nullable=False)


def _marks() -> tuple[sa.Column[float], ...]:
    return tuple(sa.Column(name, _POINTS) for name in _FOUR)


def _run() -> sa.Column[str]:
    return sa.Column("run", _WORDS, sa.ForeignKey("runs.run", ondelete="CASCADE"), nullable=False)


def _person() -> sa.Column[str]:
    return sa.Column("person", _WORDS, sa.ForeignKey("people.person"), nullable=False)
