"""A field to write in: one line or several, with caret, selection, clipboard, undo and input methods.

What happens to the text is in `editing.py`; here keys and the mouse are turned into that, and it is drawn.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pygame

from simulator.desktop.painting import Brush, Painter
from simulator.desktop.theme import BODY
from simulator.desktop.widgets.buttons import Pressable
from simulator.desktop.widgets.clipboard import Clipboard, PocketClipboard
from simulator.desktop.widgets.editing import (
    Draft,
    Passage,
    step_left,
    step_right,
    word_left,
    word_right,
)
from simulator.desktop.widgets.node import Press, Role

PAD_ACROSS, PAD_DOWN = 12, 9


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the field as it is drawn: its text and where it starts in the whole."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The position after its last character."""
        return self.start + len(self.text)


class TextField(Pressable):
    """Shows and changes a draft."""

    def __init__(
        self,
        name: str,
        draft: Draft,
        *,
        placeholder: str = "",
        lines: int = 1,
        on_enter: Press | None = None,
        on_change: Callable[[], None] | None = None,
        on_escape: Press | None = None,
        most_lines: int = 0,
        clipboard: Clipboard | None = None,
        key: str = "",
        grow: float = 0,
    ) -> None:
        super().__init__(Role.TEXTBOX, name, value=draft.text, on_press=on_enter, key=key, grow=grow)
        self.draft = draft
        self.placeholder = placeholder
        self.lines = max(lines, min(2, most_lines))  # one that grows breaks its lines from the first
        self.most_lines = most_lines
        self.on_change = on_change
        self.on_escape = on_escape
        self.clipboard: Clipboard = clipboard or PocketClipboard()

    # ------------------------------------------------------------------ size
    def natural_width(self, brush: Brush) -> int:
        """Room for about thirty letters."""
        return brush.px(300)

    def height_for(self, brush: Brush, width: int) -> int:
        """Its lines and padding, as many as are written where it grows; never under 42 pixels at 100 %."""
        lines = self.lines
        if self.most_lines:
            room = width - 2 * brush.px(PAD_ACROSS)
            lines = min(self.most_lines, len(brush.letters.wrap(self.shown_passage().text, BODY, room)))
        return max(brush.px(42), lines * brush.letters.line_height(BODY) + 2 * brush.px(PAD_DOWN))

    def is_cut(self, brush: Brush) -> bool:
        """Never: the text moves under the caret."""
        return self.rect.height < self.height_for(brush, self.rect.width)

    def inner(self, brush: Brush) -> pygame.Rect:
        """Where text is drawn."""
        return self.rect.inflate(-2 * brush.px(PAD_ACROSS), -2 * brush.px(PAD_DOWN))

    # ------------------------------------------------------------------ keys
    def on_key(self, key: int, mod: int, unicode: str) -> bool:
        """Answer a key press; True when it was meant for the text."""
        if mod & pygame.KMOD_ALT:
            return False
        if mod & pygame.KMOD_CTRL:
            return self._on_ctrl(key, bool(mod & pygame.KMOD_SHIFT))
        if self._on_edit(key) or self._on_move(key, bool(mod & pygame.KMOD_SHIFT), by_word=False):
            return True
        return bool(unicode) and unicode.isprintable()

    def _on_ctrl(self, key: int, shift: bool) -> bool:
        actions: dict[int, Callable[[], None]] = {
            pygame.K_a: lambda: self.draft.move(self.draft.passage.all_selected()),
            pygame.K_c: self.copy,
            pygame.K_x: self.cut,
            pygame.K_v: self.paste,
            pygame.K_z: self._redo if shift else self._undo,
            pygame.K_y: self._redo,
            pygame.K_BACKSPACE: lambda: self._remove_to(word_left(self._text, self._caret)),
            pygame.K_DELETE: lambda: self._remove_to(word_right(self._text, self._caret)),
        }
        if key in actions:
            actions[key]()
            return True
        return self._on_move(key, shift, by_word=True)

    def _on_edit(self, key: int) -> bool:
        if key == pygame.K_BACKSPACE:
            self._remove_to(step_left(self._text, self._caret))
        elif key == pygame.K_DELETE:
            self._remove_to(step_right(self._text, self._caret))
        elif key in (pygame.K_RETURN, pygame.K_KP_ENTER) and self.draft.several_lines and not self.on_press:
            self.write("\n")
        else:
            return False
        return True

    def _on_move(self, key: int, selecting: bool, *, by_word: bool) -> bool:
        target = self._target(key, by_word, selecting)
        if target is None:
            return False
        self.draft.move(self.draft.passage.put(target, selecting=selecting))
        return True

    def _target(self, key: int, by_word: bool, selecting: bool) -> int | None:
        text, caret = self._text, self._caret
        start, end = self.draft.passage.selection
        leaves = start < end and not selecting and not by_word  # an arrow goes to the edge of the selection
        if key == pygame.K_LEFT:
            return start if leaves else (word_left if by_word else step_left)(text, caret)
        if key == pygame.K_RIGHT:
            return end if leaves else (word_right if by_word else step_right)(text, caret)
        if key == pygame.K_HOME:
            return 0 if by_word else self._line_edge(to_end=False)
        if key == pygame.K_END:
            return len(text) if by_word else self._line_edge(to_end=True)
        if key in (pygame.K_UP, pygame.K_DOWN) and self.lines > 1:
            return self._other_line(-1 if key == pygame.K_UP else 1)
        return None

    @property
    def _text(self) -> str:
        return self.draft.text

    @property
    def _caret(self) -> int:
        return self.draft.passage.caret

    def _changed(self) -> None:
        self.value = self.draft.text
        if self.on_change:
            self.on_change()

    def write(self, words: str) -> None:
        """Type *words* at the caret."""
        self.draft.composing = ""
        self.draft.type(words)
        self._changed()

    def _remove_to(self, position: int) -> None:
        self.draft.change(self.draft.passage.without(position))
        self._changed()

    def _undo(self) -> None:
        self.draft.undo()
        self._changed()

    def _redo(self) -> None:
        self.draft.redo()
        self._changed()

    def copy(self) -> None:
        """Put the selection on the clipboard."""
        if self.draft.passage.selected:
            self.clipboard.write(self.draft.passage.selected)

    def cut(self) -> None:
        """Put the selection on the clipboard and take it out."""
        if self.draft.passage.selected:
            self.copy()
            self._remove_to(self._caret)

    def paste(self) -> None:
        """Write what is on the clipboard."""
        self.draft.paste(self.clipboard.read())
        self._changed()

    # ------------------------------------------------------------------ lines
    _brush: Brush | None = None

    def place(self, brush: Brush, rect: pygame.Rect) -> None:
        """Take *rect*; the brush is kept for keys that move between lines."""
        self.rect = rect
        self._brush = brush

    def shown_passage(self) -> Passage:
        """The passage with what an input method is composing written into it."""
        if not self.draft.composing:
            return self.draft.passage
        return self.draft.passage.typed(self.draft.composing)

    def broken(self, brush: Brush) -> list[Line]:
        """The lines as drawn. One that breaks at a space keeps the space, so that no position is lost."""
        text = self.shown_passage().text
        if self.lines == 1:
            return [Line(text, 0)]
        result, start = [], 0
        for paragraph in text.split("\n"):
            result.extend(self._broken_paragraph(brush, paragraph, start))
            start += len(paragraph) + 1
        return result

    def _broken_paragraph(self, brush: Brush, text: str, start: int) -> list[Line]:
        lines: list[Line] = []
        position = 0
        for piece in brush.letters.wrap(text, BODY, self.inner(brush).width):
            lines.append(Line(piece, start + position))
            position += len(piece)
            if text[position : position + 1] == " ":
                position += 1
        return lines

    def _line_of(self, lines: list[Line], position: int) -> int:
        for number, line in enumerate(lines):
            following = lines[number + 1].start if number + 1 < len(lines) else line.end + 1
            if position <= line.end and position < max(following, line.start + 1):
                return number
        return len(lines) - 1

    def _line_edge(self, *, to_end: bool) -> int:
        if self._brush is None or self.lines == 1:
            return len(self._text) if to_end else 0
        lines = self.broken(self._brush)
        line = lines[self._line_of(lines, self._caret)]
        return line.end if to_end else line.start

    def _other_line(self, step: int) -> int:
        if self._brush is None:
            return self._caret
        lines = self.broken(self._brush)
        number = self._line_of(lines, self._caret)
        target = number + step
        if not 0 <= target < len(lines):
            return 0 if step < 0 else len(self._text)
        before = lines[number].text[: self._caret - lines[number].start]
        return self._at_width(self._brush, lines[target], self._brush.letters.width(before, BODY))

    def _at_width(self, brush: Brush, line: Line, width: int) -> int:
        """The position in *line* nearest to *width* pixels from its start."""
        best, nearest = line.start, width
        for count in range(1, len(line.text) + 1):
            distance = abs(brush.letters.width(line.text[:count], BODY) - width)
            if distance > nearest:
                break
            best, nearest = line.start + count, distance
        return best

    # ------------------------------------------------------------------ mouse
    def position_at(self, brush: Brush, x: int, y: int) -> int:
        """The position in the text nearest to a point of the window."""
        lines, inner = self.broken(brush), self.inner(brush)
        across, down = self._offsets(brush, lines)
        row = (y - inner.y + down) // brush.letters.line_height(BODY) if self.lines > 1 else 0
        line = lines[max(0, min(len(lines) - 1, row))]
        return self._at_width(brush, line, x - inner.x + across)

    # ------------------------------------------------------------------ picture
    def _offsets(self, brush: Brush, lines: list[Line]) -> tuple[int, int]:
        """How far the text is moved left and up so that the caret can be seen."""
        inner = self.inner(brush)
        caret = self.shown_passage().caret
        number = self._line_of(lines, caret)
        step = brush.letters.line_height(BODY)
        if self.lines > 1:
            return 0, max(0, (number + 1) * step - max(step, inner.height))
        x = brush.letters.width(lines[0].text[:caret], BODY)
        return max(0, x - inner.width + brush.px(2)), 0

    def caret_rect(self, brush: Brush) -> pygame.Rect:
        """Where the caret stands in the window; input methods open their lists there."""
        lines, inner = self.broken(brush), self.inner(brush)
        caret = self.shown_passage().caret
        number = self._line_of(lines, caret)
        across, down = self._offsets(brush, lines)
        step = brush.letters.line_height(BODY)
        x = brush.letters.width(lines[number].text[: caret - lines[number].start], BODY)
        top = inner.y + number * step - down if self.lines > 1 else inner.centery - step // 2
        return pygame.Rect(inner.x + x - across, top, brush.px(2), step)

    def paint(self, painter: Painter) -> None:
        """Draw the box, the selection, the text, what is being composed, and the caret."""
        p = painter.palette
        painter.box(self.rect, p.sunken, p.border, radius=self.radius)
        inner = self.inner(painter.brush)
        before = painter.surface.get_clip()
        painter.surface.set_clip(inner.inflate(painter.px(4), painter.px(4)).clip(before))
        self._paint_text(painter, inner)
        painter.surface.set_clip(before)
        self.paint_focus(painter)

    def _paint_text(self, painter: Painter, inner: pygame.Rect) -> None:
        p, brush = painter.palette, painter.brush
        step = brush.letters.line_height(BODY)
        if not self.shown_passage().text:
            top = inner.y if self.lines > 1 else inner.centery - step // 2
            hint = brush.letters.shortened(self.placeholder, BODY, inner.width - brush.px(4))
            painter.text(hint, BODY, p.ink_soft, inner.x + brush.px(4), top)  # clear of the caret
        lines = self.broken(brush)
        across, down = self._offsets(brush, lines)
        for number, line in enumerate(lines):
            top = inner.y + number * step - down if self.lines > 1 else inner.centery - step // 2
            self._paint_marks(painter, line, inner.x - across, top)
            painter.text(line.text, BODY, p.ink, inner.x - across, top)
        if self.focused:
            painter.surface.fill(p.ink, self.caret_rect(brush))

    def _paint_marks(self, painter: Painter, line: Line, x: int, top: int) -> None:
        """The ground behind selected letters and the line under letters being composed."""
        step = painter.brush.letters.line_height(BODY)
        start, end = self.draft.passage.selection
        if self.draft.composing:
            left, right = self._span(painter.brush, line, start, start + len(self.draft.composing))
            thin = painter.px(2)
            painter.surface.fill(painter.palette.accent, (x + left, top + step - thin, right - left, thin))
        elif start < end and self.focused:
            left, right = self._span(painter.brush, line, start, end)
            painter.surface.fill(painter.palette.chosen, (x + left, top, right - left, step))

    def _span(self, brush: Brush, line: Line, start: int, end: int) -> tuple[int, int]:
        letters = brush.letters
        left = letters.width(line.text[: max(0, start - line.start)], BODY)
        return left, letters.width(line.text[: max(0, end - line.start)], BODY)
