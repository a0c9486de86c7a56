"""Text that is safe and fit to print: no control, direction or invisible characters, wrapped at words.

Every text of a scenario or a person goes through here before it is printed. No colour, no cursor.
"""

import unicodedata
from collections.abc import Iterator

WIDTH = 88

# Cc: control, so escape sequences too. Cf: direction marks, zero-width. Cs, Co, Cn: no characters. Zl, Zp: breaks.
_UNFIT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def plain(text: str) -> str:
    """Give *text* as one line with only characters that print."""
    if text.isascii() and text.isprintable():
        return text
    shown = (" " if letter.isspace() else letter for letter in text)
    return "".join(letter for letter in shown if letter == " " or unicodedata.category(letter) not in _UNFIT)


def wrapped(text: str, first: str = "", indent: str | None = None, width: int = WIDTH) -> Iterator[str]:
    """Give *text* behind *first* in lines of at most *width*; later lines stand behind *indent* (as wide as *first*).

    A word longer than a line keeps a line of its own.
    """
    indent = " " * len(first) if indent is None else indent
    line, empty = first, True
    for word in plain(text).split():
        if not empty and len(line) + 1 + len(word) > width:
            yield line
            line, empty = indent, True
        line = line + word if empty else f"{line} {word}"
        empty = False
    yield line
