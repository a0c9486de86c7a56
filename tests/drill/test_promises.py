"""The promise book: made, kept, renegotiated, broken."""

from hypothesis import given
from hypothesis import strategies as st

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.session import LiveSession
from tests.drill.playing import MINUTE, SECOND, begun, happened, last, say, submit


def with_promise() -> LiveSession:
    """Ines was promised a word within ten minutes."""
    session = begun()
    say(session, "rings.off")
    say(session, "waits.word")
    return session


def an_update() -> do.Update:
    return do.Update(to=("ines",), facts=("leak",))


def test_a_word_comes_due_when_it_was_said_to() -> None:
    session = with_promise()

    made = last(session, ev.PromiseMade)

    assert made.due == made.at + 10 * MINUTE


def test_coming_back_with_something_to_say_keeps_a_word() -> None:
    session = with_promise()

    session.advance(9 * MINUTE)
    submit(session, an_update())

    assert last(session, ev.PromiseKept).promise == "p1"


def test_a_word_up_to_a_minute_late_is_kept() -> None:
    session = with_promise()
    due = last(session, ev.PromiseMade).due

    session.advance(due + 40 * SECOND)
    submit(session, an_update())

    assert happened(session, ev.PromiseKept)


def test_a_word_more_than_a_minute_late_is_broken() -> None:
    session = with_promise()
    due = last(session, ev.PromiseMade).due

    session.advance(due + 41 * SECOND)
    submit(session, an_update())

    assert last(session, ev.PromiseBroken).at == due + MINUTE
    assert not happened(session, ev.PromiseKept)


def test_talking_on_at_once_does_not_keep_the_word_for_later() -> None:
    session = with_promise()

    submit(session, an_update())

    assert not happened(session, ev.PromiseKept)


def test_a_bare_next_time_does_not_keep_a_word() -> None:
    session = with_promise()

    session.advance(9 * MINUTE)
    submit(session, do.Update(to=("ines",), next_in=10 * MINUTE))

    assert not happened(session, ev.PromiseKept)
    assert last(session, ev.PromiseRenegotiated).promise == "p1"


def test_a_new_time_before_the_old_one_renegotiates_it() -> None:
    session = with_promise()

    session.advance(2 * MINUTE)
    submit(session, do.Promise(to="ines", what="next_word", within=30 * MINUTE))

    assert last(session, ev.PromiseRenegotiated).new == "p2"


def test_a_deed_falls_due_by_its_nature_and_is_kept_by_doing_it() -> None:
    session = begun()
    say(session, "rings.off")
    say(session, "waits.tonight")
    submit(session, do.Assign(job="stopcock", reason="Water runs."))
    session.advance(10 * MINUTE)
    submit(session, do.Close(person="ines"))

    session.advance(150 * MINUTE)

    assert last(session, ev.PromiseMade).due == 150 * MINUTE
    assert last(session, ev.PromiseKept).at == 150 * MINUTE


def test_what_nobody_has_a_reason_to_promise_yet_is_not_listed_and_refused() -> None:
    session = begun()
    promise = do.Promise(to="ines", what="painter", within=10 * MINUTE)

    listed = [commitment.id for commitment in session.view().commitments]
    session.submit(promise)

    assert "painter" not in listed
    assert last(session, ev.Refused).reason == "There is no reason to promise that yet."


def test_it_is_listed_and_can_be_promised_once_there_is_a_reason() -> None:
    session = begun()
    submit(session, do.Assign(job="stopcock", reason="It floods."))
    session.advance(6 * MINUTE)

    listed = [commitment.id for commitment in session.view().commitments]
    submit(session, do.Promise(to="ines", what="painter", within=10 * MINUTE))

    assert "painter" in listed
    assert last(session, ev.PromiseMade).what == "painter"


def test_of_how_long_is_spoken_from_when_there_is_a_reason_until_it_is_heard_to_be_over() -> None:
    session = begun()
    early = [quantity.id for quantity in session.view().quantities]
    session.submit(do.Update(to=("ines",), quantity="plaster", low=0, high=MINUTE))
    refused = last(session, ev.Refused).reason

    submit(session, do.Assign(job="stopcock", reason="It floods."))
    session.advance(6 * MINUTE)

    assert early == ["water"]
    assert refused == "There is no reason to speak of that yet."
    assert [quantity.id for quantity in session.view().quantities] == ["plaster"]


def test_a_promise_due_after_the_end_is_neither_kept_nor_broken() -> None:
    session = with_promise()

    session.submit(do.Leave())

    assert not happened(session, ev.PromiseKept)
    assert not happened(session, ev.PromiseBroken)


@given(st.integers(0, 300), st.sampled_from(["random", "careful", "longest"]))
def test_a_promise_has_at_most_one_terminal_state(seed: int, bot: str) -> None:
    session = begun(seed)

    play(session, make(bot, session.story, seed))

    ended = [
        e.promise for e in session.events() if isinstance(e, ev.PromiseKept | ev.PromiseBroken | ev.PromiseRenegotiated)
    ]
    assert len(ended) == len(set(ended))


def test_telling_them_that_it_is_over_keeps_the_next_word_however_early() -> None:
    session = begun()
    submit(session, do.Assign(job="stopcock", reason="It floods."))
    session.advance(12 * MINUTE)
    submit(session, do.Update(to=("ines",), facts=("leak",), next_in=30 * MINUTE))

    submit(session, do.Update(to=("ines",), facts=("dry",)))

    made = last(session, ev.PromiseMade)
    assert made.promise in [kept.promise for kept in happened(session, ev.PromiseKept)]
