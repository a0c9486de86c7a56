"""Three kinds of timer: somebody waits, a moment passes, a named time comes. And silence, an event of its own."""

from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.agenda import Agenda, Due
from tests.drill.playing import MINUTE, SECOND, begun, happened, last, say, submit


def test_nobody_answering_is_an_event_of_its_own() -> None:
    session = begun()

    session.advance(60 * SECOND)

    silence = last(session, ev.SilenceFell)
    assert (silence.person, silence.since, silence.at) == ("ines", 0, 60 * SECOND)


def test_a_moment_left_without_a_reply_moves_on_by_itself() -> None:
    session = begun()

    session.advance(60 * SECOND)

    assert session.view().person("ines").beat == "angry"


def test_leaving_a_moment_cancels_its_patience() -> None:
    session = begun()
    say(session, "rings.off")

    session.advance(100 * SECOND)

    assert session.view().person("ines").beat == "waits"


def test_a_reply_on_its_way_holds_the_moment() -> None:
    session = begun()
    session.advance(55 * SECOND)

    session.submit(do.Say(reply="rings.off"))
    session.advance(65 * SECOND)

    assert session.view().person("ines").beat == "waits"
    assert not happened(session, ev.SilenceFell)


def test_an_update_in_between_does_not_cancel_a_reply_on_its_way() -> None:
    session = begun()
    session.submit(do.Say(reply="rings.off"))

    session.submit(do.Update(to=("ines",), facts=("leak",)))
    session.advance(10 * SECOND)

    assert last(session, ev.TraineeSpoke).reply == "rings.off"
    assert "busy" in last(session, ev.Refused).reason


def test_whoever_waits_asks_again_and_again_until_words_run_out() -> None:
    session = begun()
    say(session, "rings.off")

    session.advance(30 * MINUTE)

    chased = happened(session, ev.PersonChased)
    assert [event.nth for event in chased] == [1, 2]
    assert len(happened(session, ev.SilenceFell)) == 3


def test_only_a_message_that_reaches_that_person_ends_the_waiting() -> None:
    session = begun()
    say(session, "rings.off")

    submit(session, do.Ask(question="whose_pipe"))
    waiting_before = session.view().person("ines").waiting_since
    submit(session, do.Update(to=("ines",), facts=("leak",)))

    assert waiting_before == 10 * SECOND
    assert session.view().person("ines").waiting_since is None


def test_a_happening_that_waits_for_something_comes_after_it() -> None:
    session = begun()
    submit(session, do.Assign(job="stopcock", reason="Water runs."))

    session.advance(10 * MINUTE)

    done, dry = last(session, ev.JobDone), last(session, ev.FactBecameTrue)
    assert dry.fact == "dry"
    assert dry.at == done.at + 30 * SECOND


def test_a_happening_is_passed_over_when_it_has_no_cause_any_more() -> None:
    session = begun()
    submit(session, do.Assign(job="stopcock", reason="Water runs."))

    session.advance(51 * MINUTE)

    assert ev.HappeningHappened(50 * MINUTE, "too_late", happened=False) in session.events()


def test_at_equal_times_an_arrival_comes_before_a_deadline_and_the_rest_in_order_of_entry() -> None:
    agenda = Agenda()
    agenda.add(5, Due.PROMISE, "p1")
    agenda.add(5, Due.HAPPENING, "second")
    agenda.add(5, Due.HAPPENING, "third")
    agenda.add(5, Due.ARRIVAL)

    order = [agenda.take() for _ in range(4)]

    assert [entry.key for entry in order] == ["", "second", "third", "p1"]


def test_who_has_gone_on_to_something_that_asks_nothing_waits_for_nothing() -> None:
    session = begun()
    session.advance(60 * SECOND)

    ines = session.view().person("ines")

    assert ines.beat == "angry"
    assert ines.waiting_since is None
