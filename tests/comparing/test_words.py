from pathlib import Path

from simulator.comparing.quantiles import Interval
from simulator.comparing.words import forest, gain_words


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


def test_nothing_gained_has_no_minus_before_it() -> None:
    assert gain_words(Interval(-0.04, -1.26, 1.2)) == "+0.0 (-1.3 to +1.2)"


def test_the_page_for_managers_shows_a_line_as_it_is_drawn() -> None:
    page = (Path(__file__).parents[2] / "docs" / "comparing.md").read_text("utf-8")

    assert f"Ada    {forest(Interval(70, 64, 76))}  70 (64 to 76); first 59" in page
