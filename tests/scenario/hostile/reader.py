"""Reads each file of a folder in a process of its own with little memory, and prints what came of it, one line each.

Each process is a fork of this one, which has loaded what an idle `firedrill` has and read a sound scenario: what it
takes beyond that is the file's. A file that kills its reader kills nobody else.
"""

import json
import os
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from time import process_time

from simulator.cli import main
from simulator.errors import ScenarioInvalid
from simulator.scenario.overlay import read_laid
from simulator.scenario.plans import is_plan, read_plan
from simulator.scenario.reading import read_scenario
from simulator.scenario.reading_house import is_house
from simulator.training.plan import read_drill_plan

MB = 1 << 20
MEMORY = 64 * MB
SECONDS = 5  # of work, after which the system ends the reader; what is promised is measured, and less


def size() -> int:
    """How much memory this process has mapped, in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


def reader_of(file: Path, sound: Path) -> Callable[[], object]:
    """How a file of this name is read."""
    if is_house(file):
        return lambda: read_laid(sound, file)
    if is_plan(file):
        return lambda: read_plan(file)
    if file.name.endswith(".drill.yaml"):
        return lambda: read_drill_plan(file)
    return lambda: read_scenario(file)


def outcome(read: Callable[[], object]) -> dict[str, object]:
    """What came of reading: what was told, whether it was a refusal, and the milliseconds of work."""
    began = process_time()
    try:
        read()
        kind, told = "taken", ""
    except ScenarioInvalid as refused:
        kind, told = "refused", str(refused)
    except BaseException as error:
        kind, told = type(error).__name__, str(error)[:200]
    return {"kind": kind, "told": told, "ms": (process_time() - began) * 1_000}


def read_apart(file: Path, sound: Path) -> None:
    """Read *file* in a fork within its limits; prints the outcome with the file's name and the MB it took."""
    child = os.fork()
    if child == 0:
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (size() + MEMORY, size() + MEMORY))
        result = outcome(reader_of(file, sound))
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1_024
        print(json.dumps({"file": str(file), "mb": grown, **result}), flush=True)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status:
        print(json.dumps({"file": str(file), "kind": f"killed by {status}", "told": "", "ms": 0, "mb": 0}), flush=True)


if __name__ == "__main__":
    assert callable(main)
    known = Path(sys.argv[2])
    read_scenario(known)
    for path in sorted(Path(sys.argv[1]).rglob("*.yaml")):
        if path.parent != known.parent and ".beside" not in path.name and path.stem != "cake-at-six":
            read_apart(path, known)
