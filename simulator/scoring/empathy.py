"""Empathy: the mark, and its findings in words a trainee reads. `scoring.md`, section 2.

What must not live here: what the mark is made of (`empathy_sheet`).
"""

from collections.abc import Iterator, Mapping

from simulator.drill.adding import total_of
from simulator.drill.wording import NUMBERS
from simulator.scenario.acts import AskDetails, Assign, Canned, Close, Deflect, Offer
from simulator.scenario.story import Whose
from simulator.scoring.blending import clip, mean_over_people, merged, points_in
from simulator.scoring.claims import Ledger
from simulator.scoring.empathy_sheet import (
    EmpathyOf,
    Meeting,
    Owning,
    empathy_sheet,
    nothing_said,
    repeated_price,
    repeats_by_person,
)
from simulator.scoring.evidence import Record, Speech
from simulator.scoring.finding import Dimension, DimensionScore, Finding, ordered_findings
from simulator.scoring.phrases import as_clause, called, capital, listed, quoted, said, time_of, words_of, your_words
from simulator.scoring.rubric import RUBRIC, Rubric

E = Dimension.EMPATHY
WELL_MET = 0.6  # from here a disclosure counts as met in the findings
FULLY = 2  # the level that has this case in it


def score_empathy(record: Record, book: Ledger, k: Rubric = RUBRIC) -> tuple[DimensionScore, tuple[EmpathyOf, ...]]:
    """The mark for empathy with its findings, and the sheet a debrief shows."""
    sheet = empathy_sheet(record, book, k)
    people = [(person.stake, person.terms(k)) for person in sheet]
    mean = mean_over_people(people)
    repeats = total_of(repeated_price(count, k) for count in repeats_by_person(record))
    cap = 0.0 if nothing_said(record, book) else 100.0
    lost = min(k.apology_again_most, repeats)
    points = None if mean is None else clip(min(cap, 100 * mean - lost), 0, 100)
    hanging = points_in(people)
    findings = ordered_findings(
        [f for who, on in zip(sheet, hanging, strict=True) for f in _findings(record, who, on, k)]
    )
    return DimensionScore(E, points, merged(people), findings, cap), sheet


def _findings(record: Record, who: EmpathyOf, on: Mapping[str, float], k: Rubric) -> Iterator[Finding]:
    """The findings about *who*; *on* says how many points hang on each term."""
    yield from _meetings(record, who, on["feelings"], k)
    yield from _hung_up(record, who, on["feelings"], k)
    yield from _ownings(record, who, on["apology"])
    yield from _details(record, who, on["details"], k)
    yield from _listening(record, who, on["listening"])
    yield from _repeats(record, who, k)
    yield from _reused(record, who)


def _meetings(record: Record, who: EmpathyOf, weight: float, k: Rubric) -> Iterator[Finding]:
    total = who.felt(k)
    for meeting in who.meetings:
        share = weight * meeting.shown.event.weight / total if total > 0 else 0.0
        yield _met(record, who, meeting, share) if meeting.value >= WELL_MET else _missed(record, who, meeting, share)


def _hung_up(record: Record, who: EmpathyOf, weight: float, k: Rubric) -> Iterator[Finding]:
    """Each time the trainee ended the talk while somebody waited for an answer, or had to come back."""
    for number in who.hung_up:
        event, name = record.events[number], called(who.person.name)
        sentence = f"You ended the talk with {name} before it was over, and nobody was there for the rest of it."
        words = record.spoken_before(who.person.id, number)
        effect = -weight * k.hung_up_weight / who.felt(k) if who.meetings else 0.0
        fix = f"Answer first, and say when {name} hears from you again; then end it."
        yield Finding("E-hung-up", E, "P02", event.at, (number,), quoted(words), sentence, effect, who.person.id, fix)


def _met(record: Record, who: EmpathyOf, meeting: Meeting, share: float) -> Finding:
    shown, words = meeting.shown, meeting.best
    sentence = f"{_felt(record, who, meeting)}, {_met_by(record, who, meeting)}."
    if meeting.acted and meeting.alone < WELL_MET:
        number, at = record.assigned[meeting.acted]
        words = record.speech_behind(number, at, Assign)
        sentence = f"{_felt(record, who, meeting)}, and you acted on it at once{_set_going(record, meeting.acted)}."
        events = (shown.number, *((words.number,) if words else ()), number)
    else:
        at = words.at if words else shown.event.at
        events = (shown.number, *((words.number,) if words else ()))
    quote = words_of(record, words) if words else ""
    return Finding("E-met", E, "P02", at, events, quote, sentence, share * meeting.value, who.person.id)


