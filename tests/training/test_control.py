"""The control journal: one line after the other, whoever writes; what was changed is told, what was torn is dropped."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from simulator.book.class_drills import take_out_of_orders
from simulator.book.naming import Named
from simulator.drill import actions as do
from simulator.errors import NotFound, RecordUnreadable, Usage
from simulator.journal.disk import RunInUse
from simulator.journal.runs import Runs
from simulator.training.board import Standing, board_of, standing_pause
from simulator.training.control import Control, Ordered, PlaceTaken
from simulator.training.setting_up import set_up


def ordered(control):
    return [line.action for line in control.read() if isinstance(line, Ordered)]


def test_setting_a_plan_up_gives_everybody_a_place(control):
    seats = board_of(control.read()).seats

    assert [(seat.place.number, seat.place.seed, seat.place.reading_time) for seat in seats] == [
        (0, 1, 1.0),
        (1, 3, 1.5),
        (2, 3, 1.0),
        (3, 4, 2.0),
    ]
    assert {seat.standing for seat in seats} == {Standing.OPEN}


def test_names_are_in_the_people_file_and_nowhere_else(control, runs):
    written = b"".join(path.read_bytes() for path in control.folder.rglob("*") if path.is_file())

    assert b"Ana" not in written
    assert b"Alex" not in written
    assert {"Ana Ruiz", "Alex Kim"} <= set(runs.people.read().names.values())
    assert runs.people.read().latest == ""


def test_setting_the_same_plan_up_again_changes_nothing(control, runs, read):
    before = control.read()

    assert set_up(runs, read())[1] is False

    assert control.read() == before


def test_another_plan_of_that_name_is_refused_and_the_first_stays(control, runs, read):
    with pytest.raises(Usage, match="'autumn' has been set up already, with another plan"):
        set_up(runs, read("25 min", "30 min"))

    assert board_of(control.read()).set_up.limit == 25 * 60_000


def test_a_drill_that_was_never_set_up_is_told(runs, tmp_path):
    with pytest.raises(NotFound, match="no drill 'spring' has been set up"):
        Control(tmp_path / "drills" / "spring", runs.disk).read()


def test_two_trainers_are_both_heard_and_each_is_named(control, runs):
    other = Control(control.folder, runs.disk)
    control.order(do.Pause(actor="t1"), (), "2026-03-01T09:30:00Z")
    other.order(do.Resume(actor="t2"), (), "1999-01-01T00:00:00Z")  # a clock set back: no line depends on it
    control.order(do.Mark(actor="t1", note="here"), (), "")

    assert [action.actor for action in ordered(other)] == ["t1", "t2", "t1"]
    assert len({action.id for action in ordered(control)}) == 3


def test_eight_who_write_at_once_lose_no_line(control, runs):
    def write(trainer):
        mine = Control(control.folder, runs.disk, pause=lambda seconds: None)
        for number in range(10):
            while True:
                try:
                    mine.order(do.Mark(actor=f"t{trainer}", note=str(number)), (), "")
                    break
                except RunInUse:  # the lock was never free in time: nobody waits here
                    continue

    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(write, range(8)))

    heard = ordered(Control(control.folder, runs.disk))
    assert sorted((action.actor, int(action.note)) for action in heard) == [
        (f"t{t}", n) for t in range(8) for n in range(10)
    ]
    assert [action.note for action in heard if action.actor == "t3"] == [str(number) for number in range(10)]


@pytest.mark.parametrize("cut", range(1, 40, 3))
def test_a_line_cut_short_was_never_written_and_the_next_takes_its_place(control, runs, cut):
    control.order(do.Pause(actor="t1"), (), "")
    path = control.folder / "control.jsonl"
    path.write_bytes(path.read_bytes()[:-cut])

    again = Control(control.folder, runs.disk)
    assert ordered(again) == []
    again.order(do.Resume(actor="t2"), (), "")
    assert [action.actor for action in ordered(Control(control.folder, runs.disk))] == ["t2"]


def test_every_changed_byte_is_found(control, runs):
    control.order(do.Pause(actor="t1"), (), "")
    path = control.folder / "control.jsonl"
    whole = path.read_bytes()

    for place in range(0, len(whole) - 1, 7):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        with pytest.raises(RecordUnreadable, match=r"control.jsonl:[12]: this line was changed or damaged"):
            Control(control.folder, runs.disk).read()


def test_a_file_that_was_put_in_the_place_of_the_one_read_is_found(control):
    control.order(do.Pause(actor="t1"), (), "")
    control.read()
    path = control.folder / "control.jsonl"
    first = path.read_bytes().split(b"\n")[0] + b"\n"
    path.write_bytes(first)

    with pytest.raises(RecordUnreadable, match="was changed or damaged"):
        control.read()


def test_who_begins_while_everybodys_clock_stands_waits_too(control):
    control.order(do.Pause(actor="t1"), (), "")
    assert standing_pause(control.read(), 2, ["anybody"]) is not None

    control.order(do.Resume(actor="t1"), (), "")
    assert standing_pause(control.read(), 3, ["anybody"]) is None


def test_places_that_no_plan_has_are_passed_over(control):
    control.add(lambda lines: PlaceTaken((0, 99, -1), "A"))

    assert [seat.standing for seat in board_of(control.read()).seats][:2] == [Standing.TAKEN, Standing.OPEN]


def test_the_drill_is_there_for_another_program(control, runs):
    elsewhere = Runs(runs.home)

    assert Control(control.folder, elsewhere.disk).read() == control.read()


def test_a_station_that_reads_on_finds_its_place_when_a_name_was_taken_out(control, runs):
    control.order(do.Mark(actor="t1", note="ask Ana why"), (), "")
    control.read()

    take_out_of_orders(runs, "p-ana", Named("Ana"))
    control.order(do.Pause(actor="t1"), (), "")

    assert [getattr(action, "note", "") for action in ordered(control)] == ["ask somebody why", ""]
