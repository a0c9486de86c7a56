"""A person forgotten, and runs kept too long: everything of a run goes at once, wherever it lies.

Theory of operation. The journals tell what else is somebody's - pages, seals, ratings, rows - so they go last, and the
name behind them: wherever a power cut or a busy book stops this, the same words again find all that is left. What is
not here: names are in the people file, and `journal` takes them out of it.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec import Struct
from sqlalchemy import select

from simulator.book import writing
from simulator.book.belonging import belongings, headers, run_of, without_header
from simulator.book.class_drills import control_journals, take_out_of_orders
from simulator.book.days import utc_text
from simulator.book.doubting import (
    Doubtful,
    doubts,
    keep_doubts,
    places_with,
    settle_doubts,
    standing_doubts,
    stays_in_audit,
)
from simulator.book.ledger import Forgotten, Ledger, Line, Looked, Rated, Rostered
from simulator.book.leftovers import sweep
from simulator.book.naming import Named, named_here
from simulator.book.opening import OpenBook, write_anew
from simulator.book.place import copies_aside
from simulator.book.retention import Due
from simulator.book.tables import runs as runs_table
from simulator.book.tables import waiting
from simulator.book.traces import (
    all_files,
    left_with,
    take_out_of_plans,
    words_in,
    words_in_run,
)
from simulator.journal.codec import decode_note, encode_note
from simulator.journal.disk import AppendFile, RunInUse
from simulator.journal.disk import writing as writing_to
from simulator.journal.home import DRILLS, SUFFIX, notebook_path, snapshot_path
from simulator.journal.rechaining import rechain, whole
from simulator.journal.records import NextTime, Note, OwnRating
from simulator.journal.runs import Runs
from simulator.scenario.problems import quoted

_Held = dict[Path, AppendFile]


class Erased(Struct, frozen=True):
    """What went: so many *runs* and *files*, *plans* among them.

    Somebody has to look at the files that still hold the person's letters, at those that can't be looked into, and at
    the words of others of which only people can tell whom they mean.
    """

    person: str
    runs: int
    files: int
    plans: tuple[str, ...] = ()
    holds_still: tuple[str, ...] = ()
    not_read: tuple[str, ...] = ()
    doubtful: tuple[Doubtful, ...] = ()


class _Going(Struct, frozen=True):
    """What goes: *journals*, all that hangs on these *runs*, and what is of *person* (nobody: the runs alone).

    *named* is how others may have named them.
    """

    journals: tuple[Path, ...]
    runs: frozenset[str]
    person: str = ""
    named: Named = Named()

    def has_note(self, note: Note) -> bool:
        """Whether a note of the notebook goes."""
        return note.run in self.runs or self._is_theirs(note.person)

    def has_words(self, line: Line) -> bool:
        """Whether what was typed in a line of the ledger goes whole."""
        return isinstance(line, Rated) and (line.run in self.runs or self._is_theirs(line.rater))

    def changed(self, line: Line) -> Line | None:
        """What stays of a line of the ledger. Marks that they gave stay, for they are about others; words don't."""
        match line:
            case Rated() if line.run in self.runs:
                return None
            case Rated() if line.reason and self._is_theirs(line.rater):
                return msgspec.structs.replace(line, reason="")
            case Rated() if self.named.stands_in(line.reason):
                return msgspec.structs.replace(line, reason=self.named.without(line.reason))
            case Looked() if stays_in_audit(line) and not self.named.name:
                return line
            case Rostered() if self._is_theirs(line.person):
                return None
            case Looked() if self._is_theirs(line.about):
                return None
            case _:
                return line

    def reworded(self, body: bytes) -> bytes | None:
        """What stays of a line of the notebook."""
        note = decode_note(body)
        if self.has_note(note):
            return None
        match note:
            case OwnRating(plus=plus, delta=delta):
                after: Note = msgspec.structs.replace(
                    note, plus=self.named.without(plus), delta=self.named.without(delta)
                )
            case NextTime(sentence=sentence):
                after = msgspec.structs.replace(note, sentence=self.named.without(sentence))
        return body if after == note else encode_note(after)

    def _is_theirs(self, person: str) -> bool:
        return bool(self.person) and person == self.person


