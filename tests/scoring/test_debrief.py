"""The debrief as data: her story, three moments, four scores, one sentence, and what stands folded behind them."""

import msgspec
import pytest

from simulator.scenario import acts as a
from simulator.scoring.debrief import Debrief, OwnRating, debrief
from simulator.scoring.scorecard import judge
from simulator.scoring.timeline import Lane
from tests.scoring.making import OVEN, Play, careful, word


def careless() -> Play:
    play = Play().feels(0).heard("no_van", 0.2)
    play.says(0.5, a.AskDetails(), words="May I have your number?", reply="opening.form")
    play.says(5, a.Claim("coming"), words="He is on his way, quite certainly.")
    play.says(6, a.Claim("no_van"), a.NameFeeling("dread", 2), word(), words="I was wrong. Nobody was booked.")
    return play.broken("p1", 40).gives(122, "cash").ends()


def shown(play: Play) -> Debrief:
    return debrief(OVEN, play.events)


def test_the_story_is_told_by_the_customer_to_a_friend() -> None:
    told = shown(careful()).told

    assert told is not None
    assert (told.teller, told.told_to, told.story) == ("Ana", "Bo", "They rang me.")


@pytest.mark.parametrize("play", [careful(), careless()])
def test_at_least_one_of_three_moments_went_well(play: Play) -> None:
    moments = shown(play).moments

    assert 1 <= len(moments) <= 3
    assert any(moment.went_well for moment in moments)
    assert [m.at for m in moments] == sorted(m.at for m in moments)


def test_a_moment_that_cost_says_what_was_known_and_a_better_way() -> None:
    lying = Play().feels(0).heard("no_van", 0.2)
    lying.says(5, a.Claim("coming"), words="He is on his way, quite certainly.")
    moment = next(m for m in shown(lying.ends()).moments if m.rule == "H-claim-false")

    assert "He is on his way" in moment.happened
    assert "I know about no_van." in moment.knew
    assert moment.better
    assert moment.events


def test_no_advice_stands_without_the_sentence_it_refers_to() -> None:
    for moment in shown(careless()).moments:
        assert moment.happened


def test_own_rating_stands_beside_each_score() -> None:
    rating = OwnRating(4, 3, 2, 1, plus="I rang.", delta="Sooner.")
    scores = debrief(OVEN, careful().events, rating).scores

    assert [score.own for score in scores] == [4, 3, 2, 1]
    assert [score.label for score in scores] == ["Honesty", "Empathy", "Cadence", "Generosity"]
    assert all(finding.effect > 0 for score in scores for finding in score.strengths)
    assert all(finding.effect < 0 for score in scores for finding in score.losses)


def test_the_truth_ledger_says_how_each_claim_stood() -> None:
    rows = shown(careless()).truth

    assert [(row.claimed, row.stood) for row in rows] == [
        ("Somebody is on the way.", "not so, and you had reason to know"),
        ("Nobody was ever booked.", "so, as far as anybody could know"),
    ]
    assert rows[1].heard == "Cy, 09:00"


def test_the_promise_ledger_says_how_each_promise_ended() -> None:
    assert [row.ended for row in shown(careless()).promises] == ["not kept"]
    assert any(row.kept for row in shown(careful()).promises)


def test_the_cadence_chart_marks_messages_and_long_gaps() -> None:
    chart = shown(careless()).cadence[0]

    assert chart.span == 120
    assert chart.long_gaps
    assert any(mark.informs for mark in chart.marks)


def test_the_remedy_sheet_keeps_the_business_case_apart() -> None:
    sheet = shown(careful()).remedies[0]

    assert sheet.total == 100
    assert [gift.became for gift in sheet.gifts] == ["accepted and given", "accepted and given"]


def test_the_timeline_has_four_lanes_in_order() -> None:
    rows = shown(careful()).timeline

    assert {row.lane for row in rows} == set(Lane)
    assert [row.event for row in rows] == sorted(row.event for row in rows)


def test_one_sentence_comes_from_what_cost_most() -> None:
    card = judge(OVEN, careless().events).card
    worst = min((f for f in card.findings if f.fix), key=lambda f: f.effect)

    assert shown(careless()).next_time == worst.fix


def test_the_same_events_give_the_same_debrief() -> None:
    assert msgspec.json.encode(shown(careful())) == msgspec.json.encode(shown(careful()))


def test_a_broken_off_run_has_a_debrief() -> None:
    assert debrief(OVEN, careless().events[:5]).told is None
    assert debrief(OVEN, []).moments == ()


NEVER = ("human error", "shortly", "soon", "should have", "loyalty", "hang-up")


@pytest.mark.parametrize("play", [careful(), careless(), Play().feels(0).ends()])
def test_our_own_voice_never_blames_and_never_is_vague(play: Play) -> None:
    report = debrief(OVEN, play.events)
    spoken = [f.sentence + f.fix for s in report.scores for f in (*s.strengths, *s.losses, *s.notes)]
    spoken += [report.next_time, *(m.better for m in report.moments)]

    for sentence in spoken:
        assert not any(f" {word}" in f" {sentence.lower()}" for word in NEVER), sentence
    assert report.provenance.rubric
