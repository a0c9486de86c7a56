"""Seals the runs of a drill that were played where no key is: what a trainer's desk does when it looks."""

from collections.abc import Iterator

from simulator.errors import SimulatorError
from simulator.journal.home import journal_path
from simulator.journal.runs import Runs
from simulator.journal.sealing import Sealing
from simulator.training.board import Standing, board_of
from simulator.training.control import Control


def seal_finished(sealing: Sealing, runs: Runs, control: Control) -> Iterator[str]:
    """Seal every finished run of the drill that lies here; gives a sentence for each that can't be sealed.

    Where something is to be sealed and no key is here yet, one is made. Raises `StorageFailed` where it can't be.
    """
    here = set(runs.disk.names(runs.home))  # stations may keep their runs in a folder of their own
    for seat in board_of(control.read()).seats:
        if seat.standing is not Standing.FINISHED or journal_path(runs.home, seat.run).name not in here:
            continue
        if not sealing.keys.has_own:
            sealing.keys.make(runs.home)
        try:
            sealing.seal(runs, seat.run)
        except SimulatorError as error:
            yield str(error)
