"""What the trainer's screens lead to: drills that are set up, watched and looked back at with a class.

What a plan, a place and an order are is `training`'s to say; screens show, and files are the journal's.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from simulator.book.looking import note_others
from simulator.desktop.screen import Screen
from simulator.desktop.screens.desk import DeskScreen, Seen
from simulator.desktop.screens.desk_choice import DeskChoiceScreen
from simulator.desktop.screens.desk_plan import PlanScreen
from simulator.desktop.screens.projector import ProjectorScreen
from simulator.desktop.view_models.desk import DrillLine, Happens, drill_line, speakers, things_to_let_happen
from simulator.desktop.view_models.forms import Item
from simulator.desktop.view_models.projector import Record
from simulator.desktop.view_models.shelf import MODE_WORDS, day_text
from simulator.desktop.view_models.words import span_text
from simulator.drill.actions import Intervention
from simulator.drill.cast import cast
from simulator.errors import SimulatorError, Usage
from simulator.journal.disk import reading, writing
from simulator.journal.home import PLANS, snapshot_path
from simulator.journal.kept_stories import KeptStories
from simulator.journal.keys import Keys, keys_folder
from simulator.journal.listing import RunSummary, State
from simulator.journal.replay import replay
from simulator.journal.runs import LARGEST_SNAPSHOT, Clock, Runs, wall_clock
from simulator.journal.whose import asked_for, header_at, insist_on_a_desk, others_in, others_of, shown_here
from simulator.scenario.guard import Spot
from simulator.scenario.problems import FileRefused, Problems, Wrong, quoted
from simulator.scenario.story import Story
from simulator.training.control import Control, SetUp, drill_folder, drills_in, set_up_of
from simulator.training.orders import insist_on_nobody_named
from simulator.training.plan import read_drill_plan
from simulator.training.plan_text import Planned, plan_text
from simulator.training.releasing import release
from simulator.training.roster import Somebody, person_name, read_roster, refuse_namesakes
from simulator.training.setting_up import set_up
from simulator.training.watching import called, overview

SHOWN = (State.UNFINISHED, State.ENDED)


@dataclass(frozen=True, slots=True)
class Way:
    """Where the desk leads outside of it: *home*; *shelf* has every scenario that can be played."""

    home: Callable[[], Screen]
    shelf: Callable[[], Sequence[Story]]


class TrainersDesk:
    """The drills in the folder of *runs*; *trainer* is who sits here, where somebody said so."""

    def __init__(self, runs: Runs, way: Way, trainer: str = "", clock: Clock = wall_clock) -> None:
        self._runs = runs
        self._way = way
        self._trainer = trainer
        self._clock = clock

    # ------------------------------------------------------------------ the drills
    def choose(self, notice: str = "") -> Screen:
        """Choose a drill, or set one up."""
        return DeskChoiceScreen(self, notice)

    def home(self) -> Screen:
        """The home screen."""
        return self._way.home()

    def drills(self) -> Sequence[DrillLine]:
        """Every drill that was set up; one that can't be read says why."""
        try:
            return [self._line(drill) for drill in drills_in(self._runs.disk, self._runs.home)]
        except SimulatorError as problem:
            return [DrillLine("drills", "", str(problem))]

    def _line(self, drill: str) -> DrillLine:
        control = self._control(drill)
        try:
            set_up_line = set_up_of(control.read())
            return drill_line(set_up_line, overview(control, self._runs.disk, {}))
        except SimulatorError as problem:
            return DrillLine(drill, "", str(problem))

    def _control(self, drill: str) -> Control:
        return Control(drill_folder(self._runs.home, drill), self._runs.disk)

    def watch(self, drill: str) -> Screen:
        """The desk of *drill*; where it can't be read, the drills say why."""
        try:
            return DeskScreen(self.watched(drill))
        except SimulatorError as problem:
            return self.choose(str(problem))

    def watched(self, drill: str) -> WatchedDrill:
        """*drill* to be watched, by somebody who is written down; `NotAllowed` for practice.

        Raises `NotFound`, `RecordUnreadable` and `StorageFailed`, too.
        """
        control = self._control(drill)
        set_up = set_up_of(control.read())
        insist_on_a_desk(set_up.drill, set_up.mode)
        others = others_of(self._runs, (place.person for place in set_up.places))
        note_others(self._runs, self._clock(), "desk", others)
        titles = {story.id: story.title for story in self._way.shelf()}
        return WatchedDrill(self._runs, control, titles, self.choose, self._trainer, self._clock)

    # ------------------------------------------------------------------ another one
    def plan(self) -> Screen:
        """The form; the trainer is who last said their name at this computer."""
        people = self._runs.people.read()
        return PlanScreen(self, people.names.get(people.latest, ""))

    def scenarios(self) -> Sequence[Item]:
        """The scenarios of the shelf."""
        return [
            Item(story.id, story.title, f"{story.industry}, about {span_text(story.seat_time)}")
            for story in self._way.shelf()
        ]

    def roster(self, path: str) -> tuple[Sequence[Somebody], tuple[str, ...]]:
        """The people of the roster at *path*, and every problem with it in a sentence."""
        unreadable = Problems("roster")
        people, found = read_roster(Path(path).expanduser(), Spot(1, 1), unreadable)
        refuse_namesakes(people, found, {})
        return people, tuple(str(problem) for problem in (*unreadable, *found))

    def set_up(self, planned: Planned) -> Screen | tuple[str, ...]:
        """Write the plan file, set the drill up and watch it; every problem in a sentence where it can't be."""
        try:
            self._write_and_set_up(planned)
        except FileRefused as refused:
            return tuple(str(problem) for problem in refused.problems)
        except SimulatorError as problem:
            return tuple(str(problem).splitlines())
        return self.watch(planned.drill)

    def _write_and_set_up(self, planned: Planned) -> None:
        path = self._runs.home / PLANS / f"{planned.drill}.yaml"
        self._insist_on_new(planned.drill, path)
        with writing(path):
            self._runs.disk.make_folder(path.parent)
            self._runs.disk.write_whole(path, plan_text(planned).encode())
        try:
            set_up(self._runs, read_drill_plan(path, self._runs.house))
        except SimulatorError:
            with writing(path):
                self._runs.disk.remove(path)  # so that the same name can be used once it is mended
            raise
        with suppress(SimulatorError):  # no drill waits for a key: without one its runs are unverified
            Keys(keys_folder(), self._runs.disk).make(self._runs.home)

    def _insist_on_new(self, drill: str, path: Path) -> None:
        if drill in drills_in(self._runs.disk, self._runs.home):
            raise Usage(f"A drill {quoted(drill)} has been set up already. Give this one another name.")
        with reading(path.parent):
            there = path.name in self._runs.disk.names(path.parent)
        if there:
            raise Usage(
                f"There is a plan '{path}' already. Give this drill another name, or set that one up with "
                f"'firedrill drill {path}'."
            )


