"""Cadence: the first answer, gaps, contents, next times kept, and noise; volume is never worth anything."""

import msgspec
import pytest

from simulator.drill import events as ev
from simulator.scenario import acts as a
from simulator.scoring.cadence_sheet import CadenceOf
from simulator.scoring.finding import Dimension
from simulator.scoring.rubric import RUBRIC
from simulator.scoring.scorecard import judge
from tests.scoring.making import MINUTE, OVEN, Play, careful, changed, word

NEWS = (a.Claim("van"), a.Assign("send"), word())


def ana(play: Play) -> CadenceOf:
    return judge(play.story, play.ends().events).cadence[0]


def terms(play: Play) -> dict[str, float | None]:
    return {term.name: term.value for term in ana(play).terms(RUBRIC)}


def checked(play: Play, minute: float) -> Play:
    """Somebody is asked again where he is: a real check."""
    return play.adds(ev.AnswerCame(int(minute * MINUTE), "where", "cy", "On the bridge."))


def steady(every: float = 30) -> Play:
    play = Play().heard("van", 0.1).says(0.5, *NEWS)
    minute = every
    while minute < 120:
        play.adds(ev.QuestionAsked(int(minute * MINUTE), "where", "cy"))
        checked(play, minute).updates(minute, a.Report(done=("where",), doing=("send",)), a.Unknown("coming"), word())
        minute += every
    return play


def test_a_steady_play_keeps_every_gap() -> None:
    assert terms(steady())["gaps"] == 1
    assert terms(steady())["next times"] == pytest.approx(3 / 4)


def test_an_update_late_by_less_than_a_tenth_costs_nothing_and_by_more_costs() -> None:
    on_time = Play().heard("van", 0.1).says(0.5, *NEWS).heard("no_van", 1)
    late = Play().heard("van", 0.1).says(0.5, *NEWS).heard("no_van", 1)

    on_time.updates(33.5, a.Claim("no_van"), word())
    late.updates(36.5, a.Claim("no_van"), word())

    assert (terms(late)["gaps"] or 0) <= (terms(on_time)["gaps"] or 0)


def test_asking_for_details_is_no_first_answer() -> None:
    play = Play().heard("van", 0.1).says(0.5, a.AskDetails()).says(10, *NEWS)

    assert ana(play).first is not None
    assert ana(play).first.minute == 10  # type: ignore[union-attr] # asserted the line before


def test_an_update_needs_two_elements_and_something_new() -> None:
    play = Play(changed(required_facts=())).heard("van", 0.1)
    play.says(1, a.Claim("van")).says(2, a.Claim("van"), word()).says(3, a.Assign("send"), word())

    assert [message.informs for message in ana(play).messages] == [False, False, True]


def test_nothing_new_is_news_if_something_was_checked() -> None:
    play = Play().adds(ev.QuestionAsked(0, "where", "cy"))
    checked(play, 1).updates(2, a.Report(done=("where",)), word())
    play.updates(32, a.Report(done=("where",)), word())
    checked(play, 60).updates(62, a.Report(done=("where",)), word())

    assert [message.informs for message in ana(play).messages] == [True, False, True]


def test_that_it_is_over_is_news_in_however_few_words() -> None:
    play = Play().so("mended", 60).heard("mended", 60).says(61, a.Claim("mended"))

    assert ana(play).messages[-1].informs


def test_an_untrue_update_informs_nobody() -> None:
    play = Play().heard("no_van", 0.1).says(1, a.Claim("coming"), a.Assign("send"), word())

    assert not ana(play).messages[0].informs
    assert all(value in (0, None) for value in terms(play).values())


def test_without_one_informative_message_everything_is_nought() -> None:
    play = Play().says(0.5, a.NameFeeling("dread", 2), a.ActOn("her words"))

    assert all(value == 0 for value in terms(play).values())


def test_closing_early_does_not_shorten_the_span() -> None:
    early = Play().heard("van", 0.1).says(0.5, *NEWS)
    early.adds(ev.DrillEnded(5 * MINUTE, "told", ev.Why.WALKED_AWAY))

    assert judge(OVEN, early.events).cadence[0].span == 120


