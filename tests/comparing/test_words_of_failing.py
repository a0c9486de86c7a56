"""What is said where nothing, or little, is failed, and why costs can come to more than a mark lacks."""

from simulator.comparing.answers import GroupAnswer
from simulator.comparing.comparison import compare
from simulator.comparing.words import (
    MORE_THAN_LACKED,
    NOT_OFTEN,
    TOO_FEW,
    more_than_lacked,
    none_failed_words,
    rarely_failed_words,
)
from tests.comparing.rows import drill, team

LIMIT = [("H-claim-false", "P02", -50.0), ("H-withheld", "P36", -30.0)]


def group(runs) -> GroupAnswer:
    return compare(runs).groups[0]


def test_five_people_who_lost_nothing_are_not_said_to_be_too_few():
    assert none_failed_words(group(team(people=5))) == "No single thing cost anybody points."


def test_fewer_than_five_are():
    assert none_failed_words(group(team(people=4))) == TOO_FEW


def test_five_of_whom_one_was_only_helped_are_too_few():
    runs = [*team(people=4), drill("helped", "s1", assisted=True)]

    assert none_failed_words(group(runs)) == TOO_FEW


def test_where_five_have_some_scores_and_not_others_it_says_of_which_it_knows():
    assert none_failed_words(group(team(people=5, honesty=None))) == (
        "No single thing cost anybody points on empathy, cadence and generosity. Of the other scores nothing can be "
        "told: for that it takes five people or more."
    )


def test_what_is_failed_seldom_is_counted_and_is_not_more_than_nothing():
    seldom = group([*team(scenarios=5), drill("p0", "s9", findings=[("H-withheld", "P36", -5.0)])])

    assert none_failed_words(seldom) == NOT_OFTEN
    assert rarely_failed_words(seldom) == ["1 principle in fewer than a third of the drills."]


def test_what_is_failed_often_needs_no_words_for_its_absence():
    often = group(team(findings=LIMIT))

    assert none_failed_words(often) == ""
    assert rarely_failed_words(often) == []


def test_costs_that_come_to_more_than_a_mark_lacks_are_explained_and_others_are_not():
    assert more_than_lacked(group(team(findings=LIMIT, honesty=50.0)).people) == [MORE_THAN_LACKED]
    assert more_than_lacked(group(team(findings=LIMIT[1:], honesty=50.0)).people) == []
    assert more_than_lacked(group(team()).people) == []
