"""Mutation testing of `drill/`, `scoring/` and `journal/`: how much of what could be broken in them a test would tell.

    python -m tests.torture.mutation --sample 600           a seeded sample by module; exits with 1 under the floor
    python -m tests.torture.mutation --all --room scoring   every mutant of a room
    python -m tests.torture.mutation simulator.scoring.bands:7   this one

`docs/mutation.md` tells how to read it, and what is known about those that survive.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import ceil, sqrt
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from time import perf_counter

import msgspec

from tests.torture.covering import ROOMS, TESTS, Covering, covering, modules_of, path_of
from tests.torture.mutating import Mutant, changed, mutants
from tests.torture.trying import Fate, Outcome, Trial, outcomes

FLOOR = 0.80  # of the mutants of each room
CONTROLS = 10  # tests that each module has to pass as it is, before any mutant of it is believed to be killed


@dataclass(frozen=True, slots=True)
class Tried:
    """A mutant, and what became of it."""

    mutant: Mutant
    outcome: Outcome

    @property
    def told(self) -> str:
        """One line about it."""
        m = self.mutant
        return f"{self.outcome.fate} {m.name} line {m.line} {m.kind}: {m.before!r} -> {m.after!r} {self.outcome.by}"


@cache
def source_of(module: str) -> str:
    """The source of *module* as it is."""
    return path_of(module).read_text(encoding="utf-8")


@cache
def mutants_of(module: str) -> tuple[Mutant, ...]:
    """Every mutant of *module*."""
    return tuple(mutants(module, source_of(module)))


def sampled(room: str, size: int, seed: int) -> list[Mutant]:
    """About *size* mutants of *room*, of each module its share, and one at least."""
    whole = sum(len(mutants_of(module)) for module in modules_of(room))
    return [m for module in modules_of(room) for m in _some(module, ceil(size * len(mutants_of(module)) / whole), seed)]


def _some(module: str, size: int, seed: int) -> list[Mutant]:
    found = mutants_of(module)
    chosen = Random(f"{module}-{seed}").sample(range(len(found)), min(size, len(found)))
    return [found[number] for number in sorted(chosen)]


def judged(room: str, chosen: Sequence[Mutant], covered: Covering) -> Iterator[Tried]:
    """Try each mutant of *room*; raises RuntimeError where a module fails as it is, which tells of a fault in here."""
    tests = {mutant: covered.tests_for(mutant) for mutant in chosen}
    for mutant in chosen:
        if not tests[mutant]:
            yield Tried(mutant, Outcome(Fate.SURVIVED, 0.0, "no test runs it"))
    run = [mutant for mutant in chosen if tests[mutant]]
    sound = {mutant.module: mutant for mutant in reversed(run)}.values()
    as_it_is = (_trial(mutant, source_of(mutant.module), tests[mutant][:CONTROLS]) for mutant in sound)
    for mutant, outcome in zip(sound, outcomes(room, as_it_is), strict=True):
        if outcome.fate is not Fate.SURVIVED:
            raise RuntimeError(f"{mutant.module} as it is: {outcome}")
    trials = (_trial(mutant, changed(source_of(mutant.module), mutant.number), tests[mutant]) for mutant in run)
    yield from (Tried(mutant, outcome) for mutant, outcome in zip(run, outcomes(room, trials), strict=True))


def _trial(mutant: Mutant, source: str, tests: tuple[str, ...]) -> Trial:
    return Trial(mutant.module, source, tests)


@dataclass(frozen=True, slots=True)
class Rate:
    """The share of a room's mutants that a test told, by a sample, between *low* and *high* with 95 %."""

    tried: int
    killed: int
    share: float
    low: float
    high: float


def rate_of(found: Sequence[Tried]) -> Rate:
    """The share that was told, each module counted by how many mutants it has, with Wilson's interval."""
    modules = {tried.mutant.module for tried in found}
    whole = sum(len(mutants_of(module)) for module in modules)
    share = sum(len(mutants_of(module)) / whole * _share(found, module) for module in modules)
    n, z = len(found), 1.96
    middle, spread = share + z * z / (2 * n), z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    killed = sum(tried.outcome.fate is not Fate.SURVIVED for tried in found)
    return Rate(n, killed, share, (middle - spread) / (1 + z * z / n), (middle + spread) / (1 + z * z / n))


def _share(found: Sequence[Tried], module: str) -> float:
    own = [tried.outcome.fate is not Fate.SURVIVED for tried in found if tried.mutant.module == module]
    return sum(own) / len(own)


def _named(names: Sequence[str]) -> list[Mutant]:
    pairs = [name.split(":") for name in names]
    return [m for module, *numbers in pairs for m in mutants_of(module) if not numbers or str(m.number) in numbers]


def _asked() -> argparse.Namespace:
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("name", nargs="*", help="a module, or one mutant of it as MODULE:NUMBER")
    asked.add_argument("--room", choices=ROOMS, action="append", help="one of them only; may be given several times")
    asked.add_argument("--sample", type=int, default=900, help="mutants over the rooms; 900 where nothing is said")
    asked.add_argument("--all", action="store_true", help="every mutant, which takes hours")
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--map", type=Path, help="keep there which tests run which lines, and read it from there")
    asked.add_argument("--tests", action="append", help="the tests to run; those of the three rooms otherwise")
    asked.add_argument("--write", type=Path, help="write a line of JSON there for each mutant")
    return asked.parse_args()


def _chosen(given: argparse.Namespace) -> dict[str, list[Mutant]]:
    if given.name:
        named = _named(given.name)
        return {room: own for room in ROOMS if (own := [m for m in named if m.module.startswith(f"simulator.{room}.")])}
    rooms = given.room or ROOMS
    if given.all:
        return {room: [m for module in modules_of(room) for m in mutants_of(module)] for room in rooms}
    return {room: sampled(room, given.sample // len(rooms), given.seed) for room in rooms}


def _reported(room: str, found: Sequence[Tried], seconds: float) -> bool:
    """Print what became of *room*'s mutants; whether enough of them were told."""
    for tried in found:
        if tried.outcome.fate is Fate.SURVIVED:
            print(tried.told)
    rate = rate_of(found)
    kinds = Counter(tried.mutant.kind for tried in found if tried.outcome.fate is Fate.SURVIVED)
    print(
        f"{room}: {rate.killed} of {rate.tried} killed, {rate.share:.1%} ({rate.low:.1%} to {rate.high:.1%}), "
        f"{seconds:.0f} s; survivors: {', '.join(f'{n} {kind}' for kind, n in kinds.most_common()) or 'none'}",
        flush=True,
    )
    return rate.share >= FLOOR


def main() -> int:
    """Try what was asked for; 1 where fewer than the floor were told in one of the rooms."""
    given = _asked()
    good = True
    with TemporaryDirectory() as folder:
        covered = covering(given.map or Path(folder) / "map.json", tuple(given.tests or TESTS))
    for room, chosen in _chosen(given).items():
        began, found = perf_counter(), list[Tried]()
        for tried in judged(room, chosen, covered):
            found.append(tried)
            if given.write:
                with given.write.open("ab") as lines:
                    lines.write(msgspec.json.encode(tried) + b"\n")
        good = _reported(room, found, perf_counter() - began) and good
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
