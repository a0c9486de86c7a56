"""What lies over a screen: a form or a message that is answered before anything else."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from simulator.desktop.painting import Brush, Painter
from simulator.desktop.theme import SUBTITLE
from simulator.desktop.widgets.buttons import Button, Kind
from simulator.desktop.widgets.layout import Column, Flow, Pad, Row, Skin, sides
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.scrolling import Scroll, ScrollArea
from simulator.desktop.widgets.text import Label, heading

SCRIM = 150  # of 255: how dark what lies under a dialog becomes
EDGE = 14
DIALOG_SKIN = Skin(radius=14, edge="border")


class Dialog(Node):
    """A box in the middle: title, content that scrolls where it must, buttons that are always visible."""

    def __init__(
        self,
        title: str,
        content: Sequence[Node],
        buttons: Sequence[Node],
        scroll: Scroll,
        *,
        on_close: Press,
        width: float = 620,
        icon: str = "",
        intro: str = "",
        aside: Node | None = None,
        aside_width: float = 0,
    ) -> None:
        shut = Button(
            "Close", on_close, icon="x", kind=Kind.QUIET, label="", hint="Esc", compact=True, key="dialog:close"
        )
        top = Row([heading(title, SUBTITLE, icon=icon, grow=1), shut], gap=12, pad=Pad(20, 14, 12, 6), centred=True)
        said = [Label(intro)] if intro else []
        body = Column([*said, *content], gap=10, pad=sides(20, 6))
        area = ScrollArea(body, scroll, name=title, key="dialog:content")
        feet = [Flow(buttons, gap=10, pad=Pad(20, 8, 20, 16))] if buttons else []
        super().__init__(Role.DIALOG, title, children=[top, area, *([aside] if aside else []), *feet])
        self.aside = aside  # stays where it is while the content scrolls
        self.aside_width = aside_width if aside else 0
        self.width = width
        self.feet = feet
        self.area = area
        self.top = top

    def place(self, brush: Brush, rect: pygame.Rect) -> None:
        """Stand in the middle of the window, no higher than it."""
        edge = brush.px(EDGE)
        width = min(brush.px(self.width), rect.width - 2 * edge)
        top = self.top.height_for(brush, width)
        foot = sum(child.height_for(brush, width) for child in self.feet)
        beside = brush.px(self.aside_width)
        body = self.area.child.height_for(brush, width - beside) + brush.px(8)
        if self.aside is not None:
            body = max(body, self.aside.height_for(brush, beside))
        height = min(rect.height - 2 * edge, top + foot + body)
        self.rect = pygame.Rect(0, 0, width, height)
        self.rect.center = rect.center
        self._place_parts(brush, top, foot)

    def _place_parts(self, brush: Brush, top: int, foot: int) -> None:
        box = self.rect
        self.top.place(brush, pygame.Rect(box.x, box.y, box.width, top))
        beside, high = brush.px(self.aside_width), max(1, box.height - top - foot)
        self.area.place(brush, pygame.Rect(box.x, box.y + top, box.width - beside, high))
        if self.aside is not None:
            self.aside.place(brush, pygame.Rect(box.right - beside, box.y + top, beside, high))
        for child in self.feet:
            child.place(brush, pygame.Rect(box.x, box.bottom - foot, box.width, foot))

    def is_cut(self, brush: Brush) -> bool:
        """Whether nothing of the content is left visible."""
        return self.area.rect.height < brush.px(40)

    def paint(self, painter: Painter) -> None:
        """Darken what lies under it and draw the box."""
        screen = painter.surface.get_rect()
        scrim = pygame.Surface(screen.size)
        scrim.set_alpha(SCRIM)
        painter.surface.blit(scrim, (0, 0))
        fill, edge = DIALOG_SKIN.colours(painter.palette)
        painter.box(self.rect, fill, edge, radius=DIALOG_SKIN.radius)


class Layers(Node):
    """A screen with what lies over it; only the topmost dialog can be used."""

    def __init__(self, below: Node, *above: Dialog) -> None:
        super().__init__(Role.WINDOW, below.name, children=[below, *above])

    def place(self, brush: Brush, rect: pygame.Rect) -> None:
        """All get the whole window."""
        super().place(brush, rect)

    def draw(self, painter: Painter) -> None:
        """Draw from below to above."""
        for child in self.children:
            child.draw(painter)


def usable_part(root: Node) -> Node:
    """The topmost dialog of a tree, or the whole tree when none is open."""
    if isinstance(root, Layers) and len(root.children) > 1:
        return root.children[-1]
    return root
