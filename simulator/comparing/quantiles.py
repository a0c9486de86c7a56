"""Quantiles of Student's t, and the interval of a share: what the intervals are drawn with.

What must not live here: what is estimated.
"""

from functools import lru_cache
from math import atan, cos, pi, sqrt
from statistics import NormalDist

from msgspec import Struct

from simulator.drill.adding import total_of

CONFIDENCE = 0.95
Z = NormalDist().inv_cdf(0.5 + CONFIDENCE / 2)


class Interval(Struct, frozen=True):
    """An estimate with the ends of its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def width(self) -> float:
        """From end to end."""
        return self.high - self.low

    def within(self, least: float, most: float) -> "Interval":
        """This, cut off where the scale ends."""
        return Interval(*(min(most, max(least, x)) for x in (self.value, self.low, self.high)))


@lru_cache(maxsize=1024)
def t_quantile(freedom: int, share: float = 0.5 + CONFIDENCE / 2) -> float:
    """The *share* quantile of Student's t with *freedom* (1 or more) degrees of freedom, by bisection."""
    if freedom < 1:
        raise ValueError(f"Student's t needs a degree of freedom, not {freedom}")
    low, high = 0.0, 700.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if _t_below(middle, freedom) < share else (low, middle)
    return (low + high) / 2


def _t_below(t: float, freedom: int) -> float:
    """How much of Student's t lies below *t* >= 0 (Abramowitz & Stegun 26.7.3 and 26.7.4)."""
    if freedom > 400:
        return NormalDist().cdf(t * (1 - 1 / (4 * freedom)) / sqrt(1 + t * t / (2 * freedom)))
    angle = atan(t / sqrt(freedom))
    odd = freedom % 2
    term = cos(angle) if odd else 1.0
    total = term if freedom > 1 else 0.0
    for k in range(2 + odd, freedom - 1, 2):
        term *= cos(angle) ** 2 * (k - 1) / k
        total += term
    sine = t / sqrt(freedom + t * t)
    central = (2 / pi) * (angle + sine * total) if odd else sine * total
    return 0.5 + central / 2


def mean_interval(values: list[float], least: float = 0.0) -> Interval:
    """The mean of *values* (two or more) with Student's interval; they are taken to vary by *least* at least."""
    count = len(values)
    mean = total_of(values) / count
    spread = max(sqrt(total_of((v - mean) ** 2 for v in values) / (count - 1)), least)
    reach = t_quantile(count - 1) * spread / sqrt(count)
    return Interval(mean, mean - reach, mean + reach)
