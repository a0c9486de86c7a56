"""How long lines are: as the terminal is wide; the same for every file and pipe."""

import os
import subprocess
import sys
from itertools import product

import pytest

from simulator.book.ledger import Kind, Ledger, Rated
from tests.book.conftest import Homes
from tests.end_to_end.conftest import CHECKOUT
from tests.training.a_class import runs_in

LOOK = ("preview", "lost-child-resort", "--from", "reported")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="opens a terminal of its own")


@pytest.fixture
def in_a_terminal(home):
    """Runs a command in a terminal of so many columns; gives the longest line that it printed."""

    def run(columns, *arguments):
        import fcntl
        import pty
        import struct
        import termios

        ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        environ = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
        process = subprocess.Popen(
            [sys.executable, "-m", "simulator", *arguments],
            cwd=CHECKOUT,
            env={**environ, "FIREDRILL_HOME": str(home), "PYTHONIOENCODING": "utf-8"},
            stdin=subprocess.DEVNULL,
            stdout=theirs,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs)
        told = _all_of(ours)
        assert process.wait(timeout=60) == 0
        return max(len(line) for line in told.decode("utf-8").splitlines())

    return run


def _all_of(terminal):
    told = b""
    while True:
        try:
            some = os.read(terminal, 65_536)
        except OSError:  # the other end is closed
            some = b""
        if not some:
            os.close(terminal)
            return told
        told += some


@pytest.mark.parametrize(("columns", "least", "most"), [(80, 70, 80), (200, 89, 100)])
def test_in_a_terminal_lines_are_as_long_as_it_is_wide_and_a_hundred_at_most(in_a_terminal, columns, least, most):
    assert least <= in_a_terminal(columns, *LOOK) <= most


@pytest.mark.parametrize("command", ["scores", "ratings"])
def test_lists_of_runs_and_ratings_fit_into_a_terminal_of_eighty_columns(in_a_terminal, home, command):
    runs = runs_in(home)
    called = runs.people.called("Maximiliane-Charlotte Featherstonehaugh-Cholmondeley")
    played = [Homes(home.parent).play(runs, called, scenario="sim-swap-twelve-hours") for _ in range(4)]
    ledger = Ledger(home, runs.disk)
    for run, rater in product(played, ("t1", "t2")):
        ledger.add(Rated(run=run, rater=rater, kind=Kind.BLIND, made="2026-03-02T09:00:00Z", honesty=50.0))

    assert 40 < in_a_terminal(80, command) <= 80


def test_a_pipe_gets_the_same_lines_whatever_columns_says(own_process, monkeypatch):
    narrow, wide = (_piped(own_process, monkeypatch, columns) for columns in ("50", "150"))

    assert narrow == wide
    assert 80 < max(map(len, narrow)) <= 88


def _piped(own_process, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", columns)
    return own_process(*LOOK).out.splitlines()
