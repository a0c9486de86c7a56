"""A person forgotten, and what is kept too long: everything of a run goes at once, wherever it lies.

What is not here: names are in the people file, and `journal` takes them out of it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from msgspec import Struct

from simulator.book import writing
from simulator.book.days import utc_text
from simulator.book.ledger import Forgotten, Keeps, Ledger, Line, Looked, Rated, Rostered
from simulator.book.opening import OpenBook, write_anew
from simulator.book.place import copies_aside
from simulator.book.rechaining import without
from simulator.errors import RecordUnreadable, SimulatorError
from simulator.journal.chain import read_chain
from simulator.journal.codec import decode_note
from simulator.journal.disk import AppendFile, RunInUse
from simulator.journal.disk import writing as writing_to
from simulator.journal.home import PLANS, SUFFIX, notebook_path, snapshot_path
from simulator.journal.records import Header, Player
from simulator.journal.runs import Runs
from simulator.scenario.problems import quoted

TROUBLE = "trouble.txt"  # the last fault's details: for us, and it may hold anything
TELLING = 8  # letters from which on a text is looked for in what is left: shorter ones stand everywhere
SNAPSHOTS, KEPT = "snapshots", "kept"  # scenarios, which hold nothing of whoever played them
"""Folders in which a person's words can't be."""


class Erased(Struct, frozen=True):
    """What went: so many *runs* and *files*; and the files that still hold the person's letters, to be looked at."""

    person: str
    runs: int
    files: int
    holds_still: tuple[str, ...] = ()


class Headed(Struct, frozen=True):
    """A journal and its header."""

    path: Path
    header: Header

    @property
    def run(self) -> str:
        """What its file is called: a header may have been made up to name somebody else's."""
        return self.path.name.removesuffix(SUFFIX)


def headers(runs: Runs) -> Iterator[Headed]:
    """Every journal that tells whose it is; a damaged one tells it as long as its first line is whole."""
    for name in runs.disk.names(runs.home):
        path = runs.home / name
        if name.endswith(SUFFIX):
            with suppress(SimulatorError, OSError):
                yield Headed(path, read_chain(runs.disk.read_first_line(path), name).header)


def erase(book: OpenBook, runs: Runs, ledger: Ledger, person: str, now: datetime) -> Erased:
    """Forget *person*: their runs whole, their notes, ratings, places on rosters and name; a tombstone stays.

    What they played with somebody beside them is theirs as well: nobody can tell who typed what.
    Safe to do again after a power cut in the middle: the tombstone comes first, the name goes last. Raises `RunInUse`
    while one of the drills is being played.
    """
    name = runs.people.name(person)
    mine = [headed for headed in headers(runs) if person in (headed.header.person, headed.header.pair)]
    words = {word for headed in mine for word in _words_in(runs, headed.path)} | ({name} if name else set())
    with _all_locked(runs, mine):
        tombstone = Forgotten(person, utc_text(now), len(mine))
        ledger.add(tombstone)
        with book.writing() as connection:
            writing.forget(connection, tombstone)
            for headed in mine:
                writing.remove(connection, headed.run)
            writing.leave_out_nobodies(connection)
        files = _remove_files(runs, mine)
    gone = {headed.run for headed in mine}
    words |= _take_notes_out(runs, lambda run, whose: run in gone or whose == person)
    words |= {line.reason for line in ledger.read() if isinstance(line, Rated) and line.run in gone}
    ledger.rewrite(lambda line: _stays(line, person, gone))
    runs.people.forget(person)
    files += _remove_plans_with(runs, name)
    _sweep_leftovers(runs)
    leave_nothing_behind(book)
    looked_for = {word for word in words if len(word) >= TELLING} | ({name} if name else set())
    return Erased(person, len(mine), files, tuple(_files_with(runs.home, looked_for)))


def remove_runs(book: OpenBook, runs: Runs, ledger: Ledger, due: Sequence[Headed]) -> int:
    """Take these runs out whole, because they were kept long enough; gives how many files went."""
    gone = {headed.run for headed in due}
    with _all_locked(runs, due):
        with book.writing() as connection:
            for run in gone:
                writing.remove(connection, run)
            writing.leave_out_nobodies(connection)
        files = _remove_files(runs, due)
    _take_notes_out(runs, lambda run, _: run in gone)
    ledger.rewrite(lambda line: not (isinstance(line, Rated) and line.run in gone))
    leave_nothing_behind(book)
    return files


def kept_too_long(runs: Runs, keeps: Keeps, now: datetime) -> tuple[Headed, ...]:
    """The runs of people that were kept long enough by the rules of this house: practice and drills apart."""
    practice = utc_text(now - timedelta(days=keeps.practice_days))
    drills = utc_text(_months_before(now, keeps.drill_months))
    return tuple(
        headed
        for headed in headers(runs)
        if headed.header.player is Player.PERSON
        and headed.header.started < (practice if headed.header.mode.guides else drills)
    )


