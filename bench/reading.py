"""What reading a scenario costs, with marks, guard and all checks, against a bare `yaml.load` of the same bytes.

Both run interleaved in one process; the figure is the ratio of medians, and the aim is at most 3. A story that was read
before comes from where it is kept: the aim there is a tenth of a bare load.
"""

import tempfile
from pathlib import Path
from statistics import median
from time import process_time

import yaml

from simulator.journal.kept_stories import KeptStories
from simulator.scenario.reading import read_bytes
from simulator.scenario.shelf import scenario_paths

ROUNDS = 25
ROOT = Path(__file__).parent.parent
AIM, KEPT_AIM = 3.0, 0.1
COPIES = 60


def large_drill(small: str) -> bytes:
    """Make a long drill of the small one: its middle beats many times over, each copy leading to the next."""
    before, _, rest = small.partition("  waiting:\n")
    middle, _, after = rest.partition("  bye: {")
    copies = [("  waiting:\n" + middle).replace("waiting", f"waiting_{n}") for n in range(COPIES)]
    chained = [copy.replace("worried", f"worried_{n}") for n, copy in enumerate(copies)]
    linked = [copy.replace("to: bye", f"to: waiting_{n + 1}", 1) for n, copy in enumerate(chained[:-1])]
    text = before.replace("to: waiting", "to: waiting_0") + "".join([*linked, chained[-1]]) + "  bye: {" + after
    return text.encode()


def ratios(raw: bytes, kept: KeptStories) -> tuple[float, float, float]:
    """Median milliseconds of a bare load, and how many times that our reading takes, without and with a kept story."""
    bare, ours, again = [], [], []
    kept.read_bytes(raw, "drill.yaml")
    for _ in range(ROUNDS):
        began = process_time()
        yaml.load(raw, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        loaded = process_time()
        read_bytes(raw, "drill.yaml")
        read = process_time()
        kept.read_bytes(raw, "drill.yaml")
        bare.append(loaded - began)
        ours.append(read - loaded)
        again.append(process_time() - read)
    return median(bare) * 1000, median(ours) / median(bare), median(again) / median(bare)


def main() -> None:
    """Print one line for each file; exit with 1 where an aim is passed."""
    small = (ROOT / "tests" / "scenario" / "small-drill.yaml").read_text(encoding="utf-8")
    files = {"a long drill": large_drill(small)}
    files |= {path.name: path.read_bytes() for path in scenario_paths(ROOT / "scenarios")}
    over = False
    with tempfile.TemporaryDirectory() as folder:
        kept = KeptStories(Path(folder))
        for name, raw in files.items():
            bare_ms, times, again = ratios(raw, kept)
            over |= times > AIM or again > KEPT_AIM
            lines = len(raw.splitlines())
            print(f"{name} ({lines} lines): reading = {times:.2f} x yaml.load ({bare_ms:.1f} ms), ", end="")
            print(f"aim <= {AIM:g}; kept = {again:.3f} x, aim <= {KEPT_AIM:g}")
    raise SystemExit(over)


if __name__ == "__main__":
    main()
