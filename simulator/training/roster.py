"""The people of a drill: typed into its plan or read from a roster, a CSV file as spreadsheets save it.

Every row comes out as somebody or as a problem with its line; none is dropped or mended in silence.
"""

import csv
import io
import unicodedata
from collections.abc import Iterator, Sequence
from math import isfinite
from pathlib import Path

from msgspec import Struct

from simulator.errors import SimulatorError
from simulator.journal.people import LONGEST_NAME
from simulator.scenario.guard import UNSEEN, Spot
from simulator.scenario.problems import Placed, Problems, Wrong, did_you_mean, quoted
from simulator.scenario.reading import file_bytes

COLUMNS = ("name", "reading_time", "seed", "station")
MOST_PEOPLE = 300
LARGEST_SEED = 1_000_000_000
MOST_READING_TIME = 4.0
LONGEST_STATION = 40
LARGEST_ROSTER = 512 * 1024
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = (";", "\t")  # of spreadsheets where the comma is in numbers; else it is the comma


class Somebody(Struct, frozen=True):
    """One person of a plan. *seed* is None where the plan's own holds; *line* and *column* are where they stand."""

    name: str
    reading_time: float = 1.0
    seed: int | None = None
    station: str = ""
    line: int = 1
    column: int = 1


def read_roster(path: Path, named_at: Placed, problems: Problems) -> tuple[Sequence[Somebody], Problems]:
    """The people in the CSV file *path*, and what is wrong with it; *problems* gets what only the plan can mend."""
    found = Problems(path.name)
    try:
        text = _text(file_bytes(path), found)
    except SimulatorError as error:
        problems.add(named_at, "DP001", f"the roster can't be read: {str(error).rstrip('.')}.")
        return (), found
    except Wrong as wrong:
        found.take(wrong)
        return (), found
    return tuple(_people(text, found)), found


def person_name(typed: str, place: Placed) -> str:
    """The name in *typed*, blanks and accents put in one form; raises `Wrong` where it is none."""
    if typed.strip().startswith(_FORMULA) or typed.startswith(_FORMULA):
        told = f"{quoted(typed)} begins as a formula does, which is no name. Write the name, beginning with a letter."
        raise Wrong(place, "DP007", told)
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    if UNSEEN.search(name) or not name.isprintable():
        raise Wrong(place, "DP008", f"{quoted(name)} holds a character that doesn't print. Type the name anew.")
    if len(name) > LONGEST_NAME:
        raise Wrong(place, "DP008", f"this name has {len(name)} letters; {LONGEST_NAME} is the most. Shorten it.")
    return name


def refuse_namesakes(people: Sequence[Somebody], problems: Problems, known: dict[str, str]) -> None:
    """Note everybody of *people* who is called as somebody before; *known* gets all, with where they stand."""
    for somebody in people:
        key = somebody.name.casefold()
        if key in known:
            told = f"{quoted(somebody.name)} stands here twice: first at {known[key]}, and again here. "
            problems.add(somebody, "DP006", f"{told}Remove one, or add what tells two people apart.")
        known.setdefault(key, f"{problems.file}:{somebody.line}")


