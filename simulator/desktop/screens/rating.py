"""The own rating: before any score is shown the trainee says how they saw it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from simulator.desktop.keys import REPLIES, Command
from simulator.desktop.screen import Extent, Screen
from simulator.desktop.theme import BODY, BODY_BOLD, DISPLAY, SMALL, Tone
from simulator.desktop.view_models.rating import ICONS, NAMES, QUESTIONS, STEPS
from simulator.desktop.widgets.buttons import Button, Choice, Kind
from simulator.desktop.widgets.editing import Draft
from simulator.desktop.widgets.field import TextField
from simulator.desktop.widgets.layout import BAR, Centred, Column, Flow, Pad, Panel, Row, even
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.scrolling import Scroll, ScrollArea
from simulator.desktop.widgets.text import Label, heading
from simulator.scoring.finding import Dimension

Rated = Callable[[Mapping[str, int], str, str], Screen]  # steps by dimension, plus, delta
NUMBERS = (Command.NOUGHT, *REPLIES[: len(STEPS) - 1])
ROOMY = 760
INTRO = (
    "{drill} is over. Before you read anything about it: how was it? A number from 0 to 4 answers the next question."
)


class RatingScreen(Screen):
    """Four questions, one plus, one delta; then the debrief."""

    title = "Firedrill: how did you see it?"
    main_scroll = "rating"

    def __init__(self, drill: str, sentence_before: str, rated: Rated) -> None:
        self._drill = drill
        self._before = sentence_before
        self._rated = rated
        self._steps: dict[str, int] = {}
        self._plus = Draft(limit=300)
        self._delta = Draft(limit=300)
        self._scroll = Scroll()

    def build(self, extent: Extent) -> Node:
        """Question after question."""
        parts: list[Node] = [
            Label("How did you see it?", DISPLAY, role=Role.HEADING),
            Label(INTRO.format(drill=self._drill), BODY, Tone.SOFT),
            *self._last_time(),
            *[self._question(dimension, extent) for dimension in Dimension],
            self._line("One thing that went well", self._plus, "plus", "What would you do again?"),
            self._line("One thing you would do otherwise", self._delta, "delta", "What, and how?"),
        ]
        page = Column(parts, gap=14, pad=Pad(20, 26, 20, 28))
        body = ScrollArea(Centred(page, width=860), self._scroll, name="Own rating", key="rating")
        return Column([body, self._foot()], name="Own rating")

    def _last_time(self) -> list[Node]:
        if not self._before:
            return []
        words = [Label("Last time you wrote", SMALL, Tone.SOFT), Label(self._before, BODY, icon="quote")]
        return [Panel(words, gap=4, pad=even(16), name="Last time")]

    def _question(self, dimension: Dimension, extent: Extent) -> Node:
        chosen = self._steps.get(dimension.value)
        choices = [
            Choice(
                f"{step} {words}",
                self._choose(dimension, step),
                chosen=step == chosen,
                key=f"rate:{dimension.value}:{step}",
                grow=1 if extent.width >= ROOMY else 0,
            )
            for step, words in enumerate(STEPS)
        ]
        kind = Row if extent.width >= ROOMY else Flow
        scale = kind(choices, gap=7, name=NAMES[dimension])
        question = Label(QUESTIONS[dimension], BODY)
        return Panel(
            [heading(NAMES[dimension], icon=ICONS[dimension]), question, scale],
            gap=8,
            pad=even(16),
            name=NAMES[dimension],
        )

    def _line(self, title: str, draft: Draft, key: str, placeholder: str) -> Node:
        field = TextField(title, draft, placeholder=placeholder, key=key)
        return Panel([Label(title, BODY_BOLD, role=Role.HEADING), field], gap=8, pad=even(16), name=title)

    def _foot(self) -> Node:
        left = len(Dimension) - len(self._steps)
        said = "" if not left else "One question is left." if left == 1 else f"{left} questions are left."
        go = Button(
            "See the debrief",
            self._done,
            hint="Enter",
            icon="arrow-right",
            kind=Kind.PLAIN if left else Kind.PRIMARY,
            enabled=not left,
            key="done",
        )
        row = Flow([go, Label(said, SMALL, Tone.SOFT)], gap=12)
        return Panel([Centred(Column([row], pad=Pad(20, 12, 20, 12)), width=860)], skin=BAR, name="Go on")

    def _choose(self, dimension: Dimension, step: int) -> Press:
        def press() -> None:
            self._steps[dimension.value] = step

        return press

    def _done(self) -> Screen | None:
        if len(self._steps) < len(Dimension):
            return None
        return self._rated(dict(self._steps), self._plus.text.strip(), self._delta.text.strip())

    def first_focus(self) -> str:
        """The first question that is open."""
        for dimension in Dimension:
            if dimension.value not in self._steps:
                return f"rate:{dimension.value}:0"
        return "plus"

    def commands(self) -> frozenset[Command]:
        """A number rates the first open question; Enter goes on when everything is rated."""
        return frozenset({Command.SEND, *NUMBERS})

    def on_command(self, command: Command) -> Screen | None:
        """Answer a number or Enter."""
        if command is Command.SEND:
            return self._done()
        for dimension in Dimension:
            if dimension.value not in self._steps:
                self._choose(dimension, NUMBERS.index(command))()
                self._scroll.wanted = f"rate:{dimension.value}:0"
                break
        return None
