"""What is due when: a heap ordered by (time, priority, counter), so that equal times never depend on chance.

Entries are not taken back; each carries a *token*, and whoever takes one out asks whether it still holds
(`DrillState.is_current`). The agenda is part of the folded state: it is filled by `evolve` alone.
"""

from enum import IntEnum
from heapq import heappop, heappush
from typing import NamedTuple


class Due(IntEnum):
    """What kinds of thing fall due; the order is the priority at equal times.

    A word that arrives in the very millisecond of a deadline is in time, so arrivals come first and
    deadlines after everything that could still meet them.
    """

    ARRIVAL = 0
    FACT = 1
    FACT_ENDS = 2
    JOB = 3
    HAPPENING = 4
    APPROVAL = 5
    REMEDY_ANSWER = 6
    DELIVERY = 7
    OPENING = 8
    POST = 9
    LOOK = 10  # a moment at which a condition on time may begin to hold
    PROMISE = 11
    PATIENCE = 12
    WAITING = 13
    PHASE = 14
    PHASE_LATEST = 15
    CLOSING = 16
    LIMIT = 17


class Entry(NamedTuple):
    """*kind* of thing concerning *key* (and *to*) falls due *at* ms; valid while *token* is the current one."""

    at: int
    kind: Due
    counter: int
    key: str = ""
    to: str = ""
    token: int = 0


class Agenda:
    """The heap of what is due, in a reproducible order."""

    __slots__ = ("_counter", "_heap")

    def __init__(self) -> None:
        self._heap: list[Entry] = []
        self._counter = 0

    def add(self, at: int, kind: Due, key: str = "", to: str = "", token: int = 0) -> None:
        """Note that *kind* concerning *key* falls due at *at* ms."""
        heappush(self._heap, Entry(at, kind, self._counter, key, to, token))
        self._counter += 1

    def first(self) -> Entry | None:
        """The entry that comes first, left in place; None when nothing is due at all."""
        return self._heap[0] if self._heap else None

    def take(self) -> Entry:
        """Take the first entry out; raises IndexError when nothing is due."""
        return heappop(self._heap)
