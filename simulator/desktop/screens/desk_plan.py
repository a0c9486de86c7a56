"""A drill is set up from a form: who plays, which scenarios, with which luck, how long. It becomes a plan file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from simulator.desktop.keys import KEY_NAMES, REPLIES, Command
from simulator.desktop.screen import Extent, FocusWish, Screen
from simulator.desktop.screens.forms import numbered
from simulator.desktop.screens.help import Helped
from simulator.desktop.theme import BODY, BODY_BOLD, DISPLAY, SMALL, Tone
from simulator.desktop.view_models.briefing import MODES
from simulator.desktop.view_models.desk_plan import EXTRA_TIME, PlanSoFar, drill_id, person_items
from simulator.desktop.view_models.forms import Item
from simulator.desktop.widgets.buttons import Button, Check, Choice, Kind
from simulator.desktop.widgets.dialog import Dialog, Layers
from simulator.desktop.widgets.editing import Draft
from simulator.desktop.widgets.field import TextField
from simulator.desktop.widgets.layout import BAR, Centred, Column, Flow, Pad, Panel, Row, even
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.scrolling import BAR as SCROLL_BAR
from simulator.desktop.widgets.scrolling import Scroll, ScrollArea
from simulator.desktop.widgets.text import Label, heading
from simulator.journal.records import Mode
from simulator.training.plan_text import Planned
from simulator.training.roster import Somebody

WIDE, WIDTH = 900, 1080
TIME_TOLD = "More time never changes the score of the same choices. It stands in the record of their run."
SEED_TOLD = "The seed decides what is left to chance: with one seed, everybody meets the same."


class PlanDoors(Protocol):
    """Where the form leads to."""

    def scenarios(self) -> Sequence[Item]:
        """The scenarios of the shelf."""

    def roster(self, path: str) -> tuple[Sequence[Somebody], tuple[str, ...]]:
        """The people of the roster at *path*, and every problem with it in a sentence."""

    def set_up(self, planned: Planned) -> Screen | tuple[str, ...]:
        """Set it up and watch it; every problem in a sentence where it can't be."""

    def choose(self) -> Screen:
        """Back to the drills."""


