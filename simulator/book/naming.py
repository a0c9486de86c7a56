"""How somebody who is forgotten may stand in what others typed: by their name, by a part of it, by a word that others
share.

Theory of operation. What others typed is changed only where it can mean nobody else: the whole name, and a part of it
that nobody else here bears and that is no English word. What somebody else is called as well, a word of a drill that
was played here, a word of the language, two letters, and what only looks like a part of the name, are told to whoever
looks after the drills: only they can see who is meant, and say so.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from unicodedata import category, combining, normalize

from msgspec import Struct

from simulator.journal.home import SNAPSHOTS
from simulator.journal.people import folded
from simulator.journal.runs import LARGEST_SNAPSHOT, Runs
from simulator.scenario.english import known_words
from simulator.scoring.finding import Dimension

SOMEBODY = "somebody"  # what stands in the place of a name
LEAST_OF_A_NAME = 3  # letters; shorter parts of names stand in every sentence
LEAST_WITHOUT_BLANKS = 2  # of scripts in which two letters are a name
TELLING_IN_A_WORD = 4  # letters of a part that are looked for inside of other words
EVERYDAY = frozenset(
    "April Art Bill Black Brown Chase Cook Dawn Day Drew Eve Faith Frank Grace Grant Green Guest Holly Hope Iris Jack "
    "Joy June King Lily Long Mark May Miles One Pat Penny Price Ray Rich Rose Ruby Short Sue Summer Trainee Tell Two "
    "Wade Ward White Will Young".split()
)
"""Names that begin ordinary sentences."""
SENTENCE_BEGINS = re.compile(r"(?:^|[.!?:;])\W*$")

_NO_PARTS = frozenset(
    "abu al all and bin bint but da das de del den der des di did do dos du el for from had has her him his how ibn la "
    "las le los mac not saint san she ter ten the they too van von was who why with you zum zur".split()
) | frozenset(dimension.value for dimension in Dimension)  # these stand before what a trainer says of each score
"""Words that stand in names, or before remarks, and tell nobody who is meant."""
_SAID_EVERY_DAY = _NO_PARTS | frozenset(
    map(
        str.lower,
        EVERYDAY
        | set(
            "any apr aug best better bright call can case chance clear close cold come comfort cross dear dec "
            "early earnest east even ever every fair fall feb fine first free fri friend game gentle gift gold good "
            "gray gross guy hall hand happy hard heart help high hold home house jan jul jun just keep kind know "
            "large last late law lay left less let light line little look lot love low major man many mar matter mean "
            "mon money moody more most much must need never new next nice north nov now oct off old only open order "
            "other our out over own page part pass pay place plan play please power quick rain read ready "
            "reason rest right ring road round run sad same sat say sea see sep set sharp should side sing slow "
            "small smart some song son soon sorry south speak star stay steady still stop strong such sun sure sweet "
            "swift take talk than that then there these thing this those thu time true try tue turn under use "
            "very wait walk want watch water way wed week well west when where which wild wise wish won word work "
            "world would year yes your".split()
        ),
    )
)
"""Words that stand in every text: in small letters they tell nobody anything."""
_PLACES_AND_DAYS = frozenset(
    "austin boston bristol brittany carolina chad chelsea chester china christmas cuba december denmark derby durham "
    "easter england english florence france french friday georgia german germany holland india ireland irish israel "
    "january jordan july kent kenya lancaster lincoln london monday november october paris preston saturday scotland "
    "september stafford sunday sydney thursday tuesday virginia wales washington wednesday welsh york".split()
)
"""Names of something else that the list has with a capital only."""
_NAMES_FIRST = frozenset("berg khan smith".split())  # in the dictionary, and yet nobody's word but as a name
_NO_BLANKS = re.compile(
    "[\u0e00-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3130-\u318f\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Letters of scripts that are written without blanks, or whose names have endings: Thai, Lao, Tibetan, Burmese, Khmer,
kana, Han and Hangul. There nothing tells where a name ends."""
_BOTH_IN_ONE = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3]{3,6}")
_SEVERAL = re.compile(rf"\b{SOMEBODY}(?:[ _-]?{SOMEBODY})+\b")


