import pytest

from simulator.comparing.answers import Verdict
from simulator.comparing.attempts import Attempt, by_person
from simulator.comparing.readiness import readiness, ready_share
from simulator.comparing.standard import DEFAULT, Standard, critical_errors
from simulator.scoring.finding import Dimension
from tests.comparing.rows import drill

LIE = ("H-claim-false", "P04", -50.0)


def verdict(rows: list[Attempt], standard: Standard = DEFAULT) -> Verdict:
    return readiness(by_person(rows), standard)[0].verdict


def test_three_drills_not_drilled_before_without_a_critical_error_are_ready() -> None:
    assert verdict([drill("p", f"s{n}", day=n + 1) for n in range(3)]) is Verdict.READY


def test_two_are_too_few_to_tell() -> None:
    assert verdict([drill("p", f"s{n}", day=n + 1) for n in range(2)]) is Verdict.TOO_FEW


def test_a_critical_error_in_one_of_the_last_three_is_not_yet() -> None:
    rows = [drill("p", f"s{n}", day=n + 1, findings=[LIE] if n == 1 else []) for n in range(4)]

    told = readiness(by_person(rows), DEFAULT)[0]

    assert told.verdict is Verdict.NOT_YET
    assert [drill.errors for drill in told.drills] == [("something was said that wasn't so",), (), ()]


def test_an_error_of_long_ago_is_forgiven() -> None:
    assert (
        verdict([drill("p", f"s{n}", day=n + 1, findings=[LIE] if n == 0 else []) for n in range(4)]) is Verdict.READY
    )


def test_drills_tried_again_assisted_or_guided_do_not_count() -> None:
    rows = [drill("p", f"s{n}", day=n + 1) for n in range(2)]
    others = [
        drill("p", "s0", day=8, attempt=2),
        drill("p", "s8", day=9, assisted=True),
        drill("p", "s9", day=10, mode="guided"),
    ]

    assert verdict([*rows, *others]) is Verdict.TOO_FEW


def test_whoever_says_nothing_makes_no_false_claim_and_is_not_ready() -> None:
    rows = [drill("p", f"s{n}", 0.0, day=n + 1) for n in range(3)]

    assert verdict(rows) is Verdict.NOT_YET
    assert critical_errors(rows[0])[0] == "honesty 0, below 50"


def test_a_score_that_was_not_given_is_no_error() -> None:
    assert critical_errors(drill("p", "s", None)) == ()


def test_the_house_may_set_its_own_standard() -> None:
    own = Standard(unseen=1, critical=("H-vague",), floors=((Dimension.CADENCE, 90.0),))

    assert critical_errors(drill("p", "s", 95.0, findings=[LIE]), own) == ()
    assert critical_errors(drill("p", "s", 80.0, findings=[("H-vague", "P04", -4.0)]), own) == (
        "a time word that binds nobody",
        "cadence 80, below 90",
    )
    assert verdict([drill("p", "s", 95.0)], own) is Verdict.READY


def test_the_share_is_of_those_with_drills_enough_and_of_nobody_else() -> None:
    able = [drill(f"p{n}", f"s{k}", day=k + 1) for n in range(4) for k in range(3)]
    failing = [drill("p4", f"s{k}", day=k + 1, findings=[LIE]) for k in range(3)]
    too_few = [drill(f"new{n}", "s0", findings=[LIE]) for n in range(6)]

    share, of = ready_share(readiness(by_person([*able, *failing, *too_few]), DEFAULT), DEFAULT)

    assert of == 5
    assert share is not None
    assert share.value == pytest.approx(0.8)
