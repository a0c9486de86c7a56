"""A run on the projector: frozen at one moment, large, with what was known then; a class steps through it and plays on.

Nothing that came later is on the screen, nor who played. What is played on from here is practice: nothing is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from simulator.desktop.keys import KEY_NAMES, REPLIES, Command
from simulator.desktop.screen import Extent, FocusWish, Screen
from simulator.desktop.screens.forms import Desk, Form
from simulator.desktop.screens.help import Helped
from simulator.desktop.screens.practice import PracticeScreen
from simulator.desktop.seat import Seat
from simulator.desktop.theme import BODY, BODY_BOLD, DISPLAY, SMALL, SUBTITLE, TextStyle, Tone
from simulator.desktop.view_models.drill import HeardLine, PersonLine
from simulator.desktop.view_models.projector import Frozen, Record, Said, said_to
from simulator.desktop.view_models.talk import Whose
from simulator.desktop.view_models.words import minute_text
from simulator.desktop.widgets.buttons import Button, Choice, Kind
from simulator.desktop.widgets.layout import BAR, Centred, Column, Flow, Pad, Panel, Row, Skin, even
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.scrolling import BAR as SCROLL_BAR
from simulator.desktop.widgets.scrolling import Scroll, ScrollArea
from simulator.desktop.widgets.text import Label, Tag, heading
from simulator.drill import actions as do
from simulator.drill.actions import Action
from simulator.errors import SimulatorError
from simulator.journal.records import Mode

# Read from the last row: half as large again as what is read at a desk.
LARGE, LARGE_BOLD = TextStyle(26, 400, 1.35), TextStyle(26, 600, 1.35)
KNOWN = TextStyle(20)
CHOICE = TextStyle(22)
WIDE, WIDTH, SIDE = 1000, 1760, 0.62
SKINS = {
    Whose.THEIRS: Skin(fill="theirs", edge="theirs_edge", radius=12),
    Whose.YOURS: Skin(fill="yours", edge="yours_edge", radius=12),
    Whose.DEED: Skin(fill="yours", edge="yours_edge", radius=12),
    Whose.WORLD: Skin(fill="world", edge="world_edge", radius=12),
}
NOTHING = "Nothing has happened in this run yet. Come back when its clock runs."
NO_REPLIES = "No reply stands ready here. Play on: the other moves are open."
MARKED = "Practice with the class, from {at}: nothing is kept"
NEXT_MARK, NEXT_PERSON = Command.NOTE, Command.NEXT_PERSON


class Projected(Protocol):
    """A run that is shown."""

    def read(self) -> Record:
        """The run as far as it has come; raises `SimulatorError`."""

    def back(self) -> Screen:
        """Where the trainer came from."""


class ProjectorScreen(Helped):
    """Step through a run, choose with the class, play on from there."""

    title = "Firedrill: projector"
    main_scroll = "moment"
    own_keys = (
        ("Right, Left", "the next moment, the one before"),
        ("Home, End", "to the first moment, to the last there is"),
        (KEY_NAMES[NEXT_MARK], "to the next bookmark"),
        ("1 to 9", "what the class would say"),
        (KEY_NAMES[NEXT_PERSON], "what could be said to somebody else"),
        ("Enter", "play on from here, as practice"),
        ("Esc", "back to the desk"),
    )

    def __init__(self, projected: Projected, record: Record) -> None:
        self._projected = projected
        self._record = record
        self._at = 0
        self._person = self._reply = ""
        self._notice = ""
        self._scroll = Scroll()

    # ------------------------------------------------------------------ building
    def build(self, extent: Extent) -> Node:
        """One moment: what was said on the left, what was known then on the right."""
        frozen = self._frozen() if self._record.stops else None
        page: Node = Column([Label(NOTHING, LARGE, icon="info", icon_tone=Tone.ACCENT)], pad=even(40))
        if frozen is not None:
            page = self._moment(frozen, extent.width >= WIDE)
        body = ScrollArea(Centred(page, width=WIDTH), self._scroll, name="The moment", key="moment")
        go_on = frozen is not None and frozen.can_go_on
        return self.with_help(Column([body, self._foot(go_on=go_on)], name="Projector"), extent)

    def _frozen(self) -> Frozen:
        return self._record.freeze(self._at, self._person, self._reply)

    def _moment(self, frozen: Frozen, wide: bool) -> Node:
        before = self._before(frozen) if wide else []  # in a narrow window what is new comes first
        left = Column([*self._when(frozen), *before, self._talk(frozen), *self._choices(frozen)], gap=14, grow=1)
        right = self._known(frozen)
        notice = [Label(self._notice, BODY, Tone.BAD, icon="triangle-alert", role=Role.STATUS)] if self._notice else []
        if wide:
            right.grow = SIDE
            return Column([*notice, Row([left, right], gap=26)], gap=10, pad=Pad(24, 18, 24, 24))
        return Column([*notice, left, right], gap=18, pad=Pad(18, 14, 18, 20))

    def _when(self, frozen: Frozen) -> list[Node]:
        drill = frozen.drill
        clock = f"{drill.day}, {drill.clock}" if drill.day else drill.clock
        parts: list[Node] = [
            Label(clock, DISPLAY, role=Role.HEADING),
            Label(f"{drill.title}. {drill.place}.", BODY, Tone.SOFT),
        ]
        if frozen.marked:
            note = f"Bookmark: {frozen.note}" if frozen.note else "Bookmark"
            parts.append(Row([Tag(note, Tone.ACCENT, icon="flag")]))
        return [Column(parts, gap=3)]

    def _before(self, frozen: Frozen) -> list[Node]:
        before = [self._past(one) for one in frozen.before]
        return [Column(before, gap=3, name="Before this")] if before else []

    def _talk(self, frozen: Frozen) -> Node:
        return Column([self._now(one) for one in frozen.said], gap=10, name="Now")

    def _past(self, one: Said) -> Node:
        who = said_to(one, self._record.story)
        return Label(f"{who}: {one.message.words}", BODY, Tone.SOFT, max_lines=2)

    def _now(self, one: Said) -> Node:
        who = Label(f"{said_to(one, self._record.story)}, {one.message.time}", BODY_BOLD, Tone.SOFT)
        words = Label(one.message.words, LARGE_BOLD if one.message.whose is Whose.THEIRS else LARGE)
        note = [Label(one.message.note, BODY, Tone.SOFT)] if one.message.note else []
        return Panel([who, words, *note], skin=SKINS[one.message.whose], gap=3, pad=Pad(18, 11, 18, 13), name="Said")

    def _choices(self, frozen: Frozen) -> list[Node]:
        if not frozen.can_go_on:
            return [Label("The drill is over here.", KNOWN, icon="flag", icon_tone=Tone.ACCENT)]
        drill = frozen.drill
        if not drill.replies or drill.person is None:
            icon, said = ("hourglass", "Words are on their way.") if drill.busy else ("info", NO_REPLIES)
            return [Label(said, KNOWN, Tone.SOFT, icon=icon, icon_tone=Tone.SOFT)]
        rows = [
            Choice(
                reply.words,
                self._pick(reply.id),
                hint=str(reply.number) if reply.number <= len(REPLIES) else "",
                chosen=reply.chosen,
                detail="nothing is said" if reply.says_nothing else "",
                key=f"reply:{reply.id}",
                style=CHOICE,
            )
            for reply in drill.replies
        ]
        head = heading(f"What would you say to {drill.person.name}?", SUBTITLE)
        return [head, Column(rows, gap=8, name="What could be said"), *self._others(frozen)]

    def _others(self, frozen: Frozen) -> list[Node]:
        if len(frozen.others) < 2:
            return []
        shown = frozen.drill.person.id if frozen.drill.person else ""
        buttons = [
            Button(
                person.name,
                self._look_at(person.id),
                icon="user",
                compact=True,
                kind=Kind.PRIMARY if person.id == shown else Kind.PLAIN,
                key=f"to:{person.id}",
            )
            for person in frozen.others
        ]
        return [Flow(buttons, gap=8, name="To whom")]

    # ------------------------------------------------------------------ what was known
    def _known(self, frozen: Frozen) -> Column:
        drill = frozen.drill
        heard: list[Node] = [_heard(line) for line in drill.heard]
        promised: list[Node] = [
            Label(f"{line.what} ({line.left})", KNOWN, icon="handshake", icon_tone=Tone.ACCENT)
            for line in drill.promises
        ]
        there: list[Node] = [_person(line) for line in drill.people if line.open]
        parts = [
            _part("Promised, and still open", promised, "Nothing was promised."),
            _part("Who is there", there, "Nobody is there."),
            _part("What had been heard by then", heard, "Nothing had been heard yet."),
        ]
        return Column(parts, gap=12, name="Known then")

    # ------------------------------------------------------------------ ways on
    def _foot(self, *, go_on: bool) -> Node:
        stops = self._record.stops
        first, last = self._at == 0, self._at + 1 >= len(stops)
        more = bool(stops) and (not last or not self._record.ended)
        before = Button(
            "Before", self._step(-1), icon="arrow-left", hint="Left", compact=True, enabled=not first, key="before"
        )
        on = Button("On", self._step(1), icon="arrow-right", hint="Right", compact=True, enabled=more, key="on")
        marks = any(stop.marked for stop in stops)
        mark = Button("Next bookmark", self._to_mark, icon="flag", hint=KEY_NAMES[NEXT_MARK], compact=True, key="mark")
        play = Button(
            "Play on from here",
            self._play_on,
            icon="play",
            hint="Enter",
            kind=Kind.PRIMARY if go_on else Kind.PLAIN,
            compact=True,
            enabled=go_on,
            key="play",
        )
        back = Button("Back to the desk", self._projected.back, icon="door-open", hint="Esc", compact=True, key="back")
        help_ = Button(
            "Help", self.open_help, icon="circle-question-mark", hint=KEY_NAMES[Command.HELP], compact=True, key="help"
        )
        where = [Label(f"Moment {self._at + 1}", SMALL, Tone.SOFT, role=Role.STATUS)] if stops else []
        parts = [before, on, *([mark] if marks else []), play, back, help_, *where]
        page = Centred(Column([Flow(parts, gap=8)], pad=Pad(24, 9, 24, 9)), width=WIDTH)
        # The bar's room on the right keeps the buttons in line with what scrolls above them.
        return Panel([page], skin=BAR, pad=Pad(right=SCROLL_BAR), name="Go on")

    def _step(self, by: int) -> Press:
        return lambda: self._go(self._at + by)

    def _go(self, at: int) -> None:
        """Show the moment *at*; past the last one of a run that goes on, the record is read again."""
        if at >= len(self._record.stops) and not self._record.ended:
            self._read_again()
        self._at = max(0, min(at, len(self._record.stops) - 1))
        self._person = self._reply = ""
        self._scroll.offset = 0

    def _read_again(self) -> None:
        try:
            self._record, self._notice = self._projected.read(), ""
        except SimulatorError as problem:
            self._notice = str(problem)

    def _to_mark(self) -> None:
        mark = self._record.next_mark(self._at)
        if mark is not None:
            self._go(mark)

    def _to_end(self) -> None:
        if not self._record.ended:
            self._read_again()
        self._go(len(self._record.stops) - 1)

    def _pick(self, reply: str) -> Press:
        def press() -> None:
            self._reply = reply

        return press

    def _look_at(self, person: str) -> Press:
        def press() -> None:
            self._person, self._reply = person, ""

        return press

    def _play_on(self) -> Screen | None:
        """The drill from this moment, with what the class chose already under way."""
        frozen = self._frozen() if self._record.stops else None
        if frozen is None or not frozen.can_go_on:
            return None
        story, drill = self._record.story, frozen.drill
        session = self._record.session(self._at)
        marked = MARKED.format(at=minute_text(story, session.view().now))
        if (view := session.view()).busy:
            session.advance(view.busy_until)  # what had been begun reaches its person, as ever where nothing presses
        seat = Seat(story, session, Mode.UNTIMED)  # a class talks it over: nobody's clock presses
        if any(reply.chosen for reply in drill.replies):
            seat.submit(do.Say(reply=self._reply))
        return ClassPractice(seat, marked, self._here, person=drill.person.id if drill.person else "")

    def _here(self) -> Screen:
        return self

    # ------------------------------------------------------------------ keys
    def first_focus(self) -> str:
        """The reply that is picked; else the way on."""
        return f"reply:{self._reply}" if self._reply else "on"

    def own_commands(self) -> frozenset[Command]:
        """Arrows walk, numbers pick, Enter plays on, Esc leads back."""
        walking = {Command.LEFT, Command.RIGHT, Command.TO_START, Command.TO_END, NEXT_MARK, NEXT_PERSON}
        return frozenset({*walking, *REPLIES, Command.SEND, Command.BACK})

    def on_own_command(self, command: Command) -> Screen | None:
        """Answer a key."""
        if command in REPLIES:
            self._pick_number(REPLIES.index(command))
            return None
        ways: dict[Command, Press] = {
            Command.LEFT: self._step(-1),
            Command.RIGHT: self._step(1),
            Command.TO_START: lambda: self._go(0),
            Command.TO_END: self._to_end,
            NEXT_MARK: self._to_mark,
            NEXT_PERSON: self._next_person,
            Command.SEND: self._play_on,
            Command.BACK: self._projected.back,
        }
        return ways[command]()

    def _pick_number(self, number: int) -> None:
        replies = self._frozen().drill.replies if self._record.stops else ()
        if number < len(replies):
            self._reply = replies[number].id
            self._scroll.wanted = f"reply:{self._reply}"
            self.focus_wish = FocusWish(f"reply:{self._reply}")

    def _next_person(self) -> None:
        if not self._record.stops:
            return
        frozen = self._frozen()
        people = [person.id for person in frozen.others]
        if people:
            shown = frozen.drill.person.id if frozen.drill.person else ""
            place = people.index(shown) + 1 if shown in people else 0
            self._look_at(people[place % len(people)])()


def _part(title: str, rows: list[Node], nothing: str) -> Node:
    return Panel(
        [heading(title, SUBTITLE), *(rows or [Label(nothing, KNOWN, Tone.SOFT)])],
        gap=9,
        pad=Pad(18, 13, 18, 15),
        role=Role.LIST,
        name=title,
    )


def _heard(line: HeardLine) -> Node:
    return Column(
        [Label(line.words, KNOWN), Label(f"{line.who}, {line.time}, {line.sure}", BODY, Tone.SOFT)], gap=1, name="Heard"
    )


def _person(line: PersonLine) -> Node:
    waits = [Label(line.waiting, BODY, icon="hourglass", icon_tone=Tone.WARN)] if line.waiting else []
    return Column([Label(f"{line.name}: {line.state}", KNOWN), *waits], gap=1, name=line.name)


class ClassPractice(PracticeScreen):
    """A drill played on from the projector; its end and Esc lead back to the record."""

    title = "Firedrill: practice with the class"

    def __init__(self, seat: Seat, marked: str, record: Callable[[], Screen], person: str = "") -> None:
        super().__init__(seat, marked, lambda ended: record(), record, person=person)
        self._record = record
        self._talk.notice = ""  # what a trainer told somebody in the record is told to nobody here
        self._model = self._look()

    def _leave(self) -> None:
        self._open(BackForm(self._desk(), self._record))


class BackForm(Form):
    """Stop practising and go back to the record."""

    title = "Back to the record"
    icon = "door-open"
    intro = "Nothing of this is kept. The record stands where it was frozen."

    def __init__(self, desk: Desk, record: Callable[[], Screen]) -> None:
        super().__init__(desk)
        self._record = record

    def content(self) -> list[Node]:
        """Nothing but the question itself."""
        return []

    def action(self) -> Action | None:
        """Something, so that Enter answers; it is never submitted."""
        return do.Leave()

    def send(self) -> Screen | None:
        """Enter goes back."""
        return self._record()

    def buttons(self) -> list[Node]:
        """Back, or go on playing."""
        back = Button(
            "Back to the record", self._record, icon="arrow-left", kind=Kind.PRIMARY, hint="Enter", key="form:back"
        )
        return [back, Button("Stay", self.desk.close, hint="Esc", key="form:cancel")]
