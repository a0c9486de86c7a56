from collections.abc import Callable
from random import Random

import pytest
from msgspec.structs import replace

from simulator.comparing.answers import Month
from simulator.comparing.attempts import Attempt
from simulator.comparing.comparison import compare
from simulator.scoring.finding import Dimension
from tests.comparing.rows import drill, team


def year(drills: Callable[[int], list[int]], gain: float, seed: int = 5) -> list[Attempt]:
    """Twenty people who get better by *gain* points a month, for eight months; *drills* says which are of a month."""
    dice = Random(seed)
    skill = [dice.gauss(0, 8) for _ in range(20)]
    ease = [dice.gauss(0, 12) for _ in range(12)]
    rows = []
    for month in range(8):
        for p, own in enumerate(skill):
            for s in drills(month):
                attempt = 1 + sum(s in drills(earlier) for earlier in range(month))
                points = 50 + own + ease[s] + gain * month + dice.gauss(0, 5)
                rows.append(in_month(month, drill(f"p{p:02}", f"s{s}", round(points, 1), attempt=attempt)))
    return rows


def in_month(month: int, row: Attempt) -> Attempt:
    return replace(row, started=f"2026-{1 + month:02}-{row.started[8:]}", run=f"{month}-{row.run}")


def honesty(months: tuple[Month, ...]) -> list[float]:
    return [month.mean.value for month in months if month.dimension is Dimension.HONESTY]


def two_of_every_quarter(month: int) -> list[int]:
    """Four drills a month, of which one is new."""
    return [(month + n) % 12 for n in range(4)]


def test_a_gain_is_not_taken_for_easier_drills() -> None:
    told = honesty(compare(year(two_of_every_quarter, 3.0)).groups[0].months)

    assert len(told) == 8
    assert told[-1] - told[0] == pytest.approx(7 * 3.0, abs=6)


def test_a_group_that_stays_as_it_is_shows_no_trend() -> None:
    told = honesty(compare(year(two_of_every_quarter, 0.0)).groups[0].months)

    assert told[-1] - told[0] == pytest.approx(0.0, abs=6)


def test_months_with_a_drill_of_their_own_are_not_compared() -> None:
    group = compare(year(lambda month: [month], 3.0)).groups[0]

    assert group.months == ()
    assert group.months_apart == tuple(("", f"2026-{month:02}") for month in range(1, 9))


@pytest.mark.parametrize("gain", [0.0, 3.0])
def test_whether_the_group_got_better_is_told_for_the_same_people_and_drills(gain: float) -> None:
    """The weaker half drills in the first months and the stronger one in the last: that is no progress."""
    rows = year(two_of_every_quarter, gain)
    skilled = {run.person: 0.0 for run in rows}
    for run in rows:
        skilled[run.person] += run.honesty or 0.0
    weak = set(sorted(skilled, key=lambda person: skilled[person])[:10])
    rows = [run for run in rows if (run.person in weak) == (run.month <= "2026-04") or run.person in sorted(weak)[:5]]

    (change, *_) = compare(rows).groups[0].changes

    assert (change.since, change.until) == ("2026-01", "2026-08")
    assert change.points.low < 7 * gain < change.points.high
    assert change.points.width < 30


def test_where_months_cannot_be_compared_no_change_is_told() -> None:
    assert compare(year(lambda month: [month], 3.0)).groups[0].changes == ()
    assert compare(team()).groups[0].changes == ()


def test_one_month_alone_has_no_other_to_be_like() -> None:
    group = compare(team()).groups[0]

    assert group.months
    assert group.months_apart == ()


def test_where_a_month_and_an_attempt_are_one_the_rise_is_not_called_free_of_practice() -> None:
    told = compare(year(lambda month: [0, 1, 2, 3], 0.0)).groups[0]

    assert told.months
    assert all(month.practice_left_in for month in told.months)
    assert not any(month.practice_left_in for month in compare(year(two_of_every_quarter, 0.0)).groups[0].months)


def test_a_month_of_drills_that_hardly_anybody_did_in_another_is_less_sure() -> None:
    dice = Random(1)

    def marked(month: int, person: int, scenario: str) -> Attempt:
        return in_month(month, drill(f"p{person:02}", scenario, round(dice.gauss(60, 5), 1)))

    rows = [marked(0, p, f"s{s}") for p in range(20) for s in range(4)]
    rows += [marked(1, p, "new") for p in range(1, 20)]
    rows += [marked(1, 0, f"s{s}") for s in range(4, 7)] + [marked(0, p, f"s{s}") for p in (0, 1) for s in range(4, 7)]

    before, after = compare(rows).groups[0].months[:2]

    assert before.mean.width < 4
    assert after.mean.width > 7  # people alone, by chance, would make it 4 or 5


def test_people_who_happen_to_be_marked_alike_still_have_an_interval() -> None:
    rows = [drill(f"p{p}", f"s{s}", 70.0) for p in range(6) for s in range(4)]

    (month, *_) = compare(rows).groups[0].months

    assert 0.5 < month.mean.width < 5


