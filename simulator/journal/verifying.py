"""Whether a run's record is as it was written: the chain, the scenario, the fold, the scorecards, the seal.

Nothing is mended here and nothing is written.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, structs

from simulator.errors import NotFound, RecordUnreadable
from simulator.journal.codec import decode_scores
from simulator.journal.fitting import fit, making_sense_of
from simulator.journal.home import SUFFIX
from simulator.journal.records import Header, Recorded
from simulator.journal.replay import cast_story
from simulator.journal.results import kept_scorecard
from simulator.journal.runs import ENGINE, Runs, damage_sentence, has_ended, other_engine
from simulator.journal.sealing import Held, Sealing, gone, held
from simulator.journal.whose import named
from simulator.scenario.problems import quoted, shown
from simulator.scenario.story import Story
from simulator.scoring import debrief as scoring
from simulator.scoring import rubric


class Report(Struct, frozen=True):
    """What `verify` found.

    *sealed* is False for a run whose every line nobody else has put their name to. *sealed_by* is the fingerprint of
    the key and *sealed_at* the time of the newest seal, also where it doesn't hold.
    """

    run: str
    intact: bool
    sentence: str
    events: int = 0
    scorecards: int = 0
    ended: bool = False
    torn: int = 0
    sealed: bool = False
    line: int | None = None  # the first damaged line, from 1
    sealed_by: str = ""
    sealed_at: str = ""


def nobody_erased(person: str) -> str:
    """When *person* was erased, where nobody keeps tombstones."""
    return ""


def verify(
    runs: Runs, name: str, sealing: Sealing | None = None, erased: Callable[[str], str] = nobody_erased
) -> Report:
    """Look through the record of *name*, and hold it against its seal where *sealing* is there to ask.

    *erased* gives when the person with an id was erased, or nothing. Raises what `named` does; everything else that is
    wrong is in the report.
    """
    path = _found(runs, name, sealing, erased)
    run = shown(path.name.removesuffix(path.suffix), longest=200)
    try:
        _, recorded = runs.read_run(str(path))
    except RecordUnreadable as error:
        return Report(run, False, str(error), line=1)
    if recorded.damage is not None:
        return _report(run, recorded, damage_sentence(path, recorded), recorded.damage.line)
    report = _report(run, recorded, _trouble(runs, path, recorded))
    return _under_seal(report, sealing, runs, path, recorded) if sealing else report


def _found(runs: Runs, name: str, sealing: Sealing | None, erased: Callable[[str], str]) -> Path:
    try:
        return named(runs, name)
    except NotFound:
        if sealing and (known := gone(sealing, name, erased)):
            raise known from None
        raise


def _under_seal(report: Report, sealing: Sealing, runs: Runs, path: Path, recorded: Recorded) -> Report:
    """Add to *report* what the run's seal says. Asked of every run: a forged header may hide that it had a trainer."""
    trainer = ""
    with suppress(RecordUnreadable):
        trainer = runs.people.name(recorded.header.trainer)
    try:
        said = held(sealing, runs.disk, path, recorded, trainer)
    except RecordUnreadable as error:
        said = Held(False, f"Unverified: {error}")
    told = said.trouble or report.sentence.replace(_SOLO, said.sentence or _SOLO)
    return structs.replace(
        report,
        intact=report.intact and not said.trouble,
        sentence=told if report.intact else report.sentence,
        sealed=report.intact and said.sealed,
        sealed_by=said.by,
        sealed_at=said.made,
    )


def _trouble(runs: Runs, path: Path, recorded: Recorded) -> str:
    """What else doesn't fit though the chain is whole; empty where all does."""
    header = recorded.header
    if header.run != path.name.removesuffix(SUFFIX):
        return f"'{shown(path.name, longest=200)}' holds the record of another run, {quoted(header.run)}. {_RENAME}"
    try:
        story = cast_story(runs.source(path.parent, header), header)
        fit(header, story, recorded.events)
        with making_sense_of(header):
            return _scorecard_trouble(header, story, recorded)
    except RecordUnreadable as error:
        return str(error)


_RENAME = "Give the file its name back, or move it away."


def _scorecard_trouble(header: Header, story: Story, recorded: Recorded) -> str:
    """What is wrong with the scorecards kept; the events are judged and told either way, as `replay` does."""
    now = kept_scorecard(story, recorded.events)
    scoring.debrief(story, recorded.events)
    if recorded.scorecards and not has_ended(recorded):
        return f"{quoted(header.run)} has a scorecard and hasn't ended; somebody has put it there."
    for number, kept in enumerate(recorded.scorecards, start=1):
        if kept.version == rubric.VERSION and bytes(kept.card) != bytes(now.card):
            return (
                f"Scorecard {number} of {quoted(header.run)} isn't what rubric {kept.version} makes of its events. "
                "'firedrill replay' shows what it does."
            )
        try:
            decode_scores(kept)
        except ValueError as error:
            return f"Scorecard {number} of {quoted(header.run)} is none that any rubric gives ({_short(error)})."
    return ""


def _short(error: ValueError) -> str:
    return shown(str(error).replace("`", "'"), longest=100)


def _report(run: str, recorded: Recorded, trouble: str, line: int | None = None) -> Report:
    ended = has_ended(recorded)
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
    engine = (
        f" It was played with {other_engine(recorded.header)}: it can be read back, but not gone on with."
        if recorded.header.engine != ENGINE
        else ""
    )
    return (
        f"{run}: {len(recorded.events)} events, {'ended' if ended else 'not ended'}; the chain is whole."
        f"{torn}{engine} {_SOLO}"
    )


_SOLO = "Unverified: not sealed, so whoever can write the file could have written it all anew."
