"""What trainers think of a run: a rating given before its scores are seen, an override of a score, both kept for good.

Theory of operation. Ratings are lines of the trainers' journal (`book.ledger`), which only grows; the score book is
made of the same lines. A run's own scorecard is never touched: an override stands beside the score it is about, with
its reason and with whoever gave it. A trainer rates a run once: after that they have seen its scores, and a second
rating would not be theirs alone. The first line of a trainer about a run counts, whatever comes behind it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from unicodedata import normalize

from msgspec import Struct

from simulator.book.journals import counts
from simulator.book.ledger import Ledger, Line, Rated
from simulator.book.naming import EVERYDAY, LEAST_OF_A_NAME, SENTENCE_BEGINS, as_word
from simulator.book.rows import Kind
from simulator.comparing import raters
from simulator.drill.events import DrillEnded
from simulator.errors import NotAllowed, Usage
from simulator.journal.records import Header, Scores
from simulator.journal.replay import Replayed
from simulator.scenario.problems import quoted
from simulator.scoring.finding import Dimension
from simulator.scoring.purpose import PURPOSE

HIGHEST = 4
STEP = 25.0  # points of a score that one step of a rating is worth, as in the trainee's own rating
LONGEST_LINE = 240


class Mark(Struct, frozen=True):
    """*steps*, 0 to 4 (None: nothing in this run to rate), with the line that says *why*."""

    dimension: Dimension
    steps: int | None
    why: str = ""

    @property
    def points(self) -> float | None:
        """On the scale of the scores."""
        return None if self.steps is None else self.steps * STEP


class Rating(Struct, frozen=True):
    """What *rater* thought of *run*. *unseen*: before they had seen its scores or anybody else's rating."""

    run: str
    rater: str
    made: str
    unseen: bool
    marks: tuple[Mark, ...]


class Override(Struct, frozen=True):
    """*rater* holds that the score *dimension* of *run* should be *points*, because of *reason*. The score stays."""

    run: str
    rater: str
    made: str
    dimension: Dimension
    points: float
    reason: str


class Beside(Struct, frozen=True):
    """One score of a run: the *automatic* one, what one trainer said, what *others* said, and who would change it."""

    dimension: Dimension
    automatic: float | None
    own: Mark
    others: tuple[Mark, ...]
    overrides: tuple[Override, ...]


class SideBySide(Struct, frozen=True):
    """A run as somebody sees it who has rated it."""

    run: str
    rater: str
    unseen: bool
    scores: tuple[Beside, ...]
    purpose: str = PURPOSE


# -- who may rate what


def insist_on_rateable(replayed: Replayed, rater: str) -> None:
    """Raise `NotAllowed` where *rater* has no business with this run, `Usage` where there is nothing to rate yet."""
    header = replayed.header
    if not counts(header):
        raise NotAllowed(f"{quoted(header.run)} is practice, or a bot's run. Practice is nobody's but the trainee's.")
    if rater in (header.person, header.pair):
        raise NotAllowed("Nobody is the trainer of their own run. Your own rating is part of your debrief.")
    if not replayed.events or not isinstance(replayed.events[-1], DrillEnded):
        raise Usage(f"{quoted(header.run)} hasn't ended, so it can't be rated yet.")


def plain_line(typed: str, names: Iterable[str]) -> str:
    """*typed* as a line that may be kept; raises `Usage` where it is too long or holds one of *names*.

    Names are in the people file alone, so that forgetting somebody is one line there.
    """
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in typed).split())
    if len(line) > LONGEST_LINE:
        raise Usage(f"This line has {len(line)} letters; {LONGEST_LINE} is the most. Shorten it.")
    named = name_in(line, names)
    if named:
        raise Usage(f"This line holds the name {quoted(named)}. Write 'they' instead: no name is kept with a rating.")
    return line


