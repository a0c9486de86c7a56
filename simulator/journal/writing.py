"""The open journal of one run: what the session gives it is on the disk before anybody sees it.

Nothing here judges or shows. One batch (all that one decision or one wait brought about) is one write and one fsync.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from simulator.drill.events import Event
from simulator.errors import StorageFailed
from simulator.journal.chain import FIRST_LINK, chained, chained_batch
from simulator.journal.disk import AppendFile, writing
from simulator.journal.records import Entry, Header, KeptScorecard


class Run:
    """One run being recorded. Hand `run.append` to the session as its `record`; close it at the end.

    *grouped* writes everything at `commit` or `close` with one fsync: for bots, who lose nothing by playing again.
    After a write has failed nothing more is taken: what was shown stays on the disk, and every later call raises
    `StorageFailed` again.
    """

    def __init__(self, file: AppendFile, path: Path, header: Header, grouped: bool = False) -> None:
        self.header = header
        self.path = path
        self._file = file
        self._grouped = grouped
        self._waiting: list[bytes] = []
        self._link = FIRST_LINK
        self._events = 0
        self._size = 0
        self._failed = ""
        self._closed = False

    @property
    def name(self) -> str:
        """What `replay`, `verify` and `resume` take."""
        return self.header.run

    @property
    def events(self) -> int:
        """How many events have been taken."""
        return self._events

    @property
    def link(self) -> str:
        """The hash of the last line: it stands for everything before it."""
        return self._link.decode()

    def begin(self) -> None:
        """Write the header; once, on a new file."""
        self._put(*chained(self._link, (Entry(0, header=self.header, end=True),)))

    def go_on(self, link: bytes, events: int, size: int) -> None:
        """Stand behind *events* events and *size* bytes that were read from the file."""
        self._link, self._events, self._size = link, events, size

    def append(self, batch: Sequence[Event]) -> None:
        """Record *batch*; raises `StorageFailed`, and then none of it counts as having happened."""
        if not batch:
            return
        self._put(*chained_batch(self._link, self._events, batch))
        self._events += len(batch)

    def keep_scorecard(self, scorecard: KeptScorecard) -> None:
        """Record *scorecard* behind the events; an older one stays."""
        self._put(*chained(self._link, (Entry(self._events, scorecard=scorecard, end=True),)))

    def commit(self) -> None:
        """Write what a grouped run has gathered."""
        if self._waiting:
            data = b"".join(self._waiting)
            self._waiting.clear()
            self._write(data)

    def close(self) -> None:
        """Commit and let go of the file; a second time does nothing."""
        if self._closed:
            return
        self._closed = True
        try:
            self.commit()
        finally:
            with suppress(OSError):
                self._file.close()

    def abandon(self) -> None:
        """Close without writing what a grouped run has gathered."""
        self._waiting.clear()
        self.close()

    def __enter__(self) -> "Run":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _put(self, data: bytes, link: bytes) -> None:
        if self._grouped:
            self._waiting.append(data)
        else:
            self._write(data)
        self._link = link

    def _write(self, data: bytes) -> None:
        if self._failed:
            raise StorageFailed(self._failed)
        try:
            with writing(self.path):
                self._file.write(data)
                self._file.sync()
        except StorageFailed as error:
            # After a failed fsync nobody knows what is on the disk: back to what is, and no further.
            self._failed = str(error)
            with suppress(OSError):
                self._file.cut(self._size)
            raise
        self._size += len(data)
