"""The trainer's desk: who is where in a drill that runs, and the orders that are given to them.

It looks twice a second at what stations write down, and changes nothing but by an order. If it closes, drills go on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from simulator.desktop.keys import KEY_NAMES, REPLIES, Command
from simulator.desktop.screen import Extent, FocusWish, Screen
from simulator.desktop.screens.desk_orders import (
    BookmarkSheet,
    Counter,
    EndSheet,
    HappenSheet,
    ListSheet,
    MoreTimeSheet,
    Sheet,
    WhoSheet,
)
from simulator.desktop.screens.desk_rows import people_rows
from simulator.desktop.screens.help import Helped
from simulator.desktop.theme import BODY, BODY_BOLD, DISPLAY, SMALL, Tone
from simulator.desktop.view_models.desk import AT_ONCE, DeskModel, Happens, desk_model
from simulator.desktop.view_models.forms import Item
from simulator.desktop.widgets.buttons import Button
from simulator.desktop.widgets.dialog import Layers
from simulator.desktop.widgets.layout import BAR, Centred, Column, Divider, Flow, Pad, Panel, even
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.scrolling import BAR as SCROLL_BAR
from simulator.desktop.widgets.scrolling import Scroll, ScrollArea
from simulator.desktop.widgets.text import Label
from simulator.drill import actions as do
from simulator.drill.actions import Intervention
from simulator.training.watching import Overview

LOOKS_EVERY_MS = 500
WIDE, WIDTH = 1000, 1240
# The keys of the orders are those of the drill's own moves, where one is like the other.
STOP, GO_ON, HAPPEN = Command.PAUSE, Command.LET_TIME_RUN, Command.UPDATE
MORE_TIME, MARK, END, SHOW, WHO = Command.PROMISE, Command.NOTE, Command.ASSIGN, Command.HEARD, Command.REMEDIES
EVERYBODY = Command.NOUGHT
NOTHING_TO_SHOW = "Nobody has begun yet. A run can be shown from its first minute on, while it goes on or later."
CHOOSE_RUN = (
    "A run is frozen at a moment of your choice; names stay here. What stations keep on their own computer (--here) "
    "can't be shown."
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What there is to see of a drill: *view*, and how people and scenarios are called; *trouble* where it can't be."""

    view: Overview | None
    names: Mapping[str, str] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    trouble: str = ""


class Watched(Protocol):
    """A drill that is watched."""

    @property
    def trainer(self) -> str:
        """The id of whoever gives the orders."""

    @property
    def timed(self) -> bool:
        """Whether the plan has a time limit that can be extended."""

    def look(self) -> Seen:
        """How it stands now."""

    def give(self, order: Intervention, to: Sequence[str]) -> str:
        """Send *order*, for everybody where *to* is empty; why it couldn't be sent, else nothing."""

    def release(self, place: int) -> str:
        """Let go of a lost station's place; why it can't be, else nothing."""

    def happens(self) -> tuple[Happens, ...]:
        """What can be let happen."""

    def speakers(self) -> tuple[Item, ...]:
        """Whoever can be given words."""

    def runs(self) -> tuple[Item, ...]:
        """The runs that can be shown."""

    def show(self, run: str, back: Screen) -> Screen | str:
        """The projector with *run*, from which one comes *back*; or why it can't be shown."""

    def be(self, name: str) -> str:
        """Give orders as *name* from now on; why not, else nothing."""

    def leave(self) -> Screen:
        """The drills."""


