"""The help over a screen: every key that means something there."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence

from simulator.desktop.keys import KEY_NAMES, Command
from simulator.desktop.screen import Extent, Screen
from simulator.desktop.theme import BODY, BODY_BOLD, Tone
from simulator.desktop.widgets.buttons import Button, Kind
from simulator.desktop.widgets.dialog import Dialog, Layers
from simulator.desktop.widgets.layout import Column, Fixed, Row
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.scrolling import Scroll
from simulator.desktop.widgets.text import Label

DRILL_KEYS: tuple[tuple[str, str], ...] = (
    ("1 to 9", "pick a reply"),
    (KEY_NAMES[Command.SEND], "send what is picked"),
    (f"{KEY_NAMES[Command.LET_TIME_RUN]} or F5", "let time run to the next thing that happens or falls due"),
    (KEY_NAMES[Command.NEXT_PERSON], "next person"),
    (KEY_NAMES[Command.NEXT_WAITING], "next person who waits for you"),
    (KEY_NAMES[Command.HEARD], "what you have heard"),
    (KEY_NAMES[Command.REMEDIES], "remedies"),
    (KEY_NAMES[Command.CARD], "response card"),
    (KEY_NAMES[Command.UPDATE], "update"),
    (KEY_NAMES[Command.PROMISE], "promise"),
    (KEY_NAMES[Command.ASK], "ask somebody"),
    (KEY_NAMES[Command.ASSIGN], "have something done"),
    (KEY_NAMES[Command.NOTE], "note for whoever takes over"),
    (KEY_NAMES[Command.PAUSE], "pause, and go on"),
    (KEY_NAMES[Command.BACK], "back, or leave the drill"),
)
ALWAYS_KEYS: tuple[tuple[str, str], ...] = (
    ("Tab, Shift+Tab", "to the next control, or back"),
    ("Enter", "press it; on a choice, make it"),
    ("Arrows", "along choices, or scroll"),
    ("Page Up, Page Down", "scroll"),
    ("Ctrl +, Ctrl -, Ctrl 0", "larger, smaller, normal size"),
    (KEY_NAMES[Command.THEME], "dark or light"),
    (KEY_NAMES[Command.FULL_SCREEN], "full screen"),
)


WIDE = 900  # of the window at 100 %: from there on the two lists stand beside each other
KEY_ROOM = 172


def help_dialog(keys: Sequence[tuple[str, str]], close: Press, scroll: Scroll, extent: Extent) -> Dialog:
    """Every key, in two lists."""
    lists = [key_list("Here", keys), key_list("Everywhere", ALWAYS_KEYS)]
    wide = extent.width >= WIDE
    content: Node = Row([_growing(part) for part in lists], gap=28) if wide else Column(lists, gap=14)
    done = Button("Close", close, hint="Esc", kind=Kind.PRIMARY, key="help:close")
    width = 1000 if wide else 620
    return Dialog("Keys", [content], [done], scroll, on_close=close, icon="keyboard", width=width)


def key_list(title: str, keys: Sequence[tuple[str, str]]) -> Node:
    """A headed list of keys and what they do."""
    rows = [
        Row([Fixed(Label(key, BODY_BOLD, Tone.ACCENT), width=KEY_ROOM), Label(what, BODY, grow=1)])
        for key, what in keys
    ]
    head = Label(title, BODY_BOLD, role=Role.HEADING)
    return Column([head, Column(rows, gap=6, role=Role.LIST, name=title)], gap=8)


def _growing(node: Node) -> Node:
    node.grow = 1
    return node


class Helped(Screen):
    """A screen over which its keys can be read: F1 opens them, F1 or Esc closes them."""

    own_keys: tuple[tuple[str, str], ...] = ()
    help: Scroll | None = None

    def open_help(self) -> None:
        """Show the keys."""
        self.help = Scroll()

    def close_help(self) -> None:
        """Put them away."""
        self.help = None

    def with_help(self, page: Node, extent: Extent) -> Layers:
        """*page* with the keys over it while they are open."""
        if self.help is None:
            return Layers(page)
        return Layers(page, help_dialog(self.own_keys, self.close_help, self.help, extent))

    def commands(self) -> frozenset[Command]:
        """What the screen itself answers, and the keys."""
        if self.help is not None:
            return frozenset({Command.BACK, Command.HELP})
        return self.own_commands() | {Command.HELP}

    def on_command(self, command: Command) -> Screen | None:
        """Open or close the keys, or hand the command on."""
        if self.help is not None:
            self.close_help()
        elif command is Command.HELP:
            self.open_help()
        else:
            return self.on_own_command(command)
        return None

    @abstractmethod
    def own_commands(self) -> frozenset[Command]:
        """The commands that mean something on this screen."""

    @abstractmethod
    def on_own_command(self, command: Command) -> Screen | None:
        """Answer one of them."""
