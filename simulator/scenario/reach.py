"""What can come about in a story at all, whoever plays it and whatever the seed.

Theory: every part of a story (a beat, a fact being heard, a remedy being given ...) has ways in; each way asks for
other parts and for conditions. Starting from nothing, parts are added while a way into them is open. Whatever is
left out can't come about in any play. A `not` counts as open, so the answer errs towards "can".
"""

from collections.abc import Iterator

from msgspec import Struct

from simulator.scenario import acts
from simulator.scenario.story import (
    ALWAYS,
    After,
    All,
    AnyOf,
    Beat,
    CommitmentKind,
    Condition,
    Drawn,
    Feels,
    Line,
    Not,
    Remedy,
    Reply,
    Story,
    Term,
    Word,
    Yes,
)

Part = tuple[str, str]

# Which part a word of a condition speaks of; words that any trainee can make true at will are not listed.
PART_OF = {
    Word.TRUE: "true",
    Word.HEARD: "heard",
    Word.TOLD: "told",
    Word.KEPT: "commitment",
    Word.OFFERED: "offered",
    Word.ACCEPTED: "accepted",
    Word.GIVEN: "remedy",
    Word.ASSIGNED: "job",
    Word.DONE: "job",
    Word.VISITED: "beat",
    Word.SAID: "reply",
    Word.ASKED: "question",
    Word.AGREED: "agreed",
    Word.DECLINED: "declined",
    Word.PHASE: "phase",
    Word.HAPPENED: "happening",
    Word.PREFERENCE_ASKED: "met",
    Word.CLOSED: "met",
    Word.SILENT: "met",
}


class Way(Struct, frozen=True):
    """One way *into* a part: open once every part of *after* can be and every condition of *when* can hold."""

    into: Part
    after: tuple[Part, ...] = ()
    when: tuple[Condition, ...] = ()


class Reach:
    """The ways of one story; answers what can't come about."""

    def __init__(self, story: Story) -> None:
        self._limit = story.limit
        self._chances = {(v.key, option.id): option.chance for v in story.vary for option in v.options}
        self._ways = tuple(_ways(story))
        self._into: dict[Part, list[Way]] = {}
        self._asking_for: dict[Part, list[Way]] = {}
        for way in self._ways:
            self._into.setdefault(way.into, []).append(way)
            for part in _asked_for(way):
                self._asking_for.setdefault(part, []).append(way)
        self.possible = self.with_also(frozenset())

    def with_also(self, granted: frozenset[Part]) -> frozenset[Part]:
        """Give every part that can come about, if those of *granted* could."""
        reached = set(granted)
        waiting = list(self._ways)
        while waiting:
            way = waiting.pop()
            if way.into not in reached and self._is_open(way, reached):
                reached.add(way.into)
                waiting += self._asking_for.get(way.into, ())
        return frozenset(reached)

    def has_way(self, part: Part, reached: frozenset[Part]) -> bool:
        """Tell whether a way into *part* is open, with the parts *reached*."""
        return any(self._is_open(way, reached) for way in self._into.get(part, ()))

    def _is_open(self, way: Way, reached: set[Part] | frozenset[Part]) -> bool:
        return all(part in reached for part in way.after) and all(self._can(c, reached) for c in way.when)

    def is_asked_for(self, part: Part) -> bool:
        """Tell whether anything in the story depends on *part*."""
        return part in self._asking_for

    def can_hold(self, condition: Condition) -> bool:
        """Tell whether *condition* can hold in any play."""
        return self._can(condition, self.possible)

    def _can(self, condition: Condition, reached: set[Part] | frozenset[Part]) -> bool:
        match condition:
            case Term(word, of, to):
                kind = PART_OF.get(word)
                if word is Word.INFORMED and to:
                    return ("heard", to) in reached
                return kind is None or (kind, of) in reached
            case Feels(person):  # whoever was met may feel anything
                return ("met", person) in reached
            case Drawn(key, option):
                return self._chances.get((key, option), 0.0) > 0
            case After(at):
                return at <= self._limit
            case All(items):
                return all(self._can(item, reached) for item in items)
            case AnyOf(items):
                return any(self._can(item, reached) for item in items)
            case Not(item):
                return item != ALWAYS


_last: list[tuple[Story, Reach]] = []


def reach_of(story: Story) -> Reach:
    """Give the ways of *story*. The last story's are kept: several checks of one reading ask, and it takes a while."""
    for known, reach in tuple(_last):
        if known is story:
            return reach
    reach = Reach(story)
    _last[:] = [(story, reach)]
    return reach


def _asked_for(way: Way) -> Iterator[Part]:
    yield from way.after
    waiting = list(way.when)
    while waiting:
        match waiting.pop():
            case Term(word, of, to):
                yield (PART_OF.get(word, ""), of)
                yield ("heard", to)
            case Feels(person):
                yield ("met", person)
            case All(items) | AnyOf(items):
                waiting += items
            case Not(item):
                waiting.append(item)
            case _:
                pass


