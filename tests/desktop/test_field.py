from collections.abc import Callable

import pygame
import pytest

from simulator.desktop.widgets.buttons import Button
from simulator.desktop.widgets.clipboard import PocketClipboard
from simulator.desktop.widgets.editing import Draft
from simulator.desktop.widgets.field import TextField
from simulator.desktop.widgets.layout import Column

CLIPBOARD = PocketClipboard()


@pytest.fixture
def one_line(show: Callable):
    """A field with one line and a button behind it."""
    draft = Draft(limit=60)

    def make(shelf, extent):
        field = TextField("Words", draft, clipboard=CLIPBOARD, on_enter=shelf.pressed("enter"))
        return Column([field, Button("Other", shelf.pressed("other"), hint="1")], gap=20)

    hand = show(make)
    hand.draft = draft
    return hand


@pytest.fixture
def several_lines(show: Callable):
    draft = Draft(limit=400, several_lines=True)

    def make(shelf, extent):
        return Column([TextField("Note", draft, clipboard=CLIPBOARD, lines=4)])

    hand = show(make, size=(360, 300))
    hand.draft = draft
    return hand


def field_of(hand) -> TextField:
    return hand.stage.field


def test_typed_letters_stand_where_the_caret_is(one_line):
    one_line.type("tell")
    one_line.press(pygame.K_HOME)
    one_line.type("I ")

    assert one_line.draft.text == "I tell"


def test_digits_and_spaces_are_text_and_no_commands(one_line):
    one_line.type("12 to 3")

    assert one_line.draft.text == "12 to 3"


def test_enter_does_what_the_field_is_for(one_line):
    one_line.type("x")
    one_line.press(pygame.K_RETURN)

    assert one_line.stage.screen.presses == ["enter"]


def test_words_are_jumped_over_and_deleted_whole(one_line):
    one_line.type("speak to her again")
    one_line.ctrl(pygame.K_LEFT)
    one_line.ctrl(pygame.K_BACKSPACE)

    assert one_line.draft.text == "speak to again"


def test_shift_selects_and_typing_replaces(one_line):
    one_line.type("soon")
    for _ in range(4):
        one_line.shift(pygame.K_LEFT)
    one_line.type("by 12:15")

    assert one_line.draft.text == "by 12:15"


def test_an_arrow_leaves_the_selection_at_its_edge(one_line):
    one_line.type("abc")
    one_line.ctrl(pygame.K_a)
    one_line.press(pygame.K_LEFT)
    one_line.type("-")

    assert one_line.draft.text == "-abc"


def test_cut_copy_and_paste_go_through_the_clipboard(one_line):
    one_line.type("stay")
    one_line.ctrl(pygame.K_a)
    one_line.ctrl(pygame.K_x)
    assert one_line.draft.text == ""
    one_line.ctrl(pygame.K_v)
    one_line.ctrl(pygame.K_v)

    assert one_line.draft.text == "staystay"
    assert CLIPBOARD.read() == "stay"


def test_copying_nothing_leaves_the_clipboard_alone(one_line):
    CLIPBOARD.write("kept")
    one_line.type("abc")
    one_line.ctrl(pygame.K_c)

    assert CLIPBOARD.read() == "kept"


def test_a_pasted_page_becomes_one_line_without_control_characters(one_line):
    CLIPBOARD.write("first\nsecond\x07")
    one_line.ctrl(pygame.K_v)

    assert one_line.draft.text == "first second"


def test_undo_and_redo_have_their_keys(one_line):
    one_line.type("abc")
    one_line.ctrl(pygame.K_z)
    assert one_line.draft.text == ""
    one_line.ctrl(pygame.K_z, shift=True)
    assert one_line.draft.text == "abc"
    one_line.ctrl(pygame.K_z)
    one_line.ctrl(pygame.K_y)

    assert one_line.draft.text == "abc"


def test_a_held_key_repeats_in_a_field(one_line):
    one_line.type("abcd")
    one_line.down(pygame.K_BACKSPACE)
    one_line.down(pygame.K_BACKSPACE)
    one_line.up(pygame.K_BACKSPACE)

    assert one_line.draft.text == "ab"


