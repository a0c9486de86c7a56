"""What a full step of the lost child costs, in bare triggers of `transitions`, interleaved in one process.

A step is one turn at the desk: the view with all its open moves, then either a move submitted or the clock let run to
the next thing due; every promise, happening and deadline on the way, each event folded. A bare trigger is one flat
transition of the same story's Machine without a condition. A step whose events are encoded and hash-chained as a
journal's are, without the disk, has a figure of its own.

Moods are apart: the drill is played with no condition that asks how somebody feels (such a one is taken for never),
and what asking costs a step, and one look at a mood, is told beside it.
"""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time_ns
from typing import TypeVar
from typing import cast as cast_type

from figures import COMPILED, Figure, keep, ratio
from msgspec import Struct
from msgspec.structs import replace

from simulator.bots.playing import step
from simulator.bots.roster import make
from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.actions import Action
from simulator.drill.cast import cast
from simulator.drill.events import Event
from simulator.drill.feelings import feelings_of
from simulator.drill.folding import evolve
from simulator.drill.session import LiveSession, Record
from simulator.drill.state import DrillState
from simulator.drill.tables import Cursor, Tables
from simulator.journal.chain import FIRST_LINK, chained_batch
from simulator.scenario.reading import read_scenario
from simulator.scenario.story import AnyOf, Feels, Story

ROUNDS = 25
LIMIT, LIMIT_COMPILED = 3.8, 1.5  # triggers a step may cost before something has gone wrong: half as much again
PROMISED, PROMISED_CHAINED = 1.0, 1.5  # triggers, of issue 8

Turn = Action | int  # a move, or the moment to which time was let run


def recorded_turns(story: Story, bot: str) -> list[Turn]:
    """The turns of *bot*, to be played again without its own thinking in the figure."""
    session = LiveSession(story)
    policy = make(bot, story, 0)
    session.submit(do.Begin())
    turns: list[Turn] = []
    seen = len(session.events())
    while step(session, policy):
        new = session.events(seen)
        seen += len(new)
        move = next((event.action for event in new if isinstance(event, ev.MoveStarted)), None)
        turns.append(session.view().now if move is None else move)
    return turns


def forgotten(batch: Sequence[Event]) -> None:
    """Keeps nothing."""


def chaining() -> Record:
    """A record that writes every batch as a journal does, and throws the bytes away."""
    link, count = FIRST_LINK, 0

    def record(batch: Sequence[Event]) -> None:
        nonlocal link, count
        _, link = chained_batch(link, count, batch)
        count += len(batch)

    return record


def steps(
    story: Story, tables: Tables, turns: list[Turn], record: Record = forgotten, *, looks_on: bool = True
) -> tuple[float, int]:
    """Microseconds of one step, and how many events the whole play has; the view only where somebody *looks_on*."""
    session = LiveSession(story, 0, record, tables=tables)
    session.submit(do.Begin())
    start = process_time_ns()
    for turn in turns:
        if looks_on:
            session.view()
        if isinstance(turn, int):
            session.next_due()
            session.advance(turn)
        else:
            session.submit(turn)
    return (process_time_ns() - start) / 1_000 / len(turns), len(session.events())


def triggers(tables: Tables, count: int = 500) -> float:
    """Microseconds of one bare trigger."""
    event, source = tables.bare_trigger()
    start = process_time_ns()
    for _ in range(count):
        event.trigger(Cursor(source))
    return (process_time_ns() - start) / 1_000 / count


