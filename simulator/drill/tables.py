"""A story made ready for playing: everything by id, conditions as callables, beats on one `transitions` Machine.

Theory: one flat Machine per story holds a state per beat and a trigger per reply, patience and happening,
all under numbered names of our own (`s17`, `t42`); a conversation is a bare cursor set to a state before a trigger.
No string from a file ever reaches the Machine, since it would resolve dotted names by import: only closures of
ours go in. Nothing here has a side effect, since a callback that fails leaves a machine already moved.

The Machine is the one definition of the routes; what plays reads them from tables made of it, since a trigger
costs 30 times a look-up. Two watches say what has to be looked at again once something has changed: by the world
(`world_watch`) and by whoever shows what is open (`view_watch`).
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, cast

from transitions import Event, Machine, Transition

from simulator.drill.conditions import Guard, compile_condition, parts_of
from simulator.drill.marks import Also
from simulator.drill.sensing import asks_for_moods
from simulator.drill.view import ReplyView
from simulator.drill.watching import Watch, concerns
from simulator.scenario.story import (
    ALWAYS,
    NEXT_WORD,
    All,
    Beat,
    Commitment,
    Condition,
    Happening,
    Move,
    Phase,
    Reply,
    Route,
    Story,
    Term,
    Word,
    next_word,
)

if TYPE_CHECKING:
    from simulator.drill.state import DrillState

OUTSIDE = "outside"  # the cursor of a conversation that hasn't begun


class Part:
    """The parts of a view whose entries depend on conditions, as plain numbers: looked up at every look."""

    PEOPLE: Final = 0
    QUESTIONS: Final = 1
    JOBS: Final = 2
    REMEDIES: Final = 3
    COMMITMENTS: Final = 4
    QUANTITIES: Final = 5
    PROMISES: Final = 6
    COUNT: Final = 7


def shown_at(part: int, number: int) -> int:
    """What a view shows at place *number* of *part*, as one number; `Part.COUNT` takes it apart."""
    return number * Part.COUNT + part


DEEDS, PHASES = -1, -2  # what the world looks at besides happenings, which are numbered from 0


def commitments_of(story: Story) -> tuple[Commitment, ...]:
    """What can be promised in *story*, with the commitment that every drill has."""
    if any(commitment.id == NEXT_WORD for commitment in story.commitments):
        return story.commitments
    return (*story.commitments, next_word(tuple(p.id for p in story.people if p.has_mood)))


class Cursor:
    """A conversation's place on the Machine for the length of one trigger."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


