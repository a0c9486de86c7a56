"""The trainer's desk in a real window of its own, opened from the command line while a station plays elsewhere."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from simulator.drill import actions as do
from tests.desktop.desk_drills import Class
from tests.desktop.displays import Xvfb
from tests.desktop.test_real_window import MISSING, RealWindow, until

pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed here: {', '.join(MISSING)}")


class DeskWindow(RealWindow):
    """`firedrill drill storm-monday --watch --window` in a process of its own."""

    def __init__(self, display: str, home: Path, *more: str) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SDL_")}
        self.environ = {**kept, "DISPLAY": display, "FIREDRILL_HOME": str(home), "SDL_AUDIODRIVER": "dummy"}
        self.environ.pop("WAYLAND_DISPLAY", None)
        command = ("-m", "simulator", "drill", "storm-monday", "--watch", "--window", *more)
        self.process = subprocess.Popen([sys.executable, *command], env=self.environ)
        search = ("search", "--sync", "--onlyvisible", "--pid", str(self.process.pid))
        self.window = self.tool(*search).splitlines()[-1]
        self.tool("windowfocus", "--sync", self.window)


@pytest.fixture
def display() -> Iterator[str]:
    xvfb = Xvfb()
    yield xvfb.name
    xvfb.end()


@pytest.fixture
def course(tmp_path: Path) -> Iterator[Class]:
    made = Class(tmp_path)
    yield made
    made.close()


def test_a_trainer_stops_and_marks_a_drill_from_the_window_and_leaves_it_going(display: str, course: Class):
    course.begin("A")
    window = DeskWindow(display, course.runs.home, "--trainer", "Sam Ode")
    try:
        window.keys("F8", "F12", "a", "Return")
        until(lambda: len(course.orders()) == 2, "the orders")
        window.keys("Escape", "Escape", "Escape")
        until(lambda: window.process.poll() is not None, "the window to close")
    finally:
        window.end()

    (stop, _), (mark, _) = course.orders()
    assert isinstance(stop, do.Pause)
    assert (mark.note, course.runs.people.name(mark.actor)) == ("a", "Sam Ode")
    assert window.process.returncode == 0


@pytest.mark.parametrize(
    "arguments", [("--window",), ("--tell", "pause", "--window"), ("--watch", "--json", "--window")]
)
def test_a_window_goes_with_a_station_or_with_watching(course: Class, arguments: tuple[str, ...]):
    command = [sys.executable, "-m", "simulator", "drill", "storm-monday", *arguments]
    answer = subprocess.run(
        command, env={**os.environ, "FIREDRILL_HOME": str(course.runs.home)}, capture_output=True, text=True, timeout=60
    )

    assert answer.returncode == 2
    assert "--window goes with --station, or with --watch alone." in answer.stderr


def test_without_a_display_the_drill_is_watched_in_the_terminal(course: Class):
    hidden = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")}
    command = [sys.executable, "-m", "simulator", "drill", "storm-monday", "--watch", "--window"]
    environ = {**hidden, "FIREDRILL_HOME": str(course.runs.home)}
    answer = subprocess.run(command, env=environ, input="q\n", capture_output=True, text=True, timeout=60)

    assert "The drill is watched in the terminal." in answer.stderr
    assert "Ana Ruiz: still to play cake-at-six." in answer.stdout
