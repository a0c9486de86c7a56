"""The edges of a journal are read as the rest of it is, only quicker."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Raw, structs

from simulator.drill.events import DrillEnded
from simulator.journal.codec import decode_edge, decode_entry, encode_entry
from simulator.journal.records import Entry, Header, KeptScorecard

HEADER = Header(
    run="r", scenario="s", content_hash="0" * 64, seed=1, engine="1", rubric="1", started="2026-03-01T09:30:00Z"
)
CARD = KeptScorecard("2", Raw(b'{"honesty":50}'))
ENDED = DrillEnded(at=5, outcome="over", why="completed")
ENTRIES = (
    Entry(0, header=HEADER, end=True),
    Entry(0, header=structs.replace(HEADER, seed=-1)),
    Entry(0, header=structs.replace(HEADER, format=2, seed=-1)),
    Entry(2, event=ENDED, end=True),
    Entry(3, scorecard=CARD, end=True),
    Entry(3, event=ENDED, scorecard=CARD),
    Entry(0, header=HEADER, scorecard=CARD),
    Entry(0),
)
BODIES = [encode_entry(entry) for entry in ENTRIES] + [
    b'{"n":0,"event":null,"end":true}',
    b'{"n":0,"event":{"kind":"no_such_event","at":1}}',
    b'{"n":3,"event":7,"scorecard":{"version":"2","card":{}}}',
    b'{"n":0,"event":' + b"[" * 5_000 + b"]" * 5_000 + b"}",
]


def read(decode, body):
    """What *decode* makes of *body*; nothing where it refuses it."""
    try:
        return decode(body)
    except ValueError:
        return None


@pytest.mark.parametrize("body", BODIES, ids=range(len(BODIES)))
def test_an_edge_is_what_the_entry_is(body):
    assert read(decode_edge, body) == read(decode_entry, body)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(BODIES[:-1]), st.integers(0, 400), st.binary(min_size=1, max_size=3))
def test_an_edge_is_refused_where_the_entry_is(body, place, put):
    changed = body[:place] + put + body[place + 1 :]

    assert read(decode_edge, changed) == read(decode_entry, changed)
