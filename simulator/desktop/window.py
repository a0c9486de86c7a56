"""The window: opens it, waits for events, draws when something has changed, and sleeps otherwise.

What is in the window is the stage's business. Wall time is read here and nowhere else in the desktop program.
"""

from __future__ import annotations

import os
import sys
import time
import warnings
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, distribution

import pygame

from simulator.desktop.losing_display import mind_the_display
from simulator.desktop.screen import Screen
from simulator.desktop.screen_reader import WISH, voice
from simulator.desktop.screens.crash import CrashScreen
from simulator.desktop.stage import Hooks, Stage
from simulator.desktop.theme import Theme
from simulator.desktop.view_models.alerts import Alert
from simulator.desktop.widgets.clipboard import SystemClipboard
from simulator.errors import NoDisplay

START_SIZE = (1280, 800)
SMALLEST_SIZE = (1024, 700)
REAL_DRIVERS = ("x11", "wayland", "windows", "cocoa")
LONGEST_WAIT_MS = 60_000
ASLEEP_MS = 5_000  # this much longer than asked for: the computer was asleep
KEY_REPEAT_MS = (420, 34)
LOOK_MS = 8  # how often the window looks for events while nothing happens

REPAIR = (
    "Both 'pygame' and 'pygame-ce' are installed; they overwrite each other's files. Repair it with:\n"
    "  pip uninstall -y pygame pygame-ce\n"
    "  pip install 'pygame-ce>=2.5.8,<3'"
)


def is_installed(name: str) -> bool:
    """Whether a distribution of that name is installed."""
    try:
        distribution(name)
    except PackageNotFoundError:
        return False
    return True


def warn_of_two_pygames() -> None:
    """Print the two commands that repair it when both distributions are installed."""
    if is_installed("pygame") and is_installed("pygame-ce"):
        print(REPAIR, file=sys.stderr)


def open_display() -> None:
    """Start SDL's video; raises NoDisplay where there is nothing a person could see."""
    if pygame.display.get_init():
        return
    chosen = os.environ.get("SDL_VIDEODRIVER", "")
    if sys.platform.startswith("linux") and not chosen and not _has_desktop():
        raise NoDisplay("There is no display here, so the window can't open.")
    # On X11 without a graphics card this makes showing a frame 20 times faster.
    os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
    os.environ.setdefault("SDL_IME_SHOW_UI", "1")
    try:
        pygame.display.init()
    except pygame.error as problem:
        raise NoDisplay(f"The window can't open: {problem}.") from problem
    driver = pygame.display.get_driver()
    if driver not in REAL_DRIVERS and driver != chosen:
        pygame.display.quit()
        raise NoDisplay(f"There is no display here that could be seen (only '{driver}'), so the window can't open.")
    mind_the_display()


def _has_desktop() -> bool:
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


Rescue = Callable[[Exception], Screen]


def guarded(stage: Stage, rescue: Rescue, turn: Callable[[], None]) -> None:
    """Do *turn*; where something in it breaks, *stage* shows what *rescue* makes of it.

    What breaks while that is shown already is raised: there is nothing better left to show.
    """
    try:
        turn()
    except Exception as error:
        if isinstance(stage.screen, CrashScreen):
            raise
        stage.turn_to(rescue(error))


def raised(error: Exception) -> Screen:
    """The rescue of a window that has none."""
    raise error


