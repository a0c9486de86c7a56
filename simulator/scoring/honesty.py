"""Honesty: the mark, and its findings in words a trainee reads. `scoring.md`, section 2.

What must not live here: what the mark is made of (`honesty_sheet`). Each sentence says what happened and what it
cost or earned, beside the words it is about; none says what somebody is.
"""

from collections.abc import Iterator, Mapping, Sequence

from simulator.scenario.acts import Unknown
from simulator.scoring.blending import clip, mean_over_people, merged, points_in
from simulator.scoring.claims import Claimed, Ledger, Verdict
from simulator.scoring.commitments import Fate, Owed, broken_promises, speech_behind, weight_of
from simulator.scoring.disclosures import Due
from simulator.scoring.evidence import Promised, Record, Speech
from simulator.scoring.falsehoods import Falsehood, cap_of
from simulator.scoring.finding import Dimension, DimensionScore, Finding, ordered_findings
from simulator.scoring.honesty_sheet import (
    HonestyOf,
    HonestySheet,
    accuracy,
    cap,
    deductions,
    estimates_said,
    fate_points,
    honesty_sheet,
)
from simulator.scoring.phrases import (
    as_clause,
    claimed,
    event_numbers,
    name_of,
    names_of,
    promise_label,
    quoted,
    time_of,
)
from simulator.scoring.rubric import RUBRIC, Rubric

H = Dimension.HONESTY


def score_honesty(record: Record, book: Ledger, k: Rubric = RUBRIC) -> tuple[DimensionScore, HonestySheet]:
    """The mark for honesty with its findings, and the sheet a debrief shows."""
    sheet = honesty_sheet(record, book, k)
    people = [(person.stake, person.terms(k)) for person in sheet.people]
    mean = mean_over_people(people)
    limit = cap(sheet, k)
    points = None if mean is None else clip(min(limit, 100 * mean - deductions(sheet, k)), 0, 100)
    findings = ordered_findings(list(_findings(record, book, sheet, points_in(people), k)))
    return DimensionScore(H, points, merged(people), findings, limit), sheet


def _findings(
    record: Record, book: Ledger, sheet: HonestySheet, hanging: Sequence[Mapping[str, float]], k: Rubric
) -> Iterator[Finding]:
    """The findings; *hanging* says how many points hang on each term of each person."""
    for person, on in zip(sheet.people, hanging, strict=True):
        yield from _facts(record, person, on["accuracy"])
        yield from _claims(record, person, on["accuracy"], k)
        yield from _disclosures(record, person, on["disclosure"])
        yield from _commitments(record, person, on["promises"], k)
        yield from _estimates(record, book, person, on["estimates"], k)
    limit = 100.0
    for count, item in enumerate(sheet.falsehoods, start=1):
        now = cap_of(sheet.falsehoods[:count], k)
        yield _falsehood(record, item, now, now - limit)
        limit = now
    yield from _deductions(record, book, sheet, k)


# -- what was told


def _facts(record: Record, who: HonestyOf, weight: float) -> Iterator[Finding]:
    total = sum(due.required.weight for due in who.facts)
    for due in who.facts:
        points = weight * due.required.weight / total if total > 0 else 0.0
        yield _told(record, due, points) if due.told else _untold(record, due, -points, "H-fact-untold", "P06")


def _disclosures(record: Record, who: HonestyOf, weight: float) -> Iterator[Finding]:
    total = sum(due.required.weight for due in who.disclosures)
    for due in who.disclosures:
        points = weight * due.required.weight / total if total > 0 else 0.0
        if due.told:
            yield _told(record, due, points, "H-disclosed")
        else:
            yield _untold(record, due, -points, "H-withheld", "P36")


def _told(record: Record, due: Due, points: float, rule: str = "H-fact-told") -> Finding:
    speech, name = due.speech, name_of(record, due.required.to)
    assert speech is not None  # a told item has its words
    principle = "P36" if rule == "H-disclosed" else "P04"
    sentence = f"At {time_of(record, speech.at)} you told {name}: {as_clause(record.facts[due.required.fact].says)}"
    events = (speech.number, *((due.known.number,) if due.known else ()))
    return Finding(rule, H, principle, speech.at, events, quoted(speech.words), f"{sentence}.", points, due.required.to)


def _untold(record: Record, due: Due, points: float, rule: str, principle: str) -> Finding:
    name, says = name_of(record, due.required.to), as_clause(record.facts[due.required.fact].says)
    if due.late:
        sentence = f"{name} heard this from you at {time_of(record, due.late.at)}, after the time it mattered: {says}."
        return Finding(
            rule,
            H,
            principle,
            due.late.at,
            (due.late.number,),
            quoted(due.late.words),
            sentence,
            points,
            due.required.to,
        )
    if due.known:
        sentence = f"You heard this at {time_of(record, due.known.at)}. You didn't tell {name}: {says}."
        at, quote = due.known.at, quoted(due.known.words)
    elif record.walked_away:
        sentence = f"You left before you could hear something that {name} needed to hear from you."
        at, quote = record.end_ms, ""
    else:
        sentence = f"This never reached you, so {name} never heard it from you: {says}."
        at, quote = record.end_ms, ""
    events = (due.known.number,) if due.known else ()
    fix = f"Tell {name} the moment you know it, and say how you know it."
    return Finding(rule, H, principle, at, events, quote, sentence, points, due.required.to, fix)


