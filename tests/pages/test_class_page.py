"""A class's debrief as one page: whole, self-contained, without a name, in a browser and on paper."""

import re
from pathlib import Path

import pytest
from msgspec import structs

from simulator.pages.class_page import class_page
from simulator.pages.class_parts import IN_FULL, bar
from simulator.scoring.purpose import PURPOSE
from simulator.terminal.class_debrief import class_lines
from simulator.training.class_debrief import ClassDebrief, class_debrief
from simulator.training.moments import NOTHING, Choice, SameMoment
from tests.pages.browser import checked, look
from tests.pages.test_comparison_page import said
from tests.pages.test_debrief_page import Tree
from tests.training.a_class import NAMES, a_class, runs_in

BOTS = ("careful", "hurried", "curt", "liar-but-nice", "spendthrift", "random", "first")


@pytest.fixture(scope="module")
def shown(tmp_path_factory) -> ClassDebrief:
    runs = runs_in(tmp_path_factory.mktemp("class") / "home")
    return class_debrief(a_class(runs, BOTS), [runs])


@pytest.fixture(scope="module")
def page(shown) -> str:
    return class_page(shown)


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

    assert tree.count["caption"] == tree.count["table"] >= 5
    assert re.findall(r"<th(?! scope=)", page.replace("<thead", "")) == []


def test_it_says_first_what_scores_are_for_and_on_every_printed_sheet(page):
    assert said(page).index(PURPOSE) < said(page).index("How it ended")
    assert f'@bottom-left {{ content: "{PURPOSE}"' in page


def test_nobody_is_named_or_ranked_and_no_mark_is_made_of_the_four(page):
    words = set(re.findall(r"\w+", said(page)))

    assert not {part for name in (*NAMES, "Alex Kim") for part in name.split()} & words
    assert not {"rank", "ranking", "winner", "overall", "total"} & {word.lower() for word in words}


def test_it_has_what_a_class_talks_about(page):
    assert re.findall(r"<h3[^>]*>(.*?)</h3>", page) == [
        "How it ended",
        "The same moment, side by side",
        "What nearly everybody failed",
        "The four scores",
        "Questions to ask",
        "About the system, not about anybody",
    ]


def test_choices_stand_side_by_side_with_how_many_made_them(page, shown):
    for moment in shown.scenarios[0].moments:
        for choice in moment.choices:
            assert f"{len(choice.runs)} of {moment.runs}" in page


def test_of_fewer_than_five_it_says_so_and_asks_before_anything_is_shown(tmp_path):
    runs = runs_in(tmp_path / "home")
    few = said(class_page(class_debrief(a_class(runs, BOTS[:3]), [runs])))

    assert "whoever was in the room knows whose is whose. Ask first" in few
    assert few.count("of so few nothing is said together") == 5


def test_the_moments_beyond_an_hour_are_folded_and_not_printed(shown):
    choices = (Choice("b.1", "Yes.", False, (1, 2), 1, 2), Choice(NOTHING, "", False, (3,), None, None))
    many = tuple(SameMoment(f"b{n}", "Nora", f"Word {n}.", choices, 0.5) for n in range(IN_FULL + 2))
    one = structs.replace(shown.scenarios[0], moments=many)
    page = class_page(structs.replace(shown, scenarios=(one,)))

    assert page.count("<article>") == IN_FULL
    assert "The other 2 moments" in page
    assert "<details>" in page
    assert 'div[id$="-rest"] { display: none; }' in page


def test_hostile_words_are_only_words(shown):
    choices = (
        Choice("b.1", '<script>alert("x")</script>', False, (1, 2), 1, 2),
        shown.scenarios[0].moments[0].choices[0],
    )
    one = structs.replace(
        shown.scenarios[0], title="<b>&", moments=(SameMoment("b", "<i>", "<img src=x>", choices, 0.5),)
    )
    page = class_page(structs.replace(shown, scenarios=(one,), drill="<u>"))

    assert not [word for word in ("<script", "<b>", "<i>", "<img", "<u>") if word in page]


def test_a_drill_that_nobody_has_played_makes_a_page_too(shown):
    page = class_page(structs.replace(shown, scenarios=(), day=""))

    assert Tree(page).open == []
    assert "Nobody has played it to its end yet." in page


@pytest.mark.parametrize(("part", "whole", "wide"), [(0, 7, "0.0"), (7, 7, "120.0"), (0, 0, "0.0")])
def test_a_bar_never_leaves_its_frame(part, whole, wide):
    assert f'width="{wide}"' in bar(part, whole)


def test_the_terminal_tells_the_same(shown):
    told = " ".join(" ".join(class_lines(shown)).split())

    assert PURPOSE in told
    assert all(" ".join(question.split()) in told for question in shown.scenarios[0].class_questions)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 500])
def test_axe_finds_nothing_and_nothing_sticks_out(shown, tmp_path: Path, width: int, dark: bool):
    twice = structs.replace(shown, scenarios=(*shown.scenarios, *shown.scenarios))
    found = checked(class_page(twice), tmp_path, width, dark)

    assert found["violations"] == []
    assert (found["wide"], found["dark"]) == (0, dark)


def test_it_prints(page, tmp_path: Path):
    place, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    place.write_text(page, encoding="utf-8")
    look(place, f"--print-to-pdf={printed}", "--no-pdf-header-footer")

    assert printed.read_bytes().startswith(b"%PDF")
