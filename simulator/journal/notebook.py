"""The second journal: what people say about runs afterwards, such as their own rating. Chained as runs are.

Runs hold what happened in them; nothing said later is ever added there.
"""

from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from simulator.errors import RecordUnreadable
from simulator.journal.chain import FIRST_LINK, link_of, opened, sealed
from simulator.journal.codec import decode_note, encode_note
from simulator.journal.disk import AppendFile, Disk, RunInUse, reading, writing
from simulator.journal.home import notebook_path
from simulator.journal.records import NextTime, Note, OwnRating


class _Good(Struct, frozen=True):
    notes: tuple[Note, ...]
    size: int
    link: bytes


class Notebook:
    """The notes of one home. Every note is on the disk when `add` returns."""

    def __init__(self, home: Path, disk: Disk) -> None:
        self._path = notebook_path(home)
        self._disk = disk

    def add(self, note: Note) -> None:
        """Write *note* behind the others; raises `StorageFailed` and `RecordUnreadable`."""
        with writing(self._path):
            self._disk.make_folder(self._path.parent)
            file = self._disk.append_to(self._path, new=not self._exists())
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
            locked = file.lock()
        if not locked:
            raise RunInUse("Another Firedrill is writing down a rating just now. Try again.")
        good = self._good()
        line, _ = sealed(good.link, encode_note(note))
        with writing(self._path):
            file.cut(good.size)
            try:
                file.write(line)
                file.sync()
            except OSError:
                with suppress(OSError):
                    file.cut(good.size)
                raise

    def _exists(self) -> bool:
        with reading(self._path):
            return self._path.name in self._disk.names(self._path.parent)

    def _good(self) -> _Good:
        with reading(self._path):
            data = self._disk.read(self._path)
        notes: list[Note] = []
        link, size = FIRST_LINK, 0
        for number, line in enumerate(data.split(b"\n")[:-1], start=1):
            try:
                notes.append(decode_note(opened(link, line)))
            except ValueError as error:
                raise RecordUnreadable(
                    f"{self._path}:{number}: this note was changed or damaged after it was written. "
                    "Put back a copy from a backup, or move the file away."
                ) from error
            link, size = link_of(line), size + len(line) + 1
        return _Good(tuple(notes), size, link)
