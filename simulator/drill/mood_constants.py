"""Every number of the mood model, with its unit, range, tag (F, O, D) and source beside it.

What must not live here: the model itself (`mood`), or any number of the four scores (`scoring.rubric`).
Directions and orders come from the literature; most sizes are ours and say so. Nothing here was calibrated
on customers, and no sentence of the product may claim it was.
"""

from typing import Annotated

import msgspec

from simulator.drill.origins import designed, fitted, ordered

VERSION = "1"
"""Raise it with every change of a number below: a run keeps the version it was played with."""

PEAK_END = "Alaybek 2022: peak and end predict as well as the mean, duration adds almost nothing"
WAITS = "Taylor 1994; Hui & Tse 1996; Maister 1985"
JUSTICE = "Orsingher 2010; Gelbrich & Roschk 2011"
APOLOGY_PARTS = "Lewicki 2016"
REPEATS = "Halperin 2022: repeated apologies can be worse than none"
MONEY = "Gelbrich 2015; Haesevoets 2013, 2017"
PROMISES = "Gneezy & Epley 2014"
ESTIMATES = "J.D. Power 2011; van der Bles 2020"
PARADOX = "de Matos 2007; Magnini 2007"
ANNOUNCED = "Webb 2019"


class MoodConstants(msgspec.Struct, frozen=True):
    """One complete set. Times are minutes, *C* is the beat of the event; levels are shares of 0 to 1."""

    # At the start
    anger_floor: Annotated[float, designed("level", 0, 0.3, "a person nothing has happened to")] = 0.08
    anger_severity: Annotated[float, ordered("level", 0, 0.6, "Smith, Bolton & Wagner 1999")] = 0.30
    anger_control: Annotated[float, ordered("share", 0, 1, "more blame when the firm could help it")] = 0.5
    anger_prior: Annotated[float, ordered("level per failure", 0, 0.3, PARADOX)] = 0.10
    anxiety_floor: Annotated[float, designed("level", 0, 0.4, "a person who has just noticed")] = 0.15
    anxiety_severity: Annotated[float, ordered("level", 0, 0.8, WAITS)] = 0.45
    trust_start: Annotated[float, designed("level", 0, 1, "P31: they expect to be let down")] = 0.70

    # Where anxiety heads for
    calm_floor: Annotated[float, designed("level", 0, 0.3, "nobody with an open problem is at nought")] = 0.10
    calm_severity: Annotated[float, ordered("level", 0, 0.7, WAITS)] = 0.35
    calm_uncertainty: Annotated[float, ordered("level", 0, 0.7, WAITS)] = 0.35
    calm_unexplained: Annotated[float, ordered("level", 0, 0.4, WAITS)] = 0.15
    calm_trust: Annotated[float, ordered("level", 0, 0.4, JUSTICE)] = 0.15

    # Where anger heads for, and how fast
    anger_procedure: Annotated[float, ordered("level", 0, 0.6, JUSTICE)] = 0.30
    anger_manners: Annotated[float, ordered("level", 0, 0.4, JUSTICE)] = 0.15
    anger_pace: Annotated[float, designed("1/C", 0.1, 2, "anger cools half as fast as fear")] = 0.5

    # Silence, from the moment it has lasted longer than C
    silence_anger: Annotated[float, ordered("1/C", 0, 0.6, WAITS)] = 0.18
    silence_procedure: Annotated[float, ordered("justice/C", 0, 0.2, WAITS)] = 0.05
    silence_uncertain: Annotated[float, ordered("factor", 0, 1, WAITS)] = 0.35
    silence_unexplained: Annotated[float, ordered("factor", 0, 1, WAITS)] = 0.20
    silence_overdue: Annotated[float, ordered("factor", 1, 4, ANNOUNCED)] = 2.25

    # Promises
    missed_anger: Annotated[float, ordered("level", 0, 0.4, PROMISES)] = 0.12
    missed_trust: Annotated[float, ordered("level", 0, 0.5, PROMISES)] = 0.18
    missed_procedure: Annotated[float, ordered("justice", 0, 0.4, PROMISES)] = 0.10
    missed_manners: Annotated[float, ordered("justice", 0, 0.3, PROMISES)] = 0.06
    kept_trust: Annotated[float, ordered("level", 0, 0.3, PROMISES)] = 0.06
    kept_procedure: Annotated[float, ordered("justice", 0, 0.3, PROMISES)] = 0.06
    early_trust: Annotated[float, ordered("level", 0, 0.03, PROMISES + ": exceeded is about kept")] = 0.005

    # The first answer, and the updates after it
    first_gain: Annotated[float, fitted("justice", 0, 0.8, "first_reply_value_usd in the benchmarks")] = 0.36
    first_half: Annotated[float, fitted("minutes", 2, 40, "first_reply_value_usd in the benchmarks")] = 12.0
    first_price: Annotated[float, designed("justice", 0, 0.4, "a very late first answer harms")] = 0.18
    asking_share: Annotated[float, ordered("share", 0, 0.5, "P13: a first answer that only asks")] = 0.35
    update_gain: Annotated[float, ordered("justice", 0, 0.4, "Hogreve 2017")] = 0.14
    update_fade: Annotated[float, designed("updates", 2, 10, "the fifth in a row adds nothing by itself")] = 4.0
    update_explained: Annotated[float, ordered("share", 0, 1, "Hogreve 2017: in bulk they backfire")] = 0.5
    update_crowding: Annotated[float, ordered("justice", 0, 0.1, "Hogreve 2017")] = 0.02
    update_clears: Annotated[float, ordered("level", 0, 1, ESTIMATES)] = 0.8
    update_clears_content: Annotated[float, ordered("level", 0, 0.6, ESTIMATES)] = 0.2
    range_leaves: Annotated[float, ordered("level", 0, 0.6, ESTIMATES)] = 0.30
    point_leaves: Annotated[float, ordered("level", 0, 0.6, ESTIMATES)] = 0.25
    next_time_leaves: Annotated[float, ordered("level", 0, 0.9, WAITS)] = 0.55
    empty_crowding: Annotated[float, ordered("justice", 0, 0.2, "Hogreve 2017")] = 0.04

    # Explaining, listening, apologising
    explain_procedure: Annotated[float, ordered("justice", 0, 0.4, "Hogreve 2017")] = 0.16
    explain_manners: Annotated[float, ordered("justice", 0, 0.4, JUSTICE)] = 0.14
    reaction_weight: Annotated[float, ordered("share", 0, 1, "EPITOME, order of frequency")] = 0.40
    interpretation_weight: Annotated[float, ordered("share", 0, 1, "EPITOME, order of frequency")] = 0.35
    exploration_weight: Annotated[float, ordered("share", 0, 1, "EPITOME, order of frequency")] = 0.25
    empathy_manners: Annotated[float, ordered("justice", 0, 0.9, "Roschk & Kaiser 2013")] = 0.40
    empathy_process: Annotated[float, ordered("factor", 1, 2, "Smith, Bolton & Wagner 1999")] = 1.3
    empathy_calms: Annotated[float, ordered("level", 0, 0.4, "Roschk & Kaiser 2013")] = 0.12
    part_responsibility: Annotated[float, ordered("share", 0, 1, APOLOGY_PARTS)] = 0.30
    part_repair: Annotated[float, ordered("share", 0, 1, APOLOGY_PARTS)] = 0.22
    part_regret: Annotated[float, ordered("share", 0, 1, APOLOGY_PARTS)] = 0.14
    part_explanation: Annotated[float, ordered("share", 0, 1, APOLOGY_PARTS)] = 0.14
    part_repentance: Annotated[float, ordered("share", 0, 1, APOLOGY_PARTS)] = 0.14
    part_forgiveness: Annotated[float, ordered("share", 0, 1, APOLOGY_PARTS)] = 0.06
    apology_bare: Annotated[float, ordered("share", 0, 1, "Roschk & Kaiser 2013: empathy first")] = 0.55
    apology_felt: Annotated[float, ordered("share", 0, 1, "Roschk & Kaiser 2013: empathy first")] = 0.45
    apology_late: Annotated[float, ordered("share per C", 0, 0.6, "Roschk & Kaiser 2013: timing last")] = 0.25
    apology_latest: Annotated[float, ordered("share", 0.3, 1, "Roschk & Kaiser 2013")] = 0.6
    apology_manners: Annotated[float, ordered("justice", 0, 0.9, JUSTICE)] = 0.45
    apology_outcome: Annotated[float, ordered("justice", 0, 0.3, JUSTICE)] = 0.10
    apology_procedure: Annotated[float, ordered("justice", 0, 0.2, JUSTICE)] = 0.05
    apology_anger: Annotated[float, ordered("level", 0, 0.4, JUSTICE)] = 0.12
    apology_second: Annotated[float, ordered("factor", -1, 1, REPEATS)] = 0.10
    apology_third: Annotated[float, ordered("factor", -1, 1, REPEATS)] = -0.35
    apology_fourth: Annotated[float, ordered("factor", -1, 1, REPEATS)] = -0.50
    apology_later: Annotated[float, ordered("factor", -1, 1, REPEATS)] = -0.60

    # Remedies
    refused_slope: Annotated[float, ordered("1/share", 2, 12, MONEY + ": S-shape when refused")] = 5.0
    refused_middle: Annotated[float, ordered("share of loss", 0.5, 1.2, MONEY)] = 0.80
    accepted_slope: Annotated[float, ordered("1/share", 1, 5, MONEY + ": concave when accepted")] = 2.2
    group_accepted_slope: Annotated[float, ordered("1/share", 1, 6, "Albrecht 2018")] = 3.2
    group_refused_slope: Annotated[float, ordered("1/share", 2, 14, "Albrecht 2018")] = 7.0
    group_refused_middle: Annotated[float, ordered("share of loss", 0.4, 1.2, "Albrecht 2018")] = 0.62
    enough: Annotated[float, fitted("share of loss", 1.2, 2, "compensation.cap_of_loss: 1.5")] = 1.5
    excess_outcome: Annotated[float, ordered("justice per share", 0, 0.6, "Haesevoets 2017")] = 0.18
    excess_trust: Annotated[float, ordered("level per share", 0, 0.4, "Haesevoets 2017")] = 0.08
    choice_outcome: Annotated[float, ordered("justice", 0, 0.2, "P17")] = 0.05
    choice_procedure: Annotated[float, ordered("justice", 0, 0.2, "P17")] = 0.06

    # A lie that comes out
    lie_trust: Annotated[float, ordered("level", 0, 0.8, PROMISES)] = 0.40
    lie_manners: Annotated[float, ordered("justice", 0, 0.8, JUSTICE)] = 0.35
    lie_anger: Annotated[float, ordered("level", 0, 0.6, JUSTICE)] = 0.28

    # What is left of it at the end
    weight_peak: Annotated[float, fitted("share", 0, 1, PEAK_END)] = 0.40
    weight_end: Annotated[float, fitted("share", 0, 1, PEAK_END)] = 0.40
    weight_mean: Annotated[float, fitted("share", 0, 1, PEAK_END)] = 0.20
    process_slope: Annotated[float, designed("1/justice", 1, 12, "how sharply good and bad part")] = 6.0
    process_middle: Annotated[float, designed("justice", -0.5, 0.5, "neither good nor bad")] = 0.12
    outcome_weight: Annotated[float, ordered("satisfaction", 0, 0.6, JUSTICE)] = 0.26
    outcome_base: Annotated[float, ordered("share", 0, 1, "Wirtz & Mattila 2004")] = 0.80
    outcome_bell: Annotated[float, ordered("share", 0, 1, "Wirtz & Mattila 2004: in mixed cells")] = 0.20
    second_failure: Annotated[float, ordered("factor", 0, 1, PARADOX)] = 0.60
    third_failure: Annotated[float, ordered("factor", 0, 1, PARADOX)] = 0.45
    satisfaction_start: Annotated[float, designed("satisfaction", 0.5, 0.9, "before anything failed")] = 0.72
    loss_base: Annotated[float, ordered("satisfaction", 0, 0.4, PARADOX)] = 0.12
    loss_severity: Annotated[float, ordered("satisfaction", 0, 0.9, PARADOX)] = 0.50
    loss_control: Annotated[float, ordered("satisfaction", 0, 0.3, PARADOX)] = 0.10
    loss_prior: Annotated[float, ordered("satisfaction per failure", 0, 0.3, PARADOX)] = 0.12
    manners_weight: Annotated[float, ordered("satisfaction", 0, 0.5, JUSTICE)] = 0.20
    feeling_weight: Annotated[float, ordered("satisfaction", 0, 0.8, PEAK_END)] = 0.42
    trust_weight: Annotated[float, ordered("satisfaction", 0, 0.4, JUSTICE)] = 0.15
    loyalty_slope: Annotated[float, ordered("loyalty", 0, 1, PARADOX + ": not in loyalty")] = 0.55
    loyalty_manners: Annotated[float, ordered("loyalty", 0, 0.1, JUSTICE)] = 0.02
    loyalty_trust: Annotated[float, ordered("loyalty", 0, 0.6, PROMISES)] = 0.25
    recommend_scale: Annotated[float, designed("points", 9, 13, "0 to 10, promoter from 9")] = 11.5
    recommend_satisfaction: Annotated[float, designed("share", 0, 1, "E0")] = 0.6
    recommend_loyalty: Annotated[float, designed("share", 0, 1, "E0")] = 0.4
    recomplain_base: Annotated[float, fitted("logit", -3, 0, "complaints_disputed, explanation: 21.3 %")] = -1.308
    recomplain_money: Annotated[float, fitted("logit", -3, 0, "complaints_disputed, odds ratio .298")] = -1.21
    restored_share: Annotated[float, designed("share", 0, 1, "E0: what was given back hurts less")] = 0.8

    # On hold
    hold_hazard: Annotated[float, designed("per minute", 0, 0.2, "level free, ratio published")] = 0.03
    hold_before: Annotated[float, ordered("1/minute", 0, 0.095, ANNOUNCED)] = 0.04
    hold_after: Annotated[float, fitted("factor per minute", 1.3, 1.53, ANNOUNCED + ": up to 52 %")] = 1.52

    # How people differ, by seed
    vary_severity: Annotated[float, designed("level", 0, 0.2, "either side")] = 0.06
    vary_trust: Annotated[float, designed("level", 0, 0.3, "either side")] = 0.08
    vary_slope: Annotated[float, designed("share", 0, 0.6, "either side")] = 0.25
    offended_share: Annotated[float, ordered("share", 0, 0.4, "Haesevoets 2017: excess offends some")] = 0.15


MOOD = MoodConstants()
