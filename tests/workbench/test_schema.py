import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from simulator.scenario import act_words, lexicon, reading, reading_house, reading_people, reading_talk, reading_world
from simulator.scenario.asking import DIGITS
from simulator.scenario.marked import Node, Row, Table, read_tree
from simulator.scenario.plans import is_plan
from simulator.scenario.problems import Problems
from simulator.workbench.schema_atoms import Schema
from simulator.workbench.schema_files import SCHEMAS, as_file, schema_of
from simulator.workbench.schema_talk import ACTS, TERM_SAYS

ROOT = Path(__file__).parents[2]
DRILLS = ROOT / "tests" / "scenario"
SHELF = sorted((ROOT / "scenarios").glob("*.yaml"))
SMALL = [DRILLS / "small-drill.yaml", DRILLS / "small-drill.plan.yaml", DRILLS / "small.house.yaml"]
READERS = (reading, reading_people, reading_talk, reading_world, reading_house)


def as_an_editor_reads(node: Node) -> object:
    """The value at *node* by YAML 1.2: `yes` is a text there, and so is `12:06`."""
    if isinstance(node, Table):
        return {name: as_an_editor_reads(value) for name, value in node.values.items()}
    if isinstance(node, Row):
        return [as_an_editor_reads(item) for item in node.items]
    if not node.plain:
        return node.text
    if node.empty:
        return None
    if node.text in ("true", "false"):
        return node.text == "true"
    digits = node.text.removeprefix("-").replace(".", "", 1)
    if digits and DIGITS.issuperset(digits):
        return float(node.text) if "." in node.text else int(node.text)
    return node.text


def which(path: Path) -> str:
    return "house" if path.name.endswith("house.yaml") else "plan" if is_plan(path) else "scenario"


def faults(text: str, kind: str) -> list[str]:
    value = as_an_editor_reads(read_tree(text.encode(), Problems("x.yaml")))
    return [
        f"{list(error.absolute_path)}: {error.message[:200]}"
        for error in Draft7Validator(schema_of(kind)).iter_errors(value)
    ]


@pytest.mark.parametrize("kind", SCHEMAS)
def test_the_files_in_the_docs_are_up_to_date(kind: str) -> None:
    written = (ROOT / "docs" / f"{kind}.schema.json").read_text(encoding="utf-8")

    assert written == as_file(schema_of(kind)), "run docs/write_schema.py"


@pytest.mark.parametrize("kind", SCHEMAS)
def test_each_schema_is_one(kind: str) -> None:
    Draft7Validator.check_schema(schema_of(kind))


@pytest.mark.parametrize("path", [*SHELF, *SMALL], ids=lambda path: path.name)
def test_every_file_of_the_shelf_is_valid(path: Path) -> None:
    assert faults(path.read_text(encoding="utf-8"), which(path)) == []


