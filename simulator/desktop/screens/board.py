"""The board: a group's marks with their intervals, who is ready, what all of them fail, what each should practise."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Protocol

from simulator.comparing.words import HOW_TO_READ, ORDER, TOO_FEW
from simulator.desktop.keys import KEY_NAMES, REPLIES, Command
from simulator.desktop.screen import Extent, FocusWish, Screen
from simulator.desktop.screens.board_filters import BoardFilters
from simulator.desktop.screens.help import Helped
from simulator.desktop.theme import BODY, BODY_BOLD, DISPLAY, SMALL, SUBTITLE, Tone
from simulator.desktop.view_models.board import AT_ONCE, Board, BoardModel, Failing, Line, Plot, board_model
from simulator.desktop.view_models.board_filters import Asked
from simulator.desktop.view_models.rating import NAMES
from simulator.desktop.widgets.buttons import Button, Choice, Kind
from simulator.desktop.widgets.dialog import Layers
from simulator.desktop.widgets.forest import ForestLine
from simulator.desktop.widgets.layout import BAR, Centred, Column, Divider, Fixed, Flow, Pad, Panel, Row, even
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.scrolling import BAR as SCROLL_BAR
from simulator.desktop.widgets.scrolling import Scroll, ScrollArea
from simulator.desktop.widgets.text import Label, heading
from simulator.errors import SimulatorError
from simulator.scoring.finding import Dimension

WIDE = 860
NAME_ROOM, WORDS_ROOM = 220, 250
HOW_HARD = "What the average person here gets {}, 0 to 100: lower is harder."
HOW_MONTHS = "The mean of a month, each person once, with drills made equally hard and {}."
NONE_SUCH = "No drill in the score book is like this. Take a filter away, or choose otherwise."
NOTHING = "Nothing yet. Drills stand here when they have ended and are in the score book. Practice never comes in."


class Part(Enum):
    """What the board shows at a time."""

    PEOPLE = "Person by person"
    READY = "Who is ready"
    FAILED = "What the group fails"
    NEEDS = "What each should practise"
    DRILLS = "How hard the drills are"
    MONTHS = "Month by month"


class BoardDoors(Protocol):
    """Where the board leads to."""

    def board(self, asked: Asked) -> Board:
        """What the score book has of the drills that are *asked* for; raises `StorageFailed`."""

    def home_screen(self, notice: str = "") -> Screen:
        """The home screen."""


class BoardScreen(Helped):
    """Read how a group does, one score at a time."""

    title = "Firedrill: the board"
    main_scroll = "board"
    own_keys = (
        ("Arrows", "along the parts, the groups and the four scores"),
        ("Page Up, Page Down", "through the people"),
        ("1 to 9", "in a filter that is open: choose"),
        ("Esc", "close the filter, or home"),
    )

    def __init__(self, doors: BoardDoors) -> None:
        self._doors = doors
        self._board = doors.board(Asked())
        self._filters = BoardFilters(self._board.offered, self._board.titles, self._narrow, self._focus)
        self._part = Part.PEOPLE
        self._group, self._dimension, self._first = 0, Dimension.HONESTY, 0
        self._scroll = Scroll()

    def build(self, extent: Extent) -> Node:
        """The choices on top, then what they choose."""
        model = self._model()
        parts: list[Node] = [
            Label("The board", DISPLAY, role=Role.HEADING),
            Label(model.purpose, BODY_BOLD, icon="shield"),
            *_known(model),
            *([] if model.empty and not self._filters.narrowed else [self._filters.row()]),
        ]
        parts += [self._empty()] if model.empty else self._content(model, extent.width >= WIDE)
        page = Column(parts, gap=16, pad=Pad(20, 26, 20, 30))
        body = ScrollArea(Centred(page, width=1040), self._scroll, name="The board", key="board")
        whole = Column([body, self._foot()], name="The board")
        if self._filters.opened and self.help is None:
            return Layers(whole, self._filters.dialog())
        return self.with_help(whole, extent)

    def _model(self) -> BoardModel:
        return board_model(self._board, self._group, self._dimension, self._first, self._first)

    def _empty(self) -> Node:
        if self._filters.narrowed:
            return Panel([Label(NONE_SUCH, BODY, icon="search")], pad=even(22), name="None of these")
        return Panel([Label(NOTHING, BODY, icon="users")], pad=even(22), name="Nothing yet")

    def _content(self, model: BoardModel, wide: bool) -> list[Node]:
        shown = {
            Part.PEOPLE: self._people,
            Part.READY: self._ready,
            Part.FAILED: self._failed,
            Part.NEEDS: self._needs,
            Part.DRILLS: self._drills,
            Part.MONTHS: self._months,
        }[self._part](model, wide)
        return [self._parts(), *self._groups(model), shown]

    # ------------------------------------------------------------------ what is chosen
    def _narrow(self, asked: Asked) -> Screen | None:
        """Look into the book anew; where it can't be opened any more, home says why."""
        try:
            self._board = self._doors.board(asked)
        except SimulatorError as problem:
            return self._doors.home_screen(str(problem))
        self._group, self._first = 0, 0
        self._scroll.offset = 0
        return None

    def _focus(self, key: str) -> None:
        self.focus_wish = FocusWish(key)

    def _parts(self) -> Node:
        choices = [
            Choice(part.value, self._show(part), chosen=part is self._part, key=f"part:{part.name}") for part in Part
        ]
        return Flow(choices, gap=8, name="Parts")

    def _show(self, part: Part) -> Press:
        def press() -> None:
            self._part, self._first = part, 0
            self._scroll.offset = 0

        return press

    def _groups(self, model: BoardModel) -> list[Node]:
        """Which mode and rubric: never two together; readiness is of all of them."""
        if self._part is Part.READY:
            return []
        said = Label(model.counted, SMALL, Tone.SOFT)
        if len(model.groups) == 1:
            return [Column([Label(model.groups[0], BODY), said], gap=1)]
        choices = [
            Choice(title, self._choose_group(number), chosen=number == model.group, key=f"group:{number}")
            for number, title in enumerate(model.groups)
        ]
        return [Column([Flow(choices, gap=8, name="Groups"), said], gap=8)]

    def _choose_group(self, group: int) -> Press:
        def press() -> None:
            self._group, self._first = group, 0

        return press

    def _scores(self) -> Node:
        choices = [
            Choice(NAMES[one], self._choose_score(one), chosen=one is self._dimension, key=f"score:{one.value}")
            for one in Dimension
        ]
        return Flow(choices, gap=8, name="Scores")

    def _choose_score(self, dimension: Dimension) -> Press:
        def press() -> None:
            self._dimension = dimension

        return press

    # ------------------------------------------------------------------ the parts
    def _people(self, model: BoardModel, wide: bool) -> Node:
        head = [heading(f"{NAMES[model.dimension]}, person by person", SUBTITLE), self._scores()]
        told = [Label(line, SMALL, Tone.SOFT) for line in (*HOW_TO_READ[:2], ORDER)]
        told += _warned(model.people_said)
        rows = [row for plot in model.people for row in (Divider(), _plotted(plot, wide))]
        pages = self._pages(model.of_people)
        return Panel([*head, *told, *rows, *pages], gap=9, pad=even(20), role=Role.LIST, name=Part.PEOPLE.value)

    def _ready(self, model: BoardModel, wide: bool) -> Node:
        rows = [_told(line, _VERDICT_ICONS[line.good]) for line in model.ready]
        head = [heading(Part.READY.value, SUBTITLE), Label(model.ready_said, SMALL, Tone.SOFT)]
        pages = self._pages(len(self._board.answer.readiness))
        return Panel([*head, *rows, *pages], gap=9, pad=even(20), role=Role.LIST, name=Part.READY.value)

    def _failed(self, model: BoardModel, wide: bool) -> Node:
        rows = [row for failing in model.failed for row in (Divider(), *_failing(failing, wide))]
        head = [heading(Part.FAILED.value, SUBTITLE), Label(model.failed_said, SMALL, Tone.SOFT)]
        return Panel([*head, *rows], gap=9, pad=even(20), role=Role.LIST, name=Part.FAILED.value)

    def _needs(self, model: BoardModel, wide: bool) -> Node:
        rows = [row for line in model.needs for row in (Divider(), _told(line))]
        head = heading(Part.NEEDS.value, SUBTITLE)
        pages = self._pages(model.of_people)
        return Panel([head, *rows, *pages], gap=9, pad=even(20), role=Role.LIST, name=Part.NEEDS.value)

    def _drills(self, model: BoardModel, wide: bool) -> Node:
        return self._by_score(
            Part.DRILLS,
            f"{HOW_HARD.format(model.attempt)} {model.again}".rstrip(),
            model.drills,
            model.drills_said,
            wide,
            TOO_FEW,
        )

    def _months(self, model: BoardModel, wide: bool) -> Node:
        how = f"{HOW_MONTHS.format(model.practice)} {model.change}".rstrip()
        return self._by_score(Part.MONTHS, how, model.months, model.months_said, wide, model.no_months)

    def _by_score(
        self, part: Part, how: str, plots: Sequence[Plot], notes: Sequence[str], wide: bool, none: str
    ) -> Node:
        """The *plots* of the chosen score, or why there are *none*."""
        rows = [row for plot in plots for row in (Divider(), _plotted(plot, wide))]
        head = [heading(f"{NAMES[self._dimension]}: {part.value[0].lower()}{part.value[1:]}", SUBTITLE), self._scores()]
        said = [Label(how if plots else none, SMALL, Tone.SOFT), *_warned(notes)]
        return Panel([*head, *said, *rows], gap=9, pad=even(20), role=Role.LIST, name=part.value)

    def _pages(self, people: int) -> list[Node]:
        """The ways to those who don't stand here now."""
        if people <= AT_ONCE:
            return []
        last = min(people, self._first + AT_ONCE)
        where = Label(f"{self._first + 1} to {last} of {people} people", SMALL, Tone.SOFT)
        before = Button(
            "Those before", self._turn(-AT_ONCE), icon="chevron-left", key="before", enabled=self._first > 0
        )
        after = Button("Those after", self._turn(AT_ONCE), icon="chevron-right", key="after", enabled=last < people)
        return [Divider(), Flow([before, after, where], gap=12)]

    def _turn(self, by: int) -> Press:
        def press() -> None:
            self._first = max(0, self._first + by)
            self._scroll.offset = 0

        return press

    def _foot(self) -> Node:
        home = Button("Home", self._doors.home_screen, icon="house", hint="Esc", kind=Kind.PLAIN, key="home")
        help_ = Button("Help", self.open_help, icon="circle-question-mark", hint=KEY_NAMES[Command.HELP], key="help")
        # The bar's room on the right keeps the buttons in line with what scrolls above them.
        page = Centred(Column([Flow([home, help_], gap=12)], pad=Pad(20, 12, 20, 12)), width=1040)
        return Panel([page], skin=BAR, pad=Pad(right=SCROLL_BAR), name="Go on")

    # ------------------------------------------------------------------ keys
    def first_focus(self) -> str:
        """The part that is shown; with nothing to show, the way home."""
        if self._filters.opened:
            return ""
        return f"part:{self._part.name}" if self._board.answer.groups else "home"

    def own_commands(self) -> frozenset[Command]:
        """Esc closes a filter or leads home; numbers choose in a filter."""
        return frozenset({Command.BACK, *(REPLIES if self._filters.by_numbers else ())})

    def on_own_command(self, command: Command) -> Screen | None:
        """Answer a key."""
        if command in REPLIES:
            return self._filters.choose_number(REPLIES.index(command))
        if not self._filters.opened:
            return self._doors.home_screen()
        self._filters.close()
        return None


