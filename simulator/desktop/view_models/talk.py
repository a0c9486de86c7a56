"""Conversations as bubbles: a fold over the events, one list of messages per person."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from simulator.desktop.view_models.words import minute_text
from simulator.drill.events import (
    AnswerCame,
    ApprovalAsked,
    ConversationClosed,
    DrillResumed,
    Event,
    JobAssigned,
    JobDone,
    MoveLapsed,
    NoteLeft,
    PersonChased,
    PersonSpoke,
    PhaseBegan,
    PostSkipped,
    PromiseBroken,
    PromiseMade,
    QuestionAsked,
    Refused,
    RemedyFailed,
    RemedyGiven,
    TraineeSpoke,
)
from simulator.scenario.story import Story
from simulator.training.addressing import IN_SHORT, as_heard


class Whose(Enum):
    """Whose words a message holds."""

    THEIRS = "theirs"
    YOURS = "yours"
    DEED = "deed"
    WORLD = "world"


@dataclass(frozen=True, slots=True)
class Message:
    """Something said or something that happened, as it stands in one conversation."""

    whose: Whose
    speaker: str
    time: str
    words: str
    note: str = ""


@dataclass(slots=True)
class Talk:
    """The conversations so far; `take` adds what happened since."""

    story: Story
    taken: int = 0
    notice: str = ""  # why the last move was refused; empty once another one worked
    _by_person: dict[str, list[Message]] = field(default_factory=dict)
    _promises: dict[str, PromiseMade] = field(default_factory=dict)
    _silent: frozenset[str] = frozenset()  # replies that are done, not said

    def __post_init__(self) -> None:
        self._silent = frozenset(r.id for beat in self.story.beats for r in beat.replies if not r.say)

    def take(self, events: Sequence[Event]) -> None:
        """Add *events*, which follow those taken before."""
        for event in events:
            self._take_one(event)
        self.taken += len(events)

    def with_person(self, person: str) -> tuple[Message, ...]:
        """The messages of the conversation with *person*, oldest first."""
        return tuple(self._by_person.get(person, ()))

    def count(self, person: str) -> int:
        """How many messages of others stand in the conversation with *person*."""
        own = (Whose.YOURS, Whose.DEED)
        return sum(1 for m in self._by_person.get(person, ()) if m.whose not in own)

    def has_word(self, person: str, seen: int) -> bool:
        """Whether *person* has said something since *seen* messages were looked at, as `count` counts them."""
        own = (Whose.YOURS, Whose.DEED)
        others = [message for message in self._by_person.get(person, ()) if message.whose not in own]
        return any(message.whose is Whose.THEIRS for message in others[seen:])

    def _add(self, person: str, message: Message) -> None:
        self._by_person.setdefault(person, []).append(message)

    def _name(self, person: str) -> str:
        return next((p.name for p in self.story.people if p.id == person), person)

    def _said(self, person: str, at: int, words: str, overheard_by: Sequence[str] = ()) -> None:
        if not words:
            return
        name, time = self._name(person), minute_text(self.story, at)
        note = f"{self._names(overheard_by)} heard this too." if overheard_by else ""
        self._add(person, Message(Whose.THEIRS, name, time, words, note))
        for other in overheard_by:
            heard = Message(Whose.WORLD, f"{name}, within earshot", time, words, f"{self._name(other)} hears this.")
            self._add(other, heard)

    def _names(self, people: Sequence[str]) -> str:
        return " and ".join(self._name(person) for person in people)

    def _world(self, person: str, at: int, title: str, words: str) -> None:
        message = Message(Whose.WORLD, title, minute_text(self.story, at), words)
        for someone in [person] if person else [p.id for p in self.story.people]:
            self._add(someone, message)

    def _take_one(self, event: Event) -> None:
        match event:
            case PersonSpoke(at, person, words, _, overheard_by):
                self._said(person, at, words, overheard_by)
            case AnswerCame(at, _, person, words, _, overheard_by):
                self._said(person, at, words, overheard_by)
            case PersonChased(at, person, words):
                self._said(person, at, words)
            case TraineeSpoke():
                self._take_own(event)
            case Refused(_, _, reason) | MoveLapsed(_, _, reason):
                self.notice = reason
            case DrillResumed():
                self.notice = ""
            case QuestionAsked(at, question, person):
                self._ask(person, at, next(q.asks for q in self.story.questions if q.id == question))
            case ApprovalAsked(at, remedy, who):
                self._ask(who, at, f"I'd like your yes for this: {self._remedy_label(remedy)}.")
            case PromiseMade():
                self._promises[event.promise] = event
            case _:
                self._take_world(event)

    def _ask(self, person: str, at: int, words: str) -> None:
        """Words of the trainee that come without a `TraineeSpoke` of their own: to sources and colleagues."""
        self.notice = ""
        if not any(p.id == person and p.has_mood for p in self.story.people):
            self._add(person, Message(Whose.YOURS, "You", minute_text(self.story, at), words))

    def _take_own(self, event: TraineeSpoke) -> None:
        self.notice = ""
        note = f"In your own words: {event.own_words}" if event.own_words else ""
        if event.overheard_by:
            note = " ".join(part for part in (note, f"{self._names(event.overheard_by)} heard this.") if part)
        whose, speaker = self._speaker(event)
        shown = as_heard(self.story, event)
        speaker = speaker if shown.quoted else f"{speaker}, {IN_SHORT}"
        message = Message(whose, speaker, minute_text(self.story, event.at), shown.words, note)
        for person in event.to:
            self._add(person, message)

    def _speaker(self, event: TraineeSpoke) -> tuple[Whose, str]:
        if event.job:
            return Whose.YOURS, f"{next(self._name(j.who) for j in self.story.jobs if j.id == event.job)}, for you"
        return (Whose.DEED, "You, without a word") if event.reply in self._silent else (Whose.YOURS, "You")

    def _take_world(self, event: Event) -> None:
        match event:
            case JobAssigned(at, job):
                self._world(self._job_person(job), at, "On its way", self._job_label(job))
            case JobDone(at, job):
                self._world(self._job_person(job), at, "Done", self._job_label(job))
            case PostSkipped(at, job):
                self._world(self._job_person(job), at, "Nothing was posted", "Nothing new has been released to post.")
            case RemedyGiven(at, remedy, to):
                self._world(to, at, "It came about", self._remedy_label(remedy))
            case RemedyFailed(at, remedy, to):
                self._world(to, at, "It did not come about", self._remedy_label(remedy))
            case PromiseBroken(at, promise):
                made = self._promises[promise]
                self._world(made.to, at, "The time you gave has passed", self._promise_label(made.what))
            case PhaseBegan(at, phase) if at:
                self._world("", at, "Time has gone by", self._phase_label(phase))
            case NoteLeft(at, text):
                self._world("", at, "Your note for whoever takes over", text)
            case ConversationClosed(at, person):
                self._world(person, at, "This conversation is over", f"{self._name(person)} has gone for now.")
            case _:
                return

    def _job_person(self, job: str) -> str:
        return next((j.who for j in self.story.jobs if j.id == job), "")

    def _job_label(self, job: str) -> str:
        return next((j.label for j in self.story.jobs if j.id == job), job)

    def _remedy_label(self, remedy: str) -> str:
        return next((r.label for r in self.story.remedies if r.id == remedy), remedy)

    def _promise_label(self, what: str) -> str:
        label = next((c.label for c in self.story.commitments if c.id == what), what)
        return f"You had said you would {label}."

    def _phase_label(self, phase: str) -> str:
        return next((p.label for p in self.story.phases if p.id == phase), phase)
