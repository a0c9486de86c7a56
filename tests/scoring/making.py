"""A small invented drill, and a builder of event lists: what the tests of the scorers play with.

A bakery's oven was to be mended at nine; nobody came. Ana runs the bakery, Bo supplies her, Cy is the dispatcher.
"""

from dataclasses import dataclass, field

import msgspec

from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.events import Event, Source, Why
from simulator.scenario import acts as a
from simulator.scenario.acts import Act, ApologyPart
from simulator.scenario.story import (
    Beat,
    Commitment,
    CommitmentKind,
    Detail,
    Distress,
    Ending,
    Fact,
    Fault,
    Job,
    Judged,
    Kind,
    Knowable,
    Line,
    Loss,
    Person,
    PersonKind,
    Quantity,
    Question,
    Remedy,
    RemedyKind,
    Reply,
    Required,
    RequiredCommitment,
    Standards,
    Story,
    Sure,
    Whose,
    Yes,
)
from simulator.scoring.finding import Dimension, Finding
from simulator.scoring.scorecard import Scorecard, score

MINUTE = 60_000

FAULT = Fault("booking", Whose.OURS, (ApologyPart.RESPONSIBILITY, ApologyPart.REPAIR, ApologyPart.REGRET))

OVEN = Story(
    id="cold-oven",
    title="A quiet morning",
    brief="You answer the telephone.",
    kind=Kind.STATUS,
    industry="repair",
    difficulty=1,
    seat_time=10 * MINUTE,
    starts=9 * 60 * MINUTE,
    limit=240 * MINUTE,
    role="Telephone",
    counts=(),
    principles=(),
    standards=Standards(first_reply=MINUTE, update_every=30 * MINUTE, authority=200, currency="EUR"),
    card=(),
    during_emergency=False,
    people=(
        Person(
            "ana",
            PersonKind.CUSTOMER,
            "Ana",
            "baker",
            severity=0.8,
            faults=(FAULT,),
            details=(Detail("rye", "the rye"), Detail("six", "six o'clock"), Detail("market", "the market")),
            prefers=("oven_today",),
        ),
        Person("bo", PersonKind.CUSTOMER, "Bo", "miller", severity=0.2),
        Person("cy", PersonKind.SOURCE, "Cy", "dispatcher"),
    ),
    facts=(
        Fact("van", "The van has broken down.", cause=True),
        Fact("coming", "Somebody is on the way.", true_from=None),
        Fact("mended", "The oven is mended.", true_from=120 * MINUTE, restores=0.5),
        Fact("no_van", "Nobody was ever booked.", contradicts=("coming",)),
    ),
    questions=(Question("where", "cy", "Where is he?", 0, ()),),
    jobs=(Job("send", "send somebody else", "cy"), Job("loan", "lend an oven", "cy")),
    commitments=(
        Commitment("next_word", "ring again", ("ana", "bo")),
        Commitment("loaf", "bring flour", ("ana",), CommitmentKind.DEED),
    ),
    remedies=(
        Remedy("oven_today", "an oven today", "An oven?", ("ana",), RemedyKind.SERVICE, cost=40, worth=100),
        Remedy("cash", "money back", "Money?", ("ana",), RemedyKind.MONEY_NOW, cost=100, worth=100),
        Remedy(
            "more_cash",
            "a lot of money",
            "Much money?",
            ("ana",),
            RemedyKind.MONEY_NOW,
            cost=500,
            worth=500,
            yes=Yes.NEEDS,
        ),
    ),
    quantities=(Quantity("repair", "until it is mended", (Knowable(0, 60 * MINUTE, 150 * MINUTE),), "mended"),),
    losses=(Loss("ana", money=100, distress=Distress.NONE, until="mended", heals=RemedyKind.MONEY_NOW),),
    happenings=(),
    phases=(),
    beats=(
        Beat(
            "opening",
            "ana",
            Line("Nobody came."),
            replies=(
                Reply(
                    "opening.kind", "That is a morning gone, and the rye with it.", acts=(a.Infer("a morning lost", 2),)
                ),
                Reply("opening.form", "May I have your number?", acts=(a.AskDetails(),)),
                Reply("opening.deed", "", does="You ring the van.", acts=(a.ActOn("her words"),)),
            ),
        ),
    ),
    endings=(Ending("told", "It was mended", "They rang me.", teller="Ana", told_to="Bo"),),
    judged=Judged(
        resolution="mended",
        audiences=("ana",),
        required_facts=(Required("van", "ana"),),
        required_disclosures=(Required("no_van", "ana", 2.0),),
        required_commitments=(RequiredCommitment("next_word", "ana", by=30 * MINUTE),),
        quantities=("repair",),
    ),
)


def changed(story: Story = OVEN, **judged: object) -> Story:
    """*story* with another `judged`."""
    return msgspec.structs.replace(story, judged=msgspec.structs.replace(story.judged, **judged))


