"""The debrief as data: her story, three moments, four scores, one sentence, and what stands folded behind them."""

import msgspec
import pytest

from simulator.drill import events as ev
from simulator.drill.events import Why
from simulator.scenario import acts as a
from simulator.scenario.story import Required, Sure
from simulator.scoring.debrief import Debrief, OwnRating, debrief, next_time
from simulator.scoring.finding import Dimension, DimensionScore, Finding
from simulator.scoring.moments import three_moments
from simulator.scoring.phrases import times
from simulator.scoring.scorecard import judge
from simulator.scoring.timeline import Lane
from tests.scoring.making import MINUTE, OVEN, Play, careful, changed, word

WALKED = Why.WALKED_AWAY


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


def priced(play: Play, yearly_value: int) -> Debrief:
    ana = msgspec.structs.replace(OVEN.people[0], yearly_value=yearly_value)
    return debrief(msgspec.structs.replace(OVEN, people=(ana, *OVEN.people[1:])), play.events)


def test_the_business_case_says_what_is_kept_of_a_customer_and_what_it_cost() -> None:
    kept, lost = (priced(play, 144).business[0] for play in (careful(), careless()))

    assert kept.at_stake == lost.at_stake == 5 * 144
    assert kept.kept - lost.kept > 50
    assert "would warn a friend" in lost.says
    assert "Over 5 years" in kept.says


def test_nobody_is_graded_by_what_they_spend_with_us() -> None:
    assert priced(careful(), 10).scores == priced(careful(), 10_000).scores
    assert priced(careful(), 0).business == ()


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


def test_a_moment_has_the_time_of_the_words_it_quotes() -> None:
    play = Play().feels(0).says(7, a.AskDetails(), words="May I have your number?", reply="opening.form")
    moment = next(m for m in shown(play.ends()).moments if "May I have" in m.happened)

    assert (moment.at, moment.time) == (7 * MINUTE, "09:07")


def test_what_was_heard_later_was_not_known_then() -> None:
    play = Play().feels(0).heard("no_van", 0.2).says(5, a.Claim("coming"), words="He is on his way, quite certainly.")
    moment = next(m for m in shown(play.heard("no_van", 60).ends()).moments if m.rule == "H-claim-false")

    assert moment.knew == "Cy at 09:00: “I know about no_van.”"


def test_a_moment_causes_only_what_came_after_it_and_near_it() -> None:
    play = Play().feels(0).says(1, a.Claim("coming"), words="He is on his way, quite certainly.")
    play.adds(ev.PersonSpoke(90 * MINUTE, "ana", "The bread is gone."))
    moment = next(m for m in shown(play.ends()).moments if m.rule == "H-claim-false")

    assert "I could cry." not in moment.caused
    assert "The bread is gone." not in moment.caused


def test_a_moment_tells_what_was_answered_and_which_promise_came_of_it() -> None:
    play = Play().feels(0).says(1, a.Claim("coming"), word(20), words="He is on his way, quite certainly.")
    play.adds(ev.PersonSpoke(MINUTE, "ana", "(She sits down.) Thank God.")).broken("p1", 21)
    moment = next(m for m in shown(play.ends()).moments if m.rule == "H-claim-false")

    assert "Ana had a promise, due at 09:21: “ring again”. The time went by." in moment.caused
    assert "Ana: (She sits down.) “Thank God.”" in moment.caused


def test_good_news_is_no_moment_that_went_badly() -> None:
    play = Play(changed(required_facts=(Required("mended", "ana"),))).feels(0).says(1, a.AskDetails())
    moments = debrief(play.story, play.heard("mended", 120).ends().events).moments

    assert all("The oven is mended" not in moment.happened for moment in moments if not moment.went_well)


def left_early() -> Play:
    return Play().feels(0).heard("van", 0.2).says(0.5, a.Explain("van"), words="The van is down.").ends(2, WALKED)


