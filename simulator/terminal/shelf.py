"""What there is to play, as a list. Reading and checking are the scenario room's."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from simulator.errors import SimulatorError
from simulator.scenario.problems import shown
from simulator.scenario.reading import read_scenario
from simulator.scenario.shelf import scenario_paths, shelf_folder
from simulator.scenario.story import Story


class ShelfEntry(Struct, frozen=True, omit_defaults=True):
    """A scenario in one line; *seat_time* in ms. *problem* is the first of those that keep it from being played."""

    id: str
    title: str = ""
    kind: str = ""
    industry: str = ""
    difficulty: int = 0
    seat_time: int = 0
    principles: tuple[str, ...] = ()
    problem: str = ""


def shelf_entries(read: Callable[[Path], Story] = read_scenario) -> tuple[ShelfEntry, ...]:
    """Every scenario on the shelf, by name, each as *read* gives it."""
    entries = []
    for path in scenario_paths(shelf_folder()):
        try:
            story = read(path)
        except SimulatorError as error:
            entries.append(ShelfEntry(shown(path.stem), problem=str(error).split("\n", 1)[0]))
            continue
        entries.append(
            ShelfEntry(
                id=story.id,
                title=story.title,
                kind=story.kind,
                industry=story.industry,
                difficulty=story.difficulty,
                seat_time=story.seat_time,
                principles=story.principles,
            )
        )
    return tuple(entries)
