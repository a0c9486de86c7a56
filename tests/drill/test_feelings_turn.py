"""Which of two plays leaves somebody better off: one thing done otherwise, everything else alike."""

from collections.abc import Sequence

import msgspec
import pytest

from simulator.drill import events as ev
from simulator.drill.events import Event
from simulator.drill.mood import Mood
from simulator.scenario import acts as a
from simulator.scenario.acts import ApologyPart
from simulator.scenario.story import Fact, Fault, Helps, Loss, Remedy, RemedyKind, Story, Whose
from tests.validation.people import ms
from tests.validation.played import ANA, STORY, after, said

WHOLE = a.Apologise((ApologyPart.RESPONSIBILITY, ApologyPart.REPAIR), "booking")
FAULT = Fault("booking", Whose.OURS, (ApologyPart.RESPONSIBILITY,), fact="van")
AT_FAULT = msgspec.structs.replace(STORY, people=(msgspec.structs.replace(ANA, faults=(FAULT,)),))
MONEY = Remedy("cash", "money back", "Money?", ("ana",), RemedyKind.MONEY_NOW, cost=100, worth=100)
CAKE = Remedy("cake", "a cake", "A cake?", ("ana",), RemedyKind.ATTENTION, cost=5, worth=50)
LOSING = msgspec.structs.replace(
    STORY,
    people=(msgspec.structs.replace(ANA, prefers=("cake",)),),
    losses=(Loss("ana", money=100, until="mended", heals=RemedyKind.MONEY_NOW),),
    remedies=(MONEY, CAKE),
)


def knew(minute: float, fact: str = "van") -> list[Event]:
    return [ev.FactLearned(ms(minute), fact, "dev", "It broke down.", ev.Sure.CERTAIN)]


def hears(minute: float, fact: str) -> list[Event]:
    return [ev.FactOverheard(ms(minute), fact, "ana")]


def shows(minute: float, until: float) -> list[Event]:
    return [ev.FeelingShown(ms(minute), "ana", "dread", 1.0, ms(until))]


def gives(minute: float, remedy: str, *, fits: bool = True) -> list[Event]:
    at = ms(minute)
    return [
        ev.RemedyOffered(at, remedy, "ana"),
        ev.RemedyAnswered(at, remedy, "ana", True, "Please.", fits),
        ev.RemedyGiven(at, remedy, "ana"),
    ]


# -- what is so, and what was said


def test_what_ceased_to_be_so_is_an_untruth_when_it_is_told_afterwards() -> None:
    told = said(20, a.Claim("coming"))
    so: list[Event] = [ev.FactBecameTrue(ms(5), "coming")]
    ceased: list[Event] = [ev.FactCeased(ms(10), "coming")]

    true = after(40, so, told, hears(30, "no_van"))
    untrue = after(40, so, ceased, told, hears(30, "no_van"))

    assert untrue.trust < true.trust - 0.2


def test_an_untruth_that_was_hedged_is_no_lie_when_it_comes_out() -> None:
    at = ms(5)
    told, hedged = ([ev.FactTold(at, "coming", "ana", hedged)] for hedged in (False, True))

    assert after(40, told, hears(30, "no_van")).trust < after(40, hedged, hears(30, "no_van")).trust


def test_an_untruth_put_right_by_the_trainee_is_a_word_broken_and_by_others_a_lie_found_out() -> None:
    lie = said(5, a.Claim("coming"))

    owned, found_out = after(40, lie, said(30, a.Claim("no_van"))), after(40, lie, hears(30, "no_van"))

    assert found_out.trust < owned.trust < after(40, said(30, a.Claim("no_van"))).trust


def test_a_lie_is_found_out_once() -> None:
    lie = said(5, a.Claim("coming"))

    once, twice = (after(40, lie, *(hears(30 + n, "no_van") for n in range(count))) for count in (1, 2))

    assert twice.trust == pytest.approx(once.trust)


@pytest.mark.parametrize(("minute", "kept_back"), [(31, True), (30, False)])
def test_what_was_known_for_longer_than_a_beat_was_kept_back(minute: float, kept_back: bool) -> None:
    assert STORY.standards.update_every == ms(30)

    told, untold = after(80, knew(1), hears(1 + minute, "van")), after(80, hears(1 + minute, "van"))

    assert (told.trust < untold.trust) is kept_back


def test_what_was_told_before_was_not_kept_back() -> None:
    told = said(20, a.Claim("van"))

    assert after(80, knew(1), told, hears(60, "van")).trust == after(80, told, hears(60, "van")).trust


def test_what_is_neither_bad_news_nor_the_cause_may_be_kept() -> None:
    story = msgspec.structs.replace(STORY, facts=(*STORY.facts, Fact("weather", "It is fair.")))
    fair: list[Event] = [ev.FactBecameTrue(0, "weather")]

    knew_it, did_not = (after(80, fair, known, hears(60, "weather"), story=story) for known in (knew(1, "weather"), []))

    assert knew_it.trust == did_not.trust


