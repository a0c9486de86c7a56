"""Conditions as callables, and what each of them looks at. Pure: a condition reads marks and time, nothing else."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING

from simulator.scenario.story import After, All, AnyOf, Condition, Drawn, Not, Term

if TYPE_CHECKING:
    from simulator.drill.state import DrillState

Guard = Callable[["DrillState", int], bool]
Mark = tuple[str, str, str]  # (word, of, to): what conditions may ask, left behind by events


class Also(StrEnum):
    """Changes that no condition asks about, noted as marks are for whoever shows them or acts on them."""

    TALK = "a conversation"  # with person: anything of it that can be seen
    IN_TOUCH = "being in touch"  # with person: opened or closed
    REMEDY = "a remedy's standing"  # of remedy: asked for, answered, offered
    PROMISES = "the promise book"
    PHASES = "what phases depend on"


def compile_condition(condition: Condition) -> Guard:
    """*condition* as a callable of (state, now). Raises ValueError for one that a seed has yet to decide."""
    match condition:
        case Term():
            mark = mark_of(condition)
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


def mark_of(term: Term) -> Mark:
    """The mark that *term* asks for."""
    return term.word, term.of, term.to


def parts_of(condition: Condition) -> Iterator[Term | After]:
    """Everything *condition* looks at."""
    match condition:
        case Term() | After():
            yield condition
        case Not(item):
            yield from parts_of(item)
        case All(items) | AnyOf(items):
            for item in items:
                yield from parts_of(item)
        case _:
            pass
