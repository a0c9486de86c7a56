"""The lost child holds what a drill of its size must hold: enough to do, wrong ways that are kind, endings of hers."""

import pytest

from simulator.bots.habits import FavouriteBot
from simulator.bots.playing import Policy, play
from simulator.bots.plays import play_through
from simulator.bots.roster import make
from simulator.drill.actions import Action, Say
from simulator.drill.dice import fraction
from simulator.drill.session import Session
from simulator.scenario.plans import plan_path, read_plan
from simulator.scenario.shelf import find_scenario
from simulator.scenario.story import NEVER, Reply
from simulator.scoring.scorecard import score
from tests.content.lost_child import LOST_CHILD, fresh, scenario, story


def replies() -> dict[str, Reply]:
    return {reply.id: reply for beat in scenario().beats for reply in beat.replies}


@pytest.mark.parametrize(("part", "least"), [("beats", 25), ("facts", 10), ("remedies", 8), ("endings", 5)])
def test_there_is_enough_of_everything(part: str, least: int) -> None:
    assert len(getattr(scenario(), part)) >= least


def test_there_are_at_least_eighty_replies() -> None:
    assert len(replies()) >= 80


def test_several_remedies_do_nobody_good() -> None:
    wished = {remedy for person in scenario().people for remedy in person.prefers}
    wrong = [r for r in scenario().remedies if r.id not in wished and r.fits_when == NEVER]

    assert len(wrong) >= 2


def test_the_mother_tells_every_ending_to_her_sister() -> None:
    assert {(ending.teller, ending.told_to) for ending in scenario().endings} == {("Mara", "her sister")}


def ending_of_a_whim(seed: int) -> str:
    """How it ends for somebody who likes some replies better than others, nobody knows why, and fills in no form."""
    session = fresh(seed)
    play(session, FavouriteBot(session.story, lambda reply: fraction(seed, "taste", reply.id)))
    return session.view().outcome


def test_every_ending_can_be_reached() -> None:
    plan = read_plan(plan_path(find_scenario(LOST_CHILD)))
    missing = {ending.id for ending in scenario().endings}
    missing -= {play_through(scenario(), way).card.outcome for way in plan.plays}

    for seed in range(400):
        if missing:
            missing.discard(ending_of_a_whim(seed))

    assert not missing


def test_what_the_boy_runs_after_differs_from_seed_to_seed() -> None:
    loved = {fact.says for seed in range(20) for fact in story(seed).facts if fact.id == "loves"}

    assert len(loved) == 4


def test_a_seed_tells_the_same_story_every_time() -> None:
    before = story(3)
    story.cache_clear()

    assert story(3) == before


class Otherwise:
    """Plays carefully, but says *reply* as soon as it is that moment."""

    def __init__(self, careful: Policy, reply: str) -> None:
        self._careful = careful
        self._reply = reply

    def choose(self, session: Session) -> Action | int | None:
        choice = self._careful.choose(session)
        open_now = {reply.id for person in session.view().people for reply in person.replies}
        instead = isinstance(choice, Say) and _beat(choice.reply) == _beat(self._reply) and self._reply in open_now
        return Say(reply=self._reply) if instead else choice


def _beat(reply: str) -> str:
    return reply.split(".")[0]


def overall_with(reply: str) -> float:
    session = fresh(0)
    play(session, Otherwise(make("careful", story(0), 0), reply))
    return score(story(0), session.events()).overall or 0.0


@pytest.mark.parametrize("fewest", ["reunion.back", "kiosk_told.stand", "why_tell.yours", "leaving.true"])
def test_at_some_moments_the_fewest_words_are_the_best(fewest: str) -> None:
    longer = [reply for reply in replies() if _beat(reply) == _beat(fewest) and reply != fewest]
    assert all(len(replies()[fewest].say) <= len(replies()[reply].say) for reply in longer)

    others = [overall_with(reply) for reply in longer]

    assert max(others) <= overall_with(fewest)
    assert min(others) < overall_with(fewest)


def test_on_the_kerb_sitting_down_is_better_than_naming_a_time() -> None:
    assert "at twenty past" in replies()["folds.facts"].say

    assert overall_with("folds.facts") < overall_with("folds.sit")
