"""When a word counts as kept: what random plays of the shelf found, each as small as it goes."""

import pytest

from simulator.drill import events as ev
from simulator.scenario import acts as a
from simulator.scenario.story import Sure
from simulator.scoring.commitments import Fate
from simulator.scoring.scorecard import judge
from tests.scoring.making import MINUTE, OVEN, Play, word


def told(*, heard: str = "van") -> Play:
    """Ana has been told why, with a word promised in 30 minutes."""
    play = Play().heard("van", 0.1).heard(heard, 0.2)
    return play.says(1, a.Explain("van"), word(30))


def renegotiated(play: Play, minute: float, old: str, new: str) -> Play:
    return play.adds(ev.PromiseRenegotiated(int(minute * MINUTE), old, new))


def fate(play: Play) -> Fate:
    return judge(OVEN, play.events).honesty.people[0].owed[0].fate


def broken(play: Play) -> float:
    return judge(OVEN, play.events).honesty.broken


def test_a_bare_next_time_doesnt_hide_a_later_word_that_is_broken() -> None:
    plain = told(heard="no_van").says(20, a.Claim("no_van")).kept("p1", 20)
    plain.says(50, a.Claim("no_van"), word(10)).broken("p2", 61).ends()
    hidden = told(heard="no_van").says(5, word(90))
    renegotiated(hidden, 5, "p1", "p2").says(20, a.Claim("no_van")).says(50, a.Claim("no_van"), word(10))
    renegotiated(hidden, 50, "p2", "p3").broken("p3", 61).ends()

    assert broken(hidden) == broken(plain) == 6


def test_a_word_renewed_after_a_bare_next_time_is_the_same_word() -> None:
    play = told(heard="no_van").says(2, word(50))
    renegotiated(play, 2, "p1", "p2").says(3, a.Claim("no_van"), word(40))
    renegotiated(play, 3, "p2", "p3").says(20, a.Claim("van")).broken("p3", 44).ends()

    assert fate(play) is Fate.BROKEN


@pytest.mark.parametrize(("named", "end"), [(600, 150), (100, 50)])
def test_a_bare_next_time_keeps_no_word_that_isnt_due_when_it_ends(named: float, end: float) -> None:
    alone = Play().heard("van", 0.1).says(1, a.Explain("van"), word(named)).ends(end)
    renewed = Play().heard("van", 0.1).says(1, a.Explain("van"), word(named)).says(2, word(30))
    renegotiated(renewed, 2, "p1", "p2").broken("p2", 33).ends(end)

    assert fate(renewed) is fate(alone)


def test_coming_back_with_a_lie_keeps_no_word() -> None:
    lied = told(heard="no_van").says(30, a.Claim("coming")).kept("p1", 30).ends()
    silent = told(heard="no_van").broken("p1", 32).ends()

    assert fate(lied) is fate(silent) is Fate.BROKEN
    assert broken(lied) == broken(silent) == 6


def test_a_new_time_beside_a_lie_puts_nothing_off() -> None:
    play = told(heard="no_van").says(5, a.Claim("coming"), word(100))
    renegotiated(play, 5, "p1", "p2").says(95, a.Claim("no_van")).kept("p2", 95).ends()

    assert fate(play) is Fate.BROKEN


def test_what_somebody_promises_in_the_same_moment_is_no_next_time_of_an_update() -> None:
    play = Play().heard("van", 0.1).adds(ev.FactLearned(0, "no_van", "cy", "Nobody.", Sure.CERTAIN))
    play.says(1, a.Explain("van"), a.Assign("send")).says(1, word(30)).says(29, a.Claim("no_van"), a.Assign("loan"))

    assert judge(OVEN, play.ends().events).cadence[0].kept == ()
