"""What a full step of the lost child costs, in bare triggers of `transitions`, interleaved in one process.

A step is one turn at the desk: the view with all its open moves, then either a move submitted or the clock let run to
the next thing due; every promise, happening and deadline on the way, each event folded. A bare trigger is one flat
transition of the same story's Machine without a condition. Reading how somebody feels is measured apart.
"""

import statistics
from pathlib import Path
from time import process_time_ns

from simulator.bots.playing import step
from simulator.bots.roster import make
from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.actions import Action
from simulator.drill.cast import cast
from simulator.drill.feelings import feelings_of
from simulator.drill.session import LiveSession
from simulator.drill.tables import Cursor, Tables
from simulator.scenario.reading import read_scenario
from simulator.scenario.story import Story

ROUNDS = 25
LIMIT = 3.0  # triggers a step may cost


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


def steps(story: Story, tables: Tables, turns: list[Turn]) -> tuple[float, int]:
    """Microseconds of one step, and how many events the whole play has."""
    session = LiveSession(story, 0, tables=tables)
    session.submit(do.Begin())
    start = process_time_ns()
    for turn in turns:
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


def main() -> None:
    """Print the figures; exit with 1 where the limit is passed."""
    scenario = read_scenario(Path(__file__).parent.parent / "scenarios" / "lost-child-resort.yaml")
    story = cast(scenario, 0)
    tables = Tables(story)
    passed = []
    for bot in ("careful", "hurried"):
        turns = recorded_turns(story, bot)
        moves = sum(not isinstance(turn, int) for turn in turns)
        rounds = [(*steps(story, tables, turns), triggers(tables), looks(story, turns)) for _ in range(ROUNDS)]
        cost, events, trigger, look = (statistics.median(column) for column in zip(*rounds, strict=True))
        ratio = statistics.median(a / c for a, _, c, _ in rounds)
        passed.append(ratio > LIMIT)
        print(
            f"{bot}: full step {cost:.1f} us, bare trigger {trigger:.1f} us: {ratio:.2f} triggers (at most {LIMIT:g})"
        )
        whole = ratio * len(turns)
        print(f"  {len(turns)} steps, {moves} of them moves, {events:.0f} events: ", end="")
        print(f"{whole / events:.2f} triggers an event, {whole / moves:.2f} a move with its waits")
        print(f"  one look at one mood: {look:.1f} us, {look / trigger:.2f} triggers")
    raise SystemExit(any(passed))


if __name__ == "__main__":
    main()
