"""A score book opened: which settings it has, how its transactions begin, and what a failing one says to a person.

SQLite: the write-ahead log, every commit on the disk before it is told, and writers who queue (`BEGIN IMMEDIATE`; with
plain `BEGIN` most of eight writers failed). PostgreSQL: writers queue, too, so that both keep the same promises.
"""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from threading import get_ident

from sqlalchemy import Connection, Engine, create_engine, event, exc, inspect, text
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

from simulator.book.place import BookPlace, insist_on_own_disk
from simulator.book.prepared import Prepared, Values
from simulator.book.tables import EMPTYING, VERSION, metadata, tables_of
from simulator.errors import StorageFailed
from simulator.journal.disk import RealDisk, locked_in_time, writing
from simulator.scenario.problems import shown

WAIT_S = 30  # for other writers: a rebuild of a big book takes that long
READERS_MS = 2_000  # how long readers may keep the log from being emptied
_WRITERS = 4_702_111_234  # what PostgreSQL knows the queue of writers by: any number that nobody else uses
# The limit in the same statement, for this transaction alone: a setting of the session wouldn't pass every pooler.
_QUEUE = f"SELECT set_config('lock_timeout', '{WAIT_S}s', true), pg_advisory_xact_lock({_WRITERS})"
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


class BookDamaged(StorageFailed):
    """The book's file isn't a whole database."""


class NoBook(StorageFailed):
    """What lies at the book's place are tables of something else, or a book's without some of them."""


class OpenBook:
    """A book that can be read and written. Close it at the end."""

    def __init__(self, place: BookPlace, engine: Engine) -> None:
        self.place = place
        self.engine = engine
        self._words = engine.dialect
        self._bare: tuple[PoolProxiedConnection, DBAPICursor, int] | None = None

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
        """Carry out one statement, on the disk when this returns; gives how many rows it wrote. Raises `StorageFailed`.

        Without SQLAlchemy, which takes longer over it than a quick disk. To a file one statement is a transaction that
        waits for its turn by itself. Its cursor is kept for the next time: ValueError in another thread than the first.
        """
        words, given = statement.put(self._words, values)
        if self.place.file is None:
            return self._write_queued(words, given)
        bare, cursor, thread = self._bare or self._go_bare()
        if thread != get_ident():
            raise ValueError(f"a book is for one thread: this one was written in by {thread}, not by {get_ident()}")
        try:
            cursor.execute(words, given)
        except BaseException as error:
            self._bare = None
            self._give_up(bare, error)
            raise
        return cursor.rowcount

    def _write_queued(self, words: str, given: Values) -> int:
        """The same on a server, where writers queue, too; the pool looks whether the connection still stands."""
        with telling(self.place):
            bare = self.engine.raw_connection()
        try:
            cursor = bare.cursor()
            cursor.execute(_QUEUE)
            cursor.execute(words, given)
            count = cursor.rowcount
            bare.commit()
        except BaseException as error:
            self._give_up(bare, error)
            raise
        bare.close()
        return count

    def _give_up(self, bare: PoolProxiedConnection, error: BaseException) -> None:
        """Let go of a connection in whatever state it is, so that nobody waits for what it began; tell of *error*."""
        bare.invalidate(error)
        if isinstance(error, self.engine.dialect.loaded_dbapi.Error):
            raise _told(self.place, error) from error

    def _go_bare(self) -> tuple[PoolProxiedConnection, DBAPICursor, int]:
        with telling(self.place):
            bare = self.engine.raw_connection()
            self._bare = bare, bare.cursor(), get_ident()
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
        _insist_on_utf8(book)
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
    """Which version the book's tables are of; None for a book without any, empty where nobody wrote it down.

    Raises `NoBook` where the tables that such a version has aren't there: somebody else's, or not all of ours.
    """
    with book.reading() as connection:
        names = set(inspect(connection).get_table_names())
        ours, version = names & set(metadata.tables), ""
        if "alembic_version" in names:
            version = str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar() or "")
        elif not ours:
            return None
    missing = sorted(tables_of(version) - names)
    # A newer Firedrill may have other tables; none of ours at all is somebody else's.
    if missing and (version <= VERSION or not ours):
        raise NoBook(_no_book(book.place, version, missing[0]))
    return version


def _no_book(place: BookPlace, version: str, missing: str) -> str:
    if place.file is None:
        remedy = (
            "Give the book a schema of its own: CREATE SCHEMA firedrill, and "
            "'...?options=-csearch_path%3Dfiredrill' at the end of its address."
        )
    else:
        remedy = "Name another file, or move this one away: 'firedrill scores rebuild' makes the book anew."
    told = shown(version, longest=40) or "none"
    return (
        f"What is at {place} isn't a whole score book: its tables are of version {told} without '{missing}'. {remedy}"
    )


