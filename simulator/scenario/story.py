"""What a drill is made of: the frozen model of a scenario, and of the story one seed makes of it.

Data only: no clock, no file, no dice. Times are integer milliseconds since the drill began unless a name
says otherwise; text is what people read, with placeholders such as `{draw.place}` only before `cast`.
"""

from enum import StrEnum

from msgspec import Struct

from simulator.scenario.acts import Act, ApologyPart


class Kind(StrEnum):
    """The kind of event; it decides how often people must hear from us (P08, P09)."""

    MASS = "mass"
    STATUS = "status"
    ONE_CUSTOMER = "one_customer"


MINUTE = 60_000
UPDATE_EVERY = {Kind.MASS: 15 * MINUTE, Kind.STATUS: 30 * MINUTE, Kind.ONE_CUSTOMER: 60 * MINUTE}


class PersonKind(StrEnum):
    """Customers and audiences have moods; sources and colleagues have words and requests."""

    CUSTOMER = "customer"
    AUDIENCE = "audience"
    SOURCE = "source"
    COLLEAGUE = "colleague"


class Channel(StrEnum):
    """How somebody is spoken with."""

    IN_PERSON = "in_person"
    PHONE = "phone"
    RADIO = "radio"
    CHAT = "chat"
    MAIL = "mail"
    PUBLIC_POST = "public_post"


class Sure(StrEnum):
    """How sure somebody sounded. Whether it was true is another matter."""

    CERTAIN = "certain"
    LIKELY = "likely"
    GUESS = "guess"


class Whose(StrEnum):
    """Whose fault something is."""

    OURS = "ours"
    THEIRS = "theirs"
    NOBODY = "nobody"


class RemedyKind(StrEnum):
    """What a remedy is made of; a remedy works best in the kind of the loss (Roschk & Gelbrich 2014)."""

    ATTENTION = "attention"
    MONEY_NOW = "money_now"
    MONEY_LATER = "money_later"
    SERVICE = "service"


class Yes(StrEnum):
    """The three kinds of yes (P33)."""

    CAN_DO = "can_do"
    CAN_JUSTIFY = "can_justify"
    NEEDS = "needs"


class Word(StrEnum):
    """The closed vocabulary of conditions. Each is something that events have made so."""

    TRUE = "true"  # fact
    HEARD = "heard"  # fact: the trainee has heard it, true or not
    TOLD = "told"  # fact, to person
    PROMISED = "promised"  # commitment (to person)
    KEPT = "kept"  # commitment (to person)
    BROKEN = "broken"  # commitment (to person)
    OFFERED = "offered"  # remedy (to person)
    ACCEPTED = "accepted"  # remedy (to person)
    GIVEN = "given"  # remedy (to person)
    PREFERENCE_ASKED = "preference_asked"  # person
    ASSIGNED = "assigned"  # job
    DONE = "done"  # job, finished
    VISITED = "visited"  # beat
    SAID = "said"  # reply
    ASKED = "asked"  # question
    AGREED = "agreed"  # request
    DECLINED = "declined"  # request
    INFORMED = "informed"  # colleague, of fact
    NOTED = "noted"  # a note was left for whoever takes over
    CLOSED = "closed"  # the conversation with this person has ended
    SILENT = "silent"  # person was left in silence at least once
    PHASE = "phase"  # this phase has begun
    HAPPENED = "happened"  # happening


class Term(Struct, frozen=True, tag=True):
    """*word* holds of *of* (and *to*, where the word takes a second thing; empty: anybody)."""

    word: Word
    of: str = ""
    to: str = ""


class Feeling(StrEnum):
    """How somebody may feel, the words of `feels`. `drill/mood_words.py` says from where on each holds."""

    LOSING_PATIENCE = "losing_patience"  # or worse
    ANGRY = "angry"  # or worse
    FURIOUS = "furious"
    WORRIED = "worried"  # or worse
    FRIGHTENED = "frightened"
    AT_EASE = "at_ease"  # neither afraid nor angry
    TRUSTING = "trusting"
    DISTRUSTING = "distrusting"


