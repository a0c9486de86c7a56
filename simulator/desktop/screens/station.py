"""A station between two drills: who sits here next, or that everybody has played."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.desktop.keys import Command
from simulator.desktop.screen import Extent, Screen
from simulator.desktop.screens.help import Helped
from simulator.desktop.theme import BODY, DISPLAY, Tone
from simulator.desktop.widgets.buttons import Button, Kind
from simulator.desktop.widgets.layout import Centred, Column, Flow, Pad
from simulator.desktop.widgets.node import Node, Role
from simulator.desktop.widgets.text import Label

NEXT = "The next one of you sits down here."
GOES_ON = "The drill that was stopped here waits for whoever played it."
LATER = "Who is left plays elsewhere at the moment."
OVER = "Everybody has played. This station can be closed."


@dataclass(frozen=True, slots=True)
class StationModel:
    """What a station shows between two drills: what comes next in *line*, and a *notice* of what just happened.

    *sit* and *away* name the two ways on; with an empty *sit* there is only the second.
    """

    station: str
    drill: str
    line: str
    notice: str = ""
    sit: str = "Sit down"
    away: str = "Close this station"


class StationScreen(Helped):
    """Call the next one, or close the station."""

    title = "Firedrill: station"
    own_keys = (("Enter", "go on"), ("Esc", "not now"))

    def __init__(
        self, model: StationModel, following: Callable[[], Screen], leave: Callable[[], Screen | None]
    ) -> None:
        self._model = model
        self._following = following
        self._leave = leave

    def build(self, extent: Extent) -> Node:
        """One thing to do."""
        model = self._model
        notice = [Label(model.notice, BODY, icon="info", icon_tone=Tone.ACCENT)] if model.notice else []
        close = Button(model.away, self._leave, icon="log-out", hint="Esc", key="close")
        sit = Button(model.sit, self._following, icon="play", hint="Enter", kind=Kind.PRIMARY, key="next")
        ways = [sit] if model.sit else []
        page = Column(
            [
                Label(f"Station {model.station}", DISPLAY, role=Role.HEADING),
                Label(f"The drill: {model.drill}", BODY, Tone.SOFT),
                *notice,
                Label(model.line, BODY),
                Flow([*ways, close], gap=12),
            ],
            gap=16,
            pad=Pad(24, 48, 24, 32),
            name="Station",
        )
        return self.with_help(Centred(page, width=760), extent)

    def first_focus(self) -> str:
        """The next one; when everybody has played, closing."""
        return "next" if self._model.sit else "close"

    def own_commands(self) -> frozenset[Command]:
        """Enter and Esc."""
        return frozenset({Command.SEND, Command.BACK})

    def on_own_command(self, command: Command) -> Screen | None:
        """Answer a key."""
        return self._following() if command is Command.SEND and self._model.sit else self._leave()
