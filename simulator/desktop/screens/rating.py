"""The own rating: before any score is shown the trainee says how they saw it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from simulator.desktop.keys import REPLIES, Command
from simulator.desktop.screen import Extent, FocusWish, Screen
from simulator.desktop.screens.help import Helped
from simulator.desktop.theme import BODY, BODY_BOLD, DISPLAY, SMALL, Tone
from simulator.desktop.view_models.rating import ICONS, NAMES, QUESTIONS, STEPS
from simulator.desktop.widgets.buttons import Button, Choice, Kind
from simulator.desktop.widgets.editing import Draft
from simulator.desktop.widgets.field import TextField
from simulator.desktop.widgets.layout import BAR, Centred, Column, Flow, Pad, Panel, Row, even
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.scrolling import BAR as SCROLL_BAR
from simulator.desktop.widgets.scrolling import Scroll, ScrollArea
from simulator.desktop.widgets.text import Label, heading
from simulator.scoring.finding import Dimension

Rated = Callable[[Mapping[str, int], str, str], Screen]  # steps by dimension, plus, delta
NUMBERS = (Command.NOUGHT, *REPLIES[: len(STEPS) - 1])
ROOMY = 760
INTRO = "{drill} is over. Before you read anything about it: how was it? A number from 0 to 4 answers a question."


class RatingScreen(Helped):
    """Four questions, one plus, one delta; then the debrief."""

    title = "Firedrill: how did you see it?"
    main_scroll = "rating"
    own_keys = (
        ("0 to 4", "answer the question that has the focus, and go on to the next"),
        ("Enter", "to the next line, and from the last to the debrief"),
    )

    def __init__(self, drill: str, sentence_before: str, rated: Rated) -> None:
        self._drill = drill
        self._before = sentence_before
        self._rated = rated
        self._steps: dict[str, int] = {}
        self._plus = Draft(limit=300)
        self._delta = Draft(limit=300)
        self._scroll = Scroll()
        self._at = next(iter(Dimension)).value  # the question that a number answers

    def build(self, extent: Extent) -> Node:
        """Question after question."""
        parts: list[Node] = [
            Label("How did you see it?", DISPLAY, role=Role.HEADING),
            Label(INTRO.format(drill=self._drill), BODY, Tone.SOFT),
            *self._last_time(),
            *[self._question(dimension, extent) for dimension in Dimension],
            self._line("One thing that went well", self._plus, "plus", "What would you do again?", self._to_delta),
            self._line("One thing you would do otherwise", self._delta, "delta", "What, and how?", self._done),
        ]
        page = Column(parts, gap=14, pad=Pad(20, 26, 20, 28))
        body = ScrollArea(Centred(page, width=860), self._scroll, name="Own rating", key="rating")
        return self.with_help(Column([body, self._foot()], name="Own rating"), extent)

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

    def _line(self, title: str, draft: Draft, key: str, placeholder: str, on_enter: Press) -> Node:
        field = TextField(title, draft, placeholder=placeholder, on_enter=on_enter, most_lines=3, key=key)
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
        # The bar's room on the right keeps the button in line with what scrolls above it.
        page = Centred(Column([row], pad=Pad(20, 12, 20, 12)), width=860)
        return Panel([page], skin=BAR, pad=Pad(right=SCROLL_BAR), name="Go on")

    def _choose(self, dimension: Dimension, step: int) -> Press:
        def press() -> None:
            self._steps[dimension.value] = step

        return press

    def _to_delta(self) -> None:
        self._go_to("delta")

    def _go_to(self, key: str) -> None:
        self.focus_wish = FocusWish(key, ring=True)
        self._scroll.wanted = "delta" if key == "plus" else key  # both lines are to be seen

    def _done(self) -> Screen | None:
        missing = [dimension.value for dimension in Dimension if dimension.value not in self._steps]
        if missing:
            self._go_to(f"rate:{missing[0]}:0")
            return None
        return self._rated(dict(self._steps), self._plus.text.strip(), self._delta.text.strip())

    def first_focus(self) -> str:
        """The first question that is open."""
        for dimension in Dimension:
            if dimension.value not in self._steps:
                return f"rate:{dimension.value}:0"
        return "plus"

    def focus_moved(self, key: str) -> None:
        """A number answers the question that the focus is on."""
        kind, _, rest = key.partition(":")
        if kind == "rate":
            self._at = rest.partition(":")[0]

    def own_commands(self) -> frozenset[Command]:
        """A number rates a question; Enter goes on when everything is rated."""
        return frozenset({Command.SEND, *NUMBERS})

    def on_own_command(self, command: Command) -> Screen | None:
        """Answer a number or Enter."""
        if command is Command.SEND:
            return self._done()
        at = Dimension(self._at)
        self._choose(at, NUMBERS.index(command))()
        order = list(Dimension)
        following = order[order.index(at) + 1 :]
        self._go_to(f"rate:{following[0].value}:{self._steps.get(following[0].value, 0)}" if following else "plus")
        return None
