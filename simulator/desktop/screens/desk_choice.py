"""The way to the trainer's desk: the drills that were set up, and setting up another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from simulator.desktop.keys import KEY_NAMES, REPLIES, Command
from simulator.desktop.screen import Extent, Screen
from simulator.desktop.screens.help import Helped
from simulator.desktop.theme import BODY, DISPLAY, Tone
from simulator.desktop.view_models.desk import DrillLine
from simulator.desktop.widgets.buttons import Button, Kind
from simulator.desktop.widgets.cards import Card
from simulator.desktop.widgets.layout import BAR, Centred, Column, Flow, Pad, Panel, even
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.scrolling import BAR as SCROLL_BAR
from simulator.desktop.widgets.scrolling import Scroll, ScrollArea
from simulator.desktop.widgets.text import Label

WIDTH = 860
PURPOSE = "What comes of a drill is for training, not for pay or dismissal."
NOTHING = (
    "No drill has been set up here. Set one up: who plays, which scenarios, how long. Then each station is opened with "
    "'firedrill drill NAME --station A --window', and you watch from here."
)
NEW = Command.HEARD


class ChoiceDoors(Protocol):
    """Where this screen leads to."""

    def drills(self) -> Sequence[DrillLine]:
        """The drills that were set up."""

    def watch(self, drill: str) -> Screen:
        """The desk of one of them."""

    def plan(self) -> Screen:
        """The form for another."""

    def home(self) -> Screen:
        """The home screen."""


class DeskChoiceScreen(Helped):
    """Choose the drill to watch."""

    title = "Firedrill: the trainer's desk"
    main_scroll = "drills"
    own_keys = (
        ("1 to 9", "open a drill"),
        (KEY_NAMES[NEW], "set up another"),
        ("Esc", "home"),
    )

    def __init__(self, doors: ChoiceDoors, notice: str = "") -> None:
        self._doors = doors
        self._notice = notice
        self._drills = tuple(doors.drills())
        self._scroll = Scroll()

    def build(self, extent: Extent) -> Node:
        """A card for each drill."""
        notice = [Panel([Label(self._notice, BODY, icon="info", role=Role.STATUS)], pad=even(12))]
        parts: list[Node] = [
            Label("The trainer's desk", DISPLAY, role=Role.HEADING),
            Label(PURPOSE, BODY, Tone.SOFT, icon="shield"),
            *(notice if self._notice else []),
            *(self._cards() or [Panel([Label(NOTHING, BODY, icon="users")], pad=even(22), name="Nothing yet")]),
        ]
        page = Column(parts, gap=14, pad=Pad(20, 26, 20, 30), role=Role.LIST, name="Drills")
        body = ScrollArea(Centred(page, width=WIDTH), self._scroll, name="Drills", key="drills")
        return self.with_help(Column([body, self._foot()], name="The trainer's desk"), extent)

    def _cards(self) -> list[Node]:
        return [
            Card(
                line.drill,
                self._watch(line.drill),
                icon="triangle-alert" if line.trouble else "users",
                text=line.trouble or line.detail,
                hint=str(number) if number <= len(REPLIES) else "",
                enabled=not line.trouble,
                key=f"drill:{line.drill}",
            )
            for number, line in enumerate(self._drills, start=1)
        ]

    def _watch(self, drill: str) -> Press:
        return lambda: self._doors.watch(drill)

    def _foot(self) -> Node:
        kind = Kind.PLAIN if self._drills else Kind.PRIMARY
        new = Button("Set up a drill", self._doors.plan, icon="plus", hint=KEY_NAMES[NEW], kind=kind, key="new")
        home = Button("Home", self._doors.home, icon="house", hint="Esc", key="home")
        help_ = Button("Help", self.open_help, icon="circle-question-mark", hint=KEY_NAMES[Command.HELP], key="help")
        page = Centred(Column([Flow([new, home, help_], gap=12)], pad=Pad(20, 12, 20, 12)), width=WIDTH)
        # The bar's room on the right keeps the buttons in line with what scrolls above them.
        return Panel([page], skin=BAR, pad=Pad(right=SCROLL_BAR), name="Go on")

    # ------------------------------------------------------------------ keys
    def first_focus(self) -> str:
        """The first drill; with none, setting one up."""
        good = [line.drill for line in self._drills if not line.trouble]
        return f"drill:{good[0]}" if good else "new"

    def own_commands(self) -> frozenset[Command]:
        """Numbers open a drill."""
        return frozenset({*REPLIES, NEW, Command.BACK})

    def on_own_command(self, command: Command) -> Screen | None:
        """Answer a key."""
        if command is NEW:
            return self._doors.plan()
        if command is Command.BACK:
            return self._doors.home()
        number = REPLIES.index(command)
        if number < len(self._drills) and not self._drills[number].trouble:
            return self._doors.watch(self._drills[number].drill)
        return None
