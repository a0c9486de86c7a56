"""The debrief's page, the page for a subject expert and the lesson plan in a real Chromium: axe finds nothing."""

import re
from pathlib import Path

import pytest

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill.cast import cast
from simulator.drill.session import LiveSession
from simulator.pages.debrief_page import debrief_page
from simulator.scenario.reading import read_scenario
from simulator.scenario.shelf import find_scenario, scenario_paths, shelf_folder
from simulator.scoring.debrief import OwnRating, debrief
from simulator.workbench.lesson import lesson_of
from simulator.workbench.review import review_of
from tests.pages.browser import checked, look


def of_debrief() -> str:
    story = cast(read_scenario(find_scenario("lost-child-resort")), 0)
    session = LiveSession(story, 0)
    play(session, make("hurried", story, 0))
    return debrief_page(debrief(story, session.events(), OwnRating(3, 2, 2, 3, "I stayed.", "Ask sooner.")))


PAGES = {
    "debrief": of_debrief,
    "review": lambda: review_of("cable-half-done", 0, 1, None)[1],
    "lesson": lambda: lesson_of("six-million")[1],
}


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (500, True)], ids=["wide-light", "narrow-dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(name: str, tmp_path: Path, width: int, dark: bool) -> None:
    found = checked(PAGES[name](), tmp_path, width, dark)

    assert found["violations"] == []
    assert found["wide"] == 0


@pytest.mark.parametrize("path", scenario_paths(shelf_folder()), ids=lambda path: path.stem)
def test_a_lesson_plan_prints_on_one_sheet(path: Path, tmp_path: Path) -> None:
    place, printed = tmp_path / "lesson.html", tmp_path / "lesson.pdf"
    place.write_text(lesson_of(path.stem)[1], encoding="utf-8")
    look(place, f"--print-to-pdf={printed}", "--no-pdf-header-footer")

    assert len(re.findall(rb"/Type\s*/Page\b", printed.read_bytes())) == 1
