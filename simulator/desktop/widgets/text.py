"""Text that is read: labels that wrap, headings, digits in fixed cells, small marks with a word in them."""

from __future__ import annotations

import pygame

from simulator.desktop.painting import Brush, Painter
from simulator.desktop.theme import BODY, CLOCK, HEAD, SMALL, SMALL_BOLD, Colour, TextStyle, Tone
from simulator.desktop.widgets.node import Node, Role


class Label(Node):
    """A text that wraps at the width it is given; with an icon before it if one is named."""

    def __init__(
        self,
        text: str,
        style: TextStyle = BODY,
        tone: Tone = Tone.INK,
        *,
        role: Role = Role.TEXT,
        icon: str = "",
        icon_tone: Tone | None = None,
        grow: float = 0,
        key: str = "",
        max_lines: int = 0,
    ) -> None:
        super().__init__(role, text, grow=grow, key=key)
        self.style = style
        self.tone = tone
        self.icon = icon
        self.icon_tone = icon_tone or tone
        self.max_lines = max_lines

    def _indent(self, brush: Brush) -> int:
        return brush.px(self.style.size * 1.65) if self.icon else 0

    def natural_width(self, brush: Brush) -> int:
        """The longest paragraph on one line."""
        widest = max(brush.letters.width(line, self.style) for line in self.name.split("\n"))
        return widest + self._indent(brush)

    def _lines(self, brush: Brush, width: int) -> tuple[str, ...]:
        room = width - self._indent(brush)
        lines = brush.letters.wrap(self.name, self.style, room)
        if not self.max_lines or len(lines) <= self.max_lines:
            return lines
        last = brush.letters.shortened(" ".join(lines[self.max_lines - 1 :]), self.style, room)
        return (*lines[: self.max_lines - 1], last)

    def height_for(self, brush: Brush, width: int) -> int:
        """Its lines at this width."""
        return len(self._lines(brush, width)) * brush.letters.line_height(self.style)

    def is_cut(self, brush: Brush) -> bool:
        """Whether a line is missing or too wide."""
        room = self.rect.width - self._indent(brush)
        wide = any(brush.letters.width(line, self.style) > room for line in self._lines(brush, self.rect.width))
        return wide or super().is_cut(brush)

    def paint(self, painter: Painter) -> None:
        """Draw the lines, and the icon beside the first."""
        colour = painter.palette.of(self.tone)
        lines = self._lines(painter.brush, self.rect.width)
        left = self.rect.x + self._indent(painter.brush)
        painter.lines(lines, self.style, colour, left, self.rect.y)
        if self.icon:
            size = self.style.size * 1.12
            drop = (painter.brush.letters.line_height(self.style) - painter.px(size)) // 2
            tone = painter.palette.of(self.icon_tone)
            painter.icon(self.icon, size, tone, self.rect.x, self.rect.y + drop)


def heading(text: str, style: TextStyle = HEAD, *, icon: str = "", grow: float = 0) -> Label:
    """A label that is the name of what follows."""
    tone = Tone.ACCENT if icon else None
    return Label(text, style, role=Role.HEADING, icon=icon, icon_tone=tone, grow=grow)


class Digits(Node):
    """A clock: every digit stands in a cell of the same width, so that nothing dances as it runs."""

    def __init__(self, text: str, style: TextStyle = CLOCK, tone: Tone = Tone.INK, *, name: str = "clock") -> None:
        super().__init__(Role.TIMER, name, value=text)
        self.style = style
        self.tone = tone

    def _cells(self, brush: Brush) -> list[int]:
        return digit_cells(brush, self.value, self.style)

    def natural_width(self, brush: Brush) -> int:
        """The sum of the cells."""
        return sum(self._cells(brush))

    def height_for(self, brush: Brush, width: int) -> int:
        """One line."""
        return brush.letters.line_height(self.style)

    def is_cut(self, brush: Brush) -> bool:
        """Whether a digit is missing."""
        return self.natural_width(brush) > self.rect.width or super().is_cut(brush)

    def paint(self, painter: Painter) -> None:
        """Draw each character in the middle of its cell."""
        paint_digits(painter, self.value, self.style, self.tone, self.rect.x, self.rect.y)


def digit_cells(brush: Brush, text: str, style: TextStyle) -> list[int]:
    """The width of each character's cell: one for all digits, their own for the rest."""
    digit = max(brush.letters.width(d, style) for d in "0123456789")
    return [digit if c.isdigit() else brush.letters.width(c, style) for c in text]


