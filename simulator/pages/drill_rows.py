"""The drills of the score book as rows for other programs: CSV for a spreadsheet, JSON Lines for anything else.

A spreadsheet takes a cell that begins like a formula for one, whoever wrote it, so no cell begins so. What the scores
are for goes with every row: rows get cut out and passed on.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from simulator.comparing.attempts import Attempt
from simulator.scoring.finding import Dimension
from simulator.scoring.purpose import PURPOSE

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")  # the last four: full width
COLUMNS = ("run", "person", "cohort", "scenario", "version", "mode", "rubric", "started", "attempt", "assisted")
NAME = "name"


def drills_as_csv(drills: Sequence[Attempt], names: Mapping[str, str] | None = None) -> str:
    """A head and a row for each of *drills*; *names* by pseudonym make a column of their own where they are given.

    A mark stands before it that this is Unicode: some spreadsheets take names for gibberish without one.
    """
    written = io.StringIO("\ufeff", newline="")
    written.seek(0, io.SEEK_END)
    # Words always stand in quotes: where a spreadsheet parts cells at semicolons, one within a word would make a cell.
    out = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    out.writerow([*COLUMNS, *([NAME] if names is not None else []), *Dimension, "purpose"])
    for drill in drills:
        out.writerow([harmless(cell) for cell in _cells(drill, names)])
    return written.getvalue()


def _cells(drill: Attempt, names: Mapping[str, str] | None) -> Iterator[str | float]:
    for column in COLUMNS:
        value = getattr(drill, column)
        yield ("yes" if value else "no") if isinstance(value, bool) else value
    if names is not None:
        yield names.get(drill.person, "")
    yield from ("" if points is None else points for points in drill.four)
    yield PURPOSE


def harmless(cell: str | float) -> str | float:
    """*cell* with an apostrophe before it where a spreadsheet would work it out, and without what no cell may hold."""
    if not isinstance(cell, str):
        return cell
    words = cell.replace("\0", "")
    begins = words.lstrip(" \u00a0\ufeff")  # some programs look past spaces
    return f"'{words}" if begins.startswith(FORMULA) else words


def drills_as_json_lines(drills: Sequence[Attempt]) -> str:
    """A JSON object on a line of its own for each of *drills*, with its findings; people by pseudonym alone."""
    return "".join(f"{_json_line(drill)}\n" for drill in drills)


def _json_line(drill: Attempt) -> str:
    told: dict[str, object] = {name: getattr(drill, name) for name in drill.__struct_fields__}
    return msgspec.json.encode({**told, "purpose": PURPOSE}).decode()
