"""The scorecard: four marks, the seven conditions and every finding, from a story and its events. Pure and ordered.

What must not live here: a formula, a mood, a file. The same story and events give the same card, byte for byte.
"""

from collections.abc import Sequence

from msgspec import Struct

from simulator.drill import events as ev
from simulator.drill.events import Event
from simulator.scenario.story import Story
from simulator.scoring import rubric
from simulator.scoring.blending import overall, rounded
from simulator.scoring.cadence import score_cadence
from simulator.scoring.cadence_sheet import CadenceOf
from simulator.scoring.claims import Ledger, ledger
from simulator.scoring.conditions import Condition, seven
from simulator.scoring.empathy import score_empathy
from simulator.scoring.empathy_sheet import EmpathyOf
from simulator.scoring.evidence import Record, read
from simulator.scoring.finding import Dimension, DimensionScore, Finding
from simulator.scoring.generosity import score_generosity
from simulator.scoring.generosity_sheet import GenerosityOf
from simulator.scoring.honesty import score_honesty
from simulator.scoring.honesty_sheet import HonestySheet
from simulator.scoring.rubric import RUBRIC, Rubric


class Scorecard(Struct, frozen=True):
    """What a run scored. Marks run from 0 to 100 with one decimal; None: not scored here.

    *overall* is for bots and tests, never shown alone to people.
    """

    scenario: str
    outcome: str
    why: str
    honesty: float | None
    empathy: float | None
    cadence: float | None
    generosity: float | None
    overall: float | None
    dimensions: tuple[DimensionScore, ...]
    conditions: tuple[Condition, ...]
    rubric_version: str

    def points(self, dimension: Dimension) -> float | None:
        """The mark of *dimension*."""
        return {
            Dimension.HONESTY: self.honesty,
            Dimension.EMPATHY: self.empathy,
            Dimension.CADENCE: self.cadence,
            Dimension.GENEROSITY: self.generosity,
        }[dimension]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding, dimension by dimension, strengths first in each."""
        return tuple(finding for dimension in self.dimensions for finding in dimension.findings)


class Sheets(Struct, frozen=True):
    """The card with everything it was made of; a debrief shows parts of it, nothing stores it."""

    card: Scorecard
    record: Record
    book: Ledger
    honesty: HonestySheet
    empathy: tuple[EmpathyOf, ...]
    cadence: tuple[CadenceOf, ...]
    generosity: tuple[GenerosityOf, ...]


def score(story: Story, events: Sequence[Event], k: Rubric = RUBRIC) -> Scorecard:
    """Judge *events*, which were played on *story* (cast for its seed), by rubric *k*."""
    return judge(story, events, k).card


def judge(story: Story, events: Sequence[Event], k: Rubric = RUBRIC) -> Sheets:
    """The scorecard with the sheets behind it."""
    record = read(story, events)
    book = ledger(record)
    honesty, honesty_sheet = score_honesty(record, book, k)
    empathy, empathy_sheet = score_empathy(record, book, k)
    cadence, cadence_sheet = score_cadence(record, book, k)
    generosity, generosity_sheet = score_generosity(record, book, k)
    dimensions = (honesty, empathy, cadence, generosity)
    outcome, why = _ending(events)
    card = Scorecard(
        scenario=story.id,
        outcome=outcome,
        why=why,
        honesty=rounded(honesty.points),
        empathy=rounded(empathy.points),
        cadence=rounded(cadence.points),
        generosity=rounded(generosity.points),
        overall=rounded(overall(dimension.points for dimension in dimensions)),
        dimensions=dimensions,
        conditions=seven(record, book, empathy_sheet, generosity_sheet, k),
        rubric_version=rubric.VERSION,
    )
    return Sheets(card, record, book, honesty_sheet, empathy_sheet, cadence_sheet, generosity_sheet)


def _ending(events: Sequence[Event]) -> tuple[str, str]:
    """The outcome and why; empty while a drill still runs."""
    for event in reversed(events):
        if isinstance(event, ev.DrillEnded):
            return event.outcome, event.why.value
    return "", ""
