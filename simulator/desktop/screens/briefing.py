"""The briefing: role, authority, what counts, keys, and how to play. The clock starts only on Enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from simulator.desktop.keys import Command
from simulator.desktop.screen import Extent, Screen
from simulator.desktop.screens.help import Helped
from simulator.desktop.theme import BODY, DISPLAY, SMALL, Tone
from simulator.desktop.view_models.briefing import ASSESSED_RULES, MODES, BriefingModel, ModeLine
from simulator.desktop.view_models.suggesting import Rung
from simulator.desktop.widgets.buttons import Button, Kind
from simulator.desktop.widgets.cards import Card
from simulator.desktop.widgets.layout import BAR, Centred, Column, Fixed, Flow, Pad, Panel, Row, even
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.scrolling import Scroll, ScrollArea
from simulator.desktop.widgets.text import Keycap, Label, Tag, heading
from simulator.journal.records import Mode
from simulator.training.declaring import declared

WIDE = 900
TALL = 560  # of the window at 100 %: enough for what is declared to stand beside the start, always in sight
KEYS = (
    ("1 to 9", "pick a reply"),
    ("Enter", "send it"),
    ("Space", "let time run"),
    ("F2", "what you have heard"),
    ("F3", "remedies"),
    ("F4", "response card"),
    ("F6", "update"),
    ("F1", "all keys"),
)
NOT_YET = "Nothing happens before you start."
NOT_YET_ASSESSED = "Once it has started it is assessed, and stays so."
ARROWS = {Command.UP: -1, Command.DOWN: 1}
Start = Callable[[Mode], Screen]
Back = Callable[[], Screen]


class BriefingScreen(Helped):
    """Read, choose how to play, start."""

    title = "Firedrill: briefing"
    main_scroll = "briefing"
    own_keys = (
        ("Enter", "start the clock"),
        ("Up, Down", "another way to play"),
        ("Esc", "back"),
    )

    def __init__(
        self,
        model: BriefingModel,
        start: Start,
        back: Back,
        mode: Mode = Mode.UNTIMED,
        rung: Rung | None = None,
        modes: Sequence[ModeLine] = MODES,
        player: str = "",
    ) -> None:
        self._model = model
        self._start = start
        self._go_back = back
        self._mode = mode
        self._rung = rung
        self._modes = modes
        self._player = player
        self._scroll = Scroll()

    def build(self, extent: Extent) -> Node:
        """The story on the left, how to play on the right; who plays and whether it counts before the start."""
        tall = extent.height >= TALL
        above = [] if tall else [self._declared()]
        if extent.width >= WIDE:
            parts = Row([Column([self._story()], grow=1), Fixed(self._how(), width=400)], gap=28)
            page = Column([*above, parts], gap=20, pad=Pad(24, 26, 24, 32))
        else:
            page = Column([*above, self._story(), self._how()], gap=20, pad=Pad(16, 16, 16, 24))
        body = ScrollArea(Centred(page, width=1180), self._scroll, name="Briefing", key="briefing")
        return self.with_help(Column([body, self._foot(tall=tall)], name="Briefing"), extent)

    def _story(self) -> Node:
        m = self._model
        if self._mode is Mode.ASSESSED:
            return self._no_notice()
        marks = Flow([Tag(m.starts, Tone.ACCENT, icon="clock"), Tag(m.industry), Tag(m.seat_time)], gap=8)
        paragraphs = [Label(text, BODY) for text in m.brief.split("\n") if text.strip()]
        return Column(
            [
                marks,
                Label(m.title, DISPLAY, role=Role.HEADING),
                *self._part("Who you are", "circle-user", [Label(m.role, BODY)]),
                *self._part("What you know", "book-open", paragraphs),
                *self._part("What is yours to decide", "wallet", [self._line(m.authority)]),
                *self._part("What counts", "scale", [self._line(text) for text in (*m.counts, *m.standards)]),
            ],
            gap=10,
        )

    def _no_notice(self) -> Node:
        """What one knows on any day at this desk, how an assessed drill goes, and nothing of what is coming."""
        m = self._model
        return Column(
            [
                Flow([Tag(m.starts, Tone.ACCENT, icon="clock"), Tag(m.seat_time)], gap=8),
                Label(m.title, DISPLAY, role=Role.HEADING),
                *self._part("Who you are", "circle-user", [Label(m.role, BODY)]),
                *self._part("What is yours to decide", "wallet", [self._line(m.authority)]),
                *self._part("An assessed drill", "clipboard-check", [self._line(text) for text in ASSESSED_RULES]),
            ],
            gap=10,
        )

    def _part(self, title: str, icon: str, content: list[Node] | list[Label]) -> list[Node]:
        return [Column([heading(title, icon=icon), *content], gap=6, pad=Pad(0, 8, 0, 0))]

    def _line(self, text: str) -> Node:
        return Label(text, BODY, icon="chevron-right", icon_tone=Tone.ACCENT)

    def _how(self) -> Node:
        cards = [self._mode_card(line) for line in self._modes]
        modes = Column(cards, gap=9, name="How to play")
        keys = [
            Row([Fixed(Flow([Keycap(key)]), width=84), Label(what, SMALL, grow=1)], centred=True) for key, what in KEYS
        ]
        return Column(
            [
                Row([heading("How to play", grow=1), Keycap("Up"), Keycap("Down")], gap=6, centred=True),
                modes,
                Panel([heading("Keys", icon="keyboard"), *keys], gap=6, pad=even(16), name="Keys"),
            ],
            gap=10,
        )

    def _mode_card(self, line: ModeLine) -> Card:
        return Card(
            line.name,
            self._choose(line.mode),
            icon=line.icon,
            text=line.about,
            reason=self._rung.why if self._rung and self._rung.mode is line.mode else "",
            chosen=line.mode is self._mode,
            role=Role.RADIO,
            key=f"mode:{line.mode.value}",
        )

    def _declared(self) -> Node:
        return Label(declared(self._player, self._mode), SMALL, icon="info", icon_tone=Tone.ACCENT)

    def _foot(self, *, tall: bool) -> Node:
        name = "Start the assessed drill" if self._mode is Mode.ASSESSED else "Start the clock"
        start = Button(name, self._begin, hint="Enter", icon="play", kind=Kind.PRIMARY, key="start")
        back = Button("Back", self._go_back, hint="Esc", icon="arrow-left", key="back")
        said = Label(NOT_YET_ASSESSED if self._mode is Mode.ASSESSED else NOT_YET, SMALL, Tone.SOFT)
        row = Flow([start, back, said], gap=12)
        lines = [self._declared(), row] if tall else [row]
        return Panel([Centred(Column(lines, gap=8, pad=Pad(24, 12, 24, 12)), width=1180)], skin=BAR, name="Start")

    def _choose(self, mode: Mode) -> Press:
        def press() -> None:
            self._mode = mode

        return press

    def _begin(self) -> Screen:
        return self._start(self._mode)

    def first_focus(self) -> str:
        """Start."""
        return "start"

    def own_commands(self) -> frozenset[Command]:
        """Enter starts, Esc goes back, arrows change how it is played."""
        return frozenset({Command.SEND, Command.BACK, *ARROWS})

    def on_own_command(self, command: Command) -> Screen | None:
        """Answer a key."""
        if command in ARROWS:
            order = [line.mode for line in self._modes]
            self._mode = order[(order.index(self._mode) + ARROWS[command]) % len(order)]
            self._scroll.wanted = f"mode:{self._mode.value}"
            return None
        return self._begin() if command is Command.SEND else self._go_back()
