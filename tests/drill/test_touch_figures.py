"""What each touch does to a mood, in figures: one person in the middle of everything, touched in the same breath."""

from math import exp

import pytest
from msgspec.structs import replace

from simulator.drill import touches
from simulator.drill.mood import MINUTE_MS, Gift, Mood, Traits, onset, resting_anger
from simulator.drill.mood_constants import MOOD
from simulator.drill.touches import Empathy, Parts

K = MOOD
NOW = 30 * MINUTE_MS
TRAITS = Traits(severity=0.6, process_failure=False, beat_minutes=15.0)
MIDDLE = replace(
    onset(TRAITS, 0),
    at_ms=NOW,
    anxiety=0.5,
    anger=0.5,
    trust=0.5,
    distributive=0.1,
    interactional=0.2,
    procedural=0.3,
    uncertainty=0.8,
    explained=0.25,
    contact_ms=NOW - 10 * MINUTE_MS,
    peak=1.0,
)


def levels(mood: Mood) -> dict[str, float]:
    names = ("anxiety", "anger", "trust", "distributive", "interactional", "procedural", "uncertainty", "explained")
    return {name: getattr(mood, name) for name in names}


def changes(mood: Mood, before: Mood = MIDDLE) -> dict[str, float]:
    """What of the levels has changed, and by how much."""
    return {name: after - levels(before)[name] for name, after in levels(mood).items() if after != levels(before)[name]}


def test_a_broken_word_costs_anger_and_a_share_of_the_trust_that_is_left() -> None:
    let_down = touches.let_down(MIDDLE, NOW)

    assert changes(let_down) == pytest.approx(
        {
            "anger": K.missed_anger,
            "trust": -0.5 * K.missed_trust / K.trust_start,
            "procedural": -K.missed_procedure,
            "interactional": -K.missed_manners,
            **({"uncertainty": K.missed_uncertain - 0.8} if K.missed_uncertain > 0.8 else {}),
        }
    )


@pytest.mark.parametrize(("candid", "extent"), [(True, K.estimate_candid), (False, K.estimate_bare)])
def test_an_estimate_that_ran_out_is_a_broken_word_in_part(candid: bool, extent: float) -> None:
    missed = touches.estimate_missed(MIDDLE, NOW, candid)

    assert missed.anger - 0.5 == pytest.approx(K.missed_anger * extent)
    assert missed.trust == pytest.approx(0.5 * (1 - K.missed_trust * extent / K.trust_start))
    assert 0.3 - missed.procedural == pytest.approx(K.missed_procedure * extent)
    assert 0.2 - missed.interactional == pytest.approx(K.missed_manners * extent)


def test_an_estimate_met_is_a_word_kept_in_part() -> None:
    assert changes(touches.estimate_met(MIDDLE, NOW)) == pytest.approx(
        {"trust": K.kept_trust * K.estimate_candid, "procedural": K.kept_procedure * K.estimate_candid}
    )


@pytest.mark.parametrize(("early", "more"), [(False, 0.0), (True, K.early_trust)])
def test_a_kept_word_earns_trust_and_a_little_more_when_early(early: bool, more: float) -> None:
    assert changes(touches.kept_word(MIDDLE, NOW, early)) == pytest.approx(
        {"trust": K.kept_trust + more, "procedural": K.kept_procedure}
    )


def test_having_to_ask_again_costs_both_ways_of_being_treated() -> None:
    assert changes(touches.chased(MIDDLE, NOW)) == pytest.approx(
        {"procedural": -K.chase_procedure, "interactional": -K.chase_manners}
    )


def test_money_too_early_hurts_as_a_broken_word_does() -> None:
    assert changes(touches.insulted(MIDDLE, NOW)) == pytest.approx(
        {"anger": K.missed_anger, "interactional": -K.missed_manners}
    )


def test_an_explanation_counts_by_what_is_new_of_it() -> None:
    more, known = touches.explained(MIDDLE, NOW, 0.75), touches.explained(MIDDLE, NOW, 0.2)

    assert changes(more) == pytest.approx(
        {"procedural": 0.5 * K.explain_procedure, "interactional": 0.5 * K.explain_manners, "explained": 0.5}
    )
    assert changes(known) == {}


def test_a_stock_phrase_costs_manners_alone() -> None:
    assert changes(touches.brushed_off(MIDDLE, NOW)) == pytest.approx({"interactional": -K.stock_manners})


def test_a_lie_found_out_costs_trust_manners_and_calm() -> None:
    assert changes(touches.lie_discovered(MIDDLE, NOW)) == pytest.approx(
        {"trust": max(-0.5, -K.lie_trust), "interactional": -K.lie_manners, "anger": min(0.5, K.lie_anger)}
    )


