"""Maps: a lane per person, every way, what no play reached; and no text of a scenario that becomes syntax."""

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import Usage
from simulator.workbench.map_layout import laid_out
from simulator.workbench.mapping import Form, chosen_form, drawn
from simulator.workbench.mermaid_map import mermaid
from simulator.workbench.shortening import in_lines, shortened
from simulator.workbench.story_map import Box, End, Lane, StoryMap, Why, map_of
from simulator.workbench.svg_map import svg

SMALL = str(Path(__file__).parents[1] / "end_to_end" / "cake-at-six.yaml")


@pytest.fixture(scope="module")
def small() -> StoryMap:
    return map_of(SMALL, seeds=2)


@pytest.fixture(scope="module")
def lake() -> StoryMap:
    return map_of("lost-child-resort", seeds=1)


def named(text: str) -> StoryMap:
    """A map of one beat whose every text is *text*."""
    box = Box("only", "nora", text, 0, None, "")
    return StoryMap("x", text, 3, ("only",), (Lane("nora", text, text),), (box,), (), (), (End("end", text, text, 0),))


def test_every_beat_has_a_box_and_every_person_with_beats_a_lane(small: StoryMap) -> None:
    assert {box.person for box in small.boxes} == {lane.id for lane in small.lanes}
    assert all(arrow.to in {box.id for box in small.boxes} for arrow in small.arrows)


def test_an_arrow_says_whether_a_reply_silence_or_the_world_brings_it_about(lake: StoryMap) -> None:
    assert {arrow.why for arrow in lake.arrows} == set(Why)


def test_a_beat_that_no_play_came_to_is_marked_with_the_number_of_plays() -> None:
    story_map = named("somebody")

    assert "no play came here" in drawn(story_map, Form.SVG)
    assert "class b0 unreached" in drawn(story_map, Form.MERMAID)
    assert "not seen in 3 plays" in drawn(story_map, Form.SVG)


def test_no_two_boxes_stand_in_the_same_place(lake: StoryMap) -> None:
    layout = laid_out(lake)
    lane = {box.id: box.person for box in lake.boxes}

    places = [(lane[beat], place.row, place.column) for beat, place in layout.places.items()]

    assert len(set(places)) == len(lake.boxes)


def test_what_a_phase_brings_stands_below_everything_before_it(lake: StoryMap) -> None:
    layout = laid_out(lake)

    by_band: dict[int, list[int]] = {}
    for place in layout.places.values():
        by_band.setdefault(place.band, []).append(place.row)
    bands = sorted(by_band)

    assert all(max(by_band[a]) < min(by_band[b]) for a, b in pairwise(bands))


@given(st.text(max_size=60))
def test_whatever_is_written_the_picture_is_well_formed(text: str) -> None:
    ElementTree.fromstring("\n".join(svg(named(text))))


def test_the_picture_needs_nothing_from_elsewhere(lake: StoryMap) -> None:
    picture = drawn(lake, Form.SVG)

    assert "<script" not in picture
    assert "href" not in picture
    assert picture.count("http") == 1  # the name of the format


LINE = re.compile(
    r'%%[^{}]*|flowchart TB|subgraph (lane\d+|endings)\["[^"]*"\]|end|b\d+\["[^"]*"\]'
    r'|e\d+\(\["[^"]*"\]\):::ending|b\d+ (-->|-\.->)\|"[^"]*"\| b\d+|w\d+\(\["[^"]*"\]\):::world -\.-> b\d+'
    r"|classDef [a-z]+ [-a-z0-9:#, ]+|class [b0-9,]+ unreached"
)


def test_each_line_of_a_flowchart_has_one_of_the_forms_mermaid_knows(lake: StoryMap) -> None:
    assert [line for line in mermaid(lake) if not LINE.fullmatch(line.strip())] == []


@given(st.text(max_size=60))
def test_no_text_becomes_syntax_of_a_flowchart(text: str) -> None:
    lines = list(mermaid(named(text)))

    assert len(lines) == len(list(mermaid(named("plain"))))
    assert [line for line in lines if not LINE.fullmatch(line.strip())] == []


def test_a_map_has_one_form_at_a_time() -> None:
    with pytest.raises(Usage, match="--svg and --json"):
        chosen_form(True, False, True, None)


def test_the_name_of_the_file_says_the_form_where_nothing_else_does() -> None:
    assert chosen_form(False, False, False, Path("a.svg")) is Form.SVG
    assert chosen_form(False, False, False, None) is Form.MERMAID


@given(st.text(max_size=80), st.integers(2, 30))
def test_what_is_shortened_fits(text: str, longest: int) -> None:
    assert len(shortened(text, longest)) <= longest
    assert all(len(line) <= longest for line in in_lines(text, longest, 2))
    assert len(in_lines(text, longest, 2)) <= 2
