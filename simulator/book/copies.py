"""Copies of a book on a file: made while others write, tried out before they are called a backup, put back.

A server makes its own (`pg_dump`); asked for here, that is said.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from sqlalchemy import Connection

from simulator.book.book import all_rows
from simulator.book.ledger import Forgotten
from simulator.book.opening import BookOutdated, OpenBook, reach_book, tables_version, telling, write_anew
from simulator.book.place import BookPlace, insist_on_own_disk
from simulator.book.tables import VERSION
from simulator.book.writing import forget
from simulator.errors import NotFound, StorageFailed, Usage
from simulator.journal.disk import RealDisk, writing


class Copied(Struct, frozen=True):
    """A copy that was tried out: where it lies, how many rows it was compared by, and its size in bytes."""

    file: str
    rows: int
    size: int


def insist_on_file(place: BookPlace, tool: str) -> Path:
    """Give the file of a book on one; raises `Usage` with the server's own *tool* for a book on a server."""
    if place.file is None:
        raise Usage(f"The score book {place} is on a PostgreSQL server, which has a tool for this: {tool}")
    return place.file


def back_up(book: OpenBook, into: Path) -> Copied:
    """Copy the book into the file *into*, restore the copy beside it, compare every row; only then it has its name.

    Raises `StorageFailed` where anything differs, and then there is no such file.
    """
    insist_on_file(book.place, "pg_dump --format=custom --file=FILE URL")
    if into.exists():
        raise Usage(f"'{into}' is there already. Name another file, so that no backup is lost.")
    beside = into.with_name(f".{into.name}.{os.getpid()}.part")
    try:
        with writing(into):
            RealDisk().make_folder(into.parent)
            os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))
        with book.reading() as connection:
            _copy(_raw(connection), beside, book.place)
            rows = _insist_on_equal(connection, beside)
        with writing(into):
            beside.replace(into)
    finally:
        for name in (beside, *_logs(beside)):
            with suppress(OSError):
                name.unlink()
    return Copied(str(into), rows, into.stat().st_size)


def copy_whole(book: OpenBook, into: Path) -> None:
    """Copy the book's file as it is, whatever its tables are, into *into*."""
    with writing(into):
        os.close(os.open(into, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
    with book.reading() as connection:
        _copy(_raw(connection), into, book.place)


def restore(book: OpenBook, backup: Path, tombstones: tuple[Forgotten, ...]) -> Copied:
    """Put *backup* in the place of what the book holds, and take out again whoever was forgotten since.

    Others may have the book open meanwhile: they see the old one or the new one. Raises `StorageFailed`, `NotFound`.
    """
    insist_on_file(book.place, "pg_restore --clean --if-exists --dbname=URL FILE")
    _insist_on_backup(backup)
    with _taken_apart(backup) as copy, telling(book.place):
        with closing(sqlite3.connect(copy)) as source, book.engine.connect() as connection:
            source.backup(_raw(connection))
        with book.reading() as connection:
            rows = _insist_on_equal(connection, copy)
    if tables_version(book) == VERSION:
        with book.writing() as connection:
            for tombstone in tombstones:
                forget(connection, tombstone)
        write_anew(book)
    return Copied(str(backup), rows, backup.stat().st_size)


def _insist_on_backup(backup: Path) -> None:
    if not backup.is_file():
        raise NotFound(f"There is no backup '{backup}'. 'firedrill book backup FILE' makes one.")
    found = whole_book(backup)
    if found:
        raise StorageFailed(f"'{backup}' can't be restored: {found}. The book is as it was; try an older backup.")


def whole_book(file: Path) -> str:
    """What is wrong with the book in *file*, looked at on a copy; empty where nothing is."""
    try:
        with _taken_apart(file) as copy, reach_book(BookPlace(copy)) as book:
            version = tables_version(book)
            if not version:
                return "it holds no score book"
            if version > VERSION:
                raise BookOutdated(f"'{file}' is of a newer Firedrill (tables {version}). Update Firedrill.")
            with book.reading() as connection:
                return damage(connection)
    except StorageFailed as error:
        if isinstance(error, BookOutdated):
            raise
        return "it isn't a database, or a damaged one"


def damage(connection: Connection) -> str:
    """What SQLite itself finds wrong with the file; empty where nothing is."""
    found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
    if found != "ok":
        return f"the file is damaged ({found})"
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        return "a row belongs to a drill or a person that isn't there"
    return ""


@contextmanager
def _taken_apart(file: Path) -> Iterator[Path]:
    """A copy of *file* to open, so that looking at a backup changes nothing of it."""
    insist_on_own_disk(file)
    with TemporaryDirectory(prefix="firedrill-") as folder:
        copy = Path(folder) / "book.sqlite"
        uri = f"{file.absolute().as_uri()}?mode=ro"
        with telling(BookPlace(file)), closing(sqlite3.connect(uri, uri=True)) as source:
            _copy(source, copy, BookPlace(file))
        yield copy


def _copy(source: sqlite3.Connection, into: Path, place: BookPlace) -> None:
    with telling(place), closing(sqlite3.connect(into)) as target:
        source.backup(target)
        # A backup is one file: what is still in a log beside it would be left behind.
        target.execute("PRAGMA journal_mode=DELETE")


def _insist_on_equal(connection: Connection, file: Path) -> int:
    """Restore *file* beside and compare every row with what *connection* sees; gives how many there are."""
    with _taken_apart(file) as restored, reach_book(BookPlace(restored)) as copy, copy.reading() as other:
        found = damage(other)
        rows = 0
        for mine, its in zip_longest(all_rows(connection), all_rows(other)):
            if mine != its:
                found = found or f"a row of '{(mine or its or ('?',))[0]}' differs"
                break
            rows += 1
    if found:
        raise StorageFailed(f"The copy isn't what the book holds: {found}. Nothing was kept of it. Check the disk.")
    return rows


def _raw(connection: Connection) -> sqlite3.Connection:
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw


def _logs(file: Path) -> tuple[Path, ...]:
    return tuple(file.with_name(f"{file.name}{ending}") for ending in ("-wal", "-shm", "-journal"))
