"""A recorded run, read back to be looked at: stored events on the story they were played on, nothing computed again."""

from msgspec import Struct

from simulator.drill.cast import cast
from simulator.drill.events import DrillEnded, Event
from simulator.drill.session import ReplaySession
from simulator.errors import RecordUnreadable, ScenarioInvalid
from simulator.journal.fitting import fit, making_sense_of
from simulator.journal.records import Header, KeptScorecard
from simulator.journal.runs import Runs
from simulator.scenario.overlay import read_source
from simulator.scenario.problems import quoted
from simulator.scenario.story import Story


class Replayed(Struct, frozen=True):
    """A run as it was: its *story* is cast for its seed and was read from the kept copy, not from the shelf.

    *link* is the hash of the record's last line.
    """

    header: Header
    story: Story
    events: tuple[Event, ...]
    scorecards: tuple[KeptScorecard, ...]
    link: str

    @property
    def ended(self) -> bool:
        """Whether the drill came to its end."""
        return bool(self.events) and isinstance(self.events[-1], DrillEnded)

    def session(self) -> ReplaySession:
        """Give a session that plays the run back from its beginning."""
        return ReplaySession(self.story, self.header.seed, self.events)


def replay(runs: Runs, name: str) -> Replayed:
    """Read the run *name* back. Raises `NotFound` and `RecordUnreadable`."""
    path, recorded = runs.whole_run(name)
    story = cast_story(runs.source(path.parent, recorded.header), recorded.header)
    fit(recorded.header, story, recorded.events)
    return Replayed(recorded.header, story, tuple(recorded.events), tuple(recorded.scorecards), recorded.link.decode())


def cast_story(source: bytes, header: Header) -> Story:
    """Give the story that *header*'s seed makes of *source*, the kept copy of a scenario."""
    try:
        with making_sense_of(header):
            return cast(read_source(source, f"{header.scenario}.yaml"), header.seed)
    except ScenarioInvalid as error:
        first = str(error).split("\n", 1)[0]
        raise RecordUnreadable(
            f"{quoted(header.run)} was played on a scenario that this Firedrill no longer reads: {first}"
        ) from error
