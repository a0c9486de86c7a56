"""Endings: seen or not seen in so many plays, never impossible."""

from pathlib import Path

from simulator.workbench.endings import ending_lines, endings_of, sum_up
from simulator.workbench.known_plays import open_scenario

SMALL = str(Path(__file__).parents[1] / "end_to_end" / "cake-at-six.yaml")


def test_every_play_came_to_one_of_the_endings() -> None:
    seen = endings_of(SMALL, seeds=2)

    assert sum(ending.plays for ending in seen.endings) == seen.plays
    assert all(ending.seen == (ending.plays > 0) for ending in seen.endings)


def test_a_spread_holds_its_middle() -> None:
    spreads = [s for ending in endings_of(SMALL, seeds=3).endings for s in ending.scores.values() if s]

    assert spreads
    assert all(0 <= spread.lowest <= spread.middle <= spread.highest <= 100 for spread in spreads)


def test_an_ending_nobody_saw_says_in_how_many_plays_and_is_never_called_impossible() -> None:
    seen = sum_up(open_scenario(SMALL).scenario, (), 0)

    told = "\n".join(ending_lines(seen))

    assert told.count("Not seen in 0 plays.") == len(seen.endings)
    assert "impossible" not in told


def test_each_ending_is_told_with_its_story() -> None:
    seen = endings_of("lost-child-resort", seeds=1)

    told = " ".join(" ".join(ending_lines(seen)).split())

    assert all(" ".join(ending.story.split()) in told for ending in seen.endings)
