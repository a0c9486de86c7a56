"""A place for drills to arrive in, one row each. `sealed` goes: nobody filled it, and `firedrill verify` asks the seal.

Words of 0001 are repeated here, since a step that was released stands by itself.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_POINTS: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")
_YES = sa.Boolean().with_variant(sa.Integer(), "sqlite")
_WORDS = sa.Text(collation="C").with_variant(sa.Text(), "sqlite")
_FOUR = ("honesty", "empathy", "cadence", "generosity")


def upgrade() -> None:
    """Make the one, take the other away."""
    op.create_table(
        "waiting",
        sa.Column("number", _WHOLE, primary_key=True),
        *map(_words, ("run", "person", "scenario", "version", "house", "rubric", "mode")),
        sa.Column("seed", _WHOLE, nullable=False),
        *map(_words, ("started", "month", "cohort", "trainer")),
        sa.Column("assisted", _YES, nullable=False),
        _words("record"),
        *(sa.Column(name, _POINTS) for name in _FOUR),
        _words("seen"),
        sa.CheckConstraint("mode IN ('untimed', 'timed', 'assessed')", name="no_practice"),
        *(
            sa.CheckConstraint(f"{name} IS NULL OR ({name} >= 0 AND {name} <= 100)", name=f"{name}_range")
            for name in _FOUR
        ),
        sqlite_strict=True,
    )
    op.drop_column("runs", "sealed")


def _words(name: str) -> sa.Column[str]:
    return sa.Column(name, _WORDS, nullable=False)
