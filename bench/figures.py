"""How a bench notes a figure down: what was promised, what was measured, what that costs today.

Each script that imports this keeps its figures in `bench/measured/`, and `docs/write_speed.py` makes the page of them.
Running this file by itself does nothing.
"""

import json
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from simulator.drill import state

MEASURED = Path(__file__).parent / "measured"
COMPILED = not str(state.__file__).endswith(".py")
BOTH_WAYS = frozenset({"engine", "fleet", "peers"})  # what plays drills is measured as it is and compiled
SHELF = tuple(sorted(p for p in (MEASURED.parents[1] / "scenarios").glob("*.yaml") if not p.stem.endswith(".plan")))


@dataclass(frozen=True, slots=True)
class Figure:
    """One promise and what came of it; *of* says what one unit of *measured* is."""

    id: str
    measured: float
    promised: float
    of: str
    costs: str  # in plain units, on the machine of that day
    rounds: int
    at_least: bool = False  # whether more is better

    @property
    def held(self) -> bool:
        """Whether the promise is kept."""
        return self.measured >= self.promised if self.at_least else self.measured <= self.promised


def ratio(ones: Sequence[float], others: Sequence[float]) -> float:
    """The median of *ones* in *others*, round by round: what slows the machine for a while slows both."""
    return median(one / other for one, other in zip(ones, others, strict=True))


def keep(script: str, figures: Sequence[Figure], folder: Path = MEASURED) -> None:
    """Print *figures* and keep them as those of *script*, with the Python and the kind of machine they were made on.

    What is measured both ways is kept in a folder *plain* where the engine wasn't compiled.
    """
    if script in BOTH_WAYS and not COMPILED:
        folder /= "plain"
    for figure in figures:
        print(sentence(figure))
    folder.mkdir(parents=True, exist_ok=True)
    compiled = ", the engine compiled," if COMPILED else ""
    machine = f"Python {platform.python_version()}{compiled} on {platform.system()} {platform.machine()}"
    content = {"machine": machine, "figures": [asdict(figure) for figure in figures]}
    (folder / f"{script}.json").write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def sentence(figure: Figure) -> str:
    """*figure* in a line."""
    most = "at least" if figure.at_least else "at most"
    verdict = "kept" if figure.held else "not kept"
    promise = f"promised {most} {figure.promised:g}: {verdict}"
    return f"{figure.id}: {figure.measured:.3g} {figure.of}, {promise}. {figure.costs}"
