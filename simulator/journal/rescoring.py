"""Another scorecard behind a run's last: what the rubric of this Firedrill makes of events that were played before.

An older scorecard is never replaced: a run keeps what it was told at the time.
"""

from contextlib import suppress

from msgspec import Struct

from simulator.errors import SimulatorError
from simulator.journal.codec import decode_scores
from simulator.journal.fitting import fit, making_sense_of
from simulator.journal.listing import State
from simulator.journal.records import KeptScorecard, Scores
from simulator.journal.replay import cast_story
from simulator.journal.results import kept_scorecard
from simulator.journal.runs import Runs
from simulator.scoring.purpose import PURPOSE


class Rescored(Struct, frozen=True):
    """What scoring a run anew came to. *before* is the last scorecard's; *kept*: whether another was appended."""

    run: str
    rubric_before: str
    before: Scores
    rubric: str
    scores: Scores
    kept: bool
    purpose: str = PURPOSE


def rescore(runs: Runs, name: str) -> Rescored:
    """Score the ended run *name* by today's rubric and keep the card, unless it is the one kept last.

    Raises `NotFound`, `RunInUse`, `RecordUnreadable` and `StorageFailed`.
    """
    resumed = runs.reopen_ended(name)
    with resumed.run as run:
        story = cast_story(resumed.source, resumed.header)
        fit(resumed.header, story, resumed.events)
        last = resumed.scorecards[-1] if resumed.scorecards else None
        with making_sense_of(resumed.header):
            card = kept_scorecard(story, resumed.events)
            before = _scores(last)
        is_new = last is None or last.version != card.version or bytes(last.card) != bytes(card.card)
        if is_new:
            run.keep_scorecard(card)
    return Rescored(run.name, last.version if last else "", before, card.version, _scores(card), is_new)


def score_unscored(runs: Runs) -> None:
    """Score what ended without being scored: a program that was killed between the last event and the card.

    What can't be scored is left as it is; it is listed without marks.
    """
    for summary in runs.list_runs():
        if summary.state is State.ENDED and not summary.rubric:
            with suppress(SimulatorError):
                rescore(runs, summary.run)


def _scores(card: KeptScorecard | None) -> Scores:
    if card is None:
        return Scores()
    kept = decode_scores(card)
    return Scores(kept.honesty, kept.empathy, kept.cadence, kept.generosity)
