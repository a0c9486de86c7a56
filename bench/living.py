"""What the program costs whoever lives in it: starting, a long talk, a key on a real display, an hour, twenty drills.

Starting is the wall time from a bare Python to the first picture of the home screen, warm. A key goes through the
program's own loop on a display that nobody sees, to the picture that answers it. Memory is the process's own (VmRSS).
"""

import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from threading import Thread
from time import perf_counter, sleep

os.environ["SDL_AUDIODRIVER"] = "dummy"
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"
sys.path.insert(0, str(Path(__file__).parent))

import drawing
import pygame

from simulator.bots.playing import step
from simulator.bots.roster import make
from simulator.desktop.screens.drill import DrillScreen
from simulator.desktop.seat import Seat
from simulator.desktop.stage import Stage
from simulator.desktop.window import START_SIZE, Window
from simulator.drill import actions as do
from simulator.drill.cast import cast
from simulator.drill.clock import HOUR
from simulator.drill.session import LiveSession
from simulator.drill.view import Life
from simulator.journal.records import Mode
from simulator.scenario.reading import read_scenario

START = """
import sys
from pathlib import Path
from simulator.desktop.app import Program
from simulator.desktop.window import Window
from simulator.journal.runs import Runs
Window(Program(Runs(Path(sys.argv[1])), 0).home_screen(), quits=lambda: True).run()
"""
STARTS, KEYS, DRILLS, SETTLED = 9, 60, 20, 5
START_MS, KEY_MS, HOUR_MB = 600, 30, 120
MESSAGES = (200, 1_000)
NO_SLOWER = 1.25  # a redraw with 1,000 messages against one with 200: the noise of this measurement
GROWTH = 1.05  # memory after twenty drills against after five


# ---------------------------------------------------------------------- each in a process of its own
class Watched(Window):
    """A window that notes when a picture is shown."""

    shown_at = 0.0

    def _show(self) -> None:
        dirty = self.stage.dirty
        super()._show()
        if dirty:
            self.shown_at = perf_counter()


def keys() -> None:
    """Print the median of the milliseconds from a key to the picture that answers it."""
    seat, _ = drawing.talked_on()
    window = Watched(drawing.talked_stage(seat).screen)
    taken: list[float] = []

    def fingers() -> None:
        sleep(1.0)
        for turn in range(KEYS):
            key = pygame.K_PAGEUP if turn % 2 else pygame.K_PAGEDOWN
            pressed = perf_counter()
            pygame.event.post(pygame.Event(pygame.KEYDOWN, key=key, mod=0, unicode=""))
            sleep(0.15)
            pygame.event.post(pygame.Event(pygame.KEYUP, key=key, mod=0))
            if window.shown_at > pressed:
                taken.append((window.shown_at - pressed) * 1_000)
            sleep(0.03)
        pygame.event.post(pygame.Event(pygame.QUIT))

    thread = Thread(target=fingers)
    thread.start()
    window.run()
    thread.join()
    print(f"{median(taken):.3f} {len(taken)}")


def resident_mb() -> float:
    """How much memory this process holds."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1_024


def a_drill(scenario: str, until: int | None = None) -> None:
    """Let the careful bot play a drill, drawing the screen after each step; up to *until* ms, or to its end."""
    story = cast(read_scenario(drawing.SCENARIO.with_name(f"{scenario}.yaml")), 0)
    session = LiveSession(story, 0)
    session.submit(do.Begin())
    stage = Stage(DrillScreen(Seat(story, session, Mode.UNTIMED), drawing.nowhere, drawing.nowhere), START_SIZE)
    surface = pygame.display.get_surface()
    bot = make("careful", story, 0)
    while session.view().life is not Life.ENDED and (until is None or session.view().now < until):
        step(session, bot)
        stage.rebuild()
        if surface is not None:
            stage.draw(surface)


def hour() -> None:
    """Print how much memory the program holds after an hour of drill time."""
    a_drill("six-million", HOUR)
    print(f"{resident_mb():.3f}")


def drills() -> None:
    """Print the memory after five drills and after twenty."""
    held = []
    for turn in range(DRILLS):
        a_drill("lost-child-resort" if turn % 2 else "cable-half-done")
        held.append(resident_mb())
    print(f"{held[SETTLED - 1]:.3f} {held[-1]:.3f}")


# ---------------------------------------------------------------------- together
def answer(part: str, environ: dict[str, str]) -> list[float]:
    """The figures that *part* prints in a process of its own."""
    command = [sys.executable, __file__, part]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=True, timeout=600)
    return [float(figure) for figure in done.stdout.split()]


def start_ms(environ: dict[str, str]) -> float:
    """The median wall time from nothing to the home screen; the first start, which is cold, isn't counted."""
    taken = []
    with TemporaryDirectory() as home:
        for _ in range(STARTS + 1):
            began = perf_counter()
            subprocess.run([sys.executable, "-c", START, home], env=environ, check=True, timeout=60)
            taken.append((perf_counter() - began) * 1_000)
    return median(taken[1:])


def redraws() -> list[float]:
    """The median milliseconds of a full redraw with few and with many messages, interleaved."""
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    pygame.display.init()
    easels = []
    for many in MESSAGES:
        drawing.MESSAGES = many
        easels.append(drawing.Easel(*drawing.talked_on()))
    taken: list[list[float]] = [[], []]
    for _ in range(drawing.ROUNDS):
        for easel, times in zip(easels, taken, strict=True):
            times.append(drawing.milliseconds(easel.frame))
    pygame.display.quit()
    return [median(times) for times in taken]


def main() -> None:
    """Print the figures; exit with 1 where a budget is passed."""
    kept = []
    few, many = redraws()
    print(f"full redraw: {few:.2f} ms with {MESSAGES[0]} messages, {many:.2f} ms with {MESSAGES[1]}")
    kept.append(drawing.said("with five times the messages", many / few, NO_SLOWER, "times"))
    with drawing.display() as environ:
        kept.append(drawing.said("start to home, warm", start_ms(environ), START_MS, "ms"))
        figure, answered = answer("--keys", environ)
        kept.append(drawing.said(f"key to pixels, median of {answered:.0f}", figure, KEY_MS, "ms"))
    unseen = {**os.environ, "SDL_VIDEODRIVER": "dummy"}
    kept.append(drawing.said("memory after an hour of drill time", answer("--hour", unseen)[0], HOUR_MB, "MB"))
    five, twenty = answer("--drills", unseen)
    print(f"memory: {five:.1f} MB after {SETTLED} drills, {twenty:.1f} MB after {DRILLS}")
    kept.append(drawing.said("after twenty drills against after five", twenty / five, GROWTH, "times"))
    raise SystemExit(not all(kept))


if __name__ == "__main__":
    chosen = sys.argv[1] if len(sys.argv) > 1 else ""
    if chosen in ("--hour", "--drills"):
        pygame.display.init()
        pygame.display.set_mode(START_SIZE)
    if chosen:
        {"--keys": keys, "--hour": hour, "--drills": drills}[chosen]()
    else:
        main()
