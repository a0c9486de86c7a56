"""Dice without a stream: each draw is a function of (seed, purpose, key), so no draw depends on another's order."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

from simulator.drill.adding import total_of

Item = TypeVar("Item")


def fraction(seed: int, purpose: str, key: str) -> float:
    """A number in [0, 1), the same on every machine for the same arguments."""
    digest = sha256(f"{seed}|{purpose}|{key}".encode()).digest()
    return int.from_bytes(digest[:7], "big") / 2**56


def between(seed: int, purpose: str, key: str, low: int, high: int) -> int:
    """A whole number from *low* to *high*, both possible; raises ValueError when *high* < *low*."""
    if high < low:
        raise ValueError(f"nothing lies between {low} and {high}")
    return low + int(fraction(seed, purpose, key) * (high - low + 1))


def weighted(seed: int, purpose: str, key: str, chances: Sequence[float]) -> int:
    """The index of one of *chances*, each as likely as its share; raises ValueError where they sum to nothing."""
    total = total_of(chances)
    if total <= 0:
        raise ValueError(f"no chance for any option of '{key}'")
    point = fraction(seed, purpose, key) * total
    for index, chance in enumerate(chances):
        point -= chance
        if point < 0:
            return index
    return len(chances) - 1


def shuffled(seed: int, purpose: str, key: str, items: Sequence[Item]) -> tuple[Item, ...]:
    """*items* in an order the seed decides."""
    order = sorted(range(len(items)), key=lambda i: fraction(seed, purpose, f"{key}|{i}"))
    return tuple([items[i] for i in order])
