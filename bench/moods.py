"""What one look at somebody's mood costs, in bare triggers of `transitions`, interleaved in one process.

Calm: a second after each event. Worst: an hour ahead of each event, so that the silence, the overdue word and every
bend of the curve lie between. The worst is the dearest of all these looks, each by the median of its rounds.
"""

import statistics
from pathlib import Path
from time import process_time_ns

from engine import triggers

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill.cast import cast
from simulator.drill.feelings import Feelings, feelings_of
from simulator.drill.session import LiveSession
from simulator.drill.tables import Tables
from simulator.scenario.reading import read_scenario
from simulator.scenario.story import Story

ROUNDS, LOOKS = 15, 20
SECOND, HOUR = 1_000, 3_600_000
CALM_LIMIT, WORST_LIMIT = 3.0, 5.0
PLAYS = ("careful", "curt", "silent", "random")
EVERY = 12  # of the events: where somebody is looked at


def moments(story: Story, tables: Tables) -> list[tuple[Feelings, str, int]]:
    """The people of several plays at many moments, each with the time of that moment."""
    found = []
    for bot in PLAYS:
        session = LiveSession(story, 0, tables=tables)
        play(session, make(bot, story, 0))
        events = session.events()
        for count in range(EVERY, len(events), EVERY):
            feelings = feelings_of(story, events[:count])
            found += [(feelings, person, events[count - 1].at) for person in feelings.moods]
    return found


def cost(feelings: Feelings, person: str, at: int) -> float:
    """Microseconds of one look at *at* ms."""
    start = process_time_ns()
    for n in range(LOOKS):
        feelings.look(person, at + n)
    return (process_time_ns() - start) / 1_000 / LOOKS


def main() -> None:
    """Print the figures; exit with 1 where a limit is passed."""
    story = cast(read_scenario(Path(__file__).parent.parent / "scenarios" / "lost-child-resort.yaml"), 0)
    tables = Tables(story)
    places = moments(story, tables)
    near: list[list[float]] = [[] for _ in places]
    far: list[list[float]] = [[] for _ in places]
    for _ in range(ROUNDS):
        for place, (feelings, person, at) in enumerate(places):
            bare = triggers(tables, 40)
            near[place].append(cost(feelings, person, at + SECOND) / bare)
            far[place].append(cost(feelings, person, at + HOUR) / bare)
    calm = statistics.median(statistics.median(rounds) for rounds in near)
    worst = max(statistics.median(rounds) for rounds in (*near, *far))
    print(f"a look at a mood, {len(places)} moments: {calm:.2f} triggers when calm (at most {CALM_LIMIT:g}), ", end="")
    print(f"{worst:.2f} at worst (at most {WORST_LIMIT:g})")
    raise SystemExit(calm > CALM_LIMIT or worst > WORST_LIMIT)


if __name__ == "__main__":
    main()
