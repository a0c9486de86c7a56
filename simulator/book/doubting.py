"""Words of which only people can tell whether they mean somebody who is forgotten: told, and kept in the audit.

What is kept says where to look and not for which word: that may be a part of a name. A place that has such a part in
its own name is kept as what it is. Once the name is gone, this is all that tells what is still to be looked at.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from simulator.book.days import utc_text
from simulator.book.ledger import Ledger, Line, Looked, Rated, Rostered, ledger_path
from simulator.book.looking import who_looks
from simulator.book.naming import Named
from simulator.book.traces import IN_JSON, files_with_words, typed_in_file
from simulator.journal.home import DRILLS, NOTES, PLANS
from simulator.journal.runs import Runs

LEFT = "erase, left: "  # begins what the audit has of it
TAKEN_OUT = "erase, taken out: "  # once somebody said which word was meant
RATING = "a rating of "
_KINDS = {RATING: "a rating", f"{PLANS}/": "a plan", f"{DRILLS}/": "a drill's orders", f"{NOTES}/": "a note"}


class Doubtful(Struct, frozen=True):
    """A *word* that may mean them, and *where* it stands: a file, and of a rating the run it is about.

    No word: the name was forgotten before, and only the place was kept.
    """

    where: str
    word: str = ""


def doubts(runs: Runs, ledger: Ledger, named: Named) -> tuple[Doubtful, ...]:
    """Where others typed a word that may mean *named*, one word of each place."""
    if not (named.sure or named.unsure):
        return ()
    words: dict[str, str] = {}
    for where, text in _typed(runs, ledger):
        if where not in words and (word := named.unsure_in(named.without(text)) or named.nearly_in(text)):
            words[where] = word
    return tuple(Doubtful(where, word) for where, word in words.items())


def places_with(runs: Runs, ledger: Ledger, named: Named) -> frozenset[str]:
    """Where others typed what surely means *named*, as the audit calls these places."""
    return frozenset(_kept_as(where, named) for where, text in _typed(runs, ledger) if named.stands_in(text))


def _typed(runs: Runs, ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Every text that may name somebody, with where it stands."""
    trainers = ledger_path(runs.home)
    for line in ledger.read():
        if isinstance(line, Rated):
            yield f"{RATING}{line.run}", line.reason
        elif isinstance(line, Rostered):
            yield from ((_in(runs, trainers), text) for text in (line.plan, line.station))
    for path in files_with_words(runs.home):
        is_plan = path.is_relative_to(runs.home / PLANS)
        if path == trainers or not (is_plan or path.suffix in IN_JSON):
            continue
        with suppress(OSError):  # told with all else that can't be read
            data = runs.disk.read(path)
            texts = [data.decode("utf-8", "replace")] if is_plan else typed_in_file(path, data)
            yield from ((_in(runs, path), text) for text in texts)


def _in(runs: Runs, path: Path) -> str:
    return str(path.relative_to(runs.home))


# -- in the audit


def keep_doubts(ledger: Ledger, person: str, now: datetime, doubtful: Sequence[Doubtful], named: Named) -> None:
    """Write down where *person* may be named still, before nobody knows their name any more."""
    places, kept = dict.fromkeys(_kept_as(one.where, named) for one in doubtful), kept_doubts(ledger, person)
    _note(ledger, person, now, LEFT, [place for place in places if place not in kept])


def settle_doubts(ledger: Ledger, person: str, now: datetime, places: Iterable[str]) -> None:
    """Write down that the word in question was taken out of those of *places* that were kept."""
    _note(ledger, person, now, TAKEN_OUT, sorted({*places} & {*kept_doubts(ledger, person)}))


def _note(ledger: Ledger, person: str, now: datetime, what: str, places: Sequence[str]) -> None:
    for place in places:
        ledger.add(Looked(utc_text(now), who_looks(), f"{what}{place}", person))


def kept_doubts(ledger: Ledger, person: str) -> tuple[str, ...]:
    """The places that were kept of *person* and where nobody has taken the word out since."""
    places: dict[str, None] = {}
    for line in ledger.read():
        if isinstance(line, Looked) and line.about == person:
            if is_doubt(line):
                places[place_in(line)] = None
            elif settled := settled_in(line):
                places.pop(settled, None)
    return tuple(places)


def standing_doubts(runs: Runs, ledger: Ledger, person: str) -> tuple[Doubtful, ...]:
    """What was kept of *person* and is still there to be looked at."""
    there = {where for where, text in _typed(runs, ledger) if text} | set(_KINDS.values())
    return tuple(Doubtful(place) for place in kept_doubts(ledger, person) if place in there)


def _kept_as(where: str, named: Named) -> str:
    """*where*, or what kind of place it is where *where* itself has a part of the name."""
    if not named.is_told_by(where):
        return where
    return next((kind for beginning, kind in _KINDS.items() if where.startswith(beginning)), "a record")


def is_doubt(line: Line) -> bool:
    """Whether *line* tells of a place where somebody who was forgotten may be named still."""
    return isinstance(line, Looked) and line.what.startswith(LEFT)


def stays_in_audit(line: Line) -> bool:
    """Whether *line* tells of such a place, or that it is settled: nobody could find out about it again."""
    return is_doubt(line) or (isinstance(line, Looked) and settled_in(line) != "")


def place_in(line: Looked) -> str:
    """Where that is; nothing for every other look."""
    return line.what.removeprefix(LEFT) if is_doubt(line) else ""


def settled_in(line: Looked) -> str:
    """Where such a word was taken out; nothing for every other look."""
    return line.what.removeprefix(TAKEN_OUT) if line.what.startswith(TAKEN_OUT) else ""
