"""A list of moves is played in order: at its times, or as soon as each is possible, to the drill's end."""

from pathlib import Path

import pytest

from simulator.bots.moves import Missed, play_moves
from simulator.bots.plays import comes_up
from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.cast import cast
from simulator.drill.session import LiveSession
from simulator.drill.view import Life
from simulator.journal.records import PlannedMove
from simulator.scenario.plans import Seen
from simulator.scenario.reading import read_scenario

CAKE = Path(__file__).parent.parent / "end_to_end" / "cake-at-six.yaml"


@pytest.fixture(scope="module")
def story():
    return cast(read_scenario(CAKE), 0)


@pytest.fixture
def play(story):
    """Plays these moves, each an action or a pair of time and action; gives the events and what was missed."""

    def run(*moves):
        session = LiveSession(story, 0)
        planned = [PlannedMove(*reversed(m)) if isinstance(m, tuple) else PlannedMove(m) for m in moves]
        missed = play_moves(session, story, planned)
        assert session.view().life is Life.ENDED
        return session.events(), missed

    return run


def started(events):
    return [(event.at, event.action) for event in events if isinstance(event, ev.MoveStarted)]


def test_no_moves_play_the_drill_to_its_end(play):
    events, missed = play()

    assert isinstance(events[0], ev.DrillStarted)
    assert isinstance(events[-1], ev.DrillEnded)
    assert missed == ()


def test_a_move_without_a_time_waits_until_it_is_possible(play):
    ask = do.Ask(question="where")

    events, missed = play(do.Say(reply="counter.look"), ask)

    paul_calls = next(e.at for e in events if isinstance(e, ev.ConversationOpened) and e.person == "paul")
    assert started(events)[1] == (paul_calls, ask)
    assert missed == ()


def test_a_move_without_a_time_waits_for_the_one_before(play):
    events, _ = play(do.Say(reply="counter.look"), do.Note(text="Ring Nora."))

    first, second = started(events)
    assert second[0] == first[0] + 8_000


def test_a_move_with_a_time_is_made_then(play):
    note = do.Note(text="Ring Nora.")

    events, missed = play((90_000, note))

    assert started(events) == [(90_000, note)]
    assert missed == ()


def test_a_move_that_is_refused_at_its_time_is_missed_and_told(play):
    events, missed = play((5_000, do.Finish()), do.Note(text="Ring Nora."))

    refused = [event for event in events if isinstance(event, ev.Refused)]
    assert [(event.at, event.reason) for event in refused] == [(5_000, missed[0].why)]
    assert missed[0].number == 1
    assert len(started(events)) == 1


def test_a_move_that_never_becomes_possible_is_missed(play):
    _, missed = play(do.Say(reply="no.such"), do.Note(text="too late"))

    assert [m.number for m in missed] == [1, 2]
    assert missed[0].why.startswith("it never became possible. At the end: ")


def test_a_move_after_the_end_is_missed(play):
    _, missed = play(do.Leave(), (10**9, do.Note(text="too late")))

    assert missed == (Missed(2, "the drill had ended by then"),)


def test_a_pause_is_over_at_the_end_of_the_list(play):
    events, _ = play(do.Pause())

    assert isinstance(events[-1], ev.DrillEnded)
    assert any(isinstance(event, ev.DrillResumed) for event in events)


def test_times_after_a_pause_are_drill_times(play):
    note = do.Note(text="Ring Nora.")

    events, _ = play((5_000, do.Pause()), (60_000, do.Resume()), (30_000, note))

    assert (30_000, note) in started(events)


@pytest.mark.parametrize(
    ("kind", "name", "event"),
    [
        ("beat", "b", ev.BeatEntered(0, "p", "b")),
        ("fact", "f", ev.FactLearned(0, "f", "p", "w", "likely")),
        ("remedy", "r", ev.RemedyGiven(0, "r", "p")),
        ("reply", "b.1", ev.TraineeSpoke(0, ("p",), "w", (), ev.Source.SCRIPTED, "b.1")),
        ("question", "q", ev.QuestionAsked(0, "q", "p")),
        ("job", "j", ev.JobAssigned(0, "j", 0)),
        ("happening", "h", ev.HappeningHappened(0, "h")),
        ("commitment", "c", ev.PromiseMade(0, "p1", "c", "p", 5)),
        ("request", "r", ev.PersonSpoke(0, "p", "w", asks="r")),
    ],
)
def test_what_a_plan_wants_seen_is_looked_for_in_the_events(kind, name, event):
    assert comes_up(Seen(kind, name), [event])
    assert not comes_up(Seen(kind, "other"), [event])


def test_a_happening_that_was_passed_over_does_not_come_up():
    assert not comes_up(Seen("happening", "h"), [ev.HappeningHappened(0, "h", happened=False)])
