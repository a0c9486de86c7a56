"""Containers that share out space: columns, rows, rows that wrap, boxes with an edge.

Lengths given by screens are pixels at 100 % zoom; rectangles are real pixels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from simulator.desktop.painting import Brush, Painter
from simulator.desktop.theme import Colour, Palette
from simulator.desktop.widgets.node import Node, Role


@dataclass(frozen=True, slots=True)
class Pad:
    """Space around content, at 100 % zoom."""

    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0

    def inside(self, brush: Brush, rect: pygame.Rect) -> pygame.Rect:
        """What is left of *rect* within the padding."""
        left, top = brush.px(self.left), brush.px(self.top)
        width = max(0, rect.width - left - brush.px(self.right))
        height = max(0, rect.height - top - brush.px(self.bottom))
        return pygame.Rect(rect.x + left, rect.y + top, width, height)

    def across(self, brush: Brush) -> int:
        """The pixels it takes from the width."""
        return brush.px(self.left) + brush.px(self.right)

    def down(self, brush: Brush) -> int:
        """The pixels it takes from the height."""
        return brush.px(self.top) + brush.px(self.bottom)


NO_PAD = Pad()


def even(amount: float) -> Pad:
    """The same padding on all four sides."""
    return Pad(amount, amount, amount, amount)


def sides(across: float, down: float) -> Pad:
    """One padding left and right, another above and below."""
    return Pad(across, down, across, down)


class Container(Node):
    """Children with a gap between them and padding around them."""

    def __init__(
        self,
        children: Sequence[Node] = (),
        *,
        gap: float = 0,
        pad: Pad = NO_PAD,
        grow: float = 0,
        role: Role = Role.GROUP,
        name: str = "",
        key: str = "",
    ) -> None:
        super().__init__(role, name, children=children, key=key, grow=grow)
        self.gap = gap
        self.pad = pad
        # A tree is laid out once and thrown away: what was measured for a width stays so.
        self._measured: dict[int, int] = {}

    def _gaps(self, brush: Brush) -> int:
        return brush.px(self.gap) * max(0, len(self.children) - 1)


class Column(Container):
    """Children under each other; those that *grow* share the height that is left."""

    def natural_width(self, brush: Brush) -> int:
        """The widest child."""
        return super().natural_width(brush) + self.pad.across(brush)

    def height_for(self, brush: Brush, width: int) -> int:
        """The children's heights and the gaps."""
        if width not in self._measured:
            inner = width - self.pad.across(brush)
            self._of_children = inner, [child.height_for(brush, inner) for child in self.children]
            self._measured[width] = sum(self._of_children[1]) + self._gaps(brush) + self.pad.down(brush)
        return self._measured[width]

    # The width that the children were measured for last, and their heights there.
    _of_children: tuple[int, list[int]] = (-1, [])

    def place(self, brush: Brush, rect: pygame.Rect) -> None:
        """Give each child its height; growing ones take what is left, or less than they want if need be."""
        self.rect = rect
        inner = self.pad.inside(brush, rect)
        y = inner.y
        for child, height in zip(self.children, self._heights(brush, inner), strict=True):
            child.place(brush, pygame.Rect(inner.x, y, inner.width, height))
            y += height + brush.px(self.gap)

    def _heights(self, brush: Brush, inner: pygame.Rect) -> list[int]:
        width, known = self._of_children
        if width == inner.width:
            fixed = [0 if child.grow else height for child, height in zip(self.children, known, strict=True)]
        else:
            fixed = [0 if child.grow else child.height_for(brush, inner.width) for child in self.children]
        left = max(0, inner.height - sum(fixed) - self._gaps(brush))
        return _with_shares(fixed, [child.grow for child in self.children], left)