def test_shorter_than_one_beat_asks_only_for_an_answer_with_content() -> None:
    card = Play().heard("van", 0.1).so("mended", 20).says(0.5, *NEWS, a.Report(done=("send",))).ends().card()
    values = {term.name: term.value for term in card.dimensions[2].terms}

    assert values["gaps"] is None
    assert values["next times"] is None
    assert card.cadence is not None


@pytest.mark.parametrize("every", [5, 10])
def test_the_same_posts_every_five_minutes_are_noise(every: float) -> None:
    play = Play().heard("van", 0.1).says(0.5, *NEWS)
    minute = every
    while minute < 120:
        play.updates(minute, *NEWS)
        minute += every

    assert (play.ends().card().cadence or 0) <= 10


def test_an_answer_to_their_turn_and_a_human_line_are_never_noise() -> None:
    play = Play().heard("van", 0.1).says(0.5, *NEWS)
    play.adds(ev.PersonSpoke(2 * MINUTE, "ana", "And now?", wants_reply=True)).updates(2.2, a.Claim("van"))
    play.says(3, a.Presence()).says(4, a.Presence()).says(5, a.Presence())

    assert ana(play).noise() == []


def test_a_change_in_the_world_makes_an_early_update_welcome() -> None:
    play = Play().heard("van", 0.1).says(0.5, *NEWS)

    changed_world = play.heard("no_van", 3).updates(4, a.Claim("no_van"), a.Promise("next_word", within=MINUTE))

    assert ana(changed_world).noise() == []


def test_a_next_time_more_than_a_minute_late_is_missed() -> None:
    play = Play().heard("van", 0.1).heard("no_van", 0.2).says(1, *NEWS)
    kept = ana(Play(events=list(play.events), promised=1).updates(32, a.Claim("no_van"), word()))
    late = ana(Play(events=list(play.events), promised=1).updates(32.1, a.Claim("no_van"), word()))

    assert len(kept.kept) == 1
    assert len(late.missed) >= 1


def test_the_worst_served_audience_holds_the_mean_down() -> None:
    story = changed(audiences=("ana", "bo"))
    play = careful()
    events = [play.events[0], ev.ConversationOpened(0, "bo"), *play.events[1:]]

    card = judge(story, events).card

    assert card.cadence is not None
    assert card.cadence <= 30


def test_somebody_who_was_never_in_touch_is_no_audience() -> None:
    story = changed(audiences=("ana", "bo"))

    assert [of.person.id for of in judge(story, careful().events).cadence] == ["ana"]


def test_the_resolution_of_a_run_that_was_walked_out_of_is_the_declared_one() -> None:
    facts = tuple(msgspec.structs.replace(fact, true_from=None) if fact.id == "mended" else fact for fact in OVEN.facts)
    story = msgspec.structs.replace(OVEN, facts=facts)
    play = Play(story).adds(ev.DrillEnded(MINUTE, "told", ev.Why.WALKED_AWAY))

    assert judge(story, play.events).cadence[0].span == story.limit / MINUTE


def test_it_may_be_over_before_anybody_could_be_told_anything() -> None:
    play = Play().so("mended", 40).heard("van", 41).says(45, *NEWS).ends()

    (dimension,) = [one for one in judge(play.story, play.events).card.dimensions if one.dimension is Dimension.CADENCE]

    assert dimension.points is not None
    assert "It was over before a silence could grow long for Ana." in [f.sentence for f in dimension.findings]


def unsaid(play: Play) -> str:
    """What the debrief says of next times that were not named with news."""
    return next(finding.sentence for finding in play.ends().card().findings if finding.rule == "C-next-unsaid")


def test_a_next_time_that_stood_alone_is_told_as_that_and_one_that_was_never_named_as_never_known() -> None:
    assert unsaid(Play().says(5, word())) == (
        "You told Ana when you would speak next, but never together with news: no update ended with a time."
    )
    assert unsaid(Play().says(5, a.Listen())) == "Ana never knew when the next word from you would come."
    assert unsaid(Play().says(5, word(), to="bo")) == "Ana never knew when the next word from you would come."
