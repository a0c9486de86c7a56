"""A planned drill of four people, set up in a folder of its own, and a trainee who does as a list says."""

from collections.abc import Callable
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

from simulator.drill.cast import cast
from simulator.drill.session import LiveSession
from simulator.journal.runs import Runs
from simulator.scenario.reading import read_scenario
from simulator.scenario.story import Story
from simulator.training.control import Control
from simulator.training.plan import DrillPlan, read_drill_plan
from simulator.training.setting_up import set_up
from simulator.training.stations import Station

SMALL = Path(__file__).parent.parent / "end_to_end" / "cake-at-six.yaml"
PLAN = """\
format: 1
drill: autumn
trainer: Alex Kim
cohort: autumn class
scenarios: [cake-at-six.yaml]
mode: untimed
time_limit: 25 min
seed: each
people: [Ana Ruiz, {name: Ben Okafor, reading_time: 1.5, seed: 3}, Cy Moor]
roster: class.csv
injections:
  smoke: {by: paul, says: There's smoke in here!, makes_true: [ready], moves: {nora: call}}
"""
ROSTER = "name,reading_time\nDee Lang,2\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "cake-at-six.yaml").write_bytes(SMALL.read_bytes())
    (tmp_path / "class.csv").write_text(ROSTER)
    return tmp_path


@pytest.fixture
def read(folder: Path) -> Callable[..., DrillPlan]:
    """Reads the plan with something changed in it, or beside a roster of these bytes."""

    def reading(before: str = "", after: str = "", roster: bytes | None = None) -> DrillPlan:
        assert before in PLAN
        (folder / "plan.yaml").write_text(PLAN.replace(before, after) if before else PLAN + after)
        if roster is not None:
            (folder / "class.csv").write_bytes(roster)
        return read_drill_plan(folder / "plan.yaml")

    return reading


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    numbers = count(1)
    return Runs(
        tmp_path / "shared",
        clock=lambda: datetime(2026, 3, 1, 9, 30, tzinfo=UTC),
        token=lambda: f"{next(numbers):06x}000000",
    )


@pytest.fixture
def control(read: Callable[..., DrillPlan], runs: Runs) -> Control:
    return set_up(runs, read())[0]


@pytest.fixture
def station(runs: Runs, control: Control) -> Callable[[str], Station]:
    """A station of the drill by its name; not open yet."""

    def named(name: str) -> Station:
        return Station(runs.home, Control(control.folder, runs.disk), runs, name)

    return named


@pytest.fixture(scope="session")
def story() -> Story:
    return cast(read_scenario(SMALL), 0)


@pytest.fixture
def session(story: Story) -> LiveSession:
    return LiveSession(story, 0)
