"""Plays the plays of a plan file and says what came out otherwise than the plan promises.

Reading plans is the scenario room's; nothing is recorded here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from simulator.bots.moves import Missed, play_moves
from simulator.drill import events as ev
from simulator.drill.cast import cast
from simulator.drill.events import Event
from simulator.drill.session import LiveSession
from simulator.journal.codec import planned_moves
from simulator.scenario.plans import Play, Seen
from simulator.scenario.story import Story
from simulator.scoring.finding import Dimension
from simulator.scoring.scorecard import Scorecard, score


@dataclass(frozen=True, slots=True)
class Played:
    """What became of one play."""

    events: Sequence[Event]
    card: Scorecard
    missed: tuple[Missed, ...] = field(default=())


def play_through(scenario: Story, play: Play) -> Played:
    """Play *play* of *scenario* (not yet cast) to the end."""
    story = cast(scenario, play.seed)
    session = LiveSession(story, play.seed)
    missed = play_moves(session, story, planned_moves(list(play.moves), f"play '{play.name}'"))
    events = tuple(session.events(0))
    return Played(events, score(story, events), missed)


def play_otherwise(scenario: Story, play: Play) -> Iterator[str]:
    """A sentence for everything in which playing *play* differs from what the plan says of it."""
    played = play_through(scenario, play)
    for missed in played.missed:
        yield f"move {missed.number} can't be made: {missed.why}"
    if played.card.outcome != play.ends:
        yield f"it ends with '{played.card.outcome}', not with '{play.ends}'."
    yield from _outside_bands(play, played.card)
    for seen in play.sees:
        if not comes_up(seen, played.events):
            yield f"it never sees the {seen.kind} '{seen.name}'."


def _outside_bands(play: Play, card: Scorecard) -> Iterator[str]:
    for band in play.bands:
        points = card.points(Dimension(band.dimension))
        if points is None:
            yield f"there is no opportunity for {band.dimension} in it, so no band can hold."
        elif not band.least <= points <= band.most:
            yield f"it gets {points:g} for {band.dimension}, outside its band of {band.least} to {band.most}."


def comes_up(seen: Seen, events: Sequence[Event]) -> bool:
    """Whether what *seen* names comes up in *events*."""
    return any(_shows(seen, event) for event in events)


def _shows(seen: Seen, event: Event) -> bool:
    match event:
        case ev.BeatEntered(beat=name):
            return seen == Seen("beat", name)
        case ev.FactLearned(fact=name):
            return seen == Seen("fact", name)
        case ev.RemedyOffered(remedy=name) | ev.RemedyGiven(remedy=name):
            return seen == Seen("remedy", name)
        case ev.TraineeSpoke(reply=name):
            return bool(name) and seen == Seen("reply", name)
        case ev.QuestionAsked(question=name):
            return seen == Seen("question", name)
        case ev.JobAssigned(job=name):
            return seen == Seen("job", name)
        case ev.HappeningHappened(happening=name, happened=True):
            return seen == Seen("happening", name)
        case ev.PromiseMade(what=name):
            return seen == Seen("commitment", name)
        case ev.PersonSpoke(asks=name):
            return bool(name) and seen == Seen("request", name)
        case _:
            return False
