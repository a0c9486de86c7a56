"""What the page for trainers says of the time after a drill: its calendar can be read, its commands are there."""

import re
from pathlib import Path

import pytest

from simulator.commands import COMMANDS
from simulator.training.calendar import CALENDAR_FIELDS, KINDS_OF_CALENDARS, RULE_FIELDS, read_calendar

PAGE = (Path(__file__).parents[2] / "docs" / "training.md").read_text()
AFTERWARDS = PAGE[PAGE.index("## Afterwards: talk it over") :]


def test_the_calendar_of_the_page_can_be_read(tmp_path):
    block = re.search(r"```yaml\n(.*?)```", AFTERWARDS, re.DOTALL)
    (tmp_path / "calendar.yaml").write_text(block[1])

    calendar = read_calendar(tmp_path / "calendar.yaml")

    assert calendar.people == ("Ana Ruiz", "Ben Okafor", "Cy Moor", "Dee Lang")
    assert len(calendar.rules) == 3


@pytest.mark.parametrize("kind", KINDS_OF_CALENDARS, ids=lambda kind: kind.code)
def test_the_page_tells_every_kind_of_problem(kind):
    assert f"| {kind.code} | {kind.name} | {kind.sentence} |" in PAGE


@pytest.mark.parametrize("command", [command.name for command in COMMANDS if command.where.startswith("teaching.")])
def test_the_page_tells_every_command(command):
    assert f"firedrill {command}" in AFTERWARDS


@pytest.mark.parametrize("field", [*CALENDAR_FIELDS, *RULE_FIELDS])
def test_the_page_tells_every_line_of_a_calendar(field):
    assert f"{field}:" in AFTERWARDS
