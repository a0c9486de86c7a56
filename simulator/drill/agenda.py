"""What is due when: a heap ordered by (time, priority, counter), so that equal times never depend on chance.

Entries are not taken back; each carries a *token*, and whoever takes one out asks whether it still holds
(`current.is_current`). The agenda is part of the folded state: it is filled by `evolve` alone.
"""

from heapq import heappop, heappush
from typing import Final, final


class Due:
    """What kinds of thing fall due, as plain numbers; the order is the priority at equal times.

    A word that arrives in the very millisecond of a deadline is in time, so arrivals come first and
    deadlines after everything that could still meet them.
    """

    ARRIVAL: Final = 0
    FACT: Final = 1
    FACT_ENDS: Final = 2
    JOB: Final = 3
    HAPPENING: Final = 4
    APPROVAL: Final = 5
    REMEDY_ANSWER: Final = 6
    DELIVERY: Final = 7
    OPENING: Final = 8
    POST: Final = 9
    LOOK: Final = 10  # a moment at which a condition on time may begin to hold
    PROMISE: Final = 11
    PATIENCE: Final = 12
    WAITING: Final = 13
    PHASE: Final = 14
    PHASE_LATEST: Final = 15
    CLOSING: Final = 16
    LIMIT: Final = 17


@final
class Entry:
    """*kind* of thing concerning *key* (and *to*) falls due *at* ms; valid while *token* is the current one."""

    __slots__ = ("at", "key", "kind", "to", "token")

    def __init__(self, at: int, kind: int, key: str = "", to: str = "", token: int = 0) -> None:
        self.at = at
        self.kind = kind
        self.key = key
        self.to = to
        self.token = token

    def late(self, at: int) -> "Entry":
        """The same thing *at* ms, after its time: the clock had stood, or something came first."""
        return Entry(at, self.kind, self.key, self.to, self.token)


class Agenda:
    """The heap of what is due, in a reproducible order."""

    __slots__ = ("_counter", "_heap")

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, int, Entry]] = []
        self._counter = 0

    def add(self, at: int, kind: int, key: str = "", to: str = "", token: int = 0) -> None:
        """Note that *kind* concerning *key* falls due at *at* ms."""
        heappush(self._heap, (at, kind, self._counter, Entry(at, kind, key, to, token)))
        self._counter += 1

    def first(self) -> Entry | None:
        """The entry that comes first, left in place; None when nothing is due at all."""
        return self._heap[0][3] if self._heap else None

    def take(self) -> Entry:
        """Take the first entry out; raises IndexError when nothing is due."""
        return heappop(self._heap)[3]
