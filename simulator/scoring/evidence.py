"""What happened in a run, indexed once for all scorers: who said what when, what was so, what had been heard.

What must not live here: a judgement or a number of the rubric. Everything is a fold of (story, events).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from simulator.drill import events as ev
from simulator.drill.events import Event
from simulator.scenario.acts import ActBase, Close, Detail
from simulator.scenario.story import CommitmentKind, Fact, Job, Person, PersonKind, Question, Story, Sure

MINUTE_MS = 60_000


class Speech(Struct, frozen=True, gc=False):
    """Words of the trainee, with the number of their event and of the move that began them (-1: none)."""

    number: int
    event: ev.TraineeSpoke
    move: ev.MoveStarted | None = None

    @property
    def at(self) -> int:
        """When the words had been said, in ms."""
        return self.event.at

    @property
    def words(self) -> str:
        """What was said."""
        return self.event.words


class Heard(Struct, frozen=True, gc=False):
    """A fact the trainee heard: event number, time, from whom, in what words, how sure they sounded."""

    number: int
    at: int
    fact: str
    source: str
    words: str
    sure: Sure


class Shown(Struct, frozen=True, gc=False):
    """A feeling somebody disclosed; *ends* is the number of the event that closed the window."""

    number: int
    event: ev.FeelingShown
    ends: int


@dataclass(slots=True)
class Promised:
    """One promise of the book and how it ended: 'kept', 'broken', 'renegotiated' or 'open'."""

    number: int
    event: ev.PromiseMade
    ended: str = "open"
    ended_number: int = -1
    new: str = ""


@dataclass(slots=True)
class Record:
    """One run, indexed. Built by `read`; nothing changes it afterwards."""

    story: Story
    events: Sequence[Event]
    end_ms: int = 0
    people: dict[str, Person] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    jobs: dict[str, Job] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    speeches: list[Speech] = field(default_factory=list)
    speeches_at: dict[int, list[Speech]] = field(default_factory=dict)
    speeches_to: dict[str, list[Speech]] = field(default_factory=dict)
    so: dict[str, list[list[int]]] = field(default_factory=dict)  # fact -> [[from, until], ...]
    heard: dict[str, list[Heard]] = field(default_factory=dict)
    refuted: dict[str, list[Heard]] = field(default_factory=dict)  # fact -> what was heard against it
    shown: dict[str, list[Shown]] = field(default_factory=dict)
    promises: dict[str, Promised] = field(default_factory=dict)
    assigned: dict[str, tuple[int, int]] = field(default_factory=dict)  # job -> (number, at)
    done: dict[str, tuple[int, int]] = field(default_factory=dict)
    asked: dict[str, tuple[int, int]] = field(default_factory=dict)  # question -> (number, at)
    answered: dict[str, tuple[int, int]] = field(default_factory=dict)
    offers: list[tuple[int, ev.RemedyOffered]] = field(default_factory=list)
    words: frozenset[str] = frozenset()  # commitments that are kept by coming back with something to say
    overheard: list[tuple[int, ev.FactOverheard]] = field(default_factory=list)
    opened: dict[str, int] = field(default_factory=dict)  # person -> first opening
    waiting: set[str] = field(default_factory=set)  # who has said something that waits for an answer
    ended_by_us: dict[str, int] = field(default_factory=dict)  # person -> number of the event
    hung_up: dict[str, list[int]] = field(default_factory=dict)  # person -> where the trainee ended it before its end
    left: dict[str, int] = field(default_factory=dict)  # person -> when the trainee ended the talk, for good so far
    customers: tuple[Person, ...] = ()  # customers and audiences, in the order of the story
    centre: Person | None = None  # whom the drill is about: the customer with most at stake, the first of equals
    deeds: frozenset[str] = frozenset()  # replies in which something is done and nothing said
    walked_away: bool = False
    resolved: int = 0  # when the waiting ended, as the scenario declares it

    def stayed_for(self, person: str) -> float:
        """The share of the time until it was over for which the trainee was there for *person*, 0 to 1."""
        left = self.end_ms if self.walked_away else self.left.get(person, FOREVER)
        whole = self.resolved - self.opened.get(person, 0)
        return min(1.0, max(0, left - self.opened.get(person, 0)) / whole) if whole > 0 else 1.0

    def was_so(self, fact: str, at: int) -> bool:
        """Whether *fact* was true at *at*."""
        return any(start <= at < until for start, until in self.so.get(fact, ()))

    def first_so(self, fact: str) -> int | None:
        """When *fact* first became true; None if it never did."""
        spans = self.so.get(fact)
        return spans[0][0] if spans else None

    def heard_before(self, fact: str, number: int) -> list[Heard]:
        """Every time *fact* had been heard before event *number*."""
        return [h for h in self.heard.get(fact, ()) if h.number < number]

    def refuted_before(self, fact: str, number: int) -> list[Heard]:
        """What had been heard before event *number* that means *fact* isn't so."""
        return [h for h in self.refuted.get(fact, ()) if h.number < number]

    def to(self, person: str) -> Sequence[Speech]:
        """What was said to *person*, in order."""
        return self.speeches_to.get(person, ())

    def speech_behind(self, number: int, at: int, kind: type[ActBase]) -> Speech | None:
        """The words whose act of *kind* brought about event *number* at *at* ms; None where nothing was said."""
        for speech in reversed(self.speeches_at.get(at, ())):
            if speech.number < number:
                for act in speech.event.acts:
                    if isinstance(act, kind):
                        return speech
        return None

    def spoken_before(self, person: str, number: int) -> str:
        """What *person* last said before event *number*; empty if nothing."""
        for event in reversed(self.events[:number]):
            if isinstance(event, (ev.PersonSpoke, ev.PersonChased, ev.AnswerCame)) and event.person == person:
                return event.words
        return ""

    def first_detail(self, person: str) -> Speech | None:
        """The first words to *person* that used a detail of theirs; None if none did."""
        for speech in self.to(person):
            if any(isinstance(act, Detail) for act in speech.event.acts):
                return speech
        return None


