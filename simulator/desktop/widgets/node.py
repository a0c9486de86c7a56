"""The base of everything on screen: one tree of nodes with a role, a name, a value and a rectangle.

The same tree serves the keyboard's focus, the mouse, tests and a plain-text dump. Nothing here draws.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from typing import TYPE_CHECKING

import pygame

if TYPE_CHECKING:
    from simulator.desktop.painting import Brush, Painter
    from simulator.desktop.screen import Screen

Press = Callable[[], "Screen | None"]


class Role(Enum):
    """What a node is to somebody who can't see it."""

    WINDOW = "window"
    GROUP = "group"
    DIALOG = "dialog"
    HEADING = "heading"
    TEXT = "text"
    STATUS = "status"
    TIMER = "timer"
    BUTTON = "button"
    RADIO = "radio"
    CHECKBOX = "checkbox"
    TEXTBOX = "textbox"
    OPTION = "option"
    TAB = "tab"
    LIST = "list"
    LOG = "log"
    MESSAGE = "message"
    SCROLL = "scroll area"
    IMAGE = "image"


ARROWED = frozenset({Role.RADIO, Role.OPTION, Role.TAB})


class NotPressable(ValueError):
    """A node without an action, or one that is switched off, was pressed."""


class Node:
    """A rectangle with a meaning; widgets add how it is measured and drawn."""

    focusable = False
    clips = False

    def __init__(
        self,
        role: Role,
        name: str = "",
        *,
        value: str = "",
        children: Sequence[Node] = (),
        on_press: Press | None = None,
        key: str = "",
        enabled: bool = True,
        grow: float = 0,
    ) -> None:
        self.role = role
        self.name = name
        self.value = value
        self.children = list(children)
        self.on_press = on_press
        self.key = key or f"{role.value}:{name}"
        self.enabled = enabled
        self.grow = grow
        self.rect = pygame.Rect(0, 0, 0, 0)
        self.clip: pygame.Rect | None = None
        self.focused = self.hovered = self.held = False

    # ------------------------------------------------------------------ size and place
    def natural_width(self, brush: Brush) -> int:
        """How wide it wants to be in pixels when nothing limits it."""
        return max((child.natural_width(brush) for child in self.children), default=0)

    def height_for(self, brush: Brush, width: int) -> int:
        """How high it must be in pixels when it is *width* pixels wide."""
        return max((child.height_for(brush, width) for child in self.children), default=0)

    def place(self, brush: Brush, rect: pygame.Rect) -> None:
        """Take *rect* and share it out among the children."""
        self.rect = rect
        for child in self.children:
            child.place(brush, rect)

    def is_cut(self, brush: Brush) -> bool:
        """Whether something of its content does not fit into its rectangle."""
        short = self.height_for(brush, self.rect.width) > self.rect.height
        return short and bool(self.rect.width)

    # ------------------------------------------------------------------ picture
    def draw(self, painter: Painter) -> None:
        """Draw it and what it contains."""
        self.paint(painter)
        visible = painter.surface.get_clip()
        for child in self.children:
            if child.rect.colliderect(visible):
                child.draw(painter)

    def paint(self, painter: Painter) -> None:
        """Draw it alone; containers mostly have nothing to draw."""

    # ------------------------------------------------------------------ meaning
    @property
    def can_focus(self) -> bool:
        """Whether the keyboard can reach it now."""
        return self.focusable and self.enabled

    def press(self) -> Screen | None:
        """Do what a click or Enter on it does; answers the next screen if that leads to one."""
        if self.on_press is None or not self.enabled:
            raise NotPressable(f"{self.role.value} '{self.name}' can't be pressed")
        return self.on_press()

    def walk(self) -> Iterator[Node]:
        """It and everything inside it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()

    def shown(self) -> pygame.Rect:
        """The part of its rectangle that a scroll area leaves visible."""
        return self.rect if self.clip is None else self.rect.clip(self.clip)

    def dump(self, depth: int = 0) -> str:
        """The tree as indented text: role, name, value and state."""
        parts = [self.role.value]
        if self.name:
            parts.append(f'"{self.name}"')
        if self.value:
            parts.append(f"= {self.value}")
        if self.focused:
            parts.append("(focus)")
        if not self.enabled:
            parts.append("(off)")
        line = "  " * depth + " ".join(parts)
        return "\n".join([line, *(child.dump(depth + 1) for child in self.children)])


def focusable_nodes(root: Node) -> list[Node]:
    """What the keyboard can reach, in Tab order."""
    return [node for node in root.walk() if node.can_focus]


def limit_to(node: Node, clip: pygame.Rect) -> None:
    """Say that nothing inside *node* is visible outside *clip*."""
    for inner in node.walk():
        inner.clip = clip if inner.clip is None else inner.clip.clip(clip)
