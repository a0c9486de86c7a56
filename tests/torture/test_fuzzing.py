"""Whatever bytes are handed in: an answer, or an error that says what is wrong. The long form is `fuzz.py`."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.torture.targets import TARGETS, mutant, seeds_of, taken

targets = pytest.mark.parametrize("name", TARGETS)


@targets
def test_every_seed_is_taken(name: str) -> None:
    assert seeds_of(name)
    assert all(taken(name, raw) for raw in seeds_of(name))


@targets
@given(dice=st.randoms(use_true_random=False))
@settings(max_examples=100, deadline=None)
def test_a_sound_input_with_pieces_changed_is_taken_or_refused(name: str, dice: Random) -> None:
    taken(name, mutant(name, dice))


@targets
@given(raw=st.binary(max_size=200))
@settings(max_examples=50, deadline=None)
def test_any_bytes_are_taken_or_refused(name: str, raw: bytes) -> None:
    taken(name, raw)
