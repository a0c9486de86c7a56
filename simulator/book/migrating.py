"""The book's tables brought from any version to this one; alembic has the steps, in `migrations`."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from simulator.book.copies import copy_whole
from simulator.book.opening import BookOutdated, OpenBook, reach_book, tables_version
from simulator.book.place import BookPlace, copy_aside
from simulator.book.tables import VERSION

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


def migrate(place: BookPlace) -> str:
    """Bring the book at *place* up to date, a copy of it made before; gives what was done, in a sentence."""
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
    return f"The score book {place} was brought from tables {before or 'none'} to {VERSION}.{aside}"


def _copied_aside(book: OpenBook, before: str | None) -> str:
    if book.place.file is None or before is None:
        return ""
    aside = copy_aside(book.place.file, f"tables-{VERSION}")
    copy_whole(book, aside)
    return f" As it was before it is in '{aside}'."
