from math import log
from random import Random

import pytest
from msgspec.structs import replace

from simulator.comparing.attempts import Attempt
from simulator.comparing.comparison import compare
from simulator.comparing.estimates import difference, scored
from simulator.scoring.finding import Dimension
from tests.comparing.rows import drill, honesty_of, person_in, team

H = Dimension.HONESTY


def other_team(people: int = 6, **same: object) -> list[Attempt]:
    """People who share no drill with `team`."""
    return [
        drill(f"q{p}", f"t{s}", 70.0 + 2 * p + s + (p * s) % 3, day=1 + s, **same)  # type: ignore[arg-type] # as given
        for p in range(people)
        for s in range(4)
    ]


def played_before(people: int, gain: float) -> list[Attempt]:
    """Twenty people, six drills, of which *people* had played three before, in another mode."""
    dice = Random(7)
    rows = []
    for p in range(20):
        skill = dice.gauss(0, 8)
        for s in range(6):
            attempt = 2 if p < people and s < 3 else 1
            points = 60 + skill - 3 * s + gain * log(attempt) + dice.gauss(0, 3)
            rows.append(drill(f"p{p:02}", f"s{s}", round(points, 1), day=1 + s, attempt=attempt))
    return rows


# -- who is joined with whom


def test_whom_no_drill_joins_is_not_put_on_one_scale() -> None:
    rows = [*team(), *other_team()]

    table = scored(rows, H)
    group = compare(rows).groups[0]

    assert [sorted(circle.people)[0] for circle in table.circles] == ["p0", "q0"]
    assert difference(table, "p0", "q0") is None
    assert (honesty_of(group, "p0").circle, honesty_of(group, "q0").circle) == (1, 2)
    assert group.circles == tuple((dimension, 2) for dimension in Dimension)


def test_a_circle_is_told_as_if_there_were_no_other() -> None:
    beside = compare([*team(), *other_team()]).groups[0]

    alone = compare(team()).groups[0]

    assert [person_in(beside, f"p{n}").estimates for n in range(6)] == [person.estimates for person in alone.people]
    assert [one.expected for one in beside.difficulty if one.circle == 1] == [one.expected for one in alone.difficulty]
    assert alone.circles == ()


def test_a_drill_of_another_version_joins_nobody() -> None:
    rows = [*team(), *(drill(f"q{n}", f"s{k}", 70.0 + n + k, version="v2") for n in range(6) for k in range(4))]

    assert compare(rows).groups[0].circles == tuple((dimension, 2) for dimension in Dimension)


def test_one_who_shares_with_both_joins_two_circles() -> None:
    both = [drill("both", scenario) for scenario in ("s0", "s1", "t0", "t1")]

    assert compare([*team(), *other_team(), *both]).groups[0].circles == ()


def test_four_people_by_themselves_are_not_comparable_and_are_told_why() -> None:
    told = honesty_of(compare([*team(), *other_team(people=4)]).groups[0], "q0")

    assert (told.expected, told.would_be_wide) == (None, None)
    assert told.why == "not comparable: shared drills join 4 people only, 5 are needed"


def test_two_versions_of_a_drill_are_one_shared_drill() -> None:
    rows = [
        *(drill(f"p{n}", f"s{k}", 60.0 + n, version=version) for n in range(6) for k in (0, 1) for version in "ab"),
    ]

    told = honesty_of(compare(rows).groups[0], "p0")

    assert told.shared == 2
    assert told.why == "not comparable: shares 2 drills with others, 3 are needed"


def test_the_width_that_an_interval_would_have_is_told_as_it_is_not_cut_at_100() -> None:
    rows = [drill(f"p{n}", f"s{k}", 90.0 + 10 * ((n + k) % 2)) for n in range(6) for k in range(4)]
    rows += [drill("new", "s0", 100.0)]

    told = honesty_of(compare(rows).groups[0], "new")
    fit = scored(rows, H).circles[0].fit

    assert fit is not None
    whole = fit.person(0)
    assert whole.high > 100
    assert told.would_be_wide == whole.width


# -- what practice brings


def test_what_four_people_s_second_attempts_brought_is_their_luck_and_is_not_told() -> None:
    again = [drill(f"p{n}", "s0", 5.0, day=20, attempt=2) for n in range(4)]

    group = compare([*team(), *again]).groups[0]

    assert group.again == ()
    assert honesty_of(group, "p0").expected == honesty_of(compare(team()).groups[0], "p0").expected
    assert (honesty_of(group, "p0").latest, honesty_of(group, "p0").runs) == (5.0, 5)


def test_from_five_people_on_it_is_told() -> None:
    again = [drill(f"p{n}", "s0", 75.0 + 3 * n, day=20, attempt=2) for n in range(5)]

    gains = dict(compare([*team(), *again]).groups[0].again)

    assert gains[H].value > 5


def test_whoever_has_only_second_attempts_is_told_why_nothing_can_be_said() -> None:
    later = [drill("late", f"s{n}", day=20 + n, attempt=2) for n in range(4)]

    told = honesty_of(compare([*team(), *later]).groups[0], "late")

    assert told.expected is None
    assert told.why == "not comparable: no first attempts, and fewer than 5 people tried a drill again"
    assert (told.first, told.latest, told.runs, told.shared) == (80.0, 80.0, 4, 0)


