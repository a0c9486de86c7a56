from random import Random

import pytest

from simulator.comparing.quantiles import Interval, mean_interval, t_quantile
from simulator.comparing.shares import share_interval
from tests.comparing.measuring import covered_shares


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 5, 10, 31, 400, 401, 3000])
@pytest.mark.parametrize("share", [0.975, 0.9995])
def test_student_s_quantiles_are_those_of_scipy(freedom: int, share: float) -> None:
    from scipy.stats import t

    assert t_quantile(freedom, share) == pytest.approx(t.ppf(share, freedom), rel=2e-4)


def test_no_freedom_is_refused() -> None:
    with pytest.raises(ValueError, match="not 0"):
        t_quantile(0)


def test_a_mean_of_equal_values_has_no_spread() -> None:
    assert mean_interval([4.0, 4.0, 4.0]) == Interval(4.0, 4.0, 4.0)


def test_a_mean_of_what_varies_by_chance_has_that_much_at_least() -> None:
    assert mean_interval([4.0, 4.0, 4.0], least=1.0).width == mean_interval([3.0, 4.0, 5.0]).width


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_what_all_five_fail_is_not_certain_of_everybody(share: float) -> None:
    told = share_interval([share] * 5)

    assert told.value == share
    assert told.width == pytest.approx(0.434, abs=0.001)  # Wilson's interval for 0 of 5


def test_shares_cover_what_they_promise() -> None:
    found = covered_shares(Random(4), 400)

    assert min(found.values()) >= 0.93
