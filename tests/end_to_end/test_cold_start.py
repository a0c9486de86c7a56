"""Text commands are there at once: they load no window and nothing heavy."""

import pytest

HEAVY = ("pygame", "numpy", "sqlalchemy", "rich", "hypothesis")


def loaded(answer):
    lines = (line for line in answer.err.splitlines() if line.startswith("import time:"))
    return {line.rsplit("|", 1)[1].strip().split(".")[0] for line in lines}


@pytest.mark.parametrize(
    "arguments", [["--help"], ["scores"], ["play", "lost-child-resort", "--bot", "careful", "--json"]]
)
def test_a_text_command_loads_nothing_heavy(own_process, arguments):
    answer = own_process(*arguments, python=["-X", "importtime"])

    assert answer.code == 0
    assert not loaded(answer) & set(HEAVY)


def test_a_list_of_runs_needs_neither_scenarios_nor_rules(own_process):
    assert not loaded(own_process("scores", python=["-X", "importtime"])) & {"yaml", "transitions"}
