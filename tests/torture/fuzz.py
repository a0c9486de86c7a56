"""The long form of fuzzing: mutants of sound inputs until so many were tried; prints how many, and what broke.

    python -m tests.torture.fuzz --runs 1000000             by our own dice: the same inputs again for the same seed
    python -m tests.torture.fuzz --runs 1000000 --atheris   led by what of our code was reached (pip install atheris)

An input that breaks something is kept in a folder of its own and printed with how it broke; exits with 1 then.
"""

import argparse
import sys
import traceback
from collections import Counter
from hashlib import sha256
from pathlib import Path
from random import Random
from tempfile import gettempdir
from time import perf_counter

# Reading a scenario in full takes a thousand times what decoding a line takes: shares of the runs by what one costs.
SHARES = {
    "scenario": 2,
    "source": 2,
    "house": 4,
    "roster": 16,
    "moves": 10,
    "entry": 28,
    "note": 14,
    "journal": 20,
    "forged": 4,
}
FOUND = Path(gettempdir()) / "firedrill-fuzz-found"
MOST_FOUND = 20  # of one target, after which it is clear enough that something is wrong


def keep(name: str, raw: bytes) -> Path:
    """Write an input that broke something where it can be looked at."""
    FOUND.mkdir(exist_ok=True)
    path = FOUND / f"{name}-{sha256(raw).hexdigest()[:12]}"
    path.write_bytes(raw)
    return path


def by_dice(name: str, runs: int, seed: int) -> int:
    """Try *runs* mutants on target *name*; prints the count and gives how many broke something."""
    from tests.torture.targets import mutant, taken

    dice, counts, began = Random(f"{name}-{seed}"), Counter[str](), perf_counter()
    for _ in range(runs):
        raw = mutant(name, dice)
        try:
            counts["taken" if taken(name, raw) else "refused"] += 1
        except Exception:
            counts["broken"] += 1
            print(f"{name} broke on {keep(name, raw)}\n{traceback.format_exc(limit=-3)}", flush=True)
            if counts["broken"] >= MOST_FOUND:
                break
    tried, seconds = counts.total(), perf_counter() - began
    told = ", ".join(f"{counts[kind]:,} {kind}" for kind in ("taken", "refused", "broken"))
    print(f"{name}: {tried:,} executions in {seconds:.0f} s ({tried / seconds:,.0f} a second): {told}", flush=True)
    return counts["broken"]


def by_reach(name: str, runs: int, seed: int) -> None:
    """Let atheris try *runs* inputs on target *name*; it ends this process itself, with an input that broke it."""
    import atheris

    with atheris.instrument_imports(include=["simulator"]):
        from tests.torture import targets

    folder = FOUND / f"seeds-{name}"
    folder.mkdir(parents=True, exist_ok=True)
    for number, raw in enumerate(targets.seeds_of(name)):
        (folder / f"seed-{number}").write_bytes(raw)
    options = [f"-runs={runs}", f"-seed={seed + 1}", "-max_len=20000", f"-artifact_prefix={FOUND}/{name}-"]
    atheris.Setup([sys.argv[0], *options, str(folder)], lambda raw: targets.taken(name, raw) and None)
    atheris.Fuzz()


def main() -> None:
    """Share the runs out among the targets asked for."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    asked.add_argument("--runs", type=int, default=1_000_000)
    asked.add_argument("--seed", type=int, default=0)
    asked.add_argument("--target", choices=SHARES, action="append")
    asked.add_argument("--atheris", action="store_true", help="one --target at a time: it ends the process itself")
    given = asked.parse_args()
    names = given.target or list(SHARES)
    if given.atheris:
        by_reach(names[0], given.runs, given.seed)
    whole = sum(SHARES[name] for name in names)
    broken = sum(by_dice(name, -(-given.runs * SHARES[name] // whole), given.seed) for name in names)
    raise SystemExit(1 if broken else 0)


if __name__ == "__main__":
    main()
