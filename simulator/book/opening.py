"""A score book opened: which settings it has, how its transactions begin, and what a failing one says to a person.

SQLite: the write-ahead log, every commit on the disk before it is told, and writers who queue (`BEGIN IMMEDIATE`; with
plain `BEGIN` most of eight writers failed). PostgreSQL: writers queue, too, so that both keep the same promises.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress

from sqlalchemy import Connection, Engine, create_engine, event, exc, inspect, text
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from simulator.book.place import BookPlace, insist_on_own_disk
from simulator.book.prepared import Prepared
from simulator.book.tables import EMPTYING, VERSION, metadata
from simulator.errors import StorageFailed
from simulator.journal.disk import RealDisk, locked_in_time, writing

WAIT_S = 30  # for other writers: a rebuild of a big book takes that long
READERS_MS = 2_000  # how long readers may keep the log from being emptied
_WRITERS = 4_702_111_234  # what PostgreSQL knows the queue of writers by: any number that nobody else uses
_QUEUE = f"SELECT pg_advisory_xact_lock({_WRITERS})"
_SETTINGS = (
    f"PRAGMA busy_timeout={WAIT_S * 1_000}",
    "PRAGMA synchronous=FULL",  # nothing that was said to be kept is lost in a power cut
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # what is deleted is overwritten
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cell_size_check=ON",
    "PRAGMA cache_size=-16000",
)


class BookBusy(StorageFailed):
    """Somebody else has been writing in the book for longer than anybody should wait."""


class BookOutdated(StorageFailed):
    """The book's tables are older, or newer, than this Firedrill's."""


class OpenBook:
    """A book that can be read and written. Close it at the end."""

    def __init__(self, place: BookPlace, engine: Engine) -> None:
        self.place = place
        self.engine = engine
        self._words = engine.dialect
        self._bare: tuple[PoolProxiedConnection, DBAPICursor] | None = None

    @property
    def on_file(self) -> bool:
        """Whether it is a SQLite file."""
        return self.place.file is not None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees the book as it is now and changes nothing."""
        with telling(self.place), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction of which everything is on the disk at the end, or nothing; writers wait for one another."""
        with telling(self.place), self.engine.connect() as bare:
            connection = bare.execution_options(firedrill_writes=True)
            with connection.begin():
                if not self.on_file:
                    connection.exec_driver_sql(_QUEUE)
                yield connection

    def write_one(self, statement: Prepared, values: Mapping[str, object]) -> int:
        """Carry out one statement, on the disk when this returns; gives how many rows it wrote.

        Without SQLAlchemy, which takes longer over it than a quick disk. To a file one statement is a transaction that
        waits for its turn by itself. The cursor is kept for the next time, so that a book is for one thread.
        """
        bare, cursor = self._bare or self._go_bare()
        try:
            if self.on_file:
                cursor.execute(*statement.put(self._words, values))
            else:
                cursor.execute(_QUEUE)
                cursor.execute(*statement.put(self._words, values))
                bare.commit()
        except self.engine.dialect.loaded_dbapi.Error as error:
            self._bare = None
            bare.invalidate(error)  # what was begun is rolled back
            raise _told(self.place, _first_line(error)) from error
        return cursor.rowcount

    def _go_bare(self) -> tuple[PoolProxiedConnection, DBAPICursor]:
        with telling(self.place):
            bare = self.engine.raw_connection()
            self._bare = bare, bare.cursor()
        return self._bare

    def close(self) -> None:
        """Let go of the file or the server."""
        if self._bare is not None:
            self._bare[0].close()
        self.engine.dispose()

    def __enter__(self) -> "OpenBook":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_book(place: BookPlace) -> OpenBook:
    """Open the book at *place*, made where there is none. Raises `StorageFailed`; `BookOutdated` for other tables."""
    book = reach_book(place)
    try:
        if not _has_log(book) or tables_version(book) is None:
            _make(book)
        found = tables_version(book)
        if found != VERSION:
            raise BookOutdated(_outdated(place, found or ""))
    except BaseException:
        book.close()
        raise
    return book


def reach_book(place: BookPlace) -> OpenBook:
    """Open what is at *place* without asking how old its tables are: for those who mend it."""
    if place.file is None:
        return OpenBook(place, _server(place.url))
    insist_on_own_disk(place.file)
    _prepare(place)
    return OpenBook(place, _file_engine(place))


def tables_version(book: OpenBook) -> str | None:
    """Which version the book's tables are of; None for a book without any, empty where nobody wrote it down."""
    with book.reading() as connection:
        names = inspect(connection).get_table_names()
        if "alembic_version" in names:
            return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")
        return "" if set(names) & set(metadata.tables) else None


