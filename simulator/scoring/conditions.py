"""The seven conditions, the customer's own checklist (E3): each met when and by which sentence, or not.

What must not live here: points. They are looked at for the person the drill is about.
"""

from collections.abc import Callable, Iterator

from msgspec import Struct

from simulator.drill.losses import MONEY_KINDS
from simulator.scenario import acts
from simulator.scoring.claims import Ledger, Verdict, is_stock
from simulator.scoring.empathy_sheet import EmpathyOf
from simulator.scoring.evidence import Record, Speech
from simulator.scoring.generosity_sheet import GenerosityOf, Gift
from simulator.scoring.phrases import quoted, words_of
from simulator.scoring.rubric import RUBRIC, Rubric


class Condition(Struct, frozen=True):
    """One of the seven: whether it was met for *person*, when (ms), by which words and events."""

    id: str
    label: str
    met: bool
    person: str = ""
    at: int | None = None
    words: str = ""
    events: tuple[int, ...] = ()


LABELS = (
    ("C1", "reassured it will work out"),
    ("C2", "can see how it is being handled"),
    ("C3", "understands what went wrong"),
    ("C4", "assured it won't happen again"),
    ("C5", "compensated for any loss"),
    ("C6", "met with empathy and support"),
    ("C7", "has a great story and is its hero"),
)


class _Case(Struct, frozen=True, gc=False):
    record: Record
    book: Ledger
    person: str
    empathy: EmpathyOf | None
    generosity: GenerosityOf | None
    k: Rubric


Evidence = tuple[int, str, tuple[int, ...]]  # when, words, events


def seven(
    record: Record,
    book: Ledger,
    empathy: tuple[EmpathyOf, ...],
    generosity: tuple[GenerosityOf, ...],
    k: Rubric = RUBRIC,
) -> tuple[Condition, ...]:
    """The seven conditions of the person the drill is about, in their order."""
    centre = record.centre
    if centre is None:
        return tuple(Condition(number, label, False) for number, label in LABELS)
    case = _Case(
        record,
        book,
        centre.id,
        next((of for of in empathy if of.person.id == centre.id), None),
        next((of for of in generosity if of.person.id == centre.id), None),
        k,
    )
    return tuple(_judge(case, number, label) for number, label in LABELS)


def _judge(case: _Case, number: str, label: str) -> Condition:
    evidence = next(_TESTS[number](case), None)
    if evidence is None:
        return Condition(number, label, False, case.person)
    at, words, events = evidence
    return Condition(number, label, True, case.person, at, words, events)


def _said(case: _Case) -> Iterator[Speech]:
    return (speech for speech in case.record.to(case.person) if case.book.clean(speech))


def _evidence(case: _Case, speech: Speech) -> Evidence:
    return speech.at, words_of(case.record, speech), (speech.number,)


def _gift(case: _Case, gift: Gift) -> Evidence:
    words = words_of(case.record, gift.speech) if gift.speech else quoted(gift.remedy.offer)
    return gift.offered.at, words, (gift.number,)


def _reassured(case: _Case) -> Iterator[Evidence]:
    restoring = {fact.id for fact in case.record.story.facts if fact.restores > 0}
    for speech in _said(case):
        grounded = any(isinstance(act, acts.Reassure) and act.grounded for act in speech.event.acts)
        if grounded or restoring & _supported(case, speech, acts.Claim):
            yield _evidence(case, speech)


def _sees(case: _Case) -> Iterator[Evidence]:
    for speech in _said(case):
        reports = [c for c in case.book.claims_of(speech) if c.key.startswith("report:")]
        shows = acts.Assign if is_stock(speech) else acts.Assign | acts.ActOn  # a stock "I'm on it" shows nothing
        here = any(isinstance(act, shows) for act in speech.event.acts)
        if here or any(c.verdict is Verdict.SUPPORTED for c in reports):
            yield _evidence(case, speech)


def _understands(case: _Case) -> Iterator[Evidence]:
    causes = {fact.id for fact in case.record.story.facts if fact.cause}
    for speech in _said(case):
        claimed = _supported(case, speech, acts.Claim) & causes
        if claimed or _supported(case, speech, acts.Explain):
            yield _evidence(case, speech)


def _assured(case: _Case) -> Iterator[Evidence]:
    return (_evidence(case, speech) for speech in _said(case) if _supported(case, speech, acts.Assure))


def _supported(case: _Case, speech: Speech, kind: type[acts.Claim | acts.Explain | acts.Assure]) -> set[str]:
    """The facts that an act of *kind* in *speech* rests on, where something known carried them."""
    named = {act.fact for act in speech.event.acts if isinstance(act, kind)}
    if not named:
        return named
    carried = {c.fact for c in case.book.claims_of(speech) if c.verdict is Verdict.SUPPORTED}
    return named & carried


def _compensated(case: _Case) -> Iterator[Evidence]:
    of = case.generosity
    if of is None or of.share(case.k) < case.k.cheap_below:
        return
    for gift in of.gifts:
        if gift.counts:
            yield _gift(case, gift)


def _supported_by_empathy(case: _Case) -> Iterator[Evidence]:
    of = case.empathy
    if of is None or (of.met_share(case.k) or 0.0) < case.k.share_met:
        return
    for meeting in of.meetings:
        if meeting.value >= case.k.share_met and meeting.best:
            yield _evidence(case, meeting.best)


def _hero(case: _Case) -> Iterator[Evidence]:
    of = case.generosity
    for gift in of.gifts if of else ():
        personal = gift.remedy.kind not in MONEY_KINDS and gift.remedy.id in of.person.prefers if of else False
        if personal and gift.counts and gift.given:
            yield _gift(case, gift)


_TESTS: dict[str, Callable[[_Case], Iterator[Evidence]]] = {
    "C1": _reassured,
    "C2": _sees,
    "C3": _understands,
    "C4": _assured,
    "C5": _compensated,
    "C6": _supported_by_empathy,
    "C7": _hero,
}
