from collections.abc import Iterator

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.desktop.letters import Letters
from simulator.desktop.theme import BODY, LIGHT, SMALL, Theme
from simulator.scenario.reading import read_scenario
from simulator.scenario.shelf import scenario_paths, shelf_folder


@pytest.fixture(scope="module")
def letters() -> Letters:
    return Letters(Theme(LIGHT, 100))


def test_no_line_is_wider_than_its_place(letters: Letters):
    text = "Please stand with Lin where he last saw you, he may come back there, and look at every yellow cap."

    lines = letters.wrap(text, BODY, 200)

    assert len(lines) > 3
    assert all(letters.width(line, BODY) <= 200 for line in lines)


def test_a_word_that_is_too_wide_is_broken_inside(letters: Letters):
    lines = letters.wrap("Donaudampfschifffahrtsgesellschaft", BODY, 90)

    assert "".join(lines) == "Donaudampfschifffahrtsgesellschaft"
    assert all(letters.width(line, BODY) <= 90 for line in lines)


@given(st.text(alphabet="abc ÄßÖ\n", max_size=60), st.integers(20, 300))
def test_breaking_lines_loses_no_letter(text: str, width: int):
    lines = Letters(Theme(LIGHT, 100)).wrap(text, SMALL, width)

    assert "".join(lines).replace(" ", "") == text.replace("\n", "").replace(" ", "")


def test_a_shortened_text_fits_and_says_that_it_was_cut(letters: Letters):
    short = letters.shortened("The boy who followed the drums", BODY, 120)

    assert short.endswith("…")
    assert letters.width(short, BODY) <= 120


def test_the_fonts_have_no_arrows_and_ticks_so_symbols_must_be_icons(letters: Letters):
    assert letters.covers("→✓★") == "→✓★"
    assert letters.covers("Łódź, İstanbul, “\u2013…” 60 € £ ½") == ""


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _texts(inner)


@pytest.mark.parametrize("path", scenario_paths(shelf_folder()), ids=lambda p: p.stem)
def test_every_letter_of_a_scenario_can_be_drawn(path, letters: Letters):
    story = msgspec.to_builtins(read_scenario(path))

    missing = {c for text in _texts(story) for c in letters.covers(text)}

    assert missing == set()
