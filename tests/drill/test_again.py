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
from tests.drill.playing import begun


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


def test_what_was_done_otherwise_is_followed_by_what_came_later(story, run):
    number = moves(run)[4]
    session = taken_up(story, run, number)
    session.submit(do.Note(text="Hm."))
    let_time_run(session)
    practised = tuple(session.events())

    played = played_out(story, practised, run)

    assert played.events[: len(practised)] == practised
    later = [e.action for e in run if isinstance(e, ev.MoveStarted) and e.at > practised[-1].at]
    made = [e.action for e in played.events[len(practised) :] if isinstance(e, ev.MoveStarted)]
    assert [action for action in later if action in made] == made
    assert len(later) == len(made) + played.left_out


@pytest.mark.parametrize(
    "end", [do.End(actor="trainer"), do.End(actor=do.PLAN), do.Leave()], ids=["trainer", "plan", "left"]
)
def test_a_run_that_was_ended_early_ends_early_again(story, run, end):
    number = moves(run)[6]
    session = taken_up(story, run, number)
    session.submit(end)
    ended = tuple(session.events())
    before = moves(run)[3]

    again = played_with(story, ended, before, ended[before].action)

    assert again.events == ended
    assert again.left_out == 0


def test_what_a_trainer_said_in_their_own_words_is_left_out_and_counted(story, run):
    person = next(p.id for p in story.people if p.has_mood)
    session = taken_up(story, run, moves(run)[6])
    session.submit(do.Inject(actor="trainer", by=person, words="Smoke!"))
    play(session, make("hurried", story, 1))
    assisted = tuple(session.events())
    number = moves(run)[3]

    again = played_with(story, assisted, number, assisted[number].action)

    assert again.left_out >= 1
    assert not any(isinstance(e, ev.TrainerIntervened) for e in again.events)


def test_a_drill_taken_up_behind_its_last_event_stands_at_its_end(story, run):
    assert tuple(taken_up(story, run, len(run)).events()) == run


def test_a_stretch_without_anything_due_ends_at_its_end(story, run):
    session = LiveSession(story, 1)
    session.submit(do.Begin())
    session.submit(do.Pause())

    stretch = Stretch(session, 5 * 60_000)

    assert session.next_due() is None
    assert stretch.next_due() == 5 * 60_000
    assert not stretch.over


def test_the_latest_move_may_lie_at_the_very_time(run):
    number = moves(run)[3]

    assert latest_move(run, len(run), run[number].at) >= number
    assert latest_move(run, number + 1, run[number].at) == number
    assert latest_move(run, number + 1, run[number].at - 1) < number
    assert latest_move(run, 10**9, run[-1].at) == moves(run)[-1]


def a_note_and_then(reply_at: int) -> tuple[LiveSession, int]:
    """The wet ceiling with a note at the beginning and the first reply at *reply_at* ms; the number of the note."""
    session = begun()
    session.submit(do.Note(text="Water."))
    number = len(session.events()) - 1
    while session.view().now < reply_at:
        session.advance(min(session.next_due() or reply_at, reply_at))
    session.submit(do.Say(reply="rings.off"))
    session.advance(5 * 60_000)
    return session, next(n for n in range(number + 1) if isinstance(session.events()[n], ev.MoveStarted))


def test_a_move_that_is_not_possible_at_its_time_is_made_as_soon_as_it_is():
    session, number = a_note_and_then(25_000)

    again = played_with(session.story, session.events(), number, do.Ask(question="whose_pipe"))

    said = next(e for e in again.events if isinstance(e, ev.MoveStarted) and isinstance(e.action, do.Say))
    asked = next(e for e in again.events if isinstance(e, ev.MoveStarted) and isinstance(e.action, do.Ask))
    assert said.at == asked.until > 25_000
    assert again.left_out == 0


def test_a_move_that_does_not_become_possible_is_left_out():
    session, number = a_note_and_then(25_000)

    again = played_with(session.story, session.events(), number, do.Say(reply="rings.number"))

    moved = [e.action for e in again.events if isinstance(e, ev.MoveStarted)]
    assert do.Say(reply="rings.off") not in moved
    assert again.left_out == 1