class Named(Struct, frozen=True):
    """Somebody's whole *name* (nothing: not known any more) and words that may mean them.

    *sure* are those by which nobody else here is called, *unsure* all others, in small letters; a whole name that is
    among these isn't sure either. *others* are whole names of others, in which such a word isn't theirs.
    """

    name: str = ""
    sure: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def unmistakable(self) -> str:
        """Their whole name where it means them whatever is around it."""
        is_long = " " in self.whole or has_no_ends(self.whole)
        return self.whole if is_long and not _needs_capital(small(self.whole)) else ""

    @property
    def whole(self) -> str:
        """Their whole name where it surely means them."""
        return "" if small(self.name) in self.unsure else self.name

    def without(self, text: str) -> str:
        """*text* with "somebody" in the place of their name and of every word that is surely theirs."""
        finding = _finding(tuple(filter(None, (self.whole, *self.sure))), self.others)
        if finding is None or not self._may_stand_in(text):
            return text
        found = finding.sub(lambda match: match[0] if self._is_of_another(match[0]) else SOMEBODY, text)
        return text if found == text else _SEVERAL.sub(SOMEBODY, found)

    def stands_in(self, text: str) -> bool:
        """Whether their name, or a word that is surely theirs, stands in *text*."""
        return self.without(text) != text

    def unsure_in(self, text: str) -> str:
        """The first word of *text* that may be theirs, in small letters; nothing where there is none."""
        words = tuple(word for word in self.unsure if len(word) > 1 or has_no_ends(word))
        finding = _finding(words, self.others, self.name if " " in self.name else "")
        found = finding.finditer(text) if finding else ()
        return next((small(match[0]) for match in found if not self._is_of_another(match[0])), "")

    def nearly_in(self, text: str) -> str:
        """A word of *text* that may be a name of theirs otherwise written, with other accents or in a longer word."""
        names = (*self.sure, *(word for word in self.unsure if word not in known_words()))
        parts = {bare(part) for part in names if part != SOMEBODY and not _needs_capital(part)}
        if not any(part in bare(text) for part in parts):
            return ""
        apart = _finding((), self.others)
        rest = bare(apart.sub(" ", self.without(text)) if apart else self.without(text))
        return next((word for word in _words_of(rest) if any(_is_nearly(part, word) for part in parts)), "")

    def is_told_by(self, place: str) -> bool:
        """Whether *place*, of a file, tells any part of their name to somebody who reads it."""
        known = (*self.sure, *self.unsure, *parts_of(self.name))
        parts = {bare(part) for part in known if len(part) > 1 or has_no_ends(part)}
        return any(
            part == word or (len(part) >= TELLING_IN_A_WORD and part in word)
            for word in _words_of(bare(place))
            for part in parts
        )

    def _may_stand_in(self, text: str) -> bool:
        """Looked at before anything that takes time: most files have nothing of anybody."""
        lower = text.lower() if text.isascii() else text.casefold()  # ten times as fast, and the same
        return any(form.casefold() in lower for word in (*self.name.split()[:1], *self.sure) for form in written(word))

    def _is_of_another(self, found: str) -> bool:
        return folded(found) in map(folded, self.others)


def _is_nearly(part: str, word: str) -> bool:
    """Whether *word* is *part* with something behind it, or has it within and is no word of its own."""
    letters = re.sub(r"\d", "", word)
    if letters in (part, f"{part}s"):
        return True
    known = known_words()
    is_within = part in letters and (len(part) >= TELLING_IN_A_WORD or not part.isascii())
    return is_within and letters not in known and letters.capitalize() not in known


# -- who is called so


