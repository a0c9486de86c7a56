"""Where records live."""

from pathlib import Path

import pytest

from simulator.errors import StorageFailed
from simulator.journal.home import find_home

USER = Path("/users/noor")


def test_the_environment_wins(tmp_path):
    assert find_home({"FIREDRILL_HOME": str(tmp_path)}) == tmp_path


def test_a_checkout_keeps_its_scores(tmp_path):
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "scenarios").mkdir()

    assert find_home({"FIREDRILL_HOME": " "}, package=tmp_path / "simulator") == tmp_path / "scores"


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {}, USER / ".local/share/firedrill"),
        ("linux", {"XDG_DATA_HOME": "/data"}, Path("/data/firedrill")),
        ("linux", {"XDG_DATA_HOME": "data"}, USER / ".local/share/firedrill"),
        ("darwin", {}, USER / "Library/Application Support/Firedrill"),
        ("win32", {"LOCALAPPDATA": "/local"}, Path("/local/Firedrill")),
        ("win32", {}, USER / "AppData/Local/Firedrill"),
    ],
)
def test_elsewhere_it_is_the_folder_each_system_keeps_for_data(tmp_path, platform, environ, expected):
    assert find_home(environ, platform, tmp_path / "simulator", USER) == expected


def test_a_home_of_nobody_known_is_told():
    with pytest.raises(StorageFailed, match=r"FIREDRILL_HOME is '~nosuchuser/x'.* knows no such user"):
        find_home({"FIREDRILL_HOME": "~nosuchuser/x"})
