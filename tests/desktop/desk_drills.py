"""A drill with a class for tests of the trainer's screens: set up in a folder, its stations played by bots."""

from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pygame

from simulator.bots.playing import play, step
from simulator.bots.roster import make
from simulator.desktop.screens.desk import DeskScreen
from simulator.desktop.stage import Stage
from simulator.desktop.theme import LIGHT, Theme
from simulator.desktop.trainers_desk import TrainersDesk, Way
from simulator.desktop.widgets.inspecting import layout_faults
from simulator.drill import actions as do
from simulator.drill.view import Life
from simulator.journal.live import end
from simulator.journal.runs import Runs
from simulator.scenario.reading import read_scenario
from simulator.training.control import Control
from simulator.training.plan import read_drill_plan
from simulator.training.setting_up import set_up
from simulator.training.stations import Sitting, Station
from tests.desktop.conftest import Ended, Hand

CAKE = Path(__file__).parent.parent / "end_to_end" / "cake-at-six.yaml"
LAKE = Path(__file__).parent.parent.parent / "scenarios" / "lost-child-resort.yaml"
PLAN = """\
format: 1
drill: storm-monday
trainer: Alex Kim
cohort: spring class
scenarios: [{scenarios}]
mode: timed
time_limit: 25 min
seed: 7
people: [{people}]
injections:
  smoke: {{by: {by}, says: There's smoke in here!}}
"""
FOUR = ("Ana Ruiz", "Ben Okafor", "Cy Moor", "Dee Lang")


class Class:
    """A class with its drill: `begin` and `finish` play at stations, `desk` opens the trainer's screen."""

    def __init__(self, folder: Path, people: tuple[str, ...] = FOUR, scenario: Path = CAKE, by: str = "paul") -> None:
        tokens = count(1)
        (folder / scenario.name).write_bytes(scenario.read_bytes())
        plan = PLAN.format(scenarios=scenario.name, people=", ".join(people), by=by)
        (folder / "storm-monday.yaml").write_text(plan)
        self.runs = Runs(
            folder / "home",
            clock=lambda: datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
            token=lambda: f"{next(tokens):06x}000000",
        )
        self.control = set_up(self.runs, read_drill_plan(folder / "storm-monday.yaml"))[0]
        self.story = read_scenario(scenario)
        self.open: list[Station] = []

    def station(self, name: str) -> Station:
        """A station of the drill, open."""
        control = Control(self.control.folder, self.runs.disk)
        station = Station(self.runs.home, control, self.runs, name).__enter__()
        self.open.append(station)
        return station

    def close(self) -> None:
        """All stations close."""
        for station in self.open:
            station.__exit__(None, None, None)

    def begin(self, name: str, steps: int = 3, bot: str = "careful") -> Sitting:
        """The next one sits down at the station *name* and has made a few moves."""
        station = self.station(name)
        sitting = station.sit_down(station.take())
        session = sitting.live.session
        session.submit(do.Begin())
        player = make(bot, sitting.live.story, 0)
        for _ in range(steps):
            if session.view().life is not Life.ENDED:
                step(session, player)
        sitting.listen(0)
        return sitting

    def lose(self, sitting: Sitting) -> None:
        """The computer of *sitting* goes dark."""
        sitting.live.run.close()
        sitting._station.__exit__(None, None, None)

    def finish(self, name: str, bot: str = "careful") -> str:
        """The next one plays at the station *name* to the end; gives the run."""
        station = self.station(name)
        sitting = station.sit_down(station.take())
        sitting.live.session.submit(do.Begin())
        play(sitting.live.session, make(bot, sitting.live.story, 7))
        end(sitting.live)
        sitting.leave()
        station.__exit__(None, None, None)
        return sitting.live.run.name

    def trainers_desk(self, *shelf) -> TrainersDesk:
        """The trainer's desk over the class's folder."""
        return TrainersDesk(self.runs, Way(lambda: Ended("home"), lambda: shelf))

    def desk(self) -> DeskScreen:
        """The drill on the trainer's screen."""
        return DeskScreen(self.trainers_desk(self.story).watched("storm-monday"))

    def orders(self) -> list:
        """What was ordered so far."""
        from simulator.training.control import Ordered

        return [(line.action, line.to) for line in self.control.read() if isinstance(line, Ordered)]

    def person(self, name: str) -> str:
        """The id of whoever is called so."""
        return next(person for person, known in self.runs.people.read().names.items() if known == name)


# ---------------------------------------------------------------------- looking and writing
def words(hand: Hand) -> str:
    """Everything on screen, as it is read out."""
    return hand.stage.root.dump()


def write(hand: Hand, field: str, text: str) -> None:
    """Write *text* into the field of that name."""
    hand.stage.focus_on(hand.stage.find("textbox", field))
    hand.type(text)


def faults(screen, size: tuple[int, int], zoom: int) -> list[str]:
    """What doesn't fit of *screen* at this size and zoom."""
    stage = Stage(screen, size, Theme(LIGHT, zoom))
    return layout_faults(stage.root, stage.brush, pygame.Rect((0, 0), size))
