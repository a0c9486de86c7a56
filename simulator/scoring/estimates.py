"""How good an estimate was, without hindsight: against the range that could be known when it was said.

What must not live here: what really happened later. All times are remaining milliseconds.
"""

from simulator.scenario.story import Quantity
from simulator.scoring.blending import clip
from simulator.scoring.rubric import RUBRIC, Rubric

MINUTE_MS = 60_000


def estimate_quality(low: float | None, high: float, p10: float, p90: float, beat: float, k: Rubric = RUBRIC) -> float:
    """q: 1 for a range that says what could be known, falling where it promises too much or says too little.

    *low* None is the one-sided form "by then at the latest": it is judged by its end alone. *beat* is C.
    """
    width = max(p90 - p10, beat * k.estimate_width)
    miss = k.estimate_low_price * max(0.0, p90 - high) + k.estimate_wide_price * max(0.0, high - p90)
    if low is not None:
        miss += max(0.0, low - p10) + k.estimate_wide_price * max(0.0, p10 - low)
    return clip(1 - miss / width)


def overstated(high: float, p90: float, beat: float, k: Rubric = RUBRIC) -> float:
    """Points lost for an estimate far beyond what could be known: nothing up to 1.5 times, then steeply."""
    reach = max(p90, beat / 2)
    return k.overstated_most * clip((high / reach - k.overstated_from) / k.overstated_span)


def knowable(quantity: Quantity, at: int) -> tuple[float, float] | None:
    """The 10 % and 90 % marks of the time remaining at *at*, as it could be known then; None if it couldn't.

    What was knowable at one moment runs down with the clock until something newer can be known.
    """
    known = [entry for entry in quantity.knowable if entry.at <= at]
    if not known:
        return None
    gone = at - known[-1].at
    return max(0.0, known[-1].p10 - gone), max(0.0, known[-1].p90 - gone)


def over_time(qualities: list[float]) -> float:
    """Q of several estimates: half the worst, half the last."""
    return 0.5 * min(qualities) + 0.5 * qualities[-1]
