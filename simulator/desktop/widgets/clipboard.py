"""The clipboard, behind two functions, so that a field can be tried without a desktop."""

from typing import Protocol

import pygame


class Clipboard(Protocol):
    """Somewhere to put text and take it from."""

    def read(self) -> str:
        """The text on it; empty when there is none."""

    def write(self, text: str) -> None:
        """Put *text* on it."""


class SystemClipboard:
    """The desktop's own; silently empty where there is none."""

    def read(self) -> str:
        """The text on it."""
        try:
            return pygame.scrap.get_text() if pygame.scrap.has_text() else ""
        except pygame.error:
            return ""

    def write(self, text: str) -> None:
        """Put *text* on it."""
        try:
            pygame.scrap.put_text(text)
        except pygame.error:
            return


class PocketClipboard:
    """One that lives in this program only."""

    def __init__(self) -> None:
        self._text = ""

    def read(self) -> str:
        """The text on it."""
        return self._text

    def write(self, text: str) -> None:
        """Put *text* on it."""
        self._text = text
