"""A disk in memory that fails on demand, and a small run to record."""

import errno
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from simulator.drill import events as ev
from simulator.drill.actions import Say
from simulator.journal.disk import LARGEST_JOURNAL, Kind
from simulator.journal.records import Header
from simulator.journal.runs import Playing, Runs
from simulator.scenario.acts import Claim, Explore
from simulator.scenario.story import Sure


class Broken(OSError):
    """What the memory disk raises when told to fail."""


class MemoryFile:
    """An `AppendFile` on a bytearray."""

    def __init__(self, disk: "MemoryDisk", path: Path) -> None:
        self._disk, self._path = disk, path

    def lock(self) -> bool:
        if self._path in self._disk.locked:
            return False
        self._disk.locked.add(self._path)
        return True

    def write(self, data: bytes) -> None:
        taken = self._disk.room(len(data))
        self._disk.files[self._path] += data[:taken]
        if taken < len(data):
            raise OSError(errno.ENOSPC, "No space left on device")

    def sync(self) -> None:
        self._disk.fail("sync")
        self._disk.synced[self._path] = bytes(self._disk.files[self._path])

    def cut(self, size: int) -> None:
        self._disk.fail("cut")
        del self._disk.files[self._path][size:]

    def close(self) -> None:
        self._disk.locked.discard(self._path)


class MemoryDisk:
    """A `Disk` in memory. *failing* maps an operation to the errno it answers with; *space* is what is left."""

    def __init__(self) -> None:
        self.files: dict[Path, bytearray] = {}
        self.synced: dict[Path, bytes] = {}
        self.others: set[Path] = set()  # where something lies that isn't a file
        self.locked: set[Path] = set()
        self.failing: dict[str, int] = {}
        self.space: int | None = None

    def fail(self, operation: str) -> None:
        if code := self.failing.get(operation):
            raise OSError(code, "as the test asked")

    def room(self, wanted: int) -> int:
        self.fail("write")
        taken = wanted if self.space is None else min(wanted, self.space)
        if self.space is not None:
            self.space -= taken
        return taken

    def append_to(self, path: Path, new: bool | None) -> MemoryFile:
        self.fail("open")
        if new and path in self.files:
            raise FileExistsError(errno.EEXIST, "File exists", str(path))
        if new is False and path not in self.files:
            raise FileNotFoundError(errno.ENOENT, "No such file or directory", str(path))
        self.files.setdefault(path, bytearray())
        return MemoryFile(self, path)

    def kind(self, path: Path) -> Kind:
        if path in self.others:
            return Kind.OTHER
        return Kind.FILE if path in self.files else Kind.NOTHING

    def read(self, path: Path, most: int = LARGEST_JOURNAL) -> bytes:
        self.fail("read")
        if path not in self.files:
            raise FileNotFoundError(errno.ENOENT, "No such file or directory", str(path))
        return bytes(self.files[path])

    def read_end(self, path: Path, longest: int) -> bytes:
        return self.read(path)[-longest:]

    def read_first_line(self, path: Path) -> bytes:
        line, end, _ = self.read(path).partition(b"\n")
        return line + end

    def write_whole(self, path: Path, data: bytes) -> None:
        if self.room(len(data)) < len(data):
            raise OSError(errno.ENOSPC, "No space left on device")
        self.files[path] = bytearray(data)

    def names(self, folder: Path) -> tuple[str, ...]:
        return tuple(sorted(path.name for path in self.files if path.parent == folder))

    def make_folder(self, folder: Path) -> None:
        self.fail("make_folder")

    def remove(self, path: Path) -> None:
        if path not in self.files:
            raise FileNotFoundError(errno.ENOENT, "No such file or directory", str(path))
        del self.files[path]


@pytest.fixture
def disk() -> MemoryDisk:
    return MemoryDisk()


@pytest.fixture
def tokens() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"{next(numbers):012x}"[::-1]


def noon() -> datetime:
    return datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def runs(home: Path, disk: MemoryDisk, tokens: Callable[[], str]) -> Runs:
    return Runs(home, disk, noon, tokens)


@pytest.fixture
def real_runs(home: Path, tokens: Callable[[], str]) -> Runs:
    return Runs(home, clock=noon, token=tokens)


SOURCE = b"id: lost-child-resort\n"


class Opened:
    """What `open_run` looks at of a story."""

    id = "lost-child-resort"
    house = ""


@pytest.fixture
def opened() -> Callable[..., object]:
    """Opens a run of a story of one line."""

    def open_run(runs: Runs, grouped: bool = False, **playing: object) -> object:
        return runs.open_run(Opened(), SOURCE, Playing(**playing), grouped)  # type: ignore[arg-type] # see Opened

    return open_run


@pytest.fixture
def header() -> Header:
    return Header(
        run="r", scenario="lake", content_hash="0" * 64, seed=3, engine="1", rubric="1", started="2026-03-01T12:00:00Z"
    )


@pytest.fixture
def batches() -> tuple[tuple[ev.Event, ...], ...]:
    say = Say(reply="reported.1", own_words='She\'s "here", ça va\n')
    return (
        (ev.DrillStarted(0), ev.ConversationOpened(0, "mara"), ev.BeatEntered(0, "mara", "reported")),
        (ev.PersonSpoke(0, "mara", "My son. He was right here.", wants_reply=True),),
        (ev.MoveStarted(5_000, say, 25_000),),
        (
            ev.TraineeSpoke(
                25_000, ("mara",), "What is he wearing?", (Explore("cap", 2), Claim("boats", True)), ev.Source.SCRIPTED
            ),
            ev.FactTold(25_000, "boats", "mara", True),
            ev.FactLearned(26_000, "cap", "mara", "A yellow cap.", Sure.LIKELY),
        ),
        (ev.DrillEnded(90_000, "searched", ev.Why.WALKED_AWAY),),
    )


@pytest.fixture
def events(batches: tuple[tuple[ev.Event, ...], ...]) -> tuple[ev.Event, ...]:
    return tuple(event for batch in batches for event in batch)


@pytest.fixture
def written(
    runs: Runs, opened: Callable[..., object], disk: MemoryDisk, batches: tuple[tuple[ev.Event, ...], ...]
) -> bytes:
    """The bytes of a journal of a few lines, closed."""
    with opened(runs) as run:  # type: ignore[attr-defined] # a Run, see opened
        for batch in batches:
            run.append(batch)
    return bytes(disk.files[run.path])
