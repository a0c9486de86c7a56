"""What the world does by itself: facts come true, things happen, patience and promises run out.

`fire` does what one due entry of the agenda says; `Settling` looks at what newly holds. Both emit events and
decide nothing about the trainee's moves. A timer that fires with nobody answering is silence, an event of its own.
"""

from collections.abc import Callable
from typing import Final

from simulator.drill import events as ev
from simulator.drill import moves, promises, talk
from simulator.drill.agenda import Due, Entry
from simulator.drill.clock import MINUTE
from simulator.drill.emitting import Emit
from simulator.drill.events import Why
from simulator.drill.state import DrillState
from simulator.drill.tables import DEEDS, PHASES, Tables
from simulator.drill.view import GOING, Life
from simulator.drill.watching import WORLD, Lookout
from simulator.scenario.story import Happening, Phase, Yes

CLOSING_LASTS: Final = 5 * MINUTE  # time for follow-ups once everybody has gone (D)


def begin(state: DrillState, at: int, emit: Emit) -> None:
    """The clock starts: the first phase begins."""
    emit(ev.DrillStarted(at))
    if state.story.phases:
        _begin_phase(state, state.story.phases[0], at, emit)


def fire(state: DrillState, entry: Entry, emit: Emit) -> None:
    """Let *entry*, which is due and current, take place at its own time."""
    _FIRES[entry.kind](state, entry, emit)


def _arrival(state: DrillState, entry: Entry, emit: Emit) -> None:
    moves.land(state, entry.at, emit)


def _fact(state: DrillState, entry: Entry, emit: Emit) -> None:
    if entry.key not in state.true:
        emit(ev.FactBecameTrue(entry.at, entry.key))


def _fact_ends(state: DrillState, entry: Entry, emit: Emit) -> None:
    if entry.key in state.true:
        emit(ev.FactCeased(entry.at, entry.key))


def _job(state: DrillState, entry: Entry, emit: Emit) -> None:
    job = state.tables.jobs[entry.key]
    emit(ev.JobDone(entry.at, job.id))
    if job.reports and job.who:
        talk.speak(state, job.who, job.reports, entry.at, emit)


def _post(state: DrillState, entry: Entry, emit: Emit) -> None:
    moves.post(state, state.tables.jobs[entry.key], entry.at, emit)


def _happening(state: DrillState, entry: Entry, emit: Emit) -> None:
    happening = state.tables.happenings[entry.key]
    if state.tables.guard(happening.unless)(state, entry.at):
        emit(ev.HappeningHappened(entry.at, happening.id, happened=False))
        return
    take_place(state, happening, entry.at, emit)


def take_place(state: DrillState, happening: Happening, at: int, emit: Emit) -> None:
    """*happening* of the story takes place, with all that comes of it."""
    emit(ev.HappeningHappened(at, happening.id))
    bring_about(state, happening, at, emit)
    for move in happening.moves:
        talk.move(state, (f"happening {move.person}", happening.id), move.person, at, emit)


def bring_about(state: DrillState, happening: Happening, at: int, emit: Emit) -> None:
    """What *happening* makes so, what is said, and who goes; where conversations move to is the caller's business."""
    _change_facts(state, happening, at, emit)
    if happening.by and happening.line:
        _say_happening(state, happening, at, emit)
    for person in happening.closes:
        if state.conversations[person].opened and not state.conversations[person].closed:
            emit(ev.ConversationClosed(at, person))


def _change_facts(state: DrillState, happening: Happening, at: int, emit: Emit) -> None:
    for fact in happening.makes_true:
        if fact not in state.true:
            emit(ev.FactBecameTrue(at, fact))
    for fact in happening.makes_false:
        if fact in state.true:
            emit(ev.FactCeased(at, fact))


def _say_happening(state: DrillState, happening: Happening, at: int, emit: Emit) -> None:
    if happening.line is None:
        return
    talk.open_conversation(state, happening.by, at, emit)
    wants_reply = state.tables.people[happening.by].has_mood and not happening.moves
    asks = happening.asks.id if happening.asks else ""
    talk.speak(state, happening.by, happening.line, at, emit, wants_reply=wants_reply, asks=asks)


def _approval(state: DrillState, entry: Entry, emit: Emit) -> None:
    approval = state.tables.remedies[entry.key].approval
    if approval is None:
        return
    approved = state.tables.guard(approval.yes_when)(state, entry.at)
    words = approval.says_yes if approved else approval.says_no
    emit(ev.ApprovalAnswered(entry.at, entry.key, approval.who, approved, words))
    emit(ev.PersonSpoke(entry.at, approval.who, words))


def _remedy_answer(state: DrillState, entry: Entry, emit: Emit) -> None:
    remedy = state.tables.remedies[entry.key]
    accepted = state.tables.guard(remedy.accepted_when)(state, entry.at)
    fits = state.tables.guard(remedy.fits_when)(state, entry.at)
    words = remedy.accepts if accepted else remedy.declines
    emit(ev.RemedyAnswered(entry.at, remedy.id, entry.to, accepted, words, fits))
    if words:
        emit(ev.PersonSpoke(entry.at, entry.to, words))


def _delivery(state: DrillState, entry: Entry, emit: Emit) -> None:
    remedy = state.tables.remedies[entry.key]
    approved = remedy.yes is not Yes.NEEDS or state.approvals.get(remedy.id) is True
    affordable = remedy.yes is Yes.NEEDS or state.spent <= state.story.standards.authority
    if approved and affordable and state.tables.guard(remedy.delivered_when)(state, entry.at):
        emit(ev.RemedyGiven(entry.at, remedy.id, entry.to))
    else:
        emit(ev.RemedyFailed(entry.at, remedy.id, entry.to))


