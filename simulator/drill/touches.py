"""What happens to a person, and what it does to their mood: one function for each kind of event.

What must not live here: how moods run on by themselves (`mood`), which drill event is which touch (`feelings`).
Every function takes a mood and the drill time in milliseconds, and returns the mood anchored there.
"""

from math import exp

import msgspec

from simulator.drill.adding import total_of
from simulator.drill.mood import MINUTE_MS, Gift, Mood, Traits, clipped, logistic, moved, resting_anger
from simulator.drill.mood_constants import MOOD, MoodConstants

replace = msgspec.structs.replace


class Empathy(msgspec.Struct, frozen=True):
    """How a message met a feeling. Each level is 0 (not at all), 1 (in general) or 2 (with this case's detail)."""

    reaction: int = 0
    interpretation: int = 0
    exploration: int = 0


class Parts(msgspec.Struct, frozen=True):
    """Which parts an apology had (Lewicki 2016)."""

    responsibility: bool = False
    repair: bool = False
    regret: bool = False
    explanation: bool = False
    repentance: bool = False
    forgiveness: bool = False


def just(value: float) -> float:
    """A justice kept between -1 and 1."""
    return clipped(value, -1.0, 1.0)


def warmth(empathy: Empathy, k: MoodConstants = MOOD) -> float:
    """e: how much empathy there was in a message, 0 to 1."""
    return (
        k.reaction_weight * empathy.reaction
        + k.interpretation_weight * empathy.interpretation
        + k.exploration_weight * empathy.exploration
    ) / 2


def completeness(parts: Parts, k: MoodConstants = MOOD) -> float:
    """How complete an apology is: the weights of its parts, 0 to 1."""
    return (
        k.part_responsibility * parts.responsibility
        + k.part_repair * parts.repair
        + k.part_regret * parts.regret
        + k.part_explanation * parts.explanation
        + k.part_repentance * parts.repentance
        + k.part_forgiveness * parts.forgiveness
    )


def answered(mood: Mood, at_ms: int, k: MoodConstants = MOOD) -> Mood:
    """The first answer of substance; later ones change nothing here. The sooner, the better (fitted: K30)."""
    if mood.answered:
        return moved(mood, at_ms, k)
    gain = _first_gain(mood, at_ms, k)
    now = moved(mood, at_ms, k)
    return replace(now, procedural=just(now.procedural + gain - mood.first_answer), first_answer=gain, answered=True)


def asked_for_details(mood: Mood, at_ms: int, k: MoodConstants = MOOD) -> Mood:
    """A first answer that only asks for details: a part of the gain, none of the price of being late (P13)."""
    if mood.answered or mood.asked:
        return moved(mood, at_ms, k)
    gain = k.asking_share * max(0.0, _first_gain(mood, at_ms, k))
    now = moved(mood, at_ms, k)
    return replace(now, procedural=just(now.procedural + gain), first_answer=gain, asked=True)


def _first_gain(mood: Mood, at_ms: int, k: MoodConstants) -> float:
    waited = (at_ms - mood.since_ms) / MINUTE_MS
    return k.first_gain / (1 + waited / k.first_half) - k.first_price


def informed(mood: Mood, at_ms: int, content: float, k: MoodConstants = MOOD) -> Mood:
    """Something they didn't know has reached them. *content* is 0 to 1. Ends the silence, and takes off anger."""
    minutes = (at_ms - mood.contact_ms) / MINUTE_MS
    crowded = mood.updates > 0 and minutes < mood.traits.beat_minutes / 3
    number = mood.updates + 1
    gain = k.update_gain * content * max(0.0, 1 - (number - 1) / k.update_fade)
    if mood.explained >= 1 and number > 2:
        gain *= k.update_explained
    if crowded:
        gain -= k.update_crowding
    now = moved(mood, at_ms, k)
    above = max(0.0, now.anger - resting_anger(mood.traits, k))
    return replace(
        now,
        anger=now.anger - k.update_calms * content * above,
        procedural=just(now.procedural + gain),
        uncertainty=min(now.uncertainty, k.update_clears - k.update_clears_content * content),
        contact_ms=at_ms,
        updates=number,
    )


