"""Which event touches whose mood, and how: what a drill's own events do to the people in it."""

from collections.abc import Sequence

import msgspec
import pytest

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill import events as ev
from simulator.drill.aftermath import Standing, aftermath
from simulator.drill.cast import cast
from simulator.drill.events import Event
from simulator.drill.feelings import feelings_of, traits_of
from simulator.drill.mood import Mood, Traits, moved
from simulator.drill.session import LiveSession
from simulator.scenario import acts as a
from simulator.scenario.acts import ApologyPart
from simulator.scenario.reading import read_scenario
from simulator.scenario.shelf import find_scenario
from simulator.scenario.story import Commitment, CommitmentKind, Loss, RemedyKind, Story
from tests.validation.people import ms
from tests.validation.played import ANA, STORY, after, end_of, said

SORRY = a.Apologise((ApologyPart.REGRET,))


def over(minute: float) -> list[Event]:
    """It is over at *minute*, and Ana hears it."""
    return [ev.FactBecameTrue(ms(minute), "mended"), *said(minute, a.Claim("mended"))]


def ana_says(minute: float, *, wants_reply: bool = True) -> list[Event]:
    return [ev.PersonSpoke(ms(minute), "ana", "And now?", wants_reply=wants_reply)]


def shows(minute: float, until: float, weight: float = 1.0) -> list[Event]:
    return [ev.FeelingShown(ms(minute), "ana", "dread", weight, ms(until))]


# -- silence


def test_nobody_waits_any_more_once_it_is_over_and_they_know() -> None:
    soon, evening = (after(until, said(2, a.Claim("van")), over(20)).procedural for until in (25, 400))

    assert evening == soon


def test_somebody_who_has_not_been_told_that_it_is_over_goes_on_waiting() -> None:
    told = after(200, said(2, a.Claim("van")), over(20)).procedural
    untold = after(200, said(2, a.Claim("van")), [ev.FactBecameTrue(ms(20), "mended")]).procedural

    assert untold < told - 0.2


def test_asking_something_afterwards_begins_a_new_wait_and_an_answer_ends_it() -> None:
    asked = after(200, over(20), ana_says(60)).procedural
    answered = after(200, over(20), ana_says(60), said(61, a.Presence())).procedural

    assert asked < answered


def test_a_remark_that_wants_no_reply_begins_no_wait() -> None:
    quiet, remark = after(200, over(20)), after(200, over(20), ana_says(60, wants_reply=False))

    assert remark.procedural == quiet.procedural


def test_nobody_waits_through_a_jump_to_a_later_phase() -> None:
    jump: list[Event] = [ev.PhaseEnded(ms(20), "day", "evening", ms(400)), ev.PhaseBegan(ms(400), "evening")]

    stood, jumped = after(400, said(2, a.Claim("van"))), after(400, said(2, a.Claim("van")), jump)

    assert stood.procedural == pytest.approx(-1)
    assert jumped.procedural > -0.2


def test_who_is_owed_no_news_waits_for_a_reply_only() -> None:
    passer_by = msgspec.structs.replace(STORY, judged=msgspec.structs.replace(STORY.judged, audiences=()))

    assert after(200, said(2, a.Claim("van")), story=passer_by).procedural > 0
    assert after(200, ana_says(2), story=passer_by).procedural < 0


def test_the_calm_hours_afterwards_do_not_dilute_what_was_lived_through() -> None:
    evening = after(400, said(2, a.Claim("van")), over(20))

    assert evening.waited == pytest.approx(20)


# -- words


def test_saying_sorry_again_without_a_new_fault_meets_no_feeling() -> None:
    once = after(30, said(5, SORRY), shows(6, 20)).heard
    again = after(30, said(5, SORRY), shows(6, 20), said(7, SORRY)).heard

    assert again <= once


def test_a_feeling_is_met_by_the_warmest_words_and_not_by_their_number() -> None:
    warm = a.NameFeeling("dread", 2)
    once = after(20, shows(2, 10), said(3, warm)).interactional
    often = after(20, shows(2, 10), said(3, warm), said(4, a.NameFeeling("dread", 1)), said(5, warm)).interactional

    assert often == once


def test_a_feeling_left_unmet_lowers_the_impression_of_being_heard_and_raises_anger() -> None:
    start = (said(2, a.Claim("van")), shows(3, 6))
    met = after(12, *start, said(4, a.NameFeeling("dread", 2), a.Infer("a morning lost", 2)), shows(10, 20))
    unmet = after(12, *start, said(4, a.Unknown("repair")), shows(10, 20))

    assert unmet.interactional < met.interactional
    assert unmet.anger > met.anger


def test_words_begun_after_the_window_do_less() -> None:
    warm = a.NameFeeling("dread", 2)

    in_time, late = (after(20, shows(2, 6), said(minute, warm)).interactional for minute in (5, 8))

    assert late < in_time


def test_a_stock_phrase_meets_nothing_after_the_first_words() -> None:
    plain, stock = (
        after(20, said(2, a.Claim("van")), said(4, a.NameFeeling("dread", 2), *canned)).interactional
        for canned in ((), (a.Canned(),))
    )

    assert stock < plain


def test_details_of_their_own_case_count_once() -> None:
    detail = a.Detail(("rye",))
    once, twice = after(20, said(2, detail)).interactional, after(20, said(2, detail), said(4, detail)).interactional

    assert after(20).interactional < once == twice


