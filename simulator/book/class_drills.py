"""What the journals of drills with a class hold of one person: their places, orders for them or about them.

Read as JSON and not as what it means: that is the training room's, which lies above this one.
"""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import msgspec
from msgspec import Struct

from simulator.book.naming import Named
from simulator.errors import RecordUnreadable
from simulator.journal.home import DRILLS, SUFFIX
from simulator.journal.rechaining import bodies, rechain, whole
from simulator.journal.runs import Runs

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
        named = Named(name).stands_in(f"{line.action.note} {line.action.words}")
        if person in line.to or person == line.action.actor or named:
            yield msgspec.json.decode(body)


def take_out_of_orders(runs: Runs, person: str, named: Named) -> None:
    """Leave out what *person* noted for themself as a trainer, and their name where somebody else wrote it.

    What those heard who played is in their own records, and stays there. Raises
    `RecordUnreadable` where a journal that has to be written anew was damaged.
    """
    for path in control_journals(runs.home):
        data = whole(runs.disk, path)
        if any(_without(body, person, named) != body for body in _unchecked(data)):
            rechain(runs.disk, path, lambda body: _without(body, person, named))


def typed_in(data: bytes) -> Iterator[str]:
    """Every text that a trainer typed in the journal *data* of a drill; a damaged line tells nothing."""
    for body in _unchecked(data):
        with suppress(*_NO_LINE):
            yield from (told[field] for told in _opened(body)[1] for field in TEXTS if field in told)


def _unchecked(data: bytes) -> Iterator[bytes]:
    """Every line that has texts, damaged or not."""
    return (line for line in data.split(b"\n") if b'"line":"ordered"' in line or b'"injections":' in line)


_NO_LINE = (ValueError, RecursionError, KeyError, TypeError, AttributeError)


def _opened(body: bytes) -> tuple[object, list[dict[str, str]]]:
    """A line of the journal, and what was ordered and prepared in it; raises one of `_NO_LINE`."""
    line = msgspec.json.decode(body)
    ordered = [line["action"]] if "action" in line else []
    told_in = [*ordered, *(one["inject"] for one in line.get("injections", ()))]
    if not all(isinstance(told.get(field, ""), str) for told in told_in for field in TEXTS):
        raise ValueError("what was typed is no text")
    return line, told_in


def _without(body: bytes, person: str, named: Named) -> bytes:
    """No line goes: what comes later counts them."""
    try:
        line, told_in = _opened(body)
    except _NO_LINE:
        return body
    changes = [_put_otherwise(told, person, named) for told in told_in]
    return msgspec.json.encode(line) if any(changes) else body


def _put_otherwise(told: dict[str, str], person: str, named: Named) -> bool:
    """Take the texts' names out, in place; whether there were any."""
    before = {field: told[field] for field in TEXTS if field in told}
    told |= {field: named.without(text) for field, text in before.items()}
    if "note" in before and told.get("actor") == person:
        told["note"] = ""
    return any(told[field] != text for field, text in before.items())
