"""The alphabet of acts: what a line *does*, apart from its wording.

Authors, generic moves and (one day) typed replies share it; scorers, moods, promises and endings read it.
An act's first field is its main argument: `{claim: boats, hedged: true}` in YAML is `Claim(fact="boats", hedged=True)`.
Nothing here judges; an act that nothing reads doesn't belong here, so each says who reads it.
"""

from enum import StrEnum

from msgspec import Struct

from simulator.scenario.naming import snake_case


class ApologyPart(StrEnum):
    """The parts of an apology (Lewicki 2016)."""

    RESPONSIBILITY = "responsibility"
    REPAIR = "repair"
    REGRET = "regret"
    EXPLANATION = "explanation"
    REPENTANCE = "repentance"
    FORGIVENESS = "forgiveness"


class ActBase(Struct, frozen=True, tag_field="act", tag=snake_case, omit_defaults=True):
    """One thing a line does."""


class Apologise(ActBase, frozen=True):
    """Says sorry, with *parts*, for the fault called *fault* (empty: for the situation). Empathy, mood."""

    parts: tuple[ApologyPart, ...]
    fault: str = ""


class NameFeeling(ActBase, frozen=True):
    """Names what the person feels; *level* 1 in general, 2 with this case's detail. Empathy (reaction), mood."""

    feeling: str
    level: int = 1


class Infer(ActBase, frozen=True):
    """Says what this means for the person, as *what*; *level* 1 or 2. Empathy (interpretation), mood."""

    what: str
    level: int = 1


class Explore(ActBase, frozen=True):
    """Asks about the person's situation; *level* 1 or 2. Empathy (exploration), mood."""

    topic: str
    level: int = 1


class Listen(ActBase, frozen=True):
    """Lets the person finish before solving. Empathy."""


class ActOn(ActBase, frozen=True):
    """Does something at once with *what* the person said. Empathy (in an emergency: interpretation 2)."""

    what: str


class Detail(ActBase, frozen=True):
    """Uses concrete details of this case, named as the person's `details`. Empathy, mood."""

    details: tuple[str, ...]


class Reassure(ActBase, frozen=True):
    """Says it will be all right; *grounded* when something known carries it. Honesty, conditions (C1)."""

    grounded: bool


class Canned(ActBase, frozen=True):
    """A stock phrase: counts as nothing said after the first acknowledgement (P03). Empathy, mood."""


class Presence(ActBase, frozen=True):
    """A short human line beside somebody: never noise, never informative. Cadence, promises, mood."""


class Deflect(ActBase, frozen=True):
    """Turns the matter away or back on the person. Empathy (earns nothing), cadence (not an answer), mood."""


class Claim(ActBase, frozen=True):
    """Says that *fact* is so; *hedged* passes it on as heard, not as certain. Honesty, cadence, `told`."""

    fact: str
    hedged: bool = False


class Deny(ActBase, frozen=True):
    """Says that *fact* is not so. Honesty."""

    fact: str


class Explain(ActBase, frozen=True):
    """Says *fact* as the reason why it happened (P06). Honesty, cadence, mood, conditions (C3), `told`."""

    fact: str


class Assure(ActBase, frozen=True):
    """Says what makes a repeat less likely, resting on *fact* (P07). Honesty, conditions (C4), `told`."""

    fact: str


class Estimate(ActBase, frozen=True):
    """Gives *quantity* as remaining time from *low* to *high* ms, with a *basis*. Honesty, cadence, mood.

    *low* 0 is the one-sided form: "by then at the latest".
    """

    quantity: str
    low: int
    high: int
    basis: str = ""


class Unknown(ActBase, frozen=True):
    """Says that *what* (a fact or an estimate) isn't known yet (P05). Honesty, cadence."""

    what: str


class Promise(ActBase, frozen=True):
    """Commits to *what* (a commitment), due *within* ms of the words or *at* ms of drill time. Promise book.

    *by* names somebody else who is to keep it: supported only after that person's own yes (P04).
    """

    what: str
    within: int | None = None
    at: int | None = None
    by: str = ""


class Report(ActBase, frozen=True):
    """Says what was *done* and what is being done (*doing*): jobs and questions by id. Honesty, cadence."""

    done: tuple[str, ...] = ()
    doing: tuple[str, ...] = ()


class AskPreference(ActBase, frozen=True):
    """Asks which of *options* (remedies), or what at all, would suit (P17). Generosity, mood."""

    options: tuple[str, ...] = ()


class Offer(ActBase, frozen=True):
    """Offers *remedy* to the person spoken to. Generosity, mood."""

    remedy: str


class Assign(ActBase, frozen=True):
    """Has *job* done by whoever it belongs to. Facts, losses, conditions (C2), `assigned`, `done`."""

    job: str


class Inform(ActBase, frozen=True):
    """Tells a colleague *facts*. `informed`, conditions (C2)."""

    facts: tuple[str, ...] = ()


class Agree(ActBase, frozen=True):
    """Says yes to a colleague's *request*. `agreed`, endings."""

    request: str


class Decline(ActBase, frozen=True):
    """Says no to a colleague's *request*, politely. `declined`, endings."""

    request: str


class AskDetails(ActBase, frozen=True):
    """Asks for account details or a form. Cadence: isn't a substantive answer (P13)."""


class Close(ActBase, frozen=True):
    """Ends the conversation with this line. Conversations."""


Act = (
    Apologise
    | NameFeeling
    | Infer
    | Explore
    | Listen
    | ActOn
    | Detail
    | Reassure
    | Canned
    | Presence
    | Deflect
    | Claim
    | Deny
    | Explain
    | Assure
    | Estimate
    | Unknown
    | Promise
    | Report
    | AskPreference
    | Offer
    | Assign
    | Inform
    | Agree
    | Decline
    | AskDetails
    | Close
)
