"""What the trainee can see and do at one moment: frozen, made anew for each look, holding no rule.

Every front end, bot and test reads this; nothing in it says whether what was heard is true. How people feel is
read apart (`feelings.py`), since most lookers don't need it.
"""

from enum import StrEnum

from msgspec import Struct

from simulator.scenario.story import PersonKind, Sure, Verb, Yes


class Life(StrEnum):
    """The life of a drill."""

    BRIEFING = "briefing"
    RUNNING = "running"
    PAUSED = "paused"
    CLOSING = "closing"
    ENDED = "ended"


GOING = (Life.RUNNING, Life.CLOSING)  # the lives in which time runs


class ReplyView(Struct, frozen=True, gc=False):
    """A reply that is open: its *id* and *words* (or, with nothing said, what it *does*)."""

    id: str
    words: str
    says_nothing: bool = False


class PersonView(Struct, frozen=True, gc=False):
    """Somebody in the drill. *waiting_since* is set while they wait for a word from the trainee."""

    id: str
    name: str
    role: str
    kind: PersonKind
    open: bool
    closed: bool
    beat: str = ""
    waiting_since: int | None = None
    pending: bool = False  # a reply to them is on its way
    chases: int = 0
    replies: tuple[ReplyView, ...] = ()
    closes: tuple[Verb, ...] = ()  # generic verbs that are not open with them at this moment
    verified: bool = True


class HeardView(Struct, frozen=True, gc=False):
    """Something the trainee has heard. *says* is how it would be told on."""

    fact: str
    says: str
    source: str
    words: str
    sure: Sure
    at: int


class PromiseView(Struct, frozen=True, gc=False):
    """A promise of the trainee's that is still open."""

    id: str
    what: str
    label: str
    to: str
    due: int


class QuestionView(Struct, frozen=True, gc=False):
    """A question that can be asked of *who*."""

    id: str
    who: str
    asks: str
    takes: int
    asked: bool


class JobView(Struct, frozen=True, gc=False):
    """Something that can be done; *yes* says whether it needs a recorded line."""

    id: str
    label: str
    who: str
    yes: Yes
    assigned: bool
    done: bool


class RemedyView(Struct, frozen=True, gc=False):
    """A remedy on the desk. *approved*: True or False once somebody else has answered; None: not asked."""

    id: str
    label: str
    words: str
    to: tuple[str, ...]
    cost: float
    yes: Yes
    asks: str = ""  # person whose yes it needs
    approved: bool | None = None
    approval_due: int | None = None
    offered_to: tuple[str, ...] = ()


class CommitmentView(Struct, frozen=True, gc=False):
    """Something that can be promised to *to*; *at*: when it falls due by nature."""

    id: str
    label: str
    to: tuple[str, ...]
    at: int | None


class QuantityView(Struct, frozen=True, gc=False):
    """Something people ask the time of."""

    id: str
    label: str


class View(Struct, frozen=True, gc=False):
    """Everything open to the trainee at *now* ms."""

    now: int
    life: Life
    phase: str
    busy_until: int  # equals now or less when the trainee is free
    people: tuple[PersonView, ...]
    heard: tuple[HeardView, ...]
    promises: tuple[PromiseView, ...]
    questions: tuple[QuestionView, ...]
    jobs: tuple[JobView, ...]
    remedies: tuple[RemedyView, ...]
    commitments: tuple[CommitmentView, ...]
    quantities: tuple[QuantityView, ...]
    authority_left: float
    outcome: str = ""  # ending's id, once ended
    why: str = ""
    events: int = 0  # how many events lie behind this view
    stopped_by: str = ""  # who stopped the clock, while it stands

    def person(self, person: str) -> PersonView:
        """The person called *person*; raises KeyError."""
        for candidate in self.people:
            if candidate.id == person:
                return candidate
        raise KeyError(person)

    @property
    def busy(self) -> bool:
        """True while a move is on its way."""
        return self.busy_until > self.now
