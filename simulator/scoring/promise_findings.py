"""What a debrief says of the promises that were owed, and of every word that was broken. `scoring.md`, section 2.

What must not live here: how a promise ended (`commitments`). One promise is told of once, with all that it cost.
"""

from collections.abc import Iterable, Iterator

from msgspec import structs

from simulator.drill.adding import total_of
from simulator.scoring.claims import Ledger
from simulator.scoring.commitments import Fate, Owed, loose_promises, speech_behind, weight_of
from simulator.scoring.evidence import Promised, Record
from simulator.scoring.finding import Dimension, Finding
from simulator.scoring.honesty_sheet import HonestyOf, fate_points
from simulator.scoring.phrases import as_clause, name_of, promise_label, time_of, words_of
from simulator.scoring.rubric import Rubric

H = Dimension.HONESTY


def commitment_findings(
    record: Record, book: Ledger, who: HonestyOf, weight: float, broken: dict[str, Finding], k: Rubric
) -> Iterator[Finding]:
    """What was owed and how it went. A promise among *broken* that it was about is taken out: it is told of once."""
    total = total_of(owed.required.weight for owed in who.owed if owed.fate is not Fate.OPEN)
    for owed in who.owed:
        share = owed.required.weight / total if total > 0 and owed.fate is not Fate.OPEN else 0.0
        earned = fate_points(owed.fate, k)
        loose = loose_promises(record, book, owed.required) if owed.fate is Fate.MISSING else []
        loose.sort(key=lambda promised: promised.event.promise not in broken)
        found = _commitment(record, book, owed, loose[:1], weight * share * (earned if earned > 0 else -1.0))
        made = owed.promise if owed.fate is Fate.BROKEN else next(iter(loose), None)
        passed = broken.pop(made.event.promise, None) if made else None
        yield _also_broken(found, passed) if passed else found


def _also_broken(found: Finding, passed: Finding) -> Finding:
    """One finding for a promise that was owed here and was broken: what it costs on both counts."""
    return structs.replace(
        passed,
        rule="H-promise-broken",
        sentence=f"{found.sentence} It costs twice: it was needed here, and a word was broken.",
        effect=found.effect + passed.effect,
        events=tuple(dict.fromkeys((*found.events, *passed.events))),
        quote=found.quote or passed.quote,
    )


_FATES = {
    Fate.KEPT: ("H-promise-kept", "You promised {name} this and kept it: {label}."),
    Fate.RENEGOTIATED: ("H-promise-renewed", "You told {name} before the time that it would be later: {label}."),
    Fate.OPEN: ("H-promise-open", "You promised {name} this; it wasn't due yet when the drill ended: {label}."),
    Fate.BROKEN: ("H-promise-broken", "You promised {name} this, and the time went by: {label}."),
    Fate.LATE: ("H-promise-late", "{name} had this promise from you later than it was needed: {label}."),
    Fate.LEFT: ("H-promise-left", "You promised {name} this, and left before it was due: {label}."),
    Fate.FAR: ("H-promise-far", "You put this off for {name} until it was all over: {label}."),
    Fate.MISSING: ("H-promise-missing", "{name} never had this promise from you: {label}."),
}


def _commitment(record: Record, book: Ledger, owed: Owed, loose: list[Promised], points: float) -> Finding:
    """How *owed* went; *loose* is a promise of it that counts as none, if there was one."""
    rule, sentence = _FATES[owed.fate]
    if loose:
        sentence = _LOOSE if _is_clean(record, book, loose[0]) else _BESIDE_A_LIE
    label = as_clause(promise_label(record, owed.required.what))
    words = sentence.replace("{name}", name_of(record, owed.required.to)).replace("{label}", label)
    made = loose[0] if loose else owed.promise
    events = () if made is None else tuple(n for n in (made.number, made.ended_number) if n >= 0)
    at = record.end_ms if made is None else made.event.at
    quote = "" if made is None else _promise_words(record, made)
    fix = "" if points >= 0 else _STAY if owed.fate is Fate.LEFT else _KEEP
    return Finding(rule, H, "P12", at, events, quote, words, points, owed.required.to, fix)


_KEEP = "Promise what you can keep, with a time, and put it where you see it."
_STAY = "Stay until it is kept, or tell them before you go that it will be somebody else, and who."

_LOOSE = "You named {name} a time for this with nothing else to say, which counts as no promise: {label}."
_BESIDE_A_LIE = "You promised {name} this beside something that wasn't so, and so it counts as no promise: {label}."


def _is_clean(record: Record, book: Ledger, promised: Promised) -> bool:
    speech = speech_behind(record, promised)
    return speech is None or book.clean(speech)


def _promise_words(record: Record, promised: Promised) -> str:
    speech = speech_behind(record, promised)
    return words_of(record, speech) if speech else ""


def broken_words(record: Record, passed: Iterable[Promised], k: Rubric) -> dict[str, Finding]:
    """What each promise that has *passed* its time costs as a word broken, by promise."""
    spent, found = 0.0, {}
    for promise in passed:
        price = min(k.broken_price * weight_of(record, promise), k.broken_most - spent)
        spent += price
        due = time_of(record, promise.event.due)
        label = as_clause(promise_label(record, promise.event.what))
        sentence = f"This was due to {name_of(record, promise.event.to)} at {due}, and the time passed: {label}."
        found[promise.event.promise] = Finding(
            "H-broken",
            H,
            "P12",
            promise.event.due,
            (promise.number, promise.ended_number),
            _promise_words(record, promise),
            sentence,
            -price,
            promise.event.to,
            "If it won't hold, say so before the time and name the next one.",
        )
    return found
