"""A chained file written anew without some of its lines: the one way in which anything is ever taken out of one.

The rest lies beside it, whole, while the file is written, so that a power cut in between loses nothing.
"""

import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from simulator.errors import RecordUnreadable
from simulator.journal.chain import FIRST_LINK, link_of, opened, sealed
from simulator.journal.disk import Disk, RunInUse, locked_in_time, reading, writing


def chained_lines(bodies: Iterable[bytes]) -> bytes:
    """The bytes of a file with these *bodies*, chained from its beginning."""
    link, lines = FIRST_LINK, []
    for body in bodies:
        line, link = sealed(link, body)
        lines.append(line)
    return b"".join(lines)


def without(
    disk: Disk, path: Path, stays: Callable[[bytes], bool], pause: Callable[[float], None] = time.sleep
) -> None:
    """Leave out every line of *path* whose body doesn't stay; a half-written last line goes too.

    Written within the file's lock and not replaced by another: somebody may be waiting with this very file open.
    Raises `StorageFailed` and `RecordUnreadable`.
    """
    if path.name not in disk.names(path.parent):
        return
    beside = path.with_name(f"{path.name}.new")
    with writing(path):
        file = disk.append_to(path, new=False)
    try:
        if not locked_in_time(file, pause):
            raise RunInUse(f"Another Firedrill is writing in '{path}' just now. Try again.")
        before = _whole(disk, path, beside)
        after = chained_lines(body for body in bodies(before, path) if stays(body))
        if after == before and beside.name not in disk.names(beside.parent):
            return
        with writing(path):
            disk.write_whole(beside, after)
            file.cut(0)
            file.write(after)
            file.sync()
            disk.remove(beside)
    finally:
        with suppress(OSError):
            file.close()


def _whole(disk: Disk, path: Path, beside: Path) -> bytes:
    """The file's bytes; those that lie beside it where an earlier rewriting was cut short."""
    with reading(path):
        data = disk.read(path)
        if beside.name in disk.names(beside.parent):
            rest = disk.read(beside)
            if rest.startswith(data):
                return rest
    return data


def bodies(data: bytes, path: Path) -> tuple[bytes, ...]:
    """The bodies of all whole lines; raises `RecordUnreadable` where one isn't as written behind the one before."""
    link, found = FIRST_LINK, []
    for number, line in enumerate(data.split(b"\n")[:-1], start=1):
        try:
            found.append(opened(link, line))
        except ValueError as error:
            raise RecordUnreadable(
                f"{path}:{number}: this line was changed or damaged after it was written, so nobody can be taken out "
                "of the file. Put back a copy from a backup, or delete the file."
            ) from error
        link = link_of(line)
    return tuple(found)
