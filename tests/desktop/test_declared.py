"""Before the clock starts, each briefing says in one line who plays, how the clock runs and whether it counts."""

import pygame
import pytest

from simulator.desktop.app import Program
from simulator.desktop.stage import Stage
from simulator.desktop.theme import LIGHT, Theme
from simulator.journal.records import Mode
from simulator.training.declaring import declared
from tests.desktop.conftest import Hand

SCENARIO = "lost-child-resort"


def briefing(program: Program, mode: Mode, size: tuple[int, int] = (1280, 800), zoom: int = 100) -> Hand:
    return Hand(Stage(program.brief(SCENARIO, mode), size, Theme(LIGHT, zoom)))


@pytest.mark.parametrize("mode", list(Mode))
def test_a_briefing_declares_the_run_in_the_words_of_the_terminal(program: Program, mode: Mode):
    program.call_me("Amara")

    assert briefing(program, mode).stage.find("text", declared("Amara", mode))


def test_it_follows_the_way_to_play_that_is_chosen(program: Program):
    program.call_me("Amara")
    hand = briefing(program, Mode.GUIDED)
    hand.press(pygame.K_DOWN)

    assert hand.stage.find("text", declared("Amara", Mode.UNTIMED))
    assert hand.stage.find_all("text", declared("Amara", Mode.GUIDED)) == []


def test_who_opened_a_drill_without_a_name_is_told_so(program: Program):
    assert briefing(program, Mode.UNTIMED).stage.find("text", declared("", Mode.UNTIMED))


@pytest.mark.parametrize(("size", "zoom"), [((1280, 800), 100), ((1024, 700), 100), ((1280, 800), 200)])
def test_it_is_seen_without_scrolling(program: Program, size: tuple[int, int], zoom: int):
    program.call_me("Amara")
    line = briefing(program, Mode.TIMED, size, zoom).stage.find("text", declared("Amara", Mode.TIMED))

    assert line.shown() == line.rect
    assert pygame.Rect((0, 0), size).contains(line.rect)


@pytest.mark.parametrize(("size", "zoom"), [((1280, 800), 100), ((1024, 700), 100), ((1280, 800), 200)])
def test_what_becomes_of_practice_without_a_name_is_seen_without_scrolling(
    program: Program, size: tuple[int, int], zoom: int
):
    line = briefing(program, Mode.GUIDED, size, zoom).stage.find("text", declared("", Mode.GUIDED))

    assert line.shown() == line.rect
    assert pygame.Rect((0, 0), size).contains(line.rect)
