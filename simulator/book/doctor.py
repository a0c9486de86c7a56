"""What is wrong with a book, and what to do about each thing: for whoever looks after it.

Nothing is mended here.
"""

import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence

from msgspec import Struct
from sqlalchemy import Connection, func, select, text

from simulator.book.arriving import packed_findings, run_row
from simulator.book.book import Book, Source, all_rows, begun_since, kept_drills
from simulator.book.choosing import chosen
from simulator.book.copies import damage
from simulator.book.counting import counted, recounted
from simulator.book.journals import LeftOut
from simulator.book.opening import OpenBook, reach_book, tables_version
from simulator.book.place import BookPlace, network_kind
from simulator.book.rows import Entered
from simulator.book.tables import VERSION, erased, runs
from simulator.errors import SimulatorError

OLDEST_SQLITE = (3, 37, 0)  # the first with STRICT tables
OLDEST_SERVER = 130_000  # PostgreSQL 13
LEAST_FREE = 100 * (1 << 20)  # bytes beside the file: a vacuum writes it once more


class Found(Struct, frozen=True):
    """One thing that was looked at: whether it is as it should be, what was seen, what to do where it isn't."""

    good: bool
    seen: str
    remedy: str = ""

    @property
    def line(self) -> str:
        """The same, to be read."""
        stop = "" if not self.remedy else " " if self.seen.endswith((".", "?", "!")) else ". "
        return f"{'ok' if self.good else 'WRONG'}: {self.seen}{stop}{self.remedy}"


def examine(place: BookPlace, sources: Sequence[Source]) -> tuple[Found, ...]:
    """Look at everything that can be wrong with the book at *place*, as far as it can be reached."""
    found = list(_about_place(place))
    if not all(one.good for one in found):
        return tuple(found)
    try:
        with reach_book(place) as book:
            found += _about_book(book, sources)
    except SimulatorError as error:
        found.append(Found(False, str(error)))
    return tuple(found)


def _about_place(place: BookPlace) -> Iterator[Found]:
    version = sqlite3.sqlite_version_info
    if place.file is None:
        return
    yield _if(
        version >= OLDEST_SQLITE, f"SQLite {sqlite3.sqlite_version}", "Update Python: it brings its SQLite along."
    )
    if not place.file.exists():
        yield Found(False, f"There is no score book {place} yet.", "'firedrill book import' makes one.")
        return
    kind = network_kind(place.file)
    remedy = "Use a PostgreSQL server, or a file on this computer's own disk (--book, FIREDRILL_BOOK)."
    yield _if(not kind, f"{place} lies on {f'a network file system ({kind})' if kind else 'a disk of its own'}", remedy)
    open_to = place.file.stat().st_mode & 0o077 if os.name == "posix" else 0
    yield _if(not open_to, "only you may open it" if not open_to else "others may open it", f"chmod 600 {place}")
    free = shutil.disk_usage(place.file.parent).free
    needed = max(LEAST_FREE, 2 * place.file.stat().st_size)
    yield _if(free >= needed, f"{free >> 20} MB are free beside it", f"Free {needed >> 20} MB: erasing needs them.")


def _about_book(book: OpenBook, sources: Sequence[Source]) -> Iterator[Found]:
    version = tables_version(book)
    if version != VERSION:
        told = f"its tables are of version {version or 'none'}, this Firedrill's of {VERSION}"
        newer = (version or "") > VERSION
        yield Found(False, told, "Update Firedrill." if newer else "'firedrill book migrate' brings it up to date.")
        return
    yield Found(True, f"its tables are of version {version}")
    with book.reading() as connection:
        yield from _about_file(connection) if book.on_file else _about_server(connection)
        yield from _about_rows(connection)
    yield from _about_sources(book, sources)


def _about_file(connection: Connection) -> Iterator[Found]:
    mode = connection.exec_driver_sql("PRAGMA journal_mode").scalar()
    yield _if(mode == "wal", f"its log is '{mode}'", "Close every Firedrill and open the book again.")
    found = damage(connection)
    remedy = "Move it away; 'firedrill scores rebuild' makes it anew from the journals."
    yield _if(not found, found or "the file is whole", remedy)


