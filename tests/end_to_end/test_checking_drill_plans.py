"""`firedrill check` with a drill plan: what is wrong is told with its place, and nothing is set up."""

from pathlib import Path

import pytest

from simulator.workbench.class_plans import is_drill_plan
from tests.end_to_end.conftest import SMALL
from tests.training.conftest import PLAN, ROSTER


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A sound drill plan, with its scenario and its roster beside it."""
    folder = tmp_path / "class"
    folder.mkdir()
    (folder / SMALL.name).write_bytes(SMALL.read_bytes())
    (folder / "class.csv").write_text(ROSTER, encoding="utf-8")
    (folder / "monday.yaml").write_text(PLAN, encoding="utf-8")
    return folder / "monday.yaml"


def spoil(file: Path, before: str, after: str) -> None:
    written = file.read_text(encoding="utf-8")
    assert before in written
    file.write_text(written.replace(before, after, 1), encoding="utf-8")


def test_a_sound_plan_is_sound_and_nothing_is_set_up(firedrill, plan, home):
    answer = firedrill("check", plan)

    assert (answer.code, answer.out) == (0, "1 file checked, no problems.\n")
    assert not home.exists()


def test_what_is_wrong_is_told_with_file_and_line_that_of_the_roster_too(firedrill, plan):
    spoil(plan, "mode: untimed", "mode: untimd")
    spoil(plan.with_name("class.csv"), "Dee Lang,2", "Dee Lang,nine")

    answer = firedrill("check", plan)

    assert answer.code == 3
    assert "monday.yaml:6:7: 'untimd' is not known here. Did you mean 'untimed'?" in answer.out
    assert "class.csv:2:" in answer.out
    assert "'beats' is missing" not in answer.out


def test_a_plan_in_a_folder_that_is_checked_is_checked_as_one(firedrill, plan):
    spoil(plan, "cake-at-six.yaml", "cake-at-seven.yaml")

    problems = firedrill("check", plan.parent, "--json").json

    assert [problem["code"] for problem in problems if problem["file"] == "monday.yaml"] == ["DP011"]


def test_what_is_no_drill_plan_is_told_as_before(firedrill, tmp_path):
    other = tmp_path / "other.yaml"
    other.write_text("trainer: Alex\nbeats: {}\n", encoding="utf-8")

    assert "(SC022)" in firedrill("check", other).out


@pytest.mark.parametrize("written", ["", "- drill\n", "drill: [", "drill: &a x\n", "title: Drill\ndrill: x\n"])
def test_a_file_of_another_kind_or_of_none_is_no_drill_plan(tmp_path, written):
    file = tmp_path / "file.yaml"
    file.write_text(written, encoding="utf-8")

    assert not is_drill_plan(file)
    assert not is_drill_plan(tmp_path / "nowhere.yaml")