BROKEN = {
    "an entry nothing reads": ("role: counter", "rolle: x\nrole: counter"),
    "an entry left out": ("difficulty: 1\n", ""),
    "a list for a text": ("role: counter assistant", "role: [counter assistant]"),
    "a text for a list": ("principles: [P01, P05]", "principles: P01"),
    "no principle": ("[P01, P05]", "[P01, P99]"),
    "an empty list": ("principles: [P01, P05]", "principles: []"),
    "a number out of range": ("difficulty: 1", "difficulty: 9"),
    "a length without a unit": ("seat_time: 5 min", "seat_time: 5"),
    "a unit that isn't known": ("seat_time: 5 min", "seat_time: 5 parsecs"),
    "a time of day that isn't": ('starts: "17:40"', 'starts: "17:70"'),
    "an unknown kind": ("kind: one_customer", "kind: one_costumer"),
    "a name with a capital": ("id: look", "id: Look"),
    "yes for true": ("bad_news: true", "bad_news: yes"),
    "an unknown act": ("acts: [presence]", "acts: [presense]"),
    "an act without its thing": ("acts: [presence]", "acts: [claim]"),
    "an act with too much": ("{unknown: ready}", "{unknown: ready, hedged: true}"),
    "an unknown condition": ("kept_when: {given: driver}", "kept_when: {gifted: driver}"),
    "a mood where somebody waits": (
        "lasts: 8 min, when: {heard: mixed_up}",
        "lasts: 8 min, when: {feels: {nora: angry}}",
    ),
    "an empty condition": ("kept_when: {given: driver}", "kept_when: {}"),
    "a reply that neither says nor does": ("- does: You look for the box.", "- id: looks"),
    "an unknown channel": ("channel: phone", "channel: telegraph"),
    "a share above one": ("severity: 0.6", "severity: 1.6"),
    "an approval without a yes": ("after: 30 s, says_yes: Gladly.", "after: 30 s"),
    "a title that is too long": ("title: The cake", f"title: {'The ' * 40}cake"),
    "an unknown loss": ("{distress: some", "{distress: much"),
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN)
def test_what_the_reader_refuses_the_schema_refuses(change: tuple[str, str]) -> None:
    sound = SMALL[0].read_text(encoding="utf-8")
    assert sound.count(change[0]) >= 1

    assert faults(sound.replace(change[0], change[1], 1), "scenario")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("do: say,", "do: shout,"),
        ("{do: say, reply: counter.look}", "{do: say}"),
        ("honesty: [80, 100]", "honesty: [80, 100, 100]"),
        ("ends: brought", "end: brought"),
        ("next_in: 4 min", "next_in: 4"),
        ("  careless:", "  careles:"),
    ],
)
def test_a_broken_plan_is_refused(old: str, new: str) -> None:
    assert faults(SMALL[1].read_text(encoding="utf-8").replace(old, new, 1), "plan")


@pytest.mark.parametrize(
    ("old", "new"),
    [("house: Lakeside Bakeries\n", ""), ("rate: {EUR: 1.1}", "rate: 1.1"), ("words:", "word:"), ("20 s", "20")],
)
def test_a_broken_house_is_refused(old: str, new: str) -> None:
    assert faults(SMALL[2].read_text(encoding="utf-8").replace(old, new, 1), "house")


def test_every_table_that_a_reader_knows_is_in_a_schema() -> None:
    in_schemas = {frozenset(fields) for kind in SCHEMAS for fields in tables(schema_of(kind))}

    assert [fields for fields in tables_of_readers() if frozenset(fields) not in in_schemas] == []


def test_every_act_and_condition_is_explained() -> None:
    assert set(ACTS) == set(act_words.FORMS)
    assert set(TERM_SAYS) == set(lexicon.TERMS)


@pytest.mark.parametrize("kind", SCHEMAS)
def test_every_entry_says_what_an_author_needs_to_know(kind: str) -> None:
    silent = [name for name, entry in entries(schema_of(kind)) if not entry.get("description")]

    assert silent == []


def tables(schema: object) -> Iterator[tuple[str, ...]]:
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict):
            yield tuple(schema["properties"])
        for value in schema.values():
            yield from tables(value)
    elif isinstance(schema, list):
        for item in schema:
            yield from tables(item)


def entries(schema: object) -> Iterator[tuple[str, Schema]]:
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict):
            yield from schema["properties"].items()
        for value in schema.values():
            yield from entries(value)
    elif isinstance(schema, list):
        for item in schema:
            yield from entries(item)


def tables_of_readers() -> Iterator[tuple[str, ...]]:
    """The last argument of each `Fields(...)` in the readers, a tuple of names or the name of one."""
    for module in READERS:
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Fields":
                yield eval(ast.unparse(node.args[2]), vars(module))  # our own source


def test_the_command_prints_the_file(capsys: pytest.CaptureFixture[str]) -> None:
    from simulator.cli import main

    assert main(["schema", "house"]) == 0
    assert json.loads(capsys.readouterr().out) == schema_of("house")
    assert main(["schema", "huose"]) == 2
    assert "house" in capsys.readouterr().err
