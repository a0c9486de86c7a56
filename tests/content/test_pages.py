"""The pages in `docs/` that are written from the code say what the code says."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

DOCS = Path(__file__).parents[2] / "docs"


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def written(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


def test_the_page_of_fairness_says_what_comes_out():
    assert written("fairness.md") == script("write_fairness").page()


def test_what_is_fair_is_fair():
    pairs = {pair.title: pair for pair in script("write_fairness").pairs()}

    assert pairs["A short human line"].other.card.cadence >= pairs["A short human line"].one.card.cadence
    assert pairs["Acting at once"].other.card.empathy >= pairs["Acting at once"].one.card.empathy
    assert pairs["Three relatives"].other.card.empathy >= pairs["Three relatives"].one.card.empathy
    assert pairs["Owning up"].one.card.honesty >= pairs["Owning up"].other.card.honesty + 25
    attention = pairs["Attention is never too much"]
    assert attention.other.card.generosity >= attention.one.card.generosity
    rich = pairs["Nobody is graded by their customer's wealth"]
    assert rich.one.card.dimensions == rich.other.card.dimensions
    assert pairs["Nobody is graded by a die"].other.card.overall >= 90


@pytest.mark.parametrize("page", ["constants.md", "scoring.md"])
def test_the_pages_of_scoring_carry_the_numbers_in_force(page: str):
    writer = script("write_scoring")
    text = written(page)

    assert text == (writer.constants_page() if page == "constants.md" else writer.with_bands(text))


def test_the_page_of_checks_is_written_from_their_table():
    from simulator.scenario.kinds import as_page

    assert written("checks.md") == as_page()