# -- words


def test_the_cause_explains_wholly_and_anything_else_by_half() -> None:
    assert after(10, said(2, a.Explain("van"))).explained == 1.0
    assert after(10, said(2, a.Explain("no_van"))).explained == 0.5


def test_an_apology_counts_from_when_the_fault_was_known() -> None:
    early, late = (after(120, knew(at), said(100, WHOLE), story=AT_FAULT) for at in (99, 0))

    assert late.interactional < early.interactional


def test_an_apology_for_another_fault_is_no_repetition() -> None:
    other = a.Apologise(WHOLE.parts, "other")

    again = after(20, said(5, WHOLE), said(6, WHOLE), story=AT_FAULT)
    another = after(20, said(5, WHOLE), said(6, other), story=AT_FAULT)

    assert (again.apologies, another.apologies) == (2, 1)
    assert another.interactional > again.interactional


def test_an_empty_update_right_behind_another_bothers() -> None:
    first = said(2, a.Claim("van"))

    assert after(10, first, said(4, a.Claim("van"))).procedural < after(10, first).procedural


def test_turning_the_matter_away_brushes_them_off() -> None:
    plain, turned_away = (after(10, said(2, a.Claim("van"), *acts)) for acts in ((), (a.Deflect(),)))

    assert turned_away.interactional < plain.interactional


def test_scripted_words_said_again_are_a_stock_phrase() -> None:
    def twice(second: str) -> Mood:
        speeches = [
            ev.TraineeSpoke(ms(at), ("ana",), words, (a.NameFeeling("dread", 2),), ev.Source.SCRIPTED, "", ms(at))
            for at, words in ((2, "I see."), (4, second))
        ]
        return after(10, speeches)

    assert twice("I see.").interactional < twice("I do see.").interactional


# -- windows


@pytest.mark.parametrize(
    "ends",
    [
        [ev.ConversationClosed(ms(8), "ana")],
        [ev.FeelingShown(ms(8), "ana", "anger", 1.0, ms(60))],
        [],  # the drill's end itself
    ],
)
def test_a_feeling_is_left_unmet_once_nobody_can_meet_it_any_more(ends: list[Event]) -> None:
    shown = after(30, said(1, a.Claim("van")), shows(3, 60), ends)

    assert shown.shown > after(30, said(1, a.Claim("van"))).shown
    assert shown.heard < 0


def test_words_that_come_too_late_leave_the_feeling_unmet() -> None:
    late, never = (
        after(30, said(1, a.Claim("van")), shows(3, 6), words) for words in (said(9, a.Unknown("repair")), [])
    )

    assert late.anger != never.anger
    assert late.heard == never.heard < 0


# -- waiting


def test_after_the_last_time_of_asking_who_is_owed_nothing_waits_no_more() -> None:
    passer_by = msgspec.structs.replace(STORY, judged=msgspec.structs.replace(STORY.judged, audiences=()))
    ana = msgspec.structs.replace(ANA, chases=("Hello?", "Well?"))
    story = msgspec.structs.replace(passer_by, people=(ana,))

    def chased(times: int) -> Mood:
        asks = [ev.PersonChased(ms(5 + n), "ana", "Hello?", n + 1) for n in range(times)]
        return after(200, [ev.PersonSpoke(ms(2), "ana", "And now?", wants_reply=True), *asks], story=story)

    assert chased(1).waits
    assert not chased(2).waits
    assert chased(2).procedural > chased(1).procedural


def test_through_a_jump_nobody_begins_to_wait_and_behind_it_they_do() -> None:
    over: list[Event] = [ev.PhaseEnded(ms(20), "day", "evening", ms(400))]
    asks: list[Event] = [ev.PersonSpoke(ms(25), "ana", "And now?", wants_reply=True)]
    later: list[Event] = [ev.PhaseBegan(ms(400), "evening"), ev.PersonSpoke(ms(401), "ana", "So?", wants_reply=True)]

    assert not after(399, over, asks).waits
    assert after(405, over, asks, later).waits


def test_a_phase_that_follows_at_once_is_no_jump() -> None:
    follows: list[Event] = [ev.PhaseEnded(ms(20), "day", "evening", ms(20)), ev.PhaseBegan(ms(20), "evening")]

    assert after(60, said(2, a.Claim("van")), follows).waits


def promise(minute: float, due: float, name: str = "p1") -> list[Event]:
    return [ev.PromiseMade(ms(minute), name, "next_word", "ana", ms(due))]