def test_only_the_promise_of_a_word_makes_the_wait_less_uncertain() -> None:
    deed = Commitment("refund", "pay it back", ("ana",), CommitmentKind.DEED)
    story = msgspec.structs.replace(STORY, commitments=(*STORY.commitments, deed))

    assert after(20, said(2, a.Promise("next_word")), story=story).uncertainty < 0.6
    assert after(20, said(2, a.Promise("refund")), story=story).uncertainty == 1


# -- what turns out


def test_a_truth_denied_and_then_heard_is_a_discovered_lie() -> None:
    start = said(2, a.Claim("van"), a.Deny("no_van"))

    believed, found_out = after(60, start), after(60, start, [ev.FactOverheard(ms(40), "no_van", "ana")])

    assert found_out.trust < believed.trust - 0.3


def test_bad_news_that_was_known_and_kept_back_costs_when_others_tell_it() -> None:
    knew: list[Event] = [ev.FactLearned(ms(1), "van", "dev", "It broke down.", ev.Sure.CERTAIN)]
    heard: list[Event] = [ev.FactOverheard(ms(50), "van", "ana")]

    kept_back, unknown = after(60, knew, heard), after(60, heard)

    assert kept_back.trust < unknown.trust


def test_an_estimate_that_runs_out_is_a_deadline_missed_softer_for_a_range_with_its_basis() -> None:
    def trust(high: float, basis: str) -> float:
        return after(80, said(2, a.Claim("van"), a.Estimate("repair", ms(30), ms(high), basis))).trust

    assert trust(40, "") < trust(40, "of the last ten") < trust(90, "")


def test_an_estimate_lapses_at_its_own_moment_whenever_the_next_event_comes() -> None:
    start = said(2, a.Claim("van"), a.Estimate("repair", ms(10), ms(20)))
    others: list[Event] = [ev.PersonSpoke(ms(minute), "dev", "Still here.") for minute in range(21, 60, 3)]

    assert after(70, start) == after(70, start, others)


def test_looking_sees_a_lapsed_estimate_and_moves_nothing() -> None:
    events = [ev.ConversationOpened(0, "ana"), *said(2, a.Claim("van"), a.Estimate("repair", ms(10), ms(20)))]
    feelings = feelings_of(STORY, events)
    before = dict(feelings.moods)

    early, late = feelings.look("ana", ms(21)), feelings.look("ana", ms(23))

    assert early is not None
    assert late is not None
    assert late.trust < 0.7
    assert feelings.moods == before


# -- people


def with_seed(seed: int, events: Sequence[Event]) -> Traits:
    return feelings_of(msgspec.structs.replace(STORY, seed=seed), events).moods["ana"].traits


def test_a_seed_varies_the_people_and_the_same_seed_makes_the_same() -> None:
    opened: Sequence[Event] = [ev.ConversationOpened(0, "ana")]

    severities = [with_seed(seed, opened).severity for seed in (0, 1, 1)]

    assert severities[0] != severities[1] == severities[2]
    assert severities[0] != ANA.severity


def test_about_one_in_seven_is_offended_by_any_excess() -> None:
    opened: Sequence[Event] = [ev.ConversationOpened(0, "ana")]
    offended = [with_seed(seed, opened).offended_by_excess for seed in range(400)]

    assert 0.10 < sum(offended) / 400 < 0.20


def test_an_outcome_that_only_the_service_would_mend_counts_as_refused() -> None:
    ana = msgspec.structs.replace(ANA, process_failure=False)
    story = msgspec.structs.replace(STORY, people=(ana,), losses=(Loss("ana", heals=RemedyKind.SERVICE),))

    assert traits_of(ana, story).service_refused
    assert not traits_of(ANA, STORY).service_refused


# -- the lost child


def lost_child(bot: str, seed: int) -> tuple[Mood, Standing]:
    story: Story = cast(read_scenario(find_scenario("lost-child-resort")), seed)
    session = LiveSession(story, seed)
    play(session, make(bot, story, seed))
    events = session.events()
    mood = moved(feelings_of(story, events).moods["mara"], events[-1].at)
    return mood, aftermath(mood, events[-1].at).standing


@pytest.mark.parametrize("seed", range(3))
def test_the_best_play_of_the_lost_child_ends_with_a_promoter(seed: int) -> None:
    mara, standing = lost_child("careful", seed)

    assert standing is Standing.PROMOTER
    assert mara.procedural > 0.3


@pytest.mark.parametrize("bot", ["silent", "template", "liar-but-nice", "curt"])
def test_the_careless_play_of_the_lost_child_ends_with_a_detractor(bot: str) -> None:
    assert lost_child(bot, 0)[1] is Standing.DETRACTOR


def test_an_estimate_met_leaves_more_than_one_that_ran_out() -> None:
    met, missed = (
        end_of(95, said(2, a.Claim("van"), a.Estimate("repair", ms(30), ms(high))), over(90)) for high in (88, 58)
    )

    assert met > missed


def test_the_same_end_restated_is_no_news_to_anybody() -> None:
    def twice(second_high: float) -> Mood:
        first = said(2, a.Claim("van"), a.Estimate("repair", 0, ms(100)))
        return after(35, first, said(32, a.Claim("van"), a.Estimate("repair", 0, ms(second_high))))

    restated, moved_on = twice(70), twice(100)

    assert restated.updates < moved_on.updates