class Feels(Struct, frozen=True, tag=True):
    """*person* feels so at that very moment; nobody feels anything before their conversation has begun.

    Time alone changes it, so it stands only where a moment decides, never where somebody waits for it to hold.
    """

    person: str
    feeling: Feeling


class Drawn(Struct, frozen=True, tag=True):
    """The seed drew *option* for *key*; gone once a story is cast."""

    key: str
    option: str


class After(Struct, frozen=True, tag=True):
    """Drill time is at least *at* ms."""

    at: int


class All(Struct, frozen=True, tag=True):
    """Every item holds; empty: always."""

    items: tuple["Condition", ...] = ()


class AnyOf(Struct, frozen=True, tag=True):
    """At least one item holds; empty: never."""

    items: tuple["Condition", ...] = ()


class Not(Struct, frozen=True, tag=True):
    """The item doesn't hold."""

    item: "Condition"


Condition = Term | Feels | Drawn | After | All | AnyOf | Not
ALWAYS = All()
NEVER = AnyOf()


class Fault(Struct, frozen=True):
    """Something that went wrong for a person: *whose*, and which *parts* of an apology it asks for.

    *fact* names the fact that makes the fault known; empty: it is plain from the start.
    """

    id: str
    whose: Whose
    parts: tuple[ApologyPart, ...]
    fact: str = ""


class Detail(Struct, frozen=True):
    """A concrete detail of a person's case, by *id*, with the *label* a debrief shows."""

    id: str
    label: str


class Person(Struct, frozen=True):
    """Somebody to talk with. *severity* and *firm_control* 0 to 1; *patience* ms until they ask again."""

    id: str
    kind: PersonKind
    name: str
    role: str
    channel: Channel = Channel.IN_PERSON
    wants: str = ""
    opens_with: str = ""  # the beat their conversation opens with at the start; empty: a happening opens it
    opens_at: int = 0
    patience: int | None = None  # None: never asks again by themself
    chases: tuple[str, ...] = ()  # what they say when left alone, in order
    severity: float = 0.5
    firm_control: float = 0.5
    process_failure: bool = True  # False: the outcome failed, not the way it was handled
    monetary: bool = False
    prior_failures: int = 0
    yearly_value: int = 0
    prefers: tuple[str, ...] = ()  # remedies that would do them good
    preference: str = ""  # what they answer when asked what would do them good
    faults: tuple[Fault, ...] = ()
    details: tuple[Detail, ...] = ()
    verified: bool = True  # False: nobody can see who this is

    @property
    def has_mood(self) -> bool:
        """True for customers and audiences."""
        return self.kind in (PersonKind.CUSTOMER, PersonKind.AUDIENCE)


class Fact(Struct, frozen=True):
    """A statement that is true from some moment, or never (*true_from* None and nothing makes it so)."""

    id: str
    says: str  # the statement, as the trainee would tell it
    true_from: int | None = 0
    true_until: int | None = None
    bad_news: bool = False
    restores: float = 0.0  # how far this heals what happened, 0 to 1
    impact: bool = True  # telling it says how things stand now
    cause: bool = False  # telling it says what went wrong
    contradicts: tuple[str, ...] = ()  # hearing this means knowing that those are not so


class Knowable(Struct, frozen=True):
    """From *at* ms on, the remaining time can be known to lie between *p10* and *p90* ms."""

    at: int
    p10: int
    p90: int


class Quantity(Struct, frozen=True):
    """Something people ask "when" or "how long" about, and what can be known of it over time."""

    id: str
    label: str
    knowable: tuple[Knowable, ...] = ()
    known_by: str = ""  # fact that, once true, ends the waiting
    when: Condition = ALWAYS  # when people have a reason to speak of it; before, no form lists it


