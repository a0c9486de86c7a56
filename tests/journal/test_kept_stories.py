"""Scenarios that were read before are there at once, and are never anything but what reading them gives."""

import os
from pathlib import Path

import pytest

from simulator.errors import ScenarioInvalid
from simulator.journal.home import kept_stories_folder
from simulator.journal.kept_stories import KeptStories
from simulator.scenario.reading import read_scenario

DRILL = Path(__file__).parents[1] / "scenario" / "small-drill.yaml"


def kept_in(home: Path) -> list[Path]:
    return sorted(kept_stories_folder(home).iterdir())


def test_what_was_kept_is_what_reading_gives(tmp_path: Path) -> None:
    first = KeptStories(tmp_path).read(DRILL)
    again = KeptStories(tmp_path).read(DRILL)

    assert first == again == read_scenario(DRILL)
    assert len(kept_in(tmp_path)) == 1


def test_an_edited_file_is_read_anew(tmp_path: Path) -> None:
    edited = tmp_path / "small-drill.yaml"
    edited.write_bytes(DRILL.read_bytes())
    KeptStories(tmp_path / "home").read(edited)
    edited.write_text(DRILL.read_text().replace("difficulty: 1", "difficulty: 2"))

    assert KeptStories(tmp_path / "home").read(edited).difficulty == 2


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: b"", lambda data: data[:99] + b"x" + data[100:]]
)
def test_a_damaged_one_is_read_anew(tmp_path: Path, damage) -> None:
    KeptStories(tmp_path).read(DRILL)
    (kept,) = kept_in(tmp_path)
    kept.write_bytes(damage(kept.read_bytes()))

    assert KeptStories(tmp_path).read(DRILL) == read_scenario(DRILL)


def test_what_is_wrong_with_a_file_is_told_every_time(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("format: 2")

    for _ in range(2):
        with pytest.raises(ScenarioInvalid):
            KeptStories(tmp_path / "home").read(wrong)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_home_that_cannot_be_written_keeps_nobody_from_reading(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)

    assert KeptStories(tmp_path / "home").read(DRILL) == read_scenario(DRILL)


def test_a_file_in_place_of_the_folder_keeps_nobody_from_reading(tmp_path: Path) -> None:
    kept_stories_folder(tmp_path).write_text("in the way")

    assert KeptStories(tmp_path).read(DRILL) == read_scenario(DRILL)


def test_not_more_than_sixty_four_are_kept(tmp_path: Path) -> None:
    for number in range(70):
        KeptStories(tmp_path).read_bytes(DRILL.read_bytes() + f"# {number}\n".encode(), "drill.yaml")

    assert len(kept_in(tmp_path)) <= 64
