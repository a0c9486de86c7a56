"""Whatever bytes somebody hands in as a plan, a roster, a control journal or an order: an answer, or a sentence."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from simulator.errors import SimulatorError
from simulator.journal.disk import RealDisk
from simulator.journal.records import Mode
from simulator.scenario.guard import Spot
from simulator.scenario.problems import Problems
from simulator.scenario.reading import read_scenario
from simulator.training.board import Board, Seat, Standing
from simulator.training.control import Control, Place, SetUp
from simulator.training.orders import Desk
from simulator.training.plan import read_drill_plan
from simulator.training.roster import read_roster
from tests.training.conftest import PLAN, ROSTER, SMALL

STORY = read_scenario(SMALL)
cells = st.sampled_from(
    ["name", "seed", ",", ";", "\n", "\r", '"', "=", "\x00", "\ufeff", "Bo", "1", " ", "\u202e", "\t"]
)
rosters = st.one_of(st.binary(max_size=200), st.lists(cells, max_size=40).map(lambda parts: "".join(parts).encode()))


words = st.sampled_from(
    ["pause", "inject", "extend", "bookmark", "end", "for", "Ana", "and", "5", '"x"', "Nora:", "hush", '"']
)


def answer(ask: Callable[[], Any]) -> tuple[Any, str]:
    """What *ask* gives, or what is told instead."""
    try:
        return ask(), ""
    except SimulatorError as error:
        return None, str(error)


@given(rosters)
@settings(max_examples=300, deadline=None)
def test_any_roster_gives_people_or_problems(raw: bytes) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "class.csv"
        path.write_bytes(raw)
        in_plan = Problems("plan.yaml")

        people, problems = read_roster(path, Spot(1, 1), in_plan)

    assert all(somebody.name.isprintable() and somebody.name.strip() for somebody in people)
    assert all("\n" not in str(problem) for problem in problems)


@given(st.integers(0, len(PLAN) - 1), st.text(max_size=3), st.integers(0, 12))
@settings(max_examples=150, deadline=None)
def test_any_plan_is_read_or_refused(at: int, typed: str, gone: int) -> None:
    changed = PLAN[:at] + typed + PLAN[at + gone :]
    with TemporaryDirectory() as folder:
        (Path(folder) / "cake-at-six.yaml").write_bytes(SMALL.read_bytes())
        (Path(folder) / "class.csv").write_text(ROSTER)
        (Path(folder) / "plan.yaml").write_text(changed, encoding="utf-8", errors="replace")
        people, told = answer(lambda: read_drill_plan(Path(folder) / "plan.yaml").people)

    assert people or told


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_any_control_journal_is_read_or_refused(raw: bytes) -> None:
    with TemporaryDirectory() as folder:
        (Path(folder) / "control.jsonl").write_bytes(raw)
        lines, told = answer(lambda: Control(Path(folder), RealDisk()).read())

    assert lines == () or "was changed or damaged" in told  # nothing in it was ours: a beginning cut short


@given(st.one_of(st.text(max_size=80), st.lists(words, max_size=8).map(" ".join)))
@settings(max_examples=300, deadline=None)
def test_any_order_is_one_or_is_told_why_it_isnt(typed: str) -> None:
    place = Place(0, "p1", "cake-at-six", "", 0)
    board = Board(SetUp("autumn", "", "t1", Mode.TIMED, (place,), limit=60_000), (Seat(place, Standing.TAKEN),), 1)
    desk = Desk("t1", [STORY], {"p1": "Ana Ruiz"})

    order, told = answer(lambda: desk.order(typed, board))

    assert told or order.action.actor == "t1"
