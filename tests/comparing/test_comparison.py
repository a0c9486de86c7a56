from random import Random

import msgspec
import pytest

from simulator.comparing.answers import Comparison, Verdict
from simulator.comparing.comparison import compare
from simulator.comparing.estimates import difference, scored
from simulator.comparing.made_up import Plan, made_up
from simulator.comparing.practising import ShelfDrill
from simulator.scoring.finding import Dimension
from simulator.scoring.purpose import PURPOSE
from tests.comparing.rows import drill, honesty_of, person_in, team


def test_each_person_and_score_has_an_estimate_inside_its_interval() -> None:
    group = compare(team()).groups[0]

    for person in group.people:
        assert [estimate.dimension for estimate in person.estimates] == list(Dimension)
        for estimate in person.estimates:
            assert estimate.expected is not None
            assert 0 <= estimate.expected.low <= estimate.expected.value <= estimate.expected.high <= 100


def test_first_and_latest_are_told_and_never_the_best() -> None:
    tries = [drill("p0", "s9", points, day=10 + n, attempt=n + 1) for n, points in enumerate((40.0, 95.0, 70.0))]

    person = person_in(compare(tries).groups[0], "p0")

    assert (person.estimates[0].first, person.estimates[0].latest, person.estimates[0].runs) == (40.0, 70.0, 3)
    assert [(tried.first[0], tried.latest[0], tried.runs) for tried in person.tried] == [(40.0, 70.0, 3)]


def test_fewer_than_three_shared_drills_are_not_comparable_and_the_width_is_told() -> None:
    rows = [*team(), drill("new", "s0"), drill("new", "s1"), drill("new", "alone")]

    told = honesty_of(compare(rows).groups[0], "new")

    assert told.expected is None
    assert told.why == "not comparable: shares 2 drills with others, 3 are needed"
    assert told.would_be_wide is not None
    assert told.would_be_wide > 0


def test_another_version_is_another_drill() -> None:
    rows = [*team(), *(drill("new", f"s{n}", version="v2") for n in range(4))]

    assert honesty_of(compare(rows).groups[0], "new").shared == 0


def test_four_people_have_no_estimate_and_no_aggregate_at_all() -> None:
    answer = compare(team(people=4, findings=[("H-vague", "P04", -4.0)]))

    group = answer.groups[0]
    assert {estimate.why for person in group.people for estimate in person.estimates} == {
        "fewer than 5 people were scored here"
    }
    assert (group.failed, group.difficulty, group.months, group.again, answer.ready_share) == ((), (), (), (), None)
    assert group.untold_drills + group.untold_months > 0


def test_five_people_have() -> None:
    answer = compare(team(people=5, findings=[("H-vague", "P04", -4.0)]))

    group = answer.groups[0]
    assert all(estimate.expected for person in group.people for estimate in person.estimates)
    assert group.failed
    assert group.difficulty
    assert group.months
    assert answer.ready_share is not None


def test_modes_and_rubrics_are_never_mixed() -> None:
    rows = [*team(mode="timed"), *team(mode="untimed"), *team(mode="timed", rubric="4")]

    groups = compare(rows).groups

    assert [(group.mode, group.rubric) for group in groups] == [("timed", "3"), ("timed", "4"), ("untimed", "3")]
    assert {group.runs for group in groups} == {24}


def test_another_mode_s_marks_move_no_estimate() -> None:
    alone = compare(team(mode="timed"))

    beside = compare([*team(mode="timed"), *(drill(f"p{n}", "s0", 1.0, mode="untimed") for n in range(6))])

    assert beside.groups[0] == alone.groups[0]


def test_bots_and_assisted_runs_are_counted_and_in_nothing_else() -> None:
    plain = compare(team())
    more = [drill("p0", "s0", 1.0, day=20, assisted=True), drill("bot", "s0", 1.0, bot=True)]

    answer = compare([*team(), *more])

    assert (answer.bots, answer.groups[0].assisted) == (1, 1)
    assert [p.estimates for p in answer.groups[0].people] == [p.estimates for p in plain.groups[0].people]
    assert answer.readiness == plain.readiness


def test_a_score_that_was_not_given_is_not_estimated() -> None:
    rows = [*team(), *(drill("mute", f"s{n}", honesty=None) for n in range(4))]

    honesty, empathy, *_ = person_in(compare(rows).groups[0], "mute").estimates

    assert (honesty.expected, honesty.why) == (None, "not scored yet")
    assert empathy.expected is not None