class Row(Container):
    """Children beside each other; those that *grow* share the width that is left."""

    def __init__(
        self,
        children: Sequence[Node] = (),
        *,
        gap: float = 0,
        pad: Pad = NO_PAD,
        grow: float = 0,
        role: Role = Role.GROUP,
        name: str = "",
        key: str = "",
        centred: bool = False,
    ) -> None:
        super().__init__(children, gap=gap, pad=pad, grow=grow, role=role, name=name, key=key)
        self.centred = centred

    def natural_width(self, brush: Brush) -> int:
        """All children beside each other."""
        total = sum(child.natural_width(brush) for child in self.children)
        return total + self._gaps(brush) + self.pad.across(brush)

    def height_for(self, brush: Brush, width: int) -> int:
        """The highest child, at the width it will get."""
        if width not in self._measured:
            widths = self._widths(brush, width - self.pad.across(brush))
            heights = [child.height_for(brush, w) for child, w in zip(self.children, widths, strict=True)]
            self._measured[width] = max(heights, default=0) + self.pad.down(brush)
        return self._measured[width]

    def place(self, brush: Brush, rect: pygame.Rect) -> None:
        """Give each child its width; all get the row's height unless the row is *centred*."""
        self.rect = rect
        inner = self.pad.inside(brush, rect)
        x = inner.x
        for child, width in zip(self.children, self._widths(brush, inner.width), strict=True):
            height = min(inner.height, child.height_for(brush, width)) if self.centred else inner.height
            y = inner.y + (inner.height - height) // 2
            child.place(brush, pygame.Rect(x, y, width, height))
            x += width + brush.px(self.gap)

    def _widths(self, brush: Brush, width: int) -> list[int]:
        natural = [0 if child.grow else child.natural_width(brush) for child in self.children]
        left = max(0, width - sum(natural) - self._gaps(brush))
        return _with_shares(natural, [child.grow for child in self.children], left)


def _with_shares(sizes: list[int], shares: Sequence[float], left: int) -> list[int]:
    """*sizes* with *left* pixels shared out in proportion to *shares*, none lost to rounding."""
    total = sum(shares)
    given = 0.0
    result = []
    for size, share in zip(sizes, shares, strict=True):
        before = round(given)
        given += left * share / total if total else 0
        result.append(size + round(given) - before)
    return result


class Flow(Container):
    """Children beside each other at their own width, on as many lines as that takes."""

    def natural_width(self, brush: Brush) -> int:
        """All children on one line."""
        total = sum(child.natural_width(brush) for child in self.children)
        return total + self._gaps(brush) + self.pad.across(brush)

    def height_for(self, brush: Brush, width: int) -> int:
        """The lines and the gaps between them."""
        rects = self._rects(brush, width - self.pad.across(brush))
        return max((rect.bottom for rect in rects), default=0) + self.pad.down(brush)

    def place(self, brush: Brush, rect: pygame.Rect) -> None:
        """Fill line after line."""
        self.rect = rect
        inner = self.pad.inside(brush, rect)
        for child, place in zip(self.children, self._rects(brush, inner.width), strict=True):
            child.place(brush, place.move(inner.topleft))

    def _rects(self, brush: Brush, width: int) -> list[pygame.Rect]:
        gap = brush.px(self.gap)
        lines: list[list[pygame.Rect]] = [[]]
        x = y = 0
        for child in self.children:
            wide = min(child.natural_width(brush), width)
            if x and x + wide > width:
                y += max(rect.height for rect in lines[-1]) + gap
                x = 0
                lines.append([])
            lines[-1].append(pygame.Rect(x, y, wide, child.height_for(brush, wide)))
            x += wide + gap
        return [rect for line in lines for rect in _centred_in_line(line)]