def paint_digits(painter: Painter, text: str, style: TextStyle, tone: Tone, x: int, y: int) -> None:
    """Draw *text* with its digits in cells, from (*x*, *y*)."""
    colour = painter.palette.of(tone)
    for character, cell in zip(text, digit_cells(painter.brush, text, style), strict=True):
        own = painter.brush.letters.width(character, style)
        painter.text(character, style, colour, x + (cell - own) // 2, y)
        x += cell


class Tag(Node):
    """A word on a soft ground, with an icon if one is named: a state that is never told by colour alone."""

    def __init__(self, text: str, tone: Tone = Tone.SOFT, *, icon: str = "", role: Role = Role.STATUS) -> None:
        super().__init__(role, text)
        self.tone = tone
        self.icon = icon

    def _icon_room(self, brush: Brush) -> int:
        return brush.px(20) if self.icon else 0

    def natural_width(self, brush: Brush) -> int:
        """The word, the icon and the space around them."""
        return brush.letters.width(self.name, SMALL_BOLD) + self._icon_room(brush) + 2 * brush.px(9)

    def _lines(self, brush: Brush, width: int) -> tuple[str, ...]:
        return brush.letters.wrap(self.name, SMALL_BOLD, width - self._icon_room(brush) - 2 * brush.px(9))

    def height_for(self, brush: Brush, width: int) -> int:
        """Its lines and a little air."""
        return len(self._lines(brush, width)) * brush.letters.line_height(SMALL_BOLD) + 2 * brush.px(3)

    def paint(self, painter: Painter) -> None:
        """Draw the ground, the icon and the word."""
        colour = painter.palette.of(self.tone)
        lines = self._lines(painter.brush, self.rect.width)
        height = self.height_for(painter.brush, self.rect.width)
        ground = pygame.Rect(self.rect.x, self.rect.centery - height // 2, self.rect.width, height)
        painter.box(ground, painter.palette.soft_of(self.tone), painter.palette.line, radius=7)
        x = ground.x + painter.px(9)
        if self.icon:
            painter.icon(self.icon, 15, colour, x, ground.centery - painter.px(15) // 2)
        painter.lines(lines, SMALL_BOLD, colour, x + self._icon_room(painter.brush), ground.y + painter.px(3))


class Picture(Node):
    """An icon that stands alone, with a name for those who can't see it."""

    def __init__(self, icon: str, name: str, *, size: float = 22, tone: Tone = Tone.ACCENT) -> None:
        super().__init__(Role.IMAGE, name)
        self.icon = icon
        self.size = size
        self.tone = tone

    def natural_width(self, brush: Brush) -> int:
        """Its size."""
        return brush.px(self.size)

    def height_for(self, brush: Brush, width: int) -> int:
        """Its size."""
        return brush.px(self.size)

    def paint(self, painter: Painter) -> None:
        """Draw the icon in the middle."""
        side = painter.px(self.size)
        x, y = self.rect.centerx - side // 2, self.rect.centery - side // 2
        painter.icon(self.icon, self.size, painter.palette.of(self.tone), x, y)


class Keycap(Node):
    """The name of a key in a thin frame."""

    def __init__(self, key_name: str) -> None:
        super().__init__(Role.TEXT, key_name)

    def natural_width(self, brush: Brush) -> int:
        """The name and the frame."""
        return keycap_width(brush, self.name)

    def height_for(self, brush: Brush, width: int) -> int:
        """One line."""
        return brush.letters.line_height(SMALL) + brush.px(1)

    def paint(self, painter: Painter) -> None:
        """Draw the frame and the name."""
        paint_keycap(painter, self.name, painter.palette.ink_soft, self.rect.right, self.rect.centery)


def keycap_width(brush: Brush, key: str) -> int:
    """How wide the drawing of *key* is; nothing for no key."""
    return brush.letters.width(key, SMALL) + 2 * brush.px(6) if key else 0


def paint_keycap(painter: Painter, key: str, colour: Colour, right: int, centre: int) -> None:
    """Draw a key's name in a thin frame that ends at *right*."""
    width = keycap_width(painter.brush, key)
    height = painter.brush.letters.line_height(SMALL) + painter.px(1)
    cap = pygame.Rect(right - width, centre - height // 2, width, height)
    painter.ring(cap, colour, radius=5, width=1)
    painter.text_centred(key, SMALL, colour, cap)
