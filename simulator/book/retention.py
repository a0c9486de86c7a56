"""How long this house keeps what was played: what is due by that, in the journals and in the book.

Practice and drills apart. Nothing is deleted here: `erasing` does that.
"""

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from msgspec import Struct
from sqlalchemy import Connection, select

from simulator.book.belonging import headers, run_of
from simulator.book.days import utc_text
from simulator.book.ledger import Keeps, Ledger
from simulator.book.tables import runs as runs_table
from simulator.book.tables import waiting
from simulator.journal.records import Header, Player
from simulator.journal.runs import Runs


class Due(Struct, frozen=True):
    """What was kept long enough: *journals*, and drills in the book whose journals aren't here."""

    journals: tuple[Path, ...] = ()
    entered: tuple[str, ...] = ()

    @property
    def runs(self) -> tuple[str, ...]:
        """All of them, by name."""
        return (*map(run_of, self.journals), *self.entered)


def kept_too_long(runs: Runs, keeps: Keeps, now: datetime, connection: Connection | None = None) -> Due:
    """The runs of people that were kept long enough by the rules of this house; those of a book, where one is open."""
    journals = tuple(headed.path for headed in headers(runs) if is_due(headed.header, keeps, now))
    here = set(map(run_of, journals))
    old = _old_in_book(connection, drills_since(keeps, now)) if connection is not None else ()
    return Due(journals, tuple(run for run in old if run not in here))


def is_due(header: Header, keeps: Keeps, now: datetime) -> bool:
    """Whether a run with this header was kept long enough; a bot's is kept for as long as anybody likes."""
    since = _practice_since(keeps, now) if header.mode.guides else drills_since(keeps, now)
    return header.player is Player.PERSON and header.started < since


def entered_since(ledger: Ledger, now: datetime) -> str:
    """When a drill has to have begun that may enter the book: what was deleted for its age doesn't come back.

    Empty, which lets everything in, where the house has never said how long it keeps things, nor deleted any for that.
    """
    said = ledger.said_to_keep()
    return drills_since(said, now) if said else ""


def drills_since(keeps: Keeps, now: datetime) -> str:
    """When the oldest drill may have begun that is still kept, in UTC, as records write it."""
    return utc_text(_months_before(now, keeps.drill_months))


def overdue_sentence(runs: Runs, keeps: Keeps, now: datetime, connection: Connection | None = None) -> str:
    """One sentence where something was kept for longer than this house keeps it; else nothing."""
    count = len(kept_too_long(runs, keeps, now, connection).runs)
    if not count:
        return ""
    were = "1 run is" if count == 1 else f"{count} runs are"
    return f"{were} older than this house keeps. 'firedrill privacy retention' lists what, and how to take it out."


def _practice_since(keeps: Keeps, now: datetime) -> str:
    return utc_text(now - timedelta(days=keeps.practice_days))


def _old_in_book(connection: Connection, since: str) -> tuple[str, ...]:
    found = (
        connection.execute(select(table.c.run).where(table.c.started < since)).scalars()
        for table in (runs_table, waiting)
    )
    return tuple(sorted(run for each in found for run in each))


def _months_before(now: datetime, months: int) -> datetime:
    count = now.year * 12 + now.month - 1 - months
    for day in range(now.day, 0, -1):  # the 31st of a shorter month is its last day
        with suppress(ValueError):
            return now.replace(year=count // 12, month=count % 12 + 1, day=day)
    raise ValueError(f"there is no day {months} months before {now}")
