"""What is declared before the clock starts: the same words in the window, at the terminal and at a station."""

import pytest

from simulator.journal.records import Mode
from simulator.training.declaring import COUNTED, MODE_WORDS, NAMELESS, PRACTICE, declared


@pytest.mark.parametrize("mode", list(Mode))
def test_one_line_says_who_plays_how_the_clock_runs_and_whether_it_counts(mode):
    counts = PRACTICE if mode is Mode.GUIDED else COUNTED

    assert declared("Ana", mode) == f"You play as Ana. {MODE_WORDS[mode]} {counts}"


def test_nobody_is_given_a_name_they_did_not_give():
    assert declared("", Mode.TIMED).startswith("You play without a name.")


@pytest.mark.parametrize("mode", list(Mode))
def test_who_practises_without_a_name_is_told_what_becomes_of_it(mode):
    assert (NAMELESS in declared("", mode)) == (mode is Mode.GUIDED)
