"""Taking a drill up again before one of its moves, and playing it on with another."""

import pytest

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.again import Stretch, latest_move, played_out, played_with, taken_up
from simulator.drill.cast import cast
from simulator.drill.pacing import let_time_run
from simulator.drill.session import LiveSession
from simulator.drill.view import Life
from simulator.scenario.reading import read_scenario
from simulator.scenario.shelf import find_scenario


@pytest.fixture(scope="module")
def story():
    return cast(read_scenario(find_scenario("lost-child-resort")), 1)


@pytest.fixture(scope="module")
def run(story):
    session = LiveSession(story, 1)
    play(session, make("hurried", story, 1))
    return tuple(session.events())


def moves(run):
    return [number for number, event in enumerate(run) if isinstance(event, ev.MoveStarted)]


def test_a_drill_taken_up_again_stands_where_the_move_was_begun(story, run):
    for number in moves(run)[::5]:
        session = taken_up(story, run, number)

        assert tuple(session.events()) == run[:number]
        assert session.view().now == run[number].at
        assert session.view().life is Life.RUNNING


def test_the_same_move_made_again_gives_the_same_run(story, run):
    for number in moves(run)[::7]:
        again = played_with(story, run, number, run[number].action)

        assert again.events == run
        assert again.left_out == 0


def test_number_nought_is_the_beginning(story, run):
    session = taken_up(story, run, 0)

    assert session.view().now == 0
    assert session.view().life is Life.RUNNING


def test_another_reply_leads_elsewhere(story, run):
    number = next(n for n in moves(run) if isinstance(run[n].action, do.Say))
    person = next(p for p in taken_up(story, run, number).view().people if p.replies)
    other = next(r.id for r in person.replies if r.id != run[number].action.reply)

    again = played_with(story, run, number, do.Say(reply=other))

    assert again.events[:number] == run[:number]
    assert again.events != run
    assert isinstance(again.events[-1], ev.DrillEnded)


def test_what_was_stopped_half_way_ends_as_the_run_did(story, run):
    number = moves(run)[10]

    assert played_out(story, run[:number], run).events == run


def test_the_latest_move_lies_before_the_event_and_the_time(run):
    numbers = moves(run)

    assert latest_move(run, len(run), run[-1].at) == numbers[-1]
    assert latest_move(run, numbers[3], run[-1].at) == numbers[2]
    assert latest_move(run, len(run), -1) == -1


def test_a_stretch_goes_no_further_than_its_end(story, run):
    number = moves(run)[4]
    session = taken_up(story, run, number)
    until = session.view().now + 5 * 60_000
    stretch = Stretch(session, until)

    while not stretch.over:
        let_time_run(stretch)

    assert stretch.view().now == until
    assert stretch.next_due() is None
    assert all(event.at <= until for event in stretch.events())


def test_what_a_trainer_did_to_the_run_is_done_again(story, run):
    happening = story.happenings[-1].id
    session = taken_up(story, run, moves(run)[6])
    session.submit(do.Inject(actor="trainer", happening=happening))
    session.submit(do.Extend(actor="trainer", length=120_000))
    play(session, make("hurried", story, 1))
    assisted = tuple(session.events())
    number = moves(run)[3]

    again = played_with(story, assisted, number, assisted[number].action)

    assert [e.what for e in again.events if isinstance(e, ev.TrainerIntervened)] == [
        e.what for e in assisted if isinstance(e, ev.TrainerIntervened)
    ]
