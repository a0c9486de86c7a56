"""What happens to a person, and what it does to their mood: one function for each kind of event.

What must not live here: how moods run on by themselves (`mood`), which drill event is which touch (`feelings`).
Every function takes a mood and the drill time in milliseconds, and returns the mood anchored there.
"""

from math import exp

import msgspec

from simulator.drill.mood import MINUTE_MS, Mood, Traits, clipped, logistic, moved
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
    """Something they didn't know has reached them. *content* is 0 to 1. Ends the silence."""
    minutes = (at_ms - mood.contact_ms) / MINUTE_MS
    crowded = mood.updates > 0 and minutes < mood.traits.beat_minutes / 3
    number = mood.updates + 1
    gain = k.update_gain * content * max(0.0, 1 - (number - 1) / k.update_fade)
    if mood.explained >= 1 and number > 2:
        gain *= k.update_explained
    if crowded:
        gain -= k.update_crowding
    now = moved(mood, at_ms, k)
    return replace(
        now,
        procedural=just(now.procedural + gain),
        uncertainty=min(now.uncertainty, k.update_clears - k.update_clears_content * content),
        contact_ms=at_ms,
        updates=number,
    )


def bothered(mood: Mood, at_ms: int, k: MoodConstants = MOOD) -> Mood:
    """An update that tells them nothing: the silence goes on, and so close to the last word it annoys."""
    minutes = (at_ms - mood.contact_ms) / MINUTE_MS
    now = moved(mood, at_ms, k)
    if minutes >= mood.traits.beat_minutes / 2:
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


def let_down(mood: Mood, at_ms: int, k: MoodConstants = MOOD) -> Mood:
    """A promise to them has passed its time unkept."""
    now = moved(mood, at_ms, k)
    return replace(
        now,
        anger=clipped(now.anger + k.missed_anger),
        trust=clipped(now.trust - k.missed_trust),
        procedural=just(now.procedural - k.missed_procedure),
        interactional=just(now.interactional - k.missed_manners),
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


def met_with_empathy(mood: Mood, at_ms: int, empathy: Empathy, k: MoodConstants = MOOD) -> Mood:
    """Somebody met their feeling."""
    e = warmth(empathy, k)
    factor = k.empathy_process if mood.traits.process_failure else 1.0
    now = moved(mood, at_ms, k)
    room = 1 - max(0.0, now.interactional)
    return replace(
        now,
        interactional=just(now.interactional + k.empathy_manners * e * factor * room),
        anxiety=clipped(now.anxiety - k.empathy_calms * e),
    )


def apologised_to(
    mood: Mood,
    at_ms: int,
    parts: Parts,
    empathy: Empathy = Empathy(),  # noqa: B008 - frozen, so one for all is safe
    beats_late: float = 0.0,
    k: MoodConstants = MOOD,
) -> Mood:
    """An apology reached them; *beats_late* counts beats since the fault was known. From the third on it harms."""
    lateness = max(k.apology_latest, 1 - k.apology_late * max(0.0, beats_late))
    q = completeness(parts, k) * (k.apology_bare + k.apology_felt * warmth(empathy, k)) * lateness
    m = _apology_multiplier(mood.apologies, k)
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
) -> Mood:
    """A remedy worth *share* of their loss arrived; several add up, and only the addition counts.

    *match* is 1 for the same kind as the loss (less for other kinds), *asked_first* if they chose it,
    *fitting_attention* if it is what they said would do them good.
    """
    total = mood.remedy_share + share
    gain = (relief(total, mood.traits, k) - relief(mood.remedy_share, mood.traits, k)) * match
    excess = max(0.0, total - k.enough) - max(0.0, mood.remedy_share - k.enough)
    if mood.traits.offended_by_excess:
        excess = max(excess, max(0.0, total - 1.0) - max(0.0, mood.remedy_share - 1.0))
    now = moved(mood, at_ms, k)
    room = 1 - max(0.0, now.distributive)
    choice = k.choice_outcome if asked_first and mood.remedy_share == 0 else 0.0
    return replace(
        now,
        distributive=just(now.distributive + room * (gain + choice)),
        procedural=just(now.procedural + (k.choice_procedure if choice else 0.0)),
        trust=clipped(now.trust - k.excess_trust * excess),
        remedy_share=total,
        attention_fits=mood.attention_fits or fitting_attention,
    )


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


def restored(mood: Mood, at_ms: int, share: float, k: MoodConstants = MOOD) -> Mood:
    """What they feared lost is back: *share* 0 to 1, the child found .9. It never falls again."""
    return replace(moved(mood, at_ms, k), restored=max(mood.restored, clipped(share)))
