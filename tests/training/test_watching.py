"""The trainer's second screen: who is where, what they did, what is due, what was missed; and orders beneath it."""

from datetime import UTC, datetime

import pytest

from simulator.drill import actions as do
from simulator.drill.clock import MINUTE, SECOND
from simulator.journal.live import end
from simulator.terminal.trainer import Watch
from simulator.training.board import Standing
from simulator.training.control import Ordered
from simulator.training.orders import Desk
from simulator.training.watching import overview, row_words
from tests.terminal.conftest import JumpClock, ScriptedConsole


@pytest.fixture
def rows(control, runs):
    def look():
        names = runs.people.read().names
        return overview(control, runs.disk, names).rows

    return look


@pytest.fixture
def lines(rows, runs):
    return lambda: [row_words(row, runs.people.read().names) for row in rows()]


@pytest.fixture
def ana(station):
    """Somebody in the middle of the drill, at the open station A."""
    with station("A") as first:
        sitting = first.sit_down(first.take())
        sitting.live.session.submit(do.Begin())
        sitting.live.session.submit(do.Say(reply="counter.look"))
        sitting.live.session.advance(8 * SECOND)
        sitting.listen(500)
        yield sitting


@pytest.fixture
def watch(runs, control, story):
    """The second screen, with these lines typed at it; gives what was printed."""

    def typing(*typed, meanwhile=lambda: None):
        console = ScriptedConsole(typed, JumpClock())
        desk = Desk(control.read()[0].trainer, [story], runs.people.read().names)
        meanwhile()
        noon = datetime(2026, 3, 1, 12, tzinfo=UTC)
        Watch(runs, control, desk, console, lambda: noon).watch()
        return console.flowing

    return typing


def test_who_hasnt_played_yet_is_listed(lines):
    assert lines()[0] == "Ana Ruiz: still to play cake-at-six."


def test_who_plays_is_shown_with_their_time_their_last_word_and_what_is_due(ana, lines):
    assert lines()[0] == (
        "Ana Ruiz, station A, cake-at-six: 17:40:08, At the counter; 25 min left; last at 17:40:08 to Nora: "
        '"For Ida, at six. I\'ll look at once."; Nora waits; next promise by 17:43:08: come back to her (Nora).'
    )


def test_what_was_missed_and_helped_is_shown(ana, lines, control):
    control.order(do.Inject(actor="t1", by="paul", words="Smoke!"), (), "")
    ana.live.session.advance(5 * MINUTE)
    ana.listen(500)

    assert "missed 1: come back to her (Nora)" in lines()[0]
    assert lines()[0].endswith("assisted.")


def test_a_clock_that_was_stopped_says_by_whom(ana, lines, control, runs):
    (other,) = runs.people.enrol(["Sam Ode"])
    control.order(do.Pause(actor=other), (), "")
    control.order(do.Inject(actor=other, by="paul", words="Smoke!"), (), "")
    ana.listen(500)

    assert "the clock was stopped by Sam Ode" in lines()[0]
    assert "1 of your orders waits until the clock runs" in lines()[0]


def test_a_station_that_is_gone_is_told_as_gone(station, lines):
    with station("A") as first:
        sitting = first.sit_down(first.take())
        sitting.live.session.submit(do.Begin())
        sitting.listen(500)
        sitting.live.run.close()

    assert "THE STATION IS GONE, its run waits for it" in lines()[0]


def test_whoever_has_finished_is_finished(ana, rows):
    ana.live.session.submit(do.Leave())
    end(ana.live)
    ana.leave()

    assert rows()[0].standing is Standing.FINISHED
    assert not rows()[0].gone


def test_a_status_that_cant_be_read_keeps_nobody_from_watching(ana, lines, control):
    (control.folder / "status" / "0.json").write_bytes(b"{")

    assert lines()[0] == "Ana Ruiz, station A, cake-at-six: about to begin."


def test_what_is_typed_is_sent_and_what_is_wrong_with_it_is_told(ana, watch, control):
    printed = watch("pause for Ana", "puase", "?", "q")

    assert "Sent." in printed
    assert "Did you mean 'pause'?" in printed
    assert "stop the clock: no deadline is lost or moved" in printed
    (ordered,) = [line for line in control.read() if isinstance(line, Ordered)]
    assert (ordered.to, ordered.at) == (ana.people[:1], "2026-03-01T12:00:00Z")


def test_only_what_happened_is_printed_while_the_trainer_waits(ana, watch):
    printed = watch(3.0, "q")

    assert printed.count("Ana Ruiz, station A") == 1


def test_enter_shows_everybody(ana, watch):
    assert watch("", "q").count("Cy Moor: still to play") == 2


@pytest.mark.parametrize(("answer", "ended"), [("no", 0), ("yes", 1)])
def test_ending_it_for_everybody_is_asked_twice(ana, watch, control, answer, ended):
    watch("end", answer, "q")

    assert sum(isinstance(line, Ordered) for line in control.read()) == ended


def test_a_drill_that_cant_be_read_is_told_once(ana, watch, control):
    path = control.folder / "control.jsonl"

    printed = watch("", 2.0, "pause", "q", meanwhile=lambda: path.write_bytes(b"x" + path.read_bytes()[1:-70]))

    assert printed.count("control.jsonl:1: this line was changed or damaged") == 2  # looked at, and ordered
