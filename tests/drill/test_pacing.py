"""How wall time becomes drill time: reading is free, thinking longer isn't, stopping costs nothing."""

from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.pacing import Pacer, let_time_run, reading_allowance
from tests.drill.playing import MINUTE, SECOND, begun, last, say, submit


def test_thinking_within_the_reading_allowance_takes_no_drill_time() -> None:
    session = begun()
    session.advance(0)
    pacer = Pacer(session)

    pacer.tick(pacer.allowance)

    assert session.view().now == 0


def test_thinking_longer_runs_one_to_one_while_somebody_waits() -> None:
    session = begun()
    pacer = Pacer(session)

    pacer.tick(pacer.allowance + 4 * SECOND)

    assert session.view().now == 4 * SECOND


def test_the_size_of_a_tick_does_not_matter() -> None:
    coarse, fine = begun(), begun()
    one, many = Pacer(coarse), Pacer(fine)

    one.tick(30 * SECOND)
    for _ in range(600):
        many.tick(SECOND // 20)

    assert coarse.view().now == fine.view().now


def test_who_reads_slowly_gets_more_time_to_read() -> None:
    assert reading_allowance("Water comes through the lamp, all over the table." * 2, 1.5) == round(
        1.5 * reading_allowance("Water comes through the lamp, all over the table." * 2)
    )


def test_the_clock_stands_while_nobody_waits() -> None:
    session = begun()
    say(session, "rings.off")
    submit(session, do.Update(to=("ines",), facts=("leak",)))
    pacer, before = Pacer(session), session.view().now

    pacer.tick(10 * MINUTE)

    assert session.view().now == before


def test_a_stopped_clock_does_not_tick() -> None:
    session = begun()
    pacer = Pacer(session)
    session.submit(do.Pause())

    pacer.tick(10 * MINUTE)

    assert session.view().now == 0


def test_letting_time_run_stops_when_somebody_speaks() -> None:
    session = begun()
    say(session, "rings.off")

    let_time_run(session)

    assert last(session, ev.PersonChased).at == session.view().now


def test_letting_time_run_stops_when_a_promise_falls_due_and_can_still_be_kept() -> None:
    session = begun()
    say(session, "rings.off")
    say(session, "waits.word")
    due = last(session, ev.PromiseMade).due

    while session.view().now < due:
        let_time_run(session)

    assert session.view().now == due
    assert not [e for e in session.events() if isinstance(e, ev.PromiseBroken)]


def test_letting_time_run_does_not_stop_for_what_nobody_notices() -> None:
    session = begun()
    submit(session, do.Assign(job="stopcock", reason="Water runs."))
    session.submit(do.Close(person="ines"))

    let_time_run(session)
    let_time_run(session)

    spoken = [e for e in session.events() if isinstance(e, ev.PersonSpoke) and e.at == session.view().now]
    assert spoken


def test_a_drill_gone_on_with_gives_time_for_what_was_said_last_not_for_all_of_it() -> None:
    session = begun()
    say(session, "rings.off")
    submit(session, do.Update(to=("ines",), facts=("leak",)))
    whole = sum(reading_allowance(e.words) for e in session.events() if isinstance(e, ev.PersonSpoke))

    assert Pacer(session).allowance < whole / 2
