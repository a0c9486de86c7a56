"""Inspects house files: what each says, and how it fits the scenarios that lie beside it and on the shelf."""

from pathlib import Path

from simulator.errors import SimulatorError
from simulator.scenario.overlay import problems_over, scenarios_meant, unknown_scenarios
from simulator.scenario.plans import is_plan
from simulator.scenario.problems import Problems, did_you_mean, quoted
from simulator.scenario.reading import read_scenario
from simulator.scenario.reading_house import is_house, read_house
from simulator.scenario.shelf import SUFFIX, scenario_paths, shelf_folder


def look_at_house(path: Path, problems: Problems, shelf: Path | None = None) -> None:
    """Add to *problems* what is wrong with the house file *path*, also laid over each scenario that it means.

    A scenario that can't be read is passed over: that is told with the scenario itself. Raises `ScenarioInvalid`.
    """
    house = read_house(path)
    known = _known(path.parent, shelf_folder() if shelf is None else shelf)
    for place, name in unknown_scenarios(house, tuple(known)):
        told = f"no scenario is called {quoted(name)}.{did_you_mean(name, known)}"
        problems.add(place, "SC080", told)
    for name in scenarios_meant(house, tuple(known)):
        try:
            story = read_scenario(known[name])
        except SimulatorError:
            continue
        for wrong in problems_over(story, house):
            problems.take(wrong)


def _known(beside: Path, shelf: Path) -> dict[str, Path]:
    """The scenarios a house may speak of, by id: those beside it win over the shelf's."""
    near = (path for path in sorted(beside.glob(f"*{SUFFIX}")) if not is_plan(path) and not is_house(path))
    return {path.stem: path for path in (*scenario_paths(shelf), *near)}
