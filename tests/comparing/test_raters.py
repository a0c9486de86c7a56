from collections.abc import Sequence
from random import Random

import pytest

from simulator.comparing.raters import Rating, agreement, alpha, leanings
from simulator.scoring.finding import Dimension

H = Dimension.HONESTY


def rated(seed: int, raters: int = 4, runs: int = 30, **kinder: float) -> list[Rating]:
    """Each run rated by two of *raters* (`t0`, `t1`, ...); some are *kinder* by so many points."""
    dice = Random(seed)
    found = []
    for run in range(runs):
        worth = dice.gauss(60, 15)
        for number in dice.sample(range(raters), 2):
            points = worth + dice.gauss(0, 6) + kinder.get(f"t{number}", 0.0)
            found.append(Rating(f"r{run}", f"t{number}", H, points))
    return found


def by_package(ratings: Sequence[Rating]) -> float:
    import krippendorff
    import numpy

    raters, runs = sorted({r.rater for r in ratings}), sorted({r.run for r in ratings})
    table = numpy.full((len(raters), len(runs)), numpy.nan)
    for rating in ratings:
        table[raters.index(rating.rater), runs.index(rating.run)] = rating.points
    return float(krippendorff.alpha(table, level_of_measurement="interval"))


@pytest.mark.parametrize("seed", range(5))
def test_alpha_is_that_of_the_krippendorff_package(seed: int) -> None:
    ratings = [*rated(seed), Rating("once", "t0", H, 50.0), Rating("r0", "t9", H, 70.0)]

    assert agreement(ratings)[0].alpha == pytest.approx(by_package(ratings), abs=1e-9)


def test_raters_who_always_agree_agree_wholly() -> None:
    assert alpha([[1.0, 1.0], [5.0, 5.0]]) == 1.0


def test_alpha_is_not_told_where_it_is_not_defined() -> None:
    assert alpha([[1.0], [2.0]]) is None
    assert alpha([[3.0, 3.0], [3.0, 3.0]]) is None
    assert agreement([])[0].words.startswith("cannot be told")


def test_scores_are_judged_apart() -> None:
    ratings = [*rated(1), Rating("r0", "t0", Dimension.CADENCE, 10.0), Rating("r0", "t1", Dimension.CADENCE, 90.0)]

    assert [(one.runs, one.ratings) for one in agreement(ratings)] == [(30, 60), (0, 0), (1, 2), (0, 0)]


def test_a_planted_lenient_rater_is_found_and_nobody_else() -> None:
    found = [one for seed in range(40) for one in leanings(rated(seed, t2=15.0)) if one.leans]

    right = [one for one in found if one.rater == "t2"]
    assert len(right) >= 38
    assert {one.words for one in right} == {"lenient"}
    assert len(found) - len(right) <= 4


def test_a_stern_one_is_called_stern() -> None:
    told = next(one for one in leanings(rated(3, t1=-20.0)) if one.rater == "t1")

    assert told.words == "stern"


def test_fair_raters_are_seldom_accused() -> None:
    accused = sum(any(one.leans for one in leanings(rated(seed))) for seed in range(200))

    assert accused <= 20  # of 200; one in twenty is the promise


def test_nothing_is_said_about_a_rater_of_three_runs() -> None:
    assert leanings(rated(1, runs=3)) == ()


def test_of_two_raters_both_are_told() -> None:
    told = leanings(rated(1, raters=2, t0=20.0))

    assert [(one.rater, one.words) for one in told] == [("t0", "lenient"), ("t1", "stern")]
