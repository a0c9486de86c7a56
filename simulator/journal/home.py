"""Where records live: `scores/` of a checkout, else the user's data folder, or wherever FIREDRILL_HOME says.

Names of places only; what lies in them is the other modules' business.
"""

import os
import sys
from collections.abc import Mapping
from pathlib import Path

import simulator

SUFFIX = ".jsonl"


def find_home(
    environ: Mapping[str, str] = os.environ,
    platform: str = sys.platform,
    package: Path = Path(simulator.__file__).parent,
    user: Path | None = None,
) -> Path:
    """Give the folder for records; it may not exist yet."""
    if chosen := environ.get("FIREDRILL_HOME", "").strip():
        return Path(chosen).expanduser()
    checkout = package.parent
    if (checkout / "pyproject.toml").is_file() and (checkout / "scenarios").is_dir():
        return checkout / "scores"
    return _data_folder(environ, platform, user or Path.home())


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
    return home / "snapshots" / f"{content_hash}.yaml"


def cut_path(home: Path, run: str, good: int) -> Path:
    """Where the bytes are kept aside that a crash left half written behind the first *good* ones."""
    return home / f"{run}.{good}.cut"


def people_path(home: Path) -> Path:
    """The one file with names in it."""
    return home / "people.json"


def notebook_path(home: Path) -> Path:
    """The second journal: what people said about runs afterwards."""
    return home / "notes" / f"notebook{SUFFIX}"
