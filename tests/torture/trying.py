"""Tries mutants: each in a process of its own, with the mutant's source in the place of one module of the package.

    python -m tests.torture.trying ROOM < trials    a `Trial` a line as JSON, answered by an `Outcome` a line

This process imports, once, what the tests need from elsewhere and the rooms below ROOM; a trial is a fork of it, so
that every trial starts with ROOM and all above it unread. What must not live here: which mutants are tried, or by
which tests.
"""

import contextlib
import gc
import importlib
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from tempfile import mkdtemp
from time import perf_counter
from types import CodeType

import msgspec
import pytest
from hypothesis import Phase, settings

ROOT = Path(__file__).parents[2]
NEEDED = ("cryptography.hazmat.primitives.asymmetric.ed25519", "transitions", "typer", "yaml")
IGNORED = ("-W", "ignore::pytest.PytestAssertRewriteWarning")  # the libraries read beforehand hold no assertion of ours
BELOW = {
    "drill": ("scenario",),
    "scoring": ("scenario", "drill"),
    "journal": ("scenario", "drill", "scoring"),
}
FIRST = 8  # tests, the quickest, whose files are read before those of all the others are
MEMORY = 3 << 30  # bytes a trial may take: an endless loop may fill a list


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    SURVIVED = "survived"
    TIMEOUT = "timeout"


@dataclass(frozen=True, slots=True)
class Trial:
    """*source* in the place of *module* under *tests* (node ids or files), each of them for *seconds* at most."""

    module: str
    source: str
    tests: tuple[str, ...]
    seconds: float = 20.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a trial, after how many *seconds*, and the test that told."""

    fate: Fate
    seconds: float
    by: str = ""


def outcomes(room: str, trials: Iterable[Trial]) -> Iterator[Outcome]:
    """Try each of *trials*, all of *room*, in turn; raises RuntimeError where the process that tries them has died."""
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tests.torture.trying", room]
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        for trial in trials:
            server.stdin.write(msgspec.json.encode(trial) + b"\n")
            server.stdin.flush()
            if not (line := server.stdout.readline()):
                raise RuntimeError("the process that tries mutants has died")
            yield msgspec.json.decode(line, type=Outcome)
        server.stdin.close()


# -- in the process that tries


class _Mutated(SourceFileLoader):
    """Loads a module from its path, but compiles *source* instead of what lies there."""

    def __init__(self, name: str, path: str, source: str) -> None:
        super().__init__(name, path)
        self._source = source

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._source, self.path, "exec")


class _InFront:
    """Finds one module, and leaves the others to those that come after."""

    def __init__(self, module: str, source: str) -> None:
        self._module, self._source = module, source

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if name != self._module:
            return None
        whole = ROOT.joinpath(*name.split("."))
        file = str(whole / "__init__.py" if whole.is_dir() else whole.with_suffix(".py"))
        return spec_from_file_location(name, file, loader=_Mutated(name, file, self._source))


class _Chosen:
    """Keeps the tests that were chosen, in the order they were chosen in, and tells the first that failed."""

    def __init__(self, tests: tuple[str, ...], seconds: float) -> None:
        self._places = {test: place for place, test in enumerate(tests)}
        self._seconds = seconds
        self.failed = ""

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted((item for item in items if self._place(item) >= 0), key=self._place)

    def _place(self, item: pytest.Item) -> int:
        return self._places.get(item.nodeid, self._places.get(item.nodeid.split("::")[0], -1))

    def pytest_runtest_logstart(self) -> None:
        signal.setitimer(signal.ITIMER_REAL, self._seconds)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed and not self.failed:
            self.failed = report.nodeid


def settle() -> None:
    """Let hypothesis try the same examples each time, and shrink none of them."""
    phases = [Phase.explicit, Phase.generate]
    settings.register_profile("mutants", phases=phases, derandomize=True, database=None, deadline=None)
    settings.load_profile("mutants")


def _run(trial: Trial, folder: str) -> str:
    """Run the tests of *trial* until one fails; the test that failed, or nothing."""
    sys.meta_path.insert(0, _InFront(trial.module, trial.source))
    settle()
    parts = (trial.tests[:FIRST], trial.tests[FIRST:])
    return next((told for tests in parts if tests and (told := _failed(tests, trial.seconds, folder))), "")


def _failed(tests: tuple[str, ...], seconds: float, folder: str) -> str:
    chosen = _Chosen(tests, seconds)
    files = list(dict.fromkeys(test.split("::")[0] for test in tests))
    words = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", f"--basetemp={folder}/pytest", *IGNORED, *files]
    code = pytest.main(words, plugins=[chosen])
    return chosen.failed or ("" if code == 0 else f"exit {int(code)}")


def _child(trial: Trial, folder: str, pipe: int) -> None:
    os.setsid()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.setitimer(signal.ITIMER_REAL, trial.seconds)  # reading the mutant may be endless, too
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 1)
    os.dup2(quiet, 2)
    os.environ.update(FIREDRILL_HOME=f"{folder}/home", FIREDRILL_KEYS=f"{folder}/keys")
    try:
        told = _run(trial, folder)
    except BaseException as error:
        told = type(error).__name__
    os.write(pipe, told.encode()[:1000])
    os._exit(0)


def tried(trial: Trial) -> Outcome:
    """Fork, run *trial* and wait for it; it ends itself where a test takes too long."""
    began, folder = perf_counter(), mkdtemp(prefix="mutant-")
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _child(trial, folder, writing)
    os.close(writing)
    status = os.waitpid(child, 0)[1]
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # what it started and left behind
    told = "" if status else os.read(reading, 2000).decode()
    os.close(reading)
    shutil.rmtree(folder, ignore_errors=True)
    seconds = round(perf_counter() - began, 3)
    if status == signal.SIGALRM:
        return Outcome(Fate.TIMEOUT, seconds)
    by = f"status {status}" if status else told
    return Outcome(Fate.KILLED if by else Fate.SURVIVED, seconds, by)


def _below(room: str) -> list[str]:
    paths = [path for lower in BELOW[room] for path in sorted((ROOT / "simulator" / lower).glob("*.py"))]
    return [f"simulator.{path.parent.name}.{path.stem}" for path in paths if path.stem != "__init__"]


def main() -> None:
    """Answer each trial on the standard input."""
    answers = os.dup(1)
    for name in (*NEEDED, *_below(sys.argv[1])):
        importlib.import_module(name)
    gc.freeze()
    for line in sys.stdin.buffer:
        outcome = tried(msgspec.json.decode(line, type=Trial))
        os.write(answers, msgspec.json.encode(outcome) + b"\n")


if __name__ == "__main__":
    main()
