"""The conversation and the people in it: bubbles, rows with who waits, chips that count down."""

from __future__ import annotations

from enum import Enum

import pygame

from simulator.desktop.painting import Brush, Painter, paint_box
from simulator.desktop.theme import BODY, BODY_BOLD, SMALL, SMALL_BOLD, Colour, Palette, Tone
from simulator.desktop.widgets.buttons import Pressable
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.text import digit_cells, paint_digits


class Side(Enum):
    """Whose words a bubble holds."""

    THEIRS = "theirs"
    YOURS = "yours"
    DEED = "deed"  # something the trainee did without a word
    WORLD = "world"


class Bubble(Node):
    """Words with who said them and when; drawn once for a width and kept."""

    def __init__(self, side: Side, speaker: str, time: str, words: str, *, note: str = "", key: str = "") -> None:
        super().__init__(Role.MESSAGE, speaker, value=words, key=key)
        self.side = side
        self.time = time
        self.note = note

    def _most(self, width: int) -> int:
        return round(width * (0.92 if self.side is Side.WORLD else 0.8))

    def _pads(self, brush: Brush) -> tuple[int, int]:
        return brush.px(14), brush.px(9)

    def _inner(self, brush: Brush, width: int) -> tuple[int, tuple[str, ...], tuple[str, ...]]:
        """Width of the text, its lines, and the lines of the note under it."""
        room = self._most(width) - 2 * self._pads(brush)[0]
        letters = brush.letters
        lines = letters.wrap(self.value, BODY, room)
        note = letters.wrap(self.note, SMALL, room) if self.note else ()
        head = letters.width(self.name, SMALL_BOLD) + letters.width(self.time, SMALL) + brush.px(24)
        widest = max(letters.width(line, BODY) for line in lines)
        widest = max([widest, *(letters.width(line, SMALL) for line in note)])
        return min(room, max(widest, head)), lines, note

    def natural_width(self, brush: Brush) -> int:
        """A comfortable width for reading."""
        return brush.px(560)

    def _measured(self, brush: Brush, width: int) -> tuple[int, int]:
        """Width and height of the bubble itself, measured once for each width of the row."""
        key = (self.side, self.name, self.time, self.value, self.note, width)
        return brush.measures.get(key, lambda: self._measure(brush, width))

    def _measure(self, brush: Brush, width: int) -> tuple[int, int]:
        inner, lines, note = self._inner(brush, width)
        letters = brush.letters
        across, down = self._pads(brush)
        text = len(lines) * letters.line_height(BODY) + len(note) * letters.line_height(SMALL)
        return inner + 2 * across, text + letters.line_height(SMALL) + brush.px(2) + 2 * down

    def height_for(self, brush: Brush, width: int) -> int:
        """Head, lines, note and padding."""
        return self._measured(brush, width)[1]

    def box(self, brush: Brush) -> pygame.Rect:
        """Where the bubble itself lies within its row."""
        width, _ = self._measured(brush, self.rect.width)
        box = pygame.Rect(self.rect.x, self.rect.y, width, self.rect.height)
        if self.side in (Side.YOURS, Side.DEED):
            box.right = self.rect.right
        elif self.side is Side.WORLD:
            box.centerx = self.rect.centerx
        return box

    def paint(self, painter: Painter) -> None:
        """Put the kept picture in its place."""
        box = self.box(painter.brush)
        key = (self.side, self.name, self.time, self.value, self.note, box.size)
        picture = painter.brush.bubbles.get(key, lambda: self._picture(painter.brush, box.size))
        painter.surface.blit(picture, box)

    def _colours(self, p: Palette) -> tuple[Colour, Colour]:
        return {
            Side.THEIRS: (p.theirs, p.theirs_edge),
            Side.YOURS: (p.yours, p.yours_edge),
            Side.DEED: (p.ground, p.border),
            Side.WORLD: (p.world, p.world_edge),
        }[self.side]

    def _picture(self, brush: Brush, size: tuple[int, int]) -> pygame.Surface:
        p = brush.theme.palette
        picture = pygame.Surface(size).convert()
        picture.fill(p.ground)
        fill, edge = self._colours(p)
        paint_box(brush, picture, picture.get_rect(), fill, (edge, brush.px(1)), brush.px(12))
        self._write(Painter(brush, picture))
        return picture

    def _write(self, painter: Painter) -> None:
        letters, p = painter.brush.letters, painter.palette
        across, down = self._pads(painter.brush)
        _, lines, note = self._inner(painter.brush, self.rect.width)
        painter.text(self.name, SMALL_BOLD, p.ink_soft, across, down)
        right = painter.surface.get_width() - across
        painter.text(self.time, SMALL, p.ink_soft, right - letters.width(self.time, SMALL), down)
        top = down + letters.line_height(SMALL) + painter.px(2)
        painter.lines(lines, BODY, p.ink, across, top)
        painter.lines(note, SMALL, p.ink_soft, across, top + len(lines) * letters.line_height(BODY))


