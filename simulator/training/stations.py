"""A station: one computer, or one window of it, at which people of a drill play, one after the other.

Theory of operation. A station takes a place by a line in the control journal, plays it as an ordinary run, and
reads the trainer's orders at its own pace; each order becomes an event of the run, once, whatever is killed and
started again. Everything it needs to go on after it vanished is in two journals: the drill's and the run's. Nothing
depends on the trainer being there, nor on what any clock on a wall says.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from msgspec import structs

from simulator.book.ledger import Ledger
from simulator.drill import actions as do
from simulator.drill.actions import Intervention
from simulator.drill.cast import cast
from simulator.drill.clock import MINUTE, SECOND, length_text
from simulator.drill.events import Did, TrainerIntervened
from simulator.drill.session import LiveSession, Session
from simulator.drill.view import Life
from simulator.errors import RecordUnreadable, SimulatorError, Usage
from simulator.journal.disk import AppendFile, RunInUse, locked_in_time, writing
from simulator.journal.home import journal_path, snapshot_path
from simulator.journal.kept_stories import KeptStories
from simulator.journal.listing import State, summarise
from simulator.journal.live import Live, go_on
from simulator.journal.records import Accommodations
from simulator.journal.rescoring import score_unscored
from simulator.journal.runs import LARGEST_SNAPSHOT, Playing, Runs
from simulator.journal.sealing import Sealing
from simulator.scenario.problems import quoted
from simulator.scoring import rubric
from simulator.training.board import Board, Seat, board_of, orders, standing_pause
from simulator.training.control import Control, Line, PlaceFinished, PlaceGivenBack, PlaceTaken, RunBegun
from simulator.training.status import Looker, Status, read_status, write_status

LONGEST_GAP = 2 * MINUTE  # ms between two looks that count as time at the desk; more means the computer slept
WARNINGS = (5 * MINUTE, MINUTE)  # how long before the end of the time at the desk it is told
REPORTS_EVERY = SECOND


class Relay:
    """Brings a trainer's orders from the control journal into one run, each once and in their order."""

    def __init__(self, control: Control, session: Session, people: Sequence[str], after: int) -> None:
        self.trouble = ""
        self._control = control
        self._session = session
        self._people = people
        self._after = after
        self._read: int | None = None
        self._held: list[Intervention] = []

    @property
    def held(self) -> int:
        """How many orders wait until the clock runs."""
        return len(self._held)

    def listen(self) -> None:
        """Carry out what was ordered since the last look and is possible now. A trainer's side in trouble is noted."""
        try:
            lines = self._control.read()
            self.trouble = ""
        except SimulatorError as error:
            self.trouble = str(error)
        else:
            self._take(lines)
        while (action := self._next()) is not None:
            self._held.remove(action)
            self._session.submit(action)

    def _take(self, lines: Sequence[Line]) -> None:
        if self._read is None:
            pause = standing_pause(lines, self._after, self._people)
            self._held += [pause] if pause else []
        self._held += orders(lines, self._after if self._read is None else self._read, self._people)
        self._read = len(lines)

    def _next(self) -> Intervention | None:
        """What can be carried out: nothing before the drill has begun, and nothing happens while the clock stands."""
        if not self._held or (life := self._session.view().life) in (Life.BRIEFING, Life.ENDED):
            return None
        return next((each for each in self._held if life is not Life.PAUSED or not isinstance(each, do.Inject)), None)


class TimeAtDesk:
    """How long a run has been played, in ms, and when the plan's time is over; while the clock stands none passes.

    *limit* is 0 where there is none. What trainers gave is read from the run.
    """

    def __init__(self, session: Session, limit: int, used: int = 0) -> None:
        self.used = used
        self._session = session
        self._limit = limit
        self._given = 0
        self._read = 0
        self._warned = [warning for warning in WARNINGS if self.left is not None and self.left <= warning]

    @property
    def left(self) -> int | None:
        """What is left of the time; None where there is no limit."""
        if not self._limit:
            return None
        for event in self._session.events(self._read):
            self._read += 1
            if isinstance(event, TrainerIntervened) and event.did is Did.EXTENDED:
                self._given += event.length
        return max(0, self._limit + self._given - self.used)

    def pass_time(self, elapsed: int) -> tuple[str, ...]:
        """Let *elapsed* ms pass; what the trainee should know of it. At the end the drill ends."""
        if self._session.view().life not in (Life.RUNNING, Life.CLOSING):
            return ()
        self.used += min(max(0, elapsed), LONGEST_GAP)
        left = self.left
        if left is None:
            return ()
        if left == 0:
            self._session.submit(do.End(actor=do.PLAN))
            return ("Your time for this drill is over.",)
        self._warned = [warning for warning in self._warned if left <= warning]  # after an extension it is told again
        due = [warning for warning in WARNINGS if left <= warning and warning not in self._warned]
        self._warned += due
        return (f"You have {length_text(min(due))} left for this drill.",) if due else ()


