"""The debrief as data, the same for every front end: who shows it decides only how it looks.

Order of the first five: own rating, her story, three moments, four scores, one sentence. The rest stands folded
behind them. What must not live here: a lone composite number, "human error", loyalty or hang-up figures, or
advice without the sentence it refers to.
"""

from collections.abc import Sequence

import msgspec
from msgspec import Struct

from simulator.drill import events as ev
from simulator.drill import mood_constants
from simulator.drill.adding import total_of
from simulator.drill.clock import length_text
from simulator.drill.events import Event
from simulator.scenario.story import Story, Yes
from simulator.scoring.bands import Band, band_of
from simulator.scoring.business import BusinessCase, business_cases
from simulator.scoring.conditions import Condition
from simulator.scoring.evidence import Record
from simulator.scoring.finding import Dimension, Finding
from simulator.scoring.ledgers import (
    CadenceChart,
    PromiseRow,
    RemedySheet,
    TruthRow,
    cadence_charts,
    promise_rows,
    remedy_sheets,
    truth_rows,
)
from simulator.scoring.moments import Moment, three_moments
from simulator.scoring.phrases import as_clause, time_of
from simulator.scoring.purpose import PURPOSE
from simulator.scoring.questions import run_questions
from simulator.scoring.rubric import RUBRIC, Rubric
from simulator.scoring.scorecard import Scorecard, Sheets, judge
from simulator.scoring.timeline import TimelineRow, timeline


class OwnRating(Struct, frozen=True):
    """What the trainee thinks before seeing any score: 0 to 4 on each, one thing that went well, one to change."""

    honesty: int
    empathy: int
    cadence: int
    generosity: int
    plus: str = ""
    delta: str = ""


class StoryTold(Struct, frozen=True):
    """How it went, as the customer tells it to a friend."""

    ending: str
    title: str
    story: str
    teller: str
    told_to: str


class ScoreShown(Struct, frozen=True):
    """One of the four marks with its findings, strengths first. *points* None: not scored here."""

    dimension: Dimension
    label: str
    points: float | None
    own: int | None
    strengths: tuple[Finding, ...]
    losses: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    when: tuple[str, ...] = ()  # the story's clock for each finding, in the order strengths, losses, notes
    missing: float = 0.0  # points lost to no one thing: what went well could have been fuller
    band: Band | None = None


class Backed(Struct, frozen=True):
    """A decision that was within the trainee's authority, on what they knew: backed, however it went (P24)."""

    at: int
    time: str
    text: str


class Frame(Struct, frozen=True):
    """What was asked for before it began: the role, what counted, and the standards in force, in words."""

    role: str
    brief: str
    counts: tuple[str, ...]
    first_reply: str
    update_every: str
    authority: str


class Provenance(Struct, frozen=True):
    """Where every figure comes from; the journal fills in what only it knows."""

    scenario: str
    content_hash: str
    drawn: tuple[tuple[str, str], ...]
    rubric: str
    mood: str
    events: int
    run: str = ""
    seed: int | None = None
    mode: str = ""
    engine: str = ""
    log_hash: str = ""
    house: str = ""
    reading_time: float = 1.0  # by how much reading was given more time: an accommodation
    interventions: tuple[str, ...] = ()  # what a trainer did meanwhile, with its time
    started: str = ""


class Debrief(Struct, frozen=True):
    """Everything a debrief shows."""

    title: str
    frame: Frame
    rating: OwnRating | None
    told: StoryTold | None
    moments: tuple[Moment, ...]
    scores: tuple[ScoreShown, ...]
    next_time: str  # a suggestion, for the trainee to put in own words
    conditions: tuple[Condition, ...]
    conditions_met: tuple[str, ...]  # when each of them was, on the story's clock; empty: not met
    truth: tuple[TruthRow, ...]
    promises: tuple[PromiseRow, ...]
    cadence: tuple[CadenceChart, ...]
    remedies: tuple[RemedySheet, ...]
    business: tuple[BusinessCase, ...]
    timeline: tuple[TimelineRow, ...]
    backed: tuple[Backed, ...]
    card: tuple[str, ...]  # the response card
    questions: tuple[str, ...]  # the scenario's
    run_questions: tuple[str, ...]  # made from this run
    system_findings: tuple[str, ...]
    provenance: Provenance
    purpose: str = PURPOSE


LABELS = {
    Dimension.HONESTY: "Honesty",
    Dimension.EMPATHY: "Empathy",
    Dimension.CADENCE: "Cadence",
    Dimension.GENEROSITY: "Generosity",
}


