"""What trainers do, kept as a journal of its own: ratings, rosters, who looked, who was forgotten, how long is kept.

The notebook beside it is the trainees'. Lines are chained as runs are; each is on the disk when `add` returns. A line
goes, or loses its words, only when a person is forgotten or a run was kept long enough: then all is chained anew. A
tombstone says who was forgotten.
"""

import time
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec
from msgspec import Struct

from simulator.book.rows import Kind
from simulator.errors import NotAllowed, NotFound
from simulator.journal import disk as files
from simulator.journal.chain import sealed
from simulator.journal.disk import Disk, held, reading, write_behind, writing
from simulator.journal.good_lines import Good, good_lines
from simulator.journal.home import NOTES, SUFFIX, journal_path
from simulator.journal.rechaining import finish, rechain, whole
from simulator.scenario.problems import quoted

BUSY = "Another Firedrill is writing in the trainers' journal just now. Try again."


class Rated(Struct, frozen=True, tag_field="line", tag="rated", kw_only=True):
    """*rater* gave *run* these marks, 0 to 100 (None: not rated), at *made* (UTC); its scores stay beside them."""

    run: str
    rater: str
    kind: Kind
    made: str
    honesty: float | None = None
    empathy: float | None = None
    cadence: float | None = None
    generosity: float | None = None
    reason: str = ""


class Rostered(Struct, frozen=True, tag_field="line", tag="rostered"):
    """*person* is to play at *station* in the *plan*; the last line of a person in a plan counts."""

    plan: str
    person: str
    station: str = ""


class Looked(Struct, frozen=True, tag_field="line", tag="looked"):
    """*who* (a login) looked at *what* at *at* (UTC); *about* is a person's id, or empty where it was about many."""

    at: str
    who: str
    what: str
    about: str = ""


class Forgotten(Struct, frozen=True, tag_field="line", tag="forgotten"):
    """A tombstone: *person*, an id without a name, was erased at *at* with so many *runs*."""

    person: str
    at: str
    runs: int


class Keeps(Struct, frozen=True, tag_field="line", tag="keeps"):
    """How long this house keeps what was played; the last such line counts."""

    practice_days: int = 90
    drill_months: int = 12


Line = Rated | Rostered | Looked | Forgotten | Keeps
_lines: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Line)


def ledger_path(home: Path) -> Path:
    """Where the trainers' journal lies."""
    return home / NOTES / f"ledger{SUFFIX}"


class Ledger:
    """The trainers' journal of one home."""

    def __init__(self, home: Path, disk: Disk, pause: Callable[[float], None] = time.sleep) -> None:
        self._home = home
        self._path = ledger_path(home)
        self._disk = disk
        self._pause = pause

    def add(self, line: Line, insist: Callable[[], None] = lambda: None) -> None:
        """Write *line* behind the others; raises `StorageFailed` and `RecordUnreadable`.

        *insist* is called before, while nobody else can write here, and raises where the line mustn't be written.
        """
        with held(self._disk, self._path, self._pause, BUSY) as file:
            finish(self._disk, self._path, file)
            insist()
            good = self._good()
            data, _ = sealed(good.link, msgspec.json.encode(line))
            with writing(self._path):
                write_behind(file, good.size, data)

    def add_rating(self, line: Rated, people: Iterable[str], journal: Path | None = None) -> None:
        """Write down what was thought of a run that *people* played; its *journal* is in the home unless it is named.

        Somebody may have been forgotten, or the run deleted, while the rating was typed. What is said of it then could
        be found by nobody who is to take it out: raises `NotFound` and `NotAllowed`, and else as `add` does.
        """

        def insist() -> None:
            self._insist_on_record(line.run, journal or journal_path(self._home, line.run))
            self.insist_on_remembered(line.run, people, line.rater)

        self.add(line, insist)

    def insist_on_remembered(self, run: str, people: Iterable[str], rater: str) -> None:
        """Raise `NotAllowed` where one of the *people* of *run* was forgotten here, or its *rater*."""
        forgotten = self.forgotten()
        if forgotten.intersection(people):
            raise NotAllowed(f"Who played {quoted(run)} was erased, so nothing more about that drill is kept.")
        if rater in forgotten:
            raise NotAllowed("Whoever would rate here was erased, so nothing is kept. Say who rates: --trainer NAME.")

    def _insist_on_record(self, run: str, path: Path) -> None:
        with reading(path):
            if self._disk.kind(path) is files.Kind.NOTHING:
                raise NotFound(f"The record of {quoted(run)} was deleted meanwhile, so nothing you said of it is kept.")

    def read(self) -> tuple[Line, ...]:
        """Give every line in order; raises `RecordUnreadable` where one was changed."""
        with reading(self._path.parent):
            there = self._path.name in self._disk.names(self._path.parent)
        return self._good().lines if there else ()

    def tombstones(self) -> tuple[Forgotten, ...]:
        """Who was forgotten here, and when, in the order it happened."""
        return tuple(line for line in self.read() if isinstance(line, Forgotten))

    def forgotten(self) -> frozenset[str]:
        """The ids of those who were forgotten here."""
        return frozenset(tombstone.person for tombstone in self.tombstones())

    def keeps(self) -> Keeps:
        """How long things are kept here, whether or not this house has said so."""
        return self.said_to_keep() or Keeps()

    def said_to_keep(self) -> Keeps | None:
        """How long this house has said that it keeps things; None where it never did."""
        said = [line for line in self.read() if isinstance(line, Keeps)]
        return said[-1] if said else None

    def rewrite(self, change: Callable[[Line], Line | None]) -> None:
        """Put what *change* gives in every line's place, None for nothing, and chain all anew: for who is forgotten."""

        def changed(body: bytes) -> bytes | None:
            before = _lines.decode(body)
            after = change(before)
            return body if after is before else None if after is None else msgspec.json.encode(after)

        rechain(self._disk, self._path, changed, self._pause)

    def _good(self) -> Good[Line]:
        return good_lines(whole(self._disk, self._path), _lines.decode, self._damaged)

    def _damaged(self, line: int) -> str:
        return (
            f"{self._path}:{line}: this line was changed or damaged after it was written. "
            "Put back a copy from a backup, or move the file away."
        )
