"""How a view is made from the state: what is open to the trainee at one moment. Reads everything, changes nothing."""

from collections.abc import Callable
from typing import Final

from simulator.drill import dice, rules
from simulator.drill import view as v
from simulator.drill.events import FactLearned
from simulator.drill.marks import Left
from simulator.drill.state import Conversation, DrillState
from simulator.drill.tables import Part, Tables, commitments_of
from simulator.drill.watching import VIEW, Lookout
from simulator.scenario.story import Beat, Person, Reply

Maker = Callable[[DrillState, int, int], object | None]
_view: Callable[..., v.View] = v.View  # each part comes from its own maker, which a list of parts can't say


class Seer:
    """Makes views of one drill; *seed* decides in which order replies are listed.

    Entries are frozen, so one that nothing has touched since the last look is shown again as it was.
    """

    __slots__ = ("_entries", "_heard", "_listed", "_lookout", "_seed", "_taken_over")

    def __init__(self, tables: Tables, seed: int) -> None:
        self._seed = seed
        self._lookout = Lookout(tables.view_watch, VIEW)
        story = tables.story
        parts = (story.people, story.questions, story.jobs, story.remedies, commitments_of(story), story.quantities)
        counts = (*(len(part) for part in parts), 1)
        self._entries: list[list[object | None]] = [[None] * count for count in counts]
        self._listed: list[tuple[object, ...]] = [()] * Part.COUNT
        self._heard: tuple[v.HeardView, ...] = ()
        self._taken_over = 0

    def see(self, state: DrillState, now: int) -> v.View:
        """Everything open to the trainee at *now* ms."""
        self._renew(state, now)
        if self._taken_over != state.handed_over:
            self._heard, self._taken_over = (), state.handed_over
        if len(self._heard) < len(state.heard):
            self._heard += tuple(_heard(state, event) for event in state.heard[len(self._heard) :])
        flight = state.in_flight
        listed = self._listed
        return _view(
            now,
            state.life,
            state.phase,
            flight.until if flight else now,
            listed[Part.PEOPLE],
            self._heard,
            listed[Part.PROMISES],
            listed[Part.QUESTIONS],
            listed[Part.JOBS],
            listed[Part.REMEDIES],
            listed[Part.COMMITMENTS],
            listed[Part.QUANTITIES],
            state.tables.story.standards.authority - state.spent,
            state.outcome,
            state.why,
            state.count,
            state.stopped_by,
        )

    def _renew(self, state: DrillState, now: int) -> None:
        concerned = self._lookout.concerned(state.changes, now)
        if not concerned:
            return
        stale: set[int] = set()
        for thing in concerned:
            part, number = thing % Part.COUNT, thing // Part.COUNT
            if part == Part.PEOPLE:
                self._entries[part][number] = self._person(state, state.tables.story.people[number], now)
            elif part != Part.PROMISES:
                self._entries[part][number] = _MAKERS[part](state, number, now)
            stale.add(part)
        for part in stale:
            if part == Part.PROMISES:
                self._listed[part] = _promises(state)
            else:
                self._listed[part] = tuple([entry for entry in self._entries[part] if entry is not None])

    def _person(self, state: DrillState, person: Person, now: int) -> v.PersonView:
        talk = state.conversations[person.id]
        if not talk.opened:
            return v.PersonView(person.id, person.name, person.role, person.kind, False, False)
        pending = state.in_flight is not None and state.answers(person.id)
        return v.PersonView(
            person.id,
            person.name,
            person.role,
            person.kind,
            not talk.closed,
            talk.closed,
            talk.beat,
            talk.waiting_since,
            pending,
            talk.chases,
            self._replies(state, talk, person.id, now),
            state.tables.beats[talk.beat].closes if talk.beat and not talk.closed else (),
            person.verified,
        )

    def _replies(self, state: DrillState, talk: Conversation, person: str, now: int) -> tuple[v.ReplyView, ...]:
        replies = rules.open_replies(state, person, now)
        if not replies:
            return ()
        order = state.tables.shown.get((self._seed, talk.beat))
        if order is None:
            order = state.tables.shown[self._seed, talk.beat] = self._order_of(state.tables.beats[talk.beat])
        if len(replies) == len(order):
            return order
        is_open = {reply.id for reply in replies}
        return tuple([reply for reply in order if reply.id in is_open])

    def _order_of(self, beat: Beat) -> tuple[v.ReplyView, ...]:
        """The replies of *beat* in the order this seed shows them."""
        return tuple(_reply(reply) for reply in dice.shuffled(self._seed, "order", beat.id, beat.replies))


