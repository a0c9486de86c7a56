"""The debrief: own rating, her story, three moments, four scores, one sentence; the rest is folded behind them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from simulator.desktop.keys import REPLIES, Command
from simulator.desktop.screen import Extent, Screen
from simulator.desktop.screens.debrief_cards import MomentWays, mark_lines, moment_card
from simulator.desktop.screens.debrief_parts import part_content
from simulator.desktop.screens.help import Helped
from simulator.desktop.theme import BODY, BODY_BOLD, DISPLAY, SMALL, SUBTITLE, TextStyle, Tone
from simulator.desktop.view_models.debrief import DebriefModel, Part, Score
from simulator.desktop.view_models.rating import ICONS, NAMES, STEPS
from simulator.desktop.widgets.buttons import Button, Fold, Kind
from simulator.desktop.widgets.cards import Bar
from simulator.desktop.widgets.editing import Draft
from simulator.desktop.widgets.field import TextField
from simulator.desktop.widgets.layout import BAR, Centred, Column, Divider, Flow, Pad, Panel, Row, Skin, even
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.scrolling import BAR as SCROLL_BAR
from simulator.desktop.widgets.scrolling import Scroll, ScrollArea
from simulator.desktop.widgets.text import Label, Tag, heading
from simulator.scoring.purpose import PURPOSE

STORY_SKIN = Skin(fill="world", edge="world_edge", radius=12)
STORY = TextStyle(19, 400, 1.5)
WIDE = 860
MARKS_SHOWN = 3
JUMPS = (
    ("How you saw it", "part:own"),
    ("The story", "part:story"),
    ("Moments", "part:moments"),
    ("Scores", "part:scores"),
    ("Next time", "part:next"),
    ("Behind it", "part:behind"),
)


@dataclass(frozen=True, slots=True)
class Doors:
    """What the debrief leads to. *save_page* answers where the page was written, or why it wasn't, in a sentence."""

    keep_sentence: Callable[[str], None]
    home: Callable[[], Screen]
    again: Callable[[], Screen]
    moments: MomentWays
    their_side: Callable[[], Screen]
    save_page: Callable[[], str]


