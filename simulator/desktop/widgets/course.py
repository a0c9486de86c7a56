"""One mark over several runs: dots from left to right, as high as their points, joined where none is missing.

The first and the latest are labelled where they stand; the same is told in words by whoever puts it on a screen.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pygame

from simulator.desktop.painting import OVERSAMPLING, Brush, Painter
from simulator.desktop.theme import SMALL, SMALL_BOLD, Colour
from simulator.desktop.widgets.node import Node, Role

HIGH, LEFT, EDGE, DOT, THICK = 132, 34, 18, 10, 2.5  # at 100 %: plot, scale, free at both ends, dot, line
SCALE = (0, 50, 100)
HIGHEST = 100.0
Place = tuple[int, float]  # which run, from 0, and its points


class CourseLine(Node):
    """*places* among *runs*; *said* tells the same; *ends* stand under the first and the last run."""

    def __init__(self, said: str, places: Sequence[Place], runs: int, ends: tuple[str, str]) -> None:
        super().__init__(Role.IMAGE, said)
        self.places = tuple(places)
        self.runs = runs
        self.ends = ends

    def natural_width(self, brush: Brush) -> int:
        """A comfortable width."""
        return brush.px(380)

    def height_for(self, brush: Brush, width: int) -> int:
        """A line above for a number over the highest dot, the plot, a line of days below."""
        return brush.px(HIGH) + 2 * brush.letters.line_height(SMALL) + brush.px(DOT + 6)

    def _plot(self, brush: Brush) -> pygame.Rect:
        top = self.rect.y + brush.letters.line_height(SMALL) + brush.px(DOT)
        left = self.rect.x + brush.letters.width(str(SCALE[-1]), SMALL) + brush.px(8)
        return pygame.Rect(left, top, max(1, self.rect.right - left), brush.px(HIGH))

    def _spot(self, brush: Brush, plot: pygame.Rect, place: Place) -> tuple[int, int]:
        run, points = place
        edge = brush.px(EDGE)
        across = max(1, plot.width - 2 * edge)
        x = plot.x + edge + round(across * run / (self.runs - 1)) if self.runs > 1 else plot.centerx
        return x, plot.bottom - round(plot.height * points / HIGHEST)

    def paint(self, painter: Painter) -> None:
        """Draw the scale, the line, the dots, the two numbers and the days."""
        plot = self._plot(painter.brush)
        self._paint_scale(painter, plot)
        spots = [self._spot(painter.brush, plot, place) for place in self.places]
        for number, ((run, _), (following, _)) in enumerate(pairwise(self.places)):
            if following == run + 1:
                _paint_line(painter, spots[number], spots[number + 1], painter.palette.chart[0])
        self._paint_dots(painter, spots)
        self._paint_numbers(painter, plot, spots)
        self._paint_days(painter, plot)

    def _paint_scale(self, painter: Painter, plot: pygame.Rect) -> None:
        high = painter.brush.letters.line_height(SMALL)
        for points in SCALE:
            y = plot.bottom - round(plot.height * points / HIGHEST)
            painter.surface.fill(painter.palette.line, (plot.x, y, plot.width, painter.px(1)))
            width = painter.brush.letters.width(str(points), SMALL)
            painter.text(str(points), SMALL, painter.palette.ink_soft, plot.x - painter.px(8) - width, y - high // 2)

    def _paint_dots(self, painter: Painter, spots: Sequence[tuple[int, int]]) -> None:
        across = painter.px(DOT)
        ring, disc = (painter.brush.disc(c, n) for c, n in self._discs(painter, across))
        for x, y in spots:
            for picture in (ring, disc):
                side = picture.get_width()
                painter.surface.blit(picture, (x - side // 2, y - side // 2))

    def _discs(self, painter: Painter, across: int) -> tuple[tuple[Colour, int], tuple[Colour, int]]:
        """A ring of the ground around each dot keeps it apart from the line."""
        return (painter.palette.panel, across + 2 * painter.px(2)), (painter.palette.chart[0], across)

    def _paint_numbers(self, painter: Painter, plot: pygame.Rect, spots: Sequence[tuple[int, int]]) -> None:
        labelled = dict.fromkeys((0, len(spots) - 1)) if spots else {}
        for number in labelled:
            x, y = spots[number]
            text = f"{self.places[number][1]:.0f}"
            width, high = painter.brush.letters.width(text, SMALL_BOLD), painter.brush.letters.line_height(SMALL_BOLD)
            # On the side where the line doesn't come from, as long as the days below leave it room.
            beside = spots[1 if not number else number - 1][1] if len(spots) > 1 else plot.bottom
            below = beside < y and y + painter.px(DOT) + high <= plot.bottom
            top = y + painter.px(DOT - 4) if below else y - painter.px(DOT - 4) - high
            left = max(plot.x, min(plot.right - width, x - width // 2))
            painter.text(text, SMALL_BOLD, painter.palette.ink, left, top)

    def _paint_days(self, painter: Painter, plot: pygame.Rect) -> None:
        top = plot.bottom + painter.px(6)
        first, last = self.ends
        width = painter.brush.letters.width(last, SMALL)
        alone = self.runs == 1
        if not alone and painter.brush.letters.width(first, SMALL) + width + painter.px(12) <= plot.width:
            painter.text(first, SMALL, painter.palette.ink_soft, plot.x, top)
        left = plot.centerx - width // 2 if alone else plot.right - width
        painter.text(last, SMALL, painter.palette.ink_soft, left, top)


def _paint_line(painter: Painter, start: tuple[int, int], end: tuple[int, int], colour: Colour) -> None:
    """A line with soft edges: drawn too large and made small."""
    thick = max(1, painter.px(THICK))
    box = pygame.Rect(min(start[0], end[0]), min(start[1], end[1]), abs(end[0] - start[0]), abs(end[1] - start[1]))
    box = box.inflate(2 * thick, 2 * thick)
    sheet = pygame.Surface((box.width * OVERSAMPLING, box.height * OVERSAMPLING), pygame.SRCALPHA)
    # Transparent pixels carry the same colour: otherwise shrinking draws a dark seam.
    sheet.fill((*colour, 0))
    one, other = (((x - box.x) * OVERSAMPLING, (y - box.y) * OVERSAMPLING) for x, y in (start, end))
    pygame.draw.line(sheet, colour, one, other, thick * OVERSAMPLING)
    painter.surface.blit(pygame.transform.smoothscale(sheet, box.size), box)
