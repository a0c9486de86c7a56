"""The drill as its trainer sees it: who is where, what they did last, what is due next, what was missed.

Reads the control journal and what stations write down; changes nothing. A screen in a terminal and one in a window
show the same `Overview`.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from math import ceil

from msgspec import Struct

from simulator.drill.clock import MINUTE
from simulator.drill.view import Life
from simulator.journal.disk import Disk
from simulator.training.board import Seat, Standing, board_of
from simulator.training.control import Control
from simulator.training.stations import lock_path
from simulator.training.status import Status, read_status

TRAINEE = "trainee"


class Row(Struct, frozen=True):
    """One place, or two of a pair: *who* plays it, where, and how it stands. *gone*: its station isn't open.

    *people* are their ids, *run* is what they play or have played.
    """

    place: int
    who: tuple[str, ...]
    scenario: str
    standing: Standing
    station: str = ""
    gone: bool = False
    status: Status | None = None
    people: tuple[str, ...] = ()
    run: str = ""


class Overview(Struct, frozen=True):
    """A drill with a row for each place."""

    drill: str
    cohort: str
    trainer: str
    rows: tuple[Row, ...]


def overview(control: Control, disk: Disk, names: Mapping[str, str]) -> Overview:
    """How the drill stands now; *names* are those of the people file. Raises as `Control.read` does."""
    board = board_of(control.read())
    seats = [seat for seat in board.seats if seat.beside is None or seat.place.number < seat.beside]
    rows = (_row(control, disk, names, seat, board.people(seat)) for seat in seats)
    set_up = board.set_up
    return Overview(set_up.drill, set_up.cohort, called(set_up.trainer, names), tuple(rows))


def _row(control: Control, disk: Disk, names: Mapping[str, str], seat: Seat, people: tuple[str, ...]) -> Row:
    status = read_status(disk, control.folder, seat.place.number) if seat.run else None
    taken = seat.standing is Standing.TAKEN
    return Row(
        place=seat.place.number,
        who=tuple(called(person, names) for person in people),
        scenario=seat.place.scenario,
        standing=seat.standing,
        station=seat.station,
        gone=taken and not is_open(control, disk, seat.station),
        status=status if status is not None and status.run == seat.run else None,
        people=people,
        run=seat.run,
    )


def called(person: str, names: Mapping[str, str]) -> str:
    """The name of *person*, or their random id where nobody knows it any more."""
    return names.get(person, "") or person


def is_open(control: Control, disk: Disk, station: str) -> bool:
    """Whether a program is open as *station*; where nobody can tell, it counts as open."""
    try:
        file = disk.append_to(lock_path(control.folder, station), new=False)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    try:
        return not file.lock()
    except OSError:
        return True
    finally:
        with suppress(OSError):
            file.close()


# -- in words


def row_words(row: Row, names: Mapping[str, str]) -> str:
    """One row as a line to be read out."""
    who = " and ".join(row.who)
    if row.standing is Standing.OPEN:
        waits = ", which waits for them where it stopped" if row.run else ""
        return f"{who}: still to play {row.scenario}{waits}."
    at = f"{who}, station {row.station}, {row.scenario}"
    if row.standing is Standing.FINISHED:
        return f"{at}: finished{_missed_at_end(row.status)}."
    if row.status is None:
        return f"{at}: {'has left the station' if row.gone else 'about to begin'}."
    return f"{at}: {'; '.join(_parts(row, row.status, names))}."


def _missed_at_end(status: Status | None) -> str:
    return f", with {len(status.missed)} missed" if status is not None and status.missed else ""


def _parts(row: Row, status: Status, names: Mapping[str, str]) -> Iterator[str]:
    if row.gone:
        yield "THE STATION IS GONE, its run waits for it"
    yield f"{status.clock}, {life_words(status, names)}"
    if status.left is not None:
        yield f"{ceil(status.left / MINUTE)} min left"
    if status.last_deed:
        yield f"last at {status.last_deed_clock} {status.last_deed}"
    if status.waiting:
        yield f"{' and '.join(status.waiting)} {'waits' if len(status.waiting) == 1 else 'wait'}"
    if status.next_promise:
        yield f"next promise by {status.next_due_clock}: {status.next_promise}"
    if status.missed:
        yield f"missed {len(status.missed)}: {', '.join(status.missed)}"
    if status.assisted:
        yield "assisted"
    if status.held:
        yield f"{status.held} of your orders {'wait' if status.held > 1 else 'waits'} until the clock runs"
    if status.answers:
        yield f"not done: {status.answers[-1].rstrip('.')}"


def life_words(status: Status, names: Mapping[str, str]) -> str:
    """Where somebody is in their drill; *names* are those of the people file."""
    if status.life == Life.BRIEFING:
        return "reads the briefing"
    if status.life == Life.PAUSED:
        by = "themselves" if status.stopped_by == TRAINEE else called(status.stopped_by, names)
        return f"the clock was stopped by {by}"
    if status.life == Life.ENDED:
        return "has ended, rates themselves or looks back"
    return status.phase or "closing"
