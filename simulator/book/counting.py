"""The summary tables kept up: how the marks of a cohort's month, and of everybody, spread.

Theory: entering a drill counts nothing, so that a trainee waits for one small commit. Whoever asks for a summary counts
first what waits. A drill that goes is counted out, mark by mark, so nothing of it is left. People are counted for each
score: where six drilled and one of them was marked on empathy, that mark is nobody's but theirs. Of a score of fewer
than five people there is no median, and without a median nothing is told of it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, RowMapping, bindparam, delete, exists, insert, literal, select
from sqlalchemy.sql.elements import ColumnElement

from simulator.book.arriving import put_in_places
from simulator.book.spread import Spread, changed, packed, spread_of, tenths, unpacked
from simulator.book.tables import runs, spreads, uncounted, waiting
from simulator.scoring.purpose import FEWEST_PEOPLE

FOUR = ("honesty", "empathy", "cadence", "generosity")
_Rows = Iterable[tuple[str, str, str, str, str, str, str, float | None, float | None, float | None, float | None]]
_ANYTHING = select(exists().select_from(uncounted) | exists().select_from(waiting))
PIECE = 20_000  # drills counted at a time
_CASE = ("mode", "rubric", "scenario", "version")
_SUMMED = select(*(runs.c[name] for name in (*_CASE, "cohort", "month", "person", *FOUR)))


class Cell(Struct, frozen=True):
    """What one row of the summary sums up: everybody's drills of a case, or those of a cohort in a month."""

    scope: str
    mode: str
    rubric: str
    scenario: str
    version: str
    cohort: str = ""
    month: str = ""

    @property
    def drills(self) -> tuple[ColumnElement[bool], ...]:
        """What finds the drills that it sums up."""
        case = tuple(runs.c[name] == getattr(self, name) for name in _CASE)
        if self.scope == "all":
            return case
        # By its beginning and end, since drills are found by cohort and time, not by month.
        within = (runs.c.started >= self.month, runs.c.started < f"{self.month}~")
        return (*case, runs.c.cohort == self.cohort, *within)


_KEY = Cell.__struct_fields__
_THIS = tuple(spreads.c[name] == bindparam(f"its_{name}") for name in _KEY)
_FIND = select(spreads).where(*_THIS)
_DELETE = delete(spreads).where(*_THIS)
NOTHING: Spread = spread_of({})
_Four = tuple[list[str], list[str], list[str], list[str]]
_ids: msgspec.json.Decoder[_Four] = msgspec.json.Decoder(_Four)


class _Marks:
    """What is to be added to a cell: the marks of each score, in tenths, and whose they are."""

    __slots__ = ("four", "runs", "whose")

    def __init__(self) -> None:
        self.runs = 0
        self.whose: tuple[set[str], ...] = (set(), set(), set(), set())
        self.four: tuple[list[int], ...] = ([], [], [], [])

    def take(self, person: str, marks: Sequence[float | None]) -> None:
        self.runs += 1
        for people, gathered, mark in zip(self.whose, self.four, marks, strict=True):
            if mark is not None:
                people.add(person)
                gathered.append(tenths(mark))


def anything_waits(connection: Connection) -> bool:
    """Whether a drill isn't counted yet, or not even in its places."""
    return bool(connection.execute(_ANYTHING).scalar())


def count_in(connection: Connection) -> None:
    """Put every drill into its places and count those that wait to be."""
    put_in_places(connection)
    while piece := connection.execute(select(uncounted.c.run).order_by(uncounted.c.run).limit(PIECE)).scalars().all():
        upto = piece[-1]
        rows = connection.execute(_SUMMED.join(uncounted, uncounted.c.run == runs.c.run).where(runs.c.run <= upto))
        _change(connection, _gathered(rows), 1)
        connection.execute(delete(uncounted).where(uncounted.c.run <= upto))


def count_out(connection: Connection, run: str) -> None:
    """Take the drill *run* out of the summaries; before it is deleted or changed."""
    if connection.execute(delete(uncounted).where(uncounted.c.run == run)).rowcount:
        return
    _change(connection, _gathered(connection.execute(_SUMMED.where(runs.c.run == run))), -1, but=run)


