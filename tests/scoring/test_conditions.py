"""The seven conditions: each met when, and by which sentence, or not."""

import pytest

from simulator.scenario import acts as a
from simulator.scoring.conditions import Condition
from tests.scoring.making import OVEN, Play, careful


def met(play: Play) -> dict[str, Condition]:
    return {condition.id: condition for condition in play.ends().card().conditions}


def test_there_are_always_seven_in_their_order() -> None:
    assert [c.id for c in Play().card().conditions] == ["C1", "C2", "C3", "C4", "C5", "C6", "C7"]


def test_silence_meets_none() -> None:
    assert not any(condition.met for condition in met(Play().feels(0)).values())


def test_each_condition_that_is_met_quotes_its_sentence() -> None:
    for condition in careful().card().conditions:
        if condition.met:
            assert condition.words
            assert condition.at is not None
            assert condition.events


@pytest.mark.parametrize(
    ("condition", "fact", "acts"),
    [
        ("C1", "van", (a.Reassure(True),)),
        ("C2", "van", (a.Assign("send"),)),
        ("C3", "van", (a.Explain("van"),)),
        ("C4", "van", (a.Assure("van"),)),
    ],
)
def test_words_meet_a_condition_only_if_something_carries_them(
    condition: str, fact: str, acts: tuple[a.Act, ...]
) -> None:
    assert met(Play().heard(fact, 1).says(2, *acts))[condition].met
    assert not met(Play().heard("no_van", 1).says(2, a.Claim("coming"), *acts))[condition].met


def test_an_assurance_out_of_thin_air_assures_nobody() -> None:
    assert not met(Play().says(2, a.Assure("coming")))["C4"].met


def test_compensation_is_met_near_the_whole_loss() -> None:
    assert met(Play().gives(122, "cash"))["C5"].met
    assert not met(Play())["C5"].met


def test_a_story_takes_something_that_fits_them_alone() -> None:
    assert met(Play().gives(122, "oven_today"))["C7"].met
    assert not met(Play().gives(122, "cash"))["C7"].met
    assert OVEN.people[0].prefers == ("oven_today",)
