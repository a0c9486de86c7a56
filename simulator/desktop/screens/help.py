"""The help over a screen: every key that means something there."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.desktop.keys import KEY_NAMES, Command
from simulator.desktop.theme import BODY, BODY_BOLD, Tone
from simulator.desktop.widgets.buttons import Button, Kind
from simulator.desktop.widgets.dialog import Dialog
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
    ("Enter", "press the control"),
    ("Page Up, Page Down", "scroll"),
    ("Ctrl +, Ctrl -, Ctrl 0", "larger, smaller, normal size"),
    (KEY_NAMES[Command.THEME], "dark or light"),
    (KEY_NAMES[Command.FULL_SCREEN], "full screen"),
)


def help_dialog(keys: Sequence[tuple[str, str]], close: Press, scroll: Scroll) -> Dialog:
    """Every key, in two lists."""
    content = [*key_list("Here", keys), *key_list("Everywhere", ALWAYS_KEYS)]
    done = Button("Close", close, hint="Esc", kind=Kind.PRIMARY, key="help:close")
    return Dialog("Keys", content, [done], scroll, on_close=close, icon="keyboard")


def key_list(title: str, keys: Sequence[tuple[str, str]]) -> list[Node]:
    """A headed list of keys and what they do."""
    rows = [
        Row([Fixed(Label(key, BODY_BOLD, Tone.ACCENT), width=190), Label(what, BODY, grow=1)]) for key, what in keys
    ]
    return [Label(title, BODY_BOLD, role=Role.HEADING), Column(rows, gap=6, role=Role.LIST, name=title)]
