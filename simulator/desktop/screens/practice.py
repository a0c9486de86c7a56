"""Practice out of a debrief: the ordinary drill screen, plainly marked; nothing of it is kept."""

from __future__ import annotations

from collections.abc import Callable

from simulator.desktop.screen import Extent, Screen
from simulator.desktop.screens.drill import DrillScreen
from simulator.desktop.screens.forms import Desk, Form
from simulator.desktop.seat import Seat
from simulator.desktop.theme import SMALL_BOLD, Tone
from simulator.desktop.widgets.buttons import Button, Kind
from simulator.desktop.widgets.dialog import Layers
from simulator.desktop.widgets.layout import Column, Pad, Panel, Skin
from simulator.desktop.widgets.node import Node, Role
from simulator.desktop.widgets.text import Label
from simulator.drill.actions import Action, Leave
from simulator.drill.view import Life

MARKED = Skin(fill="world", edge="world_edge", radius=0)
HIGH = 30  # of the line that marks it, at 100 %


class PracticeScreen(DrillScreen):
    """A drill taken up again; *after* makes what follows its end or its being left, *back* leads to the debrief.

    *marked* says what this is; *over* whether it ends here, though the drill goes on; *person* is looked at first.
    """

    title = "Firedrill: practice"

    def __init__(
        self,
        seat: Seat,
        marked: str,
        after: Callable[[Seat], Screen],
        back: Callable[[], Screen],
        over: Callable[[], bool] = lambda: False,
        person: str = "",
    ) -> None:
        super().__init__(seat, after, back)
        # Whoever the moment is about is in front, though somebody else may have waited longer.
        self._person = person or self._person
        self._model = self._look()
        self._marked = marked
        self._follow = after
        self._back_out = back
        self._over = over

    def build(self, extent: Extent) -> Node:
        """The drill under a line that says what this is."""
        layers = super().build(Extent(extent.width, max(1, extent.height - HIGH)))
        drill, *above = layers.children
        drill.grow = 1
        line = Label(self._marked, SMALL_BOLD, icon="rotate-ccw", icon_tone=Tone.WARN, role=Role.STATUS)
        top = Panel([line], skin=MARKED, pad=Pad(14, 4, 14, 4), name="Practice")
        return Layers(Column([top, drill], name="Practice"), *above)  # type: ignore[arg-type] # what lies above are dialogs

    def _leave(self) -> None:
        self._open(StopForm(self._desk(), lambda: self._follow(self.seat), self._back_out))

    def _ended(self) -> Screen | None:
        if self._over() or self.seat.view().life is Life.ENDED:
            return self._follow(self.seat)
        return None


class StopForm(Form):
    """Stop practising: see what it changed, or go straight back."""

    title = "Stop practising"
    icon = "door-open"
    intro = "Nothing of this is kept. To see what it changed, the rest counts as you played it in your run."

    def __init__(self, desk: Desk, look: Callable[[], Screen], back: Callable[[], Screen]) -> None:
        super().__init__(desk)
        self._look = look
        self._back = back

    def content(self) -> list[Node]:
        """Nothing but the question itself."""
        return []

    def action(self) -> Action | None:
        """Something, so that Enter answers; it is never submitted."""
        return Leave()

    def send(self) -> Screen | None:
        """Enter shows what it changed."""
        return self._look()

    def buttons(self) -> list[Node]:
        """See what changed, go back, go on playing."""
        return [
            Button(
                "See what changed", self._look, icon="arrow-right", kind=Kind.PRIMARY, hint="Enter", key="form:look"
            ),
            Button("To the debrief", self._back, icon="arrow-left", key="form:back"),
            Button("Stay", self.desk.close, hint="Esc", key="form:cancel"),
        ]
