"""Disks that fail and clocks that jump while a drill is played: it goes on, or stops with what was seen kept.

Every fault is put at every write of a drill; afterwards the run is gone on with, and must come to the same end.
"""

import errno
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill.cast import cast
from simulator.drill.events import Event
from simulator.drill.session import LiveSession
from simulator.errors import StorageFailed
from simulator.journal.disk import Kind
from simulator.journal.live import Live, end, go_on
from simulator.journal.rescoring import score_unscored
from simulator.journal.results import kept_scorecard
from simulator.journal.runs import Playing, Runs
from simulator.journal.verifying import verify
from simulator.scenario.reading import read_bytes
from simulator.scoring.rubric import VERSION
from tests.journal.conftest import MemoryDisk

SOURCE = (Path(__file__).parents[1] / "scenario" / "small-drill.yaml").read_bytes()
STORY = read_bytes(SOURCE, "small-drill.yaml")
HOME = Path("/records")
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class FailingDisk(MemoryDisk):
    """Fails once, at the *at*th *operation* from now, and from then on only as long as `broken` says so."""

    def __init__(self) -> None:
        super().__init__()
        self.operation, self.at, self.code, self.half = "", 0, 0, False
        self.broken = False

    def arm(self, operation: str, at: int, code: int, half: bool = False) -> None:
        self.operation, self.at, self.code, self.half = operation, at, code, half

    def mend(self) -> None:
        self.operation, self.broken = "", False

    def fail(self, operation: str) -> None:
        if operation == self.operation and not self.half:
            self.at -= 1
            self.broken = self.broken or self.at < 0
        if self.broken and operation in ("write", "sync", "cut"):
            raise OSError(self.code, "as the test asked")

    def room(self, wanted: int) -> int:
        if self.operation == "write" and self.half and not self.broken:
            self.at -= 1
            if self.at < 0:
                self.broken = True
                return wanted // 2
        return super().room(wanted)


def begun(disk: FailingDisk, bot: str = "careful") -> tuple[Runs, Live]:
    """A drill about to be played, whose records are on *disk*."""
    runs = Runs(HOME, disk, lambda: NOON, lambda: "000001000000")
    run = runs.open_run(STORY, SOURCE, Playing(rubric=VERSION))
    story = cast(STORY, 0)
    return runs, Live(run, story, LiveSession(story, 0, run.append))


def played(live: Live, bot: str = "careful") -> None:
    play(live.session, make(bot, live.story, 0))
    end(live)


def undisturbed(bot: str) -> tuple[Sequence[Event], bytes]:
    """The events of a drill on a sound disk, and its scorecard."""
    disk = FailingDisk()
    runs, live = begun(disk)
    played(live, bot)
    _, recorded = runs.whole_run(live.run.name)
    return recorded.events, bytes(recorded.scorecards[-1].card)


def writes_of(bot: str) -> int:
    disk = FailingDisk()
    disk.arm("sync", 1_000_000, 0)
    _, live = begun(disk)
    played(live, bot)
    return 1_000_000 - disk.at


FAULTS = {
    "disk full": ("write", errno.ENOSPC, False, "the disk is full. Free some space and try again."),
    "disk full in the middle of a line": ("write", errno.ENOSPC, True, "the disk is full. Free some space and"),
    "quota": ("write", errno.EDQUOT, False, "your disk quota is used up. Free some space and try again."),
    "error on writing": ("write", errno.EIO, False, "the disk reports an error. Check the disk"),
    "error on flushing": ("sync", errno.EIO, False, "the disk reports an error. Check the disk"),
    "full on flushing": ("sync", errno.ENOSPC, False, "the disk is full. Free some space and try again."),
    "made read-only meanwhile": ("write", errno.EROFS, False, "this place is read-only. Set FIREDRILL_HOME"),
    "unplugged": ("sync", errno.ENODEV, False, "can't be written"),
}


