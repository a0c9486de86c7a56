"""The second journal: what people say about runs afterwards, such as their own rating. Chained as runs are.

Runs hold what happened in them; nothing said later is ever added there.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from simulator.errors import NotFound, RecordUnreadable
from simulator.journal.chain import FIRST_LINK, link_of, opened, sealed, tail_damage
from simulator.journal.codec import decode_note, encode_note
from simulator.journal.disk import AppendFile, Disk, Kind, RunInUse, locked_in_time, reading, writing
from simulator.journal.home import SUFFIX, cut_path, journal_path, notebook_path
from simulator.journal.rechaining import finish, whole
from simulator.journal.records import NextTime, Note, OwnRating
from simulator.scenario.problems import quoted


class _Good(Struct, frozen=True):
    notes: tuple[Note, ...]
    size: int
    link: bytes
    torn: bytes  # the beginning of a note that nobody was told is kept


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
        with writing(self._path):
            self._disk.make_folder(self._path.parent)
            file = self._disk.append_to(self._path, new=None)
        try:
            self._add_to(file, note)
        finally:
            with suppress(OSError):
                file.close()

    def read(self) -> tuple[Note, ...]:
        """Give every note in order; raises `RecordUnreadable` where one was changed."""
        return self._good().notes if self._exists() else ()

    def rating(self, run: str) -> OwnRating | None:
        """Give the latest own rating of *run*."""
        ratings = [note for note in self.read() if isinstance(note, OwnRating) and note.run == run]
        return ratings[-1] if ratings else None

    def next_time(self, person: str) -> str:
        """Give the last sentence *person* wrote for next time, or nothing."""
        sentences = [note.sentence for note in self.read() if isinstance(note, NextTime) and note.person == person]
        return sentences[-1] if sentences else ""

    def _add_to(self, file: AppendFile, note: Note) -> None:
        with writing(self._path):
            locked = locked_in_time(file, self._pause)
        if not locked:
            raise RunInUse("Another Firedrill is writing down a rating just now. Try again.")
        self._insist_on_run(note.run)
        finish(self._disk, self._path, file)
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

    def _aside(self, good: _Good) -> Path:
        return cut_path(self._path.parent, self._path.name.removesuffix(SUFFIX), good.size)

    def _good(self) -> _Good:
        *lines, tail = whole(self._disk, self._path).split(b"\n")
        notes: list[Note] = []
        link, size = FIRST_LINK, 0
        for number, line in enumerate(lines, start=1):
            try:
                notes.append(decode_note(opened(link, line)))
            except ValueError as error:
                raise RecordUnreadable(self._damaged(number)) from error
            link, size = link_of(line), size + len(line) + 1
        if tail_damage(link, tail, len(lines) + 1):
            raise RecordUnreadable(self._damaged(len(lines) + 1))
        return _Good(tuple(notes), size, link, tail)

    def _damaged(self, line: int) -> str:
        return (
            f"{self._path}:{line}: this note was changed or damaged after it was written. "
            "Put back a copy from a backup, or move the file away."
        )
