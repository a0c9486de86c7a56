"""Where a drill stands: its places, who took them, what was ordered; a fold of the control journal, nothing else.

What must not live here: files, sessions, the time of day.
"""

from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum

from msgspec import Struct, structs

from simulator.drill import actions as do
from simulator.drill.actions import Intervention
from simulator.training.control import (
    Line,
    Ordered,
    Place,
    PlaceFinished,
    PlaceGivenBack,
    PlaceReleased,
    PlaceTaken,
    RunBegun,
    SetUp,
    set_up_of,
)


class Standing(StrEnum):
    """What has become of a place."""

    OPEN = "open"
    TAKEN = "taken"
    FINISHED = "finished"


class Seat(Struct, frozen=True):
    """A *place*, which *station* took, with whom of a pair (*beside*: their place), in which *run*.

    Orders count from line *after* of the control journal on. *given_back*: how often nobody sat down.
    An open seat with a *run* was released: whoever takes it goes on with that run, a pair together.
    """

    place: Place
    standing: Standing = Standing.OPEN
    station: str = ""
    beside: int | None = None
    run: str = ""
    after: int = 0
    given_back: int = 0

    @property
    def places(self) -> tuple[int, ...]:
        """Its number, and that of the other one of a pair."""
        return (self.place.number,) if self.beside is None else (self.place.number, self.beside)


class Board(Struct, frozen=True):
    """The drill as it was set up, the *seats* in the order of the plan, and how many *lines* were read."""

    set_up: SetUp
    seats: tuple[Seat, ...]
    lines: int

    def without(self, gone: Collection[str]) -> "Board":
        """The same where nobody waits for the places of people who are *gone*; who sat beside them plays alone."""
        if not gone:
            return self
        return structs.replace(self, seats=tuple(self._without(seat, gone) for seat in self.seats))

    def _without(self, seat: Seat, gone: Collection[str]) -> Seat:
        if seat.place.person in gone:
            return structs.replace(seat, standing=Standing.FINISHED)
        beside = self.beside(seat)
        return structs.replace(seat, beside=None) if beside and beside.place.person in gone else seat

    def open_seats(self, station: str) -> tuple[Seat, ...]:
        """The places that *station* may take, the next one first: nobody plays two at once."""
        busy = {seat.place.person for seat in self.seats if seat.standing is Standing.TAKEN}
        seats = (
            seat
            for seat in self.seats
            if seat.standing is Standing.OPEN
            and busy.isdisjoint(self.people(seat))
            and seat.place.station in ("", station)
        )
        return tuple(sorted(seats, key=lambda seat: (seat.given_back, seat.place.number)))

    def own_seat(self, station: str) -> Seat | None:
        """The place that *station* took and hasn't finished."""
        return next((s for s in self.seats if s.station == station and s.standing is Standing.TAKEN), None)

    def people(self, seat: Seat) -> tuple[str, ...]:
        """Whoever sits at *seat*, one or two, by their ids."""
        beside = self.beside(seat)
        return (seat.place.person,) if beside is None else (seat.place.person, beside.place.person)

    def beside(self, seat: Seat) -> Seat | None:
        """The place of whoever shares the desk."""
        return None if seat.beside is None else self.seats[seat.beside]


def board_of(lines: Sequence[Line]) -> Board:
    """Fold *lines*; raises `RecordUnreadable` where they don't begin with a drill that was set up."""
    set_up = set_up_of(lines)
    seats = [Seat(place) for place in set_up.places]
    for line in lines:
        match line:
            case PlaceTaken(places=places, station=station):
                for place, beside in _paired(places, seats):
                    seats[place] = structs.replace(
                        seats[place], standing=Standing.TAKEN, station=station, beside=beside
                    )
            case RunBegun(places=places, run=run, after=after):
                for place, _ in _paired(places, seats):
                    seats[place] = structs.replace(seats[place], run=run, after=after)
            case PlaceGivenBack(places=places):
                for place, _ in _paired(places, seats):
                    seats[place] = Seat(seats[place].place, given_back=seats[place].given_back + 1)
            case PlaceReleased(places=places):
                for place, _ in _paired(places, seats):
                    seats[place] = _released(seats[place])
            case PlaceFinished(places=places):
                for place, _ in _paired(places, seats):
                    seats[place] = structs.replace(seats[place], standing=Standing.FINISHED)
            case _:
                pass
    return Board(set_up, tuple(seats), len(lines))


def _released(seat: Seat) -> Seat:
    """Open to every station, and still with its run: what was played isn't lost with a computer."""
    anywhere = structs.replace(seat.place, station="")
    return structs.replace(seat, place=anywhere, standing=Standing.OPEN, station="")


def _paired(places: tuple[int, ...], seats: Sequence[Seat]) -> Iterator[tuple[int, int | None]]:
    """Each of *places* with the other one of a pair; those that no plan of ours has are passed over."""
    known = [place for place in places if 0 <= place < len(seats)]
    for place in known:
        yield place, next((other for other in known if other != place), None)


def orders(lines: Sequence[Line], since: int, people: Sequence[str]) -> tuple[Intervention, ...]:
    """What was ordered for a run of *people* from line *since* on."""
    return tuple(line.action for line in lines[since:] if isinstance(line, Ordered) and line.concerns(people))


def standing_pause(lines: Sequence[Line], before: int, people: Sequence[str]) -> do.Pause | None:
    """The order by which the clocks of *people* stand when line *before* is written: who begins then waits, too."""
    said = [each for each in orders(lines[:before], 0, people) if isinstance(each, do.Pause | do.Resume)]
    return said[-1] if said and isinstance(said[-1], do.Pause) else None
