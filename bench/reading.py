"""What reading a scenario costs, with marks, guard and all checks, against a bare `yaml.load` of the same bytes.

Both run interleaved in one process; the figure is the ratio of medians, and the aim is at most 3.
"""

from pathlib import Path
from statistics import median
from time import process_time

import yaml

from simulator.scenario.reading import read_bytes

ROUNDS = 25
ROOT = Path(__file__).parent.parent
AIM = 3.0
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


def ratio(raw: bytes) -> tuple[float, float]:
    """Give the median milliseconds of a bare load, and how many times that our reading takes."""
    bare, ours = [], []
    for _ in range(ROUNDS):
        began = process_time()
        yaml.load(raw, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        between = process_time()
        read_bytes(raw, "drill.yaml")
        bare.append(between - began)
        ours.append(process_time() - between)
    return median(bare) * 1000, median(ours) / median(bare)


def main() -> None:
    """Print one line for each file."""
    small = (ROOT / "tests" / "scenario" / "small-drill.yaml").read_text(encoding="utf-8")
    files = {"a long drill": large_drill(small)}
    plans = set(ROOT.glob("scenarios/*.plan.yaml"))
    files |= {path.name: path.read_bytes() for path in sorted(set(ROOT.glob("scenarios/*.yaml")) - plans)}
    for name, raw in files.items():
        bare_ms, times = ratio(raw)
        lines = raw.count(b"\n")
        print(f"{name} ({lines} lines): reading = {times:.2f} x yaml.load ({bare_ms:.1f} ms), aim <= {AIM:g}")


if __name__ == "__main__":
    main()
