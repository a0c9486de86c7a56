"""How a view is made from the state: what is open to the trainee at one moment. Reads everything, changes nothing."""

from collections.abc import Callable
from typing import TypeVar

from simulator.drill import dice, rules
from simulator.drill import view as v
from simulator.drill.events import FactLearned
from simulator.drill.state import Conversation, DrillState
from simulator.drill.tables import Section, Tables
from simulator.scenario.story import Person, Reply

Item = TypeVar("Item")
Maker = Callable[[DrillState, int], tuple[Item, ...]]


class Seer:
    """Makes views of one drill; *seed* decides in which order replies are listed.

    What hasn't changed since the last look is shown again as it was: lists are frozen, so they can be shared.
    """

    __slots__ = ("_fixed", "_heard", "_order", "_people", "_seed", "_shown")

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._order: dict[str, tuple[str, ...]] = {}
        self._people: dict[str, tuple[tuple[object, ...], v.PersonView]] = {}
        self._shown: dict[Section, tuple[tuple[int, int], tuple[object, ...]]] = {}
        self._heard: tuple[v.HeardView, ...] = ()
        self._fixed: tuple[tuple[v.CommitmentView, ...], tuple[v.QuantityView, ...]] | None = None

    def see(self, state: DrillState, now: int) -> v.View:
        """Everything open to the trainee at *now* ms."""
        flight = state.in_flight
        fixed = self._fixed
        if fixed is None:
            fixed = self._fixed = (_commitments(state.tables), _quantities(state.tables))
        return v.View(
            now=now,
            life=state.life,
            phase=state.phase,
            busy_until=flight.until if flight else now,
            people=tuple([self._person(state, person, now) for person in state.story.people]),
            heard=self._heard_by_now(state),
            promises=self._listed(Section.PROMISES, _promises, state, now),
            questions=self._listed(Section.QUESTIONS, _questions, state, now),
            jobs=self._listed(Section.JOBS, _jobs, state, now),
            remedies=self._listed(Section.REMEDIES, _remedies, state, now),
            commitments=fixed[0],
            quantities=fixed[1],
            authority_left=state.story.standards.authority - state.spent,
            outcome=state.outcome,
            why=state.why,
            events=state.count,
        )

    def _listed(self, section: Section, make: Maker[Item], state: DrillState, now: int) -> tuple[Item, ...]:
        key = (state.revisions[section], now if section in state.tables.timed else 0)
        known = self._shown.get(section)
        if known is None or known[0] != key:
            known = (key, make(state, now))
            self._shown[section] = known
        return known[1]  # type: ignore[return-value] # each section is always made by the same maker

    def _heard_by_now(self, state: DrillState) -> tuple[v.HeardView, ...]:
        new = state.heard[len(self._heard) :]
        if new:
            self._heard += tuple(_heard(state, event) for event in new)
        return self._heard

    def _person(self, state: DrillState, person: Person, now: int) -> v.PersonView:
        talk = state.conversations[person.id]
        pending = state.in_flight is not None and state.answers(person.id)
        timed = now if Section.REPLIES in state.tables.timed else 0
        key = (talk.version, state.revisions[Section.REPLIES], pending, timed)
        known = self._people.get(person.id)
        if known is None or known[0] != key:
            known = (key, self._looked_at(state, person, talk, pending, now))
            self._people[person.id] = known
        return known[1]

    def _looked_at(
        self, state: DrillState, person: Person, talk: Conversation, pending: bool, now: int
    ) -> v.PersonView:
        if not talk.opened:
            return v.PersonView(person.id, person.name, person.role, person.kind, False, False)
        return v.PersonView(
            id=person.id,
            name=person.name,
            role=person.role,
            kind=person.kind,
            open=not talk.closed,
            closed=talk.closed,
            beat=talk.beat,
            waiting_since=talk.waiting_since,
            pending=pending,
            chases=talk.chases,
            replies=self._replies(state, talk, person.id, now),
            closes=state.tables.beats[talk.beat].closes if talk.beat and not talk.closed else (),
            verified=person.verified,
        )

    def _replies(self, state: DrillState, talk: Conversation, person: str, now: int) -> tuple[v.ReplyView, ...]:
        replies = rules.open_replies(state, person, now)
        if not replies:
            return ()
        order = self._order_of(state, talk.beat)
        return tuple(_reply(reply) for reply in sorted(replies, key=lambda reply: order.index(reply.id)))

    def _order_of(self, state: DrillState, beat: str) -> tuple[str, ...]:
        order = self._order.get(beat)
        if order is None:
            ids = [reply.id for reply in state.tables.beats[beat].replies]
            order = self._order[beat] = dice.shuffled(self._seed, "order", beat, ids)
        return order


def _reply(reply: Reply) -> v.ReplyView:
    return v.ReplyView(reply.id, reply.say or reply.does, says_nothing=not reply.say)


def _heard(state: DrillState, event: FactLearned) -> v.HeardView:
    says = state.tables.facts[event.fact].says
    return v.HeardView(event.fact, says, event.source, event.words, event.sure, event.at)


def _promises(state: DrillState, now: int) -> tuple[v.PromiseView, ...]:
    labels = state.tables.commitments
    return tuple(
        v.PromiseView(p.id, p.what, labels[p.what].label, p.to, p.due)
        for p in sorted(state.open_promises(), key=lambda promise: promise.due)
    )


def _questions(state: DrillState, now: int) -> tuple[v.QuestionView, ...]:
    return tuple(
        v.QuestionView(q.id, q.who, q.asks, q.takes, ("asked", q.id, "") in state.marks)
        for q in state.story.questions
        if state.conversations[q.who].opened
        and not state.conversations[q.who].closed
        and state.tables.guard(q.when)(state, now)
    )


def _jobs(state: DrillState, now: int) -> tuple[v.JobView, ...]:
    return tuple(
        v.JobView(j.id, j.label, j.who, j.yes, j.id in state.assigned, j.id in state.done)
        for j in state.story.jobs
        if j.id in state.assigned or state.tables.guard(j.when)(state, now)
    )


def _remedies(state: DrillState, now: int) -> tuple[v.RemedyView, ...]:
    views = []
    for remedy in state.story.remedies:
        if not state.tables.guard(remedy.when)(state, now):
            continue
        answer = state.approvals.get(remedy.id)
        views.append(
            v.RemedyView(
                id=remedy.id,
                label=remedy.label,
                words=remedy.offer,
                to=tuple(p for p in remedy.to if state.conversations[p].opened),
                cost=remedy.cost,
                yes=remedy.yes,
                asks=remedy.approval.who if remedy.approval else "",
                approved=answer if isinstance(answer, bool) else None,
                approval_due=answer if not isinstance(answer, bool) else None,
                offered_to=tuple(p for p in remedy.to if (remedy.id, p) in state.offered),
            )
        )
    return tuple(views)


def _commitments(tables: Tables) -> tuple[v.CommitmentView, ...]:
    return tuple(v.CommitmentView(c.id, c.label, c.to, c.at) for c in tables.commitments.values())


def _quantities(tables: Tables) -> tuple[v.QuantityView, ...]:
    return tuple(v.QuantityView(q.id, q.label) for q in tables.story.quantities)
