"""Everything cadence is made of, audience by audience: the first answer, gaps, contents, next times, noise.

What must not live here: sentences (`cadence`), or what a message contains (`drill.content`). Volume is never scored.
Times inside are minutes since it began for that audience.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import ceil

from msgspec import Struct, structs

from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.adding import total_of
from simulator.drill.content import Content, items_of, nothing_told, owed_facts
from simulator.scenario.acts import Promise
from simulator.scenario.story import Person
from simulator.scoring.claims import Ledger, is_substantive, true_acts
from simulator.scoring.evidence import MINUTE_MS, Promised, Record, Speech
from simulator.scoring.finding import Term
from simulator.scoring.rubric import RUBRIC, Rubric

SMALLEST_STAKE = 0.05


def updates_asked(span: float, beat: float, k: Rubric = RUBRIC) -> int:
    """S: how many updates *span* minutes ask for at a beat of *beat* minutes; at least one."""
    return max(1, ceil(span / beat - k.updates_slack))


def first_answer_mark(first: float | None, standard: float, beat: float, k: Rubric = RUBRIC) -> float:
    """F: 1 within the standard, half of it .4 beats later; 0 without an answer."""
    if first is None:
        return 0.0
    return 1 / (1 + max(0.0, first - standard) / (k.first_half * beat))


def debt(times: Sequence[float], span: float, beat: float, k: Rubric = RUBRIC) -> float:
    """The minutes by which gaps between informative *times* within 0 to *span* went beyond 1.1 beats."""
    marks = (0.0, *(t for t in times if t < span), span)
    return total_of(max(0.0, b - a - k.gap_allowed * beat) for a, b in pairwise(marks))


def gaps_mark(times: Sequence[float], span: float, beat: float, k: Rubric = RUBRIC) -> float | None:
    """K: 1 where no gap was too long; None where the whole span is shorter than one beat."""
    return None if span < beat else 1 - min(1.0, k.debt_price * debt(times, span, beat, k) / span)


def content_mark(contents: Sequence[float], asked: int, gaps: float | None, k: Rubric = RUBRIC) -> float:
    """I: the best *asked* contents over *asked*, counting for more where the gaps were kept."""
    best = total_of(sorted(contents, reverse=True)[:asked])
    return best / asked * (k.content_floor + k.content_by_gap * (1.0 if gaps is None else gaps))


def next_times_mark(kept: int, asked: int, span: float, beat: float) -> float | None:
    """N: next times kept over updates asked for; None where the whole span is shorter than one beat."""
    return None if span < beat else min(1.0, kept / asked)


def noise_points(count: int, span: float, beat: float, k: Rubric = RUBRIC) -> float:
    """Points lost for updates that told nobody anything."""
    return min(k.noise_most, count * k.noise_price * min(1.0, beat / span if span > 0 else 1.0))


class Message(Struct, frozen=True, gc=False):
    """Something said to an audience: *minute* since onset, what it held, and whether it was noise."""

    speech: Speech
    minute: float
    content: Content
    worth: float  # content of an update, 0 to 1
    noise: bool
    update: bool = False  # an update by form
    continues: bool = False  # the second half of what was said in one breath

    @property
    def informs(self) -> bool:
        """Whether it ended a silence."""
        return self.content.informs

    @property
    def partly(self) -> bool:
        """Whether it held something new, and too little of the four things to end a silence."""
        return bool(self.content.new) and not self.informs


class Gap(Struct, frozen=True, gc=False):
    """A stretch without news, in minutes, with the words that began and ended it."""

    start: float
    end: float
    before: Message | None
    after: Message | None
    debt: float


class CadenceOf(Struct, frozen=True, gc=False):
    """One audience's drill, as cadence sees it."""

    person: Person
    onset_ms: int
    span: float  # T
    beat: float  # C
    standard: float  # first reply
    messages: tuple[Message, ...]
    first: Message | None  # first substantive answer
    kept: tuple[Promised, ...]
    missed: tuple[Promised, ...]

    @property
    def stake(self) -> float:
        """How much this audience counts."""
        return max(SMALLEST_STAKE, self.person.severity)

    @property
    def asked(self) -> int:
        """S."""
        return updates_asked(self.span, self.beat)

    def informative(self) -> list[Message]:
        """The messages that ended a silence while it lasted, in order."""
        return [message for message in self.messages if message.informs and message.minute < self.span]

    def partly(self, start: float, end: float) -> list[Message]:
        """The messages between these minutes that held something new and didn't end the silence."""
        return [message for message in self.messages if message.partly and start < message.minute < end]

    def gaps(self, k: Rubric) -> list[Gap]:
        """Every stretch between informative messages, from onset to resolution."""
        told = self.informative()
        marks = [(0.0, None), *((m.minute, m) for m in told), (self.span, None)]
        return [
            Gap(a, b, before, after, max(0.0, b - a - k.gap_allowed * self.beat))
            for (a, before), (b, after) in pairwise(marks)
        ]

    def terms(self, k: Rubric) -> tuple[Term, ...]:
        """F, K, I and N; all nought without an informative message."""
        told = self.informative()
        times = [m.minute for m in told]
        kept = gaps_mark(times, self.span, self.beat, k)
        following = next_times_mark(len(self.kept), self.asked, self.span, self.beat)
        some = 1.0 if told or any(m.informs for m in self.messages) else 0.0
        first = first_answer_mark(self.first.minute if self.first else None, self.standard, self.beat, k)
        return (
            Term("first answer", k.first_weight, first * some),
            Term("gaps", k.kept_weight, None if kept is None else kept * some),
            Term("content", k.informing_weight, content_mark([m.worth for m in told], self.asked, kept, k)),
            Term("next times", k.next_weight, None if following is None else following * some),
        )

    def noise(self) -> list[Message]:
        """The updates that told nobody anything."""
        return [message for message in self.messages if message.noise]

    def noise_price(self, k: Rubric) -> float:
        """Points lost for noise."""
        return noise_points(len(self.noise()), self.span, self.beat, k)


