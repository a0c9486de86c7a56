"""The caption of a sound: a few words over the screen while they are read. It takes no mouse and no key."""

from __future__ import annotations

import pygame

from simulator.desktop.painting import Brush, Painter
from simulator.desktop.theme import SMALL_BOLD
from simulator.desktop.widgets.node import Node, Role

CAPTION_MS = 4_000  # two short lines are read in half of it
BAR = "Top"  # what screens call the bar at their top
LEFT, TOP, PAD, ICON = 14, 19, 12, 16  # at 100 %


class Caption(Node):
    """What a sound meant; *left_ms*: how long it is still shown."""

    def __init__(self, words: str, left_ms: int = CAPTION_MS) -> None:
        super().__init__(Role.STATUS, words)
        self.left_ms = left_ms

    def natural_width(self, brush: Brush) -> int:
        """The words, the icon and the space around them."""
        return brush.letters.width(self.name, SMALL_BOLD) + brush.px(ICON + 8) + 2 * brush.px(PAD)

    def height_for(self, brush: Brush, width: int) -> int:
        """One line with a little air."""
        return brush.letters.line_height(SMALL_BOLD) + 2 * brush.px(4)

    def stand(self, brush: Brush, root: Node) -> None:
        """Take a place on the left, under the bar at the top: over headings, never over a clock, a promise or words."""
        left = brush.px(LEFT)
        width = min(self.natural_width(brush), root.rect.width - 2 * left)
        bar = next((node.rect.bottom for node in root.walk() if node.name == BAR), 0)
        self.rect = pygame.Rect(left, bar + brush.px(TOP), width, self.height_for(brush, width))

    def paint(self, painter: Painter) -> None:
        """Draw a strip that stands out from every ground."""
        p = painter.palette
        painter.box(self.rect, p.ink, p.panel, radius=8)
        room = self.rect.width - painter.px(ICON + 8) - 2 * painter.px(PAD)
        words = painter.brush.letters.shortened(self.name, SMALL_BOLD, room)
        x, centre = self.rect.x + painter.px(PAD), self.rect.centery
        painter.icon("bell", ICON, p.panel, x, centre - painter.px(ICON) // 2)
        top = centre - painter.brush.letters.line_height(SMALL_BOLD) // 2
        painter.text(words, SMALL_BOLD, p.panel, x + painter.px(ICON + 8), top)