class Tables:
    """*story* by id and on its Machine. Raises ValueError for a story that isn't cast."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self._index(story)
        self.asks_for_moods = asks_for_moods(story)
        self._guards: dict[int, tuple[Condition, Guard]] = {}
        self.armed_by = tuple((h.id, self.guard(h.once)) for h in story.happenings if h.once is not None)
        self.deeds = {c.id: self.guard(c.kept_when) for c in self.commitments.values()}
        self.reply_open = {
            reply.id: None if reply.when == ALWAYS else self.guard(reply.when) for _, reply in self.replies.values()
        }
        self.replies_in = {beat.id: tuple((r, self.reply_open[r.id]) for r in beat.replies) for beat in story.beats}
        self.question_open = {q.id: self.guard(q.when) for q in story.questions}
        self.job_open = {j.id: self.guard(j.when) for j in story.jobs}
        self.posts_until = {j.id: self.guard(j.posts.until) for j in story.jobs if j.posts}
        self.remedy_open = {r.id: self.guard(r.when) for r in story.remedies}
        self.commitment_open = {c.id: self.guard(c.when) for c in self.commitments.values()}
        self.quantity_open = {q.id: self.guard(q.when) for q in story.quantities}
        self.shown: dict[tuple[int, str], tuple[ReplyView, ...]] = {}  # (seed, beat) -> replies as they are listed
        self.world_watch = _world_watch(story)
        self.view_watch = _view_watch(story)
        self.concerns = concerns(self.world_watch, self.view_watch)
        self._build_machine()

    def _index(self, story: Story) -> None:
        self.people = {p.id: p for p in story.people}
        self.facts = {f.id: f for f in story.facts}
        self.questions = {q.id: q for q in story.questions}
        self.jobs = {j.id: j for j in story.jobs}
        self.commitments = {c.id: c for c in commitments_of(story)}
        self.remedies = {r.id: r for r in story.remedies}
        self.quantities = {q.id: q for q in story.quantities}
        self.happenings = {h.id: h for h in story.happenings}
        self.phases = {p.id: p for p in story.phases}
        self.endings = {e.id: e for e in story.endings}
        self.beats = {b.id: b for b in story.beats}
        self.replies: dict[str, tuple[Beat, Reply]] = {
            reply.id: (beat, reply) for beat in story.beats for reply in beat.replies
        }
        self.requests = {h.asks.id: h.asks for h in story.happenings if h.asks}
        self.moody = tuple(p.id for p in story.people if p.has_mood)

    # -- conditions

    def guard(self, condition: Condition) -> Guard:
        """*condition* as a callable, compiled once."""
        known = self._guards.get(id(condition))
        if known is None:
            known = (condition, compile_condition(condition))
            self._guards[id(condition)] = known
        return known[1]

    def moments(self) -> tuple[int, ...]:
        """The moments at which the world may have to act on a condition by time alone."""
        conditions = [h.once for h in self.story.happenings if h.once is not None]
        conditions += [p.until for p in self.story.phases] + [c.kept_when for c in self.story.commitments]
        parts = (part for condition in conditions for part in parts_of(condition))
        return tuple(sorted({part.at for part in parts if not isinstance(part, Term)}))

    def phase_after(self, phase: str) -> Sequence[Phase]:
        """The phases that come after *phase*, in order."""
        ids = list(self.phases)
        return self.story.phases[ids.index(phase) + 1 :]

    # -- the Machine

    def _build_machine(self) -> None:
        self._state_of = {beat.id: f"s{i}" for i, beat in enumerate(self.story.beats)}
        self._state_of[""] = OUTSIDE
        self._beat_of = {state: beat for beat, state in self._state_of.items()}
        self._trigger_of: dict[tuple[str, str], str] = {}
        self._routes: dict[tuple[tuple[str, str], str], tuple[tuple[Guard | None, str], ...]] = {}
        self._machine = Machine(
            model=None, states=list(self._beat_of), initial=OUTSIDE, auto_transitions=False, send_event=False
        )
        for beat in self.story.beats:
            self._add_beat(beat)
        for happening in self.story.happenings:
            self._add_moves(("happening", happening.id), happening)
        for phase in self.story.phases:
            self._add_moves(("phase", phase.id), phase)

    def _add_beat(self, beat: Beat) -> None:
        for reply in beat.replies:
            self._add(("reply", reply.id), [self._state_of[beat.id]], reply.to or (Route(beat.id),))
        if beat.patience:
            self._add(("patience", beat.id), [self._state_of[beat.id]], beat.patience.to)

    def _add_moves(self, name: tuple[str, str], mover: Happening | Phase) -> None:
        moves: tuple[Move, ...] = mover.moves if isinstance(mover, Happening) else mover.opens
        for move in moves:
            sources = [OUTSIDE] + [self._state_of[b.id] for b in self.story.beats if b.person == move.person]
            self._add((f"{name[0]} {move.person}", name[1]), sources, (Route(move.beat),))

    def _add(self, name: tuple[str, str], sources: Sequence[str], routes: Sequence[Route]) -> None:
        trigger = f"t{len(self._trigger_of)}"
        self._trigger_of[name] = trigger
        for route in routes:
            guards: list[str | Callable[..., bool | None]] = [] if route.when == All() else [self.guard(route.when)]
            self._machine.add_transition(trigger, [*sources], self._state_of[route.beat], conditions=guards)

    def bare_trigger(self) -> tuple[Event, str]:
        """A trigger of the Machine without conditions, and a state it starts from: the yardstick of `bench/`."""
        for beat in self.story.beats:
            for reply in beat.replies:
                if len(reply.to) == 1 and reply.to[0].when == All():
                    trigger = self._trigger_of["reply", reply.id]
                    return self._machine.events[trigger], self._state_of[beat.id]
        raise ValueError(f"every reply of '{self.story.id}' leads somewhere on conditions only")

    def next_beat(self, name: tuple[str, str], beat: str, state: "DrillState", now: int) -> str | None:
        """The beat that trigger *name* leads to from *beat*; None where no route is open.

        Raises KeyError for a trigger that *beat* doesn't have.
        """
        routes = self._routes.get((name, beat))
        if routes is None:
            routes = self._routes[name, beat] = self._compiled(name, beat)
        for guard, to in routes:
            if guard is None or guard(state, now):
                return to
        return None

    def _compiled(self, name: tuple[str, str], beat: str) -> tuple[tuple[Guard | None, str], ...]:
        """The routes of a trigger from *beat*, read from the Machine."""
        transitions = self._machine.events[self._trigger_of[name]].transitions[self._state_of[beat]]
        return tuple((_guard_of(transition), self._beat_of[transition.dest or ""]) for transition in transitions)

    def triggered(self, name: tuple[str, str], beat: str, state: "DrillState", now: int) -> str | None:
        """What `next_beat` says, asked of the Machine itself: the measure of the tables made of it."""
        cursor = Cursor(self._state_of[beat])
        moved = self._machine.events[self._trigger_of[name]].trigger(cursor, state, now)
        return self._beat_of[cursor.state] if moved else None

    def triggers(self) -> tuple[tuple[tuple[str, str], str], ...]:
        """Every trigger with every beat it starts from."""
        return tuple(
            (name, self._beat_of[source])
            for name, trigger in self._trigger_of.items()
            for source in self._machine.events[trigger].transitions
        )


def _guard_of(transition: Transition) -> Guard | None:
    """The one condition we gave *transition*, if any; never a name, since none goes in."""
    return cast(Guard, transition.conditions[0].func) if transition.conditions else None


# -- what looks at what


def _world_watch(story: Story) -> Watch:
    watch = Watch()
    armed = [h.once for h in story.happenings if h.once is not None]
    for number, once in enumerate(armed):
        watch.add(number, [once])
    watch.add(DEEDS, [c.kept_when for c in story.commitments], [(Also.PROMISES, "", "")])
    resolved = (Word.TRUE, story.judged.resolution, "")
    watch.add(PHASES, [p.until for p in story.phases], [(Also.PHASES, "", ""), resolved])
    watch.sort()
    return watch


def _view_watch(story: Story) -> Watch:
    watch = Watch()
    place = {person.id: number for number, person in enumerate(story.people)}
    for person, number in place.items():
        watch.add(shown_at(Part.PEOPLE, number), marks=[(Also.TALK, person, "")])
    for beat in story.beats:
        whens = [reply.when for reply in beat.replies if reply.when != ALWAYS]
        watch.add(shown_at(Part.PEOPLE, place[beat.person]), whens)
    for number, question in enumerate(story.questions):
        marks = [(Also.IN_TOUCH, question.who, ""), (Word.ASKED, question.id, "")]
        watch.add(shown_at(Part.QUESTIONS, number), [question.when], marks)
    for number, job in enumerate(story.jobs):
        watch.add(shown_at(Part.JOBS, number), [job.when], [(Word.ASSIGNED, job.id, ""), (Word.DONE, job.id, "")])
    for number, remedy in enumerate(story.remedies):
        marks = [(Also.REMEDY, remedy.id, ""), *((Also.IN_TOUCH, person, "") for person in remedy.to)]
        watch.add(shown_at(Part.REMEDIES, number), [remedy.when], marks)
    for number, commitment in enumerate(commitments_of(story)):
        watch.add(shown_at(Part.COMMITMENTS, number), [commitment.when])
    for number, quantity in enumerate(story.quantities):
        watch.add(shown_at(Part.QUANTITIES, number), [quantity.when], [(Word.HEARD, quantity.known_by, "")])
    watch.add(shown_at(Part.PROMISES, 0), marks=[(Also.PROMISES, "", "")])
    watch.sort()
    return watch
