"""The house's own standard of readiness: `standard.json` in the data folder, over the one that comes with the program.

What it leaves out stays as it is there. What must not live here: who is ready (`comparing.readiness`).
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from simulator.comparing.rule_words import RULES
from simulator.comparing.standard import DEFAULT, Standard
from simulator.errors import StorageFailed
from simulator.journal.disk import MB, Disk, reading
from simulator.journal.records import Mode
from simulator.scenario.problems import did_you_mean, listed, quoted, shown
from simulator.scoring.finding import Dimension

FILE = "standard.json"
MOST_UNSEEN = 50
COUNTED_MODES = tuple(mode.value for mode in Mode if not mode.guides)


class _Written(Struct, frozen=True, forbid_unknown_fields=True):
    """The file as a house writes it: *floors* by score, the rest as in `Standard`."""

    unseen: int = DEFAULT.unseen
    modes: tuple[str, ...] = DEFAULT.modes
    critical: tuple[str, ...] = DEFAULT.critical
    floors: dict[Dimension, float] = msgspec.field(default_factory=lambda: dict(DEFAULT.floors))


def house_standard(home: Path, disk: Disk) -> Standard:
    """The standard of *home*; raises `StorageFailed` where its file can't be read or says what can't be."""
    with reading(home):
        if FILE not in disk.names(home):
            return DEFAULT
    path = home / FILE
    with reading(path):
        data = disk.read(path, MB)
    try:
        written = msgspec.json.decode(data, type=_Written)
    except (ValueError, RecursionError) as error:
        raise StorageFailed(f"{path}: {shown(str(error).replace('`', chr(39)), longest=200)}.") from error
    for problem in _problems(written):
        raise StorageFailed(f"{path}: {problem}")
    return Standard(written.unseen, written.modes, written.critical, tuple(written.floors.items()))


def _problems(written: _Written) -> Iterator[str]:
    if not 1 <= written.unseen <= MOST_UNSEEN:
        yield f"'unseen' is how many drills must be without a critical error, 1 to {MOST_UNSEEN}, not {written.unseen}."
    if not written.modes:
        yield f"'modes' names no mode, so nobody could be ready. There are {listed(COUNTED_MODES, 'and')}."
    yield from _unknown("mode", written.modes, COUNTED_MODES)
    yield from _unknown("rule", written.critical, RULES)
    for dimension, floor in written.floors.items():
        if not 0 <= floor <= 100:
            yield f"the floor of {dimension.value} is a mark from 0 to 100, not {floor:g}."


def _unknown(kind: str, found: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    for name in found:
        if name not in known:
            yield f"there is no {kind} {quoted(name)} that can count.{did_you_mean(name, list(known))}"
