"""A dot on its interval on a line from 0 to 100: where the truth may well lie. Told in words by whoever shows it."""

from __future__ import annotations

import pygame

from simulator.desktop.painting import Brush, Painter
from simulator.desktop.widgets.node import Node, Role

HIGH, EDGE, DOT, THICK, END = 26, 8, 11, 3, 12  # at 100 %: all of it, free at both ends, dot, interval, its ends
SCALE = (0, 25, 50, 75, 100)
HIGHEST = 100.0


class ForestLine(Node):
    """The interval from *low* to *high* with its *dot*, all from 0 to 100; *said* tells the same."""

    def __init__(self, said: str, low: float, dot: float, high: float, *, grow: float = 0) -> None:
        super().__init__(Role.IMAGE, said, grow=grow)
        self.low, self.dot, self.high = low, dot, high

    def natural_width(self, brush: Brush) -> int:
        """A comfortable width."""
        return brush.px(260)

    def height_for(self, brush: Brush, width: int) -> int:
        """Always the same."""
        return brush.px(HIGH)

    def _x(self, brush: Brush, points: float) -> int:
        edge = brush.px(EDGE)
        within = min(HIGHEST, max(0.0, points)) / HIGHEST
        return self.rect.x + edge + round(within * max(1, self.rect.width - 2 * edge))

    def paint(self, painter: Painter) -> None:
        """Draw the scale, then the interval with its ends, then the dot."""
        self._paint_scale(painter)
        colour, middle = painter.palette.chart[0], self.rect.centery
        left, right = self._x(painter.brush, self.low), self._x(painter.brush, self.high)
        thick, end = painter.px(THICK), painter.px(END)
        painter.surface.fill(colour, (left, middle - thick // 2, max(1, right - left), thick))
        for x in (left, right):
            painter.surface.fill(colour, (x - thick // 2, middle - end // 2, thick, end))
        disc = painter.brush.disc(colour, painter.px(DOT))
        half = disc.get_width() // 2
        painter.surface.blit(disc, (self._x(painter.brush, self.dot) - half, middle - half))

    def _paint_scale(self, painter: Painter) -> None:
        soft, thin = painter.palette.border, painter.px(1)
        first, last = (self._x(painter.brush, points) for points in (SCALE[0], SCALE[-1]))
        painter.surface.fill(painter.palette.line, pygame.Rect(first, self.rect.centery, last - first, thin))
        for points in SCALE:
            high = painter.px(END if points in (0, 50, 100) else END / 2)
            place = pygame.Rect(self._x(painter.brush, points), self.rect.centery - high // 2, thin, high)
            painter.surface.fill(soft, place)