def test_what_was_kept_back_and_heard_from_others_costs_trust_and_manners() -> None:
    assert changes(touches.told_by_others(MIDDLE, NOW)) == pytest.approx(
        {"trust": -K.kept_back_trust, "interactional": -K.kept_back_manners}
    )


@pytest.mark.parametrize("details", [1, 2, 9])
def test_their_own_details_fill_the_room_that_manners_have_left(details: int) -> None:
    gain = K.detail_manners * min(1.0, details / K.detail_count) * (1 - 0.2)

    assert changes(touches.spoken_to_concretely(MIDDLE, NOW, details)) == pytest.approx({"interactional": gain})


def test_what_is_back_stays_back() -> None:
    back = touches.restored(MIDDLE, NOW, 0.7)

    assert back.restored == 0.7
    assert touches.restored(back, NOW, 0.4).restored == 0.7
    assert touches.restored(back, NOW, 1.4).restored == 1.0


# -- news


@pytest.mark.parametrize("content", [0.0, 0.5, 1.0])
def test_news_clears_up_calms_and_ends_the_silence(content: float) -> None:
    told = touches.informed(MIDDLE, NOW, content)
    above = 0.5 - resting_anger(TRAITS)

    assert told.procedural - 0.3 == pytest.approx(K.update_gain * content)
    assert 0.5 - told.anger == pytest.approx(K.update_calms * content * above)
    assert told.uncertainty == pytest.approx(min(0.8, K.update_clears - K.update_clears_content * content))
    assert (told.contact_ms, told.updates) == (NOW, 1)


def test_news_takes_off_no_anger_that_the_failure_itself_left() -> None:
    calm = replace(MIDDLE, anger=resting_anger(TRAITS) / 2)

    assert touches.informed(calm, NOW, 1.0).anger == calm.anger


@pytest.mark.parametrize("updates", [1, 2, 3])
def test_each_further_piece_of_news_is_worth_less(updates: int) -> None:
    told = touches.informed(replace(MIDDLE, updates=updates), NOW, 1.0)

    assert told.procedural - 0.3 == pytest.approx(K.update_gain * max(0.0, 1 - updates / K.update_fade))


@pytest.mark.parametrize(("updates", "factor"), [(1, 1.0), (2, K.update_explained)])
def test_to_whom_everything_is_explained_the_third_piece_of_news_is_worth_less(updates: int, factor: float) -> None:
    told = touches.informed(replace(MIDDLE, updates=updates, explained=1.0), NOW, 1.0)

    assert told.procedural - 0.3 == pytest.approx(factor * K.update_gain * max(0.0, 1 - updates / K.update_fade))


@pytest.mark.parametrize(("minutes", "price"), [(4.9, K.update_crowding), (5.0, 0.0)])
def test_news_within_a_third_of_a_beat_of_the_last_crowds(minutes: float, price: float) -> None:
    close = replace(MIDDLE, updates=1, contact_ms=NOW - int(minutes * MINUTE_MS))

    assert touches.informed(close, NOW, 0.0).procedural - 0.3 == pytest.approx(-price)


def test_the_first_piece_of_news_never_crowds() -> None:
    assert touches.informed(replace(MIDDLE, contact_ms=NOW), NOW, 0.0).procedural == 0.3


@pytest.mark.parametrize(
    ("minutes", "waits", "price"), [(7.4, True, K.empty_crowding), (7.5, True, 0.0), (7.4, False, 0.0)]
)
def test_an_empty_update_annoys_who_waits_and_has_just_heard(minutes: float, waits: bool, price: float) -> None:
    mood = replace(MIDDLE, waits=waits, contact_ms=NOW - int(minutes * MINUTE_MS))

    assert 0.3 - touches.bothered(mood, NOW).procedural == pytest.approx(price)


@pytest.mark.parametrize(
    ("touch", "leaves"),
    [
        (touches.given_range, K.range_leaves),
        (touches.given_point, K.point_leaves),
        (touches.told_next_time, K.next_time_leaves),
    ],
)
def test_a_time_leaves_so_much_uncertainty_and_never_adds_any(touch, leaves: float) -> None:
    sure = replace(MIDDLE, uncertainty=0.01)

    assert touch(MIDDLE, NOW).uncertainty == min(0.8, leaves)
    assert touch(sure, NOW).uncertainty == 0.01


def test_who_waits_already_goes_on_waiting_since_then() -> None:
    resting = touches.at_rest(MIDDLE, NOW)

    assert not resting.waits
    assert touches.wants_word(MIDDLE, NOW).contact_ms == MIDDLE.contact_ms
    assert touches.wants_word(resting, NOW).contact_ms == NOW
    assert touches.wants_word(resting, NOW).waits
    assert touches.waiting_for(MIDDLE, NOW, NOW + 5).deadline_ms == NOW + 5


# -- first answers


