import pygame
import pytest

from simulator.desktop.app import Program
from simulator.desktop.stage import Stage
from simulator.desktop.view_models.progress import progress_model
from simulator.desktop.widgets.course import CourseLine
from simulator.scoring.finding import Dimension
from tests.desktop.conftest import Hand
from tests.desktop.own_runs import ran

# The newest first.
RUNS = (
    ran("small-drill", (90, 70, None, 60), day=3),
    ran("small-drill", (60, 80, 40, 60), day=2),
    ran("gone-from-the-shelf", (30, 50, 20, 60), day=1),
)


@pytest.fixture
def model(small_story):
    return progress_model([small_story], RUNS)


def course(model, dimension: Dimension):
    return next(course for course in model.courses if course.dimension is dimension)


def test_each_score_is_told_from_the_first_run_to_the_latest_with_their_number(model):
    honesty = course(model, Dimension.HONESTY)

    assert [spot.points for spot in honesty.spots] == [30, 60, 90]
    assert honesty.said == "3 runs: first 30, latest 90, between 30 and 90."


def test_a_run_without_a_score_leaves_a_gap_and_is_counted_as_one(model):
    cadence = course(model, Dimension.CADENCE)

    assert [spot.place for spot in cadence.spots] == [0, 1]
    assert cadence.said.startswith("scored in 2 of 3 runs")


def test_it_can_be_narrowed_down_to_one_drill(small_story):
    model = progress_model([small_story], RUNS, "small-drill")

    assert [spot.points for spot in course(model, Dimension.HONESTY).spots] == [60, 90]
    assert len(model.lines) == 2
    assert model.runs == 3


def test_endings_seen_are_named_and_the_others_only_counted(small_story):
    first, second, *others = small_story.endings
    runs = [ran("small-drill", outcome=first.id), ran("small-drill", outcome=second.id)]
    (drill,) = progress_model([small_story], runs).drills

    assert drill.seen == (first.title, second.title)
    assert drill.said.startswith(f"2 of {len(small_story.endings)} endings seen")
    assert not any(ending.title in drill.said for ending in others)


def test_every_run_is_told_in_words_with_its_marks(model):
    assert "honesty 90, empathy 70, generosity 60" in model.lines[0].detail


def test_of_very_many_runs_the_latest_are_told_in_words_and_all_are_counted():
    model = progress_model([], [ran("a", day=1)] * 120)

    assert len(model.lines) < model.courses[0].runs == 120


def test_one_run_is_one_run():
    model = progress_model([], RUNS[:1])

    assert course(model, Dimension.HONESTY).said == "1 run: 90 on 2026-03-03."


# ---------------------------------------------------------------------- the screen
def test_with_no_run_it_says_when_something_will_stand_there(program: Program):
    program.call_me("Amara")
    hand = Hand(Stage(program.progress_screen(), (1280, 800)))
    assert any("Nothing yet" in node.name for node in hand.stage.find_all("text"))
    hand.press(pygame.K_RETURN)

    assert hand.stage.find("textbox", "Search")


def test_the_drawing_says_the_same_in_words(show):
    line = CourseLine("3 runs: first 30, latest 90.", [(0, 30), (2, 90)], 3, ("2026-03-01", "2026-03-03"))
    hand = show(lambda shelf, extent: line)

    assert hand.stage.find("image", "3 runs: first 30, latest 90.")


@pytest.mark.parametrize("places", [[], [(0, 0)], [(0, 100)], [(0, 0), (1, 100)], [(n, 50) for n in range(60)]])
@pytest.mark.parametrize("width", [40, 1280])
def test_any_number_of_runs_can_be_drawn(show, places, width: int):
    hand = show(lambda shelf, extent: CourseLine("said", places, max(1, len(places)), ("a", "b")), size=(width, 300))
    surface = pygame.Surface((width, 300))
    hand.stage.draw(surface)

    assert hand.stage.dirty is False
