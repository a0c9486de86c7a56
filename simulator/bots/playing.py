"""The driver that lets a policy play a session, jumping the clock from one thing to the next.

A policy reads the session as any player does and answers with a move, a moment to be woken at, or None: nothing
until something happens. It keeps no memory that events couldn't give it back, so a resumed run goes on the same.
"""

from typing import Protocol

from simulator.drill import actions as do
from simulator.drill.actions import Action
from simulator.drill.events import Refused
from simulator.drill.session import Session
from simulator.drill.view import Life

MOST_STEPS = 20_000  # no drill comes near; a policy that never lets time pass does


class Policy(Protocol):
    """How somebody plays: one decision at a time."""

    def choose(self, session: Session) -> Action | int | None:
        """A move, a moment (ms) to look again, or None to wait for whatever comes next."""


def play(session: Session, policy: Policy) -> None:
    """Play *session* to its end with *policy*. Raises RuntimeError for a policy that never lets time pass."""
    if session.view().life is Life.BRIEFING:
        session.submit(do.Begin())
    for _ in range(MOST_STEPS):
        if not step(session, policy):
            return
    raise RuntimeError(f"{type(policy).__name__} did not come to an end in {MOST_STEPS} steps")


def step(session: Session, policy: Policy) -> bool:
    """One decision of *policy* and, unless a move came of it, one stretch of waiting; False once the drill ended."""
    view = session.view()
    if view.life is Life.ENDED:
        return False
    choice = None if view.busy else policy.choose(session)
    if isinstance(choice, int):
        _wait(session, choice)
    elif choice is None or not _takes(session, choice, view.events):
        _wait(session, None)
    return True


def _takes(session: Session, action: Action, since: int) -> bool:
    """Submit *action*; whether it was taken rather than refused."""
    session.submit(action)
    return not any(isinstance(event, Refused) for event in session.events(since))


def _wait(session: Session, wake: int | None) -> None:
    due, now = session.next_due(), session.view().now
    if due is not None:
        session.advance(min(due, wake) if wake is not None and wake > now else due)
