"""The list that `--help` is made of says of every command what the command says of itself."""

from inspect import cleandoc

import pytest

from simulator.commands import COMMANDS

EVERY = [command for listed in COMMANDS for command in (listed, *listed.inner)]


@pytest.mark.parametrize("listed", EVERY, ids=lambda listed: listed.name)
def test_a_line_of_help_is_how_the_docstring_of_its_command_begins(listed):
    says = cleandoc(listed.loaded().help).split("\n\n")[0]

    assert listed.help == " ".join(says.split())


@pytest.mark.parametrize("listed", COMMANDS, ids=lambda listed: listed.name)
def test_a_command_is_called_what_it_is_listed_as(firedrill, listed):
    answer = firedrill(listed.name, "--help")

    assert answer.code == 0
    assert answer.out.startswith(f"Usage: firedrill {listed.name} [OPTIONS]")


def test_no_two_commands_have_one_name():
    names = [listed.name for listed in COMMANDS]

    assert len(set(names)) == len(names)


def test_a_command_that_stands_elsewhere_belongs_to_its_group(firedrill):
    assert "rebuild  Make the score book anew from the journals" in firedrill("scores", "--help").out
    assert firedrill("scores", "rebuild", "--help").out.startswith("Usage: firedrill scores rebuild [OPTIONS]")
