"""The search for witnesses: what it finds has been played, and comes out the same when it is played again."""

from itertools import count

import pytest

from simulator.bots.exploring import DIMENSIONS, Found, Witness, explore, explore_file, moves_of
from simulator.bots.moves import play_moves
from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill.cast import cast
from simulator.drill.session import LiveSession
from simulator.journal.records import Scores
from simulator.journal.results import scores_of
from simulator.scenario.shelf import scenario_paths, shelf_folder
from simulator.scenario.story import Story
from simulator.scoring.scorecard import score
from tests.drill.playing import wet_ceiling


@pytest.fixture(scope="module")
def story() -> Story:
    return cast(wet_ceiling(), 0)


@pytest.fixture(scope="module")
def found(story: Story) -> Found:
    looks = count()
    return explore(story, 0, [], lambda: next(looks) > 60)


def witnesses(found: Found) -> list[Witness]:
    return [found.best, found.worst, *found.best_on.values()]


def test_a_witness_played_again_gives_exactly_its_scores(story: Story, found: Found):
    for witness in witnesses(found):
        session = LiveSession(story, 0)
        missed = play_moves(session, story, witness.moves)

        assert missed == ()
        assert scores_of(score(story, session.events())) == witness.scores


def test_the_same_search_finds_the_same(story: Story, found: Found):
    looks = count()

    assert explore(story, 0, [], lambda: next(looks) > 60) == found


def test_searching_makes_a_poor_play_better(story: Story):
    session = LiveSession(story, 0)
    play(session, make("careful", story, 0))
    careful = scores_of(score(story, session.events()))
    looks = count()

    found = explore(story, 0, [moves_of(session.events())], lambda: next(looks) > 120)

    assert found.best.scores.lowest >= careful.lowest
    assert found.worst.scores == Scores(0.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize("scenario", [path.stem for path in scenario_paths(shelf_folder())])
def test_every_drill_of_the_shelf_can_be_played_well_and_badly(scenario: str) -> None:
    found = explore_file(scenario, None, lambda: False)

    assert found.reached() == dict.fromkeys(("best", "worst", *DIMENSIONS), True)
