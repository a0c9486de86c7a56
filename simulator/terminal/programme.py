"""The programme as lines: who has drilled what when, how far each case is covered, what is due."""

from collections.abc import Iterator, Mapping, Sequence

from simulator.terminal.plain import plain, wrapped
from simulator.terminal.tables import columns
from simulator.training.calendar import ANY
from simulator.training.programme import Due, Programme, Row

NO_CALENDAR = (
    "There is no calendar, so nothing is due. Write one into 'calendar.yaml' of the data folder, or name it with "
    "--calendar: docs/training.md shows how."
)


def programme_lines(told: Programme, names: Mapping[str, str], has_calendar: bool) -> Iterator[str]:
    """The programme in lines; *names* by id."""
    if not told.people:
        yield "Nobody has drilled yet. Practice doesn't count here."
    else:
        yield from columns(("who", *told.cases), [_row(row, names) for row in _in_order(told.people, names)])
        yield ""
        yield from (f"{one.case}: {one.people} of {one.of} people have drilled it." for one in told.coverage)
    yield from ("", *_due(told, names)) if has_calendar else ("", *wrapped(NO_CALENDAR))
    if told.left_early:
        yield f"Left before their end, and not counted: {told.left_early}."
    if told.unreadable:
        yield f"Damaged, and not counted: {told.unreadable}. 'firedrill verify RUN' says where."


def _in_order(rows: Sequence[Row], names: Mapping[str, str]) -> list[Row]:
    return sorted(rows, key=lambda row: names.get(row.person, row.person).casefold())


def _row(row: Row, names: Mapping[str, str]) -> tuple[str, ...]:
    cells = (f"{cell.last} ({cell.times})" if cell.times else "-" for cell in row.cells)
    return (names.get(row.person, row.person), *cells)


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
