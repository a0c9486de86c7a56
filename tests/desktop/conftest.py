"""A stage without a window, hands to type on it with, and small stories to play."""

import os

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"

from collections.abc import Callable, Iterator
from pathlib import Path

import pygame
import pytest

from simulator.bots.playing import step
from simulator.bots.roster import make
from simulator.desktop.app import Program
from simulator.desktop.screen import Extent, Screen
from simulator.desktop.screens.drill import DrillScreen
from simulator.desktop.seat import Seat
from simulator.desktop.stage import Stage
from simulator.desktop.theme import LIGHT, Palette, Theme
from simulator.desktop.widgets.node import Node
from simulator.drill import actions as do
from simulator.drill.cast import cast
from simulator.drill.session import LiveSession
from simulator.drill.view import Life
from simulator.journal.records import Mode
from simulator.journal.runs import Runs
from simulator.scenario.reading import read_scenario
from simulator.scenario.story import Story

HERE = Path(__file__).parent
SMALL = HERE.parent / "scenario" / "small-drill.yaml"
LOST_CHILD = HERE.parent.parent / "scenarios" / "lost-child-resort.yaml"


@pytest.fixture(autouse=True, scope="session")
def display() -> Iterator[None]:
    pygame.display.init()
    pygame.font.init()
    pygame.display.set_mode((64, 64))
    yield
    pygame.display.quit()


@pytest.fixture(autouse=True)
def keys_elsewhere(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a trainer's key is made: never in the folder of whoever runs the tests."""
    folder = tmp_path_factory.mktemp("keys")
    monkeypatch.setenv("FIREDRILL_KEYS", str(folder))
    return folder


class Hand:
    """Types on a stage and looks at it, as a person would."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def down(self, key: int, mod: int = 0, unicode: str = "") -> None:
        self.stage.handle(pygame.Event(pygame.KEYDOWN, key=key, mod=mod, unicode=unicode))

    def up(self, key: int) -> None:
        self.stage.handle(pygame.Event(pygame.KEYUP, key=key, mod=0))

    def press(self, key: int, mod: int = 0) -> None:
        unicode = chr(key) if 32 <= key < 127 and not mod & pygame.KMOD_CTRL else ""
        self.down(key, mod, unicode)
        if unicode:
            self.text(unicode)
        self.up(key)

    def ctrl(self, key: int, shift: bool = False) -> None:
        self.press(key, pygame.KMOD_CTRL | (pygame.KMOD_SHIFT if shift else 0))

    def shift(self, key: int) -> None:
        self.down(key, pygame.KMOD_SHIFT)
        self.up(key)

    def text(self, words: str) -> None:
        self.stage.handle(pygame.Event(pygame.TEXTINPUT, text=words))

    def type(self, words: str) -> None:
        for character in words:
            key = ord(character.lower())
            self.down(key, 0, character)
            self.text(character)
            self.up(key)

    def compose(self, words: str) -> None:
        self.stage.handle(pygame.Event(pygame.TEXTEDITING, text=words, start=len(words), length=0))

    def click(self, place: tuple[int, int]) -> None:
        self.mouse_down(place)
        self.mouse_up(place)

    def mouse_down(self, place: tuple[int, int]) -> None:
        self.stage.handle(pygame.Event(pygame.MOUSEBUTTONDOWN, button=1, pos=place))

    def mouse_up(self, place: tuple[int, int]) -> None:
        self.stage.handle(pygame.Event(pygame.MOUSEBUTTONUP, button=1, pos=place))

    def drag_to(self, place: tuple[int, int]) -> None:
        self.stage.handle(pygame.Event(pygame.MOUSEMOTION, pos=place, rel=(0, 0), buttons=(1, 0, 0)))

    def focused(self) -> str:
        node = self.stage.focused_even_unseen()
        return node.name if node else ""


class Shelf(Screen):
    """A screen of whatever a test puts on it; counts what happens."""

    def __init__(self, make: Callable[["Shelf", Extent], Node]) -> None:
        self.make = make
        self.presses: list[str] = []

    def build(self, extent: Extent) -> Node:
        return self.make(self, extent)

    def pressed(self, name: str) -> Callable[[], None]:
        return lambda: self.presses.append(name)


@pytest.fixture
def show() -> Callable[..., Hand]:
    """Put a tree on a stage: `show(lambda shelf, extent: Button(...))`."""

    def show(
        make: Callable[[Shelf, Extent], Node],
        size: tuple[int, int] = (1280, 800),
        zoom: int = 100,
        palette: Palette = LIGHT,
    ) -> Hand:
        return Hand(Stage(Shelf(make), size, Theme(palette, zoom)))

    return show


@pytest.fixture(scope="session")
def small_story() -> Story:
    return cast(read_scenario(SMALL), 0)


@pytest.fixture(scope="session")
def lost_child() -> Story:
    return cast(read_scenario(LOST_CHILD), 0)


@pytest.fixture
def small_seat(small_story: Story) -> Callable[..., Seat]:
    """A running small drill: `small_seat(Mode.TIMED)`."""

    def seat(mode: Mode = Mode.UNTIMED) -> Seat:
        made = Seat(small_story, LiveSession(small_story, 0), mode, run="run")
        made.begin()
        return made

    return seat


@pytest.fixture(scope="session")
def moments(lost_child: Story) -> list[Seat]:
    """The careful play, stopped at its fullest moments, and the moment with the longest replies."""
    session = LiveSession(lost_child, 0)
    bot = make("careful", lost_child, 0)
    session.submit(do.Begin())
    seen: list[tuple[int, int]] = []
    while session.view().life is not Life.ENDED:
        view = session.view()
        longest = max((sum(len(r.words) for r in p.replies) for p in view.people), default=0)
        seen.append((longest + 40 * len(view.promises), len(session.events())))
        step(session, bot)
    wanted = {events for _, events in sorted(seen)[-3:]} | {seen[len(seen) // 2][1]}
    events = session.events()
    return [
        Seat(lost_child, LiveSession.resume(lost_child, 0, events[:count]), Mode.GUIDED) for count in sorted(wanted)
    ]


class Ended(Screen):
    """Where a drill screen leads to in tests."""

    def __init__(self, why: str) -> None:
        self.why = why

    def build(self, extent: Extent) -> Node:
        from simulator.desktop.widgets.text import Label

        return Label(self.why)


@pytest.fixture
def drill() -> Callable[..., Hand]:
    """The drill screen over a seat: `drill(seat, (1024, 700), 150)`."""

    def drill(seat: Seat, size: tuple[int, int] = (1280, 800), zoom: int = 100) -> Hand:
        screen = DrillScreen(seat, lambda ended: Ended("over"), lambda: Ended("put aside"))
        return Hand(Stage(screen, size, Theme(LIGHT, zoom)))

    return drill


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The program over an empty folder for records."""
    return Program(Runs(tmp_path), 0)


@pytest.fixture
def hand(program: Program) -> Hand:
    """The program's home screen, before anybody has said who they are."""
    return Hand(Stage(program.home_screen(), (1280, 800)))
