"""What every screen is: it builds a tree from what it knows and answers keys with the next screen.

A screen never draws and never decides a rule; the stage asks it for a tree whenever something has changed.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from simulator.desktop.keys import Command
from simulator.desktop.theme import Theme
from simulator.desktop.view_models.alerts import Heard
from simulator.desktop.widgets.node import Node


@dataclass(frozen=True, slots=True)
class FocusWish:
    """Where a screen wants the focus to go, once: a key, or the start of one (its first node is meant).

    *ring*: whether the focus is shown; None leaves that as it is.
    """

    key: str
    ring: bool | None = None


@dataclass(frozen=True, slots=True)
class Extent:
    """The window's size in pixels at 100 % zoom: a larger zoom makes it smaller."""

    width: int
    height: int


class Screen(ABC):
    """One thing the trainee does: choosing, reading the briefing, the drill, rating, the debrief."""

    title = "Firedrill"
    # Space presses the focused button everywhere but in the drill, where it lets time run.
    space_presses = True
    # Key of the scroll area that Page Up and Page Down move when the focus is in none.
    main_scroll = ""
    # Whether the first control has the focus where `first_focus` names none.
    focuses_anything = True
    # Taken by the stage when it next lays the screen out.
    focus_wish: FocusWish | None = None
    # Colours, size or movement as the trainee wants them from now on; taken by the stage as well.
    theme_wish: Theme | None = None

    @abstractmethod
    def build(self, extent: Extent) -> Node:
        """The tree for what is known now."""

    def on_command(self, command: Command) -> Screen | None:
        """Answer a key of the key map; None stays here."""
        return None

    def commands(self) -> frozenset[Command]:
        """The commands that mean something here now; others are left to the focused widget."""
        return frozenset()

    def first_focus(self) -> str:
        """The key of the node that has the focus at first; empty for the first in Tab order."""
        return ""

    def first_tab(self) -> str:
        """Where Tab begins when nothing has the focus: a key, or the start of one; empty for the first control."""
        return ""

    def focus_moved(self, key: str) -> None:
        """The focus is on the node called *key* now."""
        return

    def alerts(self) -> Sequence[Heard]:
        """What has become worth a sound since this was last asked, the most urgent first."""
        return ()

    def pass_time(self, elapsed_ms: int) -> Screen | None:
        """Wall time has passed while the window was in front."""
        return None

    def changes_in_ms(self) -> int | None:
        """After how many milliseconds something visible changes by itself; None when nothing does."""
        return None

    def lost_focus(self) -> None:
        """The window is no longer in front."""
        return

    def close(self) -> None:
        """The window is being closed: put away what must be kept."""
        return