def cadence_sheet(record: Record, book: Ledger, k: Rubric = RUBRIC) -> tuple[CadenceOf, ...]:
    """Fold *record* into the audiences that had something to wait for."""
    sheets = [_cadence_of(record, book, person, k) for person in _audiences(record)]
    return tuple(sheet for sheet in sheets if sheet.span > 0)


def _audiences(record: Record) -> list[Person]:
    declared = record.story.judged.audiences
    centre = record.centre
    ids = declared or ((centre.id,) if centre else ())
    return [p for p in record.customers if p.id in ids and (p.id in record.opened or p.opens_with)]


def _cadence_of(record: Record, book: Ledger, person: Person, k: Rubric) -> CadenceOf:
    onset = max(record.story.judged.onset, record.opened.get(person.id, person.opens_at))
    standards = record.story.standards
    messages = _messages(record, book, person.id, onset, k)
    first = next((m for m in messages if is_substantive(book, m.speech)), None)
    resolved = record.resolved
    kept, missed = _next_times(record, [m for m in messages if m.speech.at < resolved], messages, person.id, k)
    return CadenceOf(
        person,
        onset,
        (resolved - onset) / MINUTE_MS,
        standards.update_every / MINUTE_MS,
        standards.first_reply / MINUTE_MS,
        tuple(messages),
        first,
        kept,
        missed,
    )


# -- messages


def _messages(record: Record, book: Ledger, person: str, onset: int, k: Rubric) -> list[Message]:
    """What was said to *person*, with what each held that was true and new to them."""
    told, heard, owed = nothing_told(record.story), _Heard(record), items_of(owed_facts(record.story))
    messages: list[Message] = []
    speeches = {speech.number: speech for speech in record.to(person)}
    turn, world, last = False, False, None
    for number, event in enumerate(record.events):
        speech = speeches.get(number)
        if speech is None:
            kind = type(event)
            turn = turn or (kind in _TURNS and _is_turn(event, person))
            world = (kind in _WORLD and heard.is_change(number, event)) or world
            if isinstance(event, ev.AnswerCame):
                told.answer_came(event.question)
            continue
        content, update = told.hear(person, true_acts(book, speech), speech.at), _is_update(speech)
        continues = update and bool(content.elements and messages) and _in_one_breath(messages[-1], speech, k)
        if continues and content.new:
            content = _together(messages[-1].content, content)
            messages[-1] = structs.replace(messages[-1], worth=0.0, noise=False)
        started = bool(messages) and not turn and speech.at < record.resolved and update and not continues
        noise = started and owed.isdisjoint(content.new) and _is_noise(speech, content, last, world, record, k)
        worth = min(1.0, len(content.elements) / k.full_content) if content.informs else 0.0
        minute = (speech.at - onset) / MINUTE_MS
        messages.append(Message(speech, minute, content, worth, noise, update, continues))
        turn = False
        if content.informs:
            last, world = messages[-1], False
    return messages


