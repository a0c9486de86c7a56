"""What one person is told of themself: everything the program has of them, in one value.

It is theirs: practice is in it only for whoever played last on this very computer, and a manager isn't that.
"""

from collections.abc import Container, Iterator, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, select

from simulator.book.asking import Wanted, attempts, ratings_of
from simulator.book.belonging import Headed, belongings, headers
from simulator.book.class_drills import in_drills
from simulator.book.doubting import place_in, settled_in
from simulator.book.erasing import is_of
from simulator.book.ledger import Forgotten, Ledger, Line, Looked, Rated, Rostered
from simulator.book.tables import erased, people
from simulator.book.traces import all_files, plans_with
from simulator.comparing.attempts import Attempt
from simulator.drill.events import Event
from simulator.errors import NotAllowed, NotFound, SimulatorError, Usage
from simulator.journal.chain import read_chain
from simulator.journal.people import folded
from simulator.journal.records import Header, KeptScorecard, Note
from simulator.journal.runs import Runs
from simulator.scenario.problems import did_you_mean, listed, quoted
from simulator.scoring.purpose import PURPOSE


class Recording(Struct, frozen=True):
    """One run, word for word."""

    header: Header
    events: tuple[Event, ...]
    scorecards: tuple[KeptScorecard, ...]


class Everything(Struct, frozen=True):
    """All there is of one person: their own words and marks, what was said of them, and the names of all other files.

    *given* are the ratings they gave to others as a trainer; *not_read* are files that nobody can look into.
    """

    person: str
    name: str
    purpose: str
    in_the_book: tuple[Attempt, ...]
    ratings: tuple[dict[str, object], ...]
    given: tuple[Rated, ...]
    rosters: tuple[Rostered, ...]
    places: tuple[dict[str, object], ...]
    orders: tuple[dict[str, object], ...]
    runs: tuple[Recording, ...]
    notes: tuple[Note, ...]
    looked: tuple[Looked, ...]
    files: tuple[str, ...]
    not_read: tuple[str, ...]
    with_practice: bool


def person_called(runs: Runs, ledger: Ledger, wanted: str, entered: Container[str] = ()) -> str:
    """The id of *wanted*, a person's name (capitals don't matter) or id; *entered* are ids that the book has.

    Whoever was forgotten is known by their id: forgetting that was interrupted is gone on with. Raises `NotFound`, and
    `Usage` where several answer to the name.
    """
    names = runs.people.read().names
    called = [person for person, name in names.items() if name and folded(name) == folded(wanted)]
    if wanted in names or (not called and wanted and (wanted in entered or _is_known(runs, ledger, wanted))):
        return wanted
    if len(called) > 1:
        raise Usage(f"{quoted(wanted)} is the name of {listed(called, 'and')}. Write the id of whom you mean.")
    if called:
        return called[0]
    known = [name for name in names.values() if name]
    raise NotFound(f"Nobody here is called {quoted(wanted)}.{did_you_mean(wanted, known)}")


def _is_known(runs: Runs, ledger: Ledger, person: str) -> bool:
    """Whether anything is told of this id anywhere."""
    notes = any(note.person == person for note in runs.notebook.read())
    return notes or any(_tells_of(line, person) for line in ledger.read()) or bool(belongings(runs, person).theirs)


def _tells_of(line: Line, person: str) -> bool:
    match line:
        case Rated():
            return line.rater == person
        case Rostered() | Forgotten():
            return line.person == person
        case Looked():
            return line.about == person
        case _:
            return False


def ids_in(connection: Connection) -> frozenset[str]:
    """Everybody whom the book knows, those who were forgotten included."""
    found = (connection.execute(select(table.c.person)).scalars() for table in (people, erased))
    return frozenset(person for each in found for person in each)


