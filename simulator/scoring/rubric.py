"""Every number of the four scores, with its unit, range, tag (F, O, D) and source beside it, under one version.

What must not live here: a formula, or any number of the mood model (`drill.mood_constants`).
Shares run from 0 to 1, points from 0 to 100, times are minutes unless a name says otherwise, *C* is the beat.
"""

from typing import Annotated

from simulator.drill.losses import Worth
from simulator.drill.origins import designed, fitted, ordered

VERSION = "6"
"""A run keeps the scorecard of its version; rescoring with a new one adds a card, it never replaces one."""

APOLOGY = "Lewicki 2016"
TRUTH = "P04: only what is 100 % true"
KNOWN = "P05: say what you don't know, and when you will"
BEAT = "P08, P09"
STATUS = "status_page_cadence in the benchmarks"
MONEY = "Gelbrich 2015; Haesevoets 2017"


class Rubric(Worth, frozen=True):
    """One complete set of constants; what a loss is worth it shares with the moods."""

    # Honesty
    accuracy_weight: Annotated[float, designed("share", 0, 1, TRUTH)] = 0.35
    promises_weight: Annotated[float, designed("share", 0, 1, "P10, P12")] = 0.25
    disclosure_weight: Annotated[float, designed("share", 0, 1, "P06, P36")] = 0.20
    estimate_weight: Annotated[float, designed("share", 0, 1, KNOWN)] = 0.20
    false_weight: Annotated[float, designed("claims", 1, 6, "one false claim weighs as three empty ones")] = 3.0
    renegotiated_worth: Annotated[float, ordered("share", 0, 1, "Gneezy & Epley 2014")] = 0.7
    vague_price: Annotated[float, designed("points a word", 0, 10, "P04: no 'resolved shortly'")] = 4.0
    vague_most: Annotated[float, designed("points", 0, 40, "a habit, not a lie")] = 16.0
    broken_price: Annotated[float, ordered("points", 0, 15, "Gneezy & Epley 2014: broken is worst")] = 6.0
    broken_most: Annotated[float, designed("points", 0, 40, "the promises term carries the rest")] = 18.0
    promising_floor: Annotated[float, designed("points", 0, 100, "promising nothing is not honesty")] = 50.0
    one_lie_cap: Annotated[float, designed("points", 0, 100, TRUTH)] = 50.0
    two_lies_cap: Annotated[float, designed("points", 0, 100, TRUTH)] = 25.0
    owned_early_cap: Annotated[
        float, designed("points", 0, 100, "owned up to before it did harm: just below the best band")
    ] = 84.0
    owned_late_cap: Annotated[float, designed("points", 0, 100, "owned up to before it came out")] = 70.0
    early_share: Annotated[float, designed("share of C", 0, 2, "before anybody can have acted on it")] = 0.5
    estimate_low_price: Annotated[float, ordered("factor", 1, 4, "Webb 2019: late hurts more than early")] = 2.25
    estimate_wide_price: Annotated[float, designed("factor", 0, 1, "too wide says little")] = 0.5
    estimate_width: Annotated[float, designed("share of C", 0, 1, "nobody owes more precision")] = 1 / 3
    silent_estimate: Annotated[float, designed("share", 0, 1, KNOWN)] = 0.3
    unknown_though_knowable: Annotated[float, designed("share", 0, 1, "between silence and a range")] = 0.6
    unknown_without_time: Annotated[float, designed("share", 0, 1, "'I don't know' without 'when'")] = 0.3
    overstated_most: Annotated[float, designed("points", 0, 60, "P10: sandbagging is not honesty")] = 30.0
    overstated_from: Annotated[float, designed("times p90", 1, 3, "being better than one's word is fine")] = 1.5
    overstated_span: Annotated[float, designed("times p90", 0.1, 3, "from free to the full price")] = 0.75

    # Empathy
    met_weight: Annotated[float, designed("share", 0, 1, "P02")] = 0.55
    apology_weight: Annotated[float, ordered("share", 0, 1, "Roschk & Kaiser 2013")] = 0.20
    detail_weight: Annotated[float, ordered("share", 0, 1, "Packard 2021: concrete words")] = 0.15
    listening_weight: Annotated[float, designed("share", 0, 1, "P03")] = 0.10
    reaction: Annotated[float, ordered("share", 0, 1, "EPITOME: rare, and what is missed")] = 0.40
    interpretation: Annotated[float, ordered("share", 0, 1, "EPITOME")] = 0.35
    exploration: Annotated[float, ordered("share", 0, 1, "EPITOME")] = 0.25
    full_empathy: Annotated[float, designed("share", 0.5, 1, "all three strong: 2 of 3,023 replies")] = 0.75
    part_responsibility: Annotated[float, ordered("share", 0, 1, APOLOGY)] = 0.30
    part_repair: Annotated[float, ordered("share", 0, 1, APOLOGY)] = 0.22
    part_regret: Annotated[float, ordered("share", 0, 1, APOLOGY)] = 0.14
    part_explanation: Annotated[float, ordered("share", 0, 1, APOLOGY)] = 0.14
    part_repentance: Annotated[float, ordered("share", 0, 1, APOLOGY)] = 0.14
    part_forgiveness: Annotated[float, ordered("share", 0, 1, APOLOGY)] = 0.06
    details_wanted: Annotated[float, designed("details", 1, 6, "three are enough to show you listened")] = 3.0
    hung_up_weight: Annotated[float, designed("feelings", 0, 3, "P02: who is cut off shows no more")] = 1.0
    apology_again_price: Annotated[float, ordered("points", 0, 15, "Halperin 2022")] = 5.0
    apology_again_most: Annotated[float, designed("points", 0, 60, "Halperin 2022")] = 25.0
    reuse_from: Annotated[float, designed("trigram similarity", 0.5, 1, "P03: genuine, not canned")] = 0.8

    # Cadence
    first_weight: Annotated[float, designed("share", 0, 1, "first_reply_value_usd in the benchmarks")] = 0.25
    kept_weight: Annotated[float, designed("share", 0, 1, BEAT)] = 0.40
    informing_weight: Annotated[float, designed("share", 0, 1, "Hogreve 2017: content, not volume")] = 0.20
    next_weight: Annotated[float, designed("share", 0, 1, "P11, P12")] = 0.15
    first_half: Annotated[float, designed("share of C", 0.1, 2, "half the mark is left at that delay")] = 0.4
    updates_slack: Annotated[float, designed("beats", 0, 0.5, "a short rest asks for no update")] = 0.25
    gap_allowed: Annotated[float, fitted("beats", 1, 1.5, STATUS)] = 1.1
    debt_price: Annotated[float, designed("factor", 1, 3, STATUS)] = 1.5
    content_floor: Annotated[float, designed("share", 0, 1, "content in time counts more")] = 0.3
    content_by_gap: Annotated[float, designed("share", 0, 1, "content in time counts more")] = 0.7
    full_content: Annotated[float, designed("elements", 1, 6, "J.D. Power 2011: three pieces or more")] = 3.0
    noise_price: Annotated[float, designed("points", 0, 40, "Hogreve 2017: bulk backfires")] = 20.0
    noise_most: Annotated[float, designed("points", 0, 100, "Hogreve 2017")] = 45.0
    noise_gap: Annotated[float, designed("beats", 0, 1, "twice in one beat without anything new")] = 0.5
    one_breath: Annotated[float, designed("minutes", 0, 5, "two updates within it are read as one")] = 1.0
    next_grace: Annotated[float, designed("minutes", 0, 5, "a minute late is kept")] = 1.0
    worst_lead: Annotated[float, designed("points", 0, 100, "nobody is made up for by others")] = 30.0

    # Generosity
    recovery_weight: Annotated[float, designed("share", 0, 1, "P15, P20")] = 0.80
    manner_points: Annotated[float, designed("points", 0, 40, "P16, P17, P24")] = 20.0
    unprompted: Annotated[float, designed("share", 0, 1, "P16")] = 0.35
    asked_first: Annotated[float, ordered("share", 0, 1, "P17")] = 0.35
    quick: Annotated[float, designed("share", 0, 1, "P24")] = 0.30
    manner_from: Annotated[float, designed("share of loss", 0.1, 1.5, "manner can't replace substance")] = 0.6
    half_made_good: Annotated[float, ordered("points at .6", 20, 70, MONEY)] = 45.0
    made_good: Annotated[float, ordered("points at 1", 60, 100, MONEY)] = 88.0
    excess_slope: Annotated[float, ordered("points per 1.0", 0, 120, MONEY)] = 60.0
    excess_floor: Annotated[float, ordered("points", 0, 60, MONEY)] = 30.0
    enough: Annotated[float, fitted("share of loss", 1.2, 2, "compensation.cap_of_loss: 1.5")] = 1.5
    waste_price: Annotated[float, designed("points", 0, 60, "P23: generous is not wasteful")] = 20.0
    waste_most: Annotated[float, designed("points", 0, 60, "P23: the maximum for everybody is half a mark")] = 50.0
    waste_from: Annotated[float, ordered("times loss", 1, 3, MONEY)] = 1.5
    waste_symbolic: Annotated[float, designed("times symbolic", 1, 5, "a small kindness is never waste")] = 2.0
    cheap_price: Annotated[float, designed("points", 0, 30, "P16: the refused 50-dollar visit")] = 10.0
    cheap_below: Annotated[float, designed("share of loss", 0.3, 1.2, "P16, P24")] = 0.8
    insult_cap: Annotated[float, designed("points", 0, 100, "no money while a child is missing")] = 50.0
    left_worth: Annotated[float, designed("share", 0, 1, "P12: somebody has to see that it is given")] = 0.5
    needless_yes: Annotated[float, designed("share", 0, 1, "P24: asked for a yes nobody needed")] = 0.5

    # The whole card
    share_met: Annotated[float, designed("share", 0, 1, "a condition counts as met from here")] = 0.6


RUBRIC = Rubric()

VAGUE_WORDS = (
    "shortly",
    "soon",
    "any minute now",
    "any moment now",
    "in no time",
    "before long",
    "momentarily",
)
"""Time words that bind nobody (P04)."""

EXACT_AFTER_ALL = ("as soon as", "again soon", "see you soon", "well soon")
"""Phrases that contain a vague word and are not vague."""
