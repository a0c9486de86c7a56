"""How the marks of many drills spread, packed into a few bytes: for each mark that occurs, how many are no higher.

Pure. A mark is counted in tenths, 0 to 1000, so that no spread has more than 1001 of them, whatever it sums up.
"""

import sys
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from itertools import accumulate

_MARK, _COUNT = 2, 4  # bytes


class Spread:
    """Marks that occur, in order, and for each of them how many are no higher."""

    __slots__ = ("marks", "upto")

    def __init__(self, marks: "array[int]", upto: "array[int]") -> None:
        self.marks = marks
        self.upto = upto

    @property
    def count(self) -> int:
        """How many marks there are in all."""
        return self.upto[-1] if self.upto else 0

    @property
    def median(self) -> float | None:
        """The mark in the middle, or the mean of the two there; None without marks."""
        if not self.upto:
            return None
        last = self.upto[-1]
        low, high = self._at((last - 1) // 2), self._at(last // 2)
        return (low + high) / 20

    def quantile(self, share: float) -> float | None:
        """The lowest mark that at least *share* (0 to 1) of all are no higher than."""
        return self._at(max(0, -int(-share * self.count // 1) - 1)) / 10 if self.upto else None

    def below(self, mark: float) -> int:
        """How many are lower than *mark*."""
        place = bisect_left(self.marks, tenths(mark))
        return self.upto[place - 1] if place else 0

    def up_to(self, mark: float) -> int:
        """How many are no higher than *mark*."""
        place = bisect_right(self.marks, tenths(mark))
        return self.upto[place - 1] if place else 0

    def counts(self) -> dict[int, int]:
        """How many there are of each, by tenths."""
        before = (0, *self.upto)[: len(self.upto)]
        return {mark: upto - less for mark, upto, less in zip(self.marks, self.upto, before, strict=True)}

    def _at(self, place: int) -> int:
        return self.marks[bisect_right(self.upto, place)]


def tenths(mark: float) -> int:
    """*mark* as it is counted."""
    return round(mark * 10)


def spread_of(counts: Mapping[int, int]) -> Spread:
    """The spread with so many of each mark (in tenths); raises ValueError where there are fewer than none of one."""
    if any(count < 0 for count in counts.values()):
        raise ValueError(f"a mark can't occur fewer than 0 times: {min(counts.values())}")
    there = sorted(mark for mark, count in counts.items() if count)
    return Spread(array("H", there), array("I", accumulate(counts[mark] for mark in there)))


def changed(spread: Spread, marks: Iterable[int], by: int = 1) -> Spread:
    """*spread* with each of *marks* (in tenths) once more; with *by* -1 once less."""
    counts = spread.counts()
    for mark in marks:
        counts[mark] = counts.get(mark, 0) + by
    return spread_of(counts)


def packed(spread: Spread) -> bytes:
    """*spread* as bytes, the same on every computer."""
    return _little(spread.marks).tobytes() + _little(spread.upto).tobytes()


def unpacked(data: bytes) -> Spread:
    """What `packed` made; raises ValueError for a length it can't have."""
    size, rest = divmod(len(data), _MARK + _COUNT)
    if rest:
        raise ValueError(f"a spread has a multiple of {_MARK + _COUNT} bytes, not {len(data)}")
    marks, upto = array("H", data[: size * _MARK]), array("I", data[size * _MARK :])
    return Spread(_little(marks), _little(upto))


def _little(numbers: "array[int]") -> "array[int]":
    """*numbers* with their bytes in the order of the file, which is that of nearly every computer."""
    if sys.byteorder == "little":
        return numbers
    turned = array(numbers.typecode, numbers)
    turned.byteswap()
    return turned
