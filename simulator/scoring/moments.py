"""Three moments of a run worth looking at again: what happened, what it caused, what was known, a better way.

What must not live here: a mark, or advice without the sentence it refers to. At least one moment went well.
"""

from collections.abc import Sequence

from msgspec import Struct

from simulator.drill import events as ev
from simulator.drill import rules
from simulator.drill.content import elements
from simulator.drill.events import Event
from simulator.drill.feelings import Feelings, empathy_in
from simulator.drill.state import DrillState, evolve
from simulator.drill.tables import Tables
from simulator.scenario import acts
from simulator.scenario.story import Reply
from simulator.scoring.claims import FALSEHOODS, Verdict, claims_in
from simulator.scoring.empathy_sheet import met
from simulator.scoring.evidence import Record, Speech
from simulator.scoring.finding import Dimension, Finding
from simulator.scoring.phrases import name_of, quoted, time_of

HOW_MANY = 3
SUMMING_UP = ("C-beat-kept", "C-content", "C-next-kept", "E-details", "H-estimate", "C-thin", "E-general")
UNTRUE = ("H-claim-false", "H-corrected")
WORTH_A_MOMENT = 1.0  # points; less is not worth anybody's evening


class Moment(Struct, frozen=True):
    """One moment. *replay_from* is the number of events to keep when playing it again (-1: can't be)."""

    at: int
    time: str
    person: str
    dimension: Dimension
    principle: str
    rule: str
    went_well: bool
    happened: str  # what was said or done, quoted where there are words
    words: str
    caused: str
    knew: str  # what the trainee had heard by then
    better: str
    events: tuple[int, ...]
    effect: float
    replay_from: int


def three_moments(record: Record, findings: Sequence[Finding]) -> tuple[Moment, ...]:
    """At least one that went well, then what cost most; in the order they happened."""
    if not record.events:
        return ()
    good = _best([f for f in findings if f.effect >= WORTH_A_MOMENT and f.quote and f.events], reverse=True)
    lost = _best([f for f in findings if f.effect <= -WORTH_A_MOMENT], reverse=False)
    chosen = good[:1]
    for finding in (*lost[: HOW_MANY - 1], *good[1:], *lost[HOW_MANY - 1 :]):
        if len(chosen) < HOW_MANY and not any(_same(finding, other) for other in chosen):
            chosen.append(finding)
    chosen.sort(key=lambda f: (f.at, f.events, f.rule))
    return tuple(_moment(record, finding) for finding in chosen)


def _best(findings: list[Finding], *, reverse: bool) -> list[Finding]:
    """Strongest first, evidence before none, then time: personal words before counting ones."""
    sign = -1.0 if reverse else 1.0
    return sorted(findings, key=lambda f: (sign * f.effect * _telling(f), not f.events, f.at, f.rule))


def _telling(finding: Finding) -> float:
    """How much a moment about this has to tell: one sentence more than a whole afternoon, something untrue most."""
    if finding.rule in UNTRUE:
        return 1.5
    return 0.4 if finding.rule in SUMMING_UP or not finding.quote else 1.0


def _same(one: Finding, other: Finding) -> bool:
    return one.quote == other.quote if one.quote else one.rule == other.rule and one.person == other.person


def _moment(record: Record, finding: Finding) -> Moment:
    speech = _speech(record, finding)
    anchor = speech.number if speech else (finding.events[0] if finding.events else -1)
    return Moment(
        at=finding.at,
        time=time_of(record, finding.at),
        person=finding.person,
        dimension=finding.dimension,
        principle=finding.principle,
        rule=finding.rule,
        went_well=finding.good,
        happened=_happened(record, finding, speech),
        words=finding.quote,
        caused=_caused(record, finding, speech),
        knew=_knew(record, anchor),
        better="" if finding.good else _better(record, finding, speech),
        events=finding.events,
        effect=finding.effect,
        replay_from=_replay_from(record, speech),
    )


def _speech(record: Record, finding: Finding) -> Speech | None:
    """The words the finding is about: the one it quotes, else the first it cites."""
    cited = [speech for speech in record.speeches if speech.number in finding.events]
    quoting = [speech for speech in cited if finding.quote and quoted(speech.words) == finding.quote]
    return next(iter(quoting or cited), None)


def _happened(record: Record, finding: Finding, speech: Speech | None) -> str:
    if speech is None:
        return finding.sentence
    to = " and ".join(name_of(record, person) for person in speech.event.to)
    before = record.spoken_before(speech.event.to[0], speech.number) if speech.event.to else ""
    said = f"You said to {to}: “{quoted(speech.words)}”" if speech.words else f"You turned to {to}."
    if speech.event.reply in record.deeds:
        said = quoted(speech.words)
    return f"{name_of(record, speech.event.to[0])}: “{quoted(before)}” {said}" if before else said


