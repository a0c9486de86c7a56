"""Who has to look again: which things a changed mark, or a moment that has come, may have made otherwise.

Theory: a drill has some hundred conditions, and one move changes a handful of marks. So nobody tries all
conditions all the time: a `Watch` knows which things look at which mark, the state notes for each change in order
whom it concerns, and a `Lookout` reads on from where it stopped. Things are numbers, which whoever has the watch
made up. What must not live here: a condition's meaning, or a rule.
"""

from bisect import bisect_right
from collections.abc import Iterable, Set
from typing import Final

from simulator.drill.conditions import mark_of, parts_of
from simulator.drill.marks import Mark
from simulator.scenario.story import After, Condition

Things = tuple[int, ...]
Concern = tuple[Things, Things]  # the things of the world and those of the view that one change concerns
WORLD: Final = 0
VIEW: Final = 1

NOTHING: Final[frozenset[int]] = frozenset()


class Watch:
    """What each thing looks at: marks and moments (ms). Filled once for a story, read by every drill of it."""

    __slots__ = ("by_mark", "moments", "things")

    def __init__(self) -> None:
        self.things: dict[int, None] = {}
        self.by_mark: dict[Mark, Things] = {}
        self.moments: list[tuple[int, int]] = []  # (moment, thing)

    def add(self, thing: int, conditions: Iterable[Condition] = (), marks: Iterable[Mark] = ()) -> None:
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

    def _add_mark(self, thing: int, mark: Mark) -> None:
        known = self.by_mark.get(mark, ())
        if thing not in known:
            self.by_mark[mark] = (*known, thing)

    def sort(self) -> None:
        """Put the moments in order; once, when everything has been added."""
        self.moments.sort(key=lambda moment: moment[0])


def concerns(world: Watch, view: Watch) -> dict[Mark, Concern]:
    """Whom a change of each mark concerns; a mark that isn't here concerns nobody."""
    marks = {**world.by_mark, **view.by_mark}
    return {mark: (world.by_mark.get(mark, ()), view.by_mark.get(mark, ())) for mark in marks}


class Lookout:
    """One drill's place in its list of changes, for whoever looks at what a *watch* names (`WORLD` or `VIEW`)."""

    __slots__ = ("_fresh", "_passed", "_read", "_side", "_times", "_watch")

    def __init__(self, watch: Watch, side: int) -> None:
        self._watch = watch
        self._side = side
        self._times = [at for at, _ in watch.moments]
        self._read = self._passed = 0
        self._fresh = True

    def concerned(self, changes: list[Concern], now: int) -> Set[int]:
        """The things that may be otherwise at *now* ms than at the last call; the first time, all of them."""
        comes = self._passed < len(self._times) and self._times[self._passed] <= now
        if len(changes) == self._read and not comes and not self._fresh:
            return NOTHING
        found: set[int] = set(self._watch.things) if self._fresh else set()
        for concern in changes[self._read :]:
            found.update(concern[self._side])
        self._read, self._fresh = len(changes), False
        if comes:
            passed = bisect_right(self._times, now)
            found.update([thing for _, thing in self._watch.moments[self._passed : passed]])
            self._passed = passed
        return found
