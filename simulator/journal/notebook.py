"""The second journal: what people say about runs afterwards, such as their own rating. Chained as runs are.

Runs hold what happened in them; nothing said later is ever added there.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from simulator.errors import NotFound
from simulator.journal.chain import sealed
from simulator.journal.codec import decode_note, encode_note
from simulator.journal.disk import AppendFile, Disk, Kind, held, reading, writing
from simulator.journal.good_lines import Good, good_lines
from simulator.journal.home import SUFFIX, cut_path, journal_path, notebook_path
from simulator.journal.rechaining import finish, whole
from simulator.journal.records import NextTime, Note, OwnRating
from simulator.scenario.problems import quoted

BUSY = "Another Firedrill is writing down a rating just now. Try again."


class Notebook:
    """The notes of one home. Every note is on the disk when `add` returns."""

    def __init__(self, home: Path, disk: Disk, pause: Callable[[float], None] = time.sleep) -> None:
        self._home = home
        self._path = notebook_path(home)
        self._disk = disk
        self._pause = pause

    def add(self, note: Note) -> None:
        """Write *note* behind the others; raises `StorageFailed` and `RecordUnreadable`, `NotFound` for no run of ours.

        A run that was deleted while somebody sat at its debrief stays so: nobody could find what they type then.
        """
        with held(self._disk, self._path, self._pause, BUSY) as file:
            self._insist_on_run(note.run)
            finish(self._disk, self._path, file)
            self._add_to(file, note)

    def read(self) -> tuple[Note, ...]:
        """Give every note in order; raises `RecordUnreadable` where one was changed."""
        return self._good().lines if self._exists() else ()

    def rating(self, run: str) -> OwnRating | None:
        """Give the latest own rating of *run*."""
        ratings = [note for note in self.read() if isinstance(note, OwnRating) and note.run == run]
        return ratings[-1] if ratings else None

    def next_time(self, person: str) -> str:
        """Give the last sentence *person* wrote for next time, or nothing."""
        sentences = [note.sentence for note in self.read() if isinstance(note, NextTime) and note.person == person]
        return sentences[-1] if sentences else ""

    def _add_to(self, file: AppendFile, note: Note) -> None:
        good = self._good()
        line, _ = sealed(good.link, encode_note(note))
        with writing(self._path):
            if good.torn:
                self._disk.write_whole(self._aside(good), good.torn)
                file.cut(good.size)
            try:
                file.write(line)
                file.sync()
            except OSError:
                with suppress(OSError):
                    file.cut(good.size)
                raise

    def _insist_on_run(self, run: str) -> None:
        path = journal_path(self._home, run)
        with reading(path):
            if self._disk.kind(path) is Kind.NOTHING:
                raise NotFound(f"The record of {quoted(run)} was deleted. Play another drill to write about that one.")

    def _exists(self) -> bool:
        with reading(self._path):
            return self._path.name in self._disk.names(self._path.parent)

    def _aside(self, good: Good[Note]) -> Path:
        return cut_path(self._path.parent, self._path.name.removesuffix(SUFFIX), good.size)

    def _good(self) -> Good[Note]:
        return good_lines(whole(self._disk, self._path), decode_note, self._damaged)

    def _damaged(self, line: int) -> str:
        return (
            f"{self._path}:{line}: this note was changed or damaged after it was written. "
            "Put back a copy from a backup, or move the file away."
        )
