"""A line along the time: dots where somebody had news, thick stretches where they had none for too long.

Nothing is told by colour alone: a long silence is thicker and carries its length in words.
"""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from simulator.desktop.painting import Brush, Painter
from simulator.desktop.theme import SMALL, SMALL_BOLD, Tone
from simulator.desktop.widgets.node import Node, Role

DOT, EDGE = 12, 6  # across, and free on both sides, at 100 %


class NewsLine(Node):
    """*dots*: place (0 to 1) and label; *stretches*: from, to, whether it is long, and its label if it is."""

    def __init__(
        self,
        said: str,
        dots: Sequence[tuple[float, str]],
        stretches: Sequence[tuple[float, float, bool, str]],
        ends: tuple[str, str],
    ) -> None:
        super().__init__(Role.IMAGE, said)
        self.dots = tuple(dots)
        self.stretches = tuple(stretches)
        self.ends = ends

    def natural_width(self, brush: Brush) -> int:
        """A comfortable width."""
        return brush.px(560)

    def height_for(self, brush: Brush, width: int) -> int:
        """A line of words above, the line, a line of words below."""
        return 2 * brush.letters.line_height(SMALL) + brush.px(DOT + 8)

    def _x(self, brush: Brush, place: float) -> int:
        edge = brush.px(EDGE)
        return self.rect.x + edge + round(place * max(1, self.rect.width - 2 * edge))

    def paint(self, painter: Painter) -> None:
        """Draw stretches, their labels, dots and times; a time that would touch its neighbour is left out."""
        brush, p = painter.brush, painter.palette
        high = brush.letters.line_height(SMALL)
        middle = self.rect.y + high + painter.px(4 + DOT / 2)
        for start, end, long, label in self.stretches:
            left, right = self._x(brush, start), self._x(brush, end)
            thick = painter.px(8 if long else 2)
            colour = p.of(Tone.WARN) if long else p.border
            bar = pygame.Rect(left, middle - thick // 2, max(1, right - left), thick)
            painter.surface.fill(colour, bar)
            if label and brush.letters.width(label, SMALL_BOLD) <= bar.width:
                painter.text_centred(label, SMALL_BOLD, colour, pygame.Rect(left, self.rect.y, bar.width, high))
        self._paint_times(painter, middle + painter.px(4 + DOT / 2))
        disc = brush.disc(p.accent, painter.px(DOT))
        for place, _ in self.dots:
            across = painter.px(DOT)
            painter.surface.blit(disc, (self._x(brush, place) - across // 2, middle - across // 2))

    def _paint_times(self, painter: Painter, top: int) -> None:
        letters, p = painter.brush.letters, painter.palette
        first, last = self.ends
        taken = [
            pygame.Rect(self.rect.x, top, letters.width(first, SMALL), 1),
            pygame.Rect(self.rect.right - letters.width(last, SMALL), top, letters.width(last, SMALL), 1),
        ]
        for text, room in zip(self.ends, taken, strict=True):
            painter.text(text, SMALL, p.ink_soft, room.x, top)
        for place, text in self.dots:
            room = pygame.Rect(0, top, letters.width(text, SMALL), 1)
            room.centerx = self._x(painter.brush, place)
            if room.inflate(painter.px(12), 0).collidelist(taken) < 0:
                painter.text(text, SMALL, p.ink, room.x, top)
                taken.append(room)
