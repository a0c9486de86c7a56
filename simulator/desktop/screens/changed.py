"""What practising changed: the scores beside those of the run, what is gone and what is new, each with its quote."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from simulator.desktop.keys import Command
from simulator.desktop.screen import Extent, Screen
from simulator.desktop.screens.debrief_cards import mark_lines
from simulator.desktop.screens.help import Helped
from simulator.desktop.theme import BODY, BODY_BOLD, DISPLAY, SMALL, Tone
from simulator.desktop.view_models.comparing import Comparison, ScorePair
from simulator.desktop.view_models.debrief import Mark
from simulator.desktop.view_models.rating import NAMES
from simulator.desktop.widgets.buttons import Button, Kind
from simulator.desktop.widgets.cards import Bar
from simulator.desktop.widgets.layout import BAR, Centred, Column, Divider, Flow, Pad, Panel, Row, even
from simulator.desktop.widgets.node import Node, Role
from simulator.desktop.widgets.scrolling import BAR as SCROLL_BAR
from simulator.desktop.widgets.scrolling import Scroll, ScrollArea
from simulator.desktop.widgets.text import Label
from simulator.scoring.purpose import PURPOSE

WIDE = 860
SAME = "Nothing was found that is different from your run."


class ChangedScreen(Helped):
    """The short debrief of a practice; *again* begins it anew, *back* leads to the debrief it came from."""

    title = "Firedrill: what practising changed"
    main_scroll = "changed"
    own_keys = (
        ("Enter", "once more"),
        ("Esc", "back to the debrief"),
        ("Page Up, Page Down", "read on, or back"),
    )

    def __init__(self, model: Comparison, again: Callable[[], Screen], back: Callable[[], Screen]) -> None:
        self._model = model
        self._again = again
        self._back = back
        self._scroll = Scroll()

    def build(self, extent: Extent) -> Node:
        """Scores where there are any, then both sides."""
        wide = extent.width >= WIDE
        parts: list[Node] = [
            Label(self._model.title, DISPLAY, role=Role.HEADING),
            Label(self._model.intro, BODY, Tone.SOFT),
            *([Label(PURPOSE, SMALL, Tone.SOFT)] if self._model.scores else []),
            *self._scores(wide),
            *self._sides(wide),
        ]
        page = Column(parts, gap=16, pad=Pad(20, 26, 20, 32))
        body = ScrollArea(Centred(page, width=940), self._scroll, name="What changed", key="changed")
        return self.with_help(Column([body, self._foot()], name="What changed"), extent)

    def _scores(self, wide: bool) -> list[Node]:
        boxes = [_pair(pair) for pair in self._model.scores]
        if not wide:
            return [Column(boxes, gap=10, name="Scores")] if boxes else []
        rows = [Row(boxes[i : i + 2], gap=14) for i in range(0, len(boxes), 2)]
        return [Column(rows, gap=14, name="Scores")] if rows else []

    def _sides(self, wide: bool) -> list[Node]:
        if not self._model.changed:
            return [Label(SAME, BODY, icon="info", icon_tone=Tone.ACCENT)]
        new = _side("This time", "Nothing that wasn't so in the run as well.", self._model.new)
        gone = _side("In the run", "Nothing that isn't so this time as well.", self._model.gone)
        return [Row([gone, new], gap=14) if wide else Column([new, gone], gap=14)]

    def _foot(self) -> Node:
        again = Button("Once more", self._again, icon="rotate-ccw", kind=Kind.PRIMARY, hint="Enter", key="again")
        back = Button("Back to the debrief", self._back, icon="arrow-left", hint="Esc", key="back")
        page = Centred(Column([Flow([again, back], gap=12)], pad=Pad(20, 12, 20, 12)), width=940)
        return Panel([page], skin=BAR, pad=Pad(right=SCROLL_BAR), name="Go on")

    def first_focus(self) -> str:
        """Once more."""
        return "again"

    # ------------------------------------------------------------------ keys
    def own_commands(self) -> frozenset[Command]:
        """Enter begins it anew, Esc leads back."""
        return frozenset({Command.SEND, Command.BACK})

    def on_own_command(self, command: Command) -> Screen | None:
        """Answer Enter or Esc."""
        return self._again() if command is Command.SEND else self._back()


def _pair(pair: ScorePair) -> Node:
    name = NAMES[pair.dimension]
    bars: list[Node] = [
        Label(name, BODY_BOLD, role=Role.HEADING),
        Bar("In the run", pair.run, tone=Tone.SOFT),
        Bar("This time", pair.practice),
        Label(pair.said[:1].upper() + pair.said[1:] + ".", SMALL, Tone.SOFT),
    ]
    box = Panel(bars, gap=6, pad=even(16), name=name)
    box.grow = 1
    return box


def _side(title: str, empty: str, marks: Sequence[Mark]) -> Node:
    lines: list[Node] = [Label(title, BODY_BOLD, role=Role.HEADING)]
    for mark in marks:
        lines += [Divider(), mark_lines(mark)]
    if not marks:
        lines.append(Label(empty, SMALL, Tone.SOFT))
    side = Panel(lines, gap=9, pad=even(18), name=title)
    side.grow = 1
    return side
