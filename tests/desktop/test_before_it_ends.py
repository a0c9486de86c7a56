"""The end of a drill in the window: it is asked for, Enter stays, and what is open is said."""

from collections.abc import Callable

import pygame
import pytest

from simulator.bots.playing import step
from simulator.bots.roster import make
from simulator.desktop.seat import Seat
from simulator.drill import actions as do
from simulator.drill.session import LiveSession
from simulator.drill.view import Life
from simulator.journal.records import Mode

MINUTE = 60_000


@pytest.fixture
def nearly_over(small_story, drill: Callable):
    """Everybody has gone, and five minutes are left to follow up."""
    session, bot = LiveSession(small_story, 0), make("careful", small_story, 0)
    session.submit(do.Begin())
    while session.view().life is not Life.CLOSING:
        step(session, bot)
    seat = Seat(small_story, session, Mode.UNTIMED, run="run")
    hand = drill(seat)
    hand.seat = seat
    return hand


def tab_to(hand, name: str) -> None:
    while hand.focused() != name:
        hand.press(pygame.K_TAB)


def ended(hand) -> bool:
    return hand.seat.view().life is Life.ENDED


@pytest.mark.parametrize("presses", [1, 2, 5])
def test_enter_on_the_button_that_ends_it_never_ends_it_however_often(nearly_over, presses):
    tab_to(nearly_over, "End the drill")
    for _ in range(presses):
        nearly_over.press(pygame.K_RETURN)

    assert not ended(nearly_over)


def test_letting_time_run_asks_where_only_the_end_would_come(nearly_over):
    before = nearly_over.seat.view().now
    nearly_over.press(pygame.K_SPACE)

    assert nearly_over.stage.find("dialog", "Before the drill ends")
    assert nearly_over.stage.find("text", "Until 18:15 you can still follow up; then the drill ends.")
    assert nearly_over.seat.view().now == before


@pytest.mark.parametrize("key", [pygame.K_RETURN, pygame.K_ESCAPE, pygame.K_SPACE])
def test_enter_esc_and_space_stay(nearly_over, key):
    nearly_over.press(pygame.K_SPACE)
    nearly_over.press(key)

    assert not ended(nearly_over)
    assert nearly_over.stage.find_all("dialog") == []


@pytest.mark.parametrize("way", ["End the drill", "Let time run"])
def test_saying_so_ends_it(nearly_over, way):
    nearly_over.stage.press(nearly_over.stage.find("button", way))
    nearly_over.stage.press(nearly_over.stage.find("button", "End the drill"))

    assert nearly_over.seat.view().why == "completed"
    assert nearly_over.stage.find("text", "over")


def test_what_is_still_promised_stands_in_the_question(nearly_over):
    nearly_over.seat.submit(do.Promise(to="nora", what="next_word", within=30 * MINUTE))
    nearly_over.stage.press(nearly_over.stage.find("button", "End the drill"))

    (line,) = [n.name for n in nearly_over.stage.find_all("text") if n.name.startswith("Still open")]
    assert line.startswith("Still open: you promised Nora to come back to her, by 18:4")


def test_a_drill_whose_time_is_up_is_not_run_into_by_letting_time_run(small_seat: Callable, drill: Callable):
    seat = small_seat(Mode.UNTIMED)
    hand = drill(seat)
    for _ in range(100):
        hand.press(pygame.K_SPACE)  # where it asks, Space presses "Stay"

    assert seat.view().life is Life.RUNNING
    while not hand.stage.find_all("dialog"):
        hand.press(pygame.K_SPACE)
    assert hand.stage.find("text", "Nothing more happens by itself before 18:20, when the time of this drill is up.")
    hand.stage.press(hand.stage.find("button", "End the drill"))
    assert seat.view().why == "time_ran_out"
