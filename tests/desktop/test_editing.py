from hypothesis import given
from hypothesis import strategies as st

from simulator.desktop.widgets.editing import (
    Draft,
    Passage,
    cleaned,
    step_left,
    step_right,
    word_left,
    word_right,
)


def test_typing_replaces_what_is_selected():
    passage = Passage("one two", caret=7, anchor=4)

    assert passage.typed("three") == Passage("one three", 9, 9)


def test_a_word_jump_goes_over_spaces_to_the_edge_of_the_word():
    text = "don't say  shortly"

    assert word_left(text, len(text)) == 11
    assert word_left(text, 11) == 6
    assert word_right(text, 0) == 5
    assert word_right(text, 9) == len(text)


def test_a_letter_and_its_accent_are_one_step():
    text = "cafe\u0301s"

    assert step_right(text, 3) == 5
    assert step_left(text, 5) == 3


def test_a_double_click_selects_the_word():
    passage = Passage("look at every cap").word_selected(9)

    assert passage.selected == "every"


def test_undo_takes_back_a_word_typed_in_one_go_and_redo_brings_it_back():
    draft = Draft()
    for character in "two words":
        draft.type(character)

    draft.undo()
    assert draft.text == "two"
    draft.undo()
    assert draft.text == ""
    draft.redo()
    draft.redo()

    assert draft.text == "two words"


def test_moving_the_caret_begins_a_new_step():
    draft = Draft()
    draft.type("ab")
    draft.move(draft.passage.put(0))
    draft.type("c")

    draft.undo()

    assert draft.text == "ab"


def test_pasting_is_one_step_of_its_own():
    draft = Draft()
    draft.type("a")
    draft.paste("bcd")
    draft.type("e")

    draft.undo()
    assert draft.text == "abcd"
    draft.undo()
    assert draft.text == "a"


def test_no_more_is_taken_than_there_is_room_for():
    draft = Draft(limit=5)
    draft.type("1234567")

    assert draft.text == "12345"


def test_control_characters_never_get_in():
    assert cleaned("a\x1b[31mb\tc\r\nd", several_lines=False) == "a[31mb c d"
    assert cleaned("a\r\nb", several_lines=True) == "a\nb"


@given(st.lists(st.tuples(st.sampled_from(["type", "back", "left", "undo", "redo", "all"]), st.text(max_size=4))))
def test_the_caret_never_leaves_the_text(steps: list[tuple[str, str]]):
    draft = Draft(limit=30)
    for what, words in steps:
        passage = draft.passage
        match what:
            case "type":
                draft.type(words)
            case "back":
                draft.change(passage.without(step_left(passage.text, passage.caret)))
            case "left":
                draft.move(passage.put(passage.caret - 1, selecting=bool(words)))
            case "undo":
                draft.undo()
            case "redo":
                draft.redo()
            case _:
                draft.move(passage.all_selected())

        assert 0 <= draft.passage.caret <= len(draft.text) <= 30
        assert 0 <= draft.passage.anchor <= len(draft.text)
