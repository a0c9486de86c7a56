"""Inspects scenario, plan and house files, single ones or a folder whole, and answers with every problem of each.

Playing a plan needs an engine, so whoever has one hands it in.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from simulator.errors import NotFound, ScenarioInvalid
from simulator.scenario.guard import Spot
from simulator.scenario.inspecting_houses import look_at_house
from simulator.scenario.plans import PLAN_SUFFIX, Plan, Play, is_plan, plan_path, read_plan
from simulator.scenario.problems import FileRefused, Placed, Problem, Problems, quoted, shown
from simulator.scenario.reading import read_scenario
from simulator.scenario.reading_house import is_house
from simulator.scenario.story import Story

TOP = Spot(1, 1)

# Plays one play of a story and answers what came out otherwise than planned, a sentence each.
Player = Callable[[Story, Play], Iterable[str]]


class Inspected(Struct, frozen=True):
    """One file that was looked at; without *problems* it is sound."""

    path: Path
    problems: tuple[Problem, ...]


def inspect(paths: Iterable[Path], player: Player | None = None, houses: Iterable[Path] = ()) -> tuple[Inspected, ...]:
    """Check every file of *paths*; folders are searched whole, and plans and houses are checked as such.

    *houses* are house files whatever they are called.
    With *player* every sound plan is played too. Raises `NotFound` for a path where nothing is.
    """
    files = list(dict.fromkeys(file for path in paths for file in _files(path)))
    homes: dict[str, Path] = {}
    as_houses = frozenset(houses)
    files += [house for house in as_houses if house not in files]
    return tuple(_inspect_one(file, homes, player, file in as_houses or is_house(file)) for file in files)


def _files(path: Path) -> Iterator[Path]:
    if not _is_folder(path):
        yield path
        return
    files = sorted(_found_in(path))
    if not files:
        raise NotFound(f"there is no scenario in '{shown(str(path), longest=200)}'. They are files that end in .yaml.")
    yield from files


def _is_folder(path: Path) -> bool:
    """Tell a folder from a file; raises `NotFound` where there is neither."""
    told = f"'{shown(str(path), longest=200)}'"
    try:
        if path.is_dir():
            return True
        there = path.exists()
    except (OSError, ValueError) as error:  # a name that no file can have, or a folder that nobody may look into
        why = (getattr(error, "strerror", None) or str(error)).lower()
        raise NotFound(f"{told} can't be looked at: {why}. Check the spelling and the permissions.") from error
    if not there:
        raise NotFound(f"there is nothing at {told}. Check the spelling of the path.")
    return False


def _found_in(folder: Path) -> Iterator[Path]:
    for inside, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(inside) / name for name in names if _is_shown(name))


def _is_shown(name: str) -> bool:
    return name.endswith((".yaml", ".yml")) and not name.startswith(".")


def _inspect_one(path: Path, homes: dict[str, Path], player: Player | None, house: bool) -> Inspected:
    problems = Problems(path.name)
    try:
        if house:
            look_at_house(path, problems)
        elif is_plan(path):
            _look_at_plan(read_plan(path), path, problems, player)
        else:
            _look_at_scenario(read_scenario(path), path, problems, homes)
    except FileRefused as refused:
        return Inspected(path, refused.problems)
    except (ScenarioInvalid, NotFound, OSError) as error:  # not found: a link that leads nowhere
        problems.add(TOP, "SC001", str(error))
    return Inspected(path, tuple(problems))


def _look_at_scenario(story: Story, path: Path, problems: Problems, homes: dict[str, Path]) -> None:
    if path.stem != story.id:
        told = f"the scenario {quoted(story.id)} belongs into a file called {quoted(story.id + '.yaml')}. Rename one."
        problems.add(TOP, "SC072", told)
    if story.id in homes:
        told = f"{quoted(story.id)} is also the id of '{shown(str(homes[story.id]), longest=200)}'. Rename one."
        problems.add(TOP, "SC073", told)
    homes.setdefault(story.id, path)
    if not plan_path(path).is_file():
        told = f"there is no plan beside it. Write {quoted(story.id + PLAN_SUFFIX)} with three plays and what they get."
        problems.add(TOP, "SC070", told)


def _look_at_plan(plan: Plan, path: Path, problems: Problems, player: Player | None) -> None:
    if player is None:
        return
    try:
        story = read_scenario(path.with_name(f"{plan.scenario}.yaml"))
    except ScenarioInvalid:
        return  # told with the scenario itself
    for play in plan.plays:
        for told in player(story, play):
            problems.add(_place(play), "SC071", f"the {quoted(play.name)} play: {told}")


def _place(play: Play) -> Placed:
    return Spot(play.line, play.column)
