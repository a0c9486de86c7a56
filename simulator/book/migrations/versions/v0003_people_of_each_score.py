"""Summaries count people for each score. All are made anew from the drills, by whoever asks first."""

from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Empty them and have every drill counted again."""
    for statement in (
        "DELETE FROM spreads",
        "DELETE FROM uncounted",
        "INSERT INTO uncounted (run) SELECT run FROM runs",
    ):
        op.execute(statement)
