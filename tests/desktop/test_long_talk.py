"""A long talk: the latest messages are there at once, earlier ones when they are asked for."""

import pygame
import pytest

from simulator.desktop.screens.drill import DrillScreen
from simulator.desktop.screens.drill_talk import SHOWN_AT_ONCE
from simulator.desktop.seat import Seat
from simulator.desktop.stage import Stage
from simulator.desktop.view_models.talk import Talk
from simulator.drill import actions as do
from simulator.drill.cast import cast
from simulator.drill.session import LiveSession
from simulator.journal.records import Mode
from simulator.scenario.reading import read_scenario
from simulator.scenario.shelf import find_scenario


def nowhere(*given: object) -> None:
    raise AssertionError("nothing here leaves the drill")


@pytest.fixture
def stage() -> Stage:
    """The mother at the desk, to whom the same was told again and again."""
    story = cast(read_scenario(find_scenario("lost-child-resort")), 0)
    session = LiveSession(story, 0)
    session.submit(do.Begin())
    talk = Talk(story)
    while len(talk.with_person("mara")) <= SHOWN_AT_ONCE + 20:
        session.advance(max(session.view().now, session.view().busy_until))
        session.submit(do.Update(to=("mara",), next_in=120_000))
        talk.take(session.events(talk.taken))
    pygame.display.init()
    pygame.display.set_mode((1, 1))
    screen = DrillScreen(Seat(story, session, Mode.UNTIMED), nowhere, nowhere)  # type: ignore[arg-type]
    stage = Stage(screen, (1280, 800))
    stage.press(next(node for node in stage.find_all("option") if node.key == "person:mara"))
    return stage


def numbers(stage: Stage) -> list[int]:
    return [int(node.key.partition(":")[2]) for node in stage.find_all("message") if node.key.startswith("message:")]


def test_no_more_than_the_latest_messages_are_shown_at_once(stage: Stage) -> None:
    shown = numbers(stage)

    assert len(shown) == SHOWN_AT_ONCE
    assert shown[0] > 0
    assert shown == sorted(shown)


def test_the_earlier_ones_come_when_they_are_asked_for_and_reading_goes_on_where_it_was(stage: Stage) -> None:
    first = numbers(stage)[0]

    stage.press(stage.find("button", f"Earlier messages ({first})"))

    assert numbers(stage)[0] == 0
    (before,) = [node for node in stage.find_all("message") if node.key == f"message:{first}"]
    assert before.shown().height > 0
