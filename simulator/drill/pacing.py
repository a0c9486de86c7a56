"""How wall time becomes drill time, for whoever sits at the drill: the only place that knows about reading.

*Let time run* stores nothing: it advances to the next thing somebody notices. Timed, the clock also runs 1:1 with
real time while somebody is talking, after a reading allowance that depends on the length of the text and on the
person's accommodation. Scores never depend on thinking inside the allowance, on pauses, or on the front end.
"""

from simulator.drill import events as ev
from simulator.drill.clock import SECOND
from simulator.drill.events import Event
from simulator.drill.session import Session

READING_MS_PER_CHARACTER = 55  # about 220 words a minute, read and taken in (D)
READING_LEAST = 3 * SECOND

_UNNOTICED = (
    ev.FactBecameTrue,
    ev.FactCeased,
    ev.HappeningArmed,
    ev.HappeningHappened,
    ev.FactOverheard,
    ev.FeelingShown,
    ev.SilenceFell,
    ev.JobDone,
    ev.PhaseEnded,
    ev.MomentMarked,
    ev.InterventionRefused,
)


def is_noticed(event: Event) -> bool:
    """Whether the trainee sees or hears *event* when it happens. What is only true somewhere isn't noticed."""
    return not isinstance(event, _UNNOTICED)


def let_time_run(session: Session, limit: int | None = None) -> None:
    """Advance to the next thing that happens or falls due, at most to *limit* ms.

    Stops at the first moment that brings something the trainee notices, or at which a promise of theirs falls due.
    """
    seen = len(session.events(0))
    while (due := session.next_due()) is not None:
        if limit is not None and due > limit:
            session.advance(limit)
            return
        dues = {promise.due for promise in session.view().promises}
        session.advance(due)
        news = session.events(seen)
        seen += len(news)
        if due in dues or any(is_noticed(event) for event in news):
            return


def reading_allowance(text: str, extra: float = 1.0) -> int:
    """How many ms of wall time reading *text* takes nobody's drill time; *extra* 1.5 gives half as much again."""
    return round(max(READING_LEAST, READING_MS_PER_CHARACTER * len(text)) * extra)


class Pacer:
    """Turns ticks of a wall clock into drill time in timed mode. Times in ms; *extra* is the accommodation.

    The clock stands while there is something to read or nobody waits, and runs 1:1 otherwise.
    """

    def __init__(self, session: Session, extra: float = 1.0) -> None:
        self._session = session
        self._extra = extra
        self._seen = self._first_to_read()
        self._allowance = 0
        self.note_new_text()

    def _first_to_read(self) -> int:
        """The number of the first event of the latest moment: what came before was read before."""
        events = self._session.events()
        seen = len(events)
        while seen and events[seen - 1].at == events[-1].at:
            seen -= 1
        return seen

    @property
    def allowance(self) -> int:
        """Reading time left, in ms of wall time."""
        return self._allowance

    def note_new_text(self) -> None:
        """Add a reading allowance for what was said since the last look."""
        for event in self._session.events(self._seen):
            self._seen += 1
            if isinstance(event, (ev.PersonSpoke, ev.PersonChased, ev.AnswerCame)):
                self._allowance += reading_allowance(event.words, self._extra)

    def tick(self, elapsed: int) -> None:
        """Let *elapsed* ms of wall time pass."""
        self.note_new_text()
        read = min(elapsed, self._allowance)
        self._allowance -= read
        view = self._session.view()
        waits = any(person.open and person.waiting_since is not None for person in view.people)
        if elapsed > read and (waits or view.busy) and self._session.next_due() is not None:
            self._session.advance(view.now + elapsed - read)
            self.note_new_text()
