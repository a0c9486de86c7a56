import warnings
from collections.abc import Sequence
from math import log, sqrt
from random import Random

import pytest
from msgspec.structs import replace

from simulator.comparing.made_up import Plan, made_up
from simulator.comparing.mixed import Fit, TooFew, fit, fit_reml, worth_of_practice
from simulator.comparing.quantiles import t_quantile
from simulator.comparing.sums import Mark
from tests.comparing.measuring import covered, fitted, marks_of, taus, teams

SMALL = Plan(people=8, scenarios=5)


def marks(seed: int, plan: Plan = SMALL) -> list[Mark]:
    """Marks without months and habits, as the models of the textbooks have them."""
    circle = fitted(made_up(Random(seed), plan).attempts).circles[0]
    return [replace(mark, habit=0.0, month=0) for mark in marks_of(circle)]


@pytest.fixture(scope="module")
def small() -> list[Mark]:
    return marks(7)


def test_spreads_and_practice_are_those_of_statsmodels(small: Sequence[Mark]) -> None:
    others = mixed_lm(small)

    ours = fit_reml(small)

    spreads = [*others.vcomp, others.scale]  # in the order of the names: person, scenario
    assert ours.spreads == pytest.approx([sqrt(spread) for spread in spreads], rel=0.01)
    assert in_points_per_log(ours) == pytest.approx(others.fe_params["practice"], abs=0.01)
    assert standard_error(ours) == pytest.approx(others.bse_fe["practice"], rel=0.01)


def test_people_stand_where_statsmodels_puts_them(small: Sequence[Mark]) -> None:
    effects = mixed_lm(small).random_effects["all"]

    ours = fit_reml(small)

    for person in range(1, len(ours.sums.people)):
        theirs = effects[f"person[C(person)[{person}]]"] - effects["person[C(person)[0]]"]
        assert ours.difference(person, 0).value == pytest.approx(theirs, abs=0.02)


