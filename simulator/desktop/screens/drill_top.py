"""The top of the drill screen: where we are, the clock, promises counting down, pause and letting time run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame

from simulator.desktop.keys import KEY_NAMES, Command
from simulator.desktop.painting import Brush
from simulator.desktop.screen import Extent
from simulator.desktop.theme import CLOCK, SMALL, SUBTITLE, Tone
from simulator.desktop.view_models.drill import DrillModel, PromiseLine, Urgency
from simulator.desktop.widgets.buttons import Button
from simulator.desktop.widgets.layout import BAR, Column, Container, FirstThatFits, Flow, Pad, Panel, Row, Spacer
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.talk import Chip
from simulator.desktop.widgets.text import Digits, Label, Tag
from simulator.drill.view import Life

NARROW, LOW = 900, 420  # of the window at 100 %
CHIP_AT_MOST = 204  # pixels at 100 %
CHIPS_AT_MOST = 3
TONES = {Urgency.FAR: Tone.GOOD, Urgency.NEAR: Tone.WARN, Urgency.PAST: Tone.BAD}
ICONS = {Urgency.FAR: "timer", Urgency.NEAR: "alarm-clock", Urgency.PAST: "triangle-alert"}


@dataclass(frozen=True, slots=True)
class TopActions:
    """What the bar's buttons do; *all_promises*: they stand on a line of their own, in full."""

    pause: Press
    let_time_run: Press
    help: Press
    go_to: Callable[[str], Press]
    show_promises: Press
    all_promises: bool = False