def _ways(story: Story) -> Iterator[Way]:
    for person in story.people:
        if person.opens_with and person.opens_at <= story.limit:
            yield Way(("beat", person.opens_with))
            yield Way(("met", person.id))
    for beat in story.beats:
        yield from _ways_of_beat(beat)
    yield from _ways_of_facts(story)
    yield from _ways_of_world(story)
    for remedy in story.remedies:
        yield from _ways_of_remedy(remedy, story)
    for commitment in story.commitments:
        of_deed = commitment.kind is CommitmentKind.DEED
        in_time = commitment.at is None or commitment.at <= story.limit
        yield Way(("commitment", commitment.id), when=(commitment.kept_when if of_deed else _if(in_time), _if(in_time)))
    for ending in story.endings:
        yield Way(("ending", ending.id), when=(ending.when,))


def _if(holds: bool) -> Condition:
    return ALWAYS if holds else AnyOf()


def _ways_of_beat(beat: Beat) -> Iterator[Way]:
    here: Part = ("beat", beat.id)
    yield from _learning(beat.line, here)
    for route in beat.patience.to if beat.patience else ():
        yield Way(("beat", route.beat), (here,), (route.when,))
    for reply in beat.replies:
        said: Part = ("reply", reply.id)
        yield Way(said, (here,), (reply.when,))
        yield from _ways_of_reply(reply, said)


def _ways_of_reply(reply: Reply, said: Part) -> Iterator[Way]:
    for route in reply.to:
        yield Way(("beat", route.beat), (said,), (route.when,))
    for fact in reply.learns:
        yield Way(("heard", fact), (said,))
    for act in reply.acts:
        yield from _ways_of_act(act, said)


def _ways_of_act(act: acts.Act, said: Part) -> Iterator[Way]:
    match act:
        case acts.Claim(fact) | acts.Explain(fact) | acts.Assure(fact):
            yield Way(("told", fact), (said,))
        case acts.Offer(remedy):
            yield Way(("offered", remedy), (said,))
        case acts.Assign(job):
            yield Way(("job", job), (said,))
        case acts.Agree(request):
            yield Way(("agreed", request), (said,))
        case acts.Decline(request):
            yield Way(("declined", request), (said,))
        case _:
            pass


def _learning(line: Line | None, after: Part, when: Condition = ALWAYS) -> Iterator[Way]:
    for fact in line.learns if line else ():
        yield Way(("heard", fact), (after,), (when,))


def _ways_of_facts(story: Story) -> Iterator[Way]:
    for fact in story.facts:
        if fact.true_from is not None and fact.true_from <= story.limit:
            yield Way(("true", fact.id))
        yield Way(("told", fact.id), (("heard", fact.id),))
    for question in story.questions:
        asked: Part = ("question", question.id)
        yield Way(asked, (("met", question.who),), (question.when,))
        for answer in question.answers:
            yield from _learning(answer.line, asked, answer.when)
        for act in question.acts:
            yield from _ways_of_act(act, asked)


def _ways_of_world(story: Story) -> Iterator[Way]:
    for job in story.jobs:
        yield Way(("job", job.id), when=(job.when,))
        yield from _learning(job.reports, ("job", job.id))
    for happening in story.happenings:
        here: Part = ("happening", happening.id)
        moment = happening.once if happening.at is None else After(happening.at)
        yield Way(here, when=(moment or ALWAYS, Not(happening.unless)))
        yield from _learning(happening.line, here)
        yield from (Way(("true", fact), (here,)) for fact in happening.makes_true)
        yield from (Way(("beat", move.beat), (here,)) for move in happening.moves)
        yield from (Way(("met", move.person), (here,)) for move in happening.moves)
        if happening.by and happening.line:
            yield Way(("met", happening.by), (here,))
    for phase in story.phases:
        yield Way(("phase", phase.id), when=(phase.when, After(phase.jump_to or 0)))
        yield Way(("phase_over", phase.id), when=(phase.until,))
        yield from (Way(("beat", move.beat), (("phase", phase.id),)) for move in phase.opens)
        yield from (Way(("met", move.person), (("phase", phase.id),)) for move in phase.opens)


def _ways_of_remedy(remedy: Remedy, story: Story) -> Iterator[Way]:
    offered: Part = ("offered", remedy.id)
    accepted: Part = ("accepted", remedy.id)
    yes = remedy.approval.yes_when if remedy.approval else ALWAYS
    affordable = remedy.yes is Yes.NEEDS or remedy.cost <= story.standards.authority
    in_time = After(remedy.delivered_at or 0)
    yield from (Way(offered, (("met", person),), (remedy.when,)) for person in remedy.to)
    # Some remedies are there to be declined: within reach is what can be offered and granted.
    yield Way(("within_reach", remedy.id), (offered,), (yes, _if(affordable)))
    yield Way(accepted, (offered,), (remedy.accepted_when,))
    yield Way(("remedy", remedy.id), (accepted, ("within_reach", remedy.id)), (remedy.delivered_when, in_time))
