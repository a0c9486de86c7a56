"""The book's tables brought from any version to this one; alembic has the steps, in `migrations`."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, select

from simulator.book.copies import copy_whole, left_in_log
from simulator.book.ledger import Forgotten
from simulator.book.opening import BookOutdated, OpenBook, reach_book, tables_version
from simulator.book.place import BookPlace, copy_aside, insist_on_book
from simulator.book.tables import VERSION, people
from simulator.book.writing import forget
from simulator.journal.disk import writing

FOLDER = Path(__file__).parent / "migrations"


def upgrade(book: OpenBook) -> None:
    """Take every step that the book hasn't taken; all of them, or none where one fails."""
    with book.writing() as connection:
        command.upgrade(config(connection), "head")


def config(connection: Connection) -> Config:
    """What alembic is told: where the steps are, and on which connection to take them."""
    told = Config()
    told.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    told.attributes["connection"] = connection
    return told


def migrate(place: BookPlace, tombstones: tuple[Forgotten, ...] = ()) -> str:
    """Bring the book at *place* up to date, a copy of it made before; gives what was done, in a sentence.

    Whoever was forgotten by *tombstones* is taken out, and the copy then isn't kept. Raises `NotFound` where there is
    no book, and `StorageFailed`.
    """
    insist_on_book(place)
    with reach_book(place) as book:
        before = tables_version(book)
        if before == VERSION:
            return f"The score book {place} is up to date (tables {VERSION})."
        if before is not None and before > VERSION:
            raise BookOutdated(f"The score book {place} was made by a newer Firedrill. Update Firedrill.")
        if before == "":
            raise BookOutdated(
                f"The score book {place} says no version of its tables. Move it away: 'firedrill scores rebuild' makes "
                "it anew from the journals."
            )
        aside = _copied_aside(book, before)
        upgrade(book)
        more = f"As it was before it is in '{aside}'." if aside else ""
        if _forgotten(book, tombstones):
            more = _leave_nothing(book, aside)
    return f"The score book {place} was brought from tables {before or 'none'} to {VERSION}. {more}".rstrip()


def _copied_aside(book: OpenBook, before: str | None) -> Path | None:
    if book.place.file is None or before is None:
        return None
    aside = copy_aside(book.place.file, f"tables-{VERSION}")
    copy_whole(book, aside)
    return aside


def _forgotten(book: OpenBook, tombstones: tuple[Forgotten, ...]) -> bool:
    """Take out whoever was forgotten while the book was away; whether anybody of them was in it."""
    with book.writing() as connection:
        there = set(connection.execute(select(people.c.person)).scalars())
        for tombstone in tombstones:
            forget(connection, tombstone)
    return any(tombstone.person in there for tombstone in tombstones)


def _leave_nothing(book: OpenBook, aside: Path | None) -> str:
    """Leave no row of theirs in any file of ours; what is said where that can't be."""
    if aside is not None:
        with writing(aside):
            aside.unlink()
    return left_in_log(book)
