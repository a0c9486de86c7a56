"""The trainer's second screen at the terminal: plain lines about who is where, and orders typed beneath them.

A line is printed where something happened; Enter shows everybody. What an order means is `training`'s to say.
"""

from collections.abc import Callable, Mapping
from datetime import datetime

from msgspec import structs

from simulator.drill import actions as do
from simulator.errors import SimulatorError
from simulator.journal.runs import Runs
from simulator.terminal.console import Console, InputEnded
from simulator.terminal.plain import plain, wrapped
from simulator.training.board import board_of
from simulator.training.control import Control
from simulator.training.orders import HELP, Desk
from simulator.training.watching import Overview, Row, overview, row_words

PROMPT = "Order (? lists them; Enter shows everybody; q leaves, and the drill goes on):"
SURE = "This ends the drill of everybody who plays. Type yes to do it:"


class Watch:
    """Shows the drill of *control* as it goes, and sends what is typed at *desk*."""

    def __init__(
        self, runs: Runs, control: Control, desk: Desk, console: Console, clock: Callable[[], datetime]
    ) -> None:
        self._runs = runs
        self._control = control
        self._desk = desk
        self._console = console
        self._clock = clock
        self._shown: dict[int, Row] = {}
        self._trouble = ""

    def watch(self) -> bool:
        """Show and take orders until the trainer leaves; False where the input ended."""
        self._show_everybody()
        try:
            while (typed := self._console.ask(PROMPT, self._show_news)).lower() != "q":
                self._take(typed)
        except (InputEnded, KeyboardInterrupt):
            return False
        return True

    def _take(self, typed: str) -> None:
        if not typed:
            self._show_everybody()
        elif typed in ("?", "help"):
            self._console.say(*HELP)
        else:
            try:
                self._order(typed)
            except SimulatorError as error:
                self._console.say(*wrapped(str(error)))

    def _order(self, typed: str) -> None:
        order = self._desk.order(typed, board_of(self._control.read()))
        if isinstance(order.action, do.End) and not order.to and self._console.ask(SURE).lower() != "yes":
            self._console.say("Nothing was ended.")
            return
        self._control.order(order.action, order.to, self._clock().strftime("%Y-%m-%dT%H:%M:%SZ"))
        self._console.say("Sent.")

    def _look(self) -> tuple[Overview, Mapping[str, str]] | None:
        """How it stands; where that can't be read it is told once, and looked at again later."""
        try:
            names = self._runs.people.read().names
            seen = overview(self._control, self._runs.disk, names), names
        except SimulatorError as error:
            if str(error) != self._trouble:
                self._console.say(*wrapped(str(error)))
            self._trouble = str(error)
            return None
        self._trouble = ""
        return seen

    def _show_everybody(self) -> None:
        if (seen := self._look()) is None:
            return
        view, names = seen
        self._console.say("", f"{plain(view.drill)}{f', {plain(view.cohort)}' if view.cohort else ''}")
        for row in view.rows:
            self._show(row, names)

    def _show_news(self) -> None:
        """While the prompt waits: a line for each place where something happened."""
        if (seen := self._look()) is None:
            return
        view, names = seen
        for row in view.rows:
            if _without_time(row) != _without_time(self._shown.get(row.place)):
                self._show(row, names)

    def _show(self, row: Row, names: Mapping[str, str]) -> None:
        self._shown[row.place] = row
        self._console.say(*wrapped(row_words(row, names), indent="    "))


def _without_time(row: Row | None) -> Row | None:
    """What of *row* is news: that time passes is none."""
    if row is None or row.status is None:
        return row
    return structs.replace(row, status=structs.replace(row.status, now=0, clock="", used=0, left=None))
