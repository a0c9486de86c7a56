"""The long forms, as `make torture` runs them: `python -m tests.torture.long [PART ...]`; exit code 1 where one failed.

Each part is a program of its own, so that none leaves the next a process with much in it.
"""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from tests.torture.court import Court, kinds
from tests.torture.flipping import bad_cuts, bad_flips, journal
from tests.torture.tampering import whole_in_itself

KILLS = {"drills": 500, "seals": 100, "backups": 100, "restores": 50, "migrations": 100}
BOOK_KILLS = 150  # with them a thousand


def flips(folder: Path) -> bool:
    """Every cut and every flipped bit of 10 KB; whether all were seen."""
    data = journal(folder / "records")
    cuts, bits = bad_cuts(data, range(len(data) + 1)), bad_flips(data, range(len(data) * 8))
    print(f"flips: {len(data)} bytes, {len(data) + 1} cuts, {len(cuts)} bad; {len(data) * 8} flips, {len(bits)} unseen")
    return not cuts and not bits


def tampering(folder: Path) -> bool:
    """Every kind of tampering at every line; whether all were seen."""
    court, missed = Court(folder), []
    for kind, forged in kinds(court, every=1).items():
        unseen = [what for what, data in forged if court.missed((what, data))]
        whole = sum(whole_in_itself(data) for _, data in forged)
        print(f"tampering, {kind}: {len(forged)} forged, {whole} of them whole in themselves, {len(unseen)} unseen")
        missed += unseen
    return not missed


HERE: dict[str, Callable[[Path], bool]] = {"flips": flips, "tampering": tampering}
ELSEWHERE: dict[str, tuple[str, ...]] = {
    **{kind: ("tests.torture.dying", kind, str(times)) for kind, times in KILLS.items()},
    "book": ("tests.book.dying", "{folder}/book.sqlite", str(BOOK_KILLS)),
    "fuzz": ("tests.torture.fuzz", "--runs", "1000000"),
    "determinism": ("tests.torture.determinism", "--seeds", "10000"),
    "soak": ("tests.torture.soak", "--drills", "200"),
    "coverage": ("tests.torture.branches",),
    "mutation": ("tests.torture.mutation", "--sample", "900"),
}


def run(part: str) -> bool:
    """Run one part; whether nothing failed in it."""
    start = perf_counter()
    with TemporaryDirectory() as folder:
        if part in HERE:
            good = HERE[part](Path(folder))
        else:
            words = [word.format(folder=folder) for word in ELSEWHERE[part]]
            done = subprocess.run([sys.executable, "-m", *words], text=True, capture_output=True)
            print(done.stdout, done.stderr, sep="", end="")
            good = done.returncode == 0 and (part != "book" or ", 0 lost, whole, in step" in done.stdout)
    print(f"{part}: {'good' if good else 'BAD'}, {perf_counter() - start:.0f} s", flush=True)
    return good


def main() -> int:
    """Run the parts that were asked for, or all of them."""
    parts = sys.argv[1:] or [*HERE, *ELSEWHERE]
    failed = [part for part in parts if not run(part)]
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
