"""What a stopped program left half written goes; what another one writes at this moment stays, and is told."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.book.erasing import erase
from simulator.book.leftovers import ANYBODY_WRITES_S, LONGEST_WRITE_S, sweep
from simulator.journal.runs import Runs

NOW = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
NOBODY = 99_999_999  # no system counts its processes so far

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there the system itself keeps a file that is open")


@pytest.fixture
def runs(homes) -> Runs:
    runs = homes.runs()
    (runs.home / "snapshots").mkdir(parents=True)
    return runs


@pytest.fixture
def another() -> Iterator[int]:
    """The number of a process that lives."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield process.pid
        process.communicate(b"\n")


def part(runs: Runs, of: str, process: int | str) -> Path:
    path = runs.home / of
    path = path.with_name(f".{path.name}.{process}.part")
    path.write_bytes(b"half")
    return path


def begun_before(path: Path, seconds: int) -> None:
    begun = path.stat().st_mtime - seconds
    os.utime(path, (begun, begun))


def test_what_another_process_writes_stays_and_is_given(runs, another):
    path = part(runs, "settings.json", another)

    assert sweep(runs) == (path,)
    assert path.exists()


@pytest.mark.parametrize("process", [NOBODY, 10**30, 0, "", "x", pytest.param(os.getpid(), id="its own")])
def test_what_no_living_process_writes_goes(runs, process):
    path = part(runs, "settings.json", process)
    begun_before(path, ANYBODY_WRITES_S + 1)

    assert sweep(runs) == ()
    assert not path.exists()


@pytest.mark.parametrize("process", [NOBODY, 10**30, 0, "", "x"])
def test_what_may_be_written_on_another_computer_at_this_moment_stays_for_a_minute_and_is_given(runs, process):
    path = part(runs, "settings.json", process)

    assert sweep(runs) == (path,)
    begun_before(path, ANYBODY_WRITES_S + 1)
    assert sweep(runs) == ()
    assert not path.exists()


def test_what_this_process_left_half_written_goes_at_once(runs):
    path = part(runs, "settings.json", os.getpid())

    assert sweep(runs) == ()
    assert not path.exists()


def test_what_was_begun_long_ago_goes_though_a_process_has_that_number_again(runs, another):
    path = part(runs, "settings.json", another)
    begun_before(path, LONGEST_WRITE_S + 1)

    assert sweep(runs) == ()
    assert not path.exists()


def test_a_scenario_that_is_being_written_holds_nothing_of_anybody_and_is_not_told(runs, another):
    path = part(runs, "snapshots/1.yaml", another)

    assert sweep(runs) == ()
    assert path.exists()


def test_the_details_of_the_last_fault_go(runs):
    (runs.home / "trouble.txt").write_text("anything")

    sweep(runs)

    assert not (runs.home / "trouble.txt").exists()


def test_whoever_is_forgotten_meanwhile_is_forgotten_and_the_file_is_told(opened, homes, ledger, runs, another):
    homes.play(runs, "p1")
    path = part(runs, "backup.sqlite", another)

    told = erase(opened, runs, ledger, "p1", NOW)

    assert told.not_read == (path.name,)
    path.replace(runs.home / "backup.sqlite")  # its writer finds it
    assert erase(opened, runs, ledger, "p1", NOW).not_read == ()
