"""More of what a clever trainee may try, and what decent habits must not cost. Each was once told otherwise."""

import msgspec
import pytest

from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.events import Source, Why
from simulator.scenario import acts as a
from simulator.scenario.story import Distress, Helps, Loss, Question, RemedyKind, Story, Sure
from simulator.scoring.cadence_sheet import Message
from simulator.scoring.finding import Finding
from simulator.scoring.scorecard import judge, score
from tests.scoring.making import MINUTE, OVEN, Play, changed, word

THIN = changed(required_disclosures=())  # telling that nobody was booked is news like any other


def messages(play: Play, story: Story = OVEN) -> tuple[Message, ...]:
    return judge(story, play.events).cadence[0].messages


def found(play: Play, rule: str) -> list[Finding]:
    return [finding for finding in score(play.story, play.events).findings if finding.rule == rule]


def answered(
    play: Play, minute: float, question: str = "where", who: str = "cy", words: str = "On the bridge."
) -> Play:
    play.adds(ev.QuestionAsked(int(minute * MINUTE), question, who))
    return play.adds(ev.AnswerCame(int(minute * MINUTE), question, who, words))


# -- asking again


def test_asking_a_customer_the_same_again_is_no_check_and_no_news() -> None:
    story = msgspec.structs.replace(OVEN, questions=(*OVEN.questions, Question("off", "bo", "Off and on?", 0, ())))
    play = Play(story)
    for minute in (10, 40, 70):
        answered(play, minute, "off", "bo", "Yes.").updates(minute + 1, a.Report(done=("off",)), word())

    assert [message.informs for message in messages(play.ends(), story)] == [True, False, False]


def test_the_same_answer_from_a_source_is_news_on_the_beat_and_noise_in_between() -> None:
    play = Play().heard("van", 0.1).says(1, a.Explain("van"), a.Assign("send"), word())
    for minute in (20, 22, 50):
        answered(play, minute).updates(minute + 0.5, a.Report(done=("where",)), word())

    assert [message.informs for message in messages(play.ends())] == [True, True, True, True]
    assert [message.noise for message in messages(play)] == [False, False, True, False]


def test_another_answer_is_a_change_in_the_world_however_soon() -> None:
    play = Play().heard("van", 0.1).says(1, a.Explain("van"), a.Assign("send"), word())
    answered(play, 20).updates(20.5, a.Report(done=("where",)), word())
    answered(play, 22, words="At your door.").updates(22.5, a.Report(done=("where",)), word())

    assert not any(message.noise for message in messages(play.ends()))


# -- updates


def test_what_has_to_be_told_is_news_in_however_few_words() -> None:
    play = Play().heard("van", 0.1).heard("no_van", 0.2).says(1, a.AskDetails()).updates(20, a.Claim("no_van")).ends()

    assert [message.informs for message in messages(play)] == [False, True]


def in_halves() -> Play:
    play = Play(THIN).heard("van", 0.1).heard("no_van", 0.2).says(1, a.Explain("van"), a.Assign("send"), word())
    play.adds(ev.JobAssigned(15 * MINUTE, "loan", 15 * MINUTE))
    return play.updates(20, a.Claim("no_van")).updates(20.5, a.Report(doing=("loan",)), word())


def test_two_updates_in_one_breath_are_read_as_one() -> None:
    first, second = messages(in_halves().ends(), THIN)[1:]

    assert not first.noise
    assert not second.noise
    assert (first.worth, second.worth) == (0.0, 1.0)


def test_a_next_time_in_the_same_breath_is_neither_noise_nor_news() -> None:
    play = Play().heard("van", 0.1).says(1, a.AskDetails()).updates(5, a.Explain("van"), a.Unknown("coming"))
    first, second = messages(play.updates(5.5, word()).ends())[1:]

    assert (second.noise, second.informs) == (False, False)
    assert first.worth > 0


def test_a_third_update_goes_on_with_nothing() -> None:
    third = messages(in_halves().updates(21, word()).ends(), THIN)[-1]

    assert third.noise


def test_news_after_it_is_over_is_never_noise() -> None:
    play = Play(THIN).heard("van", 0.1).says(1, a.Explain("van"), a.Assign("send"), word())
    play.so("mended", 60).heard("no_van", 100).updates(110, a.Claim("no_van")).ends()

    assert not messages(play, THIN)[1].noise


def test_what_somebody_else_posts_for_the_trainee_is_not_charged_to_them() -> None:
    play = Play().heard("van", 0.1).says(1, a.Explain("van"), a.Assign("send"), word())
    play.adds(ev.TraineeSpoke(2 * MINUTE, ("ana",), "(Cy.) Still here.", (a.Presence(),), Source.DELEGATED, job="send"))

    assert not any(message.noise for message in messages(play.ends()))


