"""The comparison's page in a real Chromium: nothing that axe objects to, on wide and narrow screens, light and dark."""

import re
from pathlib import Path
from random import Random

import pytest

from simulator.comparing.comparison import compare
from simulator.comparing.made_up import Plan, made_up
from simulator.pages.comparison_page import comparison_page
from tests.comparing.rows import drill, team
from tests.pages.browser import checked, look


@pytest.fixture(scope="module")
def page() -> str:
    """A page with everything in it: two modes, cohorts, names, people who aren't comparable, helped runs, bots."""
    played = made_up(Random(5), Plan(clipped=True, cohorts=2)).attempts
    others = [*team(mode="untimed"), drill("p9", "alone", mode="untimed"), drill("b", "s1", bot=True)]
    helped = [drill("p1", "s1", day=9, assisted=True)]
    names = {"p0003": "Ada Lovelace-Featherstonehaugh", "p1": "Ada"}
    answer = compare([*played, *others, *helped], asked="All drills.")
    return comparison_page(answer, names, at="2026-11-29T18:00:00Z")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 500])
def test_axe_finds_nothing_and_nothing_sticks_out(page, tmp_path: Path, width: int, dark: bool):
    found = checked(page, tmp_path, width, dark)

    assert found["violations"] == []
    assert {rule for rule, *_ in found["incomplete"]} <= {"color-contrast"}  # it can't tell on drawings; see below
    assert (found["wide"], found["dark"]) == (0, dark)
    assert found["passes"] > 30


def test_axe_bites(page, tmp_path: Path):
    broken = page.replace("<caption", "<img src=x><p style='color:#ccc;background:#ddd'>pale</p><caption", 1)
    found = checked(broken.replace('lang="en"', ""), tmp_path)

    assert {rule for rule, *_ in found["violations"]} >= {"image-alt", "html-has-lang", "color-contrast"}


def test_an_empty_page_is_as_good(tmp_path: Path):
    assert checked(comparison_page(compare([])), tmp_path)["violations"] == []


def test_it_prints_with_the_head_of_a_table_on_every_sheet(page, tmp_path: Path):
    place, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    place.write_text(page, encoding="utf-8")
    look(place, f"--print-to-pdf={printed}", "--no-pdf-header-footer")

    assert printed.read_bytes().startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", printed.read_bytes())) > 5
    assert "thead { display: table-header-group; }" in page
