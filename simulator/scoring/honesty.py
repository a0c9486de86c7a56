"""Honesty: the mark, and its findings in words a trainee reads. `scoring.md`, section 2.

What must not live here: what the mark is made of (`honesty_sheet`). Each sentence says what happened and what it
cost or earned, beside the words it is about; none says what somebody is.
"""

from collections.abc import Iterator, Mapping, Sequence

from msgspec import structs

from simulator.drill import events as ev
from simulator.drill.adding import total_of
from simulator.scenario.acts import Promise, Unknown
from simulator.scoring.blending import clip, mean_over_people, merged, points_in
from simulator.scoring.claims import LOOSE, Claimed, Ledger, Verdict
from simulator.scoring.commitments import is_word
from simulator.scoring.disclosures import Due
from simulator.scoring.evidence import Record, Speech
from simulator.scoring.falsehoods import Falsehood, cap_of
from simulator.scoring.finding import Dimension, DimensionScore, Finding, ordered_findings
from simulator.scoring.honesty_sheet import (
    HonestyOf,
    HonestySheet,
    accuracy,
    cap,
    deductions,
    estimates_said,
    honesty_sheet,
)
from simulator.scoring.phrases import (
    as_clause,
    capital,
    claimed,
    event_numbers,
    name_of,
    names_of,
    quoted,
    teller,
    time_of,
    words_of,
)
from simulator.scoring.promise_findings import broken_words, commitment_findings
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
    broken = broken_words(record, sheet.passed, k)
    for person, on in zip(sheet.people, hanging, strict=True):
        yield from _told_or_not(record, person, on)
        yield from _claims(record, person, on["accuracy"], k)
        yield from commitment_findings(record, book, person, on["promises"], broken, k)
        yield from _estimates(record, book, person, on["estimates"], k)
    yield from broken.values()
    limit = 100.0
    for count, item in enumerate(sheet.falsehoods, start=1):
        now = cap_of(sheet.falsehoods[:count], k)
        yield _falsehood(record, item, now, now - limit)
        limit = now
    yield from _deductions(record, sheet, k)


# -- what was told


def _told_or_not(record: Record, who: HonestyOf, on: Mapping[str, float]) -> Iterator[Finding]:
    """What had to be told, fact by fact: one that is owed on both counts, with the same end, is told of once."""
    found: dict[tuple[str, str], Finding] = {}
    dues = (*who.facts, *who.disclosures)
    findings = (*_facts(record, who, on["accuracy"]), *_disclosures(record, who, on["disclosure"]))
    for due, finding in zip(dues, findings, strict=True):
        unheard = record.walked_away and due.known is None and not due.told and due.late is None
        key = "" if unheard else due.required.fact, finding.sentence
        found[key] = _both(found[key], finding, plainly=not unheard) if key in found else finding
    yield from found.values()


def _both(one: Finding, other: Finding, *, plainly: bool) -> Finding:
    """The two as one; *plainly*: with the reason why it counts twice."""
    sentence = f"{other.sentence}{_COUNTS_TWICE}" if plainly else other.sentence
    return structs.replace(other, sentence=sentence, effect=one.effect + other.effect)


_COUNTS_TWICE = " It counts twice: as a fact that was needed here, and as one that was yours to tell unasked."


def _facts(record: Record, who: HonestyOf, weight: float) -> Iterator[Finding]:
    total = total_of(due.required.weight for due in who.facts)
    for due in who.facts:
        points = weight * due.required.weight / total if total > 0 else 0.0
        yield _told(record, due, points) if due.told else _untold(record, due, -points, "H-fact-untold", "P06")


def _disclosures(record: Record, who: HonestyOf, weight: float) -> Iterator[Finding]:
    total = total_of(due.required.weight for due in who.disclosures)
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
    says = as_clause(record.facts[due.required.fact].says)
    sentence = f"At {time_of(record, speech.at)} {teller(record, speech)} told {name}: {says}"
    events = (speech.number, *((due.known.number,) if due.known else ()))
    return Finding(
        rule, H, principle, speech.at, events, words_of(record, speech), f"{sentence}.", points, due.required.to
    )


def _untold(record: Record, due: Due, points: float, rule: str, principle: str) -> Finding:
    name, says = name_of(record, due.required.to), as_clause(record.facts[due.required.fact].says)
    if (after := due.late or due.hedged) is not None:
        told = time_of(record, after.at)
        sentence = f"{name} heard this from you at {told}, after the time it mattered: {says}."
        if due.late is None:
            sentence = f"At {told} {name} heard this from you as a rumour, though you knew it for certain: {says}."
        numbers, quote = (after.number,), words_of(record, after)
        return Finding(rule, H, principle, after.at, numbers, quote, sentence, points, due.required.to)
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
    loose = _firsts([c for c in who.claims if c.verdict in LOOSE])
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
    names, who = names_of(record, claim.speech.event.to), teller(record, claim.speech)
    if claim.key == "reassure":
        sentence = f"{capital(who)} told {names} that it would be all right. Nothing you had heard by then carried it."
        fix = "Say what is being done and when you speak next; that reassures and stays true."
    elif claim.denied:
        sentence = f"{capital(who)} told {names} that this isn't so, and nothing you had heard carried that: "
        sentence += f"{as_clause(record.facts[claim.fact].says)}." if claim.fact in record.facts else f"{claim.says}."
        fix = "Say what you know, and that you don't know the rest yet."
    elif claim.verdict is Verdict.HEDGED:
        sentence = f"You knew this for certain, and told it to {names} as a rumour: {_what(record, claim)}."
        fix = "What you know, say plainly; hedge what you don't."
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
        words_of(record, claim.speech),
        sentence,
        points,
        claim.speech.event.to[0] if claim.speech.event.to else "",
        fix,
    )