# -- what was claimed


def _claims(record: Record, who: HonestyOf, weight: float, k: Rubric) -> Iterator[Finding]:
    supported = {c.key for c in who.claims if c.verdict is Verdict.SUPPORTED}
    loose = _firsts([c for c in who.claims if c.verdict is Verdict.UNSUPPORTED])
    whole = accuracy(len(supported), 0, 0, 1.0, k)
    price = weight * (whole - accuracy(len(supported), len(loose), 0, 1.0, k)) / len(loose) if loose else 0.0
    for claim in loose:
        yield _unsupported(record, claim, -price)


def _firsts(claims: list[Claimed]) -> list[Claimed]:
    first: dict[str, Claimed] = {}
    for claim in claims:
        first.setdefault(claim.key, claim)
    return list(first.values())


def _unsupported(record: Record, claim: Claimed, points: float) -> Finding:
    names = names_of(record, claim.speech.event.to)
    if claim.key == "reassure":
        sentence = f"You told {names} that it would be all right. Nothing you had heard by then carried it."
        fix = "Say what is being done and when you speak next; that reassures and stays true."
    elif claim.grounds:
        sentence = f"You passed on a guess to {names} as if it were certain: {_what(record, claim)}."
        fix = "Say who said it and how sure they sounded."
    else:
        sentence = f"When you said it to {names}, nothing you had heard carried it: {_what(record, claim)}."
        fix = "Say what you know, and that you don't know the rest yet."
    return Finding(
        "H-unsupported",
        H,
        "P04",
        claim.speech.at,
        event_numbers(claim),
        quoted(claim.speech.words),
        sentence,
        points,
        claim.speech.event.to[0] if claim.speech.event.to else "",
        fix,
    )


def _what(record: Record, claim: Claimed) -> str:
    """What was claimed: a statement of the story in quotation marks, anything else as the end of a sentence."""
    said = claimed(record, claim)
    return as_clause(said) if claim.fact and not claim.denied else said.removesuffix(".")


def _falsehood(record: Record, found: Falsehood, limit: float, effect: float) -> Finding:
    """One falsehood: with it honesty reaches *limit* at most; *effect* is what it took off that itself."""
    claim, speech = found.claim, found.claim.speech
    known = claim.verdict is Verdict.KNOWN_FALSE
    events = event_numbers(claim)
    sentence = _wrong(record, claim)
    sentence += " You had reason to know it." if known else " Nothing you had heard carried it."
    if found.corrected:
        events = (*events, found.corrected.number)
        sentence += f" You put it right at {time_of(record, found.corrected.at)}, which weighs for you."
    sentence += f" With it, honesty reaches {limit:.0f} at most."
    fix = "Say what you know and what you don't. “I don't know yet” is a full answer, with a time."
    rule = "H-corrected" if found.corrected else "H-claim-false"
    to = speech.event.to[0] if speech.event.to else ""
    return Finding(rule, H, "P04", speech.at, events, quoted(speech.words), sentence, effect, to, fix)


def _wrong(record: Record, claim: Claimed) -> str:
    """What was said and wasn't so; what was denied was so."""
    names = names_of(record, claim.speech.event.to)
    if claim.denied and claim.fact in record.facts:
        return f"You told {names} that this wasn't so, and it was: {as_clause(record.facts[claim.fact].says)}."
    if claim.key.startswith("unknown:"):
        return f"You had heard it when you told {names} {_what(record, claim)}."
    return f"This wasn't so when you said it to {names}: {_what(record, claim)}."


# -- promises


def _commitments(record: Record, who: HonestyOf, weight: float, k: Rubric) -> Iterator[Finding]:
    total = sum(owed.required.weight for owed in who.owed if owed.fate is not Fate.OPEN)
    for owed in who.owed:
        share = owed.required.weight / total if total > 0 and owed.fate is not Fate.OPEN else 0.0
        earned = fate_points(owed.fate, k)
        yield _commitment(record, owed, weight * share * (earned if earned > 0 else -1.0))


