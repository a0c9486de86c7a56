"""The book as commands use it: brought up to date from the journals, rebuilt, asked.

with open_book(book_place(home)) as opened:
    book = Book(opened)
    book.bring_in(runs, ledger)                   # what was played since; idempotent
    book.ask(lambda connection: newest(connection, Wanted(cohort="spring")))
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from msgspec import Struct
from sqlalchemy import Connection, func, inspect, select

from simulator.book import writing
from simulator.book.arriving import arrive, put_in_places
from simulator.book.choosing import Kept, chosen
from simulator.book.counting import anything_waits, count_in
from simulator.book.journals import LeftOut
from simulator.book.ledger import Forgotten, Ledger, Line, Rated, Rostered
from simulator.book.opening import OpenBook
from simulator.book.retention import entered_since
from simulator.book.rows import Entered, Entry
from simulator.book.tables import TRUE_TABLES, erased, runs
from simulator.errors import StorageFailed
from simulator.journal.runs import Runs
from simulator.scenario.problems import listed, quoted

Answer = TypeVar("Answer")
Row = tuple[object, ...]


class BroughtIn(Struct, frozen=True):
    """What became of the journals: how many drills were new or scored anew, and what was left out and why.

    So many were *too_old* for this house.
    """

    new: int = 0
    rescored: int = 0
    left_out: tuple[LeftOut, ...] = ()
    too_old: int = 0


class Source(Struct, frozen=True):
    """One home that the book is made of."""

    runs: Runs
    ledger: Ledger


class Book:
    """An open book, with all that is done to it."""

    def __init__(self, opened: OpenBook) -> None:
        self._opened = opened

    def ask(self, question: Callable[[Connection], Answer]) -> Answer:
        """Answer *question*, one of `asking`, with every drill counted."""
        with self._opened.reading() as connection:
            if not anything_waits(connection):
                return question(connection)
        with self._opened.writing() as connection:
            count_in(connection)
            return question(connection)

    def enter(self, entered: Entered) -> Entry:
        """Enter one drill; it is on the disk when this returns."""
        if arrive(self._opened, entered):
            return Entry.NEW
        with self._opened.writing() as connection:
            return writing.enter(connection, entered)

    def say(self, line: Line) -> None:
        """Enter what a trainer did, after the ledger has it."""
        with self._opened.writing() as connection:
            _enter_line(connection, line)

    def bring_in(self, sources: Sequence[Source]) -> BroughtIn:
        """Enter what the journals have and the book hasn't, each drill in a commit of its own."""
        gone = self._forget_all(sources)
        kept, since = self.ask(kept_drills), begun_since(sources)
        came: list[Entry] = []
        left_out: list[LeftOut] = []
        too_old = 0
        for found in chosen([source.runs for source in sources], kept, anew=False):
            if isinstance(found, LeftOut):
                left_out.append(found)
            elif found.began_before(since):
                too_old += 1
            elif not found.is_of(gone):
                came.append(self.enter(found))
        # After all of the drills: what a trainer thought of one may lie in another home than the drill itself.
        lines = [line for source in sources for line in source.ledger.read()]
        with self._opened.writing() as connection:
            put_in_places(connection)
            for line in lines:
                _enter_line(connection, line)
        return BroughtIn(came.count(Entry.NEW), came.count(Entry.RESCORED), tuple(left_out), too_old)

    def _forget_all(self, sources: Sequence[Source]) -> set[str]:
        """Forget in the book, too, whoever was forgotten at one of *sources*; gives everybody who was anywhere."""
        with self._opened.writing() as connection:
            for tombstone in (tombstone for source in sources for tombstone in source.ledger.tombstones()):
                _enter_line(connection, tombstone)
            return set(connection.execute(select(erased.c.person)).scalars())

    def rebuild(self, sources: Sequence[Source], drop: bool = False) -> BroughtIn:
        """Make the whole book anew from the journals of *sources*, in one transaction.

        Raises `StorageFailed` where the book has drills whose journals aren't there, unless they are to be dropped.
        """
        found = tuple(chosen([source.runs for source in sources], self.ask(kept_drills), anew=True))
        drills = {read.attempt.run: read for read in found if isinstance(read, Entered)}
        since = begun_since(sources)
        entered = {run: read for run, read in drills.items() if not read.began_before(since)}
        lines = [line for source in sources for line in source.ledger.read()]
        gone = {person for source in sources for person in source.ledger.forgotten()}
        with self._opened.writing() as connection:
            put_in_places(connection)
            # Tombstones of other computers stay, whatever is dropped: nobody who was forgotten there comes in here.
            tombstones = tuple(tombstones_in(connection))
            gone |= {tombstone.person for tombstone in tombstones}
            if not drop:
                _insist_on_journals(connection, drills)
            writing.empty(connection)
            writing.enter_many(connection, (read for read in entered.values() if not read.is_of(gone)))
            for line in (*tombstones, *lines):
                _enter_line(connection, line)
            writing.leave_out_nobodies(connection)
            count_in(connection)
        left_out = tuple(read for read in found if isinstance(read, LeftOut))
        new = sum(not read.is_of(gone) for read in entered.values())
        return BroughtIn(new, 0, left_out, len(drills) - len(entered))

    def count(self) -> int:
        """How many drills there are."""
        return self.ask(lambda connection: connection.execute(select(func.count()).select_from(runs)).scalar_one())


def begun_since(sources: Sequence[Source]) -> str:
    """When a drill has to have begun that may enter, by the rules of our own house, the first of *sources*."""
    return entered_since(sources[0].ledger, sources[0].runs.now()) if sources else ""


def _enter_line(connection: Connection, line: Line) -> None:
    match line:
        case Rated():
            writing.rate(connection, line)
        case Rostered():
            writing.enrol(connection, line)
        case Forgotten():
            writing.forget(connection, line)
        case _:  # who looked and how long things are kept is nobody's row
            return


def kept_drills(connection: Connection) -> dict[str, Kept]:
    """Every drill there is: whose it is, and the hash that stands for its journal."""
    rows = connection.execute(select(runs.c.run, runs.c.person, runs.c.record))
    return {row.run: Kept(row.person, row.record) for row in rows}


def tombstones_in(connection: Connection) -> Iterator[Forgotten]:
    """Those that the book has itself: of people, too, who were forgotten at another computer that shares it."""
    rows = connection.execute(select(erased.c.person, erased.c.at, erased.c.runs)).all()
    return (Forgotten(person, at, count) for person, at, count in rows)


def _insist_on_journals(connection: Connection, found: dict[str, Entered]) -> None:
    missing = [run for run in connection.execute(select(runs.c.run)).scalars() if run not in found]
    if missing:
        shown = listed([quoted(run) for run in missing[:3]], "and") + (" and others" if len(missing) > 3 else "")
        raise StorageFailed(
            f"The book has drills whose journals aren't here ({len(missing)}: {shown}), and would lose them. Name the "
            "other computers' folders with --from, or say --drop if they are to go."
        )


def all_rows(connection: Connection) -> Iterable[tuple[str, Row]]:
    """Every row that says something true, table by table, in one order on every database: for comparing two books.

    A book of an older Firedrill, as a backup may be, has fewer tables.
    """
    there = set(inspect(connection).get_table_names())
    for table in (table for table in TRUE_TABLES if table.name in there):
        for row in connection.execute(select(table).order_by(*table.primary_key.columns)):
            yield table.name, tuple(_plain(value) for value in row)


def _plain(value: object) -> object:
    return int(value) if isinstance(value, bool) else value