class Thirds(Container):
    """Something on the left, in the middle and on the right; the middle stands in the window's own where it can."""

    def natural_width(self, brush: Brush) -> int:
        """All three beside each other."""
        return sum(child.natural_width(brush) for child in self.children) + self._gaps(brush)

    def height_for(self, brush: Brush, width: int) -> int:
        """The highest."""
        return max(child.height_for(brush, child.natural_width(brush)) for child in self.children)

    def place(self, brush: Brush, rect: pygame.Rect) -> None:
        """The left and the right at their width, the middle as near to the middle as they let it."""
        self.rect = rect
        left, middle, right = (child.natural_width(brush) for child in self.children)
        first = rect.x + left + brush.px(self.gap)
        last = rect.right - right - brush.px(self.gap) - middle
        centre = max(first, min(last, rect.centerx - middle // 2))
        for child, x, width in zip(
            self.children, (rect.x, centre, rect.right - right), (left, middle, right), strict=True
        ):
            height = min(rect.height, child.height_for(brush, width))
            child.place(brush, pygame.Rect(x, rect.centery - height // 2, width, height))


def top_bar(model: DrillModel, actions: TopActions, *, reading: bool, extent: Extent) -> Node:
    """The bar for a window of this size."""
    clock = clock_part(model, reading=reading)
    if extent.height < LOW:
        return low_bar(model, actions, clock)
    if extent.width < NARROW:
        title = Label(model.title, SUBTITLE, role=Role.HEADING, grow=1, max_lines=1)
        shown = [*some_chips(model, actions, 1), *bar_buttons(model, actions)]
        first = Row([title, clock], gap=12, centred=True)
        return Panel([first, Flow(shown, gap=8)], skin=BAR, gap=6, pad=Pad(14, 6, 14, 8), name="Top")
    if actions.all_promises and model.promises:
        way: Node = two_lines(model, actions, clock)
    else:
        way = FirstThatFits([*one_lines(model, actions, clock), two_lines(model, actions, clock)])
    return Panel([way], skin=BAR, pad=Pad(20, 8, 14, 8), name="Top")


def low_bar(model: DrillModel, actions: TopActions, clock: Node) -> Node:
    """As little as will do: clock, buttons without words, the next promise; the others stand with the people."""
    buttons = bar_buttons(model, actions, wordless=True)
    chip = some_chips(model, actions, 1)
    ways = [
        Row([clock, *chip, Spacer(grow=1), *buttons], gap=8, centred=True),
        Column([Row([clock, Spacer(grow=1), *buttons], gap=8, centred=True), Flow(chip, gap=8)], gap=4),
        Flow([clock, *buttons, *chip], gap=8),
    ]
    return Panel([FirstThatFits(ways)], skin=BAR, gap=4, pad=Pad(12, 4, 12, 4), name="Top")


def one_lines(model: DrillModel, actions: TopActions, clock: Node) -> list[Node]:
    """Everything beside each other: with as many promises as there is room for, the rest as a number."""
    counts = range(min(len(model.promises), CHIPS_AT_MOST), -1, -1)
    plain, wordless = bar_buttons(model, actions), bar_buttons(model, actions, wordless=True)
    # The one that is needed now keeps its word longest.
    one = [wordless[0], plain[1], wordless[2]] if model.life is Life.PAUSED else [plain[0], *wordless[1:]]
    ways: list[Node] = []
    for count in counts:
        shown = some_chips(model, actions, count)
        for buttons in (plain, one, wordless):
            right = Row(buttons, gap=10, centred=True)
            ways.append(Thirds([Row([place(model), *shown], gap=12, centred=True), clock, right], gap=14))
    return ways


def two_lines(model: DrillModel, actions: TopActions, clock: Node) -> Node:
    """The promises on a line of their own, in full."""
    first = Thirds([place(model), clock, Row(bar_buttons(model, actions), gap=10, centred=True)], gap=12)
    fewer = Button("Show less", actions.show_promises, icon="chevron-up", compact=True, key="promises")
    below = [*chips(model, actions), *([fewer] if actions.all_promises else [])]
    return Column([first, Flow(below, gap=8)] if model.promises else [first], gap=8)


def place(model: DrillModel) -> Node:
    """What this drill is and where in it we are."""
    return Column([Label(model.title, SUBTITLE, role=Role.HEADING), Label(model.place, SMALL, Tone.SOFT)])


def chips(model: DrillModel, actions: TopActions) -> list[Node]:
    """The promises, the next one first."""
    return [promise_chip(promise, actions) for promise in model.promises]


def some_chips(model: DrillModel, actions: TopActions, count: int) -> list[Node]:
    """The next *count* promises, no wider than there is room for, and how many more there are."""
    shown: list[Node] = [promise_chip(p, actions, at_most=CHIP_AT_MOST) for p in model.promises[:count]]
    left = len(model.promises) - count
    if left > 0:
        more = " more" if count else ""
        name = f"1{more} promise" if left == 1 else f"{left}{more} promises"
        shown.append(Button(name, actions.show_promises, label=f"+{left}", compact=True, key="promises"))
    return shown


def promise_chip(promise: PromiseLine, actions: TopActions, *, at_most: float = 0) -> Chip:
    """One promise; pressing it goes to the person it was made to."""
    tone, icon = TONES[promise.urgency], ICONS[promise.urgency]
    return Chip(
        promise.what,
        promise.left,
        actions.go_to(promise.to),
        tone=tone,
        icon=icon,
        key=f"promise:{promise.id}",
        at_most=at_most,
    )


def clock_part(model: DrillModel, *, reading: bool) -> Node:
    """The drill clock, and in a word why it stands if it does."""
    said = {Life.PAUSED: "stopped", Life.CLOSING: "nearly over", Life.ENDED: "over"}.get(model.life, "")
    if not said and reading:
        said = "waits while you read"
    if not said and model.busy:
        said = "you are busy"
    parts: list[Node] = [Digits(model.clock, CLOCK, name="Drill clock")]
    if model.day:
        parts.insert(0, Tag(model.day, Tone.ACCENT))
    if said:
        parts.append(Tag(said, Tone.WARN if model.life is Life.PAUSED else Tone.SOFT))
    return Row(parts, gap=10, centred=True)


def bar_buttons(model: DrillModel, actions: TopActions, *, wordless: bool = False) -> Sequence[Node]:
    """Let time run, pause, help."""
    paused = model.life is Life.PAUSED
    pause = "Go on" if paused else "Pause"
    return [
        Button(
            "Let time run",
            actions.let_time_run,
            icon="fast-forward",
            hint=KEY_NAMES[Command.LET_TIME_RUN],
            compact=True,
            label="" if wordless else None,
            enabled=not paused,
        ),
        Button(
            pause,
            actions.pause,
            icon="play" if paused else "pause",
            hint=KEY_NAMES[Command.PAUSE],
            compact=True,
            label="" if wordless else None,
            enabled=paused or model.may_pause,
            key="button:Pause",
        ),
        Button(
            "Help",
            actions.help,
            icon="circle-question-mark",
            hint=KEY_NAMES[Command.HELP],
            label="",
            compact=True,
        ),
    ]
