"""Every drill of the shelf in the window: its longest moments fit everywhere, and it can be played by names alone."""

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from simulator.bots.playing import step
from simulator.bots.roster import make
from simulator.desktop.app import Program
from simulator.desktop.screen import Screen
from simulator.desktop.screens.drill import DrillScreen
from simulator.desktop.screens.rating import RatingScreen
from simulator.desktop.seat import Seat
from simulator.desktop.stage import Stage
from simulator.desktop.theme import LIGHT, Theme
from simulator.desktop.widgets.inspecting import layout_faults
from simulator.drill import actions as do
from simulator.drill.cast import cast
from simulator.drill.session import LiveSession
from simulator.drill.view import Life
from simulator.journal.records import Mode
from simulator.journal.runs import Runs
from simulator.scenario.reading import read_scenario
from simulator.scenario.shelf import scenario_paths, shelf_folder
from simulator.scenario.story import Story

SIZES = ((1024, 700), (1280, 800), (1920, 1080))
ZOOMS = (100, 125, 150, 200)
SHELF = scenario_paths(shelf_folder())
MOST_PRESSES = 2_000


def nowhere(*given: object) -> Screen:
    raise AssertionError("nothing here leaves the drill")


@pytest.fixture(scope="module", params=SHELF, ids=lambda path: path.stem)
def story(request: pytest.FixtureRequest) -> Story:
    return cast(read_scenario(request.param), 0)


@pytest.fixture(scope="module")
def fullest(story: Story) -> list[tuple[Seat, str]]:
    """The careful play's moments with the longest replies, the longest words, and the most people, and with whom."""
    session, seen = LiveSession(story, 0), []
    session.submit(do.Begin())
    bot = make("careful", story, 0)
    while session.view().life is not Life.ENDED:
        view = session.view()
        for person in view.people:
            words = sum(len(reply.words) for reply in person.replies)
            seen.append((words, len(view.people) + len(view.promises), len(session.events()), person.id))
        step(session, bot)
    most_words, most_people = max(seen), max(seen, key=lambda moment: moment[1])
    return [
        (Seat(story, LiveSession.resume(story, 0, session.events()[:count]), Mode.GUIDED), person)
        for _, _, count, person in (most_words, most_people)
    ]


@pytest.mark.parametrize("zoom", ZOOMS)
@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
def test_the_longest_texts_of_the_shelf_fit(fullest: list[tuple[Seat, str]], size: tuple[int, int], zoom: int) -> None:
    for seat, person in fullest:
        screen = DrillScreen(seat, nowhere, nowhere)
        stage = Stage(screen, size, Theme(LIGHT, zoom))
        for node in [n for n in stage.root.walk() if n.key == f"person:{person}" and n.on_press]:
            stage.press(node)
        assert layout_faults(stage.root, stage.brush, pygame.Rect((0, 0), size)) == []


# -- a whole drill by names


def pressable(stage: Stage) -> Iterator[tuple[str, str]]:
    """What can be pressed now, by role and name."""
    yield from ((n.role.value, n.name) for n in stage.root.walk() if n.on_press is not None and n.enabled)


def move_on(stage: Stage) -> None:
    """Say the first thing that can be said; else look at who waits; else let time run; at the end, end it."""
    offered = [node for node in stage.root.walk() if node.key.startswith("reply:")]
    if offered:
        stage.press(stage.find(offered[0].role, offered[0].name))
        stage.press(stage.find("button", "Send"))
        return
    waiting = [name for role, name in pressable(stage) if role == "button" and name.endswith(" waits")]
    names = [name for _, name in pressable(stage)]
    for name in (*waiting[:1], "End the drill", "Let time run"):
        if name in names:
            stage.press(stage.find("button", name))
            return
    raise AssertionError(f"nothing to do in\n{stage.root.dump()}")


@pytest.mark.parametrize("path", SHELF, ids=lambda path: path.stem)
def test_a_whole_drill_is_played_from_home_to_the_debrief_by_names_alone(path: Path, tmp_path: Path) -> None:
    title = read_scenario(path).title
    program = Program(Runs(tmp_path), 0)
    program.call_me("Amara")
    stage = Stage(program.home_screen(), (1280, 800))
    for name in ("All drills", title, "Start"):
        role, whole = next((role, found) for role, found in pressable(stage) if found.startswith(name))
        stage.press(stage.find(role, whole))
    for _ in range(MOST_PRESSES):
        if isinstance(stage.screen, RatingScreen):
            break
        move_on(stage)

    for dimension in ("Honesty", "Empathy", "Cadence", "Generosity"):
        group = next(n for n in stage.root.walk() if n.name.startswith(dimension) and n.children)
        stage.press(next(n for n in group.walk() if n.role.value == "radio"))
    stage.press(stage.find("button", "See the debrief"))

    assert stage.find("heading", title)
    assert stage.find_all("button", "Save as a page")
    program.let_go()
