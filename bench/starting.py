"""How long text commands take to be there, in bare starts of Python, and whether they load anything heavy.

Every command runs in a process of its own over records of its own (a bot's drill, for those of `LISTING`), interleaved
with `python -c pass`; a figure is the median of what each round took in that round's bare start. What a command loads
is read from `-X importtime`. All modules are compiled before the first round, as those of an installed program are.

The two that were promised a ratio are held against importing what a simulator might well be made of (`STACK`), in the
same rounds. pydantic comes from the folder of peers that `make bench` fills.
"""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from figures import Figure, keep

ROUNDS = 21
ROOT = Path(__file__).parent.parent
HEAVY = frozenset({"pygame", "numpy", "sqlalchemy"})  # never
COSTLY = frozenset({"pydantic", "rich"})  # told, because they take longer than all of our own
BARE = ("-c", "pass")
STACK = ("-c", "import pygame, transitions, yaml, pydantic, sqlalchemy")
PEERS = Path(sys.prefix) / "peers"
PROMISED = {("--help",): 0.3, ("scores",): 0.3}  # of the stack, of issue 8

LISTING = [("scores",)]  # commands that list runs: they have one to list
DRILL = ("-m", "simulator", "play", "lost-child-resort", "--bot", "careful")

# The commands, and how many bare starts each may take: half as much again as was measured.
COMMANDS: dict[tuple[str, ...], float] = {
    ("--help",): 8,
    ("scores",): 10,
    ("scenarios", "--json"): 14,
    ("play", "lost-child-resort", "--bot", "careful"): 22,
}


def run(arguments: Sequence[str], home: str, *, show_imports: bool = False) -> str:
    """Run Python with *arguments*; give what it says on standard error."""
    environ = {**os.environ, "FIREDRILL_HOME": home, "PYGAME_HIDE_SUPPORT_PROMPT": "1"}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if arguments == STACK:
        environ["PYTHONPATH"] = str(PEERS)
    watching = ["-X", "importtime"] if show_imports else []
    command = [sys.executable, *watching, *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environ, capture_output=True, text=True, encoding="utf-8")
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed:\n{done.stderr}")
    return done.stderr


def milliseconds(arguments: Sequence[str], home: str) -> float:
    """How long a process with *arguments* takes from start to end."""
    start = perf_counter()
    run(arguments, home)
    return (perf_counter() - start) * 1_000


def loaded(command: Sequence[str], home: str) -> set[str]:
    """The packages that *command* loads, by their top names."""
    lines = run(("-m", "simulator", *command), home, show_imports=True).splitlines()
    modules = (line.rsplit("|", 1)[1].strip() for line in lines if line.startswith("import time:"))
    return {module.split(".")[0] for module in modules}


def told(command: tuple[str, ...], ratio: float, ms: float, loads: set[str]) -> bool:
    """Print one command's figures; whether all is as it should be."""
    limit = COMMANDS[command]
    noticed = ", ".join(sorted(loads & (HEAVY | COSTLY))) or "nothing heavy"
    kept = ratio <= limit and not loads & HEAVY
    print(
        f"{' '.join(command)}: {ratio:.1f} bare starts (at most {limit:g}), {ms:.0f} ms, loads {noticed}"
        f"{'' if kept else ': not as it should be'}"
    )
    return kept


def against_the_stack(times: dict[tuple[str, ...], list[float]], stack: list[float]) -> list[Figure]:
    """The figures of the commands that were promised one."""
    return [
        Figure(
            f"start {' '.join(command)}",
            median(one / other for one, other in zip(times[command], stack, strict=True)),
            promised,
            "of the stack",
            f"{median(times[command]):.0f} ms; importing the stack {median(stack):.0f} ms, a bare start of Python "
            f"{median(times[BARE]):.0f}.",
            ROUNDS,
        )
        for command, promised in PROMISED.items()
    ]


def main() -> None:
    """Print one line for each command; exit with 1 where one is too slow or loads something heavy."""
    stacked = [STACK] if (PEERS / "pydantic").is_dir() else []
    bare: list[float] = []
    stack: list[float] = []
    times: dict[tuple[str, ...], list[float]] = {command: [] for command in COMMANDS}
    with TemporaryDirectory() as folder:
        homes = {command: str(Path(folder) / str(number)) for number, command in enumerate(COMMANDS)}
        for command in LISTING:
            run(DRILL, homes[command])
        for arguments in (BARE, *stacked):
            run(arguments, folder)
        loads = {command: loaded(command, home) for command, home in homes.items()}
        for _ in range(ROUNDS):
            bare.append(milliseconds(BARE, folder))
            stack += [milliseconds(arguments, folder) for arguments in stacked]
            for command, home in homes.items():
                times[command].append(milliseconds(("-m", "simulator", *command), home))
    print(f"a bare start: {median(bare):.0f} ms, median of {ROUNDS}")
    kept = []
    for command, taken in times.items():
        ratio = median(one / other for one, other in zip(taken, bare, strict=True))
        kept.append(told(command, ratio, median(taken), loads[command]))
    if stack:
        keep("starting", against_the_stack({**times, BARE: bare}, stack))
    raise SystemExit(not all(kept))


if __name__ == "__main__":
    main()