def _insist_on_utf8(book: OpenBook) -> None:
    if book.on_file:
        return
    with book.reading() as connection:
        found = connection.exec_driver_sql("SHOW server_encoding").scalar()
    if found != "UTF8":
        raise StorageFailed(
            f"The database {book.place} writes {found}, and can't keep every word of a score book. Make a database "
            "with ENCODING 'UTF8' and move the book."
        )


def write_anew(book: OpenBook) -> None:
    """Write the book anew without what was deleted, and empty its log. Raises `BookBusy` while somebody reads in it.

    On a server: its tables. The server's own log, its archives and replicas are beyond us.
    """
    busy = False
    with telling(book.place):
        if book.on_file:
            busy = _write_file_anew(book)
        else:
            _write_tables_anew(book)
    if busy:
        raise BookBusy(
            f"All of it is gone from the score book {book.place}, but somebody is reading in it, so that its files "
            "still have what was there. Close every other Firedrill, and say it again."
        )


def _write_file_anew(book: OpenBook) -> bool:
    with closing(book.engine.raw_connection()) as raw:
        cursor = raw.cursor()
        cursor.execute(f"PRAGMA busy_timeout={READERS_MS}")
        try:
            cursor.execute("VACUUM")
            busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        finally:
            cursor.execute(f"PRAGMA busy_timeout={WAIT_S * 1_000}")
    return bool(busy)


def _write_tables_anew(book: OpenBook) -> None:
    """Give every table a new file: a plain VACUUM leaves what was deleted in the old one."""
    with book.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql(f"SET lock_timeout = {READERS_MS}")
        try:
            for table in EMPTYING:
                connection.exec_driver_sql(f"VACUUM (FULL, ANALYZE) {table.name}")
        finally:
            connection.exec_driver_sql("RESET lock_timeout")


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


_TO_SERVER = {
    "connect_timeout": 10,
    "application_name": "firedrill",
    "client_encoding": "utf8",  # whatever the server speaks; without it psycopg gives bytes for words
    "prepare_threshold": None,  # behind a pooler the next transaction may be on another connection
}


def _server(url: str) -> Engine:
    try:
        return create_engine(url, connect_args=_TO_SERVER, pool_pre_ping=True)
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
        raise _told(place, error.orig or error) from error
    except sqlite3.Error as error:
        raise _told(place, error) from error


def _told(place: BookPlace, error: BaseException) -> StorageFailed:
    said = str(error).strip().split("\n", 1)[0].rstrip(".")
    code = str(getattr(error, "sqlite_errorname", None) or getattr(error, "sqlstate", None) or "")
    if code.startswith(_BUSY):
        return BookBusy(f"Somebody else is writing in the score book {place}, and took too long. Try again.")
    if code.startswith(_DAMAGED):
        return BookDamaged(
            f"The score book {place} is damaged ({said}). The journals have everything: move the file away, and "
            "'firedrill scores rebuild' makes it anew."
        )
    remedy = next((told for start, told in _REMEDIES if code.startswith(start)), "")
    if not remedy:
        asked = place.file is not None or code
        remedy = "'firedrill book doctor' tells what to do." if asked else "Check that the server runs and lets you in."
    return StorageFailed(f"The score book {place} can't be used: {said}. {remedy}")


# What SQLite calls its errors by, and PostgreSQL: https://www.postgresql.org/docs/current/errcodes-appendix.html
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "40")
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_REMEDIES = (
    ("SQLITE_FULL", "Free some space on its disk and try again."),
    ("SQLITE_READONLY", "Ask for leave to write there, or name another file with --book."),
    ("SQLITE_CANTOPEN", "Check who may read and write there."),
    ("25006", "Name the server that takes writing, or have default_transaction_read_only switched off."),
    ("25P03", "Ask for a longer idle_in_transaction_session_timeout, and try again."),
    ("28", "Check the name and the password."),
    ("3D000", "Make that database first, or name another."),
    ("3F000", "Make a schema in which you may make tables, or name another."),
    ("42501", "Ask whoever runs the server for leave to make tables and write there (GRANT USAGE, CREATE ON SCHEMA)."),
    ("53100", "Free some space on the server's disk."),
    ("53", "The server has no room for more at the moment. Try again later."),
    ("57014", "Ask for a longer statement_timeout, and try again."),
    ("57P", "Try again when the server is up."),
    ("08", "Check that the server runs and lets you in."),
)
