"""The lost child as tests play it: read once, cast once for a seed, played by any bot, played again move by move."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from hashlib import sha256
from random import Random

import msgspec

from simulator.bots.playing import play
from simulator.bots.roster import MAKERS, make
from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.cast import cast
from simulator.drill.events import Event
from simulator.drill.session import LiveSession, Session
from simulator.drill.tables import Tables
from simulator.journal.codec import decode_entry, encode_entry
from simulator.journal.records import Entry, PlannedMove
from simulator.scenario.reading import read_scenario
from simulator.scenario.shelf import find_scenario
from simulator.scenario.story import Story
from simulator.scoring.scorecard import score

LOST_CHILD = "lost-child-resort"
BOTS = tuple(MAKERS)


@cache
def scenario() -> Story:
    """The drill as its author wrote it."""
    return read_scenario(find_scenario(LOST_CHILD))


@lru_cache(maxsize=64)
def story(seed: int) -> Story:
    """What *seed* makes of it."""
    return cast(scenario(), seed)


@lru_cache(maxsize=64)
def tables(seed: int) -> Tables:
    """The rules of that story, for all who play it."""
    return Tables(story(seed))


def fresh(seed: int) -> LiveSession:
    """The drill in its briefing."""
    return LiveSession(story(seed), seed, tables=tables(seed))


def played(bot: str, seed: int) -> LiveSession:
    """The drill that *bot* has played to its end."""
    session = fresh(seed)
    play(session, make(bot, session.story, seed))
    return session


def moves_of(events: Iterable[Event]) -> tuple[PlannedMove, ...]:
    """Everything the trainee tried, refused or not, each at its time."""
    tried = (event for event in events if isinstance(event, ev.MoveStarted | ev.Refused))
    return tuple(PlannedMove(event.action, event.at) for event in tried)


def again(live: LiveSession) -> Iterator[tuple[LiveSession, int]]:
    """The same drill begun anew, as it stands before each move of *live*, and when that move comes; last, its end.

    Whoever asks may do something first; then time runs to the move, and it is made.
    """
    session = fresh(live.seed)
    session.submit(do.Begin())
    for move in moves_of(live.events()):
        assert move.at is not None
        yield session, move.at
        session.advance(move.at)
        session.submit(move.action)
    yield session, live.view().now
    session.advance(live.view().now)


def moments(session: Session, until: int, dice: Random) -> Iterator[int]:
    """Up to three moments between now and *until*, in their order."""
    yield from sorted(dice.randint(session.view().now, until) for _ in range(dice.randrange(4)))


def without(events: Iterable[Event], *kinds: type[Event]) -> list[Event]:
    """*events* but for those of *kinds*."""
    return [event for event in events if not isinstance(event, kinds)]


def card(events: Sequence[Event], seed: int) -> bytes:
    """The scorecard as a journal keeps it."""
    return msgspec.json.encode(score(story(seed), events))


def marks(events: Sequence[Event], seed: int) -> object:
    """The scorecard without the numbers of the events it cites, for runs whose events are numbered otherwise."""
    return _unnumbered(msgspec.json.decode(card(events, seed)))


def _unnumbered(part: object) -> object:
    if isinstance(part, dict):
        return {name: _unnumbered(value) for name, value in part.items() if name != "events"}
    return [_unnumbered(item) for item in part] if isinstance(part, list) else part


def stored(events: Iterable[Event]) -> list[Event]:
    """*events* as they come back from a journal."""
    lines = [encode_entry(Entry(number, event=event)) for number, event in enumerate(events)]
    return [event for line in lines if (event := decode_entry(line).event) is not None]


def fingerprints(seeds: Iterable[int]) -> dict[str, str]:
    """What every bot's events and scorecards come to, byte for byte."""
    return {f"{bot} {seed}": _fingerprint(bot, seed) for seed in seeds for bot in BOTS}


def _fingerprint(bot: str, seed: int) -> str:
    events = played(bot, seed).events()
    return sha256(msgspec.json.encode(events) + card(events, seed)).hexdigest()
