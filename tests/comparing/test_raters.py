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


def test_of_two_raters_there_is_one_answer_and_neither_is_called_anything() -> None:
    told = leanings(rated(1, raters=2, t1=20.0))

    assert [(one.rater, one.beside, one.words, one.runs) for one in told] == [("t1", "t0", "apart", 30)]
    assert told[0].above.value > 10


def test_two_that_are_left_when_a_third_is_set_aside_are_a_pair_too() -> None:
    told = leanings(rated(3, raters=3, t2=40.0))

    assert [(one.rater, one.words, bool(one.beside)) for one in told if one.rater == "t2"] == [("t2", "lenient", False)]
    assert [bool(one.beside) for one in told if one.rater != "t2"] == [True]


def test_two_who_never_rated_the_same_run_are_not_set_beside_each_other() -> None:
    ratings = [Rating(f"r{n}", "a" if n < 4 else "b", H, 75.0) for n in range(8)]
    ratings += [Rating(f"r{n}", f"once{n}", H, 50.0) for n in range(8)]

    assert leanings(ratings) == ()


def test_four_runs_alike_are_no_certainty() -> None:
    """Marks come in steps of 25: one step apart may be a hair's breadth."""
    ratings = [Rating(f"r{n}", rater, H, 75.0) for n in range(4) for rater in ("t0", "t1")]

    (told,) = leanings(ratings)

    assert told.above.width > 20
    assert not told.leans


@pytest.mark.parametrize(
    ("runs", "apart", "words"),
    [
        (0, 0.0, "cannot be told: no run was rated twice"),
        (19, 0.0, "too few runs to tell: it takes 20 that were rated twice"),
        (20, 0.0, "conclusions may rest on it"),
        (30, 30.0, "not surely enough to conclude anything"),
    ],
)
def test_what_agreement_means(runs: int, apart: float, words: str) -> None:
    dice = Random(2)
    ratings = []
    for run in range(runs):
        points = 25.0 * (run % 5)
        ratings += [Rating(f"r{run}", "a", H, points), Rating(f"r{run}", "b", H, points + dice.gauss(0, apart))]

    assert agreement(ratings)[0].words == words


def test_ratings_that_are_all_the_same_are_told_apart_from_none() -> None:
    ratings = [Rating(f"r{n}", rater, H, 75.0) for n in range(30) for rater in ("a", "b")]

    assert agreement(ratings)[0].words == "cannot be told: all ratings are the same"


def test_half_agreement_is_hardly_ever_taken_for_enough() -> None:
    tentative = 0
    for seed in range(200):
        dice = Random(seed)
        worth = [dice.gauss(60, 20) for _ in range(20)]
        ratings = [Rating(f"r{n}", t, H, w + dice.gauss(0, 20)) for n, w in enumerate(worth) for t in ("a", "b")]
        tentative += agreement(ratings)[0].words in ("tentative conclusions only", "conclusions may rest on it")

    assert tentative <= 8  # of 200: the end of a 95 % interval is passed by one in forty


def test_the_order_of_ratings_changes_nothing() -> None:
    ratings = rated(6, raters=5)
    turned = sorted(ratings, key=lambda one: (one.rater, one.run))

    assert (agreement(turned), leanings(turned)) == (agreement(ratings), leanings(ratings))


def pair(one: str, other: str, runs: str, apart: float) -> list[Rating]:
    """Twelve runs that two raters rated, *one* so many points above the *other*."""
    marks = [(rater, 50.0 + more) for rater, more in ((one, apart), (other, 0.0))]
    return [Rating(f"{runs}{n}", rater, H, points + n % 3) for n in range(12) for rater, points in marks]


def test_of_two_pairs_that_never_met_nobody_is_called_lenient_or_stern_whatever_they_are_called() -> None:
    for one, other in (("a", "b"), ("b", "a")):
        told = leanings([*pair(one, other, "r", 25.0), *pair("c", "d", "s", 0.0)])

        assert [(found.rater, found.beside, found.words) for found in told if found.words] == [(one, other, "apart")]


def test_agreement_that_hangs_on_two_runs_is_not_rested_on() -> None:
    alike = [Rating(f"r{n}", rater, H, 100.0 if n else 0.0) for n in range(20) for rater in "ab"]
    spread = [Rating(f"r{n}", rater, H, 25.0 * (n % 5)) for n in range(20) for rater in "ab"]

    assert agreement(alike)[0].words.startswith("too alike to tell")
    assert agreement(spread)[0].words == "conclusions may rest on it"
