"""Colours, sizes and zoom: what the program looks like, and the arithmetic that proves it can be read.

No surface is made here; `painting.py` turns these values into pictures.
"""

from dataclasses import dataclass, replace
from enum import Enum

Colour = tuple[int, int, int]

ZOOM_STEPS = (80, 90, 100, 110, 125, 150, 175, 200)


def shade(code: str) -> Colour:
    """The colour written as `#rrggbb`."""
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


class Tone(Enum):
    """What an ink is for; the palette knows its colour."""

    INK = "ink"
    SOFT = "soft"
    ACCENT = "accent"
    ON_ACCENT = "on accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Palette:
    """Every colour a screen may use, named after its task."""

    name: str
    ground: Colour  # behind everything
    panel: Colour  # what content lies on
    control: Colour  # a button or a row that can be chosen
    control_hover: Colour
    chosen: Colour  # a row that is chosen
    sunken: Colour  # inside a text field
    line: Colour  # a quiet divider; carries no meaning
    border: Colour  # the edge of something that can be used: >= 3:1
    ink: Colour
    ink_soft: Colour
    accent: Colour
    accent_hover: Colour
    on_accent: Colour
    focus: Colour
    good: Colour
    warn: Colour
    bad: Colour
    good_soft: Colour
    warn_soft: Colour
    bad_soft: Colour
    theirs: Colour  # the bubble of somebody who talks to the trainee
    yours: Colour
    world: Colour  # the bubble of something that happens
    theirs_edge: Colour
    yours_edge: Colour
    world_edge: Colour
    chart: tuple[Colour, Colour, Colour, Colour]
    shadow: Colour  # where something goes on under an edge

    def of(self, tone: Tone) -> Colour:
        """The colour of an ink."""
        return {
            Tone.INK: self.ink,
            Tone.SOFT: self.ink_soft,
            Tone.ACCENT: self.accent,
            Tone.ON_ACCENT: self.on_accent,
            Tone.GOOD: self.good,
            Tone.WARN: self.warn,
            Tone.BAD: self.bad,
        }[tone]

    def soft_of(self, tone: Tone) -> Colour:
        """The quiet ground that goes with an ink; the panel's own for inks without one."""
        soft = {Tone.GOOD: self.good_soft, Tone.WARN: self.warn_soft, Tone.BAD: self.bad_soft}
        return soft.get(tone, self.panel)


LIGHT = Palette(
    name="light",
    ground=shade("#eceff4"),
    panel=shade("#ffffff"),
    control=shade("#ffffff"),
    control_hover=shade("#f1f5fa"),
    chosen=shade("#e3effb"),
    sunken=shade("#f8fafc"),
    line=shade("#d6dce4"),
    border=shade("#7c8896"),
    ink=shade("#18202b"),
    ink_soft=shade("#4c5868"),
    accent=shade("#0b5aab"),
    accent_hover=shade("#094a8e"),
    on_accent=shade("#ffffff"),
    focus=shade("#b4480a"),
    good=shade("#0a6b4c"),
    warn=shade("#8a5200"),
    bad=shade("#a5172a"),
    good_soft=shade("#e2f4ec"),
    warn_soft=shade("#fbf1dc"),
    bad_soft=shade("#fbe7e9"),
    theirs=shade("#ffffff"),
    yours=shade("#dcebfa"),
    world=shade("#f6f0dd"),
    theirs_edge=shade("#d3dae3"),
    yours_edge=shade("#bdd6ee"),
    world_edge=shade("#e2d6b3"),
    chart=(shade("#0072b2"), shade("#d55e00"), shade("#009e73"), shade("#cc79a7")),
    shadow=shade("#18202b"),
)

DARK = Palette(
    name="dark",
    ground=shade("#10151c"),
    panel=shade("#19202a"),
    control=shade("#1e2631"),
    control_hover=shade("#26303d"),
    chosen=shade("#1f3a57"),
    sunken=shade("#141a22"),
    line=shade("#2c3643"),
    border=shade("#77859a"),
    ink=shade("#e9eef5"),
    ink_soft=shade("#a9b5c4"),
    accent=shade("#6cb2ff"),
    accent_hover=shade("#8dc4ff"),
    on_accent=shade("#0b1825"),
    focus=shade("#ffc46b"),
    good=shade("#62d3a6"),
    warn=shade("#f0b95f"),
    bad=shade("#ff8d98"),
    good_soft=shade("#16322b"),
    warn_soft=shade("#352b18"),
    bad_soft=shade("#3b1f27"),
    theirs=shade("#222b37"),
    yours=shade("#1c3d60"),
    world=shade("#322c1c"),
    theirs_edge=shade("#333f4e"),
    yours_edge=shade("#2c557f"),
    world_edge=shade("#4a4129"),
    chart=(shade("#56a8dd"), shade("#f08742"), shade("#2fbf94"), shade("#dd9abf")),
    shadow=shade("#8f9fb3"),
)