def _reply(reply: Reply) -> v.ReplyView:
    return v.ReplyView(reply.id, reply.say or reply.does, says_nothing=not reply.say)


def _heard(state: DrillState, event: FactLearned) -> v.HeardView:
    says = state.tables.facts[event.fact].says
    return v.HeardView(event.fact, says, event.source, event.words, event.sure, event.at)


def _promises(state: DrillState) -> tuple[v.PromiseView, ...]:
    labels = state.tables.commitments
    seen = [promise for promise in state.open_promises() if promise.id not in state.unseen]
    seen.sort(key=lambda promise: promise.due)
    return tuple([v.PromiseView(p.id, p.what, labels[p.what].label, p.to, p.due) for p in seen])


def _question(state: DrillState, number: int, now: int) -> v.QuestionView | None:
    question = state.tables.story.questions[number]
    talk = state.conversations[question.who]
    if not talk.opened or talk.closed or not state.tables.question_open[question.id](state, now):
        return None
    asked = state.has(Left.ASKED, question.id)
    return v.QuestionView(question.id, question.who, question.asks, question.takes, asked)


def _job(state: DrillState, number: int, now: int) -> v.JobView | None:
    job = state.tables.story.jobs[number]
    assigned = job.id in state.assigned
    if not assigned and not state.tables.job_open[job.id](state, now):
        return None
    return v.JobView(job.id, job.label, job.who, job.yes, assigned, job.id in state.done)


def _remedy(state: DrillState, number: int, now: int) -> v.RemedyView | None:
    remedy = state.tables.story.remedies[number]
    if not state.tables.remedy_open[remedy.id](state, now):
        return None
    answer = state.approvals.get(remedy.id)
    return v.RemedyView(
        id=remedy.id,
        label=remedy.label,
        words=remedy.offer,
        to=tuple([p for p in remedy.to if state.conversations[p].opened]),
        cost=remedy.cost,
        yes=remedy.yes,
        asks=remedy.approval.who if remedy.approval else "",
        approved=answer if isinstance(answer, bool) else None,
        approval_due=answer if not isinstance(answer, bool) else None,
        offered_to=tuple([p for p in remedy.to if (remedy.id, p) in state.offered]),
    )


def _commitment(state: DrillState, number: int, now: int) -> v.CommitmentView | None:
    commitment = commitments_of(state.tables.story)[number]
    if not state.tables.commitment_open[commitment.id](state, now):
        return None
    return v.CommitmentView(commitment.id, commitment.label, commitment.to, commitment.at)


def _quantity(state: DrillState, number: int, now: int) -> v.QuantityView | None:
    """A quantity people may ask about; nobody estimates what they have heard to be over."""
    quantity = state.tables.story.quantities[number]
    if (Left.HEARD, quantity.known_by, "") in state.marks or not state.tables.quantity_open[quantity.id](state, now):
        return None
    return v.QuantityView(quantity.id, quantity.label)


_MAKERS: Final[dict[int, Maker]] = {
    Part.QUESTIONS: _question,
    Part.JOBS: _job,
    Part.REMEDIES: _remedy,
    Part.COMMITMENTS: _commitment,
    Part.QUANTITIES: _quantity,
}
