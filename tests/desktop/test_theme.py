import pytest

from simulator.desktop.theme import (
    CONTRAST,
    DARK,
    LIGHT,
    PALETTES,
    TEXT_STYLES,
    Palette,
    Theme,
    contrast,
    edge_pairs,
    text_pairs,
)


def test_black_on_white_has_the_contrast_that_the_standard_names():
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)


@pytest.mark.parametrize("palette", PALETTES, ids=lambda p: p.name)
def test_every_text_can_be_read_on_every_ground_it_stands_on(palette: Palette):
    weak = [(ink, under) for ink, under in text_pairs(palette) if contrast(ink, under) < 4.5]

    assert weak == []


@pytest.mark.parametrize("palette", PALETTES, ids=lambda p: p.name)
def test_every_edge_that_means_something_can_be_seen(palette: Palette):
    weak = [(edge, beside) for edge, beside in edge_pairs(palette) if contrast(edge, beside) < 3]

    assert weak == []


def test_no_text_is_smaller_than_fourteen_pixels_and_the_body_has_seventeen():
    sizes = [style.size for style in TEXT_STYLES]

    assert min(sizes) == 14
    assert 17 in sizes


def test_zoom_goes_in_steps_from_eighty_to_two_hundred_percent_and_no_further():
    theme = Theme(LIGHT, 100)
    for _ in range(20):
        theme = theme.zoomed(1)

    assert theme.zoom == 200
    assert theme.zoomed(-20).zoom == 80
    assert theme.unzoomed().zoom == 100


def test_a_length_is_never_rounded_away():
    assert Theme(LIGHT, 80).px(0.4) == 1
    assert Theme(LIGHT, 80).px(0) == 0


def test_one_key_goes_through_all_palettes_and_comes_back():
    assert Theme(LIGHT).swapped().palette is DARK
    assert Theme(DARK).swapped().palette is CONTRAST
    assert Theme(CONTRAST).swapped().palette is LIGHT


def test_high_contrast_keeps_seven_to_one_for_every_text():
    weak = [(ink, under) for ink, under in text_pairs(CONTRAST) if contrast(ink, under) < 7]

    assert weak == []


def test_a_theme_that_holds_still_holds_still_in_other_colours_too():
    assert Theme(LIGHT, still=True).swapped().zoomed(1).still
