"""The control journal of one drill: how it was set up, who took which place, and what trainers ordered.

Theory of operation. One file per drill that only grows, chained and flushed as the journals of runs are. Whoever
writes holds its lock meanwhile and reads it first, so a place is taken once however many stations ask for it. Whoever
reads needs no lock and never waits: a station whose trainer has gone simply finds no new line. No line depends on the
time of day; where one carries it, that is for people to read. Names are in the people file and nowhere here.
"""

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from simulator.drill import actions as do
from simulator.drill.actions import Intervention
from simulator.errors import NotFound, RecordUnreadable, StorageFailed
from simulator.journal.chain import link_of, sealed
from simulator.journal.disk import AppendFile, Disk, held, reading, writing
from simulator.journal.good_lines import Good, good_lines
from simulator.journal.home import DRILLS, SUFFIX
from simulator.journal.rechaining import finish, whole
from simulator.journal.records import Mode
from simulator.scenario.problems import quoted

FORMAT = 1


class Place(Struct, frozen=True, omit_defaults=True):
    """One person with one scenario to play; *scenario_hash* is of the copy that every station plays.

    *station* is set where only that one may take it.
    """

    number: int
    person: str
    scenario: str
    scenario_hash: str
    seed: int
    reading_time: float = 1.0
    station: str = ""


class Injection(Struct, frozen=True, omit_defaults=True):
    """Something prepared that a trainer may let happen, in every scenario or in *scenario* alone."""

    id: str
    inject: do.Inject
    scenario: str = ""


class SetUp(Struct, frozen=True, tag_field="line", tag="set_up", omit_defaults=True):
    """The first line: the drill as its plan has it. *limit* is ms at the desk, 0 where there is none."""

    drill: str
    plan_hash: str
    trainer: str
    mode: Mode
    places: tuple[Place, ...]
    cohort: str = ""
    limit: int = 0
    injections: tuple[Injection, ...] = ()
    format: int = FORMAT


class PlaceTaken(Struct, frozen=True, tag_field="line", tag="place_taken"):
    """*station* plays *places*: one, or two of a pair at one desk."""

    places: tuple[int, ...]
    station: str


class RunBegun(Struct, frozen=True, tag_field="line", tag="run_begun"):
    """*places* are played in *run*; the orders before line *after* were given before it."""

    places: tuple[int, ...]
    run: str
    after: int


class PlaceGivenBack(Struct, frozen=True, tag_field="line", tag="place_given_back"):
    """Nobody sat down at *places*, or they left before the clock ran: they are open again, behind the others."""

    places: tuple[int, ...]


class PlaceReleased(Struct, frozen=True, tag_field="line", tag="place_released", omit_defaults=True):
    """The station of *places* is lost: another may go on with their run. *actor* is the trainer who said so."""

    places: tuple[int, ...]
    actor: str
    at: str = ""


class PlaceFinished(Struct, frozen=True, tag_field="line", tag="place_finished"):
    """*places* have been played to their end."""

    places: tuple[int, ...]


class Ordered(Struct, frozen=True, tag_field="line", tag="ordered", omit_defaults=True):
    """A trainer wishes for *action* in the runs of the people in *to*, or of everybody. *at* is for people to read."""

    action: Intervention
    to: tuple[str, ...] = ()
    at: str = ""

    def concerns(self, people: Sequence[str]) -> bool:
        """Whether it is meant for a run of *people*."""
        return not self.to or any(person in self.to for person in people)


Line = SetUp | PlaceTaken | RunBegun | PlaceGivenBack | PlaceReleased | PlaceFinished | Ordered

_lines: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Line)


def drill_folder(root: Path, drill: str) -> Path:
    """Where everything about *drill* lies, but for its runs and the names of its people."""
    return root / DRILLS / drill


def drills_in(disk: Disk, root: Path) -> tuple[str, ...]:
    """The drills that have been set up under *root*, by name."""
    with reading(root / DRILLS):
        return disk.names(root / DRILLS)


class Control:
    """The control journal in *folder*. What was read once isn't decoded again."""

    def __init__(self, folder: Path, disk: Disk, pause: Callable[[float], None] = time.sleep) -> None:
        self.folder = folder
        self._path = folder / f"control{SUFFIX}"
        self._disk = disk
        self._pause = pause
        self._known: Good[Line] = Good()

    @property
    def exists(self) -> bool:
        """Whether the drill has been set up."""
        with reading(self._path):
            return self._path.name in self._disk.names(self.folder)

    def read(self) -> tuple[Line, ...]:
        """Give every whole line in order; raises `NotFound` where there is no drill, `RecordUnreadable` for damage."""
        if not self.exists:
            raise NotFound(f"no drill {quoted(self.folder.name)} has been set up. 'firedrill drill PLAN' sets it up.")
        return self._good().lines

    def add(self, decide: Callable[[tuple[Line, ...]], Line | None]) -> Line | None:
        """Write the line that *decide* makes of those there are; None writes nothing. Nobody else writes meanwhile.

        Raises `StorageFailed` and `RecordUnreadable`.
        """
        busy = "Another Firedrill is writing in this drill just now. Try again."
        with held(self._disk, self._path, self._pause, busy) as file:
            finish(self._disk, self._path, file)
            return self._add_to(file, decide)

    def order(self, action: Intervention, to: tuple[str, ...], at: str) -> None:
        """Write an order down; its id is its place, so that a station that returns doesn't do it twice."""

        def numbered(lines: tuple[Line, ...]) -> Line:
            return Ordered(msgspec.structs.replace(action, id=f"order-{len(lines)}"), to, at)

        self.add(numbered)

    def _add_to(self, file: AppendFile, decide: Callable[[tuple[Line, ...]], Line | None]) -> Line | None:
        good = self._good()
        line = decide(good.lines)
        if line is None:
            return None
        data, _ = sealed(good.link, msgspec.json.encode(line))
        with writing(self._path):
            if good.torn:
                file.cut(good.size)
            try:
                file.write(data)
                file.sync()
            except OSError:
                with suppress(OSError):
                    file.cut(good.size)
                raise
        return line

    def _good(self) -> Good[Line]:
        data = whole(self._disk, self._path)
        known = self._known
        if len(data) < known.size or (known.size and link_of(data[: known.size - 1]) != known.link):
            known = Good()  # written anew without a name, as for somebody who was forgotten
        good = good_lines(data, _lines.decode, self._damaged, known)
        if len(good.lines) < len(self._known.lines):  # nobody takes a line out of it
            raise RecordUnreadable(self._damaged(len(good.lines) + 1))
        self._known = good
        return good

    def _damaged(self, line: int) -> str:
        return (
            f"{self._path}:{line}: this line was changed or damaged after it was written. "
            "Put back a copy from a backup, or set the drill up anew under another name."
        )


def set_up_of(lines: Sequence[Line]) -> SetUp:
    """The drill as it was set up; raises `RecordUnreadable` where the first line isn't that."""
    if not lines or not isinstance(lines[0], SetUp):
        raise RecordUnreadable("The drill was never set up to its end. Set it up again.")
    if lines[0].format > FORMAT:
        raise StorageFailed("This drill was set up by a newer Firedrill. Update Firedrill on this computer.")
    return lines[0]


__all__ = [
    "Control",
    "Injection",
    "Line",
    "Ordered",
    "Place",
    "PlaceFinished",
    "PlaceGivenBack",
    "PlaceReleased",
    "PlaceTaken",
    "RunBegun",
    "SetUp",
    "drill_folder",
    "drills_in",
    "set_up_of",
]
