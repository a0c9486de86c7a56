"""What the tests of the engine play with: one small drill, and words for what happened in it."""

from functools import cache
from pathlib import Path
from typing import TypeVar

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill import actions as do
from simulator.drill.cast import cast
from simulator.drill.events import Event
from simulator.drill.session import LiveSession, Session
from simulator.scenario.reading import read_scenario
from simulator.scenario.story import Story

Kind = TypeVar("Kind", bound=Event)

SECOND, MINUTE = 1_000, 60_000


@cache
def wet_ceiling() -> Story:
    """The drill as its author wrote it."""
    return read_scenario(Path(__file__).with_name("wet-ceiling.yaml"))


def begun(seed: int = 0) -> LiveSession:
    """The drill with its clock running, at 10:00."""
    session = LiveSession(cast(wet_ceiling(), seed), seed)
    session.submit(do.Begin())
    return session


def insist_that_resuming_changes_nothing(story: Story, bot: str) -> None:
    """*bot* plays *story*; resumed behind any batch of events, the run goes on as if nothing had been."""
    batches: list[tuple[Event, ...]] = []
    session = LiveSession(story, story.seed, lambda batch: batches.append(tuple(batch)))
    play(session, make(bot, story, story.seed))

    for shown in range(1, len(batches)):
        resumed = LiveSession.resume(story, story.seed, [event for batch in batches[:shown] for event in batch])
        play(resumed, make(bot, story, story.seed))
        assert resumed.events() == session.events()


def say(session: Session, reply: str) -> None:
    """Say *reply* and let it reach its person."""
    submit(session, do.Say(reply=reply))


def submit(session: Session, action: do.Action) -> None:
    """Submit *action* and let time run until the trainee is free."""
    session.submit(action)
    view = session.view()
    if view.busy:
        session.advance(view.busy_until)


def happened(session: Session, kind: type[Kind]) -> list[Kind]:
    """Every event of *kind* so far."""
    return [event for event in session.events() if isinstance(event, kind)]


def last(session: Session, kind: type[Kind]) -> Kind:
    """The latest event of *kind*."""
    return happened(session, kind)[-1]
