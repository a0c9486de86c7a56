"""A console that answers from a script, and the small drill to play at it."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from simulator.drill.cast import cast
from simulator.drill.session import LiveSession
from simulator.journal.records import Mode
from simulator.scenario.reading import read_scenario
from simulator.scenario.story import Story
from simulator.terminal.console import InputEnded
from simulator.terminal.playing import Desk

SMALL = Path(__file__).parent.parent / "end_to_end" / "cake-at-six.yaml"


class JumpClock:
    """Seconds that pass only when somebody says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class ScriptedConsole:
    """Answers from a list. A number is a wait in seconds, in half second ticks; below 0 it is one long tick: sleep."""

    def __init__(self, answers: Iterable[str | float], clock: JumpClock) -> None:
        self.answers = list(answers)
        self.clock = clock
        self.lines: list[str] = []
        self.watched = True  # False: nothing happens until a line comes, as on Windows

    def say(self, *lines: str) -> None:
        self.lines += lines

    def ask(self, prompt: str, idle: Callable[[], None] | None = None) -> str:
        self.lines.append(prompt)
        while self.answers:
            answer = self.answers.pop(0)
            if isinstance(answer, str):
                self.lines[-1] += f" {answer}"
                return answer.strip()
            self._wait(answer, idle)
        raise InputEnded

    def _wait(self, seconds: float, idle: Callable[[], None] | None) -> None:
        tick = 0.5 if seconds > 0 else -seconds
        for _ in range(round(abs(seconds) / tick)):
            self.clock.now += tick
            if idle is not None and self.watched:
                idle()

    @property
    def text(self) -> str:
        """Everything printed, each line break followed by no blanks: how a line is wrapped doesn't matter here."""
        return "\n".join(self.lines)

    @property
    def flowing(self) -> str:
        return " ".join(self.text.split())


@pytest.fixture(scope="session")
def story() -> Story:
    return cast(read_scenario(SMALL), 0)


@pytest.fixture
def session(story: Story) -> LiveSession:
    return LiveSession(story, 0)


@pytest.fixture
def clock() -> JumpClock:
    return JumpClock()


@pytest.fixture
def console(clock: JumpClock) -> ScriptedConsole:
    return ScriptedConsole([], clock)


@pytest.fixture
def sit(story: Story, session: LiveSession, console: ScriptedConsole, clock: JumpClock) -> Callable[..., str]:
    """Plays the small drill with these answers until they run out or the drill ends; gives what was printed."""

    def play(*answers: str | float, mode: Mode = Mode.UNTIMED) -> str:
        console.answers = list(answers)
        try:
            Desk(story, session, mode, console, clock).play()
        except InputEnded:
            console.lines.append("(input ended)")
        return console.text

    return play
