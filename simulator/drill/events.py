"""What happened: past tense, frozen, the only thing that is stored.

Events are never edited, reordered or deleted. *at* is drill time in ms. An event's number is its place in the list,
from 0. Changing what a stored kind means takes a new kind.
"""

from enum import StrEnum

from msgspec import Struct

from simulator.drill.actions import Action
from simulator.scenario.acts import Act
from simulator.scenario.naming import snake_case
from simulator.scenario.story import Sure


class Source(StrEnum):
    """Where the trainee's words came from."""

    SCRIPTED = "scripted"
    GENERIC = "generic"
    DELEGATED = "delegated"  # said by somebody who was given it to do, in the trainee's name


class EventBase(Struct, frozen=True, gc=False, tag_field="kind", tag=snake_case, omit_defaults=True):
    """Something that happened at *at* ms of drill time."""

    at: int


class DrillStarted(EventBase, frozen=True):
    """The clock runs from here."""


class ConversationOpened(EventBase, frozen=True):
    """*person* can be talked with."""

    person: str


class BeatEntered(EventBase, frozen=True):
    """*person*'s conversation stands at *beat*."""

    person: str
    beat: str


class PersonSpoke(EventBase, frozen=True):
    """*person* said *words*; *overheard_by* heard them too. *asks* is a colleague's request."""

    person: str
    words: str
    sure: Sure = Sure.CERTAIN
    overheard_by: tuple[str, ...] = ()
    wants_reply: bool = False
    asks: str = ""


class FeelingShown(EventBase, frozen=True):
    """*person* disclosed *feeling*; words begun by *until*, or before the next disclosure, still answer it."""

    person: str
    feeling: str
    weight: float
    until: int


class FactBecameTrue(EventBase, frozen=True):
    """*fact* is so from now on."""

    fact: str


class FactCeased(EventBase, frozen=True):
    """*fact* is no longer so."""

    fact: str


class FactLearned(EventBase, frozen=True):
    """The trainee heard *fact* from *source* in these *words*, who sounded *sure*."""

    fact: str
    source: str
    words: str
    sure: Sure


class HappeningArmed(EventBase, frozen=True):
    """What *happening* waits for holds; it is due at *due*."""

    happening: str
    due: int


class HappeningHappened(EventBase, frozen=True):
    """*happening* took place (or was passed over, where *happened* is false)."""

    happening: str
    happened: bool = True


class MoveStarted(EventBase, frozen=True):
    """The trainee began *action*, which takes effect at *until*."""

    action: Action
    until: int


class MoveLapsed(EventBase, frozen=True):
    """*action* was under way and came to nothing; *reason* says why, in a sentence for the trainee."""

    action: Action
    reason: str


class PostSkipped(EventBase, frozen=True):
    """Whoever does the standing *job* had nothing to say in the trainee's name: nothing was released to them."""

    job: str


class TraineeSpoke(EventBase, frozen=True):
    """*words* reached *to*, doing *acts*. *reply* is set for scripted words. *overheard_by* heard it too.

    *job* is the standing job whose doer said it in the trainee's name.
    """

    to: tuple[str, ...]
    words: str
    acts: tuple[Act, ...]
    source: Source
    reply: str = ""
    began: int = 0
    overheard_by: tuple[str, ...] = ()
    own_words: str = ""
    job: str = ""


class FactTold(EventBase, frozen=True):
    """*to* now has *fact* from the trainee (*hedged*: as heard, not as certain)."""

    fact: str
    to: str
    hedged: bool = False


class FactOverheard(EventBase, frozen=True):
    """*person* heard *fact* from somebody other than the trainee."""

    fact: str
    person: str


class QuestionAsked(EventBase, frozen=True):
    """The trainee asked *question* of *person*."""

    question: str
    person: str


class AnswerCame(EventBase, frozen=True):
    """*person* answered *question* in *words*."""

    question: str
    person: str
    words: str
    sure: Sure = Sure.CERTAIN
    overheard_by: tuple[str, ...] = ()


class PromiseMade(EventBase, frozen=True):
    """*promise* (p1, p2 ...): *what* to *to*, due at *due*; *by* somebody else where not empty."""

    promise: str
    what: str
    to: str
    due: int
    by: str = ""


class PromiseKept(EventBase, frozen=True):
    """Terminal: *promise* was kept in time."""

    promise: str


class PromiseRenegotiated(EventBase, frozen=True):
    """Terminal: before its time *promise* gave way to the newer *new*."""

    promise: str
    new: str


class PromiseBroken(EventBase, frozen=True):
    """Terminal: *promise* passed its time unkept."""

    promise: str


class PreferenceAsked(EventBase, frozen=True):
    """*person* was asked which of *options* would suit."""

    person: str
    options: tuple[str, ...] = ()


class PreferenceTold(EventBase, frozen=True):
    """*person* said what would do them good."""

    person: str
    words: str


class ApprovalAsked(EventBase, frozen=True):
    """Somebody's yes for *remedy* was asked for; the answer comes at *due*."""

    remedy: str
    who: str
    due: int


class ApprovalAnswered(EventBase, frozen=True):
    """*who* said yes or no to *remedy*."""

    remedy: str
    who: str
    approved: bool
    words: str