def everything_of(
    runs: Runs, ledger: Ledger, connection: Connection, person: str, with_practice: bool = False
) -> Everything:
    """Everything of *person*; *with_practice* only for who played last here: raises `NotAllowed` for anybody else."""
    known = runs.people.read()
    if with_practice and known.latest != person:
        raise NotAllowed(
            "Practice is shown to whoever practised, on the computer where they played last, and to nobody else. "
            "Choose your own name in Firedrill first, or leave --own out."
        )
    name = known.names.get(person, "")
    mine = [headed for headed in headers(runs) if person in (headed.header.person, headed.header.pair)]
    recordings, unread = _recordings(runs, [one for one in mine if with_practice or not one.header.mode.guides])
    shown = [headed for headed in mine if with_practice or not headed.header.mode.guides]
    drills = frozenset(headed.run for headed in shown)
    lines = ledger.read()
    told = in_drills(runs, person, name)
    return Everything(
        person=person,
        name=name,
        purpose=PURPOSE,
        in_the_book=attempts(connection, Wanted(person=person)),
        ratings=tuple(rating for run in sorted(drills) for rating in ratings_of(connection, run)),
        given=tuple(line for line in lines if isinstance(line, Rated) and line.rater == person),
        rosters=tuple(line for line in lines if isinstance(line, Rostered) and line.person == person),
        places=told.places,
        orders=told.orders,
        runs=recordings,
        notes=tuple(note for note in runs.notebook.read() if note.person == person and note.run in drills),
        looked=tuple(line for line in lines if isinstance(line, Looked) and line.about in (person, "")),
        files=_named(runs, [*_called_after(runs, drills), *plans_with(runs, name)]),
        not_read=_named(runs, [*belongings(runs, person).untold, *told.unread, *unread]),
        with_practice=with_practice,
    )


def _called_after(runs: Runs, drills: frozenset[str]) -> Iterator[Path]:
    """Seals, kept pages, what waits to be sent, and whatever else is called after these runs."""
    return (path for path in all_files(runs.home) if is_of(path, drills))


def _named(runs: Runs, paths: Sequence[Path]) -> tuple[str, ...]:
    return tuple(str(path.relative_to(runs.home)) for path in paths)


def _recordings(runs: Runs, shown: Sequence[Headed]) -> tuple[tuple[Recording, ...], list[Path]]:
    """What was recorded of each run, and the journals that can't be read: a newer Firedrill's, or one that was damaged
    too badly."""
    found: list[Recording] = []
    unread: list[Path] = []
    for headed in shown:
        try:
            recorded = read_chain(runs.disk.read(headed.path), headed.path.name)
        except (OSError, SimulatorError):
            unread.append(headed.path)
        else:
            found.append(Recording(recorded.header, tuple(recorded.events), tuple(recorded.scorecards)))
    return tuple(found), unread


def audited(ledger: Ledger) -> tuple[Looked | Forgotten, ...]:
    """Who looked, and who was forgotten, in the order it happened."""
    return tuple(line for line in ledger.read() if isinstance(line, Looked | Forgotten))


def audit_lines(lines: Sequence[Looked | Forgotten]) -> Iterator[str]:
    """The same, to be read."""
    if not lines:
        yield "Nobody has looked at anybody's scores through Firedrill yet."
    for line in lines:
        match line:
            case Looked() if place := place_in(line):
                yield f"{line.at}  {line.about} was forgotten; a word that may mean them was left in {place}"
            case Looked() if place := settled_in(line):
                yield f"{line.at}  {line.about} was forgotten; a word that might mean them was taken out of {place}"
            case Looked():
                yield f"{line.at}  {line.who} looked: {line.what}{f', {line.about}' if line.about else ''}"
            case Forgotten():
                yield f"{line.at}  {line.person} was forgotten, with {line.runs} run{'s' * (line.runs != 1)}"


def as_json(everything: Everything) -> bytes:
    """The same as a file to keep."""
    return msgspec.json.format(msgspec.json.encode(everything), indent=2) + b"\n"