def _caused(record: Record, finding: Finding, speech: Speech | None) -> str:
    """What the finding says, how the person seemed before and after, and what they said next."""
    parts = [finding.sentence] if speech is not None else []
    person = finding.person
    if speech is None or person not in record.people:
        return " ".join(parts)
    before, after = seemed(record, person, speech.number), seemed(record, person, speech.number + 1)
    name = name_of(record, person)
    if before and after and before != after:
        parts.append(f"{name} had seemed {before}; now: {after}.")
    answer = _next_words(record, person, speech.number)
    if answer:
        parts.append(f"{name}: “{quoted(answer)}”")
    return " ".join(parts)


def seemed(record: Record, person: str, until: int) -> str:
    """How *person* seemed once the first *until* events had happened, in words."""
    feelings = Feelings(record.story)
    for event in record.events[:until]:
        feelings.fold(event)
    return feelings.words(person, record.events[until - 1].at) if until > 0 else ""


def _next_words(record: Record, person: str, number: int) -> str:
    for event in record.events[number + 1 :]:
        if isinstance(event, ev.TraineeSpoke) and person in event.to:
            return ""
        if isinstance(event, ev.PersonSpoke) and event.person == person:
            return event.words
    return ""


def _knew(record: Record, number: int) -> str:
    """What had been heard by event *number*, the latest first, as who said what."""
    heard = sorted(
        (h for entries in record.heard.values() for h in entries if h.number < number), key=lambda h: -h.number
    )
    words: list[str] = []
    for item in heard:
        if not item.words:
            continue
        line = f"{name_of(record, item.source)} at {time_of(record, item.at)}: “{quoted(item.words)}”"
        if line not in words:
            words.append(line)
    return " ".join(words[:2]) if words else "You had heard nothing yet."


# -- a better way


def _better(record: Record, finding: Finding, speech: Speech | None) -> str:
    """A reply that was open at that moment and does better, quoted; else the finding's own advice."""
    reply = _better_reply(record, finding, speech) if speech is not None and speech.event.reply else None
    if reply is None:
        return finding.fix
    return f"Open to you then: “{quoted(reply.say)}”" if reply.say else f"Open to you then: {reply.does}"


def _better_reply(record: Record, finding: Finding, speech: Speech) -> Reply | None:
    said = next((r for beat in record.story.beats for r in beat.replies if r.id == speech.event.reply), None)
    if said is None:
        return None
    offered = open_then(record, speech)
    marks = [(_promise_of(record, speech, reply, finding.dimension), reply) for reply in offered]
    own = _promise_of(record, speech, said, finding.dimension)
    best = max(marks, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] > own else None


def open_then(record: Record, speech: Speech) -> list[Reply]:
    """The scripted replies that were open when *speech* began, in the order of the file."""
    start = _replay_from(record, speech)
    if start < 0 or not speech.event.to:
        return []
    state = DrillState(Tables(record.story))
    for event in record.events[:start]:
        evolve(state, event)
    return rules.open_replies(state, speech.event.to[0], speech.event.began)


def _promise_of(record: Record, speech: Speech, reply: Reply, dimension: Dimension) -> float:
    """How much *reply* would promise for *dimension*, had it been said instead: for choosing what to quote."""
    event = ev.TraineeSpoke(
        speech.at,
        speech.event.to,
        reply.say or reply.does,
        reply.acts,
        speech.event.source,
        reply.id,
        speech.event.began,
    )
    verdicts = [claim.verdict for claim in claims_in(record, Speech(speech.number, event))]
    if any(verdict in FALSEHOODS for verdict in verdicts):
        return -2.0
    kinds = {type(act) for act in reply.acts}
    empathy = met(empathy_in(reply.acts, record.story.during_emergency), record.story.during_emergency)
    stock = 1.0 if kinds & {acts.Canned, acts.Deflect, acts.AskDetails} else 0.0
    loose = 0.5 * sum(verdict is Verdict.UNSUPPORTED for verdict in verdicts)
    told = 0.25 * len(elements(reply.acts))
    weight = {Dimension.EMPATHY: (2.0, 0.5), Dimension.HONESTY: (0.5, 2.0)}.get(dimension, (1.0, 1.0))
    return weight[0] * empathy + weight[1] * (told - loose) - stock


def _replay_from(record: Record, speech: Speech | None) -> int:
    """How many events to keep so that the move behind *speech* can be chosen anew; -1 if there was no such move."""
    if speech is None or speech.move is None:
        return -1
    for number in range(speech.number - 1, -1, -1):
        event: Event = record.events[number]
        if isinstance(event, ev.MoveStarted) and event is speech.move:
            return number
    return -1