def _months_before(now: datetime, months: int) -> datetime:
    count = now.year * 12 + now.month - 1 - months
    for day in range(now.day, 0, -1):  # the 31st of a shorter month is its last day
        with suppress(ValueError):
            return now.replace(year=count // 12, month=count % 12 + 1, day=day)
    raise ValueError(f"there is no day {months} months before {now}")


def leave_nothing_behind(book: OpenBook) -> None:
    """Write the book's file anew without what was deleted, empty its log, and delete our own copies of it."""
    for path in copies_aside(book.place):
        with writing_to(path):
            path.unlink()
    write_anew(book)


@contextmanager
def _all_locked(runs: Runs, mine: Sequence[Headed]) -> Iterator[None]:
    """Hold every one of these journals, so that nobody writes on in a file that is going."""
    with ExitStack() as held:
        for headed in mine:
            with writing_to(headed.path):
                file = runs.disk.append_to(headed.path, new=False)
                held.callback(_let_go, file)
                if not file.lock():
                    raise RunInUse(f"{quoted(headed.run)} is open in another Firedrill. Close it there first.")
        yield


def _let_go(file: AppendFile) -> None:
    with suppress(OSError):
        file.close()


def _remove_files(runs: Runs, mine: Sequence[Headed]) -> int:
    """Delete the journals, all that is called after them, and the copies of scenarios that nobody else played."""
    gone = {headed.run for headed in mine}
    needed = {headed.header.content_hash for headed in headers(runs) if headed.run not in gone}
    snapshots = [
        snapshot_path(runs.home, one) for one in sorted({headed.header.content_hash for headed in mine} - needed)
    ]
    called = [path for path in _all_files(runs.home) if _is_of(path, gone)]
    removed = 0
    for path in (*called, *snapshots):
        with writing_to(path):
            if path.is_file():
                runs.disk.remove(path)
                removed += 1
    return removed


def _is_of(path: Path, gone: set[str]) -> bool:
    """Whether a file is called after one of these runs: its journal, what a crash cut off it, a page kept of it."""
    if path.suffix == SUFFIX:
        return path.name.removesuffix(SUFFIX) in gone
    return any(path.name.lstrip(".").startswith(f"{run}.") for run in gone)


def _take_notes_out(runs: Runs, goes: Callable[[str, str], bool]) -> set[str]:
    """Leave notes out of the notebook by run and person; gives the words that stood in them."""
    words: set[str] = set()

    def stays(body: bytes) -> bool:
        note = decode_note(body)
        if not goes(note.run, note.person):
            return True
        words.update(_texts(msgspec.to_builtins(note), ("plus", "delta", "sentence")))
        return False

    path = notebook_path(runs.home)
    without(runs.disk, path, stays)
    for name in runs.disk.names(path.parent):
        # The beginning of a note that a crash left; nobody was told that it is kept, and nobody knows whose it was.
        if name.endswith(".cut") and name.startswith(path.stem):
            runs.disk.remove(path.parent / name)
    return words


def _stays(line: Line, person: str, gone: set[str]) -> bool:
    match line:
        case Rated():
            return line.run not in gone
        case Rostered():
            return line.person != person
        case Looked():
            return line.about != person
        case _:
            return True


def _remove_plans_with(runs: Runs, name: str) -> int:
    """Delete the drill plans that a form wrote with *name* in them: a drill that was set up doesn't need its plan."""
    held = [path for path in sorted((runs.home / PLANS).glob("*")) if name and _holds(path, name)]
    for path in held:
        runs.disk.remove(path)
    return len(held)


def _holds(path: Path, name: str) -> bool:
    with suppress(OSError):
        return path.is_file() and name.encode() in path.read_bytes()
    return False


def _sweep_leftovers(runs: Runs) -> None:
    """Delete what a stopped program left half written, and the details of the last fault."""
    for path in _all_files(runs.home):
        if path.name == TROUBLE or (path.name.startswith(".") and path.name.endswith(".part")):
            with suppress(OSError):
                runs.disk.remove(path)


# -- what was typed, and where it could still be

_TYPED = ("own_words", "text", "note")


def _words_in(runs: Runs, path: Path) -> set[str]:
    """What was typed in the run at *path*: notes and own words; a damaged record tells what it can."""
    try:
        events = read_chain(runs.disk.read(path), path.name).events
    except (RecordUnreadable, OSError):
        return set()
    return {word for event in events for word in _texts(msgspec.to_builtins(event), _TYPED)}


def _texts(part: object, fields: Sequence[str]) -> Iterator[str]:
    """Every text under one of *fields*, however deep; empty ones and single letters tell nobody anything."""
    if isinstance(part, dict):
        for field, value in part.items():
            if field in fields and isinstance(value, str) and len(value.strip()) > 1:
                yield value
            else:
                yield from _texts(value, fields)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _texts(value, fields)


def _files_with(home: Path, words: Iterable[str]) -> Iterator[str]:
    """The files of *home* in which one of *words* stands, as it was typed or as JSON writes it."""
    looked_for = {form for word in words for form in (word.encode(), msgspec.json.encode(word)[1:-1])}
    if not looked_for:
        return
    for path in _all_files(home):
        if {SNAPSHOTS, KEPT} & set(path.relative_to(home).parts[:-1]):
            continue
        with suppress(OSError):
            data = path.read_bytes()
            if any(form in data for form in looked_for):
                yield str(path.relative_to(home))


def _all_files(home: Path) -> tuple[Path, ...]:
    return tuple(sorted(path for path in home.rglob("*") if path.is_file() and not path.is_symlink()))
