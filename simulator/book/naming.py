"""How somebody who is forgotten may stand in what others typed: by their name, by a part of it, by a word that others
share.

Theory of operation. A part of a name that nobody else here bears, and that is no ordinary word, can only be theirs: it
goes, however it is written. What somebody else is called as well, a word of a drill that was played here, and an
everyday word are told to whoever looks after the drills: only they can see who is meant, and say so.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from unicodedata import normalize

from msgspec import Struct

from simulator.journal.home import SNAPSHOTS
from simulator.journal.people import folded
from simulator.journal.runs import LARGEST_SNAPSHOT, Runs
from simulator.scoring.finding import Dimension

SOMEBODY = "somebody"  # what stands in the place of a name
LEAST_OF_A_NAME = 3  # letters; shorter parts of names stand in every sentence
EVERYDAY = frozenset(
    "April Art Bill Black Brown Chase Cook Dawn Day Drew Eve Faith Frank Grace Grant Green Guest Holly Hope Iris Jack "
    "Joy June King Lily Long Mark May Miles One Pat Penny Price Ray Rich Rose Ruby Short Sue Summer Trainee Tell Two "
    "Wade Ward White Will Young".split()
)
"""Names that begin ordinary sentences."""
SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:;])\W*$")

_EVERYDAY = frozenset(map(folded, EVERYDAY))
_ORDINARY = frozenset(
    "abbot amber archer baker banks barber barker basil bell best bird bishop blue bond bridge brook brooks bush "
    "butler carpenter carter case church clay cole cross daisy dale dean duke earl east farmer field fields fish "
    "fisher flood flower forest fowler fox frost gardener gay gray grey hall hand hazel heath hill holiday hunt "
    "hunter ivy jewel lake lamb lane law little love major marsh mason max mill miller mint mist moon moss nice noble "
    "north olive page pages park parker parsons pearl piper pole pond poole porter potter power pride read reed "
    "reeves rivers robin rock rush sage salt sandy saunders savage sharp shepherd sky south speed stand star stone "
    "storm strong swan swift tanner temple todd turner vale violet wake walker wall waters weaver webb weeks wells "
    "west wheeler wild winter wise wolf wood woods worth wright".split()
)
"""Other names that are ordinary words."""
_NO_PARTS = frozenset(
    "abu all and bin bint but das del den der des did dos for from had has her him his how ibn las los mac not saint "
    "san she ter ten the they too van von was who why with you zum zur".split()
) | frozenset(dimension.value for dimension in Dimension)  # these stand before what a trainer says of each score
"""Words that stand in names, or before remarks, and tell nobody who is meant."""


class Named(Struct, frozen=True):
    """Somebody's whole *name* (nothing: not known any more) and words that may mean them.

    *sure* are those by which nobody else here is called, *unsure* all others, in small letters. *others* are whole
    names of others, in which such a word isn't theirs.
    """

    name: str = ""
    sure: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    def without(self, text: str) -> str:
        """*text* with "somebody" in the place of their name and of every word that is surely theirs."""
        finding = _finding(self.name, self.sure, self.others)
        if finding is None or not self._may_stand_in(text):
            return text
        found = finding.sub(lambda match: match[0] if self._is_of_another(match[0]) else SOMEBODY, text)
        return text if found == text else _SEVERAL.sub(SOMEBODY, found)

    def stands_in(self, text: str) -> bool:
        """Whether their name, or a word that is surely theirs, stands in *text*."""
        return self.without(text) != text

    def unsure_in(self, text: str) -> str:
        """The first word of *text* that may be theirs, in small letters; nothing where there is none."""
        finding = _finding("", self.unsure, self.others)
        found = finding.finditer(text) if finding else ()
        return next((folded(match[0]) for match in found if not self._is_of_another(match[0]) and _may_name(match)), "")

    def _may_stand_in(self, text: str) -> bool:
        """Looked at before anything that takes time: most files have nothing of anybody."""
        small = text.lower() if text.isascii() else text.casefold()  # ten times as fast, and the same
        return any(form.casefold() in small for word in (*self.name.split()[:1], *self.sure) for form in written(word))

    def _is_of_another(self, found: str) -> bool:
        return folded(found) in map(folded, self.others)


_SEVERAL = re.compile(rf"\b{SOMEBODY}(?:[ -]{SOMEBODY})+\b")


def _may_name(match: re.Match[str]) -> bool:
    """Everyday words in small letters, and where a sentence begins, stand in every text, and tell nobody anything."""
    is_everyday = folded(match[0]) in _EVERYDAY
    return not is_everyday or not (match[0].islower() or SENTENCE_BEGINS.search(match.string[: match.start()]))


def named_here(runs: Runs, person: str, words: Iterable[str] = ()) -> Named:
    """How *person* is called in this home; *words* are theirs because somebody says so."""
    known = runs.people.read().names
    name = known.get(person, "")
    others = [other for one, other in known.items() if one != person and folded(other) != folded(name)]
    said = tuple(dict.fromkeys(filter(None, map(folded, words))))
    parts = [part for part in parts_of(name) if part not in said]
    shared = _EVERYDAY | _ORDINARY | {part for other in others for part in parts_of(other)} | _in_scenarios(runs, parts)
    unsure = tuple(part for part in parts if part in shared)
    sure = (*said, *(part for part in parts if part not in shared))
    return Named(name, sure, unsure, tuple(_with_any(others, {*parts, *said})))


def parts_of(name: str) -> tuple[str, ...]:
    """The words of *name* that may stand for it, in small letters."""
    words = re.findall(r"[^\W\d_]+", folded(name))
    return tuple(dict.fromkeys(word for word in words if len(word) >= LEAST_OF_A_NAME and word not in _NO_PARTS))


def _with_any(others: Sequence[str], parts: set[str]) -> Iterator[str]:
    """Whole names of others in which one of these words stands: several words, for one alone isn't surely a name."""
    return (other for other in others if " " in other and parts & set(parts_of(other)))


