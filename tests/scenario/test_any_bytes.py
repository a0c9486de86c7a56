from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import ScenarioInvalid
from simulator.scenario.reading import read_bytes
from simulator.scenario.story import Story

SOUND = (Path(__file__).parent / "small-drill.yaml").read_bytes()
SCRAPS = [
    b"[",
    b"]",
    b"{",
    b"}",
    b": ",
    b"- ",
    b"\n",
    b"\n  ",
    b"'",
    b'"',
    b"&a ",
    b"*a",
    b"!!int ",
    b"<<: ",
    b"? ",
    b"| ",
]
WORDS = [
    b"never",
    b"null",
    b"0",
    b"-1",
    b"9999999999",
    b"1e9",
    b"5 min",
    b"12:30",
    b"nora",
    b"ready",
    b"true",
    b"{not: ",
]


def outcome(raw: bytes) -> Story | ScenarioInvalid:
    try:
        return read_bytes(raw, "drill.yaml")
    except ScenarioInvalid as refused:
        return refused


@given(st.binary(max_size=400))
def test_any_bytes_give_a_scenario_or_a_refusal(raw: bytes) -> None:
    assert outcome(raw)


@given(st.lists(st.sampled_from(SCRAPS + WORDS), max_size=40).map(b"".join))
def test_any_scraps_of_yaml_give_a_scenario_or_a_refusal(raw: bytes) -> None:
    assert outcome(raw)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_sound_scenario_with_a_piece_exchanged_gives_a_scenario_or_a_refusal(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(SOUND)))
    length = data.draw(st.integers(0, 60))
    piece = data.draw(st.sampled_from(SCRAPS + WORDS) | st.binary(max_size=12))

    assert outcome(SOUND[:start] + piece + SOUND[start + length :])


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_sound_scenario_with_a_word_exchanged_for_another_gives_a_scenario_or_a_refusal(data: st.DataObject) -> None:
    words = SOUND.split(b" ")
    at, other = data.draw(st.integers(0, len(words) - 1)), data.draw(st.sampled_from(words))

    assert outcome(b" ".join([*words[:at], other, *words[at + 1 :]]))