def name_in(line: str, names: Iterable[str]) -> str:
    """The first of *names*, whole or in part, that stands in *line* as a word; nothing where there is none.

    A whole name counts in capitals or not, a part as it is written. One that is an everyday word, as May and Will are,
    doesn't count where a sentence begins.
    """
    line = normalize("NFC", line)
    known = [normalize("NFC", name) for name in names if name]
    parts = (part for name in known for part in re.findall(r"\w+", name) if len(part) >= LEAST_OF_A_NAME)
    return next((name for name in (*known, *parts) if _stands_in(line, name)), "")


def _stands_in(line: str, name: str) -> bool:
    """Whether *name* is a word, or words, of *line*."""
    if " " in name:
        return bool(as_word(name.casefold()).search(line.casefold()))
    found = as_word(name).finditer(line)
    return any(name not in EVERYDAY or not SENTENCE_BEGINS.search(line[: one.start()]) for one in found)


# -- writing


def rate(
    ledger: Ledger,
    replayed: Replayed,
    rater: str,
    marks: Sequence[Mark],
    unseen: bool,
    now: datetime,
    journal: Path | None = None,
) -> None:
    """Keep the rating of *rater*; raises `NotAllowed` and `Usage`, also where they have rated this run before.

    *journal* is where the run was read, unless in the home. Raises `NotFound` where it isn't there any more.
    """
    insist_on_rateable(replayed, rater)
    lines, run = ledger.read(), replayed.header.run
    if rating_of(lines, run, rater) is not None:
        raise Usage(
            f"You have rated {quoted(run)} already, and have seen its scores since. 'firedrill rate {run} "
            "--override SCORE --to POINTS --because REASON' says what should be otherwise."
        )
    given = {mark.dimension: mark.points for mark in marks}
    whys = "\n".join(f"{mark.dimension.value}: {mark.why}" for mark in marks if mark.why)
    kind = Kind.BLIND if unseen else Kind.TRAINER
    line = _rated(run, rater, kind, _made(lines, run, rater, kind, now), given, whys)
    ledger.add_rating(line, players(replayed.header), journal)


def override(
    ledger: Ledger,
    replayed: Replayed,
    rater: str,
    dimension: Dimension,
    points: float,
    reason: str,
    now: datetime,
    journal: Path | None = None,
) -> None:
    """Keep what *rater* holds a score should be. Raises `NotAllowed` for whoever hasn't rated the run before.

    *journal* is as in `rate`.
    """
    insist_on_rateable(replayed, rater)
    lines, run = ledger.read(), replayed.header.run
    if rating_of(lines, run, rater) is None:
        raise NotAllowed(f"Rate {quoted(run)} first: 'firedrill rate {run}'. Its scores are shown after that.")
    if not reason:
        raise Usage("An override needs a reason: --because, in one line.")
    if not 0 <= points <= 100:
        raise Usage("A score is a number from 0 to 100.")
    made = _made(lines, run, rater, Kind.OVERRIDE, now)
    line = _rated(run, rater, Kind.OVERRIDE, made, {dimension: points}, reason)
    ledger.add_rating(line, players(replayed.header), journal)


def players(header: Header) -> tuple[str, ...]:
    """The ids of whoever sat at the desk, one or two."""
    return tuple(person for person in (header.person, header.pair) if person)


def _rated(run: str, rater: str, kind: Kind, made: str, points: Mapping[Dimension, float | None], reason: str) -> Rated:
    four = (points.get(dimension) for dimension in Dimension)
    honesty, empathy, cadence, generosity = four
    return Rated(
        run=run,
        rater=rater,
        kind=kind,
        made=made,
        honesty=honesty,
        empathy=empathy,
        cadence=cadence,
        generosity=generosity,
        reason=reason,
    )


def _made(lines: Iterable[Line], run: str, rater: str, kind: Kind, now: datetime) -> str:
    """When it was made. The book tells two overrides of one run apart by their second, so each gets its own."""
    taken = {
        line.made
        for line in lines
        if isinstance(line, Rated) and (line.run, line.rater, line.kind) == (run, rater, kind)
    }
    while (made := now.strftime("%Y-%m-%dT%H:%M:%SZ")) in taken:
        now += timedelta(seconds=1)
    return made