class Sitting:
    """One run at a station, from the moment somebody sits down. *live* is what is played."""

    def __init__(self, station: "Station", seat: Seat, people: tuple[str, ...], live: Live, after: int) -> None:
        board = station.board()
        self.live = live
        self.people = people
        self.seat = seat
        self._station = station
        self._relay = Relay(station.control, live.session, people, after)
        before = read_status(station.runs.disk, station.control.folder, seat.place.number)
        used = before.used if before and before.run == live.run.name else 0
        reading = live.run.header.accommodations.reading_time
        # Whoever needs longer to read has longer at the desk, too: what they choose counts, not how fast they read.
        self._time = TimeAtDesk(live.session, round(board.set_up.limit * reading), used)
        self._looker = Looker(live.story, live.run.name)
        self._told_trouble = False
        self._since_report = 0
        self._reported: Status | None = None

    def listen(self, elapsed: int) -> tuple[str, ...]:
        """Carry out what was ordered; *elapsed* ms have passed since the last call. What the trainee should know."""
        self._relay.listen()
        told = self._time.pass_time(elapsed)
        self._report(elapsed)
        return (*self._trouble(), *told)

    def _trouble(self) -> tuple[str, ...]:
        if not self._relay.trouble or self._told_trouble:
            return ()
        self._told_trouble = True
        return ("Your trainer's desk can't be heard at the moment. Your drill goes on.",)

    def _report(self, elapsed: int) -> None:
        """Write how it stands: at once where something happened, else every second."""
        self._since_report += elapsed
        status = structs.replace(
            self._looker.look(self.live.session),
            used=self._time.used,
            left=self._time.left,
            held=self._relay.held,
            trouble=self._relay.trouble,
        )
        same = self._reported is not None and (self._reported.events, self._reported.life, self._reported.held) == (
            status.events,
            status.life,
            status.held,
        )
        if same and (self._since_report < REPORTS_EVERY or status == self._reported):
            return
        self._since_report, self._reported = 0, status
        write_status(self._station.runs.disk, self._station.control.folder, self.seat.place.number, status)

    def leave(self) -> Life:
        """Get up: a place that was played to its end is finished, one that was hardly sat down at is given back.

        Gives the life of the drill as it was left.
        """
        life = self.live.session.view().life
        if self.live.session.events():
            self._station.seal(self.live.run.name)
        if life is Life.ENDED:
            self._report(REPORTS_EVERY)
            self._station.finish(self.seat)
        elif not self.live.session.events():
            self._station.give_back(self.seat)
        return life


