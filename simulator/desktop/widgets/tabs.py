"""Tabs: one of several parts is shown; each tab carries the key that opens it."""

from __future__ import annotations

import pygame

from simulator.desktop.painting import Brush, Painter
from simulator.desktop.theme import SMALL, SMALL_BOLD
from simulator.desktop.widgets.buttons import Pressable
from simulator.desktop.widgets.node import Press, Role


class Tab(Pressable):
    """The name of a part, with an icon, its key and a short mark of what is new."""

    def __init__(
        self,
        name: str,
        on_press: Press,
        *,
        icon: str,
        chosen: bool,
        hint: str = "",
        mark: str = "",
        key: str = "",
        grow: float = 0,
    ) -> None:
        value = ", ".join(part for part in ("shown" if chosen else "", mark) if part)
        super().__init__(Role.TAB, name, value=value, on_press=on_press, key=key, grow=grow)
        self.icon = icon
        self.chosen = chosen
        self.hint = hint
        self.mark = mark

    def _content(self, brush: Brush, width: int) -> tuple[bool, str]:
        """Whether there is room for the icon, and the key that there is room for."""
        text = brush.letters.width(self.name, SMALL_BOLD) + brush.px(8) + self._mark_width(brush)
        key = brush.letters.width(self.hint, SMALL) + brush.px(6) if self.hint else 0
        if text + key + brush.px(30) <= width:
            return True, self.hint
        return False, self.hint if text + key <= width else ""

    def _mark_width(self, brush: Brush) -> int:
        return brush.letters.width(self.mark, SMALL_BOLD) + brush.px(16) if self.mark else 0

    def natural_width(self, brush: Brush) -> int:
        """Icon, name, key and mark."""
        key = brush.letters.width(self.hint, SMALL) + brush.px(6) if self.hint else 0
        return brush.letters.width(self.name, SMALL_BOLD) + key + brush.px(38) + self._mark_width(brush)

    def height_for(self, brush: Brush, width: int) -> int:
        """One line with air."""
        return brush.px(36)

    def is_cut(self, brush: Brush) -> bool:
        """Whether the name alone is too wide."""
        name = brush.letters.width(self.name, SMALL_BOLD) + self._mark_width(brush)
        return name > self.rect.width or super().is_cut(brush)

    def paint(self, painter: Painter) -> None:
        """Draw it; the chosen one is filled and underlined."""
        p = painter.palette
        fill = p.chosen if self.chosen else p.control_hover if self.hovered else None
        if fill:
            painter.box(self.rect, fill, None, radius=self.radius)
        if self.chosen:
            low = pygame.Rect(self.rect.x + painter.px(10), self.rect.bottom - painter.px(3), 0, painter.px(3))
            low.width = self.rect.width - 2 * painter.px(10)
            painter.surface.fill(p.accent, low)
        self._paint_content(painter)
        self.paint_focus(painter)

    def _paint_content(self, painter: Painter) -> None:
        p, brush = painter.palette, painter.brush
        with_icon, key = self._content(brush, self.rect.width)
        name = brush.letters.width(self.name, SMALL_BOLD)
        key_width = brush.letters.width(key, SMALL) + brush.px(6) if key else 0
        wide = name + key_width + (brush.px(22) if with_icon else 0) + self._mark_width(brush)
        x = self.rect.centerx - wide // 2
        top = self.rect.centery - brush.letters.line_height(SMALL) // 2
        ink = p.accent if self.chosen else p.ink
        if with_icon:
            painter.icon(self.icon, 16, ink, x, self.rect.centery - painter.px(8))
            x += brush.px(22)
        x += painter.text(self.name, SMALL_BOLD, ink, x, top)
        if key:
            x += brush.px(6) + painter.text(key, SMALL, p.ink_soft, x + brush.px(6), top)
        if self.mark:
            self._paint_mark(painter, x + brush.px(6))

    def _paint_mark(self, painter: Painter, x: int) -> None:
        width = painter.brush.letters.width(self.mark, SMALL_BOLD) + painter.px(10)
        box = pygame.Rect(x, self.rect.centery - painter.px(9), width, painter.px(18))
        painter.box(box, painter.palette.accent, None, radius=9)
        painter.text_centred(self.mark, SMALL_BOLD, painter.palette.on_accent, box)