def _opening(state: DrillState, entry: Entry, emit: Emit) -> None:
    talk.open_conversation(state, entry.key, entry.at, emit)
    talk.enter(state, state.tables.people[entry.key].opens_with, entry.at, emit)


def _look(state: DrillState, entry: Entry, emit: Emit) -> None:
    """Nothing by itself: what newly holds is looked at after every entry."""


def _promise(state: DrillState, entry: Entry, emit: Emit) -> None:
    emit(ev.PromiseBroken(entry.at, entry.key))


def _patience(state: DrillState, entry: Entry, emit: Emit) -> None:
    conversation = state.conversations[entry.key]
    beat = state.tables.beats[conversation.beat]
    after = beat.patience.after if beat.patience else 0
    emit(ev.SilenceFell(entry.at, entry.key, entry.at - after))
    talk.move(state, ("patience", beat.id), entry.key, entry.at, emit)


def _waiting(state: DrillState, entry: Entry, emit: Emit) -> None:
    conversation = state.conversations[entry.key]
    since = conversation.waiting_since
    emit(ev.SilenceFell(entry.at, entry.key, entry.at if since is None else since))
    chases = state.tables.people[entry.key].chases
    if conversation.chases < len(chases):
        emit(ev.PersonChased(entry.at, entry.key, chases[conversation.chases], conversation.chases + 1))


def _phase(state: DrillState, entry: Entry, emit: Emit) -> None:
    _begin_phase(state, state.tables.phases[entry.key], entry.at, emit)


def _begin_phase(state: DrillState, phase: Phase, at: int, emit: Emit) -> None:
    emit(ev.PhaseBegan(at, phase.id))
    for move in phase.opens:
        talk.move(state, (f"phase {move.person}", phase.id), move.person, at, emit)


def _phase_latest(state: DrillState, entry: Entry, emit: Emit) -> None:
    _end_phase(state, entry.at, emit)


def _closing(state: DrillState, entry: Entry, emit: Emit) -> None:
    end(state, entry.at, Why.COMPLETED, emit)


def _limit(state: DrillState, entry: Entry, emit: Emit) -> None:
    end(state, entry.at, Why.TIME_RAN_OUT, emit)


_FIRES: Final[dict[int, Callable[[DrillState, Entry, Emit], None]]] = {
    Due.ARRIVAL: _arrival,
    Due.FACT: _fact,
    Due.FACT_ENDS: _fact_ends,
    Due.JOB: _job,
    Due.POST: _post,
    Due.HAPPENING: _happening,
    Due.APPROVAL: _approval,
    Due.REMEDY_ANSWER: _remedy_answer,
    Due.DELIVERY: _delivery,
    Due.OPENING: _opening,
    Due.LOOK: _look,
    Due.PROMISE: _promise,
    Due.PATIENCE: _patience,
    Due.WAITING: _waiting,
    Due.PHASE: _phase,
    Due.PHASE_LATEST: _phase_latest,
    Due.CLOSING: _closing,
    Due.LIMIT: _limit,
}


# -- what newly holds


class Settling:
    """Looks at what newly holds, and only at what can have changed since the last look."""

    __slots__ = ("_lookout",)

    def __init__(self, tables: Tables) -> None:
        self._lookout = Lookout(tables.world_watch, WORLD)

    def settle(self, state: DrillState, at: int, emit: Emit) -> None:
        """Arm happenings, keep deeds and end phases whose condition holds at *at* ms, until nothing changes."""
        while state.life in GOING:
            concerned = self._lookout.concerned(state.changes, at)
            if not concerned:
                return
            for number in sorted(concerned):
                if number >= 0:
                    _arm(state, number, at, emit)
            if DEEDS in concerned:
                promises.keep_deeds(state, at, emit)
            if PHASES in concerned:
                _pass_phase(state, at, emit)


def _arm(state: DrillState, number: int, at: int, emit: Emit) -> None:
    happening, guard = state.tables.armed_by[number]
    if ("armed", happening, "") not in state.marks and guard(state, at):
        emit(ev.HappeningArmed(at, happening, at + state.tables.happenings[happening].after))


def _pass_phase(state: DrillState, at: int, emit: Emit) -> None:
    if state.next_phase == "-":
        if state.life is Life.RUNNING and _everybody_gone(state):
            emit(ev.DrillClosing(at, at + CLOSING_LASTS))
        return
    if state.next_phase or not state.phase:
        return
    until = state.tables.phases[state.phase].until
    if state.tables.guard(until)(state, at) or _everybody_gone(state):
        _end_phase(state, at, emit)


def _everybody_gone(state: DrillState) -> bool:
    """Every customer who came has gone, and what happened is over: closing up early doesn't end the world."""
    if state.story.judged.resolution not in state.true:
        return False
    met = [state.conversations[person] for person in state.tables.moody]
    opened = [conversation for conversation in met if conversation.opened]
    return bool(opened) and all(conversation.closed for conversation in opened)


def _end_phase(state: DrillState, at: int, emit: Emit) -> None:
    following = next((p for p in state.tables.phase_after(state.phase) if state.tables.guard(p.when)(state, at)), None)
    if following is None:
        emit(ev.PhaseEnded(at, state.phase, "", at))
    else:
        emit(ev.PhaseEnded(at, state.phase, following.id, max(at, following.jump_to or at)))


def end(state: DrillState, at: int, why: Why, emit: Emit) -> None:
    """The drill ends, with the first ending that holds."""
    outcome = next((e.id for e in state.story.endings if state.tables.guard(e.when)(state, at)), "")
    emit(ev.DrillEnded(at, outcome, why))