def _felt(record: Record, who: EmpathyOf, meeting: Meeting) -> str:
    return f"{called(who.person.name)} felt {meeting.shown.event.feeling} ({_said_before(record, who, meeting)})"


def _met_by(record: Record, who: EmpathyOf, meeting: Meeting) -> str:
    """What met it, as the end of a sentence: the words right behind it, or later ones with their time."""
    words = meeting.best
    if words is None:
        return "and what you did and said met it"
    at = "" if _first_after(record, who, meeting) is words else f"at {time_of(record, words.at)} "
    rest = ", with what else you said meanwhile" if meeting.alone < WELL_MET else ""
    return f"and {at}this met it{rest}"


def _set_going(record: Record, job: str) -> str:
    return f": {as_clause(record.jobs[job].label)}" if job in record.jobs else ""


def _first_after(record: Record, who: EmpathyOf, meeting: Meeting) -> Speech | None:
    """The first words to them that were begun once they had shown it, before they showed the next."""
    shown = meeting.shown
    for speech in record.to(who.person.id):
        if shown.number < speech.number < shown.ends and speech.event.began >= shown.event.at:
            return speech
    return None


def _missed(record: Record, who: EmpathyOf, meeting: Meeting, share: float) -> Finding:
    shown, name = meeting.shown, called(who.person.name)
    after = _first_after(record, who, meeting)
    sentence = f"{_felt(record, who, meeting)}. {_went_past(record, meeting, after)}"
    return Finding(
        "E-missed",
        E,
        "P02",
        shown.event.at,
        (shown.number, *((after.number,) if after else ())),
        words_of(record, after) if after else "",
        sentence,
        share * (meeting.value - 1),
        who.person.id,
        f"Say what this is like for {name}, with something in it that only {name} would say, before anything else.",
    )


def _went_past(record: Record, meeting: Meeting, after: Speech | None) -> str:
    """What the words right behind a feeling did with it, and later ones where they did more."""
    words = meeting.best
    if after is None:
        return "Nobody answered it."
    if after.event.began > meeting.shown.event.until:
        return "Your answer came when nobody waited for one any more."
    if words is None and after.number in meeting.untrue:
        return "What you said to that wasn't so, and so it met nothing."
    what = "What you did" if after.event.reply in record.deeds else "What you said"
    if words is None:
        return f"{what} went past it."
    if words is not after:
        return f"{what} next went past it; at {time_of(record, words.at)} {_in_part(record, words, meeting)}"
    return capital(_in_part(record, words, meeting))


def _in_part(record: Record, words: Speech, meeting: Meeting) -> str:
    """How far *words* met it: only in general, or which of felt with, understood and asked."""
    levels, what = meeting.levels, your_words(record, words).lower()
    had = {"felt with": levels.reaction, "understood": levels.interpretation}
    if not record.story.during_emergency:
        had["asked"] = levels.exploration
    if max(had.values()) < FULLY:
        return f"{what} touched it only in general."
    there, missing = ([word for word, level in had.items() if bool(level) is there] for there in (True, False))
    left = f", and not {listed(missing, 'or')}" if missing else ", and no more than that"
    return f"{what} met a part of it: it was {listed(there)}{left}."


def _said_before(record: Record, who: EmpathyOf, meeting: Meeting) -> str:
    """What they said as they showed it, as a quote with its time."""
    words = record.spoken_before(who.person.id, meeting.shown.number)
    at = time_of(record, meeting.shown.event.at)
    return f"{at}: {said(words)}" if words else f"at {at}"


def _ownings(record: Record, who: EmpathyOf, weight: float) -> Iterator[Finding]:
    for owning in who.ownings:
        share = weight / len(who.ownings)
        yield _owned(record, who, owning, share)


def _owned(record: Record, who: EmpathyOf, owning: Owning, share: float) -> Finding:
    name, first = called(who.person.name), owning.first
    missing = [part.value for part in owning.asked if part not in owning.given]
    ours = owning.fault.whose is Whose.OURS
    if not ours:
        sentence = f"You said to {name} that you were sorry it happened."
        if first is None:
            sentence = f"Nobody told {name} how sorry we were that this was happening."
    elif first is None:
        sentence = _unowned(record, owning, name)
    elif missing:
        sentence = f"You owned this to {name}{_fault(record, owning)}. Left out: {', '.join(missing)}."
    else:
        sentence = f"You owned this to {name}{_fault(record, owning)}, with every part that it asked for."
    good = owning.value >= WELL_MET
    return Finding(
        "E-owned" if good else "E-not-owned",
        E,
        "P01",
        first.at if first else record.end_ms,
        (first.number,) if first else (),
        words_of(record, first) if first else "",
        sentence,
        share * (owning.value if good else owning.value - 1),
        who.person.id,
        "" if good else "Once, plainly: what was ours, what we do about it, and that you are sorry.",
    )


