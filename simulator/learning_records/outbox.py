"""What is to be sent and what has arrived, on the disk before anybody is told: one file per run, which only grows.

Only what doesn't follow from the journal stands here: which store a run was promised to, and which statements that
store has. The statements are made anew, so that nothing of a person lies in a queue after they were forgotten; the file
is called after its run, and goes with it.
"""

import time
from collections.abc import Callable
from pathlib import Path

import msgspec
from msgspec import Struct

from simulator.errors import RecordUnreadable
from simulator.journal.chain import FIRST_LINK, link_of, opened, sealed, tail_damage
from simulator.journal.disk import Disk, held, reading, write_behind, writing

ENDING = ".sending"

BUSY = "Another Firedrill is sending this run just now. Try again."


class Promised(Struct, frozen=True, tag_field="line", tag="promised"):
    """The run is to go to the store at *to*."""

    to: str


class Arrived(Struct, frozen=True, tag_field="line", tag="arrived"):
    """The store at *to* has the statements with these *ids*."""

    to: str
    ids: tuple[str, ...]


class Settled(Struct, frozen=True, tag_field="line", tag="settled"):
    """The store at *to* had everything that there was to say at that time."""

    to: str


Line = Promised | Arrived | Settled
_lines: msgspec.json.Decoder[Line] = msgspec.json.Decoder(Line)


class _Good(Struct, frozen=True):
    lines: tuple[Line, ...] = ()
    size: int = 0
    link: bytes = FIRST_LINK


def outbox_folder(home: Path) -> Path:
    """Where it is kept what waits to be sent."""
    return home / "outbox"


class Outbox:
    """What waits of one *run*, and what has arrived."""

    def __init__(self, home: Path, disk: Disk, run: str, pause: Callable[[float], None] = time.sleep) -> None:
        self._path = outbox_folder(home) / f"{run}{ENDING}"
        self._disk = disk
        self._pause = pause

    def promise(self, to: str) -> None:
        """Write down that everything is to go to the store at *to*, unless that is still so."""
        if not self.waits_for(to):
            self._add(Promised(to))

    def arrived(self, to: str, ids: tuple[str, ...]) -> None:
        """Write down what the store at *to* has."""
        self._add(Arrived(to, ids))

    def settle(self, to: str) -> None:
        """Write down that the store at *to* has everything."""
        if self.waits_for(to):
            self._add(Settled(to))

    def there(self, to: str) -> frozenset[str]:
        """The ids of all statements that the store at *to* has."""
        arrived = (line for line in self._read().lines if isinstance(line, Arrived) and line.to == to)
        return frozenset(one for line in arrived for one in line.ids)

    def waits_for(self, to: str) -> bool:
        """Whether it was promised to the store at *to*, and not all has arrived since."""
        told = [line for line in self._read().lines if line.to == to and not isinstance(line, Arrived)]
        return bool(told) and isinstance(told[-1], Promised)

    def _add(self, line: Line) -> None:
        with held(self._disk, self._path, self._pause, BUSY) as file:
            good = self._read()
            data, _ = sealed(good.link, msgspec.json.encode(line))
            with writing(self._path):
                write_behind(file, good.size, data)

    def _read(self) -> _Good:
        with reading(self._path.parent):
            if self._path.name not in self._disk.names(self._path.parent):
                return _Good()
        with reading(self._path):
            data = self._disk.read(self._path)
        return self._good(data)

    def _good(self, data: bytes) -> _Good:
        *whole, tail = data.split(b"\n")
        lines: list[Line] = []
        link, size = FIRST_LINK, 0
        for number, line in enumerate(whole, start=1):
            try:
                lines.append(_lines.decode(opened(link, line)))
            except (ValueError, RecursionError) as error:
                raise RecordUnreadable(self._damaged(number)) from error
            link, size = link_of(line), size + len(line) + 1
        if tail_damage(link, tail, len(whole) + 1):
            raise RecordUnreadable(self._damaged(len(whole) + 1))
        return _Good(tuple(lines), size, link)

    def _damaged(self, line: int) -> str:
        return (
            f"{self._path}:{line}: this line was changed or damaged after it was written. Delete the file and send the "
            "run again: a store takes the same statement only once."
        )


def waiting_runs(home: Path, disk: Disk, to: str) -> tuple[str, ...]:
    """The runs that were promised to the store at *to* and have not all arrived, in order of name."""
    with reading(outbox_folder(home)):
        names = disk.names(outbox_folder(home))
    runs = (name.removesuffix(ENDING) for name in names if name.endswith(ENDING))
    return tuple(run for run in runs if Outbox(home, disk, run).waits_for(to))
