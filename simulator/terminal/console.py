"""Where a terminal's lines come from and go to. A real one on streams; tests hand in a scripted one.

Nothing here knows about drills.
"""

import os
import select
import sys
from collections.abc import Callable
from typing import Protocol, TextIO

TICK_S = 0.5  # how often something may happen while we wait for a line


class InputEnded(Exception):
    """There is no more input: the other end of the pipe is closed, or Ctrl-D was pressed."""


class Console(Protocol):
    """Lines in, lines out."""

    def say(self, *lines: str) -> None:
        """Print *lines*."""
        ...

    def ask(self, prompt: str, idle: Callable[[], None] | None = None) -> str:
        """Print *prompt* and give the line that comes, without its end and outer blanks.

        *idle* is called every half second meanwhile, where the input can be watched. Raises `InputEnded`.
        """
        ...


class StreamConsole:
    """A `Console` on two text streams."""

    def __init__(self, lines_in: TextIO, lines_out: TextIO) -> None:
        self._in = lines_in
        self._out = lines_out
        self._watched = _watchable(lines_in)
        self._buffer = b""

    def say(self, *lines: str) -> None:
        """Print, replacing what the stream's encoding doesn't have."""
        encoding = getattr(self._out, "encoding", None) or "utf-8"
        for line in lines:
            self._out.write(line.encode(encoding, "replace").decode(encoding) + "\n")
        self._out.flush()

    def ask(self, prompt: str, idle: Callable[[], None] | None = None) -> str:
        """Read one line."""
        self._out.write(f"{prompt} ")
        self._out.flush()
        line = self._read_line() if idle is None or self._watched is None else self._watch_for_line(idle)
        if not self._echoes():
            # A piped answer isn't on the screen; a transcript should hold it.
            self._out.write(f"{line.strip()}\n")
        return line.strip()

    def _echoes(self) -> bool:
        return self._in.isatty()

    def _read_line(self) -> str:
        if self._watched is not None:
            return self._watch_for_line(None)
        line = self._in.readline()
        if not line:
            raise InputEnded
        return line

    def _watch_for_line(self, idle: Callable[[], None] | None) -> str:
        while b"\n" not in self._buffer:
            if idle is not None and not self._ready():
                idle()
                continue
            self._take()
        line, self._buffer = self._buffer.split(b"\n", 1)
        return line.decode("utf-8", "replace")

    def _ready(self) -> bool:
        return self._watched is None or bool(select.select([self._watched], [], [], TICK_S)[0])

    def _take(self) -> None:
        assert self._watched is not None
        data = os.read(self._watched, 65_536)
        if not data and self._buffer:
            data = b"\n"  # a last line without its end is a line all the same
        if not data:
            raise InputEnded
        self._buffer += data


def _watchable(stream: TextIO) -> int | None:
    """Give the stream's descriptor if `select` can watch it: everywhere but on Windows, and not for texts in memory."""
    if sys.platform == "win32":
        return None
    try:
        return stream.fileno()
    except (OSError, ValueError, AttributeError):
        return None
