"""Whoever writes takes a moment to type; what it changes is how it looks."""

import pygame
import pytest

from simulator.desktop.screens.drill import DrillScreen
from simulator.desktop.seat import Seat
from simulator.desktop.stage import Stage
from simulator.desktop.view_models.typing import MOST
from simulator.drill import actions as do
from simulator.drill.cast import cast
from simulator.drill.session import LiveSession
from simulator.journal.records import Mode
from simulator.scenario.reading import read_scenario
from simulator.scenario.shelf import find_scenario


def nowhere(*given: object) -> None:
    raise AssertionError("nothing here leaves the drill")


def opened(scenario: str, *, typing: bool) -> Stage:
    story = cast(read_scenario(find_scenario(scenario)), 0)
    session = LiveSession(story, 0)
    session.submit(do.Begin())
    screen = DrillScreen(Seat(story, session, Mode.UNTIMED), nowhere, nowhere, typing=typing)  # type: ignore[arg-type]
    return Stage(screen, (1280, 800))


def answered(stage: Stage) -> Stage:
    """The first reply is given, by keys."""
    for key in (pygame.K_1, pygame.K_RETURN):
        stage.handle(pygame.Event(pygame.KEYDOWN, key=key, mod=0, unicode=""))
        stage.handle(pygame.Event(pygame.KEYUP, key=key, mod=0))
    return stage


def replies(stage: Stage) -> list[str]:
    return [node.key for node in stage.root.walk() if node.key.startswith("reply:")]


def is_typing(stage: Stage) -> bool:
    return any(node.value.endswith(" is typing.") for node in stage.find_all("message"))


@pytest.fixture
def chat() -> Stage:
    return answered(opened("sim-swap-twelve-hours", typing=True))


def test_in_a_chat_an_answer_is_typed_before_it_can_be_answered(chat: Stage) -> None:
    assert is_typing(chat)
    assert replies(chat) == []


def test_what_is_typed_is_there_after_a_moment(chat: Stage) -> None:
    due = chat.screen.changes_in_ms()
    assert due is not None
    assert 0 < due <= MOST

    chat.pass_time(due)

    assert not is_typing(chat)
    assert replies(chat)


def test_any_key_brings_the_words_at_once(chat: Stage) -> None:
    chat.handle(pygame.Event(pygame.KEYDOWN, key=pygame.K_1, mod=0, unicode=""))

    assert not is_typing(chat)
    assert replies(chat)


def test_nobody_types_at_a_desk() -> None:
    stage = answered(opened("lost-child-resort", typing=True))

    assert not is_typing(stage)


def test_with_reduced_motion_words_are_there_as_they_come() -> None:
    assert not is_typing(answered(opened("sim-swap-twelve-hours", typing=False)))
