"""Asks a tree of marked values for what a file should say: texts, numbers, durations, choices, names of things.

An answer is a value or `Wrong` with place, code and a sentence. What a scenario consists of is said in `reading.py`.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from enum import Enum
from typing import TypeVar

from simulator.scenario.marked import Node, Row, Table, Word
from simulator.scenario.problems import Problems, Wrong, did_you_mean, listed, quoted

T = TypeVar("T")
U = TypeVar("U")
E = TypeVar("E", bound=Enum)
Asked = Callable[[Node, Problems], T]
Under = Callable[[str, Node, Problems], T]

MS_PER_UNIT = {"d": 86_400_000, "h": 3_600_000, "min": 60_000, "s": 1_000, "ms": 1}
LONGEST_DURATION_MS = 366 * MS_PER_UNIT["d"]
DIGITS = frozenset("0123456789")
ID_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_-")
LONGEST_ID = 40
# Looking for a near name takes milliseconds: enough for an author, too slow for a file of nothing but mistakes.
MOST_SUGGESTED = 20
# Far above any drill that a person can play; it keeps the checks quick on files meant to be slow.
MOST_NAMED = 300
# Fifteen digits are exact as a float too, and int() of very long ones is slow on purpose.
MOST_DIGITS = 15


def found(node: Node) -> str:
    """Say what stands at *node*, for the middle of a sentence."""
    if isinstance(node, Word):
        return "nothing" if node.empty else quoted(node.text)
    return "a list" if isinstance(node, Row) else "a table"


def word(node: Node, what: str) -> Word:
    """Answer the scalar at *node*, or say that *what* was expected."""
    if not isinstance(node, Word) or node.empty:
        raise Wrong(node, "SC023", f"{what} is expected here; found {found(node)}.")
    return node


def text(longest: int = 600) -> Asked[str]:
    """Ask for words: anything an author typed, ends trimmed, up to *longest* characters."""

    def ask(node: Node, problems: Problems) -> str:
        answer = word(node, "a text").text.strip()
        if not answer:
            raise Wrong(node, "SC023", "a text is expected here; found only blanks.")
        if len(answer) > longest:
            raise Wrong(node, "SC012", f"this text has {len(answer)} characters; at most {longest} fit. Shorten it.")
        return answer

    return ask


def truth(node: Node, problems: Problems) -> bool:
    """Ask for `true` or `false`; `yes`, `no`, `on` and `off` are texts in YAML 1.2, and refused here."""
    answer = word(node, "true or false")
    if answer.plain and answer.text in ("true", "True", "TRUE"):
        return True
    if answer.plain and answer.text in ("false", "False", "FALSE"):
        return False
    raise Wrong(node, "SC031", f"true or false is expected here; found {quoted(answer.text)}.")


def integer(least: int, most: int) -> Asked[int]:
    """Ask for a whole number from *least* to *most*."""

    def ask(node: Node, problems: Problems) -> int:
        answer = word(node, "a whole number")
        digits = answer.text.removeprefix("-")
        if not answer.plain or not digits or not DIGITS.issuperset(digits):
            raise Wrong(node, "SC025", f"a whole number is expected here; found {quoted(answer.text)}.")
        if len(digits) > MOST_DIGITS or not least <= int(answer.text) <= most:
            raise Wrong(node, "SC025", f"{quoted(answer.text)} is outside {least:,} to {most:,}.")
        return int(answer.text)

    return ask


def decimal(least: float, most: float) -> Asked[Decimal]:
    """Ask for a number from *least* to *most*, exactly as it was typed (`1.10` keeps its nought)."""

    def ask(node: Node, problems: Problems) -> Decimal:
        answer = word(node, "a number")
        if not answer.plain or not _is_number(answer.text):
            raise Wrong(node, "SC025", f"a number is expected here; found {quoted(answer.text)}.")
        # Exponents are held small by their length, so the comparison stays cheap.
        if not math.isfinite(float(answer.text)) or not least <= Decimal(answer.text) <= most:
            raise Wrong(node, "SC025", f"{quoted(answer.text)} is outside {least:g} to {most:g}.")
        return Decimal(answer.text)

    return ask


def number(least: float, most: float) -> Asked[float]:
    """Ask for a finite number from *least* to *most*."""
    exactly = decimal(least, most)

    def ask(node: Node, problems: Problems) -> float:
        return float(exactly(node, problems))

    return ask


def _is_number(typed: str) -> bool:
    mantissa, mark, exponent = typed.lower().partition("e")
    whole, _, part = mantissa.lstrip("+-").partition(".")
    digits = whole + part
    good_sign = len(mantissa) - len(mantissa.lstrip("+-")) <= 1
    good_exponent = not mark or (exponent.lstrip("+-").isdecimal() and len(exponent) <= 4)
    return bool(digits) and len(digits) <= MOST_DIGITS and DIGITS.issuperset(digits) and good_sign and good_exponent


def duration(least_ms: int = 0, most_ms: int = LONGEST_DURATION_MS) -> Asked[int]:
    """Ask for a length of time with its unit (`90 s`, `1 h 30 min`); the answer is in milliseconds."""

    def ask(node: Node, problems: Problems) -> int:
        answer = word(node, "a length of time such as '90 s' or '15 min'")
        length_ms = _milliseconds(answer)
        if not least_ms <= length_ms <= most_ms:
            told = f"{quoted(answer.text)} is outside {in_words(least_ms)} to {in_words(most_ms)}."
            raise Wrong(node, "SC026", told)
        return length_ms

    return ask


def _milliseconds(answer: Word) -> int:
    if len(answer.text) > 40:
        raise Wrong(answer, "SC026", f"{quoted(answer.text)} is too long for a length of time.")
    pairs = _spaced(answer.text).split()
    if len(pairs) == 1 and DIGITS.issuperset(pairs[0]):
        told = f"{quoted(answer.text)} has no unit. Write '{pairs[0]} s' or '{pairs[0]} min'."
        raise Wrong(answer, "SC026", told)
    total, last = 0, LONGEST_DURATION_MS + 1
    for count, unit in zip(pairs[::2], [*pairs[1::2], ""], strict=False):
        size = _size_of(answer, count, unit)
        if size >= last:
            raise Wrong(answer, "SC026", f"{quoted(answer.text)}: write the larger unit first, each unit once.")
        total, last = total + int(count) * size, size
    return total


def _size_of(answer: Word, count: str, unit: str) -> int:
    if not DIGITS.issuperset(count) or len(count) > MOST_DIGITS or (unit and not unit.isalpha()):
        example = "Write it like '90 s', '15 min', '1 h 30 min' or '2 d'."
        raise Wrong(answer, "SC026", f"{quoted(answer.text)} is not a length of time. {example}")
    if unit not in MS_PER_UNIT:
        hint = {"sec": "s", "m": "min", "mins": "min", "hr": "h", "hrs": "h"}.get(unit, unit[:1])
        known = hint if hint in MS_PER_UNIT else "min" if hint == "m" else ""
        missing = f"no unit is called {quoted(unit)}" if unit else f"{quoted(count)} has no unit"
        meant = f" Did you mean '{count} {known}'?" if known else " Units are ms, s, min, h and d."
        raise Wrong(answer, "SC026", f"{missing} in {quoted(answer.text)}.{meant}")
    return MS_PER_UNIT[unit]


def _spaced(typed: str) -> str:
    # '90s' and '90 s' are one thing to a reader, so they are one here.
    pieces: list[str] = []
    for letter in typed:
        if pieces and (letter in DIGITS) != (pieces[-1] in DIGITS):
            pieces.append(" ")
        pieces.append(letter)
    return "".join(pieces)


def in_words(length_ms: int) -> str:
    """Write a length of time the way authors do: `1 h 30 min`."""
    parts = []
    for unit, size in MS_PER_UNIT.items():
        count, length_ms = divmod(length_ms, size)
        if count:
            parts.append(f"{count} {unit}")
    return " ".join(parts) or "0 s"


def clock_time(node: Node, problems: Problems) -> int:
    """Ask for a time of day such as `"19:30"`; the answer is in milliseconds since midnight."""
    answer = word(node, "a time of day such as '19:30'")
    hours, _, minutes = answer.text.partition(":")
    digits_only = DIGITS.issuperset(hours + minutes) and len(hours) in (1, 2) and len(minutes) == 2
    if not digits_only or int(hours) > 23 or int(minutes) > 59:
        told = f"{quoted(answer.text)} is not a time of day. Write it like '19:30', from '00:00' to '23:59'."
        raise Wrong(node, "SC027", told)
    return int(hours) * MS_PER_UNIT["h"] + int(minutes) * MS_PER_UNIT["min"]


def one_of(choices: Mapping[str, T]) -> Asked[T]:
    """Ask for one of a closed list of words; each word stands for a value of ours."""

    def ask(node: Node, problems: Problems) -> T:
        answer = word(node, f"one of {listed(choices)}")
        if answer.text not in choices:
            meant = did_you_mean(answer.text, choices) or f" Known are {listed(choices, 'and')}."
            raise Wrong(node, "SC028", f"{quoted(answer.text)} is not known here.{meant}")
        return choices[answer.text]

    return ask


def word_of(choices: type[E]) -> Asked[E]:
    """Ask for one word of an enumeration of ours."""
    return one_of({str(choice.value): choice for choice in choices})


def new_id(node: Node, problems: Problems) -> str:
    """Ask for a name that the author gives to something: small letters, digits, `_` and `-`, a letter first."""
    answer = word(node, "a name").text
    if not answer or not ID_LETTERS.issuperset(answer) or not answer[0].isalpha() or len(answer) > LONGEST_ID:
        told = f"{quoted(answer)} can't be a name: use up to {LONGEST_ID} small letters, digits, '_' and '-'."
        raise Wrong(node, "SC030", f"{told} Begin with a letter.")
    return answer


class Names:
    """Which names a file gives to its people, beats, facts and so on, known before anything else is read."""

    def __init__(self, kinds: Mapping[str, Iterable[str] | None]) -> None:
        self._missed = 0
        self._kinds = {kind: None if names is None else frozenset(names) for kind, names in kinds.items()}

    def ask(self, *kinds: str) -> Asked[str]:
        """Ask for the name of something of one of *kinds*; a kind whose part of the file is broken passes all."""

        def ask(node: Node, problems: Problems) -> str:
            answer = word(node, f"the name of a {listed(kinds)}").text
            known = [self._kinds[kind] for kind in kinds]
            if any(names is None or answer in names for names in known):
                return answer
            self._missed += 1
            near = {name for names in known for name in names or ()} if self._missed <= MOST_SUGGESTED else ()
            raise Wrong(node, "SC029", no_such(kinds, answer, near))

        return ask


def no_such(kinds: Iterable[str], name: str, known: Iterable[str]) -> str:
    """Say that nothing of *kinds* is called *name*, with the nearest known name."""
    return f"no {listed(kinds)} is called {quoted(name)}.{did_you_mean(name, sorted(known))}"


def list_of(item: Asked[T], least: int = 0, most: int = 500) -> Asked[tuple[T, ...]]:
    """Ask for a list whose items are all asked for with *item*; wrong items are noted and left out."""

    def ask(node: Node, problems: Problems) -> tuple[T, ...]:
        if not isinstance(node, Row):
            raise Wrong(node, "SC023", f"a list is expected here; found {found(node)}.")
        if not least <= len(node.items) <= most:
            raise Wrong(node, "SC024", f"{least} to {most} items are expected here; found {len(node.items)}.")
        answers = []
        for each in node.items:
            try:
                answers.append(item(each, problems))
            except Wrong as wrong:
                problems.take(wrong)
        return tuple(answers)

    return ask


def named(value: Under[T], key: Asked[str] = new_id, least: int = 0) -> Asked[tuple[T, ...]]:
    """Ask for a table of *least* to 300 things under names; *value* gets each name and what is under it.

    *key* looks at the names: by default each is a new one of the author's choice.
    """

    def ask(node: Node, problems: Problems) -> tuple[T, ...]:
        if not least <= len(table(node).keys) <= MOST_NAMED:
            told = f"{least} to {MOST_NAMED} entries are expected here; found {len(table(node).keys)}."
            raise Wrong(node, "SC024", told)
        answers = []
        for name, written in table(node).keys.items():
            try:
                key(written, problems)
                answers.append(value(name, table(node).values[name], problems))
            except Wrong as wrong:
                problems.take(wrong)
        return tuple(answers)

    return ask


def table(node: Node) -> Table:
    """Answer the table at *node*, or say that one was expected."""
    if not isinstance(node, Table):
        raise Wrong(node, "SC023", f"a table (name: value) is expected here; found {found(node)}.")
    return node


class Fields:
    """One table with a closed list of names; every wrong entry is noted, and a stand-in keeps the reading going."""

    def __init__(self, node: Node, problems: Problems, known: tuple[str, ...]) -> None:
        self.table = table(node)
        self._problems = problems
        for name, key in self.table.keys.items():
            if name not in known:
                meant = did_you_mean(name, known) or f" Known are {listed(known, 'and')}."
                problems.add(key, "SC021", f"nothing here is called {quoted(name)}.{meant}")

    def has(self, name: str) -> bool:
        """Tell whether *name* is written, even with nothing behind it."""
        return name in self.table.values

    def need(self, name: str, asked: Asked[T], stand_in: U) -> T | U:
        """Answer what *name* says; when it is missing or wrong, note that and answer *stand_in*."""
        if name not in self.table.values:
            self._problems.add(self.table, "SC022", f"{quoted(name)} is missing here.")
            return stand_in
        return self.may(name, asked, stand_in)

    def may(self, name: str, asked: Asked[T], otherwise: U) -> T | U:
        """Answer what *name* says, or *otherwise* when it isn't written; when it is wrong, note that too."""
        answer = self.maybe(name, asked)
        return otherwise if answer is None else answer

    def maybe(self, name: str, asked: Asked[T]) -> T | None:
        """Answer what *name* says, or None when it isn't written or is wrong."""
        node = self.table.values.get(name)
        if node is None:
            return None
        try:
            return asked(node, self._problems)
        except Wrong as wrong:
            self._problems.take(wrong)
            return None
