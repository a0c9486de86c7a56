"""The folded parts of a debrief as rows: truth ledger, promise ledger, cadence chart, remedy sheet.

What must not live here: advice, or the mark itself. Rows say what was so, what was due and what was given.
"""

from msgspec import Struct

from simulator.scoring.cadence import audience_points
from simulator.scoring.cadence_sheet import CadenceOf
from simulator.scoring.claims import Claimed, Ledger, Verdict
from simulator.scoring.evidence import Promised, Record
from simulator.scoring.generosity_sheet import GenerosityOf, Gift
from simulator.scoring.phrases import claimed, name_of, names_of, promise_label, time_of, words_of
from simulator.scoring.rubric import RUBRIC, Rubric


class TruthRow(Struct, frozen=True):
    """One claim: when, to whom, in what words, what was claimed, how it stood, and where it had been heard."""

    at: int
    time: str
    to: str
    words: str
    claimed: str
    verdict: Verdict
    stood: str
    heard: str
    event: int


class PromiseRow(Struct, frozen=True):
    """One promise: what, to whom, when it was made and due, and how it ended."""

    at: int
    time: str
    to: str
    label: str
    due: str
    due_ms: int
    ended: str
    kept: bool | None  # None: neither kept nor broken
    event: int


class ChartMark(Struct, frozen=True):
    """One message on a cadence chart, in minutes since it began for them."""

    minute: float
    informs: bool
    noise: bool
    words: str
    event: int


class CadenceChart(Struct, frozen=True):
    """One audience's chart: minutes to the resolution, the beat, the messages, and the gaps that were too long."""

    person: str
    name: str
    span: float
    beat: float
    marks: tuple[ChartMark, ...]
    long_gaps: tuple[tuple[float, float], ...]
    points: float | None


class GiftRow(Struct, frozen=True):
    """One remedy: when it was offered, what became of it, what it cost and was worth to them."""

    at: int
    time: str
    label: str
    became: str
    cost: float
    worth: float
    event: int


class RemedySheet(Struct, frozen=True):
    """One person's loss and what was done about it. *yearly_value* is the business case, never part of a score."""

    person: str
    name: str
    currency: str
    money: float
    minutes: float
    helped_minutes: float
    distress: float
    total: float
    gifts: tuple[GiftRow, ...]
    cost: float
    share: float
    yearly_value: int


PASSED_ON = "passed on as heard; it wasn't so"
STOOD = {
    Verdict.SUPPORTED: "so, as far as anybody could know",
    Verdict.GROUNDED: "not so, but you had good reason to think it",
    Verdict.HEDGED: "so, and you knew it for certain; told as a rumour",
    Verdict.UNSUPPORTED: "nothing you had heard carried it",
    Verdict.FALSE: "not so, and nothing you had heard carried it",
    Verdict.KNOWN_FALSE: "not so, and you had reason to know",
}


def truth_rows(record: Record, book: Ledger) -> tuple[TruthRow, ...]:
    """Every claim of the run, in order."""
    return tuple(_truth(record, claim) for claim in book.claims)


def _truth(record: Record, claim: Claimed) -> TruthRow:
    speech = claim.speech
    heard = record.heard_before(claim.fact, speech.number) if claim.fact else []
    source = f"{name_of(record, heard[-1].source)}, {time_of(record, heard[-1].at)}" if heard else ""
    return TruthRow(
        speech.at,
        time_of(record, speech.at),
        names_of(record, speech.event.to),
        words_of(record, speech),
        claimed(record, claim),
        claim.verdict,
        _stood(record, claim),
        source,
        speech.number,
    )


def _stood(record: Record, claim: Claimed) -> str:
    """How *claim* stood: what was handed on with its source was honest, and may have been wrong all the same."""
    so = record.was_so(claim.fact, claim.speech.at) or record.was_so(claim.fact, claim.speech.event.began)
    if claim.verdict is Verdict.SUPPORTED and claim.fact and not claim.denied and not so:
        return PASSED_ON
    return STOOD[claim.verdict]


ENDED = {
    "kept": ("kept", True),
    "broken": ("not kept", False),
    "renegotiated": ("renewed before its time", None),
    "open": ("not yet due when the drill ended", None),
}


def promise_rows(record: Record) -> tuple[PromiseRow, ...]:
    """Every promise of the run, in the order they were made."""
    return tuple(_promise(record, promised) for promised in record.promises.values())


def _promise(record: Record, promised: Promised) -> PromiseRow:
    event = promised.event
    ended, kept = ENDED[promised.ended]
    return PromiseRow(
        event.at,
        time_of(record, event.at),
        name_of(record, event.to),
        promise_label(record, event.what),
        time_of(record, event.due),
        event.due,
        ended,
        kept,
        promised.number,
    )


def cadence_charts(record: Record, sheet: tuple[CadenceOf, ...], k: Rubric = RUBRIC) -> tuple[CadenceChart, ...]:
    """The chart of each audience that had something to wait for."""
    return tuple(_chart(record, of, k) for of in sheet)


def _chart(record: Record, of: CadenceOf, k: Rubric) -> CadenceChart:
    marks = (
        ChartMark(m.minute, m.informs, m.noise, words_of(record, m.speech), m.speech.number)
        for m in of.messages
        if m.minute <= of.span + of.beat
    )
    gaps = tuple((gap.start, gap.end) for gap in of.gaps(k) if gap.debt > 0)
    return CadenceChart(of.person.id, of.person.name, of.span, of.beat, tuple(marks), gaps, audience_points(of, k))


def remedy_sheets(record: Record, sheet: tuple[GenerosityOf, ...], k: Rubric = RUBRIC) -> tuple[RemedySheet, ...]:
    """The remedy sheet of each person who lost something."""
    return tuple(_remedies(record, of, k) for of in sheet)


def _remedies(record: Record, of: GenerosityOf, k: Rubric) -> RemedySheet:
    return RemedySheet(
        of.person.id,
        of.person.name,
        record.story.standards.currency,
        of.lost.money,
        of.lost.minutes,
        of.lost.helped,
        of.lost.distress,
        of.lost.total,
        tuple(_gift(record, gift) for gift in of.gifts),
        of.cost,
        of.share(k),
        of.person.yearly_value,
    )


def _gift(record: Record, gift: Gift) -> GiftRow:
    return GiftRow(
        gift.offered.at,
        time_of(record, gift.offered.at),
        gift.remedy.label,
        became(gift),
        gift.remedy.cost,
        gift.worth if gift.counts else 0.0,
        gift.number,
    )


def became(gift: Gift) -> str:
    """What became of a remedy, in words."""
    if gift.insult and not gift.accepted:
        return "turned down, before what came first was settled"
    if not gift.accepted:
        return "turned down"
    if gift.failed:
        return "accepted, and it did not come about"
    if not gift.fits:
        return "accepted, and it didn't fit what had been lost"
    return "accepted and given" if gift.given else "accepted"
