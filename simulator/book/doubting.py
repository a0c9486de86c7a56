"""Words of which only people can tell whether they mean somebody who is forgotten: told, and kept in the audit.

What is kept says where to look and not for which word: that may be a part of a name.
"""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from simulator.book.class_drills import control_journals, typed_in
from simulator.book.days import utc_text
from simulator.book.ledger import Ledger, Line, Looked, Rated
from simulator.book.looking import who_looks
from simulator.book.naming import Named
from simulator.book.traces import all_files, words_in
from simulator.journal.home import PLANS, notebook_path
from simulator.journal.rechaining import whole
from simulator.journal.runs import Runs

LEFT = "erase, left: "  # begins what the audit has of it


class Doubtful(Struct, frozen=True):
    """A *word* that may mean them, and *where* it stands: a file, and of a rating the run it is about."""

    where: str
    word: str


def doubts(runs: Runs, ledger: Ledger, named: Named) -> tuple[Doubtful, ...]:
    """Where others typed a word that may mean *named*, one word of each place."""
    places = _typed(runs, ledger) if named.unsure else ()
    words = {where: word for where, text in places if (word := named.unsure_in(text))}
    return tuple(Doubtful(where, word) for where, word in words.items())


def _typed(runs: Runs, ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Every text that may name somebody, with where it stands."""
    for line in ledger.read():
        if isinstance(line, Rated):
            yield f"a rating of {line.run}", line.reason
    for note in runs.notebook.read():
        yield from ((_in(runs, notebook_path(runs.home)), text) for text in words_in(note))
    for path in control_journals(runs.home):
        yield from ((_in(runs, path), text) for text in typed_in(whole(runs.disk, path)))
    for path in all_files(runs.home / PLANS):
        with suppress(OSError):  # told with all else that can't be read
            yield _in(runs, path), runs.disk.read(path).decode("utf-8", "replace")


def _in(runs: Runs, path: Path) -> str:
    return str(path.relative_to(runs.home))


# -- in the audit


def keep_doubts(ledger: Ledger, person: str, now: datetime, doubtful: Sequence[Doubtful]) -> None:
    """Write down where *person* may be named still, before nobody knows their name any more."""
    for place in dict.fromkeys(one.where for one in doubtful):
        ledger.add(Looked(utc_text(now), who_looks(), f"{LEFT}{place}", person))


def is_doubt(line: Line) -> bool:
    """Whether *line* tells of a place where somebody who was forgotten may be named still."""
    return isinstance(line, Looked) and line.what.startswith(LEFT)


def place_in(line: Looked) -> str:
    """Where that is; nothing for every other look."""
    return line.what.removeprefix(LEFT) if is_doubt(line) else ""
