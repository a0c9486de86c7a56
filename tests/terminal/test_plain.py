"""What is printed is safe to print and easy to read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.terminal.plain import fitting_width, plain, wrapped


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[2J\x1b[1;1Hgone", "[2J[1;1Hgone"),
        ("a\x9b31mb", "a31mb"),
        ("abc\u202edef\u202c", "abcdef"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("two\nlines\tand\u2028more", "two lines and more"),
        ("ça va, Jürgen? 你好", "ça va, Jürgen? 你好"),
        ("half \ud800 a letter", "half  a letter"),
        ("bell\x07", "bell"),
    ],
)
def test_what_could_harm_a_terminal_is_left_out(text, shown):
    assert plain(text) == shown


@given(st.text())
def test_whatever_the_text_only_characters_that_print_come_out(text):
    assert all(letter == " " or letter.isprintable() for letter in plain(text))


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"])), st.integers(20, 100))
def test_wrapping_loses_no_word_and_keeps_the_width(text, width):
    lines = list(wrapped(text, first="12:00  ", width=width))

    assert " ".join(lines).split() == ["12:00", *text.split()]
    longest = max((len(word) for word in text.split()), default=0)
    assert all(len(line) <= max(width, longest + 7) for line in lines)


def test_later_lines_stand_under_the_first():
    assert list(wrapped("one two three", first=" 1  ", width=11)) == [" 1  one two", "    three"]


@pytest.mark.parametrize(("columns", "width"), [(0, 40), (39, 40), (72, 72), (100, 100), (250, 100)])
def test_lines_are_as_long_as_the_terminal_is_wide_within_reason(columns, width):
    assert fitting_width(columns) == width
