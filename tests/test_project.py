"""The house rules that a machine can hold: sizes, names, types, and that the front page keeps up."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "simulator").rglob("*.py"))
FOLDERS = {"simulator", "scenarios", "assets", "scores", "tests", "docs", "bench"}


def trees() -> Iterator[tuple[Path, ast.Module]]:
    for path in SOURCES:
        yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def test_every_module_says_what_lives_in_it() -> None:
    assert [str(path) for path, tree in trees() if tree.body and not ast.get_docstring(tree)] == []


def test_public_classes_and_functions_say_what_a_caller_gets() -> None:
    silent = [
        f"{path}:{node.lineno} {node.name}"
        for path, tree in trees()
        for node in tree.body
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and node.name[0] != "_" and not ast.get_docstring(node)
    ]

    assert silent == []


def test_no_room_is_a_drawer_for_everything() -> None:
    drawers = {"utils", "helpers", "types", "common", "misc", "util"}

    assert [str(path) for path in SOURCES if path.stem in drawers or path.parent.name in drawers] == []


def test_nine_functions_in_ten_are_under_25_lines() -> None:
    lengths = [
        (node.end_lineno or node.lineno) - node.lineno + 1
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef)
    ]

    assert sum(length < 25 for length in lengths) >= 0.9 * len(lengths)


def test_files_stay_short() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}

    assert sum(length <= 400 for length in lengths.values()) >= 0.95 * len(lengths)
    assert max(lengths.values()) <= 650, max(lengths, key=lambda path: lengths[path])


def test_any_lives_only_where_dicts_become_objects() -> None:
    users = {
        str(path)
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "typing" and any(n.name == "Any" for n in node.names)
    }

    assert users <= {str(Path("simulator/journal/codec.py"))}


@pytest.mark.parametrize("switch", ["type: ignore", "noqa"])
def test_a_check_that_is_switched_off_says_why_on_the_line(switch: str) -> None:
    bare = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in SOURCES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if f"# {switch}" in line and not {"#", "-"} & set(line.split(f"# {switch}", 1)[1].split())
    ]

    assert bare == []


def test_the_clock_and_the_dice_of_the_machine_are_not_used_in_the_core() -> None:
    core = {"drill", "scoring"}
    banned = {"time", "random", "datetime", "os", "pathlib", "socket"}
    users = [
        f"{path}:{node.lineno}"
        for path, tree in trees()
        if path.parts[1] in core
        for node in ast.walk(tree)
        if isinstance(node, ast.Import) and banned & {name.name.split(".")[0] for name in node.names}
    ]

    assert users == []


def test_no_folder_stands_at_the_top_that_nobody_planned() -> None:
    found = {path.name for path in ROOT.iterdir() if path.is_dir() and path.name[0] not in "._"}

    assert found - {"build", "dist"} - {path.name for path in ROOT.glob("*.egg-info")} <= FOLDERS


def test_the_front_page_names_the_two_commands_and_what_each_dependency_is_for() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = [name.split(">")[0].split("=")[0] for name in project["dependencies"]]

    assert [word for word in ["make play", "make test", *needed] if word not in page] == []