def first_gain(minutes: float) -> float:
    return K.first_gain / (1 + minutes / K.first_half) - K.first_price


def test_the_first_answer_is_worth_less_by_the_minute_and_comes_once() -> None:
    once = touches.answered(MIDDLE, NOW)

    assert once.procedural - 0.3 == pytest.approx(first_gain(30))
    assert once.first_answer == pytest.approx(first_gain(30))
    assert touches.answered(once, NOW) == once


def test_asking_for_details_first_earns_a_part_that_the_answer_then_makes_up_for() -> None:
    early = replace(MIDDLE, since_ms=NOW - MINUTE_MS)
    asked = touches.asked_for_details(early, NOW)

    assert asked.procedural - 0.3 == pytest.approx(K.asking_share * first_gain(1))
    assert touches.asked_for_details(asked, NOW) == asked
    assert touches.answered(asked, NOW).procedural - 0.3 == pytest.approx(first_gain(1))
    assert touches.asked_for_details(touches.answered(early, NOW), NOW).procedural - 0.3 == pytest.approx(first_gain(1))


def test_asking_for_details_late_costs_nothing() -> None:
    late = replace(MIDDLE, since_ms=NOW - 600 * MINUTE_MS)

    assert touches.asked_for_details(late, NOW).procedural == 0.3


# -- feelings


def test_a_feeling_met_calms_and_leaves_an_impression() -> None:
    warm = Empathy(2, 2, 2)
    e = touches.warmth(warm)

    met = touches.met_with_empathy(MIDDLE, NOW, warm, weight=0.5)

    assert 0.5 - met.anxiety == pytest.approx(K.empathy_calms * e)
    assert (met.shown, met.heard) == pytest.approx((0.5, 0.5 * K.empathy_manners * e))
    assert met.interactional - 0.2 == pytest.approx(K.empathy_manners * e)


def test_a_feeling_met_late_or_by_little_more_than_before_counts_less() -> None:
    warm = Empathy(2, 2, 2)
    e = touches.warmth(warm)
    before = replace(MIDDLE, shown=1.0, heard=0.1)

    late = touches.met_with_empathy(MIDDLE, NOW, warm, late=True)
    more = touches.met_with_empathy(before, NOW, warm, already=0.25)

    assert 0.5 - late.anxiety == pytest.approx(K.empathy_calms * e * K.empathy_late)
    assert 0.5 - more.anxiety == pytest.approx(K.empathy_calms * (e - 0.25))
    assert (more.shown, more.heard) == pytest.approx((1.0, 0.1 + K.empathy_manners * (e - 0.25)))


def test_where_the_way_it_was_handled_had_failed_warmth_counts_more() -> None:
    failed = replace(MIDDLE, traits=replace_traits(process_failure=True))
    e = touches.warmth(Empathy(2, 0, 0))

    assert touches.met_with_empathy(failed, NOW, Empathy(2, 0, 0)).heard == pytest.approx(
        K.empathy_manners * e * K.empathy_process
    )


def replace_traits(**changed: object) -> Traits:
    return replace(TRAITS, **changed)


@pytest.mark.parametrize("best", [0.0, 0.3])
def test_a_feeling_left_unmet_angers_by_what_was_missing(best: float) -> None:
    unmet = touches.left_unmet(MIDDLE, NOW, 0.5, best)
    short = 0.5 * max(0.0, 1 - best / K.empathy_full)

    assert unmet.anger - 0.5 == pytest.approx(K.unmet_anger * short)
    assert unmet.shown == (0.0 if best else 0.5)
    assert unmet.heard == pytest.approx(-K.unmet_manners * short)


def test_a_second_feeling_moves_the_impression_to_the_mean_of_both() -> None:
    first = replace(MIDDLE, shown=1.0, heard=0.2)

    second = touches.left_unmet(first, NOW, 1.0, 0.0)

    assert second.interactional - 0.2 == pytest.approx((0.2 - K.unmet_manners) / 2 - 0.2)


# -- apologies

FULL = Parts(1, 1, 1, 1, 1, 1)


@pytest.mark.parametrize(
    ("before", "factor"),
    [(0, 1.0), (1, K.apology_second), (2, K.apology_third), (3, K.apology_fourth), (4, K.apology_later)],
)
def test_each_further_apology_does_less_and_at_last_harm(before: int, factor: float) -> None:
    q = touches.completeness(FULL) * K.apology_bare if factor >= 0 else K.apology_bare
    said = touches.apologised_to(replace(MIDDLE, apologies=before), NOW, FULL)

    assert said.interactional - 0.2 == pytest.approx(K.apology_manners * q * factor)
    assert said.distributive - 0.1 == pytest.approx(K.apology_outcome * q * max(0.0, factor))
    assert said.procedural - 0.3 == pytest.approx(K.apology_procedure * q * factor)
    assert 0.5 - said.anger == pytest.approx(K.apology_anger * q * factor)
    assert said.apologies == before + 1


