"""Text commands are there at once: they load no window, nothing heavy, and no room that they don't need."""

import pytest

HEAVY = {"pygame", "numpy", "sqlalchemy", "rich", "pydantic", "hypothesis"}
CALLED = {"cli", "commands", "errors", "options", "printing"}  # what every call of ours goes through


def packages(modules):
    return {module.split(".")[0] for module in modules}


def rooms(modules):
    return {module.split(".")[1] for module in modules if module.startswith("simulator.")}


@pytest.mark.parametrize(
    "arguments", [["--help"], ["scores"], ["play", "lost-child-resort", "--bot", "careful", "--json"]]
)
def test_a_text_command_loads_nothing_heavy(loaded_by, arguments):
    assert not packages(loaded_by(*arguments)) & HEAVY


def test_help_is_made_of_the_list_of_commands_alone(loaded_by):
    modules = loaded_by("--help")

    assert rooms(modules) == CALLED
    assert not packages(modules) & {"msgspec", "yaml", "transitions"}
    assert "typer.rich_utils" not in modules


def test_a_list_of_runs_needs_no_other_command_and_neither_scenarios_nor_rules_nor_scorers(loaded_by, bot_run):
    modules = loaded_by("scores")

    assert rooms(modules) == CALLED | {"looking_back", "journal", "terminal", "drill", "scenario", "scoring"}
    assert {module for module in modules if module.startswith("simulator.scoring.")} == {"simulator.scoring.purpose"}
    assert not modules & {"simulator.drill.rules", "simulator.drill.session", "simulator.scenario.reading"}
    assert not packages(modules) & {"yaml", "transitions"}
    assert "typer.rich_utils" not in modules