@pytest.mark.parametrize("gain", [0.0, 12.0])
def test_drills_played_before_in_another_mode_are_no_advantage(gain: float) -> None:
    rows, plain = played_before(10, gain), played_before(10, 0.0)

    told, fair = compare(rows).groups[0], compare(plain).groups[0]

    for n in (0, 9, 10, 19):
        one, other = honesty_of(told, f"p{n:02}").expected, honesty_of(fair, f"p{n:02}").expected
        assert one is not None
        assert other is not None
        assert one.value == pytest.approx(other.value, abs=0.2)
    assert dict(told.again)[H].value == pytest.approx(gain * log(2), abs=2)


def test_a_drill_that_everybody_had_played_before_says_nothing_of_practice() -> None:
    rows = [replace(row, attempt=2) if row.scenario == "s0" else row for row in team()]

    group = compare(rows).groups[0]

    assert group.again == ()
    assert all(person.estimates[0].practice_left_in for person in group.people)


def test_where_everybody_played_all_before_the_words_are_not_those_of_a_first_attempt() -> None:
    group = compare(team(attempt=2)).groups[0]

    assert group.again == ()
    assert all(estimate.practice_left_in for person in group.people for estimate in person.estimates)
    assert all(one.practice_left_in for one in (*group.difficulty, *group.months))
    assert not any(person.estimates[0].practice_left_in for person in compare(team()).groups[0].people)


def test_who_had_tried_all_drills_before_stands_no_higher_where_practice_cannot_be_told() -> None:
    """Eight of twenty had tried them all: that they are better and that it was practice look the same."""
    rows = [replace(row, attempt=2) if row.person < "p08" else row for row in played_before(0, 0.0)]

    group = compare(rows).groups[0]

    assert group.again == ()
    assert honesty_of(group, "p00").why == (
        "not comparable: tried their drills more or less often than most, so none of them counts, and 3 are needed"
    )
    told = honesty_of(group, "p08")
    assert told.expected is not None
    assert not told.practice_left_in


@pytest.mark.parametrize("who", ["weak", "strong"])
def test_that_the_weak_or_the_strong_try_more_often_is_not_taken_for_practice(who: str) -> None:
    """Half of the people had tried some drills before, those at one end of the group; practice brings nothing here."""
    dice = Random(4)
    rows = []
    for p in range(20):
        skill = 1.6 * (p - 9.5)
        keen = (p < 10) == (who == "weak")
        for s in range(6):
            attempt = 2 if keen and dice.random() < 0.6 else 1
            rows.append(drill(f"p{p:02}", f"s{s}", round(60 + skill + dice.gauss(0, 3), 1), day=1 + s, attempt=attempt))

    gain = dict(compare(rows).groups[0].again)[H]

    assert gain.value == pytest.approx(0.0, abs=2.0)
    assert gain.low < 0.0 < gain.high


def test_a_hole_or_two_in_what_all_repeat_makes_no_practice_known() -> None:
    """Twelve people do four drills each month; what is known of practice doesn't reach back to a first attempt."""
    dice = Random(2)
    rows = []
    for p in range(12):
        tried = dict.fromkeys(range(4), 0)
        for month in range(6):
            for s in range(4):
                if dice.random() < 0.97:
                    tried[s] += 1
                    row = drill(f"p{p:02}", f"s{s}", round(60 + p + dice.gauss(0, 8), 1), attempt=tried[s])
                    started = f"2026-{1 + month:02}-{row.started[8:]}"
                    rows.append(replace(row, started=started, run=f"{month}-{row.run}"))

    group = compare(rows).groups[0]

    assert group.again == ()
    told = [person.estimates[0] for person in group.people]
    assert all(one.practice_left_in and one.expected for one in told)
    assert max(one.expected.width for one in told if one.expected) < 12


def test_whose_attempts_do_not_count_is_not_told_to_do_drills_that_others_did() -> None:
    rows = [
        replace(row, attempt=2) if row.person < "p04" and row.scenario != "s5" else row for row in played_before(0, 0.0)
    ]

    told = honesty_of(compare(rows).groups[0], "p00")

    assert told.shared < 3
    assert told.why == (
        "not comparable: tried their drills more or less often than most, so only 1 of them counts, and 3 are needed"
    )


def test_a_first_attempt_that_does_not_count_is_not_called_a_later_one() -> None:
    rows = team(people=8)
    rows += [drill(f"p{p}", f"x{n}", attempt=2, day=20) for p in (0, 1) for n in range(3)]
    rows += [drill("new", f"x{n}", day=21) for n in range(3)]

    assert "no first attempts" not in honesty_of(compare(rows).groups[0], "new").why


def test_where_most_had_tried_before_it_is_their_attempts_that_count() -> None:
    rows = [replace(row, attempt=2) if row.person < "p18" else row for row in played_before(0, 0.0)]

    group = compare(rows).groups[0]

    assert honesty_of(group, "p00").practice_left_in
    assert honesty_of(group, "p00").expected is not None
    assert honesty_of(group, "p19").expected is None
    assert group.untold_drills == 0


def test_a_drill_whose_marks_all_are_left_aside_is_counted_as_left_out() -> None:
    rare = [drill("late", "rare", day=20 + n, attempt=n) for n in (2, 3)]

    assert compare([*team(), *rare]).groups[0].untold_drills == 1


def test_how_many_runs_count_is_told_where_some_do_not() -> None:
    again = [drill(f"p{n}", "s0", 5.0, day=20, attempt=2) for n in range(4)]

    told, whole = (honesty_of(compare(rows).groups[0], "p0") for rows in ([*team(), *again], team()))

    assert (told.runs, told.counted) == (5, 4)
    assert (whole.runs, whole.counted) == (4, 4)
