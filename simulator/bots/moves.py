"""Plays a list of moves, as plan files, tests and `play --moves` write them, to the drill's end.

No policy here: what to do is in the list, what is possible is in `drill/rules.py`. Uses the five verbs and what
anybody may know: the story and the events.
"""

from collections.abc import Iterable

from msgspec import Struct

from simulator.drill.actions import Action, Begin, Resume
from simulator.drill.events import Refused
from simulator.drill.folding import evolve
from simulator.drill.rules import refusal
from simulator.drill.session import Session
from simulator.drill.state import DrillState
from simulator.drill.tables import Tables
from simulator.drill.view import Life
from simulator.journal.records import PlannedMove
from simulator.scenario.story import Story


class Missed(Struct, frozen=True):
    """A move that didn't come about: its *number* in the list (from 1), and why."""

    number: int
    why: str


def play_moves(session: Session, story: Story, moves: Iterable[PlannedMove]) -> tuple[Missed, ...]:
    """Play *moves* in order on *session*, then let time run to the drill's end; give the moves that were missed.

    A move with a time is made at that time, possible or not (a refusal is an event). A move without one waits until
    it is possible. A drill in its briefing is begun first; one left paused goes on at the end.
    """
    follower = _Follower(session, Tables(story))
    missed = [Missed(n, why) for n, move in enumerate(moves, 1) if (why := follower.play(move)) is not None]
    follower.finish()
    return tuple(missed)


def play_about(session: Session, tables: Tables, moves: Iterable[PlannedMove], within: int) -> None:
    """Play *moves* about when they say, then let time run to the drill's end; *tables* are those of the story.

    Each is made at its time or as soon after it as it is possible; one that isn't within *within* ms is left out.
    """
    follower = _Follower(session, tables)
    for move in moves:
        follower.play_about(move, within)
    follower.finish()


class _Follower:
    """Folds the session's events beside it, so that the rules can be asked without troubling the session."""

    def __init__(self, session: Session, tables: Tables) -> None:
        self._session = session
        self._state = DrillState(tables)
        self._now = session.view().now
        self._follow()

    def play(self, move: PlannedMove) -> str | None:
        """Make *move* as its time says; answer why it didn't come about, if it didn't."""
        if self._state.life is Life.BRIEFING and not isinstance(move.action, Begin):
            self._submit(Begin())
        if move.at is None:
            return self._wait_and_submit(move)
        self._advance(max(move.at, self._now))
        if self._state.life is Life.ENDED:
            return "the drill had ended by then"
        return self._submit(move.action)

    def play_about(self, move: PlannedMove, within: int) -> None:
        """Make *move* at its time or at most *within* ms later."""
        if self._state.life is Life.BRIEFING:
            self._submit(Begin())
        self._advance(max(move.at or 0, self._now))
        last = self._now + within
        while refusal(self._state, move.action, self._now) is not None:
            due = self._session.next_due()
            if due is None or due > last:
                return
            self._advance(due)
        self._submit(move.action)

    def finish(self) -> None:
        """Let everything else take its course."""
        if self._state.life is Life.BRIEFING:
            self._submit(Begin())
        if self._state.life is Life.PAUSED:
            self._submit(Resume())
        while self._step():
            pass

    def _wait_and_submit(self, move: PlannedMove) -> str | None:
        while (why := refusal(self._state, move.action, self._now)) is not None:
            if not self._step():
                return f"it never became possible. At the end: {why}"
        return self._submit(move.action)

    def _step(self) -> bool:
        due = self._session.next_due()
        if due is None:
            return False
        self._advance(due)
        return True

    def _advance(self, now: int) -> None:
        self._session.advance(now)
        self._now = self._session.view().now  # less than *now* where the clock stands
        self._follow()

    def _submit(self, action: Action) -> str | None:
        before = self._state.count
        self._session.submit(action)
        self._follow()
        news = self._session.events(before)
        return next((event.reason for event in news if isinstance(event, Refused)), None)

    def _follow(self) -> None:
        for event in self._session.events(self._state.count):
            evolve(self._state, event)
