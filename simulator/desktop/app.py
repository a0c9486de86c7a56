"""The desktop program: which screen follows which, and where runs, names and ratings are kept.

`open_program` is what the command line calls. Rules are the drill's, files the journal's, pictures the stage's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from simulator.desktop.board_book import board_of, book_holds_drills
from simulator.desktop.screen import Screen
from simulator.desktop.screens.crash import Breakdown, CrashScreen
from simulator.desktop.screens.home import HomeModel, HomeScreen
from simulator.desktop.screens.picker import PickerScreen
from simulator.desktop.screens.progress import ProgressScreen
from simulator.desktop.screens.settings import SettingsScreen
from simulator.desktop.settings import Settings
from simulator.desktop.sound import Loudspeaker, Player, Silence
from simulator.desktop.trouble import keep_details, sentence_of
from simulator.desktop.view_models.alerts import Alert
from simulator.desktop.view_models.demands import own_ended, weakest
from simulator.desktop.view_models.picking import Drill, drills
from simulator.desktop.view_models.progress import ProgressModel, progress_model, run_lines
from simulator.desktop.view_models.shelf import shelf_lines, unfinished
from simulator.desktop.view_models.suggesting import next_rung, picked, suggestions
from simulator.errors import SimulatorError
from simulator.journal.home import find_home, journal_path
from simulator.journal.kept_stories import KeptStories
from simulator.journal.listing import RunSummary, State
from simulator.journal.records import Accommodations, Header, Mode, NextTime, OwnRating
from simulator.journal.runs import Playing, Runs
from simulator.journal.whose import header_at, is_nameless_practice
from simulator.scenario.shelf import find_scenario, scenario_paths, shelf_folder
from simulator.scenario.story import Story
from simulator.scoring.finding import Dimension

if TYPE_CHECKING:  # what a drill needs is loaded with the first drill: the home screen is there sooner
    from simulator.desktop.seat import Seat
    from simulator.desktop.view_models.board import Board
    from simulator.desktop.view_models.board_filters import Asked
    from simulator.journal.live import Live


class Program:
    """Everything behind the screens. *seed* is the one new drills are cast with; None: another one each time."""

    def __init__(self, runs: Runs, seed: int | None = None, player: Player | None = None) -> None:
        self.runs = runs
        self.settings = Settings(runs.home)
        self._player: Player = player or Silence()
        self.wants_to_quit = False
        self._kept = KeptStories(runs.home, house=runs.house)
        self._seed = seed
        self._live: Live | None = None
        self._stories: dict[str, Story] | None = None
        self._problems: tuple[str, ...] = ()

    # ------------------------------------------------------------------ the shelf
    def stories(self) -> dict[str, Story]:
        """Every scenario of the shelf that can be played, by id; read once."""
        if self._stories is None:
            self._stories, problems = {}, []
            for path in scenario_paths(shelf_folder()):
                try:
                    story = self._kept.read(path)
                    self._stories[story.id] = story
                except SimulatorError as problem:
                    problems.append(f"{path.name} can't be played: {str(problem).splitlines()[0]}")
            self._problems = tuple(problems)
        return self._stories

    def story(self, wanted: str) -> Story:
        """The scenario with the id, or at the path, *wanted*; raises NotFound and ScenarioInvalid."""
        known = self.stories()
        return known[wanted] if wanted in known else self._kept.read(find_scenario(wanted))

    def _person(self) -> str:
        return self.runs.people.latest()

    def next_seed(self, scenario: str) -> int:
        """The seed that was asked for; else one this person hasn't played yet, so that things differ."""
        if self._seed is not None:
            return self._seed
        person = self._person()
        own = [run for run in self.runs.list_runs() if run.scenario == scenario and run.person == person]
        return max((run.seed for run in own), default=-1) + 1

    # ------------------------------------------------------------------ doors
    def home(self) -> HomeModel:
        """What the home screen shows."""
        shelf = self._shelf()
        person = self._person()
        runs = self.runs.list_runs()
        ended = own_ended(runs, person)
        return HomeModel(
            name=self.runs.people.name(person),
            unfinished=unfinished(runs, {story.id: story.title for story in shelf}, person),
            suggested=shelf_lines(shelf, suggestions(shelf, ended)),
            drills=len(shelf),
            last=next(iter(run_lines(shelf, ended[:1])), None),
            sentence=self._last_sentence(person),
            problems=self._problems,
            board=book_holds_drills(self.runs.home),
        )

    def _shelf(self) -> tuple[Story, ...]:
        return tuple(self.stories().values())

    def _ended(self) -> tuple[RunSummary, ...]:
        """This person's own ended runs, the newest first."""
        return own_ended(self.runs.list_runs(), self._person())

    def shelf(self) -> tuple[Drill, ...]:
        """Every drill that can be played, with what this person has had of it."""
        return drills(self._shelf(), self.runs.list_runs(), self._person())

    def weakest_mark(self) -> Dimension | None:
        """The score this person does least well on, as far as their latest runs tell."""
        weak = weakest(self._ended())
        return weak[0] if weak else None

    def progress(self, drill: str = "") -> ProgressModel:
        """What this person's runs show: all, or those of one *drill*."""
        return progress_model(self._shelf(), self._ended(), drill)

    def all_drills(self) -> Screen:
        """The picker."""
        return PickerScreen(self)

    def progress_screen(self) -> Screen:
        """Own progress."""
        return ProgressScreen(self)

    def board_screen(self) -> Screen:
        """The board; where the score book can't be opened, home says why."""
        from simulator.desktop.screens.board import BoardScreen

        try:
            return BoardScreen(self)
        except SimulatorError as problem:
            return self.home_screen(str(problem))

    def board(self, asked: Asked) -> Board:
        """What the score book has of the drills that are *asked* for."""
        return board_of(self.runs, self._shelf(), asked)

    def desk_screen(self) -> Screen:
        """The trainer's desk."""
        from simulator.desktop.trainers_desk import TrainersDesk, Way

        return TrainersDesk(self.runs, Way(self.home_screen, self._shelf)).choose()

    def settings_screen(self) -> Screen:
        """The settings."""
        return SettingsScreen(self.settings, self._player.play, self.home_screen)

    def heard(self, alert: Alert) -> None:
        """Let an alert be heard, unless sounds are switched off."""
        if self.settings.now.sound:
            self._player.play(alert)

    def broke(self, error: Exception) -> Screen:
        """What to show when something broke: the open run is closed as it is, and can be gone on with."""
        run = self._live.run.name if self._live is not None and self._live.run.events else ""
        with suppress(SimulatorError, OSError):
            self.let_go()
        file = keep_details(self.runs.home, error)
        return CrashScreen(Breakdown(sentence_of(error), run, file), self.home_screen, self.quit)

    def call_me(self, name: str) -> None:
        """Remember who is here."""
        self.runs.people.called(name)

    def home_screen(self, notice: str = "") -> Screen:
        """The home screen."""
        return HomeScreen(self, notice)

    def brief(self, scenario: str, mode: Mode | None = None, back: Callable[[], Screen] | None = None) -> Screen:
        """The briefing of a drill; where no *mode* is asked for, the rung that fits this person's runs is picked."""
        from simulator.desktop.screens.briefing import BriefingScreen
        from simulator.desktop.view_models.briefing import briefing_model
        from simulator.drill.cast import cast

        rung = next_rung(self._ended())
        mode = mode or picked(rung)
        seed = self.next_seed(scenario)
        model = briefing_model(cast(self.story(scenario), seed))
        back = back or self.home_screen
        player = self.runs.people.name(self._person())
        return BriefingScreen(
            model, lambda chosen: self._start(scenario, chosen, seed), back, mode, rung, player=player
        )

    def _start(self, scenario: str, mode: Mode, seed: int) -> Screen:
        from simulator.desktop.seat import Seat
        from simulator.journal import live

        try:
            began = live.begin(self.runs, scenario, self._playing(mode, seed))
        except SimulatorError as problem:
            return self.home_screen(str(problem))
        self._live = began
        extra = began.run.header.accommodations.reading_time
        seat = Seat(began.story, began.session, mode, extra=extra, run=began.run.name)
        seat.begin()
        return self._drill(seat)

    def _playing(self, mode: Mode, seed: int) -> Playing:
        easier = Accommodations(reading_time=self.settings.now.reading_time)
        return Playing(seed=seed, person=self._person(), mode=mode, accommodations=easier)

    def go_on(self, run: str) -> Screen:
        """An unfinished run, where it stopped."""
        from simulator.desktop.seat import Seat
        from simulator.drill.view import Life
        from simulator.journal import live

        try:
            resumed = live.go_on(self.runs, run)
        except SimulatorError as problem:
            return self.home_screen(str(problem))
        self._live = resumed
        header = resumed.run.header
        extra = header.accommodations.reading_time
        seat = Seat(resumed.story, resumed.session, header.mode, extra=extra, run=header.run)
        if seat.view().life is Life.BRIEFING:
            seat.begin()
        seat.resume()
        return self._drill(seat)

    def _drill(self, seat: Seat) -> Screen:
        from simulator.desktop.screens.drill import DrillScreen

        return DrillScreen(seat, self._after, self._put_aside, typing=not self.settings.now.reduced_motion)

    def _put_aside(self) -> Screen:
        """Stop for now: the run is kept and can be gone on with."""
        run = self._live.run if self._live is not None else None
        nameless = run is not None and is_nameless_practice(self.runs, run.header)
        self.let_go()
        if run is None or not nameless:
            return self.home_screen("The drill is put aside. It waits here for you.")
        return self.home_screen(
            "The drill is put aside. It has no name, so it waits for you only until somebody gives one here, you "
            f"included. Until then: firedrill resume {run.name}"
        )

    def show(self, first: Screen) -> None:
        """Show *first*, and whatever comes of it, in the window until it is closed."""
        from simulator.desktop.window import Window

        window = Window(
            first,
            self.settings.theme(),
            theme_changed=self.settings.keep,
            heard=self.heard,
            rescue=self.broke,
            quits=lambda: self.wants_to_quit,
        )
        try:
            window.run()
        finally:
            self.let_go()

    def let_go(self) -> None:
        """Close the open journal, if there is one."""
        if self._live is not None:
            self.runs.discard(self._live.run)
            self._live = None

    def _after(self, seat: Seat) -> Screen:
        """The drill has ended: it is scored and kept, then the trainee rates it before seeing that."""
        from simulator.desktop.screens.rating import RatingScreen
        from simulator.journal import live

        person = self._person()
        if self._live is not None:
            person = self._live.run.header.person  # somebody else may have given a name in a terminal meanwhile
            live.end(self._live)
            self._live = None
        before = self._last_sentence(person)
        return RatingScreen(seat.story.title, before, lambda *rated: self._rated(seat.run, person, *rated))

    def _last_sentence(self, person: str) -> str:
        try:
            return self.runs.notebook.next_time(person)
        except SimulatorError:
            return ""

    def _rated(self, run: str, person: str, steps: Mapping[str, int], plus: str, delta: str) -> Screen:
        rating = OwnRating(
            run=run,
            person=person,
            honesty=steps["honesty"],
            empathy=steps["empathy"],
            cadence=steps["cadence"],
            generosity=steps["generosity"],
            plus=plus,
            delta=delta,
        )
        with suppress(SimulatorError):  # a notebook that can't be written keeps nobody from the debrief
            self.runs.notebook.add(rating)
        return self.look_back(run)

    def look_back(self, run: str) -> Screen:
        """The debrief of an ended run."""
        from simulator.desktop.looking_back import Leads, LookingBack
        from simulator.desktop.view_models.retelling import debrief_model
        from simulator.journal.replay import replay

        try:
            replayed = replay(self.runs, run)
        except SimulatorError as problem:
            return self.home_screen(str(problem))
        rating, sentence = None, ""
        with suppress(SimulatorError):  # nor does one that can't be read
            rating, sentence = self.runs.notebook.rating(run), self._sentence_of(run)
        header = replayed.header
        model = debrief_model(
            replayed.story, replayed.events, rating, header, sentence, self._earlier(header), replayed.link
        )
        leads = Leads(
            keep_sentence=lambda text: self._keep(run, text),
            home=self.home_screen,
            again=lambda: self.brief(header.scenario, header.mode),
            folder=self.runs.home,
        )
        return LookingBack(replayed, rating, model, leads).debrief()

    def _sentence_of(self, run: str) -> str:
        """The sentence for next time that was written under the debrief of *run*."""
        notes = [note for note in self.runs.notebook.read() if isinstance(note, NextTime) and note.run == run]
        return notes[-1].sentence if notes else ""

    def _earlier(self, header: Header) -> list[RunSummary]:
        """The same person's ended runs of the same drill before the one of *header*, the latest first."""
        return [
            run
            for run in self.runs.list_runs()
            if (run.scenario, run.person, run.state) == (header.scenario, header.person, State.ENDED)
            and (run.started, run.run) < (header.started, header.run)
        ]

    def _keep(self, run: str, sentence: str) -> None:
        header = header_at(self.runs.disk, journal_path(self.runs.home, run))
        self.runs.notebook.add(NextTime(run=run, person=header.person if header else "", sentence=sentence))

    def quit(self) -> None:
        """Close the program."""
        self.wants_to_quit = True


def first_screen(program: Program, scenario: str | None, mode: Mode, resume: str | None) -> Screen:
    """What the program opens with. Raises what is wrong with *scenario* or *resume*."""
    if resume is not None:
        return program.go_on(str(program.runs.find(resume, unfinished=True)))
    if scenario is not None:
        program.story(scenario)
        return program.brief(scenario, mode)
    return program.home_screen()


def open_program(
    scenario: str | None = None,
    seed: int | None = None,
    mode: Mode = Mode.UNTIMED,
    resume: str | None = None,
    house: str = "",
) -> int:
    """Open the window and show it until it is closed; answers the exit code.

    *house* names the house file (see `find_house`).
    Raises NoDisplay where there is none, and what is wrong with *scenario* or *resume*.
    """
    from simulator.desktop.window import open_display

    open_display()
    runs = Runs(find_home(), house=house)
    _score_unscored(runs)
    program = Program(runs, seed, Loudspeaker())
    program.show(first_screen(program, scenario, mode, resume))
    return 0


def _score_unscored(runs: Runs) -> None:
    if any(run.state is State.ENDED and not run.rubric for run in runs.list_runs()):
        from simulator.journal.rescoring import score_unscored

        score_unscored(runs)
