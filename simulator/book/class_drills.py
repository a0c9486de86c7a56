"""What the journals of drills with a class hold of one person: their places, orders for them or about them.

Read as JSON and not as what it means: that is the training room's, which lies above this one.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from simulator.book.traces import as_word, written
from simulator.errors import RecordUnreadable
from simulator.journal.home import SUFFIX
from simulator.journal.rechaining import bodies, rechain, whole
from simulator.journal.runs import Runs

DRILLS = "drills"
TEXTS = ("note", "words")  # of an order: what a trainer typed


class InDrills(Struct, frozen=True):
    """The *places* of one person, the *orders* for them, by them and about them, and journals that can't be read."""

    places: tuple[dict[str, object], ...] = ()
    orders: tuple[dict[str, object], ...] = ()
    unread: tuple[Path, ...] = ()


class _Place(Struct, frozen=True):
    person: str


class _Action(Struct, frozen=True):
    actor: str = ""
    note: str = ""
    words: str = ""


class _Line(Struct, frozen=True):
    """As much of a line as tells whom it is about."""

    places: tuple[msgspec.Raw, ...] = ()
    action: _Action = _Action()
    to: tuple[str, ...] = ()


def control_journals(home: Path) -> tuple[Path, ...]:
    """The journals of all drills that were set up in *home*."""
    return tuple(sorted((home / DRILLS).glob(f"*/control{SUFFIX}")))


def in_drills(runs: Runs, person: str, name: str) -> InDrills:
    """What there is of *person*, who is called *name* (nothing: nobody knows)."""
    places: list[dict[str, object]] = []
    orders: list[dict[str, object]] = []
    unread: list[Path] = []
    for path in control_journals(runs.home):
        try:
            lines = bodies(whole(runs.disk, path), path)
        except RecordUnreadable:
            unread.append(path)
            continue
        places += [{"drill": path.parent.name, **place} for line in lines for place in _places(line, person)]
        orders += [{"drill": path.parent.name, **order} for line in lines for order in _orders(line, person, name)]
    return InDrills(tuple(places), tuple(orders), tuple(unread))


def _places(body: bytes, person: str) -> Iterator[dict[str, object]]:
    if b'"line":"set_up"' in body:
        for place in msgspec.json.decode(body, type=_Line).places:
            if msgspec.json.decode(place, type=_Place).person == person:
                yield msgspec.json.decode(place)


def _orders(body: bytes, person: str, name: str) -> Iterator[dict[str, object]]:
    if b'"line":"ordered"' in body:
        line = msgspec.json.decode(body, type=_Line)
        named = bool(name) and _naming(name).search(f"{line.action.note} {line.action.words}")
        if person in line.to or person == line.action.actor or named:
            yield msgspec.json.decode(body)


def take_out_of_orders(runs: Runs, person: str, name: str) -> None:
    """Leave out what *person* noted for themself as a trainer, and their *name* where somebody else wrote it.

    What those heard who played is in their own records, and stays there. Raises
    `RecordUnreadable` where a journal that has to be written anew was damaged.
    """
    for path in control_journals(runs.home):
        data = whole(runs.disk, path)
        if any(_without(body, person, name) != body for body in _unchecked(data)):
            rechain(runs.disk, path, lambda body: _without(body, person, name))


def _unchecked(data: bytes) -> Iterator[bytes]:
    """Every line that has texts, damaged or not."""
    return (line for line in data.split(b"\n") if b'"line":"ordered"' in line or b'"injections":' in line)


def _without(body: bytes, person: str, name: str) -> bytes:
    """No line goes: what comes later counts them."""
    try:
        line = msgspec.json.decode(body)
        ordered = [line["action"]] if "action" in line else []
        prepared = [one["inject"] for one in line.get("injections", ())]
        changes = [_put_otherwise(told, person, name) for told in (*ordered, *prepared)]
    except (ValueError, RecursionError, KeyError, TypeError, AttributeError):
        return body
    return msgspec.json.encode(line) if any(changes) else body


def _put_otherwise(told: dict[str, str], person: str, name: str) -> bool:
    """Take the texts' names out, in place; whether there were any."""
    before = {field: told[field] for field in TEXTS if field in told}
    told |= {field: _naming(name).sub("somebody", text) if name else text for field, text in before.items()}
    if "note" in before and told.get("actor") == person:
        told["note"] = ""
    return any(told[field] != text for field, text in before.items())


def _naming(name: str) -> re.Pattern[str]:
    """Finds *name*, in capitals or not; of a single word, which "may" be an everyday one, not in small letters."""
    if " " in name:
        return re.compile(as_word(*written(name)).pattern, re.IGNORECASE)
    return as_word(*written(name), *written(name.upper()))
