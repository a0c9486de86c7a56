"""A variant is what one seed makes of a scenario: what is judged must be within reach in each of them."""

from pathlib import Path

import pytest

from simulator.drill.cast import cast
from simulator.scenario.reading import read_scenario, variant_problems
from simulator.scenario.shelf import scenario_paths, shelf_folder

TWENTY = range(20)


@pytest.mark.parametrize("path", scenario_paths(shelf_folder()), ids=lambda path: path.stem)
def test_every_variant_of_the_shelf_passes_the_checks(path: Path) -> None:
    scenario = read_scenario(path)

    assert [problem for seed in TWENTY for problem in variant_problems(path, cast(scenario, seed))] == []


def test_a_fact_that_only_some_variants_let_anybody_learn_is_told_where_it_is_owed(tmp_path: Path, sound: str) -> None:
    path = tmp_path / "small-drill.yaml"
    baked = "takes: 10 s, lasts: 8 min, when: {heard: mixed_up}"
    assert sound.count(baked) == 1
    path.write_text(sound.replace(baked, f"{baked[:-1]}, drawn: {{recipe: tart}}}}"), encoding="utf-8")
    scenario = read_scenario(path)

    told = {cast(scenario, seed).drawn[0][1]: variant_problems(path, cast(scenario, seed)) for seed in TWENTY}

    assert told["tart"] == ()
    assert "SC047" in {problem.code for problem in told["sponge"]}