class PersonRow(Pressable):
    """Somebody to talk with: name, state in words, how long they have waited, a mark for unread words."""

    radius = 10.0

    def __init__(
        self,
        name: str,
        on_press: Press,
        *,
        role_line: str,
        state: str,
        icon: str,
        waiting: str = "",
        tone: Tone = Tone.SOFT,
        unread: int = 0,
        chosen: bool = False,
        key: str = "",
        enabled: bool = True,
    ) -> None:
        said = ", ".join(part for part in (state, waiting, f"{unread} unread" if unread else "") if part)
        super().__init__(Role.OPTION, name, value=said, on_press=on_press, key=key, enabled=enabled)
        self.role_line = role_line
        self.state = state
        self.waiting = waiting
        self.icon = icon
        self.tone = tone
        self.unread = unread
        self.chosen = chosen

    def _rooms(self, brush: Brush, width: int) -> tuple[int, int, int]:
        """Left edge of the text, its width, and the width kept for the unread mark."""
        left = brush.px(48)
        mark = brush.px(30) if self.unread else 0
        return left, max(brush.px(40), width - left - brush.px(12)), mark

    def _parts(self, brush: Brush, width: int) -> list[tuple[str, bool]]:
        """The lines of small text; True where the line is the waiting time."""
        _, room, _ = self._rooms(brush, width)
        letters = brush.letters
        lines = [(line, False) for line in letters.wrap(self.state, SMALL, room)] if self.state else []
        return lines + [(line, True) for line in self._waiting_lines(brush, room)]

    def _waiting_lines(self, brush: Brush, room: int) -> tuple[str, ...]:
        """The waiting time as it is painted: in bold, its digits in cells, which together want more room."""
        if not self.waiting:
            return ()
        wider = sum(digit_cells(brush, self.waiting, SMALL_BOLD)) - brush.letters.width(self.waiting, SMALL_BOLD)
        return brush.letters.wrap(self.waiting, SMALL_BOLD, room - max(0, wider))

    def _names(self, brush: Brush, width: int) -> tuple[str, ...]:
        _, room, mark = self._rooms(brush, width)
        return brush.letters.wrap(self.name, BODY_BOLD, room - mark)

    def natural_width(self, brush: Brush) -> int:
        """A column's width."""
        return brush.px(224)

    def height_for(self, brush: Brush, width: int) -> int:
        """Name, role, state and waiting time."""
        letters = brush.letters
        names = len(self._names(brush, width)) * letters.line_height(BODY_BOLD)
        small = len(self._parts(brush, width)) * letters.line_height(SMALL)
        return max(brush.px(56), names + small + 2 * brush.px(8))

    def paint(self, painter: Painter) -> None:
        """Draw the row."""
        p = painter.palette
        fill = p.chosen if self.chosen else p.control_hover if self.hovered else p.control
        edge = p.accent if self.chosen else p.border
        painter.box(self.rect, fill, edge, radius=self.radius, edge_width=2 if self.chosen else 1)
        top = self.rect.y + painter.px(8)
        painter.icon(self.icon, 26, p.of(self.tone), self.rect.x + painter.px(12), top + painter.px(3))
        self._paint_text(painter, top)
        if self.unread:
            self._paint_unread(painter, top)
        self.paint_focus(painter)

    def _paint_text(self, painter: Painter, y: int) -> None:
        p, brush = painter.palette, painter.brush
        x = self.rect.x + self._rooms(brush, self.rect.width)[0]
        names = self._names(brush, self.rect.width)
        painter.lines(names, BODY_BOLD, p.ink, x, y)
        y += len(names) * brush.letters.line_height(BODY_BOLD)
        for line, is_waiting in self._parts(brush, self.rect.width):
            if is_waiting:
                paint_digits(painter, line, SMALL_BOLD, self.tone, x, y)
            else:
                painter.text(line, SMALL, p.ink_soft, x, y)
            y += brush.letters.line_height(SMALL)

    def _paint_unread(self, painter: Painter, y: int) -> None:
        p = painter.palette
        text = str(self.unread)
        height = painter.px(20)
        width = max(height, painter.brush.letters.width(text, SMALL_BOLD) + painter.px(12))
        mark = pygame.Rect(self.rect.right - painter.px(12) - width, y + painter.px(2), width, height)
        painter.box(mark, p.accent, None, radius=10)
        painter.text_centred(text, SMALL_BOLD, p.on_accent, mark)


class Chip(Pressable):
    """A promise that counts down: whom, what, and how long is left. With *at_most* a long one ends in an ellipsis."""

    radius = 9.0

    def __init__(
        self,
        what: str,
        left: str,
        on_press: Press,
        *,
        tone: Tone = Tone.GOOD,
        icon: str = "timer",
        key: str = "",
        at_most: float = 0,
    ) -> None:
        super().__init__(Role.TIMER, what, value=left, on_press=on_press, key=key)
        self.at_most = at_most
        self.tone = tone
        self.icon = icon

    def natural_width(self, brush: Brush) -> int:
        """As wide as the longer of its two lines."""
        left = sum(digit_cells(brush, self.value, SMALL_BOLD))
        wide = max(brush.letters.width(self.name, SMALL), left) + brush.px(46)
        return min(wide, brush.px(self.at_most)) if self.at_most else wide

    def _lines(self, brush: Brush, width: int) -> tuple[str, ...]:
        if self.at_most:
            return (brush.letters.shortened(self.name, SMALL, width - brush.px(46)),)
        return brush.letters.wrap(self.name, SMALL, width - brush.px(46))

    def height_for(self, brush: Brush, width: int) -> int:
        """What it is about, and one line for the time left."""
        lines = len(self._lines(brush, width)) + 1
        return lines * brush.letters.line_height(SMALL) + 2 * brush.px(4)

    def paint(self, painter: Painter) -> None:
        """Draw the chip."""
        p = painter.palette
        colour = p.of(self.tone)
        painter.box(self.rect, p.soft_of(self.tone), colour, radius=self.radius, edge_width=2)
        size = 20
        painter.icon(self.icon, size, colour, self.rect.x + painter.px(11), self.rect.centery - painter.px(size) // 2)
        x = self.rect.x + painter.px(38)
        lines = self._lines(painter.brush, self.rect.width)
        step = painter.brush.letters.line_height(SMALL)
        y = self.rect.centery - (len(lines) + 1) * step // 2
        painter.lines(lines, SMALL, p.ink, x, y)
        paint_digits(painter, self.value, SMALL_BOLD, self.tone, x, y + len(lines) * step)
        self.paint_focus(painter)
