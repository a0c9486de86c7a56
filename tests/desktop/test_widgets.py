from collections.abc import Callable

import pygame
import pytest

from simulator.desktop.assets import assets_folder
from simulator.desktop.painting import Brush, Painter
from simulator.desktop.theme import LIGHT, PALETTES, SMALL, SMALL_BOLD, Theme, Tone
from simulator.desktop.view_models.rating import ICONS as RATING_ICONS
from simulator.desktop.view_models.words import KIND_ICONS
from simulator.desktop.widgets.buttons import Button
from simulator.desktop.widgets.cards import Bar
from simulator.desktop.widgets.inspecting import layout_faults
from simulator.desktop.widgets.layout import Column, FirstThatFits, Flow, Row, Spacer
from simulator.desktop.widgets.talk import Bubble, Chip, PersonRow, Side
from simulator.desktop.widgets.text import Digits, Label, digit_cells


@pytest.fixture
def brush() -> Brush:
    return Brush(Theme(LIGHT, 100))


def test_a_chip_is_as_wide_as_its_words(brush: Brush):
    long = "Update to Mrs Adeyemi about the fibre cut at the Ibadan ring"
    chip = Chip(long, "08:41 left", lambda: None)
    chip.place(brush, pygame.Rect(0, 0, chip.natural_width(brush), 50))

    assert not chip.is_cut(brush)
    assert chip.natural_width(brush) > brush.letters.width(long, SMALL)


def test_a_chip_in_a_narrow_place_breaks_its_line_instead_of_cutting_it(brush: Brush):
    chip = Chip("Mara Lindqvist: ring her at half past seven", "08:41 left", lambda: None)

    assert chip.height_for(brush, 180) > chip.height_for(brush, 500)


def test_a_clock_keeps_its_width_as_it_runs(brush: Brush):
    widths = {Digits(text).natural_width(brush) for text in ("11:11:11", "00:00:00", "23:59:48")}

    assert len(widths) == 1


def test_a_row_shares_out_every_pixel(brush: Brush):
    row = Row([Spacer(grow=1), Spacer(grow=1), Spacer(grow=1)])
    row.place(brush, pygame.Rect(0, 0, 100, 10))

    assert [child.rect.x for child in row.children] == [0, 33, 67]
    assert row.children[-1].rect.right == 100


def test_a_flow_takes_as_many_lines_as_it_needs(brush: Brush):
    flow = Flow([Button(f"Button {n}", lambda: None) for n in range(6)], gap=8)

    assert flow.height_for(brush, 300) > flow.height_for(brush, 2000)


def test_the_first_way_that_fits_is_used(brush: Brush):
    wide = Row([Spacer(400), Spacer(400)])
    narrow = Column([Spacer(20), Spacer(20)])
    either = FirstThatFits([wide, narrow])

    either.place(brush, pygame.Rect(0, 0, 900, 50))
    assert either.children == [wide]
    either.place(brush, pygame.Rect(0, 0, 500, 50))
    assert either.children == [narrow]


def test_a_bubble_is_drawn_once_for_a_width_and_kept(brush: Brush):
    surface = pygame.Surface((600, 200))
    painter = Painter(brush, surface)
    for _ in range(3):
        bubble = Bubble(Side.THEIRS, "Mara", "12:00", "My son. He was right here.")
        bubble.place(brush, pygame.Rect(0, 0, 560, bubble.height_for(brush, 560)))
        bubble.draw(painter)

    assert len(brush.bubbles._items) == 1


def test_own_words_stand_on_the_right_and_theirs_on_the_left(brush: Brush):
    rect = pygame.Rect(0, 0, 560, 60)
    boxes = {}
    for side in Side:
        bubble = Bubble(side, "Mara", "12:00", "Yes.")
        bubble.place(brush, rect)
        boxes[side] = bubble.box(brush)

    assert boxes[Side.THEIRS].left == rect.left
    assert boxes[Side.YOURS].right == rect.right
    assert boxes[Side.WORLD].centerx == rect.centerx


