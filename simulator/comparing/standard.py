"""The house's standard: when somebody is ready for the floor, and what counts as a critical error. All of it settable.

What must not live here: who is ready (`readiness`).
"""

from collections.abc import Iterator

from msgspec import Struct

from simulator.comparing.attempts import Attempt
from simulator.comparing.rule_words import rule_words
from simulator.scoring.bands import BANDS
from simulator.scoring.finding import Dimension

LIMITING_RULES = ("H-claim-false", "G-money-too-early")
"""The rules by which the rubric itself limits a whole score to half of it, whatever else was done well."""

FLOORS = tuple((dimension, bands[-2].least) for dimension, bands in BANDS.items())
"""Where the lowest band of each score ends. Without it, whoever says nothing at all would make no error."""


class Standard(Struct, frozen=True):
    """Ready is whose last *unseen* drills in these *modes* held no critical error.

    Unseen is a drill not drilled before: its first attempt, with nobody stepping in. Whether somebody had a look at it,
    or practised it guided, nobody can know. A critical error is a finding of one of *critical*, or a mark below its
    floor in *floors*. Guided drills don't count: they say what is so while it is played.
    """

    unseen: int = 3
    modes: tuple[str, ...] = ("untimed", "timed", "assessed")
    critical: tuple[str, ...] = LIMITING_RULES
    floors: tuple[tuple[Dimension, float], ...] = FLOORS


DEFAULT = Standard()


def critical_errors(attempt: Attempt, standard: Standard = DEFAULT) -> tuple[str, ...]:
    """The critical errors of *attempt* in words, each once; none: ()."""
    return tuple(dict.fromkeys([*_by_rule(attempt, standard), *_by_mark(attempt, standard)]))


def _by_rule(attempt: Attempt, standard: Standard) -> Iterator[str]:
    for rule, _, _ in attempt.findings:
        if rule in standard.critical:
            yield rule_words(rule)


def _by_mark(attempt: Attempt, standard: Standard) -> Iterator[str]:
    for dimension, floor in standard.floors:
        points = attempt.points(dimension)
        if points is not None and points < floor:
            yield f"{dimension.value} {points:g}, below {floor:g}"