# -- reading


def ratings_in(lines: Iterable[Line]) -> tuple[Rating, ...]:
    """Every rating, in the order of the journal; of one trainer about one run the first."""
    ratings: dict[tuple[str, str], Rating] = {}
    for line in lines:
        if isinstance(line, Rated) and line.kind is not Kind.OVERRIDE:
            ratings.setdefault((line.run, line.rater), _rating(line))
    return tuple(ratings.values())


def rating_of(lines: Iterable[Line], run: str, rater: str) -> Rating | None:
    """What *rater* thought of *run*; None where they haven't rated it."""
    return next((r for r in ratings_in(lines) if (r.run, r.rater) == (run, rater)), None)


def overrides_in(lines: Iterable[Line], run: str = "") -> tuple[Override, ...]:
    """Every override, or those of *run*, in the order of the journal."""
    return tuple(
        Override(line.run, line.rater, line.made, dimension, points, line.reason)
        for line in lines
        if isinstance(line, Rated) and line.kind is Kind.OVERRIDE and run in ("", line.run)
        for dimension, points in _points(line).items()
        if points is not None
    )


def _rating(line: Rated) -> Rating:
    whys = dict(part.split(": ", 1) for part in line.reason.split("\n") if ": " in part)
    marks = (Mark(d, _steps(points), whys.get(d.value, "")) for d, points in _points(line).items())
    return Rating(line.run, line.rater, line.made, line.kind is Kind.BLIND, tuple(marks))


def _points(line: Rated) -> dict[Dimension, float | None]:
    return dict(zip(Dimension, (line.honesty, line.empathy, line.cadence, line.generosity), strict=True))


def _steps(points: float | None) -> int | None:
    return None if points is None else round(points / STEP)


def side_by_side(lines: Sequence[Line], header: Header, automatic: Scores, rater: str) -> SideBySide:
    """The scores of a run beside what trainers said; raises `NotAllowed` for a *rater* who hasn't rated it yet."""
    own = rating_of(lines, header.run, rater)
    if own is None:
        run = header.run
        raise NotAllowed(f"The scores of {quoted(run)} are shown once you have rated it: 'firedrill rate {run}'.")
    others = [r for r in ratings_in(lines) if r.run == header.run and r.rater != rater]
    overrides = overrides_in(lines, header.run)
    scores = (
        Beside(
            dimension,
            points,
            own.marks[place],
            tuple(other.marks[place] for other in others),
            tuple(one for one in overrides if one.dimension is dimension),
        )
        for place, (dimension, points) in enumerate(zip(Dimension, automatic.four, strict=True))
    )
    return SideBySide(header.run, rater, own.unseen, tuple(scores))


# -- agreement


class Agreed(Struct, frozen=True):
    """How far trainers agree, who stands above or below the others, and how many ratings were given too late to count.

    *rated_once* are runs that only one trainer has rated unseen: a second rating is what they lack.
    """

    agreement: tuple[raters.Agreement, ...]
    leanings: tuple[raters.Leaning, ...]
    ratings: int
    seen_before: int
    rated_once: tuple[str, ...]
    purpose: str = PURPOSE


def agreed(lines: Iterable[Line]) -> Agreed:
    """The agreement over all ratings that were given before anything was seen."""
    given = ratings_in(lines)
    blind = [rating for rating in given if rating.unseen]
    marks = [
        raters.Rating(rating.run, rating.rater, mark.dimension, mark.points)
        for rating in blind
        for mark in rating.marks
        if mark.points is not None
    ]
    raters_of: dict[str, set[str]] = {}
    for rating in blind:
        raters_of.setdefault(rating.run, set()).add(rating.rater)
    once = tuple(sorted(run for run, who in raters_of.items() if len(who) == 1))
    return Agreed(raters.agreement(marks), raters.leanings(marks), len(blind), len(given) - len(blind), once)
