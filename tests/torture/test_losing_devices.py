"""What a computer takes away while somebody plays: its wakefulness, its loudspeaker, its display."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from simulator.desktop.losing_display import GONE
from simulator.errors import NoDisplay
from simulator.journal.live import go_on
from simulator.journal.runs import Runs
from simulator.journal.verifying import verify
from tests.desktop.displays import Xvfb
from tests.desktop.test_real_window import MISSING, RealWindow, until

ROOT = Path(__file__).parents[2]
UNSEEN = {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy", "PYGAME_HIDE_SUPPORT_PROMPT": "1"}

# A process whose clock leaps on the fifth and back on the tenth turn of the window's loop; it prints what the drill's
# clock says before and after, and whether the drill stands still.
LEAP = """
import sys, time
leapt, steady = [0], time.monotonic_ns
time.monotonic_ns = lambda: steady() + leapt[0]
from pathlib import Path
import pygame
from simulator.desktop.screens.drill import DrillScreen
from simulator.desktop.seat import Seat
from simulator.desktop.window import Window
from simulator.drill.cast import cast
from simulator.drill.session import LiveSession
from simulator.journal.records import Mode
from simulator.scenario.reading import read_scenario
story = cast(read_scenario(Path("tests/scenario/small-drill.yaml")), 0)
session = LiveSession(story, 0)
seat = Seat(story, session, Mode(sys.argv[1]))
seat.begin()
turns, said = [0], []
def turn():
    turns[0] += 1
    pygame.event.post(pygame.Event(pygame.USEREVENT))
    if turns[0] in (5, 10):
        said.append((session.view().now, session.view().life.value, len(session.events())))
        leapt[0] += int(sys.argv[2]) * 3_600_000_000_000 * (1 if turns[0] == 5 else -1)
    if turns[0] == 15:
        said.append((session.view().now, session.view().life.value, len(session.events())))
    return turns[0] >= 15
nowhere = lambda *anything: None
window = Window(DrillScreen(seat, nowhere, nowhere), quits=turn)
window.run()
print(*(f"{now} {life}" for now, life, _ in said), sep=chr(10))
"""


def leap(mode: str, hours: int) -> list[tuple[int, str]]:
    """The drill's clock (ms) and life before a leap, after it, and after the leap back."""
    command = [sys.executable, "-c", LEAP, mode, str(hours)]
    done = subprocess.run(command, env={**os.environ, **UNSEEN}, capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines() if line[:1].isdigit()]
    return [(int(now), life) for now, life in lines]


def test_eight_hours_asleep_stop_the_clock_of_a_timed_drill_and_break_no_promise() -> None:
    before, after, at_last = leap("timed", 8)

    assert before[1] == "running"
    assert after[1] == at_last[1] == "paused"
    assert at_last[0] - before[0] < 1_000


def test_eight_hours_asleep_do_not_count_in_an_assessed_drill_which_goes_on() -> None:
    before, after, at_last = leap("assessed", 8)

    assert {life for _, life in (before, after, at_last)} == {"running"}
    assert at_last[0] - before[0] < 1_000


def test_an_untimed_drill_does_not_notice() -> None:
    before, after, at_last = leap("untimed", 8)

    assert before == after == at_last


@pytest.mark.parametrize("mode", ["timed", "assessed", "untimed"])
def test_a_clock_that_goes_back_moves_no_drill(mode: str) -> None:
    before, _, at_last = leap(mode, -8)

    assert 0 <= at_last[0] - before[0] < 1_000


DEAF = """
import os, pygame
from simulator.desktop.sound import Loudspeaker
from simulator.desktop.view_models.alerts import Alert
speaker = Loudspeaker()
for alert in Alert:
    speaker.play(alert)
assert pygame.mixer.get_init()
pygame.mixer.quit()
os.environ["SDL_AUDIODRIVER"] = "no such driver"
for alert in Alert:
    speaker.play(alert)
print("still here", pygame.mixer.get_init())
"""


def test_a_loudspeaker_that_is_lost_while_playing_leaves_silence() -> None:
    environ = {**os.environ, **UNSEEN}
    done = subprocess.run(
        [sys.executable, "-c", DEAF], env=environ, capture_output=True, text=True, cwd=ROOT, timeout=60
    )

    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "still here None", "")


@pytest.mark.skipif(bool(MISSING), reason=f"not installed here: {', '.join(MISSING)}")
def test_a_display_that_is_lost_is_told_in_a_sentence_and_leaves_a_run_to_go_on_with(
    tmp_path: Path,
) -> None:
    display = Xvfb()
    window = RealWindow(display.name, tmp_path)
    runs = Runs(tmp_path)
    try:
        window.type("Amara")
        window.keys("Return")
        until(lambda: runs.people.read().latest != "", "the name")
        window.keys("1", "Return")
        until(lambda: bool(runs.list_runs()), "the drill")
        window.keys("1", "Return")
        until(lambda: len(runs.read_run("latest")[1].events) > 12, "the first reply")
    finally:
        display.end()
    assert window.process.wait(40) == NoDisplay.exit_code
    assert window.complaints() == f"{GONE}\n"
    report = verify(runs, "latest")
    assert (report.intact, report.ended) == (True, False)
    assert report.torn == 0
    live = go_on(runs, "latest")
    assert len(live.session.events()) == report.events
    live.run.close()
