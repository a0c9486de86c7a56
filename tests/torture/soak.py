"""A shift at one computer: drill after drill in one process, recorded, drawn, scored and debriefed; prints its memory.

    python -m tests.torture.soak --drills 200

Resident memory after the last drill is held against what it was once every bot had met every scenario: until then,
what is drawn and compared for the first time is kept. Exits with 1 where it has grown by 5 % or more since.
"""

import argparse
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"

import pygame

from simulator.bots.playing import step
from simulator.bots.roster import make
from simulator.desktop.screens.drill import DrillScreen
from simulator.desktop.seat import Seat
from simulator.desktop.stage import Stage
from simulator.desktop.window import START_SIZE
from simulator.drill import actions as do
from simulator.drill.view import Life
from simulator.journal.debriefs import debrief_of
from simulator.journal.live import begin, end
from simulator.journal.records import Mode
from simulator.journal.replay import replay
from simulator.journal.runs import Playing, Runs
from simulator.scenario.shelf import scenario_paths, shelf_folder

BOTS = ("careful", "random", "hurried", "liar-but-nice", "silent", "spendthrift", "template")
SETTLED = 42  # drills: each of these bots has met each of six scenarios, so that every screen was drawn once
GROWTH = 1.05
DRAWN = 8  # every so many steps the screen is drawn


def resident_mb() -> float:
    """How much memory this process holds."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1_024


def nowhere(*anything: object) -> None:
    """Where the screen's buttons lead."""


def ready() -> None:
    """Open a display that nobody sees."""
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode(START_SIZE)


def a_drill(runs: Runs, number: int, scenario: str = "") -> int:
    """Play drill *number* of the shift, the next of the shelf, to its debrief; gives its drill time in ms."""
    shelf = scenario_paths(shelf_folder())
    live = begin(runs, scenario or shelf[number % len(shelf)].stem, Playing(seed=number, mode=Mode.UNTIMED))
    live.session.submit(do.Begin())
    bot = make(BOTS[number % len(BOTS)], live.story, number)
    stage = Stage(DrillScreen(Seat(live.story, live.session, Mode.UNTIMED), nowhere, nowhere), START_SIZE)
    surface = pygame.display.get_surface()
    steps = 0
    while live.session.view().life is not Life.ENDED:
        step(live.session, bot)
        steps += 1
        if steps % DRAWN == 0 and surface is not None:
            stage.rebuild()
            stage.draw(surface)
    took = live.session.view().now
    end(live)
    debrief_of(replay(runs, live.run.name), None)
    return took


def shift(drills: int) -> tuple[float, float, float, int]:
    """Memory (MB) at the start, when settled, and after all *drills*, and how much drill time they had (ms)."""
    ready()
    start, settled, played = resident_mb(), 0.0, 0
    with TemporaryDirectory() as home:
        runs = Runs(Path(home))
        for number in range(drills):
            played += a_drill(runs, number)
            if number + 1 == SETTLED:
                settled = resident_mb()
    return start, settled, resident_mb(), played


def main() -> None:
    """Play the shift and print its figures."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--drills", type=int, default=200)
    drills = max(asked.parse_args().drills, SETTLED + 1)
    began = perf_counter()
    start, settled, last, played = shift(drills)
    print(
        f"{drills} drills, {played / 3_600_000:.0f} h of drill time in {perf_counter() - began:.0f} s: "
        f"{start:.1f} MB at the start, {settled:.1f} MB settled, {last:.1f} MB at the end: {last / settled:.3f} times"
    )
    raise SystemExit(last / settled >= GROWTH)


if __name__ == "__main__":
    main()
