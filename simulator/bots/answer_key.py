"""The answer key: a good play of one seed learned by heart, by position and time, and recited on another.

It knows which line of the list was taken of whom and when, and which form was filled in; it reads nothing. What it
scores is what somebody gets who passes the answers on.
"""

from collections.abc import Sequence

from msgspec import Struct

from simulator.bots.playing import Policy, step
from simulator.drill import actions as do
from simulator.drill.actions import Action, Say
from simulator.drill.session import Session
from simulator.drill.view import Life, View


class Line(Struct, frozen=True):
    """One line of the key: at *at* ms the reply at *position* (0 the first) of *person*, or else the form *form*."""

    at: int
    person: str = ""
    position: int = 0
    form: Action | None = None


def learn(session: Session, policy: Policy) -> tuple[Line, ...]:
    """Play *session* to its end with *policy*, and write down what it does as a key."""
    session.submit(do.Begin())
    watched = _Watched(policy)
    while step(session, watched):
        pass
    return tuple(watched.key)


class _Watched:
    def __init__(self, policy: Policy) -> None:
        self._policy = policy
        self.key: list[Line] = []

    def choose(self, session: Session) -> Action | int | None:
        choice = self._policy.choose(session)
        if choice is not None and not isinstance(choice, int):
            self.key.append(_line(session.view(), choice))
        return choice


def _line(view: View, action: Action) -> Line:
    for person in view.people:
        replies = [reply.id for reply in person.replies]
        if isinstance(action, Say) and action.reply in replies:
            return Line(view.now, person.id, replies.index(action.reply))
    return Line(view.now, form=action)


def recite(session: Session, key: Sequence[Line]) -> None:
    """Play *session* by *key*, whatever is said there, and let time run to the end."""
    session.submit(do.Begin())
    for line in key:
        session.advance(max(line.at, session.view().now))
        view = session.view()
        if view.busy:
            session.advance(view.busy_until)
        action = _recalled(session.view(), line)
        if action is not None:
            session.submit(action)
    while session.view().life is not Life.ENDED and (due := session.next_due()) is not None:
        session.advance(due)


def _recalled(view: View, line: Line) -> Action | None:
    if line.form is not None or view.life is Life.ENDED:
        return None if view.life is Life.ENDED else line.form
    replies = next((person.replies for person in view.people if person.id == line.person), ())
    return Say(reply=replies[min(line.position, len(replies) - 1)].id) if replies else None
