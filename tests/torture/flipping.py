"""Every cut and every single flipped bit of a journal of 10 KB: what is read is a beginning of what was written."""

from collections.abc import Iterable
from pathlib import Path

from simulator.errors import RecordUnreadable
from simulator.journal.chain import read_chain
from simulator.journal.records import Recorded
from tests.torture.records import TRAINERS, bytes_of, entries, recorded, runs_in

SIZE = 10_000


def journal(folder: Path) -> bytes:
    """The beginning of a real run, whole batches, of about 10 KB."""
    runs = runs_in(folder)
    data = bytes_of(runs, recorded(runs, TRAINERS))
    ends, size = [], 0
    for line, entry in zip(data.splitlines(keepends=True), entries(data), strict=True):
        size += len(line)
        ends += [size] if entry.end else []
    return data[: next((end for end in ends if end >= SIZE), ends[-1])]


def _is_beginning(read: Recorded, whole: Recorded) -> bool:
    events, cards = len(read.events), len(read.scorecards)
    return read.header == whole.header and read.events == whole.events[:events] and cards <= len(whole.scorecards)


def bad_cuts(data: bytes, sizes: Iterable[int]) -> list[int]:
    """The sizes at which what is left isn't read as whole batches from its beginning, or refused."""
    whole = read_chain(data, "whole")
    batches = {0, *(entry.n + 1 for entry in entries(data) if entry.event and entry.end)}
    bad = []
    for size in sizes:
        try:
            read = read_chain(data[:size], "cut")
        except RecordUnreadable:
            if size > data.index(b"\n"):
                bad.append(size)  # its header is whole, and so is the run's beginning
            continue
        if read.damage or not _is_beginning(read, whole) or len(read.events) not in batches:
            bad.append(size)
    return bad


def bad_flips(data: bytes, bits: Iterable[int]) -> list[int]:
    """The bits that can be flipped unseen, or so that something is read that wasn't written."""
    whole = read_chain(data, "whole")
    bad, flipped = [], bytearray(data)
    for bit in bits:
        place, mask = bit // 8, 1 << bit % 8
        flipped[place] ^= mask
        try:
            read = read_chain(bytes(flipped), "flipped")
            if read.damage is None or not _is_beginning(read, whole):
                bad.append(bit)
        except RecordUnreadable:
            pass
        flipped[place] ^= mask
    return bad
