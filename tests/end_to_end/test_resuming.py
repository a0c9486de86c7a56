"""Wherever a run is cut off, it goes on as if nothing had been: nothing that was shown is lost."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill.actions import Begin
from simulator.drill.cast import cast
from simulator.journal.chain import read_chain
from simulator.journal.live import begin, end, go_on
from simulator.journal.replay import replay
from simulator.journal.runs import Playing, Runs
from simulator.scenario.reading import read_scenario
from simulator.scenario.shelf import find_scenario

CHECKOUT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def story():
    return cast(read_scenario(find_scenario("lost-child-resort")), 0)


def test_every_line_a_crash_can_leave_goes_on_to_the_same_end(story, tmp_path):
    runs = Runs(tmp_path)
    live = begin(runs, "lost-child-resort", Playing())
    play(live.session, make("careful", story, 0))
    uncut = end(live)
    data = live.run.path.read_bytes()
    events = read_chain(data, "r").events
    lines = [place + 1 for place, letter in enumerate(data) if letter == ord("\n")]

    for place in lines[1:-2:23]:
        live.run.path.write_bytes(data[: place - 7])
        again = go_on(runs, live.run.name)
        play(again.session, make("careful", story, 0))
        assert end(again) == uncut
        assert replay(runs, live.run.name).events == events


def test_a_scenario_edited_while_somebody_plays_goes_on_as_it_began(tmp_path):
    small = CHECKOUT / "tests" / "end_to_end" / "cake-at-six.yaml"
    copy = tmp_path / small.name
    copy.write_bytes(small.read_bytes())
    runs = Runs(tmp_path / "home")
    live = begin(runs, str(copy), Playing())
    live.session.submit(Begin())
    live.run.close()
    copy.write_text(copy.read_text(encoding="utf-8").replace("party", "feast"), encoding="utf-8")

    again = go_on(runs, live.run.name)
    play(again.session, make("careful", again.story, 0))
    end(again)

    assert "party" in again.story.brief + str(again.session.events(0))
    assert "feast" not in str(replay(runs, live.run.name))


CHILD = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from simulator.bots.playing import play
    from simulator.bots.roster import make
    from simulator.drill.session import LiveSession
    from simulator.journal.live import begin
    from simulator.journal.runs import Playing, Runs

    live = begin(Runs(Path(sys.argv[1])), "lost-child-resort", Playing())
    shown = 0

    def record(batch):
        global shown
        live.run.append(batch)
        shown += len(batch)
        print(shown, flush=True)

    play(LiveSession(live.story, 0, record), make("careful", live.story, 0))
    """
)


@pytest.mark.parametrize("lines", [1, 7, 20, 33, 58])
def test_a_killed_program_loses_nothing_it_had_shown(tmp_path, story, lines):
    child = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(tmp_path)], stdout=subprocess.PIPE, cwd=CHECKOUT, env=dict(os.environ)
    )
    assert child.stdout is not None
    for _ in range(lines):
        shown = int(child.stdout.readline())
    child.kill()
    rest = child.stdout.read().split()
    child.stdout.close()
    child.wait(timeout=30)
    shown = int(rest[-1]) if rest else shown

    resumed = Runs(tmp_path).resume_run()
    resumed.run.close()

    assert len(resumed.events) >= shown
    assert go_on(Runs(tmp_path), resumed.run.name).session.view().events == len(resumed.events)
