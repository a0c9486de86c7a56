"""What can come about in a story is worked out once for all who ask, and never mixed up with another story's."""

from pathlib import Path

from msgspec.structs import replace

from simulator.scenario.reach import Reach, reach_of
from simulator.scenario.reading import read_scenario

SMALL = Path(__file__).with_name("small-drill.yaml")


def test_checks_of_one_story_share_one_answer():
    story = read_scenario(SMALL)

    assert reach_of(story) is reach_of(story)


def test_a_variant_of_a_story_gets_an_answer_of_its_own():
    story = read_scenario(SMALL)
    shorter = replace(story, happenings=())

    assert ("happening", "done") in reach_of(story).possible
    assert ("happening", "done") not in reach_of(shorter).possible
    assert reach_of(story).possible == Reach(story).possible