def named_here(runs: Runs, person: str, words: Iterable[str] = ()) -> Named:
    """How *person* is called in this home; *words* are theirs because somebody says so."""
    known = runs.people.read().names
    name = known.get(person, "")
    others = [other for one, other in known.items() if one != person and folded(other) != folded(name)]
    said = tuple(dict.fromkeys(filter(None, map(small, words))))
    parts = [part for part in (*parts_of(name), *_joined(name)) if part not in said]
    shared = {part for other in others for part in (*parts_of(other), *_joined(other))} | _in_scenarios(runs, parts)
    unsure = [part for part in parts if part in shared or _is_ordinary(part, name)]
    sure = (*said, *(part for part in parts if part not in unsure))
    unsure += [word for word in _too_short(name) if word not in (*said, *unsure)]
    return Named(name, sure, tuple(unsure), tuple(_with_any(others, {*parts, *said})))


def _is_ordinary(part: str, name: str) -> bool:
    """Whether it may mean something else than a person; of scripts without blanks only a dictionary could tell."""
    if has_no_ends(part):
        return part != small(name)
    return part in _SAID_EVERY_DAY | _PLACES_AND_DAYS or (part in known_words() and part not in _NAMES_FIRST)


def _joined(name: str) -> Iterator[str]:
    """Words of several parts, as Anne-Marie and O'Brien."""
    return (word for word in small(name).split() if len(list(_words_of(word))) > 1 and parts_of(word))


def _too_short(name: str) -> Iterator[str]:
    """Parts of two letters, as Han and Hangul write both names in one word, too; and a name of one word that is no part
    of any: a letter, signs, a word of every remark."""
    if _BOTH_IN_ONE.fullmatch(name):
        yield from (name[:2], name[-2:])
    yield from (word for word in _words_of(small(name)) if len(word) == 2 and word not in (*_NO_PARTS, *parts_of(name)))
    if name and " " not in name and not parts_of(name):
        yield small(name)


def small(name: str) -> str:
    """*name* in small letters, and otherwise as it is spelled: "ß" stays what it is."""
    return normalize("NFC", " ".join(name.split()).lower())


def bare(text: str) -> str:
    """*text* without capitals, accents and what nobody sees."""
    if text.isascii():
        return text.lower()
    letters = normalize("NFKD", text.casefold()).replace("\u0131", "i")  # Turkish, without its dot
    return normalize("NFC", "".join(one for one in letters if not combining(one) and category(one) != "Cf"))


def parts_of(name: str) -> tuple[str, ...]:
    """The words of *name* that may stand for it, in small letters."""
    return tuple(dict.fromkeys(word for word in _words_of(small(name)) if _is_long(word) and word not in _NO_PARTS))


def _words_of(name: str) -> Iterator[str]:
    """The words of *name*; signs that stand for vowels, as in Hindi, belong to them."""
    return (word for word in re.findall(rf"(?:[^\W_]|[{_marks()}\u200c\u200d])+", name) if not word.isdigit())


def _is_long(word: str) -> bool:
    return len(word) >= (LEAST_WITHOUT_BLANKS if has_no_ends(word) else LEAST_OF_A_NAME)


def may_be_called(word: str, name: str) -> bool:
    """Whether *word* can be taken out as what *name* (nothing: not known any more) was called; "Al" stands in words."""
    letters = sum(letter.isalpha() for letter in word)
    if letters == LEAST_WITHOUT_BLANKS and (not name or small(word) in _words_of(small(name))):
        return True
    return _is_long("x" * letters) or (letters >= LEAST_WITHOUT_BLANKS and has_no_ends(word)) or _is_a_sign(word)


def _is_a_sign(word: str) -> bool:
    """Whether it is made of signs such as emoji."""
    return any(category(one) == "So" for one in word) and not re.search(r"\w", word)


def _with_any(others: Sequence[str], parts: set[str]) -> Iterator[str]:
    """Whole names of others in which one of these words stands: several words, for one alone isn't surely a name."""
    for other in others:
        within = any(has_no_ends(part) and part in small(other) for part in parts)
        if within or (" " in other and parts & set(parts_of(other))):
            yield other