CONTRAST = Palette(
    name="high contrast",
    ground=shade("#000000"),
    panel=shade("#000000"),
    control=shade("#000000"),
    control_hover=shade("#2b2b2b"),
    chosen=shade("#003a5c"),
    sunken=shade("#000000"),
    line=shade("#8c8c8c"),
    border=shade("#ffffff"),
    ink=shade("#ffffff"),
    ink_soft=shade("#e6e6e6"),
    accent=shade("#ffe14d"),
    accent_hover=shade("#fff0a0"),
    on_accent=shade("#000000"),
    focus=shade("#5ce1ff"),
    good=shade("#6bf0b0"),
    warn=shade("#ffc65c"),
    bad=shade("#ffb3bb"),
    good_soft=shade("#00291a"),
    warn_soft=shade("#2b1d00"),
    bad_soft=shade("#33000a"),
    theirs=shade("#000000"),
    yours=shade("#00304d"),
    world=shade("#262000"),
    theirs_edge=shade("#ffffff"),
    yours_edge=shade("#7cc8ff"),
    world_edge=shade("#ffe14d"),
    chart=(shade("#7cc8ff"), shade("#ffb070"), shade("#5ff0c0"), shade("#ffb0dc")),
    shadow=shade("#ffffff"),
)

PALETTES = (LIGHT, DARK, CONTRAST)


@dataclass(frozen=True, slots=True, eq=False)
class TextStyle:
    """A size in pixels at 100 % zoom, a weight (400, 600 or 700) and the height of a line relative to the size."""

    size: int
    weight: int = 400
    leading: float = 1.36


SMALL = TextStyle(14)
SMALL_BOLD = TextStyle(14, 600)
BODY = TextStyle(17)
BODY_BOLD = TextStyle(17, 600)
HEAD = TextStyle(17, 700)
SUBTITLE = TextStyle(20, 600)
TITLE = TextStyle(24, 700, 1.25)
DISPLAY = TextStyle(34, 700, 1.2)
CLOCK = TextStyle(30, 700, 1.2)
TEXT_STYLES = (SMALL, SMALL_BOLD, BODY, BODY_BOLD, HEAD, SUBTITLE, TITLE, DISPLAY, CLOCK)


@dataclass(frozen=True, slots=True)
class Theme:
    """A palette and a zoom in percent (80 to 200); *still*: nothing moves by itself but clocks."""

    palette: Palette = LIGHT
    zoom: int = 100
    still: bool = False

    def px(self, length: float) -> int:
        """*length* at 100 % as whole pixels at this zoom; never less than 1 for a positive length."""
        return max(1, round(length * self.zoom / 100)) if length > 0 else 0

    def zoomed(self, steps: int) -> "Theme":
        """This theme *steps* zoom steps larger (or smaller), within the range."""
        near = min(range(len(ZOOM_STEPS)), key=lambda i: abs(ZOOM_STEPS[i] - self.zoom))
        return replace(self, zoom=ZOOM_STEPS[max(0, min(len(ZOOM_STEPS) - 1, near + steps))])

    def unzoomed(self) -> "Theme":
        """This theme at 100 %."""
        return replace(self, zoom=100)

    def swapped(self) -> "Theme":
        """The next palette: light, dark, high contrast, and light again, so that every one is a key away."""
        return replace(self, palette=PALETTES[(PALETTES.index(self.palette) + 1) % len(PALETTES)])


def luminance(colour: Colour) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2, definition of relative luminance)."""
    parts = [c / 255 for c in colour]
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: Colour, other: Colour) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def text_pairs(p: Palette) -> tuple[tuple[Colour, Colour], ...]:
    """Every ink a screen puts on every ground; each must reach 4.5:1."""
    surfaces = (p.ground, p.panel, p.control, p.control_hover, p.chosen, p.sunken, p.theirs, p.yours, p.world)
    plain = tuple((ink, under) for ink in (p.ink, p.ink_soft) for under in surfaces)
    accents = tuple((p.accent, under) for under in (p.ground, p.panel, p.control, p.control_hover, p.chosen))
    states = ((p.good, p.good_soft), (p.warn, p.warn_soft), (p.bad, p.bad_soft))
    state_ink = tuple((ink, soft) for _, soft in states for ink in (p.ink, p.ink_soft))
    on_panel = tuple((ink, under) for ink, _ in states for under in (p.ground, p.panel, p.control))
    buttons = ((p.on_accent, p.accent), (p.on_accent, p.accent_hover))
    return plain + accents + states + state_ink + on_panel + buttons


def edge_pairs(p: Palette) -> tuple[tuple[Colour, Colour], ...]:
    """Edges, focus rings and marks that carry meaning, each with what lies beside it; each must reach 3:1."""
    grounds = (p.ground, p.panel, p.control, p.sunken)
    edges = tuple((edge, under) for edge in (p.border, p.focus, p.accent) for under in grounds)
    return edges + tuple((colour, p.panel) for colour in p.chart)
