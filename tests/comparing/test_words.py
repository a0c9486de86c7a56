from pathlib import Path

from msgspec.structs import replace

from simulator.comparing.answers import Change, GroupAnswer
from simulator.comparing.comparison import compare
from simulator.comparing.quantiles import Interval
from simulator.comparing.words import change_words, forest, gain_words
from simulator.scoring.finding import Dimension
from tests.comparing.rows import team


def test_a_dot_lies_on_its_interval() -> None:
    line = forest(Interval(50, 25, 75))

    assert len(line) == 41
    assert [line.index(mark) for mark in "├●┤"] == [10, 20, 30]


def test_a_line_can_be_shorter() -> None:
    line = forest(Interval(50, 25, 75), 21)

    assert len(line) == 21
    assert [line.index(mark) for mark in "├●┤"] == [5, 10, 15]


def test_an_interval_at_the_end_of_the_scale_keeps_its_dot() -> None:
    assert forest(Interval(100, 100, 100))[-1] == "●"


def test_a_change_that_may_be_chance_is_said_to_be_no_more() -> None:
    better, chance = (
        change_words(group_with(Change(Dimension.CADENCE, "2026-02", "2026-06", points)))
        for points in (Interval(6.0, 1.2, 10.8), Interval(6.0, -1.2, 13.2))
    )

    assert better == ["Cadence from 2026-02 to 2026-06: +6.0 (+1.2 to +10.8) points for the same people and drills."]
    assert chance[0].endswith("for the same people and drills. That may be chance.")


def group_with(change: Change) -> GroupAnswer:
    return replace(compare(team()).groups[0], changes=(change,))


def test_nothing_gained_has_no_minus_before_it() -> None:
    assert gain_words(Interval(-0.04, -1.26, 1.2)) == "+0.0 (-1.3 to +1.2)"


def test_the_page_for_managers_shows_a_line_as_it_is_drawn() -> None:
    page = (Path(__file__).parents[2] / "docs" / "comparing.md").read_text("utf-8")

    assert f"Ada    {forest(Interval(70, 64, 76))}  70 (64 to 76); first 59" in page