def test_a_click_puts_the_caret_beside_the_nearest_letter(one_line):
    one_line.type("iiiiiWWWWW")
    field = field_of(one_line)
    brush = one_line.stage.brush
    x = field.inner(brush).x + brush.letters.width("iiiii", field_style())
    one_line.click((x + 1, field.rect.centery))
    one_line.type("|")

    assert one_line.draft.text == "iiiii|WWWWW"


def field_style():
    from simulator.desktop.theme import BODY

    return BODY


def test_dragging_selects(one_line):
    one_line.type("hold the line")
    field = field_of(one_line)
    left = field.inner(one_line.stage.brush).x
    one_line.mouse_down((left, field.rect.centery))
    one_line.drag_to((field.rect.right - 20, field.rect.centery))
    one_line.mouse_up((field.rect.right - 20, field.rect.centery))

    assert one_line.draft.passage.selected == "hold the line"


def test_a_double_click_selects_a_word(one_line):
    one_line.type("hold the line")
    field = field_of(one_line)
    place = (field.inner(one_line.stage.brush).x + 8, field.rect.centery)
    pygame.time.wait(2)
    one_line.click(place)
    one_line.click(place)

    assert one_line.draft.passage.selected == "hold"


def test_what_an_input_method_composes_is_shown_but_not_yet_written(one_line):
    one_line.type("a")
    one_line.compose("にほ")

    assert one_line.draft.text == "a"
    assert field_of(one_line).shown_passage().text == "aにほ"


def test_enter_and_arrows_belong_to_the_input_method_while_it_composes(one_line):
    one_line.compose("にほ")
    one_line.press(pygame.K_RETURN)
    one_line.press(pygame.K_TAB)

    assert one_line.stage.screen.presses == []
    assert one_line.focused() == "Words"


def test_the_settled_words_take_the_place_of_the_composed_ones(one_line):
    one_line.compose("にほ")
    one_line.text("日本")

    assert one_line.draft.text == "日本"
    assert field_of(one_line).draft.composing == ""


def test_the_caret_can_be_seen_however_long_the_text_is(one_line):
    one_line.type("w" * 60)
    field = field_of(one_line)

    assert field.rect.contains(field.caret_rect(one_line.stage.brush))


def test_the_letter_of_the_key_that_opened_something_is_not_typed_into_it(show: Callable):
    draft = Draft()

    def make(shelf, extent):
        shelf.commands = lambda: frozenset({__import__("simulator.desktop.keys", fromlist=["x"]).Command.REPLY_1})
        shelf.on_command = lambda command: shelf.presses.append("opened")
        parts = [TextField("Late", draft)] if shelf.presses else [Button("First", shelf.pressed("x"))]
        return Column(parts)

    hand = show(make)
    hand.press(pygame.K_1)
    assert hand.stage.screen.presses == ["opened"]
    assert draft.text == ""
    hand.type("2")

    assert draft.text == "2"


def test_lines_break_and_the_caret_moves_between_them(several_lines):
    several_lines.type("Mara waits at the carousel with Lin and wants to hear from us at a quarter past")
    field = field_of(several_lines)
    assert len(field.broken(several_lines.stage.brush)) >= 2
    several_lines.press(pygame.K_UP)
    several_lines.press(pygame.K_HOME)
    several_lines.type(">")
    several_lines.press(pygame.K_DOWN)
    several_lines.press(pygame.K_END)

    lines = field_of(several_lines).broken(several_lines.stage.brush)
    assert any(line.text.startswith(">") for line in lines)
    assert several_lines.draft.passage.caret == len(several_lines.draft.text)


def test_enter_makes_a_line_where_several_are_meant(several_lines):
    several_lines.type("one")
    several_lines.press(pygame.K_RETURN)
    several_lines.type("two")

    assert several_lines.draft.text == "one\ntwo"


def test_every_position_stands_on_exactly_one_line(several_lines):
    several_lines.type("a b  c   d\n")
    several_lines.type("the gates are watched and everybody walks, nobody runs; speak when you said ")
    field, brush = field_of(several_lines), several_lines.stage.brush
    lines = field.broken(brush)

    numbers = [field._line_of(lines, position) for position in range(len(several_lines.draft.text) + 1)]

    assert numbers == sorted(numbers)
    assert set(numbers) == set(range(len(lines)))
