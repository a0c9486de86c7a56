"""What judging a run costs, in bare triggers of `transitions`, interleaved in one process.

All four scores with their findings, the seven conditions included: for the first 60 events of the lost child, and for
the whole of it. A trigger is the one of `engine.py`.
"""

import statistics
from collections.abc import Sequence
from pathlib import Path
from time import process_time_ns

from engine import triggers

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill.cast import cast
from simulator.drill.events import Event
from simulator.drill.session import LiveSession
from simulator.drill.tables import Tables
from simulator.scenario.reading import read_scenario
from simulator.scenario.story import Story
from simulator.scoring.scorecard import score

ROUNDS = 25
EVENTS, LIMIT = 60, 100.0  # triggers that judging so many events may cost


def judging(story: Story, events: Sequence[Event], count: int) -> float:
    """Microseconds of one judgement."""
    start = process_time_ns()
    for _ in range(count):
        score(story, events)
    return (process_time_ns() - start) / 1_000 / count


def main() -> None:
    """Print the figures; exit with 1 where the limit is passed."""
    story = cast(read_scenario(Path(__file__).parent.parent / "scenarios" / "lost-child-resort.yaml"), 0)
    tables = Tables(story)
    session = LiveSession(story, 0, tables=tables)
    play(session, make("careful", story, 0))
    whole = session.events()
    rounds = [(judging(story, whole[:EVENTS], 10), judging(story, whole, 2), triggers(tables)) for _ in range(ROUNDS)]
    short = statistics.median(a / c for a, _, c in rounds)
    long = statistics.median(b / c for _, b, c in rounds)
    print(f"judging {EVENTS} events: {short:.0f} triggers (at most {LIMIT:g})")
    print(f"judging {len(whole)} events: {long:.0f} triggers, {long / len(whole):.1f} an event")
    raise SystemExit(short > LIMIT)


if __name__ == "__main__":
    main()