class RemedyOffered(EventBase, frozen=True):
    """*remedy* was offered to *to*; *unprompted*: before they asked for anything."""

    remedy: str
    to: str
    reason: str = ""


class RemedyAnswered(EventBase, frozen=True):
    """*to* took or turned down *remedy*. *fits*: it does them good."""

    remedy: str
    to: str
    accepted: bool
    words: str
    fits: bool = True


class RemedyGiven(EventBase, frozen=True):
    """*remedy* reached *to*."""

    remedy: str
    to: str


class RemedyFailed(EventBase, frozen=True):
    """*remedy* was accepted and did not come about."""

    remedy: str
    to: str


class JobAssigned(EventBase, frozen=True):
    """*job* is being done, until *until*; *reason* is the recorded line where one was asked for."""

    job: str
    until: int
    reason: str = ""


class JobDone(EventBase, frozen=True):
    """*job* is finished."""

    job: str


class ColleagueInformed(EventBase, frozen=True):
    """*person* was told *facts*."""

    person: str
    facts: tuple[str, ...]


class RequestAnswered(EventBase, frozen=True):
    """The trainee agreed to a colleague's *request*, or declined it."""

    request: str
    agreed: bool


class NoteLeft(EventBase, frozen=True):
    """*text* waits for whoever takes over."""

    text: str
    facts: tuple[str, ...] = ()
    promises: tuple[str, ...] = ()


class SilenceFell(EventBase, frozen=True):
    """*person* has waited since *since* without a word."""

    person: str
    since: int


class PersonChased(EventBase, frozen=True):
    """*person* asked again in *words*, for the *nth* time in a row."""

    person: str
    words: str
    nth: int


class Refused(EventBase, frozen=True):
    """*action* was not possible; *reason* says why, in a sentence for the trainee."""

    action: Action
    reason: str


class Did(StrEnum):
    """How a trainer changed what the trainee had to cope with."""

    SOMETHING = "something"
    INJECTED = "injected"
    EXTENDED = "extended"
    ENDED = "ended"


class TrainerIntervened(EventBase, frozen=True):
    """*actor* changed the run: *what* was done. The run counts as assisted.

    Injected were the *happening*, or *words* of *person*; extended was the time at the desk, by *length* ms.
    *order* is the id of the action that asked for it.
    """

    actor: str
    what: str
    did: Did = Did.SOMETHING
    happening: str = ""
    person: str = ""
    words: str = ""
    length: int = 0
    order: str = ""


class MomentMarked(EventBase, frozen=True):
    """*actor* wants to come back to this moment. The trainee sees nothing of it, and nothing of the run changed."""

    actor: str
    note: str = ""
    order: str = ""


class InterventionRefused(EventBase, frozen=True):
    """What *actor* wished for at the trainer's desk wasn't possible; *reason* says why, in a sentence for them."""

    actor: str
    reason: str
    order: str = ""


class DrillPaused(EventBase, frozen=True):
    """The clock stopped."""

    actor: str
    order: str = ""


class DrillResumed(EventBase, frozen=True):
    """The clock goes on."""

    actor: str
    order: str = ""


class ConversationClosed(EventBase, frozen=True):
    """The conversation with *person* ended, *by_trainee* or by itself."""

    person: str
    by_trainee: bool = False


class PhaseEnded(EventBase, frozen=True):
    """*phase* is over; *following* begins at *due* (empty: none does)."""

    phase: str
    following: str
    due: int


class PhaseBegan(EventBase, frozen=True):
    """*phase* begins."""

    phase: str


class DrillClosing(EventBase, frozen=True):
    """Every conversation is over; follow-ups and late remedies are still possible until *until*."""

    until: int


class Why(StrEnum):
    """Why a drill ended."""

    COMPLETED = "completed"
    TIME_RAN_OUT = "time_ran_out"
    WALKED_AWAY = "walked_away"
    ENDED_BY_TRAINER = "ended_by_trainer"


class DrillEnded(EventBase, frozen=True):
    """The last event: *outcome* is the ending's id."""

    outcome: str
    why: Why


Event = (
    DrillStarted
    | ConversationOpened
    | BeatEntered
    | PersonSpoke
    | FeelingShown
    | FactBecameTrue
    | FactCeased
    | FactLearned
    | HappeningArmed
    | HappeningHappened
    | MoveStarted
    | MoveLapsed
    | PostSkipped
    | TraineeSpoke
    | FactTold
    | FactOverheard
    | QuestionAsked
    | AnswerCame
    | PromiseMade
    | PromiseKept
    | PromiseRenegotiated
    | PromiseBroken
    | PreferenceAsked
    | PreferenceTold
    | ApprovalAsked
    | ApprovalAnswered
    | RemedyOffered
    | RemedyAnswered
    | RemedyGiven
    | RemedyFailed
    | JobAssigned
    | JobDone
    | ColleagueInformed
    | RequestAnswered
    | NoteLeft
    | SilenceFell
    | PersonChased
    | Refused
    | TrainerIntervened
    | MomentMarked
    | InterventionRefused
    | DrillPaused
    | DrillResumed
    | ConversationClosed
    | PhaseEnded
    | PhaseBegan
    | DrillClosing
    | DrillEnded
)
