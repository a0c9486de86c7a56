"""Seed in, dice out: each draw is a function of its arguments, never of a place in a stream."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.drill import dice
from simulator.drill.cast import cast
from tests.drill.playing import wet_ceiling


def test_a_draw_does_not_depend_on_the_draws_before_it() -> None:
    alone = dice.fraction(7, "vary", "hour")

    dice.fraction(7, "vary", "place")

    assert dice.fraction(7, "vary", "hour") == alone


def test_draws_are_the_same_on_every_machine() -> None:
    assert round(dice.fraction(0, "vary", "hour"), 12) == 0.472890793916


@given(st.integers(), st.integers(-50, 50), st.integers(0, 100))
def test_a_number_lies_between_its_bounds(seed: int, low: int, width: int) -> None:
    assert low <= dice.between(seed, "test", "key", low, low + width) <= low + width


def test_chances_decide_how_often() -> None:
    drawn = [dice.weighted(seed, "test", "key", [3, 1]) for seed in range(2_000)]

    assert 0.7 < drawn.count(0) / 2_000 < 0.8


def test_nothing_can_be_drawn_where_nothing_has_a_chance() -> None:
    with pytest.raises(ValueError, match="no chance"):
        dice.weighted(0, "test", "key", [0, 0])


def test_a_story_is_a_function_of_scenario_and_seed() -> None:
    assert cast(wet_ceiling(), 3) == cast(wet_ceiling(), 3)


def test_casting_fills_the_words_and_leaves_no_placeholder() -> None:
    greetings = {cast(wet_ceiling(), seed).beats[0].line.says.split(".")[0] for seed in range(40)}  # type: ignore[union-attr]

    assert greetings == {"Good morning", "Hello"}


def test_a_seed_draws_the_moment_of_a_happening() -> None:
    moments = {next(h.at for h in cast(wet_ceiling(), seed).happenings if h.id == "hanna_calls") for seed in range(40)}

    assert len(moments) > 10
    assert all(5 * 60_000 <= (at or 0) <= 6 * 60_000 for at in moments)


def test_tempers_differ_a_little_from_seed_to_seed() -> None:
    patience = [next(p.patience for p in cast(wet_ceiling(), seed).people if p.id == "ines") or 0 for seed in range(40)]

    assert len(set(patience)) > 10
    assert all(102_000 <= ms <= 138_000 for ms in patience)
