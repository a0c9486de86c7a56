from pathlib import Path

from simulator.comparing.comparison import compare
from simulator.comparing.lines import compare_lines, forest
from simulator.comparing.practising import ShelfDrill
from simulator.comparing.quantiles import Interval
from simulator.scoring.purpose import PURPOSE
from tests.comparing.rows import drill, team


def test_the_purpose_stands_first() -> None:
    assert compare_lines(compare(team()))[0] == PURPOSE


def test_a_dot_lies_on_its_interval() -> None:
    line = forest(Interval(50, 25, 75))

    assert len(line) == 41
    assert [line.index(mark) for mark in "├●┤"] == [10, 20, 30]


def test_an_interval_at_the_end_of_the_scale_keeps_its_dot() -> None:
    assert forest(Interval(100, 100, 100))[-1] == "●"


def test_bars_stand_below_each_other_however_long_names_are() -> None:
    called = {"p0": "Al", "p1": "Maximiliane-Charlotte", "p2": "Bo Li"}

    bars = [line for line in compare_lines(compare(team()), called, {"s0": "A"}) if "●" in line]

    assert len(bars) > 4
    assert {min(map(line.find, "·├●")) for line in bars if "Al:" in line or "Bo Li:" in line} == {25}
    hard = [line for line in bars if "Al:" not in line and "[" in line]
    assert len({min(i for i in map(line.find, "·├●") if i > 0) for line in hard}) == 1


def test_names_and_titles_are_used_where_they_are_known() -> None:
    rows = [*team(), drill("new", "s0", 20.0, findings=[("H-vague", "P04", -4.0)])]
    shelf = [ShelfDrill("s0", "Saturday noon at the lake", ("P04",))]

    text = "\n".join(compare_lines(compare(rows, shelf), {"new": "Ada"}, {"s0": "Saturday noon"}))

    assert "  Ada: not comparable: shares 1 drill with others, 3 are needed; the interval would be" in text
    assert "  Ada: not yet (Saturday noon: honesty 20, below 50" in text
    assert "drill: Saturday noon at the lake (asks for P04; tried 1 time)" in text
    assert "new" not in text.split()


def test_what_was_left_out_is_said() -> None:
    rows = [*team(), drill("p0", "s0", day=9, assisted=True), drill("bot", "s0", bot=True), drill("p0", "rare")]

    text = "\n".join(compare_lines(compare(rows)))

    assert "MODE timed, RUBRIC 3: 6 people, 25 runs; 1 assisted run left out" in text
    assert "1 run of bots: counted here, and in nothing above." in text
    assert "left out: fewer than five people.)" in text


def test_runs_that_could_not_be_read_are_counted_and_some_of_them_named() -> None:
    lines = compare_lines(compare(team(), left_out=["r1", "r2", "r3", "r4", "r5"]))

    assert lines[2] == (
        "5 runs left out: damaged, or not to be read (r1, r2, r3 and 2 more). 'firedrill verify RUN' tells what is "
        "wrong."
    )
    assert lines[3] == "A run that was damaged after it was entered is still counted: 'firedrill book verify' names it."
    assert not [line for line in compare_lines(compare(team())) if "damaged" in line]


def test_an_empty_book_says_so() -> None:
    assert compare_lines(compare([]))[-1] == "No drill of a person is in the score book yet."


def test_the_page_for_managers_shows_a_line_as_it_is_drawn() -> None:
    page = (Path(__file__).parents[2] / "docs" / "comparing.md").read_text("utf-8")

    assert f"Ada    {forest(Interval(70, 64, 76))}  70 (64 to 76); first 59" in page


def test_whoever_only_had_help_is_not_told_that_all_is_well() -> None:
    lines = compare_lines(compare([drill("p", "s", assisted=True)]))

    assert "  p: nothing has been scored yet without help" in lines