def test_leaving_is_told_as_leaving() -> None:
    moments = shown(left_early()).moments
    leaving = [m for m in moments if m.happened == "You left at 09:02, before it was over."]

    assert [m.time for m in leaving] == ["09:02"]
    assert all(m.at <= 2 * MINUTE for m in moments)
    assert leaving[0].caused == "Ana heard nothing more from you."


def test_whoever_left_is_not_told_what_they_never_heard() -> None:
    report = shown(left_early())
    told = [m.happened + m.caused + m.knew for m in report.moments] + [row.text for row in report.timeline]

    assert not any("Nobody was ever booked" in text for text in told)
    assert any("The van has broken down." in text for text in told)
    assert report.system_findings == report.questions == ()


def test_what_was_so_from_the_start_is_no_change_of_the_world() -> None:
    world = [row.text for row in shown(careful()).timeline if row.lane is Lane.WORLD]

    assert "True from the start: The van has broken down." in world
    assert "So from now on: The oven is mended." in world


def test_the_truth_ledger_tells_reports_and_denials_as_sentences() -> None:
    play = Play().feels(0).adds(ev.QuestionAsked(0, "where", "cy")).adds(ev.JobAssigned(0, "send", 0))
    play.says(5, a.Report(done=("where",), doing=("send",)), a.Deny("coming"))

    assert [row.claimed for row in shown(play.ends()).truth] == [
        "that you had asked Cy: “Where is he?”",
        "that you were having this done: “send somebody else”",
        "that this isn't so: “Somebody is on the way”",
    ]


def test_what_was_passed_on_as_heard_and_was_wrong_is_not_called_so() -> None:
    play = Play().feels(0).heard("coming", 1, Sure.GUESS).says(5, a.Claim("coming", hedged=True))

    assert [row.stood for row in shown(play.ends()).truth] == ["passed on as heard; it wasn't so"]


@pytest.mark.parametrize(("count", "words"), [(1, "once"), (2, "twice"), (3, "3 times")])
def test_once_is_not_called_one_times(count: int, words: str) -> None:
    assert times(count) == words


def test_every_point_that_is_missing_is_accounted_for() -> None:
    for score in shown(careful()).scores:
        lost = sum(finding.effect for finding in score.losses)

        assert score.points is not None
        assert score.points == pytest.approx(100 + lost - score.missing)


NEVER = ("human error", "shortly", "soon", "should have", "loyalty", "hang-up")


@pytest.mark.parametrize("play", [careful(), careless(), Play().feels(0).ends()])
def test_our_own_voice_never_blames_and_never_is_vague(play: Play) -> None:
    report = debrief(OVEN, play.events)
    spoken = [f.sentence + f.fix for s in report.scores for f in (*s.strengths, *s.losses, *s.notes)]
    spoken += [report.next_time, *(m.better for m in report.moments)]

    for sentence in spoken:
        assert not any(f" {word}" in f" {sentence.lower()}" for word in NEVER), sentence
    assert report.provenance.rubric


def test_where_nothing_earned_much_the_best_of_the_little_is_told() -> None:
    play = Play().feels(0).says(1, a.Claim("coming"), words="He is on his way, quite certainly.").ends()
    sheets = judge(play.story, play.events)
    (bad,) = [f for f in sheets.card.findings if f.rule == "H-claim-false"]
    little = msgspec.structs.replace(bad, rule="C-first-answer", effect=0.1, sentence="Ana had an answer.")

    assert [m.went_well for m in three_moments(sheets.record, (bad, little))] == [True]


def test_next_time_is_about_the_lowest_mark_however_large_a_loss_on_another() -> None:
    small = Finding("H-x", Dimension.HONESTY, "P04", 0, (), "", "It was.", -6.0, "ana", "Say it.")
    large = Finding("G-x", Dimension.GENEROSITY, "P15", 0, (), "", "It was.", -50.0, "ana", "Give it.")
    told = (DimensionScore(small.dimension, 5.0, (), (small,)), DimensionScore(large.dimension, 40.0, (), (large,)))
    card = msgspec.structs.replace(Play().ends().card(), honesty=5.0, generosity=40.0, dimensions=told)

    assert next_time(card) == "Say it."
