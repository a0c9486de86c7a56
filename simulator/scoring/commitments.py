"""The promise ledger: which of the owed commitments were made in time, and how each promise ended.

What must not live here: points. A promise that isn't yet due when the drill ends is neither kept nor broken, unless
the trainee walked away from it.
"""

from enum import StrEnum

from msgspec import Struct

from simulator.drill.adding import total_of
from simulator.drill.content import has_substance
from simulator.drill.state import GRACE
from simulator.scenario.acts import Promise
from simulator.scenario.story import RequiredCommitment
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
    LEFT = "left"  # made in time, not yet due when the trainee walked away: nobody is there to keep it
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
        return self.fate not in (Fate.LATE, Fate.LEFT, Fate.FAR, Fate.MISSING)


def owed_commitments(record: Record, book: Ledger) -> list[Owed]:
    """Every commitment the scenario requires, in its order."""
    return [_owed(record, book, required) for required in record.story.judged.required_commitments]


def _owed(record: Record, book: Ledger, required: RequiredCommitment) -> Owed:
    about = (required.what, required.to)
    mine = [p for p in record.promises.values() if (p.event.what, p.event.to) == about]
    made = [p for p in mine if _counts(record, book, p)]
    if not made:
        return Owed(required, Fate.MISSING)
    latest = _latest(record, required)
    if made[0].event.at > latest:
        return Owed(required, Fate.LATE, made[0])
    heads = [p for p in _heads(record, book, made) if p.event.at <= latest]
    best, promise = min((_end_of(record, book, p) for p in heads), key=lambda end: _RANK[end[0]])
    return Owed(required, best, promise)


_RANK = {Fate.KEPT: 0, Fate.RENEGOTIATED: 1, Fate.OPEN: 2, Fate.LEFT: 3, Fate.BROKEN: 4, Fate.FAR: 5}


def is_word(record: Record, what: str) -> bool:
    """Whether the commitment *what* is kept by coming back with something to say."""
    return what in record.words


# -- which promises count, and which of them takes the place of which


def _counting(record: Record, book: Ledger) -> list[Promised]:
    """The promises that somebody may rely on, in order."""
    return [p for p in record.promises.values() if _counts(record, book, p)]


def _counts(record: Record, book: Ledger, promised: Promised) -> bool:
    """Whether it is a promise at all: not made in the breath of a falsehood, and no bare next time."""
    speech = speech_behind(record, promised)
    if speech is None:
        return True
    return book.clean(speech) and (has_substance(speech.event.acts) or not is_word(record, promised.event.what))


def loose_promises(record: Record, book: Ledger, required: RequiredCommitment) -> list[Promised]:
    """The promises of what is *required* that count as none: bare next times, and what stood beside a falsehood."""
    about = (required.what, required.to)
    mine = [p for p in record.promises.values() if (p.event.what, p.event.to) == about]
    return [p for p in mine if not _counts(record, book, p)]


def _heads(record: Record, book: Ledger, promises: list[Promised]) -> list[Promised]:
    """Those of *promises* that didn't take the place of another one."""
    renewals = [new for p in promises if (new := _renewal(record, book, p)) is not None]
    return [p for p in promises if not any(p is new for new in renewals)]


def _renewal(record: Record, book: Ledger, promised: Promised) -> Promised | None:
    """The promise that took the place of *promised* before its time; what doesn't count between them is passed over."""
    new = record.promises.get(promised.new)
    if new is None or _counts(record, book, new):
        return new
    while new is not None and not _counts(record, book, new):
        new = record.promises.get(new.new)
    if new is None or new.event.at > promised.event.due + GRACE:
        return None
    return None if _was_redeemed(record, book, promised, new.event.at) else new


def _end_of(record: Record, book: Ledger, head: Promised) -> tuple[Fate, Promised]:
    """How the promise *head* ended, through every renewal before its time, and the promise that decided it.

    A word renewed with something to say was kept: they heard again by then, only sooner. A deed renewed was put off.
    A bare new time, or one named beside a lie, changes nothing: what counts is whether they had it by the time they
    had been given. Nor does a lie keep a word.
    """
    last, word = head, is_word(record, head.event.what)
    while (new := _renewal(record, book, last)) is not None:
        last = new
    fate = _settled(record, book, last)
    put_off = last.event.due > head.event.due + GRACE and not word
    return (Fate.RENEGOTIATED if fate is Fate.KEPT and put_off else fate), last