@pytest.mark.parametrize(("operation", "code", "half", "says"), FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("bot", ["careful", "silent"])
def test_a_disk_failing_at_any_write_stops_the_drill_and_another_day_it_ends_the_same(
    bot: str, operation: str, code: int, half: bool, says: str
) -> None:
    events, card = undisturbed(bot)
    stopped = 0
    for at in range(writes_of(bot)):
        disk = FailingDisk()
        runs, live = begun(disk)
        disk.arm(operation, at, code, half)
        told = told_when_played(live, bot)
        if not told:
            continue  # the fault lies behind this drill's last write
        assert says in told
        assert "\n" not in told
        seen = live.session.events()
        live.run.close()
        disk.mend()
        stopped += 1

        assert verify(runs, live.run.name).intact
        insist_that_it_ends_as_it_would_have(runs, live, seen, bot, events, card)

    assert stopped >= 9  # the silent drill has ten writes


def told_when_played(live: Live, bot: str) -> str:
    """Play to the end, or to what is told when the disk fails."""
    try:
        played(live, bot)
    except StorageFailed as failed:
        return str(failed)
    return ""


def insist_that_it_ends_as_it_would_have(
    runs: Runs, live: Live, seen: Sequence[Event], bot: str, events: Sequence[Event], card: bytes
) -> None:
    """Go on with what is kept to its end, or score what had ended: the same events and scores as undisturbed."""
    _, kept = runs.whole_run(live.run.name)
    # Where neither flushing nor cutting back worked, a batch may be kept that nobody saw; never one that differs.
    assert list(kept.events[: len(seen)]) == list(seen)
    assert kept.events == events[: len(kept.events)]
    if len(kept.events) < len(events):
        again = go_on(runs, live.run.name)
        played(again, bot)
    else:
        score_unscored(runs)
    _, whole = runs.whole_run(live.run.name)

    assert whole.events == events
    assert bytes(whole.scorecards[-1].card) == card


@pytest.mark.parametrize("code", [errno.EROFS, errno.EACCES, errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("operation", ["make_folder", "open", "write", "sync"])
def test_a_place_that_can_t_be_written_is_told_before_anything_is_shown(operation: str, code: int) -> None:
    disk = MemoryDisk()
    disk.failing[operation] = code

    with pytest.raises(StorageFailed) as told:
        Runs(HOME, disk).open_run(STORY, SOURCE, Playing())

    assert str(told.value).count("\n") == 0
    assert [path for path in disk.files if path.suffix == ".jsonl" and disk.files[path]] == []


def test_a_scenario_whose_copy_is_lost_while_it_is_played_ends_all_the_same_and_says_so_when_verified() -> None:
    disk = FailingDisk()
    runs, live = begun(disk)
    (copy,) = (path for path in disk.files if disk.kind(path) is Kind.FILE and disk.files[path] == SOURCE)
    disk.remove(copy)

    played(live)

    assert "can't be read" in verify(runs, live.run.name).sentence
    runs.keep_snapshot(SOURCE)
    assert verify(runs, live.run.name).intact


JUMPS = {
    "a day back": timedelta(days=-1),
    "eight hours on": timedelta(hours=8),
    "to 1970": datetime(1970, 1, 1, tzinfo=UTC) - NOON,
    "to 9999": datetime(9999, 12, 31, tzinfo=UTC) - NOON,
}


@pytest.mark.parametrize("jump", JUMPS.values(), ids=JUMPS)
def test_a_clock_on_the_wall_that_jumps_changes_no_event_and_no_score(jump: timedelta) -> None:
    events, card = undisturbed("careful")
    asked = count()

    def jumping() -> datetime:
        return NOON + (jump if next(asked) % 2 else timedelta())

    tokens = count(1)
    runs = Runs(HOME, MemoryDisk(), jumping, lambda: f"{next(tokens):012x}"[::-1])
    for _ in range(3):
        run = runs.open_run(STORY, SOURCE, Playing(rubric=VERSION))
        story = cast(STORY, 0)
        played(Live(run, story, LiveSession(story, 0, run.append)))

    summaries = runs.list_runs()
    assert len(summaries) == 3
    for summary in summaries:
        _, recorded = runs.whole_run(summary.run)
        assert (recorded.events, bytes(recorded.scorecards[-1].card)) == (events, card)
        assert bytes(kept_scorecard(cast(STORY, 0), recorded.events).card) == card
