"""What holds of every scenario on the shelf."""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from simulator.cli import main
from simulator.drill.cast import cast
from simulator.drill.state import DrillState
from simulator.drill.tables import Tables
from simulator.scenario.plans import plan_path
from simulator.scenario.reading import read_scenario
from simulator.scenario.shelf import scenario_paths, shelf_folder
from simulator.scenario.story import Story, Word

SHELF = scenario_paths(shelf_folder())
LOOKS_REAL = {
    "a phone number": re.compile(r"(?<![\w.])\+?\d(?:[ ()/.-]{0,2}\d){6,}(?!\w)"),
    "a mail address": re.compile(r"\w@\w"),
    "a web address": re.compile(r"https?:|www\.|\w\.(?:com|org|net|info|eu|de|uk|ee|ge|se)\b"),
}

scenarios = pytest.mark.parametrize("path", SHELF, ids=lambda path: path.stem)


def words(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, msgspec.Struct):
        for name in part.__struct_fields__:
            yield from words(getattr(part, name))
    elif isinstance(part, tuple):
        for item in part:
            yield from words(item)


def without_replies(story: Story) -> Story:
    beats = tuple(msgspec.structs.replace(beat, replies=()) for beat in story.beats)
    return msgspec.structs.replace(story, beats=beats)


def test_there_is_a_shelf() -> None:
    assert "lost-child-resort" in [path.stem for path in SHELF]


def test_checking_the_shelf_and_playing_its_plans_finds_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("FIREDRILL_HOME", str(tmp_path))

    code = main(["check", str(shelf_folder())])

    assert capsys.readouterr().out == f"{2 * len(SHELF)} files checked, no problems.\n"
    assert code == 0


@scenarios
def test_only_trainees_ever_say_shortly(path: Path) -> None:
    assert [said for said in words(without_replies(read_scenario(path))) if "shortly" in said.lower()] == []
    assert "shortly" not in plan_path(path).read_text(encoding="utf-8").lower()


@scenarios
@pytest.mark.parametrize("what", LOOKS_REAL)
def test_nothing_looks_like_somebody_s_data(path: Path, what: str) -> None:
    text = path.read_text(encoding="utf-8") + plan_path(path).read_text(encoding="utf-8")

    assert LOOKS_REAL[what].findall(text) == []


@scenarios
def test_no_placeholder_is_left_in_a_story_that_is_played(path: Path) -> None:
    scenario = read_scenario(path)
    told = (msgspec.structs.replace(cast(scenario, seed), vary=()) for seed in range(20))

    assert [said for story in told for said in words(story) if "{" in said or "}" in said] == []


def test_whoever_was_rung_late_does_not_tell_that_nobody_rang() -> None:
    story = cast(read_scenario(shelf_folder() / "quiet-overcharge.yaml"), 0)

    def told(*visited: str) -> str:
        state = DrillState(Tables(story))
        for beat in visited:
            state.mark(Word.VISITED, beat)
        state.mark(Word.GIVEN, "letter", "agnes")
        state.mark(Word.BROKEN, "monday_call", "agnes")
        state.mark(Word.TOLD, "others", "holders")
        return next(ending.id for ending in story.endings if state.tables.guard(ending.when)(state, 0))

    assert told("told", "monday_healed") == "rang_late"
    assert told("told") == "waited"
