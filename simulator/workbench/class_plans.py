"""Checks drill plans, which trainers write for a class: read as they are when a drill is set up, and nothing is set up.

What must not live here: what makes a plan wrong (`training`).
"""

from pathlib import Path

from simulator.errors import NotFound, ScenarioInvalid, SimulatorError
from simulator.scenario.guard import Spot
from simulator.scenario.inspecting import Inspected
from simulator.scenario.marked import Table, read_tree
from simulator.scenario.problems import FileRefused, Problem, Problems, Wrong
from simulator.scenario.reading import file_bytes
from simulator.training.plan import read_drill_plan

ONLY_THERE = frozenset({"drill", "trainer", "scenarios"})  # what a drill plan says and a scenario never does
NEVER_THERE = frozenset({"beats", "brief", "title"})


def as_drill_plan(inspected: Inspected, own_house: Path | None) -> Inspected:
    """*inspected* as it is; what is a drill plan is checked as one, with *own_house* laid over its drills.

    Only what has problems is looked at again: a drill plan is never a sound file of another kind.
    """
    if not inspected.problems or not is_drill_plan(inspected.path):
        return inspected
    return Inspected(inspected.path, _problems_of(inspected.path, own_house))


def is_drill_plan(path: Path) -> bool:
    """Whether the file at *path* says what drill plans say; False for one that can't be read."""
    try:
        root = read_tree(file_bytes(path), Problems(path.name))
    except (SimulatorError, Wrong, OSError):
        return False
    if not isinstance(root, Table):
        return False
    said = root.values.keys()
    return bool(ONLY_THERE & said) and not NEVER_THERE & said


def _problems_of(path: Path, own_house: Path | None) -> tuple[Problem, ...]:
    try:
        read_drill_plan(path, own_house)
    except FileRefused as refused:
        return refused.problems
    except (ScenarioInvalid, NotFound, OSError) as error:
        problems = Problems(path.name)
        problems.add(Spot(1, 1), "DP001", str(error))
        return tuple(problems)
    return ()
