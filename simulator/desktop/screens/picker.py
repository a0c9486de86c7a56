"""The picker: every drill there is, searched and filtered, with what one has had of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from simulator.desktop.keys import KEY_NAMES, REPLIES, Command
from simulator.desktop.screen import Extent, FocusWish, Screen
from simulator.desktop.screens.filter_row import filter_row
from simulator.desktop.screens.help import Helped
from simulator.desktop.theme import BODY, SMALL, SUBTITLE, Tone
from simulator.desktop.view_models.picking import Drill, Filter, Wish, filters, found, nothing_found
from simulator.desktop.view_models.rating import NAMES
from simulator.desktop.widgets.buttons import Button, Check, Choice
from simulator.desktop.widgets.cards import Card
from simulator.desktop.widgets.dialog import Dialog, Layers
from simulator.desktop.widgets.editing import Draft
from simulator.desktop.widgets.field import TextField
from simulator.desktop.widgets.layout import BAR, Centred, Column, Flow, Pad, Panel, Row
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.scrolling import BAR as SCROLL_BAR
from simulator.desktop.widgets.scrolling import Scroll, ScrollArea
from simulator.desktop.widgets.text import Label
from simulator.journal.records import Mode
from simulator.scoring.finding import Dimension

WIDTH = 1180
NO_NOTICE = "Assessed, with no notice: titles only"


class PickerDoors(Protocol):
    """Where the picker leads to."""

    def shelf(self) -> tuple[Drill, ...]:
        """Every drill that can be played."""

    def weakest_mark(self) -> Dimension | None:
        """The score this person does least well on, as far as their runs tell."""

    def brief(self, scenario: str, mode: Mode | None, back: Callable[[], Screen]) -> Screen:
        """The briefing of a drill, from which *back* leads back."""

    def home_screen(self, notice: str = "") -> Screen:
        """The home screen."""


class PickerScreen(Helped):
    """Look for a drill and open it."""

    title = "Firedrill: all drills"
    main_scroll = "found"
    own_keys = (
        ("Enter, Down", "from the search to the drills found"),
        ("Up, Down", "from drill to drill"),
        ("1 to 9", "in a filter that is open: choose"),
        ("Esc", "close the filter, or home"),
    )

    def __init__(self, doors: PickerDoors) -> None:
        self._doors = doors
        self._shelf = doors.shelf()
        self._weakest = doors.weakest_mark()
        self._wish = Wish()
        self._search = Draft(limit=60)
        self._no_notice = False
        self._open = ""  # the filter that lies over the screen
        self._scroll = Scroll()
        self._choices = Scroll()
        self._focused = ""

    # ------------------------------------------------------------------ building
    def build(self, extent: Extent) -> Node:
        """Search and filters at the top, what is found below them."""
        low = extent.height < 480
        found_here = self._found()
        looking = Centred(Column(self._looking(low), gap=8, pad=Pad(24, 10, 24, 10)), width=WIDTH)
        bar = Panel([looking], skin=BAR, pad=Pad(right=0 if low else SCROLL_BAR), name="Search")
        parts: list[Node] = [self._told(found_here), *[self._card(drill) for drill in found_here]]
        if not found_here:
            parts.append(self._nothing())
        if low:
            # In a low window the search scrolls away with what it found, or nothing of that would be seen.
            parts = [bar, Column(parts, gap=10, pad=Pad(24, 4, 24, 16))]
        page = Column(parts, gap=10, pad=Pad() if low else Pad(24, 14, 24, 24), name="Drills", role=Role.LIST)
        body = ScrollArea(Centred(page, width=WIDTH), self._scroll, name="Drills", key="found")
        whole = Column([*([] if low else [bar]), body, self._foot()], name="All drills")
        if self._open and self.help is None:
            return Layers(whole, self._choosing())
        return self.with_help(whole, extent)

    def _found(self) -> tuple[Drill, ...]:
        return found(self._shelf, replace(self._wish, search=self._search.text.strip()))

    def _looking(self, low: bool) -> list[Node]:
        title = Label("All drills", SUBTITLE, role=Role.HEADING)
        search = TextField(
            "Search",
            self._search,
            placeholder="Search: a title, a place, a person, a trade, a principle",
            on_enter=self._to_first,
            on_change=self._to_top,
            key="search",
        )
        search.grow = 0 if low else 1
        head: Node = Column([title, search], gap=6) if low else Row([title, search], gap=20, centred=True)
        clears = self._clear if self._filtered() else None
        return [head, filter_row(self._all_filters(), self._open_filter, clears)]

    def _all_filters(self) -> tuple[Filter, ...]:
        return filters(self._shelf, self._wish, self._weakest)

    def _filtered(self) -> bool:
        return replace(self._wish, search="") != Wish()

    def _told(self, drills: tuple[Drill, ...]) -> Node:
        there, all_of = len(drills), len(self._shelf)
        count = f"{there} of {all_of} drills" if there < all_of else f"{all_of} drills" if all_of != 1 else "1 drill"
        check = Check(NO_NOTICE, self._toggle_notice, ticked=self._no_notice, key="no notice")
        return Flow([Label(count, SMALL, Tone.SOFT, role=Role.STATUS), check], gap=18)

    def _card(self, drill: Drill) -> Card:
        if self._no_notice:
            # What a drill is about, and what it asks for, is just what nobody is told beforehand.
            return Card(
                drill.title,
                self._brief(drill.id),
                icon="clipboard-check",
                marks=(drill.takes,),
                reason=drill.own,
                role=Role.OPTION,
                key=f"drill:{drill.id}",
            )
        asks = (f"asks most for {NAMES[drill.asks].lower()}",) if drill.asks else ()
        return Card(
            drill.title,
            self._brief(drill.id),
            icon="flame",
            text=drill.about,
            marks=(drill.industry, drill.takes, drill.level, *asks),
            reason=drill.own,
            role=Role.OPTION,
            key=f"drill:{drill.id}",
        )

    def _nothing(self) -> Node:
        words = nothing_found(replace(self._wish, search=self._search.text.strip()))
        if not self._shelf:
            words = "There is no drill on the shelf. Install firedrill again: its drills come with it."
        anew = [Button("Search anew", self._begin_anew, icon="rotate-ccw", key="anew")] if self._shelf else []
        return Panel([Label(words, BODY, icon="search"), *[Flow([b]) for b in anew]], gap=12, pad=Pad(18, 16, 18, 16))

    def _foot(self) -> Node:
        home = Button("Home", self._doors.home_screen, icon="house", hint="Esc", key="home")
        help_ = Button("Help", self.open_help, icon="circle-question-mark", hint=KEY_NAMES[Command.HELP], key="help")
        page = Centred(Column([Flow([home, help_], gap=12)], pad=Pad(24, 10, 24, 10)), width=WIDTH)
        # The bar's room on the right keeps the buttons in line with what scrolls above them.
        return Panel([page], skin=BAR, pad=Pad(right=SCROLL_BAR), name="Go on")

    # ------------------------------------------------------------------ a filter that is open
    def _choosing(self) -> Dialog:
        chosen = next(f for f in self._all_filters() if f.field == self._open)
        choices = [
            Choice(
                said,
                self._choose(chosen.field, value),
                hint=str(number) if number <= len(REPLIES) else "",
                chosen=value == chosen.chosen,
                role=Role.OPTION,
                key=f"choice:{number}",
            )
            for number, (value, said) in enumerate(chosen.options, start=1)
        ]
        done = Button("Close", self._close_filter, hint="Esc", key="form:close")
        return Dialog(chosen.name, [Column(choices, gap=8)], [done], self._choices, on_close=self._close_filter)

    def _choose(self, field: str, value: str) -> Press:
        def press() -> None:
            self._wish = replace(self._wish, **{field: value})
            self._close_filter()
            self._to_top()

        return press

    def _open_filter(self, field: str) -> Press:
        def press() -> None:
            self._open = field
            self._choices = Scroll()

        return press

    def _close_filter(self) -> None:
        self.focus_wish = FocusWish(f"filter:{self._open}")
        self._open = ""

    # ------------------------------------------------------------------ what controls do
    def _brief(self, drill: str) -> Press:
        def press() -> Screen:
            self.focus_wish = FocusWish(f"drill:{drill}", ring=True)  # for whoever comes back
            return self._doors.brief(drill, Mode.ASSESSED if self._no_notice else None, lambda: self)

        return press

    def _toggle_notice(self) -> None:
        self._no_notice = not self._no_notice

    def _clear(self) -> None:
        self._wish = Wish()
        self.focus_wish = FocusWish("filter:")

    def _begin_anew(self) -> None:
        self._clear()
        self._search = Draft(limit=60)
        self.focus_wish = FocusWish("search")

    def _to_top(self) -> None:
        self._scroll.offset = 0

    def _to_first(self) -> None:
        first = self._found()
        key = f"drill:{first[0].id}" if first else "anew"
        self.focus_wish = FocusWish(key, ring=True)
        self._scroll.wanted = key

    # ------------------------------------------------------------------ keys
    def first_focus(self) -> str:
        """The search."""
        return "" if self._open else "search"

    def focus_moved(self, key: str) -> None:
        """Remember where it is: Down leaves the search."""
        self._focused = key

    def own_commands(self) -> frozenset[Command]:
        """Esc leads back; Down leaves the search; numbers choose in a filter."""
        numbers = frozenset(REPLIES) if self._open else frozenset()
        down = {Command.DOWN} if self._focused == "search" and not self._open else set()
        return frozenset({Command.BACK, *down}) | numbers

    def on_own_command(self, command: Command) -> Screen | None:
        """Answer a key."""
        if command is Command.DOWN:
            self._to_first()
        elif command in REPLIES:
            self._choose_number(REPLIES.index(command))
        elif self._open:
            self._close_filter()
        else:
            return self._doors.home_screen()
        return None

    def _choose_number(self, number: int) -> None:
        chosen = next(f for f in self._all_filters() if f.field == self._open)
        if number < len(chosen.options):
            self._choose(chosen.field, chosen.options[number][0])()
