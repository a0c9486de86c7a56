"""One timeline in four lanes: the world, what you had heard, what you said and did, what the people felt.

What must not live here: "should have". Facts only, in order. Whoever walked away reads of the world only what they
had heard: the drill can be played again.
"""

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct

from simulator.drill import events as ev
from simulator.drill.events import Event
from simulator.drill.feelings import Feelings
from simulator.scoring.evidence import Record
from simulator.scoring.phrases import capital, name_of, names_of, promise_label, quoted, said, time_of


class Lane(StrEnum):
    """The four lanes, in the order they stand."""

    WORLD = "the world"
    HEARD = "what you heard"
    DID = "what you said and did"
    FELT = "what the people felt"


class TimelineRow(Struct, frozen=True):
    """One thing on the timeline: when, in which lane, who, and what."""

    at: int
    time: str
    lane: Lane
    person: str
    text: str
    event: int


def timeline(record: Record) -> tuple[TimelineRow, ...]:
    """Everything that happened, lane by lane, in order of the events."""
    return tuple(_rows(record))


def _rows(record: Record) -> Iterator[TimelineRow]:
    feelings = Feelings(record.story)
    seemed: dict[str, str] = {}
    for number, event in enumerate(record.events):
        entry = _entry(record, event)
        if entry is not None:
            lane, person, text = entry
            yield TimelineRow(event.at, time_of(record, event.at), lane, person, capital(text), number)
        feelings.fold(event)
        for person, mood in feelings.moods.items():
            if mood.at_ms == event.at and (words := feelings.words(person, event.at)) != seemed.get(person):
                seemed[person] = words
                text = capital(f"{name_of(record, person)}: {words}.")
                yield TimelineRow(event.at, time_of(record, event.at), Lane.FELT, person, text, number)


def _entry(record: Record, event: Event) -> tuple[Lane, str, str] | None:
    match event:
        case ev.FactBecameTrue(fact=fact) | ev.FactCeased(fact=fact):
            return _world(record, event, fact)
        case ev.JobDone(job=job) if job in record.jobs:
            return Lane.WORLD, "", f"Done: {record.jobs[job].label}"
        case ev.PersonSpoke(person=person, words=words) | ev.PersonChased(person=person, words=words):
            return Lane.HEARD, person, f"{name_of(record, person)}: {said(words)}"
        case ev.AnswerCame(person=person, words=words):
            return Lane.HEARD, person, f"{name_of(record, person)}, asked: {said(words)}"
        case ev.FeelingShown(person=person, feeling=feeling):
            return Lane.FELT, person, f"{name_of(record, person)} felt {feeling}."
        case ev.TrainerIntervened(what=what):
            return Lane.WORLD, "", f"The trainer {what}."
        case ev.MomentMarked(note=note):
            return Lane.WORLD, "", f"Marked by the trainer: {quoted(note)}" if note else "Marked by the trainer."
        case ev.SilenceFell(person=person):
            return Lane.FELT, person, f"{name_of(record, person)} waited without a word."
        case _:
            return _deed(record, event)


def _world(record: Record, event: Event, fact_id: str) -> tuple[Lane, str, str] | None:
    """A change of the world; what was so from the start only where it says how things stand."""
    fact = record.facts.get(fact_id)
    if fact is None or (record.walked_away and fact_id not in record.heard):
        return None
    if isinstance(event, ev.FactCeased):
        return Lane.WORLD, "", f"No longer so: {fact.says}"
    if event.at > 0:
        return Lane.WORLD, "", f"So from now on: {fact.says}"
    return (Lane.WORLD, "", f"True from the start: {fact.says}") if fact.impact else None


def _deed(record: Record, event: Event) -> tuple[Lane, str, str] | None:
    match event:
        case ev.TraineeSpoke(reply=reply, words=words, to=to) if reply in record.deeds:
            return Lane.DID, to[0] if to else "", quoted(words)
        case ev.TraineeSpoke(to=to, words=words, job=job) if job:
            who = name_of(record, record.jobs[job].who)
            return Lane.DID, to[0] if to else "", f"{who}, for you, to {names_of(record, to)}: {said(words)}"
        case ev.TraineeSpoke(to=to, words=words) if words:
            return Lane.DID, to[0] if to else "", f"To {names_of(record, to)}: {said(words)}"
        case ev.JobAssigned(job=job, reason=reason) if job in record.jobs:
            why = f" ({quoted(reason)})" if reason else ""
            return Lane.DID, "", f"Set going: {record.jobs[job].label}{why}"
        case ev.PostSkipped(job=job) if job in record.jobs:
            return Lane.DID, "", f"{name_of(record, record.jobs[job].who)} had nothing to post for you"
        case ev.NoteLeft(text=text):
            return Lane.DID, "", f"Note left: “{quoted(text)}”"
        case ev.PromiseKept(promise=promise) if promise in record.promises:
            return Lane.DID, record.promises[promise].event.to, f"Kept: {_label(record, promise)}"
        case ev.PromiseBroken(promise=promise) if promise in record.promises:
            return Lane.DID, record.promises[promise].event.to, f"Time passed: {_label(record, promise)}"
        case _:
            return None


def _label(record: Record, promise: str) -> str:
    return promise_label(record, record.promises[promise].event.what)
