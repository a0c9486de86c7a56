"""The story of the speed figures is a scenario like any other, and its walk in a drill is the one by hand."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from simulator.drill import actions as do
from simulator.drill.cast import cast
from simulator.drill.session import LiveSession
from simulator.scenario.reading import read_text

BENCH = Path(__file__).parents[2] / "bench"


@pytest.fixture(scope="module")
def knots() -> ModuleType:
    spec = importlib.util.spec_from_file_location("forty_knots", BENCH / "forty_knots.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["forty_knots"] = module  # its dataclass looks itself up there
    spec.loader.exec_module(module)
    return module


def test_a_drill_of_forty_knots_walks_as_the_table_does(knots: ModuleType):
    story = cast(read_text(knots.scenario(), "forty-knots.yaml"), 0)
    session = LiveSession(story, 0)
    takes = {reply.id: reply.takes for beat in story.beats for reply in beat.replies}
    session.submit(do.Begin())
    numbers, checksum = knots.walk(1), 0

    for number in numbers:
        view = session.view()
        open_ways = sorted(reply.id for reply in view.people[0].replies)
        chosen = open_ways[number % len(open_ways)]
        checksum = knots.added(checksum, int(chosen.split(".")[0][1:]), len(open_ways), view.now // 1000)
        session.submit(do.Say(reply=chosen))
        session.advance(view.now + takes[chosen])

    assert checksum == knots.by_hand(numbers)
