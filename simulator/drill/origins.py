"""Where a constant comes from: its unit, its range, how sure we are of it and its source, kept beside the value.

What must not live here: any constant itself. Moods keep theirs in `mood_constants`, scores in `scoring.rubric`.
"""

from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple, get_type_hints


class Tag(Enum):
    """How a constant was found; the letter is what the documentation prints."""

    FITTED = "F"  # to a published or measured number
    ORDERED = "O"  # the literature gives the order only, the size is ours
    DESIGNED = "D"  # a decision of this product


class Origin(NamedTuple):
    """The label of one constant. *low* and *high* are the range in which the model still makes sense."""

    tag: Tag
    unit: str
    low: float
    high: float
    source: str


class Row(NamedTuple):
    """One constant with its label, for tables and tests."""

    name: str
    value: float
    origin: Origin


def fitted(unit: str, low: float, high: float, source: str) -> Origin:
    """The label of a constant that was fitted to a number in *source*."""
    return Origin(Tag.FITTED, unit, low, high, source)


def ordered(unit: str, low: float, high: float, source: str) -> Origin:
    """The label of a constant of which *source* gives the direction or the order, not the size."""
    return Origin(Tag.ORDERED, unit, low, high, source)


def designed(unit: str, low: float, high: float, source: str) -> Origin:
    """The label of a constant we chose ourselves; *source* says why."""
    return Origin(Tag.DESIGNED, unit, low, high, source)


def rows(constants: object) -> Iterator[Row]:
    """Every labelled number of a constants record, in the order of the file."""
    for name, hint in get_type_hints(type(constants), include_extras=True).items():
        for label in getattr(hint, "__metadata__", ()):
            if isinstance(label, Origin):
                yield Row(name, getattr(constants, name), label)
