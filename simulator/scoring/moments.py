"""Three moments of a run worth looking at again: what happened, what it caused, what was known, a better way.

What must not live here: a mark, or advice without the sentence it refers to. At least one moment went well.
"""

from collections.abc import Sequence
from math import inf

from msgspec import Struct

from simulator.drill import events as ev
from simulator.drill import rules
from simulator.drill.again import latest_move
from simulator.drill.content import elements, weighty_facts
from simulator.drill.events import Event
from simulator.drill.feelings import Feelings, empathy_in
from simulator.drill.folding import evolve
from simulator.drill.state import DrillState
from simulator.drill.tables import Tables
from simulator.scenario import acts
from simulator.scenario.story import Reply
from simulator.scoring.claims import FALSEHOODS, LOOSE, claims_in
from simulator.scoring.empathy_sheet import met
from simulator.scoring.evidence import Record, Speech
from simulator.scoring.finding import Dimension, Finding
from simulator.scoring.knowing import known_then
from simulator.scoring.phrases import (
    as_clause,
    capital,
    name_of,
    names_of,
    promise_label,
    quoted,
    said,
    time_of,
    words_of,
)

HOW_MANY = 3
SUMMING_UP = ("C-beat-kept", "C-content", "C-next-kept", "E-details", "H-estimate", "C-thin", "E-general")
UNTRUE = ("H-claim-false", "H-corrected")
NEAR_MS = 120_000  # what somebody says later than this isn't an answer any more
WORTH_A_MOMENT = 1.0  # points; less is not worth anybody's evening


class Moment(Struct, frozen=True):
    """One moment. *replay_from* is the number of events to keep when playing it again (0: from the beginning).

    *happened* is all of it in one run; *sentence*, and what *asked_by* had last said before it, stand in it too. Where
    a run with another reply was played (`better_ways`), *instead* is that reply and *played* what it scored.
    """

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
    sentence: str = ""
    asked: str = ""
    asked_by: str = ""
    fix: str = ""
    instead: str = ""
    played: float | None = None


def three_moments(record: Record, findings: Sequence[Finding]) -> tuple[Moment, ...]:
    """At least one that went well, then what cost most; in the order they happened."""
    if not record.events:
        return ()
    missed = [f for f in findings if _came_of_leaving(record, f)]
    seen = [f for f in findings if f not in missed and not _is_good_news(record, f)]
    good = _good(record, seen)
    lost = _best([f for f in seen if f.effect <= -WORTH_A_MOMENT], reverse=False)
    lost = _best([f for f in missed if f.effect <= -WORTH_A_MOMENT], reverse=False)[:1] + lost
    chosen = good[:1]
    for finding in (*lost[: HOW_MANY - 1], *good[1:], *lost[HOW_MANY - 1 :]):
        if len(chosen) < HOW_MANY and not any(_same(finding, other) for other in chosen):
            chosen.append(finding)
    moments = [_leaving(record, f) if f in missed else _moment(record, f) for f in chosen]
    return tuple(sorted(moments, key=lambda moment: (moment.at, moment.events, moment.rule)))


def _good(record: Record, seen: Sequence[Finding]) -> list[Finding]:
    """What went well, the most telling first: not words that cost more than they earned, and not a side matter.

    Where nothing earned much, the best of the little is told all the same.
    """
    worth = [f for f in seen if f.good and f.quote and f.events]
    central = [f for f in worth if not _is_aside(record, f, seen)]
    for chosen in ([f for f in central if f.effect >= WORTH_A_MOMENT], central):
        if chosen:
            return _best(chosen, reverse=True)
    return _best([f for f in worth if f.effect >= WORTH_A_MOMENT] or worth, reverse=True)[:1]


def _is_aside(record: Record, finding: Finding, seen: Sequence[Finding]) -> bool:
    """Whether the words cost more than they earned, or told a fact to somebody the drill isn't about."""
    spoiled = any(f.quote == finding.quote and -f.effect > finding.effect for f in seen if f.effect < 0)
    beside = record.centre is not None and finding.person != record.centre.id
    return spoiled or (finding.rule in ("H-fact-told", "H-disclosed") and beside)


def _came_of_leaving(record: Record, finding: Finding) -> bool:
    """Whether it is about what somebody who walked away wasn't there for, and needn't be told: they may come back."""
    return record.walked_away and not finding.good and (not finding.events or finding.at >= record.end_ms)


