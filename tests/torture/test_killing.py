"""Programs killed at random instants have lost nothing that they had told, and what they did goes on to the same end.

A thousand kills: `make torture`.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]
TIMES = {"drills": "12", "seals": "4", "backups": "6", "restores": "6", "migrations": "6"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be copied here")
@pytest.mark.parametrize("kind", list(TIMES))
def test_nothing_told_is_lost_to_a_kill_and_everything_goes_on(kind):
    command = [sys.executable, "-m", "tests.torture.dying", kind, TIMES[kind]]

    told = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, timeout=120)

    assert told.returncode == 0, told.stdout + told.stderr
    assert f"{kind}: {TIMES[kind]} killed" in told.stdout
    assert "0 lost, 0 stuck" in told.stdout
