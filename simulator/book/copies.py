"""Copies of a book on a file: made while others write, tried out before they are called a backup, put back.

A copy is made and looked at on this computer's own disk and only then carried to where it is to lie: over a network
SQLite can't be trusted, plain files can. A server makes its own (`pg_dump`); asked for here, that is said.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from itertools import count, zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from sqlalchemy import Connection

from simulator.book.book import all_rows, tombstones_in
from simulator.book.ledger import Forgotten
from simulator.book.opening import (
    BookBusy,
    BookDamaged,
    BookOutdated,
    NoBook,
    OpenBook,
    reach_book,
    tables_version,
    telling,
    write_anew,
)
from simulator.book.place import BookPlace, copy_aside, network_kind
from simulator.book.tables import VERSION
from simulator.book.writing import forget
from simulator.errors import NotFound, StorageFailed, Usage
from simulator.journal.disk import RealDisk, reading, sync_folder

_SERVERS_OWN = "pg_restore --clean --if-exists --dbname=URL FILE"
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would translate newlines
_LOGS = ("-wal", "-shm", "-journal")  # what SQLite keeps beside a file, and calls after it


class Copied(Struct, frozen=True):
    """A copy that was tried out: where it lies, how many rows it was compared by, and its size in bytes."""

    file: str
    rows: int
    size: int


class Restored(Struct, frozen=True):
    """A backup that is the book now: its file, rows and bytes; where the book that was lies, if there was one.

    *still* says, in a sentence, what of the book that was isn't gone from its files yet; mostly empty.
    """

    file: str
    rows: int
    size: int
    aside: str = ""
    still: str = ""


def insist_on_file(place: BookPlace, tool: str) -> Path:
    """Give the file of a book on one; raises `Usage` with the server's own *tool* for a book on a server."""
    if place.file is None:
        raise Usage(f"The score book {place} is on a PostgreSQL server, which has a tool for this: {tool}")
    return place.file


# -- made


def back_up(book: OpenBook, into: Path) -> Copied:
    """Copy the book into the file *into*, restore the copy beside it, compare every row; only then it has its name.

    Raises `StorageFailed` where anything differs, and then there is no such file.
    """
    insist_on_file(book.place, "pg_dump --format=custom --file=FILE URL")
    if into.exists():
        raise Usage(f"'{into}' is there already. Name another file, so that no backup is lost.")
    beside = into.with_name(f".{into.name}.{os.getpid()}.part")
    try:
        with _as_it_is(book) as connection:
            with _room() as folder:
                made = folder / into.name
                _copy(_raw(connection), made, book.place)
                with _placing(into):
                    _carry(made, beside)
            rows = _insist_on_equal(connection, beside)
        with _placing(into):
            beside.replace(into)
            with suppress(OSError):  # a name on a share is as durable as its server makes it
                sync_folder(into.parent)
    finally:
        with suppress(OSError):
            beside.unlink()
    return Copied(str(into), rows, into.stat().st_size)


def copy_whole(book: OpenBook, into: Path) -> None:
    """Copy the book's file as it is, whatever its tables are, into *into*."""
    with _placing(into):
        os.close(os.open(into, os.O_CREAT | os.O_TRUNC | os.O_RDWR, 0o600))
    with _as_it_is(book) as connection:
        _copy(_raw(connection), into, book.place)


@contextmanager
def _as_it_is(book: OpenBook) -> Iterator[Connection]:
    """A transaction that sees the book as it is now, whoever writes: SQLite's begins to see when it first reads."""
    with book.reading() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar()
        yield connection


def _insist_on_equal(connection: Connection, file: Path) -> int:
    """Restore *file* beside and compare every row with what *connection* sees; gives how many there are."""
    with _room() as folder, reach_book(_taken_apart(file, folder)) as copy, copy.reading() as other:
        found = damage(other)
        if found:
            raise BookDamaged(f"The score book can't be backed up: {found}. 'firedrill book doctor' tells what to do.")
        rows = 0
        for mine, its in zip_longest(all_rows(connection), all_rows(other)):
            if mine != its:
                table = (mine or its or ("?",))[0]
                raise StorageFailed(
                    f"The copy isn't what the book holds: a row of '{table}' differs. Nothing was kept of it. "
                    "Check the disk."
                )
            rows += 1
    return rows


