"""What remedies do to a mood: together, in any order, and too many of them."""

from itertools import permutations

import pytest

from simulator.drill.mood import Gift, Mood, Traits, onset
from simulator.drill.touches import compensated, healed, made_good


def given(*gifts: tuple[float, float, bool], offended: bool = False) -> Mood:
    mood = onset(Traits(offended_by_excess=offended), 0)
    for match, share, money in gifts:
        mood = compensated(mood, 0, share, match, money=money)
    return mood


def test_attention_is_never_too_much() -> None:
    one, two = given((1.0, 1.4, False)), given((1.0, 1.4, False), (1.0, 1.4, False))

    assert two.trust == one.trust
    assert two.distributive >= one.distributive


def test_money_can_be_too_much() -> None:
    enough, more = given((1.0, 1.5, True)), given((1.0, 2.5, True))

    assert more.trust < enough.trust
    assert more.distributive < enough.distributive


def test_money_on_top_of_attention_counts_as_money_only() -> None:
    assert made_good(0.4, 2.0) == 1.5
    assert made_good(1.8, 2.0) == 1.8


def test_who_is_offended_by_excess_minds_money_beyond_the_loss_and_no_attention() -> None:
    start = given(offended=True).trust

    assert given((1.0, 1.3, True), offended=True).trust < start
    assert given((1.0, 1.3, False), offended=True).trust == start


def test_the_order_of_gifts_makes_no_difference() -> None:
    gifts = [(1.0, 1.2, False), (0.75, 0.4, True), (0.6, 0.3, False)]

    levels = {round(given(*order).distributive, 9) for order in permutations(gifts)}

    assert len(levels) == 1


def test_a_further_gift_never_heals_less_unless_it_is_money_beyond_enough() -> None:
    first = (Gift(1.0, 0.9, False),)

    assert healed((*first, Gift(0.6, 0.3, False)), Traits()) >= healed(first, Traits())


def test_nothing_given_heals_nothing() -> None:
    assert healed((), Traits()) == pytest.approx(0)
