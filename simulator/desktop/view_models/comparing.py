"""What practising changed, as data: the four scores beside those of the run, and the findings that differ.

What was stopped half-way is judged with the rest of the run as it was played; nothing here judges by itself.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simulator.desktop.view_models.debrief import Mark
from simulator.desktop.view_models.retelling import mark_of
from simulator.desktop.view_models.words import minute_text
from simulator.drill.again import played_out
from simulator.drill.events import DrillEnded, Event
from simulator.scenario.story import Story
from simulator.scoring.finding import Dimension, Finding
from simulator.scoring.scorecard import Scorecard, score

TOLD_AT_MOST = 6  # findings on each side: a short debrief


@dataclass(frozen=True, slots=True)
class ScorePair:
    """One score of the run and of the practice; None: not scored."""

    dimension: Dimension
    run: float | None
    practice: float | None

    @property
    def said(self) -> str:
        """Both in words: `33, and now 47`."""
        if self.run is None or self.practice is None:
            return "not scored in one of them"
        run, practice = round(self.run), round(self.practice)
        return f"{run} in the run, {practice} now" if run != practice else f"{run} in both"


@dataclass(frozen=True, slots=True)
class Comparison:
    """A practice beside its run: *gone* findings are of the run alone, *new* ones of the practice alone."""

    title: str
    intro: str
    scores: tuple[ScorePair, ...]
    gone: tuple[Mark, ...]
    new: tuple[Mark, ...]

    @property
    def changed(self) -> bool:
        """Whether anything is told on either side."""
        return bool(self.gone or self.new)


def practice_compared(story: Story, run: Sequence[Event], practised: Sequence[Event], begun: int) -> Comparison:
    """The practice from *begun* ms beside the run, to the end: what wasn't played counts as it was played."""
    ended = bool(practised) and isinstance(practised[-1], DrillEnded)
    whole = practised if ended else played_out(story, practised, run).events
    was, now = score(story, run), score(story, whole)
    since = minute_text(story, begun)
    intro = f"You played from {since} to the end."
    if not ended:
        intro = (
            f"You stopped at {minute_text(story, practised[-1].at)}. What follows counts as you played it in the run."
        )
    gone, new = _differences(was, now)
    return Comparison(
        title=f"Practice from {since}",
        intro=f"{intro} Nothing of it was kept.",
        scores=tuple(ScorePair(d, was.points(d), now.points(d)) for d in Dimension),
        gone=_marks(story, run, gone),
        new=_marks(story, whole, new),
    )


def stretch_compared(
    story: Story, run: Sequence[Event], practised: Sequence[Event], begun: int, until: int
) -> Comparison:
    """The minutes from *begun* to *until* beside the same minutes of the run: only what is of them is told."""
    whole = played_out(story, practised, run).events
    gone, new = _differences(score(story, run), score(story, whole))
    start, end = minute_text(story, begun), minute_text(story, until)
    return Comparison(
        title=f"{start} to {end}, once more",
        intro="Only what was said and done in these minutes. Nothing of it was kept.",
        scores=(),
        gone=_marks(story, run, [f for f in gone if _is_of(f, run, begun, until)]),
        new=_marks(story, whole, [f for f in new if _is_of(f, whole, begun, until)]),
    )


def _is_of(finding: Finding, events: Sequence[Event], begun: int, until: int) -> bool:
    """Whether *finding* is about something between *begun* and *until*: by its own time, or by what it rests on."""
    times = [finding.at, *(events[n].at for n in finding.events if n < len(events))]
    return any(begun <= at <= until for at in times)


def _differences(was: Scorecard, now: Scorecard) -> tuple[list[Finding], list[Finding]]:
    """The findings that only one of both has, as they are told."""
    before, after = {_told(f) for f in was.findings}, {_told(f) for f in now.findings}
    gone = [f for f in was.findings if _told(f) not in after]
    return gone, [f for f in now.findings if _told(f) not in before]


def _told(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.sentence, finding.quote


def _marks(story: Story, events: Sequence[Event], findings: Sequence[Finding]) -> tuple[Mark, ...]:
    """The weightiest of *findings*, in the order of the day."""
    weighty = sorted(findings, key=lambda f: (-abs(f.effect), f.at, f.rule))[:TOLD_AT_MOST]
    return tuple(_in_order(story, events, weighty))


def _in_order(story: Story, events: Sequence[Event], findings: Sequence[Finding]) -> Iterator[Mark]:
    for finding in sorted(findings, key=lambda f: (f.at, f.rule)):
        yield mark_of(story, events, finding)
