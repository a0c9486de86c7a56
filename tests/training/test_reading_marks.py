"""How a debrief's marks are read: the step of a ladder, and why the lines don't come to the score."""

import pytest

from simulator.scoring.bands import BANDS
from simulator.scoring.debrief import ScoreShown
from simulator.scoring.finding import Dimension, Finding
from simulator.training.reading_marks import FLOOR, FULLER, LIMIT, NEVER, TOO_MUCH, step_of, what_the_lines_leave


def shown(points: float | None, *effects: float) -> ScoreShown:
    found = [Finding("R", Dimension.HONESTY, "P04", 0, (), "", "It was so.", effect) for effect in effects]
    gained, lost = (tuple(f for f in found if f.effect > 0), tuple(f for f in found if f.effect < 0))
    return ScoreShown(Dimension.HONESTY, "Honesty", points, None, gained, lost, ())


@pytest.mark.parametrize(
    ("points", "said"),
    [
        (4.7, "“no”, the lowest of four steps; “not yet” begins at 50."),
        (50.0, "“not yet”, the second of four steps from below; “mostly” begins at 70."),
        (84.9, "“mostly”, the third of four steps; “you can be taken at your word” begins at 85."),
        (100.0, "“you can be taken at your word”, the top step."),
    ],
)
def test_a_band_is_told_as_a_step_of_its_ladder(points, said):
    assert step_of(Dimension.HONESTY, points) == said


def test_every_ladder_has_four_steps():
    assert {len(ladder) for ladder in BANDS.values()} == {4}


@pytest.mark.parametrize(
    ("score", "told"),
    [
        (shown(70.0, 40, -30), []),
        (shown(70.3, 40, -30), []),
        (shown(60.0, 40, -30), [(-10.0, FULLER)]),
        (shown(0.0, -94), [(-6.0, NEVER)]),
        (shown(50.0, 60, -30, -50), [(0.0, LIMIT)]),
        (shown(0.0, -90, -50), [(0.0, FLOOR)]),
        (shown(None), []),
    ],
)
def test_lines_that_do_not_lead_from_a_hundred_to_the_score_have_a_reason_beside_them(score, told):
    assert list(what_the_lines_leave(score)) == told


def test_money_beyond_the_loss_is_not_told_as_too_little():
    waste = Finding("G-waste", Dimension.GENEROSITY, "P23", 0, (), "", "341 EUR were spent.", -19.0)
    score = ScoreShown(Dimension.GENEROSITY, "Generosity", 40.0, None, (), (waste,), ())

    assert list(what_the_lines_leave(score)) == [(-41.0, TOO_MUCH)]
