"""Defects seeded into the drills of the shelf: nearly all are found, at the line where they were put."""

import re
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from simulator.errors import ScenarioInvalid
from simulator.scenario.reading import read_text
from simulator.scenario.shelf import scenario_paths, shelf_folder

SHELF = scenario_paths(shelf_folder())
FOUND_LEAST = 0.95
TRIES = 3  # places of each kind in each drill


class Defect(NamedTuple):
    """One slip of an author's hand: what is replaced by what, in a line that holds it."""

    name: str
    pattern: str
    becomes: str


DEFECTS = (
    Defect("a beat that isn't there", r"(?<= )to: ([a-z_]+)$", r"to: \1_nowhere"),
    Defect("a beat misspelt in a route", r"beat: ([a-z_]+)\}", r"beat: \1x}"),
    Defect("a fact that isn't there, claimed", r"\{claim: ([a-z_]+)\}", r"{claim: \1_unheard_of}"),
    Defect("a fact that isn't there, learned", r"learns: \[([a-z_]+)", r"learns: [\1_unheard_of"),
    Defect("a person who isn't there", r"^    with: ([a-z_]+)$", r"    with: \1_nobody"),
    Defect("an act that isn't one", r"\{act_on: ", r"{act_upon: "),
    Defect("an act misspelt", r"\{explore: ", r"{explores: "),
    Defect("an entry misspelt", r"^    says: ", r"    sais: "),
    Defect("a reply's entry misspelt", r"^        acts: ", r"        act: "),
    Defect("a length without its unit", r"takes: (\d+) s\b", r"takes: \1"),
    Defect("a length with an unknown unit", r"takes: (\d+) s\b", r"takes: \1 sec"),
    Defect("a level beyond two", r"level: [12]\}", r"level: 3}"),
    Defect("a weight that is a word", r"weight: [0-9.]+\}", r"weight: heavy}"),
    Defect("a feeling without its weight's number", r"weight: [0-9.]+\}", r"weight: -1}"),
    Defect("a condition word that isn't one", r"\{heard: ", r"{herd: "),
    Defect("a condition about a fact that isn't there", r"\{heard: ([a-z_]+)\}", r"{heard: \1_unheard_of}"),
    Defect("a condition about a beat that isn't there", r"\{visited: ([a-z_]+)\}", r"{visited: \1_nowhere}"),
    Defect("a condition about a happening that isn't there", r"\{happened: ([a-z_]+)\}", r"{happened: \1_never}"),
    Defect("a job that isn't there", r"\{assigned: ([a-z_]+)\}", r"{assigned: \1_undone}"),
    Defect("a placeholder that isn't drawn", r"\{([a-z_]+)\.([a-z_]+)\}", r"{\1.\2_undrawn}"),
    Defect("a moment that is no clock time", r"\{after: \"(\d\d):(\d\d)\"\}", r'{after: "\1:99"}'),
    Defect("a yes that isn't one", r"yes: can_justify", r"yes: can_explain"),
    Defect("a kind of remedy that isn't one", r"kind: attention", r"kind: kindness"),
    Defect("a severity above one", r"severity: 0\.(\d)", r"severity: 3.\1"),
    Defect("a character nobody sees", r"says: \"", 'says: "\u200b'),
    Defect("a bracket left open", r"acts: \[(\{[^\]]*)\]$", r"acts: [\1"),
    Defect("a tab for an indent", r"^    with: ", "\twith: "),
    Defect("a role of a kind that isn't one", r"is: customer$", r"is: client"),
    Defect("an apology of a part that isn't one", r"apologise: \[([a-z]+)", r"apologise: [\1ful"),
    Defect("a word instead of yes or no", r"waits: false", r"waits: seldom"),
)


def seeded(text: str, defect: Defect, dice: Random) -> tuple[str, int] | None:
    """*text* with *defect* in one place, and its line; None where it has no place for it."""
    found = [match for match in re.finditer(defect.pattern, text, re.MULTILINE) if not _in_comment(text, match)]
    if not found:
        return None
    match = dice.choice(found)
    changed = text[: match.start()] + match.expand(defect.becomes) + text[match.end() :]
    return changed, text.count("\n", 0, match.start()) + 1


def _in_comment(text: str, match: re.Match[str]) -> bool:
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    return "#" in line


def told_at(text: str) -> set[int]:
    """The lines at which reading *text* tells of a problem."""
    try:
        read_text(text, "drill.yaml")
    except ScenarioInvalid as problem:
        return {int(line) for line in re.findall(r"drill\.yaml:(\d+):", str(problem))}
    return set()


@pytest.mark.parametrize("path", SHELF, ids=lambda path: path.stem)
def test_defects_are_found_where_they_are(path: Path) -> None:
    text, dice = path.read_text(encoding="utf-8"), Random(1)
    tries = [(d.name, seeded(text, d, dice)) for d in DEFECTS for _ in range(TRIES)]
    placed = [(name, *put) for name, put in tries if put is not None]

    missed = [(name, line) for name, changed, line in placed if not {line, line + 1} & told_at(changed)]

    assert len({name for name, *_ in placed}) >= 25
    assert len(missed) <= (1 - FOUND_LEAST) * len(placed), missed


@pytest.mark.parametrize("path", SHELF, ids=lambda path: path.stem)
def test_there_is_no_false_alarm(path: Path) -> None:
    assert told_at(path.read_text(encoding="utf-8")) == set()
