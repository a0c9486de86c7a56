"""Own progress: each mark over one's own runs, the endings one has come to, and every run in words."""

from __future__ import annotations

from typing import Protocol

from simulator.desktop.keys import KEY_NAMES, Command
from simulator.desktop.screen import Extent, Screen
from simulator.desktop.screens.help import Helped
from simulator.desktop.theme import BODY, DISPLAY, SMALL, SUBTITLE, Tone
from simulator.desktop.view_models.progress import Course, DrillEndings, ProgressModel, runs_text
from simulator.desktop.view_models.rating import ICONS, NAMES
from simulator.desktop.widgets.buttons import Button, Choice, Kind
from simulator.desktop.widgets.course import CourseLine
from simulator.desktop.widgets.layout import BAR, Centred, Column, Flow, Pad, Panel, Row, even
from simulator.desktop.widgets.node import Node, Press, Role
from simulator.desktop.widgets.scrolling import BAR as SCROLL_BAR
from simulator.desktop.widgets.scrolling import Scroll, ScrollArea
from simulator.desktop.widgets.text import Label, heading
from simulator.scoring.purpose import PURPOSE

WIDE = 860
INTRO = f"Only your own runs that came to an end, and only on this computer. {PURPOSE}"


class ProgressDoors(Protocol):
    """Where own progress leads to."""

    def progress(self, drill: str = "") -> ProgressModel:
        """What this person's runs show: all, or those of one drill."""

    def look_back(self, run: str) -> Screen:
        """The debrief of an ended run."""

    def all_drills(self) -> Screen:
        """The picker."""

    def home_screen(self, notice: str = "") -> Screen:
        """The home screen."""


class ProgressScreen(Helped):
    """Read how it has gone; narrow it down to one drill; open a debrief again."""

    title = "Firedrill: your own progress"
    main_scroll = "progress"
    own_keys = (
        ("Arrows", "along the drills: what is shown is narrowed down to one"),
        ("Enter", "open the debrief of the run that has the focus"),
        ("Esc", "home"),
    )

    def __init__(self, doors: ProgressDoors) -> None:
        self._doors = doors
        self._model = doors.progress()
        self._scroll = Scroll()

    def build(self, extent: Extent) -> Node:
        """Four courses, then endings, then every run."""
        wide = extent.width >= WIDE
        parts: list[Node] = [
            Label("Your own progress", DISPLAY, role=Role.HEADING),
            Label(INTRO, BODY, Tone.SOFT),
        ]
        parts += self._content(wide) if self._model.runs else [self._empty()]
        page = Column(parts, gap=16, pad=Pad(20, 26, 20, 30))
        body = ScrollArea(Centred(page, width=1040), self._scroll, name="Own progress", key="progress")
        return self.with_help(Column([body, self._foot()], name="Own progress"), extent)

    def _empty(self) -> Node:
        go = Button("All drills", self._doors.all_drills, icon="list-checks", kind=Kind.PRIMARY, key="all")
        words = "Nothing yet. When a drill has come to its end, its four marks and its ending stand here."
        return Panel([Label(words, BODY, icon="trending-up"), Flow([go])], gap=14, pad=even(22), name="Nothing yet")

    def _content(self, wide: bool) -> list[Node]:
        return [self._which(), self._courses(wide), self._endings(), self._runs()]

    # ------------------------------------------------------------------ which runs
    def _which(self) -> Node:
        choices = [self._choice("", "All drills", self._model.runs)]
        choices += [self._choice(drill.id, drill.title, drill.runs) for drill in self._model.drills]
        return Flow(choices, gap=8, name="Which runs")

    def _choice(self, drill: str, title: str, runs: int) -> Choice:
        name = f"{title}, {runs_text(runs)}"
        return Choice(name, self._narrow(drill), chosen=drill == self._model.shown, key=f"show:{drill}")

    def _narrow(self, drill: str) -> Press:
        def press() -> None:
            self._model = self._doors.progress(drill)

        return press

    # ------------------------------------------------------------------ the marks
    def _courses(self, wide: bool) -> Node:
        boxes = [self._course(course) for course in self._model.courses]
        if not wide:
            return Column(boxes, gap=12, name="Marks")
        rows = [Row(boxes[i : i + 2], gap=14) for i in range(0, len(boxes), 2)]
        return Column(rows, gap=14, name="Marks")

    def _course(self, course: Course) -> Node:
        name = NAMES[course.dimension]
        words = [heading(name, icon=ICONS[course.dimension]), Label(course.said, SMALL, Tone.SOFT)]
        drawn = [_drawn(course)] if course.spots else []
        return Panel([*words, *drawn], gap=8, pad=even(18), grow=1, name=name)

    # ------------------------------------------------------------------ endings
    def _endings(self) -> Node:
        shown = [d for d in self._model.drills if self._model.shown in ("", d.id)]
        lines = [node for drill in shown for node in _ending_lines(drill)]
        return Panel([heading("Endings you have seen", SUBTITLE), *lines], gap=6, pad=even(20), name="Endings")

    # ------------------------------------------------------------------ every run
    def _runs(self) -> Node:
        rows = [
            Choice(line.title, self._look_back(line.run), detail=line.detail, role=Role.OPTION, key=f"run:{line.run}")
            for line in self._model.lines
        ]
        all_of = self._model.courses[0].runs
        head = heading("Your runs" if all_of > 1 else "Your run", SUBTITLE)
        told = f"The latest {len(rows)} of {all_of} runs." if len(rows) < all_of else f"{runs_text(all_of)}."
        said = Label(f"{told} Each opens its debrief.", SMALL, Tone.SOFT)
        return Panel([head, said, Column(rows, gap=8)], gap=9, pad=even(20), role=Role.LIST, name="Your runs")

    def _look_back(self, run: str) -> Press:
        return lambda: self._doors.look_back(run)

    def _foot(self) -> Node:
        home = Button("Home", self._doors.home_screen, icon="house", hint="Esc", key="home")
        help_ = Button("Help", self.open_help, icon="circle-question-mark", hint=KEY_NAMES[Command.HELP], key="help")
        # The bar's room on the right keeps the buttons in line with what scrolls above them.
        page = Centred(Column([Flow([home, help_], gap=12)], pad=Pad(20, 12, 20, 12)), width=1040)
        return Panel([page], skin=BAR, pad=Pad(right=SCROLL_BAR), name="Go on")

    # ------------------------------------------------------------------ keys
    def first_focus(self) -> str:
        """What is shown; with nothing to show, the drills."""
        return f"show:{self._model.shown}" if self._model.runs else "all"

    def own_commands(self) -> frozenset[Command]:
        """Esc leads home."""
        return frozenset({Command.BACK})

    def on_own_command(self, command: Command) -> Screen | None:
        """Answer Esc."""
        return self._doors.home_screen()


def _drawn(course: Course) -> CourseLine:
    places = [(spot.place, spot.points) for spot in course.spots]
    return CourseLine(course.said, places, course.runs, course.ends)


def _ending_lines(drill: DrillEndings) -> list[Node]:
    title = Label(f"{drill.title}: {drill.said}", BODY, role=Role.HEADING, icon="flag", icon_tone=Tone.ACCENT)
    names = ", ".join(f"“{title}”" for title in drill.seen)
    seen = Label(names, SMALL, Tone.SOFT) if names else None
    return [Column([title, *([seen] if seen else [])], gap=1)]
