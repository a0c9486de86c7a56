from pathlib import Path

import pytest

from simulator.errors import NotFound
from simulator.scenario.shelf import find_scenario, scenario_paths, shelf_folder


def test_the_shelf_of_a_checkout_is_its_scenarios_folder(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "scenarios").mkdir()

    assert shelf_folder(tmp_path / "simulator") == tmp_path / "scenarios"


def test_elsewhere_the_shelf_is_what_was_installed(tmp_path: Path) -> None:
    (tmp_path / "scenarios").mkdir()

    assert shelf_folder(tmp_path / "simulator") == tmp_path / "simulator" / "_shelf"


def test_plans_do_not_stand_on_the_shelf(shelf: Path) -> None:
    assert [path.name for path in scenario_paths(shelf)] == ["small-drill.yaml"]


def test_a_scenario_is_found_by_its_id(shelf: Path) -> None:
    assert find_scenario("small-drill", shelf) == shelf / "small-drill.yaml"


def test_a_scenario_is_found_by_its_path(shelf: Path, tmp_path: Path) -> None:
    path = str(shelf / "small-drill.yaml")

    assert find_scenario(path, tmp_path / "elsewhere") == Path(path)


def test_a_misspelt_id_is_not_found_and_the_nearest_is_suggested(shelf: Path) -> None:
    with pytest.raises(NotFound, match=r"no scenario is called 'smal-dril'\. Did you mean 'small-drill'\?"):
        find_scenario("smal-dril", shelf)


def test_an_unknown_id_is_not_found_and_all_are_named(shelf: Path) -> None:
    with pytest.raises(NotFound, match=r"no scenario is called 'x'\. There are small-drill\."):
        find_scenario("x", shelf)


@pytest.mark.parametrize(
    "wanted", ["", "../no-such-scenario", "/etc", "a\0.yaml", "x" * 5000 + ".yaml", "\x1b[2J.yaml", "\ud800.yaml"]
)
def test_odd_names_are_not_found_and_break_nothing(wanted: str, shelf: Path) -> None:
    with pytest.raises(NotFound) as missing:
        find_scenario(wanted, shelf)

    assert "\x1b" not in str(missing.value)
