"""Events and moves keep their meaning through bytes; bytes of a stranger give typed errors."""

import contextlib
from typing import get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.drill.actions import Action, Say
from simulator.drill.events import Event
from simulator.journal.codec import MovesInvalid, decode_entry, decode_moves, encode_entry, encode_moves
from simulator.journal.records import Entry, PlannedMove

TEXT = st.text(st.characters(codec="utf-8"), max_size=30)
st.register_type_strategy(str, TEXT)
st.register_type_strategy(int, st.integers(0, 10**10))
st.register_type_strategy(float, st.floats(0, 1e9))

events = st.one_of([st.builds(kind) for kind in get_args(Event)])
actions = st.one_of([st.builds(kind) for kind in get_args(Action)])
moves = st.builds(PlannedMove, actions, st.none() | st.integers(0, 10**9))


@settings(max_examples=300, deadline=None)
@given(events, st.booleans(), st.integers(0, 10**6))
def test_every_event_survives_the_journal(event, end, number):
    entry = Entry(number, event=event, end=end)

    assert decode_entry(encode_entry(entry)) == entry
    assert encode_entry(decode_entry(encode_entry(entry))) == encode_entry(entry)


@settings(max_examples=200, deadline=None)
@given(st.lists(moves, max_size=5))
def test_every_list_of_moves_survives_a_file(planned):
    assert decode_moves(encode_moves(planned), "moves.json") == tuple(planned)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_give_an_entry_or_a_value_error(data):
    with contextlib.suppress(ValueError):
        decode_entry(data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["do", "at", "reply", "to"]), inner),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(JSON)
def test_any_json_gives_moves_or_one_sentence(value):
    said = "moves.json"
    try:
        decode_moves(msgspec.json.encode(value), "moves.json")
    except MovesInvalid as error:
        said = str(error)

    assert said.startswith("moves.json")
    assert "\n" not in said


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ('{"do": "say"}', "a list of moves is expected"),
        ("[", "this is not JSON"),
        ("[" * 100_000, "this is not JSON"),
        ("[7]", "move 1: a move is a table"),
        ('[{"do": [[[]]]}]', "no move is called a list. Moves are "),
        ('[{"do": ' + "[" * 900 + "]" * 900 + "}]", "no move is called a list"),
        ("[" * 900 + "]" * 900, "found a list"),
        ('[{"do": null}]', "no move is called nothing"),
        ('[{"do": "say", "reply": {"a": 1}}]', "Expected 'str', got 'object'"),
        ('[{"do": "sya"}]', "no move is called 'sya'. Did you mean 'say'"),
        ('[{"do": "say", "repyl": "a"}]', "no field 'repyl'. Did you mean 'reply'"),
        ('[{"do": "say", "reply": "a"}, {"do": "say"}]', "move 2: .*'reply'"),
        ('[{"do": "say", "reply": "a", "at": -5}]', "'at' should lie between 0"),
        ('[{"do": "say", "reply": "a", "at": "5 min"}]', "move 1: Expected 'int"),
        ('[{"do": "note", "text": "\\ud800"}]', "JSON|half a character"),
        ('[{"do": "note", "text": "' + "x" * 2_001 + '"}]', "2001 letters"),
        ("[" + ",".join(['{"do":"begin"}'] * 10_001) + "]", "10001 moves are too many"),
        (" " * (1 << 20) + "[]", "bytes are too many"),
    ],
)
def test_what_is_wrong_with_a_list_of_moves_is_said(written, says):
    with pytest.raises(MovesInvalid, match=says):
        decode_moves(written.encode(), "moves.json")


def test_moves_are_written_as_plan_files_write_them():
    written = encode_moves([PlannedMove(Say(reply="reported.1"), 5_000)])

    assert written == b'[{"at":5000,"do":"say","reply":"reported.1"}]'


@pytest.mark.parametrize(
    "written",
    [
        '[{"do": "say", "reply": "a", "at": ' + "9" * 4_000 + "}]",
        "[" + "9" * 4_000 + "]",
        '[{"do": ' + "9" * 4_000 + "}]",
    ],
)
def test_a_very_long_number_is_not_printed_in_full(written):
    with pytest.raises(MovesInvalid, match=r"9\.\.\.'") as told:
        decode_moves(written.encode(), "moves.json")
    assert len(str(told.value)) < 400


def test_moves_saved_with_a_byte_order_mark_are_read():
    assert decode_moves(b'\xef\xbb\xbf[{"do": "leave"}]', "moves.json") == decode_moves(b'[{"do": "leave"}]', "m")
