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

    Without a key nothing is sealed and nothing is said: another computer is the trainer's.
    """
    if not sealing.keys.has_own:
        return
    for seat in board_of(control.read()).seats:
        # Stations may keep their runs in a folder of their own.
        if seat.standing is Standing.FINISHED and runs.disk.names(runs.home).count(
            journal_path(runs.home, seat.run).name
        ):
            try:
                sealing.seal(runs, seat.run)
            except SimulatorError as error:
                yield str(error)