class WatchedDrill:
    """One drill at the trainer's desk. *trainer* is the name of who sits here; the plan's own where that is empty."""

    def __init__(
        self,
        runs: Runs,
        control: Control,
        titles: dict[str, str],
        leave: Callable[[], Screen],
        trainer: str = "",
        clock: Clock = wall_clock,
    ) -> None:
        self._runs = runs
        self._control = control
        self._leave = leave
        self._clock = clock
        self._set_up = set_up_of(control.read())
        self._stories = tuple(_stories(runs, self._set_up))
        self._titles = {**titles, **{story.id: story.title for story in self._stories}}
        self._trainer = self._set_up.trainer
        if trainer:
            self._trainer = self._runs.people.enrol([trainer])[0]

    @property
    def trainer(self) -> str:
        """The id of whoever gives the orders."""
        return self._trainer

    @property
    def timed(self) -> bool:
        """Whether the plan has a time limit."""
        return bool(self._set_up.limit)

    def look(self) -> Seen:
        """How it stands now; where that can't be read, why."""
        try:
            names = self._runs.people.read().names
            return Seen(overview(self._control, self._runs.disk, names), names, self._titles)
        except SimulatorError as problem:
            return Seen(None, {}, self._titles, str(problem))

    def give(self, order: Intervention, to: Sequence[str]) -> str:
        """Send *order*; why it couldn't be sent, else nothing."""
        try:
            names = self._runs.people.read().names
            insist_on_nobody_named(order, (names.get(place.person, "") for place in self._set_up.places))
            self._control.order(order, tuple(to), self._now())
        except SimulatorError as problem:
            return str(problem)
        return ""

    def release(self, place: int) -> str:
        """Let go of a lost station's place; why it can't be, else nothing."""
        try:
            release(self._control, self._runs.disk, place, self._trainer, self._now())
        except SimulatorError as problem:
            return str(problem)
        return ""

    def _now(self) -> str:
        return self._clock().strftime("%Y-%m-%dT%H:%M:%SZ")

    def happens(self) -> tuple[Happens, ...]:
        """What can be let happen."""
        return things_to_let_happen(self._set_up, self._stories)

    def speakers(self) -> tuple[Item, ...]:
        """Whoever can be given words."""
        return speakers(self._stories)

    def be(self, name: str) -> str:
        """Give orders as *name* from now on; why not, else nothing."""
        try:
            self._trainer = self._runs.people.enrol([person_name(name, Spot(1, 1))])[0]
        except Wrong as wrong:
            return f"{wrong.text[:1].upper()}{wrong.text[1:]}"
        except SimulatorError as problem:
            return str(problem)
        return ""

    def leave(self) -> Screen:
        """The drills."""
        return self._leave()

    # ------------------------------------------------------------------ the projector
    def runs(self) -> tuple[Item, ...]:
        """The runs of this drill that lie here, the newest first."""
        try:
            names = self._runs.people.read().names
            found, _ = shown_here(self._runs)
        except SimulatorError:
            return ()
        own = [run for run in found if run.plan == self._set_up.drill and run.state in SHOWN]
        return tuple(self._item(run, called(run.person, names)) for run in own)

    def _item(self, run: RunSummary, who: str) -> Item:
        stands = "has ended" if run.state is State.ENDED else "goes on, or was put aside"
        title = self._titles.get(run.scenario, run.scenario)
        return Item(run.run, who, f"{title}, {MODE_WORDS[run.mode]}, begun {day_text(run.started)}: {stands}")

    def show(self, run: str, back: Screen) -> Screen | str:
        """The projector with *run*, which is written down where it is somebody else's; or why it can't be shown."""
        shown = ProjectedRun(self._runs, run, back)
        try:
            header = header_at(self._runs.disk, asked_for(self._runs, run))
            record = shown.read()
            others = others_in(self._runs, [header] if header else [])
            note_others(self._runs, self._clock(), "projector", others)
            return ProjectorScreen(shown, record)
        except SimulatorError as problem:
            return str(problem)


class ProjectedRun:
    """A run on the projector, read from its journal as often as it is asked for."""

    def __init__(self, runs: Runs, run: str, back: Screen) -> None:
        self._runs = runs
        self._run = run
        self._back = back

    def read(self) -> Record:
        """The run as far as it has come; raises `NotFound` and `RecordUnreadable`."""
        replayed = replay(self._runs, self._run)
        return Record(replayed.story, replayed.events)

    def back(self) -> Screen:
        """The desk."""
        return self._back


def _stories(runs: Runs, of: SetUp) -> list[Story]:
    """The scenarios of a drill as the first who plays each has them; raises `RecordUnreadable` without their copies."""
    kept = KeptStories(runs.home)
    first = {place.scenario_hash: place for place in reversed(of.places)}
    return [
        cast(kept.read_bytes(_copy(runs, copy), f"{place.scenario}.yaml"), place.seed)
        for copy, place in reversed(first.items())
    ]


def _copy(runs: Runs, content_hash: str) -> bytes:
    path = snapshot_path(runs.home, content_hash)
    with reading(path):
        return runs.disk.read(path, LARGEST_SNAPSHOT)
