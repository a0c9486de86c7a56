"""The chain: every line carries the hash of itself and of all before it, so that no byte changes unseen.

A line is canonical JSON whose last field is `hash`: sha256 over the hash of the line before (64 zeros before the
first) and over the line without that field. Bytes only; files are `disk.py`'s.
"""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Final

import msgspec

from simulator.drill.events import Event
from simulator.errors import RecordUnreadable
from simulator.journal.codec import decode_entry, encode_entry
from simulator.journal.records import FORMAT, Damage, Entry, Header, KeptScorecard, Recorded
from simulator.scenario.problems import shown

FIRST_LINK = b"0" * 64
_FRESH: Final = sha256()
_FIELD: Final = b',"hash":"'
_TAIL: Final = len(_FIELD) + 64 + len(b'"}')


def link(previous: bytes, body: bytes) -> bytes:
    """Give the hash of *body* behind the line whose hash is *previous*, as 64 hex digits."""
    hashed = _FRESH.copy()  # half the price of a new one
    hashed.update(previous)
    hashed.update(body)
    return hashed.hexdigest().encode()


def sealed(previous: bytes, body: bytes) -> tuple[bytes, bytes]:
    """Write *body* (a JSON object) behind *previous*: its line, and the hash of the line."""
    hashed = link(previous, body)
    return body[:-1] + _FIELD + hashed + b'"}\n', hashed


def opened(previous: bytes, line: bytes) -> bytes:
    """Give the body of *line* (without its newline); raises ValueError where it isn't as written behind *previous*."""
    body = line[:-_TAIL] + b"}"
    if len(line) <= _TAIL or line != body[:-1] + _FIELD + link(previous, body) + b'"}':
        raise ValueError("its bytes don't match its hash")
    return body


def link_of(line: bytes) -> bytes:
    """Give the hash that *line* (without its newline) carries, unchecked."""
    return line[-66:-2]


def chained(previous: bytes, entries: Iterable[Entry]) -> tuple[bytes, bytes]:
    """Write *entries* behind *previous*: the bytes of their lines, and the hash of the last one."""
    lines = []
    for entry in entries:
        line, previous = sealed(previous, encode_entry(entry))
        lines.append(line)
    return b"".join(lines), previous


def chained_batch(previous: bytes, first: int, batch: Sequence[Event]) -> tuple[bytes, bytes]:
    """Write *batch*, whose events have the numbers from *first* on and stand or fall together, behind *previous*."""
    last = len(batch) - 1
    return chained(previous, [Entry(first + i, None, event, None, i == last) for i, event in enumerate(batch)])


def unchained(previous: bytes, line: bytes) -> Entry:
    """Check one *line* (without its newline) against the one before; raises ValueError where it isn't as written."""
    return decode_entry(opened(previous, line))


class _Reader:
    """Takes a journal's lines one by one and remembers how far they are good."""

    def __init__(self) -> None:
        self.header: Header | None = None
        self.events: list[Event] = []
        self.scorecards: list[KeptScorecard] = []
        self.waiting: list[Entry] = []  # read, but their batch isn't complete yet
        self.link = self.good_link = FIRST_LINK
        self.good = 0

    def take(self, line: bytes, stop: int) -> None:
        """Read the *line* whose last byte lies before *stop*; raises ValueError where it can't be trusted."""
        entry = unchained(self.link, line)
        self._check_place(entry)
        self.waiting.append(entry)
        self.link = link_of(line)
        if entry.end:
            self._settle(stop)

    def _check_place(self, entry: Entry) -> None:
        first = self.header is None and not self.waiting
        if (entry.header is not None) != first:
            raise ValueError("a journal has one header, in its first line")
        expected = len(self.events) + sum(waiting.event is not None for waiting in self.waiting)
        if entry.n != expected:
            raise ValueError(f"expected number {expected}, found {entry.n}")

    def _settle(self, stop: int) -> None:
        for entry in self.waiting:
            if entry.event is not None:
                self.events.append(entry.event)
            elif entry.scorecard is not None:
                self.scorecards.append(entry.scorecard)
            else:
                self.header = entry.header
        self.waiting.clear()
        self.good, self.good_link = stop, self.link


def read_chain(data: bytes, name: str) -> Recorded:
    """Read a whole journal's bytes; *name* is what to call it.

    Damage is reported, not raised, so that what lies before it can be looked at; raises `RecordUnreadable` where
    not even the header can be trusted, or where a newer program wrote it.
    """
    if not data:
        raise RecordUnreadable(_empty(name))
    reader = _Reader()
    damage = _read_lines(reader, data)
    if reader.header is None or reader.header.format > FORMAT:
        raise RecordUnreadable(_headless(data, name))
    return Recorded(
        header=reader.header,
        events=tuple(reader.events),
        scorecards=tuple(reader.scorecards),
        good=reader.good,
        torn=0 if damage else len(data) - reader.good,
        link=reader.good_link,
        damage=damage,
    )


def _read_lines(reader: _Reader, data: bytes) -> Damage | None:
    start = 0
    for number, (line, stop) in enumerate(_lines(data), start=1):
        try:
            reader.take(line, stop)
        except ValueError as error:
            return Damage(number, str(error))
        start = stop
    return tail_damage(reader.link, data[start:], data.count(b"\n") + 1)


def _lines(data: bytes) -> Iterator[tuple[bytes, int]]:
    start = 0
    while (stop := data.find(b"\n", start)) >= 0:
        yield data[start:stop], stop + 1
        start = stop + 1


def tail_damage(previous: bytes, tail: bytes, number: int) -> Damage | None:
    """Tell damage in *tail*, what stands behind the last newline and the line with the hash *previous*.

    A write cut short leaves the beginning of a line; a whole line with something behind it was changed later.
    """
    end = tail.find(b'"}', tail.rfind(_FIELD))
    if end < 0 or len(tail) == end + 2:
        return None
    try:
        opened(previous, tail[: end + 2])
    except ValueError:
        return None
    return Damage(number, "its last byte was changed")


class _Format(msgspec.Struct):
    format: int


class _Opening(msgspec.Struct):
    header: _Format


def _empty(name: str) -> str:
    return (
        f"{name} is empty: a program was stopped before it had written anything of this run, and nothing of it was "
        "shown. You may delete the file."
    )


def _headless(data: bytes, name: str) -> str:
    try:
        version = msgspec.json.decode(data.split(b"\n", 1)[0], type=_Opening).header.format
    except (ValueError, RecursionError):
        version = FORMAT
    if version > FORMAT:
        newer = f"format {shown(str(version), 12)}, this one reads {FORMAT}"
        return f"{name} was written by a newer Firedrill ({newer}). Update Firedrill."
    return f"{name}:1: this is not a Firedrill journal, or its first line was damaged. Start a new drill instead."
