"""Handing over: whoever takes over knows what the note says, and every promise is due all the same."""

import msgspec

from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.cast import cast
from simulator.drill.session import LiveSession, ReplaySession
from tests.drill.playing import MINUTE, happened, last, say, submit, wet_ceiling


def begun() -> LiveSession:
    """The drill, in which somebody else sits down once the water is off."""
    story = cast(wet_ceiling(), 0)
    phases = tuple(
        msgspec.structs.replace(phase, hands_over=phase.id == "putting_right", jump_to=None) for phase in story.phases
    )
    session = LiveSession(msgspec.structs.replace(story, phases=phases), 0)
    session.submit(do.Begin())
    say(session, "rings.off")
    say(session, "waits.word")
    return session


def taken_over(session: LiveSession) -> LiveSession:
    submit(session, do.Assign(job="stopcock", reason="It floods."))
    session.advance(6 * MINUTE)
    assert last(session, ev.PhaseBegan).phase == "putting_right"
    return session


def heard(session: LiveSession) -> list[str]:
    return [item.fact for item in session.view().heard]


def note(**handed: tuple[str, ...]) -> do.Note:
    return do.Note(text="Ines, first floor. The stopcock is being closed.", **handed)


def test_what_the_note_hands_over_is_known_and_the_rest_is_not() -> None:
    session = begun()
    submit(session, note(facts=("leak",)))

    assert heard(taken_over(session)) == ["leak"]


def test_without_a_note_nothing_is_known() -> None:
    assert heard(taken_over(begun())) == []


def test_what_is_not_known_cannot_be_told_until_it_is_heard_again() -> None:
    session = taken_over(begun())

    session.submit(do.Update(to=("ines",), facts=("leak",)))

    assert last(session, ev.Refused).reason == "You can't tell what you haven't heard."


def test_a_promise_that_was_not_handed_over_is_not_shown_and_is_broken_all_the_same() -> None:
    session = taken_over(begun())
    shown = session.view().promises

    session.advance(30 * MINUTE)

    assert shown == ()
    assert happened(session, ev.PromiseBroken)


def test_a_promise_that_was_handed_over_is_shown() -> None:
    session = begun()
    submit(session, note(promises=("next_word",)))

    assert [promise.what for promise in taken_over(session).view().promises] == ["next_word"]


def test_a_note_hands_over_only_what_was_heard() -> None:
    session = begun()

    session.submit(note(facts=("our_pipe",)))

    assert last(session, ev.Refused).reason == "You can't tell what you haven't heard."


def test_handing_over_is_replayed_as_it_was_lived() -> None:
    session = begun()
    submit(session, note(facts=("leak",)))
    live = taken_over(session)

    again = ReplaySession(live.story, 0, live.events())
    again.advance(live.view().now)

    assert again.view() == live.view()
