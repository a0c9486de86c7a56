"""Whether a run's record is as it was written: the chain, the kept scenario, the fold, the kept scorecards.

Nothing is mended here and nothing is written.
"""

from pathlib import Path

from msgspec import Struct

from simulator.drill.events import DrillEnded
from simulator.errors import RecordUnreadable
from simulator.journal.records import Header, Recorded
from simulator.journal.replay import cast_story, fit
from simulator.journal.results import kept_scorecard
from simulator.journal.runs import Runs, damage_sentence
from simulator.scenario.story import Story
from simulator.scoring import rubric


class Report(Struct, frozen=True):
    """What `verify` found. *sealed* is False for runs that nobody else has put their name to."""

    run: str
    intact: bool
    sentence: str
    events: int = 0
    scorecards: int = 0
    ended: bool = False
    torn: int = 0
    sealed: bool = False
    line: int | None = None  # the first damaged line, from 1


def verify(runs: Runs, name: str) -> Report:
    """Look through the record of *name*. Raises `NotFound`; everything else that is wrong is in the report."""
    path = runs.find(name)
    run = path.name.removesuffix(path.suffix)
    try:
        _, recorded = runs.read_run(name)
    except RecordUnreadable as error:
        return Report(run, False, str(error), line=1)
    if recorded.damage is not None:
        return _report(run, recorded, damage_sentence(path, recorded), recorded.damage.line)
    return _report(run, recorded, _trouble(runs, path, recorded))


def _trouble(runs: Runs, path: Path, recorded: Recorded) -> str:
    """What else doesn't fit though the chain is whole; empty where all does."""
    try:
        story = cast_story(runs.source(path.parent, recorded.header), recorded.header)
        fit(recorded.header, story, recorded.events)
    except RecordUnreadable as error:
        return str(error)
    return _scorecard_trouble(recorded.header, story, recorded)


def _scorecard_trouble(header: Header, story: Story, recorded: Recorded) -> str:
    now = kept_scorecard(story, recorded.events) if recorded.scorecards else None
    for number, kept in enumerate(recorded.scorecards, start=1):
        if now is not None and kept.version == rubric.VERSION and bytes(kept.card) != bytes(now.card):
            return (
                f"Scorecard {number} of '{header.run}' isn't what rubric {kept.version} makes of its events. "
                "'firedrill replay' shows what it does."
            )
    return ""


def _report(run: str, recorded: Recorded, trouble: str, line: int | None = None) -> Report:
    ended = bool(recorded.events) and isinstance(recorded.events[-1], DrillEnded)
    return Report(
        run=run,
        intact=not trouble,
        sentence=trouble or _good_sentence(run, recorded, ended),
        events=len(recorded.events),
        scorecards=len(recorded.scorecards),
        ended=ended,
        torn=recorded.torn,
        line=line,
    )


def _good_sentence(run: str, recorded: Recorded, ended: bool) -> str:
    torn = (
        f" {recorded.torn} bytes at its end were being written when the program stopped and were never shown; "
        "'firedrill resume' sets them aside."
        if recorded.torn
        else ""
    )
    return (
        f"{run}: {len(recorded.events)} events, {'ended' if ended else 'not ended'}; the chain is whole."
        f"{torn} Unverified: not sealed, so whoever can write the file could have written it all anew."
    )
