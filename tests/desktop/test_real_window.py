"""A real window on a display of its own, driven by real keys from home to the debrief."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep

import pygame
import pytest

from simulator.desktop.theme import LIGHT
from simulator.journal.listing import State
from simulator.journal.runs import Runs
from tests.desktop.displays import Xvfb

NEEDED = ("Xvfb", "xdotool", "import")
MISSING = [tool for tool in NEEDED if shutil.which(tool) is None]
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed here: {', '.join(MISSING)}")

PATIENCE_S = 40
OPEN = "from simulator.desktop.app import open_program; raise SystemExit(open_program(seed=0))"


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait for something another process does; fails with *what* it was."""
    ends = monotonic() + PATIENCE_S
    while not holds():
        assert monotonic() < ends, f"waited in vain for {what}"
        sleep(0.05)


class RealWindow:
    """The program in a process of its own, with fingers on its keys."""

    def __init__(self, display: str, home: Path) -> None:
        kept = {k: v for k, v in os.environ.items() if not k.startswith("SDL_")}
        self.environ = {**kept, "DISPLAY": display, "FIREDRILL_HOME": str(home), "SDL_AUDIODRIVER": "dummy"}
        self.environ.pop("WAYLAND_DISPLAY", None)
        command = [sys.executable, "-W", "error::RuntimeWarning", "-c", OPEN]
        self._errors = home.with_suffix(".errors")
        with self._errors.open("wb") as errors:
            self.process = subprocess.Popen(command, env=self.environ, stderr=errors)
        search = ("search", "--sync", "--onlyvisible", "--pid", str(self.process.pid))
        self.window = self.tool(*search).splitlines()[-1]
        self.tool("windowfocus", "--sync", self.window)

    def complaints(self) -> str:
        """What it has written to standard error so far."""
        return self._errors.read_text(encoding="utf-8")

    def tool(self, *arguments: str) -> str:
        done = subprocess.run(
            ["xdotool", *arguments], env=self.environ, capture_output=True, text=True, timeout=PATIENCE_S, check=True
        )
        return done.stdout.strip()

    def keys(self, *names: str) -> None:
        self.tool("key", "--delay", "25", *names)

    def type(self, words: str) -> None:
        self.tool("type", "--delay", "25", words)

    def size(self) -> tuple[int, int]:
        lines = self.tool("getwindowgeometry", "--shell", self.window).splitlines()
        told = dict(line.split("=", 1) for line in lines if "=" in line)
        return int(told["WIDTH"]), int(told["HEIGHT"])

    def picture(self, path: Path) -> pygame.Surface:
        subprocess.run(["import", "-window", self.window, str(path)], env=self.environ, check=True, timeout=PATIENCE_S)
        return pygame.image.load(str(path))

    def end(self) -> None:
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(PATIENCE_S)


@pytest.fixture
def window(tmp_path: Path) -> Iterator[RealWindow]:
    display = Xvfb()
    try:
        opened = RealWindow(display.name, tmp_path)
        try:
            yield opened
        finally:
            opened.end()
    finally:
        display.end()


def share_of(picture: pygame.Surface, colour: tuple[int, int, int]) -> float:
    """How much of *picture* has exactly *colour*."""
    mask = pygame.mask.from_threshold(picture, colour, (1, 1, 1, 255))
    return mask.count() / (picture.get_width() * picture.get_height())


def test_a_drill_is_played_by_keys_in_a_real_window_to_its_debrief(window: RealWindow, tmp_path: Path):
    runs = Runs(tmp_path)
    window.type("Amara")
    window.keys("Return")
    until(lambda: runs.people.read().latest != "" and runs.people.name(runs.people.latest()) == "Amara", "the name")
    window.keys("1", "Return")
    until(lambda: bool(runs.list_runs()), "the drill")
    drill = window.picture(tmp_path / "drill.png")
    until(lambda: played_on(window, runs), "the end of the drill")
    window.keys("3", "3", "2", "1", "Return", "Return")
    run = runs.list_runs()[0].run
    until(lambda: runs.notebook.rating(run) is not None, "the own rating")
    until(lambda: shows(window, tmp_path / "debrief.png", LIGHT.world), "the story in the debrief")
    debrief = pygame.image.load(str(tmp_path / "debrief.png"))
    window.keys("Escape", "Escape")

    assert window.process.wait(PATIENCE_S) == 0
    assert runs.notebook.rating(run).cadence == 2
    assert drill.get_size() == debrief.get_size() == (1280, 800)
    assert share_of(drill, LIGHT.panel) > 0.2
    assert share_of(drill, LIGHT.ground) > 0.1
    assert share_of(debrief, LIGHT.panel) > 0.2
    assert share_of(debrief, LIGHT.world) > 0.02


def shows(window: RealWindow, path: Path, colour: tuple[int, int, int]) -> bool:
    """Take a picture; whether something large in it has that colour."""
    return share_of(window.picture(path), colour) > 0.02


def played_on(window: RealWindow, runs: Runs) -> bool:
    """Answer once and let time run once, or say yes where it asks whether to end; whether the drill has ended."""
    before = kept(runs)
    window.keys("1", "Return", "ctrl+u", "1", "Return", "space")
    if kept(runs) == before:
        window.keys("Tab", "Tab", "Return")
    return runs.list_runs()[0].state is State.ENDED


def kept(runs: Runs) -> int:
    """How many bytes the records have."""
    return sum(path.stat().st_size for path in runs.home.glob("*.jsonl"))


def test_full_screen_and_back_leaves_the_window_as_it_was(window: RealWindow, tmp_path: Path):
    window.tool("windowsize", "--sync", window.window, "1100", "740")
    until(lambda: window.size() == (1100, 740), "the smaller window")
    window.keys("F11")
    until(lambda: window.size() == (1400, 900), "the full screen")
    window.keys("F11")
    until(lambda: window.size() == (1100, 740), "the window as it was")
    window.keys("Escape")

    assert window.process.wait(PATIENCE_S) == 0