def test_how_long_it_will_take_keeps_a_word() -> None:
    play = Play().heard("van", 0.1).says(1, a.Explain("van"), word(20))
    play.updates(21, a.Estimate("repair", 60 * MINUTE, 150 * MINUTE, "the van"), word(30))
    play.adds(ev.PromiseRenegotiated(21 * MINUTE, "p1", "p2")).kept("p2", 45).ends()

    assert found(play, "H-broken") == []


# -- certainty


def test_what_was_certain_and_is_told_as_a_rumour_is_not_told() -> None:
    play = (
        Play().heard("van", 0.1).heard("no_van", 0.2).says(1, a.Explain("van"), a.Claim("no_van", hedged=True)).ends()
    )

    (withheld,) = found(play, "H-withheld")
    assert "heard this from you as a rumour, though you knew it for certain" in withheld.sentence
    assert any("told it to Ana as a rumour" in finding.sentence for finding in found(play, "H-unsupported"))


def test_what_was_likely_may_be_hedged() -> None:
    play = Play().heard("no_van", 0.2, Sure.LIKELY).says(1, a.Claim("no_van", hedged=True)).ends()

    assert len(found(play, "H-disclosed")) == 1


def test_a_second_falsehood_that_was_owned_up_to_costs_more_than_the_first() -> None:
    play = Play().heard("van", 0.1).heard("no_van", 0.2)
    play.says(5, a.Claim("coming")).says(6, a.Claim("no_van")).says(7, a.Unknown("van")).says(8, a.Claim("van")).ends()

    assert play.card().honesty is not None
    assert {falsehood.cap for falsehood in judge(OVEN, play.events).honesty.falsehoods} == {84.0}
    assert (play.card().honesty or 0) <= 70


# -- ending and leaving


def hung_up(*, back: bool = False, waiting: bool = True) -> Play:
    play = Play().feels(0).says(0.5, a.NameFeeling("dread", 2), a.Infer("a morning", 2), a.Explore("it", 2))
    if waiting:
        play.adds(ev.PersonSpoke(2 * MINUTE, "ana", "And now?", wants_reply=True))
    play.adds(ev.TraineeSpoke(3 * MINUTE, ("ana",), "", (a.Close(),), Source.GENERIC))
    play.adds(ev.ConversationClosed(3 * MINUTE, "ana", by_trainee=True))
    if back:
        play.adds(ev.ConversationOpened(20 * MINUTE, "ana"))
    return play.ends()


@pytest.mark.parametrize("play", [hung_up(back=True), hung_up(back=True, waiting=False)])
def test_whoever_is_hung_up_on_had_a_feeling_that_nobody_met(play: Play) -> None:
    assert judge(OVEN, play.events).empathy[0].met_share() == pytest.approx(0.5)
    assert len(found(play, "E-hung-up")) == 1


def test_ending_a_talk_that_was_over_is_no_hanging_up() -> None:
    assert found(hung_up(waiting=False), "E-hung-up") == []


def test_what_was_still_to_be_given_when_somebody_left_counts_half() -> None:
    def worth(why: Why) -> float:
        play = Play().feels(0).so("mended", 60).adds(ev.RemedyOffered(70 * MINUTE, "oven_today", "ana"))
        play.adds(ev.RemedyAnswered(70 * MINUTE, "oven_today", "ana", True, "", True)).ends(100, why)
        (gift,) = judge(OVEN, play.events).generosity[0].gifts
        return gift.worth

    assert worth(Why.WALKED_AWAY) == worth(Why.COMPLETED) / 2


# -- in an emergency


def emergency(job: str) -> float:
    """How well a feeling is met in an emergency by setting *job* going, by form, where 'send' helps."""
    loss = Loss("ana", money=100, distress=Distress.NONE, until="mended", helped_by=(Helps("send", 0.5),))
    loss = msgspec.structs.replace(loss, heals=RemedyKind.MONEY_NOW)
    story = msgspec.structs.replace(OVEN, during_emergency=True, losses=(loss,))
    play = Play(story).feels(0)
    play.adds(ev.MoveStarted(MINUTE, do.Assign(job=job), MINUTE)).adds(ev.JobAssigned(MINUTE, job, MINUTE)).ends()
    return judge(story, play.events).empathy[0].meetings[0].value


def test_only_what_helps_somebody_says_that_they_were_understood() -> None:
    assert emergency("send") > 0.6
    assert emergency("loan") == 0
