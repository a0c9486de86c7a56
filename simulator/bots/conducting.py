"""Lets a bot or a list of moves play a recorded drill from start to scorecard.

Nobody watches, so the whole run is written in one go at its end.
"""

from collections.abc import Callable, Sequence

from simulator.bots.moves import Missed, play_moves
from simulator.bots.playing import play
from simulator.bots.roster import full_name, make
from simulator.journal.live import Live, begin, end
from simulator.journal.records import Mode, PlannedMove, Player
from simulator.journal.results import Result
from simulator.journal.runs import Playing, Runs

MOVES = "moves"  # what the header calls a list of moves


def conduct_bot(runs: Runs, scenario: str, seed: int, mode: Mode, bot: str) -> Result:
    """Let *bot* play *scenario* and give the result; raises `NotFound` for a bot or scenario that isn't there."""

    name = full_name(bot)

    def player(live: Live) -> None:
        play(live.session, make(name, live.story, seed))

    return _conduct(runs, scenario, Playing(seed=seed, player=Player.BOT, bot=name, mode=mode), player)


def conduct_moves(
    runs: Runs, scenario: str, seed: int, mode: Mode, moves: Sequence[PlannedMove]
) -> tuple[Result, tuple[Missed, ...]]:
    """Play *moves* on *scenario* to the drill's end; give the result, and the moves that could not be made."""
    missed: list[Missed] = []

    def player(live: Live) -> None:
        missed.extend(play_moves(live.session, live.story, moves))

    result = _conduct(runs, scenario, Playing(seed=seed, player=Player.BOT, bot=MOVES, mode=mode), player)
    return result, tuple(missed)


def _conduct(runs: Runs, scenario: str, playing: Playing, player: Callable[[Live], None]) -> Result:
    live = begin(runs, scenario, playing, grouped=True)
    try:
        player(live)
        return end(live)
    except BaseException:
        runs.drop(live.run)
        raise
