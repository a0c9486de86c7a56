"""Whatever lies in the data folder is for its owner alone; a page goes where somebody asks, as their umask says."""

import os
from pathlib import Path

import pytest

from simulator.desktop.settings import Preferences, Settings
from simulator.desktop.trouble import keep_details
from simulator.journal.disk import RealDisk
from simulator.journal.keys import Keys, keys_folder
from simulator.journal.replay import replay
from simulator.journal.sealing import Sealing
from simulator.pages.keeping import keep_page
from simulator.training.sealing_up import seal_finished
from tests.end_to_end.conftest import SMALL
from tests.training.a_class import a_class, runs_in

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows has no such modes")


@pytest.fixture
def open_umask():
    """Whoever sits here lets everybody read and write what they make."""
    before = os.umask(0)
    yield
    os.umask(before)


def readable_by_others(folder: Path) -> list[str]:
    paths = [folder, *folder.rglob("*")]
    return sorted(str(path.relative_to(folder)) for path in paths if path.lstat().st_mode & 0o077)


def test_after_a_drill_nobody_else_can_read_a_file_of_the_data_folder(firedrill, home, open_umask):
    firedrill("play", SMALL, "--terminal", typed="Ada\n\n1\nq\n")
    firedrill("play", SMALL, "--bot", "careful")
    firedrill("replay", "latest")

    there = {path.name for path in home.rglob("*")}
    assert {"people.json", "people.lock", "snapshots"} < there
    assert sum(name.endswith(".jsonl") for name in there) == 2
    assert readable_by_others(home) == []


def test_nor_after_a_drill_with_a_class_that_was_sealed_and_looked_at(firedrill, home, open_umask):
    home.mkdir(mode=0o700)
    runs = runs_in(home)
    control = a_class(runs, ["careful", "hurried"])
    keys = Keys(keys_folder(), RealDisk())
    keys.make(home)
    assert list(seal_finished(Sealing(keys), runs, control)) == []
    firedrill("drill", "autumn", "--watch", "--json")
    firedrill("scores")

    there = {path.relative_to(home).as_posix() for path in home.rglob("*")}
    assert {"drills/autumn/status/0.json", "drills/autumn/control.jsonl", "notes/ledger.jsonl"} < there
    assert any(name.endswith(".seal") for name in there)
    assert readable_by_others(home) == []


def test_nor_what_the_window_keeps(firedrill, home, open_umask):
    Settings(home).change(Preferences(reading_time=2.0))
    run = firedrill("play", SMALL, "--bot", "careful", "--json").json["run"]
    page = keep_page(home, replay(runs_in(home), run), None)
    kept = keep_details(home, ValueError("it broke"))

    assert (page.exists(), Path(kept).exists()) == (True, True)
    assert readable_by_others(home) == []


def test_a_page_that_somebody_asks_for_is_made_as_their_umask_says(firedrill, home, tmp_path, open_umask):
    firedrill("play", SMALL, "--bot", "careful")
    os.umask(0o027)
    firedrill("debrief", "--html", tmp_path / "page.html")

    assert (tmp_path / "page.html").stat().st_mode & 0o777 == 0o640
