"""Somebody who posts in the trainee's name: at the interval, from what was released, and it counts as the trainee's."""

from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.events import Source
from simulator.drill.session import LiveSession, ReplaySession
from simulator.scenario.acts import Claim
from simulator.scoring.cadence_sheet import cadence_sheet
from simulator.scoring.claims import ledger
from simulator.scoring.evidence import read
from tests.drill.playing import MINUTE, SECOND, begun, happened, say, submit


def posting() -> LiveSession:
    """Otto has been given it to do; his first words come a minute later."""
    session = begun()
    say(session, "rings.off")
    submit(session, do.Assign(job="notices"))
    return session


def posts(session: LiveSession) -> list[ev.TraineeSpoke]:
    return [spoke for spoke in happened(session, ev.TraineeSpoke) if spoke.source is Source.DELEGATED]


def told(session: LiveSession) -> list[str]:
    return [act.fact for post in posts(session) for act in post.acts if isinstance(act, Claim)]


def test_the_posts_come_at_the_interval_from_when_the_job_is_done() -> None:
    session = posting()
    session.advance(25 * MINUTE)

    times = [skipped.at for skipped in happened(session, ev.PostSkipped)]

    assert times == [happened(session, ev.JobDone)[0].at + n * 10 * MINUTE for n in range(3)]


def test_only_what_was_released_is_posted_and_each_thing_once() -> None:
    session = posting()
    session.advance(5 * MINUTE)
    before = told(session)
    submit(session, do.Inform(to="otto", facts=("leak",)))
    session.advance(35 * MINUTE)

    assert before == []
    assert told(session) == ["leak"]


def test_what_is_posted_has_been_told_by_the_trainee() -> None:
    session = posting()
    submit(session, do.Inform(to="otto", facts=("leak",)))
    session.advance(5 * MINUTE)

    record = read(session.story, session.events())
    (audience,) = cadence_sheet(record, ledger(record))

    assert ("leak", "ines") in [(tell.fact, tell.to) for tell in happened(session, ev.FactTold)]
    assert any(message.informs and message.speech.event.job == "notices" for message in audience.messages)


def test_nothing_is_posted_where_nothing_was_released_and_the_trainee_gets_to_know() -> None:
    session = posting()
    session.advance(25 * MINUTE)

    assert posts(session) == []
    assert [skipped.job for skipped in happened(session, ev.PostSkipped)] == ["notices"] * 3


def test_a_promise_of_the_trainees_own_outlives_a_post_that_had_nothing_to_say() -> None:
    session = posting()
    session.advance(5 * MINUTE)
    submit(session, do.Update(to=("ines",), facts=("leak",), next_in=20 * MINUTE))
    session.advance(20 * MINUTE)

    assert happened(session, ev.PostSkipped)
    assert happened(session, ev.PromiseRenegotiated) == []


def test_what_is_released_late_is_posted_at_the_next_interval() -> None:
    session = posting()
    session.advance(5 * MINUTE)
    submit(session, do.Inform(to="otto", facts=("leak",)))
    session.advance(12 * MINUTE)

    (post,) = posts(session)
    assert post.at == happened(session, ev.JobDone)[0].at + 10 * MINUTE


def test_what_is_being_done_and_has_been_done_stands_in_them() -> None:
    session = posting()
    submit(session, do.Assign(job="stopcock", reason="It floods."))
    session.advance(12 * MINUTE)

    first, second, *_ = posts(session)

    assert "Otto is on his way to the stopcock." in first.words
    assert "Otto has closed the stopcock." in second.words


def test_the_posts_end_once_everybody_knows_that_it_is_over() -> None:
    session = posting()
    submit(session, do.Assign(job="stopcock", reason="It floods."))
    session.advance(7 * MINUTE)
    submit(session, do.Update(to=("ines",), facts=("dry",)))
    session.advance(60 * MINUTE)

    assert len(posts(session)) == 1


def test_a_post_does_not_take_the_words_out_of_the_trainees_mouth() -> None:
    session = begun()
    submit(session, do.Assign(job="notices"))
    submit(session, do.Assign(job="stopcock", reason="It floods."))
    session.advance(58 * SECOND)
    session.submit(do.Say(reply="rings.off"))
    session.advance(2 * MINUTE)

    assert len(posts(session)) == 1
    assert [spoke.reply for spoke in happened(session, ev.TraineeSpoke) if spoke.reply] == ["rings.off"]


def test_a_drill_with_posts_is_replayed_as_it_was_lived() -> None:
    live = posting()
    submit(live, do.Inform(to="otto", facts=("leak",)))
    live.advance(40 * MINUTE)

    again = ReplaySession(live.story, 0, live.events())
    again.advance(live.view().now)

    assert again.view() == live.view()
