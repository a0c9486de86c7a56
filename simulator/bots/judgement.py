"""How a careful player weighs a line before saying it: by what it does and what has been heard, never by its outcome.

It knows what an attentive person would know: the standards, what people must be told, what was heard and how sure
it sounded. It doesn't know what is true.
"""

from dataclasses import dataclass, field

from simulator.drill.events import Event, FactTold, NoteLeft, PreferenceAsked, PromiseMade, RemedyOffered, TraineeSpoke
from simulator.drill.session import Session
from simulator.drill.view import View
from simulator.scenario import acts as a
from simulator.scenario.acts import Act
from simulator.scenario.story import MINUTE, RemedyKind, Reply, Story, Sure

_VAGUE = ("shortly", "soon", "any minute", "in no time", "right away", "as quickly as")


@dataclass
class Memory:
    """What the player remembers of the drill so far: a fold of its events."""

    seen: int = 0
    told: set[tuple[str, str]] = field(default_factory=set)
    apologised: set[str] = field(default_factory=set)
    promised: set[tuple[str, str]] = field(default_factory=set)
    preference_asked: set[str] = field(default_factory=set)
    offered: set[tuple[str, str]] = field(default_factory=set)
    reported: set[tuple[str, str]] = field(default_factory=set)
    estimated: dict[str, int] = field(default_factory=dict)
    last_word: dict[str, int] = field(default_factory=dict)
    noted: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())  # facts and promises of the last note
    noted_at: int = -(10**9)

    def catch_up(self, session: Session) -> None:
        """Fold what has happened since the last look."""
        for event in session.events(self.seen):
            self.seen += 1
            self._fold(event)

    def _fold(self, event: Event) -> None:
        match event:
            case FactTold():
                self.told.add((event.fact, event.to))
            case PromiseMade():
                self.promised.add((event.what, event.to))
            case PreferenceAsked():
                self.preference_asked.add(event.person)
            case NoteLeft():
                self.noted, self.noted_at = (event.facts, event.promises), event.at
            case RemedyOffered():
                self.offered.add((event.remedy, event.to))
            case TraineeSpoke():
                for person in event.to:
                    self._remember(event, person)

    def _remember(self, event: TraineeSpoke, person: str) -> None:
        substance = False
        for act in event.acts:
            match act:
                case a.Apologise():
                    self.apologised.add(person)
                case a.Report(done, doing):
                    self.reported |= {(item, person) for item in (*done, *doing)}
                    substance = True
                case a.Estimate():
                    self.estimated[person] = event.at
                    substance = True
                case a.Claim() | a.Explain() | a.Unknown():
                    substance = True
        if substance:
            self.last_word[person] = event.at