def write_anew(book: OpenBook) -> None:
    """Write the book anew without what was deleted, and empty its log. Raises `BookBusy` while somebody reads in it."""
    with telling(book.place):
        if book.on_file:
            busy = _write_file_anew(book)
        else:
            busy = False
            with book.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                for table in EMPTYING:
                    connection.exec_driver_sql(f"VACUUM {table.name}")
    if busy:
        raise BookBusy(
            f"All of it is gone from the score book {book.place}, but somebody is reading in it, so that its log still "
            "has what was there. Close every other Firedrill, and say it again."
        )


def _write_file_anew(book: OpenBook) -> bool:
    with closing(book.engine.raw_connection()) as raw:
        cursor = raw.cursor()
        cursor.execute(f"PRAGMA busy_timeout={READERS_MS}")
        cursor.execute("VACUUM")
        busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        cursor.execute(f"PRAGMA busy_timeout={WAIT_S * 1_000}")
    return bool(busy)


def _outdated(place: BookPlace, found: str) -> str:
    if found > VERSION:
        return (
            f"The score book {place} was made by a newer Firedrill (tables {found}, here {VERSION}). Update Firedrill."
        )
    return (
        f"The score book {place} was made by an older Firedrill (tables {found or 'of no version'}, here {VERSION}). "
        "'firedrill book migrate' brings it up to date."
    )


def _has_log(book: OpenBook) -> bool:
    """Whether writers and readers of the file keep out of each other's way; on a server they always do."""
    if book.place.file is None:
        return True
    with book.reading() as connection:
        return connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def _make(book: OpenBook) -> None:
    """Make the log and the tables; who comes at the same moment waits, and finds them made."""
    from simulator.book.migrating import upgrade

    if book.place.file is None:
        upgrade(book)
        return
    # SQLite lets nobody wait who switches to the log, so we queue for that ourselves.
    lock = book.place.file.with_name(f"{book.place.file.name}.lock")
    with writing(lock):
        file = RealDisk().append_to(lock, new=None)
    try:
        locked_in_time(file)
        with telling(book.place), closing(book.engine.raw_connection()) as raw:
            raw.cursor().execute("PRAGMA journal_mode=WAL")
        if tables_version(book) is None:
            upgrade(book)
    finally:
        with suppress(OSError):
            file.close()


def _prepare(place: BookPlace) -> None:
    """Make the empty file for this user alone; SQLite would make it for everybody."""
    assert place.file is not None
    with writing(place.file):
        RealDisk().make_folder(place.file.parent)
        with suppress(FileExistsError):
            os.close(os.open(place.file, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600))


def _file_engine(place: BookPlace) -> Engine:
    engine = create_engine(f"sqlite:///{place.file}", connect_args={"timeout": WAIT_S})
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    assert isinstance(connection, sqlite3.Connection)
    connection.isolation_level = None  # transactions begin where we say so, see `_begin`
    for setting in _SETTINGS:
        connection.execute(setting)


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("firedrill_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _server(url: str) -> Engine:
    try:
        return create_engine(url, connect_args={"connect_timeout": 10, "application_name": "firedrill"})
    except (exc.ArgumentError, ValueError) as error:
        raise StorageFailed(
            "The address of the score book can't be read. It should look like postgresql://NAME@HOST/DATABASE."
        ) from error


@contextmanager
def telling(place: BookPlace) -> Iterator[None]:
    """Turn what a database says into `StorageFailed`, in one sentence without any value of a row."""
    try:
        yield
    except exc.DBAPIError as error:
        raise _told(place, _first_line(error.orig)) from error
    except sqlite3.Error as error:
        raise _told(place, str(error)) from error


def _first_line(error: BaseException | None) -> str:
    return str(error or "").strip().split("\n", 1)[0]


def _told(place: BookPlace, said: str) -> StorageFailed:
    if "locked" in said or "busy" in said:
        return BookBusy(f"Somebody else is writing in the score book {place}, and took too long. Try again.")
    if "malformed" in said or "not a database" in said:
        return StorageFailed(
            f"The score book {place} is damaged ({said}). The journals have everything: move the file away, and "
            "'firedrill scores rebuild' makes it anew."
        )
    if place.file is None:
        return StorageFailed(
            f"The score book {place} can't be used: {said.rstrip('.')}. Check that the server runs and lets you in."
        )
    return StorageFailed(
        f"The score book {place} can't be used: {said.rstrip('.')}. 'firedrill book doctor' tells what to do."
    )
