"""What commands print: lines, one JSON value, a complaint. Nothing else in the program writes to the streams.

Whatever came from a file or a keyboard is made plain first, since it could hold what moves a cursor.
"""

import sys
from contextlib import suppress
from typing import TextIO

from simulator.errors import StorageFailed


def print_json(value: object) -> None:
    """Print *value* as one line of JSON in UTF-8, whatever the encoding of the terminal is."""
    import msgspec

    text = msgspec.json.encode(value).decode() + "\n"
    if not text.isascii():
        # Names from a file could hold what moves a cursor; inside JSON's quotes every character has a plain form.
        text = "".join(letter if letter.isprintable() or letter == "\n" else _escaped(letter) for letter in text)
    out = stdout()
    out.flush()
    bytes_out = getattr(out, "buffer", None)
    if bytes_out is None:
        out.write(text)
    else:
        bytes_out.write(text.encode())


def _escaped(letter: str) -> str:
    units = letter.encode("utf-16-be")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


def say(*lines: str) -> None:
    """Print *lines*, each made plain; letters the terminal can't show come out as question marks."""
    from simulator.terminal.plain import plain

    out = stdout()
    encoding = out.encoding or "utf-8"
    for line in lines:
        out.write(plain(line).encode(encoding, "replace").decode(encoding) + "\n")


def warn(sentence: str) -> None:
    """Print *sentence* on standard error; where nobody takes it, nothing is done about that."""
    from simulator.terminal.plain import plain

    with suppress(OSError):
        print(plain(sentence), file=sys.stderr, flush=True)


def stdout() -> TextIO:
    """Standard output. Raises `StorageFailed` where it is closed."""
    if sys.stdout is None:
        raise StorageFailed(
            "Standard output is closed, so nothing can be printed. '>/dev/null' throws it away instead."
        )
    return sys.stdout


def counted(count: int, what: str) -> str:
    """'no problems', '1 file', '3 files'."""
    return f"{count or 'no'} {what}{'s' * (count != 1)}"