def _known(model: BoardModel) -> list[Node]:
    """What must be known of all these drills, close together: there is more to read below."""
    warned = [Label(line, BODY, icon="triangle-alert", icon_tone=Tone.WARN) for line in model.left_out]
    noted = [Label(" ".join(model.notes), SMALL, Tone.SOFT)] if model.notes else []
    return [Column([*warned, *noted], gap=4)] if warned or noted else []


def _warned(sentences: Sequence[str]) -> list[Label]:
    return [Label(one, SMALL, Tone.WARN, icon="triangle-alert") for one in sentences]


def _plotted(plot: Plot, wide: bool, style: Tone = Tone.INK) -> Node:
    """Name, plot and words beside each other; under each other where it is narrow."""
    name = Label(plot.name, BODY, style)
    words = Column([Label(plot.words, BODY), *([Label(plot.detail, SMALL, Tone.SOFT)] if plot.detail else [])], gap=0)
    if plot.interval is None:
        words = Column([Label(text, SMALL, Tone.SOFT) for text in (plot.words, plot.detail) if text], gap=0, grow=1)
        return (
            Row([Fixed(name, width=NAME_ROOM), words], gap=14, centred=True) if wide else Column([name, words], gap=1)
        )
    ends = plot.interval
    if wide:
        line = ForestLine(plot.said, ends.low, ends.value, ends.high, grow=1)
        return Row([Fixed(name, width=NAME_ROOM), line, Fixed(words, width=WORDS_ROOM)], gap=14, centred=True)
    return Column([name, ForestLine(plot.said, ends.low, ends.value, ends.high), words], gap=1)


def _failing(failing: Failing, wide: bool) -> list[Node]:
    return [_plotted(failing.plot, wide), *(_plotted(rule, wide, Tone.SOFT) for rule in failing.rules)]


_VERDICT_ICONS = {
    True: ("circle-check", Tone.GOOD),
    False: ("triangle-alert", Tone.WARN),
    None: ("circle", Tone.SOFT),
}


def _told(line: Line, icon: tuple[str, Tone] = ("", Tone.INK)) -> Node:
    head = Label(line.head, BODY, icon=icon[0], icon_tone=icon[1])
    return Column([head, *(Label(text, SMALL, Tone.SOFT) for text in line.lines)], gap=1)