_FATES = {
    Fate.KEPT: ("H-promise-kept", "You promised {name} this and kept it: {label}."),
    Fate.RENEGOTIATED: ("H-promise-renewed", "You told {name} before the time that it would be later: {label}."),
    Fate.OPEN: ("H-promise-open", "You promised {name} this; it wasn't due yet when the drill ended: {label}."),
    Fate.BROKEN: ("H-promise-broken", "You promised {name} this, and the time went by: {label}."),
    Fate.LATE: ("H-promise-late", "{name} had this promise from you later than it was needed: {label}."),
    Fate.FAR: ("H-promise-far", "You put this off for {name} until it was all over: {label}."),
    Fate.MISSING: ("H-promise-missing", "{name} never had this promise from you: {label}."),
}


def _commitment(record: Record, owed: Owed, points: float) -> Finding:
    rule, sentence = _FATES[owed.fate]
    label = as_clause(promise_label(record, owed.required.what))
    words = sentence.replace("{name}", name_of(record, owed.required.to)).replace("{label}", label)
    made = owed.promise
    events = () if made is None else tuple(n for n in (made.number, made.ended_number) if n >= 0)
    at = record.end_ms if made is None else made.event.at
    quote = "" if made is None else _promise_words(record, made)
    fix = "" if points >= 0 else "Promise what you can keep, with a time, and put it where you see it."
    return Finding(rule, H, "P12", at, events, quote, words, points, owed.required.to, fix)


def _promise_words(record: Record, promised: Promised) -> str:
    speech = speech_behind(record, promised)
    return quoted(speech.words) if speech else ""


# -- estimates


def _estimates(record: Record, book: Ledger, who: HonestyOf, weight: float, k: Rubric) -> Iterator[Finding]:
    if who.estimate is None:
        return
    quantities = record.story.judged.quantities
    said = [speech for each in quantities for speech, _ in estimates_said(record, book, who.person.id, each)]
    good = who.estimate >= k.unknown_though_knowable
    points = weight * (who.estimate if good else who.estimate - 1)
    unknown = [s for s in record.to(who.person.id) if good and any(isinstance(act, Unknown) for act in s.event.acts)]
    if said:
        yield _estimated(record, who, said, points, good)
    elif unknown:
        yield _said_unknown(record, who, unknown[0], points)
    else:
        sentence = f"{name_of(record, who.person.id)} never heard how long it might be, nor that nobody knew yet."
        fix = "" if good else RANGE_OR_TIME
        yield Finding("H-estimate-silent", H, "P05", record.end_ms, (), "", sentence, points, who.person.id, fix)


RANGE_OR_TIME = "Give a range with its basis, or say “I don't know yet; you hear from me at ...”."


def _estimated(record: Record, who: HonestyOf, said: Sequence[Speech], points: float, good: bool) -> Finding:
    fitted = "fitted" if good else "didn't fit"
    sentence = f"What you told {name_of(record, who.person.id)} about how long {fitted} what could be known then."
    events, words = tuple(speech.number for speech in said), quoted(said[-1].words)
    fix = "" if good else RANGE_OR_TIME
    return Finding("H-estimate", H, "P05", said[-1].at, events, words, sentence, points, who.person.id, fix)


def _said_unknown(record: Record, who: HonestyOf, speech: Speech, points: float) -> Finding:
    name, events, words = name_of(record, who.person.id), (speech.number,), quoted(speech.words)
    sentence = f"You told {name} what you didn't know yet, and when you would speak again."
    return Finding("H-unknown-said", H, "P05", speech.at, events, words, sentence, points, who.person.id)


# -- deductions


def _deductions(record: Record, book: Ledger, sheet: HonestySheet, k: Rubric) -> Iterator[Finding]:
    spent = 0.0
    for speech, word in sheet.vague:
        price = min(k.vague_price, k.vague_most - spent)
        spent += price
        sentence = f"“{word}” gives {names_of(record, speech.event.to)} no time to hold on to."
        fix = "Name a clock time you can keep, or say that you don't know it."
        to = speech.event.to[0] if speech.event.to else ""
        yield Finding("H-vague", H, "P04", speech.at, (speech.number,), quoted(speech.words), sentence, -price, to, fix)
    if sheet.overstated > 0 and sheet.overstated_by:
        speech = sheet.overstated_by
        sentence = "You named a time far beyond what could be known, to be on the safe side."
        fix = "Say the range you would bet on, and what it rests on."
        yield Finding(
            "H-overstated",
            H,
            "P10",
            speech.at,
            (speech.number,),
            quoted(speech.words),
            sentence,
            -sheet.overstated,
            "",
            fix,
        )
    yield from _broken(record, book, k)


def _broken(record: Record, book: Ledger, k: Rubric) -> Iterator[Finding]:
    spent = 0.0
    for promise in broken_promises(record, book):
        price = min(k.broken_price * weight_of(record, promise), k.broken_most - spent)
        spent += price
        due = time_of(record, promise.event.due)
        label = as_clause(promise_label(record, promise.event.what))
        sentence = f"This was due to {name_of(record, promise.event.to)} at {due}, and the time passed: {label}."
        yield Finding(
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
