"""The home screen: who you are, a drill to go on with, the shelf, your last runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from simulator.desktop.keys import KEY_NAMES, REPLIES, Command
from simulator.desktop.screen import Extent, Screen
from simulator.desktop.screens.help import help_dialog
from simulator.desktop.theme import BODY, DISPLAY, SMALL, SUBTITLE, Tone
from simulator.desktop.view_models.shelf import RunLine, ShelfLine
from simulator.desktop.view_models.words import short_name
from simulator.desktop.widgets.buttons import Button, Choice, Kind
from simulator.desktop.widgets.cards import Card
from simulator.desktop.widgets.dialog import Layers
from simulator.desktop.widgets.editing import Draft
from simulator.desktop.widgets.field import TextField
from simulator.desktop.widgets.layout import BAR, Centred, Column, Fixed, Flow, Pad, Panel, Row, Spacer, even
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.scrolling import Scroll, ScrollArea
from simulator.desktop.widgets.text import Label, Picture, heading

HOME_KEYS = (("1 to 9", "open a drill of the shelf"), ("Esc", "close the program"))
WIDE = 900
SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class HomeModel:
    """What the home screen shows. *problems*: scenario files that can't be played, a line each."""

    name: str
    unfinished: RunLine | None
    shelf: tuple[ShelfLine, ...]
    runs: tuple[RunLine, ...]
    problems: tuple[str, ...] = ()


class HomeDoors(Protocol):
    """Where the home screen leads to."""

    def home(self) -> HomeModel:
        """What there is now."""

    def call_me(self, name: str) -> None:
        """Remember who is here."""

    def brief(self, scenario: str) -> Screen:
        """The briefing of a drill."""

    def go_on(self, run: str) -> Screen:
        """An unfinished run, where it stopped."""

    def look_back(self, run: str) -> Screen:
        """The debrief of an ended run."""

    def quit(self) -> None:
        """Close the program."""


