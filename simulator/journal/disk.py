"""The files under the records: a small interface, its real form, and what a failing disk says to a person.

Nothing here knows what the bytes mean. Tests hand in a disk that fails at will.
"""

import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import BinaryIO, Protocol

from simulator.errors import RecordUnreadable, StorageFailed

MB = 1 << 20
LARGEST_JOURNAL = 64 * MB  # a long drill has half a MB; more was not written by us and would fill the memory
LARGEST_FIRST_LINE = MB


class RunInUse(StorageFailed):
    """Another program has this run open."""


class Unfit(OSError):
    """What lies at a path is nothing that records are read from; *remedy* says what to do about it."""

    remedy = "Move it away."


class Kind(Enum):
    """What lies at a path."""

    NOTHING = "nothing"
    FILE = "a file"
    OTHER = "a folder, a link, a pipe or a device"


class AppendFile(Protocol):
    """One open file that only grows at its end. Its methods raise OSError."""

    def lock(self) -> bool:
        """Keep others out until closed; False when somebody else is in already."""
        ...

    def write(self, data: bytes) -> None:
        """Add all of *data* at the end; after an error part of it may be there."""
        ...

    def sync(self) -> None:
        """Return once everything written would survive a power cut."""
        ...

    def cut(self, size: int) -> None:
        """Drop everything behind the first *size* bytes."""
        ...

    def close(self) -> None:
        """Let go of the file and of its lock."""
        ...


class Disk(Protocol):
    """The file operations that records need. All raise OSError."""

    def append_to(self, path: Path, new: bool | None) -> AppendFile:
        """Open the regular file *path* for appending: it must exist, or, with *new*, must not; None: either."""
        ...

    def kind(self, path: Path) -> Kind:
        """Tell what lies at *path* itself, not at the end of a link."""
        ...

    def read(self, path: Path, most: int = LARGEST_JOURNAL) -> bytes:
        """Give the whole content of a regular file of at most *most* bytes."""
        ...

    def read_end(self, path: Path, longest: int) -> bytes:
        """Give the last *longest* bytes, or all of them."""
        ...

    def read_first_line(self, path: Path) -> bytes:
        """Give the first line with its newline, if it has one, or the first MB of it."""
        ...

    def write_whole(self, path: Path, data: bytes) -> None:
        """Put *data* in the place of *path* at once: old content or new, never a mixture."""
        ...

    def names(self, folder: Path) -> tuple[str, ...]:
        """Give the names in *folder*, sorted; none where it doesn't exist."""
        ...

    def make_folder(self, folder: Path) -> None:
        """Create *folder* and its parents where missing."""
        ...

    def remove(self, path: Path) -> None:
        """Delete one file."""
        ...


_BINARY = getattr(os, "O_BINARY", 0)  # Windows would translate newlines
_AT_ONCE = getattr(os, "O_NONBLOCK", 0)  # opening a pipe would wait for somebody at its other end


class RealFile:
    """An `AppendFile` on a file descriptor."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def lock(self) -> bool:
        """Take the system's advisory lock; the system drops it when this process ends, however it ends."""
        return _try_lock(self._descriptor)

    def write(self, data: bytes) -> None:
        """Add *data*; the system may take it in several bites."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._descriptor, rest) :]

    def sync(self) -> None:
        """Flush to the device."""
        os.fsync(self._descriptor)

    def cut(self, size: int) -> None:
        """Truncate."""
        os.ftruncate(self._descriptor, size)

    def close(self) -> None:
        """Close the descriptor."""
        os.close(self._descriptor)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(descriptor: int) -> bool:
        # Locks on Windows keep others from reading too, so one byte far behind every journal is locked instead.
        os.lseek(descriptor, 1 << 40, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


class RealDisk:
    """`Disk` on this computer's files."""

    def append_to(self, path: Path, new: bool | None) -> RealFile:
        """Open with O_APPEND, so that two writers could at worst interleave, never overwrite."""
        made = 0 if new is False else os.O_CREAT | (os.O_EXCL if new else 0)
        descriptor = os.open(path, os.O_RDWR | os.O_APPEND | _BINARY | _AT_ONCE | made, 0o600)
        try:
            _insist_on_regular(descriptor)
        except OSError:
            os.close(descriptor)
            raise
        if made:
            sync_folder(path.parent)
        return RealFile(descriptor)

    def kind(self, path: Path) -> Kind:
        """Ask the system."""
        try:
            mode = path.lstat().st_mode
        except FileNotFoundError:
            return Kind.NOTHING
        return Kind.FILE if stat.S_ISREG(mode) else Kind.OTHER

    def read(self, path: Path, most: int = LARGEST_JOURNAL) -> bytes:
        """Read everything."""
        with _opened(path, most) as file:
            return file.read(most)

    def read_end(self, path: Path, longest: int) -> bytes:
        """Seek, then read."""
        with _opened(path, LARGEST_JOURNAL) as file:
            size = file.seek(0, os.SEEK_END)
            file.seek(max(0, size - longest))
            return file.read(longest)

    def read_first_line(self, path: Path) -> bytes:
        """Read one line."""
        with _opened(path, LARGEST_JOURNAL) as file:
            return file.readline(LARGEST_FIRST_LINE)

    def write_whole(self, path: Path, data: bytes, mode: int = 0o600) -> None:
        """Write beside it, flush, and rename over it; for this user alone unless *mode* lets the umask say."""
        beside = path.with_name(f".{path.name}.{os.getpid()}.part")
        try:
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, mode), "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except OSError:
            with suppress(OSError):
                beside.unlink()
            raise
        sync_folder(path.parent)

    def names(self, folder: Path) -> tuple[str, ...]:
        """List a folder."""
        try:
            return tuple(sorted(os.listdir(folder)))
        except FileNotFoundError:
            return ()

    def make_folder(self, folder: Path) -> None:
        """Make it for this user alone, and what it lies in, too: records are nobody else's business."""
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except FileNotFoundError:
            if folder.parent == folder:
                raise
            self.make_folder(folder.parent)  # mkdir's own way to make parents leaves their mode to the umask
            folder.mkdir(mode=0o700, exist_ok=True)

    def remove(self, path: Path) -> None:
        """Unlink."""
        path.unlink()