def _about_server(connection: Connection) -> Iterator[Found]:
    asked = text(
        "SELECT current_setting('server_version_num')::int, current_setting('server_encoding'), "
        "current_setting('fsync'), current_setting('synchronous_commit')"
    )
    version, encoding, fsync, commit = connection.execute(asked).one()
    yield _if(version >= OLDEST_SERVER, f"PostgreSQL {version // 10_000}", "Update the server to 13 or newer.")
    yield _if(encoding == "UTF8", f"it writes {encoding}", "Make a database with ENCODING 'UTF8' and move the book.")
    safe = fsync == "on" and commit != "off"
    yield _if(safe, f"fsync {fsync}, synchronous_commit {commit}", "Switch both on, or a power cut loses drills.")


def _about_rows(connection: Connection) -> Iterator[Found]:
    right = recounted(connection) == counted(connection)
    remedy = "'firedrill scores rebuild' counts anew."
    yield _if(right, "the summaries are what the drills add up to" if right else "a summary is out of step", remedy)
    back = connection.execute(
        select(func.count()).select_from(runs).where(runs.c.person.in_(select(erased.c.person)))
    ).scalar_one()
    seen = f"{back} drills of people who were forgotten" if back else "nobody is in it who was forgotten"
    yield _if(not back, seen, "'firedrill privacy erase ID' takes them out again.")


def _about_sources(book: OpenBook, sources: Sequence[Source]) -> Iterator[Found]:
    try:
        found = differences(book, sources)
    except SimulatorError as error:
        yield Found(False, str(error))
        return
    yield from found or (Found(True, "it says what the journals say"),)


def differences(book: OpenBook, sources: Sequence[Source]) -> tuple[Found, ...]:
    """Where the book and the journals of *sources* don't say the same; nothing where they do."""
    rows, seen, gone = Book(book).ask(_kept)
    since = begun_since(sources)
    forgotten = {person for source in sources for person in source.ledger.forgotten()}
    found = [Found(False, f"{one} was forgotten, and the book doesn't know it", _IMPORT) for one in forgotten - gone]
    found.sort(key=lambda one: one.seen)
    for read in chosen([source.runs for source in sources], Book(book).ask(kept_drills), anew=True):
        if isinstance(read, LeftOut):
            rows.pop(read.run, None)  # its journal is here, and what is wrong with it is said once
            found.append(Found(False, f"{read.run} can't be entered: {read.why}"))
        elif read.began_before(since):
            rows.pop(read.attempt.run, None)
        elif not read.is_of(gone | forgotten):
            found += _difference(read, rows.pop(read.attempt.run, None), seen.get(read.attempt.run))
    found += [Found(False, f"{run} has no journal here", _NO_JOURNAL) for run in sorted(rows)]
    return tuple(found)


def _kept(connection: Connection) -> tuple[dict[str, tuple[object, ...]], dict[str, object], set[str]]:
    """What the book has: drills and findings by their run, and who was forgotten."""
    rows = {str(row[0]): row for name, row in all_rows(connection) if name == "runs"}
    seen = {str(row[0]): row[1] for name, row in all_rows(connection) if name == "findings"}
    return rows, seen, set(connection.execute(select(erased.c.person)).scalars())


_IMPORT = "'firedrill book import' sets it right."
_NO_JOURNAL = "Name its folder with --from, or let it go: 'firedrill scores rebuild --drop'."


def _difference(read: Entered, row: tuple[object, ...] | None, seen: object) -> Iterator[Found]:
    if row is None:
        yield Found(False, f"{read.attempt.run} isn't in the book", _IMPORT)
    elif row != tuple(run_row(read).values()) or seen != packed_findings(read):
        remedy = "'firedrill scores rebuild' sets it right."
        yield Found(False, f"{read.attempt.run} isn't in the book as its journal has it", remedy)


def _if(good: bool, seen: str, remedy: str) -> Found:
    return Found(good, seen, "" if good else remedy)
