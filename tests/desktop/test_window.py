import os
import subprocess
import sys
from collections.abc import Mapping

import pytest

from simulator.desktop import window


def run_python(code: str, environ: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    kept = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")}
    return subprocess.run(
        [sys.executable, "-c", code], env={**kept, **environ}, capture_output=True, text=True, check=False
    )


OPEN = """
from simulator.desktop.window import open_display
from simulator.errors import NoDisplay
try:
    open_display()
except NoDisplay as problem:
    print("no display:", problem)
else:
    import pygame
    print("driver:", pygame.display.get_driver())
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux may have no display at all")
def test_without_a_display_it_says_so_in_one_sentence():
    told = run_python(OPEN, {}).stdout.strip().splitlines()[-1]

    assert told == "no display: There is no display here, so the window can't open."


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux may have no display at all")
def test_a_display_that_is_not_there_is_noticed_too():
    told = run_python(OPEN, {"DISPLAY": ":987"}).stdout.strip().splitlines()[-1]

    assert told.startswith("no display: ")


def test_a_driver_that_was_asked_for_is_used_even_if_nobody_can_see_it():
    told = run_python(OPEN, {"SDL_VIDEODRIVER": "dummy"}).stdout.strip().splitlines()[-1]

    assert told == "driver: dummy"


def test_two_distributions_of_pygame_are_told_with_the_commands_that_repair_it(monkeypatch, capsys):
    monkeypatch.setattr(window, "is_installed", lambda name: True)
    window.warn_of_two_pygames()
    told = capsys.readouterr().err

    assert "pip uninstall -y pygame pygame-ce" in told
    assert "pip install 'pygame-ce>=2.5.8,<3'" in told


def test_one_distribution_of_pygame_is_no_news(capsys):
    window.warn_of_two_pygames()

    assert capsys.readouterr().err == ""


def test_x11_is_told_not_to_look_for_a_graphics_card():
    code = OPEN + "\nimport os; print(os.environ['SDL_FRAMEBUFFER_ACCELERATION'])"

    assert run_python(code, {"SDL_VIDEODRIVER": "dummy"}).stdout.strip().splitlines()[-1] == "0"


BREAKS = """
import pygame
from simulator.desktop.keys import Command
from simulator.desktop.screen import Screen
from simulator.desktop.screens.crash import Breakdown, CrashScreen
from simulator.desktop.widgets.text import Label
from simulator.desktop.window import Window

class Broken(Screen):
    def build(self, extent):
        return Label("still whole")
    def commands(self):
        return frozenset({Command.UPDATE})
    def on_command(self, command):
        raise ZeroDivisionError

def press(key):
    pygame.event.post(pygame.Event(pygame.KEYDOWN, key=key, mod=0, unicode=""))

closed = []
def rescue(error):
    print("rescued from", type(error).__name__)
    press(pygame.K_ESCAPE)
    return CrashScreen(Breakdown("It broke."), Broken, lambda: closed.append(True))

window = Window(Broken(), rescue=rescue, quits=lambda: bool(closed))
press(pygame.K_F6)
window.run()
print("closed")
"""


def test_a_window_whose_screen_breaks_goes_on_and_can_be_closed():
    done = run_python(BREAKS, {"SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"})

    assert done.stdout.strip().splitlines()[-2:] == ["rescued from ZeroDivisionError", "closed"], done.stderr


def test_nothing_is_printed_when_the_program_is_loaded():
    done = run_python("import simulator.desktop.app", {"SDL_VIDEODRIVER": "dummy"})

    assert (done.stdout, done.stderr) == ("", "")
