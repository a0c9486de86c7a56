"""It doesn't end at the fix: phases, jumps, closing, and the ways a drill comes to its end."""

from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.session import LiveSession
from tests.drill.playing import MINUTE, begun, happened, last, say, submit


def dry(session: LiveSession) -> LiveSession:
    """The stopcock is closed and the water is off."""
    submit(session, do.Assign(job="stopcock", reason="Water runs."))
    session.advance(session.view().now + 5 * MINUTE)
    return session


def test_the_next_phase_begins_when_its_condition_holds() -> None:
    session = dry(begun())

    assert [event.phase for event in happened(session, ev.PhaseBegan)] == ["during", "putting_right"]


def test_after_the_last_word_time_jumps_to_the_evening() -> None:
    session = begun()
    say(session, "rings.off")
    say(session, "waits.tonight")
    dry(session)
    submit(session, do.Close(person="ines"))

    session.advance(150 * MINUTE)

    assert last(session, ev.PhaseBegan) == ev.PhaseBegan(150 * MINUTE, "evening")
    assert session.view().person("ines").beat == "evening"


def test_without_a_promise_for_the_evening_it_is_passed_over_and_the_drill_closes() -> None:
    session = dry(begun())

    submit(session, do.Close(person="ines"))

    assert session.view().life.value == "closing"


def test_closing_up_before_the_matter_is_over_does_not_end_the_world() -> None:
    session = begun()

    submit(session, do.Close(person="ines"))

    assert session.view().life.value == "running"
    session.advance(51 * MINUTE)
    assert session.view().person("ines").beat == "angry"


def test_late_remedies_are_still_possible_while_the_drill_closes() -> None:
    session = dry(begun())
    submit(session, do.Close(person="ines"))

    submit(session, do.Offer(remedy="dryer", to="ines"))

    assert last(session, ev.RemedyOffered).to == "ines"


def test_a_closing_drill_ends_by_itself_or_when_the_trainee_has_finished() -> None:
    by_itself, finished = dry(begun()), dry(begun())
    for session in (by_itself, finished):
        submit(session, do.Close(person="ines"))

    by_itself.advance(60 * MINUTE)
    finished.submit(do.Finish())

    assert last(by_itself, ev.DrillEnded).why is ev.Why.COMPLETED
    assert last(finished, ev.DrillEnded).why is ev.Why.COMPLETED


def test_walking_away_ends_the_drill_with_an_outcome() -> None:
    session = begun()

    session.submit(do.Leave())

    assert last(session, ev.DrillEnded) == ev.DrillEnded(0, "wet", ev.Why.WALKED_AWAY)


def test_a_stopped_clock_goes_on_where_it_stood() -> None:
    session = begun()
    session.advance(MINUTE // 2)
    session.submit(do.Pause())
    session.advance(MINUTE // 2)

    session.submit(do.Resume())
    session.advance(MINUTE)

    assert last(session, ev.SilenceFell).at == MINUTE
