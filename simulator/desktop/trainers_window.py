"""The window that opens on the trainer's desk: a program whose home is the drills of one folder.

What the desk shows and does is `trainers_desk`'s; this only puts it into a window.
"""

from __future__ import annotations

from simulator.desktop.app import Program
from simulator.desktop.screen import Screen
from simulator.desktop.sound import Loudspeaker
from simulator.desktop.trainers_desk import TrainersDesk, Way
from simulator.journal.runs import Runs


class DeskProgram(Program):
    """The program of a trainer who came to watch *drill*; *trainer* is their name, where they said so."""

    def __init__(self, runs: Runs, drill: str, trainer: str = "") -> None:
        super().__init__(runs, player=Loudspeaker())
        self._desk = TrainersDesk(runs, Way(self.home_screen, self._shelf), trainer)
        self._wanted = drill

    def first(self) -> Screen:
        """The drill that was asked for."""
        return self._desk.watch(self._wanted)

    def desk_screen(self) -> Screen:
        """The drills."""
        return self._desk.choose()


def open_desk(runs: Runs, drill: str, trainer: str) -> None:
    """Open the window on *drill* and show it until it is closed. Raises `NoDisplay`, and what is wrong with *drill*."""
    from simulator.desktop.window import open_display

    open_display()
    program = DeskProgram(runs, drill, trainer)
    program.show(program.first())
