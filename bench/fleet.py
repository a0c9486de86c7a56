"""How many drills of the lost child the careful bot plays and has judged in a second, on one core.

The story is read and made ready once for the whole fleet, as `firedrill try` does; each drill has its own session,
bot, events and scorecard. Nothing is recorded. Where the time goes is told by leaving parts out: the same turns without
the bot's thinking, and the judging alone.
"""

from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

from engine import folding, recorded_turns, steps
from figures import Figure, keep

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill.cast import cast
from simulator.drill.events import Event
from simulator.drill.session import LiveSession
from simulator.drill.tables import Tables
from simulator.scenario.reading import read_scenario
from simulator.scenario.story import Story
from simulator.scoring.scorecard import score

ROUNDS, DRILLS = 15, 5  # drills in a round
GOAL = 1_000.0


def played(story: Story, tables: Tables) -> tuple[Event, ...]:
    """One drill, not judged."""
    session = LiveSession(story, 0, tables=tables)
    play(session, make("careful", story, 0))
    return tuple(session.events())


def milliseconds(work: Callable[[], object]) -> float:
    """CPU time of one *work*."""
    start = process_time()
    for _ in range(DRILLS):
        work()
    return (process_time() - start) * 1_000 / DRILLS


def main() -> None:
    """Print and keep the figure. It is a goal, so that missing it is told and stops nothing."""
    story = cast(read_scenario(Path(__file__).parent.parent / "scenarios" / "lost-child-resort.yaml"), 0)
    tables, turns = Tables(story), recorded_turns(story, "careful")
    events = played(story, tables)
    whole, desk, judging, folds = [], [], [], []
    for _ in range(ROUNDS):
        whole.append(milliseconds(lambda: score(story, played(story, tables))))
        desk.append(steps(story, tables, turns)[0] * len(turns) / 1_000)
        judging.append(milliseconds(lambda: score(story, events)))
        folds.append(folding(tables, events, 1_000))
    one, turned, judged = median(whole), median(desk), median(judging)
    costs = (
        f"{one:.1f} ms a drill of {len(turns)} steps and {len(events)} events: {turned:.1f} the desk, "
        f"{judged:.1f} the four scores, {max(0.0, one - turned - judged):.1f} the bot. "
        f"Folding its events, and nothing else: {median(folds):.2f} ms."
    )
    keep("fleet", (Figure("careful drills", 1_000 / one, GOAL, "drills a second", costs, ROUNDS, True),))


if __name__ == "__main__":
    main()
