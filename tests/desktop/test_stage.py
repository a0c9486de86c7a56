from collections.abc import Callable

import pygame
import pytest

from simulator.desktop.keys import Command
from simulator.desktop.stage import NotFoundOnScreen
from simulator.desktop.widgets.buttons import Button, Check, Choice
from simulator.desktop.widgets.dialog import Dialog, Layers
from simulator.desktop.widgets.layout import Column
from simulator.desktop.widgets.node import NotPressable
from simulator.desktop.widgets.scrolling import Scroll, ScrollArea
from simulator.desktop.widgets.text import Label


@pytest.fixture
def three(show: Callable):
    """Three buttons; the second is switched off."""

    def make(shelf, extent):
        return Column(
            [
                Button("First", shelf.pressed("first")),
                Button("Off", shelf.pressed("off"), enabled=False),
                Button("Last", shelf.pressed("last")),
            ]
        )

    return show(make)


def test_a_node_is_found_by_what_it_is_and_what_it_is_called(three):
    three.stage.press(three.stage.find("button", "Last"))

    assert three.stage.screen.presses == ["last"]


def test_a_missing_node_is_told_with_the_whole_tree(three):
    with pytest.raises(NotFoundOnScreen, match='button "First"'):
        three.stage.find("button", "Nowhere")


def test_what_is_switched_off_can_neither_be_pressed_nor_reached(three):
    with pytest.raises(NotPressable):
        three.stage.find("button", "Off").press()
    for _ in range(6):
        three.press(pygame.K_TAB)
        assert three.focused() != "Off"


def test_the_first_tab_shows_the_focus_and_the_next_ones_move_it_around(three):
    names = []
    for _ in range(4):
        three.press(pygame.K_TAB)
        names.append(three.focused())

    assert names == ["First", "Last", "First", "Last"]


def test_shift_tab_goes_back(three):
    three.press(pygame.K_TAB)
    three.shift(pygame.K_TAB)

    assert three.focused() == "Last"


def test_enter_and_space_press_what_has_the_focus(three):
    three.press(pygame.K_TAB)
    three.press(pygame.K_RETURN)
    three.press(pygame.K_SPACE)

    assert three.stage.screen.presses == ["first", "first"]


def test_a_held_key_presses_once(three):
    three.press(pygame.K_TAB)
    for _ in range(5):
        three.down(pygame.K_RETURN)
    three.up(pygame.K_RETURN)

    assert three.stage.screen.presses == ["first"]


def test_a_key_held_while_the_window_lost_the_focus_works_again_afterwards(three):
    three.press(pygame.K_TAB)
    three.down(pygame.K_RETURN)
    three.stage.handle(pygame.Event(pygame.WINDOWFOCUSLOST))
    three.down(pygame.K_RETURN)

    assert three.stage.screen.presses == ["first", "first"]


def test_a_click_presses_only_where_it_began(three):
    first, last = three.stage.find("button", "First"), three.stage.find("button", "Last")
    three.mouse_down(first.rect.center)
    three.mouse_up(last.rect.center)
    three.click(last.rect.center)

    assert three.stage.screen.presses == ["last"]


def test_zoom_and_colours_have_their_keys(three):
    three.ctrl(pygame.K_PLUS)
    three.ctrl(pygame.K_d)

    assert three.stage.theme.zoom == 110
    assert three.stage.theme.palette.name == "dark"
    three.ctrl(pygame.K_0)
    assert three.stage.theme.zoom == 100


def test_the_tree_can_be_read_as_text(three):
    three.press(pygame.K_TAB)

    lines = three.stage.root.dump().splitlines()

    assert lines[0] == "group"
    assert lines[1:] == ['  button "First" (focus)', '  button "Off" (off)', '  button "Last"']


def test_arrows_walk_along_choices_and_choose_them(show: Callable):
    def make(shelf, extent):
        chosen = shelf.presses[-1] if shelf.presses else ""
        rows = [Choice(n, shelf.pressed(n), chosen=n == chosen) for n in ("a", "b", "c")]
        return Column(rows)

    hand = show(make)
    hand.press(pygame.K_DOWN)
    hand.press(pygame.K_DOWN)
    hand.press(pygame.K_DOWN)

    assert hand.stage.screen.presses == ["b", "c", "a"]
    assert hand.focused() == "a"


