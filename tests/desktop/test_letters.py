from collections.abc import Iterator
from itertools import pairwise

import msgspec
import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simulator.desktop.assets import assets_folder
from simulator.desktop.letters import OVERSIZE, Letters
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


@pytest.mark.parametrize("word", ["Firedrill", "the lake", "worth another look", "ill-lit village", "every minute"])
def test_letters_stand_as_far_apart_as_the_font_means_them_to(word: str, letters: Letters):
    true = pygame.Font(str(assets_folder() / "fonts" / "AtkinsonHyperlegibleNext-Regular.ttf"), BODY.size * 32)
    font = letters.font(BODY)
    places = [font.size(word[:n])[0] / OVERSIZE for n in range(1, len(word) + 1)]
    wanted = [true.size(word[:n])[0] / 32 for n in range(1, len(word) + 1)]
    steps = [b - a for a, b in pairwise(places)]

    assert all(abs(step - (b - a)) < 0.4 for step, (a, b) in zip(steps, pairwise(wanted), strict=True))


def test_a_line_is_as_wide_as_it_was_measured(letters: Letters):
    for text in ("Firedrill", "I hear you.", "W", "12:06:19"):
        assert letters.line(text, BODY, (0, 0, 0)).get_width() == letters.width(text, BODY)