FOREVER = 2**62
_ENDED = (Close(),)  # the talk was ended, and nothing was said


def _resolved_at(record: Record) -> int:
    """When the waiting ended, as the scenario declares it: closing early or walking away doesn't shorten it."""
    resolution = record.story.judged.resolution
    happened = record.first_so(resolution)
    if happened is not None:
        return happened
    declared = record.facts[resolution].true_from if resolution in record.facts else None
    if declared is not None:
        return declared
    by_itself = [
        max(h.at, h.at_latest or h.at)
        for h in record.story.happenings
        if h.at is not None and resolution in h.makes_true
    ]
    return max(by_itself, default=record.story.limit)


def read(story: Story, events: Sequence[Event]) -> Record:
    """Index *events*, which were played on *story* (cast for their seed)."""
    record = Record(story, events, end_ms=events[-1].at if events else 0)
    record.people = {person.id: person for person in story.people}
    record.customers = tuple(person for person in story.people if person.has_mood)
    record.centre = _centre(record.customers)
    record.facts = {fact.id: fact for fact in story.facts}
    record.deeds = frozenset([reply.id for beat in story.beats for reply in beat.replies if not reply.say])
    record.words = frozenset([c.id for c in story.commitments if c.kind is CommitmentKind.WORD])
    record.jobs = {job.id: job for job in story.jobs}
    record.questions = {question.id: question for question in story.questions}
    move: ev.MoveStarted | None = None
    for number, event in enumerate(events):
        if index := _INDEXES.get(type(event)):
            index(record, number, event)
        elif isinstance(event, ev.MoveStarted):
            move = event
        elif isinstance(event, ev.TraineeSpoke):
            speech = Speech(number, event, move if move and move.until == event.at and not event.job else None)
            record.speeches.append(speech)
            record.speeches_at.setdefault(event.at, []).append(speech)
            for person in dict.fromkeys(event.to):
                record.speeches_to.setdefault(person, []).append(speech)
            if event.acts != _ENDED:
                record.waiting.difference_update(event.to)
    record.resolved = _resolved_at(record)
    return record


def _centre(people: tuple[Person, ...]) -> Person | None:
    customers = [p for p in people if p.kind is PersonKind.CUSTOMER] or list(people)
    return max(customers, key=lambda p: p.severity, default=None)


def _became_true(record: Record, number: int, event: ev.FactBecameTrue) -> None:
    record.so.setdefault(event.fact, []).append([event.at, FOREVER])


