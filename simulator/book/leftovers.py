"""What a stopped program left half written beside its files, and what another one is writing at this moment.

A file is put in its place from `.NAME.NUMBER.part` beside it, where the number is the writing process's: a whole write
takes less than a second, a copy of a large book longer. Nobody deletes what a living process writes: it would find
nothing to put in place. In a shared folder the process may live on another computer, where nobody here can ask.
"""

import os
import sys
import time
from contextlib import suppress
from pathlib import Path

from simulator.book.traces import NO_WORDS_IN, all_files
from simulator.journal.disk import writing
from simulator.journal.home import TROUBLE
from simulator.journal.runs import Runs

LONGEST_WRITE_S = 3_600  # an older file isn't being written, whichever process has that number by now
ANYBODY_WRITES_S = 60  # so long another computer's process may be at it
PART = ".part"


def sweep(runs: Runs) -> tuple[Path, ...]:
    """Delete what a stopped program left half written, and the details of the last fault; gives what had to stay.

    That is what is being written, or may be, but for scenarios, which hold nothing of anybody. Raises `StorageFailed`.
    """
    stay: list[Path] = []
    for path in all_files(runs.home):
        if path.name == TROUBLE or _is_part(path):
            if _is_being_written(path):
                stay.append(path)
            elif path.is_file():  # its writer may have come to its end just now
                _remove(runs, path)
    return tuple(path for path in stay if path.is_file() and not NO_WORDS_IN & set(path.parts))


def _remove(runs: Runs, path: Path) -> None:
    with writing(path), suppress(FileNotFoundError):
        runs.disk.remove(path)


def _is_part(path: Path) -> bool:
    return path.name.startswith(".") and path.name.endswith(PART)


def _is_being_written(path: Path) -> bool:
    """Whether a process that isn't this one may have it in hand: one that lives, or for a minute any."""
    number = path.name.removesuffix(PART).rpartition(".")[2]
    if not _is_part(path) or number == str(os.getpid()):
        return False
    lives_here = number.isdecimal() and int(number) > 0 and _lives(int(number))
    with suppress(OSError):
        return abs(time.time() - path.stat().st_mtime) < (LONGEST_WRITE_S if lives_here else ANYBODY_WRITES_S)
    return False


if sys.platform == "win32":

    def _lives(_: int) -> bool:
        """There nobody can delete what another process has open, and asking like this would end it."""
        return False
else:

    def _lives(process: int) -> bool:
        try:
            os.kill(process, 0)  # sends nothing
        except PermissionError:
            return True
        except (OSError, OverflowError):
            return False
        return True
