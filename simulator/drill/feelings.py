"""Every customer's mood as a fold of the events: which event is which touch, for whom.

What must not live here: what a touch does (`touches`), how moods run on (`mood`). Views read words from here,
debriefs the figures; the four scores never look.

Who waits, and therefore minds a silence. An audience of the drill (`judged.audiences`) waits for news from the onset
until they know that it is over: the fact that resolves it, or one that restores what they feared lost, has been told
or has reached them otherwise. From then on, and anybody else from the start, they wait only for a reply: from words
that want one, or from asking again, until they are spoken to, have asked for the last time or have gone. Nobody waits
through a jump to a later phase. Past an open promise's time a silence weighs more for as long as they wait.

A feeling is met once: within its window the warmest words count, not their number. The window closes at this person's
next event after its time, and what was left unmet costs then.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from simulator.drill import events as ev
from simulator.drill import touches
from simulator.drill.content import Content, Told, nothing_told
from simulator.drill.events import Event
from simulator.drill.losses import MINUTE_MS, MONEY_KINDS, lost
from simulator.drill.losses import match as match_of
from simulator.drill.mood import Look, Mood, Traits, look, onset
from simulator.drill.mood_words import feels, person_of, words
from simulator.drill.touches import Empathy, Parts
from simulator.scenario import acts as a
from simulator.scenario.acts import Act, ApologyPart
from simulator.scenario.story import (
    NEXT_WORD,
    CommitmentKind,
    Fact,
    Feeling,
    Kind,
    Person,
    PersonKind,
    Remedy,
    RemedyKind,
    Story,
)

Touch = Callable[[Mood], Mood]

FULL_CONTENT: Final = 3  # elements that make an update full (J.D. Power 2011: three pieces or more)
ANSWERS: Final = (
    *(a.Claim, a.Deny, a.Explain, a.Assure, a.Estimate, a.Unknown, a.Report),
    *(a.Explore, a.ActOn, a.Assign, a.Infer),
)  # acts that answer somebody; a bare sorry, a stock phrase or a bare next time doesn't
BETWEEN_THE_LINES: Final = (a.NameFeeling, a.Infer, a.Explore, a.Presence, a.Apologise, a.Listen)
FOREVER: Final = 2**62


def traits_of(person: Person, story: Story) -> Traits:
    """The traits that *person* brings to *story*.

    Service counts as refused where the outcome failed (they didn't get it at all) and only the service would mend it.
    """
    mends = {loss.heals for loss in story.losses if loss.person == person.id}
    return Traits(
        severity=person.severity,
        firm_control=person.firm_control,
        prior_failures=person.prior_failures,
        process_failure=person.process_failure,
        monetary=person.monetary,
        service_refused=not person.process_failure and mends == {RemedyKind.SERVICE},
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
class Window:
    """A feeling somebody showed: how much of it, until when words still meet it, the warmest so far."""

    weight: float
    until: int
    best: float = 0.0
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Announced:
    """An estimate somebody was given: when its upper end runs out, and whether it was a range with its basis."""

    due: int
    candid: bool
    met: bool = False


@dataclass(slots=True)
class Feelings:
    """The moods of everybody who has one, or of *only* some of them. Begin with a cast story, `fold` events in order.

    Nobody's mood depends on anybody else's, so those of *only* are what they are among all.
    """

    story: Story
    only: frozenset[str] | None = None
    moods: dict[str, Mood] = field(default_factory=dict)
    told: Told = field(default_factory=Told)
    _people: dict[str, Person] = field(default_factory=dict)
    _facts: dict[str, Fact] = field(default_factory=dict)
    _remedies: dict[str, Remedy] = field(default_factory=dict)
    _words: frozenset[str] = frozenset()  # commitments that are kept by speaking again
    _so: set[str] = field(default_factory=set)
    _since: dict[str, int] = field(default_factory=dict)  # fact -> when it became so
    _known: dict[str, int] = field(default_factory=dict)  # fact -> when the trainee first heard it
    _said: dict[str, set[str]] = field(default_factory=dict)  # person -> facts the trainee has told them
    _open: dict[str, tuple[str, int]] = field(default_factory=dict)  # promise -> (person, due)
    _announced: dict[tuple[str, str], Announced] = field(default_factory=dict)  # (person, quantity)
    _untrue: dict[str, set[str]] = field(default_factory=dict)  # person -> untrue facts they believe
    _denied: dict[str, set[str]] = field(default_factory=dict)  # person -> true facts they believe not to be so
    _settled: set[str] = field(default_factory=set)  # know that it is over
    _passing: bool = False  # between a phase and one that begins later
    _windows: dict[str, Window] = field(default_factory=dict)
    _details: dict[str, set[str]] = field(default_factory=dict)  # person -> details of their case used
    _lines: dict[str, set[str]] = field(default_factory=dict)  # person -> lines they have heard
    _apologised: set[tuple[str, str]] = field(default_factory=set)  # (person, fault)
    _asked: set[str] = field(default_factory=set)  # what would do them good
    _unfit: set[tuple[str, str]] = field(default_factory=set)  # (remedy, person) that does no good
    _helped: dict[str, int] = field(default_factory=dict)  # job -> when it was done

    def __post_init__(self) -> None:
        wanted = (person for person in self.story.people if self.only is None or person.id in self.only)
        self._people = {person.id: person for person in wanted if person.has_mood}
        self.told = nothing_told(self.story)
        self._facts = {fact.id: fact for fact in self.story.facts}
        self._remedies = {remedy.id: remedy for remedy in self.story.remedies}
        deeds = {promised.id for promised in self.story.commitments if promised.kind is CommitmentKind.DEED}
        self._words = frozenset({NEXT_WORD, *(promised.id for promised in self.story.commitments)} - deeds)

    def look(self, person: str, now_ms: int) -> Look | None:
        """The levels of *person* at *now_ms*; None before it has begun for them."""
        mood = self._as_of(person, now_ms)
        return None if mood is None else look(mood, now_ms)

    def feels(self, person: str, feeling: Feeling, now_ms: int) -> bool:
        """Whether *person* feels so at *now_ms*; False before it has begun for them."""
        mood = self._as_of(person, now_ms)
        return mood is not None and feels(feeling, mood, look(mood, now_ms))

    def words(self, person: str, now_ms: int) -> str:
        """How *person* seems at *now_ms*, in words; empty before it has begun for them."""
        mood = self._as_of(person, now_ms)
        return "" if mood is None else words(mood, look(mood, now_ms))

    def fold(self, event: Event) -> None:
        """Take *event* in."""
        fold = _FOLDS.get(type(event))
        if fold is not None:
            self._let_estimates_lapse(event.at)
            fold(self, event)  # type: ignore[operator] # the table pairs each kind with its own fold

    def _touch(self, person: str, touch: Touch) -> None:
        mood = self.moods.get(person)
        if mood is not None:
            self.moods[person] = touch(mood)

    # -- what they do, and what the day does

    def _feeling_shown(self, event: ev.FeelingShown) -> None:
        if event.person in self._people:
            self._close_window(event.person, event.at)
            self._windows[event.person] = Window(event.weight, event.until)

    def _person_spoke(self, event: ev.PersonSpoke) -> None:
        if event.wants_reply:
            self._begin_to_wait(event.person, event.at)

    def _chased(self, event: ev.PersonChased) -> None:
        person, at = event.person, event.at
        self._begin_to_wait(person, at)
        self._touch(person, partial(touches.chased, at_ms=at))
        if person in self._people and event.nth >= len(self._people[person].chases):
            self._stop_waiting(person, at)

    def _conversation_closed(self, event: ev.ConversationClosed) -> None:
        self._close_window(event.person, event.at)
        self._stop_waiting(event.person, event.at)

    def _phase_ended(self, event: ev.PhaseEnded) -> None:
        if event.due > event.at:
            self._pass_over(event.at)

    def _phase_began(self, event: ev.PhaseBegan) -> None:
        self._passing = False

    def _drill_ended(self, event: ev.DrillEnded) -> None:
        for person in self.moods:
            self._close_window(person, event.at)

    def _conversation_opened(self, event: ev.ConversationOpened) -> None:
        person, at = event.person, event.at
        if person not in self._people or person in self.moods:
            return
        traits = traits_of(self._people[person], self.story)
        self.moods[person] = onset(person_of(traits, self.story.seed, person), at)
        self._windows[person] = Window(1.0, FOREVER)  # distress is plain before anything is said of it
        self._stop_waiting(person, at)

    def _begin_to_wait(self, person: str, at: int) -> None:
        if not self._passing:
            self._touch(person, partial(touches.wants_word, at_ms=at))

    def _stop_waiting(self, person: str, at: int) -> None:
        if not self._is_owed_news(person):
            self._touch(person, partial(touches.at_rest, at_ms=at))

    def _is_owed_news(self, person: str) -> bool:
        return person in self.story.judged.audiences and person not in self._settled

    def _pass_over(self, at: int) -> None:
        """Nobody stands waiting through a jump; afterwards they wait when they ask."""
        self._passing = True
        for person in self.moods:
            self._settled.add(person)
            self._touch(person, partial(touches.at_rest, at_ms=at))

    def _close_window(self, person: str, at: int) -> None:
        window = self._windows.get(person)
        if window is not None and not window.closed and window.until < FOREVER:
            window.closed = True
            self._touch(person, lambda mood: touches.left_unmet(mood, at, window.weight, window.best))

    # -- estimates

    def _as_of(self, person: str, now_ms: int) -> Mood | None:
        """*person*'s mood with what lapsed before *now_ms*, each at its own moment; nothing is moved."""
        mood = self.moods.get(person)
        if mood is None or not self._announced:
            return mood
        lapsed = [a for (to, _), a in self._announced.items() if to == person and a.due < now_ms and not a.met]
        for told in sorted(lapsed, key=lambda announced: announced.due):
            mood = touches.estimate_missed(mood, told.due, told.candid)
        return mood

    def _let_estimates_lapse(self, at: int) -> None:
        """An estimate that ran out before *at* disappoints at the moment it ran out, whenever the next event comes."""
        if not self._announced:
            return
        over = [key for key, told in self._announced.items() if told.due < at and not told.met]
        for person in {person for person, _ in over}:
            mood = self._as_of(person, at)
            if mood is not None:
                self.moods[person] = mood
        for key in over:
            del self._announced[key]

    def _announce(self, person: str, act: a.Estimate, at: int) -> None:
        given = touches.given_range if act.low < act.high else touches.given_point
        self._touch(person, lambda mood: given(mood, at))
        self._announced[(person, act.quantity)] = Announced(at + act.high, bool(act.basis) and act.low < act.high)
        self._wait(person, at)

    def _over_in_time(self, fact: str) -> None:
        if not self._announced:
            return
        ended = {quantity.id for quantity in self.story.quantities if quantity.known_by == fact}
        for key, told in self._announced.items():
            if key[1] in ended:
                self._announced[key] = Announced(told.due, told.candid, met=True)

    def _heard_it_is_over(self, person: str, fact: str, at: int) -> None:
        for quantity in self.story.quantities:
            told = self._announced.get((person, quantity.id))
            if told is not None and told.met and quantity.known_by == fact:
                del self._announced[(person, quantity.id)]
                self._touch(person, partial(touches.estimate_met, at_ms=at))

    # -- words

    def _answer_came(self, event: ev.AnswerCame) -> None:
        self.told.answer_came(event.question)

    def _preference_asked(self, event: ev.PreferenceAsked) -> None:
        self._asked.add(event.person)

    def _job_done(self, event: ev.JobDone) -> None:
        self._helped.setdefault(event.job, event.at)

    def _spoken(self, event: ev.TraineeSpoke) -> None:
        for person in event.to:
            if person in self.moods:
                self._spoken_to(person, event)

    def _spoken_to(self, person: str, event: ev.TraineeSpoke) -> None:
        at, acts = event.at, event.acts
        if event.began > self._windows[person].until:
            self._close_window(person, at)
        self._touch(person, _first_answer(acts, at))
        content = self.told.hear(person, acts, at)
        stock = self._is_stock(person, event)
        if content.informs:
            self._informed(person, content, at)
        elif _only_bothers(acts, content):
            self._touch(person, lambda mood: touches.bothered(mood, at))
        if stock or any(isinstance(act, a.Deflect) for act in acts):
            self._touch(person, partial(touches.brushed_off, at_ms=at))
        if not stock:
            self._met(person, event)
        for act in acts:
            self._act(person, act, at, stock=stock)
        self._stop_waiting(person, at)

    def _is_stock(self, person: str, event: ev.TraineeSpoke) -> bool:
        """Whether *event* is a stock phrase after the first words, or scripted words they have heard before."""
        heard = self._lines.setdefault(person, set())
        again = event.source is ev.Source.SCRIPTED and event.words in heard
        stock = bool(heard) and (again or any(isinstance(act, a.Canned) for act in event.acts))
        heard.add(event.words)
        return stock

    def _met(self, person: str, event: ev.TraineeSpoke) -> None:
        """What these words do for a feeling: only what is warmer than all before them, and own details once."""
        window, at = self._windows[person], event.at
        fresh = [act for act in event.acts if not self._is_repeated_apology(person, act)]
        empathy = empathy_in(fresh, self.story.during_emergency)
        already, late, weight = window.best, event.began > window.until, window.weight
        if touches.warmth(empathy) > already:
            window.best = touches.warmth(empathy)
            self._touch(
                person,
                lambda mood: touches.met_with_empathy(mood, at, empathy, weight=weight, already=already, late=late),
            )
        used = self._details.setdefault(person, set())
        own = {detail.id for detail in self._people[person].details}
        new = {d for act in event.acts if isinstance(act, a.Detail) for d in act.details if d in own} - used
        if new:
            used |= new
            self._touch(person, lambda mood: touches.spoken_to_concretely(mood, at, len(new)))

    def _is_repeated_apology(self, person: str, act: Act) -> bool:
        """Whether *act* says sorry again without a new fault: that meets nobody's feeling."""
        mood = self.moods[person]
        return isinstance(act, a.Apologise) and mood.apologies > 0 and not self._is_new_fault(person, act)

    def _is_new_fault(self, person: str, act: a.Apologise) -> bool:
        return bool(act.fault) and (person, act.fault) not in self._apologised

    def _informed(self, person: str, content: Content, at: int) -> None:
        full = min(1.0, len(content.elements) / FULL_CONTENT)
        self._touch(person, lambda mood: touches.informed(mood, at, full))
        self._touch(person, lambda mood: touches.waiting_for(mood, at, self._next_due(person)))

    def _act(self, person: str, act: Act, at: int, *, stock: bool) -> None:
        match act:
            case a.Estimate():
                self._announce(person, act, at)
            case a.Promise(what=what) if what in self._words:
                self._touch(person, lambda mood: touches.told_next_time(mood, at))
            case a.Explain(fact=fact):
                whole = 1.0 if fact in self._facts and self._facts[fact].cause else 0.5
                self._touch(person, lambda mood: touches.explained(mood, at, whole))
            case a.Deny(fact=fact) if fact in self._so:
                self._denied.setdefault(person, set()).add(fact)
            case a.Apologise():
                self._apology(person, act, at, stock=stock)
            case _:
                pass

    def _apology(self, person: str, act: a.Apologise, at: int, *, stock: bool) -> None:
        """An apology; in a stock phrase none of its parts is believed."""
        mood = self.moods[person]
        if self._is_new_fault(person, act):  # another fault is another apology, not a repetition
            mood = touches.replace(mood, apologies=0)
        self._apologised.add((person, act.fault))
        late = (at - self._fault_known_at(person, act.fault)) / MINUTE_MS / mood.traits.beat_minutes - 1
        empathy = Empathy() if stock else empathy_in([act], self.story.during_emergency)
        parts = Parts() if stock else parts_of(act)
        self.moods[person] = touches.apologised_to(mood, at, parts, empathy, max(0.0, late))

    def _fault_known_at(self, person: str, fault_id: str) -> int:
        began = self.moods[person].since_ms
        fact = next((f.fact for f in self._people[person].faults if f.id == fault_id), "")
        return max(began, self._known.get(fact, began))

    # -- facts

    def _fact_became_true(self, event: ev.FactBecameTrue) -> None:
        self._so.add(event.fact)
        self._since[event.fact] = event.at
        self._over_in_time(event.fact)

    def _fact_ceased(self, event: ev.FactCeased) -> None:
        self._so.discard(event.fact)

    def _fact_learned(self, event: ev.FactLearned) -> None:
        self._known.setdefault(event.fact, event.at)

    def _fact_told(self, event: ev.FactTold) -> None:
        fact, person = event.fact, event.to
        if person not in self._people:
            return
        self._reached(fact, person, event.at, touches.let_down)
        self._said.setdefault(person, set()).add(fact)
        if fact not in self._so and not event.hedged:
            self._untrue.setdefault(person, set()).add(fact)

    def _fact_overheard(self, event: ev.FactOverheard) -> None:
        fact, person, at = event.fact, event.person, event.at
        if person not in self._people:
            return
        if self._kept_back(fact, person, at):
            self._touch(person, partial(touches.told_by_others, at_ms=at))
        self._reached(fact, person, at, touches.lie_discovered)

    def _reached(self, fact_id: str, person: str, at: int, when_lied_to: Callable[[Mood, int], Mood]) -> None:
        fact = self._facts.get(fact_id)
        if fact is None or fact_id not in self._so:
            return
        self._heard_it_is_over(person, fact_id, at)
        if fact.restores:
            self._touch(person, lambda mood: touches.restored(mood, at, fact.restores))
        if fact.restores or fact_id == self.story.judged.resolution:
            self._settled.add(person)
            self._touch(person, partial(touches.at_rest, at_ms=at))
        believed, denied = self._untrue.get(person, set()), self._denied.get(person, set())
        if fact_id in denied or believed.intersection(fact.contradicts):
            denied.discard(fact_id)
            believed.difference_update(fact.contradicts)
            self._touch(person, lambda mood: when_lied_to(mood, at))

    def _kept_back(self, fact_id: str, person: str, at: int) -> bool:
        """Whether the trainee had known *fact_id*, bad news or the cause, for a beat and not told *person*."""
        fact, known = self._facts.get(fact_id), self._known.get(fact_id)
        if fact is None or known is None or fact_id in self._said.get(person, ()):
            return False
        return (fact.bad_news or fact.cause) and at - known > self.story.standards.update_every

    # -- promises

    def _promise_made(self, event: ev.PromiseMade) -> None:
        self._open[event.promise] = (event.to, event.due)
        self._wait(event.to, event.at)

    def _promise_renegotiated(self, event: ev.PromiseRenegotiated) -> None:
        to, _ = self._open.pop(event.promise, ("", 0))
        self._wait(to, event.at)

    def _promise_kept(self, event: ev.PromiseKept) -> None:
        at = event.at
        to, due = self._open.pop(event.promise, ("", at))
        self._touch(to, lambda mood: touches.kept_word(mood, at, early=at < due))
        self._wait(to, at)

    def _promise_broken(self, event: ev.PromiseBroken) -> None:
        to, _ = self._open.pop(event.promise, ("", 0))
        self._touch(to, partial(touches.let_down, at_ms=event.at))

    def _wait(self, person: str, at: int) -> None:
        self._touch(person, lambda mood: touches.waiting_for(mood, at, self._next_due(person)))

    def _next_due(self, person: str) -> int | None:
        promised = [due for to, due in self._open.values() if to == person]
        announced = [told.due for (to, _), told in self._announced.items() if to == person and not told.met]
        return min((*promised, *announced), default=None)

    # -- remedies

    def _remedy_offered(self, event: ev.RemedyOffered) -> None:
        if self._insults(event.remedy):
            self._unfit.add((event.remedy, event.to))
            self._touch(event.to, partial(touches.insulted, at_ms=event.at))

    def _remedy_answered(self, event: ev.RemedyAnswered) -> None:
        if not event.fits:
            self._unfit.add((event.remedy, event.to))

    def _remedy_given(self, event: ev.RemedyGiven) -> None:
        self._given(event.remedy, event.to, event.at)

    def _remedy_failed(self, event: ev.RemedyFailed) -> None:
        self._touch(event.to, partial(touches.let_down, at_ms=event.at))

    def _insults(self, remedy: str) -> bool:
        before = self.story.judged.no_money_before
        money = remedy in self._remedies and self._remedies[remedy].kind in MONEY_KINDS
        return money and bool(before) and before not in self._so

    def _given(self, remedy_id: str, person: str, at: int) -> None:
        loss = next((loss for loss in self.story.losses if loss.person == person), None)
        remedy = self._remedies.get(remedy_id)
        if loss is None or remedy is None or person not in self.moods or (remedy_id, person) in self._unfit:
            return
        helped = [(self._helped[h.job], h.share) for h in loss.helped_by if h.job in self._helped]
        whole = lost(loss, self._since.get(loss.until, at), helped).total
        fitting = remedy_id in self._people[person].prefers and remedy.kind not in MONEY_KINDS
        self._touch(
            person,
            lambda mood: touches.compensated(
                mood,
                at,
                remedy.worth / whole,
                match_of(remedy, loss),
                person in self._asked,
                fitting,
                money=remedy.kind in MONEY_KINDS,
            ),
        )


# What each kind of event does to moods; the others leave everybody as they are.
_FOLDS: Final = {
    ev.TraineeSpoke: Feelings._spoken,
    ev.AnswerCame: Feelings._answer_came,
    ev.PreferenceAsked: Feelings._preference_asked,
    ev.JobDone: Feelings._job_done,
    ev.FactBecameTrue: Feelings._fact_became_true,
    ev.FactCeased: Feelings._fact_ceased,
    ev.FactLearned: Feelings._fact_learned,
    ev.FactTold: Feelings._fact_told,
    ev.FactOverheard: Feelings._fact_overheard,
    ev.PromiseMade: Feelings._promise_made,
    ev.PromiseKept: Feelings._promise_kept,
    ev.PromiseBroken: Feelings._promise_broken,
    ev.PromiseRenegotiated: Feelings._promise_renegotiated,
    ev.RemedyOffered: Feelings._remedy_offered,
    ev.RemedyAnswered: Feelings._remedy_answered,
    ev.RemedyGiven: Feelings._remedy_given,
    ev.RemedyFailed: Feelings._remedy_failed,
    ev.ConversationOpened: Feelings._conversation_opened,
    ev.FeelingShown: Feelings._feeling_shown,
    ev.PersonSpoke: Feelings._person_spoke,
    ev.PersonChased: Feelings._chased,
    ev.ConversationClosed: Feelings._conversation_closed,
    ev.PhaseEnded: Feelings._phase_ended,
    ev.PhaseBegan: Feelings._phase_began,
    ev.DrillEnded: Feelings._drill_ended,
}
TOUCHING: Final = frozenset(_FOLDS)


def _first_answer(acts: tuple[Act, ...], at: int) -> Touch:
    """The touch of a first answer: of substance, only asking, or none."""
    if any(isinstance(act, ANSWERS) for act in acts):
        return lambda mood: touches.answered(mood, at)
    if any(isinstance(act, (a.AskDetails, a.Canned)) for act in acts):
        return lambda mood: touches.asked_for_details(mood, at)
    return lambda mood: mood


def _only_bothers(acts: tuple[Act, ...], content: Content) -> bool:
    """True for an update that tells nothing new and says nothing to the person."""
    stock = any(isinstance(act, a.Canned) for act in acts)
    human = any(isinstance(act, BETWEEN_THE_LINES) for act in acts)
    return stock or (bool(content.elements) and not content.new and not human)


def feelings_of(story: Story, events: Iterable[Event]) -> Feelings:
    """Everybody's mood after *events* of a run of the cast *story*."""
    feelings = Feelings(story)
    for event in events:
        feelings.fold(event)
    return feelings
