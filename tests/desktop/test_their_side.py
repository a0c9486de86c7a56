"""The run as the customer lived it: what she heard, saw, waited for and may have thought; walked through by keys."""

import re
from pathlib import Path

import pygame
import pytest

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.desktop.screens.their_side import TheirSideScreen, in_sentence, possessive
from simulator.desktop.stage import Stage
from simulator.desktop.view_models.their_side import Sort, their_sides
from simulator.desktop.view_models.thoughts import FELT, Thinking
from simulator.drill import mood_words
from simulator.drill.events import TraineeSpoke
from simulator.drill.session import LiveSession
from simulator.scenario import acts as a
from simulator.training.addressing import as_heard
from tests.desktop.conftest import Ended, Hand


def sides_of(story, bot):
    session = LiveSession(story, 0)
    play(session, make(bot, story, 0))
    return their_sides(story, session.events()), session.events()


@pytest.fixture(scope="module")
def random_sides(lost_child):
    return sides_of(lost_child, "random")[0]


def pieces(side, sort):
    return [piece for step in side.steps for piece in step.pieces if piece.sort is sort]


def test_whoever_had_most_at_stake_comes_first(random_sides):
    assert random_sides[0].name == "Mara Lindqvist"


def test_she_hears_what_was_said_to_her_and_nothing_else(lost_child):
    sides, events = sides_of(lost_child, "careful")
    spoken = [e for e in events if isinstance(e, TraineeSpoke) and "mara" in e.to]
    said = {as_heard(lost_child, e).words for e in spoken}

    assert {piece.text for piece in pieces(sides[0], Sort.HEARD)} <= said


def test_a_long_wait_is_told_as_one(lost_child):
    sides, _ = sides_of(lost_child, "silent")
    waits = pieces(sides[0], Sort.WAITED)

    assert waits
    assert all(re.match(r"\d+ (min|h|s)", wait.text) for wait in waits)


def test_no_figure_of_the_mood_model_is_shown(random_sides):
    thoughts = [piece.text for side in random_sides for piece in pieces(side, Sort.THOUGHT)]

    assert thoughts
    assert [text for text in thoughts if re.search(r"\d\.\d|%", text)] == []


def test_every_word_of_the_mood_can_be_thought():
    words = set(re.findall(r'"([a-z ]+)"', Path(mood_words.__file__).read_text(encoding="utf-8")))
    known = {word for word in words if word in FELT}

    assert known == set(FELT)


def test_many_think_as_many():
    assert Thinking(many=True).of_state("", "angry") == "We're angry."
    assert Thinking(many=False).of_state("angry", "angry") == ""


def test_nobody_thinks_more_than_two_things_at_one_sentence():
    acts = (a.Canned(), a.Reassure(grounded=False), a.Claim("x"), a.AskDetails())

    assert len(Thinking(many=False).of_words(acts)) == 2


def test_a_name_in_mid_sentence():
    assert in_sentence("The man on the phone") == "the man on the phone"
    assert in_sentence("Mara Lindqvist") == "Mara"
    assert possessive("the guests") == "the guests'"


# ---------------------------------------------------------------------- the screen
@pytest.fixture
def walking(random_sides) -> Hand:
    return Hand(Stage(TheirSideScreen(random_sides, lambda: Ended("debrief")), (1280, 800)))


def where(hand: Hand) -> str:
    return next(n.name for n in hand.stage.find_all("status") if " of " in n.name)


def test_arrows_and_enter_walk_through_it(walking: Hand, random_sides):
    steps = len(random_sides[0].steps)
    walking.press(pygame.K_RIGHT)
    walking.press(pygame.K_RETURN)
    assert where(walking) == f"3 of {steps}"
    walking.press(pygame.K_LEFT)
    assert where(walking) == f"2 of {steps}"
    walking.press(pygame.K_END)
    walking.press(pygame.K_RIGHT)
    assert where(walking) == f"{steps} of {steps}"
    walking.press(pygame.K_HOME)
    assert where(walking) == f"1 of {steps}"


def test_the_next_person_by_key_and_back_to_the_debrief(walking: Hand, random_sides):
    walking.ctrl(pygame.K_TAB)
    assert where(walking) == f"1 of {len(random_sides[1].steps)}"
    walking.press(pygame.K_ESCAPE)
    assert walking.stage.screen.why == "debrief"


def test_its_help_names_its_keys(walking: Hand):
    walking.press(pygame.K_F1)

    assert walking.stage.find("text", "back by one")