def _centred_in_line(line: list[pygame.Rect]) -> list[pygame.Rect]:
    """Things of different height on one line stand on its middle."""
    tallest = max((rect.height for rect in line), default=0)
    return [rect.move(0, (tallest - rect.height) // 2) for rect in line]


class Spacer(Node):
    """Empty space: of a fixed size, or all that is left."""

    def __init__(self, size: float = 0, *, grow: float = 0) -> None:
        super().__init__(Role.GROUP, grow=grow)
        self.size = size

    def natural_width(self, brush: Brush) -> int:
        """Its size."""
        return brush.px(self.size)

    def height_for(self, brush: Brush, width: int) -> int:
        """Its size."""
        return brush.px(self.size)


class Fixed(Container):
    """One child at a width of its own, whatever it would like; at most the width there is."""

    def __init__(self, child: Node, *, width: float, grow: float = 0) -> None:
        super().__init__([child], grow=grow)
        self.width = width

    def natural_width(self, brush: Brush) -> int:
        """The width that was asked for."""
        return brush.px(self.width)

    def height_for(self, brush: Brush, width: int) -> int:
        """The child's height at this width."""
        return self.children[0].height_for(brush, min(width, brush.px(self.width)))

    def place(self, brush: Brush, rect: pygame.Rect) -> None:
        """Put the child on the left, at its width."""
        self.rect = rect
        width = min(rect.width, brush.px(self.width))
        self.children[0].place(brush, pygame.Rect(rect.x, rect.y, width, rect.height))


class Centred(Container):
    """One child in the middle, at most *width* wide; used for pages of text and for dialogs."""

    def __init__(self, child: Node, *, width: float, grow: float = 0, vertically: bool = False) -> None:
        super().__init__([child], grow=grow)
        self.width = width
        self.vertically = vertically

    def natural_width(self, brush: Brush) -> int:
        """The width that was asked for."""
        return brush.px(self.width)

    def height_for(self, brush: Brush, width: int) -> int:
        """The child's height at its width."""
        return self.children[0].height_for(brush, min(width, brush.px(self.width)))

    def place(self, brush: Brush, rect: pygame.Rect) -> None:
        """Put the child in the middle."""
        self.rect = rect
        width = min(rect.width, brush.px(self.width))
        child = self.children[0]
        height = min(rect.height, child.height_for(brush, width)) if self.vertically else rect.height
        place = pygame.Rect(0, rect.y, width, height)
        place.centerx = rect.centerx
        if self.vertically:
            place.centery = rect.centery
        child.place(brush, place)


class FirstThatFits(Node):
    """Several ways to lay out the same content: the first that is not wider than its place is used."""

    def __init__(self, ways: Sequence[Node], *, grow: float = 0) -> None:
        super().__init__(ways[0].role, ways[0].name, children=[ways[0]], grow=grow)
        self.ways = tuple(ways)
        self._found: dict[int, Node] = {}

    def _way(self, brush: Brush, width: int) -> Node:
        if width not in self._found:
            fitting = (way for way in self.ways if way.natural_width(brush) <= width)
            self._found[width] = next(fitting, self.ways[-1])
        return self._found[width]

    def natural_width(self, brush: Brush) -> int:
        """As wide as the way that wants most."""
        return max(way.natural_width(brush) for way in self.ways)

    def height_for(self, brush: Brush, width: int) -> int:
        """The height of the way that will be used."""
        return self._way(brush, width).height_for(brush, width)

    def place(self, brush: Brush, rect: pygame.Rect) -> None:
        """Use the way that fits."""
        self.rect = rect
        self.children = [self._way(brush, rect.width)]
        self.children[0].place(brush, rect)


@dataclass(frozen=True, slots=True)
class Skin:
    """How a box is drawn: names of palette colours, so that it changes with the theme."""

    fill: str = "panel"
    edge: str = "line"
    radius: float = 12
    edge_width: float = 1

    def colours(self, palette: Palette) -> tuple[Colour, Colour | None]:
        """The fill and the edge in *palette*."""
        fill: Colour = getattr(palette, self.fill)
        edge: Colour | None = getattr(palette, self.edge) if self.edge else None
        return fill, edge


PANEL = Skin()
BAR = Skin(edge="", radius=0)
CARD = Skin(fill="control", edge="line", radius=10)


class Panel(Column):
    """A column on a box."""

    def __init__(
        self,
        children: Sequence[Node] = (),
        *,
        skin: Skin = PANEL,
        gap: float = 8,
        pad: Pad = NO_PAD,
        grow: float = 0,
        role: Role = Role.GROUP,
        name: str = "",
        key: str = "",
    ) -> None:
        super().__init__(children, gap=gap, pad=pad, grow=grow, role=role, name=name, key=key)
        self.skin = skin

    def paint(self, painter: Painter) -> None:
        """Draw the box."""
        fill, edge = self.skin.colours(painter.palette)
        painter.box(self.rect, fill, edge, radius=self.skin.radius, edge_width=self.skin.edge_width)


class Divider(Node):
    """A quiet line between two parts of a column."""

    def __init__(self) -> None:
        super().__init__(Role.GROUP)

    def height_for(self, brush: Brush, width: int) -> int:
        """The line alone."""
        return brush.px(1)

    def paint(self, painter: Painter) -> None:
        """Draw the line."""
        painter.surface.fill(painter.palette.line, self.rect)