def _unowned(record: Record, owning: Owning, name: str) -> str:
    """A fault of ours that nobody apologised for, by what went wrong, so that two of them aren't told alike."""
    fact = record.facts.get(owning.fault.fact)
    if fact is None:
        return f"What went wrong for {name} was ours from the start, and there was no apology for it."
    return f"This was ours, and {name} had no apology for it: {as_clause(fact.says)}."


def _fault(record: Record, owning: Owning) -> str:
    """Which fault it was, in brackets; what was ours from the start has no name of its own."""
    fact = record.facts.get(owning.fault.fact)
    return f" ({as_clause(fact.says)})" if fact else ""


def _details(record: Record, who: EmpathyOf, weight: float, k: Rubric) -> Iterator[Finding]:
    value = who.detail_share(k)
    if value is None:
        return
    labels = {detail.id: detail.label for detail in who.person.details}
    used = listed([labels[detail] for detail in who.details])
    name = called(who.person.name)
    good = value >= WELL_MET
    sentence = f"You spoke of {name}'s own case: {used}."
    if not good:
        few = "Only one thing" if len(who.details) == 1 else "Only little"
        wanted = min(round(k.details_wanted), who.details_wanted)
        sentence = (
            f"{few} you said was {name}'s alone, where {NUMBERS.get(wanted, wanted)} show that you listened: {used}."
        )
    if not used:
        sentence = f"Nothing you said was {name}'s alone."
    words = record.first_detail(who.person.id)
    yield Finding(
        "E-details" if good else "E-general",
        E,
        "P03",
        words.at if words else record.end_ms,
        (words.number,) if words else (),
        words_of(record, words) if words else "",
        sentence,
        weight * (value if good else value - 1),
        who.person.id,
        "" if good else f"Use what {name} told you: a name, a place, a thing.",
    )


def _listening(record: Record, who: EmpathyOf, weight: float) -> Iterator[Finding]:
    if who.listened is None:
        return
    first, name = who.decided, called(who.person.name)
    sentence = f"You let {name} tell it before you solved it."
    if not who.listened:
        sentence = _cut_short(name, first)
    yield Finding(
        "E-listened" if who.listened else "E-interrupted",
        E,
        "P03",
        first.at if first else record.end_ms,
        (first.number,) if first else (),
        words_of(record, first) if first else "",
        sentence,
        weight if who.listened else -weight,
        who.person.id,
        "" if who.listened else "Ask what happened, and wait for the end of it.",
    )


def _cut_short(name: str, first: Speech | None) -> str:
    """How somebody was kept from telling all of it."""
    kinds = {type(act) for act in first.event.acts} if first else set()
    if Offer in kinds:
        return f"{name} was offered something before all of it was told."
    if AskDetails in kinds:
        return f"{name} was asked for particulars before all of it was told."
    if Deflect in kinds:
        return f"{name} was turned away before all of it was told."
    if Close in kinds:
        return f"You ended the talk with {name} before all of it was told."
    return f"Nobody asked {name} to tell it, or waited for the end of it."


def _repeats(record: Record, who: EmpathyOf, k: Rubric) -> Iterator[Finding]:
    spent = 0.0
    for speech in who.repeats:
        price = min(k.apology_again_price, k.apology_again_most - spent)
        spent += price
        sentence = f"{called(who.person.name)} had heard this apology before; said again it grows lighter, not heavier."
        fix = "Say sorry once, and then say what you do."
        yield Finding(
            "E-sorry-again",
            E,
            "P01",
            speech.at,
            (speech.number,),
            words_of(record, speech),
            sentence,
            -price,
            who.person.id,
            fix,
        )


def _reused(record: Record, who: EmpathyOf) -> Iterator[Finding]:
    """Reused words cost through what they fail to meet; the finding itself only says so."""
    meeting = {m.best.number for m in who.meetings if m.best and m.value >= WELL_MET}
    for speech in who.reused:
        if speech.number in meeting:
            continue
        name = called(who.person.name)
        stock = any(isinstance(act, Canned) for act in speech.event.acts)
        sentence = (
            f"{name} has heard words like these from every desk there is. They met nothing."
            if stock
            else f"{name} had heard these words from you before. They met nothing the second time."
        )
        fix = f"Say it in your own words, with something of {name}'s in it."
        yield Finding(
            "E-canned",
            E,
            "P03",
            speech.at,
            (speech.number,),
            words_of(record, speech),
            sentence,
            0.0,
            who.person.id,
            fix,
        )
