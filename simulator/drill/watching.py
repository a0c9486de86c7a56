"""Who has to look again: which things a changed mark, or a moment that has come, may have made otherwise.

Theory: a drill has some hundred conditions, and one move changes a handful of marks. So nobody tries all
conditions all the time: the state notes each change in order, a `Watch` knows which things look at which mark, and
a `Lookout` reads on from where it stopped. What must not live here: a condition's meaning, or a rule.
"""

from bisect import bisect_right
from collections.abc import Hashable, Iterable, Sequence, Set
from typing import Final, Generic, Never, TypeVar

from simulator.drill.conditions import Mark, mark_of, parts_of
from simulator.scenario.story import After, Condition

Thing = TypeVar("Thing", bound=Hashable)

NOTHING: Final[frozenset[Never]] = frozenset()


class Watch(Generic[Thing]):
    """What each thing looks at: marks and moments (ms). Filled once for a story, read by every drill of it."""

    __slots__ = ("by_mark", "moments", "things")

    def __init__(self) -> None:
        self.things: dict[Thing, None] = {}
        self.by_mark: dict[Mark, tuple[Thing, ...]] = {}
        self.moments: list[tuple[int, Thing]] = []

    def add(self, thing: Thing, conditions: Iterable[Condition] = (), marks: Iterable[Mark] = ()) -> None:
        """*thing* depends on *conditions* and *marks*; more may be added to it later."""
        self.things[thing] = None
        for condition in conditions:
            for part in parts_of(condition):
                if isinstance(part, After):
                    self.moments.append((part.at, thing))
                else:
                    self._add_mark(thing, mark_of(part))
        for mark in marks:
            self._add_mark(thing, mark)

    def _add_mark(self, thing: Thing, mark: Mark) -> None:
        known = self.by_mark.get(mark, ())
        if thing not in known:
            self.by_mark[mark] = (*known, thing)

    def sort(self) -> None:
        """Put the moments in order; once, when everything has been added."""
        self.moments.sort(key=lambda moment: moment[0])


class Lookout(Generic[Thing]):
    """One drill's place in its list of changes, for whoever looks at what a *watch* names."""

    __slots__ = ("_fresh", "_passed", "_read", "_times", "_watch")

    def __init__(self, watch: Watch[Thing]) -> None:
        self._watch = watch
        self._times = [at for at, _ in watch.moments]
        self._read = self._passed = 0
        self._fresh = True

    def concerned(self, changes: Sequence[Mark], now: int) -> Set[Thing]:
        """The things that may be otherwise at *now* ms than at the last call; the first time, all of them."""
        comes = self._passed < len(self._times) and self._times[self._passed] <= now
        if len(changes) == self._read and not comes and not self._fresh:
            return NOTHING
        by_mark = self._watch.by_mark
        found: set[Thing] = set(self._watch.things) if self._fresh else set()
        for mark in changes[self._read :]:
            if mark in by_mark:
                found.update(by_mark[mark])
        self._read, self._fresh = len(changes), False
        if comes:
            passed = bisect_right(self._times, now)
            found.update(thing for _, thing in self._watch.moments[self._passed : passed])
            self._passed = passed
        return found