def test_everybody_is_left_out_where_that_would_tell_of_a_cohort_that_is() -> None:
    rows = [*team(people=5, cohort="spring"), *(drill("x", f"s{n}", cohort="autumn") for n in range(4))]

    group = compare(rows).groups[0]

    assert {(month.cohort, month.month, month.people) for month in group.months} == {("spring", "2026-03", 5)}
    assert group.untold_months == 2  # autumn's, and everybody's


def test_who_is_in_two_cohorts_is_not_told_of_by_what_is_left() -> None:
    """Five times spring's mean and five times autumn's, less nine times everybody's, would be one person's mark."""
    rows = team(people=9)
    cohorts = {f"p{n}": "spring" if n < 4 else "autumn" for n in range(9)}
    rows = [replace(run, cohort=cohorts[run.person]) for run in rows]
    rows = [replace(run, cohort="spring") if (run.person, run.scenario) == ("p8", "s0") else run for run in rows]

    assert {month.cohort for month in compare(rows).groups[0].months} == {"spring", "autumn"}


def test_two_who_are_in_no_cohort_are_not_told_of_by_what_is_left() -> None:
    rows = [*team(people=5, cohort="spring"), *(drill(f"x{n}", f"s{k}") for n in range(2) for k in range(4))]

    assert {month.cohort for month in compare(rows).groups[0].months} == {"spring"}


def test_everybody_is_told_where_the_rest_are_five() -> None:
    rows = [*team(people=5, cohort="spring"), *(drill(f"x{n}", f"s{k}", 50.0 + n) for n in range(5) for k in range(4))]

    group = compare(rows).groups[0]

    assert {(month.cohort, month.people) for month in group.months} == {("spring", 5), ("", 10)}
    assert group.untold_months == 0


def test_somebody_who_changed_cohort_is_not_told_of_by_what_is_left() -> None:
    rows = team(people=6, cohort="spring")
    moved = [replace(rows[-1], cohort="autumn", run="moved", scenario="s0")]

    assert {month.cohort for month in compare([*rows, *moved]).groups[0].months} == {"spring"}


def test_months_that_no_drill_joins_are_not_set_beside_each_other() -> None:
    """The people got better by nothing, and the later drills are easier: nobody could know."""
    group = compare(year(lambda month: [0, 1, 2, 3] if month < 5 else [4, 5, 6, 7], 0.0)).groups[0]

    assert {month.month for month in group.months} == {f"2026-{month:02}" for month in range(1, 6)}
    assert group.months_apart == tuple(("", f"2026-{month:02}") for month in range(6, 9))


def test_of_two_blocks_of_months_that_of_most_runs_is_told_whoever_is_in_a_cohort() -> None:
    early = year(lambda month: [0, 1, 2, 3] if month < 3 else [], 0.0)
    late = [replace(run, cohort="spring") for run in year(lambda month: [4, 5, 6] if month > 4 else [], 0.0)]

    group = compare([*early, *late]).groups[0]

    assert {month.month for month in group.months} == {"2026-01", "2026-02", "2026-03"}
    assert group.supposed == tuple(Dimension)


def test_where_drills_join_all_months_nothing_is_supposed() -> None:
    assert compare(year(two_of_every_quarter, 3.0)).groups[0].supposed == ()


@pytest.mark.parametrize("gain", [0.0, 3.0])
def test_a_gain_from_month_to_month_is_not_told_as_practice(gain: float) -> None:
    told = compare(year(two_of_every_quarter, gain)).groups[0]

    practice = dict(told.again)[Dimension.HONESTY]
    assert practice.low <= 0.0 <= practice.high
    assert practice.value == pytest.approx(0.0, abs=1.5)


def test_a_gain_from_month_to_month_makes_no_drill_easier() -> None:
    still, better = (compare(year(two_of_every_quarter, gain)).groups[0].difficulty for gain in (0.0, 3.0))

    apart = [one.expected.value - other.expected.value for one, other in zip(better, still, strict=True)]

    assert apart == pytest.approx([3.0 * 3.5] * len(still), abs=0.5)  # all of them at the average month


def test_who_drilled_when_the_group_was_better_stands_as_high_as_their_marks() -> None:
    """A gain isn't taken out of people: a mark counts whenever it was given."""
    early = [run for run in year(lambda month: [0, 1, 2, 3], 3.0) if run.person < "p10" and run.month <= "2026-04"]
    late = [run for run in year(lambda month: [0, 1, 2, 3], 3.0) if run.person >= "p10" and run.month > "2026-04"]

    people = compare([replace(run, attempt=1) for run in (*early, *late)]).groups[0].people

    for half, runs in ((people[:10], early), (people[10:], late)):
        expected = [person.estimates[0].expected for person in half]
        assert sum(one.value for one in expected if one) / 10 == pytest.approx(
            sum(run.honesty or 0 for run in runs) / len(runs), abs=0.5
        )
