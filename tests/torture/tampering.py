"""Tampering with a journal, each kind as crude as an editor leaves it and as careful as a program can make it.

Whoever tampers has every file of the records and this program's code, and not the trainer's key.
"""

from collections.abc import Iterator

import msgspec

from simulator.drill import events as ev
from simulator.errors import RecordUnreadable
from simulator.journal.chain import read_chain
from simulator.journal.records import Entry, KeptScorecard
from tests.torture.records import entries, rechained

Forged = tuple[str, bytes]
"""What was done, and the bytes of the journal after it."""


def _lines(data: bytes) -> list[bytes]:
    return data.splitlines(keepends=True)


def edited(data: bytes, every: int = 1) -> Iterator[Forged]:
    """One digit or letter of a line is another; the event's time is another."""
    lines = _lines(data)
    for number in range(0, len(lines), every):
        line = lines[number]
        place = len(line) // 3
        other = line[:place] + (b"x" if line[place : place + 1] != b"x" else b"y") + line[place + 1 :]
        yield f"edit {number}", b"".join([*lines[:number], other, *lines[number + 1 :]])
    written = entries(data)
    for number in range(0, len(written), every):
        yield f"edit {number}, chained", rechained([*written[:number], _other(written[number]), *written[number + 1 :]])


def _other(entry: Entry) -> Entry:
    """The same entry with something else in it."""
    if entry.event is not None:
        return msgspec.structs.replace(entry, event=_later(entry.event))
    if entry.header is not None:
        return msgspec.structs.replace(entry, header=msgspec.structs.replace(entry.header, plan="", trainer=""))
    assert entry.scorecard is not None
    return msgspec.structs.replace(entry, scorecard=full_marks(entry.scorecard, entry.scorecard.version))


def _later(event: ev.Event) -> ev.Event:
    return msgspec.convert({**msgspec.to_builtins(event), "at": event.at + 1}, type(event))


def full_marks(card: KeptScorecard, version: str) -> KeptScorecard:
    told = msgspec.json.decode(bytes(card.card))
    best = {"honesty": 100.0, "empathy": 100.0, "cadence": 100.0, "generosity": 100.0}
    return KeptScorecard(version, msgspec.Raw(msgspec.json.encode({**told, **best})))


def deleted(data: bytes, every: int = 1) -> Iterator[Forged]:
    """A line is gone."""
    lines, written = _lines(data), entries(data)
    for number in range(0, len(lines), every):
        yield f"delete {number}", b"".join([*lines[:number], *lines[number + 1 :]])
        if number:  # without its header it is no journal
            yield f"delete {number}, chained", rechained([*written[:number], *written[number + 1 :]])


def reordered(data: bytes, every: int = 1) -> Iterator[Forged]:
    """Two lines have changed places."""
    lines, written = _lines(data), entries(data)
    for number in range(1, len(lines) - 1, every):
        if written[number].event == written[number + 1].event:
            continue
        swapped = [*lines[:number], lines[number + 1], lines[number], *lines[number + 2 :]]
        yield f"reorder {number}", b"".join(swapped)
        both = [*written[:number], written[number + 1], written[number], *written[number + 2 :]]
        yield f"reorder {number}, chained", rechained(both)


def inserted(data: bytes, every: int = 1) -> Iterator[Forged]:
    """A line stands there twice; a scorecard with full marks stands behind the last, of this rubric or an older one."""
    lines, written = _lines(data), entries(data)
    for number in range(1, len(lines), every):
        yield f"insert {number}", b"".join([*lines[: number + 1], *lines[number:]])
        yield f"insert {number}, chained", rechained([*written[: number + 1], *written[number:]])
    for version in ("1", written[-1].scorecard.version if written[-1].scorecard else "1"):
        card = next(entry.scorecard for entry in written if entry.scorecard)
        better = Entry(0, scorecard=full_marks(card, version), end=True)
        yield f"insert a card of rubric {version}", rechained([*written, better])


def cut(data: bytes, every: int = 1) -> Iterator[Forged]:
    """The end is gone: whole lines, or in the middle of one; this needs no chaining."""
    lines = _lines(data)
    for number in range(1, len(lines), every):
        head = b"".join(lines[:number])
        yield f"cut behind {number}", head
        yield f"cut within {number}", head + lines[number][: len(lines[number]) // 2]


def spliced(data: bytes, other: bytes, every: int = 1) -> Iterator[Forged]:
    """It goes on as another run did, under its own header or the other's."""
    lines, others = _lines(data), _lines(other)
    written, strange = entries(data), entries(other)
    for number in range(1, min(len(lines), len(others)), every):
        if lines[number:] == others[number:]:
            continue
        yield f"splice at {number}", b"".join([*lines[:number], *others[number:]])
        mixed = [*written[:number], *strange[number:]]
        if mixed != written:
            yield f"splice at {number}, chained", rechained(mixed)
    yield "the other run whole", other
    yield "the other run whole, under this header", rechained([written[0], *strange[1:]])


def whole_in_itself(data: bytes) -> bool:
    """Whether nothing but a seal could tell that these bytes aren't the ones that were written."""
    try:
        return read_chain(data, "forged").damage is None
    except RecordUnreadable:
        return False
