"""The board's filters: a row of buttons, and what each opens. The same three as the options of `firedrill compare`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from simulator.book.days import LIKE, day_of
from simulator.desktop.keys import REPLIES
from simulator.desktop.screen import Screen
from simulator.desktop.screens.filter_row import filter_row
from simulator.desktop.theme import SMALL, Tone
from simulator.desktop.view_models.board_filters import SINCE, Asked, Offered, board_filters
from simulator.desktop.view_models.picking import Filter
from simulator.desktop.widgets.buttons import Button, Choice
from simulator.desktop.widgets.dialog import Dialog
from simulator.desktop.widgets.editing import Draft
from simulator.desktop.widgets.field import TextField
from simulator.desktop.widgets.layout import Column, Flow
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.scrolling import Scroll
from simulator.desktop.widgets.text import Label

Narrow = Callable[[Asked], Screen | None]


class BoardFilters:
    """What is asked for, and which filter is open. *narrow* looks anew; *focus* says where the keyboard goes then."""

    def __init__(self, there: Offered, titles: Mapping[str, str], narrow: Narrow, focus: Callable[[str], None]) -> None:
        self.asked = Asked()
        self.opened = ""  # the filter that lies over the screen
        self._there = there
        self._titles = titles
        self._narrow = narrow
        self._focus = focus
        self._scroll = Scroll()
        self._day = Draft(limit=len("2026-03-01"))
        self._wrong = False

    @property
    def narrowed(self) -> bool:
        """Whether anything is asked for in particular."""
        return self.asked != Asked()

    @property
    def by_numbers(self) -> bool:
        """Whether a number chooses: not where a day can be written."""
        return self.opened not in ("", SINCE)

    def row(self) -> Node:
        """A button for each filter, with what is chosen in it."""
        return filter_row(self._all(), self._open, self.clear if self.narrowed else None)

    def dialog(self) -> Dialog:
        """What can be chosen in the filter that is open."""
        filter_ = self._opened()
        choices: list[Node] = [
            Choice(
                said,
                self._choose(value),
                hint=str(number) if self.by_numbers and number <= len(REPLIES) else "",
                chosen=value == filter_.chosen,
                role=Role.OPTION,
                key=f"choice:{number}",
            )
            for number, (value, said) in enumerate(filter_.options, start=1)
        ]
        own = self._own_day() if self.opened == SINCE else []
        done = Button("Close", self.close, hint="Esc", key="form:close")
        return Dialog(filter_.name, [*own, Column(choices, gap=8)], [done], self._scroll, on_close=self.close)

    def _own_day(self) -> list[Node]:
        field = TextField("Since this day", self._day, placeholder="2026-03-01", on_enter=self._take_day, key="day")
        take = Button("Since this day", self._take_day, icon="check", compact=True, key="take day")
        wrong = [Label(f"This should be {LIKE}.", SMALL, Tone.WARN, icon="triangle-alert", role=Role.STATUS)]
        return [Column([field, Flow([take]), *(wrong if self._wrong else [])], gap=8)]

    def clear(self) -> Screen | None:
        """Ask for all drills again."""
        return self._ask(Asked())

    def close(self) -> None:
        """Put the open filter away."""
        self._focus(f"filter:{self.opened}")
        self.opened = ""

    def choose_number(self, number: int) -> Screen | None:
        """Choose the option with this number, from 0, in the filter that is open."""
        options = self._opened().options
        return self._choose(options[number][0])() if number < len(options) else None

    def _all(self) -> tuple[Filter, ...]:
        return board_filters(self._there, self.asked, self._titles)

    def _opened(self) -> Filter:
        return next(one for one in self._all() if one.field == self.opened)

    def _open(self, field: str) -> Press:
        def press() -> None:
            self.opened, self._wrong = field, False
            self._scroll = Scroll()
            self._day = Draft(limit=len("2026-03-01"))

        return press

    def _choose(self, value: str) -> Press:
        def press() -> Screen | None:
            asked = replace(self.asked, **{self.opened: value})
            self.close()
            return self._ask(asked)

        return press

    def _take_day(self) -> Screen | None:
        try:
            day = day_of(self._day.text)
        except ValueError:
            self._wrong = True
            return None
        return self._choose(day)()

    def _ask(self, asked: Asked) -> Screen | None:
        self.asked = asked
        return self._narrow(asked)
