"""Remedies: offered, taken or turned down, delivered; and the three kinds of yes (P33)."""

from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.session import LiveSession
from tests.drill.playing import MINUTE, SECOND, begun, happened, last, say, submit


def listening() -> LiveSession:
    """Ines is on the line and waits."""
    session = begun()
    say(session, "rings.off")
    return session


def test_a_remedy_is_offered_answered_and_delivered_one_after_the_other() -> None:
    session = listening()

    submit(session, do.Offer(remedy="dryer", to="ines"))
    session.advance(20 * MINUTE)

    offered, answered, given = (last(session, kind) for kind in (ev.RemedyOffered, ev.RemedyAnswered, ev.RemedyGiven))
    assert answered.at == offered.at + 5 * SECOND
    assert given.at == answered.at + 10 * MINUTE


def test_what_was_taken_is_gone_from_the_trainees_own_authority() -> None:
    session = listening()

    submit(session, do.Offer(remedy="dryer", to="ines"))
    session.advance(MINUTE)

    assert session.view().authority_left == 70


def test_more_than_is_left_is_refused() -> None:
    session = listening()
    submit(session, do.Offer(remedy="dryer", to="ines"))
    session.advance(MINUTE)

    submit(session, do.Offer(remedy="hotel", to="ines", reason="She can't sleep there."))

    assert "more than you may still spend" in last(session, ev.Refused).reason


def test_a_remedy_turned_down_costs_nothing_and_can_be_offered_again_later() -> None:
    session = listening()
    submit(session, do.Offer(remedy="hotel", to="ines", reason="She can't sleep there."))
    session.advance(MINUTE)

    submit(session, do.Offer(remedy="hotel", to="ines", reason="She can't sleep there."))

    assert last(session, ev.RemedyAnswered).accepted is False
    assert session.view().authority_left == 100
    assert len(happened(session, ev.RemedyOffered)) == 2


def test_one_recorded_line_is_enough_for_what_can_be_justified() -> None:
    session = listening()

    submit(session, do.Offer(remedy="hotel", to="ines", reason="She can't sleep there."))

    assert last(session, ev.RemedyOffered).reason == "She can't sleep there."


def test_somebody_elses_yes_comes_after_a_while_and_may_be_a_no() -> None:
    session = listening()
    session.advance(7 * MINUTE)
    asked_at = session.view().now
    submit(session, do.AskFor(remedy="rent"))

    session.advance(asked_at + 2 * MINUTE)

    answer = last(session, ev.ApprovalAnswered)
    assert (answer.approved, answer.words) == (False, "No.")
    submit(session, do.Offer(remedy="rent", to="ines"))
    assert "Hanna's yes" in last(session, ev.Refused).reason


def test_with_somebody_elses_yes_the_own_limit_does_not_count() -> None:
    session = listening()
    session.advance(7 * MINUTE)
    say(session, "hanna_asks.no")
    submit(session, do.AskFor(remedy="rent"))
    session.advance(10 * MINUTE)

    submit(session, do.Offer(remedy="rent", to="ines"))
    session.advance(11 * MINUTE)

    assert last(session, ev.RemedyGiven).remedy == "rent"
    assert session.view().authority_left == 100
    submit(session, do.Offer(remedy="dryer", to="ines"))
    session.advance(25 * MINUTE)
    assert last(session, ev.RemedyGiven).remedy == "dryer"


def test_asking_what_would_help_brings_an_answer_once() -> None:
    session = listening()

    submit(session, do.AskPreference(to="ines"))
    submit(session, do.AskPreference(to="ines", options=("dryer", "hotel")))

    assert [event.words for event in happened(session, ev.PreferenceTold)] == [
        "A dryer would help, and somebody who stays."
    ]
    assert "a dryer, or a night in a hotel" in last(session, ev.TraineeSpoke).words
