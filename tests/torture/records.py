"""What is tortured: whole runs of bots, as a trainer's drill leaves them or as somebody plays alone."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill.cast import cast
from simulator.drill.session import LiveSession
from simulator.journal.chain import FIRST_LINK, chained, opened
from simulator.journal.codec import decode_entry
from simulator.journal.disk import RealDisk
from simulator.journal.home import journal_path
from simulator.journal.keys import Keys
from simulator.journal.live import Live, end
from simulator.journal.records import Entry
from simulator.journal.runs import Playing, Runs
from simulator.journal.sealing import Sealing
from simulator.scenario.reading import file_bytes, read_bytes
from simulator.scoring import rubric

SMALL = Path(__file__).parents[1] / "end_to_end" / "cake-at-six.yaml"
SOURCE = file_bytes(SMALL)
SCENARIO = read_bytes(SOURCE, SMALL.name)
TRAINERS = Playing(plan="autumn", trainer="t1", person="p1", rubric=rubric.VERSION)
ALONE = Playing(person="p1", rubric=rubric.VERSION)


def one_o_clock() -> datetime:
    return datetime(2026, 3, 1, 13, 0, tzinfo=UTC)


def runs_in(home: Path, token: str = "0" * 12) -> Runs:
    return Runs(home, clock=one_o_clock, token=lambda: token)


def sealing_in(folder: Path, home: Path) -> Sealing:
    made = Sealing(Keys(folder, RealDisk()), one_o_clock)
    made.keys.make(home)
    return made


def begun(runs: Runs, playing: Playing) -> Live:
    story = cast(SCENARIO, playing.seed)
    run = runs.open_run(SCENARIO, SOURCE, playing)
    return Live(run, story, LiveSession(story, playing.seed, run.append))


def recorded(runs: Runs, playing: Playing, bot: str = "careful") -> str:
    """Record one whole run, scored as stations score it; gives its name."""
    live = begun(runs, playing)
    play(live.session, make(bot, live.story, playing.seed))
    return end(live).run


def bytes_of(runs: Runs, run: str) -> bytes:
    return journal_path(runs.home, run).read_bytes()


def entries(data: bytes) -> list[Entry]:
    """The entries of a whole journal."""
    link, found = FIRST_LINK, []
    for line in data.splitlines():
        found.append(decode_entry(opened(link, line)))
        link = line[-66:-2]
    return found


def rechained(forged: Sequence[Entry]) -> bytes:
    """A journal that is whole in itself: numbered and chained anew from its first line on, as anybody can."""
    renumbered, events = [], 0
    for entry in forged:
        renumbered.append(
            Entry(events, header=entry.header, event=entry.event, scorecard=entry.scorecard, end=entry.end)
        )
        events += entry.event is not None
    return chained(FIRST_LINK, renumbered)[0]


def first_half(data: bytes) -> bytes:
    """About half of a journal, to the end of a batch: as it was when somebody got up in the middle."""
    lines, written = data.splitlines(keepends=True), entries(data)
    ends = [number for number, entry in enumerate(written[: len(written) // 2], start=1) if entry.end]
    return b"".join(lines[: ends[-1]])
