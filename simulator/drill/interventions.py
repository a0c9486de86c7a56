"""What comes of a trainer's wish, once the rules have let it pass: events with their actor, and what follows from them.

What must not live here: whether it is possible (`rules.py`); whom a wish is for, and how it travels (`training`).
An injected happening is judged like any other: from here on nobody can tell them apart but by the event before it.
"""

from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill import talk, world
from simulator.drill.clock import length_text
from simulator.drill.emitting import Emit
from simulator.drill.events import Did, Why
from simulator.drill.state import DrillState
from simulator.scenario.story import Happening, Line


def carry_out(state: DrillState, action: do.Inject | do.Extend | do.Mark | do.End, at: int, emit: Emit) -> None:
    """Do what *action* asks for at *at* ms."""
    match action:
        case do.Inject():
            _inject(state, action, at, emit)
        case do.Extend(length=length):
            what = f"gave {length_text(length)} more"
            emit(ev.TrainerIntervened(at, action.actor, what, Did.EXTENDED, length=length, order=action.id))
        case do.Mark(note=note):
            emit(ev.MomentMarked(at, action.actor, note, action.id))
        case do.End():
            _end(state, action, at, emit)


def _end(state: DrillState, action: do.End, at: int, emit: Emit) -> None:
    if action.actor == do.PLAN:
        world.end(state, at, Why.TIME_RAN_OUT, emit)
        return
    emit(ev.TrainerIntervened(at, action.actor, "ended the drill", Did.ENDED, order=action.id))
    world.end(state, at, Why.ENDED_BY_TRAINER, emit)


def _inject(state: DrillState, action: do.Inject, at: int, emit: Emit) -> None:
    emit(
        ev.TrainerIntervened(
            at,
            action.actor,
            _told(state, action),
            Did.INJECTED,
            action.happening,
            action.by,
            action.words,
            0,
            action.id,
        )
    )
    if action.happening:
        world.take_place(state, state.tables.happenings[action.happening], at, emit)
        return
    world.bring_about(state, _as_happening(action), at, emit)
    for move in action.moves:
        talk.open_conversation(state, move.person, at, emit)
        talk.enter(state, move.beat, at, emit)


def _as_happening(action: do.Inject) -> Happening:
    line = Line(action.words, action.learns, action.sure) if action.words else None
    return Happening(
        "", by=action.by, line=line, makes_true=action.makes_true, makes_false=action.makes_false, moves=action.moves
    )


def _told(state: DrillState, action: do.Inject) -> str:
    if action.happening:
        return f"let this happen: {action.happening}"
    if action.by:
        return f"had {state.tables.people[action.by].name} say: “{action.words}”"
    return "changed what is so"
