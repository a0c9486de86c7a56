"""What had to be told, to whom and by when, and whether it was: required facts and required disclosures.

What must not live here: points. Who was never asked and never told is still owed what the scenario declares.
"""

from msgspec import Struct

from simulator.drill.adding import total_of
from simulator.scenario import acts
from simulator.scenario.story import Required
from simulator.scoring.claims import Ledger, Verdict
from simulator.scoring.evidence import FOREVER, Heard, Record, Speech


class Due(Struct, frozen=True, gc=False):
    """Something that had to be told. *speech* is where it was, in time and in clean words; None: it wasn't."""

    required: Required
    speech: Speech | None
    known: Heard | None  # when the trainee first heard it
    late: Speech | None = None  # told after its time
    hedged: Speech | None = None  # told as a rumour, though it was known for certain

    @property
    def told(self) -> bool:
        """Whether it was told in time."""
        return self.speech is not None


def due_disclosures(record: Record, book: Ledger, required: tuple[Required, ...]) -> list[Due]:
    """Each of *required* that this run gave cause for, in the scenario's order."""
    return [_due(record, book, item) for item in required if _is_owed(record, item.fact)]


def _is_owed(record: Record, fact: str) -> bool:
    """Owed unless it never came true in a drill that was played to its end: then telling it would have been untrue."""
    declared = fact in record.facts and record.facts[fact].true_from is not None
    return declared or record.walked_away or record.first_so(fact) is not None


def _due(record: Record, book: Ledger, required: Required) -> Due:
    known = next(iter(record.heard.get(required.fact, ())), None)
    told = _telling(record, book, required)
    if told is None:
        return Due(required, None, known, hedged=_hedging(book, required))
    latest = FOREVER if required.within is None else _knowable_from(record, required, known) + required.within
    return Due(required, told, known) if told.at <= latest else Due(required, None, known, told)


def _knowable_from(record: Record, required: Required, known: Heard | None) -> int:
    return known.at if known else record.first_so(required.fact) or 0


def _telling(record: Record, book: Ledger, required: Required) -> Speech | None:
    claims = [claim.speech for claim in book.about(required.fact, required.to)]
    informed: list[Speech] = []
    if not record.people[required.to].has_mood:  # customers are told, colleagues and sources are informed
        informed = [s for s in record.to(required.to) if book.clean(s) and _informs(record, s, required.fact)]
    return min((*claims, *informed), key=lambda s: s.number, default=None)


def _hedging(book: Ledger, required: Required) -> Speech | None:
    """The words that made a rumour of it."""
    about = (claim for claim in book.claims if claim.fact == required.fact and claim.verdict is Verdict.HEDGED)
    return next((claim.speech for claim in about if required.to in claim.speech.event.to), None)


def _informs(record: Record, speech: Speech, fact: str) -> bool:
    """A colleague or source who was handed a fact that had been heard."""
    handed = any(isinstance(act, acts.Inform) and fact in act.facts for act in speech.event.acts)
    return handed and bool(record.heard_before(fact, speech.number))


def told_share(due: list[Due]) -> float | None:
    """The weight told in time over the weight owed; None if nothing was owed."""
    weight = total_of(d.required.weight for d in due)
    return total_of(d.required.weight for d in due if d.told) / weight if weight > 0 else None
