"""Conditions of a scenario in words, for whoever reads a drill without playing it."""

import re

from msgspec import Struct

from simulator.drill.clock import clock_text
from simulator.scenario.story import ALWAYS, NEVER, After, All, AnyOf, Condition, Drawn, Feels, Not, Story, Term, Word

_ANYBODY = "somebody"
_WORDS: dict[Word, str] = {
    Word.TRUE: "it is so: {fact}",
    Word.HEARD: "you have heard: {fact}",
    Word.TOLD: "you have told {to}: {fact}",
    Word.PROMISED: "you have promised {to}: {commitment}",
    Word.KEPT: "you have kept your promise to {to}: {commitment}",
    Word.BROKEN: "your promise to {to} was broken: {commitment}",
    Word.OFFERED: "you have offered {to}: {remedy}",
    Word.ACCEPTED: "{to} has accepted: {remedy}",
    Word.GIVEN: "this has reached {to}: {remedy}",
    Word.PREFERENCE_ASKED: "you have asked {person} what would do them good",
    Word.ASSIGNED: "you have set going: {job}",
    Word.DONE: "this is done: {job}",
    Word.VISITED: "the conversation has been at '{id}'",
    Word.SAID: "you have chosen the reply '{id}'",
    Word.ASKED: "you have asked: {question}",
    Word.AGREED: "you have said yes to: {request}",
    Word.DECLINED: "you have said no to: {request}",
    Word.INFORMED: "you have told {person}: {told}",
    Word.NOTED: "a note was left for whoever takes over",
    Word.CLOSED: "the conversation with {person} is over",
    Word.SILENT: "{person} was left in silence",
    Word.PHASE: "the phase '{id}' has begun",
    Word.HAPPENED: "'{id}' has happened",
}


class Names(Struct, frozen=True):
    """What ids are called in *story*."""

    story: Story

    def person(self, person: str) -> str:
        """A name."""
        return next((p.name for p in self.story.people if p.id == person), person) or _ANYBODY

    def fact(self, fact: str) -> str:
        """A statement in quotation marks."""
        return _quoted(next((f.says for f in self.story.facts if f.id == fact), fact))

    def commitment(self, what: str) -> str:
        """What can be promised."""
        return next((c.label for c in self.story.commitments if c.id == what), what.replace("_", " "))

    def remedy(self, remedy: str) -> str:
        """What can be offered."""
        return next((r.label for r in self.story.remedies if r.id == remedy), remedy)

    def job(self, job: str) -> str:
        """What can be set going."""
        return next((j.label for j in self.story.jobs if j.id == job), job)

    def question(self, question: str) -> str:
        """What can be asked."""
        return _quoted(next((q.asks for q in self.story.questions if q.id == question), question))

    def quantity(self, quantity: str) -> str:
        """What people ask the time of."""
        return next((q.label for q in self.story.quantities if q.id == quantity), quantity)

    def request(self, request: str) -> str:
        """What a colleague asks for."""
        return next((h.asks.label for h in self.story.happenings if h.asks and h.asks.id == request), request)

    def item(self, item: str) -> str:
        """A job or a question."""
        known = {job.id for job in self.story.jobs}
        return self.job(item) if item in known else self.question(item)


def _quoted(says: str) -> str:
    return f"“{says.strip().rstrip('.')}”"


def condition_words(condition: Condition, names: Names) -> str:
    """*condition* as one clause: 'you have heard: “...” and not: it is so: “...”'."""
    match condition:
        case Term():
            return _term(condition, names)
        case Feels(person, feeling):
            return f"{names.person(person)} is {feeling.value.replace('_', ' ')}"
        case Drawn(key, option):
            return f"the seed drew '{option}' for '{key}'"
        case After(at):
            return f"it is {clock_text(names.story, at, seconds=bool(at % 60_000))} or later"
        case Not(item):
            return f"not ({condition_words(item, names)})"
        case All(items):
            return _joined([condition_words(item, names) for item in items], "and") or "always"
        case AnyOf(items):
            return _joined([condition_words(item, names) for item in items], "or") or "never"


def condition_ids(condition: Condition, story: Story) -> str:
    """*condition* as short as the file has it: 'heard description, not found true'."""
    match condition:
        case Term(word, of, to):
            return " ".join(part for part in (word.value.replace("_", " "), of, f"to {to}" if to else "") if part)
        case Not(item):
            return f"not ({condition_ids(item, story)})"
        case All(items):
            return _joined([condition_ids(item, story) for item in items], "and") or "always"
        case AnyOf(items):
            return _joined([condition_ids(item, story) for item in items], "or") or "never"
        case _:
            return condition_words(condition, Names(story))


def settled(condition: Condition) -> Condition:
    """*condition* without what is decided already, as the seed has decided much of a cast story."""
    match condition:
        case Not(item):
            inner = settled(item)
            return NEVER if inner == ALWAYS else ALWAYS if inner == NEVER else Not(inner)
        case All(items):
            parts = tuple(part for part in map(settled, items) if part != ALWAYS)
            return NEVER if NEVER in parts else parts[0] if len(parts) == 1 else All(parts)
        case AnyOf(items):
            parts = tuple(part for part in map(settled, items) if part != NEVER)
            return ALWAYS if ALWAYS in parts else parts[0] if len(parts) == 1 else AnyOf(parts)
        case _:
            return condition


def _joined(parts: list[str], word: str) -> str:
    return parts[0] if len(parts) == 1 else f" {word} ".join(f"({part})" if " or " in part else part for part in parts)


def _term(term: Term, names: Names) -> str:
    what = {
        "id": term.of,
        "to": names.person(term.to) if term.to else _ANYBODY,
        "person": names.person(term.of),
        "fact": names.fact(term.of),
        "told": names.fact(term.to) if term.to else "something",
        "commitment": names.commitment(term.of),
        "remedy": names.remedy(term.of),
        "job": names.job(term.of),
        "question": names.question(term.of),
        "request": names.request(term.of),
    }
    # In one pass: what is filled in may hold braces of its own.
    return re.sub(r"{(\w+)}", lambda place: what[place[1]], _WORDS[term.word])
