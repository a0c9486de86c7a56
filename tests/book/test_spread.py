"""Spreads: the same answers as the marks themselves, whatever they are."""

from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.book.spread import changed, packed, spread_of, tenths, unpacked

MARKS = st.lists(st.integers(0, 1000), max_size=60)


@given(MARKS)
def test_a_spread_answers_as_the_marks_would(marks):
    spread = unpacked(packed(changed(spread_of({}), marks)))
    real = sorted(mark / 10 for mark in marks)

    assert spread.count == len(real)
    assert spread.median == (pytest.approx(median(real)) if real else None)
    for mark in (0, 50, 99.9, 100, *real[:3]):
        assert (spread.below(mark), spread.up_to(mark)) == (sum(m < mark for m in real), sum(m <= mark for m in real))
    if real:
        assert (spread.quantile(0), spread.quantile(1)) == (real[0], real[-1])


@given(MARKS, MARKS)
def test_what_was_added_can_be_taken_away_without_a_trace(there, added):
    before = changed(spread_of({}), there)

    assert packed(changed(changed(before, added), added, -1)) == packed(before)


def test_a_mark_that_is_not_there_cannot_be_taken_away():
    with pytest.raises(ValueError, match="fewer than 0"):
        changed(spread_of({1: 1}), [2], -1)


def test_a_spread_takes_a_few_kilobytes_at_most():
    assert len(packed(spread_of(dict.fromkeys(range(1001), 1_000_000)))) == 1001 * 6


def test_bytes_of_another_length_are_no_spread():
    with pytest.raises(ValueError, match="not 7"):
        unpacked(b"1234567")


def test_marks_are_counted_in_tenths():
    assert tenths(61.5) == 615
