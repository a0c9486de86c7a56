"""Scores, and what compares them, are the same bit for bit on every Python: floats are added as all of them do."""

import ast
from pathlib import Path

from simulator.drill.adding import total_of

ROOMS = [Path(__file__).parents[2] / "simulator" / room for room in ("drill", "scoring", "comparing")]


def test_numbers_are_added_one_after_the_other() -> None:
    assert total_of([0.1] * 10) == 0.9999999999999999  # `sum` says so up to 3.11, and 1.0 from 3.12 on


def test_nothing_added_up_is_nothing() -> None:
    assert total_of([]) == 0


def counts(call: ast.Call) -> bool:
    """Whether a call of `sum` counts: ones, yes or no, lengths. Whole numbers add up the same everywhere."""
    (argument,) = call.args
    if not isinstance(argument, ast.GeneratorExp):
        return False
    item = argument.elt
    length = isinstance(item, ast.Call) and isinstance(item.func, ast.Name) and item.func.id == "len"
    return length or isinstance(item, ast.Compare) or (isinstance(item, ast.Constant) and item.value == 1)


def test_sum_only_counts_where_scores_are_made_and_compared() -> None:
    calls = [
        f"{path.name}:{node.lineno}"
        for room in ROOMS
        for path in sorted(room.glob("*.py"))
        if path.name != "adding.py"  # where it is used for Pythons on which it adds one after the other
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "sum" and not counts(node)
    ]

    assert calls == []
