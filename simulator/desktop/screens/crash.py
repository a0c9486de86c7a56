"""What is shown when something in the program broke: what is kept, how to go on with it, and where the details lie."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.desktop.keys import Command
from simulator.desktop.screen import Extent, Screen
from simulator.desktop.screens.help import Helped
from simulator.desktop.theme import BODY, DISPLAY, SMALL, Tone
from simulator.desktop.widgets.buttons import Button, Kind
from simulator.desktop.widgets.layout import Centred, Column, Flow, Pad, Panel, even
from simulator.desktop.widgets.node import Node, Role
from simulator.desktop.widgets.scrolling import Scroll, ScrollArea
from simulator.desktop.widgets.text import Label


@dataclass(frozen=True, slots=True)
class Breakdown:
    """What broke, in one sentence; the run that was open, if any; the file with the details, if it could be written."""

    sentence: str
    run: str = ""
    file: str = ""


class CrashScreen(Helped):
    """Nothing here depends on what broke."""

    title = "Firedrill: something broke"
    main_scroll = "crash"
    own_keys = (("Enter", "home"), ("Esc", "close the program"))

    def __init__(self, breakdown: Breakdown, home: Callable[[], Screen], quit_: Callable[[], None]) -> None:
        self._breakdown = breakdown
        self._home = home
        self._quit = quit_
        self._scroll = Scroll()

    def build(self, extent: Extent) -> Node:
        """One box: what happened, what is kept, what to do."""
        home = Button("Home", self._home, icon="house", hint="Enter", kind=Kind.PRIMARY, key="home")
        close = Button("Close the program", self._close, icon="log-out", hint="Esc", key="quit")
        box = Panel(
            [
                Label("Firedrill had to stop here", DISPLAY, role=Role.HEADING),
                Label(self._breakdown.sentence, BODY),
                *self._kept(),
                *self._details(),
                Flow([home, close], gap=12),
            ],
            gap=14,
            pad=even(30),
            name="Something broke",
        )
        page = Centred(Column([box], pad=Pad(16, 40, 16, 40)), width=680)
        return self.with_help(ScrollArea(page, self._scroll, name="Something broke", key="crash"), extent)

    def _kept(self) -> list[Node]:
        run = self._breakdown.run
        if not run:
            return [Label("No drill was open. Your runs are as they were.", BODY, icon="circle-check")]
        return [
            Label("Your drill is kept, up to the last thing you saw.", BODY, icon="circle-check", icon_tone=Tone.GOOD),
            Label("It waits at home. From a command line, this goes on with it:", BODY),
            Label(f"firedrill resume {run}", BODY, Tone.ACCENT),
        ]

    def _details(self) -> list[Node]:
        if not self._breakdown.file:
            return []
        words = f"What happened inside is written down for whoever mends it, in {self._breakdown.file}"
        return [Label(words, SMALL, Tone.SOFT, icon="file-text")]

    def _close(self) -> None:
        self._quit()

    def first_focus(self) -> str:
        """Home."""
        return "home"

    def own_commands(self) -> frozenset[Command]:
        """Enter leads home, Esc closes the program."""
        return frozenset({Command.SEND, Command.BACK})

    def on_own_command(self, command: Command) -> Screen | None:
        """Answer a key."""
        if command is Command.SEND:
            return self._home()
        self._quit()
        return None