def bothered(mood: Mood, at_ms: int, k: MoodConstants = MOOD) -> Mood:
    """An update that tells them nothing: the silence goes on, and so close to the last word it annoys who waits."""
    minutes = (at_ms - mood.contact_ms) / MINUTE_MS
    now = moved(mood, at_ms, k)
    if minutes >= mood.traits.beat_minutes / 2 or not mood.waits:
        return now
    return replace(now, procedural=just(now.procedural - k.empty_crowding))


def given_range(mood: Mood, at_ms: int, k: MoodConstants = MOOD) -> Mood:
    """They have been told between what and what it will lie."""
    return _cleared(mood, at_ms, k.range_leaves, k)


def given_point(mood: Mood, at_ms: int, k: MoodConstants = MOOD) -> Mood:
    """They have been told one figure."""
    return _cleared(mood, at_ms, k.point_leaves, k)


def told_next_time(mood: Mood, at_ms: int, k: MoodConstants = MOOD) -> Mood:
    """They know when they hear the next thing."""
    return _cleared(mood, at_ms, k.next_time_leaves, k)


def _cleared(mood: Mood, at_ms: int, leaves: float, k: MoodConstants) -> Mood:
    now = moved(mood, at_ms, k)
    return replace(now, uncertainty=min(now.uncertainty, leaves))


def waiting_for(mood: Mood, at_ms: int, due_ms: int | None, k: MoodConstants = MOOD) -> Mood:
    """From now on they wait for a promise due at *due_ms*; None: for none."""
    return replace(moved(mood, at_ms, k), deadline_ms=due_ms)


def at_rest(mood: Mood, at_ms: int, k: MoodConstants = MOOD) -> Mood:
    """They wait for nothing any more: it is over and they know, or their question is answered."""
    return replace(moved(mood, at_ms, k), waits=False)


def wants_word(mood: Mood, at_ms: int, k: MoodConstants = MOOD) -> Mood:
    """They wait from now on; who waited before goes on waiting since then."""
    now = moved(mood, at_ms, k)
    return now if mood.waits else replace(now, waits=True, contact_ms=at_ms)


def let_down(mood: Mood, at_ms: int, k: MoodConstants = MOOD, *, extent: float = 1.0) -> Mood:
    """A promise to them has passed its time unkept; *extent* below 1 for what was less than a promise.

    It takes a share of the trust that is left: the third broken word surprises nobody. What they knew is void.
    """
    now = moved(mood, at_ms, k)
    return replace(
        now,
        anger=clipped(now.anger + k.missed_anger * extent),
        trust=now.trust * (1 - k.missed_trust * extent / k.trust_start),
        uncertainty=max(now.uncertainty, k.missed_uncertain),
        procedural=just(now.procedural - k.missed_procedure * extent),
        interactional=just(now.interactional - k.missed_manners * extent),
    )


def estimate_missed(mood: Mood, at_ms: int, candid: bool, k: MoodConstants = MOOD) -> Mood:
    """An estimate ran out while they wait; a *candid* one, a range with its basis, disappoints less."""
    return let_down(mood, at_ms, k, extent=k.estimate_candid if candid else k.estimate_bare)


def estimate_met(mood: Mood, at_ms: int, k: MoodConstants = MOOD) -> Mood:
    """It was over within the time they had been told (J.D. Power 2011)."""
    now = moved(mood, at_ms, k)
    return replace(
        now,
        trust=clipped(now.trust + k.kept_trust * k.estimate_candid),
        procedural=just(now.procedural + k.kept_procedure * k.estimate_candid),
    )


def chased(mood: Mood, at_ms: int, k: MoodConstants = MOOD) -> Mood:
    """They had to ask again."""
    now = moved(mood, at_ms, k)
    return replace(
        now,
        procedural=just(now.procedural - k.chase_procedure),
        interactional=just(now.interactional - k.chase_manners),
    )


def insulted(mood: Mood, at_ms: int, k: MoodConstants = MOOD) -> Mood:
    """Money was held out while what they fear for is still missing; it hurts as a broken word does."""
    now = moved(mood, at_ms, k)
    return replace(
        now,
        anger=clipped(now.anger + k.missed_anger),
        interactional=just(now.interactional - k.missed_manners),
    )


def kept_word(mood: Mood, at_ms: int, early: bool = False, k: MoodConstants = MOOD) -> Mood:
    """A promise to them was kept; early is hardly worth more than in time (P10, Gneezy & Epley 2014)."""
    now = moved(mood, at_ms, k)
    return replace(
        now,
        trust=clipped(now.trust + k.kept_trust + (k.early_trust if early else 0.0)),
        procedural=just(now.procedural + k.kept_procedure),
    )


