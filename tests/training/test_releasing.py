"""A station that is lost for good: its place is released, and another station goes on with the same run."""

import pytest

from simulator.drill import actions as do
from simulator.drill.view import Life
from simulator.errors import Usage
from simulator.training.board import Standing, board_of
from simulator.training.control import Control, PlaceTaken
from simulator.training.releasing import release
from simulator.training.setting_up import set_up
from simulator.training.stations import Station
from simulator.training.watching import overview, row_words


def seat(control, number=0):
    return board_of(control.read()).seats[number]


def begun_at(station, name, pair=False):
    """Somebody has begun at the station *name*, which is then lost; gives the run."""
    with station(name) as lost:
        sitting = lost.sit_down(lost.take(pair))
        sitting.live.session.submit(do.Begin())
        sitting.live.run.close()
        return sitting.live.run.name


def test_another_station_goes_on_with_the_run_of_one_that_is_lost(control, runs, station):
    run = begun_at(station, "A")
    release(control, runs.disk, 0, "t1", "")

    with station("B") as other:
        sitting = other.sit_down(other.take())

        assert sitting.live.run.name == run
        assert sitting.live.session.view().life is Life.RUNNING
        assert seat(control).station == "B"


def test_the_lost_station_that_returns_has_another_place(control, runs, station):
    begun_at(station, "A")
    release(control, runs.disk, 0, "t1", "")

    with station("B") as other, station("A") as back:
        assert other.take().place.number == 0
        assert back.take().place.number == 1


def test_a_pair_is_released_together_and_goes_on_together(runs, read):
    control = set_up(runs, read("seed: each", "seed: 3"))[0]

    def station(name):
        return Station(runs.home, Control(control.folder, runs.disk), runs, name)

    run = begun_at(station, "A", pair=True)
    release(control, runs.disk, 1, "t1", "")
    with station("B") as other:
        sitting = other.sit_down(other.take())

        assert sitting.live.run.name == run
        assert [runs.people.name(person) for person in sitting.people] == ["Ana Ruiz", "Ben Okafor"]
        assert [one.standing for one in board_of(control.read()).seats] == [Standing.TAKEN] * 2 + [Standing.OPEN] * 2


def test_a_place_kept_for_the_lost_station_is_open_to_every_other(runs, read):
    control = set_up(runs, read("Cy Moor", "{name: Cy Moor, station: window}"))[0]
    control.add(lambda lines: PlaceTaken((2,), "window"))
    release(control, runs.disk, 2, "t1", "")

    assert 2 in [one.place.number for one in board_of(control.read()).open_seats("elsewhere")]


def test_a_station_that_is_open_keeps_its_place(control, runs, station):
    with station("A") as open_one:
        open_one.take()
        with pytest.raises(Usage, match="The station 'A' is open"):
            release(control, runs.disk, 0, "t1", "")

    assert seat(control).standing is Standing.TAKEN


@pytest.mark.parametrize("place", [0, 99])
def test_a_place_that_nobody_has_cannot_be_released(control, runs, place):
    with pytest.raises(Usage, match="No station has this place"):
        release(control, runs.disk, place, "t1", "")


def test_whoever_watches_reads_that_the_run_waits(control, runs, station):
    begun_at(station, "A")
    release(control, runs.disk, 0, "t1", "")
    names = runs.people.read().names
    row = overview(Control(control.folder, runs.disk), runs.disk, names).rows[0]

    assert row_words(row, names) == "Ana Ruiz: still to play cake-at-six, which waits for them where it stopped."
