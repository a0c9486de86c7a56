"""Cadence: the mark, and its findings in words a trainee reads. `scoring.md`, section 2.

What must not live here: what the mark is made of (`cadence_sheet`).
"""

from collections.abc import Iterator, Mapping, Sequence

from simulator.drill.adding import total_of
from simulator.drill.clock import length_text
from simulator.drill.content import Element, elements
from simulator.scoring.blending import blend, clip, merged, opportunity, points_in, weighted_mean
from simulator.scoring.cadence_sheet import CadenceOf, Gap, Message, cadence_sheet
from simulator.scoring.claims import Ledger
from simulator.scoring.commitments import is_word
from simulator.scoring.empathy_sheet import nothing_said
from simulator.scoring.evidence import MINUTE_MS, Promised, Record
from simulator.scoring.finding import Dimension, DimensionScore, Finding, Term, ordered_findings
from simulator.scoring.phrases import called, listed, time_of, times, words_of
from simulator.scoring.rubric import RUBRIC, Rubric

C = Dimension.CADENCE
GOOD = 0.6
FOUR_THINGS = "how it stands, what was done, what is being done, when you speak next"


def score_cadence(record: Record, book: Ledger, k: Rubric = RUBRIC) -> tuple[DimensionScore, tuple[CadenceOf, ...]]:
    """The mark for cadence with its findings, and the sheet a debrief shows."""
    sheet = cadence_sheet(record, book, k)
    people = [(of.stake, of.terms(k)) for of in sheet]
    marks = [_marked(of, terms, k) for of, (_, terms) in zip(sheet, people, strict=True)]
    counted = [stake * opportunity(terms) for stake, terms in people]
    mean = weighted_mean((count, mark) for count, mark in zip(counted, marks, strict=True) if mark is not None)
    worst = min((mark for mark in marks if mark is not None), default=100.0)
    cap = 0.0 if nothing_said(record, book) else min(100.0, worst + k.worst_lead)
    points = None if mean is None else clip(min(cap, mean), 0, 100)
    found: list[Finding] = []
    for of, (_, terms), hanging, count in zip(sheet, people, points_in(people), counted, strict=True):
        found += _findings(record, of, terms, hanging, count / total_of(counted), k)
    return DimensionScore(C, points, merged(people), ordered_findings(found), cap), sheet


def audience_points(of: CadenceOf, k: Rubric = RUBRIC) -> float | None:
    """One audience's cadence, 0 to 100."""
    return _marked(of, of.terms(k), k)


def _marked(of: CadenceOf, terms: Sequence[Term], k: Rubric) -> float | None:
    value = blend(terms)
    return None if value is None else clip(100 * value - of.noise_price(k), 0, 100)


def _findings(
    record: Record, of: CadenceOf, terms: Sequence[Term], weights: Mapping[str, float], share: float, k: Rubric
) -> Iterator[Finding]:
    """The findings about *of*: *weights* are the points that hang on each term, *share* their share of the whole."""
    values = {term.name: term.value for term in terms}
    yield _first(record, of, weights["first answer"], values["first answer"] or 0.0)
    yield from _gaps(record, of, weights["gaps"], values["gaps"], k)
    yield from _content(record, of, weights["content"], values["content"] or 0.0)
    yield from _next(record, of, weights["next times"], values["next times"])
    yield from _noise(record, of, share, k)


def _first(record: Record, of: CadenceOf, weight: float, value: float) -> Finding:
    name, first = called(of.person.name), of.first
    good = value >= GOOD
    if first is None:
        sentence = f"{name} had no answer of substance from you."
    else:
        waited = length_text(round(first.minute * MINUTE_MS))
        sentence = f"{name} had a first answer of substance after {waited}."
        if not good:
            sentence = f"{name} waited {waited} for a first answer of substance."
        if not good and not of.informative():
            sentence = f"{name} had an answer after {waited}; an answer counts once news follows it, and none did."
    return Finding(
        "C-first-answer" if good else "C-first-late",
        C,
        "P13",
        first.speech.at if first else of.onset_ms,
        (first.speech.number,) if first else (),
        words_of(record, first.speech) if first else "",
        sentence,
        weight * (value if good else value - 1),
        of.person.id,
        "" if good else "Say in one breath what you have heard and what you do now; ask for the rest after.",
    )