def test_after_the_fifth_an_apology_does_no_more_harm_than_the_fifth() -> None:
    fifth, tenth = (touches.apologised_to(replace(MIDDLE, apologies=n), NOW, FULL) for n in (4, 9))

    assert levels(fifth) == levels(tenth)


@pytest.mark.parametrize("beats", [-1.0, 0.0, 0.5, 50.0])
def test_an_apology_is_worth_more_felt_and_less_late(beats: float) -> None:
    felt = Empathy(2, 2, 2)
    q = touches.completeness(FULL) * (K.apology_bare + K.apology_felt * touches.warmth(felt))
    lateness = max(K.apology_latest, 1 - K.apology_late * max(0.0, beats))

    said = touches.apologised_to(MIDDLE, NOW, FULL, felt, beats)

    assert said.interactional - 0.2 == pytest.approx(K.apology_manners * q * lateness)


# -- remedies


def test_a_remedy_fills_the_room_that_is_left_by_how_well_it_matches() -> None:
    given = touches.compensated(MIDDLE, NOW, 0.5, 0.8)

    assert given.distributive - 0.1 == pytest.approx((1 - 0.1) * 0.8 * touches.relief(0.5, TRAITS))
    assert given.gifts == (Gift(0.8, 0.5, True),)
    assert (given.procedural, given.trust, given.attention_fits) == (0.3, 0.5, False)


def test_who_was_asked_first_is_done_better_by_the_first_remedy_only() -> None:
    first = touches.compensated(MIDDLE, NOW, 0.5, asked_first=True)
    second = touches.compensated(first, NOW, 0.1, asked_first=True)

    assert first.procedural - 0.3 == pytest.approx(K.choice_procedure)
    assert first.distributive - 0.1 == pytest.approx(0.9 * (touches.relief(0.5, TRAITS) + K.choice_outcome))
    assert second.procedural == first.procedural


def test_only_money_is_too_much_and_costs_trust_by_what_is_beyond() -> None:
    money = touches.compensated(MIDDLE, NOW, K.enough + 1)
    kindness = touches.compensated(MIDDLE, NOW, K.enough + 1, money=False, fitting_attention=True)
    offended = touches.compensated(replace(MIDDLE, traits=replace_traits(offended_by_excess=True)), NOW, 1.5)

    assert 0.5 - money.trust == pytest.approx(min(0.5, K.excess_trust))
    assert 0.5 - offended.trust == pytest.approx(K.excess_trust * 0.5)
    assert (kindness.trust, kindness.attention_fits) == (0.5, True)
    assert touches.compensated(kindness, NOW, 0.1).attention_fits


def test_attention_fills_up_to_enough_and_money_beyond() -> None:
    assert touches.made_good(0.4, 0.3) == pytest.approx(0.7)
    assert touches.made_good(1.0, 9.0) == K.enough
    assert touches.made_good(K.enough + 1, 9.0) == K.enough + 1


def test_what_matches_best_heals_first_whatever_came_first() -> None:
    good, poor = Gift(1.0, 0.4, True), Gift(0.5, 0.4, False)

    healed = touches.relief(0.4, TRAITS) + 0.5 * (touches.relief(0.8, TRAITS) - touches.relief(0.4, TRAITS))

    assert touches.healed((good, poor), TRAITS) == pytest.approx(healed)
    assert touches.healed((poor, good), TRAITS) == pytest.approx(healed)
    assert touches.healed((), TRAITS) == 0.0


@pytest.mark.parametrize(("group", "slope"), [(False, K.accepted_slope), (True, K.group_accepted_slope)])
def test_relief_grows_ever_slower_up_to_enough(group: bool, slope: float) -> None:
    expected = (1 - exp(-slope * 0.7)) / (1 - exp(-slope * K.enough))

    assert touches.relief(0.7, replace_traits(group=group)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("group", "slope", "middle"),
    [
        (False, K.refused_slope, K.refused_middle),
        (True, K.group_refused_slope, K.group_refused_middle),
    ],
)
def test_where_the_service_was_refused_relief_is_steepest_in_its_middle(
    group: bool, slope: float, middle: float
) -> None:
    def bend(share: float) -> float:
        return 1 / (1 + exp(-slope * (share - middle))) - 1 / (1 + exp(slope * middle))

    assert touches.relief(0.7, replace_traits(group=group, service_refused=True)) == pytest.approx(
        bend(0.7) / bend(K.enough)
    )


def test_beyond_enough_relief_falls_again() -> None:
    assert touches.relief(K.enough + 0.5, TRAITS) == pytest.approx(1 - 0.5 * K.excess_outcome)
