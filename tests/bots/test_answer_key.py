"""An answer key learned on one seed: worth the whole play there, and little anywhere else."""

from simulator.bots.answer_key import learn, recite
from simulator.bots.roster import make
from simulator.drill.session import LiveSession
from simulator.scoring.scorecard import score
from tests.content.lost_child import fresh, story


def careful_key(seed: int):
    return learn(fresh(seed), make("careful", story(seed), seed))


def overall(session: LiveSession, seed: int) -> float:
    return score(story(seed), session.events()).overall or 0.0


def test_recited_on_its_own_seed_it_is_the_play_it_was_learned_from() -> None:
    learned, recited = fresh(0), fresh(0)

    key = learn(learned, make("careful", story(0), 0))
    recite(recited, key)

    assert recited.events() == learned.events()


def test_on_another_seed_it_loses_fifteen_points_and_more() -> None:
    careful, recited = fresh(1), fresh(1)

    learn(careful, make("careful", story(1), 1))
    recite(recited, careful_key(0))

    assert overall(recited, 1) <= overall(careful, 1) - 15
