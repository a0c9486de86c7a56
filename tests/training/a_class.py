"""A class that has played its drill: each person as one of the bots does, at one station."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill import actions as do
from simulator.journal.live import end
from simulator.journal.runs import Runs
from simulator.training.control import Control
from simulator.training.plan import read_drill_plan
from simulator.training.setting_up import set_up
from simulator.training.stations import Station

SMALL = Path(__file__).parent.parent / "end_to_end" / "cake-at-six.yaml"
NAMES = ("Ana Ruiz", "Ben Okafor", "Cy Moor", "Dee Lang", "Eva Sand", "Flo Marsh", "Gus Hale", "Hal Finch")
LEAVES = "leaves"  # instead of a bot: walks away at once
PLAN = """\
format: 1
drill: {drill}
trainer: Alex Kim
cohort: autumn class
scenarios: [{scenario}]
mode: {mode}
seed: {seed}
people: [{people}]
"""


def runs_in(home: Path, moment: datetime = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)) -> Runs:
    """Records in *home*, in which it is always *moment* and ids are hard to tell from each other's order."""
    numbers = count(len(list(home.glob("*"))) * 1_000 + 7)
    return Runs(home, clock=lambda: moment, token=lambda: f"{next(numbers) * 7919 % 999983:06x}000000")


def a_class(
    runs: Runs,
    bots: Sequence[str],
    scenario: Path = SMALL,
    drill: str = "autumn",
    mode: str = "untimed",
    seed: str = "3",
    pairs: bool = False,
) -> Control:
    """Set a drill up for as many people as *bots*, and let each play as theirs does."""
    runs.home.mkdir(exist_ok=True)
    people = ", ".join(NAMES[: len(bots) * (2 if pairs else 1)])
    plan = runs.home.parent / f"{drill}.yaml"
    plan.write_text(PLAN.format(drill=drill, scenario=scenario.name, mode=mode, seed=seed, people=people))
    beside = plan.with_name(scenario.name)
    beside.write_bytes(scenario.read_bytes())
    control, _ = set_up(runs, read_drill_plan(plan))
    with Station(runs.home, control, runs, "A") as station:
        for bot in bots:
            played(station, bot, pairs)
    return control


def played(station: Station, bot: str, pair: bool = False) -> str:
    """Let *bot* play the next place of *station*; gives the run."""
    seat = station.take(pair)
    assert seat is not None
    sitting = station.sit_down(seat)
    sitting.live.session.submit(do.Begin())
    if bot == LEAVES:
        sitting.live.session.submit(do.Leave())
    else:
        play(sitting.live.session, make(bot, sitting.live.story, sitting.live.run.header.seed))
    end(sitting.live)
    sitting.leave()
    return sitting.live.run.name
