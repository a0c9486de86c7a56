"""Drawing: a painter that puts boxes, lines, icons and text of one theme on a surface.

Rounded corners are drawn four times too large, made small once and kept; nothing here knows what a widget is.
"""

import pygame

from simulator.desktop.icons import Icons
from simulator.desktop.letters import Kept, Letters
from simulator.desktop.theme import Colour, TextStyle, Theme

OVERSAMPLING = 4
SHADE_LINE, SHADE_STRENGTH = 70, 46  # of 255
Edge = tuple[Colour, int]  # colour and width in pixels


class Brush:
    """What drawing needs and what is worth keeping between frames, for one theme."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self.letters = Letters(theme)
        self.icons = Icons()
        self._lengths: dict[float, int] = {}
        self.measures: Kept[tuple[object, ...], tuple[int, int]] = Kept(3000)
        self.bubbles: Kept[tuple[object, ...], pygame.Surface] = Kept(300)
        self._tiles: Kept[tuple[Colour | None, Edge | None, int], pygame.Surface] = Kept(300)
        self._shades: Kept[tuple[int, int, int], pygame.Surface] = Kept(40)
        self._discs: Kept[tuple[Colour, int], pygame.Surface] = Kept(100)

    def px(self, length: float) -> int:
        """*length* at 100 % in pixels at this zoom."""
        pixels = self._lengths.get(length)
        if pixels is None:
            pixels = self._lengths[length] = self.theme.px(length)
        return pixels

    def tile(self, fill: Colour | None, edge: Edge | None, radius: int) -> pygame.Surface:
        """The smallest box with this radius: its quarters are the corners of every larger one."""
        return self._tiles.get((fill, edge, radius), lambda: _small_box(fill, edge, radius))

    def shade(self, width: int, depth: int, step: int) -> pygame.Surface:
        """A thin line with a shadow under it (*step* 1) or above it (-1): something goes on behind it."""
        ink = self.theme.palette.shadow
        return self._shades.get((width, depth, step), lambda: _shade(width, depth, step, ink))

    def disc(self, colour: Colour, across: int) -> pygame.Surface:
        """A filled circle with soft edges, *across* pixels wide."""
        return self._discs.get((colour, across), lambda: _disc(colour, across))


def _shade(width: int, depth: int, step: int, colour: Colour) -> pygame.Surface:
    sheet = pygame.Surface((width, depth), pygame.SRCALPHA)
    for row in range(depth):
        away = row if step > 0 else depth - 1 - row
        strength = SHADE_LINE if not away else round(SHADE_STRENGTH * (1 - away / depth) ** 2)
        sheet.fill((*colour, strength), (0, row, width, 1))
    return sheet.convert_alpha()


def _small_box(fill: Colour | None, edge: Edge | None, radius: int) -> pygame.Surface:
    """A box of twice the radius, drawn four times too large and made small, so that its corners are smooth."""
    width = edge[1] if edge else 0
    side = 2 * max(radius, width, 1)
    big = pygame.Surface((side * OVERSAMPLING, side * OVERSAMPLING), pygame.SRCALPHA)
    outer = edge[0] if edge else fill or (0, 0, 0)
    inside = (*fill, 255) if fill else (*outer, 0)
    # Transparent pixels carry the same colour: otherwise shrinking draws a dark seam.
    big.fill((*outer, 0))
    whole = big.get_rect()
    if edge:
        pygame.draw.rect(big, outer, whole, border_radius=radius * OVERSAMPLING)
        whole = whole.inflate(-2 * width * OVERSAMPLING, -2 * width * OVERSAMPLING)
    pygame.draw.rect(big, inside, whole, border_radius=max(0, radius - width) * OVERSAMPLING)
    return pygame.transform.smoothscale(big, (side, side)).convert_alpha()


def _disc(colour: Colour, across: int) -> pygame.Surface:
    size = max(1, across) * OVERSAMPLING
    big = pygame.Surface((size, size), pygame.SRCALPHA)
    big.fill((*colour, 0))
    pygame.draw.circle(big, colour, (size / 2, size / 2), size / 2)
    return pygame.transform.smoothscale(big, (max(1, across), max(1, across))).convert_alpha()


def paint_box(
    brush: Brush,
    surface: pygame.Surface,
    rect: pygame.Rect,
    fill: Colour | None,
    edge: Edge | None,
    radius: int,
) -> None:
    """Put a rounded box on *surface*: four corner pictures, everything between them filled plainly."""
    width = edge[1] if edge else 0
    side = max(min(radius, rect.width // 2, rect.height // 2), width, 1)
    tile = brush.tile(fill, edge, side)
    if fill:
        surface.fill(fill, (rect.x + side, rect.y + width, rect.width - 2 * side, rect.height - 2 * width))
        for x in (rect.x + width, rect.right - side):
            surface.fill(fill, (x, rect.y + side, side - width, rect.height - 2 * side))
    if edge:
        for y in (rect.y, rect.bottom - width):
            surface.fill(edge[0], (rect.x + side, y, rect.width - 2 * side, width))
        for x in (rect.x, rect.right - width):
            surface.fill(edge[0], (x, rect.y + side, width, rect.height - 2 * side))
    for x, from_x in ((rect.x, 0), (rect.right - side, side)):
        for y, from_y in ((rect.y, 0), (rect.bottom - side, side)):
            surface.blit(tile, (x, y), (from_x, from_y, side, side))


class Painter:
    """A brush with a surface to draw on."""

    def __init__(self, brush: Brush, surface: pygame.Surface) -> None:
        self.brush = brush
        self.surface = surface
        self.palette = brush.theme.palette

    def px(self, length: float) -> int:
        """*length* at 100 % in pixels at this zoom."""
        return self.brush.px(length)

    def box(
        self,
        rect: pygame.Rect,
        fill: Colour,
        edge: Colour | None = None,
        *,
        radius: float = 8,
        edge_width: float = 1,
    ) -> None:
        """A rounded box; *radius* and *edge_width* at 100 %."""
        if rect.width < 2 or rect.height < 2:
            return
        line = (edge, self.px(edge_width)) if edge else None
        paint_box(self.brush, self.surface, rect, fill, line, self.px(radius))

    def ring(self, rect: pygame.Rect, colour: Colour, *, radius: float = 8, width: float = 3) -> None:
        """The outline of a rounded box, *width* wide, inside *rect*."""
        if rect.width < 4 or rect.height < 4:
            return
        paint_box(self.brush, self.surface, rect, None, (colour, self.px(width)), self.px(radius))

    def text(self, text: str, style: TextStyle, colour: Colour, x: int, y: int) -> int:
        """One line with its top left corner at (*x*, *y*); answers its width in pixels."""
        if not text:
            return 0
        picture = self.brush.letters.line(text, style, colour)
        # Centred in its line, so that a line's height and its font's own height may differ.
        top = y + (self.brush.letters.line_height(style) - picture.get_height()) // 2
        self.surface.blit(picture, (x, top))
        return picture.get_width()

    def text_centred(self, text: str, style: TextStyle, colour: Colour, rect: pygame.Rect) -> None:
        """One line in the middle of *rect*."""
        width = self.brush.letters.width(text, style)
        height = self.brush.letters.line_height(style)
        self.text(text, style, colour, rect.centerx - width // 2, rect.centery - height // 2)

    def lines(self, lines: tuple[str, ...], style: TextStyle, colour: Colour, x: int, y: int) -> None:
        """Several lines under each other."""
        step = self.brush.letters.line_height(style)
        for number, line in enumerate(lines):
            self.text(line, style, colour, x, y + number * step)

    def icon(self, name: str, size: float, colour: Colour, x: int, y: int) -> None:
        """An icon with its top left corner at (*x*, *y*); *size* at 100 %."""
        self.surface.blit(self.brush.icons.get(name, self.px(size), colour), (x, y))
