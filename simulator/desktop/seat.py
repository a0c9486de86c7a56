"""The seat at a running drill: one session, the mode it is played in, and how wall time reaches it.

Screens act and look through it. What is possible is the session's to say; nothing here touches a screen or a file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from simulator.desktop.view_models.drill import Seeming
from simulator.drill import actions as do
from simulator.drill import pacing
from simulator.drill.actions import Action
from simulator.drill.events import Event, FactBecameTrue, FactCeased
from simulator.drill.feelings import Feelings
from simulator.drill.session import Session
from simulator.drill.view import Life, View
from simulator.journal.records import Mode
from simulator.scenario.story import Story
from simulator.training.attending import Attended
from simulator.training.nearing_the_end import before_the_end, ends_at, run_short_of_the_end

SECOND_MS = 1_000
LISTENS_EVERY_MS = 500  # where a trainer has a say
# How upset somebody is, as a face: the mean of fear and anger, 0 to 1, below each limit.
FACES = ((0.18, "laugh"), (0.32, "smile"), (0.46, "meh"), (0.62, "frown"), (9.0, "angry"))


class Seat:
    """Plays *session* of the cast *story* in *mode*; *extra* multiplies the reading allowance.

    *attended* is set where a trainer has a say.
    """

    def __init__(
        self,
        story: Story,
        session: Session,
        mode: Mode,
        *,
        extra: float = 1.0,
        run: str = "",
        attended: Attended | None = None,
    ) -> None:
        self.story = story
        self.mode = mode
        self.run = run
        self._session = session
        self._attended = attended
        self._feelings = Feelings(story)
        self._felt = 0
        self._so: set[str] = set()
        self._pacer = pacing.Pacer(session, extra)
        self._extra = extra
        self._handover = 0  # ms of wall time left to read what was handed over only when the clock had started

    @property
    def timed(self) -> bool:
        """Whether wall time presses."""
        return self.mode.presses

    @property
    def reading(self) -> bool:
        """Whether the clock waits for the trainee to finish reading."""
        return self.timed and self._left_to_read() > 0

    @property
    def reads_handover(self) -> bool:
        """Whether the trainee is still to read what is handed to them: with no notice, that comes after the start."""
        return self._handover > 0

    def _left_to_read(self) -> int:
        return self._handover + self._pacer.allowance

    def view(self) -> View:
        """What is open now."""
        return self._session.view()

    def events(self, since: int = 0) -> Sequence[Event]:
        """What happened, from event number *since* on."""
        return self._session.events(since)

    def feelings(self) -> dict[str, Seeming]:
        """How people seem now, by person; a face only where the mode shows one."""
        self._fold()
        now = self.view().now
        return {person: self._seeming(person, now) for person in self._feelings.moods}

    def so(self) -> frozenset[str]:
        """The facts that hold now; only the guided mode may show anything of it."""
        self._fold()
        return frozenset(self._so)

    def _fold(self) -> None:
        for event in self.events(self._felt):
            self._felt += 1
            self._feelings.fold(event)
            if isinstance(event, FactBecameTrue):
                self._so.add(event.fact)
            elif isinstance(event, FactCeased):
                self._so.discard(event.fact)

    def _seeming(self, person: str, now: int) -> Seeming:
        level = self._feelings.look(person, now)
        words = self._feelings.words(person, now)
        if level is None or not self.mode.guides:
            return Seeming(words)
        upset = (level.anxiety + level.anger) / 2
        return Seeming(words, next(face for limit, face in FACES if upset < limit))

    def submit(self, action: Action) -> None:
        """Wish for *action*. Untimed, the clock goes straight to where the move has reached its person."""
        self._session.submit(action)
        view = self._session.view()
        if not self.timed and view.busy:
            self._session.advance(view.busy_until)
        self._pacer.note_new_text()

    def let_time_run(self) -> None:
        """Go to the next thing that happens or falls due."""
        if self.view().life in (Life.RUNNING, Life.CLOSING):
            pacing.let_time_run(self._session)
            self._pacer.note_new_text()

    def run_short_of_the_end(self) -> bool:
        """As `let_time_run`, but False, with the drill still going, where only its end would come."""
        goes_on = run_short_of_the_end(self.story, self._session)
        self._pacer.note_new_text()
        return goes_on

    def before_the_end(self) -> Sequence[str]:
        """What to know before the drill ends: until when it goes on, then what is open, a sentence each."""
        view = self.view()
        return tuple(before_the_end(self.story, view, ends_at(self.story, view, self.events())))

    def pass_wall_time(self, elapsed_ms: int) -> None:
        """Real time has passed in front of the screen; timed, it presses."""
        if self.timed and self.view().life in (Life.RUNNING, Life.CLOSING):
            read = min(elapsed_ms, self._handover)
            self._handover -= read
            self._pacer.tick(elapsed_ms - read)

    @property
    def stopped_by_trainer(self) -> bool:
        """Whether a trainer has stopped the clock."""
        return self.view().stopped_by not in ("", do.TRAINEE)

    @property
    def trainers(self) -> Mapping[str, str]:
        """The names of those at the trainer's desk, by their ids."""
        return self._attended.trainers if self._attended else {}

    def attend(self, elapsed_ms: int) -> Sequence[str]:
        """Let a trainer have their say, whatever the clock does; what the trainee should know."""
        if self._attended is None:
            return ()
        told = self._attended.listen(elapsed_ms)
        self._pacer.note_new_text()
        return told

    def changes_in_ms(self) -> int | None:
        """When something on screen may change by itself; None while nothing does."""
        changes = [at for at in (self._clock_changes_in_ms(), self.listens_in_ms()) if at is not None]
        return min(changes, default=None)

    def listens_in_ms(self) -> int | None:
        """When a trainer should be listened to again; None where there is none."""
        return None if self._attended is None else LISTENS_EVERY_MS

    def _clock_changes_in_ms(self) -> int | None:
        view = self.view()
        if not self.timed or view.life not in (Life.RUNNING, Life.CLOSING):
            return None
        if self.reading:
            return self._left_to_read()
        flows = view.busy or any(p.open and p.waiting_since is not None for p in view.people)
        return SECOND_MS - view.now % SECOND_MS if flows else None

    def begin(self) -> None:
        """End the briefing; the clock starts."""
        if self.view().life is Life.BRIEFING:
            self.submit(do.Begin())
            if self.mode is Mode.ASSESSED:
                self._handover = pacing.reading_allowance(self.story.brief, self._extra)

    def pause(self) -> None:
        """Stop the clock, if it runs and the mode lets the trainee stop it."""
        if self.mode.may_pause:
            self.lay_down()

    def lay_down(self) -> None:
        """Stop the clock because the drill is left for another time: the record shows it, in every mode."""
        if self.view().life in (Life.RUNNING, Life.CLOSING):
            self._session.submit(do.Pause())

    def resume(self) -> None:
        """Let the clock go on, if it was stopped here; what a trainer stopped goes on when they say so."""
        if self.view().life is Life.PAUSED and not self.stopped_by_trainer:
            self._session.submit(do.Resume())