class PlanScreen(Helped):
    """Fill in a plan."""

    title = "Firedrill: set up a drill"
    main_scroll = "plan"
    own_keys = (
        ("Enter", "in the fields for names and rosters: onto the list; elsewhere: set it up"),
        ("Tab", "from field to field"),
        ("Esc", "back; nothing is set up"),
    )

    def __init__(self, doors: PlanDoors, trainer: str = "") -> None:
        self._doors = doors
        self._scenarios = tuple(doors.scenarios())
        self._plan = PlanSoFar()
        self._drill = Draft(limit=60)
        self._trainer = Draft(trainer, limit=60)
        self._cohort = Draft(limit=60)
        self._name = Draft(limit=60)
        self._roster = Draft(limit=200)
        self._minutes = Draft("25", limit=4)
        self._seed = Draft("1", limit=9)
        self._problems: tuple[str, ...] = ()
        self._refused = ""  # why somebody isn't on the list
        self._person: int | None = None
        self._own_seed = Draft(limit=9)
        self._scroll, self._person_scroll = Scroll(), Scroll()

    # ------------------------------------------------------------------ building
    def build(self, extent: Extent) -> Node:
        """What and who beside each other; under each other where it is narrow."""
        parts = [self._what(), self._people(), self._how(), self._which()]
        if extent.width >= WIDE:
            left, right = Column([parts[0], parts[1]], gap=14, grow=1), Column([parts[2], parts[3]], gap=14, grow=1)
            parts = [Row([left, right], gap=14)]
        head = Label("Set up a drill", DISPLAY, role=Role.HEADING)
        page = Column([head, *self._wrong(), *parts], gap=14, pad=Pad(20, 22, 20, 28))
        body = ScrollArea(Centred(page, width=WIDTH), self._scroll, name="Plan", key="plan")
        whole = Column([body, self._foot()], name="Set up a drill")
        if self._person is not None and self.help is None:
            return Layers(whole, self._of_person(self._person))
        return self.with_help(whole, extent)

    def _wrong(self) -> list[Node]:
        if not self._problems:
            return []
        rows = [Label(text, BODY, Tone.BAD, icon="triangle-alert", role=Role.STATUS) for text in self._problems]
        return [Panel([heading("It isn't set up yet"), *rows], gap=6, pad=even(16), name="Problems", key="problems")]

    def _what(self) -> Node:
        kept = drill_id(self._drill.text)
        told = f"It is kept as '{kept}'." if kept else "The class and the day, say: storm-monday."
        return Panel(
            [
                heading("The drill"),
                *_field("Name of the drill", self._drill, "drill"),
                Label(told, SMALL, Tone.SOFT),
                *_field("Trainer", self._trainer, "trainer"),
                *_field("Class, if it has a name", self._cohort, "cohort"),
            ],
            gap=6,
            pad=even(18),
            name="The drill",
        )

    def _people(self) -> Node:
        field = TextField("Name", self._name, placeholder="A name, then Enter", on_enter=self._add, key="name")
        rows = [
            Choice(one.label, self._open(number), detail=one.detail, role=Role.OPTION, key=f"person:{number}")
            for number, one in enumerate(person_items(self._plan))
        ]
        refused = [Label(self._refused, SMALL, Tone.BAD, icon="triangle-alert")] if self._refused else []
        count = f"Who plays, {len(rows)}" if rows else "Who plays"
        listed = [Column(rows, gap=6, role=Role.LIST, name="People")] if rows else []
        roster = TextField(
            "Roster", self._roster, placeholder="The path of a CSV file, then Enter", on_enter=self._read, key="roster"
        )
        return Panel(
            [heading(count), field, *refused, *listed, Label("Or from a roster", BODY_BOLD), roster],
            gap=8,
            pad=even(18),
            name="Who plays",
        )

    def _how(self) -> Node:
        modes = [
            Choice(
                line.name, self._choose(line.mode), chosen=line.mode is self._plan.mode, key=f"mode:{line.mode.value}"
            )
            for line in MODES
        ]
        about = next(line.about for line in MODES if line.mode is self._plan.mode)
        same = Choice("The same for all", self._same(True), chosen=self._plan.same_seed, key="seed:same")
        each = Choice("Everybody another", self._same(False), chosen=not self._plan.same_seed, key="seed:each")
        seed = _field("Seed for all", self._seed, "seed") if self._plan.same_seed else []
        return Panel(
            [
                heading("How it is played"),
                Flow(modes, gap=8, name="Mode"),
                Label(about, SMALL, Tone.SOFT),
                *_field("Minutes at the desk for each drill; empty: no limit", self._minutes, "minutes"),
                Label("Seeds", BODY_BOLD, role=Role.HEADING),
                Flow([same, each], gap=8, name="Seeds"),
                *seed,
                Label(SEED_TOLD, SMALL, Tone.SOFT),
            ],
            gap=8,
            pad=even(18),
            name="How it is played",
        )

    def _which(self) -> Node:
        places = {scenario: number for number, scenario in enumerate(self._plan.scenarios, start=1)}
        several = len(places) > 1
        checks: list[Node] = [
            Check(
                one.label,
                self._toggle(one.id),
                ticked=one.id in places,
                detail=f"{one.detail}{f'; played as number {places[one.id]}' if several and one.id in places else ''}",
                key=f"scenario:{one.id}",
            )
            for one in self._scenarios
        ]
        empty = [Label("There is no scenario on the shelf.", BODY, Tone.SOFT)]
        told = Label("Everybody plays the first before anybody begins the second.", SMALL, Tone.SOFT)
        return Panel(
            [heading(f"Which scenarios, {len(places)} ticked" if places else "Which scenarios"), told]
            + (checks or empty),
            gap=4,
            pad=even(18),
            role=Role.LIST,
            name="Which scenarios",
        )

    def _foot(self) -> Node:
        missing = self._missing()
        kind = Kind.PLAIN if missing else Kind.PRIMARY
        ready = Button(
            "Set it up", self._set_up, icon="check", hint="Enter", kind=kind, enabled=not missing, key="ready"
        )
        back = Button("Back", self._doors.choose, icon="arrow-left", hint="Esc", key="back")
        help_ = Button("Help", self.open_help, icon="circle-question-mark", hint=KEY_NAMES[Command.HELP], key="help")
        said = [Label(missing, SMALL, Tone.SOFT, role=Role.STATUS)] if missing else []
        page = Centred(Column([Flow([ready, back, help_, *said], gap=12)], pad=Pad(20, 10, 20, 10)), width=WIDTH)
        # The bar's room on the right keeps the buttons in line with what scrolls above them.
        return Panel([page], skin=BAR, pad=Pad(right=SCROLL_BAR), name="Go on")

    # ------------------------------------------------------------------ one person
    def _of_person(self, number: int) -> Dialog:
        somebody = self._plan.people[number]
        choices = [
            Choice(words, self._give_time(number, times), chosen=times == somebody.reading_time, key=f"time:{times:g}")
            for times, words in EXTRA_TIME
        ]
        for place, choice in enumerate(numbered(choices), start=1):
            choice.hint = str(place)
        time = [Label("Time to read, and at the desk", BODY_BOLD, role=Role.HEADING), Column(choices, gap=6)]

        def seeded() -> None:
            self._plan.give_seed(number, self._own_seed.text)

        content = [*time, *_field("Own seed, if they need one", self._own_seed, "own seed", seeded)]
        done = Button("Done", self._close_person, hint="Esc", kind=Kind.PRIMARY, key="person:done")
        off = Button("Take off the list", self._remove(number), icon="x", key="person:off")
        return Dialog(
            somebody.name,
            content,
            [done, off],
            self._person_scroll,
            on_close=self._close_person,
            icon="user",
            intro=TIME_TOLD,
        )

    def _open(self, number: int) -> Press:
        def press() -> None:
            self._person = number
            seed = self._plan.people[number].seed
            self._own_seed = Draft("" if seed is None else str(seed), limit=9)

        return press

    def _close_person(self) -> None:
        self.focus_wish = FocusWish(f"person:{self._person}", ring=True)
        self._person = None

    def _give_time(self, number: int, times: float) -> Press:
        return lambda: self._plan.give_time(number, times)

    def _remove(self, number: int) -> Press:
        def press() -> None:
            self._plan.remove(number)
            self._person = None
            self.focus_wish = FocusWish("name")

        return press

    # ------------------------------------------------------------------ what controls do
    def _add(self) -> None:
        self._refused = self._plan.add(self._name.text)
        if not self._refused:
            self._name = Draft(limit=60)

    def _read(self) -> None:
        """Put the people of the roster on the list; one with a problem stays in its field, and nobody is put there."""
        people, self._problems = self._doors.roster(self._roster.text.strip())
        if self._problems:
            self._scroll.offset = 0
            return
        self._refused = self._plan.add_all(people)
        self._roster = Draft(limit=200)

    def _choose(self, mode: Mode) -> Press:
        def press() -> None:
            self._plan.mode = mode

        return press

    def _same(self, same: bool) -> Press:
        def press() -> None:
            self._plan.same_seed = same

        return press

    def _toggle(self, scenario: str) -> Press:
        return lambda: self._plan.toggle(scenario)

    def _missing(self) -> str:
        texts = (self._drill, self._trainer, self._minutes, self._seed, self._roster)
        return self._plan.missing(*(draft.text for draft in texts))

    def _set_up(self) -> Screen | None:
        if self._missing():
            return None
        texts = (self._drill, self._trainer, self._cohort, self._minutes, self._seed)
        answer = self._doors.set_up(self._plan.plan(*(draft.text for draft in texts)))
        if isinstance(answer, Screen):
            return answer
        self._problems = answer
        self._scroll.offset = 0
        return None

    # ------------------------------------------------------------------ keys
    def first_focus(self) -> str:
        """The drill's name; of one person, the time they have."""
        if self._person is None:
            return "drill"
        return f"time:{self._plan.people[self._person].reading_time:g}"

    def own_commands(self) -> frozenset[Command]:
        """Enter sets it up where nothing is missing; Esc leads back; numbers choose for one person."""
        if self._person is not None:
            return frozenset({*REPLIES[: len(EXTRA_TIME)], Command.BACK})
        return frozenset({Command.BACK, *(set() if self._missing() else {Command.SEND})})

    def on_own_command(self, command: Command) -> Screen | None:
        """Answer a key."""
        if command in REPLIES and self._person is not None:
            times = EXTRA_TIME[REPLIES.index(command)][0]
            self._plan.give_time(self._person, times)
            self.focus_wish = FocusWish(f"time:{times:g}", ring=True)
            return None
        if self._person is not None:
            self._close_person()
            return None
        return self._set_up() if command is Command.SEND else self._doors.choose()


def _field(name: str, draft: Draft, key: str, on_change: Callable[[], None] | None = None) -> list[Node]:
    return [Label(name, BODY_BOLD), TextField(name, draft, on_change=on_change, key=key)]