def explained(mood: Mood, at_ms: int, extent: float, k: MoodConstants = MOOD) -> Mood:
    """They understand what went wrong to *extent*, 0 to 1; only what is new counts."""
    gain = max(0.0, extent - mood.explained)
    now = moved(mood, at_ms, k)
    return replace(
        now,
        procedural=just(now.procedural + k.explain_procedure * gain),
        interactional=just(now.interactional + k.explain_manners * gain),
        explained=max(mood.explained, extent),
    )


def met_with_empathy(
    mood: Mood,
    at_ms: int,
    empathy: Empathy,
    k: MoodConstants = MOOD,
    *,
    weight: float = 1.0,
    already: float = 0.0,
    late: bool = False,
) -> Mood:
    """Somebody met a feeling of *weight*. Only what goes beyond the warmth it had *already* counts, less if *late*."""
    e = max(0.0, warmth(empathy, k) - already) * (k.empathy_late if late else 1.0)
    factor = k.empathy_process if mood.traits.process_failure else 1.0
    now = moved(mood, at_ms, k)
    calmer = replace(now, anxiety=clipped(now.anxiety - k.empathy_calms * e))
    return _impressed(calmer, 0.0 if already > 0 else weight, weight * k.empathy_manners * e * factor)


def _impressed(mood: Mood, shown: float, heard: float) -> Mood:
    """The impression of being heard is a mean over feelings, by weight: the tenth kind word adds to no heap."""
    before = mood.heard / mood.shown if mood.shown > 0 else 0.0
    now = replace(mood, shown=mood.shown + shown, heard=mood.heard + heard)
    after = now.heard / now.shown if now.shown > 0 else 0.0
    return replace(now, interactional=just(now.interactional + after - before))


def left_unmet(mood: Mood, at_ms: int, weight: float, best: float, k: MoodConstants = MOOD) -> Mood:
    """They showed a feeling of *weight*, and the *best* warmth it found was not enough, or none."""
    short = weight * max(0.0, 1 - best / k.empathy_full)
    now = moved(mood, at_ms, k)
    angrier = replace(now, anger=clipped(now.anger + k.unmet_anger * short))
    return _impressed(angrier, 0.0 if best > 0 else weight, -k.unmet_manners * short)


def brushed_off(mood: Mood, at_ms: int, k: MoodConstants = MOOD) -> Mood:
    """A stock phrase, the same words again, or the matter turned away."""
    now = moved(mood, at_ms, k)
    return replace(now, interactional=just(now.interactional - k.stock_manners))


def spoken_to_concretely(mood: Mood, at_ms: int, details: int, k: MoodConstants = MOOD) -> Mood:
    """*details* of their own case were used that hadn't been before (Packard 2018, 2021)."""
    now = moved(mood, at_ms, k)
    room = 1 - max(0.0, now.interactional)
    gain = k.detail_manners * min(1.0, details / k.detail_count) * room
    return replace(now, interactional=just(now.interactional + gain))


def apologised_to(
    mood: Mood,
    at_ms: int,
    parts: Parts,
    empathy: Empathy = Empathy(),  # noqa: B008 - frozen, so one for all is safe
    beats_late: float = 0.0,
    k: MoodConstants = MOOD,
) -> Mood:
    """An apology reached them; *beats_late* counts beats since the fault was known. From the third on it harms.

    How much it harms doesn't depend on its parts: said again without a new fault, the fullest apology is only words.
    """
    lateness = max(k.apology_latest, 1 - k.apology_late * max(0.0, beats_late))
    q = completeness(parts, k) * (k.apology_bare + k.apology_felt * warmth(empathy, k)) * lateness
    m = _apology_multiplier(mood.apologies, k)
    q = k.apology_bare if m < 0 else q
    now = moved(mood, at_ms, k)
    return replace(
        now,
        interactional=just(now.interactional + k.apology_manners * q * m),
        distributive=just(now.distributive + k.apology_outcome * q * max(0.0, m)),
        procedural=just(now.procedural + k.apology_procedure * q * m),
        anger=clipped(now.anger - k.apology_anger * q * m),
        apologies=mood.apologies + 1,
    )


def _apology_multiplier(before: int, k: MoodConstants) -> float:
    ladder = (1.0, k.apology_second, k.apology_third, k.apology_fourth, k.apology_later)
    return ladder[min(before, len(ladder) - 1)]


