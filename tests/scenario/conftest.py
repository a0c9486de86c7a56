from collections.abc import Callable
from pathlib import Path
from shutil import copy

import pytest

from simulator.scenario.problems import FileRefused, Problem
from simulator.scenario.reading import read_text

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def sound() -> str:
    """The text of a small drill without a problem."""
    return (HERE / "small-drill.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def problems_of() -> Callable[[str], tuple[Problem, ...]]:
    """Reads a text that should be refused, and answers what is wrong with it."""

    def problems(text: str) -> tuple[Problem, ...]:
        with pytest.raises(FileRefused) as refused:
            read_text(text, "small-drill.yaml")
        return refused.value.problems

    return problems


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder with the small drill and its plan."""
    for name in ("small-drill.yaml", "small-drill.plan.yaml"):
        copy(HERE / name, tmp_path / name)
    return tmp_path
