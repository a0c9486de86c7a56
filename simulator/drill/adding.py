"""Adding numbers up so that every Python comes to the same: what is scored is kept and compared bit for bit."""

import sys
from collections.abc import Iterable
from functools import reduce
from operator import add


def total_of(numbers: Iterable[float]) -> float:
    """The sum of *numbers*, added one after the other from the left.

    `sum` won't do: from Python 3.12 on it carries the rounding of floats along, so the last digit of a score differs
    from what 3.11 gave, and a record that was scored there would look forged here.
    """
    if sys.version_info < (3, 12):  # there `sum` adds just so, and quicker
        return sum(numbers)
    return reduce(add, numbers, 0)
