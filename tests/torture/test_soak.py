"""Drill after drill in one process takes no more and more memory. The long form, a shift of 200, is `soak.py`."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KEPT = """
import gc
from pathlib import Path
from tempfile import TemporaryDirectory
from tests.torture.soak import a_drill, ready
from simulator.journal.runs import Runs
ready()
held = []
with TemporaryDirectory() as home:
    runs = Runs(Path(home))
    for turn in range(4):
        a_drill(runs, 1, "cable-half-done")
        gc.collect()
        held.append(len(gc.get_objects()))
print(*held)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="a process is asked for its memory another way there")
def test_a_drill_that_was_played_recorded_drawn_and_debriefed_leaves_nothing_behind() -> None:
    done = subprocess.run([sys.executable, "-c", KEPT], capture_output=True, text=True, cwd=ROOT, timeout=120)
    assert done.returncode == 0, done.stderr
    _, second, third, fourth = map(int, done.stdout.split())

    assert fourth - second < 0.01 * second
    assert third - second < 0.01 * second