class DebriefScreen(Helped):
    """Five things in order; nothing about the person, everything about what was said and done."""

    title = "Firedrill: debrief"
    main_scroll = "debrief"
    own_keys = (
        ("Page Up, Page Down", "read on, or back"),
        ("Home, End", "to the top, to the end"),
        ("1, 2, 3", "replay from the first, second, third moment; nothing of it is kept"),
        ("Esc", "home"),
    )

    def __init__(self, model: DebriefModel, doors: Doors) -> None:
        self._model = model
        self._doors = doors
        self._saved = ""
        self._sentence = Draft(model.sentence, limit=200)
        self._kept = bool(model.sentence)
        self._open: set[str] = set()
        self._scroll = Scroll()

    def build(self, extent: Extent) -> Node:
        """One page that is read from top to bottom."""
        wide = extent.width >= WIDE
        parts: list[Node] = [
            Label(self._model.drill, DISPLAY, role=Role.HEADING),
            self._jumps(),
            self._own(wide),
            self._story(),
            *self._moments(),
            *self._scores(wide),
            self._next_time(),
            *self._folded(wide),
        ]
        page = Column(parts, gap=16, pad=Pad(20, 26, 20, 32))
        body = ScrollArea(Centred(page, width=940), self._scroll, name="Debrief", key="debrief")
        return self.with_help(Column([body, self._foot()], name="Debrief"), extent)

    # ------------------------------------------------------------------ what stands where
    def _jumps(self) -> Node:
        there = [JUMPS[0], JUMPS[1], *(JUMPS[2:3] if self._model.moments else ()), JUMPS[3], JUMPS[4]]
        there += [JUMPS[5]] if self._model.parts else []
        buttons = [
            Button(name, self._jump(key), kind=Kind.QUIET, tone=Tone.ACCENT, compact=True, key=f"jump:{key}")
            for name, key in there
        ]
        return Flow(buttons, gap=4, name="What stands where")

    def _jump(self, key: str) -> Press:
        def press() -> None:
            self._scroll.begin_at = key

        return press

    # ------------------------------------------------------------------ 1: your own rating
    def _own(self, wide: bool) -> Node:
        rated = [s for s in self._model.scores if s.own is not None]
        tags = [Tag(f"{NAMES[s.dimension]}: {_step(s.own)}", Tone.ACCENT, icon=ICONS[s.dimension]) for s in rated]
        lines: list[Node] = [heading("1  How you saw it", SUBTITLE)]
        lines.append(Flow(tags, gap=8) if tags else Label("You didn't rate this run.", BODY, Tone.SOFT))
        if self._model.own_plus:
            lines.append(Label(f"Went well: {self._model.own_plus}", BODY, icon="plus", icon_tone=Tone.GOOD))
        if self._model.own_delta:
            lines.append(Label(f"Otherwise: {self._model.own_delta}", BODY, icon="pen-line", icon_tone=Tone.ACCENT))
        return Panel(lines, gap=10, pad=even(20), name="How you saw it", key="part:own")

    # ------------------------------------------------------------------ 2: her story
    def _story(self) -> Node:
        told = self._model.told
        listener = f", to {told.told_to}" if told.told_to else ""
        by = f"{told.teller}{listener}" if told.teller else ""
        return Panel(
            [
                heading("2  The story", SUBTITLE),
                Label(told.title, BODY_BOLD),
                Label(told.story, STORY, icon="quote", icon_tone=Tone.WARN),
                *([Label(by, SMALL, Tone.SOFT)] if by else []),
            ],
            skin=STORY_SKIN,
            gap=10,
            pad=even(22),
            name="The story",
            key="part:story",
        )

    # ------------------------------------------------------------------ 3: moments
    def _moments(self) -> list[Node]:
        cards = [moment_card(moment, n, self._doors.moments) for n, moment in enumerate(self._model.moments, start=1)]
        if not cards:
            return []
        title = heading("3  Moments that mattered", SUBTITLE)
        said = Label("Going back to one is practice: nothing of it is kept, and this debrief waits.", SMALL, Tone.SOFT)
        return [Column([title, said, Column(cards, gap=12)], gap=10, name="Moments", key="part:moments")]

    # ------------------------------------------------------------------ 4: scores
    def _scores(self, wide: bool) -> list[Node]:
        title = heading("4  Four scores", SUBTITLE)
        note = Label(f"The notch is where you put yourself. {PURPOSE}", SMALL, Tone.SOFT)
        boxes = [self._score(score) for score in self._model.scores]
        if not wide:
            return [Column([title, note, Column(boxes, gap=12)], gap=10, name="Scores", key="part:scores")]
        rows = [Row([_growing(box) for box in boxes[i : i + 2]], gap=14) for i in range(0, len(boxes), 2)]
        return [Column([title, note, Column(rows, gap=14)], gap=10, name="Scores", key="part:scores")]

    def _score(self, score: Score) -> Node:
        name = NAMES[score.dimension]
        marks = score.marks if name in self._open else score.marks[:MARKS_SHOWN]
        lines: list[Node] = [Bar(name, score.points, score.own)]
        if score.band:
            lines.append(Label(score.band, BODY))
        if score.note:
            lines.append(Label(score.note, SMALL, Tone.SOFT))
        for mark in marks:
            lines += [Divider(), mark_lines(mark)]
        if not score.marks:
            lines.append(Label("Nothing in this drill called for it.", SMALL, Tone.SOFT))
        if len(score.marks) > MARKS_SHOWN:
            more = f"All {len(score.marks)} marks of {name.lower()}"
            lines.append(Fold(more, self._toggle(name), is_open=name in self._open, key=f"marks:{name}"))
        return Panel(lines, gap=9, pad=even(18), name=name)

    # ------------------------------------------------------------------ 5: one sentence
    def _next_time(self) -> Node:
        field = TextField(
            "Sentence for next time",
            self._sentence,
            placeholder="Next time I ...",
            on_enter=self._keep_sentence,
            on_change=self._unkeep,
            key="sentence",
        )
        ready = bool(self._sentence.text.strip()) and not self._kept
        keep = Button(
            "Keep it", self._keep_sentence, enabled=ready, kind=Kind.PRIMARY if ready else Kind.PLAIN, key="keep"
        )
        said = (
            "Kept. You will see it before your next debrief." if self._kept else "In your own words. Only you see it."
        )
        return Panel(
            [
                heading("5  One sentence for next time", SUBTITLE),
                field,
                Flow([keep, Label(said, SMALL, Tone.SOFT)], gap=12),
            ],
            gap=10,
            pad=even(20),
            name="Next time",
            key="part:next",
        )

    def _keep_sentence(self) -> None:
        if self._sentence.text.strip():
            self._doors.keep_sentence(self._sentence.text.strip())
            self._kept = True

    def _unkeep(self) -> None:
        self._kept = False

    # ------------------------------------------------------------------ behind them
    def _folded(self, wide: bool) -> list[Node]:
        if not self._model.parts:
            return []
        folds = [node for part in self._model.parts for node in self._fold(part, wide)]
        return [
            Panel([heading("Behind it", SUBTITLE), *folds], gap=4, pad=even(16), name="Behind it", key="part:behind")
        ]

    def _fold(self, part: Part, wide: bool) -> list[Node]:
        is_open = part.title in self._open
        fold = Fold(
            part.title, self._toggle(part.title), is_open=is_open, summary=part.summary, key=f"fold:{part.title}"
        )
        if not is_open:
            return [fold]
        return [fold, part_content(part, wide=wide)]

    def _toggle(self, title: str) -> Press:
        def press() -> None:
            self._open ^= {title}

        return press

    def _foot(self) -> Node:
        doors = self._doors
        row: list[Node] = [
            Button("Home", doors.home, icon="house", hint="Esc", key="home"),
            Button("Play it again", doors.again, icon="rotate-ccw", key="again"),
            Button(self._model.their_side, doors.their_side, icon="eye", key="side"),
            Button("Save as a page", self._save, icon="file-text", key="save"),
        ]
        said = [Label(self._saved, SMALL, Tone.SOFT, icon="info", icon_tone=Tone.ACCENT)] if self._saved else []
        # The bar's room on the right keeps the buttons in line with what scrolls above them.
        page = Centred(Column([Flow(row, gap=12), *said], gap=6, pad=Pad(20, 12, 20, 12)), width=940)
        return Panel([page], skin=BAR, pad=Pad(right=SCROLL_BAR), name="Go on")

    def _save(self) -> None:
        self._saved = self._doors.save_page()

    def first_focus(self) -> str:
        """The top: what stands where."""
        return "jump:part:own"

    # ------------------------------------------------------------------ keys
    def own_commands(self) -> frozenset[Command]:
        """Esc leads home, a number back into a moment."""
        return frozenset({Command.BACK, *REPLIES[: len(self._model.moments)]})

    def on_own_command(self, command: Command) -> Screen | None:
        """Answer a number or Esc."""
        if command in REPLIES:
            return self._doors.moments.practise(self._model.moments[REPLIES.index(command)])
        return self._doors.home()


def _step(own: float | None) -> str:
    if own is None:
        return "not rated"
    step = round(own / 100 * (len(STEPS) - 1))
    return f"{step} of {len(STEPS) - 1}"


def _growing(node: Node) -> Node:
    node.grow = 1
    return node