def _ceased(record: Record, number: int, event: ev.FactCeased) -> None:
    if event.fact in record.so:
        record.so[event.fact][-1][1] = event.at


def _overheard(record: Record, number: int, event: ev.FactOverheard) -> None:
    record.overheard.append((number, event))


def _opened(record: Record, number: int, event: ev.ConversationOpened) -> None:
    record.opened.setdefault(event.person, event.at)
    record.left.pop(event.person, None)
    if event.person in record.ended_by_us:  # they had to come back
        _hang_up(record, event.person, record.ended_by_us.pop(event.person))


def _closed(record: Record, number: int, event: ev.ConversationClosed) -> None:
    if event.by_trainee:
        record.left[event.person] = event.at
        record.ended_by_us[event.person] = number
        if event.person in record.waiting:
            _hang_up(record, event.person, number)
    record.waiting.discard(event.person)


def _hang_up(record: Record, person: str, number: int) -> None:
    endings = record.hung_up.setdefault(person, [])
    if number not in endings:
        endings.append(number)


def _offered(record: Record, number: int, event: ev.RemedyOffered) -> None:
    record.offers.append((number, event))


def _spoke(record: Record, number: int, event: ev.PersonSpoke) -> None:
    if event.wants_reply:
        record.waiting.add(event.person)


def _ended(record: Record, number: int, event: ev.DrillEnded) -> None:
    record.walked_away = event.why is ev.Why.WALKED_AWAY


def _made(record: Record, number: int, event: ev.PromiseMade) -> None:
    record.promises[event.promise] = Promised(number, event)


def _kept(record: Record, number: int, event: ev.PromiseKept) -> None:
    _end_promise(record, event.promise, "kept", number)


def _broken(record: Record, number: int, event: ev.PromiseBroken) -> None:
    _end_promise(record, event.promise, "broken", number)


def _renegotiated(record: Record, number: int, event: ev.PromiseRenegotiated) -> None:
    _end_promise(record, event.promise, "renegotiated", number, event.new)


def _assigned(record: Record, number: int, event: ev.JobAssigned) -> None:
    record.assigned.setdefault(event.job, (number, event.at))


def _done(record: Record, number: int, event: ev.JobDone) -> None:
    record.done.setdefault(event.job, (number, event.at))


def _asked(record: Record, number: int, event: ev.QuestionAsked) -> None:
    record.asked.setdefault(event.question, (number, event.at))


def _answered(record: Record, number: int, event: ev.AnswerCame) -> None:
    record.answered.setdefault(event.question, (number, event.at))


def _end_promise(record: Record, promise: str, ended: str, number: int, new: str = "") -> None:
    if promise in record.promises:
        entry = record.promises[promise]
        entry.ended, entry.ended_number, entry.new = ended, number, new


def _heard(record: Record, number: int, event: ev.FactLearned) -> None:
    heard = Heard(number, event.at, event.fact, event.source, event.words, event.sure)
    record.heard.setdefault(event.fact, []).append(heard)
    fact = record.facts.get(event.fact)
    for other in fact.contradicts if fact else ():
        record.refuted.setdefault(other, []).append(heard)


def _shown(record: Record, number: int, event: ev.FeelingShown) -> None:
    earlier = record.shown.setdefault(event.person, [])
    if earlier and earlier[-1].ends == FOREVER:
        earlier[-1] = Shown(earlier[-1].number, earlier[-1].event, number)
    earlier.append(Shown(number, event, FOREVER))


_INDEXES: dict[type[Event], Callable[..., None]] = {
    ev.FactBecameTrue: _became_true,
    ev.FactCeased: _ceased,
    ev.FactLearned: _heard,
    ev.FeelingShown: _shown,
    ev.FactOverheard: _overheard,
    ev.ConversationOpened: _opened,
    ev.ConversationClosed: _closed,
    ev.RemedyOffered: _offered,
    ev.PersonSpoke: _spoke,
    ev.DrillEnded: _ended,
    ev.PromiseMade: _made,
    ev.PromiseKept: _kept,
    ev.PromiseBroken: _broken,
    ev.PromiseRenegotiated: _renegotiated,
    ev.JobAssigned: _assigned,
    ev.JobDone: _done,
    ev.QuestionAsked: _asked,
    ev.AnswerCame: _answered,
}
