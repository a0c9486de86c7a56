import pygame
import pytest

from simulator.desktop.app import Program
from simulator.desktop.keys import Command
from simulator.desktop.screen import Extent, Screen
from simulator.desktop.screens.crash import CrashScreen
from simulator.desktop.screens.drill import DrillScreen
from simulator.desktop.screens.help import ALWAYS_KEYS
from simulator.desktop.screens.home import HomeScreen
from simulator.desktop.stage import Stage
from simulator.desktop.view_models.helping import TOPICS, find_help
from simulator.desktop.widgets.node import Node
from simulator.desktop.widgets.text import Label
from simulator.desktop.window import guarded
from simulator.errors import StorageFailed
from tests.desktop.conftest import Hand

OWN = (("F2", "all drills"), ("Esc", "home"))


# ---------------------------------------------------------------------- help
def test_an_empty_search_shows_everything():
    found = find_help(OWN, ALWAYS_KEYS, TOPICS, "  ")

    assert (found.here, found.everywhere, found.topics) == (OWN, ALWAYS_KEYS, TOPICS)


@pytest.mark.parametrize("search", ["contrast", "Ctrl+D", "CONTRAST dark"])
def test_a_key_is_found_by_its_name_and_by_what_it_does(search: str):
    found = find_help(OWN, ALWAYS_KEYS, TOPICS, search)

    assert "Ctrl+D" in [key for key, _ in found.everywhere]
    assert found.here == ()


def test_where_nothing_is_found_that_is_known():
    assert find_help(OWN, ALWAYS_KEYS, TOPICS, "zebra").empty


def test_the_help_is_searched_by_typing(program: Program):
    program.call_me("Amara")
    hand = Hand(Stage(program.home_screen(), (1280, 800)))
    hand.press(pygame.K_F1)
    hand.type("assessed")
    assert hand.stage.find("heading", "Guided, untimed, timed, assessed")
    assert hand.stage.find_all("heading", "Sounds") == []
    hand.type("zebra")

    assert any("Try one word" in node.name for node in hand.stage.find_all("text"))
    hand.press(pygame.K_ESCAPE)
    assert hand.stage.find_all("dialog") == []


def test_the_help_of_a_drill_has_what_was_handed_over(small_seat, drill, small_story):
    hand = drill(small_seat())
    hand.press(pygame.K_F1)

    assert any(small_story.brief[:40] in node.name for node in hand.stage.find_all("text"))


# ---------------------------------------------------------------------- crash
class Broken(Screen):
    """A screen that breaks, as wished: when it is built, asked for alerts, or pressed."""

    def __init__(self, error: Exception, when: str = "command") -> None:
        self.error = error
        self.when = ""
        self.wanted = when

    def build(self, extent: Extent) -> Node:
        self._break("build")
        return Label("still whole")

    def alerts(self):
        self._break("alerts")
        return ()

    def commands(self) -> frozenset[Command]:
        return frozenset({Command.UPDATE})

    def on_command(self, command: Command) -> Screen | None:
        self.when = self.wanted
        self._break("command")
        return None

    def _break(self, now: str) -> None:
        if self.when == now:
            raise self.error


def break_it(program: Program, error: Exception, when: str = "command") -> Hand:
    hand = Hand(Stage(Broken(error, when), (1280, 800)))
    guarded(hand.stage, program.broke, lambda: hand.press(pygame.K_F6))
    return hand


def told(hand: Hand) -> str:
    return hand.stage.root.dump()


@pytest.mark.parametrize("when", ["command", "build", "alerts"])
def test_a_screen_that_breaks_gives_way_to_a_kind_sentence(program: Program, when: str):
    hand = break_it(program, ZeroDivisionError("division by zero"), when)

    assert isinstance(hand.stage.screen, CrashScreen)
    assert "nothing you did was wrong" in told(hand)
    assert "division by zero" not in told(hand)


def test_the_details_are_kept_for_whoever_mends_it(program: Program):
    hand = break_it(program, ZeroDivisionError("division by zero"))
    file = program.runs.home / "trouble.txt"

    assert str(file) in told(hand)
    assert "ZeroDivisionError: division by zero" in file.read_text(encoding="utf-8")
    assert "on_command" in file.read_text(encoding="utf-8")


def test_an_error_of_ours_says_itself_what_to_do(program: Program):
    assert "The disk is full. Make room." in told(break_it(program, StorageFailed("The disk is full. Make room.")))


def test_the_run_that_was_open_is_named_kept_and_can_be_gone_on_with(program: Program):
    program.call_me("Amara")
    hand = Hand(Stage(program.brief("lost-child-resort"), (1280, 800)))
    hand.press(pygame.K_RETURN)
    hand.press(pygame.K_1)
    hand.press(pygame.K_RETURN)
    events = len(hand.stage.screen.seat.events())
    run = program.runs.list_runs()[0].run
    broken = break_it(program, ZeroDivisionError())
    assert f"firedrill resume {run}" in told(broken)
    broken.press(pygame.K_RETURN)
    assert isinstance(broken.stage.screen, HomeScreen)
    broken.press(pygame.K_0)

    assert isinstance(broken.stage.screen, DrillScreen)
    assert len(broken.stage.screen.seat.events()) == events
    program.let_go()


def test_escape_closes_the_program(program: Program):
    break_it(program, ZeroDivisionError()).press(pygame.K_ESCAPE)

    assert program.wants_to_quit


def test_what_breaks_while_the_crash_is_shown_is_raised(program: Program):
    hand = break_it(program, ZeroDivisionError())

    def again() -> None:
        raise ValueError("again")

    with pytest.raises(ValueError, match="again"):
        guarded(hand.stage, program.broke, again)


def test_a_folder_that_cannot_be_written_still_gets_its_sentence(program: Program, tmp_path):
    (tmp_path / "trouble.txt").mkdir()
    hand = break_it(program, ZeroDivisionError())

    assert "nothing you did was wrong" in told(hand)
    assert "written down" not in told(hand)
