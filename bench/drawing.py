"""What the drill screen costs with 200 messages in one conversation: a frame, a new message, a key, and doing nothing.

The screen is the real one over a real session that was talked on until so much had been said. Frames are measured on
SDL's dummy driver in CPU time, every kind in every round, as medians. Doing nothing is measured on the program's own
loop in a process of its own: on a display if there is one, else on one that nobody sees, else on the dummy driver.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from threading import Thread
from time import monotonic, process_time, sleep

os.environ["SDL_AUDIODRIVER"] = "dummy"
os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"

import pygame

from simulator.bots.playing import step
from simulator.bots.roster import make
from simulator.desktop.screen import Screen
from simulator.desktop.screens.drill import DrillScreen
from simulator.desktop.seat import Seat
from simulator.desktop.stage import Stage
from simulator.desktop.view_models.talk import Talk
from simulator.desktop.window import START_SIZE, Window
from simulator.drill import actions as do
from simulator.drill.cast import cast
from simulator.drill.clock import MINUTE
from simulator.drill.session import LiveSession
from simulator.journal.records import Mode
from simulator.scenario.reading import read_scenario

IDLE = "--idle"  # how this script calls itself for the program's own loop
ROUNDS = 25
MESSAGES = 200
PERSON = "mara"
PLAYED_UNTIL = 7 * MINUTE  # carefully; from there on it is only talked
SCENARIO = Path(__file__).parent.parent / "scenarios" / "lost-child-resort.yaml"

# Budgets, from the design's targets.
FRAME_MS, APPEND_MS, INPUT_MS, IDLE_PERCENT = 10.0, 5.0, 30.0, 3.0
SETTLING_S, IDLING_S = 2.0, 8.0
KEYS = {
    "1": pygame.K_1,
    "Esc": pygame.K_ESCAPE,
    "Page Up": pygame.K_PAGEUP,
    "End": pygame.K_END,
    "F4": pygame.K_F4,
    "F3": pygame.K_F3,
}


# ---------------------------------------------------------------------- a drill in which much was said
def talked_on(mode: Mode = Mode.UNTIMED) -> tuple[Seat, LiveSession]:
    """A seat in the middle of the lost child, and its session, with 200 messages between trainee and mother."""
    story = cast(read_scenario(SCENARIO), 0)
    session = LiveSession(story, 0)
    session.submit(do.Begin())
    bot = make("careful", story, 0)
    while session.view().now < PLAYED_UNTIL:
        step(session, bot)
    talk = Talk(story)
    while len(talk.with_person(PERSON)) < MESSAGES:
        session.advance(max(session.view().busy_until, session.view().now))
        session.submit(one_more(session, talk.taken))
        talk.take(session.events(talk.taken))
    session.advance(session.view().busy_until)
    return Seat(story, session, mode), session


def one_more(session: LiveSession, turn: int) -> do.Update:
    """Another update, of other things that were heard."""
    facts = tuple(heard.fact for heard in session.view().heard)
    first = turn % len(facts)
    return do.Update(to=(PERSON,), facts=facts[first : first + 1 + turn % 3], next_in=5 * MINUTE)


def nowhere(*given: object) -> Screen:
    """Where nothing leads that is measured here."""
    raise AssertionError("the drill must not end while it is measured")


def talked_stage(seat: Seat) -> Stage:
    """The drill screen with the long conversation open."""
    stage = Stage(DrillScreen(seat, nowhere, nowhere), START_SIZE)
    (row,) = [node for node in stage.find_all("option") if node.key == f"person:{PERSON}"]
    stage.press(row)
    return stage


# ---------------------------------------------------------------------- frames
class Easel:
    """A stage with a window's surface, and what is done on it that costs something."""

    def __init__(self, seat: Seat, session: LiveSession) -> None:
        self.seat, self.session = seat, session
        self.surface = pygame.display.set_mode(START_SIZE)
        self.stage = talked_stage(seat)
        self.show()

    def show(self) -> None:
        self.stage.draw(self.surface)
        pygame.display.flip()

    def frame(self) -> None:
        """Everything anew: looked at, built, laid out, drawn."""
        self.stage.rebuild()
        self.show()

    def drawing(self) -> None:
        """The drawing alone."""
        self.show()

    def saying(self) -> None:
        """Something more is said; not measured."""
        self.session.submit(one_more(self.session, len(self.session.events())))
        self.session.advance(self.session.view().busy_until)

    def key(self, key: int) -> Callable[[], None]:
        """A key that goes down, and the picture that answers it."""

        def press() -> None:
            self.stage.handle(pygame.Event(pygame.KEYDOWN, key=key, mod=0, unicode=""))
            if self.stage.dirty:
                self.show()

        return press

    def release(self, key: int) -> None:
        self.stage.handle(pygame.Event(pygame.KEYUP, key=key, mod=0))


