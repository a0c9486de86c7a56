"""Which findings become moments to look at again, in which order."""

import pytest

from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.events import Why
from simulator.scenario import acts as a
from simulator.scoring.evidence import read
from simulator.scoring.finding import Finding
from simulator.scoring.moments import Moment, three_moments
from tests.scoring.making import AT, MINUTE, Play, finding


def quiet() -> Play:
    return Play().feels(0).ends()


def chosen(*findings: Finding, play: Play | None = None) -> set[str]:
    """The rules of the moments that *findings* make of a run."""
    play = play or quiet()
    return {moment.rule for moment in three_moments(read(play.story, play.events), findings)}


def comes_first(one: Finding, other: Finding) -> bool:
    """Whether *one* is shown where there is no more room for both."""
    rules = chosen(finding("good", 9, "Good."), finding("dear", -90, "Dear."), one, other)
    assert len(rules & {one.rule, other.rule}) == 1
    return one.rule in rules


def ordered(*findings: Finding) -> tuple[Moment, ...]:
    play = quiet()
    return three_moments(read(play.story, play.events), findings)


# -- which


def test_a_point_lost_is_worth_a_moment_and_less_is_not() -> None:
    assert chosen(finding("lost", -1.0, "A.")) == {"lost"}
    assert chosen(finding("lost", -0.9, "A.")) == set()


def test_a_run_of_nothing_has_no_moments() -> None:
    play = Play()
    play.events.clear()

    assert chosen(finding("lost", -5), play=play) == set()


def test_one_that_went_well_then_the_two_that_cost_most() -> None:
    lost = [finding(f"l{n}", -n, f"Lost {n}.") for n in (2, 5, 4, 3)]
    good = [finding(f"g{n}", n, f"Good {n}.") for n in (2, 5, 4)]

    assert chosen(*lost, *good) == {"g5", "l5", "l4"}


def test_where_little_was_lost_more_of_what_went_well_is_shown_and_the_other_way_round() -> None:
    lost = [finding(f"l{n}", -n, f"Lost {n}.") for n in (2, 3, 4, 5)]
    good = [finding(f"g{n}", n, f"Good {n}.") for n in (2, 3, 4, 5)]

    assert chosen(lost[0], *good) == {"l2", "g5", "g4"}
    assert chosen(*good) == {"g5", "g4", "g3"}
    assert chosen(*lost) == {"l5", "l4", "l3"}


def test_the_same_words_are_shown_once() -> None:
    assert chosen(finding("a", -5, "A."), finding("b", -4, "A."), finding("c", -3, "C.")) == {"a", "c"}


def test_what_has_no_words_is_shown_once_for_each_rule_and_person() -> None:
    play = quiet()
    found = [finding("a", -5), finding("a", -4), finding("b", -3), finding("a", -2, person="bo")]

    moments = three_moments(read(play.story, play.events), found)

    assert sorted((moment.rule, moment.person) for moment in moments) == [("a", "ana"), ("a", "bo"), ("b", "ana")]


def test_what_went_well_needs_words_and_something_it_rests_on() -> None:
    assert chosen(finding("g", 5)) == set()
    assert chosen(finding("g", 5, "A.", events=())) == set()
    assert chosen(finding("g", 5, "A.")) == {"g"}


def test_words_that_cost_more_than_they_earned_did_not_go_well() -> None:
    spoiled, costly = finding("spoiled", 5, "A."), finding("costly", -6, "A.")

    assert chosen(spoiled, finding("good", 2, "B."), costly) == {"good", "costly"}
    assert chosen(spoiled, finding("good", 2, "B."), finding("cheap", -5, "A.")) == {"spoiled", "good"}


def test_a_fact_told_to_somebody_at_the_side_is_shown_only_where_nothing_else_went_well() -> None:
    for rule in ("H-fact-told", "H-disclosed"):
        beside = finding(rule, 5, "A.", person="bo")

        assert chosen(beside, finding("good", 2, "B.")) == {"good"}
        assert chosen(beside) == {rule}
        assert chosen(finding(rule, 5, "A."), finding("good", 2, "B.")) == {rule, "good"}
    assert chosen(finding("E-met", 5, "A.", person="bo"), finding("good", 2, "B.")) == {"E-met", "good"}


def test_of_the_little_that_went_well_only_one_is_shown_where_it_was_at_the_side() -> None:
    found = [finding("H-fact-told", n, f"{n}.", person="bo") for n in (2, 3)]

    play = quiet()
    assert [m.effect for m in three_moments(read(play.story, play.events), found)] == [3]


def test_words_that_are_shown_already_leave_their_place_to_what_went_well() -> None:
    lost = [finding("a", -5, "A."), finding("b", -4, "A."), finding("c", -3, "C.")]
    good = [finding("g", 5, "G."), finding("h", 4, "H.")]

    assert chosen(*lost, *good) == {"a", "g", "h"}


def test_what_earned_a_point_is_shown_and_less_only_where_nothing_did() -> None:
    a_point, less = finding("point", 1.0, "A."), finding("less", 0.9, "B.")
    beside = [finding("H-fact-told", n, f"{n}.", person="bo") for n in (1.0, 0.9)]
    play = quiet()

    assert chosen(a_point, less) == {"point"}
    assert chosen(less, finding("least", 0.1, "C.")) == {"less", "least"}
    assert [m.effect for m in three_moments(read(play.story, play.events), beside)] == [1.0]
    assert [m.effect for m in three_moments(read(play.story, play.events), beside[1:])] == [0.9]


def test_little_that_was_spoiled_by_little_did_not_go_well() -> None:
    spoiled = [finding("spoiled", 0.3, "A."), finding("spoils", -0.5, "A.")]

    assert chosen(*spoiled, finding("good", 0.2, "B.")) == {"good"}


