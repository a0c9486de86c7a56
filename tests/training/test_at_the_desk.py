"""A trainee at a station: sees the trainer's pause, hears what was injected, and goes on when nobody is there."""

import pytest

from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.clock import MINUTE
from simulator.drill.view import Life
from simulator.journal.records import Mode
from simulator.terminal.console import InputEnded
from simulator.terminal.playing import Desk, StoppedForNow
from simulator.terminal.station import keep_station
from simulator.training.attending import Attended
from tests.drill.playing import happened
from tests.terminal.conftest import JumpClock, ScriptedConsole


class Trainer:
    """Gives its orders one at a time, at each *nth* look."""

    def __init__(self, session, *orders):
        self.session = session
        self.orders = list(orders)
        self.elapsed = 0

    def listen(self, elapsed):
        self.elapsed += elapsed
        if self.orders:
            wish = self.orders.pop(0)
            if wish is not None:
                self.session.submit(wish)
        return ()


@pytest.fixture
def sit(story, session):
    """Plays with these answers while the trainer gives these orders, one a look; gives what was printed."""

    def play(*answers, orders=(), mode=Mode.UNTIMED):
        clock = JumpClock()
        console = ScriptedConsole(answers, clock)
        trainer = Trainer(session, *orders)
        attended = Attended(trainer.listen, {"t1": "Alex Kim"})
        try:
            Desk(story, session, mode, console, clock, attended=attended).play()
        except (InputEnded, StoppedForNow):
            console.lines.append("(input ended)")
        return console.flowing

    return play


PAUSE, RESUME = do.Pause(actor="t1", id="1"), do.Resume(actor="t1", id="2")
BRIEFED = (None, None)  # two looks: before and after the briefing's prompt


def test_the_trainers_pause_is_seen_with_their_name(sit, session):
    printed = sit("", 1.0, orders=[*BRIEFED, None, PAUSE])

    assert "Alex Kim has stopped the clock." in printed
    assert session.view().life is Life.PAUSED


def test_what_is_typed_while_the_trainer_has_stopped_the_clock_does_nothing(sit, session):
    printed = sit("", 1.0, "1", "", orders=[*BRIEFED, None, PAUSE])

    assert "The clock is stopped, so nothing was done." in printed
    assert not happened(session, ev.Refused)
    assert not happened(session, ev.MoveStarted)


def test_it_goes_on_when_the_trainer_says_so_and_the_next_line_is_a_move(sit, session):
    printed = sit("", 0.5, "", 1.0, "1", orders=[*BRIEFED, None, PAUSE, None, None, RESUME])

    assert "Alex Kim lets the clock go on." in printed
    assert happened(session, ev.MoveStarted)


def test_a_trainer_who_is_gone_doesnt_end_the_drill(sit, session):
    sit("", 0.5, "", "go on", "1", orders=[*BRIEFED, None, PAUSE])

    assert [event.actor for event in happened(session, ev.DrillResumed)] == [do.TRAINEE]
    assert happened(session, ev.MoveStarted)


def test_stopping_here_is_possible_while_the_trainer_has_stopped_the_clock(sit, session):
    printed = sit("", 0.5, "", "q", "never read", orders=[*BRIEFED, None, PAUSE])

    assert printed.endswith("(input ended)")
    assert session.view().life is Life.PAUSED


def test_what_was_injected_is_heard_and_not_that_it_was(sit):
    wish = do.Inject(actor="t1", id="1", by="paul", words="Smoke in the bakery!")

    printed = sit("", 1.0, orders=[*BRIEFED, None, wish])

    assert 'Paul: "Smoke in the bakery!"' in printed
    assert "Alex Kim" not in printed


def test_a_mark_and_an_order_that_came_to_nothing_are_not_seen(sit, session):
    wishes = [do.Mark(actor="t1", id="1", note="look here"), do.Inject(actor="t1", id="2", happening="flood")]

    printed = sit("", 2.0, orders=[*BRIEFED, None, *wishes])

    assert "look here" not in printed
    assert "flood" not in printed
    assert happened(session, ev.MomentMarked)
    assert happened(session, ev.InterventionRefused)


def test_more_time_and_the_end_are_told_with_the_trainers_name(sit):
    wishes = [do.Extend(actor="t1", id="1", length=5 * MINUTE), do.End(actor="t1", id="2")]

    printed = sit("", 2.0, orders=[*BRIEFED, None, *wishes])

    assert "Alex Kim gave 5 min more." in printed
    assert "Alex Kim ended the drill." in printed
    assert "The drill is over." in printed


@pytest.mark.parametrize("mode", [Mode.TIMED, Mode.ASSESSED])
def test_no_time_presses_while_the_trainer_has_stopped_the_clock(sit, session, mode):
    sit("", 0.5, 600.0, orders=[*BRIEFED, None, PAUSE], mode=mode)

    assert session.view().now == 0


# -- one after the other


@pytest.fixture
def keep(station, runs):
    """Keeps station A with these lines typed; gives what was printed."""

    def typing(*typed):
        console = ScriptedConsole(typed, JumpClock())
        with station("A") as first:
            keep_station(first, runs.people.read().names, console, False, "firedrill drill autumn --station A")
        return console.flowing

    return typing


LEAVES = ("", "", "l", "yes", "2", "2", "2", "2", "", "", "", "", "", "")


def test_people_are_called_one_after_the_other_until_everybody_has_played(keep):
    printed = keep(*LEAVES * 4)

    calls = [printed.index(f"{name}: this is yours.") for name in ("Ana Ruiz", "Ben Okafor", "Cy Moor", "Dee Lang")]
    assert calls == sorted(calls)
    assert printed.endswith("Everybody has played. This station is closed.")


def test_a_drill_that_was_stopped_here_goes_on_here(keep):
    stopped = keep("", "", "1", "q")
    assert "To go on with it: firedrill drill autumn --station A" in stopped

    printed = keep("", "q")

    assert "Enter goes on with the drill that was stopped here" in printed
    assert "You go on where you stopped." in printed


def test_whoever_isnt_there_is_passed_over(keep):
    printed = keep("", "q", "", "q", "q")

    assert "Ana Ruiz: this is yours." in printed
    assert "Ben Okafor: this is yours." in printed
