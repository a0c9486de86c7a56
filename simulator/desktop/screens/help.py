"""The help over a screen: every key that means something there, short answers, and a field to search both."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, field

from simulator.desktop.keys import KEY_NAMES, Command
from simulator.desktop.screen import Extent, Screen
from simulator.desktop.theme import BODY, BODY_BOLD, Tone
from simulator.desktop.view_models.helping import TOPICS, Found, Topic, find_help
from simulator.desktop.widgets.buttons import Button, Kind
from simulator.desktop.widgets.dialog import Dialog, Layers
from simulator.desktop.widgets.editing import Draft
from simulator.desktop.widgets.field import TextField
from simulator.desktop.widgets.layout import Column, Fixed, Pad, Row
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
    (KEY_NAMES[Command.THEME], "light, dark, high contrast"),
    (KEY_NAMES[Command.FULL_SCREEN], "full screen"),
)


def drill_keys(*, may_pause: bool) -> tuple[tuple[str, str], ...]:
    """The keys of a drill; where nothing stops the clock there is no key for it."""
    return tuple(row for row in DRILL_KEYS if may_pause or row[0] != KEY_NAMES[Command.PAUSE])


WIDE = 900  # of the window at 100 %: from there on the two lists stand beside each other
KEY_ROOM = 172


@dataclass(slots=True)
class Help:
    """An open help: what is searched for, and where it is scrolled to; *topics_first*: before the keys."""

    scroll: Scroll = field(default_factory=Scroll)
    search: Draft = field(default_factory=lambda: Draft(limit=60))
    topics_first: bool = False


def help_dialog(
    keys: Sequence[tuple[str, str]], close: Press, shown: Help, extent: Extent, topics: Sequence[Topic] = ()
) -> Dialog:
    """Keys in two lists, then short answers; *topics* of the screen's own come before those of all screens."""
    found = find_help(keys, ALWAYS_KEYS, (*topics, *TOPICS), shown.search.text)
    own = [_topic(topic) for topic in found.topics if topic in topics]
    rows = _keys(found, extent.width >= WIDE)
    content = [_search(shown), *([*own, *rows] if shown.topics_first else [*rows, *own])]
    content += [_topic(topic) for topic in found.topics if topic not in topics]
    if found.empty:
        words = f"Nothing here has “{shown.search.text.strip()}” in it. Try one word, or a shorter one."
        content.append(Label(words, BODY, Tone.SOFT, icon="info"))
    done = Button("Close", close, hint="Esc", kind=Kind.PRIMARY, key="help:close")
    width = 1000 if extent.width >= WIDE else 620
    return Dialog("Help", content, [done], shown.scroll, on_close=close, icon="circle-question-mark", width=width)


def _search(shown: Help) -> Node:
    def changed() -> None:
        shown.scroll.offset = 0

    return TextField(
        "Search the help", shown.search, placeholder="Search: a key, a word", on_change=changed, key="help:search"
    )


def _keys(found: Found, wide: bool) -> list[Node]:
    lists = [key_list(title, rows) for title, rows in (("Here", found.here), ("Everywhere", found.everywhere)) if rows]
    if not lists:
        return []
    return [Row([_growing(part) for part in lists], gap=28) if wide else Column(lists, gap=14)]


def _topic(topic: Topic) -> Node:
    head = Label(topic.title, BODY_BOLD, role=Role.HEADING)
    return Column([head, *[Label(line, BODY) for line in topic.text.split("\n")]], gap=2, pad=Pad(0, 6, 0, 2))


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
    """A screen over which help can be read and searched: F1 opens it, F1 or Esc closes it."""

    own_keys: tuple[tuple[str, str], ...] = ()
    help: Help | None = None

    def open_help(self) -> None:
        """Show the help."""
        self.help = Help()

    def close_help(self) -> None:
        """Put it away."""
        self.help = None

    def with_help(self, page: Node, extent: Extent) -> Layers:
        """*page* with the help over it while that is open."""
        if self.help is None:
            return Layers(page)
        return Layers(page, help_dialog(self.own_keys, self.close_help, self.help, extent))

    def commands(self) -> frozenset[Command]:
        """What the screen itself answers, and the help."""
        if self.help is not None:
            return frozenset({Command.BACK, Command.HELP})
        return self.own_commands() | {Command.HELP}

    def on_command(self, command: Command) -> Screen | None:
        """Open or close the help, or hand the command on."""
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
