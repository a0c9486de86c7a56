"""A station at the terminal: the people of a drill play here one after the other, until nobody is left.

What a place is and who may take it is the station's to say (`training`); playing is `sitting`'s.
"""

from collections.abc import Mapping

from simulator.drill.view import Life
from simulator.terminal.console import Console, InputEnded
from simulator.terminal.plain import plain
from simulator.terminal.sitting import sit
from simulator.training.attending import Attended
from simulator.training.board import Seat, Standing
from simulator.training.declaring import whether_it_counts
from simulator.training.stations import Station

NEXT = "Enter when the next one sits here (q closes this station):"
GOES_ON = "Enter goes on with the drill that was stopped here (q closes this station):"
LATER = "Who is left plays elsewhere at the moment. Enter looks again (q closes this station):"


def keep_station(station: Station, names: Mapping[str, str], console: Console, pair: bool, again: str) -> bool:
    """Let one after the other play at *station*; False where the input ended on the way.

    *names* are those of the people file, *again* is the command that opens the station again. Raises `StorageFailed`.
    """
    try:
        return _one_after_the_other(station, names, console, pair, again)
    except (InputEnded, KeyboardInterrupt):
        return False


def _one_after_the_other(station: Station, names: Mapping[str, str], console: Console, pair: bool, again: str) -> bool:
    console.say(f"This is station {plain(station.name)} of the drill '{plain(station.board().set_up.drill)}'.")
    while any(seat.standing is not Standing.FINISHED for seat in station.board().seats):
        if console.ask(_prompt(station)).lower() == "q":
            return True
        seat = station.take(pair)
        if seat is None:
            continue
        stays, ended = _play(station, seat, names, console, again)
        if not stays:
            return False
        if ended == "stopped":
            return True
    console.say("Everybody has played. This station is closed.")
    return True


def _prompt(station: Station) -> str:
    board = station.board()
    if board.own_seat(station.name) is not None:
        return GOES_ON
    return NEXT if board.open_seats(station.name) else LATER


def _play(station: Station, seat: Seat, names: Mapping[str, str], console: Console, again: str) -> tuple[bool, str]:
    """One drill, from sitting down to getting up: whether there is more input, and how it was left."""
    sitting = station.sit_down(seat)
    who = " and ".join(plain(names.get(person, "") or person) for person in sitting.people)
    console.say("", f"{who}: this is yours.", whether_it_counts(sitting.live.run.header.mode))
    if seat.run and seat.run != sitting.live.run.name:
        console.say("What was played before can't be gone on with and is kept as it is; this is a new beginning.")
    stays = sit(station.runs, sitting.live, console, Attended(sitting.listen, names, again))
    life = sitting.leave()
    return stays, "stopped" if life not in (Life.ENDED, Life.BRIEFING) else "left"
