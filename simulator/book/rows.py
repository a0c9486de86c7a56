"""What goes into the book and comes out of it. Data only; the columns are in `tables`."""

from collections.abc import Container
from enum import StrEnum

from msgspec import Struct

from simulator.comparing.attempts import Attempt
from simulator.journal.records import Scores


class Entered(Struct, frozen=True):
    """One drill with everything the book keeps of it. *record* is the hash of its journal's last line.

    The number of the attempt isn't kept: it follows from the other attempts. Nor is the *pair*, who shared the desk; it
    only tells whether the drill may come in at all.
    """

    attempt: Attempt
    house: str
    seed: int
    record: str
    trainer: str = ""
    pair: str = ""

    def is_of(self, gone: Container[str]) -> bool:
        """Whether one of those who played is among *gone*."""
        return self.attempt.person in gone or self.pair in gone

    def began_before(self, since: str) -> bool:
        """Whether it began before *since*, a moment in UTC as records write it; empty: no."""
        return self.attempt.started < since


class Entry(StrEnum):
    """What became of a drill that was to be entered."""

    NEW = "new"
    THERE = "there"
    RESCORED = "rescored"  # its journal has grown since: another scorecard counts now
    ERASED = "erased"  # whose it was wished to be forgotten


class Kind(StrEnum):
    """What somebody's rating is."""

    TRAINER = "trainer"
    BLIND = "blind"  # by a second rater who saw no other marks
    OVERRIDE = "override"  # instead of the automatic scores, which stay beside it


class Case(Struct, frozen=True):
    """What may be compared with itself only: one version of a scenario, in one mode, judged by one rubric."""

    scenario: str
    version: str
    mode: str
    rubric: str


class Standing(Struct, frozen=True):
    """Where a mark lies among others: so many *below* it, so many the *same*, *of* how many in all."""

    below: int
    same: int
    of: int

    @property
    def percentile(self) -> float:
        """How many of a hundred lie below, those with the same mark counted half."""
        return 100 * (self.below + self.same / 2) / self.of


class CohortMonth(Struct, frozen=True, gc=False):
    """The medians of one cohort in one month, for one case."""

    case: Case
    cohort: str
    month: str
    runs: int
    medians: Scores
