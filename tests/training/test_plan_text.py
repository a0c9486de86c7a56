"""What a form gathered becomes a plan file: whatever was typed, it is read back as it was."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from simulator.errors import ScenarioInvalid
from simulator.training.plan import read_drill_plan
from simulator.training.plan_text import Planned, plan_text
from simulator.training.roster import Somebody
from tests.training.conftest import SMALL

NAMES = st.text(min_size=1, max_size=20).map(str.strip).filter(bool)


def planned(**more: object) -> Planned:
    given_ones = {"drill": "autumn", "trainer": "Alex Kim", "people": (Somebody("Ana"),), "mode": "timed", "seed": "7"}
    return Planned(**{**given_ones, "scenarios": ("cake-at-six.yaml",), **more})


def read_back(folder: Path, plan: Planned):
    (folder / "cake-at-six.yaml").write_bytes(SMALL.read_bytes())
    (folder / "plan.yaml").write_text(plan_text(plan), encoding="utf-8", newline="")
    return read_drill_plan(folder / "plan.yaml")


def test_everything_of_a_form_is_read_back(tmp_path):
    people = (Somebody("Ana: “Ruiz”, #1"), Somebody("Ben", reading_time=1.5, seed=3, station="window"))
    plan = read_back(tmp_path, planned(people=people, cohort="NO", time_limit="25 min", seed="each"))

    assert [(one.name, one.reading_time, one.seed, one.station) for one in plan.people] == [
        ("Ana: “Ruiz”, #1", 1.0, None, ""),
        ("Ben", 1.5, 3, "window"),
    ]
    assert (plan.cohort, plan.limit, plan.seed, plan.drill) == ("NO", 25 * 60_000, None, "autumn")


@given(name=NAMES, cohort=NAMES)
def test_whatever_is_typed_is_read_back_or_refused_with_its_line(tmp_path_factory, name, cohort):
    folder = tmp_path_factory.mktemp("plan")
    plan = planned(people=(Somebody(name),), cohort=cohort)
    problem = refusal(folder, plan)

    assert problem.startswith("plan.yaml:") or (not problem and len(read_back(folder, plan).people) == 1)


def refusal(folder: Path, plan: Planned) -> str:
    try:
        read_back(folder, plan)
    except ScenarioInvalid as refused:
        return str(refused)
    return ""
