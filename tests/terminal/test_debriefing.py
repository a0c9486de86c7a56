"""The scores of a debrief in plain text can be added up by whoever reads them."""

import re
from pathlib import Path

import pytest

from simulator.bots.playing import step
from simulator.bots.roster import make
from simulator.drill import actions as do
from simulator.drill.cast import cast
from simulator.drill.session import LiveSession
from simulator.drill.view import Life
from simulator.scenario.reading import read_scenario
from simulator.scoring.debrief import debrief
from simulator.terminal.debriefing import score_lines
from simulator.training.reading_marks import FLOOR, HOW_TO_ADD, LIMIT

LOST_CHILD = Path(__file__).parents[2] / "scenarios" / "lost-child-resort.yaml"
HEADLINE = re.compile(r"^(?:Honesty|Empathy|Cadence|Generosity): ([0-9.]+) of 100")
MINUS = re.compile(r"^ {2} {0,4}(-[0-9.]+) {2}")


@pytest.fixture(scope="module", params=["careful", "hurried", "silent", "spendthrift", "liar-but-nice"])
def printed(request: pytest.FixtureRequest) -> str:
    story = cast(read_scenario(LOST_CHILD), 0)
    session, bot = LiveSession(story, 0), make(request.param, story, 0)
    session.submit(do.Begin())
    while session.view().life is not Life.ENDED:
        step(session, bot)
    return "\n".join(score_lines(debrief(story, session.events())))


def test_how_to_add_is_said_once_before_the_scores(printed):
    assert " ".join(printed.split()).startswith(HOW_TO_ADD)


def test_a_hundred_and_the_minus_lines_come_to_the_score_or_it_is_said_why_not(printed):
    for part in re.split(r"\n\n", printed)[1:]:
        lines, flowing = part.splitlines(), " ".join(part.split())
        headline = HEADLINE.match(lines[0]) if lines else None
        if headline is None:
            continue
        taken = sum(float(found[1]) for line in lines if (found := MINUS.match(line)))
        adds_up = abs(100 + taken - float(headline[1])) < 1
        assert adds_up or LIMIT in flowing or FLOOR in flowing, part


def test_a_band_stands_beside_its_place_on_the_ladder(printed):
    assert printed.count("step") >= 4