class HomeScreen(Screen):
    """What the program opens with."""

    title = "Firedrill"
    main_scroll = "home"

    def __init__(self, doors: HomeDoors, notice: str = "") -> None:
        self._doors = doors
        self._model = doors.home()
        self._notice = notice
        self._name = Draft(self._model.name, limit=60)
        self._asking = not self._model.name
        self._scroll = Scroll()
        self._help: Scroll | None = None

    # ------------------------------------------------------------------ building
    def build(self, extent: Extent) -> Node:
        """Shelf on the left, you on the right; under each other where it is narrow."""
        wide = extent.width >= WIDE
        if self._asking:
            content: Node = Column([self._who_are_you()], pad=Pad(0, 40, 0, 40))
        elif wide:
            content = Row([Column([self._shelf()], grow=1), Fixed(self._yours(), width=352)], gap=28)
        else:
            content = Column([self._yours(), self._shelf()], gap=20)
        notice = [Panel([Label(self._notice, icon="info")], pad=even(12))] if self._notice else []
        page = Column([*notice, content], gap=16, pad=Pad(24, 20, 24, 32))
        body = ScrollArea(Centred(page, width=1180), self._scroll, name="Home", key="home")
        whole = Column([self._top(extent), body], name="Home")
        dialogs = [help_dialog(HOME_KEYS, self._close_help, self._help)] if self._help is not None else []
        return Layers(whole, *dialogs)

    def _top(self, extent: Extent) -> Node:
        logo = Row(
            [Picture("flame", "", size=28), Label("Firedrill", SUBTITLE, role=Role.HEADING)], gap=8, centred=True
        )
        keys = Button(
            "Help", self._open_help, icon="circle-question-mark", hint=KEY_NAMES[Command.HELP], compact=True, label=""
        )
        who = [] if self._asking else [self._who()]
        parts = [logo, Spacer(grow=1), *who, keys]
        return Panel([Row(parts, gap=12, centred=True)], skin=BAR, pad=Pad(20, 9, 16, 9), name="Top")

    def _who(self) -> Node:
        return Button(
            short_name(self._model.name), self._change_name, icon="user", compact=True, kind=Kind.QUIET, key="who"
        )

    def _who_are_you(self) -> Node:
        field = TextField("Your name", self._name, placeholder="Your name", on_enter=self._take_name, key="name")
        ready = bool(self._name.text.strip())
        kind = Kind.PRIMARY if ready else Kind.PLAIN
        done = Button("Go on", self._take_name, hint="Enter", kind=kind, enabled=ready, icon="arrow-right")
        return Centred(
            Panel(
                [
                    Label("Welcome", DISPLAY, role=Role.HEADING),
                    Label(
                        "Here you practise the worst hour of a customer's day before it comes: "
                        "what to say, what to promise, how to put it right.",
                        BODY,
                    ),
                    Label("What should we call you?", BODY, Tone.SOFT),
                    field,
                    Flow([done]),
                    Label("Your practice is yours: nobody else sees it.", SMALL, Tone.SOFT, icon="lock"),
                ],
                gap=14,
                pad=even(32),
                name="Who are you",
            ),
            width=560,
        )

    def _shelf(self) -> Node:
        cards: list[Node] = [self._card(line, number) for number, line in enumerate(self._model.shelf)]
        if not cards:
            cards = [Label("There is no drill on the shelf.", BODY, Tone.SOFT)]
        suggested, more = cards[:SUGGESTIONS], cards[SUGGESTIONS:]
        parts: list[Node] = [Label("Which hour today?", DISPLAY, role=Role.HEADING), Column(suggested, gap=12)]
        if more:
            parts += [heading("More drills"), Column(more, gap=12)]
        parts += [Label(problem, SMALL, Tone.BAD, icon="triangle-alert") for problem in self._model.problems]
        return Column(parts, gap=16, role=Role.LIST, name="Shelf")

    def _card(self, line: ShelfLine, number: int) -> Card:
        return Card(
            line.title,
            self._brief(line.id),
            icon="flame",
            text=line.about,
            marks=line.marks,
            reason=line.reason,
            hint=str(number + 1) if number < len(REPLIES) else "",
            key=f"drill:{line.id}",
        )

    def _yours(self) -> Node:
        parts: list[Node] = []
        if self._model.unfinished:
            parts.append(self._resume(self._model.unfinished))
        parts.append(self._last())
        return Column(parts, gap=16)

    def _resume(self, line: RunLine) -> Node:
        go = Button("Go on where you stopped", self._go_on(line.run), kind=Kind.PRIMARY, icon="play", key="resume")
        words = [Label(line.title, BODY), Label(line.detail, SMALL, Tone.SOFT)]
        return Panel([heading("A drill waits for you", icon="history"), *words, go], gap=8, pad=even(18), name="Resume")

    def _last(self) -> Node:
        rows: list[Node] = [
            Choice(line.title, self._look_back(line.run), detail=line.detail, role=Role.OPTION, key=f"run:{line.run}")
            for line in self._model.runs
        ]
        if not rows:
            rows = [Label("Nothing yet. After a drill its debrief is kept here.", SMALL, Tone.SOFT)]
        rows = [heading("Your last runs", icon="rotate-ccw"), *rows]
        return Panel(rows, gap=9, pad=even(18), role=Role.LIST, name="Your last runs")

    # ------------------------------------------------------------------ what controls do
    def _brief(self, scenario: str) -> Press:
        return lambda: self._doors.brief(scenario)

    def _go_on(self, run: str) -> Press:
        return lambda: self._doors.go_on(run)

    def _look_back(self, run: str) -> Press:
        return lambda: self._doors.look_back(run)

    def _change_name(self) -> None:
        self._asking = True

    def _take_name(self) -> None:
        if self._name.text.strip():
            self._doors.call_me(self._name.text.strip())
            self._model = self._doors.home()
            self._asking = False

    def _open_help(self) -> None:
        self._help = Scroll()

    def _close_help(self) -> None:
        self._help = None

    # ------------------------------------------------------------------ keys
    def first_focus(self) -> str:
        """The name while it is asked for; else what waits, else the first drill."""
        if self._asking:
            return "name"
        if self._model.unfinished:
            return "resume"
        return f"drill:{self._model.shelf[0].id}" if self._model.shelf else ""

    def commands(self) -> frozenset[Command]:
        """Numbers open a drill."""
        if self._help is not None:
            return frozenset({Command.BACK, Command.HELP})
        numbers = frozenset() if self._asking else frozenset(REPLIES)
        return numbers | {Command.BACK, Command.HELP}

    def on_command(self, command: Command) -> Screen | None:
        """Answer a key."""
        if self._help is not None:
            self._close_help()
        elif command is Command.HELP:
            self._open_help()
        elif command is Command.BACK:
            self._back()
        elif REPLIES.index(command) < len(self._model.shelf):
            return self._doors.brief(self._model.shelf[REPLIES.index(command)].id)
        return None

    def _back(self) -> None:
        if self._asking and self._model.name:
            self._asking = False
        else:
            self._doors.quit()
