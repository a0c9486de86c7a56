"""Branch coverage of `drill/`, `scoring/` and `journal/` by the tests that are theirs.

    python -m tests.torture.branches           tells what no test reaches and each room's share; 1 under the floor
    python -m tests.torture.branches TEST...   by these tests instead

Two shares are told: of the branches, and of lines and branches together. Both have to reach the floor.
"""

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.torture.covering import ROOMS, TESTS, run_quietly

FLOOR = 95.0  # percent


@dataclass(frozen=True, slots=True)
class Reached:
    """How much of a room was reached, in percent, and the places in its files that weren't."""

    room: str
    branches: float
    whole: float
    missing: tuple[str, ...]

    @property
    def is_enough(self) -> bool:
        """Whether both shares reach the floor."""
        return min(self.branches, self.whole) >= FLOOR


def reached(report: Mapping[str, Any], room: str) -> Reached:
    """What coverage's JSON *report* says of *room*."""
    files = {name: file for name, file in report["files"].items() if Path(name).parts[-2] == room}
    total = {key: sum(file["summary"][key] for file in files.values()) for key in _COUNTS}
    branches = _share(total["covered_branches"], total["num_branches"])
    whole = _share(total["covered_lines"] + total["covered_branches"], total["num_statements"] + total["num_branches"])
    return Reached(room, branches, whole, tuple(_missing(files)))


_COUNTS = ("covered_branches", "num_branches", "covered_lines", "num_statements")


def _share(covered: int, whole: int) -> float:
    return 100 * covered / whole if whole else 100.0


def _missing(files: Mapping[str, Any]) -> Iterator[str]:
    for name, file in sorted(files.items()):
        gone = set(file["missing_lines"])  # where a line is missing, so is every way to it and from it
        jumps = [(start, end) for start, end in file["missing_branches"] if not gone & {start, end}]
        shown = [*map(str, sorted(gone)), *(f"{start}->{end if end > 0 else 'exit'}" for start, end in jumps)]
        if shown:
            yield f"{name}: {', '.join(shown)}"


def measured(tests: tuple[str, ...], folder: Path) -> Mapping[str, Any]:
    """Run *tests* under coverage and give its report; raises CalledProcessError where one fails."""
    data, report = folder / "coverage", folder / "report.json"
    sources = ",".join(f"simulator/{room}" for room in ROOMS)
    quiet = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist")
    measuring = ("--branch", f"--source={sources}", f"--data-file={data}")
    run_quietly("coverage", "run", *measuring, "-m", "pytest", *quiet, *tests)
    run_quietly("coverage", "json", f"--data-file={data}", "-o", str(report), "-q")
    return json.loads(report.read_text(encoding="utf-8"))  # type: ignore[no-any-return] # coverage's own format


def main() -> int:
    """Print what was reached; 1 where a room lies under the floor."""
    with TemporaryDirectory() as folder:
        report = measured(tuple(sys.argv[1:]) or TESTS, Path(folder))
    rooms = [reached(report, room) for room in ROOMS]
    for room in rooms:
        print(*room.missing, sep="\n")
        print(f"{room.room}: {room.branches:.1f} % of branches, {room.whole:.1f} % of lines and branches", flush=True)
    return 0 if all(room.is_enough for room in rooms) else 1


if __name__ == "__main__":
    raise SystemExit(main())