def _is_good_news(record: Record, finding: Finding) -> bool:
    """Whether a loss hangs on the news that all is well: nobody looks at that as the moment that went badly."""
    if finding.good or finding.rule in UNTRUE:
        return False
    news = weighty_facts(record.story)
    speech = _speech(record, finding)
    told = {act.fact for act in speech.event.acts if isinstance(act, acts.Claim)} if speech else set()
    cited = (record.events[number] for number in finding.events)
    told |= {event.fact for event in cited if isinstance(event, ev.FactBecameTrue | ev.FactLearned)}
    return bool(told & news) or any(as_clause(record.facts[fact].says) in finding.sentence for fact in news)


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
    at = speech.at if speech else min(finding.at, record.end_ms)
    asked_by, asked = _asked(record, finding, speech)
    return Moment(
        at=at,
        time=time_of(record, at),
        person=finding.person,
        dimension=finding.dimension,
        principle=finding.principle,
        rule=finding.rule,
        went_well=finding.good,
        happened=_happened(record, finding, speech),
        words=finding.quote,
        caused=_caused(record, finding.person, speech) if speech else "",
        knew=known_then(record, finding, speech, at, asked),
        better="" if finding.good else _better(record, finding, speech),
        events=finding.events,
        effect=finding.effect,
        replay_from=_taken_up_at(record, finding, speech),
        sentence=finding.sentence,
        asked=asked,
        asked_by=asked_by,
        fix=finding.fix,
    )


def _leaving(record: Record, finding: Finding) -> Moment:
    """The moment at which the trainee walked away, with what it cost."""
    known = finding.person in record.people
    left = f"You left at {time_of(record, record.end_ms)}, before it was over."
    return Moment(
        at=record.end_ms,
        time=time_of(record, record.end_ms),
        person=finding.person,
        dimension=finding.dimension,
        principle=finding.principle,
        rule=finding.rule,
        went_well=False,
        happened=left,
        words="",
        caused=f"{name_of(record, finding.person)} heard nothing more from you." if known else "",
        knew=known_then(record, finding, None, record.end_ms),
        better="Stay until it is over. A drill can also be stopped and gone on with later.",
        events=(len(record.events) - 1,),
        effect=finding.effect,
        replay_from=max(0, latest_move(record.events, len(record.events), record.end_ms)),
        sentence=left,
    )


def _speech(record: Record, finding: Finding) -> Speech | None:
    """The words the finding is about: those it quotes, else the first it cites; to its own person where it can be."""
    cited = [speech for speech in record.speeches if speech.number in finding.events]
    quoting = [s for s in cited or record.speeches if finding.quote and words_of(record, s) == finding.quote]
    found = quoting or cited
    own = [speech for speech in found if finding.person in speech.event.to]
    return next(iter(own or found), None)


def _happened(record: Record, finding: Finding, speech: Speech | None) -> str:
    """What they said, what was answered or done, and what the finding says of it."""
    if speech is None:
        return finding.sentence
    name, before = _asked(record, finding, speech)
    parts = [f"{capital(name)}: {said(before)}"] if before else []
    return " ".join([*parts, _done(record, speech), finding.sentence])


def _asked(record: Record, finding: Finding, speech: Speech | None) -> tuple[str, str]:
    """Who had last said what before the words, unless the finding quotes it: whom it is about, if spoken to."""
    if speech is None or not speech.event.to or speech.event.job:
        return "", ""  # what is posted for the trainee answers nobody
    person = finding.person if finding.person in speech.event.to else speech.event.to[0]
    before = record.spoken_before(person, speech.number)
    return ("", "") if not before or quoted(before) in finding.sentence else (name_of(record, person), before)


def _done(record: Record, speech: Speech) -> str:
    if speech.event.reply in record.deeds:
        return quoted(speech.words)
    to = names_of(record, speech.event.to)
    if speech.event.job in record.jobs:
        who = capital(name_of(record, record.jobs[speech.event.job].who))
        return f"{who} told {to}, for you: {said(speech.words)}"
    return f"You said to {to}: {said(speech.words)}" if speech.words else f"You turned to {to}."


def _caused(record: Record, person: str, speech: Speech) -> str:
    """What the words brought about, how the person seemed before and after, and what they said next."""
    behind = _right_behind(record, speech)
    parts = [text for event in behind if (text := _brought_about(record, event))]
    if person in record.people:
        name = name_of(record, person)
        before = seemed(record, person, speech.number)
        after = seemed(record, person, speech.number + 1 + len(behind))
        if before and after and before != after:
            parts.append(f"How {name} was before: {before}; then: {after}.")
        answer = _next_words(record, person, speech)
        if answer:
            parts.append(f"{capital(name)}: {said(answer)}")
    return "\n".join(parts)


