"""Keeps what broke inside for whoever mends it. Nothing a person could do something about comes here."""

import traceback
from pathlib import Path

from simulator.errors import SimulatorError
from simulator.journal.disk import RealDisk
from simulator.journal.home import TROUBLE
from simulator.scenario.problems import shown


def keep_details(home: Path, error: Exception) -> str:
    """Write the traceback of *error* into *home*; gives the file's path, or nothing where it can't be written."""
    path = home / TROUBLE
    details = "".join(traceback.format_exception(error)).encode("utf-8", "replace")
    try:
        RealDisk().make_folder(home)
        RealDisk().write_whole(path, details)
    except (OSError, ValueError, SimulatorError):
        return ""
    return str(path)


def sentence_of(error: Exception) -> str:
    """What broke, in a sentence: our own errors say it themselves, of others only the kind is told."""
    if isinstance(error, SimulatorError):
        return shown(str(error), longest=400)
    return f"That is our fault, not yours, and nothing you did was wrong. It calls itself “{type(error).__name__}”."
