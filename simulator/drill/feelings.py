"""Every customer's mood as a fold of the events: which event is which touch, for whom.

What must not live here: what a touch does (`touches`), how moods run on (`mood`). Views read words from here,
debriefs the figures; the four scores never look.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from simulator.drill import events as ev
from simulator.drill import touches
from simulator.drill.content import Content, Told, weighty_facts
from simulator.drill.events import Event
from simulator.drill.losses import MINUTE_MS, MONEY_KINDS, lost
from simulator.drill.losses import match as match_of
from simulator.drill.mood import Look, Mood, Traits, look, onset
from simulator.drill.mood_words import words
from simulator.drill.touches import Empathy, Parts
from simulator.scenario import acts as a
from simulator.scenario.acts import Act, ApologyPart
from simulator.scenario.story import Fact, Kind, Person, PersonKind, Remedy, Story

Touch = Callable[[Mood], Mood]

FULL_CONTENT = 3  # elements that make an update full (J.D. Power 2011: three pieces or more)
NO_ANSWER = (a.AskDetails, a.Canned, a.Deflect, a.Presence, a.Close)  # acts that don't answer anybody
BETWEEN_THE_LINES = (a.NameFeeling, a.Infer, a.Explore, a.Presence, a.Apologise, a.Listen)


def traits_of(person: Person, story: Story) -> Traits:
    """The traits that *person* brings to *story*."""
    return Traits(
        severity=person.severity,
        firm_control=person.firm_control,
        prior_failures=person.prior_failures,
        process_failure=person.process_failure,
        monetary=person.monetary,
        group=person.kind is PersonKind.AUDIENCE or story.kind is Kind.MASS,
        beat_minutes=story.standards.update_every / MINUTE_MS,
    )


def empathy_in(acts: Iterable[Act], emergency: bool) -> Empathy:
    """How far *acts* meet a feeling. In an emergency doing something about it is the best interpretation."""
    reaction = interpretation = exploration = 0
    for act in acts:
        match act:
            case a.NameFeeling(level=level):
                reaction = max(reaction, level)
            case a.Presence():
                reaction = max(reaction, 1)
            case a.Apologise(parts=parts) if ApologyPart.REGRET in parts:
                reaction = max(reaction, 1)
            case a.Infer(level=level):
                interpretation = max(interpretation, level)
            case a.ActOn():
                interpretation = max(interpretation, 2 if emergency else 1)
            case a.Explore(level=level):
                exploration = max(exploration, level)
            case _:
                pass
    return Empathy(reaction, interpretation, exploration)


def parts_of(act: a.Apologise) -> Parts:
    """The parts of the apology *act*."""
    return Parts(**{part.value: True for part in act.parts})


@dataclass(slots=True)
class Feelings:
    """The moods of everybody who has one. Begin with a story and `fold` each event in order."""

    story: Story
    moods: dict[str, Mood] = field(default_factory=dict)
    told: Told = field(default_factory=Told)
    _people: dict[str, Person] = field(default_factory=dict)
    _facts: dict[str, Fact] = field(default_factory=dict)
    _remedies: dict[str, Remedy] = field(default_factory=dict)
    _so: set[str] = field(default_factory=set)
    _since: dict[str, int] = field(default_factory=dict)  # fact -> when it became so
    _known: dict[str, int] = field(default_factory=dict)  # fact -> when the trainee first heard it
    _open: dict[str, tuple[str, int]] = field(default_factory=dict)  # promise -> (person, due)
    _untrue: dict[str, set[str]] = field(default_factory=dict)  # person -> untrue facts they believe
    _apologised: set[tuple[str, str]] = field(default_factory=set)  # (person, fault)
    _asked: set[str] = field(default_factory=set)  # what would do them good
    _unfit: set[tuple[str, str]] = field(default_factory=set)  # (remedy, person) that does no good
    _helped: dict[str, int] = field(default_factory=dict)  # job -> when it was done

    def __post_init__(self) -> None:
        self._people = {person.id: person for person in self.story.people if person.has_mood}
        self.told.weighty = weighty_facts(self.story)
        self._facts = {fact.id: fact for fact in self.story.facts}
        self._remedies = {remedy.id: remedy for remedy in self.story.remedies}

    def look(self, person: str, now_ms: int) -> Look | None:
        """The levels of *person* at *now_ms*; None before it has begun for them."""
        mood = self.moods.get(person)
        return None if mood is None else look(mood, now_ms)

    def words(self, person: str, now_ms: int) -> str:
        """How *person* seems at *now_ms*, in words; empty before it has begun for them."""
        mood = self.moods.get(person)
        return "" if mood is None else words(mood, look(mood, now_ms))

    def fold(self, event: Event) -> None:
        """Take *event* in."""
        match event:
            case ev.ConversationOpened(at=at, person=person):
                if person in self._people and person not in self.moods:
                    self.moods[person] = onset(traits_of(self._people[person], self.story), at)
            case ev.TraineeSpoke():
                self._spoken(event)
            case ev.AnswerCame(question=question):
                self.told.answer_came(question)
            case ev.PreferenceAsked(person=person):
                self._asked.add(person)
            case ev.JobDone(at=at, job=job):
                self._helped.setdefault(job, at)
            case ev.FactBecameTrue() | ev.FactCeased() | ev.FactLearned() | ev.FactTold() | ev.FactOverheard():
                self._fact_event(event)
            case ev.PromiseMade() | ev.PromiseKept() | ev.PromiseBroken() | ev.PromiseRenegotiated():
                self._promise_event(event)
            case ev.RemedyOffered() | ev.RemedyAnswered() | ev.RemedyGiven() | ev.RemedyFailed():
                self._remedy_event(event)
            case _:
                pass

    def _touch(self, person: str, touch: Touch) -> None:
        mood = self.moods.get(person)
        if mood is not None:
            self.moods[person] = touch(mood)

    # -- words

    def _spoken(self, event: ev.TraineeSpoke) -> None:
        for person in event.to:
            if person in self.moods:
                self._spoken_to(person, event)

    def _spoken_to(self, person: str, event: ev.TraineeSpoke) -> None:
        at, acts = event.at, event.acts
        self._touch(person, _first_answer(acts, at))
        content = self.told.hear(person, acts)
        if content.informs:
            self._informed(person, content, at)
        elif _only_bothers(acts, content):
            self._touch(person, lambda mood: touches.bothered(mood, at))
        empathy = empathy_in(acts, self.story.during_emergency)
        if empathy != Empathy() and not any(isinstance(act, a.Canned) for act in acts):
            self._touch(person, lambda mood: touches.met_with_empathy(mood, at, empathy))
        for act in acts:
            self._act(person, act, empathy, at)

    def _informed(self, person: str, content: Content, at: int) -> None:
        full = min(1.0, len(content.elements) / FULL_CONTENT)
        self._touch(person, lambda mood: touches.informed(mood, at, full))
        self._touch(person, lambda mood: touches.waiting_for(mood, at, self._next_due(person)))

    def _act(self, person: str, act: Act, empathy: Empathy, at: int) -> None:
        match act:
            case a.Estimate(low=low, high=high):
                given = touches.given_range if low < high else touches.given_point
                self._touch(person, lambda mood: given(mood, at))
            case a.Promise():
                self._touch(person, lambda mood: touches.told_next_time(mood, at))
            case a.Explain(fact=fact):
                whole = 1.0 if fact in self._facts and self._facts[fact].cause else 0.5
                self._touch(person, lambda mood: touches.explained(mood, at, whole))
            case a.Apologise():
                self._apology(person, act, empathy, at)
            case _:
                pass

    def _apology(self, person: str, act: a.Apologise, empathy: Empathy, at: int) -> None:
        mood = self.moods[person]
        fresh = (person, act.fault) not in self._apologised
        self._apologised.add((person, act.fault))
        if fresh and act.fault:  # another fault is another apology, not a repetition
            mood = touches.replace(mood, apologies=0)
        late = (at - self._fault_known_at(person, act.fault)) / MINUTE_MS / mood.traits.beat_minutes - 1
        self.moods[person] = touches.apologised_to(mood, at, parts_of(act), empathy, max(0.0, late))

    def _fault_known_at(self, person: str, fault_id: str) -> int:
        began = self.moods[person].since_ms
        fact = next((f.fact for f in self._people[person].faults if f.id == fault_id), "")
        return max(began, self._known.get(fact, began))

    # -- facts

    def _fact_event(self, event: Event) -> None:
        match event:
            case ev.FactBecameTrue(at=at, fact=fact):
                self._so.add(fact)
                self._since[fact] = at
            case ev.FactCeased(fact=fact):
                self._so.discard(fact)
            case ev.FactLearned(at=at, fact=fact):
                self._known.setdefault(fact, at)
            case ev.FactTold(at=at, fact=fact, to=person, hedged=hedged):
                self._reached(fact, person, at, touches.let_down)
                if fact not in self._so and not hedged:
                    self._untrue.setdefault(person, set()).add(fact)
            case ev.FactOverheard(at=at, fact=fact, person=person):
                self._reached(fact, person, at, touches.lie_discovered)
            case _:
                pass

    def _reached(self, fact_id: str, person: str, at: int, when_lied_to: Callable[[Mood, int], Mood]) -> None:
        fact = self._facts.get(fact_id)
        if fact is None or fact_id not in self._so:
            return
        if fact.restores:
            self._touch(person, lambda mood: touches.restored(mood, at, fact.restores))
        believed = self._untrue.get(person, set())
        if believed.intersection(fact.contradicts):
            believed.difference_update(fact.contradicts)
            self._touch(person, lambda mood: when_lied_to(mood, at))

    # -- promises

    def _promise_event(self, event: Event) -> None:
        match event:
            case ev.PromiseMade(at=at, promise=promise, to=to, due=due):
                self._open[promise] = (to, due)
                self._wait(to, at)
            case ev.PromiseRenegotiated(at=at, promise=promise):
                to, _ = self._open.pop(promise, ("", 0))
                self._wait(to, at)
            case ev.PromiseKept(at=at, promise=promise):
                to, due = self._open.pop(promise, ("", at))
                self._touch(to, lambda mood: touches.kept_word(mood, at, early=at < due))
                self._wait(to, at)
            case ev.PromiseBroken(at=at, promise=promise):
                to, _ = self._open.pop(promise, ("", 0))
                self._touch(to, lambda mood: touches.let_down(mood, at))
            case _:
                pass

    def _wait(self, person: str, at: int) -> None:
        self._touch(person, lambda mood: touches.waiting_for(mood, at, self._next_due(person)))

    def _next_due(self, person: str) -> int | None:
        return min((due for to, due in self._open.values() if to == person), default=None)

    # -- remedies

    def _remedy_event(self, event: Event) -> None:
        match event:
            case ev.RemedyOffered(at=at, remedy=remedy, to=to):
                if self._insults(remedy):
                    self._unfit.add((remedy, to))
                    self._touch(to, lambda mood: touches.insulted(mood, at))
            case ev.RemedyAnswered(remedy=remedy, to=to, fits=fits):
                if not fits:
                    self._unfit.add((remedy, to))
            case ev.RemedyGiven(at=at, remedy=remedy, to=to):
                self._given(remedy, to, at)
            case ev.RemedyFailed(at=at, to=to):
                self._touch(to, lambda mood: touches.let_down(mood, at))
            case _:
                pass

    def _insults(self, remedy: str) -> bool:
        before = self.story.judged.no_money_before
        money = remedy in self._remedies and self._remedies[remedy].kind in MONEY_KINDS
        return money and bool(before) and before not in self._so

    def _given(self, remedy_id: str, person: str, at: int) -> None:
        loss = next((loss for loss in self.story.losses if loss.person == person), None)
        remedy = self._remedies.get(remedy_id)
        if loss is None or remedy is None or (remedy_id, person) in self._unfit:
            return
        helped = [(self._helped[h.job], h.share) for h in loss.helped_by if h.job in self._helped]
        whole = lost(loss, self._since.get(loss.until, at), helped).total
        fitting = remedy_id in self._people[person].prefers and remedy.kind not in MONEY_KINDS
        self._touch(
            person,
            lambda mood: touches.compensated(
                mood, at, remedy.worth / whole, match_of(remedy, loss), person in self._asked, fitting
            ),
        )


def _first_answer(acts: tuple[Act, ...], at: int) -> Touch:
    """The touch of a first answer: of substance, only asking, or none."""
    if any(not isinstance(act, NO_ANSWER) for act in acts):
        return lambda mood: touches.answered(mood, at)
    if any(isinstance(act, a.AskDetails | a.Canned) for act in acts):
        return lambda mood: touches.asked_for_details(mood, at)
    return lambda mood: mood


def _only_bothers(acts: tuple[Act, ...], content: Content) -> bool:
    """True for an update that tells nothing new and says nothing to the person."""
    stock = any(isinstance(act, a.Canned) for act in acts)
    human = any(isinstance(act, BETWEEN_THE_LINES) for act in acts)
    return stock or (bool(content.elements) and not content.new and not human)


def feelings_of(story: Story, events: Iterable[Event]) -> Feelings:
    """Everybody's mood after *events*."""
    feelings = Feelings(story)
    for event in events:
        feelings.fold(event)
    return feelings