class Station:
    """The station *name* of a drill whose control journal is *control*; runs are kept by *runs*.

    Use it as a context: while it is open no other program can be the same station. *root* is where the scenarios of
    the drill are kept. *sealing* is the key of this computer, where it has one: each run is sealed as it is left.
    Raises `StorageFailed`, and `RunInUse` for a station that is open elsewhere.
    """

    def __init__(self, root: Path, control: Control, runs: Runs, name: str, sealing: Sealing | None = None) -> None:
        self.name = name
        self._sealing = sealing
        self.root = root
        self.control = control
        self.runs = runs
        self._lock: AppendFile | None = None

    def __enter__(self) -> "Station":
        path = lock_path(self.control.folder, self.name)
        with writing(path):
            self.runs.disk.make_folder(path.parent)
            file = self.runs.disk.append_to(path, new=None)
        with writing(path):
            locked = locked_in_time(file)
        if not locked:
            with suppress(OSError):
                file.close()
            raise RunInUse(f"The station {quoted(self.name)} is open already. Give this one another name.")
        self._lock = file
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._lock is not None:
            with suppress(OSError):
                self._lock.close()
            self._lock = None

    def board(self) -> Board:
        """Where the drill stands. A place of somebody who was erased counts as finished: nobody plays as them."""
        return self._board_of(self.control.read())

    def _board_of(self, lines: Sequence[Line]) -> Board:
        return board_of(lines).without(self._erased())

    def _erased(self) -> frozenset[str]:
        """Who was erased where the drill is kept, or here. A trainers' journal in trouble keeps nobody from playing."""
        erased: frozenset[str] = frozenset()
        for home in {self.root, self.runs.home}:
            with suppress(SimulatorError):
                erased |= Ledger(home, self.runs.disk).forgotten()
        return erased

    def take(self, pair: bool = False) -> Seat | None:
        """The place this station has to go on with, else the next open one, which is taken; None: none is open.

        With *pair* two people take their places at one desk. Raises `Usage` where only one is left.
        """
        while True:
            seat = self.board().own_seat(self.name)
            if seat is None:
                self.control.add(lambda lines: self._choose(self._board_of(lines), pair))
                seat = self.board().own_seat(self.name)
            if seat is None or not self._has_ended(seat):
                return seat
            score_unscored(self.runs)
            self.seal(seat.run)
            self.finish(seat)

    def _choose(self, board: Board, pair: bool) -> PlaceTaken | None:
        seats = board.open_seats(self.name)
        if not seats:
            return None
        first = seats[0].place
        if seats[0].run:
            return PlaceTaken(seats[0].places, self.name)  # released: its run is gone on with by whoever began it
        if not pair:
            return PlaceTaken((first.number,), self.name)
        second = next(
            (
                s.place
                for s in seats[1:]
                if not s.run and (s.place.scenario, s.place.seed) == (first.scenario, first.seed)
            ),
            None,
        )
        if second is None:
            raise Usage("There is nobody left who could share the desk: a pair plays one scenario with one seed.")
        return PlaceTaken((first.number, second.number), self.name)

    def _has_ended(self, seat: Seat) -> bool:
        return self._state(seat) is State.ENDED

    def _state(self, seat: Seat) -> State | None:
        if not seat.run:
            return None
        with suppress(OSError):
            summary = summarise(self.runs.disk, journal_path(self.runs.home, seat.run))
            return summary.state if summary else None
        return None

    def sit_down(self, seat: Seat) -> Sitting:
        """Play *seat*, which was taken before: its run goes on where it stopped, or begins.

        A run whose record was damaged meanwhile is left as it is, and another one begins.
        """
        board = self.board()
        beside = board.beside(seat)
        people = (seat.place.person, *([beside.place.person] if beside else []))
        if self._state(seat) in (State.UNFINISHED, State.NOT_BEGUN):
            with suppress(RecordUnreadable):
                return Sitting(self, seat, people, go_on(self.runs, seat.run), seat.after)
        live = self._begin(board, seat, beside)
        after = self._note_begun(seat, live)
        return Sitting(self, seat, people, live, after)

    def _note_begun(self, seat: Seat, live: Live) -> int:
        places = seat.places
        line = self.control.add(lambda lines: RunBegun(places, live.run.name, len(lines)))
        return line.after if isinstance(line, RunBegun) else 0

    def _begin(self, board: Board, seat: Seat, beside: Seat | None) -> Live:
        place, set_up = seat.place, board.set_up
        source = self._source(seat)
        scenario = KeptStories(self.root).read_bytes(source, f"{place.scenario}.yaml")
        reading = max(place.reading_time, beside.place.reading_time if beside else 1.0)
        playing = Playing(
            seed=place.seed,
            person=place.person,
            mode=set_up.mode,
            accommodations=Accommodations(reading_time=reading),
            rubric=rubric.VERSION,
            plan=set_up.drill,
            cohort=set_up.cohort,
            trainer=set_up.trainer,
            pair=beside.place.person if beside else "",
        )
        run = self.runs.open_run(scenario, source, playing)
        story = cast(scenario, place.seed)
        return Live(run, story, LiveSession(story, place.seed, run.append))

    def _source(self, seat: Seat) -> bytes:
        path = snapshot_path(self.root, seat.place.scenario_hash)
        try:
            return self.runs.disk.read(path, LARGEST_SNAPSHOT)
        except OSError as error:
            told = f"The copy of {quoted(seat.place.scenario)} that this drill plays can't be read: '{path}'."
            raise RecordUnreadable(f"{told} Set the drill up again to put it back.") from error

    def give_back(self, seat: Seat) -> None:
        """Nobody sat down at *seat*: it is open again, behind the others."""
        self.control.add(lambda lines: PlaceGivenBack(seat.places))

    def seal(self, run: str) -> None:
        """Seal *run* as it stands, where there is a key; what fails keeps nobody from playing: `verify` tells it."""
        with suppress(SimulatorError, OSError):
            if self._sealing is not None and self._sealing.keys.has_own:
                self._sealing.seal(self.runs, run)

    def finish(self, seat: Seat) -> None:
        """Note that *seat* has been played to its end."""
        self.control.add(lambda lines: PlaceFinished(seat.places))


def lock_path(folder: Path, station: str) -> Path:
    """The empty file that *station* holds while it is open: the system lets go of it however the program ends."""
    return folder / "stations" / f"{station}.lock"
