"""Lengths and moments as people type them."""

import pytest

from simulator.drill.clock import DAY, HOUR, MINUTE, SECOND
from simulator.terminal.times import length_of, moment_of


@pytest.mark.parametrize(
    ("typed", "length"),
    [
        ("5", 5 * MINUTE),
        ("5 min", 5 * MINUTE),
        ("5min", 5 * MINUTE),
        ("90 s", 90 * SECOND),
        ("1 h 30 min", HOUR + 30 * MINUTE),
        ("1h30", HOUR + 30 * MINUTE),
        ("2 days", 2 * DAY),
        ("0", 0),
    ],
)
def test_a_length_is_understood(typed, length):
    assert length_of(typed) == length


@pytest.mark.parametrize(
    "typed", ["", "min", "five", "5 x", "5 5", "-5", "5.5", "999999999 d", "²", "\u0665", "9" * 5_000]
)
def test_what_is_no_length_is_not_guessed_at(typed):
    assert length_of(typed) is None


def test_a_clock_time_is_the_next_one_on_the_drills_own_clock(story):
    assert moment_of("18:00", story, 0) == 20 * MINUTE
    assert moment_of("17:40", story, 0) == DAY
    assert moment_of("17:50", story, 15 * MINUTE) == 10 * MINUTE + DAY


def test_a_length_counts_from_now(story):
    assert moment_of("5 min", story, MINUTE) == 6 * MINUTE


@pytest.mark.parametrize("typed", ["25:00", "12:60", "1:2", "12:", ":30", "0"])
def test_what_is_no_moment_is_not_guessed_at(story, typed):
    assert moment_of(typed, story, 0) is None
