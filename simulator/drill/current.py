"""Whether what the agenda noted down still holds when its moment comes: entries are never taken back, they go stale."""

from typing import Final

from simulator.drill.agenda import Due, Entry
from simulator.drill.marks import Left
from simulator.drill.state import DrillState


def is_current(state: DrillState, entry: Entry) -> bool:
    """Whether *entry* still holds; most kinds of entry always do."""
    holds = _HOLDS.get(entry.kind)
    return holds is None or holds(state, entry)


def _still_under_way(state: DrillState, entry: Entry) -> bool:
    return state.in_flight is not None and state.in_flight.until == entry.at


def _still_in_beat(state: DrillState, entry: Entry) -> bool:
    return state.conversations[entry.key].visit == entry.token


def _still_waits(state: DrillState, entry: Entry) -> bool:
    talk = state.conversations[entry.key]
    return talk.waiting_since is not None and talk.waiting == entry.token and not state.answers(entry.key)


def _still_open(state: DrillState, entry: Entry) -> bool:
    return state.promises[entry.key].status == "open"


def _not_fired(state: DrillState, entry: Entry) -> bool:
    return entry.key not in state.fired


def _still_posted(state: DrillState, entry: Entry) -> bool:
    posts = state.tables.jobs[entry.key].posts
    if posts is None or state.tables.posts_until[entry.key](state, entry.at):
        return False
    resolution = state.story.judged.resolution
    return not all(state.has(Left.TOLD, resolution, person) for person in posts.to)


def _same_phase(state: DrillState, entry: Entry) -> bool:
    return state.phase == entry.key and not state.next_phase


_HOLDS: Final = {
    Due.ARRIVAL: _still_under_way,
    Due.PATIENCE: _still_in_beat,
    Due.WAITING: _still_waits,
    Due.PROMISE: _still_open,
    Due.HAPPENING: _not_fired,
    Due.PHASE_LATEST: _same_phase,
    Due.POST: _still_posted,
}
