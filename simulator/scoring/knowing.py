"""What the trainee had heard by a moment that concerns it: for judging the moment by what was known then.

What must not live here: what turned out later. Where nothing that was heard concerns it, nothing is said.
"""

from simulator.drill import events as ev
from simulator.scenario import acts
from simulator.scoring.evidence import Heard, Record, Speech
from simulator.scoring.finding import Dimension, Finding
from simulator.scoring.phrases import as_clause, capital, name_of, said, time_of


def known_then(record: Record, finding: Finding, speech: Speech | None, at: int, asked: str = "") -> str:
    """What had been heard by then that concerns the moment, the latest first, as who said what.

    That is what was heard of its facts or against them; else the last that its own person told; else nothing. What
    stands there anyway, in the finding or as what was *asked*, isn't told again.
    """
    before = _heard_by(record, finding, speech, at)
    if not before:
        return "You had heard nothing yet."
    about = _facts_of(record, finding, speech)
    heard = [h for h in before if h.fact in about] or [h for h in before if h.source == finding.person][:1]
    fresh = [h for h in heard if said(h.words) not in finding.sentence and h.words != asked]
    lines = (f"{capital(name_of(record, h.source))} at {time_of(record, h.at)}: {said(h.words)}" for h in fresh)
    return "\n".join(list(dict.fromkeys(lines))[:2])


def _heard_by(record: Record, finding: Finding, speech: Speech | None, at: int) -> list[Heard]:
    """What had been heard when the words began, the latest first; of a silence, when it ended."""
    until, number = (speech.event.began, speech.number) if speech else (at, len(record.events))
    if finding.rule == "C-gap":
        until, number = finding.at, len(record.events)
    heard = (h for entries in record.heard.values() for h in entries)
    return sorted((h for h in heard if h.at <= until and h.number < number and h.words), key=lambda h: -h.number)


def _facts_of(record: Record, finding: Finding, speech: Speech | None) -> set[str]:
    """The facts that *finding* is about: told of or cited in it, else claimed in its words; and what is against them.

    A silence is about what was owed to that person and was heard from anybody else while it lasted.
    """
    if finding.rule == "C-gap":
        since = speech.at if speech and speech.at < finding.at else record.story.judged.onset
        meanwhile = (h for entries in record.heard.values() for h in entries if since <= h.at < finding.at)
        judged = record.story.judged
        owed = {due.fact for due in (*judged.required_facts, *judged.required_disclosures) if due.to == finding.person}
        return owed.intersection(h.fact for h in meanwhile if h.source != finding.person)
    cited = (record.events[number] for number in finding.events if 0 <= number < len(record.events))
    facts = {event.fact for event in cited if isinstance(event, ev.FactBecameTrue | ev.FactLearned)}
    facts |= {fact.id for fact in record.story.facts if as_clause(fact.says) in finding.sentence}
    if finding.dimension is Dimension.HONESTY and not facts and speech:
        facts = _facts_in(record, speech)
    return facts | {other.id for other in record.story.facts if facts.intersection(other.contradicts)}


def _facts_in(record: Record, speech: Speech) -> set[str]:
    """The facts that *speech* says something of."""
    known_by = {quantity.id: quantity.known_by for quantity in record.story.quantities}
    facts: set[str] = set()
    for act in speech.event.acts:
        match act:
            case acts.Claim(fact=fact) | acts.Explain(fact=fact) | acts.Assure(fact=fact) | acts.Deny(fact=fact):
                facts.add(fact)
            case acts.Unknown(what=what) | acts.Estimate(quantity=what):
                facts.add(known_by.get(what, what))
            case _:
                pass
    return facts