def test_hard_drills_do_not_make_poor_people() -> None:
    ease = {"s0": -20.0, "s1": -20.0, "s2": -18.0, "s3": 0.0, "s4": 2.0, "s5": 1.0}
    rows = [drill(f"p{n}", s, 55.0 + n + ease[s] + (n * ord(s[1]) % 3)) for n in range(8) for s in ease]
    apart = [drill("hard" if ease[s] < 0 else "easy", s, 59.0 + ease[s]) for s in ease]

    group = compare([*rows, *apart]).groups[0]

    one, other = honesty_of(group, "hard").expected, honesty_of(group, "easy").expected
    assert one is not None
    assert other is not None
    assert one.value == pytest.approx(other.value, abs=1.5)


def test_two_people_are_set_beside_each_other_only_on_three_shared_drills() -> None:
    table = scored([*team(), drill("new", "s0"), drill("new", "s1")], Dimension.HONESTY)

    told = difference(table, "p5", "p0")

    assert difference(table, "new", "p0") is None
    assert told is not None
    assert told.low < told.value < told.high


def test_drills_and_months_that_nothing_is_said_of_are_counted_once_not_once_for_each_score() -> None:
    rows = [*team(cohort="spring"), drill("p0", "rare", day=7, cohort="spring"), drill("p1", "s0", cohort="autumn")]

    group = compare(rows).groups[0]

    assert (group.untold_drills, group.untold_months) == (1, 2)  # autumn's month, and everybody's


def test_who_is_ready_is_judged_by_all_drills_whatever_was_asked_for() -> None:
    failed = [drill("p0", f"s{n}", 10.0, day=10 + n, mode="untimed") for n in range(4, 7)]
    others = [drill("else", f"s{n}") for n in range(4)]
    asked = [row for row in [*team(), *failed] if row.mode == "timed"]

    answer = compare(asked, everything=[*team(), *failed, *others], asked="Drills timed.")

    assert answer.asked == "Drills timed."
    assert answer.groups == compare(asked).groups
    assert [ready.person for ready in answer.readiness] == [f"p{n}" for n in range(6)]
    assert answer.readiness[0].verdict is Verdict.NOT_YET
    assert compare(asked).readiness[0].verdict is Verdict.READY


def test_a_drill_tried_in_another_mode_or_with_help_was_tried() -> None:
    rows = [drill("p", f"s{n}", 40.0, findings=[("H-vague", "P04", -9.0)]) for n in range(3)]
    before = [drill("p", "s9", mode="untimed"), drill("p", "s8", assisted=True)]
    shelf = [ShelfDrill(scenario, scenario, ("P04",)) for scenario in ("s7", "s8", "s9")]

    practice = person_in(compare(rows, shelf, everything=[*rows, *before]).groups[0], "p").practice

    assert practice is not None
    assert [(drill.scenario, drill.tried) for drill in practice.drills] == [("s7", 0), ("s8", 1), ("s9", 1)]


def test_the_group_of_most_people_stands_first() -> None:
    rows = [*team(people=2, mode="assessed"), *team(people=6, mode="timed"), *team(people=6, mode="untimed")]

    assert [group.mode for group in compare(rows).groups] == ["timed", "untimed", "assessed"]


def test_the_answer_is_json_and_comes_back_the_same() -> None:
    answer = compare(made_up(Random(1), Plan(people=6, clipped=True)).attempts)

    assert msgspec.json.decode(msgspec.json.encode(answer), type=Comparison) == answer


def test_nothing_ranks_anybody_and_no_score_is_made_of_scores() -> None:
    answer = compare(team())

    text = msgspec.json.encode(answer).decode()
    assert answer.purpose == PURPOSE
    assert [person.person for person in answer.groups[0].people] == sorted(p.person for p in answer.groups[0].people)
    assert not any(word in text for word in ('"rank', '"overall', '"total', '"best'))


def test_the_order_of_rows_changes_nothing() -> None:
    rows = list(made_up(Random(3), Plan(people=7)).attempts)
    answer = compare(rows)

    Random(1).shuffle(rows)

    assert compare(rows) == answer


def test_nothing_to_compare_is_an_answer_too() -> None:
    answer = compare([])

    assert (answer.groups, answer.readiness, answer.ready_share) == ((), (), None)