def _in_scenarios(runs: Runs, parts: Sequence[str]) -> set[str]:
    """Those of *parts* that stand in a drill that was played here: its people are called so, or its things."""
    found: set[str] = set()
    folder = runs.home / SNAPSHOTS
    for name in runs.disk.names(folder) if parts else ():
        with suppress(OSError):
            text = small(runs.disk.read(folder / name, LARGEST_SNAPSHOT).decode("utf-8", "replace"))
            found |= {part for part in parts if part in text and as_word(part).search(text)}
    return found


# -- found in a text


def as_word(*forms: str) -> re.Pattern[str]:
    """Finds one of *forms* where it isn't part of a longer word."""
    return re.compile("|".join(_apart(form, re.escape(form)) for form in forms))


def written(name: str) -> tuple[str, str]:
    """*name* in both ways in which accents are put together."""
    return normalize("NFC", name), normalize("NFD", name)


@cache
def _marks() -> str:
    """Every accent, point and vowel sign that stands behind a letter, for a set of letters."""
    return "".join(letter for letter in map(chr, range(0x300, 0xFE30)) if category(letter)[0] == "M")


def has_no_ends(form: str) -> bool:
    """Whether nothing would tell where *form* ends in a text: scripts without blanks, and signs."""
    return bool(_NO_BLANKS.search(form)) or not re.search(r"\w", form)


def _apart(form: str, pattern: str) -> str:
    """*pattern* where what it finds is no part of a longer word: "smith's" has it, "don't" hasn't."""
    if has_no_ends(form):
        return f"(?:{pattern})"
    marks = _marks()
    ending = r"(?!['\u2019](?![sS](?![^\W_]))[^\W\d_])"
    return rf"(?<![^\W_])(?<![{marks}])(?:{pattern})(?![^\W_])(?![{marks}]){ending}"


@lru_cache(maxsize=16)
def _finding(names: tuple[str, ...], others: tuple[str, ...], loose: str = "") -> re.Pattern[str] | None:
    """Finds one of *names*, or of *others* and *loose* however these are written, the longest first.

    None where there is nothing to find.
    """
    forms = [(name, pattern) for name in names for pattern in _writings(name)]
    forms += [(name, _loosely(form)) for name in filter(None, (*others, loose)) for form in written(name)]
    longest_first = sorted(forms, key=lambda form: -len(form[0]))
    return re.compile("|".join(_apart(*form) for form in longest_first)) if forms else None


def _writings(name: str) -> Iterator[str]:
    """In capitals or not; an everyday word only with a capital, and "GROSS" is no way to write "Groß"."""
    lower = small(name)
    capitals = (" ".join(word[:1].upper() + word[1:] for word in lower.split()), lower.upper())
    spelled = {form for one in capitals for form in written(one)}
    if not _needs_capital(lower):
        loose = [_loosely(form) for form in dict.fromkeys(written(lower))]
        yield from loose
        others = {form for form in spelled if not any(re.fullmatch(pattern, form) for pattern in loose)}
        spelled = {form for form in others if small(form) == lower or small(form) not in known_words()}
    yield from (r"\s+".join(map(re.escape, form.split())) for form in sorted(spelled))


def _needs_capital(name: str) -> bool:
    """Whether *name*, in small letters, stands in ordinary sentences."""
    if " " in name:
        return all(word in known_words() or word in _SAID_EVERY_DAY for word in name.split())
    return name in _SAID_EVERY_DAY or not (_is_long(name) or has_no_ends(name))


def _loosely(form: str) -> str:
    """In capitals or not, whatever blanks there are between its words."""
    words = (re.sub("['\u2019]", "['\u2019]", re.escape(word)) for word in form.split())
    pattern = (r"\s*" if _NO_BLANKS.search(form) else r"\s+").join(words)
    return "(?i:" + re.sub(r"\\-", "[-\u2010\u2011]", pattern) + ")"