def _in_scenarios(runs: Runs, parts: Sequence[str]) -> set[str]:
    """Those of *parts* that stand in a drill that was played here: its people are called so, or its things."""
    found: set[str] = set()
    folder = runs.home / SNAPSHOTS
    for name in runs.disk.names(folder) if parts else ():
        with suppress(OSError):
            text = folded(runs.disk.read(folder / name, LARGEST_SNAPSHOT).decode("utf-8", "replace"))
            found |= {part for part in parts if part in text and as_word(part).search(text)}
    return found


# -- found in a text


def as_word(*forms: str) -> re.Pattern[str]:
    """Finds one of *forms* where it isn't part of a longer word."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)")


def written(name: str) -> tuple[str, str]:
    """*name* in both ways in which accents are put together."""
    return normalize("NFC", name), normalize("NFD", name)


@lru_cache(maxsize=8)
def _finding(name: str, words: tuple[str, ...], others: tuple[str, ...]) -> re.Pattern[str] | None:
    """Finds *name*, one of *words* or of *others*, the longest first; None where there is nothing to find.

    A *name* of one word, which "may" be an everyday one, is not found in small letters; all else is, however written.
    """
    loose = [*words, *others, *([name] if " " in name else [])]
    forms = [(form, _loosely(form)) for one in loose for form in written(one)]
    if name and " " not in name:
        forms += [(form, re.escape(form)) for form in (*written(name), *written(name.upper()))]
    longest_first = [pattern for _, pattern in sorted(forms, key=lambda form: -len(form[0]))]
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest_first)})(?!\w)") if name or words else None


def _loosely(form: str) -> str:
    """In capitals or not, whatever blanks there are between its words."""
    return "(?i:" + r"\s+".join(map(re.escape, form.split())) + ")"
