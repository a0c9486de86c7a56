from collections.abc import Iterable
from pathlib import Path

import pytest

from simulator.errors import NotFound
from simulator.scenario.inspecting import inspect
from simulator.scenario.plans import Play
from simulator.scenario.story import Story


def told(*paths: Path) -> list[str]:
    return [str(problem) for inspected in inspect(paths) for problem in inspected.problems]


def test_a_folder_is_inspected_whole_and_plans_as_plans(shelf: Path) -> None:
    inspected = inspect([shelf])

    assert [each.path.name for each in inspected] == ["small-drill.plan.yaml", "small-drill.yaml"]
    assert not any(each.problems for each in inspected)


def test_hidden_files_and_folders_are_passed_over(shelf: Path) -> None:
    (shelf / ".hidden").mkdir()
    (shelf / ".hidden" / "bomb.yaml").write_text("[")
    (shelf / ".bomb.yaml").write_text("[")

    assert told(shelf) == []


def test_a_file_named_twice_is_inspected_once(shelf: Path) -> None:
    assert len(inspect([shelf, shelf / "small-drill.yaml"])) == 2


def test_a_scenario_without_a_plan_is_told(shelf: Path) -> None:
    (shelf / "small-drill.plan.yaml").unlink()

    assert told(shelf) == [
        "small-drill.yaml:1:1: there is no plan beside it. Write 'small-drill.plan.yaml' with three plays and what "
        "they get. (SC070)"
    ]


def test_a_file_that_is_called_otherwise_than_its_scenario_is_told(shelf: Path) -> None:
    (shelf / "small-drill.yaml").rename(shelf / "other.yaml")

    assert any("SC072" in line and "other.yaml:1:1" in line for line in told(shelf))


def test_one_id_for_two_scenarios_is_told(shelf: Path) -> None:
    (shelf / "more").mkdir()
    (shelf / "more" / "small-drill.yaml").write_bytes((shelf / "small-drill.yaml").read_bytes())

    assert sum("SC073" in line for line in told(shelf)) == 1


def test_problems_of_several_files_are_all_told(shelf: Path) -> None:
    (shelf / "bomb.yaml").write_text("[" * 100_000)
    (shelf / "empty.yaml").write_text("")

    assert {each.path.name for each in inspect([shelf]) if each.problems} == {"bomb.yaml", "empty.yaml"}


def test_a_play_that_comes_out_otherwise_is_told_where_it_is_written(shelf: Path) -> None:
    def player(story: Story, play: Play) -> Iterable[str]:
        return ["honesty was 40, planned 80 to 100."] if play.name == "careful" else []

    problems = [problem for each in inspect([shelf], player) for problem in each.problems]

    assert [str(problem) for problem in problems] == [
        "small-drill.plan.yaml:4:5: the 'careful' play: honesty was 40, planned 80 to 100. (SC071)"
    ]


def test_a_plan_of_a_broken_scenario_is_not_played(shelf: Path) -> None:
    path = shelf / "small-drill.yaml"
    path.write_text(path.read_text().replace("difficulty: 1", "difficulty: 9"))

    def player(story: Story, play: Play) -> Iterable[str]:
        raise AssertionError("played")

    assert [len(each.problems) for each in inspect([shelf], player)] == [0, 1]


def test_a_path_where_nothing_is_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="there is nothing at"):
        inspect([tmp_path / "gone"])


def test_a_folder_without_scenarios_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="there is no scenario in"):
        inspect([tmp_path])


def test_a_link_that_leads_nowhere_is_told_and_the_others_are_inspected(shelf: Path) -> None:
    (shelf / "gone.yaml").symlink_to("nowhere.yaml")

    assert [line.split(":")[0] for line in told(shelf)] == ["gone.yaml"]


@pytest.mark.parametrize("name", ["x" * 300, "a\0b"])
def test_a_path_that_no_file_can_have_is_not_found(name: str) -> None:
    with pytest.raises(NotFound, match=r"can't be looked at|there is nothing at"):
        inspect([Path(name)])
