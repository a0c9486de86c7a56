"""Letting time run without running over the end of the drill: whoever would, is asked first, and nothing is lost.

When a drill ends is the drill's to say; here is only read what it said.
"""

from collections.abc import Iterator, Sequence

from simulator.drill.clock import clock_text
from simulator.drill.events import DrillClosing, Event
from simulator.drill.pacing import is_noticed
from simulator.drill.session import Session
from simulator.drill.view import GOING, Life, View
from simulator.scenario.story import Story

QUESTION = "Is the drill to end now?"


def ends_at(story: Story, view: View, events: Sequence[Event]) -> int:
    """When the drill ends by itself, in ms, as far as *events* and *view* tell: nobody is asked then."""
    until = [event.until for event in events if isinstance(event, DrillClosing)]
    return min(until[-1], story.limit) if until and view.life is Life.CLOSING else story.limit


def run_short_of_the_end(story: Story, session: Session) -> bool:
    """Advance to the next thing somebody notices, or to a promise's time, if the drill goes on then.

    False where only the end would come: the clock stands then where nothing is noticed any more before it.
    """
    while session.view().life in GOING:
        due, end = session.next_due(), ends_at(story, session.view(), session.events())
        if due is None or due >= end:
            return False
        if _step(session, due):
            return True
    return True


def _step(session: Session, due: int) -> bool:
    """Advance to *due*; whether that brought something to notice."""
    seen, dues = len(session.events()), {promise.due for promise in session.view().promises}
    session.advance(due)
    return due in dues or any(is_noticed(event) for event in session.events(seen))


def before_the_end(story: Story, view: View, end: int) -> Iterator[str]:
    """What whoever is about to end the drill should know, a sentence each: until when it goes on, what is open."""
    clock = clock_text(story, end)
    if view.life is Life.CLOSING:
        yield f"Until {clock} you can still follow up; then the drill ends."
    else:
        yield f"Nothing more happens by itself before {clock}, when the time of this drill is up."
    for promise in view.promises:
        due = clock_text(story, promise.due)
        yield f"Still open: you promised {_name(view, promise.to)} to {promise.label}, by {due}."


def _name(view: View, person: str) -> str:
    return next((p.name for p in view.people if p.id == person), "everybody")
