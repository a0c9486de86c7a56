"""What each bot gets on the lost child: good play scores, bad play doesn't, and no habit wins without reading."""

from functools import cache
from statistics import mean

import pytest

from simulator.bots.playing import step
from simulator.bots.roster import TELL_TALES, make
from simulator.drill import actions as do
from simulator.drill.actions import Action, Say
from simulator.drill.session import Session
from simulator.drill.view import Life, PersonView
from simulator.scoring.finding import Dimension
from simulator.scoring.scorecard import Scorecard, score
from tests.content.lost_child import fresh, played, story

TWENTY, FIFTY = range(20), range(50)
MOST_A_HABIT_GAINS = 10


@cache
def scorecard(bot: str, seed: int) -> Scorecard:
    return score(story(seed), played(bot, seed).events())


def points(bot: str, dimension: Dimension) -> list[float | None]:
    return [scorecard(bot, seed).points(dimension) for seed in TWENTY]


def mean_overall(bot: str) -> float:
    return mean(scorecard(bot, seed).overall or 0.0 for seed in FIFTY)


@pytest.mark.parametrize("dimension", Dimension)
def test_careful_play_gets_eighty_and_more(dimension: Dimension) -> None:
    assert all(each is not None and each >= 80 for each in points("careful", dimension))


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
def test_bad_play_stays_low_where_it_is_bad(bot: str, dimension: Dimension, most: int) -> None:
    assert all(each is not None and each <= most for each in points(bot, dimension))


@pytest.mark.parametrize("habit", TELL_TALES)
def test_a_habit_gains_little_over_random_play(habit: str) -> None:
    assert mean_overall(habit) <= mean_overall("random") + MOST_A_HABIT_GAINS


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
