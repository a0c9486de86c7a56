"""The programme as lines: who has drilled what when, how far each case is covered, what is due."""

from collections.abc import Iterator, Mapping, Sequence

from simulator.terminal.plain import line_width, plain, wrapped
from simulator.terminal.tables import columns
from simulator.training.calendar import ANY
from simulator.training.programme import Cell, Due, Programme, Row

NO_CALENDAR = (
    "There is no calendar, so nothing is due. Write one into 'calendar.yaml' of the data folder, or name it with "
    "--calendar: docs/training.md shows how."
)


def programme_lines(told: Programme, names: Mapping[str, str], has_calendar: bool) -> Iterator[str]:
    """The programme in lines; *names* by id."""
    if not told.people:
        yield "Nobody has drilled yet. Practice doesn't count here."
    else:
        yield "The day each was drilled last, and how often:"
        yield from _people(told, names)
    yield from ("", *_due(told, names)) if has_calendar else ("", *wrapped(NO_CALENDAR))
    if told.left_early:
        yield f"Left before their end, and not counted: {told.left_early}."
    if told.unreadable:
        yield f"Damaged, and not counted: {told.unreadable}. 'firedrill verify RUN' says where."


def _in_order(rows: Sequence[Row], names: Mapping[str, str]) -> list[Row]:
    return sorted(rows, key=lambda row: names.get(row.person, row.person).casefold())


def _people(told: Programme, names: Mapping[str, str]) -> Iterator[str]:
    """A numbered column for each case where all fit beside each other; else a paragraph for each person."""
    rows = [(names.get(row.person, row.person), list(map(_cell, row.cells))) for row in _in_order(told.people, names)]
    numbers = [str(number) for number, _ in enumerate(told.cases, start=1)]
    table = list(columns(("who", *numbers), [(who, *(cell or "-" for cell in cells)) for who, cells in rows]))
    numbered = max(map(len, table)) <= line_width()
    yield from table if numbered else _paragraphs(told.cases, rows)
    yield ""
    for number, one in zip(numbers, told.coverage, strict=True):
        head = f"{number}  " if numbered else ""
        yield from wrapped(f"{one.case}: {one.people} of {one.of} people have drilled it.", first=head)


def _paragraphs(cases: Sequence[str], rows: Sequence[tuple[str, list[str]]]) -> Iterator[str]:
    for who, cells in rows:
        drilled = [f"{case} {cell}" for case, cell in zip(cases, cells, strict=True) if cell]
        yield from wrapped(", ".join(drilled) or "nothing yet", first=f"{plain(who)}: ", indent="    ")


def _cell(cell: Cell) -> str:
    """When it was drilled last, and how often."""
    return f"{cell.last} ({cell.times})" if cell.times else ""


def _due(told: Programme, names: Mapping[str, str]) -> Iterator[str]:
    now = [one for one in told.due if one.now]
    soon = [one for one in told.due if one.soon]
    later = [one for one in told.due if not one.now and not one.soon]
    yield f"Due on {told.day}: {len(now) or 'nothing'}."
    yield from (_line(one, names) for one in now)
    if soon:
        yield "Within a month:"
        yield from (_line(one, names) for one in soon)
    if later:
        yield f"Later: {len(later)}, the next on {later[0].by}."


def _line(one: Due, names: Mapping[str, str]) -> str:
    case = "any drill" if one.case == ANY else one.case
    every = f"every {one.every_months} months" if one.every_months > 1 else "every month"
    when = f"by {one.by}, last on {one.last}" if one.last else "never drilled it"
    return f"  {plain(names.get(one.person, one.person))}: {case}, {every}; {when}."
