"""The home screen: who you are, a drill that waits, three for now and why, your last run, the doors to the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from simulator.desktop.keys import KEY_NAMES, REPLIES, Command
from simulator.desktop.screen import Extent, Screen
from simulator.desktop.screens.help import Helped
from simulator.desktop.theme import BODY, BODY_BOLD, DISPLAY, SMALL, SUBTITLE, Tone
from simulator.desktop.view_models.rating import ICONS, NAMES, QUESTIONS
from simulator.desktop.view_models.shelf import RunLine, ShelfLine
from simulator.desktop.view_models.words import short_name
from simulator.desktop.widgets.buttons import Button, Choice, Kind
from simulator.desktop.widgets.cards import Card
from simulator.desktop.widgets.editing import Draft
from simulator.desktop.widgets.field import TextField
from simulator.desktop.widgets.layout import BAR, Centred, Column, Fixed, Flow, Pad, Panel, Row, Skin, Spacer, even
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.scrolling import Scroll, ScrollArea
from simulator.desktop.widgets.text import Label, Picture, heading
from simulator.scoring.finding import Dimension

HOME_KEYS = (
    ("1 to 3", "open one of the drills that are suggested"),
    ("0", "go on with the drill that waits"),
    ("F2", "all drills"),
    ("F3", "your own progress"),
    ("F4", "settings"),
    ("F7", "the trainer's desk"),
    ("Esc", "close the program"),
)
BOARD_KEYS = (("F6", "the board: how the group does"),)
RESUME_KEY = "0"
WHAT_A_DRILL_IS = (
    ("clock", "Something goes wrong for somebody, and they come to you. The clock starts only when you say so."),
    ("message-square", "You pick what to say, promise, ask for and give. What comes of it, you see in them."),
    ("book-open", "Afterwards you rate yourself first; then you read how it went, and what another way was."),
)
WIDE = 900
# The keys of the doors are those of the drill's panels: F2 to F4 lead to what stands beside the matter in hand.
ALL, PROGRESS, SETTINGS, BOARD = Command.HEARD, Command.REMEDIES, Command.CARD, Command.UPDATE
DESK = Command.PROMISE
SENTENCE_SKIN = Skin(fill="yours", edge="yours_edge", radius=8)


@dataclass(frozen=True, slots=True)
class HomeModel:
    """What the home screen shows.

    *sentence* is the latest one that was kept for next time; *problems*: scenario files that can't be played, a line
    each; *board*: whether the score book holds anything to compare.
    """

    name: str
    unfinished: RunLine | None
    suggested: tuple[ShelfLine, ...]
    drills: int
    last: RunLine | None = None
    sentence: str = ""
    problems: tuple[str, ...] = ()
    board: bool = False


class HomeDoors(Protocol):
    """Where the home screen leads to."""

    def home(self) -> HomeModel:
        """What there is now."""

    def call_me(self, name: str) -> None:
        """Remember who is here."""

    def brief(self, scenario: str) -> Screen:
        """The briefing of a drill."""

    def all_drills(self) -> Screen:
        """The picker."""

    def progress_screen(self) -> Screen:
        """Own progress."""

    def settings_screen(self) -> Screen:
        """The settings."""

    def board_screen(self) -> Screen:
        """The board: how the group does."""

    def desk_screen(self) -> Screen:
        """The trainer's desk: drills with a class."""

    def go_on(self, run: str) -> Screen:
        """An unfinished run, where it stopped."""

    def look_back(self, run: str) -> Screen:
        """The debrief of an ended run."""

    def quit(self) -> None:
        """Close the program."""