def erase(book: OpenBook, runs: Runs, ledger: Ledger, person: str, now: datetime, called: Sequence[str] = ()) -> Erased:
    """Forget *person*: their runs whole, their notes, words, places on rosters and name; a tombstone stays.

    Their name is taken out of what others typed, too, with the parts that only they are called by, and the words that
    they were *called* as somebody says. What they played with somebody beside them is theirs as well: nobody can tell
    who typed what.
    Safe to do again after a power cut in the middle: the tombstone comes first, the journals and the name go last.
    Raises `RunInUse` while one of the drills is being played.
    """
    named = named_here(runs, person, called)
    found = belongings(runs, person)
    going = _Going(found.theirs, frozenset(map(run_of, found.theirs)) | _entered(book, person), person, named)
    before = places_with(runs, ledger, named) if called else frozenset()
    with _all_locked(runs, going.journals) as held:
        tombstone = _tombstone(ledger, Forgotten(person, utc_text(now), len(going.journals)))
        words = _typed(runs, ledger, going)
        plans = take_out_of_plans(runs, named.name, bool(named.whole))
        take_out_of_orders(runs, person, named)
        sweep(runs)
        files = _take_out(book, runs, ledger, going, held, tombstone)
    settle_doubts(ledger, person, now, before - places_with(runs, ledger, named) if before else ())
    doubtful = _doubtful(runs, ledger, going, now)
    runs.people.forget(person)
    return _told(runs, going, files, plans, words, doubtful)


def _doubtful(runs: Runs, ledger: Ledger, going: _Going, now: datetime) -> tuple[Doubtful, ...]:
    """What only people can tell, kept for those who ask again; and what was kept the last time."""
    found = doubts(runs, ledger, going.named)
    places = {one.where for one in found}
    kept = () if going.named.name else standing_doubts(runs, ledger, going.person)
    keep_doubts(ledger, going.person, now, found, going.named)
    return *found, *(one for one in kept if one.where not in places)


def _tombstone(ledger: Ledger, new: Forgotten) -> Forgotten:
    """The tombstone that stands already, where a first try was interrupted; else *new*, put up."""
    found = next((one for one in ledger.tombstones() if one.person == new.person and one.runs >= new.runs), None)
    if found is None:
        ledger.add(new)
    return found or new


def remove_runs(book: OpenBook, runs: Runs, ledger: Ledger, due: Due) -> int:
    """Take these runs out whole, because they were kept long enough; gives how many files went."""
    going = _Going(due.journals, frozenset(due.runs))
    with _all_locked(runs, going.journals) as held:
        return _take_out(book, runs, ledger, going, held)


def leave_nothing_behind(book: OpenBook) -> None:
    """Write the book's file anew without what was deleted, empty its log, and delete our own copies of it."""
    for path in copies_aside(book.place):
        with writing_to(path):
            path.unlink()
    write_anew(book)


def _told(
    runs: Runs, going: _Going, files: int, plans: tuple[str, ...], words: set[str], doubtful: tuple[Doubtful, ...]
) -> Erased:
    busy, found = sweep(runs), belongings(runs, going.person)  # once more: a run may have been begun meanwhile
    left = left_with(runs.home, words, going.named)
    holding, unread = (
        tuple(sorted({*told, *(str(path.relative_to(runs.home)) for path in paths)}))
        for told, paths in ((left.holding, found.theirs), (left.unread, (*found.untold, *busy)))
    )
    return Erased(going.person, len(going.journals), files + len(plans), plans, holding, unread, doubtful)


def _entered(book: OpenBook, person: str) -> frozenset[str]:
    """Their drills in the book, whose journals may lie elsewhere: what was said of those here goes all the same."""
    with book.reading() as connection:
        found = [
            connection.execute(select(table.c.run).where(table.c.person == person)).scalars()
            for table in (runs_table, waiting)
        ]
        return frozenset(run for each in found for run in each)


def _typed(runs: Runs, ledger: Ledger, going: _Going) -> set[str]:
    """What they typed, and what was typed about their runs, as far as the records tell."""
    lines = [line for line in ledger.read() if going.has_words(line)]
    records = [*(note for note in runs.notebook.read() if going.has_note(note)), *lines]
    of_runs = {word for path in going.journals for word in words_in_run(runs, path)}
    return of_runs | {word for record in records for word in words_in(record)}