def test_a_tick_box_says_whether_it_is_ticked(show: Callable):
    def make(shelf, extent):
        return Check("Tell her", shelf.pressed("x"), ticked=len(shelf.presses) % 2 == 1)

    hand = show(make)
    assert hand.stage.find("checkbox", "Tell her").value == "not ticked"
    hand.press(pygame.K_SPACE)

    assert hand.stage.find("checkbox", "Tell her").value == "ticked"


@pytest.fixture
def under_a_dialog(show: Callable):
    def make(shelf, extent):
        below = Column([Button("Below", shelf.pressed("below"))])
        if "closed" in shelf.presses:
            return Layers(below)
        close = shelf.pressed("closed")
        yes = Button("Yes", shelf.pressed("yes"))
        return Layers(below, Dialog("Sure?", [Label("Really?")], [yes], Scroll(), on_close=close))

    return show(make)


def test_what_lies_under_a_dialog_is_out_of_reach(under_a_dialog):
    seen = set()
    for _ in range(5):
        under_a_dialog.press(pygame.K_TAB)
        seen.add(under_a_dialog.focused())

    assert seen == {"Yes", "Close"}
    assert under_a_dialog.stage.find_all("button", "Below") == []
    under_a_dialog.click((20, 20))
    assert under_a_dialog.stage.screen.presses == []


def test_a_dialog_begins_at_its_answer_and_gives_the_focus_back(under_a_dialog):
    assert under_a_dialog.focused() == "Yes"
    under_a_dialog.stage.press(under_a_dialog.stage.find("button", "Close"))

    assert under_a_dialog.focused() == "Below"


def test_the_focus_brings_what_it_is_on_into_view(show: Callable):
    scroll = Scroll()

    def make(shelf, extent):
        buttons = [Button(f"Number {n}", shelf.pressed(str(n))) for n in range(40)]
        return Column([ScrollArea(Column(buttons), scroll)])

    hand = show(make, size=(400, 300))
    hand.press(pygame.K_TAB)
    hand.shift(pygame.K_TAB)

    last = hand.stage.find("button", "Number 39")
    assert hand.focused() == "Number 39"
    assert last.shown().height == last.rect.height


def test_a_conversation_stays_at_its_end_until_it_is_scrolled_away(show: Callable):
    scroll, lines = Scroll(to_end=True), list(range(40))

    def make(shelf, extent):
        return Column([ScrollArea(Column([Label(f"line {n}") for n in lines]), scroll, key="talk")])

    hand = show(make, size=(400, 300))
    assert scroll.offset == scroll.furthest
    lines.append(40)
    hand.stage.rebuild()
    assert scroll.offset == scroll.furthest
    hand.press(pygame.K_PAGEUP)
    before = scroll.offset
    lines.append(41)
    hand.stage.rebuild()

    assert scroll.offset == before < scroll.furthest


def test_the_wheel_scrolls_what_lies_under_the_mouse(show: Callable):
    scroll = Scroll()

    def make(shelf, extent):
        return Column([ScrollArea(Column([Label(f"line {n}") for n in range(60)]), scroll)])

    hand = show(make, size=(400, 300))
    hand.stage.handle(pygame.Event(pygame.MOUSEMOTION, pos=(50, 50), rel=(0, 0), buttons=(0, 0, 0)))
    hand.stage.handle(pygame.Event(pygame.MOUSEWHEEL, x=0, y=-1))

    assert scroll.offset > 0


def test_commands_reach_the_screen_only_where_it_wants_them(show: Callable):
    seen = []

    def make(shelf, extent):
        shelf.commands = lambda: frozenset({Command.UPDATE})
        shelf.on_command = lambda command: seen.append(command)
        return Column([Button("One", shelf.pressed("one"))])

    hand = show(make)
    hand.press(pygame.K_F6)
    hand.press(pygame.K_F7)

    assert seen == [Command.UPDATE]


def test_nothing_is_drawn_again_while_nothing_changes(three):
    three.stage.draw(pygame.Surface(three.stage.size))

    three.stage.handle(pygame.Event(pygame.MOUSEMOTION, pos=(900, 700), rel=(0, 0), buttons=(0, 0, 0)))
    three.stage.pass_time(500)

    assert not three.stage.dirty
