"""What can be pressed: buttons with their key drawn on them, ticks, choices out of several."""

from __future__ import annotations

from enum import Enum

import pygame

from simulator.desktop.painting import Brush, Painter
from simulator.desktop.theme import BODY, BODY_BOLD, SMALL, SMALL_BOLD, Colour, TextStyle, Tone
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.text import keycap_width, paint_keycap

HINT_ROOM = 34  # kept free for the number of something to tick, at 100 %


class Kind(Enum):
    """How much a button asks to be pressed."""

    PLAIN = "plain"
    PRIMARY = "primary"
    QUIET = "quiet"


class Pressable(Node):
    """A node that the keyboard and the mouse can press."""

    focusable = True
    radius = 8.0

    def paint_focus(self, painter: Painter) -> None:
        """Draw the focus ring over the edge."""
        if self.focused:
            painter.ring(self.rect, painter.palette.focus, radius=self.radius, width=3)


class Button(Pressable):
    """A command with a name, an icon and the key that does the same."""

    def __init__(
        self,
        name: str,
        on_press: Press,
        *,
        hint: str = "",
        icon: str = "",
        kind: Kind = Kind.PLAIN,
        key: str = "",
        enabled: bool = True,
        grow: float = 0,
        compact: bool = False,
        label: str | None = None,
        tone: Tone = Tone.INK,
        framed: bool = True,
    ) -> None:
        super().__init__(Role.BUTTON, name, on_press=on_press, key=key, enabled=enabled, grow=grow)
        self.framed = framed  # whether its key stands in a frame; without one it needs less room
        self.hint = hint
        self.icon = icon
        self.kind = kind
        self.label = name if label is None else label
        self.tone = tone
        self.style: TextStyle = SMALL_BOLD if compact else BODY_BOLD
        self.height = 34 if compact else 42
        self.edge_pad = (10 if framed else 8) if compact else 14

    def _beside(self, brush: Brush) -> int:
        """Everything in the width that isn't the label."""
        icon = brush.px(self.style.size * 1.15) if self.icon else 0
        gap = brush.px(8) if self.icon and self.label else 0
        return icon + gap + self._hint_width(brush) + 2 * brush.px(self.edge_pad)

    def _hint_width(self, brush: Brush) -> int:
        """The key and the space before it."""
        if not self.hint:
            return 0
        if not self.framed:
            return brush.letters.width(self.hint, SMALL) + brush.px(5)
        return keycap_width(brush, self.hint) + brush.px(10)

    def natural_width(self, brush: Brush) -> int:
        """Label, icon, key and padding on one line."""
        width = brush.letters.width(self.label, self.style) if self.label else 0
        return max(width + self._beside(brush), brush.px(self.height))

    def _lines(self, brush: Brush, width: int) -> tuple[str, ...]:
        return brush.letters.wrap(self.label, self.style, width - self._beside(brush)) if self.label else ()

    def height_for(self, brush: Brush, width: int) -> int:
        """One line with air, or more lines where it is narrow."""
        lines = len(self._lines(brush, width))
        tall = lines * brush.letters.line_height(self.style) + 2 * brush.px(6)
        return max(brush.px(self.height), tall)

    def is_cut(self, brush: Brush) -> bool:
        """Whether the label is wider or higher than its room."""
        room = self.rect.width - self._beside(brush)
        widest = max((brush.letters.width(x, self.style) for x in self._lines(brush, self.rect.width)), default=0)
        return widest > room or super().is_cut(brush)

    def _colours(self, painter: Painter) -> tuple[Colour | None, Colour | None, Colour]:
        """Fill, edge and ink for the state it is in."""
        p = painter.palette
        if not self.enabled:
            return p.panel, p.line, p.ink_soft
        if self.kind is Kind.PRIMARY:
            return (p.accent_hover if self.hovered else p.accent), None, p.on_accent
        if self.kind is Kind.QUIET:
            return (p.control_hover if self.hovered else None), None, p.of(self.tone)
        return (p.control_hover if self.hovered else p.control), p.border, p.of(self.tone)

    def paint(self, painter: Painter) -> None:
        """Draw ground, icon, label and key."""
        fill, edge, ink = self._colours(painter)
        if fill:
            painter.box(self.rect, fill, edge, radius=self.radius)
        self._paint_inside(painter, ink)
        self.paint_focus(painter)

    def _paint_inside(self, painter: Painter, ink: Colour) -> None:
        brush = painter.brush
        lines = self._lines(brush, self.rect.width)
        text_width = max((brush.letters.width(line, self.style) for line in lines), default=0)
        content = text_width + self._beside(brush) - 2 * brush.px(self.edge_pad)
        x = self.rect.x + max(brush.px(self.edge_pad), (self.rect.width - content) // 2)
        if self.icon:
            size = self.style.size * 1.15
            painter.icon(self.icon, size, ink, x, self.rect.centery - painter.px(size) // 2)
            x += painter.px(size) + (painter.px(8) if self.label else 0)
        top = self.rect.centery - len(lines) * brush.letters.line_height(self.style) // 2
        painter.lines(lines, self.style, ink, x, top)
        if self.hint:
            colour = ink if self.kind is Kind.PRIMARY else painter.palette.ink_soft
            right = x + text_width + self._hint_width(brush)
            if self.framed:
                paint_keycap(painter, self.hint, colour, right, self.rect.centery)
            else:
                low = self.rect.centery - brush.letters.line_height(SMALL) // 2
                painter.text(self.hint, SMALL, colour, right - brush.letters.width(self.hint, SMALL), low)


class Choice(Pressable):
    """One of several: a row with its number key, a text that wraps and, if need be, a quieter second text."""

    def __init__(
        self,
        name: str,
        on_press: Press,
        *,
        hint: str = "",
        detail: str = "",
        chosen: bool = False,
        key: str = "",
        enabled: bool = True,
        grow: float = 0,
        role: Role = Role.RADIO,
        centred: bool = False,
        style: TextStyle = BODY,
    ) -> None:
        value = "chosen" if chosen else ""
        super().__init__(role, name, value=value, on_press=on_press, key=key, enabled=enabled, grow=grow)
        self.hint = hint
        self.detail = detail
        self.chosen = chosen
        self.centred = centred
        self.style = style

    def _left(self, brush: Brush) -> int:
        return brush.px(46) if self.hint else brush.px(14)

    def _parts(self, brush: Brush, width: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        room = width - self._left(brush) - brush.px(14)
        detail = brush.letters.wrap(self.detail, SMALL, room) if self.detail else ()
        return brush.letters.wrap(self.name, self.style, room), detail

    def natural_width(self, brush: Brush) -> int:
        """Its text on one line."""
        text = max(brush.letters.width(self.name, self.style), brush.letters.width(self.detail, SMALL))
        return text + self._left(brush) + brush.px(14)

    def _text_height(self, brush: Brush, width: int) -> int:
        name, detail = self._parts(brush, width)
        letters = brush.letters
        return len(name) * letters.line_height(self.style) + len(detail) * letters.line_height(SMALL)

    def height_for(self, brush: Brush, width: int) -> int:
        """Its lines with air; never under 42 pixels at 100 %."""
        return max(brush.px(42), self._text_height(brush, width) + 2 * brush.px(9))

    def paint(self, painter: Painter) -> None:
        """Draw the row; a chosen one has a thick edge and a filled number, not only another colour."""
        p = painter.palette
        fill = p.chosen if self.chosen else p.control_hover if self.hovered and self.enabled else p.control
        edge = p.accent if self.chosen else p.border
        painter.box(self.rect, fill, edge, radius=self.radius, edge_width=2 if self.chosen else 1)
        if self.hint:
            self._paint_number(painter)
        self._paint_text(painter)
        self.paint_focus(painter)

    def _paint_number(self, painter: Painter) -> None:
        p = painter.palette
        side = painter.px(26)
        cap = pygame.Rect(self.rect.x + painter.px(10), self.rect.centery - side // 2, side, side)
        painter.box(cap, p.accent if self.chosen else p.panel, p.accent, radius=6)
        ink = p.on_accent if self.chosen else p.accent
        painter.text_centred(self.hint, BODY_BOLD, ink, cap)

    def _paint_text(self, painter: Painter) -> None:
        p = painter.palette
        name, detail = self._parts(painter.brush, self.rect.width)
        x = self.rect.x + self._left(painter.brush)
        y = self.rect.centery - self._text_height(painter.brush, self.rect.width) // 2
        step = painter.brush.letters.line_height(self.style)
        if self.centred:
            x = self.rect.centerx - painter.brush.letters.width(name[0], self.style) // 2
        painter.lines(name, self.style, p.ink if self.enabled else p.ink_soft, x, y)
        painter.lines(detail, SMALL, p.ink_soft, x, y + len(name) * step)


class Check(Pressable):
    """Something that can be ticked."""

    def __init__(
        self,
        name: str,
        on_press: Press,
        *,
        ticked: bool,
        detail: str = "",
        key: str = "",
        enabled: bool = True,
        hint: str = "",
    ) -> None:
        value = "ticked" if ticked else "not ticked"
        super().__init__(Role.CHECKBOX, name, value=value, on_press=on_press, key=key, enabled=enabled)
        self.ticked = ticked
        self.detail = detail
        self.hint = hint

    def _parts(self, brush: Brush, width: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        room = width - brush.px(44) - brush.px(HINT_ROOM)
        detail = brush.letters.wrap(self.detail, SMALL, room) if self.detail else ()
        return brush.letters.wrap(self.name, BODY, room), detail

    def natural_width(self, brush: Brush) -> int:
        """Its text on one line."""
        text = max(brush.letters.width(self.name, BODY), brush.letters.width(self.detail, SMALL))
        return text + brush.px(44) + brush.px(HINT_ROOM)

    def _text_height(self, brush: Brush, width: int) -> int:
        name, detail = self._parts(brush, width)
        letters = brush.letters
        return len(name) * letters.line_height(BODY) + len(detail) * letters.line_height(SMALL)

    def height_for(self, brush: Brush, width: int) -> int:
        """Its lines with air; never under 38 pixels at 100 %."""
        return max(brush.px(38), self._text_height(brush, width) + 2 * brush.px(6))

    def paint(self, painter: Painter) -> None:
        """Draw the little box, the tick and the text."""
        p = painter.palette
        if self.hovered:
            painter.box(self.rect, p.control_hover, None, radius=self.radius)
        side = painter.px(20)
        top = self.rect.y + (painter.px(38) - side) // 2
        box = pygame.Rect(self.rect.x + painter.px(10), top, side, side)
        painter.box(box, p.accent if self.ticked else p.sunken, p.accent if self.ticked else p.border, radius=5)
        if self.ticked:
            painter.icon("check", 16, p.on_accent, box.x + painter.px(2), box.y + painter.px(2))
        name, detail = self._parts(painter.brush, self.rect.width)
        y = self.rect.centery - self._text_height(painter.brush, self.rect.width) // 2
        painter.lines(name, BODY, p.ink, self.rect.x + painter.px(40), y)
        below = y + len(name) * painter.brush.letters.line_height(BODY)
        painter.lines(detail, SMALL, p.ink_soft, self.rect.x + painter.px(40), below)
        if self.hint:
            paint_keycap(painter, self.hint, p.ink_soft, self.rect.right - painter.px(8), box.centery)
        self.paint_focus(painter)


class Fold(Pressable):
    """The heading of a part that can be folded away."""

    def __init__(self, name: str, on_press: Press, *, is_open: bool, key: str = "", summary: str = "") -> None:
        value = "open" if is_open else "folded"
        super().__init__(Role.BUTTON, name, value=value, on_press=on_press, key=key)
        self.is_open = is_open
        self.summary = summary

    def natural_width(self, brush: Brush) -> int:
        """Name, summary and arrow on one line."""
        summary = brush.letters.width(self.summary, SMALL) + brush.px(16) if self.summary else 0
        return brush.letters.width(self.name, BODY_BOLD) + summary + brush.px(52)

    def _lines(self, brush: Brush, width: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        room = width - brush.px(52)
        name = brush.letters.wrap(self.name, BODY_BOLD, room)
        if not self.summary or self.natural_width(brush) <= width:
            return name, ()
        return name, brush.letters.wrap(self.summary, SMALL, room)

    def height_for(self, brush: Brush, width: int) -> int:
        """Its lines with air."""
        name, summary = self._lines(brush, width)
        letters = brush.letters
        tall = len(name) * letters.line_height(BODY_BOLD) + len(summary) * letters.line_height(SMALL)
        return max(brush.px(44), tall + 2 * brush.px(8))

    def paint(self, painter: Painter) -> None:
        """Draw the arrow, the name and what is inside in one word."""
        p = painter.palette
        if self.hovered:
            painter.box(self.rect, p.control_hover, None, radius=self.radius)
        arrow = "chevron-down" if self.is_open else "chevron-right"
        painter.icon(arrow, 20, p.accent, self.rect.x + painter.px(10), self.rect.centery - painter.px(10))
        name, below = self._lines(painter.brush, self.rect.width)
        letters = painter.brush.letters
        tall = len(name) * letters.line_height(BODY_BOLD) + len(below) * letters.line_height(SMALL)
        x, y = self.rect.x + painter.px(38), self.rect.centery - tall // 2
        painter.lines(name, BODY_BOLD, p.ink, x, y)
        painter.lines(below, SMALL, p.ink_soft, x, y + len(name) * letters.line_height(BODY_BOLD))
        if self.summary and not below:
            right = self.rect.right - painter.px(14) - letters.width(self.summary, SMALL)
            painter.text(self.summary, SMALL, p.ink_soft, right, self.rect.centery - letters.line_height(SMALL) // 2)
        self.paint_focus(painter)
