"""The comparison as one page: whole, self-contained, without ranks, with a name only where names were asked for."""

import re
from random import Random

import pytest
from msgspec import structs

from simulator.comparing.comparison import compare
from simulator.comparing.made_up import Plan, made_up
from simulator.comparing.practising import ShelfDrill
from simulator.comparing.quantiles import Interval
from simulator.pages.comparison_charts import forest_svg
from simulator.pages.comparison_page import comparison_page
from simulator.scoring.purpose import PURPOSE
from tests.comparing.rows import drill, team
from tests.pages.test_debrief_page import Tree

SHELF = (ShelfDrill("s001", "Saturday noon", ("P36", "P02")),)


@pytest.fixture(scope="module")
def answer():
    return compare(made_up(Random(5), Plan(clipped=True, cohorts=2)).attempts, SHELF, asked="All drills.")


@pytest.fixture(scope="module")
def page(answer):
    return comparison_page(answer, titles={"s001": "Saturday noon"}, at="2026-11-29T18:00:00Z")


def said(page: str) -> str:
    """The words of a page alone."""
    body = page.split("</style>", 1)[1]
    return " ".join(re.sub(r"<[^>]*>", " ", body).split())


def test_it_is_whole_and_loads_nothing(page):
    tree = Tree(page)

    assert tree.open == []
    assert tree.loaded == []
    assert not [word for word in ("<script", "http:", "https:", "url(", "@import") if word in page]


def test_its_links_lead_to_its_own_parts(page):
    tree = Tree(page)

    assert {link.removeprefix("#") for link in tree.links} <= tree.ids
    assert len(re.findall(r' id="', page)) == len(set(re.findall(r' id="([^"]*)"', page)))


def test_every_table_has_a_caption_and_its_heads_have_a_scope(page):
    tree = Tree(page)

    assert tree.count["caption"] == tree.count["table"] >= 6
    assert re.findall(r"<th(?! scope=)", page.replace("<thead", "")) == []


def test_it_says_first_what_scores_are_for_and_on_every_printed_sheet(page):
    assert said(page).index(PURPOSE) < said(page).index("Who is ready for the floor Ready is")
    assert f'@bottom-left {{ content: "{PURPOSE}"' in page


def test_it_answers_what_a_manager_asks(page):
    heads = re.findall(r"<h2[^>]*>(.*?)</h2>", page)

    assert heads == [
        "Who is ready for the floor",
        "Timed drills, rubric 3: person by person",
        "Timed drills, rubric 3: what the group fails",
        "Timed drills, rubric 3: who needs what, and why",
        "Timed drills, rubric 3: how hard the drills are",
        "Timed drills, rubric 3: month by month",
        "How to read a line",
        "What this can't tell".replace("'", "&#x27;"),
        "What was counted",
    ]


def test_people_stand_in_the_order_of_their_pseudonyms_and_nobody_has_a_rank(page, answer):
    rows = re.findall(r'<th scope="row">(p\d{4})', page)
    people = [person.person for person in answer.groups[0].people]

    assert rows[len(people) : 2 * len(people)] == people == sorted(people)
    assert not {"rank", "ranks", "ranking", "place", "winner", "overall"} & set(said(page).lower().split())


def test_every_interval_stands_in_words_beside_its_drawing(page, answer):
    for person in answer.groups[0].people:
        for estimate in person.estimates:
            if estimate.expected is not None:
                low, dot, high = (
                    f"{x:.0f}" for x in (estimate.expected.low, estimate.expected.value, estimate.expected.high)
                )
                assert f"{dot} ({low} to {high})" in page


def test_names_are_on_it_only_where_they_were_asked_for(answer):
    assert "Ada Lovelace" not in comparison_page(answer)
    assert "Ada Lovelace" in comparison_page(answer, {"p0003": "Ada Lovelace"})


def test_a_hostile_name_is_only_a_name(answer):
    page = comparison_page(answer, {"p0003": '<script>alert("x")</script>'}, {"s001": "<b>&"})

    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "<b>" not in page


def test_who_is_not_comparable_is_told_why_and_how_wide_the_interval_would_be():
    page = said(comparison_page(compare([*team(), drill("p9", "s1"), drill("p9", "alone", day=2)])))

    assert re.search(
        r"Not comparable: shares 1 drill with others, 3 are needed; the interval would be \d+ points wide", page
    )


def test_nothing_is_said_of_fewer_than_five_people_together():
    page = said(comparison_page(compare(team(people=4))))

    assert "Fewer than 5 people were scored here" in page
    assert page.count("Nothing can be told here: for that it takes five people or more.") == 3
    assert "have drilled enough to tell meet it" not in page


def test_modes_and_rubrics_have_parts_of_their_own():
    page = comparison_page(compare([*team(), *team(mode="untimed"), *team(rubric="2")]))

    assert [f"g{n}-people" in page for n in (1, 2, 3, 4)] == [True, True, True, False]


