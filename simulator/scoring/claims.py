"""The truth ledger: everything the trainee said was so, against what was so and what had been heard by then.

What must not live here: points. A claim is judged by what could be known at that moment, never by hindsight:
wrong but well grounded is nobody's lie, right but a guess is nobody's knowledge.
"""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from simulator.scenario import acts
from simulator.scenario.acts import Act, ActBase
from simulator.scenario.story import Sure
from simulator.scoring.evidence import Heard, Record, Speech


class Verdict(StrEnum):
    """What a claim turns out to be."""

    SUPPORTED = "supported"  # heard and so, or passed on as heard
    HEDGED = "hedged"  # known for certain, and passed on as a rumour
    GROUNDED = "grounded"  # not so, but they had good reason to think it was: counts neither way
    UNSUPPORTED = "unsupported"  # nothing known carried it
    FALSE = "false"  # not so, and nothing known carried it
    KNOWN_FALSE = "known_false"  # not so, and they knew


FALSEHOODS = (Verdict.FALSE, Verdict.KNOWN_FALSE)
LOOSE = (Verdict.UNSUPPORTED, Verdict.HEDGED)
"""Said with more, or with less, certainty than what was heard carries."""


class Claimed(Struct, frozen=True, gc=False):
    """One thing said to be so. *key* tells distinct claims apart, *fact* is empty for anything but a fact."""

    speech: Speech
    key: str
    verdict: Verdict
    says: str  # what was claimed, in the story's words
    fact: str = ""
    denied: bool = False
    grounds: tuple[int, ...] = ()  # numbers of the events that carry or refute it


class Ledger(Struct, frozen=True, gc=False):
    """Every claim of a run in order, and the numbers of the utterances that contain a falsehood.

    *said_in* are the claims by the number of the utterance they stand in.
    """

    claims: tuple[Claimed, ...]
    tainted: frozenset[int]
    said_in: Mapping[int, Sequence[Claimed]]

    def claims_of(self, speech: Speech) -> Sequence[Claimed]:
        """The claims in *speech*, in order."""
        return self.said_in.get(speech.number, ())

    def clean(self, speech: Speech) -> bool:
        """True if *speech* holds no falsehood: only then may it earn anything anywhere."""
        return speech.number not in self.tainted

    def carried(self, record: Record, number: int, at: int, kind: type[ActBase]) -> bool:
        """Whether event *number*, at *at* ms, was brought about by words (their act of *kind*) without a falsehood."""
        speech = record.speech_behind(number, at, kind)
        return speech is None or self.clean(speech)

    def about(self, fact: str, person: str) -> list[Claimed]:
        """The claims that told *fact* to *person*, supported and in clean words."""
        return [
            claim
            for claim in self.claims
            if claim.fact == fact
            and not claim.denied
            and claim.verdict is Verdict.SUPPORTED
            and person in claim.speech.event.to
            and self.clean(claim.speech)
        ]


def ledger(record: Record) -> Ledger:
    """Judge every claim of *record*."""
    claims = tuple(claim for speech in record.speeches for claim in claims_in(record, speech))
    tainted = frozenset(c.speech.number for c in claims if c.verdict in FALSEHOODS)
    said_in: dict[int, list[Claimed]] = {}
    for claim in claims:
        said_in.setdefault(claim.speech.number, []).append(claim)
    return Ledger(claims, tainted, said_in)


def claims_in(record: Record, speech: Speech) -> Iterator[Claimed]:
    """Every claim in *speech* (one that was said, or one that might have been), judged by what was known then."""
    for act in speech.event.acts:
        match act:
            case acts.Claim(fact=fact, hedged=hedged):
                yield _told(record, speech, fact, hedged)
            case acts.Explain(fact=fact) | acts.Assure(fact=fact):
                yield _told(record, speech, fact, False)
            case acts.Deny(fact=fact):
                yield _denied(record, speech, fact)
            case acts.Unknown(what=what):
                yield from _unknown(record, speech, what)
            case acts.Reassure(grounded=False):
                yield Claimed(speech, "reassure", Verdict.UNSUPPORTED, "that it will be all right")
            case acts.Report(done=done, doing=doing):
                yield from (_reported(record, speech, item, finished=True) for item in done)
                yield from (_reported(record, speech, item, finished=False) for item in doing)
            case acts.Promise(what=what, by=by) if by:
                yield _spoken_for(record, speech, what, by)
            case _:
                pass


