"""Where the scenarios are that come with the program, and how one is found by its id or path."""

from pathlib import Path

import simulator
from simulator.errors import NotFound
from simulator.scenario.plans import is_plan
from simulator.scenario.problems import did_you_mean, listed, quoted, shown
from simulator.scenario.reading_house import is_house

SUFFIX = ".yaml"


def shelf_folder(package: Path = Path(simulator.__file__).parent) -> Path:
    """Give the shelf: `scenarios/` of a checkout, else the copy that was installed with the program."""
    checkout = package.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "scenarios").is_dir():
        return checkout / "scenarios"
    return package / "_shelf"


def scenario_paths(shelf: Path) -> tuple[Path, ...]:
    """Give every scenario file on *shelf*, by name; plans and houses are not scenarios."""
    return tuple(sorted(path for path in shelf.glob(f"*{SUFFIX}") if not is_plan(path) and not is_house(path)))


def find_scenario(wanted: str, shelf: Path | None = None) -> Path:
    """Give the file of the scenario with the id, or at the path, *wanted*; raises `NotFound` with a suggestion."""
    shelf = shelf_folder() if shelf is None else shelf
    known = {path.stem: path for path in scenario_paths(shelf)}
    if wanted in known:
        return known[wanted]
    if _looks_like_a_path(wanted):
        path = Path(wanted)
        if _exists(path):
            return path
        raise NotFound(f"there is no file '{shown(wanted, longest=200)}'. Check the spelling of the path.")
    meant = did_you_mean(wanted, known) or (f" There are {listed(known, 'and')}." if known else " The shelf is empty.")
    raise NotFound(f"no scenario is called {quoted(wanted)}.{meant}")


def _looks_like_a_path(wanted: str) -> bool:
    return wanted.endswith((".yaml", ".yml")) or "/" in wanted or "\\" in wanted


def _exists(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # a name too long for the file system, or with a null character in it
        return False
