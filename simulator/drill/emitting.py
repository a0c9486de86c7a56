"""How a new event comes about: folded into the state at once, and kept until the whole batch is recorded."""

from typing import final

from simulator.drill.events import Event
from simulator.drill.folding import evolve
from simulator.drill.state import DrillState


@final
class Emit:
    """Takes the new events of one drill, in order; *new* are those that nobody has recorded yet."""

    __slots__ = ("_state", "new")

    def __init__(self, state: DrillState) -> None:
        self._state = state
        self.new: list[Event] = []

    def __call__(self, event: Event) -> None:
        """*event* has come about."""
        evolve(self._state, event)
        self.new.append(event)
