"""What a fresh machine installs is written down, version for version."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINES = [line for line in (ROOT / "constraints.txt").read_text().splitlines() if line and line[0] != "#"]


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=~! ;]", name)[0]).lower()


def test_every_package_is_locked_to_one_version() -> None:
    assert [line for line in LINES if not re.fullmatch(r"[A-Za-z0-9_.-]+==[A-Za-z0-9_.+!-]+", line)] == []


def test_everything_that_is_asked_for_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    asked = {plain(each) for each in (*project["dependencies"], *project["optional-dependencies"]["dev"])}

    assert asked - {plain(line) for line in LINES} == set()


def test_what_a_drill_is_kept_and_scored_by_is_what_was_locked() -> None:
    locked = {plain(line): line.split("==")[1] for line in LINES}

    for name in ("msgspec", "pyyaml", "transitions", "sqlalchemy"):
        assert version(name) == locked[name]
