"""A program killed at any event of a run has lost nothing that it had shown, and the run goes on to the same record."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill.session import LiveSession
from simulator.journal.listing import State
from simulator.journal.replay import replay
from simulator.journal.runs import Runs
from simulator.journal.verifying import verify
from tests.content.lost_child import card, played, story

CHECKOUT = Path(__file__).parents[2]
MEMORY = Path("/dev/shm")
PARTS = 8  # for as many processors as there are
IMMORTAL = 10**6  # lines

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no process can be copied here")


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory, where there is one: a kill asks nothing of a disk, and a slow one would take minutes."""
    with TemporaryDirectory(dir=MEMORY if os.access(MEMORY, os.W_OK) else tmp_path) as folder:
        yield Path(folder) / "records"


class Mortal:
    """A process whose children play and are killed; each writes the same journal as far as it comes."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.end_to_end.dying", str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=CHECKOUT,
        )

    def live(self, lines: int) -> tuple[int, int]:
        """Let a child write so many lines: how many events it has shown, and how it ended."""
        assert self._process.stdin
        assert self._process.stdout
        shutil.rmtree(self._home, ignore_errors=True)
        self._process.stdin.write(f"{lines}\n")
        self._process.stdin.flush()
        shown = 0
        for told in self._process.stdout:
            what, number = told.split()
            if what == "ended":
                return shown, int(number)
            shown = int(number)
        raise AssertionError("it died itself")

    def journal(self) -> bytes:
        """What the child has written."""
        (path,) = self._home.glob("*.jsonl")
        return path.read_bytes()

    def close(self) -> None:
        self._process.communicate()


@pytest.fixture
def mortal(home: Path) -> Iterator[Mortal]:
    made = Mortal(home)
    yield made
    made.close()


@pytest.mark.parametrize("part", range(PARTS))
def test_killed_at_any_event_a_run_goes_on_to_the_same_record(part: int, mortal: Mortal, home: Path) -> None:
    assert mortal.live(IMMORTAL)[1] == 0
    whole = mortal.journal()

    for lines in range(2 + part, whole.count(b"\n"), PARTS):  # the first line is the header
        shown, ended = mortal.live(lines)
        assert ended == -signal.SIGKILL
        assert mortal.journal().count(b"\n") == lines

        resumed = Runs(home).resume_run()
        assert len(resumed.events) == shown
        session = LiveSession.resume(story(0), 0, resumed.events, resumed.run.append)
        play(session, make("careful", story(0), 0))
        resumed.run.close()

        assert mortal.journal() == whole, lines


def test_killed_before_it_was_scored_a_run_has_ended_and_gets_its_scores_when_it_is_read_back(
    mortal: Mortal, home: Path
) -> None:
    mortal.live(IMMORTAL)
    runs = Runs(home)

    (run,) = runs.list_runs()
    back = replay(runs, run.run)

    assert run.state is State.ENDED
    assert verify(runs, run.run).intact
    assert card(back.events, 0) == card(played("careful", 0).events(), 0)