def debrief(story: Story, events: Sequence[Event], rating: OwnRating | None = None, k: Rubric = RUBRIC) -> Debrief:
    """The debrief of a run. *rating* is the trainee's own, given before; None until they have given it."""
    sheets = judge(story, events, k)
    card, record = sheets.card, sheets.record
    return Debrief(
        title=story.title,
        frame=frame_of(story),
        rating=rating,
        told=_told(story, card.outcome),
        moments=three_moments(record, card.findings),
        scores=tuple(_score(sheets, dimension, rating) for dimension in Dimension),
        next_time=next_time(card),
        conditions=card.conditions,
        conditions_met=tuple("" if c.at is None else time_of(record, c.at) for c in card.conditions),
        truth=truth_rows(record, sheets.book),
        promises=promise_rows(record),
        cadence=cadence_charts(record, sheets.cadence, k),
        remedies=remedy_sheets(record, sheets.generosity, k),
        business=business_cases(sheets),
        timeline=timeline(record),
        backed=backed_rows(sheets),
        card=story.card,
        questions=() if record.walked_away else story.lessons,
        run_questions=run_questions(sheets),
        # Whoever walked away can come back: what they never got to hear isn't given away.
        system_findings=() if record.walked_away else story.system_findings,
        provenance=Provenance(
            story.id,
            story.content_hash,
            story.drawn,
            card.rubric_version,
            mood_constants.VERSION,
            len(events),
            interventions=interventions(record),
        ),
    )


def frame_of(story: Story) -> Frame:
    """The frame in which the run was played."""
    s = story.standards
    return Frame(
        story.role,
        story.brief,
        story.counts,
        length_text(s.first_reply),
        length_text(s.update_every),
        f"{s.authority:,.0f} {s.currency}",
    )


def interventions(record: Record) -> tuple[str, ...]:
    """What a trainer did to the run, each with its time: it counts as assisted then."""
    done = (event for event in record.events if isinstance(event, ev.TrainerIntervened))
    return tuple(f"{time_of(record, event.at)}: {event.what}" for event in done)


def _told(story: Story, outcome: str) -> StoryTold | None:
    for ending in story.endings:
        if ending.id == outcome:
            return StoryTold(ending.id, ending.title, ending.story, ending.teller, ending.told_to)
    return None


def _score(sheets: Sheets, dimension: Dimension, rating: OwnRating | None) -> ScoreShown:
    card = sheets.card
    findings = next(shown.findings for shown in card.dimensions if shown.dimension is dimension)
    points = card.points(dimension)
    told = total_of(f.effect for f in findings if f.effect < 0)
    strengths, losses, notes = (
        tuple(f for f in findings if f.effect > 0),
        tuple(f for f in findings if f.effect < 0),
        tuple(f for f in findings if f.effect == 0),
    )
    return ScoreShown(
        dimension,
        LABELS[dimension],
        points,
        None if rating is None else int(getattr(rating, dimension.value)),
        strengths,
        losses,
        notes,
        tuple(time_of(sheets.record, f.at) for f in (*strengths, *losses, *notes)),
        0.0 if points is None else max(0.0, 100 + told - points),
        None if points is None else band_of(dimension, points),
    )


def next_time(card: Scorecard) -> str:
    """One sentence for next time, from what cost most on the lowest mark; after a run without losses, to do it again.

    Few large losses on a better mark mustn't hide many small ones on a worse one.
    """
    losses = sorted((f for f in card.findings if f.effect < 0 and f.fix), key=lambda f: (f.effect, f.at, f.rule))
    for dimension in sorted(Dimension, key=lambda d: (card.points(d) is None, card.points(d))):
        for finding in losses:
            if finding.dimension is dimension:
                return finding.fix
    return "Do it like this again, with somebody harder."


def backed_rows(sheets: Sheets) -> tuple[Backed, ...]:
    """Decisions with a recorded line, and remedies given on one's own yes."""
    record = sheets.record
    rows = [
        _backed_row(sheets, gift.offered.at, gift.remedy.label)
        for of in sheets.generosity
        for gift in of.gifts
        if gift.remedy.yes is not Yes.NEEDS and gift.accepted and not gift.insult
    ]
    rows += [
        _backed_row(sheets, record.assigned[job.id][1], job.label)
        for job in record.story.jobs
        if job.yes is Yes.CAN_JUSTIFY and job.id in record.assigned
    ]
    return tuple(sorted(rows, key=lambda row: (row.at, row.text)))


def _backed_row(sheets: Sheets, at: int, label: str) -> Backed:
    text = f"Within your authority, on what you knew: backed. {as_clause(label)}"
    return Backed(at, time_of(sheets.record, at), text)


def with_provenance(shown: Debrief, provenance: Provenance) -> Debrief:
    """*shown* with what only the journal knows of its run."""
    return msgspec.structs.replace(shown, provenance=provenance)
