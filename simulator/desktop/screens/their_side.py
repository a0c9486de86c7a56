"""The run from the customer's side, one moment after the other, with what may have gone through their mind."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from simulator.desktop.keys import KEY_NAMES, Command
from simulator.desktop.screen import Extent, FocusWish, Screen
from simulator.desktop.screens.debrief_cards import HEARD_SKIN, QUOTE_SKIN
from simulator.desktop.screens.help import Helped
from simulator.desktop.theme import BODY, BODY_BOLD, DISPLAY, SMALL, TextStyle, Tone
from simulator.desktop.view_models.their_side import Piece, Sort, Step, TheirSide
from simulator.desktop.view_models.words import first_name
from simulator.desktop.widgets.buttons import Button, Kind
from simulator.desktop.widgets.layout import BAR, Centred, Column, Flow, Pad, Panel, Skin, even
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.scrolling import BAR as SCROLL_BAR
from simulator.desktop.widgets.scrolling import Scroll, ScrollArea
from simulator.desktop.widgets.text import Label, Tag

THOUGHT = TextStyle(18, 400, 1.45)
OVERHEARD_SKIN = Skin(fill="world", edge="world_edge", radius=8)
SKINS = {Sort.HEARD: QUOTE_SKIN, Sort.SAID: HEARD_SKIN, Sort.OVERHEARD: OVERHEARD_SKIN}
NOBODY = "Nobody's side can be shown: nobody was reached in this run."


class TheirSideScreen(Helped):
    """Walks through *sides*; *back* leads to the debrief."""

    title = "Firedrill: from the other side"
    main_scroll = "side"
    own_keys = (
        ("Right, Enter", "on"),
        ("Left", "back by one"),
        ("Home, End", "to the beginning, to the end"),
        (KEY_NAMES[Command.NEXT_PERSON], "somebody else's side"),
        ("Esc", "back to the debrief"),
    )

    def __init__(self, sides: Sequence[TheirSide], back: Callable[[], Screen]) -> None:
        self._sides = tuple(sides)
        self._back = back
        self._person = 0
        self._at = 0
        self._scroll = Scroll()

    @property
    def _side(self) -> TheirSide:
        return self._sides[self._person]

    # ------------------------------------------------------------------ building
    def build(self, extent: Extent) -> Node:
        """The step that is lived through now, under the one before it."""
        content = self._content() if self._sides else [Label(NOBODY, BODY, icon="info", icon_tone=Tone.ACCENT)]
        page = Column(content, gap=14, pad=Pad(20, 22, 20, 28))
        body = ScrollArea(Centred(page, width=860), self._scroll, name="Their side", key="side")
        return self.with_help(Column([body, self._foot()], name="From the other side"), extent)

    def _content(self) -> list[Node]:
        side, steps = self._side, self._side.steps
        before = [_past(steps[self._at - 1])] if self._at else []
        return [
            Label(f"As {in_sentence(side.name)} lived it", DISPLAY, role=Role.HEADING),
            *self._people(),
            *before,
            _now(steps[self._at], side.name),
        ]

    def _people(self) -> list[Node]:
        if len(self._sides) < 2:
            return []
        buttons = [
            Button(
                side.name,
                self._of(n),
                kind=Kind.PRIMARY if n == self._person else Kind.PLAIN,
                icon="user",
                compact=True,
                key=f"of:{side.person}",
            )
            for n, side in enumerate(self._sides)
        ]
        return [Flow(buttons, gap=8, name="Whose side")]

    def _foot(self) -> Node:
        steps = len(self._side.steps) if self._sides else 0
        earlier = Button("Before", self._earlier, icon="arrow-left", hint="Left", enabled=self._at > 0, key="before")
        ready = self._at + 1 < steps
        later = Button(
            "On",
            self._later,
            icon="arrow-right",
            hint="Right",
            kind=Kind.PRIMARY if ready else Kind.PLAIN,
            enabled=ready,
            key="on",
        )
        where = [Label(f"{self._at + 1} of {steps}", SMALL, Tone.SOFT, role=Role.STATUS)] if steps else []
        leave = Button("Back to the debrief", self._back, icon="door-open", hint="Esc", key="back")
        page = Centred(Column([Flow([earlier, later, leave, *where], gap=12)], pad=Pad(20, 12, 20, 12)), width=860)
        return Panel([page], skin=BAR, pad=Pad(right=SCROLL_BAR), name="Go on")

    def first_focus(self) -> str:
        """On."""
        return "on"

    # ------------------------------------------------------------------ going
    def _earlier(self) -> None:
        self._go(self._at - 1)

    def _later(self) -> None:
        self._go(self._at + 1)

    def _go(self, step: int) -> None:
        if self._sides:
            self._at = max(0, min(step, len(self._side.steps) - 1))
            self._scroll.offset = 0
            self._scroll.wanted = "now" if self._at else ""

    def _of(self, person: int) -> Press:
        def press() -> None:
            self._person = person
            self._go(0)

        return press

    # ------------------------------------------------------------------ keys
    def own_commands(self) -> frozenset[Command]:
        """Arrows and Enter walk, Ctrl+Tab changes sides, Esc leads back."""
        walking = {Command.LEFT, Command.RIGHT, Command.SEND, Command.TO_START, Command.TO_END}
        return frozenset({*walking, Command.NEXT_PERSON, Command.BACK})

    def on_own_command(self, command: Command) -> Screen | None:
        """Answer a key."""
        if command is Command.BACK:
            return self._back()
        if command is Command.NEXT_PERSON and self._sides:
            self._of((self._person + 1) % len(self._sides))()
        last = len(self._side.steps) - 1 if self._sides else 0
        steps = {Command.LEFT: self._at - 1, Command.TO_START: 0, Command.TO_END: last}
        if command is not Command.NEXT_PERSON:
            self._go(steps.get(command, self._at + 1))
        self.focus_wish = FocusWish("on" if self._at < last else "back")
        return None


# ---------------------------------------------------------------------- steps
def in_sentence(name: str) -> str:
    """*name* in the middle of a sentence: 'the man on the phone', but 'Mara'."""
    first = name.partition(" ")[0]
    return name[:1].lower() + name[1:] if first in ("The", "A", "An", "Everybody", "Everyone") else first_name(name)


def _past(step: Step) -> Node:
    """The step before, in short."""
    said = [piece for piece in step.pieces if piece.sort is not Sort.THOUGHT]
    lines: list[Node] = [Label(step.time, SMALL, Tone.SOFT)]
    lines += [Label(f"{piece.by}: {piece.text}" if piece.by else piece.text, SMALL, Tone.SOFT) for piece in said]
    return Column(lines, gap=2, pad=Pad(18, 0, 18, 0), name="Before this")


def _now(step: Step, name: str) -> Node:
    head: list[Node] = [Tag(step.time, Tone.ACCENT, icon="clock")]
    if step.mood:
        head.append(Tag(step.mood, Tone.WARN, icon="heart"))
    told = [_piece(piece) for piece in step.pieces if piece.sort is not Sort.THOUGHT]
    thoughts: list[Node] = [
        Label(piece.text, THOUGHT, icon="message-circle", icon_tone=Tone.ACCENT)
        for piece in step.pieces
        if piece.sort is Sort.THOUGHT
    ]
    if thoughts:
        mind = f"What may go through {possessive(in_sentence(name))} mind"
        thoughts.insert(0, Label(mind, SMALL, Tone.SOFT))
    inside = [Flow(head, gap=8), *told, *([Column(thoughts, gap=6, name="Thoughts")] if thoughts else [])]
    return Panel(inside, gap=12, pad=even(20), name=f"At {step.time}", key="now")


def possessive(name: str) -> str:
    """Whose something is: 'Mara's', 'the guests''."""
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _piece(piece: Piece) -> Node:
    if piece.sort is Sort.SAW:
        return Label(piece.text, BODY, icon="eye", icon_tone=Tone.ACCENT)
    if piece.sort is Sort.WAITED:
        return Label(piece.text, BODY_BOLD, icon="hourglass", icon_tone=Tone.WARN)
    by = [Label(piece.by, SMALL, Tone.SOFT)] if piece.by else []
    return Panel([*by, Label(piece.text, BODY)], skin=SKINS[piece.sort], gap=1, pad=Pad(12, 7, 12, 7), name="Quote")
