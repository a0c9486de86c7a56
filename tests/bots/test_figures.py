"""What each bot gets on every scenario: good play scores, bad play doesn't, and no habit wins without reading."""

from functools import cache
from pathlib import Path

import pytest

from simulator.bots.playing import step
from simulator.bots.roster import MAKERS, TELL_TALES, make
from simulator.bots.trying import Tried, try_out
from simulator.drill import actions as do
from simulator.drill.actions import Action, Say
from simulator.drill.session import Session
from simulator.drill.view import Life, PersonView
from simulator.scenario.shelf import scenario_paths, shelf_folder
from simulator.scoring.finding import Dimension
from tests.content.lost_child import fresh, story

SHELF = tuple(path.stem for path in scenario_paths(shelf_folder()))
TWENTY = range(20)


@cache
def tried(scenario: str) -> Tried:
    return try_out(scenario, 50)


def points(scenario: str, bot: str, dimension: Dimension) -> list[float | None]:
    return [getattr(play.scores, dimension.value) for play in tried(scenario).of(bot)[:20]]


@pytest.mark.parametrize("scenario", SHELF)
def test_careful_play_is_good_and_no_habit_wins(scenario: str) -> None:
    assert tried(scenario).objections == ()


@pytest.mark.parametrize("dimension", Dimension)
@pytest.mark.parametrize("scenario", SHELF)
def test_each_scenario_scores_every_dimension(scenario: str, dimension: Dimension) -> None:
    assert all(each is not None for bot in MAKERS for each in points(scenario, bot, dimension))


@pytest.mark.parametrize(
    ("bot", "dimension", "most"),
    [
        ("silent", Dimension.EMPATHY, 30),
        ("silent", Dimension.CADENCE, 30),
        ("silent", Dimension.GENEROSITY, 30),
        ("liar-but-nice", Dimension.HONESTY, 50),
        ("template", Dimension.EMPATHY, 50),
        ("spendthrift", Dimension.GENEROSITY, 50),
    ],
)
@pytest.mark.parametrize("scenario", SHELF)
def test_bad_play_stays_low_where_it_is_bad(scenario: str, bot: str, dimension: Dimension, most: int) -> None:
    assert all(each is not None and each <= most for each in points(scenario, bot, dimension))


def test_what_does_not_hold_is_objected_to(tmp_path: Path) -> None:
    tired = tmp_path / "small-drill.yaml"
    tired.write_bytes((Path(__file__).parents[1] / "scenario/small-drill.yaml").read_bytes())

    said = " ".join(try_out(str(tired), 2).objections)

    assert "With seed 1 the careful bot gets" in said


# -- a habit differs from random play in one thing


def whom(session: Session, choice: Action | int | None) -> PersonView | None:
    """Who is answered by *choice*; None where it isn't a reply."""
    said = choice.reply if isinstance(choice, Say) else ""
    return next((p for p in session.view().people if said in [reply.id for reply in p.replies]), None)


@pytest.mark.parametrize("habit", TELL_TALES)
def test_a_habit_decides_nothing_but_which_reply_is_taken(habit: str) -> None:
    for seed in TWENTY:
        session, random, other = fresh(seed), make("random", story(seed), seed), make(habit, story(seed), seed)
        session.submit(do.Begin())
        while session.view().life is not Life.ENDED:
            first, second = random.choose(session), other.choose(session)
            assert whom(session, first) == whom(session, second)
            assert whom(session, first) or first == second
            step(session, random)


def test_longest_takes_the_longest_reply_of_whoever_is_answered() -> None:
    replies = {reply.id: reply for beat in story(0).beats for reply in beat.replies}
    session, bot = fresh(0), make("longest", story(0), 0)
    session.submit(do.Begin())

    while session.view().life is not Life.ENDED:
        choice = bot.choose(session)
        if (person := whom(session, choice)) and isinstance(choice, Say):
            lengths = [len(replies[reply.id].say) for reply in person.replies]
            assert len(replies[choice.reply].say) == max(lengths)
        step(session, bot)
