"""Lets go of the place of a station that is lost, so that whoever sat there goes on with their run somewhere else.

What must not live here: the trainer's other orders, which go into runs and not onto the board (`orders.py`).
"""

from simulator.errors import Usage
from simulator.journal.disk import Disk
from simulator.scenario.problems import quoted
from simulator.training.board import Seat, Standing, board_of
from simulator.training.control import Control, Line, PlaceReleased
from simulator.training.watching import is_open


def release(control: Control, disk: Disk, place: int, trainer: str, at: str) -> None:
    """Open *place* to every station; the run that was begun there is gone on with. *at* is for people to read.

    Raises `Usage` where its station is open, or nobody has the place; `StorageFailed` and `RecordUnreadable`.
    """

    def decide(lines: tuple[Line, ...]) -> Line:
        seat = next((seat for seat in board_of(lines).seats if seat.place.number == place), None)
        return PlaceReleased(_lost(seat, control, disk).places, trainer, at)

    control.add(decide)


def _lost(seat: Seat | None, control: Control, disk: Disk) -> Seat:
    if seat is None or seat.standing is not Standing.TAKEN:
        raise Usage("No station has this place at the moment, so there is nothing to release.")
    if is_open(control, disk, seat.station):
        raise Usage(f"The station {quoted(seat.station)} is open. Close it there first, or play on at it.")
    return seat
