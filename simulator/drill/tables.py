"""A story made ready for playing: everything by id, conditions as callables, beats on one `transitions` Machine.

Theory: one flat Machine per story holds a state per beat and a trigger per reply, patience and happening,
all under numbered names of our own (`s17`, `t42`); a conversation is a bare cursor set to a state before a trigger.
No string from a file ever reaches the Machine, since it would resolve dotted names by import: only closures of
ours go in. Nothing here has a side effect, since a callback that fails leaves a machine already moved.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from transitions import Machine

from simulator.scenario.story import (
    NEXT_WORD,
    After,
    All,
    AnyOf,
    Beat,
    Condition,
    Drawn,
    Happening,
    Move,
    Not,
    Phase,
    Reply,
    Route,
    Story,
    Term,
    next_word,
)

if TYPE_CHECKING:
    from simulator.drill.state import DrillState


Guard = Callable[["DrillState", int], bool]

OUTSIDE = "outside"  # the cursor of a conversation that hasn't begun


def compile_condition(condition: Condition) -> Guard:
    """*condition* as a callable of (state, now)."""
    match condition:
        case Term(word, of, to):
            mark = (word.value, of, to)
            return lambda state, now: mark in state.marks
        case After(at):
            return lambda state, now: now >= at
        case Not(item):
            inner = compile_condition(item)
            return lambda state, now: not inner(state, now)
        case All(items):
            return _all([compile_condition(item) for item in items])
        case AnyOf(items):
            guards = [compile_condition(item) for item in items]
            return lambda state, now: any(guard(state, now) for guard in guards)
        case Drawn(key, option):
            raise ValueError(f"'{key}: {option}' is not decided: cast the story before playing it")


def _all(guards: list[Guard]) -> Guard:
    if not guards:
        return lambda state, now: True
    if len(guards) == 1:
        return guards[0]
    return lambda state, now: all(guard(state, now) for guard in guards)


def moments_in(condition: Condition) -> Iterable[int]:
    """Every moment *condition* looks at."""
    match condition:
        case After(at):
            yield at
        case Not(item):
            yield from moments_in(item)
        case All(items) | AnyOf(items):
            for item in items:
                yield from moments_in(item)
        case _:
            pass


class Cursor:
    """A conversation's place on the Machine for the length of one trigger."""

    __slots__ = ("state",)

    def __init__(self, state: str) -> None:
        self.state = state


class Tables:
    """*story* by id and on its Machine. Raises ValueError for a story that isn't cast."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.people = {p.id: p for p in story.people}
        self.facts = {f.id: f for f in story.facts}
        self.questions = {q.id: q for q in story.questions}
        self.jobs = {j.id: j for j in story.jobs}
        self.commitments = {c.id: c for c in story.commitments}
        self.commitments.setdefault(NEXT_WORD, next_word(tuple(p.id for p in story.people if p.has_mood)))
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
        self._guards: dict[int, tuple[Condition, Guard]] = {}
        self.armed_by = tuple((h.id, self.guard(h.once)) for h in story.happenings if h.once is not None)
        self.deeds = {c.id: self.guard(c.kept_when) for c in self.commitments.values()}
        self._build_machine()

    def guard(self, condition: Condition) -> Guard:
        """*condition* as a callable, compiled once."""
        known = self._guards.get(id(condition))
        if known is None:
            known = (condition, compile_condition(condition))
            self._guards[id(condition)] = known
        return known[1]

    def moments(self) -> tuple[int, ...]:
        """The moments at which a condition may begin to hold by time alone."""
        watched = [h.once for h in self.story.happenings if h.once is not None]
        watched += [p.until for p in self.story.phases] + [c.kept_when for c in self.story.commitments]
        return tuple(sorted({moment for condition in watched for moment in moments_in(condition)}))

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
            self._add(("patience", beat.id), [self._state_of[beat.id]], (Route(beat.patience.to),))

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

    def next_beat(self, name: tuple[str, str], beat: str, state: "DrillState", now: int) -> str | None:
        """The beat that trigger *name* leads to from *beat*; None where no route is open."""
        cursor = Cursor(self._state_of[beat])
        moved = self._machine.events[self._trigger_of[name]].trigger(cursor, state, now)
        return self._beat_of[cursor.state] if moved else None
