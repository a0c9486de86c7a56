"""It doesn't matter where a drill is played: the same moves give the same events and the same scores."""

from collections.abc import Callable, Iterator
from random import Random

import pytest

from simulator.bots.moves import play_moves
from simulator.desktop.seat import Seat
from simulator.drill.view import Life
from simulator.journal.codec import decode_moves, encode_moves
from simulator.journal.records import Mode
from simulator.terminal.playing import Desk
from simulator.training.nearing_the_end import QUESTION
from tests.content.lost_child import card, fresh, moves_of, story

LINES = ["", "", "", "1", "1", "2", "3", "4", "a", "g", "o", "u", "w", "p", "n", "i", "5 min", "12:40", "f"]
MOST_STEPS = 2_000


class Typist:
    """Types these lines at a terminal, and when they are at an end Enter, or yes where it asks whether to end."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines

    def say(self, *lines: str) -> None:
        pass

    def ask(self, prompt: str, idle: Callable[[], None] | None = None) -> str:
        return next(self._lines, "yes" if prompt.startswith(QUESTION) else "")


def let_time_run(seat: Seat, until: int) -> None:
    """Let time run as the window does, until it is *until*; over the end where nothing else is left."""
    for _ in range(MOST_STEPS):
        if seat.view().now >= until or seat.view().life is Life.ENDED:
            return
        if not seat.run_short_of_the_end() and seat.view().now < until:
            seat.let_time_run()


@pytest.mark.parametrize("seed", range(6))
def test_terminal_window_and_list_of_moves_score_the_same(seed):
    dice = Random(seed)
    terminal, window, listed = fresh(seed), fresh(seed), fresh(seed)

    Desk(story(seed), terminal, Mode.UNTIMED, Typist(iter(dice.choices(LINES, k=400))), lambda: 0.0).play()
    moves = moves_of(terminal.events())
    seat = Seat(story(seed), window, Mode.UNTIMED)
    seat.begin()
    for move in moves:
        let_time_run(seat, move.at)
        seat.submit(move.action)
    let_time_run(seat, story(seed).limit)
    play_moves(listed, story(seed), decode_moves(encode_moves(moves), "moves.json"))

    assert len(moves) > 20
    assert window.events() == listed.events() == terminal.events()
    assert card(window.events(), seed) == card(listed.events(), seed) == card(terminal.events(), seed)
