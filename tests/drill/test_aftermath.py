"""What people take home, in figures: satisfaction and loyalty part by part, and what comes of them."""

from math import exp

import pytest
from msgspec.structs import replace

from simulator.drill.aftermath import Aftermath, Standing, aftermath, hang_up_hazard, standing
from simulator.drill.mood import MINUTE_MS, Mood, Traits, onset, resting_anger
from simulator.drill.mood_constants import MOOD

K = MOOD
NOW = 60 * MINUTE_MS
TRAITS = Traits(severity=0.5, firm_control=0.5, process_failure=False, beat_minutes=15.0)


def home(traits: Traits = TRAITS, **changed: object) -> tuple[Mood, Aftermath]:
    """Somebody at the end of an hour, and what they take home."""
    levels = {"anxiety": 0.4, "anger": 0.3, "trust": 0.6, "distributive": 0.2, "interactional": 0.3, "procedural": 0.1}
    lived = {"peak": 0.7, "area": 30.0, "waited": 60.0}
    mood = replace(onset(traits, 0), at_ms=NOW, **{**levels, **lived, **changed})
    return mood, aftermath(mood, NOW)


def logistic(x: float) -> float:
    return 1 / (1 + exp(-x))


def test_memory_weighs_the_peak_the_end_and_the_mean_of_the_waiting() -> None:
    expected = K.weight_peak * 0.7 + K.weight_end * 0.35 + K.weight_mean * 0.5

    assert home()[1].remembered == pytest.approx(expected)


def test_who_never_waited_remembers_the_end_for_the_mean() -> None:
    expected = K.weight_peak * 0.7 + (K.weight_end + K.weight_mean) * 0.35

    assert home(area=0.0, waited=0.0)[1].remembered == pytest.approx(expected)


def quality(mood: Mood) -> float:
    return logistic(K.process_slope * (mood.procedural + mood.interactional - K.process_middle))


def satisfied(mood: Mood, end: Aftermath, patience: float, outcome: float, process: float, prior: int) -> float:
    """Satisfaction, from the parts that the notes name."""
    traits = mood.traits
    severity = traits.severity * (1 - K.restored_share * mood.restored)
    fear = K.anxiety_floor + K.anxiety_severity * traits.severity
    feelings = (fear + resting_anger(traits)) / 2 - end.remembered
    loss = K.loss_severity * severity + K.loss_control * traits.firm_control + K.loss_prior * prior
    justice = outcome * mood.distributive + K.manners_weight * mood.interactional
    return (
        K.satisfaction_start
        - loss
        + patience * justice
        + process * (mood.procedural - K.process_expected)
        + K.feeling_weight * (patience * feelings if feelings > 0 else feelings)
        + K.trust_weight * (mood.trust - K.trust_start)
    )


def symbolic(mood: Mood) -> float:
    return K.outcome_weight * K.outcome_symbolic * 4 * quality(mood) * (1 - quality(mood))


def material(mood: Mood) -> float:
    return K.outcome_weight * (K.outcome_base + K.outcome_bell * 4 * quality(mood) * (1 - quality(mood)))


@pytest.mark.parametrize(
    ("prior", "patience", "counted"),
    [(0, 1.0, 0), (1, K.second_failure, 1), (2, K.third_failure, 2), (5, K.third_failure, 2)],
)
@pytest.mark.parametrize("peak", [0.05, 0.9])
def test_after_earlier_failures_less_of_a_good_recovery_counts(
    prior: int, patience: float, counted: int, peak: float
) -> None:
    mood, end = home(replace(TRAITS, prior_failures=prior), peak=peak, area=peak * 60, restored=0.5)

    assert end.satisfaction == pytest.approx(satisfied(mood, end, patience, symbolic(mood), K.process_weight, counted))


def test_money_lost_or_attention_that_fits_makes_the_outcome_count_for_more() -> None:
    for mood, end in (home(replace(TRAITS, monetary=True)), home(attention_fits=True)):
        assert end.satisfaction == pytest.approx(satisfied(mood, end, 1.0, material(mood), K.process_weight, 0))


def test_where_the_way_was_the_failure_the_way_counts_for_more() -> None:
    mood, end = home(replace(TRAITS, process_failure=True))
    money, other = home(replace(TRAITS, process_failure=True, monetary=True))

    assert end.satisfaction == pytest.approx(
        satisfied(mood, end, 1.0, symbolic(mood), K.process_weight * K.process_match, 0)
    )
    assert other.satisfaction == pytest.approx(satisfied(money, other, 1.0, material(money), K.process_weight, 0))


@pytest.mark.parametrize(("trust", "distributive"), [(0.2, 0.9), (1.0, -0.5)])
def test_loyalty_follows_satisfaction_down_and_manners_more_than_outcome(trust: float, distributive: float) -> None:
    mood, end = home(trust=trust, distributive=distributive)
    kept = min(end.satisfaction, K.satisfaction_start) - K.satisfaction_start

    assert end.loyalty == pytest.approx(
        K.satisfaction_start
        + K.loyalty_slope * kept
        + K.loyalty_manners * (mood.interactional - mood.distributive)
        + K.loyalty_trust * min(0.0, trust - K.trust_start)
    )
    assert end.stays == pytest.approx(logistic(K.stays_usual + K.stays_slope * (end.loyalty - K.satisfaction_start)))


@pytest.mark.parametrize("distributive", [-0.5, 0.0, 0.5])
def test_who_was_made_good_complains_again_otherwise_than_who_was_not(distributive: float) -> None:
    end = home(distributive=distributive)[1]

    assert end.complains_again == pytest.approx(
        logistic(K.recomplain_base + K.recomplain_money * max(0.0, distributive))
    )


@pytest.mark.parametrize("trust", [0.0, 0.5, 1.0])
def test_a_recommendation_is_the_distance_from_the_middle_of_the_passives(trust: float) -> None:
    end = home(trust=trust)[1]
    share = K.recommend_satisfaction
    blend = share * end.satisfaction + (1 - share) * end.loyalty

    steps = K.recommend_slope * (blend - K.satisfaction_start)
    assert end.recommends == max(0, min(10, int(8 + steps // 1)))


@pytest.mark.parametrize(
    ("recommends", "expected"),
    [
        (0, Standing.DETRACTOR),
        (6, Standing.DETRACTOR),
        (7, Standing.PASSIVE),
        (8, Standing.PASSIVE),
        (9, Standing.PROMOTER),
        (10, Standing.PROMOTER),
    ],
)
def test_promoters_begin_at_nine_and_passives_at_seven(recommends: int, expected: Standing) -> None:
    assert standing(recommends) is expected


def test_on_hold_the_hazard_grows_much_faster_behind_the_announced_time() -> None:
    assert hang_up_hazard(10, 10) == pytest.approx(K.hold_hazard)
    assert hang_up_hazard(8, 10) == pytest.approx(K.hold_hazard * exp(-2 * K.hold_before))
    assert hang_up_hazard(13, 10) == pytest.approx(K.hold_hazard * K.hold_after**3)
