"""The state of a drill: a fold of its events, changed by `evolve` (in `folding`) and by nothing else.

`DrillState` is mutable for speed and belongs to one session, which never hands it out: what leaves a session is
frozen (`View`, events). It knows no "now": between two events live and replay would differ.
Whatever conditions may ask is left as a *mark*, a triple of (word, of, to).
"""

from dataclasses import dataclass, field
from typing import Final

from simulator.drill import events as ev
from simulator.drill.agenda import Agenda
from simulator.drill.clock import MINUTE
from simulator.drill.marks import Mark
from simulator.drill.sensing import Sensed
from simulator.drill.tables import Tables
from simulator.drill.view import Life
from simulator.drill.watching import Concern
from simulator.scenario.story import Story, Word

GRACE: Final = MINUTE  # a word or deed up to a minute late still keeps a promise (D)


@dataclass(slots=True)
class PromiseRecord:
    """One promise of the book. *status* is `open` until its one terminal state."""

    id: str
    what: str
    to: str
    made: int
    due: int
    by: str = ""
    status: str = "open"


@dataclass(slots=True)
class Conversation:
    """One person's conversation: where it stands and who waits for whom. *visit* tells stale timers apart."""

    beat: str = ""
    opened: bool = False
    closed: bool = False
    visit: int = 0
    waiting_since: int | None = None
    waiting: int = 0
    chases: int = 0
    said_here: set[str] = field(default_factory=set)


class DrillState:
    """Everything that events have made so. Begin with `DrillState(tables)` and `evolve` each event in order."""

    __slots__ = (
        "agenda",
        "answering",
        "approvals",
        "assigned",
        "changes",
        "conversations",
        "count",
        "done",
        "fired",
        "handed_over",
        "heard",
        "in_flight",
        "last_at",
        "life",
        "marks",
        "next_phase",
        "note",
        "offered",
        "outcome",
        "phase",
        "promises",
        "refused",
        "reported",
        "seen_ids",
        "sensed",
        "spent",
        "stopped_by",
        "tables",
        "true",
        "unseen",
        "why",
    )

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.life = Life.BRIEFING
        self.phase = ""
        self.next_phase = ""
        self.marks: set[Mark] = set()
        self.changes: list[Concern] = []  # whom each mark left or taken back, or another change, concerns
        self.conversations = {p.id: Conversation() for p in tables.story.people}
        self.agenda = Agenda()
        self.heard: list[ev.FactLearned] = []
        self.true: set[str] = set()
        self.promises: dict[str, PromiseRecord] = {}
        self.in_flight: ev.MoveStarted | None = None
        self.answering = ""  # person to whom the move in flight is a scripted reply
        self.fired: set[str] = set()
        self.assigned: dict[str, int] = {}
        self.done: set[str] = set()
        self.approvals: dict[str, int | bool] = {}  # due while asked, then the answer
        self.offered: set[tuple[str, str]] = set()
        self.spent = 0.0
        self.seen_ids: set[str] = set()
        self.sensed = Sensed(tables.story)
        self.handed_over = 0  # how often somebody took over
        self.note: ev.NoteLeft | None = None  # the last one, until somebody took over by it
        self.unseen: set[str] = set()  # promises that whoever took over doesn't know of
        self.reported: set[tuple[str, str]] = set()  # (job or question, person): told that it was done
        self.refused = 0
        self.count = 0
        self.last_at = 0
        self.stopped_by = ""
        self.outcome = ""
        self.why = ""

    @property
    def story(self) -> Story:
        """The story being played."""
        return self.tables.story

    def mark(self, word: Word, of: str, to: str = "") -> None:
        """Leave a mark; one that names *to* also holds of anybody."""
        self._leave((word, of, to))
        if to:
            self._leave((word, of, ""))

    def _leave(self, mark: Mark) -> None:
        if mark not in self.marks:
            self.marks.add(mark)
            self._note(mark)

    def unmark(self, word: Word, of: str) -> None:
        """Take a mark back: what it says has ceased to be so."""
        self.marks.discard((word, of, ""))
        self._note((word, of, ""))

    def changed(self, what: str, of: str = "") -> None:
        """Note a change that leaves no mark; *what* is one of `Also`."""
        self._note((what, of, ""))

    def _note(self, change: Mark) -> None:
        concern = self.tables.concerns.get(change)
        if concern is not None:
            self.changes.append(concern)

    def has(self, word: Word, of: str, to: str = "") -> bool:
        """Whether that mark was left."""
        return (word, of, to) in self.marks

    def open_promises(self) -> list[PromiseRecord]:
        """The promises that are neither kept, renegotiated nor broken, in the order they were made."""
        return [promise for promise in self.promises.values() if promise.status == "open"]

    def answers(self, person: str) -> bool:
        """Whether a scripted reply to *person* is on its way."""
        return self.in_flight is not None and self.answering == person


__all__ = ["GRACE", "Conversation", "DrillState", "PromiseRecord"]
