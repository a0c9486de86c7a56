"""Stations: nobody's place is taken twice, what vanished goes on, and a trainer's orders arrive once each."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from simulator.book.ledger import Forgotten, Ledger, ledger_path
from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill import actions as do
from simulator.drill import events as ev
from simulator.drill.clock import MINUTE, SECOND
from simulator.drill.events import Why
from simulator.drill.view import Life
from simulator.errors import Usage
from simulator.journal.disk import RunInUse
from simulator.journal.live import end
from simulator.journal.runs import Runs
from simulator.training.board import Standing, board_of
from simulator.training.control import Control, PlaceTaken
from simulator.training.stations import Station, TimeAtDesk
from simulator.training.status import read_status
from tests.drill.playing import happened


def standings(control):
    return [seat.standing.value for seat in board_of(control.read()).seats]


def sit(station: Station):
    sitting = station.sit_down(station.take())
    sitting.live.session.submit(do.Begin())
    sitting.listen(0)
    return sitting


def finish(sitting):
    live = sitting.live
    play(live.session, make("careful", live.story, live.run.header.seed))
    end(live)
    return sitting.leave()


# -- places


def test_one_after_the_other_plays_at_one_station(station, control, runs):
    with station("A") as first:
        for _ in range(4):
            assert finish(sit(first)) is Life.ENDED
        assert first.take() is None

    assert standings(control) == ["finished"] * 4
    headers = [runs.read_run(run.run)[1].header for run in runs.list_runs()]
    assert {(header.plan, header.cohort) for header in headers} == {("autumn", "autumn class")}
    assert {runs.people.name(header.trainer) for header in headers} == {"Alex Kim"}
    assert sorted((runs.people.name(h.person), h.seed, h.accommodations.reading_time) for h in headers) == [
        ("Ana Ruiz", 1, 1.0),
        ("Ben Okafor", 3, 1.5),
        ("Cy Moor", 3, 1.0),
        ("Dee Lang", 4, 2.0),
    ]


def test_eight_stations_that_ask_at_once_take_four_places(control, runs):
    def take(number):
        mine = Station(runs.home, Control(control.folder, runs.disk), runs, f"S{number}")
        seat = mine.take()
        return None if seat is None else seat.place.number

    with ThreadPoolExecutor(8) as crowd:
        taken = list(crowd.map(take, range(8)))

    assert sorted(number for number in taken if number is not None) == [0, 1, 2, 3]
    assert taken.count(None) == 4


def test_a_station_that_is_open_already_is_refused(station):
    with station("A"), pytest.raises(RunInUse, match="'A' is open already"):
        station("A").__enter__()


def test_a_place_kept_for_a_station_is_taken_there_and_nowhere_else(read, runs):
    from simulator.training.setting_up import set_up

    plan = read("Cy Moor]", "{name: Cy Moor, station: B}]")
    control, _ = set_up(runs, plan)
    a, b = (Station(runs.home, Control(control.folder, runs.disk), runs, name) for name in "AB")

    assert b.take().place.number == 0
    assert [a.board().open_seats("A")[n].place.number for n in range(2)] == [1, 3]


def test_nobody_plays_at_two_stations_at_once(read, runs, folder):
    from simulator.training.setting_up import set_up

    (folder / "second.yaml").write_text(
        (folder / "cake-at-six.yaml").read_text().replace("id: cake-at-six", "id: cake")
    )
    plan = read("[cake-at-six.yaml]", "[cake-at-six.yaml, second.yaml]")
    control, _ = set_up(runs, plan)
    for name in ("A", "B", "C", "D"):
        assert Station(runs.home, control, runs, name).take().place.scenario == "cake-at-six"

    assert Station(runs.home, control, runs, "E").take() is None
    assert [seat.place.number for seat in board_of(control.read()).seats] == list(range(8))


def test_somebody_who_isnt_there_comes_last(station, control):
    with station("A") as first:
        sitting = first.sit_down(first.take())
        first.runs.discard(sitting.live.run)
        assert sitting.leave() is Life.BRIEFING

        assert first.take().place.number == 1

    assert standings(control)[0] == "open"
    assert not list(first.runs.list_runs())


def test_a_pair_at_one_desk_plays_one_run_that_names_both(read, runs):
    from simulator.training.setting_up import set_up

    control, _ = set_up(runs, read("seed: each", "seed: 3"))
    with Station(runs.home, control, runs, "A") as first:
        sitting = first.sit_down(first.take(pair=True))
        header = sitting.live.run.header

    assert [runs.people.name(header.person), runs.people.name(header.pair)] == ["Ana Ruiz", "Ben Okafor"]
    assert header.accommodations.reading_time == 1.5
    sitting.live.session.submit(do.Begin())
    finish(sitting)
    assert standings(control) == ["finished", "finished", "open", "open"]


def test_nobody_is_paired_with_somebody_who_plays_something_else(station):
    with station("A") as first, pytest.raises(Usage, match="nobody left who could share the desk"):
        first.take(pair=True)


# -- a station that vanishes


def test_a_station_that_vanished_goes_on_with_its_run_behind_its_last_event(station, control, runs):
    with station("A") as first:
        sitting = sit(first)
        sitting.live.session.submit(do.Say(reply="counter.look"))
        sitting.live.session.advance(20 * SECOND)
        before = tuple(sitting.live.session.events())
        sitting.live.run.close()  # as the system does for whoever is killed

    with station("A") as again:
        seat = again.take()
        back = again.sit_down(seat)

        assert back.live.run.name == sitting.live.run.name
        assert tuple(back.live.session.events()) == before
        finish(back)
    assert standings(control) == ["finished", "open", "open", "open"]


def test_a_run_that_ended_before_its_station_vanished_is_scored_and_finished(station, control, runs):
    with station("A") as first:
        sitting = sit(first)
        play(sitting.live.session, make("careful", sitting.live.story, 1))
        sitting.live.run.close()

    with station("A") as again:
        assert again.take().place.number == 1

    assert standings(control)[:2] == ["finished", "taken"]
    (run,) = runs.list_runs()
    assert run.rubric


def test_a_damaged_record_is_left_as_it_is_and_the_place_begins_anew(station, runs):
    with station("A") as first:
        sitting = sit(first)
        sitting.live.run.close()
    path = runs.home / f"{sitting.live.run.name}.jsonl"
    damaged = path.read_bytes().replace(b"drill_started", b"drill_startet")
    path.write_bytes(damaged)

    with station("A") as again:
        back = again.sit_down(again.take())

    assert back.live.run.name != sitting.live.run.name
    assert path.read_bytes() == damaged


def test_runs_may_be_kept_in_the_stations_own_folder(control, runs, tmp_path):
    own = Runs(tmp_path / "own")
    with Station(runs.home, control, own, "A") as first:
        finish(sit(first))

    assert len(own.list_runs()) == 1
    assert not runs.list_runs()


# -- orders


def test_an_order_is_for_those_it_names_or_for_everybody(station, control):
    with station("A") as a, station("B") as b:
        ana, ben = sit(a), sit(b)
        control.order(do.Pause(actor="t1"), (ana.people[0],), "")
        control.order(do.Mark(actor="t1", note="both"), (), "")
        for sitting in (ana, ben):
            sitting.listen(500)

        assert ana.live.session.view().life is Life.PAUSED
        assert ben.live.session.view().life is Life.RUNNING
        assert len(happened(ben.live.session, ev.MomentMarked)) == 1


def test_what_is_ordered_while_the_clock_stands_happens_when_it_goes_on(station, control):
    with station("A") as first:
        sitting = sit(first)
        control.order(do.Pause(actor="t1"), (), "")
        control.order(do.Inject(actor="t1", by="paul", words="Smoke!"), (), "")
        sitting.listen(500)
        assert not happened(sitting.live.session, ev.TrainerIntervened)

        control.order(do.Resume(actor="t2"), (), "")
        sitting.listen(500)

    assert [type(event) for event in sitting.live.session.events()][-4:] == [
        ev.DrillResumed,
        ev.TrainerIntervened,
        ev.ConversationOpened,
        ev.PersonSpoke,
    ]


def test_what_was_ordered_before_somebody_sat_down_isnt_meant_for_them_but_a_pause_for_all_is(station, control):
    control.order(do.Inject(actor="t1", by="paul", words="Smoke!"), (), "")
    control.order(do.Pause(actor="t1"), (), "")
    with station("A") as first:
        sitting = sit(first)

    assert sitting.live.session.view().stopped_by == "t1"
    assert not happened(sitting.live.session, ev.TrainerIntervened)


def test_orders_arrive_once_though_the_station_vanishes_again_and_again(station, control):
    with station("A") as first:
        sitting = sit(first)
        control.order(do.Inject(actor="t1", by="paul", words="Smoke!"), (), "")
        control.order(do.Inject(actor="t1", happening="flood"), (), "")
        sitting.listen(500)
        sitting.live.run.close()
    for _ in range(3):
        with station("A") as again:
            back = again.sit_down(again.take())
            back.listen(0)
            back.live.run.close()

    assert len(happened(back.live.session, ev.TrainerIntervened)) == 1
    assert len(happened(back.live.session, ev.InterventionRefused)) == 1


def test_a_drill_goes_on_when_nobody_can_read_the_trainers_side_and_says_so_once(station, control):
    with station("A") as first:
        sitting = sit(first)
        path = control.folder / "control.jsonl"
        whole = path.read_bytes()
        path.write_bytes(b"?" + whole[1:-1] + b"x\n")

        assert sitting.listen(500) == ("Your trainer's desk can't be heard at the moment. Your drill goes on.",)
        assert sitting.listen(500) == ()
        sitting.live.session.submit(do.Say(reply="counter.look"))
        sitting.live.session.advance(MINUTE)
        assert happened(sitting.live.session, ev.TraineeSpoke)


def test_what_couldnt_be_done_is_told_at_the_trainers_desk(station, control, runs):
    with station("A") as first:
        sitting = sit(first)
        control.order(do.Inject(actor="t1", happening="flood"), (), "")
        sitting.listen(500)

    status = read_status(runs.disk, control.folder, 0)
    assert status is not None
    assert "flood" in status.answers[-1]


# -- time at the desk


def test_the_time_at_the_desk_ends_a_drill_and_is_told_before(session):
    session.submit(do.Begin())
    time = TimeAtDesk(session, 10 * MINUTE)

    told = [time.pass_time(MINUTE) for _ in range(10)]

    assert [words for words in told if words] == [
        ("You have 5 min left for this drill.",),
        ("You have 1 min left for this drill.",),
        ("Your time for this drill is over.",),
    ]
    assert session.view().why == Why.TIME_RAN_OUT
    assert session.view().now == 0


def test_no_time_is_used_up_while_the_clock_stands_nor_by_a_computer_that_slept(session):
    time = TimeAtDesk(session, 10 * MINUTE)
    time.pass_time(9 * MINUTE)
    session.submit(do.Begin())
    session.submit(do.Pause(actor="t1"))
    time.pass_time(9 * MINUTE)
    session.submit(do.Resume(actor="t1"))

    time.pass_time(9 * 60 * MINUTE)
    time.pass_time(-MINUTE)

    assert time.used == 2 * MINUTE


def test_a_trainer_gives_more_time_and_the_run_says_so(session):
    session.submit(do.Begin())
    time = TimeAtDesk(session, 10 * MINUTE, used=9 * MINUTE)
    session.submit(do.Extend(actor="t1", length=5 * MINUTE))

    assert time.left == 6 * MINUTE
    assert [event.what for event in happened(session, ev.TrainerIntervened)] == ["gave 5 min more"]


def test_whoever_has_longer_to_read_has_longer_at_the_desk(station, control, runs):
    with station("A") as a, station("B") as b:
        sit(a)
        sit(b)

    left = [read_status(runs.disk, control.folder, place).left for place in (0, 1)]
    assert left == [25 * MINUTE, 37.5 * MINUTE]


def test_the_time_used_is_known_to_a_station_that_returns(station, control, runs):
    with station("A") as first:
        sitting = sit(first)
        for _ in range(6):
            sitting.listen(20 * SECOND)
        sitting.live.run.close()
    with station("A") as again:
        again.sit_down(again.take()).listen(SECOND)

    status = read_status(runs.disk, control.folder, 0)
    assert status is not None
    assert status.used == 121 * SECOND


def test_a_place_that_was_taken_and_never_begun_is_begun_by_its_station(station, control):
    control.add(lambda lines: PlaceTaken((2,), "A"))

    with station("A") as first:
        assert first.take().place.number == 2
    assert board_of(control.read()).seats[2].standing is Standing.TAKEN


# -- somebody who was erased


def erased(runs, control, number=0):
    person = board_of(control.read()).seats[number].place.person
    Ledger(runs.home, runs.disk).add(Forgotten(person, "2026-03-01T11:00:00Z", 0))
    return person


def test_nobody_sits_down_at_the_place_of_somebody_who_was_erased(station, control, runs):
    gone = erased(runs, control)

    with station("A") as first:
        for _ in range(3):
            assert finish(sit(first)) is Life.ENDED
        assert first.take() is None
        assert all(seat.standing is Standing.FINISHED for seat in first.board().seats)

    assert gone not in {run.person for run in runs.list_runs()}


def test_a_drill_that_was_stopped_is_not_gone_on_with_as_somebody_who_was_erased(station, control, runs):
    with station("A") as first:
        sitting = sit(first)
        sitting.live.run.close()
    runs.disk.remove(sitting.live.run.path)
    erased(runs, control)

    with station("A") as again:
        assert again.take().place.number == 1


def test_who_sat_beside_somebody_who_was_erased_plays_alone(read, runs):
    from simulator.training.setting_up import set_up

    control, _ = set_up(runs, read("seed: each", "seed: 3"))
    with Station(runs.home, control, runs, "A") as first:
        sitting = first.sit_down(first.take(pair=True))
        sitting.live.session.submit(do.Begin())
        sitting.live.run.close()
        runs.disk.remove(sitting.live.run.path)
        erased(runs, control)

        alone = sit(first)

        assert (alone.live.run.header.person, alone.live.run.header.pair) == (sitting.people[1], "")
        assert finish(alone) is Life.ENDED
        assert first.board().seats[1].standing is Standing.FINISHED


def test_a_trainers_journal_in_trouble_keeps_nobody_from_playing(station, control, runs):
    erased(runs, control)
    ledger_path(runs.home).write_bytes(b"nonsense\n")

    with station("A") as first:
        assert finish(sit(first)) is Life.ENDED