def test_bots_and_helped_runs_are_counted_and_practice_is_said_to_be_never_in():
    page = said(
        comparison_page(compare([*team(), drill("b", "s1", bot=True), drill("p1", "s1", day=9, assisted=True)]))
    )

    assert "1 run of bots: in no figure." in page
    assert "1 run in which somebody stepped in: in no figure." in page
    assert "Practice: none. It never enters the score book." in page


def test_runs_left_out_are_named_at_the_top_as_words_and_nothing_else():
    written = comparison_page(compare(team(), left_out=["<b>run</b>"]))

    assert "1 run left out: damaged, or not to be read (&lt;b&gt;run&lt;/b&gt;)." in written
    assert said(written).index("1 run left out") < said(written).index("Who is ready for")


def test_an_empty_book_makes_a_page_too():
    page = comparison_page(compare([]))

    assert Tree(page).open == []
    assert "No drill of a person is in the score book yet" in page


def test_what_everybody_fails_is_said_to_be_seldom_the_people():
    failing = team(findings=[("H-withheld", "P36", -5.0)])

    assert "That is seldom the people." in said(comparison_page(compare(failing)))
    assert "That is seldom the people." not in said(comparison_page(compare(team())))


def test_practice_is_suggested_with_its_reason_and_where():
    page = said(comparison_page(compare(team(findings=[("H-withheld", "P36", -5.0)], honesty=40.0), SHELF)))

    assert "Honesty: the mark to expect is 40, “mostly” begins at 70" in page
    assert (
        "Bad news, a cause or a right was kept back: 5.0 points a drill, in 4 of 4 (P36) Saturday noon, not tried yet"
        in page
    )


@pytest.mark.parametrize("ends", [(0.0, 0.0, 0.0), (100.0, 100.0, 100.0), (50.0, 0.0, 100.0)])
def test_a_plot_never_leaves_its_frame(ends):
    drawn = forest_svg(Interval(*ends))

    assert all(0 <= float(x) <= 200 for x in re.findall(r'(?:x1|x2|cx)="([\d.-]+)"', drawn))


def test_the_month_charts_say_what_they_show(page, answer):
    months = [month for month in answer.groups[0].months if not month.cohort and month.dimension == "honesty"]

    assert len(months) > 1
    assert f'aria-label="Honesty, everybody: {months[0].month} ' in page


def test_the_same_answer_makes_the_same_page(answer, page):
    again = comparison_page(answer, titles={"s001": "Saturday noon"}, at="2026-11-29T18:00:00Z")

    assert again == page
    assert comparison_page(structs.replace(answer, bots=3)) != comparison_page(answer)


def test_two_circles_lose_no_month_and_no_drill_and_each_says_which_it_is_of():
    months = ("2026-02", "2026-03")
    rows = [
        structs.replace(run, run=f"{run.run}-{month}", started=f"{month}-{run.started[8:]}", attempt=number)
        for number, month in enumerate(months, start=1)
        for run in team()
    ]
    apart = [
        structs.replace(run, run=f"q{run.run}", person=f"q{run.person}", scenario=f"t{run.scenario}") for run in rows
    ]

    answer = compare([*rows, *apart])
    page = said(comparison_page(answer))

    assert {month.circle for month in answer.groups[0].months} == {1, 2}
    for month in months:
        for circle in (1, 2):
            assert f"Everybody, circle {circle} {month}" in page
    assert page.count("6 people, circle 2") >= 16


def test_a_version_stands_behind_a_drill_only_where_it_has_another():
    once = said(comparison_page(compare(team())))
    twice = said(comparison_page(compare([*team(), *team(version="v2")])))

    assert "[v1]" not in once
    assert "[v1]" in twice
    assert "[v2]" in twice


def test_what_is_supposed_of_months_that_no_drill_joins_stands_over_people_and_drills():
    later = [
        structs.replace(run, started="2026-05-01T09:00:00Z", scenario=f"t{run.scenario}", run=f"t{run.run}")
        for run in team()
    ]

    page = said(comparison_page(compare([*team(), *later])))

    assert page.count("whether the group was as good in all of them") == 2
    assert "Not comparable month to month: everybody, 2026-03" in page


def test_five_people_who_lost_nothing_are_not_said_to_be_too_few():
    page = said(comparison_page(compare(team(people=5))))

    assert "No single thing cost anybody points." in page
    assert "what the group fails Nothing can be told here" not in page


def test_what_the_answer_cannot_know_and_what_is_damaged_later_stand_at_the_top():
    page = comparison_page(compare(team(), left_out=["run"]), notes=["2 marks <b>were</b> overridden."])

    assert "2 marks &lt;b&gt;were&lt;/b&gt; overridden." in page
    assert said(page).index("is still counted") < said(page).index("overridden") < said(page).index("Who is ready for")


def test_costs_above_what_a_mark_lacks_are_explained():
    limited = team(honesty=50.0, findings=[("H-claim-false", "P02", -50.0), ("H-withheld", "P36", -30.0)])

    assert "some faults cap a score, and then the others cost nothing more" in said(comparison_page(compare(limited)))
    assert "some faults cap a score, and then the others cost nothing more" not in said(
        comparison_page(compare(team()))
    )