# -- looked at


def whole_book(file: Path) -> str:
    """What is wrong with the book in *file*, looked at on a copy; empty where nothing is.

    Raises `StorageFailed` where that can't be told, and `BookOutdated` for a newer Firedrill's.
    """
    with _room() as folder:
        return _fault(file, folder)


def _fault(file: Path, folder: Path) -> str:
    """The same; its copy stays in *folder*."""
    try:
        with reach_book(_taken_apart(file, folder)) as book:
            version = tables_version(book)
            if not version:
                return "it holds no score book"
            if version > VERSION:
                raise BookOutdated(f"'{file}' is of a newer Firedrill (tables {version}). Update Firedrill.")
            with book.reading() as connection:
                return damage(connection)
    except BookDamaged:
        return "it isn't a database, or a damaged one"
    except NoBook:
        return "it holds no score book, or only a part of one"


def damage(connection: Connection) -> str:
    """What SQLite itself finds wrong with the file; empty where nothing is."""
    found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
    if found != "ok":
        return f"the file is damaged ({found})"
    if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
        return "a row belongs to a drill or a person that isn't there"
    return ""


# -- put back


def put_back(place: BookPlace, backup: Path, tombstones: tuple[Forgotten, ...], now: datetime) -> Restored:
    """Make *backup* the book at *place*, once it was tried out; the book that was is kept beside it.

    A book that can't be copied because it is damaged is moved aside as it is. Raises as `restore` does.
    """
    file = insist_on_file(place, _SERVERS_OWN)
    with _room() as folder:
        _insist_on_whole(backup, folder)
        aside = _set_aside(place, file, now)
        with reach_book(place) as book:
            restored = _replace(book, backup, _in(folder), tombstones)
    return Restored(restored.file, restored.rows, restored.size, str(aside or ""), restored.still)


def restore(book: OpenBook, backup: Path, tombstones: tuple[Forgotten, ...]) -> Restored:
    """Put *backup* in the place of what the book holds, brought up to date and without whoever was forgotten since.

    Others may have the book open meanwhile: they see the old one or the new one. Raises `NotFound`, and `StorageFailed`
    where the backup is no whole book; then the book is as it was.
    """
    insist_on_file(book.place, _SERVERS_OWN)
    with _room() as folder:
        _insist_on_whole(backup, folder)
        return _replace(book, backup, _in(folder), tombstones)


def _insist_on_whole(backup: Path, folder: Path) -> None:
    """Take *backup* apart in *folder* and look at it."""
    if not backup.is_file():
        raise NotFound(f"There is no backup '{backup}'. 'firedrill book backup FILE' makes one.")
    found = _fault(backup, folder)
    if found:
        raise StorageFailed(f"'{backup}' can't be restored: {found}. The book is as it was; try an older backup.")


def _set_aside(place: BookPlace, file: Path, now: datetime) -> Path | None:
    """Copy the book that is there, or move it where that can't be done; None where there is none."""
    if not file.is_file() or not file.stat().st_size:
        return None
    names = (copy_aside(file, f"{now:%Y%m%d-%H%M%S}{f'-{number}' if number else ''}") for number in count())
    aside = next(name for name in names if not name.exists())
    try:
        with reach_book(place) as book:
            tables_version(book)  # what isn't ours isn't touched
            back_up(book, aside)
    except BookDamaged:
        # Its logs first: beside another file of this name SQLite would take them for that one's.
        for ending in (*_LOGS, ""):
            with _placing(aside), suppress(FileNotFoundError):
                Path(f"{file}{ending}").replace(f"{aside}{ending}")
    return aside


