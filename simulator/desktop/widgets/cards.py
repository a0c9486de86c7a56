"""Larger things to press: a drill on the shelf, a way to play it. Title, a few lines, marks in words."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from simulator.desktop.painting import Brush, Painter
from simulator.desktop.theme import BODY, BODY_BOLD, SMALL, SMALL_BOLD, Tone
from simulator.desktop.widgets.buttons import Pressable
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.text import keycap_width, paint_keycap

PAD, LEFT = 16, 58


class Card(Pressable):
    """A title with an icon, text under it, small marks in a line, and a reason set apart by its colour."""

    radius = 12.0

    def __init__(
        self,
        title: str,
        on_press: Press,
        *,
        icon: str,
        text: str = "",
        marks: Sequence[str] = (),
        reason: str = "",
        hint: str = "",
        chosen: bool = False,
        role: Role = Role.BUTTON,
        key: str = "",
        grow: float = 0,
        enabled: bool = True,
    ) -> None:
        value = "chosen" if chosen else ", ".join(marks)
        super().__init__(role, title, value=value, on_press=on_press, key=key, grow=grow, enabled=enabled)
        self.icon = icon
        self.text = text
        self.marks = " · ".join(marks)
        self.reason = reason
        self.hint = hint
        self.chosen = chosen

    def _room(self, brush: Brush, width: int) -> int:
        return width - brush.px(LEFT) - brush.px(PAD)

    def _blocks(self, brush: Brush, width: int) -> tuple[tuple[str, ...], ...]:
        """The lines of title, text, marks and reason."""
        room = self._room(brush, width)
        letters = brush.letters
        title = room - keycap_width(brush, self.hint) - (brush.px(10) if self.hint else 0)
        return (
            letters.wrap(self.name, BODY_BOLD, title),
            letters.wrap(self.text, BODY, room) if self.text else (),
            letters.wrap(self.marks, SMALL, room) if self.marks else (),
            letters.wrap(self.reason, SMALL_BOLD, room) if self.reason else (),
        )

    def natural_width(self, brush: Brush) -> int:
        """A comfortable width."""
        return brush.px(320)

    def height_for(self, brush: Brush, width: int) -> int:
        """All blocks with a little air between them."""
        title, text, marks, reason = self._blocks(brush, width)
        big, small = brush.letters.line_height(BODY), brush.letters.line_height(SMALL)
        gaps = sum(brush.px(4) for block in (text, marks, reason) if block)
        return (len(title) + len(text)) * big + (len(marks) + len(reason)) * small + gaps + 2 * brush.px(PAD - 2)

    def paint(self, painter: Painter) -> None:
        """Draw the card."""
        p = painter.palette
        fill = p.chosen if self.chosen else p.control_hover if self.hovered else p.control
        edge = p.accent if self.chosen else p.border
        painter.box(self.rect, fill, edge, radius=self.radius, edge_width=2 if self.chosen else 1)
        self._paint_icon(painter)
        self._paint_blocks(painter)
        if self.hint:
            first = self.rect.y + painter.px(PAD - 2) + painter.brush.letters.line_height(BODY) // 2
            paint_keycap(painter, self.hint, p.ink_soft, self.rect.right - painter.px(PAD), first)
        self.paint_focus(painter)

    def _paint_icon(self, painter: Painter) -> None:
        p = painter.palette
        side = painter.px(32)
        box = pygame.Rect(self.rect.x + painter.px(14), self.rect.y + painter.px(PAD - 2), side, side)
        painter.box(box, p.accent if self.chosen else p.chosen, None, radius=8)
        ink = p.on_accent if self.chosen else p.accent
        painter.icon(self.icon, 20, ink, box.x + painter.px(6), box.y + painter.px(6))

    def _paint_blocks(self, painter: Painter) -> None:
        p, letters = painter.palette, painter.brush.letters
        title, text, marks, reason = self._blocks(painter.brush, self.rect.width)
        x, y = self.rect.x + painter.px(LEFT), self.rect.y + painter.px(PAD - 2)
        for lines, style, colour in (
            (title, BODY_BOLD, p.ink),
            (text, BODY, p.ink_soft),
            (marks, SMALL, p.ink_soft),
            (reason, SMALL_BOLD, p.accent),
        ):
            if lines and lines is not title:
                y += painter.px(4)
            painter.lines(lines, style, colour, x, y)
            y += len(lines) * letters.line_height(style)


class Bar(Node):
    """A mark from 0 to 100 as a bar with its number; a second, own mark stands on it as a notch."""

    def __init__(self, name: str, points: float | None, own: float | None = None, *, tone: Tone = Tone.ACCENT) -> None:
        said = "not scored here" if points is None else f"{points:.0f} of 100"
        if own is not None:
            said += f", you said {own:.0f}"
        super().__init__(Role.STATUS, name, value=said)
        self.points = points
        self.own = own
        self.tone = tone

    def natural_width(self, brush: Brush) -> int:
        """A comfortable width."""
        return brush.px(320)

    def height_for(self, brush: Brush, width: int) -> int:
        """A line for the words and a bar."""
        return brush.letters.line_height(BODY_BOLD) + brush.px(20)

    def paint(self, painter: Painter) -> None:
        """Draw name, number, bar and notch."""
        p, letters = painter.palette, painter.brush.letters
        painter.text(self.name, BODY_BOLD, p.ink, self.rect.x, self.rect.y)
        number = "not scored here" if self.points is None else f"{self.points:.0f}"
        style = SMALL if self.points is None else BODY_BOLD
        painter.text(number, style, p.ink, self.rect.right - letters.width(number, style), self.rect.y)
        top = self.rect.y + letters.line_height(BODY_BOLD) + painter.px(4)
        bar = pygame.Rect(self.rect.x, top, self.rect.width, painter.px(10))
        painter.box(bar, p.sunken, p.border, radius=5)
        if self.points:
            full = bar.copy()
            full.width = max(painter.px(10), round(bar.width * self.points / 100))
            painter.box(full, p.of(self.tone), None, radius=5)
        if self.own is not None:
            x = bar.x + round(bar.width * self.own / 100)
            notch = pygame.Rect(x - painter.px(2), bar.y - painter.px(3), painter.px(4), bar.height + painter.px(6))
            painter.box(notch, p.ink, p.panel, radius=2)