class Window:
    """A window of the desktop with a stage in it."""

    def __init__(
        self,
        first: Screen,
        theme: Theme | None = None,
        *,
        theme_changed: Callable[[Theme], None] = lambda theme: None,
        heard: Callable[[Alert], None] = lambda alert: None,
        rescue: Rescue = raised,
        quits: Callable[[], bool] = lambda: False,
    ) -> None:
        warn_of_two_pygames()
        open_display()
        self._quits = quits
        self._rescue = rescue
        pygame.font.init()
        pygame.display.set_caption("Firedrill")
        self._full = False
        self._size_before = START_SIZE
        pygame.display.set_mode(START_SIZE, pygame.RESIZABLE | pygame.HIDDEN)
        self._voice = voice()  # screen readers must know of a window before it is seen
        pygame.Window.from_display_module().show()
        self._limit_size()
        pygame.key.set_repeat(*KEY_REPEAT_MS)
        own = Hooks(toggle_full_screen=self.toggle_full_screen, theme_changed=theme_changed, heard=heard)
        size = pygame.display.get_window_size()
        self.stage = Stage(first, size, theme, hooks=own, clipboard=SystemClipboard())
        self._typing: bool | None = None
        self._before = 0  # when the last turn began

    def _limit_size(self) -> None:
        pygame.Window.from_display_module().minimum_size = SMALLEST_SIZE

    def toggle_full_screen(self) -> None:
        """Fill the desktop, or go back to a window."""
        self._full = not self._full
        if self._full:
            self._size_before = pygame.display.get_window_size()
        with warnings.catch_warnings():
            # A desktop may take its time, or give another size than was asked for: the stage takes what it gets.
            warnings.simplefilter("ignore", RuntimeWarning)
            if self._full:
                pygame.display.set_mode((0, 0), pygame.FULLSCREEN)
            else:
                pygame.Window.from_display_module().set_windowed()
                pygame.display.set_mode(self._size_before, pygame.RESIZABLE)
                self._limit_size()
        self.stage.resize(pygame.display.get_window_size())

    def run(self) -> None:
        """Show the stage until it is closed."""
        self._before = _now_ms()
        while not self.stage.closed:
            guarded(self.stage, self._rescue, self._turn)
            if self._quits():
                self.stage.close()
        pygame.display.quit()

    def _turn(self) -> None:
        """Draw, wait for what happens next, and answer it."""
        self._show()
        wait = self._wait_ms()
        events = _next_events(wait, self._voice.is_awaited)
        before, self._before = self._before, _now_ms()
        self._pass(self._before - before, wait)
        for event in events:
            self._take(event)
        self._listen_for_text()

    def _wait_ms(self) -> int:
        change = self.stage.changes_in_ms()
        return LONGEST_WAIT_MS if change is None else max(1, min(change, LONGEST_WAIT_MS))

    def _pass(self, elapsed: int, waited: int) -> None:
        if elapsed > waited + ASLEEP_MS:
            # Nobody saw this time go by: it must not break a promise.
            self.stage.screen.lost_focus()
            self.stage.rebuild()
        else:
            self.stage.pass_time(elapsed)

    def _take(self, event: pygame.Event) -> None:
        if event.type in (pygame.WINDOWSIZECHANGED, pygame.VIDEORESIZE):
            self.stage.resize(pygame.display.get_window_size())
        elif event.type == pygame.WINDOWEXPOSED:
            self.stage.dirty = True
        elif event.type == WISH:
            self._grant(event)
        else:
            if event.type in (pygame.WINDOWFOCUSGAINED, pygame.WINDOWFOCUSLOST):
                self._voice.window_focus(event.type == pygame.WINDOWFOCUSGAINED)
            self.stage.handle(event)

    def _grant(self, wish: pygame.Event) -> None:
        """Do what somebody asked for through their screen reader, if it is still there to do."""
        node = self._voice.node(wish.target, self.stage.root)
        if node is not None and wish.press and node.on_press is not None and node.enabled:
            self.stage.press(node)
        elif node is not None and node.can_focus:
            self.stage.focus_on(node)

    def _show(self) -> None:
        # Taken anew each time: a resize replaces it.
        surface = pygame.display.get_surface()
        if self.stage.dirty and surface is not None:
            self.stage.draw(surface)
            pygame.display.flip()
            self._speak()
        elif self._voice.is_awaited():
            self._speak()

    def _speak(self) -> None:
        self._voice.update(self.stage.root, self.stage.focused_even_unseen())

    def _listen_for_text(self) -> None:
        """Let input methods work in fields only, so that they don't take the number keys elsewhere."""
        field = self.stage.field
        if (field is not None) != self._typing:
            self._typing = field is not None
            (pygame.key.start_text_input if self._typing else pygame.key.stop_text_input)()
        if field is not None:
            pygame.key.set_text_input_rect(field.caret_rect(self.stage.brush))


def _next_events(wait_ms: int, interrupted: Callable[[], bool]) -> list[pygame.Event]:
    """Whatever happens next, or nothing after *wait_ms* or once it is *interrupted*.

    Looked for every few milliseconds: SDL's own wait wakes about 900 times a second on X11, which costs a core 1.5 %.
    """
    last = _now_ms() + wait_ms
    while not (events := pygame.event.get()):
        left = last - _now_ms()
        if left <= 0 or interrupted():
            break
        pygame.time.wait(min(LOOK_MS, left))
    return events


def _now_ms() -> int:
    return time.monotonic_ns() // 1_000_000
