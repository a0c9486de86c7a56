"""Which journal of a drill counts where several homes have one by its name: the same for whoever reads them.

Theory: every line of a journal carries the hash of all before it. So a journal continues another when the other's last
hash stands in one of its lines, and a home that was copied years ago never takes back what was scored since.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from msgspec import Struct

from simulator.book.journals import LeftOut, drill, drills
from simulator.book.rows import Entered
from simulator.errors import SimulatorError
from simulator.journal.chain import link_of
from simulator.journal.disk import Kind
from simulator.journal.home import journal_path
from simulator.journal.runs import Runs
from simulator.scenario.problems import listed, quoted, shown


class Kept(Struct, frozen=True):
    """What the book has of a drill: whose it is, and the hash of its journal's last line."""

    person: str
    record: str


class _Journal(Struct, frozen=True):
    """A drill read from *home*, with the hash of every line of it."""

    home: str
    entered: Entered
    links: tuple[str, ...]


def chosen(homes: Sequence[Runs], kept: Mapping[str, Kept], *, anew: bool) -> Iterator[Entered | LeftOut]:
    """Each drill of *homes* that counts, once: the longest journal of those that have its name, in whatever order.

    *kept* is what the book has. *anew*: all that the journals say; else only what continues what the book has. A name
    that two people's drills share goes to whom the book has it from, or to nobody; the others are left out.
    """
    known = None if anew else {run: drill.record for run, drill in kept.items()}
    seen: set[str] = set()
    for runs in homes:
        for read in drills(runs, known):
            if isinstance(read, LeftOut):
                yield read
            elif read.attempt.run not in seen:
                seen.add(read.attempt.run)
                yield from _one_of(homes, read, kept.get(read.attempt.run), anew)


def _one_of(homes: Sequence[Runs], read: Entered, kept: Kept | None, anew: bool) -> Iterator[Entered | LeftOut]:
    run = read.attempt.run
    having = [runs for runs in homes if runs.disk.kind(journal_path(runs.home, run)) is not Kind.NOTHING]
    if len(having) == 1 and (kept is None or (anew and kept.person == read.attempt.person)):
        yield read  # as mostly: nothing to choose from
    else:
        yield from _choice(_journals(having, run), kept, anew)


def _journals(homes: Sequence[Runs], run: str) -> tuple[_Journal, ...]:
    """Every readable journal of that name."""
    found = []
    for runs in homes:
        path = journal_path(runs.home, run)
        with suppress(SimulatorError, OSError):  # why one can't be read is told with its home
            entered = drill(runs, path)
            if entered is not None:
                lines = runs.disk.read(path).split(b"\n")[:-1]
                found.append(_Journal(str(runs.home), entered, tuple(link_of(line).decode() for line in lines)))
    return tuple(found)


def _choice(journals: tuple[_Journal, ...], kept: Kept | None, anew: bool) -> Iterator[Entered | LeftOut]:
    people = {journal.entered.attempt.person for journal in journals} | ({kept.person} if kept else set())
    if len(people) > 1:
        owner = kept.person if kept else ""
        others = [journal for journal in journals if journal.entered.attempt.person != owner]
        yield LeftOut(shown(others[0].entered.attempt.run, longest=200), _shared(others, bool(kept)))
        journals = tuple(journal for journal in journals if journal.entered.attempt.person == owner)
    if not journals:
        return
    if anew or kept is None or any(kept.record in journal.links for journal in journals):
        yield max(journals, key=lambda journal: (len(journal.links), journal.entered.record)).entered


def _shared(others: Sequence[_Journal], in_book: bool) -> str:
    where = listed(sorted({quoted(journal.home) for journal in others}), "and")
    if in_book:
        why = f"A run of this name of somebody else is in the book already, so the one in {where} isn't entered."
    else:
        why = f"Different people's drills have this name, in {where}, so none of them is entered."
    return f"{why} One of the files was renamed or changed: 'firedrill verify' tells which."
