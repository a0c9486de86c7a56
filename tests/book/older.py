"""Books as an older Firedrill left them: its tables, with a drill in each place where there can be one."""

from pathlib import Path

from alembic import command
from sqlalchemy import Connection

from simulator.book.migrating import config
from simulator.book.opening import reach_book
from simulator.book.place import BookPlace

FIRST = "0001"
COUNTED = "run-00007"
_RUN = (
    "INSERT INTO runs (run, person, scenario, version, house, rubric, mode, seed, started, month, cohort, trainer, "
    "assisted, sealed, record, honesty, empathy, cadence, generosity) VALUES ('run-00007', 'p1', 'lake', 'v1', '', "
    "'3', 'timed', 7, '2026-03-01T09:30:00Z', '2026-03', 'spring', 't1', {no}, {no}, 'record-7', 7, 50, NULL, 12.3)"
)
_REST = (
    "INSERT INTO people VALUES ('p1')",
    _RUN,
    """INSERT INTO findings VALUES ('run-00007', '[["broken-word","P10",-6.0]]')""",
    "INSERT INTO ratings VALUES ('run-00007', 't1', 'blind', '2026-03-02T09:00:00Z', 'calm', NULL, 61.5, NULL, NULL)",
    "INSERT INTO rosters VALUES ('monday', 'p1', 'desk')",
    "INSERT INTO erased VALUES ('p9', '2026-03-02T09:00:00Z', 0)",
    "INSERT INTO uncounted VALUES ('run-00007')",
)


def older(file: Path) -> BookPlace:
    """Leave such a book in *file*."""
    place = BookPlace(file)
    fill(place)
    return place


def fill(place: BookPlace) -> None:
    """Leave such a book at *place*."""
    with reach_book(place) as book, book.writing() as connection:
        command.upgrade(config(connection), FIRST)
        _fill(connection, "0" if book.on_file else "false")


def _fill(connection: Connection, no: str) -> None:
    for statement in _REST:
        connection.exec_driver_sql(statement.format(no=no) if statement is _RUN else statement)
