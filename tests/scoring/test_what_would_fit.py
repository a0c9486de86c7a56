"""What else would have been right for somebody: theirs by what they prefer, taken, and with the rest not too much."""

import msgspec
import pytest

from simulator.drill import events as ev
from simulator.scenario.story import Loss, Remedy, RemedyKind, Story, Term, Word, Yes
from simulator.scoring.scorecard import judge
from tests.scoring.making import MINUTE, OVEN, Play

MONEY, LATER, CARE = RemedyKind.MONEY_NOW, RemedyKind.MONEY_LATER, RemedyKind.SERVICE


def thing(name: str, kind: RemedyKind = CARE, cost: float = 0, worth: float = 10, **more: object) -> Remedy:
    return Remedy(name, name, f"{name}?", ("ana",), kind, cost, worth, **more)  # type: ignore[arg-type] # as asked for


def shop(*remedies: Remedy, prefers: tuple[str, ...] = (), authority: float = 1_000, **loss: object) -> Story:
    """The bakery with nothing but *remedies* to give; Ana has lost 100 unless *loss* says otherwise."""
    return msgspec.structs.replace(
        OVEN,
        people=(msgspec.structs.replace(OVEN.people[0], prefers=prefers), *OVEN.people[1:]),
        standards=msgspec.structs.replace(OVEN.standards, authority=authority),
        remedies=remedies,
        losses=(msgspec.structs.replace(OVEN.losses[0], **loss),),
    )


def fitting(play: Play) -> str:
    """The remedy that would have been right for Ana; "" where none would."""
    found = judge(play.story, play.ends().events).generosity[0].fitting
    return found.id if found else ""


def could_have(play: Play) -> str:
    found = judge(play.story, play.ends().events).generosity[0].could_have
    return found.id if found else ""


# -- theirs, and taken


def test_the_worthiest_of_what_was_not_offered_is_named() -> None:
    play = Play(shop(thing("tea", worth=10), thing("flour", worth=30), thing("card", worth=20)))

    assert fitting(play) == could_have(play) == "flour"


def test_what_is_worth_nothing_is_never_named() -> None:
    assert could_have(Play(shop(thing("smile", worth=0)))) == ""
    assert could_have(Play(shop(thing("smile", worth=1)))) == "smile"


def test_of_what_somebody_prefers_only_that_is_right() -> None:
    story = shop(thing("tea", worth=10), thing("flour", worth=30), prefers=("tea",))

    assert fitting(Play(story)) == "tea"
    assert could_have(Play(story)) == "flour"


def test_what_they_would_not_have_taken_is_not_right() -> None:
    only_then = {"accepted_when": Term(Word.TRUE, "coming")}
    story = shop(thing("tea", worth=10), thing("flour", worth=30, **only_then), prefers=("tea", "flour"))

    assert fitting(Play(story)) == "tea"
    assert fitting(Play(story).so("coming", 5)) == "flour"


def test_what_was_offered_once_is_not_named_again() -> None:
    story = shop(thing("tea", worth=10), thing("flour", worth=30))

    assert could_have(Play(story).gives(122, "flour", accepted=False)) == "tea"


@pytest.mark.parametrize(("yes", "named"), [(Yes.CAN_DO, "flour"), (Yes.NEEDS, "")])
def test_what_needs_somebody_elses_yes_was_not_theirs_to_give(yes: Yes, named: str) -> None:
    assert could_have(Play(shop(thing("flour", yes=yes)))) == named


def test_what_is_for_somebody_else_is_not_named() -> None:
    for_bo = msgspec.structs.replace(thing("flour"), to=("bo",))

    assert could_have(Play(shop(for_bo))) == ""


def test_before_the_loss_has_come_to_its_end_nothing_was_missing() -> None:
    play = Play(shop(thing("flour")))

    assert judge(play.story, play.ends(60).events).generosity[0].could_have is None


# -- money: not more than half as much again as was lost


@pytest.mark.parametrize(("worth", "named"), [(150, "cash"), (150.5, "")])
def test_money_is_right_up_to_half_as_much_again_as_was_lost(worth: float, named: str) -> None:
    assert fitting(Play(shop(thing("cash", MONEY, worth=worth)))) == named


@pytest.mark.parametrize(("worth", "named"), [(50, "more"), (51, "")])
def test_money_that_was_given_already_counts_with_it(worth: float, named: str) -> None:
    story = shop(thing("cash", MONEY, worth=100), thing("more", MONEY, worth=worth))

    assert fitting(Play(story).gives(122, "cash")) == named


@pytest.mark.parametrize("became", ["declined", "unfitting", "failed"])
def test_money_that_healed_nothing_leaves_room_for_other_money(became: str) -> None:
    story = shop(thing("cash", MONEY, worth=100), thing("more", MONEY, worth=140))
    play = Play(story).gives(122, "cash", accepted=became != "declined", fits=became != "unfitting")
    if became == "failed":
        play.adds(ev.RemedyFailed(130 * MINUTE, "cash", "ana"))

    assert fitting(play) == "more"