def _told(record: Record, speech: Speech, fact: str, hedged: bool) -> Claimed:
    heard = record.heard_before(fact, speech.number)
    against = _by_then(speech, record.refuted_before(fact, speech.number))
    refuted = bool(against) and (not heard or against[-1].number > heard[-1].number)
    if _so(record, fact, speech):
        verdict = _verdict_when_so(heard, hedged, refuted)
    else:
        verdict = _verdict_when_not_so(heard, hedged, refuted)
    grounds = tuple(h.number for h in (against if refuted else heard)[-1:])
    return Claimed(speech, f"fact:{fact}", verdict, _says(record, fact), fact, grounds=grounds)


def _so(record: Record, fact: str, speech: Speech) -> bool:
    """True when the words began or when they had been said: nobody is tripped up by a second."""
    return record.was_so(fact, speech.at) or record.was_so(fact, speech.event.began)


def _verdict_when_so(heard: list[Heard], hedged: bool, refuted: bool) -> Verdict:
    if not heard or (refuted and not hedged):
        return Verdict.UNSUPPORTED
    if hedged and not refuted and any(h.sure is Sure.CERTAIN for h in heard):
        return Verdict.HEDGED
    if hedged or any(h.sure is not Sure.GUESS for h in heard):
        return Verdict.SUPPORTED
    return Verdict.UNSUPPORTED


def _verdict_when_not_so(heard: list[Heard], hedged: bool, refuted: bool) -> Verdict:
    if refuted:
        return Verdict.KNOWN_FALSE
    if not heard:
        return Verdict.UNSUPPORTED if hedged else Verdict.FALSE
    if hedged:
        return Verdict.SUPPORTED
    grounded = any(h.sure is not Sure.GUESS for h in heard)
    return Verdict.GROUNDED if grounded else Verdict.UNSUPPORTED


def _by_then(speech: Speech, heard: list[Heard]) -> list[Heard]:
    """What of *heard* was known when *speech* began: nobody unsays what somebody else says meanwhile."""
    return [h for h in heard if h.at <= speech.event.began]


def _denied(record: Record, speech: Speech, fact: str) -> Claimed:
    heard = _by_then(speech, record.heard_before(fact, speech.number))
    against = record.refuted_before(fact, speech.number)
    refuted = bool(against) and (not heard or against[-1].number > heard[-1].number)
    if _so(record, fact, speech):
        verdict = Verdict.GROUNDED if refuted else Verdict.KNOWN_FALSE if heard else Verdict.FALSE
    else:
        verdict = Verdict.SUPPORTED if refuted else Verdict.UNSUPPORTED
    says = f"not so: {_says(record, fact)}"
    grounds = tuple(h.number for h in (against if refuted else heard)[-1:])
    return Claimed(speech, f"deny:{fact}", verdict, says, fact, denied=True, grounds=grounds)


def _unknown(record: Record, speech: Speech, what: str) -> Iterator[Claimed]:
    """Saying "we don't know" is a claim only where it is untrue."""
    quantities = {q.id: q for q in record.story.quantities}
    fact = quantities[what].known_by if what in quantities else what
    known = [h for h in _by_then(speech, record.heard_before(fact, speech.number)) if h.sure is not Sure.GUESS]
    refuted = record.refuted_before(fact, speech.number)
    if known and _so(record, fact, speech) and not (refuted and refuted[-1].number > known[-1].number):
        says = f"not known: {_says(record, fact)}"
        yield Claimed(speech, f"unknown:{what}", Verdict.KNOWN_FALSE, says, grounds=(known[-1].number,))