def milliseconds(work: Callable[[], None]) -> float:
    """How long *work* keeps the processor busy."""
    start = process_time()
    work()
    return (process_time() - start) * 1_000


def frames() -> dict[str, float]:
    """Median milliseconds of every kind of frame."""
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    pygame.display.init()
    seat, session = talked_on()
    easel = Easel(seat, session)
    taken: dict[str, list[float]] = {name: [] for name in ("frame", "drawing", "append", *KEYS)}
    for _ in range(ROUNDS):
        taken["frame"].append(milliseconds(easel.frame))
        taken["drawing"].append(milliseconds(easel.drawing))
        for name, key in KEYS.items():
            taken[name].append(milliseconds(easel.key(key)))
            easel.release(key)
        easel.saying()
        taken["append"].append(milliseconds(easel.frame))
    pygame.display.quit()
    return {name: median(times) for name, times in taken.items()}


# ---------------------------------------------------------------------- doing nothing
def idle(mode: Mode) -> None:
    """Open the window on the long conversation, touch nothing, and print the share of time it worked in percent."""
    seat, _ = talked_on(mode)
    while seat.reading:
        seat.pass_wall_time(seat.changes_in_ms() or 0)  # everything was read long ago
    window = Window(talked_stage(seat).screen)
    driver, before = pygame.display.get_driver(), seat.view().now

    def watch() -> None:
        sleep(SETTLING_S)
        worked, began = process_time(), monotonic()
        sleep(IDLING_S)
        share = (process_time() - worked) / (monotonic() - began)
        print(f"{share * 100:.3f} {driver} {seat.view().now - before}", flush=True)
        pygame.event.post(pygame.Event(pygame.QUIT))

    Thread(target=watch).start()
    window.run()


@contextmanager
def display() -> Iterator[dict[str, str]]:
    """The environment of a program that is to open a window."""
    own = {name: value for name, value in os.environ.items() if name != "SDL_VIDEODRIVER"}
    if own.get("DISPLAY"):
        yield own
    elif shutil.which("Xvfb") is None:
        yield {**own, "SDL_VIDEODRIVER": "dummy"}
    else:
        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
        with subprocess.Popen(command, pass_fds=(write,), stderr=subprocess.DEVNULL) as unseen:
            os.close(write)
            with os.fdopen(read) as pipe:
                name = pipe.readline().strip()
            try:
                yield {**own, "DISPLAY": f":{name}"}
            finally:
                unseen.terminate()


def idle_share(mode: Mode, environ: dict[str, str]) -> tuple[float, str, int]:
    """The percentage of one core, the driver, and how much drill time went by meanwhile (ms)."""
    command = [sys.executable, __file__, IDLE, mode.value]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=True, timeout=120)
    share, driver, went_by = done.stdout.split()
    return float(share), driver, int(went_by)


# ---------------------------------------------------------------------- together
def said(what: str, figure: float, budget: float, unit: str) -> bool:
    """Print one figure with its budget; whether it is within it."""
    kept = figure <= budget
    print(f"{what}: {figure:.2f} {unit} (at most {budget:g}){'' if kept else ', over its budget'}", flush=True)
    return kept


def main() -> None:
    """Print the figures; exit with 1 where a budget is passed."""
    figures = frames()
    keys = [figures[name] for name in KEYS]
    slowest = max(KEYS, key=lambda name: figures[name])
    print(f"the drill screen, {START_SIZE[0]} x {START_SIZE[1]}, {MESSAGES} messages, CPU time, median of {ROUNDS}:")
    print(f"of a redraw, drawing alone: {figures['drawing']:.2f} ms")
    said("one more message, redrawn (an aim)", figures["append"], APPEND_MS, "ms")
    kept = [
        said("full redraw", figures["frame"], FRAME_MS, "ms"),
        said(f"from a key to pixels (median of {', '.join(KEYS)})", median(keys), INPUT_MS, "ms"),
        said(f"from a key to pixels (the slowest: {slowest})", figures[slowest], INPUT_MS, "ms"),
    ]
    with display() as environ:
        for mode in (Mode.UNTIMED, Mode.TIMED):
            share, driver, went_by = idle_share(mode, environ)
            clock = f"the clock went {went_by / 1_000:.0f} s" if went_by else "the clock stood"
            kept.append(said(f"doing nothing, {mode.value}, {driver}, {clock}", share, IDLE_PERCENT, "%"))
    raise SystemExit(not all(kept))


if __name__ == "__main__":
    if IDLE in sys.argv:
        idle(Mode(sys.argv[-1]))
    else:
        main()
