"""The net promoter score of many customers: never of few, never without its interval."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.drill.aftermath import Standing, net_promoters


def test_a_net_promoter_score_takes_thirty_customers() -> None:
    assert net_promoters([Standing.PROMOTER] * 29) is None
    assert net_promoters([Standing.PROMOTER] * 30) is not None


@given(st.lists(st.sampled_from(list(Standing)), min_size=30, max_size=200))
def test_its_interval_holds_what_was_found_and_stays_open(standings: list[Standing]) -> None:
    found = net_promoters(standings)

    assert found is not None
    assert found.low - 0.1 <= found.net <= found.high + 0.1
    assert -1 <= found.low < found.high <= 1


def test_more_customers_make_it_surer() -> None:
    few, many = (net_promoters([Standing.PROMOTER, Standing.DETRACTOR] * count) for count in (15, 150))

    assert few is not None
    assert many is not None
    assert many.high - many.low < few.high - few.low


def test_its_interval_is_the_adjusted_wald_one() -> None:
    found = net_promoters([Standing.PROMOTER] * 30 + [Standing.PASSIVE] * 10 + [Standing.DETRACTOR] * 20)

    assert found is not None
    up, down = 30.75 / 63, 20.75 / 63
    width = 1.96 * ((up + down - (up - down) ** 2) / 63) ** 0.5
    assert found.net == 10 / 60
    assert (found.low, found.high) == pytest.approx((up - down - width, up - down + width), abs=1e-4)
