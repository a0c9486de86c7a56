"""What comparing answers: frozen, JSON as it stands. No ranks, no score made of scores; people in order of pseudonym.

What must not live here: how anything is worked out, and names.
"""

from enum import StrEnum

from msgspec import Struct

from simulator.comparing.quantiles import Interval
from simulator.scoring.finding import Dimension

LEAST_SHARED = 3  # drills shared with others, below which nobody is compared: performance depends on the case


class Estimate(Struct, frozen=True):
    """One person's score in one mode. *expected* is the mark at a first attempt at the average drill, or None.

    A mark counts the same in whichever month it was given. Where *expected* is None, *why* says so and *would_be_wide*
    says how wide the interval would be, if that can be told. *first* and *latest* are marks as they were given, of the
    first and the latest of *runs*, of which *counted* are in what is worked out; *shared* counts the drills that others
    were marked on too, as far as attempts count. *circle* is the number of the circle of people who are joined by
    drills they share, from 1, the largest first: nobody can be compared across circles. *practice_left_in* says that
    later attempts are among the marks and that what practice brings couldn't be told, so it isn't a mark at a first
    attempt; then those attempts at each drill count alone that most people made.
    """

    dimension: Dimension
    expected: Interval | None
    why: str
    would_be_wide: float | None
    first: float | None
    latest: float | None
    runs: int
    shared: int
    circle: int = 0
    practice_left_in: bool = False
    counted: int = 0


class Tried(Struct, frozen=True):
    """One drill that somebody tried, *runs* times: the four marks of the first attempt and of the latest."""

    scenario: str
    version: str
    runs: int
    first: tuple[float | None, float | None, float | None, float | None]
    latest: tuple[float | None, float | None, float | None, float | None]


class Cost(Struct, frozen=True):
    """What cost somebody points: a rule in words, its principle, in how many of *of* drills, points lost per drill."""

    rule: str
    words: str
    principle: str
    drills: int
    of: int
    points: float


class Suggestion(Struct, frozen=True):
    """A drill of the shelf that asks for what is to be practised; *tried* says how often they did already, in any mode
    that the score book holds."""

    scenario: str
    title: str
    principles: tuple[str, ...]
    tried: int


class Practice(Struct, frozen=True):
    """What one person should practise: the score furthest below its band, what it lost its points to, and where.

    *points* is the estimate where there is one (*compared*), else the mean of their own marks; it has one decimal.
    """

    dimension: Dimension
    points: float
    compared: bool
    wanted: float
    band: str
    costs: tuple[Cost, ...]
    drills: tuple[Suggestion, ...]


class PersonAnswer(Struct, frozen=True):
    """One person in one mode. *assisted* runs are counted and in nothing else."""

    person: str
    cohort: str
    runs: int
    assisted: int
    estimates: tuple[Estimate, ...]
    tried: tuple[Tried, ...]
    practice: Practice | None


class RuleFailed(Struct, frozen=True):
    """How often one rule cost points, of all drills with that score: a share with its interval, each person once."""

    rule: str
    words: str
    share: Interval
    people: int
    points: float  # lost per drill, all drills counted


class PrincipleFailed(Struct, frozen=True):
    """The same for a principle, with its rules; *whole_group* says that surely more than half of the drills fail it."""

    dimension: Dimension
    principle: str
    words: str
    share: Interval
    people: int
    whole_group: bool
    rules: tuple[RuleFailed, ...]


class Difficulty(Struct, frozen=True):
    """What the average person of this group gets in one drill at a first attempt: lower is harder.

    *circle* and *practice_left_in* as in `Estimate`.
    """

    dimension: Dimension
    scenario: str
    version: str
    people: int
    expected: Interval
    circle: int = 1
    practice_left_in: bool = False


class Month(Struct, frozen=True):
    """A cohort's mean of one month, each person once, with drills made equally hard and practice taken out.

    *circle* as in `Estimate`; *practice_left_in* says that months and practice couldn't be told apart, so that a rise
    may be that of trying the same drills again.
    """

    dimension: Dimension
    cohort: str  # empty: everybody
    month: str
    people: int
    mean: Interval
    circle: int = 1
    practice_left_in: bool = False


class Change(Struct, frozen=True):
    """How many *points* the group stands higher in month *until* than in month *since*, people and drills alike.

    Of the largest circle. *practice_left_in* as in `Month`.
    """

    dimension: Dimension
    since: str
    until: str
    points: Interval
    practice_left_in: bool = False


class GroupAnswer(Struct, frozen=True):
    """All that can be compared: one mode, one rubric.

    *circles* names the scores on which people fall into more than one circle of five or more, and into how many: these
    share no drill with those, so nobody can be compared across. *untold_drills* and *untold_months* count the drills,
    and the cohorts' months (everybody's too), of which nothing is said on one score or more, because that would tell of
    fewer than five people. *months_apart* are cohorts (empty: everybody) and months that can't be compared month to
    month on one score or more, because fewer than three of their drills were done in another month, or no drill joins
    them with the months that are told. On the scores *supposed* people and drills of months that no drill joins stand
    beside each other as if the group had been as good in both.
    """

    mode: str
    rubric: str
    runs: int
    assisted: int
    people: tuple[PersonAnswer, ...]
    failed: tuple[PrincipleFailed, ...]
    difficulty: tuple[Difficulty, ...]
    months: tuple[Month, ...]
    again: tuple[tuple[Dimension, Interval], ...]  # what twice as many attempts at the same drill bring, in points
    untold_drills: int
    untold_months: int
    months_apart: tuple[tuple[str, str], ...] = ()
    circles: tuple[tuple[Dimension, int], ...] = ()
    supposed: tuple[Dimension, ...] = ()
    changes: tuple[Change, ...] = ()  # from the first month that is told of everybody to the last


class Verdict(StrEnum):
    """Whether somebody meets the house's standard."""

    READY = "ready"
    NOT_YET = "not_yet"
    TOO_FEW = "too_few"  # too few drills not drilled before to tell


class Looked(Struct, frozen=True):
    """A drill, not drilled before, that counted, and the critical errors in it."""

    run: str
    scenario: str
    mode: str
    started: str
    errors: tuple[str, ...]


class Readiness(Struct, frozen=True):
    """One person against the house's standard, with the drills it rests on, the latest last."""

    person: str
    verdict: Verdict
    drills: tuple[Looked, ...]


class Comparison(Struct, frozen=True):
    """The whole answer. Bots are counted and nowhere else; *ready_share* is of all who have drills enough to tell.

    *left_out* names the runs that could have been drills and aren't in the book, because their records can't be used.
    *asked* says in words which drills were asked for; readiness rests on all drills of the people shown.
    """

    purpose: str
    unseen: int  # how many drills, each not drilled before, the standard asks for
    groups: tuple[GroupAnswer, ...]
    readiness: tuple[Readiness, ...]
    ready_share: Interval | None
    ready_of: int
    bots: int
    left_out: tuple[str, ...] = ()
    asked: str = ""
