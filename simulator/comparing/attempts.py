"""One drill of one person as it is compared: a frozen row, from the score book or from a generator.

What must not live here: where rows come from, and names; a person is a pseudonym.
"""

from collections.abc import Iterable

from msgspec import Struct

from simulator.scoring.finding import Dimension

Seen = tuple[str, str, float]
"""A finding in three words: its rule, the principle behind it, its effect in points of its score (below 0: lost)."""


class Attempt(Struct, frozen=True, kw_only=True):
    """One finished drill. Marks run from 0 to 100; None: not scored there.

    *version* is the hash of the scenario's content: what differs in it is another scenario. *attempt* counts this
    person's attempts at this scenario from 1, *started* is UTC (2026-03-01T09:30:00Z), *assisted* says that somebody
    stepped in while it ran, *bot* that no person played.
    """

    run: str
    person: str
    scenario: str
    version: str
    mode: str
    rubric: str
    started: str
    attempt: int = 1
    cohort: str = ""
    assisted: bool = False
    bot: bool = False
    honesty: float | None = None
    empathy: float | None = None
    cadence: float | None = None
    generosity: float | None = None
    findings: tuple[Seen, ...] = ()

    @property
    def four(self) -> tuple[float | None, float | None, float | None, float | None]:
        """The four marks, in the order they are always told."""
        return self.honesty, self.empathy, self.cadence, self.generosity

    def points(self, dimension: Dimension) -> float | None:
        """The mark of *dimension*."""
        return self.four[tuple(Dimension).index(dimension)]

    @property
    def month(self) -> str:
        """The month it began in: `2026-03`."""
        return self.started[:7]


def by_person(attempts: Iterable[Attempt]) -> dict[str, list[Attempt]]:
    """*attempts* by pseudonym, in order of it; each person's in order of time, and of run where that is the same."""
    people: dict[str, list[Attempt]] = {}
    for attempt in sorted(attempts, key=lambda a: (a.person, a.started, a.run)):
        people.setdefault(attempt.person, []).append(attempt)
    return people
