"""One session interface, five verbs, for every front end, bot, replay and room.

Theory of operation. A session owns the event list, the state folded from it, and `now`. `submit` asks the rules,
then starts the move or records its refusal; `advance` lets everything due by then take place, each at its own
time, whatever the size of the step. New events are folded as they arise, handed to *record* in one batch, and
only then shown: what a trainee has seen is in the record. If recording fails, the session stops there.
"""

from collections.abc import Callable, Sequence
from typing import Final, Protocol

from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill import interventions, moves, rules, world
from simulator.drill.actions import Action
from simulator.drill.current import is_current
from simulator.drill.emitting import Emit
from simulator.drill.events import Event, Why
from simulator.drill.folding import evolve
from simulator.drill.seeing import Seer
from simulator.drill.state import DrillState
from simulator.drill.tables import Tables
from simulator.drill.view import GOING, Life, View
from simulator.scenario.story import Story

Record = Callable[[Sequence[Event]], None]


class Session(Protocol):
    """What everybody who plays, watches or replays a drill uses. Times are ms of drill time."""

    def view(self) -> View:
        """What is open to the trainee now."""

    def events(self, since: int = 0) -> Sequence[Event]:
        """The events from number *since* on."""

    def next_due(self) -> int | None:
        """When the next thing falls due by itself; None when nothing does."""

    def advance(self, now: int) -> None:
        """Let time run to *now*. Raises ValueError when that lies in the past."""

    def submit(self, action: Action) -> None:
        """Wish for *action*. Answers nothing; what comes of it, a refusal included, is an event."""


def _forget(batch: Sequence[Event]) -> None:
    """Keeps no record: for tests and for measuring."""


class LiveSession:
    """A drill being played. *story* must be cast; *seed* is the one it was cast with."""

    def __init__(self, story: Story, seed: int = 0, record: Record = _forget, *, tables: Tables | None = None) -> None:
        self.story = story
        self.seed = seed
        self._state = DrillState(tables or Tables(story))
        self._seer = Seer(self._state.tables, seed)
        self._settling = world.Settling(self._state.tables)
        self._record = record
        self._events: list[Event] = []
        self._emit = Emit(self._state)
        self._now = 0
        self._broken: Exception | None = None

    @classmethod
    def resume(
        cls,
        story: Story,
        seed: int,
        events: Sequence[Event],
        record: Record = _forget,
        *,
        tables: Tables | None = None,
    ) -> "LiveSession":
        """Go on where *events*, all of them recorded already, left off."""
        session = cls(story, seed, record, tables=tables)
        for event in events:
            evolve(session._state, event)
        session._events = list(events)
        session._now = session._state.last_at
        session._drop_what_was_done()
        return session

    def view(self) -> View:
        """What is open to the trainee now."""
        self._refuse_if_broken()
        return self._seer.see(self._state, self._now)

    def events(self, since: int = 0) -> Sequence[Event]:
        """The recorded events from number *since* on."""
        return self._events[since:]

    def next_due(self) -> int | None:
        """When the next thing falls due by itself; None before the start, while paused and after the end."""
        if self._state.life not in GOING:
            return None
        agenda = self._state.agenda
        while (entry := agenda.first()) is not None:
            if is_current(self._state, entry):
                return max(entry.at, self._now)
            agenda.take()
        return None

    def advance(self, now: int) -> None:
        """Let time run to *now*; nothing moves while the drill isn't running. Raises ValueError for the past."""
        self._refuse_if_broken()
        if now < self._now:
            raise ValueError(f"drill time cannot run backwards: {now} < {self._now}")
        self._run_to(now)
        self._commit()

    def submit(self, action: Action) -> None:
        """Wish for *action*; one that was seen before (same id) is dropped."""
        self._refuse_if_broken()
        if action.id and action.id in self._state.seen_ids:
            return
        reason = rules.refusal(self._state, action, self._now)
        if reason is not None and do.is_intervention(action):
            self._emit(ev.InterventionRefused(self._now, action.actor, reason, action.id))
        elif reason is not None:
            self._emit(ev.Refused(self._now, action, reason))
        else:
            self._start(action)
            self._settling.settle(self._state, self._now, self._emit)
            self._run_to(self._now)
        self._commit()

    # -- inside

    def _drop_what_was_done(self) -> None:
        """Forget what fell due by now: a batch ends when all of it has taken place, yet folding notes it down again."""
        agenda = self._state.agenda
        while (entry := agenda.first()) is not None and entry.at <= self._now:
            agenda.take()

    def _start(self, action: Action) -> None:
        begins = _STARTS.get(type(action))
        if begins is None:
            moves.start(self._state, action, self._now, self._emit)
        else:
            begins(self._state, action, self._now, self._emit)

    def _run_to(self, now: int) -> None:
        state, agenda = self._state, self._state.agenda
        while state.life in GOING:
            entry = agenda.first()
            if entry is None or entry.at > now:
                self._now = now
                return
            agenda.take()
            if not is_current(state, entry):
                continue
            if entry.at < self._now:
                entry = entry.late(self._now)
            self._now = entry.at
            world.fire(state, entry, self._emit)
            self._settling.settle(state, self._now, self._emit)

    def _commit(self) -> None:
        new = self._emit.new
        if not new:
            return
        try:
            self._record(tuple(new))
        except Exception as error:
            self._broken = error
            raise
        self._events.extend(new)
        new.clear()

    def _refuse_if_broken(self) -> None:
        if self._broken is not None:
            raise self._broken


