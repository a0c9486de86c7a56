"""Tables of runs and of ratings: columns where they fit, else below each other; whole in any width."""

import re

import pytest

from simulator.comparing.quantiles import Interval
from simulator.comparing.raters import Agreement, Leaning
from simulator.journal.listing import RunSummary, State
from simulator.journal.records import Mode, Scores
from simulator.scoring.finding import Dimension
from simulator.terminal.rating import agreed_lines
from simulator.terminal.tables import folded_columns, run_lines
from simulator.training.rating import Agreed

LONG = "Maximiliane-Charlotte Featherstonehaugh-Cholmondeley"
RUN = "20260828-180000-sim-swap-twelve-hours-d66fb0"
SHORT_RUN = "20260828-180000-lake-d66fb0"
WENT = {"how", "it", "went"}  # heads of what is told in words needn't be said
WIDTHS = (60, 80, 88, 100)


def a_run(run: str = RUN, person: str = "p1") -> RunSummary:
    return RunSummary(
        run=run,
        state=State.ENDED,
        mode=Mode.ASSESSED,
        person=person,
        outcome="found-by-the-lake",
        scores=Scores(71.5, 100, None, 8.2),
    )


def an_agreement() -> Agreed:
    agreement = tuple(Agreement(dimension, 0.81, 40, 92, 0.5) for dimension in Dimension)
    leaning = Leaning("t1", Dimension.GENEROSITY, Interval(-19, -29, -9), 40, beside="t2")
    return Agreed(agreement, (leaning,), 92, 3, (RUN, SHORT_RUN))


def words(lines: list[str]) -> set[str]:
    return set(" ".join(lines).split())


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["Al", LONG])
def test_no_line_of_the_runs_is_longer_than_it_may_be(width, name):
    lines = list(run_lines([a_run(), a_run(SHORT_RUN, "p2")], {"p1": name}, 3, width))

    assert max(map(len, lines)) <= width


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["Al", LONG])
def test_no_line_of_the_ratings_is_longer_than_it_may_be(width, name):
    lines = list(agreed_lines(an_agreement(), {"t1": name, "t2": "Sam Ode"}, width))

    assert max(map(len, lines)) <= width


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_lost_where_it_is_narrow(width):
    runs, names = [a_run(), a_run(SHORT_RUN, "p2")], {"p1": LONG}

    assert words(list(run_lines(runs, names, 3, width))) >= words(list(run_lines(runs, names, 3, 500))) - WENT
    told = [list(agreed_lines(an_agreement(), {"t1": LONG}, wide)) for wide in (width, 500)]
    assert words(told[0]) >= words(told[1]) - {"what", "that", "means", "so", "far"}


def test_where_all_fits_a_run_is_one_line():
    head, first, *_ = run_lines([a_run(SHORT_RUN)], {"p1": "Al"}, width=100)

    assert head.split()[-3:] == ["how", "it", "went"]
    assert first.split() == [SHORT_RUN, "Al", "assessed", "71.5", "100", "-", "8.2", "found-by-the-lake"]


def test_where_it_does_not_the_four_scores_stay_together_below_in_columns_of_their_own():
    lines = list(run_lines([a_run(), a_run(SHORT_RUN, "p2")], {"p1": "Ada Lovelace"}, width=80))

    assert lines[0].split() == ["run", "who", "mode"]
    assert lines[1].split() == [RUN, "Ada", "Lovelace", "assessed"]
    assert lines[2] == lines[4] == "  honesty 71.5  empathy 100  cadence -  generosity 8.2  found-by-the-lake"


def test_a_column_that_is_too_wide_by_itself_is_wrapped():
    lines = list(folded_columns(("a", "b"), [("x", "one two three four five six")], width=17))

    assert lines == ["a", "x", "  one two three", "    four five six"]


def test_a_line_with_nothing_in_it_is_left_out():
    assert list(folded_columns(("run", "went"), [("r" * 12, ""), ("s" * 12, "home")], width=14)) == [
        "run",
        "r" * 12,
        "s" * 12,
        "  home",
    ]


def test_a_trainers_name_keeps_its_numbers_beside_each_other():
    lines = list(agreed_lines(an_agreement(), {"t1": LONG, "t2": "Sam Ode"}, 80))

    assert any(re.fullmatch(r"  score generosity +above the others -19 \(-29 to -9\) +runs 40", line) for line in lines)
