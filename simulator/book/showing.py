"""What one person is told of themself: everything the program has of them, in one value.

It is theirs: practice is in it only for whoever played last on this very computer, and a manager isn't that.
"""

from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct
from sqlalchemy import Connection

from simulator.book.asking import Wanted, attempts, ratings_of
from simulator.book.erasing import Headed, headers
from simulator.book.ledger import Forgotten, Ledger, Looked, Rostered
from simulator.comparing.attempts import Attempt
from simulator.drill.events import Event
from simulator.errors import NotAllowed, NotFound
from simulator.journal.chain import read_chain
from simulator.journal.disk import reading
from simulator.journal.records import Header, KeptScorecard, Note
from simulator.journal.runs import Runs
from simulator.scenario.problems import did_you_mean, quoted
from simulator.scoring.purpose import PURPOSE


class Recording(Struct, frozen=True):
    """One run, word for word."""

    header: Header
    events: tuple[Event, ...]
    scorecards: tuple[KeptScorecard, ...]


class Everything(Struct, frozen=True):
    """All there is of one person."""

    person: str
    name: str
    purpose: str
    in_the_book: tuple[Attempt, ...]
    ratings: tuple[dict[str, object], ...]
    rosters: tuple[Rostered, ...]
    runs: tuple[Recording, ...]
    notes: tuple[Note, ...]
    looked: tuple[Looked, ...]
    with_practice: bool


def person_called(runs: Runs, wanted: str) -> str:
    """The id of *wanted*, a person's id or their name (capitals don't matter); raises `NotFound`."""
    names = runs.people.read().names
    if wanted in names:
        return wanted
    called = [person for person, name in names.items() if name and name.casefold() == wanted.strip().casefold()]
    if called:
        return called[0]
    if any(headed.header.person == wanted for headed in headers(runs)):
        return wanted
    known = [name for name in names.values() if name]
    raise NotFound(f"Nobody here is called {quoted(wanted)}.{did_you_mean(wanted, known)}")


def everything_of(
    runs: Runs, ledger: Ledger, connection: Connection, person: str, with_practice: bool = False
) -> Everything:
    """Everything of *person*; *with_practice* only for who played last here: raises `NotAllowed` for anybody else."""
    people = runs.people.read()
    if with_practice and people.latest != person:
        raise NotAllowed(
            "Practice is shown to whoever practised, on the computer where they played last, and to nobody else. "
            "Choose your own name in Firedrill first, or leave --own out."
        )
    mine = [headed for headed in headers(runs) if headed.header.person == person]
    shown = [headed for headed in mine if with_practice or not headed.header.mode.guides]
    drills = {headed.run for headed in shown}
    lines = ledger.read()
    return Everything(
        person=person,
        name=people.names.get(person, ""),
        purpose=PURPOSE,
        in_the_book=attempts(connection, Wanted(person=person)),
        ratings=tuple(rating for run in sorted(drills) for rating in ratings_of(connection, run)),
        rosters=tuple(line for line in lines if isinstance(line, Rostered) and line.person == person),
        runs=tuple(_recordings(runs, shown)),
        notes=tuple(note for note in runs.notebook.read() if note.person == person and note.run in drills),
        looked=tuple(line for line in lines if isinstance(line, Looked) and line.about == person),
        with_practice=with_practice,
    )


def _recordings(runs: Runs, shown: list[Headed]) -> Iterator[Recording]:
    for headed in shown:
        with reading(headed.path):
            recorded = read_chain(runs.disk.read(headed.path), headed.path.name)
        yield Recording(recorded.header, tuple(recorded.events), tuple(recorded.scorecards))


def audited(ledger: Ledger) -> tuple[Looked | Forgotten, ...]:
    """Who looked, and who was forgotten, in the order it happened."""
    return tuple(line for line in ledger.read() if isinstance(line, Looked | Forgotten))


def audit_lines(lines: Sequence[Looked | Forgotten]) -> Iterator[str]:
    """The same, to be read."""
    if not lines:
        yield "Nobody has looked at anybody's scores through Firedrill yet."
    for line in lines:
        match line:
            case Looked():
                yield f"{line.at}  {line.who} looked: {line.what}{f', {line.about}' if line.about else ''}"
            case Forgotten():
                yield f"{line.at}  {line.person} was forgotten, with {line.runs} run{'s' * (line.runs != 1)}"


def as_json(everything: Everything) -> bytes:
    """The same as a file to keep."""
    return msgspec.json.format(msgspec.json.encode(everything), indent=2) + b"\n"