class Distress(StrEnum):
    """How much a person suffers meanwhile; the rubric gives each an amount."""

    NONE = "none"
    SOME = "some"
    HIGH = "high"


class Helps(Struct, frozen=True):
    """Doing *job* takes *share* (0 to 1) off what is still lost from then on."""

    job: str
    share: float


class Loss(Struct, frozen=True):
    """What a person loses: money at once, money and minutes while it lasts, distress."""

    person: str
    money: float = 0.0
    money_per_minute: float = 0.0
    distress: Distress = Distress.NONE
    minutes_from: int = 0
    until: str = ""  # fact that ends the losing; empty: the end of the drill
    at_most_minutes: int | None = None
    helped_by: tuple[Helps, ...] = ()
    legal_floor: float = 0.0
    heals: RemedyKind = RemedyKind.ATTENTION  # the kind of remedy that matches in kind
    unit: float = 1.0  # what the rubric's amounts for distress are multiplied by, in a house with another currency


class Line(Struct, frozen=True):
    """Words of somebody, what they teach the trainee, how sure they sound, and who else can hear them."""

    says: str
    learns: tuple[str, ...] = ()
    sure: Sure = Sure.CERTAIN
    overheard_by: tuple[str, ...] = ()


class Answer(Struct, frozen=True):
    """What a question brings when *when* holds; the first that holds is given."""

    line: Line
    when: Condition = ALWAYS


class Question(Struct, frozen=True):
    """Something the trainee can ask *who*; the last answer should hold always."""

    id: str
    who: str
    asks: str  # the words on the form and in the conversation
    takes: int
    answers: tuple[Answer, ...]
    when: Condition = ALWAYS
    acts: tuple[Act, ...] = ()  # asking a customer is also listening, exploring ...
    done: str = ""  # how an update tells that it was asked: "I have asked Dev again."


class Posts(Struct, frozen=True):
    """Speaking to *to* in the trainee's name, *every* so many ms, until *until* holds or they know it is over."""

    to: tuple[str, ...]
    every: int
    until: Condition = NEVER


class Job(Struct, frozen=True):
    """Something the trainee can have done: gates watched, somebody sent, status gathered."""

    id: str
    label: str
    who: str = ""  # person who does it and reports
    takes: int = 0  # ms of the trainee's own time
    lasts: int = 0  # ms until it is done
    yes: Yes = Yes.CAN_DO
    when: Condition = ALWAYS
    reports: Line | None = None  # what *who* says when it is done
    doing: str = ""  # how an update tells it meanwhile: "The gates are being watched."
    done: str = ""  # how an update tells it afterwards: "Two hosts have walked the jetty."
    posts: Posts | None = None  # once it is done *who* goes on posting, from what was released to them (P08, P34)


class Approval(Struct, frozen=True):
    """Somebody else's yes: who gives it, after how long, when, and in what words."""

    who: str
    after: int
    yes_when: Condition
    says_yes: str
    says_no: str


class Remedy(Struct, frozen=True):
    """Something that can be offered. *cost* and *worth* in the scenario's currency."""

    id: str
    label: str  # on the desk
    offer: str  # the words it is offered in
    to: tuple[str, ...]
    kind: RemedyKind
    cost: float = 0.0
    worth: float = 0.0
    yes: Yes = Yes.CAN_DO
    approval: Approval | None = None
    when: Condition = ALWAYS  # when it can be offered at all
    fits_when: Condition = ALWAYS  # when it heals; else it is worth nothing to them
    accepted_when: Condition = ALWAYS
    accepts: str = ""
    declines: str = ""
    answers_after: int = 5_000
    delivered_after: int = 0
    delivered_at: int | None = None  # absolute; wins over delivered_after
    delivered_when: Condition = ALWAYS  # checked at delivery: else it is not given
    takes: int = 20_000


