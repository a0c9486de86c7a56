"""The comparison in plain text: what is said, and that it fits whatever width there is."""

import pytest
from msgspec import structs

from simulator.comparing.comparison import compare
from simulator.comparing.practising import ShelfDrill
from simulator.scoring.purpose import PURPOSE
from simulator.terminal.comparison import compare_lines
from tests.comparing.rows import drill, team

LONG = "Maximiliane-Charlotte Featherstonehaugh-Cholmondeley"


def text(answer, names=None, titles=None, width=100) -> str:
    return "\n".join(compare_lines(answer, names, titles, width))


def test_what_was_asked_and_the_purpose_stand_first():
    assert compare_lines(compare(team(), asked="Drills of cohort 'spring'."))[:2] == [
        "Drills of cohort 'spring'.",
        PURPOSE,
    ]


def test_it_says_how_a_line_is_read_before_there_are_any():
    told = text(compare(team()))

    assert told.index("95 % interval") < told.index("●")


@pytest.mark.parametrize("width", [40, 60, 80, 88, 100])
@pytest.mark.parametrize("name", ["Al", LONG])
def test_no_line_is_longer_than_it_may_be(width, name):
    rows = [*team(), drill("new", "s0", 20.0, findings=[("H-vague", "P04", -4.0)])]
    shelf = [ShelfDrill("s0", "Saturday noon at the lake", ("P04",))]

    lines = compare_lines(compare(rows, shelf), {"p1": name, "new": name}, {"s0": "Saturday noon"}, width)

    assert max(map(len, lines)) <= width


def test_bars_begin_in_one_column_where_there_is_room_and_below_their_names_where_there_is_none():
    called = {"p0": "Al", "p1": "Maximiliane-Charlotte", "p2": "Bo Li"}

    beside = [line for line in compare_lines(compare(team()), called, width=100) if "●" in line]
    below = [line for line in compare_lines(compare(team()), called, width=60) if "●" in line]

    assert {min(map(line.find, "·├●")) for line in beside if "Al:" in line or "Bo Li:" in line} == {25}
    assert {len(line) - len(line.lstrip()) for line in below} == {4}


def test_whoever_cannot_be_compared_makes_nobody_elses_bar_begin_further_right():
    rows = [*team(), drill("new", "s0", 20.0)]

    lines = compare_lines(compare(rows), {f"p{n}": f"P{n}" for n in range(6)} | {"new": LONG}, width=100)

    assert any(line.startswith("  P0: ") and "●" in line for line in lines)


def test_names_and_titles_are_used_where_they_are_known():
    rows = [*team(), drill("new", "s0", 20.0, findings=[("H-vague", "P04", -4.0)])]
    shelf = [ShelfDrill("s0", "Saturday noon at the lake", ("P04",))]

    told = text(compare(rows, shelf), {"new": "Ada"}, {"s0": "Saturday noon"})
    whole = " ".join(told.split())

    assert "Ada: not comparable: shares 1 drill with others, 3 are needed; the interval would be" in whole
    assert "Ada: not yet (Saturday noon: honesty 20, below 50" in whole
    assert "drill: Saturday noon at the lake (asks for P04; tried once)" in whole
    assert "new" not in whole.split()


def test_what_was_left_out_is_said():
    rows = [*team(), drill("p0", "s0", day=9, assisted=True), drill("bot", "s0", bot=True), drill("p0", "rare")]

    told = text(compare(rows))

    assert "MODE timed, RUBRIC 3: 6 people, 25 runs; 1 assisted run left out" in told
    assert "1 run of bots: in no figure." in told
    assert "Left out, for it would tell of fewer than five people: 1 drill." in told


def test_runs_that_could_not_be_read_are_counted_and_some_of_them_named():
    told = " ".join(text(compare(team(), left_out=["r1", "r2", "r3", "r4", "r5"])).split())

    assert (
        "5 runs left out: damaged, or not to be read (r1, r2, r3 and 2 more). 'firedrill verify RUN' tells what is "
        "wrong. A run that was damaged after it was entered is still counted: 'firedrill book verify' names it."
    ) in told
    assert "damaged" not in text(compare(team()))


