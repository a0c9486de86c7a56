"""No shorter path beats the long good one: marks are of what was asked for, not of what was tried."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.bots.exploring import LATE, moves_of
from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.journal.records import PlannedMove
from simulator.scoring.finding import Dimension
from tests.content.shelf_plays import SHELF, Run, planned, played, played_with, rises

MINUTE = 60_000
GOOD_SEEDS = 6
FEWER = 25.0  # points overall by which one good answer stays below the whole
NOISE = 2.0
"""Points that a shorter path may gain on a dimension without being the better one.

Of several estimates the worst and the last count, so one that is left out may lift the rest (1.1 seen); a child that
is found later has its treat sooner afterwards (1.3 seen). Somebody who leaves after it is over
doesn't see a feeling that the rest of the play would have met only in part (.7 seen).
"""

OF_MORE = ("C-gap", "C-first-late", "C-next-missed", "C-noise")
"""What having done more can cost: others wait meanwhile, and who was told already is told again."""

scenarios = pytest.mark.parametrize("path", SHELF, ids=lambda path: path.stem)


def good_play(path: Path, seed: int) -> Run:
    """A careful play of the scenario: the bot's with *seed*, or its author's where that is -1."""
    return planned(path) if seed < 0 else played(path, "careful", seed)


# -- every cut


def some_of(moves: Sequence[PlannedMove], dice: Random) -> list[PlannedMove]:
    """A proper part of *moves*: their beginning, a few left out, or a random part of them."""
    whole = len(moves)
    match dice.randrange(3):
        case 0:
            kept = set(range(dice.randrange(whole)))
        case 1:
            kept = set(range(whole)) - set(dice.sample(range(whole), dice.randint(1, 3)))
        case _:
            kept = set(dice.sample(range(whole), dice.randrange(whole)))
    return [move for number, move in enumerate(moves) if number in kept]


def then_left(moves: Sequence[PlannedMove]) -> list[PlannedMove]:
    """*moves*, and then the trainee walks away."""
    return [*moves, PlannedMove(do.Leave(), (moves[-1].at or 0) + MINUTE)] if moves else []


def shortened(whole: Run, dice: Random) -> Run:
    """*whole* with only some of its moves, each at its time or as soon after it as it can be made."""
    part = some_of(moves_of(whole.events), dice)
    if dice.random() < 0.2:
        part = then_left(part)
    return played_with(whole.tables, whole.seed, part, dice.choice([0, LATE]))


def given_back(whole: Run, part: Run, dimension: Dimension) -> float:
    """What the moves that *part* leaves out had cost in *whole*: a mistake that isn't made costs nothing.

    Nor does the time it took, or what an update only repeats because of it.
    """
    made = {repr(move.action) for move in moves_of(part.events)}
    gone = {move.until for move in moves_started(whole) if repr(move.action) not in made}
    costs = (f for f in whole.card.findings if f.dimension == dimension and f.effect < 0)
    return -sum(f.effect for f in costs if f.rule in OF_MORE or any(whole.events[n].at in gone for n in f.events))


def moves_started(run: Run) -> Iterator[ev.MoveStarted]:
    return (event for event in run.events if isinstance(event, ev.MoveStarted))


@scenarios
def test_no_part_of_a_good_play_beats_it_on_any_dimension(path: Path) -> None:
    @settings(max_examples=150, deadline=None)
    @given(st.integers(-1, GOOD_SEEDS - 1), st.integers(0, 1 << 32))
    def never_beaten(seed: int, luck: int) -> None:
        whole = good_play(path, seed)
        part = shortened(whole, Random(luck))
        for dimension, old, new in zip(Dimension, whole.marks(), part.marks(), strict=True):
            if new is not None and old is not None:
                assert new <= old + NOISE + given_back(whole, part, dimension), dimension

    never_beaten()


@scenarios
def test_no_beginning_of_a_good_play_is_better_than_all_of_it(path: Path) -> None:
    for seed in range(-1, 2):
        whole = good_play(path, seed)
        moves = moves_of(whole.events)
        for length in range(0, len(moves), 4):
            for part in (moves[:length], then_left(moves[:length])):
                short = played_with(whole.tables, whole.seed, part)
                assert (short.card.overall or 0) <= (whole.card.overall or 0) + NOISE / len(Dimension)


# -- one good answer


@scenarios
@pytest.mark.parametrize("seed", [-1, 0])
def test_one_good_answer_is_far_from_the_whole(path: Path, seed: int) -> None:
    whole = good_play(path, seed)
    moves = moves_of(whole.events)

    for part in [*([move] for move in moves), *(moves[:length] for length in (2, 3))]:
        for tried in (list(part), then_left(part)):
            short = played_with(whole.tables, whole.seed, tried, LATE)
            assert (short.card.overall or 0) <= (whole.card.overall or 0) - FEWER
            assert rises(whole.marks()[:3], short.marks()[:3]) == ""