def _gaps(record: Record, of: CadenceOf, weight: float, value: float | None, k: Rubric) -> Iterator[Finding]:
    if value is None:
        return
    told, gaps = of.informative(), of.gaps(k)
    if value >= GOOD and not told:
        sentence = f"It was over before a silence could grow long for {called(of.person.name)}."
        end = of.onset_ms + round(of.span * MINUTE_MS)
        yield Finding("C-beat-kept", C, "P08", end, (), "", sentence, weight * value, of.person.id)
    elif value >= GOOD:
        steady = "" if any(gap.debt > 0 for gap in gaps) else ", without a long gap"
        sentence = f"{called(of.person.name)} had news from you {times(len(told))} until it was over{steady}."
        yield Finding(
            "C-beat-kept",
            C,
            "P08",
            told[-1].speech.at,
            tuple(m.speech.number for m in told),
            words_of(record, told[-1].speech),
            sentence,
            weight * value,
            of.person.id,
        )
    owed = total_of(gap.debt for gap in gaps)
    for gap in gaps:
        if gap.debt > 0:
            yield _gap(record, of, gap, weight * (value - 1) * gap.debt / owed)


def _gap(record: Record, of: CadenceOf, gap: Gap, points: float) -> Finding:
    start, end = (of.onset_ms + round(minute * MINUTE_MS) for minute in (gap.start, gap.end))
    allowed = length_text(round(of.beat * MINUTE_MS))
    name, span = called(of.person.name), f"From {time_of(record, start)} to {time_of(record, end)}"
    left = record.walked_away and end > record.end_ms
    partly = [] if left else of.partly(gap.start, gap.end)
    heard = f"{span} {name} heard nothing new from you."
    if partly:
        heard = f"{span} {name} heard too little from you to go on. {_told_at(record, of, partly[-1])}"
    sentence = f"{heard} This kind of event asks for a word every {allowed}."
    if left:
        end = record.end_ms
        sentence = (
            f"You left at {time_of(record, end)}, and {called(of.person.name)} heard nothing from you after that."
        )
    around = [message for message in (gap.before, *partly[-1:], gap.after) if message]
    shown = partly[-1] if partly else None if left else next(iter(around), None)
    return Finding(
        "C-gap",
        C,
        "P08",
        end,
        tuple(message.speech.number for message in around),
        words_of(record, shown.speech) if shown else "",
        sentence,
        points,
        of.person.id,
        "Nothing new is news too: what you checked, what you check now, when you speak next.",
    )


def _content(record: Record, of: CadenceOf, weight: float, value: float) -> Iterator[Finding]:
    told = of.informative()
    good = value >= GOOD
    best = max(told, key=lambda m: (m.worth, -m.speech.number), default=None)
    sentence = (
        f"Your updates to {called(of.person.name)} held what people need: how it stands, what was done, what is next."
    )
    if not good:
        sentence = f"{called(of.person.name)} was told too little of how it stands, what was done and what comes next."
        if best is None:
            sentence = f"No update to {called(of.person.name)} held two of these: {FOUR_THINGS}."
    yield Finding(
        "C-content" if good else "C-thin",
        C,
        "P10",
        best.speech.at if best else of.onset_ms,
        (best.speech.number,) if best else (),
        words_of(record, best.speech) if best else "",
        sentence,
        weight * (value if good else value - 1),
        of.person.id,
        "" if good else "Three things in each update: how it stands, what has been done, when you speak next.",
    )


