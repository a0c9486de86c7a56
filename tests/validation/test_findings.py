"""Every finding of the table holds, and random noise isn't needed to see it. `make validate` draws the noise."""

import pytest

from simulator.drill.mood_constants import MOOD
from simulator.drill.origins import rows
from tests.validation.mood_checks import CHECKS, Check, noisy, run
from tests.validation.random_plays import ranks, spearman


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: f"{check.id}: {check.claim}")
def test_the_model_reproduces_what_was_found(check: Check) -> None:
    result = run(check)

    assert result.holds, f"effect {result.effect:+.3f}, margin {result.margin:+.3f} [{result.source}]"


def test_every_constant_lies_in_the_range_its_label_names() -> None:
    assert [row for row in rows(MOOD) if not row.origin.low <= row.value <= row.origin.high] == []


def test_noise_leaves_the_fitted_constants_alone() -> None:
    moved, ours = noisy(1), MOOD

    assert moved.weight_peak == ours.weight_peak
    assert moved.missed_anger != ours.missed_anger


def test_equal_values_share_their_rank() -> None:
    assert ranks([3.0, 1.0, 3.0]) == [1.5, 0.0, 1.5]


def test_ranks_that_run_against_each_other_correlate_at_minus_one() -> None:
    assert spearman([1, 2, 3], [30, 20, 10]) == pytest.approx(-1)