def _begin(state: DrillState, action: do.Begin, now: int, emit: Emit) -> None:
    world.begin(state, now, emit)


def _pause(state: DrillState, action: do.Pause, now: int, emit: Emit) -> None:
    emit(ev.DrillPaused(now, action.actor, action.id))


def _resume(state: DrillState, action: do.Resume, now: int, emit: Emit) -> None:
    emit(ev.DrillResumed(now, action.actor, action.id))


def _finish(state: DrillState, action: do.Finish, now: int, emit: Emit) -> None:
    world.end(state, now, Why.COMPLETED, emit)


def _leave(state: DrillState, action: do.Leave, now: int, emit: Emit) -> None:
    world.end(state, now, Why.WALKED_AWAY, emit)


# What takes no time; every other move is under way until it lands.
_STARTS: Final[dict[type[Action], Callable[..., None]]] = {
    do.Begin: _begin,
    do.Pause: _pause,
    do.Resume: _resume,
    do.Finish: _finish,
    do.Leave: _leave,
    do.Inject: interventions.carry_out,
    do.Extend: interventions.carry_out,
    do.Mark: interventions.carry_out,
    do.End: interventions.carry_out,
}


class ReplaySession:
    """A recorded drill, played back by folding its events; nothing is computed again and no move is taken."""

    def __init__(self, story: Story, seed: int, events: Sequence[Event], *, tables: Tables | None = None) -> None:
        self.story = story
        self.seed = seed
        self._all = tuple(events)
        self._state = DrillState(tables or Tables(story))
        self._seer = Seer(self._state.tables, seed)
        self._shown = 0
        self._now = 0

    def view(self) -> View:
        """What was open to the trainee at this moment."""
        return self._seer.see(self._state, self._now)

    def events(self, since: int = 0) -> Sequence[Event]:
        """The events up to this moment, from number *since* on."""
        return self._all[since : self._shown]

    def next_due(self) -> int | None:
        """When the next event took place; None after the last."""
        return self._all[self._shown].at if self._shown < len(self._all) else None

    def advance(self, now: int) -> None:
        """Show everything that happened up to *now*. Raises ValueError for the past."""
        if now < self._now:
            raise ValueError(f"drill time cannot run backwards: {now} < {self._now}")
        while self._shown < len(self._all) and self._all[self._shown].at <= now:
            evolve(self._state, self._all[self._shown])
            self._shown += 1
        self._now = min(now, self._state.last_at) if self._state.life is Life.ENDED else now

    def submit(self, action: Action) -> None:
        """Nothing: what is recorded has been decided."""


__all__ = ["LiveSession", "Record", "ReplaySession", "Session"]