_TURNS = frozenset({ev.PersonSpoke, ev.PersonChased})
_WORLD = frozenset({ev.FactBecameTrue, ev.FactCeased, ev.FactLearned, ev.JobDone, ev.AnswerCame})


def _in_one_breath(before: Message, speech: Speech, k: Rubric) -> bool:
    """Whether *speech* goes on, within a minute, with the news *before* it: a third update does so no more."""
    soon = speech.event.began - before.speech.at <= k.one_breath * MINUTE_MS
    return soon and before.update and bool(before.content.new) and not before.continues


def _together(one: Content, other: Content) -> Content:
    return Content(one.elements | other.elements, one.new | other.new, one.weighty or other.weighty)


class _Heard:
    """What the trainee has heard so far: hearing the same again, from the same, changes nothing in the world."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._answers: dict[str, str] = {}

    def is_change(self, number: int, event: ev.Event) -> bool:
        """Whether *event* changes anything. Show it every event that may, in order."""
        match event:
            case ev.FactLearned(fact=fact, source=source, sure=sure):
                earlier = self._record.heard_before(fact, number)
                return all((h.source, h.sure) != (source, sure) for h in earlier)
            case ev.AnswerCame(question=question, person=person, words=words):
                before, self._answers[question] = self._answers.get(question), words
                return words != before and not self._record.people[person].has_mood  # a customer's checks nothing
            case _:
                return True


def _is_turn(event: ev.Event, person: str) -> bool:
    """Whether *person* has just said something that waits for an answer."""
    if isinstance(event, ev.PersonSpoke):
        return event.person == person and event.wants_reply
    return isinstance(event, ev.PersonChased) and event.person == person


def _is_update(speech: Speech) -> bool:
    """Whether the trainee started it, as a form; not what answers somebody, nor what somebody else posts for them."""
    if speech.event.source is ev.Source.DELEGATED:
        return False
    return speech.move is not None and isinstance(speech.move.action, do.Update)


def _is_noise(speech: Speech, content: Content, last: Message | None, world: bool, record: Record, k: Rubric) -> bool:
    """Whether it tells nobody anything; saying for the first time what has to be told is looked at before."""
    if not content.informs:
        return True
    if last is None or world or len(content.new) >= k.full_content:
        return False
    return speech.at - last.speech.at < k.noise_gap * record.story.standards.update_every


# -- next times


def _next_times(
    record: Record, during: list[Message], messages: list[Message], person: str, k: Rubric
) -> tuple[tuple[Promised, ...], tuple[Promised, ...]]:
    """The next times named in informative messages *during* it: kept within a minute by another one, or missed."""
    kept: list[Promised] = []
    missed: list[Promised] = []
    for message in during:
        if not message.informs:
            continue
        for promised in _made_with(record, message.speech, person):
            due = promised.event.due + k.next_grace * MINUTE_MS
            later = [m for m in messages if m.informs and message.speech.at < m.speech.at]
            if any(m.speech.at <= due for m in later):
                kept.append(promised)
            elif due <= record.end_ms:
                missed.append(promised)
    return tuple(kept), tuple(missed)


def _made_with(record: Record, speech: Speech, person: str) -> list[Promised]:
    """The word promised to *person* in *speech*; one next time a message."""
    made = [
        p
        for p in record.promises.values()
        if p.event.to == person
        and p.event.at == speech.at
        and p.event.what in record.words
        and not p.event.by
        and record.speech_behind(p.number, p.event.at, Promise) is speech  # not what somebody says in the same moment
    ]
    return made[:1]
