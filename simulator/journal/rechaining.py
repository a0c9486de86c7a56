"""A chained file written anew with some of its lines otherwise, or without them: the one way in which anything is ever
taken out of one.

The rest lies beside it, whole, while the file is written: a power cut in between loses nothing, for whoever reads the
file or writes in it next looks there first.
"""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from simulator.journal.chain import FIRST_LINK, sealed
from simulator.journal.disk import AppendFile, Disk, RunInUse, locked_in_time, reading, writing
from simulator.journal.good_lines import good_lines

TRIES = 5  # of a reader, while somebody writes the file anew

Change = Callable[[bytes], bytes | None]
"""Gives a line's body as it is to be; None where the line goes."""


def chained_lines(bodies: Iterable[bytes]) -> bytes:
    """The bytes of a file with these *bodies*, chained from its beginning."""
    link, lines = FIRST_LINK, []
    for body in bodies:
        line, link = sealed(link, body)
        lines.append(line)
    return b"".join(lines)


def rechain(disk: Disk, path: Path, change: Change, pause: Callable[[float], None] = time.sleep) -> None:
    """Let *change* have its way with every line of *path*; a half-written last line goes.

    Written within the file's lock and not replaced by another: somebody may be waiting with this very file open.
    Raises `StorageFailed` and `RecordUnreadable`.
    """
    if path.name not in disk.names(path.parent):
        return
    with writing(path):
        file = disk.append_to(path, new=False)
    try:
        if not locked_in_time(file, pause):
            raise RunInUse(f"Another Firedrill is writing in '{path}' just now. Try again.")
        before = whole(disk, path)
        changed = (change(body) for body in bodies(before, path))
        after = chained_lines(body for body in changed if body is not None)
        if after != before or _lies_beside(disk, path):
            with writing(path):
                disk.write_whole(_beside(path), after)
                _write(disk, path, file, after)
    finally:
        with suppress(OSError):
            file.close()


def whole(disk: Disk, path: Path) -> bytes:
    """The bytes of *path*; those that lie beside it where a rewriting was cut short. Raises `RecordUnreadable`."""
    with reading(path):
        for _ in range(TRIES):
            beside = _lies_beside(disk, path)
            data = disk.read(path)
            with suppress(FileNotFoundError):  # the rewriting came to its end just now
                if _lies_beside(disk, path):
                    rest = disk.read(_beside(path))
                    return rest if rest.startswith(data) else data
                if not beside:
                    break
        return data


def finish(disk: Disk, path: Path, file: AppendFile) -> None:
    """Bring a rewriting of *path* to its end that was cut short; *file* is it, locked. Raises `StorageFailed`."""
    if not _lies_beside(disk, path):
        return
    data = whole(disk, path)
    with writing(path):
        if data == disk.read(path):
            disk.remove(_beside(path))  # what is right isn't written again: a power cut in that would have no copy
        else:
            _write(disk, path, file, data)


def _write(disk: Disk, path: Path, file: AppendFile, data: bytes) -> None:
    file.cut(0)
    file.write(data)
    file.sync()
    disk.remove(_beside(path))


def _beside(path: Path) -> Path:
    return path.with_name(f"{path.name}.new")


def _lies_beside(disk: Disk, path: Path) -> bool:
    return _beside(path).name in disk.names(path.parent)


def bodies(data: bytes, path: Path) -> tuple[bytes, ...]:
    """The bodies of all lines; raises `RecordUnreadable` where one isn't as written behind the one before."""

    def damaged(line: int) -> str:
        return (
            f"{path}:{line}: this line was changed or damaged after it was written, so nobody can be taken out "
            "of the file. Put back a copy from a backup, or delete the file."
        )

    return good_lines(data, bytes, damaged).lines
