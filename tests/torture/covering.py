"""Which tests run which lines of a room, and how long each takes; by coverage, in a process of its own.

    python -m tests.torture.covering MAP TEST...    runs the tests and writes the map as JSON

What is read once, while a module loads, no test runs for itself: `Covering.tests_for` then gives whatever runs the
module, and for one that holds nothing but numbers whatever runs its neighbours by import.
"""

import ast
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec
import pytest

from tests.torture.mutating import Mutant
from tests.torture.trying import IGNORED, ROOT, settle

ROOMS = ("drill", "scoring", "journal")
TESTS = (
    *(f"tests/{room}" for room in ROOMS),
    "tests/validation",  # what the mood model was fitted to
    "tests/content/test_pages.py",  # every constant stands in docs/constants.md
    "tests/training/test_interventions.py",  # what a trainer does to a drill
    "tests/training/test_sealing_up.py",
    "tests/torture/test_flipping.py",
    "tests/torture/test_tampering.py",
)
RECORDED = "tests/drill/test_recorded_plays.py", "tests/scoring/test_recorded_cards.py"  # slow, and they tell most
QUICK = 40  # sentences that are tried before them
BUDGET = 4.0  # seconds of the other sentences, measured with coverage on, that one mutant is worth


@dataclass(frozen=True)
class Covering:
    """*lines* of each module with the tests that ran them, as places in *tests*, and the *seconds* of each test."""

    tests: tuple[str, ...]
    seconds: tuple[float, ...]
    lines: dict[str, dict[int, tuple[int, ...]]]

    def tests_for(self, mutant: Mutant) -> tuple[str, ...]:
        """The tests that a mutant has to get past: the quickest first, as many as it is worth, and recorded plays."""
        own: set[int] = set()
        if mutant.function is not None:
            own = self._of_lines(mutant.module, mutant.lines) or self._of_lines(mutant.module, mutant.function)
        own = own or self._of_module(mutant.module)  # what is run while a module loads, no test runs for itself
        sentences = sorted((place for place in own if not self._is_recorded(place)), key=self.seconds.__getitem__)
        recorded = sorted((place for place in own if self._is_recorded(place)), key=self.seconds.__getitem__)
        order = (*sentences[:QUICK], *recorded, *self._affordable(sentences[QUICK:]))
        return tuple(self.tests[place] for place in order)

    def _is_recorded(self, place: int) -> bool:
        return self.tests[place].startswith(RECORDED)

    def _of_lines(self, module: str, lines: tuple[int, int]) -> set[int]:
        known = self.lines.get(module, {})
        return {place for line in range(lines[0], lines[1] + 1) for place in known.get(line, ())}

    def _of_module(self, module: str) -> set[int]:
        """What runs anything of *module*; of numbers alone, what runs anything of its neighbours by import."""
        own = self._run_of(module)
        return own or {place for other in self._neighbours.get(module, ()) for place in self._run_of(other)}

    def _run_of(self, module: str) -> set[int]:
        return {place for places in self.lines.get(module, {}).values() for place in places}

    def _affordable(self, places: Iterable[int]) -> Iterator[int]:
        spent = 0.0
        for place in places:
            spent += self.seconds[place]
            if spent <= BUDGET:
                yield place

    @cached_property
    def _neighbours(self) -> dict[str, set[str]]:
        """The modules that import each module or are imported by it, by its name."""
        found: dict[str, set[str]] = {}
        for module in self.lines:
            for other in _imported(path_of(module).read_text(encoding="utf-8")):
                found.setdefault(other, set()).add(module)
                found.setdefault(module, set()).add(other)
        return found


def _imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (node.module, *(f"{node.module}.{alias.name}" for alias in node.names))


def path_of(module: str) -> Path:
    """Where the source of *module* lies."""
    return ROOT.joinpath(*module.split(".")).with_suffix(".py")


def modules_of(room: str) -> list[str]:
    """The modules of *room* that hold anything."""
    paths = sorted((ROOT / "simulator" / room).glob("*.py"))
    return [f"simulator.{room}.{path.stem}" for path in paths if path.stem != "__init__"]


def covering(kept: Path, tests: tuple[str, ...]) -> Covering:
    """The map in *kept*, made now where there is none; raises CalledProcessError where a test fails."""
    if not kept.exists():
        run_quietly("tests.torture.covering", str(kept), *tests)
    return msgspec.json.decode(kept.read_bytes(), type=Covering)


def run_quietly(*words: str) -> None:
    """Run a module of this Python; where it fails, print what it said and raise CalledProcessError."""
    done = subprocess.run([sys.executable, "-m", *words], cwd=ROOT, text=True, capture_output=True)
    if done.returncode:
        print(done.stdout[-5_000:], done.stderr[-5_000:], sep="\n")
        done.check_returncode()


# -- in the process that measures


class _Measured:
    """Switches coverage's context to each test, and adds up what each takes."""

    def __init__(self, coverage: object) -> None:
        self._coverage = coverage
        self.seconds: dict[str, float] = {}

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self._coverage.switch_context(nodeid)  # type: ignore[attr-defined] # a `coverage.Coverage`

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration


def main() -> int:
    """Run the tests under coverage and write the map."""
    import coverage

    kept, tests = Path(sys.argv[1]), sys.argv[2:]
    data_file = kept.with_suffix(".coverage")
    settle()
    measuring = coverage.Coverage(data_file=str(data_file), source=[f"simulator/{room}" for room in ROOMS])
    measuring.set_option("run:core", "ctrace")  # what newer Pythons begin with can't tell which test ran a line
    measured = _Measured(measuring)
    measuring.start()
    code = pytest.main(["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", *IGNORED, *tests], plugins=[measured])
    measuring.stop()
    measuring.save()
    if code == 0:
        kept.write_bytes(msgspec.json.encode(_read(measuring.get_data(), measured.seconds)))
    return int(code)


def _read(data: object, seconds: dict[str, float]) -> Covering:
    places = {test: place for place, test in enumerate(seconds)}
    lines: dict[str, dict[int, tuple[int, ...]]] = {}
    for room in ROOMS:
        for module in modules_of(room):
            by_line = data.contexts_by_lineno(str(path_of(module)))  # type: ignore[attr-defined] # a `CoverageData`
            lines[module] = {line: tuple(places[c] for c in found if c in places) for line, found in by_line.items()}
    return Covering(tuple(seconds), tuple(round(each, 4) for each in seconds.values()), lines)


if __name__ == "__main__":
    sys.exit(main())