def _settled(record: Record, book: Ledger, promised: Promised) -> Fate:
    """How *promised* ended, no other promise having taken its place."""
    if promised.ended == "broken":
        return Fate.BROKEN
    if promised.ended == "open":
        return _not_due(record, promised)
    if promised.ended == "kept" and not _kept_by_a_lie(record, book, promised):
        return Fate.KEPT
    return _alone(record, book, promised)


def _kept_by_a_lie(record: Record, book: Ledger, promised: Promised) -> bool:
    """Whether the words that kept *promised*, at the moment they were said, held a falsehood."""
    said = record.speeches_at.get(record.events[promised.ended_number].at, ())
    words = [s for s in said if s.number < promised.ended_number and promised.event.to in s.event.to]
    return bool(words) and is_word(record, promised.event.what) and not book.clean(words[-1])


def _alone(record: Record, book: Ledger, promised: Promised) -> Fate:
    """How *promised* would have ended, had no other time been named and no lie been told to keep it."""
    if _was_redeemed(record, book, promised):
        return Fate.KEPT
    return _not_due(record, promised) if promised.event.due + GRACE > record.end_ms else Fate.BROKEN


def _not_due(record: Record, promised: Promised) -> Fate:
    if _is_far(record, promised):
        return Fate.FAR
    return Fate.LEFT if record.walked_away else Fate.OPEN


def _was_redeemed(record: Record, book: Ledger, promised: Promised, by: int = FOREVER) -> bool:
    """Whether *promised* was kept in its time, and by *by*: a word by true words of substance, a deed by being done."""
    made, due = promised.event.at, promised.event.due
    half_way, last = made + (due - made) // 2, min(due + GRACE, by)
    if is_word(record, promised.event.what):
        told = (s for s in record.to(promised.event.to) if half_way <= s.at <= last)
        return any(book.clean(s) and has_substance(s.event.acts) for s in told)
    end = promised
    while end.new in record.promises:
        end = record.promises[end.new]
    return end.ended == "kept" and record.events[end.ended_number].at <= last


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


def speech_behind(record: Record, promised: Promised) -> Speech | None:
    """The words in which a promise was made."""
    return record.speech_behind(promised.number, promised.event.at, Promise)


def kept_share(owed: list[Owed], k: Rubric = RUBRIC) -> float | None:
    """P: kept and renegotiated of what was required, by weight; None if nothing was required or is due yet."""
    due = [o for o in owed if o.fate is not Fate.OPEN]
    required = total_of(o.required.weight for o in due)
    if required <= 0:
        return None
    worth = {Fate.KEPT: 1.0, Fate.RENEGOTIATED: k.renegotiated_worth}
    return min(1.0, total_of(o.required.weight * worth.get(o.fate, 0.0) for o in due) / required)


def made_share(owed: list[Owed]) -> float | None:
    """M: the share of the required commitments made in time, by weight; None if none was required."""
    required = total_of(o.required.weight for o in owed)
    return total_of(o.required.weight for o in owed if o.in_time) / required if required > 0 else None


def broken_promises(record: Record, book: Ledger) -> list[Promised]:
    """Every promise that passed its time unkept, required or not; one that only got a bare new time among them."""
    counting = _counting(record, book)
    ends = [_end_of(record, book, head) for head in _heads(record, book, counting)]
    broken = [promise for fate, promise in ends if fate is Fate.BROKEN]
    renewing = {p.new for p in counting}
    loose = [p for p in record.promises.values() if p.event.promise not in renewing and _breaks(record, book, p)]
    return sorted([*broken, *loose], key=lambda p: p.number)


def _breaks(record: Record, book: Ledger, promised: Promised) -> bool:
    """Whether a bare next time, or one named beside a lie, passed unkept: nobody's promise, and not to be broken."""
    if _counts(record, book, promised):
        return False
    new = record.promises.get(promised.new)
    renewed = new is not None and _counts(record, book, new)
    return not renewed and _settled(record, book, promised) is Fate.BROKEN


def weight_of(record: Record, promised: Promised) -> float:
    """The weight of a promise: as the scenario says where it requires it, else 1."""
    for required in record.story.judged.required_commitments:
        if (required.what, required.to) == (promised.event.what, promised.event.to):
            return required.weight
    return 1.0
