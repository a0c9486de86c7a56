"""Checks on conversations: where beats lead, what waiting does, whose beat and whose things are spoken of."""

from collections.abc import Callable, Iterator, Set

from simulator.scenario import acts
from simulator.scenario.acts import Act
from simulator.scenario.finds import Find
from simulator.scenario.places import Places
from simulator.scenario.problems import Placed, quoted
from simulator.scenario.reach import reach_of
from simulator.scenario.story import ALWAYS, Beat, Move, Person, Reply, Story

Following = Callable[[str], Set[str]]  # the beats that may come after one


def dead_ends(story: Story, places: Places) -> Iterator[Find]:
    """SC041: a conversation that can neither go on nor end. A source or colleague may simply stay in reach."""
    entries = _entries(story)
    people = {person.id: person for person in story.people}
    beats = {beat.id: beat for beat in story.beats}
    after = _following(beats)
    for name, beat in beats.items():
        person = people[beat.person]
        sound = _leads_to(beat) - {name} or _can_end(beat) or _rests(beat, person)
        if not sound and not _rescues({name}, person, entries, after):  # the dearest question, so the last
            told = f"the beat {quoted(name)} leads nowhere and doesn't end. Give a reply a 'to', or write 'ends: true'."
            yield Find(places.of("beats", name), "SC041", told)


def loops_without_a_way_out(story: Story, places: Places) -> Iterator[Find]:
    """SC042: beats that only lead to each other, and none of which ends."""
    entries = _entries(story)
    people = {person.id: person for person in story.people}
    beats = {beat.id: beat for beat in story.beats}
    after = _following(beats)
    told_already: set[str] = set()
    for name, beat in beats.items():
        loop = {other for other in after(name) if name in after(other)}
        if len(loop) < 2 or loop & told_already:
            continue
        told_already |= loop
        leaves = after(name) - loop or any(_can_end(beats[each]) for each in loop)
        if not leaves and not _rescues(loop, people[beat.person], entries, after):
            told = f"the beats {', '.join(quoted(each) for each in beats if each in loop)} lead only to each other."
            yield Find(places.of("beats", name), "SC042", f"{told} Let a reply lead out, or one of them end.")


def _entries(story: Story) -> list[Move]:
    """Every way into a conversation that the world may take later on; each is taken once at most."""
    by_the_world = [move for happening in story.happenings for move in happening.moves]
    return by_the_world + [move for phase in story.phases for move in phase.opens]


def _rescues(stuck: Set[str], person: Person, entries: list[Move], after: Following) -> bool:
    """Tell whether the world may lead *person* out of *stuck*: not by the one entry that led there."""
    own = [move for move in entries if move.person == person.id]
    leading_in = [move for move in own if {move.beat, *after(move.beat)} & stuck]
    opened_there = bool(person.opens_with) and bool({person.opens_with, *after(person.opens_with)} & stuck)
    out = [move for move in own if move.beat not in stuck]
    return any(move not in leading_in or len(leading_in) + opened_there > 1 for move in out)


def _following(beats: dict[str, Beat]) -> Following:
    """What comes after a beat, worked out once for each: the checks ask again and again.

    The last beats come first: stories mostly lead forward, so what comes after a beat's own targets is known by then.
    """
    targets = {name: _leads_to(beat) & beats.keys() for name, beat in beats.items()}
    known: dict[str, frozenset[str]] = {}
    for name in reversed(beats):
        known[name] = _followers(name, targets, known)
    return known.__getitem__


def _followers(start: str, targets: dict[str, set[str]], known: dict[str, frozenset[str]]) -> frozenset[str]:
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        for target in targets[waiting.pop()] - seen:
            seen.add(target)
            if target in known:
                seen |= known[target]
            else:
                waiting.append(target)
    return frozenset(seen)


def _leads_to(beat: Beat) -> set[str]:
    impatient = beat.patience.to if beat.patience else ()
    return {route.beat for routes in (impatient, *(reply.to for reply in beat.replies)) for route in routes}


def _rests(beat: Beat, person: Person) -> bool:
    """Tell whether this is where a source or colleague stays in reach: nobody waits there for a reply."""
    return not beat.replies and not person.has_mood


def _can_end(beat: Beat) -> bool:
    return beat.ends_conversation or any(isinstance(act, acts.Close) for reply in beat.replies for act in reply.acts)


def timers_without_effect(story: Story, places: Places) -> Iterator[Find]:
    """SC043: something is timed, and when the time is over nothing changes."""
    reach = reach_of(story)
    for person in story.people:
        if person.patience is not None and not person.chases:
            told = f"{quoted(person.id)} has a patience, and nothing to say when it is over. Write 'chases'."
            yield Find(places.of("people", person.id, "patience"), "SC043", told)
    for beat in story.beats:
        if beat.patience and {route.beat for route in beat.patience.to} == {beat.id}:
            told = f"the patience of {quoted(beat.id)} leads back to itself. Lead it to another beat, or remove it."
            yield Find(places.of("beats", beat.id, "patience"), "SC043", told)
    for happening in story.happenings:
        felt = happening.makes_true or happening.makes_false or happening.moves or happening.closes
        if not (happening.line or felt or reach.is_asked_for(("happening", happening.id))):
            told = f"{quoted(happening.id)} changes nothing when it happens. Write what is said, made true or moved."
            yield Find(places.of("happenings", happening.id), "SC043", told)


def silences_without_consequence(story: Story, places: Places) -> Iterator[Find]:
    """SC044: a customer waits for an answer, and it makes no difference whether one comes."""
    people = {person.id: person for person in story.people}
    after = _following({beat.id: beat for beat in story.beats})
    entries = _entries(story)
    for beat in story.beats:
        person = people[beat.person]
        waits = person.has_mood and beat.waits_for_reply and beat.replies and not beat.ends_conversation
        timed = beat.patience or person.patience is not None or _rescues({beat.id}, person, entries, after)
        if waits and not timed:
            told = f"nothing happens when nobody answers in {quoted(beat.id)}. Give the beat or the person a patience."
            yield Find(places.of("beats", beat.id), "SC044", told)


