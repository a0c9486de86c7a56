"""Generosity: made good, in kind and in manner, neither cheap nor wasteful."""

import msgspec
import pytest

from simulator.drill import events as ev
from simulator.scenario import acts as a
from simulator.scenario.story import Distress, Helps, Loss, RemedyKind, Story
from simulator.scoring.generosity_sheet import GenerosityOf
from simulator.scoring.rubric import RUBRIC
from simulator.scoring.scorecard import judge
from tests.scoring.making import MINUTE, OVEN, Play, changed


def ana(play: Play) -> GenerosityOf:
    return judge(play.story, play.ends().events).generosity[0]


def points(play: Play) -> float:
    return play.ends().card().generosity or 0.0


def losing(**changes: object) -> Story:
    loss = msgspec.structs.replace(OVEN.losses[0], **changes)
    return msgspec.structs.replace(OVEN, losses=(loss,))


def test_nothing_given_is_nought() -> None:
    assert points(Play()) == 0


def test_half_is_about_a_third() -> None:
    story = losing(money=200)

    assert 25 <= points(Play(story).gives(122, "cash")) <= 40


def test_the_whole_loss_in_kind_after_asking_is_nearly_full() -> None:
    play = Play().says(121, a.AskPreference()).gives(122, "cash")

    assert points(play) >= 90


def test_the_maximum_every_time_is_at_most_fifty() -> None:
    play = Play().gives(121, "cash").gives(122, "more_cash").gives(123, "oven_today")

    assert points(play) <= 50


def test_money_while_what_they_fear_for_is_missing_earns_nothing_and_caps() -> None:
    story = changed(no_money_before="mended")
    early = Play(story).gives(10, "cash")
    both = Play(story).gives(10, "cash").says(121, a.AskPreference()).gives(122, "oven_today").gives(123, "cash")

    assert points(early) == 0
    assert points(both) <= 50
    assert any(f.rule == "G-money-too-early" for f in both.card().findings)


def test_attention_before_it_is_over_is_welcome() -> None:
    story = msgspec.structs.replace(changed(no_money_before="mended"), losses=losing(heals=RemedyKind.SERVICE).losses)

    assert points(Play(story).says(1, a.AskPreference()).gives(10, "oven_today")) >= 80


def test_what_does_them_no_good_counts_for_nothing() -> None:
    assert ana(Play().gives(122, "cash", fits=False)).share(RUBRIC) == 0
    assert ana(Play().gives(122, "cash", accepted=False)).share(RUBRIC) == 0
    assert ana(Play().gives(122, "cash").adds(ev.RemedyFailed(130 * MINUTE, "cash", "ana"))).share(RUBRIC) == 0


def test_help_while_it_lasts_makes_the_loss_smaller() -> None:
    story = losing(money=0, money_per_minute=2, helped_by=(Helps("loan", 0.5),))
    helped = Play(story).adds(ev.JobDone(60 * MINUTE, "loan"))

    assert ana(Play(story)).lost.total == pytest.approx(240)
    assert ana(helped).lost.total == pytest.approx(180)


def test_asking_first_what_would_suit_is_worth_something() -> None:
    asked = points(Play().says(121, a.AskPreference()).gives(122, "cash"))

    assert asked - points(Play().gives(122, "cash")) == pytest.approx(7)


def test_asking_after_giving_is_not_asking_first() -> None:
    assert ana(Play().gives(122, "cash").says(123, a.AskPreference())).asked is None


def test_having_to_come_after_it_costs() -> None:
    chased = Play().so("mended", 120).adds(ev.PersonChased(140 * MINUTE, "ana", "Well?", 1)).gives(141, "cash")

    assert not ana(chased).unprompted
    assert ana(Play().gives(122, "cash")).unprompted


def test_late_is_less_quick_and_a_needless_yes_halves_it() -> None:
    needless = Play().adds(ev.ApprovalAsked(121 * MINUTE, "more_cash", "cy", 122 * MINUTE)).gives(123, "cash")

    assert ana(Play().gives(122, "cash")).quick == 1
    assert ana(Play().gives(180, "cash")).quick == pytest.approx(0.5)
    assert ana(needless).quick == pytest.approx(0.5)


def test_giving_less_than_ones_own_authority_allowed_is_cheap() -> None:
    story = losing(money=200)

    assert ana(Play(story).gives(122, "oven_today")).cheap_points(RUBRIC) == 10
    assert ana(Play(story).gives(122, "oven_today").gives(123, "cash")).cheap_points(RUBRIC) == 0


def test_where_nothing_was_lost_generosity_is_not_scored() -> None:
    story = msgspec.structs.replace(OVEN, losses=())

    assert Play(story).ends().card().generosity is None


def test_somebody_who_never_turned_up_has_no_loss_here() -> None:
    story = msgspec.structs.replace(OVEN, losses=(Loss("bo", money=50),))

    assert Play(story).ends().card().generosity is None


def test_nobody_is_graded_by_their_wealth() -> None:
    rich = msgspec.structs.replace(OVEN.people[0], yearly_value=100_000)
    story = msgspec.structs.replace(OVEN, people=(rich, *OVEN.people[1:]))

    assert points(Play(story).gives(122, "cash")) == points(Play().gives(122, "cash"))


def test_distress_is_part_of_the_loss() -> None:
    assert ana(Play(losing(distress=Distress.HIGH))).lost.total == 280


def test_an_offer_in_the_same_breath_as_a_lie_earns_nothing() -> None:
    play = Play().heard("no_van", 1).says(122, a.Claim("coming"), a.Offer("cash")).gives(122, "cash")

    assert ana(play).gifts == ()
