"""The end of a drill at the terminal: nobody comes to it by Enter alone, and what is open is said first."""

from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.bots.playing import step
from simulator.bots.roster import make
from simulator.drill import actions as do
from simulator.drill.cast import cast
from simulator.drill.session import LiveSession
from simulator.drill.view import Life
from simulator.journal.records import Mode
from simulator.scenario.reading import read_scenario
from simulator.scenario.story import Story
from simulator.terminal.console import InputEnded
from simulator.terminal.playing import Desk

SMALL = Path(__file__).parent.parent / "scenario" / "small-drill.yaml"


@pytest.fixture(scope="module")
def small() -> Story:
    return cast(read_scenario(SMALL), 0)


@pytest.fixture
def nearly_over(small: Story) -> LiveSession:
    """Everybody has gone, and five minutes are left to follow up."""
    session, bot = LiveSession(small, 0), make("careful", small, 0)
    session.submit(do.Begin())
    while session.view().life is not Life.CLOSING:
        step(session, bot)
    return session


@pytest.fixture
def go_on(small: Story, nearly_over: LiveSession, console, clock) -> Callable[..., str]:
    def play(*answers: str) -> str:
        console.answers = list(answers)
        try:
            Desk(small, nearly_over, Mode.UNTIMED, console, clock).play()
        except InputEnded:
            console.lines.append("(input ended)")
        return console.flowing

    return play


@pytest.mark.parametrize("typed", ["", "t", "f"])
def test_the_drill_asks_before_it_ends_and_enter_stays(go_on, nearly_over, typed):
    before = nearly_over.view().now

    printed = go_on(typed, "")

    assert "Until 18:15 you can still follow up; then the drill ends." in printed
    assert "Is the drill to end now? (yes, or Enter to stay):" in printed
    assert (nearly_over.view().life, nearly_over.view().now) == (Life.CLOSING, before)


@pytest.mark.parametrize("typed", ["", "f"])
def test_yes_ends_it(go_on, nearly_over, typed):
    go_on(typed, "yes")

    assert nearly_over.view().why == "completed"


def test_what_is_still_promised_is_said_before_the_end(go_on, nearly_over):
    nearly_over.submit(do.Promise(to="nora", what="next_word", within=30 * 60_000))
    nearly_over.advance(nearly_over.view().busy_until)

    printed = go_on("f", "")

    assert "Still open: you promised Nora to come back to her, by 18:4" in printed
