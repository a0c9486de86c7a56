"""A window onto something higher than itself: scrolls by wheel, keys and dragging, and follows the focus."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from simulator.desktop.painting import Brush, Painter
from simulator.desktop.widgets.node import Node, Role, limit_to

BAR = 12  # room for the bar, at 100 %
LIKELY = 400  # by how much something must be too high, at 100 %, for nobody to ask whether it fits without a bar
SHADE_DEPTH = 9  # of the shadow where something goes on, at 100 %


@dataclass(slots=True)
class Scroll:
    """Where a scroll area stands; kept by its screen while trees come and go."""

    offset: int = 0
    to_end: bool = False  # stay at the end as content grows, as a conversation does
    content: int = 0
    shown: int = 0
    wanted: str = ""  # key of a node to bring into view at the next layout
    begin_at: str = ""  # key of a node whose top is to be the first thing seen at the next layout

    @property
    def furthest(self) -> int:
        """The largest offset that makes sense."""
        return max(0, self.content - self.shown)

    def move(self, pixels: int) -> None:
        """Scroll by *pixels*, down when positive; reaching the end sticks to it where that is wished."""
        self.offset = max(0, min(self.furthest, self.offset + pixels))
        self._sticks = self.offset >= self.furthest

    _sticks: bool = True

    def settle(self, content: int, shown: int) -> None:
        """Take new sizes, keeping to the end if it was there."""
        self.content, self.shown = content, shown
        if self.to_end and self._sticks:
            self.offset = self.furthest
        self.offset = max(0, min(self.furthest, self.offset))

    def reveal(self, top: int, bottom: int) -> None:
        """Scroll as little as brings the stretch from *top* to *bottom* (in content pixels) into view."""
        if bottom > self.offset + self.shown:
            self.move(bottom - self.shown - self.offset)
        if top < self.offset:
            self.move(top - self.offset)


class ScrollArea(Node):
    """Shows part of its one child."""

    clips = True

    def __init__(
        self,
        child: Node,
        scroll: Scroll,
        *,
        name: str = "",
        grow: float = 1,
        key: str = "",
        focusable: bool = False,
    ) -> None:
        super().__init__(Role.SCROLL, name, children=[child], key=key, grow=grow)
        self.scroll = scroll
        self.focusable = focusable  # where nothing in it can have the focus, it has it itself: arrows scroll it

    @property
    def child(self) -> Node:
        """What is shown."""
        return self.children[0]

    def natural_width(self, brush: Brush) -> int:
        """The child's width and room for the bar."""
        return self.child.natural_width(brush) + brush.px(BAR)

    def height_for(self, brush: Brush, width: int) -> int:
        """The child's height: it scrolls only where it gets less."""
        return self.child.height_for(brush, width)

    def is_cut(self, brush: Brush) -> bool:
        """Never: what does not fit can be scrolled to."""
        return False

    def place(self, brush: Brush, rect: pygame.Rect) -> None:
        """Lay out the child at its full height, moved up by the offset."""
        self.rect = rect
        width, height = self._measured(brush, rect)
        self.scroll.settle(max(height, rect.height), rect.height)
        self._put(brush, width, height)
        if self.scroll.begin_at:
            self._begin(brush, width, height)
        if self.scroll.wanted:
            self._bring_wanted(brush, width, height)
        limit_to(self.child, rect)

    def _measured(self, brush: Brush, rect: pygame.Rect) -> tuple[int, int]:
        """The child's width and height: beside a bar where it is higher than the area, as it mostly was before."""
        beside = max(1, rect.width - brush.px(BAR))
        if self.scroll.furthest:
            height = self.child.height_for(brush, beside)
            # Words need no more lines where there is more room: it may fit without the bar now.
            if height > rect.height + brush.px(LIKELY):
                return beside, height
        height = self.child.height_for(brush, rect.width)
        if height <= rect.height:
            return rect.width, height
        return beside, self.child.height_for(brush, beside)

    def _put(self, brush: Brush, width: int, height: int) -> None:
        top = self.rect.y - self.scroll.offset
        self.child.place(brush, pygame.Rect(self.rect.x, top, width, max(height, self.rect.height)))

    def _begin(self, brush: Brush, width: int, height: int) -> None:
        found = [node for node in self.child.walk() if node.key == self.scroll.begin_at]
        for node in found:
            self.scroll.move(node.rect.y - self.rect.y - brush.px(6))
        self._put(brush, width, height)
        self.scroll.begin_at = ""

    def _bring_wanted(self, brush: Brush, width: int, height: int) -> None:
        for node in self.child.walk():
            if node.key == self.scroll.wanted:
                top = node.rect.y - self.rect.y + self.scroll.offset
                self.scroll.reveal(top - brush.px(8), top + node.rect.height + brush.px(8))
                self._put(brush, width, height)
                break
        self.scroll.wanted = ""

    def draw(self, painter: Painter) -> None:
        """Draw what is visible of the child, and the bar."""
        before = painter.surface.get_clip()
        painter.surface.set_clip(self.rect.clip(before))
        self.child.draw(painter)
        self._paint_edges(painter)
        self._paint_bar(painter)
        painter.surface.set_clip(before)
        if self.focused:
            around = self.rect.inflate(2 * painter.px(6), 2 * painter.px(6))
            painter.ring(around, painter.palette.focus, radius=8, width=3)

    def _paint_edges(self, painter: Painter) -> None:
        """A line and a soft shadow where something goes on above or below."""
        depth = min(painter.px(SHADE_DEPTH), self.rect.height // 4)
        for hidden, edge, step in (
            (self.scroll.offset > 0, self.rect.y, 1),
            (self.scroll.offset < self.scroll.furthest, self.rect.bottom - 1, -1),
        ):
            if hidden and depth:
                top = edge if step > 0 else edge - depth + 1
                painter.surface.blit(painter.brush.shade(self.rect.width, depth, step), (self.rect.x, top))

    def bar(self, brush: Brush) -> pygame.Rect:
        """The bar's rectangle; empty when everything is visible."""
        if not self.scroll.furthest:
            return pygame.Rect(0, 0, 0, 0)
        width = brush.px(6)
        height = max(brush.px(28), self.rect.height * self.scroll.shown // max(1, self.scroll.content))
        travel = self.rect.height - height
        top = self.rect.y + travel * self.scroll.offset // max(1, self.scroll.furthest)
        return pygame.Rect(self.rect.right - width - brush.px(2), top, width, height)

    def _paint_bar(self, painter: Painter) -> None:
        bar = self.bar(painter.brush)
        if bar.height:
            painter.box(bar, painter.palette.border, None, radius=3)

    def drag(self, brush: Brush, pixels: int) -> None:
        """The bar was dragged by *pixels*."""
        travel = max(1, self.rect.height - self.bar(brush).height)
        self.scroll.move(round(pixels * self.scroll.furthest / travel))
