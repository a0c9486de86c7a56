"""The formulas as functions of plain numbers, with their edge cases as tables."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.drill.feelings import empathy_in
from simulator.drill.losses import lost, match
from simulator.drill.origins import rows
from simulator.drill.touches import Empathy
from simulator.scenario import acts as a
from simulator.scenario.acts import ApologyPart
from simulator.scenario.story import Distress, Knowable, Loss, Quantity, Remedy, RemedyKind
from simulator.scoring.blending import blend, overall, rounded, weighted_mean
from simulator.scoring.cadence_sheet import (
    content_mark,
    debt,
    first_answer_mark,
    gaps_mark,
    next_times_mark,
    noise_points,
    updates_asked,
)
from simulator.scoring.empathy_sheet import apology_share, met, repeated_price
from simulator.scoring.estimates import estimate_quality, knowable, over_time, overstated
from simulator.scoring.finding import Term
from simulator.scoring.generosity_sheet import made_good, manner, recovery, waste
from simulator.scoring.honesty_sheet import accuracy, vague_words
from simulator.scoring.reuse import similarity
from simulator.scoring.rubric import RUBRIC

P = ApologyPart
MINUTE = 60_000


# -- honesty


@pytest.mark.parametrize(
    ("supported", "unsupported", "false", "told", "expected"),
    [
        (0, 0, 0, 1.0, 1.0),  # nothing claimed, nothing required left out
        (0, 0, 0, 0.0, 0.0),  # nothing told of what had to be
        (3, 0, 0, 1.0, 1.0),
        (3, 1, 0, 1.0, 0.8),
        (3, 0, 1, 1.0, 4 / 7),  # a falsehood weighs as three
        (0, 0, 1, 1.0, 1 / 4),
        (100, 0, 1, 0.5, 0.5 * 101 / 104),
    ],
)
def test_accuracy(supported: int, unsupported: int, false: int, told: float, expected: float) -> None:
    assert accuracy(supported, unsupported, false, told) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (60, 150, 1.0),  # what could be known
        (60, 100, 1 - 2.25 * 50 / 90),  # too early hurts most
        (90, 150, 1 - 30 / 90),  # starts too late
        (60, 195, 1 - 0.5 * 45 / 90),  # too wide says little
        (0, 600, 0.0),  # sandbagged
        (None, 150, 1.0),  # by half past at the latest
        (None, 60, 0.0),
        (100, 100, 1 - (2.25 * 50 + 40) / 90),  # one figure where only a range was known
    ],
)
def test_an_estimate_is_judged_by_what_could_be_known(low: float | None, high: float, expected: float) -> None:
    assert estimate_quality(low, high, 60, 150, 30) == pytest.approx(max(0.0, expected))


def test_a_narrow_truth_asks_for_no_more_precision_than_a_third_of_a_beat() -> None:
    assert estimate_quality(10, 14, 10, 10, 30) == pytest.approx(1 - 0.5 * 4 / 10)


@pytest.mark.parametrize(("high", "expected"), [(100, 0), (150, 0), (187.5, 15), (225, 30), (1000, 30)])
def test_being_better_than_ones_word_is_free_up_to_one_and_a_half_times(high: float, expected: float) -> None:
    assert overstated(high, 100, 30) == pytest.approx(expected)


def test_overstating_a_trifle_is_measured_by_half_a_beat() -> None:
    assert overstated(15, 0, 30) == 0


def test_what_can_be_known_runs_down_with_the_clock() -> None:
    quantity = Quantity("q", "until then", (Knowable(10, 60, 150), Knowable(100, 5, 20)))

    assert knowable(quantity, 9) is None
    assert knowable(quantity, 30) == (40, 130)
    assert knowable(quantity, 99) == (0, 61)
    assert knowable(quantity, 100) == (5, 20)


def test_several_estimates_count_half_by_the_worst_and_half_by_the_last() -> None:
    assert over_time([1.0, 0.2, 0.8]) == pytest.approx(0.5)
    assert over_time([0.7]) == pytest.approx(0.7)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("It is back shortly.", ["shortly"]),
        ("Soon. Very soon!", ["soon", "soon"]),
        ("I ring you as soon as I know.", []),
        ("Sooner than Monday, at 14:30.", []),
        ("Any minute now, before long", ["any minute now", "before long"]),
        ("", []),
        ("SOON", ["soon"]),
    ],
)
def test_vague_time_words(words: str, expected: list[str]) -> None:
    assert vague_words(words) == expected


# -- empathy


@pytest.mark.parametrize(
    ("levels", "emergency", "expected"),
    [
        (Empathy(0, 0, 0), False, 0.0),
        (Empathy(2, 2, 2), False, 1.0),
        (Empathy(2, 2, 0), False, 1.0),  # all three at once are rare in life: three quarters are full
        (Empathy(1, 1, 1), False, 0.5 / 0.75),
        (Empathy(0, 2, 0), True, (0.35 / 0.75) / 0.75),
        (Empathy(1, 2, 0), True, (0.55 / 0.75) / 0.75),
        (Empathy(0, 0, 2), True, 0.0),  # exploring feelings isn't owed while people search
    ],
)
def test_how_well_a_feeling_was_met(levels: Empathy, emergency: bool, expected: float) -> None:
    assert met(levels, emergency) == pytest.approx(expected)


def test_acting_on_their_words_is_understanding_in_an_emergency() -> None:
    acts = (a.ActOn("her words"),)

    assert empathy_in(acts, emergency=True).interpretation == 2
    assert empathy_in(acts, emergency=False).interpretation == 1


@pytest.mark.parametrize(
    ("given_parts", "asked", "expected"),
    [
        ((), (P.REGRET,), 0.0),
        ((P.REGRET,), (P.REGRET,), 1.0),
        ((P.REGRET,), (P.RESPONSIBILITY, P.REPAIR, P.REGRET), 0.14 / 0.66),
        ((P.FORGIVENESS,), (P.REGRET,), 0.0),  # what wasn't asked for doesn't count
        (tuple(P), tuple(P), 1.0),
        ((), (), 1.0),
    ],
)
def test_an_apology_is_measured_by_what_the_fault_asks_for(
    given_parts: tuple[P, ...], asked: tuple[P, ...], expected: float
) -> None:
    assert apology_share(given_parts, asked) == pytest.approx(expected)


@pytest.mark.parametrize(("repeats", "expected"), [(0, 0), (1, 5), (5, 25), (50, 25)])
def test_saying_sorry_again_costs_up_to_a_limit(repeats: int, expected: float) -> None:
    assert repeated_price(repeats) == expected


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ("", "", 0, 0),
        ("", "I'm sorry", 0, 0),
        ("I'm sorry for the inconvenience.", "I'm sorry, for the inconvenience", 1, 1),
        ("I'm sorry for the inconvenience.", "I am sorry for the inconvenience caused.", 0.6, 0.95),
        ("Theo wore a yellow cap.", "The gates are watched.", 0, 0.3),
    ],
)
def test_how_alike_two_texts_are(one: str, other: str, low: float, high: float) -> None:
    assert low <= similarity(one, other) <= high


# -- cadence


@pytest.mark.parametrize(("span", "expected"), [(0, 1), (10, 1), (30, 1), (37.5, 1), (38, 2), (60, 2), (120, 4)])
def test_how_many_updates_are_asked_for(span: float, expected: int) -> None:
    assert updates_asked(span, 30) == expected


@pytest.mark.parametrize(("first", "expected"), [(None, 0.0), (0.0, 1.0), (1.0, 1.0), (13.0, 0.5), (25.0, 1 / 3)])
def test_the_first_answer(first: float | None, expected: float) -> None:
    assert first_answer_mark(first, 1.0, 30) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ((), 120 - 33),
        ((30, 60, 90), 0),
        ((33, 66, 99), 0),  # a tenth of grace
        ((60,), 27 + 27),
        ((130,), 120 - 33),  # after it was over
    ],
)
def test_debt_of_gaps(times: tuple[float, ...], expected: float) -> None:
    assert debt(times, 120, 30) == pytest.approx(expected)


def test_gaps_have_no_opportunity_in_less_than_a_beat() -> None:
    assert gaps_mark((), 20, 30) is None
    assert next_times_mark(0, 1, 20, 30) is None
    assert gaps_mark((), 30, 30) == 1.0


def test_contents_count_the_best_that_were_asked_for() -> None:
    assert content_mark([1, 1, 1, 1, 1, 1], 4, 1.0) == pytest.approx(1.0)
    assert content_mark([1, 1], 4, 1.0) == pytest.approx(0.5)
    assert content_mark([1, 1], 2, 0.0) == pytest.approx(0.3)
    assert content_mark([], 4, None) == 0.0


@pytest.mark.parametrize(("count", "expected"), [(0, 0), (1, 5), (9, 45), (30, 45)])
def test_noise_costs_by_its_share_of_the_span(count: int, expected: float) -> None:
    assert noise_points(count, 120, 30) == expected
    assert noise_points(1, 10, 30) == 20
    assert noise_points(1, 0, 30) == 20


# -- generosity


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0, 0), (0.3, 22.5), (0.6, 45), (1, 88), (1.2, 100), (1.5, 100), (2, 70), (2.5, 40), (3, 30), (9, 30), (-1, 0)],
)
def test_points_for_making_good(share: float, expected: float) -> None:
    assert recovery(share) == pytest.approx(expected)


def test_attention_is_never_too_much_and_money_can_be() -> None:
    assert made_good(0, 1000, 100) == 1.5
    assert made_good(300, 0, 100) == 3
    assert made_good(100, 1000, 100) == 1.5
    assert made_good(0, 0, 100) == 0


def test_manner_cannot_replace_substance() -> None:
    assert manner(True, True, 1.0, 0.0) == 0
    assert manner(True, True, 1.0, 0.3) == pytest.approx(10)
    assert manner(True, True, 1.0, 5.0) == pytest.approx(20)


@pytest.mark.parametrize(("cost", "expected"), [(0, 0), (150, 0), (300, 20), (375, 30), (525, 50), (9000, 50)])
def test_waste_begins_beyond_one_and_a_half_losses(cost: float, expected: float) -> None:
    assert waste(cost, 100) == pytest.approx(expected)


def test_a_small_kindness_is_never_waste() -> None:
    assert waste(2 * RUBRIC.symbolic, 1) == 0


@pytest.mark.parametrize(
    ("loss", "end", "helped", "expected"),
    [
        (Loss("p"), 0, (), 20),  # the least that is a gesture
        (Loss("p", legal_floor=250), 0, (), 250),
        (Loss("p", money=100, money_per_minute=2), 30, (), 160),
        (Loss("p", money_per_minute=2, minutes_from=10 * MINUTE), 5, (), 20),
        (Loss("p", money_per_minute=2, at_most_minutes=30), 600, (), 60),
        (Loss("p", money_per_minute=2), 40, ((20, 0.5),), 60),  # half of the second half
        (Loss("p", money_per_minute=2), 40, ((0, 0.5), (0, 0.5)), 20),
        (Loss("p", distress=Distress.HIGH), 10, (), 180),
        (Loss("p", distress=Distress.HIGH), 10, ((5, 1.0),), 90),
        (Loss("p", distress=Distress.SOME), 0, (), 60),
    ],
)
def test_a_loss_grows_with_time_and_shrinks_with_help(
    loss: Loss, end: int, helped: tuple[tuple[int, float], ...], expected: float
) -> None:
    found = lost(loss, end * MINUTE, [(at * MINUTE, share) for at, share in helped], RUBRIC)

    assert found.total == pytest.approx(expected)


def test_a_remedy_works_best_in_the_kind_of_the_loss() -> None:
    loss = Loss("p", heals=RemedyKind.ATTENTION)
    kinds = (RemedyKind.ATTENTION, RemedyKind.MONEY_NOW, RemedyKind.MONEY_LATER, RemedyKind.SERVICE)

    shares = [match(Remedy("r", "", "", (), kind), loss) for kind in kinds]

    assert shares == [1.0, 0.75, 0.65, 0.60]


# -- the whole card


def test_a_term_without_opportunity_gives_its_weight_to_the_others() -> None:
    assert blend([Term("a", 0.5, 1.0), Term("b", 0.5, None)]) == 1.0
    assert blend([Term("a", 0.5, None)]) is None
    assert blend([]) is None


def test_stakes_of_nought_are_weighed_alike() -> None:
    assert weighted_mean([(0, 1.0), (0, 0.0)]) == 0.5
    assert weighted_mean([]) is None


def test_the_overall_is_a_geometric_mean_of_what_was_scored() -> None:
    assert overall([100, 100, 100, 0]) == pytest.approx(100 ** (3 / 4))
    assert overall([None, 64, None, None]) == pytest.approx(64)
    assert overall([None]) is None


@pytest.mark.parametrize(("points", "expected"), [(None, None), (-3, 0.0), (103, 100.0), (66.66, 66.7), (-0.0, 0.0)])
def test_marks_are_rounded_once_to_one_decimal(points: float | None, expected: float | None) -> None:
    assert rounded(points) == expected


def test_every_constant_lies_in_its_range_and_names_its_source() -> None:
    labelled = list(rows(RUBRIC))

    assert len(labelled) > 70
    for row in labelled:
        assert row.origin.low <= row.value <= row.origin.high, row.name
        assert row.origin.unit
        assert row.origin.source


def test_the_weights_of_each_dimension_sum_to_one() -> None:
    k = RUBRIC

    assert k.accuracy_weight + k.promises_weight + k.disclosure_weight + k.estimate_weight == pytest.approx(1)
    assert k.met_weight + k.apology_weight + k.detail_weight + k.listening_weight == pytest.approx(1)
    assert k.first_weight + k.kept_weight + k.informing_weight + k.next_weight == pytest.approx(1)
    assert k.recovery_weight + k.manner_points / 100 == pytest.approx(1)


levels = st.floats(0, 1000)


@given(levels, levels, levels, st.floats(0.1, 1000))
def test_quality_of_an_estimate_stays_within_nought_and_one(low: float, high: float, p10: float, width: float) -> None:
    assert 0 <= estimate_quality(low, high, p10, p10 + width, 30) <= 1


@given(st.lists(st.floats(0, 200), max_size=8), st.floats(30, 200))
def test_one_more_word_in_between_never_deepens_the_debt(times: list[float], span: float) -> None:
    ordered = sorted(times)

    for index in range(len(ordered)):
        assert debt(ordered, span, 30) <= debt(ordered[:index] + ordered[index + 1 :], span, 30) + 1e-9


@given(st.lists(st.floats(0, 1.5), min_size=2, max_size=6))
def test_making_good_more_never_earns_less_within_the_loss(shares: list[float]) -> None:
    for one, other in pairwise(sorted(shares)):
        assert recovery(one) <= recovery(other) + 1e-9
