"""A station in the window: the same drills, one after the other, with the trainer's pause, words and time."""

import os

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"

from collections.abc import Callable, Iterator

import pygame
import pytest

from simulator.desktop.screens.briefing import BriefingScreen
from simulator.desktop.screens.drill import DrillScreen
from simulator.desktop.screens.rating import RatingScreen
from simulator.desktop.screens.station import StationScreen
from simulator.desktop.stage import Stage
from simulator.desktop.station import StationProgram
from simulator.desktop.theme import LIGHT, Theme
from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.view import Life
from simulator.training.control import Control
from tests.desktop.conftest import Hand
from tests.drill.playing import happened

ENTER, ESCAPE = pygame.K_RETURN, pygame.K_ESCAPE


@pytest.fixture(autouse=True, scope="module")
def display() -> Iterator[None]:
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode((64, 64))
    yield
    pygame.display.quit()


@pytest.fixture
def opened(station, runs) -> Iterator[Callable[..., tuple[StationProgram, Hand]]]:
    with station("A") as first:

        def open_it(pair: bool = False) -> tuple[StationProgram, Hand]:
            program = StationProgram(first, runs.people.read().names, pair)
            return program, Hand(Stage(program.home_screen(), (1280, 800), Theme(LIGHT, 100)))

        yield open_it


def texts(hand: Hand) -> str:
    """Everything on the screen, as it is read out."""
    found: list[str] = []

    def walk(node) -> None:
        found.extend((node.name, node.value))
        for child in node.children:
            walk(child)

    walk(hand.stage.root)
    return " ".join(text for text in found if text)


def playing(hand: Hand) -> Hand:
    """From between two drills to a running one."""
    hand.press(ENTER)
    hand.press(ENTER)
    assert isinstance(hand.stage.screen, BriefingScreen)
    hand.press(ENTER)
    assert isinstance(hand.stage.screen, DrillScreen)
    return hand


def session_of(hand: Hand):
    assert isinstance(hand.stage.screen, DrillScreen)
    return hand.stage.screen.seat


def test_the_next_one_is_called_by_name_and_plays_in_the_mode_of_the_plan(opened):
    _, hand = opened()
    hand.press(ENTER)
    assert "Ana Ruiz: this is yours." in texts(hand)
    hand.press(ENTER)

    assert "Untimed" in texts(hand)
    assert "Assessed" not in texts(hand)


def test_whoever_isnt_there_comes_later(opened, control):
    _, hand = opened()
    hand.press(ENTER)

    hand.press(ESCAPE)
    assert "Ana Ruiz: later, then." in texts(hand)
    hand.press(ENTER)

    assert "Ben Okafor: this is yours." in texts(hand)


def test_the_trainers_pause_is_seen_and_ends_when_they_say_so(opened, control):
    _, hand = opened()
    playing(hand)
    trainer = control.read()[0].trainer

    control.order(do.Pause(actor=trainer), (), "")
    hand.stage.pass_time(500)
    assert session_of(hand).view().life is Life.PAUSED
    assert "Alex Kim has stopped the clock." in texts(hand)

    control.order(do.Resume(actor=trainer), (), "")
    hand.stage.pass_time(500)
    assert session_of(hand).view().life is Life.RUNNING
    assert "Alex Kim lets the clock go on." in texts(hand)


def test_what_the_trainer_stopped_goes_on_here_only_when_it_is_meant(opened, control):
    _, hand = opened()
    playing(hand)
    control.order(do.Pause(actor="t1"), (), "")
    hand.stage.pass_time(500)

    session_of(hand).resume()
    assert session_of(hand).view().life is Life.PAUSED
    hand.press(pygame.K_F8)
    assert "Go on without them only if they have gone." in texts(hand)
    hand.press(ENTER)

    assert session_of(hand).view().life is Life.RUNNING


def test_what_is_injected_is_on_the_screen_half_a_second_later(opened, control):
    _, hand = opened()
    playing(hand)
    control.order(do.Inject(actor="t1", by="nora", words="Is anybody there?"), (), "")

    assert hand.stage.changes_in_ms() <= 500
    hand.stage.pass_time(500)

    assert "Is anybody there?" in texts(hand)


def test_an_end_from_the_trainers_desk_leads_to_the_rating(opened, control):
    _, hand = opened()
    playing(hand)
    control.order(do.End(actor="t1"), (), "")

    hand.stage.pass_time(500)

    assert isinstance(hand.stage.screen, RatingScreen)


def test_a_drill_put_aside_waits_at_its_station(opened, control):
    program, hand = opened()
    playing(hand)
    hand.press(pygame.K_1)
    hand.press(ENTER)
    run = session_of(hand).run

    hand.stage.turn_to(program._put_aside())
    assert isinstance(hand.stage.screen, StationScreen)
    hand.press(ENTER)
    hand.press(ENTER)

    assert session_of(hand).run == run
    assert happened(session_of(hand), ev.MoveStarted)


def test_after_the_debrief_the_place_is_finished_and_the_next_one_comes(opened, control, runs):
    program, hand = opened()
    playing(hand)
    control.order(do.End(actor="t1"), (), "")
    hand.stage.pass_time(500)

    hand.stage.turn_to(program.home_screen())

    assert type(Control(control.folder, runs.disk).read()[-1]).__name__ == "PlaceFinished"
    hand.press(ENTER)
    assert "Ben Okafor: this is yours." in texts(hand)
