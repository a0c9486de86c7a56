"""What is to be sent and what has arrived, on the disk before anybody is told: one file per run, which only grows.

Only what doesn't follow from the journal stands here: which store a run was promised to, and which statements that
store has. The statements are made anew, so that nothing of a person lies in a queue after they were forgotten; the file
is called after its run, and goes with it.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from simulator.errors import NotFound, SimulatorError
from simulator.journal.chain import sealed
from simulator.journal.disk import Disk, Kind, held, reading, write_behind, writing
from simulator.journal.good_lines import Good, good_lines
from simulator.journal.home import journal_path
from simulator.scenario.problems import quoted

ENDING = ".sending"

BUSY = "Another Firedrill is sending this run just now. Try again."


class Promised(Struct, frozen=True, tag_field="line", tag="promised"):
    """The run is to go to the store at *to*."""

    to: str


class Arrived(Struct, frozen=True, tag_field="line", tag="arrived"):
    """The store at *to* has the statements with these *ids*."""

    to: str
    ids: tuple[str, ...]


class Made(Struct, frozen=True):
    """What statements are made of: the *link* (hash) of the journal's last line, and the *terms* they are told by."""

    link: str = ""
    terms: str = ""


class Settled(Struct, frozen=True, tag_field="line", tag="settled", omit_defaults=True):
    """The store at *to* had everything that there was to say, *made* of that."""

    to: str
    made: Made = Made()


Line = Promised | Arrived | Settled
_lines: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Line)


def outbox_folder(home: Path) -> Path:
    """Where it is kept what waits to be sent."""
    return home / "outbox"


class Outbox:
    """What waits of one *run*, and what has arrived."""

    def __init__(self, home: Path, disk: Disk, run: str, pause: Callable[[float], None] = time.sleep) -> None:
        self._path = outbox_folder(home) / f"{run}{ENDING}"
        self._journal = journal_path(home, run)
        self._run = run
        self._disk = disk
        self._pause = pause

    def promise(self, to: str) -> None:
        """Write down that everything is to go to the store at *to*, unless that is still so.

        Raises `NotFound` where the run's journal has gone, as does whatever else is written down here.
        """
        if not self.waits_for(to):
            self._add(Promised(to))

    def arrived(self, to: str, ids: tuple[str, ...]) -> None:
        """Write down what the store at *to* has."""
        self._add(Arrived(to, ids))

    def settle(self, to: str, made: Made) -> None:
        """Write down that the store at *to* has everything that is *made* of this, unless that stands there."""
        if self.settled(to) != made:
            self._add(Settled(to, made))

    def there(self, to: str) -> frozenset[str]:
        """The ids of all statements that the store at *to* has."""
        arrived = (line for line in self._read().lines if isinstance(line, Arrived) and line.to == to)
        return frozenset(one for line in arrived for one in line.ids)

    def waits_for(self, to: str) -> bool:
        """Whether it was promised to the store at *to*, and not all has arrived since."""
        return isinstance(self._last(to), Promised)

    def settled(self, to: str) -> Made | None:
        """What all that the store at *to* has was made of; None where it waits, or was never promised."""
        last = self._last(to)
        return last.made if isinstance(last, Settled) else None

    def forget(self) -> None:
        """Delete it: the run's journal has gone, so there is nothing left to be told."""
        if self._disk.kind(self._path) is Kind.FILE:
            with writing(self._path):
                self._disk.remove(self._path)

    def _last(self, to: str) -> Promised | Settled | None:
        told = [line for line in self._read().lines if line.to == to and not isinstance(line, Arrived)]
        return told[-1] if told else None

    def _add(self, line: Line) -> None:
        with held(self._disk, self._path, self._pause, BUSY) as file:
            good = self._read()
            data, _ = sealed(good.link, msgspec.json.encode(line))
            with writing(self._path):
                write_behind(file, good.size, data)
        if self._disk.kind(self._journal) is Kind.NOTHING:  # asked last: it may go while this is written
            self.forget()
            raise NotFound(f"{quoted(self._run)} was deleted meanwhile, so no more of it is sent.")

    def _read(self) -> Good[Line]:
        with reading(self._path):
            if self._disk.kind(self._path) is Kind.NOTHING:
                return Good()
            data = self._disk.read(self._path)
        return good_lines(data, _lines.decode, self._damaged)

    def _damaged(self, line: int) -> str:
        return (
            f"{self._path}:{line}: this line was changed or damaged after it was written. Delete the file and send the "
            "run again: a store takes the same statement only once."
        )


def waiting_runs(home: Path, disk: Disk, to: str) -> tuple[str, ...]:
    """The runs that were promised to the store at *to* and have not all arrived, in order of name.

    One whose file can't be read is among them, so that it is told; the file of a run that was deleted goes.
    """
    return tuple(run for run, outbox in _outboxes(home, disk) if _may_wait(outbox, to))


def settled_runs(home: Path, disk: Disk, to: str, terms: str) -> dict[str, str]:
    """The runs of which the store at *to* has all that is told by these *terms*: the last link of each's journal."""
    found = {}
    for run, outbox in _outboxes(home, disk):
        with suppress(SimulatorError):  # its turn comes, and then it is told
            made = outbox.settled(to)
            if made is not None and made.terms == terms:
                found[run] = made.link
    return found


def _outboxes(home: Path, disk: Disk) -> Iterator[tuple[str, Outbox]]:
    with reading(outbox_folder(home)):
        names = disk.names(outbox_folder(home))
    for run in (name.removesuffix(ENDING) for name in names if name.endswith(ENDING)):
        outbox = Outbox(home, disk, run)
        if disk.kind(journal_path(home, run)) is not Kind.NOTHING:
            yield run, outbox
            continue
        with suppress(SimulatorError):  # as good as gone: nobody asks it anything any more
            outbox.forget()


def _may_wait(outbox: Outbox, to: str) -> bool:
    try:
        return outbox.waits_for(to)
    except SimulatorError:
        return True