def _text(raw: bytes, problems: Problems) -> str:
    top = Spot(1, 1)
    if len(raw) > LARGEST_ROSTER:
        raise Wrong(top, "DP010", f"this roster is too large; {LARGEST_ROSTER:,} bytes are the most. Split the drill.")
    if raw.startswith(_UTF_16):
        raise Wrong(top, "DP002", "this roster is saved as UTF-16. Save it as 'CSV UTF-8' and try again.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        told = f"the byte {raw[error.start]:#04x} is not UTF-8. Save the roster as 'CSV UTF-8' and try again."
        raise Wrong(Spot(line, 1), "DP002", told) from None


def _people(text: str, problems: Problems) -> Iterator[Somebody]:
    head = text.split("\n", 1)[0]
    separator = next((mark for mark in _SEPARATORS if mark in head), ",")
    rows = _rows(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), problems)
    columns = _columns(next(rows, (1, []))[1], problems)
    if "name" not in columns:
        return
    for count, (line, cells) in enumerate(rows, start=1):
        if count > MOST_PEOPLE:
            problems.add(
                Spot(line, 1), "DP010", f"more than {MOST_PEOPLE} people are too many for one drill. Split it."
            )
            return
        try:
            yield _somebody(columns, cells, Spot(line, 1))
        except Wrong as wrong:
            problems.take(wrong)


def _rows(reader: Iterator[list[str]], problems: Problems) -> Iterator[tuple[int, list[str]]]:
    """Each row that isn't blank, with its line; a quote that is never closed ends them."""
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            told = f"this row can't be read ({error}). Look for a quote that is never closed."
            problems.add(Spot(line, 1), "DP004", told)
            return
        if any(cell.strip() for cell in cells):
            yield line, cells
        line = reader.line_num + 1  # type: ignore[attr-defined] # a csv reader has it; its type has no name


def _columns(head: list[str], problems: Problems) -> list[str]:
    top = Spot(1, 1)
    columns = [cell.strip().lower().replace(" ", "_") for cell in head]
    for column in dict.fromkeys(columns):
        if column not in COLUMNS:
            hint = did_you_mean(column, COLUMNS) or " There are name, reading_time, seed and station."
            problems.add(top, "DP003", f"a roster has no column {quoted(column)}.{hint}")
        elif columns.count(column) > 1:
            problems.add(top, "DP003", f"the column {quoted(column)} stands there twice. Keep one.")
    if "name" not in columns:
        problems.add(top, "DP003", "the first line names the columns, and one of them is 'name'. Add that line.")
    return columns


def _somebody(columns: list[str], cells: list[str], place: Spot) -> Somebody:
    if len(cells) != len(columns):
        told = f"this row has {len(cells)} cells, and the first line names {len(columns)} columns. "
        raise Wrong(place, "DP004", f"{told}Put quotes around a cell with a separator in it.")
    row = dict(zip(columns, cells, strict=True))
    for cell in cells:
        if cell.strip().startswith(_FORMULA):
            raise Wrong(place, "DP007", f"{quoted(cell)} begins as a formula does. Write the plain value.")
    if not row["name"].strip():
        raise Wrong(place, "DP005", "this row has no name. Write one, or remove the row.")
    return Somebody(
        name=person_name(row["name"], place),
        reading_time=_reading_time(row.get("reading_time", "").strip(), place),
        seed=_seed(row.get("seed", "").strip(), place),
        station=station_name(row.get("station", ""), place),
        line=place.line,
        column=place.column,
    )


def _reading_time(cell: str, place: Spot) -> float:
    if not cell:
        return 1.0
    try:
        times = float(cell.replace(",", "."))
    except ValueError:
        times = 0.0
    if not isfinite(times) or not 1 <= times <= MOST_READING_TIME:
        told = f"{quoted(cell)} is no reading time. Write a number from 1 to 4, such as 1.5 for half as long again."
        raise Wrong(place, "DP009", told)
    return times


def _seed(cell: str, place: Spot) -> int | None:
    if not cell:
        return None
    if not cell.isascii() or not cell.isdigit() or len(cell) > 10 or int(cell) > LARGEST_SEED:
        raise Wrong(place, "DP009", f"{quoted(cell)} is no seed. Write a whole number from 0 to {LARGEST_SEED:,}.")
    return int(cell)


def station_name(typed: str, place: Placed) -> str:
    """The name of a station in *typed*, or nothing; raises `Wrong` where it is none."""
    name = typed.strip()
    if len(name) > LONGEST_STATION or not all(letter.isalnum() or letter in "-_" for letter in name):
        told = f"{quoted(name)} can't be a station: use up to {LONGEST_STATION} letters, digits, '-' and '_'."
        raise Wrong(place, "DP009", told)
    return name
