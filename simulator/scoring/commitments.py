"""The promise ledger: which of the owed commitments were made in time, and how each promise ended.

What must not live here: points. A promise that isn't yet due when the drill ends is neither kept nor broken.
"""

from enum import StrEnum

from msgspec import Struct

from simulator.drill.content import has_substance
from simulator.drill.state import GRACE
from simulator.scenario.acts import Promise
from simulator.scenario.story import CommitmentKind, RequiredCommitment
from simulator.scoring.claims import Ledger
from simulator.scoring.evidence import FOREVER, Promised, Record, Speech
from simulator.scoring.rubric import RUBRIC, Rubric


class Fate(StrEnum):
    """How an owed commitment went."""

    KEPT = "kept"
    RENEGOTIATED = "renegotiated"
    BROKEN = "broken"
    OPEN = "open"  # made in time, not yet due when the drill ended
    LATE = "late"  # made, but after its latest time
    FAR = "far"  # put off to a time when it was all over
    MISSING = "missing"


class Owed(Struct, frozen=True, gc=False):
    """One required commitment, how it went, and the promise that decided it."""

    required: RequiredCommitment
    fate: Fate
    promise: Promised | None = None

    @property
    def in_time(self) -> bool:
        """Whether it was made when it should have been."""
        return self.fate not in (Fate.LATE, Fate.FAR, Fate.MISSING)


def owed_commitments(record: Record, book: Ledger) -> list[Owed]:
    """Every commitment the scenario requires, in its order."""
    return [_owed(record, book, required) for required in record.story.judged.required_commitments]


def _owed(record: Record, book: Ledger, required: RequiredCommitment) -> Owed:
    word = is_word(record, required.what)
    mine = [p for p in clean_promises(record, book) if p.event.what == required.what and p.event.to == required.to]
    made = [p for p in mine if not word or _has_substance(record, p)]
    if not made:
        return Owed(required, Fate.MISSING)
    latest = _latest(record, required)
    if made[0].event.at > latest:
        return Owed(required, Fate.LATE, made[0])
    replaced = {p.new for p in made if p.ended == "renegotiated"}
    heads = [p for p in made if p.event.promise not in replaced and p.event.at <= latest]
    best, promise = min((_end_of(record, p, word) for p in heads), key=lambda end: _RANK[end[0]])
    return Owed(required, best, promise)


_RANK = {Fate.KEPT: 0, Fate.RENEGOTIATED: 1, Fate.OPEN: 2, Fate.BROKEN: 3, Fate.FAR: 4}


def is_word(record: Record, what: str) -> bool:
    """Whether the commitment *what* is kept by coming back with something to say."""
    return any(c.id == what and c.kind is CommitmentKind.WORD for c in record.story.commitments)


def _end_of(record: Record, head: Promised, word: bool) -> tuple[Fate, Promised]:
    """How the promise *head* ended, through every renewal before its time, and the promise that decided it.

    A *word* renewed with something to say was kept: they heard again by then, only sooner. A deed renewed was put
    off. A bare new time for a word changes nothing: what counts is whether they heard by the time they had.
    """
    last = head
    while last.ended == "renegotiated" and last.new in record.promises:
        if word and not _has_substance(record, record.promises[last.new]):
            return (Fate.KEPT if _was_redeemed(record, last) else Fate.BROKEN), last
        last = record.promises[last.new]
    if last.ended == "broken":
        return Fate.BROKEN, last
    if last.ended == "open":
        return (Fate.FAR if _is_far(record, last) else Fate.OPEN), last
    put_off = last.event.due > head.event.due + GRACE and not word
    return (Fate.RENEGOTIATED if put_off else Fate.KEPT), last


def _was_redeemed(record: Record, promised: Promised) -> bool:
    """Whether words of substance came in the time a word is kept in, or the drill ended before it had passed."""
    made, due = promised.event.at, promised.event.due
    half_way, last = made + (due - made) // 2, due + GRACE
    told = (s for s in record.to(promised.event.to) if half_way <= s.at <= last)
    return last > record.end_ms or any(has_substance(s.event.acts) for s in told)


def _is_far(record: Record, promised: Promised) -> bool:
    """Whether a promise of no natural time was put off until all was over: nobody is held to it by then."""
    natural = any(c.id == promised.event.what and c.at is not None for c in record.story.commitments)
    return not natural and promised.event.due > record.resolved


def _latest(record: Record, required: RequiredCommitment) -> int:
    """The last moment to make it: *by*, or one beat after *by_fact* came true, whichever is first."""
    times = [FOREVER] if required.by is None else [required.by]
    if required.by_fact:
        since = record.first_so(required.by_fact)
        times.append(FOREVER if since is None else since + record.story.standards.update_every)
    return min(times)


def clean_promises(record: Record, book: Ledger) -> list[Promised]:
    """The promises that weren't made in the same breath as a falsehood, in order."""
    return [p for p in record.promises.values() if _speech_clean(record, book, p)]


def _has_substance(record: Record, promised: Promised) -> bool:
    """Whether the words that named the next time said anything else: a bare next time is nobody's promise."""
    speech = speech_behind(record, promised)
    return speech is None or has_substance(speech.event.acts)


def _speech_clean(record: Record, book: Ledger, promised: Promised) -> bool:
    speech = speech_behind(record, promised)
    return speech is None or book.clean(speech)


def speech_behind(record: Record, promised: Promised) -> Speech | None:
    """The words in which a promise was made."""
    return record.speech_behind(promised.number, promised.event.at, Promise)


def kept_share(owed: list[Owed], k: Rubric = RUBRIC) -> float | None:
    """P: kept and renegotiated of what was required, by weight; None if nothing was required or is due yet."""
    due = [o for o in owed if o.fate is not Fate.OPEN]
    required = sum(o.required.weight for o in due)
    if required <= 0:
        return None
    worth = {Fate.KEPT: 1.0, Fate.RENEGOTIATED: k.renegotiated_worth}
    return min(1.0, sum(o.required.weight * worth.get(o.fate, 0.0) for o in due) / required)


def made_share(owed: list[Owed]) -> float | None:
    """M: the share of the required commitments made in time, by weight; None if none was required."""
    required = sum(o.required.weight for o in owed)
    return sum(o.required.weight for o in owed if o.in_time) / required if required > 0 else None


def broken_promises(record: Record) -> list[Promised]:
    """Every promise that passed its time unkept, required or not; one that only got a bare new time among them."""
    replaced = {p.new for p in record.promises.values() if p.ended == "renegotiated"}
    heads = [p for p in record.promises.values() if p.event.promise not in replaced]
    ends = (_end_of(record, p, is_word(record, p.event.what)) for p in heads)
    return [promise for fate, promise in ends if fate is Fate.BROKEN]


def weight_of(record: Record, promised: Promised) -> float:
    """The weight of a promise: as the scenario says where it requires it, else 1."""
    for required in record.story.judged.required_commitments:
        if (required.what, required.to) == (promised.event.what, promised.event.to):
            return required.weight
    return 1.0
