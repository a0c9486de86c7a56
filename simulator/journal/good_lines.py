"""The good lines of a chained file, whatever they say: all that stand in it, and where the next one goes.

A line that was changed is told in the words of whoever keeps the file; nothing is left out for it, or mended here.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

from msgspec import Struct

from simulator.errors import RecordUnreadable
from simulator.journal.chain import FIRST_LINK, link_of, opened, tail_damage

Line = TypeVar("Line")


class Good(Struct, Generic[Line], frozen=True):
    """What stands in a file: its *lines*, how many bytes they have, and the hash (*link*) of the last one."""

    lines: tuple[Line, ...] = ()
    size: int = 0
    link: bytes = FIRST_LINK
    torn: bytes = b""  # the beginning of a line that nobody was told is kept


def good_lines(
    data: bytes, decode: Callable[[bytes], Line], damaged: Callable[[int], str], known: Good[Line] | None = None
) -> Good[Line]:
    """All that is good in a file's *data*: what is *known* of it, and what *decode* makes of every body behind that.

    Raises `RecordUnreadable` with the words of *damaged* for the number of a line, from 1, that isn't as written.
    """
    known = known or Good()
    *written, tail = data[known.size :].split(b"\n")
    lines, link = list(known.lines), known.link
    try:
        for line in written:
            lines.append(decode(opened(link, line)))
            link = link_of(line)
    except (ValueError, RecursionError) as error:
        raise RecordUnreadable(damaged(len(lines) + 1)) from error
    if tail_damage(link, tail, len(lines) + 1):
        raise RecordUnreadable(damaged(len(lines) + 1))
    return Good(tuple(lines), len(data) - len(tail), link, tail)
