"""What a full step of the lost child costs, in bare triggers of `transitions`, interleaved in one process.

A step is what one decision of a trainee takes: the view with its open moves, the move submitted, the clock run to
where it lands, every promise, happening and deadline on the way, each event folded. A bare trigger is one flat
transition of the same story's Machine without a condition. Reading how somebody feels is measured apart.
"""

import statistics
from pathlib import Path
from time import process_time_ns

from simulator.bots.playing import play
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


def recorded_moves(story: Story) -> list[tuple[int, Action]]:
    """The careful player's moves, to be played again without a player's own thinking in the figure."""
    session = LiveSession(story)
    play(session, make("careful", story, 0))
    return [(event.at, event.action) for event in session.events() if isinstance(event, ev.MoveStarted)]


def steps(story: Story, tables: Tables, moves: list[tuple[int, Action]]) -> float:
    """Microseconds of one step."""
    session = LiveSession(story, 0, tables=tables)
    session.submit(do.Begin())
    start = process_time_ns()
    for at, action in moves:
        session.advance(at)
        session.view()
        session.submit(action)
    session.advance(story.limit)
    return (process_time_ns() - start) / 1_000 / len(moves)


def triggers(tables: Tables, count: int = 500) -> float:
    """Microseconds of one bare trigger."""
    event, source = tables.bare_trigger()
    start = process_time_ns()
    for _ in range(count):
        event.trigger(Cursor(source))
    return (process_time_ns() - start) / 1_000 / count


def looks(story: Story, moves: list[tuple[int, Action]], count: int = 300) -> float:
    """Microseconds of one look at one person's mood, in the middle of the search."""
    session = LiveSession(story, 0)
    session.submit(do.Begin())
    for at, action in moves[:20]:
        session.advance(at)
        session.submit(action)
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
    moves = recorded_moves(story)
    rounds = [(steps(story, tables, moves), triggers(tables), looks(story, moves)) for _ in range(ROUNDS)]
    step, trigger, look = (statistics.median(column) for column in zip(*rounds, strict=True))
    ratio = statistics.median(a / b for a, b, _ in rounds)
    print(f"full step {step:.1f} us, bare trigger {trigger:.1f} us: {ratio:.2f} triggers a step (at most {LIMIT})")
    print(f"one look at one mood {look:.1f} us: {look / trigger:.2f} triggers")
    raise SystemExit(ratio > LIMIT)


if __name__ == "__main__":
    main()