def compensated(
    mood: Mood,
    at_ms: int,
    share: float,
    match: float = 1.0,
    asked_first: bool = False,
    fitting_attention: bool = False,
    k: MoodConstants = MOOD,
    *,
    money: bool = True,
) -> Mood:
    """A remedy worth *share* of their loss arrived; several add up, and only the addition counts.

    *match* is 1 for the same kind as the loss (less for other kinds), *asked_first* if they chose it,
    *fitting_attention* if it is what they said would do them good. Only *money* can be too much.
    """
    gifts = (*mood.gifts, Gift(match, share, money))
    before = healed(mood.gifts, mood.traits, k)
    gain = healed(gifts, mood.traits, k) - before
    excess = _overpaid(gifts, mood.traits, k) - _overpaid(mood.gifts, mood.traits, k)
    now = moved(mood, at_ms, k)
    room = 1 - max(0.0, now.distributive - before)
    choice = k.choice_outcome if asked_first and not mood.gifts else 0.0
    return replace(
        now,
        distributive=just(now.distributive + room * (gain + choice)),
        procedural=just(now.procedural + (k.choice_procedure if choice else 0.0)),
        trust=clipped(now.trust - k.excess_trust * excess),
        gifts=gifts,
        attention_fits=mood.attention_fits or fitting_attention,
    )


def made_good(money: float, attention: float, k: MoodConstants = MOOD) -> float:
    """r: the share of the loss made good. Attention is never too much, money can be (`scoring.md`, section 2)."""
    return max(money, min(k.enough, money + attention))


def healed(gifts: tuple[Gift, ...], traits: Traits, k: MoodConstants = MOOD) -> float:
    """How just all *gifts* together feel, 0 to 1: what matches best heals first, so their order doesn't matter."""
    money = attention = level = total = 0.0
    for gift in sorted(gifts, reverse=True):
        money, attention = money + gift.share * gift.money, attention + gift.share * (not gift.money)
        now = relief(made_good(money, attention, k), traits, k)
        total, level = total + gift.match * (now - level), now
    return total


def _overpaid(gifts: tuple[Gift, ...], traits: Traits, k: MoodConstants) -> float:
    """The shares of money beyond what this person can take."""
    return max(0.0, total_of(g.share for g in gifts if g.money) - (1.0 if traits.offended_by_excess else k.enough))


def relief(share: float, traits: Traits, k: MoodConstants = MOOD) -> float:
    """D(r): how just a remedy of *share* of the loss feels, 0 to 1, falling again beyond 1.5 (Gelbrich 2015)."""
    curve = _s_shape if traits.service_refused else _concave
    within = curve(min(share, k.enough), traits.group, k) / curve(k.enough, traits.group, k)
    return within - k.excess_outcome * max(0.0, share - k.enough)


def _s_shape(share: float, group: bool, k: MoodConstants) -> float:
    slope = k.group_refused_slope if group else k.refused_slope
    middle = k.group_refused_middle if group else k.refused_middle
    return logistic(slope * (share - middle)) - logistic(-slope * middle)


def _concave(share: float, group: bool, k: MoodConstants) -> float:
    return 1 - exp(-(k.group_accepted_slope if group else k.accepted_slope) * share)


def lie_discovered(mood: Mood, at_ms: int, k: MoodConstants = MOOD) -> Mood:
    """They found out that they were told something untrue."""
    now = moved(mood, at_ms, k)
    return replace(
        now,
        trust=clipped(now.trust - k.lie_trust),
        interactional=just(now.interactional - k.lie_manners),
        anger=clipped(now.anger + k.lie_anger),
    )


def told_by_others(mood: Mood, at_ms: int, k: MoodConstants = MOOD) -> Mood:
    """What we had known for a beat and kept from them has reached them from somebody else."""
    now = moved(mood, at_ms, k)
    return replace(
        now,
        trust=clipped(now.trust - k.kept_back_trust),
        interactional=just(now.interactional - k.kept_back_manners),
    )


def restored(mood: Mood, at_ms: int, share: float, k: MoodConstants = MOOD) -> Mood:
    """What they feared lost is back: *share* 0 to 1, the child found .9. It never falls again."""
    return replace(moved(mood, at_ms, k), restored=max(mood.restored, clipped(share)))