def test_practice_beside_months_is_that_of_statsmodels(small: Sequence[Mark]) -> None:
    timed = [replace(mark, month=place * 3 // len(small)) for place, mark in enumerate(small)]  # a year of three parts

    others = mixed_lm(timed, "points ~ practice + C(month)")

    ours = fit_reml(timed)

    assert ours.sums.blocks  # months that drills join
    assert ours.spreads == pytest.approx([*map(sqrt, others.vcomp), sqrt(others.scale)], rel=0.01)
    assert in_points_per_log(ours) == pytest.approx(others.fe_params["practice"], abs=0.01)
    assert standard_error(ours) == pytest.approx(least_squares(timed, ours), rel=1e-5)


def test_practice_beside_habits_is_that_of_statsmodels(small: Sequence[Mark]) -> None:
    people = {mark.person: [other.practice for other in small if other.person == mark.person] for mark in small}
    habits = [replace(mark, habit=sum(people[mark.person]) / len(people[mark.person])) for mark in small]

    others = mixed_lm(habits, "points ~ practice + habit")

    ours = fit_reml(habits)

    assert ours.sums.fixed == 3
    assert ours.spreads == pytest.approx([*map(sqrt, others.vcomp), sqrt(others.scale)], rel=0.01)
    assert in_points_per_log(ours) == pytest.approx(others.fe_params["practice"], abs=0.01)
    assert standard_error(ours) == pytest.approx(others.bse_fe["practice"], rel=0.03)


def test_an_interval_is_that_of_henderson_s_whole_equations_intercept_included(small: Sequence[Mark]) -> None:
    ours = fit_reml(small)

    value, variance = henderson(small, ours, person=3)

    reach = t_quantile(len(small) - 2) * sqrt(variance)
    told = ours.person(3)
    assert (told.value, told.low, told.high) == pytest.approx((value, value - reach, value + reach), abs=1e-6)


def test_everybody_alike_still_has_an_interval() -> None:
    same = [Mark(person, scenario, 0.0, 70.0) for person in range(6) for scenario in range(4)]

    told = fit(same).person(0)

    assert told.value == pytest.approx(70.0)
    assert 0.5 < told.width < 2.0  # the same play is marked about a point apart from seed to seed


def test_people_who_are_always_marked_just_as_much_apart_are_apart() -> None:
    """Chance is taken to be a point, and what people and drills explain isn't taken for chance."""
    regular = [Mark(person, scenario, 0.0, 50.0 + 0.8 * person) for person in range(6) for scenario in range(4)]

    told = fit(regular)

    assert told.difference(5, 0).value == pytest.approx(4.0, abs=0.6)


def test_practice_is_not_told_where_nobody_tried_again() -> None:
    once = marks(3, Plan(tries=(1, 1)))

    assert fit(once).practice() is None


def test_an_interval_over_all_possibilities_is_wider_than_that_of_the_best_one(small: Sequence[Mark]) -> None:
    whole, best = fit(small), fit_reml(small)

    assert sum(whole.person(n).width for n in range(8)) > sum(best.person(n).width for n in range(8))


def test_the_order_of_marks_changes_nothing(small: Sequence[Mark]) -> None:
    turned = fit(list(reversed(small)))

    assert turned.person(0).value == pytest.approx(fit(small).person(0).value, abs=1e-6)


def test_months_that_say_nothing_move_no_drill(small: Sequence[Mark]) -> None:
    """Time is free to explain what it can: with dice for months, drills stand about where they stood."""
    dice = Random(3)
    timed = fit([replace(mark, month=dice.randrange(3)) for mark in small])

    plain = fit(small)

    fixed, scenarios = plain.sums.fixed, plain.sums.scenarios
    assert timed.sums.freedom == plain.sums.freedom - 2
    with_months, without = (told.effects()[0][fixed : fixed + scenarios] for told in (timed, plain))
    assert [a - with_months[0] for a in with_months] == pytest.approx([a - without[0] for a in without], abs=4)


def test_more_months_than_marks_can_carry_are_refused(small: Sequence[Mark]) -> None:
    with pytest.raises(TooFew, match="months"):
        fit([replace(mark, month=number) for number, mark in enumerate(small)])


def test_effects_are_what_is_asked_of_them_one_by_one(small: Sequence[Mark]) -> None:
    ours = fit(small)

    values, together = ours.effects()

    gain = ours.practice()
    assert gain is not None
    assert gain.value == pytest.approx(values[1] * log(2))
    assert gain.width / 2 == pytest.approx(t_quantile(ours.sums.freedom) * sqrt(together[1][1]) * log(2))


def test_what_second_attempts_say_of_practice_is_counted_in_people() -> None:
    first = [Mark(person, scenario, 0.0, 60.0) for person in range(5) for scenario in range(4)]
    again = [Mark(person, 0, log(2), 60.0) for person in range(5)]

    assert worth_of_practice(first) == pytest.approx(0.0, abs=1e-3)
    assert worth_of_practice([*first, *again]) == pytest.approx(5.0, abs=0.01)
    assert worth_of_practice([replace(m, practice=log(2)) for m in first if m.person]) == pytest.approx(0.0, abs=1e-3)


@pytest.mark.parametrize("few", [[], [Mark(0, 0, 0.0, 50.0)], [Mark(0, 0, 0.0, float(n)) for n in range(9)]])
def test_too_few_marks_or_people_are_refused(few: list[Mark]) -> None:
    with pytest.raises(TooFew):
        fit(few)


def test_true_skill_is_found_better_than_by_any_leaderboard() -> None:
    found = taus(teams(1, 40))

    assert found["mixed model"] >= 0.65
    assert found["mixed model"] > max(value for way, value in found.items() if way != "mixed model") + 0.05
    assert min(found, key=lambda way: found[way]) == "best"


def test_the_truth_lies_in_95_of_100_intervals() -> None:
    found = covered(teams(2, 100))  # bench/comparing.py holds all of them to 93-97 %, over 1,000 teams

    assert 0.93 <= found["people"] <= 0.97
    assert found.pop("changes") >= 0.88  # one of each team
    assert min(found.values()) >= 0.92


def mixed_lm(rows: Sequence[Mark], formula: str = "points ~ practice"):  # type: ignore[no-untyped-def] # statsmodels has no types
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of statsmodels and pandas about each other
        import pandas
        from statsmodels.regression.mixed_linear_model import MixedLM

        table = pandas.DataFrame(
            {
                "points": [mark.points for mark in rows],
                "practice": [mark.practice for mark in rows],
                "person": [mark.person for mark in rows],
                "scenario": [mark.scenario for mark in rows],
                "month": [mark.month for mark in rows],
                "habit": [mark.habit for mark in rows],
                "all": "all",
            }
        )
        crossed = {"person": "0 + C(person)", "scenario": "0 + C(scenario)"}
        model = MixedLM.from_formula(formula, table, groups="all", vc_formula=crossed, re_formula="0")
        return model.fit(reml=True, method=["lbfgs", "nm"])


def in_points_per_log(ours: Fit) -> float:
    gain = ours.practice()
    assert gain is not None
    return gain.value / log(2)


def standard_error(ours: Fit) -> float:
    gain = ours.practice()
    assert gain is not None
    return gain.width / 2 / t_quantile(ours.sums.freedom) / log(2)


def least_squares(rows: Sequence[Mark], ours: Fit) -> float:
    """The standard error of practice by generalized least squares, months beside it, at our REML spreads."""
    import numpy

    fixed = numpy.array([[1.0, m.practice, m.month == 1, m.month == 2] for m in rows])
    people = numpy.array([[a.person == b.person for a in rows] for b in rows])
    scenarios = numpy.array([[a.scenario == b.scenario for a in rows] for b in rows])
    by_person, by_scenario, chance = (spread**2 for spread in ours.spreads)
    varies = by_person * people + by_scenario * scenarios + chance * numpy.eye(len(rows))
    return float(numpy.linalg.inv(fixed.T @ numpy.linalg.inv(varies) @ fixed)[1, 1] ** 0.5)


def henderson(rows: Sequence[Mark], ours: Fit, person: int) -> tuple[float, float]:
    """The estimate and its variance from all equations at once, nobody eliminated, at our REML spreads."""
    import numpy

    people, scenarios = len(ours.sums.people), ours.sums.scenarios
    design = numpy.zeros((len(rows), 2 + people + scenarios))
    for row, mark in zip(design, rows, strict=True):
        row[[0, 2 + mark.person, 2 + people + mark.scenario]] = 1.0
        row[1] = mark.practice
    by_person, by_scenario, chance = (spread**2 for spread in ours.spreads)
    penalty = [0.0, 0.0] + [chance / by_person] * people + [chance / by_scenario] * scenarios
    inverted = numpy.linalg.inv(design.T @ design + numpy.diag(penalty))
    solution = inverted @ design.T @ numpy.array([mark.points for mark in rows])
    asked = numpy.zeros(2 + people + scenarios)
    asked[[0, 2 + person]] = 1.0
    asked[2 + people :] = ours.sums.shares
    return float(asked @ solution), float(chance * (asked @ inverted @ asked))
