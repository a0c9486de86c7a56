"""The lesson plan: one page, made of what the author wrote, for every drill of the shelf."""

import re
from pathlib import Path

import pytest

from simulator.scenario.shelf import scenario_paths, shelf_folder
from simulator.scoring.principles import PRINCIPLES
from simulator.workbench.lesson import lesson_of


@pytest.mark.parametrize("path", scenario_paths(shelf_folder()), ids=lambda path: path.stem)
def test_a_lesson_plan_holds_the_card_the_questions_and_the_plays(path: Path) -> None:
    story, page = lesson_of(str(path))

    words = re.sub(r"<[^>]+>", " ", page).replace("&#x27;", "'").replace("&quot;", '"').replace("&amp;", "&")

    assert all(line in words for line in (*story.card, *story.lessons, *story.system_findings))
    assert "careful" in words
    assert "not for pay or dismissal" in words


@pytest.mark.parametrize("path", scenario_paths(shelf_folder()), ids=lambda path: path.stem)
def test_the_hour_has_a_length_and_names_what_is_practised(path: Path) -> None:
    story, page = lesson_of(str(path))

    assert re.search(r"The hour: about \d\d minutes", page)
    assert PRINCIPLES[story.principles[0]] in page.replace("&#x27;", "'")