class CommitmentKind(StrEnum):
    """Kept by coming back with something to say, or by a deed."""

    WORD = "word"
    DEED = "deed"


class Commitment(Struct, frozen=True):
    """Something that can be promised. A deed is kept once *kept_when* holds in time."""

    id: str
    label: str  # "speak to her again", "ring at half past seven"
    to: tuple[str, ...]
    kind: CommitmentKind = CommitmentKind.WORD
    kept_when: Condition = NEVER
    at: int | None = None  # when it falls due by nature; else the promise says
    says: str = ""  # the words of the generic form; empty: built from the label
    when: Condition = ALWAYS  # when there is a reason to promise it; before, no form lists it


NEXT_WORD = "next_word"  # the commitment behind "you hear from me again at ...": every drill has it


def next_word(people: tuple[str, ...]) -> Commitment:
    """The commitment to come back with something to say, where a scenario doesn't word its own."""
    return Commitment(NEXT_WORD, "speak again", people)


class Request(Struct, frozen=True):
    """What a colleague asks for, and the facts it would keep from the customer."""

    id: str
    label: str
    withholds: tuple[str, ...] = ()


class Move(Struct, frozen=True):
    """Takes *person*'s conversation to *beat*, opening it if need be."""

    person: str
    beat: str


class Happening(Struct, frozen=True):
    """Something the world does by itself: at a time, or after a condition first holds.

    With *at_latest* above *at* the seed draws the moment between the two.
    """

    id: str
    at: int | None = None
    at_latest: int | None = None
    once: Condition | None = None  # armed when this first holds ...
    after: int = 0  # ... and fires this much later
    unless: Condition = NEVER  # looked at when it would fire
    by: str = ""
    line: Line | None = None
    makes_true: tuple[str, ...] = ()
    makes_false: tuple[str, ...] = ()
    moves: tuple[Move, ...] = ()
    closes: tuple[str, ...] = ()
    asks: Request | None = None


class Route(Struct, frozen=True):
    """To *beat* when *when* holds; the first route that holds is taken."""

    beat: str
    when: Condition = ALWAYS


class Reply(Struct, frozen=True):
    """Something the trainee can say in a beat, what it does, and where it leads. Empty *to*: stays."""

    id: str
    say: str  # empty: nothing is said, something is done (`does` says what)
    does: str = ""
    acts: tuple[Act, ...] = ()
    takes: int = 10_000
    to: tuple[Route, ...] = ()
    when: Condition = ALWAYS
    learns: tuple[str, ...] = ()
    overheard_by: tuple[str, ...] = ()


class Shows(Struct, frozen=True):
    """An emotional disclosure: opens a window for empathy."""

    feeling: str
    weight: float = 1.0


class Patience(Struct, frozen=True):
    """Left without a reply for *after* ms in this beat, the person takes the first route of *to* that holds."""

    after: int
    to: tuple[Route, ...]


class Verb(StrEnum):
    """The generic moves, as forms beside the replies."""

    UPDATE = "update"
    PROMISE = "promise"
    ASK = "ask"
    ASSIGN = "assign"
    OFFER = "offer"
    ASK_FOR = "ask_for"
    ASK_PREFERENCE = "ask_preference"
    INFORM = "inform"
    NOTE = "note"


class Beat(Struct, frozen=True):
    """One moment in the conversation with one person."""

    id: str
    person: str
    line: Line | None = None
    shows: Shows | None = None
    patience: Patience | None = None
    closes: tuple[Verb, ...] = ()  # generic verbs that are not open here
    replies: tuple[Reply, ...] = ()
    ends_conversation: bool = False
    waits_for_reply: bool = True  # False: nothing was asked; silence is fine