class DeskScreen(Helped):
    """Watch a drill and step in."""

    title = "Firedrill: the trainer's desk"
    main_scroll = "desk"
    own_keys = (
        ("1 to 9", "choose whom the next order is for, or not"),
        ("0", "the next order is for everybody again"),
        (KEY_NAMES[STOP], "stop the clock"),
        ("F5", "let it go on"),
        (KEY_NAMES[HAPPEN], "let something happen"),
        (KEY_NAMES[MORE_TIME], "give more time at the desk"),
        (KEY_NAMES[MARK], "mark this moment"),
        (KEY_NAMES[END], "end the drill"),
        (KEY_NAMES[SHOW], "show a run on the projector"),
        (KEY_NAMES[WHO], "who gives the orders"),
        ("Esc", "to the drills; this one goes on"),
    )

    def __init__(self, watched: Watched) -> None:
        self._watched = watched
        self._ticked: frozenset[str] = frozenset()
        self._first = 0
        self._since = 0
        self._notice = ("", True)  # what became of the last order, and whether it is good
        self._sheet: Sheet | None = None
        self._scroll = Scroll()
        self._seen = watched.look()

    # ------------------------------------------------------------------ looking
    def pass_time(self, elapsed_ms: int) -> Screen | None:
        """Look again twice a second."""
        self._since += elapsed_ms
        if self._since >= LOOKS_EVERY_MS:
            self._since = 0
            self._seen = self._watched.look()
        return None

    def changes_in_ms(self) -> int | None:
        """When the next look is due."""
        return max(1, LOOKS_EVERY_MS - self._since)

    def _model(self) -> DeskModel | None:
        seen = self._seen
        if seen.view is None:
            return None
        trainer = seen.names.get(self._watched.trainer, "") or self._watched.trainer
        return desk_model(seen.view, seen.names, seen.titles, trainer, self._ticked, self._first)

    # ------------------------------------------------------------------ building
    def build(self, extent: Extent) -> Node:
        """The orders on top, the people below them."""
        model = self._model()
        low = extent.height < 480
        page = [*self._head(model), *(self._drill(model, extent, low=low) if model else [])]
        body = ScrollArea(
            Centred(Column(page, gap=14, pad=Pad(20, 18, 20, 26)), width=WIDTH), self._scroll, name="Desk", key="desk"
        )
        foot = self._foot(model, low=low)
        whole = Column([body, foot], name="The trainer's desk")
        if self._sheet is not None and self.help is None:
            return Layers(whole, self._sheet.build(extent))
        return self.with_help(whole, extent)

    def _head(self, model: DeskModel | None) -> list[Node]:
        if model is None:
            return [
                Label("The trainer's desk", DISPLAY, role=Role.HEADING),
                Label(self._seen.trouble, BODY, Tone.BAD, icon="triangle-alert", role=Role.STATUS),
            ]
        about = [Label(model.about, BODY, Tone.SOFT)] if model.about else []
        return [Column([Label(model.drill, DISPLAY, role=Role.HEADING), *about], gap=2), *self._told(model)]

    def _told(self, model: DeskModel) -> list[Node]:
        """How far it is, what became of the last order, what can't be read."""
        words, good = self._notice
        icon, tone = ("check", Tone.GOOD) if good else ("triangle-alert", Tone.BAD)
        told = [Label(words, BODY, tone, icon=icon, role=Role.STATUS)] if words else []
        trouble = self._seen.trouble
        told += [Label(trouble, BODY, Tone.BAD, icon="triangle-alert", role=Role.STATUS)] if trouble else []
        return [Label(model.counted, BODY_BOLD, role=Role.STATUS), *told]

    def _drill(self, model: DeskModel, extent: Extent, *, low: bool) -> list[Node]:
        rows = people_rows(model.rows, self._tick, self._release, wide=extent.width >= WIDE)
        people = Panel([*rows, *self._pages(model)], gap=9, pad=even(16), role=Role.LIST, name="People")
        return [*([self._orders(model)] if low else []), people]

    def _pages(self, model: DeskModel) -> list[Node]:
        if model.of_rows <= AT_ONCE:
            return []
        last = min(model.of_rows, model.first + AT_ONCE)
        where = Label(f"{model.first + 1} to {last} of {model.of_rows} people", SMALL, Tone.SOFT)
        before = Button(
            "Those before", self._turn(-AT_ONCE), icon="chevron-left", key="before", enabled=model.first > 0
        )
        after = Button(
            "Those after", self._turn(AT_ONCE), icon="chevron-right", key="after", enabled=last < model.of_rows
        )
        return [Divider(), Flow([before, after, where], gap=12)]

    def _turn(self, by: int) -> Press:
        def press() -> None:
            self._first = max(0, self._first + by)
            self._scroll.offset = 0

        return press

    # ------------------------------------------------------------------ orders
    def _orders(self, model: DeskModel) -> Node:
        whom = Label(f"The next order is for {model.order_for}.", SMALL, Tone.SOFT, role=Role.STATUS)
        chosen = model.to or model.chosen_gone
        again = Button("Everybody", self._for_everybody, hint="0", icon="users", compact=True, key="everybody")
        buttons = [self._button(*one, enabled=one[2] in self._possible(model)) for one in self._buttons()]
        return Column([Flow([whom, *([again] if chosen else [])], gap=12), Flow(buttons, gap=8)], gap=8, name="Orders")

    def _buttons(self) -> list[tuple[str, str, Command]]:
        more = [("More time", "timer", MORE_TIME)] if self._watched.timed else []
        return [
            ("Stop the clock", "pause", STOP),
            ("Let it go on", "play", GO_ON),
            ("Let something happen", "megaphone", HAPPEN),
            *more,
            ("Mark this moment", "flag", MARK),
            ("End", "square", END),
        ]

    def _possible(self, model: DeskModel) -> frozenset[Command]:
        """A clock can be stopped before anybody has begun: they begin when it goes on. The rest needs a run."""
        if model.chosen_gone:
            return frozenset()
        return frozenset(self._answers()) if model.playing else frozenset({STOP, GO_ON})

    def _button(self, name: str, icon: str, command: Command, *, enabled: bool) -> Button:
        hint = "F5" if command is GO_ON else KEY_NAMES[command]
        press = self._answers()[command]
        return Button(name, press, icon=icon, hint=hint, enabled=enabled, compact=True, key=f"order:{command.value}")

    def _foot(self, model: DeskModel | None, *, low: bool) -> Node:
        leave = Button("Drills", self._watched.leave, icon="arrow-left", hint="Esc", compact=True, key="leave")
        help_ = Button(
            "Help", self.open_help, icon="circle-question-mark", hint=KEY_NAMES[Command.HELP], compact=True, key="help"
        )
        parts: list[Node] = [leave, help_]
        if model is not None:
            show = Button("Projector", self._choose_run, icon="eye", hint=KEY_NAMES[SHOW], compact=True, key="show")
            who = Button(
                f"Orders by {model.trainer}",
                self._choose_who,
                label="Who I am" if low else f"Orders by {model.trainer}",
                icon="user",
                hint=KEY_NAMES[WHO],
                compact=True,
                key="who",
            )
            parts = [leave, show, who, help_]
        orders = [self._orders(model), Divider()] if model is not None and not low else []
        page = Centred(Column([*orders, Flow(parts, gap=8)], gap=10, pad=Pad(20, 10, 20, 10)), width=WIDTH)
        # The bar's room on the right keeps the buttons in line with what scrolls above them.
        return Panel([page], skin=BAR, pad=Pad(right=SCROLL_BAR), name="Orders and ways")

    def _counter(self) -> Counter:
        """Where a sheet is handed in: for whom it was opened, whoever plays by then."""
        model = self._model()
        meant, to = (model.order_for, model.to) if model else ("", ())
        return Counter(self._watched.trainer, meant, lambda order: self._give(order, meant, to), self._close)

    def _give(self, order: Intervention, meant: str, to: Sequence[str]) -> None:
        trouble = self._watched.give(order, to)
        self._notice = (trouble, False) if trouble else (f"Sent: {_ORDERED[type(order)]}, for {meant}.", True)
        self._seen = self._watched.look()

    def _stop(self) -> None:
        self._counter().give(do.Pause(actor=self._watched.trainer))

    def _let_go_on(self) -> None:
        self._counter().give(do.Resume(actor=self._watched.trainer))

    def _let_happen(self) -> None:
        self._sheet = HappenSheet(self._counter(), self._watched.happens(), self._watched.speakers())

    def _give_time(self) -> None:
        self._sheet = MoreTimeSheet(self._counter())

    def _mark(self) -> None:
        self._sheet = BookmarkSheet(self._counter())

    def _end(self) -> None:
        self._sheet = EndSheet(self._counter())

    def _choose_run(self) -> None:
        runs = self._watched.runs()
        said = CHOOSE_RUN if runs else NOTHING_TO_SHOW
        self._sheet = ListSheet(self._counter(), "Show a run", "eye", runs, self._show, said)

    def _show(self, run: str) -> Screen | None:
        self._close()
        answer = self._watched.show(run, self)
        if isinstance(answer, Screen):
            return answer
        self._notice = (answer, False)
        return None

    def _choose_who(self) -> None:
        model = self._model()
        self._sheet = WhoSheet(self._counter(), model.trainer if model else "", self._be)

    def _be(self, name: str) -> None:
        trouble = self._watched.be(name)
        self._notice = (trouble, False) if trouble else (f"Orders are given by {name} from now on.", True)

    def _release(self, place: int) -> Press:
        def press() -> None:
            trouble = self._watched.release(place)
            said = "Released: whoever sits down at another station goes on with that run."
            self._notice = (trouble, False) if trouble else (said, True)
            self._seen = self._watched.look()

        return press

    # ------------------------------------------------------------------ whom for
    def _tick(self, person: str) -> Press:
        def press() -> None:
            self._ticked = self._ticked ^ {person}

        return press

    def _tick_number(self, number: int) -> None:
        model = self._model()
        playing = [row for row in model.rows if row.plays] if model else []
        if number < len(playing):
            self._tick(playing[number].person)()
            self.focus_wish = FocusWish(f"person:{playing[number].person}")

    def _for_everybody(self) -> None:
        self._ticked = frozenset()

    def _close(self) -> None:
        self._sheet = None

    # ------------------------------------------------------------------ keys
    def first_focus(self) -> str:
        """In a sheet its first control; else the first person."""
        return ""

    def _answers(self) -> dict[Command, Press]:
        more: dict[Command, Press] = {MORE_TIME: self._give_time} if self._watched.timed else {}
        return {
            STOP: self._stop,
            GO_ON: self._let_go_on,
            HAPPEN: self._let_happen,
            MARK: self._mark,
            END: self._end,
            **more,
        }

    def own_commands(self) -> frozenset[Command]:
        """With a sheet open its numbers, Enter and Esc; else orders for whoever plays, and the ways from here."""
        if self._sheet is not None:
            return frozenset({*REPLIES, Command.BACK, *({Command.SEND} if self._sheet.is_ready else set())})
        model = self._model()
        if model is None:
            return frozenset({Command.BACK})
        return frozenset({*REPLIES, *self._possible(model), SHOW, WHO, EVERYBODY, Command.BACK})

    def on_own_command(self, command: Command) -> Screen | None:
        """Answer a key."""
        if self._sheet is not None:
            return self._of_sheet(self._sheet, command)
        if command in REPLIES:
            self._tick_number(REPLIES.index(command))
            return None
        ways: dict[Command, Press] = {
            SHOW: self._choose_run,
            WHO: self._choose_who,
            EVERYBODY: self._for_everybody,
            Command.BACK: self._watched.leave,
        }
        return {**self._answers(), **ways}[command]()

    def _of_sheet(self, sheet: Sheet, command: Command) -> Screen | None:
        if command is Command.SEND:
            return sheet.send()
        if command is Command.BACK:
            self._close()
        elif node := sheet.numbered(REPLIES.index(command)):
            sheet.scroll.wanted = node.key
            self.focus_wish = FocusWish(node.key, ring=True)
            return node.press()
        return None


_ORDERED = {
    do.Pause: "the clock stops",
    do.Resume: "the clock goes on",
    do.Inject: "it happens",
    do.Extend: "more time",
    do.Mark: "this moment is marked",
    do.End: "the drill ends",
}