def _gathered(rows: _Rows) -> dict[Cell, _Marks]:
    cells: defaultdict[Cell, _Marks] = defaultdict(_Marks)
    for mode, rubric, scenario, version, cohort, month, person, *marks in rows:
        cells[Cell("month", mode, rubric, scenario, version, cohort, month)].take(person, marks)
        cells[Cell("all", mode, rubric, scenario, version)].take(person, marks)
    return cells


def _change(connection: Connection, cells: Mapping[Cell, _Marks], by: int, but: str = "") -> None:
    """Add marks to cells, or take them away; a cell without drills goes."""
    old = {cell: row for cell in cells if (row := _row(connection, cell)) is not None}
    new = [_changed(connection, cell, old.get(cell), marks, by, but) for cell, marks in cells.items()]
    if old:
        connection.execute(_DELETE, [{f"its_{name}": getattr(cell, name) for name in _KEY} for cell in old])
    if there := [row for row in new if row["runs"] != 0]:
        connection.execute(insert(spreads), there)


def _row(connection: Connection, cell: Cell) -> RowMapping | None:
    asked = {f"its_{name}": getattr(cell, name) for name in _KEY}
    return connection.execute(_FIND, asked).mappings().one_or_none()


def _changed(
    connection: Connection, cell: Cell, before: RowMapping | None, marks: _Marks, by: int, but: str
) -> dict[str, object]:
    """The row of *cell* with *marks* in it, or out of it."""
    row: dict[str, object] = {name: getattr(cell, name) for name in _KEY}
    row["runs"] = (before["runs"] if before else 0) + by * marks.runs
    whose = _people_without(connection, cell, but) if but else _people_with(before, marks)
    row |= {"people": max(map(len, whose)), "whose": msgspec.json.encode(whose).decode()}
    for name, taken, people in zip(FOUR, marks.four, whose, strict=True):
        spread = changed(unpacked(before[name]) if before else NOTHING, taken, by)
        row |= {name: packed(spread), f"{name}_median": spread.median if len(people) >= FEWEST_PEOPLE else None}
    return row


def _people_with(before: RowMapping | None, marks: _Marks) -> list[list[str]]:
    """For each score, some of the people of *before* and of *marks*, as many as it takes to be told of."""
    known: _Four = _ids.decode(before["whose"]) if before else ([], [], [], [])
    return [sorted({*there, *new})[:FEWEST_PEOPLE] for there, new in zip(known, marks.whose, strict=True)]


def _people_without(connection: Connection, cell: Cell, but: str) -> list[list[str]]:
    """The same for those of *cell* without the run *but*.

    Without an index: a cell that can be told of has its people soon, and drills seldom go.
    """
    others = select(runs.c.person).where(*cell.drills, runs.c.run != but).distinct().limit(FEWEST_PEOPLE)
    return [sorted(connection.execute(others.where(runs.c[name].is_not(None))).scalars()) for name in FOUR]


Counted = tuple[tuple[int, ...], int, tuple[bytes, ...]]
"""What a cell holds: for each score how many people (up to the fewest that may be told of), how many drills, its four
spreads."""


def recounted(connection: Connection) -> dict[Cell, Counted]:
    """What the summaries should hold, from the drills themselves."""
    waits = exists(select(literal(1)).where(uncounted.c.run == runs.c.run))
    cells = _gathered(connection.execute(_SUMMED.where(~waits)))
    return {
        cell: (
            tuple(min(FEWEST_PEOPLE, len(people)) for people in marks.whose),
            marks.runs,
            tuple(packed(changed(NOTHING, taken)) for taken in marks.four),
        )
        for cell, marks in cells.items()
    }


def counted(connection: Connection) -> dict[Cell, Counted]:
    """What the summaries hold."""
    return {
        Cell(*(row[name] for name in _KEY)): (
            tuple(map(len, _ids.decode(row["whose"]))),
            row["runs"],
            tuple(bytes(row[name]) for name in FOUR),
        )
        for row in connection.execute(select(spreads)).mappings()
    }
