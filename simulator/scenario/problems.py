"""What can be wrong with a file an author wrote: one problem, all problems of a file, and how they read.

No YAML and no story here: whoever finds a problem brings its place and its words.
"""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Protocol

import msgspec

from simulator.errors import ScenarioInvalid

# An author mends a file from the top; past this many the rest would only scroll the first ones away.
MOST_SHOWN = 50
# Finding "did you mean" takes time; a file made of nothing but mistakes must not make anybody wait.
MOST_KEPT = 60
LONGEST_QUOTE = 60


class Problem(msgspec.Struct, frozen=True, order=True):
    """One thing to mend: where it is (line and column count from 1), which kind it is, and what to do."""

    file: str
    line: int
    column: int
    code: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.text} ({self.code})"


class Placed(Protocol):
    """Anything that knows the line and column (from 1) it was written at."""

    @property
    def line(self) -> int: ...

    @property
    def column(self) -> int: ...


class Wrong(Exception):
    """One value can't be taken as what was asked for; whoever asked adds it to the problems and goes on."""

    def __init__(self, place: Placed, code: str, text: str) -> None:
        super().__init__(text)
        self.place = place
        self.code = code
        self.text = text


class FileRefused(ScenarioInvalid):
    """A file with problems; *problems* holds every one, in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__(told(self.problems))


class Problems:
    """Collects every problem of one file, so that an author mends them in one go."""

    def __init__(self, file: str) -> None:
        self.file = shown(file, longest=200)
        self._found: list[Problem] = []

    def __len__(self) -> int:
        return len(self._found)

    def __iter__(self) -> Iterator[Problem]:
        return iter(sorted(set(self._found)))

    def add(self, place: Placed, code: str, text: str) -> None:
        """Note one problem at *place*; raises `FileRefused` once there are too many to go on."""
        self._found.append(Problem(self.file, place.line, place.column, code, text))
        if len(self._found) >= MOST_KEPT:
            raise FileRefused(self._found)

    def take(self, wrong: Wrong) -> None:
        """Note a value that couldn't be read."""
        self.add(wrong.place, wrong.code, wrong.text)

    def between(self, first: int, last: int) -> bool:
        """Tell whether any problem lies in the lines *first* to *last*."""
        return any(first <= problem.line <= last for problem in self._found)

    def raise_if_any(self) -> None:
        """Raise `FileRefused` with everything found so far, if anything was."""
        if self._found:
            raise FileRefused(self._found)


def told(problems: tuple[Problem, ...]) -> str:
    """Write *problems* one a line; past the first fifty only that there are more."""
    lines = [str(problem) for problem in problems[:MOST_SHOWN]]
    if len(problems) > MOST_SHOWN:
        lines.append("... and more, told once these are mended.")
    return "\n".join(lines)


def shown(value: str, longest: int = LONGEST_QUOTE) -> str:
    """Make any text fit to be printed inside a sentence: one line, no invisible characters, not too long."""
    plain = "".join(letter if letter.isprintable() else " " for letter in value[: longest + 1])
    return plain if len(plain) <= longest else plain[: longest - 3] + "..."


def quoted(value: str) -> str:
    """Put *value* in single quotes, fit to be printed."""
    return f"'{shown(value)}'"


def did_you_mean(value: str, known: Iterable[str]) -> str:
    """Answer ` Did you mean 'x'?`, with a leading space, or nothing when no known word comes close."""
    # The comparison costs the product of both lengths: nobody misspells a word of 60 letters.
    near = get_close_matches(shown(value).lower(), list(known), n=1, cutoff=0.6)
    return f" Did you mean {quoted(near[0])}?" if near else ""


def listed(words: Iterable[str], joint: str = "or") -> str:
    """Write words as people do: `a`, `a or b`, `a, b or c`; long lists are cut after twelve."""
    all_words = list(words)
    few = all_words[:12] + (["..."] if len(all_words) > 12 else [])
    return few[0] if len(few) == 1 else f"{', '.join(few[:-1])} {joint} {few[-1]}" if few else "nothing"
