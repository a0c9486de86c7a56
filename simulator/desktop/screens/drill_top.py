"""The top of the drill screen: where we are, the clock, promises counting down, pause and letting time run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.desktop.keys import KEY_NAMES, Command
from simulator.desktop.screen import Extent
from simulator.desktop.theme import CLOCK, SMALL, SUBTITLE, Tone
from simulator.desktop.view_models.drill import DrillModel, PromiseLine, Urgency
from simulator.desktop.widgets.buttons import Button
from simulator.desktop.widgets.layout import BAR, Column, FirstThatFits, Flow, Pad, Panel, Row, Spacer
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.talk import Chip
from simulator.desktop.widgets.text import Digits, Label, Tag
from simulator.drill.view import Life

NARROW, LOW = 900, 420  # of the window at 100 %
TONES = {Urgency.FAR: Tone.GOOD, Urgency.NEAR: Tone.WARN, Urgency.PAST: Tone.BAD}
ICONS = {Urgency.FAR: "timer", Urgency.NEAR: "alarm-clock", Urgency.PAST: "triangle-alert"}


@dataclass(frozen=True, slots=True)
class TopActions:
    """What the bar's buttons do."""

    pause: Press
    let_time_run: Press
    help: Press
    go_to: Callable[[str], Press]


def top_bar(model: DrillModel, actions: TopActions, *, reading: bool, extent: Extent) -> Node:
    """The bar for a window of this size."""
    clock = clock_part(model, reading=reading)
    if extent.height < LOW:
        return low_bar(model, actions, clock)
    if extent.width < NARROW:
        title = Label(model.title, SUBTITLE, role=Role.HEADING, grow=1, max_lines=1)
        second = Flow([*chips(model, actions), *bar_buttons(model, actions)], gap=8)
        first = Row([title, clock], gap=12, centred=True)
        return Panel([first, second], skin=BAR, gap=6, pad=Pad(14, 6, 14, 8), name="Top")
    ways = [one_line(model, actions, clock), two_lines(model, actions, clock)]
    return Panel([FirstThatFits(ways)], skin=BAR, pad=Pad(20, 8, 14, 8), name="Top")


def low_bar(model: DrillModel, actions: TopActions, clock: Node) -> Node:
    """As little as will do: clock, buttons without words, the next promise; the others stand with the people."""
    buttons = bar_buttons(model, actions, wordless=True)
    first = FirstThatFits([Row([clock, Spacer(grow=1), *buttons], gap=8, centred=True), Flow([clock, *buttons], gap=8)])
    left = len(model.promises) - 1
    more = [Tag(f"{left} more")] if left > 0 else []
    second = [Flow([*chips(model, actions)[:1], *more], gap=8)] if model.promises else []
    return Panel([first, *second], skin=BAR, gap=4, pad=Pad(12, 4, 12, 4), name="Top")


def one_line(model: DrillModel, actions: TopActions, clock: Node) -> Node:
    """Everything beside each other."""
    parts = [place(model), clock, *chips(model, actions), Spacer(grow=1), *bar_buttons(model, actions)]
    return Row(parts, gap=12, centred=True)


def two_lines(model: DrillModel, actions: TopActions, clock: Node) -> Node:
    """The promises on a line of their own."""
    first = Row([place(model), clock, Spacer(grow=1), *bar_buttons(model, actions)], gap=12, centred=True)
    return Column([first, Flow(chips(model, actions), gap=8)], gap=8)


def place(model: DrillModel) -> Node:
    """What this drill is and where in it we are."""
    return Column([Label(model.title, SUBTITLE, role=Role.HEADING), Label(model.place, SMALL, Tone.SOFT)])


def chips(model: DrillModel, actions: TopActions) -> list[Node]:
    """The promises, the next one first."""
    return [promise_chip(promise, actions) for promise in model.promises]


def promise_chip(promise: PromiseLine, actions: TopActions) -> Chip:
    """One promise; pressing it goes to the person it was made to."""
    tone, icon = TONES[promise.urgency], ICONS[promise.urgency]
    return Chip(
        promise.what, promise.left, actions.go_to(promise.to), tone=tone, icon=icon, key=f"promise:{promise.id}"
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


def bar_buttons(model: DrillModel, actions: TopActions, *, wordless: bool = False) -> list[Node]:
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
