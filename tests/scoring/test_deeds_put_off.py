"""A deed that was promised, put off and done; and what a new time beside a lie, or without a word, leaves of it."""

import pytest

from simulator.drill import events as ev
from simulator.scenario import acts as a
from simulator.scenario.story import RequiredCommitment
from simulator.scoring.commitments import Fate
from simulator.scoring.scorecard import judge
from tests.scoring.making import MINUTE, Play, changed, word

TRUE, LIE = (a.Explain("van"),), (a.Claim("coming"),)
FLOUR = changed(required_commitments=(RequiredCommitment("loaf", "ana", by=30 * MINUTE),))


def flour(minutes: float) -> a.Promise:
    """The promise of flour in *minutes*."""
    return a.Promise("loaf", within=int(minutes * MINUTE))


def promised(minutes: float) -> Play:
    """Ana has been promised flour at 09:01, for *minutes* later."""
    return Play(FLOUR).heard("van", 0.1).heard("no_van", 0.2).says(1, *TRUE, flour(minutes))


def put_off(play: Play, minute: float, beside: tuple[a.Act, ...], within: float) -> Play:
    """The latest promise is given a new time at *minute*: *within* minutes from then."""
    old = play.promised
    play.says(minute, *beside, play_word(play, within))
    return play.adds(ev.PromiseRenegotiated(int(minute * MINUTE), f"p{old}", f"p{old + 1}"))


def play_word(play: Play, minutes: float) -> a.Promise:
    return flour(minutes) if play.story is FLOUR else word(minutes)


def fate(play: Play) -> Fate:
    return judge(play.story, play.ends().events).honesty.people[0].owed[0].fate


# -- deeds


def test_a_deed_put_off_in_true_words_and_done_is_put_off() -> None:
    assert fate(put_off(promised(30), 10, TRUE, 60).kept("p2", 65)) is Fate.RENEGOTIATED
    assert fate(put_off(promised(30), 10, TRUE, 20).kept("p2", 25)) is Fate.KEPT


@pytest.mark.parametrize(("done", "expected"), [(25, Fate.KEPT), (32, Fate.KEPT), (32.1, Fate.BROKEN)])
def test_a_lie_beside_a_new_time_leaves_the_old_one_to_be_kept(done: float, expected: Fate) -> None:
    assert fate(put_off(promised(30), 10, LIE, 60).kept("p2", done)) is expected


def test_a_deed_put_off_beside_a_lie_and_never_done_was_not_done() -> None:
    assert fate(put_off(promised(30), 10, LIE, 60).broken("p2", 71)) is Fate.BROKEN
    assert fate(put_off(promised(30), 10, LIE, 60).broken("p2", 20)) is Fate.BROKEN


@pytest.mark.parametrize(("done", "expected"), [(25, Fate.KEPT), (60, Fate.BROKEN)])
def test_two_lies_put_no_more_off_than_one(done: float, expected: Fate) -> None:
    play = put_off(put_off(promised(30), 10, LIE, 60), 12, LIE, 90).kept("p3", done)

    assert fate(play) is expected


def test_a_deed_put_off_beside_a_lie_and_then_in_true_words_was_put_off() -> None:
    play = put_off(put_off(promised(30), 10, LIE, 60), 12, TRUE, 60)

    assert fate(play.kept("p3", 70)) is Fate.RENEGOTIATED


@pytest.mark.parametrize(("minute", "expected"), [(32, Fate.RENEGOTIATED), (32.1, Fate.BROKEN)])
def test_true_words_after_its_time_put_nothing_off(minute: float, expected: Fate) -> None:
    play = put_off(put_off(promised(30), 10, LIE, 60), minute, TRUE, 60)

    assert fate(play.kept("p3", minute + 10)) is expected


def test_a_deed_that_was_done_is_not_put_off_by_what_is_said_later() -> None:
    play = put_off(promised(30), 10, LIE, 60).kept("p2", 20)

    assert fate(play.says(25, *TRUE, flour(60)).broken("p3", 90)) is Fate.KEPT


def test_telling_news_keeps_no_promise_of_a_deed() -> None:
    play = put_off(promised(30), 10, LIE, 60).says(20, a.Claim("no_van"), a.Assign("send")).broken("p2", 71)

    assert fate(play) is Fate.BROKEN


def test_a_lie_in_the_breath_of_a_deed_done_doesnt_undo_it() -> None:
    assert fate(promised(30).says(20, *LIE).kept("p1", 20)) is Fate.KEPT


# -- words


def told(minutes: float = 30) -> Play:
    """Ana has been promised a word at 09:01, for *minutes* later, and was given a bare new time a minute after."""
    play = Play().heard("van", 0.1).heard("no_van", 0.2).says(1, *TRUE, word(minutes))
    return put_off(play, 2, (), 100)


@pytest.mark.parametrize(
    ("minute", "expected"),
    [(15.9, Fate.BROKEN), (16, Fate.KEPT), (31, Fate.KEPT), (32, Fate.KEPT), (32.1, Fate.BROKEN)],
)
def test_a_word_is_kept_from_half_way_to_its_time_until_a_minute_after(minute: float, expected: Fate) -> None:
    assert fate(told().says(minute, a.Claim("no_van")).kept("p2", minute)) is expected


@pytest.mark.parametrize("said", [LIE, (a.Presence(),), (word(30),)])
def test_a_word_is_not_kept_by_a_lie_or_by_nothing_to_say(said: tuple[a.Act, ...]) -> None:
    assert fate(told().says(25, *said).broken("p2", 103)) is Fate.BROKEN


def test_a_word_is_kept_by_what_is_said_to_the_one_who_has_it() -> None:
    assert fate(told().says(25, a.Claim("no_van"), to="bo").broken("p2", 103)) is Fate.BROKEN
    assert fate(told().says(25, a.Claim("no_van"), to="ana").broken("p2", 103)) is Fate.KEPT


def test_a_word_that_was_kept_is_no_longer_the_one_that_is_renewed() -> None:
    play = put_off(told().says(20, a.Claim("no_van")), 25, (a.Claim("no_van"),), 30)

    assert fate(play.broken("p3", 56)) is Fate.KEPT


def test_a_word_of_which_the_time_has_not_come_is_open() -> None:
    play = put_off(Play().heard("van", 0.1).says(1, *TRUE, word(30)), 2, (), 100)

    assert judge(play.story, play.ends(31.9).events).honesty.people[0].owed[0].fate is Fate.OPEN
