import pytest

from simulator.desktop.theme import (
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


def test_dark_and_light_change_places():
    assert Theme(LIGHT).swapped().palette is DARK
    assert Theme(DARK).swapped().palette is LIGHT
