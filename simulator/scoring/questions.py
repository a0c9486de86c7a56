"""Questions made from a run, for whoever leads the talk about it: what was known, what was open, what helped.

They ask about situations, never about anybody's character; nobody who played is named. What must not live here: an
answer, or a "should have".
"""

from collections.abc import Iterator

from simulator.drill.wording import in_quotes
from simulator.scoring.claims import FALSEHOODS
from simulator.scoring.phrases import as_clause, name_of, names_of, promise_label, said, time_of, words_of
from simulator.scoring.rubric import RUBRIC, Rubric
from simulator.scoring.scorecard import Sheets

OF_A_KIND = 2  # questions of one kind: a talk has an hour


def run_questions(sheets: Sheets, k: Rubric = RUBRIC) -> tuple[str, ...]:
    """The questions of this run, by kind: what was said, silences, promises, feelings, conditions."""
    kinds = (_untrue(sheets), _silences(sheets, k), _promises(sheets), _feelings(sheets, k), _conditions(sheets))
    return tuple(question for kind in kinds for question in _first(kind))


def _first(kind: Iterator[str]) -> list[str]:
    """The first questions of a kind, each once."""
    return list(dict.fromkeys(kind))[:OF_A_KIND]


def _untrue(sheets: Sheets) -> Iterator[str]:
    record = sheets.record
    for claim in sheets.book.claims:
        if claim.verdict in FALSEHOODS and claim.speech.words:
            at, to = time_of(record, claim.speech.at), names_of(record, claim.speech.event.to)
            words, deed = in_quotes(words_of(record, claim.speech)), claim.speech.event.reply in record.deeds
            met = f"this was done with {to}" if deed else f"{to} heard"
            yield f"At {at} {met}: {words} What had been heard by then that carried it?"


def _silences(sheets: Sheets, k: Rubric) -> Iterator[str]:
    record = sheets.record
    for of in sheets.cadence:
        for gap in of.gaps(k):
            if gap.debt > 0:
                start, end = (time_of(record, of.onset_ms + round(m * 60_000)) for m in (gap.start, gap.end))
                name = name_of(record, of.person.id)
                what = "too little to go on" if of.partly(gap.start, gap.end) else "nothing new"
                yield f"From {start} to {end} {name} heard {what}. What was known in that time?"


def _promises(sheets: Sheets) -> Iterator[str]:
    record = sheets.record
    for promised in sheets.record.promises.values():
        if promised.ended == "broken":
            label, due = as_clause(promise_label(record, promised.event.what)), time_of(record, promised.event.due)
            yield f"{label} was due at {due}. What would have let it be kept, or given a new time before that?"


def _feelings(sheets: Sheets, k: Rubric) -> Iterator[str]:
    record = sheets.record
    for of in sheets.empathy:
        for meeting in of.meetings:
            words = record.spoken_before(of.person.id, meeting.shown.number)
            if meeting.value < k.share_met and words:
                at, name = time_of(record, meeting.shown.event.at), name_of(record, of.person.id)
                yield f"At {at} {name} said: {said(words)} What did that ask for, and what came?"


def _conditions(sheets: Sheets) -> Iterator[str]:
    for condition in sheets.card.conditions:
        if not condition.met and condition.person:
            name = name_of(sheets.record, condition.person)
            yield f"Not met for {name}: “{condition.label}”. Was there anything true that could have been said for it?"