class Phase(Struct, frozen=True):
    """A stretch of the drill. Ends when *until* holds or at *at_latest*; may begin with a jump in time.

    With *hands_over* the trainee plays their own relief from here on, who knows what their last note handed over.
    """

    id: str
    label: str
    until: Condition = NEVER
    at_latest: int | None = None
    jump_to: int | None = None
    opens: tuple[Move, ...] = ()
    when: Condition = ALWAYS  # else the phase is passed over
    hands_over: bool = False


def hands_over(story: "Story") -> bool:
    """Whether somebody takes over from the trainee in *story*."""
    return any(phase.hands_over for phase in story.phases)


class Ending(Struct, frozen=True):
    """How it went, told by the customer. The first whose *when* holds is the drill's outcome."""

    id: str
    title: str
    story: str
    when: Condition = ALWAYS
    teller: str = ""
    told_to: str = ""


class Required(Struct, frozen=True):
    """A fact that must be told *to* somebody; *weight* for disclosures; *by* the moment it is due, if any."""

    fact: str
    to: str
    weight: float = 1.0
    within: int | None = None  # ms after it could be known; None: before the drill ends


class RequiredCommitment(Struct, frozen=True):
    """A commitment that an attentive person makes *to* somebody, at the latest at *by* or once *by_fact* is true."""

    what: str
    to: str
    weight: float = 1.0
    by: int | None = None
    by_fact: str = ""


class Judged(Struct, frozen=True):
    """Every input that a score needs, declared once; denominators come from here, never from the path taken."""

    resolution: str  # the fact that ends cadence's span
    onset: int = 0
    audiences: tuple[str, ...] = ()  # who must be kept informed
    required_facts: tuple[Required, ...] = ()
    required_disclosures: tuple[Required, ...] = ()
    required_commitments: tuple[RequiredCommitment, ...] = ()
    quantities: tuple[str, ...] = ()  # estimates that are owed
    no_money_before: str = ""  # fact before which money is an insult
    conflict: str = ""


class Standards(Struct, frozen=True):
    """What the house asks for and allows. Times in ms, *authority* in *currency*."""

    first_reply: int
    update_every: int
    authority: float
    currency: str


class Option(Struct, frozen=True):
    """One thing a seed may draw: its *chance* relative to the others, and the words it puts in."""

    id: str
    chance: float = 1.0
    words: tuple[tuple[str, str], ...] = ()


class Variation(Struct, frozen=True):
    """What a seed changes."""

    key: str
    options: tuple[Option, ...]


class Story(Struct, frozen=True):
    """A whole drill, ready to be played once its variations are cast."""

    id: str
    title: str
    brief: str
    kind: Kind
    industry: str
    difficulty: int
    seat_time: int
    starts: int  # ms since midnight of the story's first day
    limit: int  # ms of drill time after which the drill ends whatever happens
    role: str
    counts: tuple[str, ...]  # what counts, said in the briefing
    principles: tuple[str, ...]
    standards: Standards
    card: tuple[str, ...]
    during_emergency: bool
    people: tuple[Person, ...]
    facts: tuple[Fact, ...]
    questions: tuple[Question, ...]
    jobs: tuple[Job, ...]
    commitments: tuple[Commitment, ...]
    remedies: tuple[Remedy, ...]
    quantities: tuple[Quantity, ...]
    losses: tuple[Loss, ...]
    happenings: tuple[Happening, ...]
    phases: tuple[Phase, ...]
    beats: tuple[Beat, ...]
    endings: tuple[Ending, ...]
    judged: Judged
    vary: tuple[Variation, ...] = ()
    content_hash: str = ""  # sha256 of the file it was read from
    drawn: tuple[tuple[str, str], ...] = ()  # what the seed drew, once cast
    seed: int = 0  # the seed it was cast for
    format: int = 1
    lessons: tuple[str, ...] = ()  # questions for the debrief
    system_findings: tuple[str, ...] = ()  # about the system, not the person
    spells: tuple[str, ...] = ()  # words it spells its own way: short forms in a log, a name of no person
    house: str = ""  # whose limits, names and cards are laid over it
