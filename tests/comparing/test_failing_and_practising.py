import re
from pathlib import Path

import pytest

import simulator.scoring
from simulator.comparing.attempts import by_person
from simulator.comparing.comparison import compare
from simulator.comparing.failing import failed
from simulator.comparing.practising import ShelfDrill
from simulator.comparing.rule_words import RULES, dimension_of
from simulator.scoring.finding import Dimension
from tests.comparing.rows import drill, person_in, team

VAGUE, LIE, MISSED = ("H-vague", "P04", -4.0), ("H-claim-false", "P04", -50.0), ("E-missed", "P02", -6.0)
GOOD = {  # what earns points, or says only what happened
    *("H-fact-told", "H-disclosed", "H-promise-kept", "H-promise-renewed", "H-unknown-said"),
    *("E-met", "E-owned", "E-details", "E-listened", "C-first-answer", "C-beat-kept", "C-content", "C-next-kept"),
    *("G-made-good", "G-unprompted", "G-asked", "G-quick"),
}


def test_every_rule_that_costs_points_has_words() -> None:
    folder = Path(simulator.scoring.__path__[0])
    written = {r for path in folder.glob("*.py") for r in re.findall(r'"([HECG]-[a-z-]+)"', path.read_text("utf-8"))}

    assert written - GOOD == set(RULES)


def test_a_rule_belongs_to_the_score_of_its_letter() -> None:
    assert dimension_of("G-waste") is Dimension.GENEROSITY
    assert dimension_of("unheard of") is None


def test_what_the_group_fails_goes_down_to_principle_and_rule() -> None:
    rows = [drill(f"p{n}", "s", findings=[VAGUE, *([LIE] if n == 0 else []), MISSED]) for n in range(6)]

    truth, feelings = failed(by_person(rows))

    assert (truth.principle, truth.words, truth.share.value, truth.people) == ("P04", "only what is true", 1.0, 6)
    assert [(rule.rule, round(rule.share.value, 2)) for rule in truth.rules] == [
        ("H-vague", 1.0),
        ("H-claim-false", 0.17),
    ]
    assert feelings.dimension is Dimension.EMPATHY
    assert truth.whole_group
    assert truth.share.low < 1.0


def test_a_busy_person_counts_once() -> None:
    often = [drill("busy", f"s{n}", findings=[VAGUE]) for n in range(20)]
    rows = [*often, *(drill(f"p{n}", "s0") for n in range(4))]

    assert failed(by_person(rows))[0].share.value == 0.2


def test_a_finding_of_nought_fails_nobody() -> None:
    rows = [drill(f"p{n}", "s", findings=[("G-declined", "P17", 0.0), ("H-fact-told", "P04", 3.0)]) for n in range(6)]

    assert failed(by_person(rows)) == ()


def test_somebody_practises_what_lies_furthest_below_its_band() -> None:
    rows = [drill("p", f"s{n}", 90.0, honesty=40.0, findings=[LIE, VAGUE, MISSED]) for n in range(2)]
    shelf = [
        ShelfDrill("s0", "seen", ("P04",)),
        ShelfDrill("wide", "much", ("P01", "P02", "P03", "P04")),
        ShelfDrill("near", "this", ("P04", "P05")),
        ShelfDrill("far", "that", ("P15",)),
    ]

    practice = person_in(compare(rows, shelf).groups[0], "p").practice

    assert practice is not None
    assert (practice.dimension, practice.points, practice.compared, practice.wanted) == ("honesty", 40.0, False, 70)
    assert [(cost.rule, cost.drills, cost.of, cost.points) for cost in practice.costs] == [
        ("H-claim-false", 2, 2, 50.0),
        ("H-vague", 2, 2, 4.0),
    ]
    assert [drill.scenario for drill in practice.drills] == ["near", "wide", "s0"]


def test_where_there_is_an_estimate_it_decides() -> None:
    practice = person_in(compare(team()).groups[0], "p0").practice

    assert practice is not None
    assert practice.compared


def test_whoever_is_above_all_bands_has_nothing_to_practise() -> None:
    rows = [drill("p", f"s{n}", 95.0) for n in range(3)]

    assert person_in(compare(rows).groups[0], "p").practice is None


@pytest.mark.parametrize(("points", "practised"), [(69.96, None), (69.94, 69.9)])
def test_nobody_is_told_that_70_is_expected_where_70_is_wanted(points: float, practised: float | None) -> None:
    practice = person_in(compare([drill("p", "s", 99.0, honesty=points)]).groups[0], "p").practice

    assert (practice and practice.points) == practised