def _opened(path: Path, most: int) -> BinaryIO:
    """Open a regular file of at most *most* bytes for reading; anything else is `Unfit`, and nobody waits for it."""
    descriptor = os.open(path, os.O_RDONLY | _BINARY | _AT_ONCE)
    try:
        size = _insist_on_regular(descriptor)
        if size > most:
            raise Unfit(errno.EFBIG, f"it has {size} bytes and can't be a record; {most} is the most")
        return os.fdopen(descriptor, "rb")
    except OSError:
        os.close(descriptor)
        raise


def _insist_on_regular(descriptor: int) -> int:
    """Give the size of the regular file behind *descriptor*; raises `Unfit` for a folder, a pipe, a device."""
    found = os.fstat(descriptor)
    if not stat.S_ISREG(found.st_mode):
        raise Unfit(errno.EINVAL, "it isn't a regular file")
    return found.st_size


def sync_folder(folder: Path) -> None:
    """Make a new name durable; Windows can't and needn't open folders for it."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


_PLACE = "Set FIREDRILL_HOME to a folder you may write to."
_WHY = {
    errno.ENOSPC: ("the disk is full", "Free some space and try again."),
    errno.EDQUOT: ("your disk quota is used up", "Free some space and try again."),
    errno.EROFS: ("this place is read-only", _PLACE),
    errno.EACCES: ("you may not write there", _PLACE),
    errno.EPERM: ("you may not write there", _PLACE),
    errno.ENOTDIR: ("part of the path is a file, not a folder", _PLACE),
    errno.EEXIST: ("part of the path is a file, not a folder", _PLACE),
    errno.EISDIR: ("a folder is in its place", "Move it away."),
    errno.EIO: ("the disk reports an error", "Check the disk, or set FIREDRILL_HOME to a folder on another one."),
    errno.ENOLCK: ("this kind of folder knows no locks", "Set FIREDRILL_HOME to a folder on this computer."),
    errno.EOPNOTSUPP: ("this kind of folder knows no locks", "Set FIREDRILL_HOME to a folder on this computer."),
    errno.ENAMETOOLONG: ("the path is too long", "Set FIREDRILL_HOME to a shorter path."),
}

_READ_REMEDY = {
    errno.ENOTDIR: _PLACE,
    errno.ENAMETOOLONG: "Write a shorter path.",
    errno.EIO: "Check the disk, or put back a copy from a backup.",
}

LOCK_TRIES = 250
LOCK_PAUSE_S = 0.02  # five seconds in all: nobody holds these locks for longer than a write


def locked_in_time(file: AppendFile, pause: Callable[[float], None] = time.sleep) -> bool:
    """Lock *file*, waiting while somebody else is in; False once that takes longer than any write does."""
    for _ in range(LOCK_TRIES):
        if file.lock():
            return True
        pause(LOCK_PAUSE_S)
    return False


@contextmanager
def held(disk: "Disk", path: Path, pause: Callable[[float], None], busy: str) -> Iterator[AppendFile]:
    """The file at *path*, made where there is none, and nobody else in it; raises `RunInUse` saying *busy*."""
    with writing(path):
        disk.make_folder(path.parent)
        file = disk.append_to(path, new=None)
    try:
        with writing(path):
            locked = locked_in_time(file, pause)
        if not locked:
            raise RunInUse(busy)
        yield file
    finally:
        with suppress(OSError):
            file.close()


def write_behind(file: AppendFile, size: int, data: bytes) -> None:
    """Write *data* behind the first *size* bytes of *file*, whole or not at all."""
    file.cut(size)
    try:
        file.write(data)
        file.sync()
    except OSError:
        with suppress(OSError):
            file.cut(size)
        raise


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the system says about writing *path* into `StorageFailed`, in one sentence."""
    try:
        yield
    except OSError as error:
        known = None if isinstance(error, Unfit) else _WHY.get(error.errno or 0)
        why, remedy = known or (_system_words(error), getattr(error, "remedy", _PLACE))
        raise StorageFailed(f"'{path}' can't be written: {why}. {remedy}") from error


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Turn what the system says about reading *path* into `RecordUnreadable`, in one sentence."""
    try:
        yield
    except FileNotFoundError as error:
        raise RecordUnreadable(f"'{path}' isn't there. 'firedrill scores' lists the runs that are.") from error
    except OSError as error:
        remedy = getattr(error, "remedy", None) or _READ_REMEDY.get(error.errno or 0, "Check its permissions.")
        raise RecordUnreadable(f"'{path}' can't be read: {_system_words(error)}. {remedy}") from error


def _system_words(error: OSError) -> str:
    return (error.strerror or str(error) or "unknown error").lower()
