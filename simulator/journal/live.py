"""A drill being played and recorded: begun from the shelf or gone on with, and at its end scored once.

What is played is always the cast story, what is kept is always the file's own bytes; both are put together here so
that no front end can mix them up.
"""

from msgspec import Struct, structs

from simulator.drill.cast import cast
from simulator.drill.session import LiveSession
from simulator.journal.fitting import fit, making_sense_of
from simulator.journal.kept_stories import KeptStories
from simulator.journal.replay import cast_story
from simulator.journal.results import Result, kept_scorecard, result_of
from simulator.journal.runs import Playing, Runs
from simulator.journal.writing import Run
from simulator.scenario.shelf import find_scenario
from simulator.scenario.story import Story
from simulator.scoring import rubric


class Live(Struct, frozen=True):
    """A session whose events are on the disk before anybody sees them."""

    run: Run
    story: Story
    session: LiveSession


def begin(runs: Runs, wanted: str, playing: Playing, grouped: bool = False) -> Live:
    """Begin the scenario with the id, or at the path, *wanted*; the clock doesn't run yet.

    Raises `NotFound`, `ScenarioInvalid` and `StorageFailed`.
    """
    path = find_scenario(wanted)
    kept = KeptStories(runs.home, house=runs.house)
    source = kept.source(path)
    scenario = kept.read_bytes(source, path.name)
    run = runs.open_run(scenario, source, structs.replace(playing, rubric=rubric.VERSION), grouped)
    story = cast(scenario, playing.seed)
    return Live(run, story, LiveSession(story, playing.seed, run.append))


def go_on(runs: Runs, name: str) -> Live:
    """Go on with the unfinished run *name* behind its last event; raises as `Runs.resume_run` does."""
    resumed = runs.resume_run(name)
    try:
        story = cast_story(resumed.source, resumed.header)
        fit(resumed.header, story, resumed.events)
        with making_sense_of(resumed.header):
            session = LiveSession.resume(story, resumed.header.seed, resumed.events, resumed.run.append)
            session.view()
    except BaseException:
        resumed.run.close()
        raise
    return Live(resumed.run, story, session)


def end(live: Live) -> Result:
    """Score the ended drill, keep the scorecard behind its events and close the journal."""
    events = live.session.events(0)
    with live.run:
        live.run.keep_scorecard(kept_scorecard(live.story, events))
    return result_of(live.run.header, live.story, events)
