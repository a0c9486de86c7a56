"""The promise book: what is made, kept, renegotiated and broken. A promise has one terminal state.

A *word* is kept by coming back with something to say, not before half of the time has passed and at most
`GRACE` late; the next word also by telling, however early, that it is over. A *deed* once its condition holds.
Only `PromiseMade` opens a promise.
"""

from simulator.drill import events as ev
from simulator.drill.content import has_substance
from simulator.drill.emitting import Emit
from simulator.drill.state import GRACE, DrillState, PromiseRecord
from simulator.scenario.acts import Act, Claim, Promise
from simulator.scenario.story import NEXT_WORD, CommitmentKind


def due_of(state: DrillState, act: Promise, at: int) -> int:
    """When the promise in *act*, spoken at *at* ms, falls due: as it says, else by its nature, else one beat on."""
    if act.within is not None:
        return at + act.within
    natural = state.tables.commitments[act.what].at
    moment = act.at if act.at is not None else natural
    return moment if moment is not None else at + state.story.standards.update_every


def make(state: DrillState, act: Promise, to: str, at: int, emit: Emit) -> None:
    """Enter the promise in *act* to person *to*; an open one of the same kind gives way to it."""
    new = f"p{len(state.promises) + 1}"
    earlier = [p for p in state.open_promises() if p.what == act.what and p.to == to]
    emit(ev.PromiseMade(at, new, act.what, to, max(at, due_of(state, act, at)), act.by))
    for promise in earlier:
        emit(ev.PromiseRenegotiated(at, promise.id, new))


def keep_words(state: DrillState, acts: tuple[Act, ...], to: str, at: int, emit: Emit) -> None:
    """Keep the words promised to *to* that this message, reaching them at *at* ms, redeems."""
    over = _tells_it_is_over(state, acts)
    redeemed = [p for p in state.open_promises() if p.to == to and _is_redeemed(state, p, at, over)]
    if redeemed and has_substance(acts):
        for promise in redeemed:
            emit(ev.PromiseKept(at, promise.id))


def _tells_it_is_over(state: DrillState, acts: tuple[Act, ...]) -> bool:
    resolution = state.story.judged.resolution
    return resolution in state.true and any(isinstance(act, Claim) and act.fact == resolution for act in acts)


def _is_redeemed(state: DrillState, promise: PromiseRecord, at: int, over: bool) -> bool:
    if state.tables.commitments[promise.what].kind is not CommitmentKind.WORD:
        return False
    if over and promise.what == NEXT_WORD and at <= promise.due + GRACE:
        return True  # nobody waits for a next word on what is over
    half_way = promise.made + (promise.due - promise.made) // 2
    return half_way <= at <= promise.due + GRACE


def keep_deeds(state: DrillState, at: int, emit: Emit) -> None:
    """Keep the open deeds whose condition holds at *at* ms."""
    for promise in state.open_promises():
        is_deed = state.tables.commitments[promise.what].kind is CommitmentKind.DEED
        if is_deed and state.tables.deeds[promise.what](state, at):
            emit(ev.PromiseKept(at, promise.id))
