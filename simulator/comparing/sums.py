"""The sums over all marks that the mixed model needs, made once; every trial of the model then costs little.

Theory: Henderson's equations for mark = level + practice * log(attempt) + habit * (mean log(attempt) of the person) +
person + scenario + month + chance. Without the habit, that the weaker try more often would be told as what practice
brings; with it, practice is told from what each person's own attempts differ by (Mundlak 1978). People touch each other
through the rest only, so they are eliminated by hand, and people with the same number of runs together; what is left is
as big as the shelf and the calendar. Whether months were better or their drills easier can't be told of months that no
drill joins; so months are told apart within each block of joined ones, and each block's mean is taken to be the same:
months are centred there, each run counted once. What must not live here: how much people or scenarios vary (`mixed`).
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec import Struct

from simulator.comparing.dense import Matrix
from simulator.comparing.joining import joined
from simulator.drill.adding import total_of

LEVEL, PRACTICE, HABIT = range(3)  # places in each vector, as far as they are estimated; then scenarios, then months
Block = dict[int, float]  # the places of months that drills join, with the share of the block's runs in each


class Mark(Struct, frozen=True, gc=False):
    """One mark: whose and where, by number from 0, the logarithm of the attempt's number, the points, and the month.

    *habit* is the mean of *practice* over all marks of that person. Where no mark has *practice*, or a *habit*, it
    isn't estimated; where every *month* is 0, time isn't in the model.
    """

    person: int
    scenario: int
    practice: float
    points: float
    month: int = 0
    habit: float = 0.0


@dataclass(slots=True)
class Person:
    """One person's runs, summed: how many, their points, and what they have to do with level, practice, scenarios."""

    runs: int
    points: float
    touches: dict[int, float]


@dataclass(slots=True)
class Alike:
    """All people with the same number of runs, summed."""

    products: Matrix
    rights: list[float]
    squares: float
    people: int


@dataclass(slots=True)
class Sums:
    """Everything there is to know about a table of marks. *fixed* is 1, 2 with practice, 3 with practice and habit."""

    marks: int
    fixed: int
    scenarios: int
    months: int
    people: list[Person]
    products: Matrix
    rights: list[float]
    squares: float
    alike: dict[int, Alike]
    shares: list[float]  # of all runs, by scenario: what the average drill is made of
    blocks: list[Block]

    @property
    def size(self) -> int:
        """How many unknowns are left once the people are eliminated."""
        return self.fixed + self.scenarios + self.months

    @property
    def freedom(self) -> int:
        """How many marks are left to tell chance by: months are free but for the mean of each block."""
        return self.marks - self.fixed - self.months + len(self.blocks)

    @property
    def has_practice(self) -> bool:
        """Whether practice is estimated."""
        return self.fixed > PRACTICE

    def habit(self, number: int) -> float:
        """The habit of person *number*; nought where it isn't estimated."""
        person = self.people[number]
        return person.touches[HABIT] / person.runs if self.fixed > HABIT else 0.0

    def own(self, number: int) -> dict[int, float]:
        """What belongs to person *number* beside what sets them apart: their habit and the mean of their months."""
        person = self.people[number]
        at = self.fixed + self.scenarios
        months = {place: touch / person.runs for place, touch in person.touches.items() if place >= at}
        return months | ({HABIT: self.habit(number)} if self.fixed > HABIT else {})

    def off_mean(self, effects: list[float]) -> list[float]:
        """*effects*, those of months less the mean of their block: what a run of that month has of them."""
        effects = list(effects)
        for block in self.blocks:
            mean = total_of(share * effects[place] for place, share in block.items())
            for place in block:
                effects[place] -= mean
        return effects


def sums_of(marks: Sequence[Mark]) -> Sums:
    """Sum up *marks*; people, scenarios and months are numbered from 0 without a gap."""
    fixed = 1 + any(mark.practice for mark in marks) + any(mark.habit for mark in marks)
    scenarios = 1 + max(mark.scenario for mark in marks)
    last = max(mark.month for mark in marks)
    months = 1 + last if last else 0
    at = fixed + scenarios if months else 0  # where the months begin
    blocks = _blocks(marks, at) if months else []
    people = _people(marks, fixed, at)
    size = fixed + scenarios + months
    products, rights = _square(size), [0.0] * size
    for mark in marks:
        _add(products, rights, dict(_touched(mark, fixed, at)), mark.points)
    _centre(products, rights, blocks)
    squares = total_of(mark.points**2 for mark in marks)
    counts = Counter(mark.scenario for mark in marks)
    shares = [counts[scenario] / len(marks) for scenario in range(scenarios)]
    alike = _alike(people, size)
    for group in alike.values():
        _centre(group.products, group.rights, blocks)
    return Sums(len(marks), fixed, scenarios, months, people, products, rights, squares, alike, shares, blocks)


def _touched(mark: Mark, fixed: int, months: int) -> list[tuple[int, float]]:
    said = [(LEVEL, 1.0), (PRACTICE, mark.practice), (HABIT, mark.habit)]
    month = [(months + mark.month, 1.0)] if months else []
    return [*said[:fixed], (fixed + mark.scenario, 1.0), *month]


def _people(marks: Sequence[Mark], fixed: int, months: int) -> list[Person]:
    people = [Person(0, 0.0, {}) for _ in range(1 + max(mark.person for mark in marks))]
    for mark in marks:
        person = people[mark.person]
        person.runs += 1
        person.points += mark.points
        for place, value in _touched(mark, fixed, months):
            person.touches[place] = person.touches.get(place, 0.0) + value
    return people


def _alike(people: Sequence[Person], size: int) -> dict[int, Alike]:
    groups: dict[int, Alike] = {}
    for person in people:
        group = groups.setdefault(person.runs, Alike(_square(size), [0.0] * size, 0.0, 0))
        _add(group.products, group.rights, person.touches, person.points)
        group.squares += person.points**2
        group.people += 1
    return groups


def _add(products: Matrix, rights: list[float], touches: dict[int, float], points: float) -> None:
    for place, value in touches.items():
        rights[place] += value * points
        row = products[place]
        for other, much in touches.items():
            row[other] += value * much


def _square(size: int) -> Matrix:
    return [[0.0] * size for _ in range(size)]


# -- months, centred


def _blocks(marks: Sequence[Mark], at: int) -> list[Block]:
    """The blocks of months that drills join, months from place *at* on."""
    done: defaultdict[int, set[int]] = defaultdict(set)
    for mark in marks:
        done[mark.scenario].add(mark.month)
    counts = Counter(mark.month for mark in marks)
    found = {min(block): sorted(block) for block in joined(done.values()).values()}
    return [_block(months, counts, at) for _, months in sorted(found.items())]


def _block(months: Sequence[int], counts: Counter[int], at: int) -> Block:
    runs = sum(1 for month in counts.elements() if month in months)
    return {at + month: counts[month] / runs for month in months}


def _centre(products: Matrix, rights: list[float], blocks: Sequence[Block]) -> None:
    """Take from what marks have to do with each month its share of what they have to do with the whole block."""
    for block in blocks:
        for row in (*products, rights):
            runs = total_of(row[place] for place in block)
            for place, share in block.items():
                row[place] -= share * runs
        whole = [total_of(products[place][column] for place in block) for column in range(len(rights))]
        for place, share in block.items():
            products[place] = [value - share * much for value, much in zip(products[place], whole, strict=True)]
