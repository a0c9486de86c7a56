"""The engine as machine code plays the same drills to the byte. `make compiled` makes it; `.ci/run` does so."""

import ast
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.torture.determinism import HASH_SEEDS, digest_by

SEEDS = 180  # every bot of the roster meets every scenario of the shelf
SITE = os.environ.get("FIREDRILL_TEST_COMPILED", "")

ROOT = Path(__file__).parents[2]
built = pytest.mark.skipif(not SITE, reason="no compiled engine: `make compiled`, then FIREDRILL_TEST_COMPILED")


def test_no_room_that_defines_a_record_is_compiled() -> None:
    """Mypyc would drop what stands in brackets behind its name: that it is frozen, and its tag."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    compiled = project["tool"]["hatch"]["build"]["targets"]["wheel"]["hooks"]["mypyc"]["include"]
    classes = [
        (name, node)
        for name in compiled
        for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
    ]

    assert len(classes) > 5
    assert [(name, node.name) for name, node in classes if node.keywords] == []


@built
def test_the_compiled_engine_is_what_is_imported() -> None:
    where = "import simulator.drill.state as state; print(state.__file__)"
    environ = {**os.environ, "PYTHONPATH": SITE}

    answer = subprocess.run([sys.executable, "-P", "-c", where], env=environ, capture_output=True, text=True)

    assert Path(answer.stdout.strip()).suffix in {".so", ".pyd"}, answer.stderr


@built
def test_the_same_seeds_give_the_same_logs_and_scores_as_in_plain_python() -> None:
    plain = digest_by(sys.executable, HASH_SEEDS[0], SEEDS)

    assert digest_by(sys.executable, HASH_SEEDS[1], SEEDS, SITE) == plain