def _what(record: Record, claim: Claimed) -> str:
    """What was claimed: a statement of the story in quotation marks, anything else as the end of a sentence."""
    said = claimed(record, claim)
    return as_clause(said) if claim.fact else said.removesuffix(".")


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
    return Finding(rule, H, "P04", speech.at, events, words_of(record, speech), sentence, effect, to, fix)


def _wrong(record: Record, claim: Claimed) -> str:
    """What was said and wasn't so; what was denied was so."""
    names, who = names_of(record, claim.speech.event.to), teller(record, claim.speech)
    if claim.denied and claim.fact in record.facts:
        return (
            f"{capital(who)} told {names} that this wasn't so, and it was: {as_clause(record.facts[claim.fact].says)}."
        )
    if claim.key.startswith("unknown:"):
        return f"You had heard it when you told {names} {_what(record, claim)}."
    return f"This wasn't so when you said it to {names}: {_what(record, claim)}."


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
        yield _silent(record, who, points, "" if good else RANGE_OR_TIME)


RANGE_OR_TIME = "Give a range with its basis, or say “I don't know yet; you hear from me at ...”."


def _silent(record: Record, who: HonestyOf, points: float, fix: str) -> Finding:
    """Nothing was said of how long: told where it was first asked for, else from when it could be known."""
    name, person = name_of(record, who.person.id), who.person.id
    sentence = f"{name} never heard how long it might be, nor that nobody knew yet."
    number = _asked_how_long(record, person)
    if number is not None:
        event = record.events[number]
        sentence = f"{name} asked at {time_of(record, event.at)}, and never heard how long, nor that nobody knew yet."
        return Finding("H-estimate-silent", H, "P05", event.at, (number,), "", sentence, points, person, fix)
    owed = [q for q in record.story.quantities if q.id in record.story.judged.quantities]
    known = min((entry.at for quantity in owed for entry in quantity.knowable), default=record.end_ms)
    at = min(max(known, record.opened.get(person, 0)), record.end_ms)
    return Finding("H-estimate-silent", H, "P05", at, (), "", sentence, points, person, fix)


def _asked_how_long(record: Record, person: str) -> int | None:
    """The number of the event in which *person* first asked how long it would be; None if never in so many words."""
    for number, event in enumerate(record.events):
        match event:
            case ev.PersonSpoke(person=who, words=words) | ev.PersonChased(person=who, words=words) if who == person:
                if any(phrase in words.lower() for phrase in _HOW_LONG):
                    return number
            case _:
                pass
    return None


_HOW_LONG = ("how long will", "how long does", "how much longer", "how long?", "until when", "when will it")


def _estimated(record: Record, who: HonestyOf, said: Sequence[Speech], points: float, good: bool) -> Finding:
    fitted = "fitted" if good else "didn't fit"
    name = name_of(record, who.person.id)
    sentence = f"What {teller(record, said[-1])} told {name} about how long {fitted} what could be known then."
    events, words = tuple(speech.number for speech in said), words_of(record, said[-1])
    fix = "" if good else RANGE_OR_TIME
    return Finding("H-estimate", H, "P05", said[-1].at, events, words, sentence, points, who.person.id, fix)


def _said_unknown(record: Record, who: HonestyOf, speech: Speech, points: float) -> Finding:
    name, events, words = name_of(record, who.person.id), (speech.number,), words_of(record, speech)
    sentence = f"{capital(teller(record, speech))} told {name} what you didn't know yet{_and_when(record, speech)}."
    return Finding("H-unknown-said", H, "P05", speech.at, events, words, sentence, points, who.person.id)


# -- deductions


def _and_when(record: Record, speech: Speech) -> str:
    named = any(isinstance(act, Promise) and is_word(record, act.what) for act in speech.event.acts)
    return ", and when you would speak again" if named else ""


def _deductions(record: Record, sheet: HonestySheet, k: Rubric) -> Iterator[Finding]:
    spent = 0.0
    for speech, word in sheet.vague:
        price = min(k.vague_price, k.vague_most - spent)
        spent += price
        sentence = f"“{word}” gives {names_of(record, speech.event.to)} no time to hold on to."
        fix = "Name a clock time you can keep, or say that you don't know it."
        to = speech.event.to[0] if speech.event.to else ""
        yield Finding(
            "H-vague", H, "P04", speech.at, (speech.number,), words_of(record, speech), sentence, -price, to, fix
        )
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
            words_of(record, speech),
            sentence,
            -sheet.overstated,
            "",
            fix,
        )
