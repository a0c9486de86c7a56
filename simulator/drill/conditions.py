"""Conditions as callables, and what each of them looks at. Pure: a condition reads marks, moods and time only."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from simulator.drill.marks import Mark
from simulator.scenario.story import After, All, AnyOf, Condition, Drawn, Feels, Not, Term

if TYPE_CHECKING:
    from simulator.drill.state import DrillState

Guard = Callable[["DrillState", int], bool]


def compile_condition(condition: Condition) -> Guard:
    """*condition* as a callable of (state, now). Raises ValueError for one that a seed has yet to decide."""
    match condition:
        case Term():
            mark = mark_of(condition)
            return lambda state, now: mark in state.marks
        case After(at):
            return lambda state, now: now >= at
        case Feels(person, feeling):
            return lambda state, now: state.sensed.feels(person, feeling, now)
        case Not(Term() as term):
            absent = mark_of(term)
            return lambda state, now: absent not in state.marks
        case Not(item):
            inner = compile_condition(item)
            return lambda state, now: not inner(state, now)
        case All(items):
            return _all(*_marks_first(items))
        case AnyOf(items):
            return _any(*_marks_first(items))
        case Drawn(key, option):
            raise ValueError(f"'{key}: {option}' is not decided: cast the story before playing it")


def _marks_first(items: Iterable[Condition]) -> tuple[frozenset[Mark], list[Guard]]:
    """The marks that *items* ask for, which are looked up at once, and guards for the rest, a mood the last of all."""
    rest = [item for item in items if not isinstance(item, Term)]
    rest.sort(key=asks_for_mood)
    return frozenset(mark_of(item) for item in items if isinstance(item, Term)), [compile_condition(c) for c in rest]


def _all(marks: frozenset[Mark], guards: list[Guard]) -> Guard:
    if not guards:
        return lambda state, now: marks <= state.marks
    if len(guards) == 1:
        only = guards[0]
        return lambda state, now: marks <= state.marks and only(state, now)
    return lambda state, now: marks <= state.marks and all(guard(state, now) for guard in guards)


def _any(marks: frozenset[Mark], guards: list[Guard]) -> Guard:
    if not guards:
        return lambda state, now: not marks.isdisjoint(state.marks)
    if len(guards) == 1:
        only = guards[0]
        return lambda state, now: not marks.isdisjoint(state.marks) or only(state, now)
    return lambda state, now: not marks.isdisjoint(state.marks) or any(guard(state, now) for guard in guards)


def asks_for_mood(condition: Condition) -> bool:
    """Whether *condition* asks how somebody feels."""
    match condition:
        case Feels():
            return True
        case Not(item):
            return asks_for_mood(item)
        case All(items) | AnyOf(items):
            return any(asks_for_mood(item) for item in items)
        case _:
            return False


def mark_of(term: Term) -> Mark:
    """The mark that *term* asks for."""
    return term.word, term.of, term.to


def parts_of(condition: Condition) -> Iterator[Term | After]:
    """Everything *condition* looks at. Raises ValueError where it asks how somebody feels: time alone changes that,
    and whoever waits for a mark or a moment would not notice.
    """
    match condition:
        case Term() | After():
            yield condition
        case Not(item):
            yield from parts_of(item)
        case All(items) | AnyOf(items):
            for item in items:
                yield from parts_of(item)
        case Feels(person, feeling):
            raise ValueError(f"'{person}: {feeling}' can't be waited for: a mood changes with time alone")
        case _:
            pass
