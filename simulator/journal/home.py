"""Where records live: `scores/` of a checkout, else the user's data folder, or wherever FIREDRILL_HOME says.

Names of places only; what lies in them is the other modules' business.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import simulator
from simulator.errors import NotFound, StorageFailed
from simulator.scenario.problems import shown

SUFFIX = ".jsonl"
HOUSE_FILE = "house.yaml"  # as the scenario room calls it; importing that here would load a YAML reader for a list
NO_HOUSE = "none"  # asked for instead of a file: plays by a scenario's own limits, whatever lies in the home

TROUBLE = "trouble.txt"  # the details of the latest fault of ours; they may hold anything

# The folders of the data folder that several rooms know.
PLANS = "plans"  # what the form for a drill plan writes
DRILLS = "drills"  # those with a class, each in a folder of its own
SNAPSHOTS = "snapshots"  # scenarios as they were when somebody first played them
KEPT = "kept"  # scenarios that were read and checked before
NOTES = "notes"  # what was said about runs afterwards: the notebook and the trainers' journal


def find_home(
    environ: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    package: Path = Path(simulator.__file__).parent,
    user: Path | None = None,
) -> Path:
    """Give the folder for records; it may not exist yet. Raises `StorageFailed` where nobody can say which it is."""
    if chosen := environ.get("FIREDRILL_HOME", "").strip():
        return _expanded(chosen)
    checkout = package.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "scenarios").is_dir():
        return checkout / "scores"
    return _data_folder(environ, platform, user or _user_folder())


def _expanded(chosen: str) -> Path:
    try:
        return Path(chosen).expanduser()
    except RuntimeError as error:
        raise StorageFailed(
            f"FIREDRILL_HOME is '{chosen}', and this computer knows no such user. Set it to a folder you may write to."
        ) from error


def _user_folder() -> Path:
    try:
        return Path.home()
    except RuntimeError as error:
        raise StorageFailed(
            "Nothing says where your home folder is. Set FIREDRILL_HOME to a folder you may write to."
        ) from error


def _data_folder(environ: Mapping[str, str], platform: str, user: Path) -> Path:
    if platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or user / "AppData" / "Local") / "Firedrill"
    if platform == "darwin":
        return user / "Library" / "Application Support" / "Firedrill"
    given = Path(environ.get("XDG_DATA_HOME", ""))
    # The XDG standard asks to ignore relative paths.
    return (given if given.is_absolute() else user / ".local" / "share") / "firedrill"


def journal_path(home: Path, run: str) -> Path:
    """Where the journal of *run* lies."""
    return home / f"{run}{SUFFIX}"


def snapshot_path(home: Path, content_hash: str) -> Path:
    """Where the scenario with this hash is kept, as it was when somebody first played it."""
    return home / SNAPSHOTS / f"{content_hash}.yaml"


def find_house(home: Path, wanted: str = "") -> Path | None:
    """Give the house file to lay over drills: the one *wanted*, none where that is `none`, else `house.yaml` of *home*.

    Raises `NotFound` where the one *wanted* isn't there.
    """
    if wanted and wanted != NO_HOUSE:
        if not is_there(Path(wanted)):
            raise NotFound(f"there is no house file '{shown(wanted, longest=200)}'. Check the spelling of the path.")
        return Path(wanted)
    own = home / HOUSE_FILE
    return own if not wanted and is_there(own) else None


def is_there(path: Path) -> bool:
    """Whether a file, or anything else, lies at *path*."""
    try:
        return path.exists()
    except (OSError, ValueError):  # a name too long for the file system, or with a null character in it
        return False


def kept_stories_folder(home: Path) -> Path:
    """Where scenarios lie that were read and checked before; it may be deleted at any time."""
    return home / KEPT


def cut_path(home: Path, run: str, good: int) -> Path:
    """Where the bytes are kept aside that a crash left half written behind the first *good* ones."""
    return home / f"{run}.{good}.cut"


def people_path(home: Path) -> Path:
    """The one file with names in it."""
    return home / "people.json"


def people_lock_path(home: Path) -> Path:
    """The empty file that whoever changes the names holds meanwhile: the file with the names is replaced whole."""
    return home / "people.lock"


def notebook_path(home: Path) -> Path:
    """The second journal: what people said about runs afterwards."""
    return home / NOTES / f"notebook{SUFFIX}"