def _right_behind(record: Record, speech: Speech) -> list[Event]:
    """What happened at the moment of the words, behind them, before anybody else said anything."""
    behind: list[Event] = []
    for event in record.events[speech.number + 1 :]:
        if event.at != speech.at or isinstance(event, ev.MoveStarted | ev.TraineeSpoke | ev.PersonSpoke):
            break
        behind.append(event)
    return behind


def _brought_about(record: Record, event: Event) -> str:
    match event:
        case ev.JobAssigned(job=job) if job in record.jobs:
            return f"Set going: {as_clause(record.jobs[job].label)}."
        case ev.PromiseMade(promise=promise, what=what, to=to, due=due):
            label = promise_label(record, what)
            ended = _ENDED.get(record.promises[promise].ended, "")
            name, when = capital(name_of(record, to)), time_of(record, due)
            return f"{name} had a promise, due at {when}: {as_clause(label)}.{ended}"
        case _:
            return ""


_ENDED = {"kept": " You kept it.", "broken": " The time went by."}


def seemed(record: Record, person: str, until: int) -> str:
    """How *person* seemed once the first *until* events had happened, in words."""
    feelings = Feelings(record.story)
    for event in record.events[:until]:
        feelings.fold(event)
    return feelings.words(person, record.events[until - 1].at) if until > 0 else ""


def _next_words(record: Record, person: str, speech: Speech) -> str:
    """What *person* said next, before they were spoken to again, in the same conversation and not much later."""
    for event in record.events[speech.number + 1 :]:
        if event.at > speech.at + NEAR_MS:
            break
        match event:
            case ev.PersonSpoke(person=who, words=words) | ev.AnswerCame(person=who, words=words) if who == person:
                return words
            case ev.TraineeSpoke(to=to) if person in to:
                return ""
            case ev.ConversationClosed(person=who) if who == person:
                return ""
            case ev.PhaseBegan():
                return ""
    return ""


# -- a better way


def _better(record: Record, finding: Finding, speech: Speech | None) -> str:
    """A reply that was open at that moment and does better, quoted; else the finding's own advice."""
    reply = _better_reply(record, finding, speech) if speech is not None and speech.event.reply else None
    if reply is None:
        return finding.fix
    return f"Open to you then: {said(reply.say) if reply.say else reply.does}"


def _better_reply(record: Record, finding: Finding, speech: Speech) -> Reply | None:
    chosen = next((r for beat in record.story.beats for r in beat.replies if r.id == speech.event.reply), None)
    if chosen is None:
        return None
    offered = open_then(record, speech)
    marks = [(_promise_of(record, speech, reply, finding.dimension), reply) for reply in offered]
    own = _promise_of(record, speech, chosen, finding.dimension)
    best = max(marks, key=lambda pair: pair[0], default=None)
    return best[1] if best and best[0] > own else None


def open_then(record: Record, speech: Speech, tables: Tables | None = None) -> list[Reply]:
    """The scripted replies that were open when *speech* began, in the order of the file."""
    start = _replay_from(record, speech)
    if start < 0 or not speech.event.to:
        return []
    state = DrillState(tables or Tables(record.story))
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
        return -inf
    kinds = {type(act) for act in reply.acts}
    empathy = met(empathy_in(reply.acts, record.story.during_emergency), record.story.during_emergency)
    stock = 1.0 if kinds & {acts.Canned, acts.Deflect, acts.AskDetails} else 0.0
    loose = 0.5 * sum(verdict in LOOSE for verdict in verdicts)
    told = 0.25 * len(elements(reply.acts))
    weight = {Dimension.EMPATHY: (2.0, 0.5), Dimension.HONESTY: (0.5, 2.0)}.get(dimension, (1.0, 1.0))
    return weight[0] * empathy + weight[1] * (told - loose) - stock


def _taken_up_at(record: Record, finding: Finding, speech: Speech | None) -> int:
    """Where the moment can be played again from: its own move, else the last one that was for this person by then."""
    own = _replay_from(record, speech)
    if own >= 0:
        return own
    moved = [s.move for s in record.to(finding.person) if s.move is not None and s.move.at <= finding.at]
    at, before = (moved[-1].at if moved else finding.at), len(record.events)
    return max(0, latest_move(record.events, before if speech is None else speech.number, at))


def _replay_from(record: Record, speech: Speech | None) -> int:
    """How many events to keep so that the move behind *speech* can be chosen anew; -1 if there was no such move."""
    if speech is None or speech.move is None:
        return -1
    for number in range(speech.number - 1, -1, -1):
        event: Event = record.events[number]
        if isinstance(event, ev.MoveStarted) and event is speech.move:
            return number
    return -1