def promises_without_a_time(story: Story, places: Places) -> Iterator[Find]:
    """SC060: a promise with no moment at which it falls due; SC046: with one after the end of the drill."""
    known = {commitment.id: commitment for commitment in story.commitments}
    for reply in _replies(story):
        for act in reply.acts:
            if not isinstance(act, acts.Promise):
                continue
            if act.within is None and act.at is None and known[act.what].at is None:
                told = f"the promise {quoted(act.what)} has no due time. Write 'within: 5 min' or 'at: \"19:30\"'."
                yield Find(places.reply(reply.id), "SC060", told)
            if act.at is not None and act.at > story.limit:
                told = f"the promise {quoted(act.what)} falls due after the drill's limit. Nobody can keep it."
                yield Find(places.reply(reply.id), "SC046", told)


def lasts_that_may_fail(story: Story, places: Places) -> Iterator[Find]:
    """SC058: a list that is tried in order, and whose last entry doesn't hold always, or an earlier one does."""
    for question in story.questions:
        if question.answers and question.answers[-1].when != ALWAYS:
            told = f"{quoted(question.id)} may stay unanswered. Let the last answer have no 'when'."
            yield Find(places.of("questions", question.id, "answers", len(question.answers) - 1), "SC058", told)
    if story.endings and story.endings[-1].when != ALWAYS:
        told = f"a drill may end without an ending. Let the last one, {quoted(story.endings[-1].id)}, have no 'when'."
        yield Find(places.of("endings", story.endings[-1].id), "SC058", told)
    for ending, following in zip(story.endings, story.endings[1:], strict=False):
        if ending.when == ALWAYS:
            told = f"{quoted(following.id)} is never told: {quoted(ending.id)} above it always holds. Put it last."
            yield Find(places.of("endings", following.id), "SC058", told)


def beats_of_others(story: Story, places: Places) -> Iterator[Find]:
    """SC056: a conversation is led to a beat that belongs to somebody else."""
    owner = {beat.id: beat.person for beat in story.beats}
    for person in story.people:
        if person.opens_with and owner[person.opens_with] != person.id:
            yield _others(places.of("people", person.id, "opens_with"), person.opens_with, owner)
    for beat in story.beats:
        for route in beat.patience.to if beat.patience else ():
            if owner[route.beat] != beat.person:
                yield _others(places.of("beats", beat.id, "patience"), route.beat, owner)
        for reply in beat.replies:
            for route in reply.to:
                if owner[route.beat] != beat.person:
                    yield _others(places.reply(reply.id), route.beat, owner)
    for happening in story.happenings:
        for move in happening.moves:
            if owner[move.beat] != move.person:
                yield _others(places.of("happenings", happening.id, "moves", move.person), move.beat, owner)
    for number, phase in enumerate(story.phases):
        for move in phase.opens:
            if owner[move.beat] != move.person:
                yield _others(places.of("phases", number, "opens"), move.beat, owner)


def _others(place: Placed, beat: str, owner: dict[str, str]) -> Find:
    told = f"the beat {quoted(beat)} is with {quoted(owner[beat])}. A conversation stays with its own person."
    return Find(place, "SC056", told)


def things_of_others(story: Story, places: Places) -> Iterator[Find]:
    """SC057: a line speaks of a fault, a detail, a remedy or a commitment of somebody it isn't spoken to."""
    people = {person.id: person for person in story.people}
    for beat in story.beats:
        for reply in beat.replies:
            for act in reply.acts:
                for what, name in _not_of(people[beat.person], act, story):
                    told = f"the {what} {quoted(name)} isn't one of {quoted(beat.person)}, who is spoken to here."
                    yield Find(places.reply(reply.id), "SC057", told)


def declared_for_others(story: Story, places: Places) -> Iterator[Find]:
    """SC057: a commitment is required towards, or a remedy preferred by, somebody it isn't meant for."""
    meant_for = {commitment.id: commitment.to for commitment in story.commitments}
    for number, required in enumerate(story.judged.required_commitments):
        if required.to not in meant_for[required.what]:
            told = (
                f"the commitment {quoted(required.what)} isn't one towards {quoted(required.to)}. Add them to its 'to'."
            )
            yield Find(places.of("judged", "required_commitments", number), "SC057", told)
    offered_to = {remedy.id: remedy.to for remedy in story.remedies}
    for person in story.people:
        for remedy in person.prefers:
            if person.id not in offered_to[remedy]:
                told = f"the remedy {quoted(remedy)} isn't offered to {quoted(person.id)}. Add them to its 'to'."
                yield Find(places.of("people", person.id, "prefers"), "SC057", told)


def _not_of(person: Person, act: Act, story: Story) -> Iterator[tuple[str, str]]:
    match act:
        case acts.Apologise(_, fault) if fault and fault not in {each.id for each in person.faults}:
            yield "fault", fault
        case acts.Detail(details):
            own = {each.id for each in person.details}
            yield from (("detail", name) for name in details if name not in own)
        case acts.Offer(remedy):
            yield from (
                ("remedy", each.id) for each in story.remedies if each.id == remedy and person.id not in each.to
            )
        case acts.Promise(what):
            commitments = (each for each in story.commitments if each.id == what and person.id not in each.to)
            yield from (("commitment", each.id) for each in commitments)
        case _:
            pass


def _replies(story: Story) -> Iterator[Reply]:
    for beat in story.beats:
        yield from beat.replies
