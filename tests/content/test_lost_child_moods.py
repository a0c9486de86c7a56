"""What people at the lake do follows from how they feel: they escalate, hang up, interrupt, thank, tell others."""

from collections.abc import Sequence

import pytest

from simulator.bots.playing import play
from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.actions import Action
from simulator.drill.session import LiveSession, Session
from simulator.scoring.scorecard import score
from tests.content.lost_child import fresh, stored, story

ASKED = ("described.radio", "watching.plain", "waiting.see")  # the search is on; nothing else has been said
FALSE_HOPE = (*ASKED, "nothing_yet.plain", "hope.joy", "folds_told.facts")  # she was told that they had got him


class Says:
    """Says each of *replies* as soon as it is open, asks for the father's number once, and otherwise lets time run."""

    def __init__(self, replies: Sequence[str], *, number: bool = False) -> None:
        self._replies = set(replies)
        self._number = number

    def choose(self, session: Session) -> Action | int | None:
        view = session.view()
        if view.busy:
            return view.busy_until
        for reply in (reply.id for person in view.people for reply in person.replies):
            if reply in self._replies:
                return do.Say(reply=reply)
        if self._number and any(question.id == "jonas_number" for question in view.questions):
            self._number = False
            return do.Ask(question="jonas_number")
        return session.next_due()


def played(*replies: str, number: bool = False, seed: int = 0) -> LiveSession:
    session = fresh(seed)
    play(session, Says(("reported.turn", *replies), number=number))
    return session


def beats(session: Session, person: str) -> list[str]:
    return [e.beat for e in session.events() if isinstance(e, ev.BeatEntered) and e.person == person]


def happened(session: Session) -> set[str]:
    return {e.happening for e in session.events() if isinstance(e, ev.HappeningHappened) and e.happened}


# -- Mr Hallam: he waits as he was asked to, or he asks for the manager


def test_somebody_who_gets_his_coin_in_time_is_calm() -> None:
    session = played(*ASKED, "locker.turn", "locker_calm.coin")

    assert beats(session, "hallam") == ["locker", "locker_waits", "locker_calm", "locker_end"]


@pytest.mark.parametrize("seed", range(6))
def test_somebody_left_standing_past_the_time_he_was_given_asks_for_the_manager(seed: int) -> None:
    session = played(*ASKED, "locker.turn", seed=seed)

    assert beats(session, "hallam")[-1] == "locker_manager"
    assert "hallam_tells_others" in happened(session)


@pytest.mark.parametrize(
    ("reply", "then", "tells"),
    [("straight", "locker_straight", False), ("priit", "locker_let_be", False), ("form", "locker_form", True)],
)
def test_what_he_does_next_depends_on_what_he_is_told(reply: str, then: str, tells: bool) -> None:
    session = played(*ASKED, "locker.turn", f"locker_manager.{reply}")

    assert beats(session, "hallam")[-1] == then
    assert ("hallam_tells_others" in happened(session)) is tells


def test_somebody_nobody_promised_anything_goes_without_a_word() -> None:
    session = played(*ASKED)

    assert beats(session, "hallam")[-1] == "locker_furious"
    assert "hallam_is_gone" in happened(session)


# -- the man on the phone: he waits, hangs up, or thanks


def test_a_father_who_is_not_rung_back_hangs_up_or_hears_it_elsewhere_by_his_temper() -> None:
    ends = {seed: beats(played(*ASKED, "jonas_call.short", seed=seed), "jonas")[-1] for seed in range(12)}

    assert set(ends.values()) == {"jonas_hangs_up", "jonas_other"}


def late(reply: str, seed: int) -> LiveSession:
    """He is rung a little after the two minutes are over."""
    session = fresh(seed)
    bot = Says(("reported.turn", *ASKED, "jonas_call.short"), number=True)
    session.submit(do.Begin())
    while session.view().now < (14 * 60 + 30) * 1000 and (choice := bot.choose(session)) is not None:
        session.advance(choice) if isinstance(choice, int) else session.submit(choice)
    play(session, Says((*ASKED, "jonas_waits.ring", reply)))
    return session


LATE = next(
    seed
    for seed in range(40)
    if dict(story(seed).drawn)["caller"] == "father" and "jonas_late" in beats(late("", seed), "jonas")
)


@pytest.mark.parametrize(("reply", "then"), [("own", "jonas_ask"), ("wife", "jonas_her_voice"), ("busy", "jonas_gone")])
def test_a_father_rung_too_late_is_short_and_hangs_up_on_a_stock_phrase(reply: str, then: str) -> None:
    said = beats(late(f"jonas_late.{reply}", LATE), "jonas")

    assert said[-2:] == ["jonas_late", then]


def test_he_can_still_be_told_that_his_son_is_found() -> None:
    assert beats(late("jonas_late.found", LATE), "jonas")[-2:] == ["jonas_late", "jonas_done"]


def test_a_father_rung_back_in_time_thanks_for_it_where_he_has_come_to_trust_you() -> None:
    rung = (*ASKED, "jonas_call.back", "jonas_waits.ring", "jonas_back.plain", "jonas_ask.room")
    ends = {beats(played(*rung, number=True, seed=seed), "jonas")[-1] for seed in range(12)}

    assert {"jonas_thanks", "jonas_done"} <= ends


# -- Mara: she interrupts once she doesn't believe you any more


@pytest.mark.parametrize("reply", ["across", "right", "channel"])
def test_a_mother_who_was_told_what_was_not_so_cuts_the_next_soothing_word_off(reply: str) -> None:
    session = played(*FALSE_HOPE, "police_ask.minute", f"cuts_in.{reply}")
    said = beats(session, "mara")

    assert said[said.index("police_ask") + 1 :][:2] == ["cuts_in", "beside"]


def test_a_mother_who_believes_you_lets_the_same_words_pass() -> None:
    session = played(*ASKED, "nothing_yet.plain", "hope.both", "folds.facts", "police_ask.minute")

    assert "police_ask" in beats(session, "mara")
    assert "cuts_in" not in beats(session, "mara")


def test_she_interrupts_once() -> None:
    session = played(*FALSE_HOPE, "police_ask.minute", "cuts_in.channel", "uniform.about", "quarter_past.good")

    assert beats(session, "mara").count("cuts_in") == 1


# -- and the record


def test_a_play_that_moods_decide_scores_the_same_from_its_record() -> None:
    session = played(*FALSE_HOPE, "police_ask.minute", "locker.turn", "jonas_call.short")

    assert stored(session.events()) == list(session.events())
    assert score(story(0), stored(session.events())) == score(story(0), session.events())
