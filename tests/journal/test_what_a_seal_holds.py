"""What is written down when a run is sealed, and that it lasts."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from simulator.errors import RecordUnreadable
from simulator.journal.chain import FIRST_LINK, chained
from simulator.journal.disk import RealDisk
from simulator.journal.keys import Keys, fingerprint
from simulator.journal.records import Entry
from simulator.journal.sealing import Sealing, gone, held, seal_path
from simulator.journal.verifying import verify


def one_o_clock() -> datetime:
    return datetime(2026, 3, 1, 13, 0, tzinfo=UTC)


def two_o_clock() -> datetime:
    return datetime(2026, 3, 1, 14, 0, tzinfo=UTC)


@pytest.fixture
def sealing(tmp_path: Path, home: Path, disk) -> Sealing:
    """Seals with a key that lies in memory."""
    keys = Keys(tmp_path / "keys", disk)
    keys.make(home)
    return Sealing(keys, one_o_clock)


@pytest.fixture
def run(real_runs, opened, batches):
    with opened(real_runs, plan="autumn", trainer="t1", person="p1", pair="p2") as run:
        for batch in batches:
            run.append(batch)
    return run


def test_a_seal_says_what_it_vouches_for(sealing, real_runs, run, events) -> None:
    seal = sealing.seal(real_runs, run.name)

    data = run.path.read_bytes()
    assert seal is not None
    assert json.loads(seal_path(run.path).read_bytes())["seal"] == {
        "run": run.name,
        "plan": "autumn",
        "trainer": "t1",
        "person": "p1",
        "pair": "p2",
        "number": 1,
        "made": "2026-03-01T13:00:00Z",
        "events": len(events),
        "scorecards": 0,
        "ended": True,
        "size": len(data),
        "link": data[-67:-3].decode(),
        "key": sealing.keys.public(),
        "format": 1,
    }


def test_a_seal_lasts_in_the_register_before_it_lies_beside_its_run(sealing, real_runs, run, disk) -> None:
    sealing.seal(real_runs, run.name)

    register = sealing.keys.folder / "seals.jsonl"
    assert disk.synced[register] == bytes(disk.files[register]) != b""
    assert [seal.number for seal in sealing.registered(run.name)] == [1]


# -- seals of somebody whose key isn't known here


@pytest.fixture
def stranger(tmp_path: Path, home: Path, real_runs, run) -> Sealing:
    """Somebody else, who has sealed the run with a key of their own."""
    keys = Keys(tmp_path / "theirs", RealDisk())
    keys.make(home)
    sealing = Sealing(keys, one_o_clock)
    sealing.seal(real_runs, run.name)
    return sealing


def said(sealing: Sealing, runs, run) -> tuple[str, str]:
    """What our own keys make of the seal beside *run*: the stranger it names, and what is wrong."""
    path, recorded = runs.whole_run(run.name)
    told = held(sealing, runs.disk, path, recorded, "")
    assert not told.sealed
    return told.by, told.trouble


def test_who_sealed_a_run_with_a_key_that_isnt_known_is_told_by_its_fingerprint(
    sealing, stranger, real_runs, run
) -> None:
    assert said(sealing, real_runs, run) == (fingerprint(stranger.keys.public()), "")


def test_no_strangers_key_is_named_for_a_seal_that_it_didnt_sign(sealing, stranger, real_runs, run) -> None:
    seal = json.loads(seal_path(run.path).read_bytes())
    seal_path(run.path).write_bytes(json.dumps({**seal, "signature": "00" * 64}).encode())

    by, trouble = said(sealing, real_runs, run)

    assert by == ""
    assert "is no seal of" in trouble


def test_no_strangers_key_is_named_for_a_run_that_was_written_anew_since(
    sealing, stranger, real_runs, run, events
) -> None:
    entries = [Entry(0, header=run.header, end=True), *(Entry(n, event=e, end=True) for n, e in enumerate(events))]
    run.path.write_bytes(chained(FIRST_LINK, entries)[0])

    by, trouble = said(sealing, real_runs, run)

    assert by == ""
    assert "is no seal of" in trouble


def test_no_strangers_key_is_named_for_the_seal_of_another_run(
    sealing, stranger, real_runs, run, opened, batches
) -> None:
    with opened(real_runs, plan="autumn") as other:
        other.append(batches[0])
    seal_path(other.path).write_bytes(seal_path(run.path).read_bytes())

    assert said(sealing, real_runs, other)[0] == ""


# -- what is left of a run that is gone


def test_of_a_run_that_is_gone_its_newest_seal_is_told(sealing, real_runs, opened, batches) -> None:
    with opened(real_runs, plan="autumn", person="p1") as run:
        run.append(batches[0])
    sealing.seal(real_runs, run.name)
    with real_runs.resume_run(run.name).run as again:
        again.append(batches[1])
    later = Sealing(sealing.keys, two_o_clock)
    later.seal(real_runs, run.name)

    told = gone(later, run.name, lambda person: "")

    assert f"'{run.name}' was sealed at 2026-03-01T14:00:00Z with 4 events, and its record isn't here." in str(told)


def test_of_what_cannot_be_read_nothing_is_said_to_be_there(real_runs, run) -> None:
    run.path.write_bytes(b"nothing of ours\n")

    report = verify(real_runs, run.name)

    assert (report.intact, report.line, report.events, report.scorecards) == (False, 1, 0, 0)
    assert (report.ended, report.torn, report.sealed) == (False, 0, False)
    with pytest.raises(RecordUnreadable):
        real_runs.whole_run(run.name)