def _next(record: Record, of: CadenceOf, weight: float, value: float | None) -> Iterator[Finding]:
    if value is None:
        return
    name = called(of.person.name)
    if of.kept:
        yield Finding(
            "C-next-kept",
            C,
            "P11",
            of.kept[0].event.at,
            tuple(p.number for p in of.kept),
            "",
            f"You told {name} {times(len(of.kept))} when you would speak next, and you did.",
            weight * value,
            of.person.id,
        )
    for promise in of.missed:
        due = time_of(record, promise.event.due)
        yield Finding(
            "C-next-missed",
            C,
            "P11",
            promise.event.due,
            (promise.number,),
            "",
            f"You said you would speak to {name} at {due}. {_by_then(record, of, promise)}",
            weight * (value - 1) / len(of.missed),
            of.person.id,
            "Come back when you said, also with nothing.",
        )
    if not of.kept and not of.missed:
        sentence = _unsaid(record, of, name)
        fix = "End each update with the time of the next."
        yield Finding("C-next-unsaid", C, "P11", of.onset_ms, (), "", sentence, -weight, of.person.id, fix)


def _unsaid(record: Record, of: CadenceOf, name: str) -> str:
    """How the next time was missing: named by nothing at all, or never together with news."""
    named = (promised.event for promised in record.promises.values() if promised.event.to == of.person.id)
    if any(is_word(record, event.what) for event in named):
        return f"You told {name} when you would speak next, but never together with news: no update ended with a time."
    return f"{name} never knew when the next word from you would come."


def _by_then(record: Record, of: CadenceOf, promise: Promised) -> str:
    """What came by the time that *promise* named: nothing, nothing new, or too little."""
    made, due = ((ms - of.onset_ms) / MINUTE_MS for ms in (promise.event.at, promise.event.due + MINUTE_MS))
    partly = of.partly(made, due)
    if partly:
        return f"{_told_at(record, of, partly[-1])} That was too little to count as news."
    came = any(made < message.minute <= due for message in of.messages)
    return "What came by then held nothing new." if came else "Nothing came by then."


def _told_at(record: Record, of: CadenceOf, message: Message) -> str:
    """What *message* told, and what of the four things it left out: as a sentence with its time."""
    at, name = time_of(record, message.speech.at), called(of.person.name)
    return f"At {at} {_held(name, message)}."


def _held(name: str, message: Message) -> str:
    """What *message* held and what it didn't, in mid-sentence."""
    held = [_ELEMENTS[element] for element in Element if element in message.content.elements]
    missing = [_ELEMENTS[element] for element in Element if element not in message.content.elements]
    return f"{name} was told {listed(held)}, but not {listed(missing, 'or')}"


_ELEMENTS = {
    Element.IMPACT: "how it stands",
    Element.DONE: "what was done",
    Element.DOING: "what is being done",
    Element.NEXT: "when the next word comes",
}


def _why_noise(of: CadenceOf, message: Message) -> str:
    """Why an update told them too little: empty, one of the four things alone, or on the heels of the last."""
    name = called(of.person.name)
    if message.informs:
        return f"This came right behind your last news to {name}, and nothing had changed in between."
    if message.partly:
        return f"With this {_held(name, message)}."
    if elements(message.speech.event.acts) - message.content.elements:
        return f"Nothing you had heard carried this, so it brought {name} no news."
    return f"This told {name} nothing new."


def _noise(record: Record, of: CadenceOf, share: float, k: Rubric) -> Iterator[Finding]:
    noise = of.noise()
    for message in noise:
        sentence = _why_noise(of, message)
        yield Finding(
            "C-noise",
            C,
            "P08",
            message.speech.at,
            (message.speech.number,),
            words_of(record, message.speech),
            sentence,
            -share * of.noise_price(k) / len(noise),
            of.person.id,
            "Wait until you have one thing that is new, or check one.",
        )
