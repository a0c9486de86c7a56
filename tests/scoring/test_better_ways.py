"""A gain is named only where playing that reply really got it."""

import pytest

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill.actions import Say
from simulator.drill.again import played_with
from simulator.drill.cast import cast
from simulator.drill.session import LiveSession
from simulator.scenario.reading import read_scenario
from simulator.scenario.shelf import find_scenario
from simulator.scoring.better_ways import WORTH_SAYING, better_ways
from simulator.scoring.finding import Dimension
from simulator.scoring.moments import three_moments
from simulator.scoring.scorecard import judge, score

PLAYS = [(name, bot) for name in ("lost-child-resort", "six-million", "cable-half-done") for bot in ("random", "curt")]


def ways(name, bot):
    story = cast(read_scenario(find_scenario(name)), 1)
    session = LiveSession(story, 1)
    play(session, make(bot, story, 1))
    events = tuple(session.events())
    sheets = judge(story, events)
    return story, events, sheets, better_ways(story, events, three_moments(sheets.record, sheets.card.findings))


@pytest.mark.parametrize(("name", "bot"), PLAYS)
def test_a_gain_that_is_shown_is_what_playing_it_gives(name, bot):
    story, events, sheets, moments = ways(name, bot)

    for moment in moments:
        if moment.instead:
            branch = played_with(story, events, moment.replay_from, Say(reply=moment.instead))
            card, now = score(story, branch.events), sheets.card.points(moment.dimension)

            assert card.points(moment.dimension) == moment.played
            assert moment.played >= now + WORTH_SAYING
            assert f"{moment.played:.0f} instead of {now:.0f}" in moment.better


@pytest.mark.parametrize(("name", "bot"), PLAYS)
def test_no_score_is_bought_with_more_of_the_others(name, bot):
    story, events, sheets, moments = ways(name, bot)

    for moment in moments:
        if moment.instead:
            card = score(story, played_with(story, events, moment.replay_from, Say(reply=moment.instead)).events)
            gains = [(card.points(d) or 0) - (sheets.card.points(d) or 0) for d in Dimension]

            assert sum(gains) >= 0


def test_at_least_one_of_these_plays_has_a_gain_to_show():
    assert any(moment.instead for name, bot in PLAYS for moment in ways(name, bot)[3])


def test_without_a_gain_the_advice_stands_and_nobody_is_quoted():
    *_, moments = ways("sim-swap-twelve-hours", "curt")

    for moment in moments:
        if not moment.went_well and not moment.instead:
            assert "Open to you then" not in moment.better
            assert moment.better == moment.fix


def test_every_moment_can_be_played_again():
    for name, bot in (*PLAYS, ("lost-child-resort", "silent")):
        _, events, _, moments = ways(name, bot)

        assert all(0 <= moment.replay_from < len(events) for moment in moments)
