"""Every number of the mood model, with its unit, range, tag (F, O, D) and source beside it.

What must not live here: the model itself (`mood`), or any number of the four scores (`scoring.rubric`).
Directions and orders come from the literature; most sizes are ours and say so. Nothing here was calibrated
on customers, and no sentence of the product may claim it was.
"""

from typing import Annotated

import msgspec

from simulator.drill.origins import designed, fitted, ordered

VERSION = "3"
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
    anger_floor: Annotated[float, designed("level", 0, 0.3, "a person nothing has happened to")] = 0.09
    anger_severity: Annotated[float, ordered("level", 0, 0.6, "Smith, Bolton & Wagner 1999")] = 0.3
    anger_control: Annotated[float, ordered("share", 0, 1, "more blame when the firm could help it")] = 0.44
    anger_prior: Annotated[float, ordered("level per failure", 0, 0.3, PARADOX)] = 0.13
    anxiety_floor: Annotated[float, designed("level", 0, 0.4, "a person who has just noticed")] = 0.13
    anxiety_severity: Annotated[float, ordered("level", 0, 0.8, WAITS)] = 0.26
    trust_start: Annotated[float, designed("level", 0, 1, "P31: they expect to be let down")] = 0.7

    # Where anxiety heads for
    calm_floor: Annotated[float, designed("level", 0, 0.3, "nobody with an open problem is at nought")] = 0.13
    calm_severity: Annotated[float, ordered("level", 0, 0.7, WAITS)] = 0.41
    calm_uncertainty: Annotated[float, ordered("level", 0, 0.7, WAITS)] = 0.17
    calm_unexplained: Annotated[float, ordered("level", 0, 0.4, WAITS)] = 0.16
    calm_trust: Annotated[float, ordered("level", 0, 0.4, JUSTICE)] = 0.19

    # Where anger heads for, and how fast
    anger_procedure: Annotated[float, ordered("level", 0, 0.6, JUSTICE)] = 0.2
    anger_manners: Annotated[float, ordered("level", 0, 0.4, JUSTICE)] = 0.16
    anger_pace: Annotated[float, designed("1/C", 0.1, 2, "anger cools more slowly than fear")] = 0.85

    # Silence, from the moment it has lasted longer than C
    silence_anger: Annotated[float, ordered("1/C", 0, 0.6, WAITS)] = 0.38
    silence_procedure: Annotated[float, ordered("justice/C", 0, 0.4, WAITS)] = 0.24
    silence_uncertain: Annotated[float, ordered("factor", 0, 1, WAITS)] = 0.26
    silence_unexplained: Annotated[float, ordered("factor", 0, 1, WAITS)] = 0.22
    silence_stale: Annotated[float, ordered("share", 0, 1, WAITS + ": the uncertain wait is the long one")] = 0.37
    silence_overdue: Annotated[float, ordered("factor", 1, 4, ANNOUNCED)] = 2.0

    # Promises
    missed_anger: Annotated[float, ordered("level", 0, 0.4, PROMISES)] = 0.17
    missed_trust: Annotated[float, ordered("level", 0, 0.5, PROMISES)] = 0.18
    missed_procedure: Annotated[float, ordered("justice", 0, 0.4, PROMISES)] = 0.02
    missed_manners: Annotated[float, ordered("justice", 0, 0.3, PROMISES)] = 0.03
    missed_uncertain: Annotated[float, ordered("level", 0, 1, ANNOUNCED)] = 0.83
    kept_trust: Annotated[float, ordered("level", 0, 0.3, PROMISES)] = 0.07
    kept_procedure: Annotated[float, ordered("justice", 0, 0.3, PROMISES)] = 0.05
    estimate_candid: Annotated[float, ordered("share of a promise", 0, 1, ESTIMATES + ": a range costs less")] = 0.6
    estimate_bare: Annotated[float, ordered("share of a promise", 0, 1, ESTIMATES)] = 0.95
    chase_procedure: Annotated[float, ordered("justice", 0, 0.2, "Gelbrich & Roschk 2011: effort")] = 0.02
    chase_manners: Annotated[float, ordered("justice", 0, 0.2, JUSTICE)] = 0.07
    early_trust: Annotated[float, ordered("level", 0, 0.03, PROMISES + ": exceeded is about kept")] = 0.005

    # The first answer, and the updates after it
    first_gain: Annotated[float, fitted("justice", 0, 0.8, "first_reply_value_usd in the benchmarks")] = 0.36
    first_half: Annotated[float, fitted("minutes", 2, 40, "first_reply_value_usd in the benchmarks")] = 12.0
    first_price: Annotated[float, designed("justice", 0, 0.4, "a very late first answer harms")] = 0.18
    asking_share: Annotated[float, ordered("share", 0, 0.5, "P13: a first answer that only asks")] = 0.22
    update_gain: Annotated[float, ordered("justice", 0, 0.4, "Hogreve 2017")] = 0.19
    update_calms: Annotated[float, ordered("share", 0, 0.8, "Hui & Tse 1996: information works through affect")] = 0.5
    update_fade: Annotated[float, designed("updates", 2, 10, "the fifth in a row adds nothing by itself")] = 5.17
    update_explained: Annotated[float, ordered("share", 0, 1, "Hogreve 2017: in bulk they backfire")] = 0.5
    update_crowding: Annotated[float, ordered("justice", 0, 0.1, "Hogreve 2017")] = 0.02
    update_clears: Annotated[float, ordered("level", 0, 1, ESTIMATES)] = 0.81
    update_clears_content: Annotated[float, ordered("level", 0, 0.6, ESTIMATES)] = 0.2
    range_leaves: Annotated[float, ordered("level", 0, 0.6, ESTIMATES)] = 0.3
    point_leaves: Annotated[float, ordered("level", 0, 0.6, ESTIMATES)] = 0.25
    next_time_leaves: Annotated[float, ordered("level", 0, 0.9, WAITS)] = 0.55
    empty_crowding: Annotated[float, ordered("justice", 0, 0.2, "Hogreve 2017")] = 0.04

    # Explaining, listening, apologising
    explain_procedure: Annotated[float, ordered("justice", 0, 0.4, "Hogreve 2017")] = 0.05
    explain_manners: Annotated[float, ordered("justice", 0, 0.4, JUSTICE)] = 0.09
    reaction_weight: Annotated[float, ordered("share", 0, 1, "EPITOME, order of frequency")] = 0.4
    interpretation_weight: Annotated[float, ordered("share", 0, 1, "EPITOME, order of frequency")] = 0.35
    exploration_weight: Annotated[float, ordered("share", 0, 1, "EPITOME, order of frequency")] = 0.25
    empathy_manners: Annotated[float, ordered("justice", 0, 0.9, "Roschk & Kaiser 2013")] = 0.44
    empathy_process: Annotated[float, ordered("factor", 1, 2, "Smith, Bolton & Wagner 1999")] = 1.4
    empathy_late: Annotated[float, ordered("share", 0, 1, "Roschk & Kaiser 2013: timing last, yet it counts")] = 0.54
    empathy_full: Annotated[float, designed("level", 0.3, 1, "both weightier mechanisms, one with detail")] = 0.66
    unmet_manners: Annotated[float, ordered("justice", 0, 0.8, "Smith, Bolton & Wagner 1999: match")] = 0.65
    unmet_anger: Annotated[float, ordered("level", 0, 0.2, JUSTICE)] = 0.02
    stock_manners: Annotated[float, ordered("justice", 0, 0.3, "P03; Packard 2018, 2021")] = 0.04
    detail_manners: Annotated[float, ordered("justice", 0, 0.3, "Packard 2018, 2021")] = 0.13
    detail_count: Annotated[float, designed("details", 1, 6, "three name a case")] = 3.0
    empathy_calms: Annotated[float, ordered("level", 0, 0.4, "Roschk & Kaiser 2013")] = 0.1
    part_responsibility: Annotated[float, ordered("share", 0, 1, APOLOGY_PARTS)] = 0.3
    part_repair: Annotated[float, ordered("share", 0, 1, APOLOGY_PARTS)] = 0.22
    part_regret: Annotated[float, ordered("share", 0, 1, APOLOGY_PARTS)] = 0.14
    part_explanation: Annotated[float, ordered("share", 0, 1, APOLOGY_PARTS)] = 0.14
    part_repentance: Annotated[float, ordered("share", 0, 1, APOLOGY_PARTS)] = 0.14
    part_forgiveness: Annotated[float, ordered("share", 0, 1, APOLOGY_PARTS)] = 0.06
    apology_bare: Annotated[float, ordered("share", 0, 1, "Roschk & Kaiser 2013: empathy first")] = 0.55
    apology_felt: Annotated[float, ordered("share", 0, 1, "Roschk & Kaiser 2013: empathy first")] = 0.36
    apology_late: Annotated[float, ordered("share per C", 0, 0.6, "Roschk & Kaiser 2013: timing last")] = 0.25
    apology_latest: Annotated[float, ordered("share", 0.3, 1, "Roschk & Kaiser 2013")] = 0.67
    apology_manners: Annotated[float, ordered("justice", 0, 0.9, JUSTICE)] = 0.55
    apology_outcome: Annotated[float, ordered("justice", 0, 0.3, JUSTICE)] = 0.09
    apology_procedure: Annotated[float, ordered("justice", 0, 0.2, JUSTICE)] = 0.07
    apology_anger: Annotated[float, ordered("level", 0, 0.4, JUSTICE)] = 0.07
    apology_second: Annotated[float, ordered("factor", -1, 1, REPEATS)] = 0.08
    apology_third: Annotated[float, ordered("factor", -1, 1, REPEATS)] = -0.42
    apology_fourth: Annotated[float, ordered("factor", -1, 1, REPEATS)] = -0.65
    apology_later: Annotated[float, ordered("factor", -1, 1, REPEATS)] = -0.9

    # Remedies
    refused_slope: Annotated[float, ordered("1/share", 2, 12, MONEY + ": S-shape when refused")] = 7.0
    refused_middle: Annotated[float, ordered("share of loss", 0.5, 1.2, MONEY)] = 0.9
    accepted_slope: Annotated[float, ordered("1/share", 1, 5, MONEY + ": concave when accepted")] = 2.53
    group_accepted_slope: Annotated[float, ordered("1/share", 1, 6, "Albrecht 2018")] = 3.6
    group_refused_slope: Annotated[float, ordered("1/share", 2, 14, "Albrecht 2018")] = 8.5
    group_refused_middle: Annotated[float, ordered("share of loss", 0.4, 1.2, "Albrecht 2018")] = 0.58
    enough: Annotated[float, fitted("share of loss", 1.2, 2, "compensation.cap_of_loss: 1.5")] = 1.5
    excess_outcome: Annotated[float, ordered("justice per share", 0, 0.6, "Haesevoets 2017")] = 0.17
    excess_trust: Annotated[float, ordered("level per share", 0, 0.4, "Haesevoets 2017")] = 0.06
    choice_outcome: Annotated[float, ordered("justice", 0, 0.2, "P17")] = 0.06
    choice_procedure: Annotated[float, ordered("justice", 0, 0.2, "P17")] = 0.07

    # A lie that comes out
    lie_trust: Annotated[float, ordered("level", 0, 0.8, PROMISES)] = 0.6
    lie_manners: Annotated[float, ordered("justice", 0, 0.8, JUSTICE)] = 0.28
    kept_back_trust: Annotated[float, ordered("level", 0, 0.4, "less than a lie, more than nothing")] = 0.13
    kept_back_manners: Annotated[float, ordered("justice", 0, 0.4, "less than a lie, more than nothing")] = 0.22
    lie_anger: Annotated[float, ordered("level", 0, 0.6, JUSTICE)] = 0.28

    # What is left of it at the end
    weight_peak: Annotated[float, fitted("share", 0, 1, PEAK_END)] = 0.40
    weight_end: Annotated[float, fitted("share", 0, 1, PEAK_END)] = 0.40
    weight_mean: Annotated[float, fitted("share", 0, 1, PEAK_END)] = 0.20
    process_slope: Annotated[float, designed("1/justice", 1, 12, "how sharply good and bad part")] = 4.45
    process_middle: Annotated[float, designed("justice", -0.5, 0.5, "neither good nor bad")] = 0.12
    outcome_weight: Annotated[float, ordered("satisfaction", 0, 0.6, JUSTICE)] = 0.25
    outcome_base: Annotated[float, ordered("share", 0, 1, "Wirtz & Mattila 2004")] = 0.68
    outcome_bell: Annotated[float, ordered("share", 0, 1, "Wirtz & Mattila 2004: in mixed cells")] = 0.14
    outcome_symbolic: Annotated[float, ordered("share", 0, 1, "Roschk & Gelbrich 2014: nothing of money lost")] = 0.63
    second_failure: Annotated[float, ordered("factor", 0, 1, PARADOX)] = 0.5
    third_failure: Annotated[float, ordered("factor", 0, 1, PARADOX)] = 0.38
    satisfaction_start: Annotated[float, designed("satisfaction", 0.5, 0.9, "before anything failed")] = 0.72
    loss_severity: Annotated[float, ordered("satisfaction", 0, 0.9, PARADOX)] = 0.68
    loss_control: Annotated[float, ordered("satisfaction", 0, 0.3, PARADOX)] = 0.03
    loss_prior: Annotated[float, ordered("satisfaction per failure", 0, 0.3, PARADOX)] = 0.23
    manners_weight: Annotated[float, ordered("satisfaction", 0, 0.5, JUSTICE)] = 0.22
    process_weight: Annotated[float, ordered("satisfaction", 0, 0.3, JUSTICE + ": least of the three")] = 0.1
    process_match: Annotated[float, ordered("factor", 1, 4, "Smith, Bolton & Wagner 1999: match in kind")] = 3.9
    process_expected: Annotated[float, designed("justice", 0, 0.6, "they count on being kept informed")] = 0.5
    feeling_weight: Annotated[float, ordered("satisfaction", 0, 0.8, PEAK_END)] = 0.45
    trust_weight: Annotated[float, ordered("satisfaction", 0, 0.4, JUSTICE)] = 0.1
    loyalty_slope: Annotated[float, ordered("loyalty", 0, 1, PARADOX + ": not in loyalty")] = 0.6
    loyalty_manners: Annotated[float, ordered("loyalty", 0, 0.1, JUSTICE)] = 0.01
    loyalty_trust: Annotated[float, ordered("loyalty", 0, 0.6, PROMISES)] = 0.19
    stays_usual: Annotated[float, fitted("logit", 0, 2, "repurchase_after_resolution: .70 of 1 to 5 dollars")] = 0.89
    stays_slope: Annotated[float, fitted("logit", 1, 8, "repurchase_after_resolution: .54 over 100 dollars")] = 3.3
    stays_years: Annotated[float, designed("years", 1, 10, "how far ahead a house looks")] = 5.0
    recommend_slope: Annotated[float, designed("points", 6, 20, "0 to 10, promoter from 9")] = 11.5
    recommend_satisfaction: Annotated[float, designed("share", 0, 1, "E0")] = 0.6
    recomplain_base: Annotated[float, fitted("logit", -3, 0, "complaints_disputed, explanation: 21.3 %")] = -1.308
    recomplain_money: Annotated[float, fitted("logit", -3, 0, "complaints_disputed, odds ratio .298")] = -1.21
    restored_share: Annotated[float, designed("share", 0, 1, "E0: what was given back hurts less")] = 0.7

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
