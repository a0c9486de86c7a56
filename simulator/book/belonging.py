"""Whose journals are whose: by their first lines, and where those can't be read by whatever bytes are left."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from simulator.errors import SimulatorError
from simulator.journal.chain import FIRST_LINK, opened, read_chain
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
    """Every journal that tells whose it is; a damaged one tells it as long as its first line is whole."""
    for path in _journals(runs):
        with suppress(SimulatorError, OSError):
            yield Headed(path, read_chain(runs.disk.read_first_line(path), path.name).header)


def belongings(runs: Runs, person: str) -> Belongings:
    """Every journal of *person*, whoever shared the desk, and all that can't be looked into."""
    told = {path: _is_of(runs, path, person) for path in _journals(runs)}
    return Belongings(
        theirs=tuple(path for path, theirs in told.items() if theirs),
        untold=tuple(path for path, theirs in told.items() if theirs is None),
    )


def _is_of(runs: Runs, path: Path, person: str) -> bool | None:
    """Whether *person* played it; None where nobody can tell. What a newer Firedrill wrote tells it all the same."""
    try:
        line = runs.disk.read_first_line(path)
        header = _header(line)
        if header is not None:
            return person in (header.person, header.pair)
        return False if not line else _holds(runs.disk.read(path), person) or None
    except OSError:
        return None


def _header(line: bytes) -> Header | None:
    try:
        return decode_edge(opened(FIRST_LINK, line.removesuffix(b"\n"))).header
    except ValueError:
        return None


def _holds(data: bytes, person: str) -> bool:
    return any(f'"{field}":"{person}"'.encode() in data for field in ("person", "pair"))


def _journals(runs: Runs) -> Iterator[Path]:
    return (runs.home / name for name in runs.disk.names(runs.home) if name.endswith(SUFFIX))