class HomeScreen(Helped):
    """What the program opens with."""

    title = "Firedrill"
    main_scroll = "home"
    own_keys: tuple[tuple[str, str], ...] = HOME_KEYS

    def __init__(self, doors: HomeDoors, notice: str = "") -> None:
        self._doors = doors
        self._model = doors.home()
        self.own_keys = (*HOME_KEYS[:-1], *BOARD_KEYS, HOME_KEYS[-1]) if self._model.board else HOME_KEYS
        self._notice = notice
        self._name = Draft(self._model.name, limit=60)
        self._asking = not self._model.name
        self._scroll = Scroll()

    # ------------------------------------------------------------------ building
    def build(self, extent: Extent) -> Node:
        """What to do on the left, you on the right; under each other where it is narrow."""
        wide = extent.width >= WIDE
        if self._asking:
            content: Node = Column([self._who_are_you()], pad=Pad(0, 40, 0, 40))
        elif wide:
            left = Column([self._suggested(), *self._about()], gap=24, grow=1)
            content = Row([left, Fixed(Column([*self._last(), self._doors_panel()], gap=16), width=352)], gap=28)
        else:
            content = Column([self._suggested(), *self._last(), self._doors_panel(), *self._about()], gap=20)
        notice: list[Node] = [Panel([Label(self._notice, icon="info")], pad=even(12))] if self._notice else []
        if self._model.unfinished and not self._asking:
            notice.append(self._resume(self._model.unfinished, wide))
        page = Column([*notice, content], gap=16, pad=Pad(24, 20, 24, 32))
        body = ScrollArea(Centred(page, width=1180), self._scroll, name="Home", key="home")
        whole = Column([self._top(extent), body], name="Home")
        return self.with_help(whole, extent)

    def _top(self, extent: Extent) -> Node:
        logo = Row(
            [Picture("flame", "", size=28), Label("Firedrill", SUBTITLE, role=Role.HEADING)], gap=8, centred=True
        )
        keys = Button(
            "Help", self.open_help, icon="circle-question-mark", hint=KEY_NAMES[Command.HELP], compact=True, label=""
        )
        who = [] if self._asking else [self._who()]
        parts = [logo, Spacer(grow=1), *who, keys]
        return Panel([Row(parts, gap=12, centred=True)], skin=BAR, pad=Pad(20, 9, 16, 9), name="Top")

    def _who(self) -> Node:
        return Button(
            short_name(self._model.name), self._change_name, icon="user", compact=True, kind=Kind.QUIET, key="who"
        )

    def _who_are_you(self) -> Node:
        field = TextField("Your name", self._name, placeholder="Your name", on_enter=self._take_name, key="name")
        ready = bool(self._name.text.strip())
        kind = Kind.PRIMARY if ready else Kind.PLAIN
        done = Button("Go on", self._take_name, hint="Enter", kind=kind, enabled=ready, icon="arrow-right")
        return Centred(
            Panel(
                [
                    Label("Welcome", DISPLAY, role=Role.HEADING),
                    Label(
                        "Here you practise the worst hour of a customer's day before it comes: "
                        "what to say, what to promise, how to put it right.",
                        BODY,
                    ),
                    Label("What should we call you?", BODY, Tone.SOFT),
                    field,
                    Flow([done]),
                    Label(
                        "Guided play is practice. The rest counts where people are compared.",
                        SMALL,
                        Tone.SOFT,
                        icon="lock",
                    ),
                ],
                gap=14,
                pad=even(32),
                name="Who are you",
            ),
            width=560,
        )

    def _suggested(self) -> Node:
        cards: list[Node] = [self._card(line, number) for number, line in enumerate(self._model.suggested)]
        if not cards:
            cards = [Label("There is no drill on the shelf.", BODY, Tone.SOFT)]
        parts: list[Node] = [Label("Which hour today?", DISPLAY, role=Role.HEADING), Column(cards, gap=12)]
        parts += [Label(problem, SMALL, Tone.BAD, icon="triangle-alert") for problem in self._model.problems]
        return Column(parts, gap=16, role=Role.LIST, name="Suggested")

    def _card(self, line: ShelfLine, number: int) -> Card:
        return Card(
            line.title,
            self._brief(line.id),
            icon="flame",
            text=line.about,
            marks=line.marks,
            reason=line.reason,
            hint=str(number + 1),
            key=f"drill:{line.id}",
        )

    def _about(self) -> list[Node]:
        """What a drill is and how it is scored, until one was played to its end."""
        if self._model.last is not None:
            return []
        drill = [Label(text, BODY, icon=icon, icon_tone=Tone.ACCENT) for icon, text in WHAT_A_DRILL_IS]
        marks = [self._mark(dimension) for dimension in Dimension]
        rows = [Row(marks[i : i + 2], gap=18) for i in range(0, len(marks), 2)]
        return [
            Panel([heading("What a drill is"), *drill], gap=9, pad=even(18), name="What a drill is"),
            Panel([heading("How it is scored"), *rows], gap=9, pad=even(18), name="How it is scored"),
        ]

    def _mark(self, dimension: Dimension) -> Node:
        name = Label(NAMES[dimension], BODY_BOLD, icon=ICONS[dimension], icon_tone=Tone.ACCENT)
        return Column([name, Label(QUESTIONS[dimension], SMALL)], gap=1, grow=1)

    def _doors_panel(self) -> Node:
        everything = f"All drills, {self._model.drills}" if self._model.drills > 1 else "All drills"
        doors = [
            self._door(everything, "list-checks", ALL, self._doors.all_drills),
            self._door("Your own progress", "trending-up", PROGRESS, self._doors.progress_screen),
            self._door("Settings", "settings", SETTINGS, self._doors.settings_screen),
            self._door("Trainer's desk", "clipboard-list", DESK, self._doors.desk_screen),
        ]
        if self._model.board:
            doors.append(self._door("The board", "users", BOARD, self._doors.board_screen))
        return Column(doors, gap=10, name="Doors")

    def _door(self, name: str, icon: str, command: Command, press: Press) -> Button:
        return Button(name, press, icon=icon, hint=KEY_NAMES[command], key=f"door:{icon}")

    def _resume(self, line: RunLine, wide: bool) -> Node:
        go = Button(
            "Go on where you stopped",
            self._go_on(line.run),
            kind=Kind.PRIMARY,
            icon="play",
            hint=RESUME_KEY,
            key="resume",
        )
        words = [
            heading("A drill waits for you", icon="history"),
            Label(line.title, BODY),
            Label(line.detail, SMALL, Tone.SOFT),
        ]
        if wide:
            return Panel([Row([Column(words, gap=4, grow=1), go], gap=20, centred=True)], pad=even(18), name="Resume")
        return Panel([*words, go], gap=8, pad=even(18), name="Resume")

    def _last(self) -> list[Node]:
        """The last run, and the sentence that was kept for this one."""
        line = self._model.last
        if line is None:
            return []
        rows: list[Node] = [
            heading("Your last run", icon="rotate-ccw"),
            Choice(line.title, self._look_back(line.run), detail=line.detail, role=Role.OPTION, key=f"run:{line.run}"),
        ]
        if self._model.sentence:
            rows += [
                Label("For next time you wrote:", SMALL, Tone.SOFT),
                Panel([Label(self._model.sentence, BODY)], skin=SENTENCE_SKIN, pad=Pad(12, 8, 12, 8), name="Sentence"),
            ]
        return [Panel(rows, gap=9, pad=even(18), role=Role.LIST, name="Your last run")]

    # ------------------------------------------------------------------ what controls do
    def _brief(self, scenario: str) -> Press:
        return lambda: self._doors.brief(scenario)

    def _go_on(self, run: str) -> Press:
        return lambda: self._doors.go_on(run)

    def _look_back(self, run: str) -> Press:
        return lambda: self._doors.look_back(run)

    def _change_name(self) -> None:
        self._asking = True

    def _take_name(self) -> None:
        if self._name.text.strip():
            self._doors.call_me(self._name.text.strip())
            self._model = self._doors.home()
            self._asking = False

    # ------------------------------------------------------------------ keys
    def first_focus(self) -> str:
        """The name while it is asked for; else what waits, else the first drill."""
        if self._asking:
            return "name"
        if self._model.unfinished:
            return "resume"
        return f"drill:{self._model.suggested[0].id}" if self._model.suggested else ""

    def own_commands(self) -> frozenset[Command]:
        """Numbers open a drill, F2 to F4 the doors."""
        if self._asking:
            return frozenset({Command.BACK})
        board = {BOARD} if self._model.board else set()
        return frozenset({Command.BACK, Command.NOUGHT, *REPLIES, ALL, PROGRESS, SETTINGS, DESK, *board})

    def on_own_command(self, command: Command) -> Screen | None:
        """Answer a key."""
        doors = {
            ALL: self._doors.all_drills,
            PROGRESS: self._doors.progress_screen,
            SETTINGS: self._doors.settings_screen,
            BOARD: self._doors.board_screen,
            DESK: self._doors.desk_screen,
        }
        if command is Command.BACK:
            self._back()
        elif command in doors:
            return doors[command]()
        elif command is Command.NOUGHT:
            return self._doors.go_on(self._model.unfinished.run) if self._model.unfinished else None
        elif REPLIES.index(command) < len(self._model.suggested):
            return self._doors.brief(self._model.suggested[REPLIES.index(command)].id)
        return None

    def _back(self) -> None:
        if self._asking and self._model.name:
            self._asking = False
        else:
            self._doors.quit()
