"""Whose journals are whose: by their first lines, and where those can't be read by whatever bytes are left."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from simulator.journal.chain import FIRST_LINK, opened
from simulator.journal.codec import decode_edge
from simulator.journal.home import SUFFIX
from simulator.journal.records import Header
from simulator.journal.runs import Runs


class Headed(Struct, frozen=True):
    """A journal and its header."""

    path: Path
    header: Header

    @property
    def run(self) -> str:
        """What its file is called: a header may have been made up to name somebody else's."""
        return run_of(self.path)


class Belongings(Struct, frozen=True):
    """The journals that are *theirs*, and those of which nobody can *tell* whose they are."""

    theirs: tuple[Path, ...]
    untold: tuple[Path, ...]


def run_of(path: Path) -> str:
    """The run whose journal lies at *path*."""
    return path.name.removesuffix(SUFFIX)


def headers(runs: Runs) -> Iterator[Headed]:
    """Every journal that tells whose it is: a damaged one does as long as its first line is whole, a newer one too."""
    return (
        Headed(path, header) for path in _journals(runs) if (header := _header(_first_line(runs, path))) is not None
    )


def without_header(runs: Runs) -> tuple[Path, ...]:
    """Every journal of which nobody can tell whose it is, or how old; an empty one is nobody's."""
    lines = {path: _first_line(runs, path) for path in _journals(runs)}
    return tuple(path for path, line in lines.items() if line != b"" and _header(line) is None)


def belongings(runs: Runs, person: str) -> Belongings:
    """Every journal of *person*, whoever shared the desk, and all that can't be looked into."""
    told = {path: _is_of(runs, path, person) for path in _journals(runs)}
    return Belongings(
        theirs=tuple(path for path, theirs in told.items() if theirs),
        untold=tuple(path for path, theirs in told.items() if theirs is None),
    )


def _is_of(runs: Runs, path: Path, person: str) -> bool | None:
    """Whether *person* played it; None where nobody can tell. What a newer Firedrill wrote tells it all the same."""
    line = _first_line(runs, path)
    if (header := _header(line)) is not None:
        return person in (header.person, header.pair)
    if not line:
        return None if line is None else False
    with suppress(OSError):
        return _holds(runs.disk.read(path), person) or None
    return None


def _first_line(runs: Runs, path: Path) -> bytes | None:
    """The line with the header; None where the file can't be read."""
    with suppress(OSError):
        return runs.disk.read_first_line(path)
    return None


def _header(line: bytes | None) -> Header | None:
    try:
        return decode_edge(opened(FIRST_LINK, line.removesuffix(b"\n"))).header if line else None
    except ValueError:
        return None


def _holds(data: bytes, person: str) -> bool:
    return any(f'"{field}":"{person}"'.encode() in data for field in ("person", "pair"))


def _journals(runs: Runs) -> Iterator[Path]:
    return (runs.home / name for name in runs.disk.names(runs.home) if name.endswith(SUFFIX))
