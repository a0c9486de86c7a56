import pygame
import pytest

from simulator.desktop.app import Program
from simulator.desktop.screens.briefing import BriefingScreen
from simulator.desktop.screens.debrief import DebriefScreen
from simulator.desktop.screens.picker import PickerScreen
from simulator.desktop.screens.progress import ProgressScreen
from simulator.desktop.screens.settings import SettingsScreen
from simulator.desktop.stage import Stage
from tests.desktop.conftest import Hand
from tests.desktop.test_flow import come_in, play_on, rate, start


@pytest.fixture
def at_home(program: Program) -> Hand:
    program.call_me("Amara")
    return Hand(Stage(program.home_screen(), (1280, 800)))


def words(hand: Hand) -> str:
    return hand.stage.root.dump()


@pytest.mark.parametrize(
    ("key", "screen"),
    [
        (pygame.K_1, BriefingScreen),
        (pygame.K_3, BriefingScreen),
        (pygame.K_F2, PickerScreen),
        (pygame.K_F3, ProgressScreen),
        (pygame.K_F4, SettingsScreen),
    ],
)
def test_every_door_has_its_key_and_escape_leads_back(at_home: Hand, key: int, screen: type):
    before = at_home.stage.screen
    at_home.press(key)
    assert isinstance(at_home.stage.screen, screen)
    at_home.press(pygame.K_ESCAPE)

    assert type(at_home.stage.screen) is type(before)


def test_somebody_new_is_told_what_a_drill_is_and_how_it_is_scored(at_home: Hand):
    assert at_home.stage.find("heading", "What a drill is")
    assert at_home.stage.find("heading", "How it is scored")


def test_before_the_name_is_given_no_door_is_open(hand: Hand):
    hand.press(pygame.K_F4)

    assert hand.stage.find("textbox", "Your name")


def test_after_a_run_its_result_and_its_sentence_are_there(hand: Hand, program: Program):
    start(hand)
    play_on(hand)
    rate(hand)
    run = program.runs.list_runs()[0]
    program._keep(run.run, "I say what I don't know.")
    hand.press(pygame.K_ESCAPE)

    (last,) = [node for node in hand.stage.find_all("option") if node.key.startswith("run:")]
    assert f"honesty {run.scores.honesty:.0f}" in last.detail
    assert hand.stage.find("text", "I say what I don't know.")
    hand.stage.press(last)
    assert isinstance(hand.stage.screen, DebriefScreen)


def test_suggestions_come_with_their_reasons(hand: Hand):
    come_in(hand)
    cards = [node for node in hand.stage.find_all("button") if node.key.startswith("drill:")]

    assert len(cards) == 3
    assert all(card.reason for card in cards)
