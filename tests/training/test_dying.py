"""A station that dies as it is about to write any line, of its run or of the drill: what is left goes on."""

from pathlib import Path

import pytest

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill import actions as do
from simulator.journal.disk import RealDisk, RealFile
from simulator.journal.live import end
from simulator.journal.runs import Runs
from simulator.journal.verifying import verify
from simulator.training.board import Standing, board_of
from simulator.training.control import Control
from simulator.training.stations import Station


class Died(BaseException):
    """The program is gone: nobody catches it."""


class MortalFile:
    """A real file of a program that dies at its next write but *lives*."""

    def __init__(self, file: RealFile, disk: "MortalDisk") -> None:
        self._file = file
        self._disk = disk

    def __getattr__(self, name: str) -> object:
        return getattr(self._file, name)

    def write(self, data: bytes) -> None:
        if self._disk.lives == 0:
            self._file.write(data[: len(data) // 2])
            raise Died
        self._disk.lives -= 1
        self._file.write(data)


class MortalDisk(RealDisk):
    """The disk of a program with so many writes to live; the system closes what it had open."""

    def __init__(self, lives: int) -> None:
        self.lives = lives
        self._open: list[RealFile] = []

    def append_to(self, path: Path, new: bool | None) -> MortalFile:
        file = super().append_to(path, new)
        self._open.append(file)
        return MortalFile(file, self)

    def bury(self) -> None:
        for file in self._open:
            try:
                file.close()
            except OSError:
                continue


def keep(home: Path, control: Control, lives: int) -> bool:
    """One program that is station A until everybody has played, or until it dies; whether it lived."""
    disk = MortalDisk(lives)
    runs = Runs(home, disk)
    try:
        with Station(home, Control(control.folder, disk), runs, "A") as station:
            while (seat := station.take()) is not None:
                sitting = station.sit_down(seat)
                live = sitting.live
                if not live.session.events():
                    live.session.submit(do.Begin())
                sitting.listen(500)
                play(live.session, make("hurried", live.story, live.run.header.seed))
                end(live)
                sitting.leave()
        return True
    except Died:
        return False
    finally:
        disk.bury()


@pytest.mark.parametrize("lives", [1, 2, 3, 4, 5, 7, 11, 17])
def test_however_often_a_station_dies_everybody_plays_once_and_no_order_is_lost(control, runs, lives):
    control.order(do.Pause(actor="t1"), (), "")
    control.order(do.Resume(actor="t2"), (), "")
    deaths = 0
    while not keep(runs.home, control, lives + deaths):  # a program that lives as long as the last makes no headway
        deaths += 1
        assert deaths < 400

    board = board_of(Control(control.folder, RealDisk()).read())
    assert {seat.standing for seat in board.seats} == {Standing.FINISHED}
    assert deaths
    for seat in board.seats:
        _, recorded = runs.whole_run(seat.run)
        assert recorded.header.person == seat.place.person
        assert recorded.scorecards
        assert verify(runs, seat.run).intact
    ended = [run for run in runs.list_runs() if run.outcome]
    assert len(ended) == len({run.person for run in ended}) == 4
