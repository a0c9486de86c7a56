"""Editing one text: caret, selection, words, undo. Pure values; the field on screen is `field.py`.

A position is the number of characters before the caret. A letter with combining marks is one step.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace

KEPT_STEPS = 200


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with a caret; *anchor* is the other end of the selection, equal to the caret for none."""

    text: str = ""
    caret: int = 0
    anchor: int = 0

    @property
    def selection(self) -> tuple[int, int]:
        """Start and end of what is selected."""
        return min(self.caret, self.anchor), max(self.caret, self.anchor)

    @property
    def selected(self) -> str:
        """The selected text."""
        start, end = self.selection
        return self.text[start:end]

    def put(self, position: int, *, selecting: bool = False) -> Passage:
        """With the caret at *position*; the selection grows or shrinks when *selecting*, else it goes."""
        place = max(0, min(len(self.text), position))
        return replace(self, caret=place, anchor=self.anchor if selecting else place)

    def all_selected(self) -> Passage:
        """With everything selected."""
        return replace(self, caret=len(self.text), anchor=0)

    def word_selected(self, position: int) -> Passage:
        """With the word around *position* selected."""
        start, end = position, position
        while start > 0 and is_word(self.text[start - 1]):
            start -= 1
        while end < len(self.text) and is_word(self.text[end]):
            end += 1
        return replace(self, anchor=start, caret=end)

    def typed(self, words: str) -> Passage:
        """With *words* in place of the selection."""
        start, end = self.selection
        text = self.text[:start] + words + self.text[end:]
        return Passage(text, start + len(words), start + len(words))

    def without(self, other_end: int) -> Passage:
        """Without the selection, or without what lies between the caret and *other_end*."""
        if self.caret != self.anchor:
            return self.typed("")
        return replace(self, anchor=other_end).typed("")


def is_word(character: str) -> bool:
    """Whether a character belongs to a word."""
    return character.isalnum() or character in "_'\u2019" or unicodedata.combining(character) > 0


def step_left(text: str, position: int) -> int:
    """One letter to the left, with the marks that belong to it."""
    position = max(0, position - 1)
    while position > 0 and unicodedata.combining(text[position]):
        position -= 1
    return position


def step_right(text: str, position: int) -> int:
    """One letter to the right, with the marks that belong to it."""
    position = min(len(text), position + 1)
    while position < len(text) and unicodedata.combining(text[position]):
        position += 1
    return position


def word_left(text: str, position: int) -> int:
    """The start of the word to the left."""
    while position > 0 and not is_word(text[position - 1]):
        position -= 1
    while position > 0 and is_word(text[position - 1]):
        position -= 1
    return position


def word_right(text: str, position: int) -> int:
    """The end of the word to the right."""
    while position < len(text) and not is_word(text[position]):
        position += 1
    while position < len(text) and is_word(text[position]):
        position += 1
    return position


def cleaned(words: str, *, several_lines: bool) -> str:
    """*words* without control characters; line breaks become spaces where only one line is meant."""
    words = words.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if not several_lines:
        words = words.replace("\n", " ")
    return "".join(c for c in words if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))


class Draft:
    """A passage being written, with its way back; typing in one go is undone in one go."""

    def __init__(self, text: str = "", *, limit: int = 500, several_lines: bool = False) -> None:
        self.passage = Passage(text, len(text), len(text))
        self.limit = limit
        self.several_lines = several_lines
        self.composing = ""  # what an input method shows before it is settled
        self._before: list[Passage] = []
        self._after: list[Passage] = []
        self._typing = False

    @property
    def text(self) -> str:
        """What is written."""
        return self.passage.text

    def move(self, passage: Passage) -> None:
        """Take a passage that differs in caret or selection only."""
        self.passage = passage
        self._typing = False

    def change(self, passage: Passage, *, typing: bool = False) -> None:
        """Take a passage with another text and keep the way back; too long a text is refused."""
        if passage.text == self.text or len(passage.text) > self.limit:
            return
        if not (typing and self._typing):
            self._before = [*self._before[-KEPT_STEPS:], self.passage]
        self._after = []
        self._typing = typing
        self.passage = passage

    def type(self, words: str) -> None:
        """Write *words* at the caret, as much of them as there is room for."""
        words = cleaned(words, several_lines=self.several_lines)
        room = self.limit - len(self.text) + len(self.passage.selected)
        words = words[: max(0, room)]
        if words:
            starts_word = words[0] == " " and not self.text[: self.passage.caret].endswith(" ")
            self._typing = self._typing and not starts_word
            self.change(self.passage.typed(words), typing=True)

    def paste(self, words: str) -> None:
        """Write *words* as one step of its own."""
        self._typing = False
        self.type(words)
        self._typing = False

    def undo(self) -> None:
        """Go one step back, if there is one."""
        if self._before:
            self._after.append(self.passage)
            self.passage = self._before.pop()
            self._typing = False

    def redo(self) -> None:
        """Go one undone step forward, if there is one."""
        if self._after:
            self._before.append(self.passage)
            self.passage = self._after.pop()
            self._typing = False
