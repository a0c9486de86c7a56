"""What a beat waits for in which nothing can be said: conditions of its replies, happenings, the next phase.

Silence isn't here: whoever tells of a beat tells of its patience anyway.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from simulator.drill import events as ev
from simulator.drill.conditions import parts_of
from simulator.drill.events import Event
from simulator.drill.view import View
from simulator.scenario.story import ALWAYS, NEVER, Beat, Happening, Move, Story, Term, Word
from simulator.workbench.condition_sentences import condition_ids, settled
from simulator.workbench.story_map import happens_when

MOST_TOLD = 6  # happenings told one by one; many beats could be left by any of dozens


class Mover(Struct, frozen=True):
    """Something that may end the beat, in *words*; *near*: it speaks of this very beat."""

    words: str
    near: bool = False


def waits_for(story: Story, beat: Beat, view: View, events: Sequence[Event]) -> tuple[str, ...]:
    """What *beat* of the cast *story* waits for at the moment of *view*; empty where something can be said in it."""
    person = view.person(beat.person)
    if person.replies or person.closed:
        return ()
    if person.pending:
        return ("what you are saying to them",)
    return (*_replies(story, beat, events), *_told([*_happenings(story, beat, events), *_phases(story, beat, events)]))


def _replies(story: Story, beat: Beat, events: Sequence[Event]) -> Iterator[str]:
    said = set(_said_since_entered(beat, events))
    for reply in beat.replies:
        when = settled(reply.when)
        if reply.id not in said and when not in (ALWAYS, NEVER):
            yield f"the reply '{reply.id}', which is open when {condition_ids(when, story)}"


def _said_since_entered(beat: Beat, events: Sequence[Event]) -> Iterator[str]:
    """What was said while the beat stood as it stands now: nothing is said twice in it."""
    for event in reversed(events):
        match event:
            case ev.BeatEntered(beat=beat.id):
                return
            case ev.TraineeSpoke(reply=reply):
                yield reply
            case _:
                pass


def _happenings(story: Story, beat: Beat, events: Sequence[Event]) -> Iterator[Mover]:
    """What can still happen and takes the conversation elsewhere, or ends it."""
    over = {event.happening for event in events if isinstance(event, ev.HappeningHappened)}
    for happening in story.happenings:
        then = _leads_to(happening.moves, beat)
        if not then and beat.person in happening.closes:
            then = "the conversation is over"
        unless, once = settled(happening.unless), settled(happening.once or ALWAYS)
        if not then or happening.id in over or unless == ALWAYS or once == NEVER:
            continue
        stopped = f", unless {condition_ids(unless, story)}" if unless != NEVER else ""
        when = happens_when(structs.replace(happening, once=once), story)
        yield Mover(f"the happening '{happening.id}' ({when}{stopped}): {then}", _speaks_of(happening, beat))


def _leads_to(moves: Sequence[Move], beat: Beat) -> str:
    """Where *moves* take the conversation that stands at *beat*; empty where they leave it there."""
    leads = (move.beat for move in moves if move.person == beat.person and move.beat != beat.id)
    return next((f"it goes on with '{lead}'" for lead in leads), "")


def _speaks_of(happening: Happening, beat: Beat) -> bool:
    return Term(Word.VISITED, beat.id) in parts_of(happening.once or ALWAYS)


def _phases(story: Story, beat: Beat, events: Sequence[Event]) -> Iterator[Mover]:
    begun = {event.phase for event in events if isinstance(event, ev.PhaseBegan)}
    for phase in story.phases:
        then = _leads_to(phase.opens, beat)
        if then and phase.id not in begun:
            yield Mover(f"the phase '{phase.id}': {then}")


def _told(movers: Sequence[Mover]) -> Iterator[str]:
    """The first few of *movers*, those that speak of this beat before the others."""
    ordered = sorted(movers, key=lambda mover: not mover.near)
    yield from (mover.words for mover in ordered[:MOST_TOLD])
    if len(ordered) > MOST_TOLD:
        yield f"or {len(ordered) - MOST_TOLD} more that may happen ('firedrill map' draws them)"