def test_a_mark_is_told_in_words_as_well_as_by_its_bar():
    assert Bar("Honesty", 84.4, 75).value == "84 of 100, you said 75"
    assert Bar("Cadence", None).value == "not scored here"


def test_a_label_that_gets_too_little_room_is_found_out(brush: Brush):
    label = Label("Two lines of text that need their room to be read")
    column = Column([label])
    window = pygame.Rect(0, 0, 120, 20)
    column.place(brush, window)

    assert any(fault.startswith(("cut", "sticks out")) for fault in layout_faults(column, brush, window))


def test_things_on_top_of_each_other_are_found_out(brush: Brush):
    one, other = Label("one"), Label("other")
    column = Column([one, other])
    window = pygame.Rect(0, 0, 200, 100)
    column.place(brush, window)
    other.rect = one.rect.copy()

    assert any(fault.startswith("overlap") for fault in layout_faults(column, brush, window))


@pytest.mark.parametrize("palette", PALETTES, ids=lambda p: p.name)
def test_rounded_corners_are_smooth_and_the_middle_is_plain(palette):
    brush = Brush(Theme(palette, 100))
    surface = pygame.Surface((60, 40))
    surface.fill(palette.ground)
    Painter(brush, surface).box(surface.get_rect(), palette.panel, palette.border, radius=12)

    assert surface.get_at((0, 0))[:3] == palette.ground
    assert surface.get_at((30, 20))[:3] == palette.panel
    assert surface.get_at((30, 0))[:3] == palette.border
    shades = {tuple(surface.get_at((x, y))[:3]) for x in range(12) for y in range(12)}
    assert len(shades) > 4


def test_an_icon_takes_the_colour_it_is_asked_for(brush: Brush):
    picture = brush.icons.get("check", 32, LIGHT.accent)
    colours = {tuple(picture.get_at((x, y))) for x in range(32) for y in range(32)}

    assert (*LIGHT.accent, 255) in colours


def test_every_icon_that_is_named_in_a_table_exists():
    for name in {*RATING_ICONS.values(), *KIND_ICONS.values()}:
        assert (assets_folder() / "icons" / f"{name}.svg").is_file()


def test_every_icon_on_disk_can_be_drawn(brush: Brush):
    for path in sorted((assets_folder() / "icons").glob("*.svg")):
        picture = brush.icons.get(path.stem, 24, LIGHT.ink)
        assert pygame.mask.from_surface(picture).count() > 8, path.stem


def test_fonts_and_icons_lie_beside_their_licences():
    folder = assets_folder()

    assert "SIL OPEN FONT LICENSE" in (folder / "fonts" / "OFL.txt").read_text(encoding="utf-8").upper()
    assert "ISC License" in (folder / "icons" / "ISC.txt").read_text(encoding="utf-8")
    assert (folder / "LICENCES.md").is_file()


def test_a_button_shows_the_key_that_does_the_same(show: Callable):
    hand = show(lambda shelf, extent: Flow([Button("Send", shelf.pressed("x"), hint="Enter", tone=Tone.INK)]))
    with_key = hand.stage.find("button", "Send").natural_width(hand.stage.brush)
    without = Button("Send", lambda: None).natural_width(hand.stage.brush)

    assert with_key > without


@pytest.mark.parametrize("waiting", ["waits 15:20, asked twice", "waits 1:11, asked 3 times", "waits 0:08"])
def test_how_long_somebody_waits_stands_inside_their_card(brush, waiting):
    row = PersonRow("Lindiwe Maseko", lambda: None, role_line="", state="uneasy", icon="user", waiting=waiting)
    for width in range(190, 261, 10):
        _, room, _ = row._rooms(brush, width)
        painted = [line for line, is_waiting in row._parts(brush, width) if is_waiting]

        assert all(sum(digit_cells(brush, line, SMALL_BOLD)) <= room for line in painted)
        assert " ".join(painted) == waiting