# -- one thing after the other


def _take_out(
    book: OpenBook, runs: Runs, ledger: Ledger, going: _Going, held: _Held, tombstone: Forgotten | None = None
) -> int:
    """Take all of it out, the journals last, which tell what else there is; gives how many files went."""
    ledger.rewrite(going.changed)
    _take_notes_out(runs, going)
    files = _remove_files_of(runs, going)
    _take_rows_out(book, going, tombstone)
    leave_nothing_behind(book)
    for path, file in held.items():
        _let_go(file)  # as late as can be: some systems delete nothing that is open
        _remove(runs, [path])
    # Whoever sat at their debrief, or rated one of their drills, could write until now.
    _take_notes_out(runs, going)
    ledger.rewrite(going.changed)
    return files + len(going.journals)


def _take_rows_out(book: OpenBook, going: _Going, tombstone: Forgotten | None) -> None:
    with book.writing() as connection:
        if tombstone is not None:
            writing.forget(connection, tombstone)
            writing.reword(connection, going.named.without)
        for run in sorted(going.runs):
            writing.remove(connection, run)
        writing.leave_out_nobodies(connection)


def _take_notes_out(runs: Runs, going: _Going) -> None:
    path = notebook_path(runs.home)
    rechain(runs.disk, path, going.reworded)
    # The beginning of a note that a crash left; nobody was told that it is kept, and nobody knows whose it was.
    torn = (name for name in runs.disk.names(path.parent) if name.endswith(".cut") and name.startswith(path.stem))
    _remove(runs, [path.parent / name for name in torn])


def _remove_files_of(runs: Runs, going: _Going) -> int:
    """Delete all that is called after the runs but their journals, and the scenarios that nobody else plays."""
    called = [path for path in all_files(runs.home) if is_of(path, going.runs) and path not in going.journals]
    statuses = [path for path in (runs.home / DRILLS).glob("*/status/*.json") if _tells_of(runs, path, going.runs)]
    return _remove(runs, [*called, *statuses, *_snapshots_of(runs, going)])


def _snapshots_of(runs: Runs, going: _Going) -> list[Path]:
    """The copies of scenarios that nobody else has played, and that no drill waits to be played with."""
    if any(path not in going.journals for path in without_header(runs)):
        return []  # one of those may have been played with them
    heads = tuple(headers(runs))
    mine = {headed.header.content_hash for headed in heads if headed.path in going.journals}
    needed = {headed.header.content_hash for headed in heads if headed.path not in going.journals}
    drills = b"".join(whole(runs.disk, path) for path in control_journals(runs.home))
    return [snapshot_path(runs.home, one) for one in sorted(mine - needed) if one.encode() not in drills]


def is_of(path: Path, gone: frozenset[str]) -> bool:
    """Whether a file is called after one of these runs: its journal, what a crash cut off it, a page kept of it."""
    if path.suffix == SUFFIX:
        return run_of(path) in gone
    return any(path.name.lstrip(".").startswith(f"{run}.") for run in gone)


def _tells_of(runs: Runs, path: Path, gone: frozenset[str]) -> bool:
    with suppress(OSError):
        data = runs.disk.read(path)
        return any(f'"run":"{run}"'.encode() in data for run in gone)
    return False


def _remove(runs: Runs, paths: Sequence[Path]) -> int:
    """Delete those of *paths* that are there; gives how many."""
    there = [path for path in paths if path.is_file()]
    for path in there:
        with writing_to(path):
            runs.disk.remove(path)
    return len(there)


@contextmanager
def _all_locked(runs: Runs, journals: Sequence[Path]) -> Iterator[_Held]:
    """Hold every one of these journals, so that nobody writes on in a file that is going."""
    held: _Held = {}
    with ExitStack() as closing:
        for path in journals:
            with writing_to(path):
                file = held[path] = runs.disk.append_to(path, new=False)
                closing.callback(_let_go, file)
                if not file.lock():
                    raise RunInUse(f"{quoted(run_of(path))} is open in another Firedrill. Close it there first.")
        yield held


def _let_go(file: AppendFile) -> None:
    with suppress(OSError):
        file.close()
