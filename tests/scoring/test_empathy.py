"""Empathy: feelings met inside their window, faults owned once, details used, words not reused."""

import msgspec
import pytest

from simulator.drill import events as ev
from simulator.scenario import acts as a
from simulator.scenario.acts import ApologyPart
from simulator.scenario.story import Fault, Story, Whose
from simulator.scoring.empathy_sheet import EmpathyOf
from simulator.scoring.rubric import RUBRIC
from simulator.scoring.scorecard import judge
from tests.scoring.making import OVEN, Play, careful

P = ApologyPart
WARM = (a.NameFeeling("dread", 2), a.Infer("a morning", 2), a.Explore("it", 2))
OWNED = a.Apologise((P.RESPONSIBILITY, P.REPAIR, P.REGRET), "booking")
EMERGENCY = msgspec.structs.replace(OVEN, during_emergency=True)


def ana(play: Play) -> EmpathyOf:
    return next(of for of in judge(play.story, play.ends().events).empathy if of.person.id == "ana")


def test_a_feeling_can_be_met_over_several_messages() -> None:
    play = (
        Play().feels(0).says(1, a.NameFeeling("dread", 2)).says(2, a.Infer("a morning", 2)).says(3, a.Explore("it", 2))
    )

    assert ana(play).meetings[0].value == 1


def test_the_window_closes_with_their_patience() -> None:
    assert ana(Play().feels(0, lasts=2).says(3, *WARM)).meetings[0].value == 0


def test_the_window_closes_with_their_next_disclosure() -> None:
    meetings = ana(Play().feels(0).feels(1).says(2, *WARM)).meetings

    assert [m.value for m in meetings] == [0, 1]


def test_acting_at_once_in_an_emergency_never_costs_empathy() -> None:
    acting = ana(Play(EMERGENCY).feels(0).says(0.2, a.Assign("send")))
    talking = ana(Play(EMERGENCY).feels(0).says(0.2, a.Infer("a morning", 2)))

    assert acting.meetings[0].value >= talking.meetings[0].value
    assert acting.listened is None


def test_reused_words_meet_a_feeling_in_general_once_and_then_not_at_all() -> None:
    same = "I can hear what a morning this has been for you."
    play = Play().feels(0).says(0.5, *WARM[:2], words=same)
    play.feels(1).says(1.5, *WARM[:2], words=same).feels(2).says(2.5, *WARM[:2], words=same)

    first, second, third = (m.levels for m in ana(play).meetings)

    assert (first.reaction, second.reaction, third.reaction) == (2, 1, 0)


def test_the_first_stock_acknowledgement_is_exempt_and_later_ones_are_not() -> None:
    play = Play().feels(0).says(0.5, a.Canned(), a.NameFeeling("dread", 1)).feels(1).says(1.5, a.Canned())

    assert [speech.at for speech in ana(play).reused] == [90_000]


def test_the_form_of_a_generic_move_is_never_reuse() -> None:
    same = "It is being looked at."
    play = Play().feels(0)
    for minute in (1, 2, 3):
        play.says(minute, a.Unknown("coming"), words=same, scripted=False)

    assert ana(play).reused == ()


def test_doing_something_again_is_never_reuse() -> None:
    play = Play().feels(0)
    for minute in (1, 2, 3):
        play.says(minute, a.ActOn("her words"), words="You ring the van.", reply="opening.deed")

    assert ana(play).reused == ()


def test_a_fault_of_ours_asks_for_its_parts() -> None:
    assert ana(Play().feels(0).says(1, OWNED)).ownings[0].value == 1
    assert ana(Play().feels(0).says(1, a.Apologise((P.REGRET,), "booking"))).ownings[0].value == pytest.approx(
        0.14 / 0.66
    )
    assert ana(Play().feels(0).says(1, a.Apologise((P.REGRET,)))).ownings[0].value == 0


@pytest.mark.parametrize("whose", [Whose.NOBODY, Whose.THEIRS])
def test_what_was_not_our_fault_asks_for_regret_alone(whose: Whose) -> None:
    person = msgspec.structs.replace(OVEN.people[0], faults=(Fault("storm", whose, tuple(P)),))
    story = msgspec.structs.replace(OVEN, people=(person, *OVEN.people[1:]))

    assert ana(Play(story).feels(0).says(1, a.Apologise((P.REGRET,)))).ownings[0].value == 1


def test_with_no_fault_declared_an_apology_is_no_opportunity() -> None:
    person = msgspec.structs.replace(OVEN.people[0], faults=())
    story = msgspec.structs.replace(OVEN, people=(person, *OVEN.people[1:]))
    card = Play(story).feels(0).says(1, *WARM, a.Listen(), a.Detail(("rye", "six", "market"))).ends().card()

    assert card.empathy == 100


def with_fault_of(fact: str) -> Story:
    fault = msgspec.structs.replace(OVEN.people[0].faults[0], fact=fact)
    person = msgspec.structs.replace(OVEN.people[0], faults=(fault,))
    return msgspec.structs.replace(OVEN, people=(person, *OVEN.people[1:]))


def test_a_fault_that_never_was_one_asks_for_nothing() -> None:
    assert ana(Play(with_fault_of("coming")).feels(0)).ownings == ()


def test_not_finding_out_about_our_fault_earns_nothing() -> None:
    assert [owning.value for owning in ana(Play(with_fault_of("no_van")).feels(0)).ownings] == [0]


def test_sorry_eight_times_is_worth_almost_nothing() -> None:
    play = Play().feels(0)
    for minute in range(8):
        play.says(minute + 0.5, a.Apologise((P.REGRET,)), words=f"Sorry, {minute} times sorry, Ana.")

    assert (play.ends().card().empathy or 0) <= 10


def test_three_people_may_each_be_apologised_to() -> None:
    play = careful()
    play.events[4:4] = [
        ev.TraineeSpoke(0, ("bo",), "I'm sorry.", (a.Apologise((P.REGRET,)),), ev.Source.SCRIPTED, "", 0)
    ]

    assert all(of.repeats == () for of in judge(OVEN, play.events).empathy)


def test_a_new_fault_may_be_apologised_for_anew() -> None:
    regret = a.Apologise((P.REGRET,))

    assert ana(Play().feels(0).says(1, regret).says(2, OWNED)).repeats == ()
    assert len(ana(Play().feels(0).says(1, OWNED).says(2, regret)).repeats) == 1


def test_three_details_of_their_case_are_enough() -> None:
    assert ana(Play().feels(0).says(1, a.Detail(("rye",)))).detail_share(RUBRIC) == pytest.approx(1 / 3)
    assert ana(Play().feels(0).says(1, a.Detail(("rye", "six", "market", "x")))).detail_share(RUBRIC) == 1


def test_listening_comes_before_solving() -> None:
    assert ana(Play().feels(0).says(1, a.Listen()).says(2, a.Offer("cash"))).listened is True
    assert ana(Play().feels(0).says(1, a.Offer("cash")).says(2, a.Listen())).listened is False


def test_a_person_with_one_moment_weighs_less_than_the_one_it_is_about() -> None:
    card = Play().feels(0).says(1, *WARM, OWNED, a.Listen(), a.Detail(("rye", "six", "market")))
    card.feels(2, person="bo")

    assert (card.ends().card().empathy or 0) >= 80


def test_a_missed_feeling_is_named_with_what_was_said_to_it() -> None:
    finding = next(f for f in Play().feels(0).says(1, a.AskDetails()).ends().card().findings if f.rule == "E-missed")

    assert "I could cry." in finding.sentence
    assert finding.quote
    assert finding.effect < 0
