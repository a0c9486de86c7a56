"""A writer killed at any instant has lost nothing that it had told. Many more kills: `python -m tests.book.dying`."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[2]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be copied here")
def test_nothing_that_was_told_is_lost_to_a_kill(tmp_path):
    command = [sys.executable, "-m", "tests.book.dying", tmp_path / "book.sqlite", "25"]

    told = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, timeout=120)

    assert told.returncode == 0, told.stderr
    assert "25 killed" in told.stdout
    assert ", 0 lost, whole, in step" in told.stdout