@dataclass
class Play:
    """An event list in the making. Each word appends what the engine would append."""

    story: Story = OVEN
    events: list[Event] = field(default_factory=list)
    promised: int = 0

    def __post_init__(self) -> None:
        self.events.append(ev.DrillStarted(0))
        for fact in self.story.facts:
            if fact.true_from == 0:
                self.so(fact.id, 0)
        self.events.append(ev.ConversationOpened(0, "ana"))

    def so(self, fact: str, minute: float) -> "Play":
        self.events.append(ev.FactBecameTrue(int(minute * MINUTE), fact))
        return self

    def heard(self, fact: str, minute: float, sure: Sure = Sure.CERTAIN, source: str = "cy") -> "Play":
        self.events.append(ev.FactLearned(int(minute * MINUTE), fact, source, f"I know about {fact}.", sure))
        return self

    def feels(self, minute: float, weight: float = 1.0, lasts: float = 10, person: str = "ana") -> "Play":
        at = int(minute * MINUTE)
        self.events.append(ev.PersonSpoke(at, person, "I could cry.", wants_reply=True))
        self.events.append(ev.FeelingShown(at, person, "dread", weight, at + int(lasts * MINUTE)))
        return self

    def says(
        self,
        minute: float,
        *acts: Act,
        to: str = "ana",
        words: str = "",
        scripted: bool = True,
        reply: str = "",
    ) -> "Play":
        """The trainee says something; scripted words, or a generic update."""
        at = int(minute * MINUTE)
        spoken = words or f"Words number {len(self.events)}: {', '.join(type(act).__name__ for act in acts)}."
        source = Source.SCRIPTED if scripted else Source.GENERIC
        if not scripted:
            self.events.append(ev.MoveStarted(at, do.Update(to=(to,)), at))
        self.events.append(ev.TraineeSpoke(at, (to,), spoken, acts, source, reply, at))
        for act in acts:
            self._take_effect(act, to, at)
        return self

    def _take_effect(self, act: Act, to: str, at: int) -> None:
        match act:
            case a.Promise(what=what, within=within):
                self.promised += 1
                self.events.append(ev.PromiseMade(at, f"p{self.promised}", what, to, at + (within or 0)))
            case a.Assign(job=job):
                self.events.append(ev.JobAssigned(at, job, at))
            case a.Claim(fact=fact) | a.Explain(fact=fact):
                self.events.append(ev.FactTold(at, fact, to))
            case a.AskPreference():
                self.events.append(ev.PreferenceAsked(at, to))
            case _:
                pass

    def updates(self, minute: float, *acts: Act, to: str = "ana") -> "Play":
        """The trainee starts an update by form."""
        return self.says(minute, *acts, to=to, scripted=False)

    def kept(self, promise: str, minute: float) -> "Play":
        self.events.append(ev.PromiseKept(int(minute * MINUTE), promise))
        return self

    def broken(self, promise: str, minute: float) -> "Play":
        self.events.append(ev.PromiseBroken(int(minute * MINUTE), promise))
        return self

    def gives(self, minute: float, remedy: str, accepted: bool = True, fits: bool = True, to: str = "ana") -> "Play":
        at = int(minute * MINUTE)
        self.events.append(ev.RemedyOffered(at, remedy, to))
        self.events.append(ev.RemedyAnswered(at, remedy, to, accepted, "", fits))
        if accepted:
            self.events.append(ev.RemedyGiven(at, remedy, to))
        return self

    def adds(self, event: Event) -> "Play":
        self.events.append(event)
        return self

    def ends(self, minute: float = 200, why: Why = Why.COMPLETED) -> "Play":
        if not any(isinstance(e, ev.FactBecameTrue) and e.fact == "mended" for e in self.events) and minute >= 120:
            late = ev.FactBecameTrue(120 * MINUTE, "mended")
            place = next((i for i, e in enumerate(self.events) if e.at > late.at), len(self.events))
            self.events.insert(place, late)
        self.events.append(ev.DrillEnded(int(minute * MINUTE), "told", why))
        return self

    def card(self) -> Scorecard:
        """The scorecard of what happened so far."""
        return score(self.story, self.events)


def word(minutes: float = 30) -> a.Promise:
    """The promise of the next word in *minutes*."""
    return a.Promise("next_word", within=int(minutes * MINUTE))


AT = 10 * MINUTE  # when a finding was made, where a test doesn't say


def finding(
    rule: str,
    effect: float,
    quote: str = "",
    at: int = AT,
    events: tuple[int, ...] = (1,),
    person: str = "ana",
    sentence: str = "It was so.",
    dimension: Dimension = Dimension.EMPATHY,
) -> Finding:
    """A finding about *person*, as a scorer would say it."""
    return Finding(rule, dimension, "P01", at, events, quote, sentence, effect, person, "Do better.")


def careful() -> Play:
    """A good play of the cold oven: true, in touch, and made good."""
    play = Play().feels(0).heard("van", 0.2).heard("no_van", 0.3)
    play.says(
        0.5,
        a.Explain("van"),
        a.NameFeeling("dread", 2),
        a.Infer("a morning lost", 2),
        a.Explore("the morning", 2),
        a.Detail(("rye", "six", "market")),
        a.Apologise((ApologyPart.RESPONSIBILITY, ApologyPart.REPAIR, ApologyPart.REGRET), "booking"),
        a.Estimate("repair", 60 * MINUTE, 150 * MINUTE, "the van"),
        word(),
    )
    play.says(1, a.Claim("no_van"), a.Assign("send"), a.Promise("next_word", within=29 * MINUTE))
    play.adds(ev.AnswerCame(28 * MINUTE, "where", "cy", "On the bridge."))
    for beat in (30, 60, 90, 119):
        play.adds(ev.QuestionAsked((beat - 1) * MINUTE, "where", "cy"))
        play.adds(ev.AnswerCame((beat - 1) * MINUTE, "where", "cy", "On the bridge."))
        play.updates(beat, a.Report(done=("where",), doing=("send",)), a.Unknown("coming"), word())
        play.kept(f"p{play.promised - 1}", beat)
    play.so("mended", 120).heard("mended", 120)
    play.says(121, a.Claim("mended")).kept(f"p{play.promised}", 121)
    play.says(122, a.AskPreference())
    play.gives(122.5, "oven_today").gives(123, "cash")
    return play.ends()
