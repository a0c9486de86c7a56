"""Files that a plan names: in its own folder or below, whatever else is written there.

A plan comes by mail from a colleague or a stranger; what lies elsewhere on this computer is none of its business.
"""

from pathlib import Path

from simulator.scenario.problems import Placed, Wrong, quoted


def path_beside(folder: Path, name: str, what: str, code: str, place: Placed) -> Path:
    """The path of *name* in *folder* or below; raises `Wrong`, which calls it *what*, where it leads elsewhere."""
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):  # links are followed: what counts is where the file lies
        told = f"the {what} {quoted(name)} lies outside the folder of this plan. Copy it beside the plan."
        raise Wrong(place, code, told)
    return path


def lies_at(path: Path) -> bool:
    """Whether a regular file lies at *path*; names that no file could have are none."""
    try:
        return path.is_file()
    except (OSError, ValueError):  # too long for the file system, or with a null character in it
        return False
