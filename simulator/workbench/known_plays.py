"""Plays of a scenario that pages about it rest on: those of its plan, and every bot's with a number of seeds.

Nothing is recorded. What no known play has seen may still come about: whoever tells of it says how many there were.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from simulator.bots.moves import play_moves
from simulator.bots.playing import play
from simulator.bots.roster import MAKERS, make
from simulator.drill import events as ev
from simulator.drill.cast import cast
from simulator.drill.events import Event
from simulator.drill.session import LiveSession
from simulator.drill.tables import Tables
from simulator.journal.codec import planned_moves
from simulator.scenario.overlay import read_laid
from simulator.scenario.plans import Play, plan_path, read_plan
from simulator.scenario.shelf import find_scenario
from simulator.scenario.story import Story

SEEDS = 20  # as many as `firedrill try` plays when nobody says otherwise


class Opened(Struct, frozen=True):
    """A scenario as it is written, with the plays of its plan; none where it has no plan yet."""

    path: Path
    scenario: Story
    plan: tuple[Play, ...]


class KnownPlay(Struct, frozen=True):
    """One play to its end: *who* played, on the story that *seed* casts, and what happened.

    *bot* is what `--bot` takes, empty for a play of the plan.
    """

    who: str
    seed: int
    story: Story
    events: Sequence[Event]
    bot: str = ""

    @property
    def outcome(self) -> str:
        """The id of the ending; empty where it never ended."""
        return next((e.outcome for e in reversed(self.events) if isinstance(e, ev.DrillEnded)), "")


def open_scenario(wanted: str, house: Path | None = None) -> Opened:
    """Read the scenario with the id, or at the path, *wanted*, and its plan; *house* is a house file to lay over it.

    Raises `NotFound` and `ScenarioInvalid`.
    """
    path = find_scenario(wanted)
    scenario = read_laid(path, house)
    plan = plan_path(path)
    return Opened(path, scenario, read_plan(plan).plays if plan.is_file() else ())


def story_of(wanted: str, seed: int, house: Path | None = None) -> Story:
    """The story that *seed* casts of the scenario with the id, or at the path, *wanted*. Raises as `open_scenario`."""
    return cast(read_laid(find_scenario(wanted), house), seed)


def known_plays(opened: Opened, seeds: int = SEEDS) -> tuple[KnownPlay, ...]:
    """The plays of the plan, then every bot's with the seeds 0 to *seeds* - 1."""
    return (*plan_plays(opened), *(one for seed in range(seeds) for one in bot_plays(opened.scenario, seed)))


def plan_plays(opened: Opened) -> Iterator[KnownPlay]:
    """Each play of the plan, with the seed it is written for."""
    for written in opened.plan:
        story = cast(opened.scenario, written.seed)
        session = LiveSession(story, written.seed)
        play_moves(session, story, planned_moves(list(written.moves), written.name))
        yield KnownPlay(f"the plan's {written.name} play", written.seed, story, tuple(session.events()))


def bot_plays(scenario: Story, seed: int) -> Iterator[KnownPlay]:
    """Every bot's play of *scenario* with *seed*."""
    story = cast(scenario, seed)
    tables = Tables(story)
    for name in MAKERS:
        session = LiveSession(story, seed, tables=tables)
        play(session, make(name, story, seed))
        yield KnownPlay(f"the {name} bot", seed, story, tuple(session.events()), name)
