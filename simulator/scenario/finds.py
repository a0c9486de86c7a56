"""What a check of meaning finds: a place, a code and a sentence."""

from typing import NamedTuple

from simulator.scenario.problems import Placed


class Find(NamedTuple):
    """One thing to mend, found by a check."""

    place: Placed
    code: str
    text: str
