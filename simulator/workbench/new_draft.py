"""Writes the first draft of a drill: asks, drafts, plays it through, and only then puts both files down.

A file that is there is never written over, and where anything stops on the way nothing is left behind.
"""

import os
from contextlib import suppress
from pathlib import Path
from tempfile import mkdtemp

from msgspec import Struct

from simulator.bots.plays import Played, play_through
from simulator.errors import ScenarioInvalid, StorageFailed, Usage
from simulator.scenario.asking import ID_LETTERS, LONGEST_ID
from simulator.scenario.inspecting import inspect
from simulator.scenario.plans import PLAN_SUFFIX, PLAYS, read_plan
from simulator.scenario.problems import quoted, shown
from simulator.scenario.reading import read_scenario
from simulator.scenario.shelf import SUFFIX, scenario_paths, shelf_folder
from simulator.scoring.finding import Dimension
from simulator.terminal.console import Console
from simulator.workbench.drafting import plan_text, scenario_text
from simulator.workbench.interview import Told, asked_for_a_name, interview
from simulator.workbench.own_words import as_id

ROOM = 8  # points that a play may get less or more after small changes
OPEN_MARKS = {
    key: text
    for play in PLAYS
    for key, text in {
        f"{play}_ends": "alone",
        f"{play}_bands": "{honesty: [0, 100], empathy: [0, 100], cadence: [0, 100], generosity: [0, 100]}",
    }.items()
}
NOT_TAKEN = frozenset({"house", "all"})  # names that mean something else


class Draft(Struct, frozen=True):
    """A drill that is ready to be written: its name and the text of both files."""

    id: str
    scenario: str
    plan: str


def new_drill(folder: Path, console: Console) -> tuple[Path, Path]:
    """Interview whoever is at *console* and write what comes of it into *folder*; give both files.

    Raises `Usage` where there is no such folder, `InputEnded`, and `StorageFailed` where it can't be written.
    """
    if not folder.is_dir():
        raise Usage(f"there is no folder '{shown(str(folder), longest=200)}'. Make it first, or name another.")
    told = interview(console)
    suggestion = _free(as_id(told.place, "my-drill"), folder)
    while True:
        name = asked_for_a_name(console, suggestion, lambda typed: _taken(typed, folder))
        written = written_down(draft(told, name), folder)
        if written:
            return written
        console.say(f"Somebody has just written '{name}{SUFFIX}' there. Choose another name, please.")


def draft(told: Told, name: str) -> Draft:
    """The drill called *name* that *told* makes, with a plan that says what its plays really get.

    Raises `ScenarioInvalid` where it isn't sound, which would be a fault of ours.
    """
    scratch = Path(mkdtemp(prefix="firedrill-"))
    try:
        return _played_through(told, name, scratch)
    finally:
        for file in (*scratch.iterdir(), scratch):
            file.rmdir() if file.is_dir() else file.unlink()


def _played_through(told: Told, name: str, scratch: Path) -> Draft:
    scenario, plan = scratch / f"{name}{SUFFIX}", scratch / f"{name}{PLAN_SUFFIX}"
    scenario.write_text(scenario_text(told, name), encoding="utf-8")
    plan.write_text(plan_text(told, name, OPEN_MARKS), encoding="utf-8")
    story = read_scenario(scenario)
    marks: dict[str, str] = {}
    for play in read_plan(plan).plays:
        played = play_through(story, play)
        marks |= {f"{play.name}_ends": played.card.outcome, f"{play.name}_bands": _bands(played)}
    plan.write_text(plan_text(told, name, marks), encoding="utf-8")
    wrong = [str(problem) for file in inspect([scenario, plan]) for problem in file.problems]
    if wrong:
        raise ScenarioInvalid("\n".join(wrong))
    return Draft(name, scenario.read_text(encoding="utf-8"), plan.read_text(encoding="utf-8"))


def _bands(played: Played) -> str:
    bands = []
    for dimension in Dimension:
        points = played.card.points(dimension) or 0.0
        least, most = max(0, int(points) - ROOM), min(100, int(points) + 1 + ROOM)
        bands.append(f"{dimension.value}: [{least}, {most}]")
    return f"{{{', '.join(bands)}}}"


# -- names and files


def _taken(name: str, folder: Path) -> str:
    """Why nothing can be called *name* here; empty where it can."""
    if not ID_LETTERS.issuperset(name) or not name[0].isalpha() or len(name) > LONGEST_ID or name in NOT_TAKEN:
        return f"{quoted(name)} can't be a name: use up to {LONGEST_ID} small letters, digits and '-', a letter first."
    if any(os.path.lexists(folder / f"{name}{suffix}") for suffix in (SUFFIX, PLAN_SUFFIX)):
        return f"'{name}{SUFFIX}' is there already, and nothing is written over. Choose another name."
    if any(path.stem == name for path in scenario_paths(shelf_folder())):
        return f"a drill of the shelf is called {quoted(name)}. Choose another name."
    return ""


def _free(name: str, folder: Path) -> str:
    """*name*, or it with a number behind, so that it is free."""
    number, free = 2, name
    while _taken(free, folder):
        free = f"{name[: LONGEST_ID - 4].rstrip('-')}-{number}"
        number += 1
    return free


def written_down(made: Draft, folder: Path) -> tuple[Path, Path] | None:
    """Put both files into *folder*, whole or not at all; None where one of the names was taken meanwhile."""
    texts = {folder / f"{made.id}{SUFFIX}": made.scenario, folder / f"{made.id}{PLAN_SUFFIX}": made.plan}
    done: list[Path] = []
    try:
        for path, text in texts.items():
            _put(path, text)
            done.append(path)
    except FileExistsError:
        _take_back(done)
        return None
    except OSError as error:
        _take_back(done)
        why = (error.strerror or str(error)).lower()
        told = shown(str(folder), longest=200)
        raise StorageFailed(
            f"The drill can't be written into '{told}': {why}. Name another folder with --into."
        ) from error
    except BaseException:
        _take_back(done)
        raise
    return done[0], done[1]


def _put(path: Path, text: str) -> None:
    """Write *text* to *path*, which must not exist: another name first, so that half of it is never called so."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with aside.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.link(aside, path)
    finally:
        with suppress(OSError):
            aside.unlink()


def _take_back(done: list[Path]) -> None:
    for path in done:
        with suppress(OSError):
            path.unlink()
