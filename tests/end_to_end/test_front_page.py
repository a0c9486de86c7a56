"""The front page is true: its transcript comes out as printed, and its commands are the ones there are."""

import re
from pathlib import Path

from simulator.commands import COMMANDS

PAGE = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
PROMPT = "(? for help):"


def test_the_transcript_comes_out_as_it_is_printed(firedrill):
    command, shown = re.search(r"<!-- transcript: firedrill (.*?) -->\n```\n(.*?)\n```", PAGE, re.S).groups()
    typed = [line.split(PROMPT)[1].strip() for line in shown.splitlines() if PROMPT in line]

    answer = firedrill(*command.split(), typed="\n".join(["", "", *typed]) + "\n")

    assert shown in answer.out


def test_every_command_stands_on_the_front_page():
    told = set(re.findall(r"`(?:firedrill )?(\w+)", PAGE))

    assert [command.name for command in COMMANDS if command.name not in told] == []


def test_every_picture_on_the_front_page_is_there():
    pictures = re.findall(r"!\[.*?\]\((.*?)\)", PAGE)

    assert pictures
    assert [picture for picture in pictures if not (Path(__file__).parents[2] / picture).is_file()] == []
