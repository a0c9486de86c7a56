"""The careful player: answers whoever waits, finds out, says what is so, keeps people informed, asks what would help.

Also three cousins: the hurried, who means well and looks into nothing, the liar, who says what is nicest to hear,
and the spendthrift, who pays for silence.
"""

from collections.abc import Iterator

from simulator.bots.judgement import ByName, Judgement, Memory, knowable
from simulator.bots.open_moves import REASON
from simulator.drill import actions as do
from simulator.drill.actions import Action
from simulator.drill.clock import MINUTE, SECOND
from simulator.drill.session import Session
from simulator.drill.view import PersonView, View
from simulator.scenario.story import RemedyKind, Reply, Story, Sure, Verb

WORTH_SAYING = 0.5  # a reply nobody waits for is given only if it seems better than this
NOTE_EVERY = 30 * MINUTE  # how often a note for whoever takes over is written anew, if there is news
AHEAD = 45 * SECOND  # speak this long before a promise falls due
HASTE = 6 * SECOND  # of saying it outweigh a point of what a reply seems worth, for somebody in a hurry


class CarefulBot:
    """Plays *story* as an attentive, honest person with the response card in hand."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._memory = Memory()
        self._replies: dict[str, Reply] = {reply.id: reply for beat in story.beats for reply in beat.replies}
        self._by_name = ByName(story)

    def choose(self, session: Session) -> Action | int | None:
        """The first useful thing to do, or when to look again."""
        self._memory.catch_up(session)
        view = session.view()
        for move in self._moves(view):
            return move
        return self._next_look(view)

    def _moves(self, view: View) -> Iterator[Action]:
        yield from self._answers(view, waiting=True)
        yield from self._overdue_words(view)
        yield from self._news(view)
        yield from self._jobs(view)
        yield from self._answers(view, waiting=False)
        yield from self._questions(view)
        yield from self._commitments(view)
        yield from self._repair(view)
        yield from self._notes(view)

    # -- talking

    def _answers(self, view: View, *, waiting: bool) -> Iterator[Action]:
        people = [p for p in view.people if p.replies and (p.waiting_since is not None) == waiting]
        if not people:
            return
        judgement = Judgement(self._by_name, self._memory, view)
        for person in sorted(people, key=self._urgency):
            values = {r.id: self._value(judgement, self._replies[r.id], person.id) for r in person.replies}
            best = max(values, key=lambda reply: (values[reply], reply))
            if waiting or values[best] > WORTH_SAYING:
                yield do.Say(reply=best)

    def _value(self, judgement: Judgement, reply: Reply, person: str) -> float:
        return judgement.value(reply, person)

    def _urgency(self, person: PersonView) -> tuple[float, int]:
        return -self._by_name.people[person.id].severity, person.waiting_since or 0

    def _audiences(self, view: View) -> list[PersonView]:
        judged = set(self._story.judged.audiences)
        return [p for p in view.people if p.id in judged and p.open and Verb.UPDATE not in p.closes and not p.pending]

    def _overdue_words(self, view: View) -> Iterator[Action]:
        over = self._story.judged.resolution in {heard.fact for heard in view.heard}
        for person in self._audiences(view):
            due = [p.due for p in view.promises if p.to == person.id and p.what == "next_word"]
            if (due and min(due) - AHEAD <= view.now) or (
                not over and self._silent_for(view, person.id) >= 0.8 * self._story.standards.update_every
            ):
                yield self._update(view, person.id, over)

    def _silent_for(self, view: View, person: str) -> int:
        return view.now - self._memory.last_word.get(person, self._story.judged.onset)

    def _news(self, view: View) -> Iterator[Action]:
        judged = self._story.judged
        heard = {h.fact: h.sure for h in view.heard}
        for required in (*judged.required_facts, *judged.required_disclosures):
            untold = required.fact in heard and (required.fact, required.to) not in self._memory.told
            person = view.person(required.to)
            if untold and person.open and not person.pending and Verb.UPDATE not in person.closes:
                over = judged.resolution in heard
                yield self._update(view, required.to, over)

    def _update(self, view: View, to: str, over: bool) -> Action:
        """Everything new that was heard for certain, what has been done since, and when the next word comes."""
        told, reported = self._memory.told, self._memory.reported
        heard = {h.fact: h.sure for h in view.heard}
        denied = {other for f in self._story.facts if f.id in heard for other in f.contradicts}
        new = [f for f in heard if (f, to) not in told and f not in denied]
        done = [j.id for j in view.jobs if j.done and (j.id, to) not in reported]
        done += [q.id for q in view.questions if q.asked and (q.id, to) not in reported]
        doing = [j.id for j in view.jobs if j.assigned and not j.done]
        quantity, low, high = self._estimate(view, to) if not over else ("", None, None)
        every = self._story.standards.update_every
        return do.Update(
            to=(to,),
            facts=tuple(new[:4]),
            hedged=tuple(f for f in new[:4] if heard[f] is not Sure.CERTAIN),
            done=tuple(done[:2]),
            doing=tuple(doing[:2]),
            next_in=None if over else every,
            quantity=quantity,
            low=low,
            high=high,
            basis="of how long it has taken before, and I can't promise it" if quantity else "",
        )

    def _estimate(self, view: View, to: str) -> tuple[str, int | None, int | None]:
        for quantity in self._story.judged.quantities:
            span = knowable(self._story, quantity, view.now)
            if span and view.now - self._memory.estimated.get(to, -60 * MINUTE) > 8 * MINUTE:
                return quantity, span[0], span[1]
        return "", None, None

    # -- finding out and setting going

    def _jobs(self, view: View) -> Iterator[Action]:
        for job in view.jobs:
            if not job.assigned:
                yield do.Assign(job=job.id, reason=REASON)

    def _questions(self, view: View) -> Iterator[Action]:
        for question in view.questions:
            person = view.person(question.who)
            if not question.asked and not person.pending and Verb.ASK not in person.closes:
                yield do.Ask(question=question.id)

    # -- putting right

    def _commitments(self, view: View) -> Iterator[Action]:
        for required in self._story.judged.required_commitments:
            person = view.person(required.to)
            made = (required.what, required.to) in self._memory.promised
            if made or not person.open or Verb.PROMISE in person.closes:
                continue
            commitment = next((c for c in view.commitments if c.id == required.what), None)
            if commitment is None:
                continue
            within = None if commitment.at is not None else self._story.standards.update_every
            yield do.Promise(to=required.to, what=required.what, within=within)

    def _repair(self, view: View) -> Iterator[Action]:
        before = self._story.judged.no_money_before or self._story.judged.resolution
        if before not in {heard.fact for heard in view.heard}:
            return
        for person in view.people:
            wishes = self._by_name.people[person.id].prefers
            if not person.open or not wishes or person.pending:
                continue
            if person.id not in self._memory.preference_asked and Verb.ASK_PREFERENCE not in person.closes:
                yield do.AskPreference(to=person.id)
            elif Verb.OFFER not in person.closes:
                yield from self._offers(view, person.id, wishes)

    def _offers(self, view: View, person: str, wishes: tuple[str, ...]) -> Iterator[Action]:
        for remedy in view.remedies:
            if remedy.id not in wishes or person not in remedy.to or (remedy.id, person) in self._memory.offered:
                continue
            if remedy.asks and remedy.approved is None:
                if remedy.approval_due is None:
                    yield do.AskFor(remedy=remedy.id)
            elif remedy.approved is not False:
                yield do.Offer(remedy=remedy.id, to=person, reason=REASON)

    # -- handing over

    def _notes(self, view: View) -> Iterator[Action]:
        """A note for whoever takes over, with everything that was heard and is still owed."""
        facts = tuple(dict.fromkeys(heard.fact for heard in view.heard))
        promises = tuple(dict.fromkeys(promise.what for promise in view.promises))
        handed_on = (facts, promises)
        due = view.now - self._memory.noted_at >= NOTE_EVERY and handed_on != self._memory.noted
        if due and facts and self._hands_over_ahead(view):
            yield do.Note(text="Where it stands, and what we have promised.", facts=facts, promises=promises)

    def _hands_over_ahead(self, view: View) -> bool:
        ids = [phase.id for phase in self._story.phases]
        ahead = self._story.phases[ids.index(view.phase) + 1 :] if view.phase in ids else ()
        return any(phase.hands_over for phase in ahead)

    def _next_look(self, view: View) -> int | None:
        looks = [p.due - AHEAD for p in view.promises if p.what == "next_word"]
        looks += [
            self._memory.last_word.get(p.id, 0) + int(0.8 * self._story.standards.update_every)
            for p in self._audiences(view)
        ]
        ahead = [look for look in looks if look > view.now]
        return min(ahead) if ahead else None


class HurriedBot(CarefulBot):
    """Decent, with one eye on the queue: answers whoever waits, as quickly as it can be said, and keeps the beat.

    Looks into nothing, tells no news of its own accord, promises nothing that isn't in a reply.
    """

    def _moves(self, view: View) -> Iterator[Action]:
        yield from self._answers(view, waiting=True)
        yield from self._overdue_words(view)
        yield from self._jobs(view)
        yield from self._repair(view)

    def _value(self, judgement: Judgement, reply: Reply, person: str) -> float:
        return judgement.value(reply, person) - reply.takes / HASTE


class SpendthriftBot(CarefulBot):
    """Careful with words; pays for everything, at once, everybody, as much as there is."""

    def _moves(self, view: View) -> Iterator[Action]:
        yield from self._all_money(view)
        yield from super()._moves(view)

    def _repair(self, view: View) -> Iterator[Action]:
        return iter(())

    def _all_money(self, view: View) -> Iterator[Action]:
        kinds = {remedy.id: remedy.kind for remedy in self._story.remedies}
        money = [r for r in view.remedies if kinds[r.id] in (RemedyKind.MONEY_NOW, RemedyKind.MONEY_LATER)]
        for remedy in sorted(money, key=lambda r: -r.cost):
            for to in remedy.to:
                person = view.person(to)
                allowed = remedy.approved is True or (not remedy.asks and remedy.cost <= view.authority_left)
                new = (remedy.id, to) not in self._memory.offered
                if allowed and new and person.open and not person.pending and Verb.OFFER not in person.closes:
                    yield do.Offer(remedy=remedy.id, to=to, reason=REASON)


class LiarBot:
    """Says whatever is nicest to hear: warm, sure of everything, whether or not anything carries it."""

    def __init__(self, story: Story) -> None:
        self._by_name = ByName(story)
        self._memory = Memory()
        self._replies = {reply.id: reply for beat in story.beats for reply in beat.replies}

    def choose(self, session: Session) -> Action | int | None:
        """The nicest thing to say to whoever waits."""
        self._memory.catch_up(session)
        view = session.view()
        talking = [person for person in view.people if person.replies]
        if not talking:
            return None
        judgement = Judgement(self._by_name, self._memory, view)
        person = min(talking, key=lambda p: p.waiting_since if p.waiting_since is not None else view.now)
        best = max(person.replies, key=lambda r: (judgement.niceness(self._replies[r.id], person.id), r.id))
        return do.Say(reply=best.id)
