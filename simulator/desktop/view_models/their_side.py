"""A run as one of its people lived it: what they heard and saw, how long they waited, what they may have thought.

No figure of the mood model is shown, and nothing that this person couldn't have noticed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum

from simulator.desktop.view_models.thoughts import Thinking
from simulator.desktop.view_models.words import minute_text
from simulator.drill import events as ev
from simulator.drill.clock import MINUTE, clock_text, length_text
from simulator.drill.events import Event
from simulator.drill.feelings import Feelings
from simulator.scenario.acts import Claim
from simulator.scenario.story import Channel, Person, PersonKind, Story
from simulator.scoring.phrases import capital
from simulator.training.addressing import IN_SHORT, as_heard

A_LONG_WAIT = 2 * MINUTE  # from here on a wait is told as one


class Sort(Enum):
    """What a piece is."""

    HEARD = "heard"  # from the trainee
    OVERHEARD = "overheard"  # from somebody else
    SAW = "saw"
    WAITED = "waited"
    SAID = "said"  # by themself
    THOUGHT = "thought"


COMING = (Sort.HEARD, Sort.OVERHEARD, Sort.SAW, Sort.WAITED)


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing they heard, saw, waited for, said or thought; *by* is whose words they are."""

    sort: Sort
    text: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A moment they lived through; *mood* is how they seemed at its end, in words."""

    time: str
    pieces: tuple[Piece, ...]
    mood: str


@dataclass(frozen=True, slots=True)
class TheirSide:
    """The whole run as one person lived it."""

    person: str
    name: str
    steps: tuple[Step, ...]


def their_sides(story: Story, events: Sequence[Event]) -> tuple[TheirSide, ...]:
    """The run from each side that was reached by it, whoever had most at stake first."""
    people = sorted((p for p in story.people if p.has_mood), key=lambda p: -p.severity)
    sides = (TheirSide(person.id, person.name, _Living(story, person).through(events)) for person in people)
    return tuple(side for side in sides if side.steps)


@dataclass(slots=True)
class _Living:
    """Goes through a run as *person*, one event after the other."""

    story: Story
    person: Person
    steps: list[Step] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    at: int = 0
    mood: str = ""
    waits_since: int | None = None
    wait_told: int = 0
    waits: int = 0
    told: set[str] = field(default_factory=set)  # facts the trainee has told them
    promises: dict[str, ev.PromiseMade] = field(default_factory=dict)

    @property
    def thinking(self) -> Thinking:
        return Thinking(self.person.kind is PersonKind.AUDIENCE)

    def through(self, events: Sequence[Event]) -> tuple[Step, ...]:
        """Every step of the run."""
        feelings = Feelings(self.story, frozenset({self.person.id}))
        for event in events:
            fresh = tuple(self._pieces(event))
            if fresh:
                self._waited(event)
                self._begin_step(event.at, fresh[0].sort)
                self.pieces.extend(piece for piece in fresh if piece not in self.pieces)
            feelings.fold(event)
            self._note_wait(event)
            if fresh:
                self._feel(feelings.words(self.person.id, event.at))
        self._end_step()
        return tuple(self.steps)

    # -- steps
    def _begin_step(self, at: int, sort: Sort) -> None:
        """A new step for something new that comes, or for words of their own behind others of theirs."""
        answered = any(piece.sort is Sort.SAID for piece in self.pieces)
        if self.pieces and (answered or (sort in COMING and at != self.at)):
            self._end_step()
        self.at = at

    def _end_step(self) -> None:
        if self.pieces:
            thoughts = [piece for piece in self.pieces if piece.sort is Sort.THOUGHT]
            others = [piece for piece in self.pieces if piece.sort is not Sort.THOUGHT]
            self.steps.append(Step(minute_text(self.story, self.at), (*others, *thoughts), self.mood))
            self.pieces = []

    def _feel(self, mood: str) -> None:
        # How they came here is told by what they say first.
        thought = self.thinking.of_state(self.mood, mood) if self.mood else ""
        if thought:
            self.pieces.append(Piece(Sort.THOUGHT, thought))
        self.mood = mood or self.mood

    # -- waits
    def _waited(self, event: Event) -> None:
        """A long wait is a step of its own, before whatever comes next; told anew when it has grown as much again."""
        since = self.waits_since
        if since is None or event.at - max(since, self.wait_told) < A_LONG_WAIT:
            return
        self._end_step()
        length = length_text((event.at - since) // MINUTE * MINUTE)
        self.at = self.wait_told = event.at
        dues = [p.due for p in self.promises.values() if p.due > event.at]
        due = clock_text(self.story, min(dues)) if dues else ""
        self.pieces = [
            Piece(Sort.WAITED, f"{length} without a word from you."),
            Piece(Sort.THOUGHT, self.thinking.of_silence(self.waits, due)),
        ]
        self.waits += 1
        self._end_step()

    def _note_wait(self, event: Event) -> None:
        """They wait from the last word they had; at first, from their own."""
        match event:
            case ev.TraineeSpoke(at=at, to=to) if self.person.id in to:
                self.waits_since = at
            case ev.PersonSpoke(at=at, person=who) if self._me(who) and self.waits_since is None:
                self.waits_since = at
            case ev.ConversationClosed(person=who) if self._me(who):
                self.waits_since = None
            case ev.PhaseBegan() | ev.PhaseEnded():
                self.waits_since = None
            case _:
                return

    # -- pieces
    def _pieces(self, event: Event) -> Iterator[Piece]:
        """What *event* is to this person; nothing where they couldn't notice it."""
        match event:
            case ev.TraineeSpoke():
                yield from self._from_the_desk(event)
            case ev.PersonSpoke(person=who, words=words) | ev.AnswerCame(person=who, words=words) if words:
                yield from self._voice(who, words, event.overheard_by)
            case ev.PersonChased(person=who, words=words) if self._me(who):
                yield Piece(Sort.SAID, words, self.person.name)
            case ev.FactOverheard(fact=fact, person=who) if self._me(who):
                yield from self._heard_elsewhere(fact)
            case ev.RemedyGiven(remedy=remedy, to=who) if self._me(who):
                yield Piece(Sort.SAW, f"It came about: {self._remedy(remedy)}.")
            case ev.RemedyFailed(remedy=remedy, to=who) if self._me(who):
                yield Piece(Sort.SAW, f"It did not come about: {self._remedy(remedy)}.")
            case ev.ConversationClosed(person=who, by_trainee=True) if self._me(who):
                yield Piece(Sort.SAW, "You ended the talk.")
            case _:
                yield from self._of_promises(event)

    def _from_the_desk(self, event: ev.TraineeSpoke) -> Iterator[Piece]:
        if self.person.id in event.to and event.words:
            silent = event.reply in {r.id for beat in self.story.beats for r in beat.replies if not r.say}
            if silent and self.person.channel is not Channel.IN_PERSON:
                return  # what is done at the desk is seen at the desk alone
            doer = next((j.who for j in self.story.jobs if j.id == event.job), "")
            shown = as_heard(self.story, event)
            by = f"{self._name(doer)}, for you" if doer else "You"
            by = by if shown.quoted else f"{by}, {IN_SHORT}"
            yield Piece(Sort.SAW if silent else Sort.HEARD, shown.words, "" if silent else by)
            self.told |= {act.fact for act in event.acts if isinstance(act, Claim) and not act.hedged}
            for thought in self.thinking.of_words(event.acts):
                yield Piece(Sort.THOUGHT, thought)
        elif self.person.id in event.overheard_by and event.words:
            yield Piece(Sort.OVERHEARD, event.words, f"You, to {' and '.join(self._name(p) for p in event.to)}")

    def _voice(self, who: str, words: str, overheard_by: Sequence[str]) -> Iterator[Piece]:
        if self._me(who):
            yield Piece(Sort.SAID, words, self.person.name)
        elif self.person.id in overheard_by:
            yield Piece(Sort.OVERHEARD, words, self._name(who))

    def _heard_elsewhere(self, fact: str) -> Iterator[Piece]:
        known = next((f for f in self.story.facts if f.id == fact), None)
        if known is None or fact in self.told:
            return
        if not any(piece.sort is Sort.OVERHEARD for piece in self.pieces):
            yield Piece(Sort.OVERHEARD, known.says, "From somebody else")
        other = set(known.contradicts) & self.told
        yield Piece(Sort.THOUGHT, self.thinking.of_other_story() if other else self.thinking.of_rumour())

    def _of_promises(self, event: Event) -> Iterator[Piece]:
        match event:
            case ev.PromiseMade(to=who) if self._me(who):
                self.promises[event.promise] = event
                label, due = self._promised(event.promise)
                yield Piece(Sort.THOUGHT, self.thinking.of_promise(label, due))
            case ev.PromiseBroken(promise=promise) if promise in self.promises:
                label, due = self._promised(promise)
                yield Piece(Sort.SAW, f"{capital(due)} goes by.")
                yield Piece(Sort.THOUGHT, self.thinking.of_broken(label, due))
            case ev.PromiseKept(promise=promise) if promise in self.promises:
                yield Piece(Sort.THOUGHT, self.thinking.of_kept(self._promised(promise)[0]))
            case _:
                return

    def _promised(self, promise: str) -> tuple[str, str]:
        made = self.promises[promise]
        label = next((c.label for c in self.story.commitments if c.id == made.what), made.what)
        label = "speak again" if label == "speak to them again" else label
        return label, clock_text(self.story, made.due)

    def _me(self, person: str) -> bool:
        return person == self.person.id

    def _name(self, person: str) -> str:
        return next((p.name for p in self.story.people if p.id == person), person)

    def _remedy(self, remedy: str) -> str:
        return next((r.label for r in self.story.remedies if r.id == remedy), remedy)
