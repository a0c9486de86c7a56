"""Text that is safe and fit to print: no control, direction or invisible characters, wrapped at words.

Every text of a scenario or a person goes through here before it is printed. No colour, no cursor.
"""

import shutil
import sys
import unicodedata
from collections.abc import Iterator

WIDTH = 88  # of files and pipes, whatever COLUMNS says: what reads them sees no terminal
NARROWEST, WIDEST = 40, 100  # of a terminal: below, words stand alone; above, the eye loses the line

# Cc: control, so escape sequences too. Cf: direction marks, zero-width. Cs, Co, Cn: no characters. Zl, Zp: breaks.
_UNFIT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def plain(text: str) -> str:
    """Give *text* as one line with only characters that print."""
    if text.isascii() and text.isprintable():
        return text
    shown = (" " if letter.isspace() else letter for letter in text)
    return "".join(letter for letter in shown if letter == " " or unicodedata.category(letter) not in _UNFIT)


def fitting_width(columns: int) -> int:
    """How long lines may be in a terminal of *columns*: its width, 40 to 100."""
    return min(WIDEST, max(NARROWEST, columns))


def line_width() -> int:
    """How long lines may be where standard output goes: by the terminal's width (or COLUMNS), 88 where it is none."""
    if sys.stdout is None or sys.stdout.closed or not sys.stdout.isatty():
        return WIDTH
    return fitting_width(shutil.get_terminal_size((WIDTH, 24)).columns)


def wrapped(text: str, first: str = "", indent: str | None = None, width: int | None = None) -> Iterator[str]:
    """Give *text* behind *first* in lines of at most *width* (None: as the terminal is wide).

    Later lines stand behind *indent* (as wide as *first*). A word longer than a line keeps a line of its own.
    """
    width = line_width() if width is None else width
    indent = " " * len(first) if indent is None else indent
    line, empty = first, True
    for word in plain(text).split():
        if not empty and len(line) + 1 + len(word) > width:
            yield line
            line, empty = indent, True
        line = line + word if empty else f"{line} {word}"
        empty = False
    yield line
