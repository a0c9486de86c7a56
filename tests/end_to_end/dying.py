"""A program that dies: for each number it reads, a child records a careful run and is killed after so many lines.

Run as `python -m tests.end_to_end.dying HOME`. What was recorded and may be shown is told on standard output at once
("shown 12"), and how the child ended ("ended -9"). The scenario is read once, before anybody dies.
"""

import os
import signal
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill.cast import cast
from simulator.drill.events import Event
from simulator.drill.session import LiveSession
from simulator.drill.tables import Tables
from simulator.journal.disk import RealDisk, RealFile
from simulator.journal.runs import Playing, Runs
from simulator.scenario.reading import file_bytes, read_bytes
from simulator.scenario.shelf import find_scenario

PATH = find_scenario("lost-child-resort")
SOURCE = file_bytes(PATH)
STORY = cast(read_bytes(SOURCE, PATH.name), 0)
TABLES = Tables(STORY)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


class MortalFile:
    """A real file whose program is killed as it is about to write the line behind the last one granted."""

    def __init__(self, file: RealFile, lines: int) -> None:
        self._file = file
        self._left = lines

    def __getattr__(self, name: str) -> object:
        return getattr(self._file, name)

    def write(self, data: bytes) -> None:
        for line in data.splitlines(keepends=True):
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            self._left -= 1
            self._file.write(line)


class MortalDisk(RealDisk):
    """The real disk of a program with *lines* lines to live."""

    def __init__(self, lines: int) -> None:
        self._lines = lines

    def append_to(self, path: Path, new: bool | None) -> MortalFile:
        return MortalFile(super().append_to(path, new), self._lines)


def record_careful_run(home: Path, lines: int) -> None:
    """Play and record until killed, and tell what may be shown."""
    runs = Runs(home, MortalDisk(lines), clock=lambda: NOON, token=lambda: "0" * 12)
    run = runs.open_run(STORY, SOURCE, Playing())

    def record(batch: Sequence[Event]) -> None:
        run.append(batch)
        os.write(1, f"shown {run.events}\n".encode())

    play(LiveSession(STORY, 0, record, tables=TABLES), make("careful", STORY, 0))


def main(home: Path) -> None:
    """Let one child after another live and die."""
    for lines in sys.stdin:
        child = os.fork()
        if child == 0:
            record_careful_run(home, int(lines))
            os._exit(0)
        _, status = os.waitpid(child, 0)
        os.write(1, f"ended {os.waitstatus_to_exitcode(status)}\n".encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