def test_a_loss_over_the_news_that_all_is_well_is_no_moment_unless_it_was_untrue() -> None:
    play = quiet()
    mended = next(n for n, event in enumerate(play.events) if event == ev.FactBecameTrue(120 * MINUTE, "mended"))
    news = "They had not heard: “The oven is mended”."

    assert chosen(finding("x", -5, sentence=news)) == set()
    assert chosen(finding("x", -5, events=(mended,))) == set()
    assert chosen(finding("H-claim-false", -5, sentence=news)) == {"H-claim-false"}
    assert chosen(finding("good", 5, "A.", sentence=news)) == {"good"}


def test_a_loss_over_words_that_told_the_news_that_all_is_well_is_no_moment() -> None:
    play = Play().feels(0).heard("mended", 121).says(122, a.Claim("mended"), words="It works.").ends()
    number = next(n for n, event in enumerate(play.events) if isinstance(event, ev.TraineeSpoke))

    assert chosen(finding("x", -5, "It works.", events=(number,)), play=play) == set()


# -- which first


@pytest.mark.parametrize("rule", ["H-claim-false", "H-corrected"])
def test_what_was_untrue_counts_half_as_much_again(rule: str) -> None:
    assert comes_first(finding(rule, -4, "A."), finding("x", -5.9, "B."))
    assert comes_first(finding("x", -6.1, "B."), finding(rule, -4, "A."))
    assert comes_first(finding(rule, -4), finding("x", -5.9, "B."))


@pytest.mark.parametrize(
    "rule", ["C-beat-kept", "C-content", "C-next-kept", "E-details", "H-estimate", "C-thin", "E-general"]
)
def test_what_sums_up_counts_less_than_half_of_one_sentence(rule: str) -> None:
    assert comes_first(finding(rule, -10, "A."), finding("x", -3.9, "B."))
    assert comes_first(finding("x", -4.1, "B."), finding(rule, -10, "A."))


def test_what_has_no_words_counts_less_than_half_of_one_sentence() -> None:
    assert comes_first(finding("silent", -10), finding("x", -3.9, "B."))
    assert comes_first(finding("x", -4.1, "B."), finding("silent", -10))


def test_of_equals_what_rests_on_something_comes_first_then_the_earlier_then_by_rule() -> None:
    assert comes_first(finding("b", -5, "B.", at=AT + 1), finding("a", -5, "A.", events=()))
    assert comes_first(finding("b", -5, "B."), finding("a", -5, "A.", at=AT + 1))
    assert comes_first(finding("a", -5, "A."), finding("b", -5, "B."))


def test_moments_stand_in_the_order_they_happened() -> None:
    found = [finding("a", -5, "A.", at=30), finding("b", -4, "B.", at=10), finding("c", -3, "C.", at=20)]

    assert [moment.rule for moment in ordered(*found)] == ["b", "c", "a"]
    assert [moment.rule for moment in ordered(*(finding(rule, -5, rule) for rule in "cab"))] == ["a", "b", "c"]


# -- leaving


def walked(minute: float = 20) -> Play:
    return Play().feels(0).says(5, a.AskDetails(), words="Your number?").ends(minute, Why.WALKED_AWAY)


def test_of_what_came_of_leaving_the_worst_is_shown_first_and_no_more_of_it() -> None:
    late = [finding(f"late{n}", -n, at=20 * MINUTE) for n in (3, 6, 4)]

    assert chosen(*late, finding("said", -5, "A.", at=5 * MINUTE), play=walked()) == {"late6", "said"}
    assert chosen(*late, play=quiet()) == {"late6", "late4", "late3"}


def test_what_rests_on_nothing_came_of_leaving_too_but_what_was_before_did_not() -> None:
    play = walked()
    found = [finding("nothing", -9, events=(), at=1), finding("before", -4, at=20 * MINUTE - 1)]

    moments = {moment.rule: moment for moment in three_moments(read(play.story, play.events), found)}

    assert moments["nothing"].happened == "You left at 09:20, before it was over."
    assert (moments["nothing"].at, moments["nothing"].events) == (20 * MINUTE, (len(play.events) - 1,))
    assert moments["before"].happened == "It was so."
    assert not any(moment.went_well for moment in moments.values())


def test_leaving_can_be_taken_up_before_the_last_move_or_else_from_the_beginning() -> None:
    late = finding("late", -5, at=20 * MINUTE)
    moved = Play().feels(0)
    for minute in (1, 2):
        moved.adds(ev.MoveStarted(minute * MINUTE, do.Update(to=("ana",)), minute * MINUTE + 5))
    moved.ends(20, Why.WALKED_AWAY)

    (from_the_start,) = three_moments(read(walked().story, walked().events), (late,))
    (before_a_move,) = three_moments(read(moved.story, moved.events), (late,))

    assert from_the_start.replay_from == 0
    assert moved.events[before_a_move.replay_from] == ev.MoveStarted(2 * MINUTE, do.Update(to=("ana",)), 2 * MINUTE + 5)


def test_less_than_a_point_that_came_of_leaving_is_no_moment() -> None:
    assert chosen(finding("late", -0.9, at=20 * MINUTE), play=walked()) == set()
    assert chosen(finding("late", -1.0, at=20 * MINUTE), play=walked()) == {"late"}


def test_nobody_hears_nothing_more_where_nobody_is_meant() -> None:
    play = walked()
    (moment,) = three_moments(read(play.story, play.events), [finding("late", -5, at=20 * MINUTE, person="")])

    assert moment.caused == ""
