"""A station in the window: people of a drill play here one after the other, as their trainer planned it.

What a place is and who may take it is `training`'s to say; the screens of a drill are those of everybody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from simulator.desktop.app import Program
from simulator.desktop.screen import Screen
from simulator.desktop.screens.briefing import BriefingScreen
from simulator.desktop.screens.station import GOES_ON, LATER, NEXT, OVER, StationModel, StationScreen
from simulator.desktop.seat import Seat
from simulator.desktop.sound import Loudspeaker, Player
from simulator.desktop.view_models.briefing import MODES, briefing_model
from simulator.drill.view import Life
from simulator.errors import SimulatorError
from simulator.journal.records import Mode
from simulator.training.attending import Attended
from simulator.training.board import Standing
from simulator.training.stations import Sitting, Station


class StationProgram(Program):
    """Everything behind the screens of *station*; *names* are those of the people file, two share it with *pair*."""

    def __init__(
        self, station: Station, names: Mapping[str, str], pair: bool = False, player: Player | None = None
    ) -> None:
        super().__init__(station.runs, player=player)
        self._station = station
        self._names = names
        self._pair = pair
        self._sitting: Sitting | None = None

    def _person(self) -> str:
        return self._sitting.people[0] if self._sitting else ""

    def home_screen(self, notice: str = "") -> Screen:
        """Between two drills: whoever sat here has got up."""
        try:
            self.let_go()
            self._get_up()
            model = self._model(notice)
        except SimulatorError as problem:
            model = StationModel(self._station.name, "", str(problem), notice, sit="Try again")
        return StationScreen(model, self.following, self.quit)

    def _get_up(self) -> None:
        if self._sitting is not None:
            self._sitting.leave()
            self._sitting = None

    def _model(self, notice: str) -> StationModel:
        board = self._station.board()
        over = all(seat.standing is Standing.FINISHED for seat in board.seats)
        line = NEXT if board.open_seats(self._station.name) else OVER if over else LATER
        line = GOES_ON if board.own_seat(self._station.name) else line
        return StationModel(self._station.name, board.set_up.drill, line, notice, "" if over else "Sit down")

    def following(self) -> Screen:
        """The next one sits down: their briefing, or their drill where it was stopped."""
        try:
            taken = self._station.take(self._pair)
            if taken is None:
                return self.home_screen()
            self._sitting = self._station.sit_down(taken)
        except SimulatorError as problem:
            return self.home_screen(str(problem))
        self._live = self._sitting.live
        seat = self._seat(self._sitting)
        return StationScreen(self._call(), lambda: self._begin(seat), self._later)

    def _call(self) -> StationModel:
        drill = self._station.board().set_up.drill
        return StationModel(
            self._station.name, drill, f"{self._called()}: this is yours.", sit="It's me", away="Not here now"
        )

    def _called(self) -> str:
        people = self._sitting.people if self._sitting else ()
        return " and ".join(self._names.get(person, "") or person for person in people)

    def _later(self) -> Screen:
        return self.home_screen(f"{self._called()}: later, then.")

    def _begin(self, seat: Seat) -> Screen:
        if seat.view().life is Life.BRIEFING:
            return self._briefing(seat)
        seat.resume()
        return self._drill(seat)

    def _seat(self, sitting: Sitting) -> Seat:
        header = sitting.live.run.header
        attended = Attended(sitting.listen, self._names)
        extra = header.accommodations.reading_time
        return Seat(
            sitting.live.story, sitting.live.session, header.mode, extra=extra, run=header.run, attended=attended
        )

    def _briefing(self, seat: Seat) -> Screen:
        def start(mode: Mode) -> Screen:
            seat.begin()
            return self._drill(seat)

        model = briefing_model(seat.story)
        own = [line for line in MODES if line.mode is seat.mode]
        return BriefingScreen(model, start, self._later, seat.mode, modes=own, player=self._called())

    def _after(self, seat: Seat) -> Screen:
        if self._sitting is not None:
            self._sitting.listen(0)  # so that the trainer's desk knows
        return super()._after(seat)

    def brief(self, scenario: str, mode: Mode | None = None, back: Callable[[], Screen] | None = None) -> Screen:
        """Nothing is played here beside the plan."""
        return self.home_screen("At a station everybody plays what the plan has for them. Play it again on your own.")


def open_station(station: Station, names: Mapping[str, str], pair: bool) -> None:
    """Open the window for *station* and show it until it is closed. Raises `NoDisplay` where there is none."""
    from simulator.desktop.window import open_display

    open_display()
    program = StationProgram(station, names, pair, Loudspeaker())
    program.show(program.home_screen())