def _replace(book: OpenBook, backup: Path, copy: Path, tombstones: tuple[Forgotten, ...]) -> Restored:
    """Bring *copy* up to date, take out whoever was forgotten, and put its pages in the place of the book's."""
    from simulator.book.migrating import upgrade  # with alembic, which few commands need

    with reach_book(BookPlace(copy)) as ready:
        upgrade(ready)
        with ready.writing() as connection:
            for tombstone in (*_forgotten_in(book), *tombstones):
                forget(connection, tombstone)
        with ready.reading() as connection:
            rows = sum(1 for _ in all_rows(connection))
    with telling(book.place), closing(sqlite3.connect(copy)) as source, book.engine.connect() as connection:
        source.backup(_raw(connection), progress=_insist_on_turn(book.place))
    return Restored(str(backup), rows, backup.stat().st_size, still=left_in_log(book))


def _forgotten_in(book: OpenBook) -> tuple[Forgotten, ...]:
    if not tables_version(book):
        return ()
    with book.reading() as connection:
        return tuple(tombstones_in(connection))


def _insist_on_turn(place: BookPlace) -> Callable[[int, int, int], None]:
    """What is called after each try of a copy: the second would wait as long as the first, and so on for ever."""

    def look(status: int, _left: int, _all: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise BookBusy(f"Somebody else is writing in the score book {place}, and took too long. Try again.")

    return look


def left_in_log(book: OpenBook) -> str:
    """Write the book's file anew, so that nothing of what was there stays in it; what is said where that can't be."""
    try:
        write_anew(book)
    except BookBusy:
        return (
            "Somebody else is reading in the book, so that its log still holds rows that were in it before. It lets go "
            "of them when every other Firedrill is closed."
        )
    return ""


# -- files


@contextmanager
def _room() -> Iterator[Path]:
    """A folder on this computer in which a copy lies while it is looked at."""
    with TemporaryDirectory(prefix="firedrill-") as folder:
        yield Path(folder)


def _in(folder: Path) -> Path:
    return folder / "book.sqlite"


def _taken_apart(file: Path, folder: Path) -> BookPlace:
    """A copy of *file* to open, made in *folder*, so that looking at a backup changes nothing of it."""
    copy, log = _in(folder), Path(f"{file}-wal")
    if log.exists() and not network_kind(file):  # somebody may be writing in it
        uri = f"{file.absolute().as_uri()}?mode=ro"
        with telling(BookPlace(file)), closing(sqlite3.connect(uri, uri=True)) as source:
            _copy(source, copy, BookPlace(file))
        return BookPlace(copy)
    with _placing(copy):
        _carry(file, copy)
        if log.exists():
            _carry(log, Path(f"{copy}-wal"))
    return BookPlace(copy)


def _copy(source: sqlite3.Connection, into: Path, place: BookPlace) -> None:
    with telling(place), closing(sqlite3.connect(into)) as target:
        try:
            source.backup(target)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
                raise StorageFailed(
                    f"There is no room for a copy in '{into.parent}'. Free some space on that disk and try again."
                ) from error
            raise
        # A backup is one file: what is still in a log beside it would be left behind.
        target.execute("PRAGMA journal_mode=DELETE")


@contextmanager
def _placing(into: Path) -> Iterator[None]:
    """Turn what the system says about writing a copy into `StorageFailed`, in one sentence."""
    try:
        yield
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise StorageFailed(f"'{into}' can't be written: {why}. Make room there, or name another file.") from error


def _carry(file: Path, into: Path) -> None:
    """Copy the bytes of *file*, which nobody writes in, into a new file *into* for this user alone."""
    RealDisk().make_folder(into.parent)
    with os.fdopen(os.open(into, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, 0o600), "wb") as target:
        for piece in _pieces(file):
            target.write(piece)
        target.flush()
        os.fsync(target.fileno())


def _pieces(file: Path) -> Iterator[bytes]:
    with reading(file), file.open("rb") as source:
        while piece := source.read(1 << 20):
            yield piece


def _raw(connection: Connection) -> sqlite3.Connection:
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return raw