def test_money_of_another_kind_is_counted_by_what_arrives_of_it() -> None:
    story = shop(thing("cash", MONEY, worth=100), thing("voucher", LATER, worth=76))

    assert fitting(Play(story).gives(122, "cash")) == "voucher"  # .65 of 76 is less than the 50 that are left
    assert (
        fitting(Play(shop(thing("cash", MONEY, worth=100), thing("voucher", LATER, worth=78))).gives(122, "cash")) == ""
    )


def test_a_service_is_never_too_much_and_takes_no_room_from_money() -> None:
    given = Play(shop(thing("cash", MONEY, worth=200), thing("flour", worth=500))).gives(122, "cash")
    after = Play(shop(thing("flour", worth=500), thing("cash", MONEY, worth=140))).gives(122, "flour")

    assert fitting(given) == "flour"
    assert fitting(after) == "cash"


# -- what it costs: no waste with what was spent already


@pytest.mark.parametrize(("cost", "named"), [(150, "flour"), (151, "")])
def test_what_costs_far_more_than_was_lost_is_not_right(cost: float, named: str) -> None:
    assert fitting(Play(shop(thing("flour", cost=cost)))) == named


@pytest.mark.parametrize(("cost", "named"), [(50, "flour"), (51, "")])
def test_what_was_spent_already_counts_with_it(cost: float, named: str) -> None:
    play = Play(shop(thing("loan", cost=100), thing("flour", cost=cost))).gives(122, "loan")

    assert fitting(play) == named


@pytest.mark.parametrize(("became", "named"), [("declined", "flour"), ("failed", "flour"), ("unfitting", "")])
def test_what_was_never_spent_is_left_to_spend(became: str, named: str) -> None:
    play = Play(shop(thing("loan", cost=100), thing("flour", cost=60)))
    play.gives(122, "loan", accepted=became != "declined", fits=became != "unfitting")
    if became == "failed":
        play.adds(ev.RemedyFailed(130 * MINUTE, "loan", "ana"))

    assert fitting(play) == named


@pytest.mark.parametrize(("cost", "named"), [(400, "flour"), (401, "")])
def test_a_house_with_another_currency_has_its_own_idea_of_a_small_kindness(cost: float, named: str) -> None:
    story = shop(thing("flour", cost=cost), money=100, unit=10.0)

    assert fitting(Play(story)) == named


@pytest.mark.parametrize(("cost", "named"), [(300, "flour"), (301, "")])
def test_spending_before_counts_in_a_house_with_another_currency_too(cost: float, named: str) -> None:
    story = shop(thing("loan", cost=100), thing("flour", cost=cost), money=100, unit=10.0)

    assert fitting(Play(story).gives(122, "loan")) == named


@pytest.mark.parametrize("unit", [1.0, 10.0])
def test_what_costs_nothing_is_right_however_much_was_spent(unit: float) -> None:
    story = shop(thing("loan", cost=450), thing("flour", cost=0), unit=unit)

    assert fitting(Play(story).gives(122, "loan")) == "flour"


# -- what could have been given: what of one's own authority is left, once it was time


@pytest.mark.parametrize(("cost", "named"), [(40, "flour"), (41, "")])
def test_only_what_is_left_of_ones_own_authority_could_have_been_given(cost: float, named: str) -> None:
    play = Play(shop(thing("loan", cost=60), thing("flour", cost=cost), authority=100)).gives(122, "loan")

    assert could_have(play) == named


@pytest.mark.parametrize("became", ["declined", "failed", "somebody else's to give"])
def test_what_was_not_paid_of_it_is_left(became: str) -> None:
    yes = Yes.NEEDS if became == "somebody else's to give" else Yes.CAN_DO
    play = Play(shop(thing("loan", cost=60, yes=yes), thing("flour", cost=100), authority=100))
    play.gives(122, "loan", accepted=became != "declined")
    if became == "failed":
        play.adds(ev.RemedyFailed(130 * MINUTE, "loan", "ana"))

    assert could_have(play) == "flour"


def test_a_loss_that_ends_with_the_drill_leaves_everything_possible() -> None:
    story = msgspec.structs.replace(shop(thing("flour")), losses=(Loss("ana", money=100),))

    assert could_have(Play(story)) == "flour"


def test_money_that_would_have_come_too_early_could_not_have_been_given() -> None:
    story = shop(thing("cash", MONEY, worth=30), thing("flour", worth=20))
    waiting = msgspec.structs.replace(story, judged=msgspec.structs.replace(story.judged, no_money_before="coming"))

    assert could_have(Play(waiting)) == "flour"
    assert could_have(Play(waiting).so("coming", 60)) == "cash"


@pytest.mark.parametrize(("cost", "named"), [(10, ""), (0, "flour")])
def test_whoever_has_wasted_all_that_counts_is_told_of_nothing_that_costs_more(cost: float, named: str) -> None:
    story = shop(thing("gold", CARE, cost=600), thing("flour", cost=cost, worth=5), authority=2_000)

    assert fitting(Play(story).gives(130, "gold")) == named
