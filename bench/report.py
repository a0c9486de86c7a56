"""How long a comparison of 500 people takes from rows to a page, to rows for a spreadsheet, and to the board."""

import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent.parent))

from simulator.comparing.comparison import compare
from simulator.comparing.made_up import Plan, made_up
from simulator.desktop.view_models.board import Board, board_model
from simulator.pages.comparison_page import comparison_page
from simulator.pages.drill_rows import drills_as_csv, drills_as_json_lines

LIMIT_S = 10.0
PLAN = Plan(people=500, scenarios=20, drills=(4, 10), cohorts=20, clipped=True)


def main() -> None:
    """Print each step; exit with 1 where the report takes longer than was promised."""
    drills = made_up(Random(5), PLAN).attempts
    began = perf_counter()
    answer = compare(drills)
    compared = perf_counter() - began
    print(f"500 people, {len(drills):,} drills: compared in {compared:.2f} s")
    page = _timed("page", lambda: comparison_page(answer))
    _timed("CSV", lambda: drills_as_csv(drills, {}))
    _timed("JSON Lines", lambda: drills_as_json_lines(drills))
    _timed("board", lambda: str(board_model(Board(answer))))
    print(f"the report: {compared + page:.2f} s (at most {LIMIT_S:g})")
    raise SystemExit(compared + page > LIMIT_S)


def _timed(name: str, make: Callable[[], str]) -> float:
    began = perf_counter()
    made = make()
    took = perf_counter() - began
    print(f"  {name}: {took:.3f} s, {len(made) / 1e6:.2f} MB")
    return took


if __name__ == "__main__":
    main()
