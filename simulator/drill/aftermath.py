"""What is left of a drill in a customer: satisfaction, loyalty, would they recommend us, will they complain again.

What must not live here: how moods run (`mood`) or change (`touches`). These figures are a simulation and stand
beside the four scores, never inside them; loyalty and hang-up hazard are not for a trainee's debrief. Who stays is,
as money kept or lost: the business case.
"""

from collections.abc import Sequence
from enum import Enum
from math import exp, floor, log, sqrt

import msgspec

from simulator.drill.mood import Mood, Traits, clipped, felt_severity, logistic, moved, resting_anger
from simulator.drill.mood_constants import MOOD, MoodConstants

PROMOTER_FROM, PASSIVE_FROM = 9, 7  # by definition of the net promoter score
ENOUGH_CUSTOMERS = 30  # a net promoter score of fewer says nothing
NINETY_FIVE = 1.96  # standard errors either side


class Standing(Enum):
    """What somebody does about us when a friend asks (E0: a detractor can become a promoter)."""

    PROMOTER = "promoter"
    PASSIVE = "passive"
    DETRACTOR = "detractor"


class Aftermath(msgspec.Struct, frozen=True):
    """The end figures of one customer. Satisfaction is about 0 to 1; .72 is before anything failed."""

    satisfaction: float
    loyalty: float
    recommends: int  # 0 to 10
    standing: Standing
    complains_again: float  # a probability
    remembered: float  # N: how bad the feelings were, as memory weighs them
    stays: float  # a probability


def aftermath(mood: Mood, now_ms: int, k: MoodConstants = MOOD) -> Aftermath:
    """What this customer carries home at *now_ms*."""
    end = moved(mood, now_ms, k)
    remembered = _remembered(end, k)
    satisfaction = _satisfaction(end, remembered, k)
    loyalty = _loyalty(end, satisfaction, k)
    recommends = _recommends(satisfaction, loyalty, k)
    again, stays = _complains_again(end, k), _stays(loyalty, k)
    return Aftermath(satisfaction, loyalty, recommends, standing(recommends), again, remembered, stays)


def standing(recommends: int) -> Standing:
    """Promoter from 9, passive 7 and 8, detractor below."""
    if recommends >= PROMOTER_FROM:
        return Standing.PROMOTER
    return Standing.PASSIVE if recommends >= PASSIVE_FROM else Standing.DETRACTOR


class NetPromoters(msgspec.Struct, frozen=True):
    """Promoters less detractors as a share of all, -1 to 1, with its 95 % interval."""

    net: float
    low: float
    high: float


def net_promoters(standings: Sequence[Standing]) -> NetPromoters | None:
    """The net promoter score of *standings*; None for fewer than 30 customers.

    The interval is the adjusted Wald one (Rocks 2016: three more answers, half of them passive), which stays open
    where everybody answers the same.
    """
    if len(standings) < ENOUGH_CUSTOMERS:
        return None
    promoters, detractors = (standings.count(each) for each in (Standing.PROMOTER, Standing.DETRACTOR))
    count = len(standings) + 3
    up, down = (promoters + 0.75) / count, (detractors + 0.75) / count
    width = NINETY_FIVE * sqrt((up + down - (up - down) ** 2) / count)
    net = (promoters - detractors) / len(standings)
    return NetPromoters(net, max(-1.0, up - down - width), min(1.0, up - down + width))


def hang_up_hazard(minutes_on_hold: float, announced_minutes: float, k: MoodConstants = MOOD) -> float:
    """The chance per minute that somebody on hold hangs up: much steeper after the announced time (Webb 2019)."""
    late = minutes_on_hold - announced_minutes
    if late < 0:
        return k.hold_hazard * exp(k.hold_before * late)
    return k.hold_hazard * exp(late * log(k.hold_after))


def _remembered(end: Mood, k: MoodConstants) -> float:
    now = (end.anxiety + end.anger) / 2
    mean = end.area / end.waited if end.waited > 0 else now
    return k.weight_peak * end.peak + k.weight_end * now + k.weight_mean * mean


def _satisfaction(end: Mood, remembered: float, k: MoodConstants) -> float:
    patience = _patience(end.traits.prior_failures, k)
    feelings = _expected_feelings(end, k) - remembered
    justice = _outcome_weight(end, k) * end.distributive + k.manners_weight * end.interactional
    return (
        k.satisfaction_start
        - _loss(end, k)
        + patience * justice
        + _process_weight(end.traits, k) * (end.procedural - k.process_expected)
        + k.feeling_weight * (patience * feelings if feelings > 0 else feelings)
        + k.trust_weight * (end.trust - k.trust_start)
    )


def _expected_feelings(end: Mood, k: MoodConstants) -> float:
    """Nref: how bad anybody would have felt through this. From the severity lived through, not what is left of it."""
    fear = k.anxiety_floor + k.anxiety_severity * end.traits.severity
    return 0.5 * fear + 0.5 * resting_anger(end.traits, k)


def _loss(end: Mood, k: MoodConstants) -> float:
    return (
        k.loss_severity * felt_severity(end, k)
        + k.loss_control * end.traits.firm_control
        + k.loss_prior * min(end.traits.prior_failures, 2)
    )


def _patience(prior_failures: int, k: MoodConstants) -> float:
    """How much of a good recovery still counts after earlier failures (Magnini 2007)."""
    return (1.0, k.second_failure, k.third_failure)[min(prior_failures, 2)]


def _process_weight(traits: Traits, k: MoodConstants) -> float:
    """What the way it was handled counts for by itself; more where that was the failure (Smith, Bolton & Wagner 1999).

    The way through anger alone is lost in a drill that ends in the evening: by then nobody is angry about noon.
    """
    matches = traits.process_failure and not traits.monetary
    return k.process_weight * (k.process_match if matches else 1.0)


def _outcome_weight(end: Mood, k: MoodConstants) -> float:
    """What a remedy can do: much for money lost, else only in mixed cells (Wirtz & Mattila 2004)."""
    quality = logistic(k.process_slope * (end.procedural + end.interactional - k.process_middle))
    bell = 4 * quality * (1 - quality)
    if end.traits.monetary or end.attention_fits:
        return k.outcome_weight * (k.outcome_base + k.outcome_bell * bell)
    return k.outcome_weight * k.outcome_symbolic * bell


def _loyalty(end: Mood, satisfaction: float, k: MoodConstants) -> float:
    kept = min(satisfaction, k.satisfaction_start) - k.satisfaction_start
    return (
        k.satisfaction_start
        + k.loyalty_slope * kept
        + k.loyalty_manners * (end.interactional - end.distributive)
        + k.loyalty_trust * min(0.0, end.trust - k.trust_start)
    )


def _recommends(satisfaction: float, loyalty: float, k: MoodConstants) -> int:
    """0 to 10. Whom nothing has happened to stands in the middle of the passives; the rest is distance from there."""
    blend = k.recommend_satisfaction * satisfaction + (1 - k.recommend_satisfaction) * loyalty
    usual = (PROMOTER_FROM + PASSIVE_FROM) / 2
    return int(clipped(floor(usual + k.recommend_slope * (blend - k.satisfaction_start)), 0, 10))


def _stays(loyalty: float, k: MoodConstants) -> float:
    """The chance of staying a customer (P32: of those helped 54 % with much at stake and 70 % with little do)."""
    return logistic(k.stays_usual + k.stays_slope * (loyalty - k.satisfaction_start))


def _complains_again(end: Mood, k: MoodConstants) -> float:
    return logistic(k.recomplain_base + k.recomplain_money * max(0.0, end.distributive))
