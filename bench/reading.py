"""What reading a scenario costs, with marks, guard and all checks, against a bare `yaml.load` of the same bytes.

All run interleaved in one process; a figure is the median of what each round took in that round's bare load. A story
that was read before comes from where it is kept. The checks that play a scenario aren't among those of reading.
"""

import gc
import tempfile
from collections import deque
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

import yaml
from figures import Figure, keep, ratio

from simulator.journal.kept_stories import KeptStories
from simulator.scenario.reading import read_bytes
from simulator.scenario.shelf import scenario_paths

ROUNDS = 25
ROOT = Path(__file__).parent.parent
AIM, KEPT_AIM = 3.0, 0.1  # beyond them something has gone wrong
PROMISED, PROMISED_KEPT = 1.5, 0.05  # of issue 8
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


def seconds(work: Callable[[], object]) -> float:
    """CPU time of *work*, without the garbage of whoever had the turn before.

    Without the collection the turns' order decides who pays for it: the same bytes came to 1.03 and to 1.32 loads.
    """
    gc.collect()
    gc.freeze()  # nor does a heap that has grown meanwhile count
    began = process_time()
    work()
    return process_time() - began


def ratios(raw: bytes, kept: KeptStories) -> tuple[float, float, float, float]:
    """Median milliseconds of a bare load; how many times that our reading takes, without and with a kept story, and
    what libyaml's events take, of which everybody builds."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    turns = (
        lambda: yaml.load(raw, Loader=loader),
        lambda: read_bytes(raw, "drill.yaml"),
        lambda: kept.read_bytes(raw, "drill.yaml"),
        lambda: deque(yaml.parse(raw, Loader=loader), maxlen=0),
    )
    kept.read_bytes(raw, "drill.yaml")
    bare, ours, again, events = zip(*[[seconds(turn) for turn in turns] for _ in range(ROUNDS)], strict=True)
    return median(bare) * 1000, ratio(ours, bare), ratio(again, bare), ratio(events, bare)


def main() -> None:
    """Print and keep two figures for each file; exit with 1 where something has gone wrong."""
    small = (ROOT / "tests" / "scenario" / "small-drill.yaml").read_text(encoding="utf-8")
    files = {"a long drill": large_drill(small)}
    files |= {path.name: path.read_bytes() for path in scenario_paths(ROOT / "scenarios")}
    over, shown = False, []
    with tempfile.TemporaryDirectory() as folder:
        kept = KeptStories(Path(folder))
        for name, raw in files.items():
            bare_ms, times, again, events = ratios(raw, kept)
            over |= times > AIM or again > KEPT_AIM
            lines = f"{len(raw.splitlines())} lines; a bare load {bare_ms:.1f} ms, "
            ours = f"{lines}ours {bare_ms * times:.1f} ms, libyaml's events alone {bare_ms * events:.1f}."
            costs = (ours, f"{lines}a kept story {bare_ms * again:.1f} ms.")
            shown.append(Figure(f"reading {name}", times, PROMISED, "bare loads", costs[0], ROUNDS))
            shown.append(Figure(f"kept {name}", again, PROMISED_KEPT, "bare loads", costs[1], ROUNDS))
    keep("reading", shown)
    raise SystemExit(over)


if __name__ == "__main__":
    main()