def _reported(record: Record, speech: Speech, item: str, finished: bool) -> Claimed:
    """What we are doing ourselves we know: reporting what was never set going is a falsehood."""
    begun = record.assigned.get(item) or record.asked.get(item)
    ended = record.done.get(item) or record.answered.get(item)
    begins_here = any(isinstance(act, acts.Assign) and act.job == item for act in speech.event.acts)
    if not begins_here and (begun is None or begun[1] > speech.at):
        verdict = Verdict.KNOWN_FALSE
    elif finished and item in record.jobs and (ended is None or ended[1] > speech.at):
        verdict = Verdict.UNSUPPORTED
    else:
        verdict = Verdict.SUPPORTED
    return Claimed(speech, f"report:{item}", verdict, _label(record, item))


def _spoken_for(record: Record, speech: Speech, what: str, by: str) -> Claimed:
    """A promise in somebody else's name needs that person's own word first (P04)."""
    answered = any(
        record.questions[question].who == by and number < speech.number
        for question, (number, _) in record.answered.items()
        if question in record.questions
    )
    verdict = Verdict.SUPPORTED if answered else Verdict.UNSUPPORTED
    name = record.people[by].name if by in record.people else by
    return Claimed(speech, f"by:{by}:{what}", verdict, f"a promise in the name of {name}")


def _says(record: Record, fact: str) -> str:
    return record.facts[fact].says if fact in record.facts else fact


def _label(record: Record, item: str) -> str:
    if item in record.jobs:
        return record.jobs[item].label
    return record.questions[item].asks if item in record.questions else item


SUBSTANTIVE: tuple[type[ActBase], ...] = (
    acts.Claim,
    acts.Explain,
    acts.Assure,
    acts.Estimate,
    acts.Unknown,
    acts.Report,
    acts.Explore,
    acts.ActOn,
    acts.Assign,
    acts.Infer,
)
"""Acts that say or do something; stock phrases, presence, a bare next time, a gift and asking for a form don't."""


def is_substantive(book: Ledger, speech: Speech) -> bool:
    """Whether *speech* says or does something for the case that is so: nothing in it false or carried by nothing.

    What turns the matter away, or says it in stock words, is judged by what it tells or sets going alone: a kind word
    beside it ("oh no, the river!"), and doing what they ask in so many words ("I'm on it"), is no answer yet.
    """
    kinds = EMPTY_BESIDE if is_stock(speech) else ()
    return any(isinstance(act, SUBSTANTIVE) and not isinstance(act, kinds) for act in true_acts(book, speech))


EMPTY_BESIDE: tuple[type[ActBase], ...] = (acts.Infer, acts.Explore, acts.ActOn)
"""Acts that are no answer in words that turn the matter away, or are stock."""


STOCK = (acts.Canned, acts.Deflect)


def is_stock(speech: Speech) -> bool:
    """Whether *speech* turns the matter away or speaks in stock words."""
    return any(isinstance(act, STOCK) for act in speech.event.acts)


def true_acts(book: Ledger, speech: Speech) -> tuple[Act, ...]:
    """The acts of *speech* that count as news: none of a tainted one, and nothing that nothing carried."""
    if not book.clean(speech):
        return ()
    loose = {claim.key for claim in book.claims_of(speech) if claim.verdict in _NOT_NEWS}
    if not loose:
        return speech.event.acts
    kept = (_without(act, loose) for act in speech.event.acts)
    return tuple(act for act in kept if act is not None)


_NOT_NEWS = (Verdict.UNSUPPORTED, *FALSEHOODS)


def _without(act: Act, loose: set[str]) -> Act | None:
    match act:
        case acts.Claim(fact=fact) | acts.Explain(fact=fact) | acts.Assure(fact=fact):
            return None if f"fact:{fact}" in loose else act
        case acts.Deny(fact=fact):
            return None if f"deny:{fact}" in loose else act
        case acts.Report(done=done, doing=doing):
            carried = [tuple(i for i in items if f"report:{i}" not in loose) for items in (done, doing)]
            return acts.Report(*carried) if any(carried) else None
        case _:
            return act