def test_an_empty_book_says_so():
    assert compare_lines(compare([]))[-1] == "No drill of a person is in the score book yet."


def test_whoever_only_had_help_is_not_told_that_all_is_well():
    assert "  p: nothing has been scored yet without help" in compare_lines(compare([drill("p", "s", assisted=True)]))


def test_a_version_stands_behind_a_drill_only_where_it_has_another():
    once = text(compare(team()))
    twice = text(compare([*team(), *team(version="v2")]))

    assert "[v1]" not in once
    assert "[v1]" in twice
    assert "[v2]" in twice


def test_people_who_share_no_drill_are_said_to_stand_in_circles():
    apart = [structs.replace(run, person=f"q{run.person}", scenario=f"t{run.scenario}") for run in team()]

    whole = " ".join(text(compare([*team(), *apart])).split())

    assert "people fall into 2 circles that share no drill with each other: nobody can be compared" in whole
    assert ", circle 1" in whole
    assert ", circle 2" in whole
    assert "circle" not in text(compare(team()))


def test_what_trying_again_brings_is_said_to_be_in_the_figures_where_nobody_can_tell_it():
    again = [structs.replace(run, attempt=2) for run in team()]

    whole = " ".join(text(compare(again)).split())

    assert "it can't be told what trying a drill again brings, so that is still in these figures" in whole
    assert "at a first attempt at the average drill, 0 to 100" not in whole
    assert whole.count("what the average person gets whichever attempt it is") == 4
    assert "still in these figures" not in text(compare(team()))


def test_what_is_supposed_of_months_that_no_drill_joins_is_said_before_people_s_lines():
    later = [
        structs.replace(run, started="2026-05-01T09:00:00Z", scenario=f"t{run.scenario}", run=f"t{run.run}")
        for run in team()
    ]

    whole = " ".join(text(compare([*team(), *later])).split())

    assert "whether the group was as good in all of them" in whole
    assert whole.index("whether the group was as good in all of them") < whole.index("Honesty: the mark to expect")
    assert "as good in all of them" not in text(compare(team()))


def test_why_nobody_is_compared_is_said_once_and_marks_as_given_follow():
    told = text(compare([run for run in team() if run.scenario == "s0"]))

    assert (
        told.count("Nobody is compared here, each for the same reason: shares 1 drill with others, 3 are needed.") == 4
    )
    assert "  p0: first 60, latest 60, 1 run\n" in told
    assert "not comparable" not in told


def test_what_nobody_fails_is_said_to_be_nothing_and_too_few_are_said_to_be_too_few():
    assert "  No single thing cost anybody points." in compare_lines(compare(team()), width=100)
    assert "  Nothing can be told here: for that it takes five people or more." in compare_lines(
        compare(team(people=4)), width=100
    )


def test_what_the_whole_group_fails_is_said_to_be_seldom_the_people():
    failing = " ".join(text(compare(team(findings=[("H-withheld", "P36", -5.0)]))).split())

    assert (
        "“The whole group” stands where it surely cost points in more than half of the drills. That is seldom"
        in failing
    )
    assert "seldom the people" not in text(compare(team()))


def test_costs_above_what_a_mark_lacks_are_explained_before_they_are_listed():
    limited = team(honesty=50.0, findings=[("H-claim-false", "P02", -50.0), ("H-withheld", "P36", -30.0)])

    whole = " ".join(text(compare(limited)).split())

    assert whole.index("some faults cap a score") < whole.index("50.0 points a drill, in 4 of 4 [H-claim-false, P02]")


def test_what_the_answer_cannot_know_stands_at_the_top():
    lines = compare_lines(compare(team()), width=100, notes=["2 marks were overridden."])

    assert lines.index("2 marks were overridden.") < lines.index("READY FOR THE FLOOR")
