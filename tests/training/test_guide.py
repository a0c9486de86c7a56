"""The page for trainers: its plan can be set up, and it tells every order and every kind of problem."""

import re
from pathlib import Path

import pytest

from simulator.training.kinds import KINDS_OF_DRILL_PLANS
from simulator.training.orders import VERBS
from simulator.training.plan import PLAN_FIELDS, read_drill_plan

PAGE = (Path(__file__).parents[2] / "docs" / "training.md").read_text()


def block(kind: str) -> str:
    found = re.search(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL)
    assert found
    return found[1]


def test_the_plan_of_the_page_can_be_read(tmp_path):
    (tmp_path / "storm-monday.yaml").write_text(block("yaml"))
    (tmp_path / "class.csv").write_text(block("csv"))

    plan = read_drill_plan(tmp_path / "storm-monday.yaml")

    assert [somebody.name for somebody in plan.people][-2:] == ["Dee Lang", "Eva Sand"]
    assert len(plan.people) == 5


@pytest.mark.parametrize("kind", KINDS_OF_DRILL_PLANS, ids=lambda kind: kind.code)
def test_the_page_tells_every_kind_of_problem(kind):
    assert f"| {kind.code} | {kind.name} | {kind.sentence} |" in PAGE


@pytest.mark.parametrize("verb", VERBS)
def test_the_page_tells_every_order(verb):
    assert re.search(rf"\| `{verb}\b", PAGE)


@pytest.mark.parametrize("field", [field for field in PLAN_FIELDS if field != "format"])
def test_the_page_tells_every_line_of_a_plan(field):
    assert f"| `{field}` |" in PAGE
