"""The life of a drill as a `transitions` Machine: briefing, running, paused, closing, ended.

Triggers are ours, never a file's. Nothing here has a side effect: `evolve` reads the new life from the event.
"""

from functools import cache

from transitions import Machine

from simulator.drill.tables import Cursor
from simulator.drill.view import Life

_TRANSITIONS = (
    ("begin", [Life.BRIEFING], Life.RUNNING),
    ("pause", [Life.RUNNING, Life.CLOSING], Life.PAUSED),
    ("resume", [Life.PAUSED], Life.RUNNING),
    ("close", [Life.RUNNING], Life.CLOSING),
    ("act", [Life.RUNNING], Life.RUNNING),
    ("act", [Life.CLOSING], Life.CLOSING),
    ("finish", [Life.CLOSING], Life.ENDED),
    ("attend", [Life.RUNNING], Life.RUNNING),  # a trainer, who is at the desk also while the clock stands
    ("attend", [Life.PAUSED], Life.PAUSED),
    ("attend", [Life.CLOSING], Life.CLOSING),
    ("end", [Life.BRIEFING, Life.RUNNING, Life.PAUSED, Life.CLOSING], Life.ENDED),
    ("leave", [Life.BRIEFING, Life.RUNNING, Life.PAUSED, Life.CLOSING], Life.ENDED),
)


@cache
def _machine() -> Machine:
    machine = Machine(
        model=None, states=[life.value for life in Life], initial=Life.BRIEFING.value, auto_transitions=False
    )
    for trigger, sources, to in _TRANSITIONS:
        machine.add_transition(trigger, [life.value for life in sources], to.value)
    return machine


@cache
def allows(life: Life, trigger: str) -> bool:
    """Whether *trigger* is possible in *life*."""
    return trigger in _machine().get_triggers(life.value)


def after(life: Life, trigger: str) -> Life:
    """The life that *trigger* leads to; raises `transitions.MachineError` where it isn't possible."""
    cursor = Cursor(life.value)
    _machine().events[trigger].trigger(cursor)
    return Life(cursor.state)