def test_who_was_promised_a_word_waits_for_the_next_that_is_due() -> None:
    both = (promise(2, 40, "p1"), promise(3, 20, "p2"))
    kept: list[Event] = [ev.PromiseKept(ms(15), "p2")]
    both_kept: list[Event] = [*kept, ev.PromiseKept(ms(16), "p1")]

    assert after(10, *both).deadline_ms == ms(20)
    assert after(17, *both, kept).deadline_ms == ms(40)
    assert after(17, *both, both_kept).deadline_ms is None


def test_a_renewed_promise_takes_the_place_of_the_old() -> None:
    renewed: list[Event] = [*promise(18, 60, "p2"), ev.PromiseRenegotiated(ms(18), "p1", "p2")]

    assert after(30, promise(2, 20), renewed).deadline_ms == ms(60)


@pytest.mark.parametrize(("minute", "early"), [(19, True), (20, False)])
def test_a_word_kept_before_its_time_is_kept_early(minute: float, early: bool) -> None:
    kept: list[Event] = [ev.PromiseKept(ms(minute), "p1")]
    in_time: list[Event] = [ev.PromiseKept(ms(21), "p1")]

    assert (after(30, promise(2, 20), kept).trust > after(30, promise(2, 20), in_time).trust) is early


def test_a_broken_word_and_a_remedy_that_did_not_come_let_down() -> None:
    broken: list[Event] = [ev.PromiseBroken(ms(22), "p1")]
    failed: list[Event] = [ev.RemedyFailed(ms(22), "cash", "ana")]
    plain = after(30, promise(2, 60))

    assert after(30, promise(2, 60), broken).trust < plain.trust
    assert after(30, promise(2, 60), failed).trust < plain.trust


def test_an_estimate_over_in_time_is_met_when_they_hear_it_and_lapses_no_more() -> None:
    estimate = said(2, a.Claim("van"), a.Estimate("repair", ms(10), ms(40), "of the last ten"))
    over: list[Event] = [ev.FactBecameTrue(ms(30), "mended")]

    told, untold = after(60, estimate, over, said(35, a.Claim("mended"))), after(60, estimate, over)
    lapsed = after(60, estimate)

    assert told.trust > untold.trust > lapsed.trust


# -- remedies


def test_a_remedy_counts_by_its_share_of_what_was_lost() -> None:
    little = msgspec.structs.replace(
        LOSING, losses=(Loss("ana", money=1000, until="mended", heals=RemedyKind.MONEY_NOW),)
    )

    whole, part = (after(30, gives(10, "cash"), story=story) for story in (LOSING, little))

    assert whole.distributive > part.distributive > after(30).distributive
    assert whole.gifts[0].money
    assert whole.gifts[0].share == pytest.approx(10 * part.gifts[0].share, rel=0.2)


def test_what_they_said_would_do_them_good_fits_unless_it_is_money() -> None:
    assert after(30, gives(10, "cake"), story=LOSING).attention_fits
    assert not after(30, gives(10, "cash"), story=LOSING).attention_fits
    prefers_cash = msgspec.structs.replace(LOSING, people=(msgspec.structs.replace(ANA, prefers=("cash",)),))
    assert not after(30, gives(10, "cash"), story=prefers_cash).attention_fits


def test_who_was_asked_first_is_done_better_by_it() -> None:
    asked: list[Event] = [ev.PreferenceAsked(ms(5), "ana", ())]

    assert after(30, asked, gives(10, "cake"), story=LOSING).distributive > (
        after(30, gives(10, "cake"), story=LOSING).distributive
    )


def test_what_does_not_fit_does_no_good() -> None:
    assert after(30, gives(10, "cash", fits=False), story=LOSING).gifts == ()


def test_money_held_out_too_early_insults_and_heals_nothing() -> None:
    def story(before: str) -> Story:
        return msgspec.structs.replace(LOSING, judged=msgspec.structs.replace(LOSING.judged, no_money_before=before))

    early = after(30, gives(10, "cash"), story=story("mended"))
    kind = after(30, gives(10, "cake"), story=story("mended"))
    settled = after(30, [ev.FactBecameTrue(ms(5), "mended")], gives(10, "cash"), story=story("mended"))

    assert early.gifts == ()
    assert early.anger > after(30, story=story("mended")).anger
    assert len(kind.gifts) == len(settled.gifts) == 1


def test_what_helped_meanwhile_leaves_less_to_make_good() -> None:
    assert _share(helped=True) > _share(helped=False)


def _share(*, helped: bool) -> float:
    helps = (Helps("loan", 0.5),)
    loss = Loss("ana", money=10, money_per_minute=2, until="mended", helped_by=helps, heals=RemedyKind.MONEY_NOW)
    story = msgspec.structs.replace(LOSING, losses=(loss,))
    done: Sequence[Event] = [ev.JobDone(ms(1), "loan"), ev.JobDone(ms(50), "loan")] if helped else []
    return after(60, done, gives(55, "cash"), story=story).gifts[0].share