class ByName:
    """What a story has, by name: looked up once for a whole drill."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.facts = {fact.id: fact for fact in story.facts}
        self.beats = {beat.id: beat for beat in story.beats}
        self.people = {person.id: person for person in story.people}
        self.remedies = {remedy.id: remedy for remedy in story.remedies}


class Judgement:
    """Weighs replies for one moment of one drill."""

    def __init__(self, by_name: ByName, memory: Memory, view: View) -> None:
        self._story = by_name.story
        self._by_name = by_name
        self._memory = memory
        self._view = view
        self._heard = {heard.fact: heard.sure for heard in view.heard}
        self._denied = {other for fact in self._heard for other in by_name.facts[fact].contradicts}
        self._set_going = {job.id for job in view.jobs if job.assigned} | {q.id for q in view.questions if q.asked}

    def value(self, reply: Reply, person: str) -> float:
        """How good *reply* to *person* seems: higher is better, nothing absolute."""
        value = sum(self._act(act, person) for act in reply.acts)
        value -= 2 * sum(word in reply.say.lower() for word in _VAGUE)
        value -= reply.takes / MINUTE
        ends = reply.to and all(self._by_name.beats[route.beat].ends_conversation for route in reply.to)
        closes = any(isinstance(act, a.Close) for act in reply.acts)
        return value - 4 if (ends or closes) and self.owes(person) else value

    def niceness(self, reply: Reply, person: str) -> float:
        """How nice *reply* is to hear for somebody who doesn't ask whether it is so; a lie is worth four kind words."""
        value = 0.0
        for act in reply.acts:
            match act:
                case a.Claim() | a.Explain() | a.Assure() | a.Deny() | a.Estimate():
                    value += 4.0 if self._act(act, person) < 0 else 0.0
                case a.Reassure(grounded):
                    value += 0.5 if grounded else 2.0
                case a.NameFeeling() | a.Infer() | a.Presence() | a.ActOn():
                    value += 1.0
                case _:
                    pass
        return value

    def owes(self, person: str) -> bool:
        """Whether something is still owed to *person*: news, a promise, a question what would do them good."""
        judged, memory = self._story.judged, self._memory
        untold = any(
            r.to == person and r.fact in self._heard and (r.fact, person) not in memory.told
            for r in (*judged.required_facts, *judged.required_disclosures)
        )
        unpromised = any(
            r.to == person and (r.what, person) not in memory.promised for r in judged.required_commitments
        )
        unasked = bool(self._by_name.people[person].prefers) and person not in memory.preference_asked
        return untold or unpromised or unasked

    def _act(self, act: Act, person: str) -> float:
        match act:
            case a.Claim(fact, hedged):
                return self._claim(fact, hedged, person)
            case a.Explain(fact) | a.Assure(fact):
                return self._claim(fact, False, person) + 1
            case a.Deny(fact):
                return -8.0 if fact in self._heard else -1.0
            case a.Unknown(what):
                return -4.0 if what in self._heard else 2.0
            case a.Report(done, doing):
                return sum(1.0 if item in self._set_going else -0.5 for item in (*done, *doing))
            case a.Estimate():
                return self._estimate(act)
            case a.Promise():
                return self._promise(act, person)
            case a.Offer(remedy):
                return self._offer(remedy, person)
            case a.Apologise():
                return self._apology(act, person)
            case _:
                return self._manner(act)

    def _manner(self, act: Act) -> float:
        emergency = self._story.during_emergency and self._story.judged.resolution not in self._heard
        match act:
            case a.NameFeeling(_, level) | a.Infer(_, level):
                return 1.3 * level
            case a.Explore(_, level):
                return (0.4 if emergency else 0.9) * level
            case a.ActOn():
                return 2.6 if emergency else 1.5
            case a.Listen():
                return 1.2
            case a.Detail(details):
                return 0.6 * len(details)
            case a.AskPreference():
                return 0.0 if emergency else 2.0
            case a.Assign():
                return 2.0
            case a.Decline():
                return 2.0
            case a.Presence() | a.Inform():
                return 0.6
            case a.Reassure(grounded):
                return 0.5 if grounded else -3.0
            case a.Agree(request):
                withholds = next(
                    (h.asks.withholds for h in self._story.happenings if h.asks and h.asks.id == request), ()
                )
                return -4.0 if withholds else -0.5
            case a.Canned():
                return -3.0
            case a.Deflect():
                return -5.0
            case a.AskDetails():
                return -1.5
            case _:
                return 0.0

    def _claim(self, fact: str, hedged: bool, person: str) -> float:
        if fact in self._denied:
            return -8.0
        sure = self._heard.get(fact)
        if sure is None:
            return -6.0
        if sure is not Sure.CERTAIN and not hedged:
            return -3.0
        owed = any(
            r.fact == fact and r.to == person
            for r in (*self._story.judged.required_facts, *self._story.judged.required_disclosures)
        )
        new = (fact, person) not in self._memory.told
        return (4.0 if owed else 1.5) if new else 0.2

    def _estimate(self, act: a.Estimate) -> float:
        span = knowable(self._story, act.quantity, self._view.now)
        if span is None:
            return -4.0
        return 2.0 if 0.8 * span[1] <= act.high <= 1.5 * span[1] and act.low <= span[0] * 1.5 else -4.0

    def _promise(self, act: a.Promise, person: str) -> float:
        if act.by:
            return -2.0
        judged = self._story.judged
        required = any(r.what == act.what and r.to == person for r in judged.required_commitments)
        new = (act.what, person) not in self._memory.promised
        return 3.0 if required and new else 1.0 if required else 0.3

    def _offer(self, remedy_id: str, person: str) -> float:
        remedy = self._by_name.remedies[remedy_id]
        before = self._story.judged.no_money_before
        if remedy.kind in (RemedyKind.MONEY_NOW, RemedyKind.MONEY_LATER) and before and before not in self._heard:
            return -6.0
        return 3.0 if remedy_id in self._by_name.people[person].prefers else -0.5

    def _apology(self, act: a.Apologise, person: str) -> float:
        fault = next((f for f in self._by_name.people[person].faults if f.id == act.fault), None)
        if fault and fault.fact and fault.fact not in self._heard:
            return -2.0
        if person in self._memory.apologised and fault is None:
            return -3.0
        return 0.6 * len(act.parts)


def knowable(story: Story, quantity: str, now: int) -> tuple[int, int] | None:
    """What can be known of *quantity* at *now*: remaining time from, to (ms); None where nothing can."""
    found = next((q for q in story.quantities if q.id == quantity), None)
    steps = [step for step in found.knowable if step.at <= now] if found else []
    if not steps:
        return None
    step = steps[-1]
    passed = now - step.at
    return max(0, step.p10 - passed), max(MINUTE, step.p90 - passed)
