"""What is joined by what it shares, directly or through others: people by drills, months by drills.

What must not live here: what follows from it.
"""

from collections.abc import Hashable, Iterable
from typing import TypeVar

One = TypeVar("One", bound=Hashable)


def joined(sharing: Iterable[Iterable[One]]) -> dict[One, set[One]]:
    """Of each one, all it is joined with, itself too; who stand together in a group of *sharing* are joined."""
    found: dict[One, set[One]] = {}
    for group in sharing:
        whole = set(group)
        whole = whole.union(*(found.get(one, ()) for one in whole))
        found.update(dict.fromkeys(whole, whole))
    return found
