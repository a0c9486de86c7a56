"""A move that isn't possible is news: one sentence, and nothing else changes."""

import msgspec
import pytest

from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.actions import Action
from tests.drill.playing import MINUTE, begun, happened, last, say, submit

IMPOSSIBLE: list[tuple[Action, str]] = [
    (do.Begin(), "begun already"),
    (do.Say(reply="waits.word"), "moved on"),
    (do.Say(reply="os.system"), "no reply called"),
    (do.Update(to=("ines",)), "nothing in this update"),
    (do.Update(to=(), facts=("leak",)), "who is to hear"),
    (do.Update(to=("ines",), facts=("our_pipe",)), "haven't heard"),
    (do.Update(to=("ines",), done=("stopcock",)), "set going"),
    (do.Update(to=("ines",), next_in=-5), "in the past"),
    (do.Update(to=("ines",), quantity="water", low=5, high=3), "earliest and a latest"),
    (do.Update(to=("hanna",), facts=("leak",)), "in touch"),
    (do.Update(to=("nobody",), facts=("leak",)), "no person called"),
    (do.Promise(to="ines", what="next_word"), "by when"),
    (do.Promise(to="ines", what="the_moon", within=5), "no commitment"),
    (do.Promise(to="otto", what="ring_tonight"), "to promise Otto"),
    (do.Ask(question="why"), "no question"),
    (do.Assign(job="stopcock"), "one line why"),
    (do.Offer(remedy="rent", to="ines"), "Hanna's yes"),
    (do.Offer(remedy="hotel", to="ines"), "one line why"),
    (do.Offer(remedy="dryer", to="otto"), "for Otto"),
    (do.AskFor(remedy="dryer"), "yours to offer"),
    (do.Inform(to="otto", facts=()), "what to tell"),
    (do.Note(text="  "), "empty"),
    (do.Close(person="hanna"), "no open conversation"),
    (do.Resume(), "isn't stopped"),
    (do.Finish(), "leave the drill"),
]


@pytest.mark.parametrize(("action", "reason"), IMPOSSIBLE)
def test_an_impossible_move_is_refused_with_a_sentence(action: Action, reason: str) -> None:
    session = begun()

    session.submit(action)

    assert reason in last(session, ev.Refused).reason


@pytest.mark.parametrize(("action", "reason"), IMPOSSIBLE)
def test_a_refusal_changes_nothing_but_the_log(action: Action, reason: str) -> None:
    session = begun()
    before, due = session.view(), session.next_due()

    session.submit(action)

    after = msgspec.structs.replace(session.view(), events=before.events)
    assert (after, session.next_due()) == (before, due)


def test_a_move_sent_twice_counts_once() -> None:
    session = begun()

    session.submit(do.Say(reply="rings.off", id="m1"))
    session.submit(do.Say(reply="rings.off", id="m1"))

    assert len(happened(session, ev.MoveStarted)) == 1
    assert not happened(session, ev.Refused)


def test_a_form_that_the_moment_closes_is_refused() -> None:
    session = begun()
    session.advance(MINUTE)

    session.submit(do.Offer(remedy="dryer", to="ines"))

    assert "isn't the moment" in last(session, ev.Refused).reason


def test_words_to_somebody_who_has_gone_meanwhile_lapse_with_a_reason() -> None:
    session = begun()
    say(session, "rings.off")
    say(session, "waits.bye")

    session.submit(do.Say(reply="waits.word"))

    assert "is over" in last(session, ev.Refused).reason


def test_nothing_moves_while_the_clock_is_stopped() -> None:
    session = begun()
    submit(session, do.Pause())

    session.submit(do.Say(reply="rings.off"))
    session.advance(MINUTE)

    assert session.view().now == 0
    assert "stopped" in last(session, ev.Refused).reason


def test_nothing_can_be_done_after_the_end() -> None:
    session = begun()
    session.submit(do.Leave())

    session.submit(do.Say(reply="rings.off"))

    assert "ended" in last(session, ev.Refused).reason
