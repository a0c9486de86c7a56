"""A drill taken up again before one of its moves, and what becomes of it when another move is made there.

Nothing here is recorded: it is practice, or a question. What lies before the move is folded, never computed again;
what lies behind it is played by today's rules. What must not live here: a mark, or a wish of anybody's.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from simulator.drill import events as ev
from simulator.drill.actions import PLAN, Action, Begin, End, Extend, Finish, Inject, Leave
from simulator.drill.clock import MINUTE
from simulator.drill.events import Did, Event, Why
from simulator.drill.folding import evolve
from simulator.drill.rules import refusal
from simulator.drill.session import LiveSession, Session
from simulator.drill.state import DrillState
from simulator.drill.tables import Tables
from simulator.drill.view import Life, View
from simulator.scenario.story import Story

LATER_AT_MOST = 5 * MINUTE  # a move that isn't possible at its time is made within this, or left out


class PlayedOn(Struct, frozen=True):
    """A run with another move in it: its *events*, and how many of the moves behind it could not be made any more."""

    events: tuple[Event, ...]
    left_out: int


def taken_up(story: Story, events: Sequence[Event], number: int, tables: Tables | None = None) -> LiveSession:
    """The drill as it stood before event *number*, a `MoveStarted`, at the moment at which that move was begun.

    Number 0 is the beginning, with the clock just started.
    *story* must be cast for the seed of the run; it carries that seed.
    """
    if number <= 0:
        session = LiveSession(story, story.seed, tables=tables)
        session.submit(Begin())
        return session
    session = LiveSession.resume(story, story.seed, events[:number], tables=tables)
    if number < len(events):
        session.advance(events[number].at)
    return session


def latest_move(events: Sequence[Event], before: int, at: int) -> int:
    """The number of the last move begun before event *before* and by *at* ms; -1 where there was none."""
    numbers = range(min(before, len(events)) - 1, -1, -1)
    return next((n for n in numbers if isinstance(events[n], ev.MoveStarted) and events[n].at <= at), -1)


def played_with(
    story: Story, events: Sequence[Event], number: int, instead: Action, tables: Tables | None = None
) -> PlayedOn:
    """The run with *instead* in place of the move at *number*, every later move made when it was made.

    A later move that isn't possible at its time is made as soon as it is, or left out after `LATER_AT_MOST`.
    """
    tables = tables or Tables(story)
    session = taken_up(story, events, number, tables)
    follower = _Follower(session, tables)
    session.submit(instead)
    follower.follow()
    for move in events[number + 1 :]:
        follower.repeat(move)
    follower.finish()
    return PlayedOn(tuple(session.events()), follower.left_out)


def played_out(story: Story, practised: Sequence[Event], events: Sequence[Event]) -> PlayedOn:
    """What was *practised*, played to the drill's end by making the later moves of the run *events*."""
    tables = Tables(story)
    session = LiveSession.resume(story, story.seed, practised, tables=tables)
    follower = _Follower(session, tables)
    for event in _later(practised, events):
        follower.repeat(event)
    follower.finish()
    return PlayedOn(tuple(session.events()), follower.left_out)


def _later(practised: Sequence[Event], events: Sequence[Event]) -> Iterator[Event]:
    """What of *events* lies behind what was practised: all the rest where nothing was done otherwise so far."""
    number = len(practised)
    if number and tuple(events[:number]) == tuple(practised):
        yield from events[number:]
    else:
        now = practised[-1].at if practised else -1
        yield from (event for event in events if event.at > now)


class _Follower:
    """Makes the moves of a run once more, folding the events beside the session so that the rules can be asked."""

    def __init__(self, session: Session, tables: Tables) -> None:
        self._session = session
        self._state = DrillState(tables)
        self.left_out = 0
        self.follow()

    def follow(self) -> None:
        """Fold what is new."""
        for event in self._session.events(self._state.count):
            evolve(self._state, event)

    def repeat(self, event: Event) -> None:
        """Make the move that *event* tells of; other events come by themselves."""
        match event:
            case ev.MoveStarted(at=at, action=action):
                self._make(action, at)
            case ev.DrillEnded(at=at, why=Why.WALKED_AWAY):
                self._make(Leave(), at)
            case ev.DrillEnded(at=at, why=Why.COMPLETED):
                self._make(Finish(), at)
            case ev.DrillEnded(at=at, why=Why.TIME_RAN_OUT):
                self._make(End(actor=PLAN), at)
            case ev.TrainerIntervened():
                self._intervene(event)
            case _:
                return

    def _intervene(self, event: ev.TrainerIntervened) -> None:
        """Do what a trainer did to the run; what they said in their own words can't be told from the event alone."""
        if event.did is Did.INJECTED and event.happening:
            self._make(Inject(actor=event.actor, happening=event.happening), event.at)
        elif event.did is Did.EXTENDED:
            self._make(Extend(actor=event.actor, length=event.length), event.at)
        elif event.did is Did.ENDED:
            self._make(End(actor=event.actor), event.at)
        else:
            self.left_out += 1

    def _make(self, action: Action, at: int) -> None:
        self._advance(at)
        while (refusal(self._state, action, self._session.view().now)) is not None:
            due = self._session.next_due()
            if due is None or due > at + LATER_AT_MOST:
                self.left_out += not isinstance(action, Finish | Leave | End)
                return
            self._advance(due)
        self._session.submit(action)
        self.follow()

    def _advance(self, at: int) -> None:
        now = self._session.view().now
        if at > now and self._state.life is not Life.ENDED:
            self._session.advance(at)
            self.follow()

    def finish(self) -> None:
        """Let everything else take its course."""
        while (due := self._session.next_due()) is not None:
            self._session.advance(due)
            self.follow()


class Stretch:
    """A *session* that goes no further than *until* ms: a few minutes, to be gone through as often as one likes."""

    def __init__(self, session: Session, until: int) -> None:
        self._session = session
        self.until = until

    @property
    def over(self) -> bool:
        """Whether the stretch has been gone through, or the drill came to its end."""
        view = self._session.view()
        return view.life is Life.ENDED or view.now >= self.until

    def view(self) -> View:
        """What is open to the trainee now."""
        return self._session.view()

    def events(self, since: int = 0) -> Sequence[Event]:
        """The events from number *since* on."""
        return self._session.events(since)

    def next_due(self) -> int | None:
        """When the next thing falls due; the end of the stretch where nothing does before it, None behind it."""
        if self.over:
            return None
        due = self._session.next_due()
        return self.until if due is None else min(due, self.until)

    def advance(self, now: int) -> None:
        """Let time run to *now*: a move that was begun reaches its person, though the stretch ends meanwhile."""
        self._session.advance(now)

    def submit(self, action: Action) -> None:
        """Wish for *action*."""
        self._session.submit(action)
