"""Shares with intervals that hold in small groups: each person counts once, however often they drilled.

Wilson's interval on the number of people it is worth (Korn & Graubard 1998; Dean & Pagano 2015): where everybody fails
it in about as many drills, a group says more than so many coins would, where people differ it says as much.
What must not live here: what the shares are of.
"""

from collections.abc import Sequence
from math import sqrt

from simulator.comparing.quantiles import Interval, Z, t_quantile
from simulator.drill.adding import total_of


def share_interval(shares: Sequence[float]) -> Interval:
    """The mean of *shares* (0 to 1, one a person, two or more) with its 95 % interval."""
    people = len(shares)
    mean = total_of(shares) / people
    worth = _worth(shares, mean)
    middle = (mean + Z * Z / (2 * worth)) / (1 + Z * Z / worth)
    reach = Z * sqrt(mean * (1 - mean) / worth + Z * Z / (4 * worth * worth)) / (1 + Z * Z / worth)
    return Interval(mean, min(mean, max(0.0, middle - reach)), max(mean, min(1.0, middle + reach)))


def _worth(shares: Sequence[float], mean: float) -> float:
    """How many coins these people are worth, corrected for how badly so few tell how much they differ."""
    people = len(shares)
    variance = total_of((share - mean) ** 2 for share in shares) / (people - 1) / people
    if variance <= 0.0 or not 0.0 < mean < 1.0:
        return float(people)
    coins = mean * (1 - mean) / variance
    return max(float(people), coins * (Z / t_quantile(people - 1)) ** 2)