def looks(story: Story, turns: list[Turn], count: int = 300) -> float:
    """Microseconds of one look at one person's mood, in the middle of the search."""
    session = LiveSession(story, 0)
    session.submit(do.Begin())
    for turn in turns[: len(turns) // 3]:
        session.advance(turn) if isinstance(turn, int) else session.submit(turn)
    feelings, now = feelings_of(story, session.events()), session.view().now
    start = process_time_ns()
    for n in range(count):
        feelings.look("mara", now + n)
    return (process_time_ns() - start) / 1_000 / count


def folding(tables: Tables, events: Sequence[Event], turns: int) -> float:
    """Microseconds of one step's part in folding the *events* of a whole play, and nothing else."""
    state = DrillState(tables)
    start = process_time_ns()
    for event in events:
        evolve(state, event)
    return (process_time_ns() - start) / 1_000 / turns


def events_of(story: Story, turns: list[Turn]) -> Sequence[Event]:
    """The events of a play of *turns*."""
    session = LiveSession(story, 0)
    session.submit(do.Begin())
    for turn in turns:
        session.advance(turn) if isinstance(turn, int) else session.submit(turn)
    return session.events()


Part = TypeVar("Part")


def without_moods(part: Part) -> Part:
    """*part* of a story with every condition that asks for a mood taken for never."""
    if isinstance(part, Feels):
        return cast_type(Part, AnyOf(()))
    if isinstance(part, tuple):
        return cast_type(Part, tuple([without_moods(each) for each in part]))
    if isinstance(part, Struct):
        return replace(part, **{name: without_moods(getattr(part, name)) for name in part.__struct_fields__})
    return part


@dataclass(frozen=True)
class Played:
    """A story made ready and the turns of a bot in it."""

    story: Story
    tables: Tables
    turns: list[Turn]
    events: Sequence[Event]


def played(story: Story, bot: str) -> Played:
    """*bot*'s play of *story*."""
    made = cast(story, 0)
    turns = recorded_turns(made, bot)
    return Played(made, Tables(made), turns, events_of(made, turns))


def figures(read: Story, bot: str) -> tuple[Figure, ...]:
    """What a step of *bot*'s play costs, without and with a record of it."""
    calm, asked = played(without_moods(read), bot), played(read, bot)
    plain, unseen, kept, bare, folded, moody = [], [], [], [], [], []
    for _ in range(ROUNDS):
        plain.append(steps(calm.story, calm.tables, calm.turns)[0])
        bare.append(triggers(calm.tables))
        unseen.append(steps(calm.story, calm.tables, calm.turns, looks_on=False)[0])
        kept.append(steps(calm.story, calm.tables, calm.turns, chaining())[0])
        folded.append(folding(calm.tables, calm.events, len(calm.turns)))
        moody.append(steps(asked.story, asked.tables, asked.turns)[0])
    step, blind, written, trigger, fold = (statistics.median(each) for each in (plain, unseen, kept, bare, folded))
    look = statistics.median(looks(asked.story, asked.turns) for _ in range(ROUNDS))
    of_events = len(calm.events) / len(calm.turns)
    costs = (
        f"{step:.1f} us a step of {of_events:.1f} events: {step - blind:.1f} the view, {fold:.1f} folding, "
        f"{blind - fold:.1f} the rules, the agenda and the world; a bare trigger {trigger:.1f} us. "
        f"Moods, apart: {statistics.median(moody) - step:.1f} us a step where the story asks for them "
        f"({ratio(moody, bare):.2f} triggers with them), {look:.1f} us a look."
    )
    chain = f"{written:.1f} us a step, {(written - step) / of_events:.1f} an event for bytes and hash."
    return (
        Figure(f"step {bot}", ratio(plain, bare), PROMISED, "bare triggers", costs, ROUNDS),
        Figure(f"step chained {bot}", ratio(kept, bare), PROMISED_CHAINED, "bare triggers", chain, ROUNDS),
    )


def main() -> None:
    """Print and keep the figures; exit with 1 where a step has become dearer than it was."""
    read = read_scenario(Path(__file__).parent.parent / "scenarios" / "lost-child-resort.yaml")
    shown = [figure for bot in ("careful", "hurried") for figure in figures(read, bot)]
    limit = LIMIT_COMPILED if COMPILED else LIMIT
    keep("engine", shown)
    print(f"(a step has gone wrong at {limit:g} bare triggers)")
    raise SystemExit(any(figure.measured > limit for figure in shown[::2]))


if __name__ == "__main__":
    main()
