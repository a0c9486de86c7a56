"""What people in the drill say and hear, and how a conversation goes from beat to beat. Emits; decides no move."""

from typing import Final

from simulator.drill import events as ev
from simulator.drill.clock import MINUTE
from simulator.drill.emitting import Emit
from simulator.drill.state import DrillState
from simulator.scenario.story import Beat, Line

WINDOW: Final = 2 * MINUTE  # how long a disclosure waits for empathy where nobody's patience says (D)


def speak(
    state: DrillState, person: str, line: Line, at: int, emit: Emit, *, wants_reply: bool = False, asks: str = ""
) -> None:
    """*person* says *line*: the trainee learns what it teaches, bystanders overhear it."""
    if line.says:
        emit(ev.PersonSpoke(at, person, line.says, line.sure, line.overheard_by, wants_reply, asks))
    learn(state, person, line, at, emit)


def learn(state: DrillState, person: str, line: Line, at: int, emit: Emit) -> None:
    """The trainee learns what *line* of *person* teaches, and so do those who overhear it."""
    for fact in line.learns:
        emit(ev.FactLearned(at, fact, person, line.says, line.sure))
        for listener in line.overheard_by:
            emit(ev.FactOverheard(at, fact, listener))


def open_conversation(state: DrillState, person: str, at: int, emit: Emit) -> None:
    """Open the conversation with *person*, unless it is open."""
    talk = state.conversations[person]
    if not talk.opened or talk.closed:
        emit(ev.ConversationOpened(at, person))


def enter(state: DrillState, beat_id: str, at: int, emit: Emit) -> None:
    """The conversation that *beat_id* belongs to comes to it: its words are said, its feeling shown."""
    beat = state.tables.beats[beat_id]
    emit(ev.BeatEntered(at, beat.person, beat_id))
    if beat.line:
        wants_reply = beat.waits_for_reply and bool(beat.replies)
        speak(state, beat.person, beat.line, at, emit, wants_reply=wants_reply)
    if beat.shows:
        emit(ev.FeelingShown(at, beat.person, beat.shows.feeling, beat.shows.weight, at + _window(state, beat)))
    if beat.ends_conversation:
        emit(ev.ConversationClosed(at, beat.person))


def _window(state: DrillState, beat: Beat) -> int:
    if beat.patience:
        return beat.patience.after
    return state.tables.people[beat.person].patience or WINDOW


def move(state: DrillState, trigger: tuple[str, str], person: str, at: int, emit: Emit) -> bool:
    """Put *person*'s conversation through *trigger* of the Machine; whether a route was open."""
    beat = state.tables.next_beat(trigger, state.conversations[person].beat, state, at)
    if beat is None:
        return False
    open_conversation(state, person, at, emit)
    enter(state, beat, at, emit)
    return True
