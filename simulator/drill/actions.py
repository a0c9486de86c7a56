"""What somebody wants to do: imperative, and only a wish until the rules have looked at it.

Plan files, move files and journals use these names and fields as they stand (`{"do": "say", "reply": "reported.1"}`).
Every action carries an *id* and an *actor*, so that a refusal can be matched and a resend dropped.
"""

from msgspec import Struct

from simulator.scenario.naming import snake_case
from simulator.scenario.story import Move, Sure

TRAINEE = "trainee"
PLAN = "plan"  # whose time at the desk is over: it ends a drill as a trainer would


class ActionBase(Struct, frozen=True, kw_only=True, tag_field="do", tag=snake_case, omit_defaults=True):
    """A wish, with who wishes it."""

    id: str = ""
    actor: str = TRAINEE


class Begin(ActionBase, frozen=True, kw_only=True):
    """Ends the briefing and starts the clock."""


class Say(ActionBase, frozen=True, kw_only=True):
    """Says the scripted *reply*. *own_words* is what the trainee typed first, kept and not scored."""

    reply: str
    own_words: str = ""


class Update(ActionBase, frozen=True, kw_only=True):
    """Tells *to* how things stand: facts, what was done, what is being done, when the next word comes.

    *next_in* in ms from the words; *low* and *high* in ms of remaining time for *quantity*.
    """

    to: tuple[str, ...]
    facts: tuple[str, ...] = ()
    hedged: tuple[str, ...] = ()
    done: tuple[str, ...] = ()
    doing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    next_in: int | None = None
    quantity: str = ""
    low: int | None = None
    high: int | None = None
    basis: str = ""


class Promise(ActionBase, frozen=True, kw_only=True):
    """Promises *what* to *to*, due in *within* ms (None: when the commitment says)."""

    to: str
    what: str
    within: int | None = None


class Ask(ActionBase, frozen=True, kw_only=True):
    """Asks *question* of whoever it belongs to."""

    question: str


class Assign(ActionBase, frozen=True, kw_only=True):
    """Has *job* done; *reason* is the one recorded line where the job asks for it (P33)."""

    job: str
    reason: str = ""


class Offer(ActionBase, frozen=True, kw_only=True):
    """Offers *remedy* to *to*; *reason* is the one recorded line where it asks for it (P33)."""

    remedy: str
    to: str
    reason: str = ""


class AskFor(ActionBase, frozen=True, kw_only=True):
    """Asks the person whose yes *remedy* needs."""

    remedy: str


class AskPreference(ActionBase, frozen=True, kw_only=True):
    """Asks *to* which of *options*, or what at all, would do them good (P17)."""

    to: str
    options: tuple[str, ...] = ()


class Inform(ActionBase, frozen=True, kw_only=True):
    """Tells colleague or source *to* the *facts*."""

    to: str
    facts: tuple[str, ...]


class Note(ActionBase, frozen=True, kw_only=True):
    """Leaves *text* for whoever takes over, with the *facts* and the promises (by commitment) handed over in it."""

    text: str
    facts: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()


class Close(ActionBase, frozen=True, kw_only=True):
    """Ends the conversation with *person*."""

    person: str


class Pause(ActionBase, frozen=True, kw_only=True):
    """Stops the clock."""


class Resume(ActionBase, frozen=True, kw_only=True):
    """Lets the clock go on."""


class Inject(ActionBase, frozen=True, kw_only=True):
    """A trainer lets something happen: a *happening* of the scenario, or what stands here, said by *by* in *words*."""

    happening: str = ""
    by: str = ""
    words: str = ""
    sure: Sure = Sure.CERTAIN
    learns: tuple[str, ...] = ()
    makes_true: tuple[str, ...] = ()
    makes_false: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()


class Extend(ActionBase, frozen=True, kw_only=True):
    """A trainer gives *length* ms more at the desk."""

    length: int


class Mark(ActionBase, frozen=True, kw_only=True):
    """A trainer marks this moment, to come back to it; *note* says why."""

    note: str = ""


class End(ActionBase, frozen=True, kw_only=True):
    """A trainer ends the drill where it stands, or the plan does: the time at the desk is over."""


class Finish(ActionBase, frozen=True, kw_only=True):
    """Ends the drill from the closing phase: nothing more to do."""


class Leave(ActionBase, frozen=True, kw_only=True):
    """Walks away, whatever is open."""


Action = (
    Begin
    | Say
    | Update
    | Promise
    | Ask
    | Assign
    | Offer
    | AskFor
    | AskPreference
    | Inform
    | Note
    | Close
    | Pause
    | Resume
    | Inject
    | Extend
    | Mark
    | End
    | Finish
    | Leave
)

# What comes from a trainer's desk; stopping the clock and letting it go on are open to a trainee, too.
Intervention = Pause | Resume | Inject | Extend | Mark | End
INTERVENTIONS = frozenset((Pause, Resume, Inject, Extend, Mark, End))
TRAINERS_ONLY = frozenset((Inject, Extend, Mark, End))


def is_intervention(action: Action) -> bool:
    """Whether *action* is somebody else's doing at the trainee's drill."""
    return action.actor != TRAINEE and type(action) in INTERVENTIONS
