"""The lives of a drill: what the Machine says, and what is written down of it for speed."""

from simulator.drill import life
from simulator.drill.marks import Left
from simulator.drill.view import GOING, Life
from simulator.scenario.story import Word


def test_time_runs_in_the_lives_in_which_a_trainee_can_act() -> None:
    assert tuple(each for each in Life if life.allows(each, "act")) == GOING


def test_every_word_of_conditions_can_be_left_behind() -> None:
    assert {name: word for name, word in vars(Left).items() if not name.startswith("_")} == dict(Word.__members__)
