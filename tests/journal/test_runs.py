"""Runs: begun, gone on with, found, and never lost by a failing disk."""

import errno
import os
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from simulator.errors import NotFound, RecordUnreadable, StorageFailed
from simulator.journal.chain import FIRST_LINK, chained, read_chain
from simulator.journal.disk import RunInUse
from simulator.journal.home import cut_path, snapshot_path
from simulator.journal.listing import State
from simulator.journal.records import Entry, KeptScorecard, Mode, Player
from simulator.journal.runs import LARGEST_SNAPSHOT
from simulator.scenario import guard
from simulator.scenario.overlay import joined
from simulator.scenario.reading_house import LARGEST_HOUSE

SOURCE = b"id: lost-child-resort\n"


def test_a_batch_is_on_the_disk_when_append_returns(runs, opened, disk, batches):
    run = opened(runs)

    run.append(batches[0])

    assert read_chain(disk.synced[run.path], "r").events == batches[0]


def test_the_header_says_what_was_known_at_the_start(runs, opened):
    run = opened(runs, seed=7, person="ab12", mode=Mode.TIMED)

    assert run.header.run == "20260301-120000-lost-child-resort-100000"
    assert (run.header.started, run.header.seed, run.header.person) == ("2026-03-01T12:00:00Z", 7, "ab12")
    assert run.header.mode is Mode.TIMED
    assert runs.source(runs.home, run.header) == b"id: lost-child-resort\n"


def test_the_scenario_is_kept_once_for_many_runs(runs, opened, disk):
    first, second = opened(runs), opened(runs)

    snapshots = [path for path in disk.files if path.parent.name == "snapshots"]
    assert snapshots == [snapshot_path(runs.home, first.header.content_hash)]
    assert first.header.content_hash == second.header.content_hash


def test_a_changed_snapshot_is_not_played(runs, opened, disk):
    run = opened(runs)
    disk.files[snapshot_path(runs.home, run.header.content_hash)] += b"#"

    with pytest.raises(RecordUnreadable, match="changed after"):
        runs.source(runs.home, run.header)


@pytest.mark.parametrize("damage", [b"", b"id: another\n", b"\x00" * 22])
def test_a_damaged_copy_of_the_scenario_is_written_anew_before_it_is_played(runs, opened, disk, damage):
    path = snapshot_path(runs.home, opened(runs).header.content_hash)
    disk.files[path] = bytearray(damage)

    run = opened(runs)

    assert runs.source(runs.home, run.header) == SOURCE


def test_something_else_in_the_place_of_the_copy_is_told_before_anything_is_played(runs, opened, disk):
    disk.others.add(snapshot_path(runs.home, sha256(SOURCE).hexdigest()))

    with pytest.raises(StorageFailed, match=r"is something else\. Move it away"):
        opened(runs)
    assert runs.list_runs() == ()


def test_a_copy_may_be_as_large_as_a_scenario_with_its_house():
    assert len(joined(b"s" * guard.LARGEST_FILE, b"h" * LARGEST_HOUSE)) <= LARGEST_SNAPSHOT


def test_a_run_of_another_engine_is_not_gone_on_with(runs, opened, disk, batches):
    with opened(runs) as run:
        run.append(batches[0])
    header = msgspec.structs.replace(run.header, engine="0")
    entries = [Entry(0, header=header, end=True), Entry(0, event=batches[0][0], end=True)]
    disk.files[run.path] = bytearray(chained(FIRST_LINK, entries)[0])

    with pytest.raises(RecordUnreadable, match=r"begun with engine '0' .* 'firedrill replay"):
        runs.resume_run(run.name)
    assert runs.whole_run(run.name)[1].events == batches[0][:1]


def test_a_run_of_a_newer_format_is_listed_as_newer_and_not_gone_on_with(runs, opened, disk):
    with opened(runs) as run:
        pass
    header = msgspec.structs.replace(run.header, format=2)
    disk.files[run.path] = bytearray(chained(FIRST_LINK, [Entry(0, header=header, end=True)])[0])

    assert [summary.state for summary in runs.list_runs()] == [State.NEWER]
    with pytest.raises(RecordUnreadable, match="newer Firedrill"):
        runs.resume_run(run.name)


def test_a_bot_that_was_killed_leaves_nothing_in_the_list(runs, opened):
    opened(runs, grouped=True, player=Player.BOT, bot="careful")

    assert runs.list_runs() == ()


def test_a_scorecard_beyond_the_scale_is_listed_as_damage(runs, opened, disk, header):
    card = KeptScorecard("x", msgspec.Raw(b'{"honesty":1e300}'))
    entries = [Entry(0, header=header, end=True), Entry(0, scorecard=card, end=True)]
    disk.files[runs.home / "r.jsonl"] = bytearray(chained(FIRST_LINK, entries)[0])

    assert [summary.state for summary in runs.list_runs()] == [State.DAMAGED]


def test_a_run_goes_on_behind_its_last_batch(runs, opened, batches, events):
    with opened(runs) as run:
        run.append(batches[0])

    resumed = runs.resume_run()
    for batch in batches[1:]:
        resumed.run.append(batch)
    resumed.run.close()

    assert resumed.events == batches[0]
    assert runs.whole_run(run.name)[1].events == events


def test_a_torn_batch_is_cut_and_kept_aside(runs, opened, disk, batches):
    with opened(runs) as run:
        run.append(batches[0])
        whole = len(disk.files[run.path])
        run.append(batches[3])
    torn = bytes(disk.files[run.path][whole:-20])
    del disk.files[run.path][-20:]

    resumed = runs.resume_run(run.name)

    assert resumed.events == batches[0]
    assert len(disk.files[run.path]) == whole
    assert disk.files[cut_path(runs.home, run.name, whole)] == torn


def test_bots_write_once_at_the_end(runs, opened, disk, batches, events):
    run = opened(runs, grouped=True, player=Player.BOT, bot="careful")
    for batch in batches:
        run.append(batch)
    before = bytes(disk.files[run.path])

    run.close()

    assert before == b""
    assert runs.whole_run(run.name)[1].events == events


def test_a_look_at_the_briefing_leaves_no_run_behind(runs, opened):
    run = opened(runs)

    runs.discard(run)

    assert runs.list_runs() == ()


def test_a_begun_run_is_not_discarded(runs, opened, batches):
    run = opened(runs)
    run.append(batches[0])

    runs.discard(run)

    assert [summary.state for summary in runs.list_runs()] == [State.UNFINISHED]


def test_two_programs_on_one_run_are_told_so(runs, opened):
    run = opened(runs)

    with pytest.raises(RunInUse, match="open in another Firedrill"):
        runs.resume_run(run.name)


def test_an_ended_run_is_not_resumed(runs, written):
    with pytest.raises(NotFound, match="No drill waits"):
        runs.resume_run()


def test_a_damaged_run_is_not_resumed_and_is_left_as_it_is(runs, written, disk):
    path = next(path for path in disk.files if path.suffix == ".jsonl")
    disk.files[path] = bytearray(written.replace(b"yellow", b"orange"))
    before = bytes(disk.files[path])

    with pytest.raises(RecordUnreadable, match=r"\.jsonl:9: .* 5 events before it are intact"):
        runs.resume_run(path.stem)
    assert disk.files[path] == before


@pytest.mark.parametrize(
    ("operation", "code", "says"),
    [
        ("write", errno.ENOSPC, "the disk is full. Free some space"),
        ("write", errno.EIO, "the disk reports an error"),
        ("sync", errno.EIO, "the disk reports an error"),
        ("write", errno.EDQUOT, "quota"),
    ],
)
def test_a_failing_disk_loses_nothing_that_was_shown(runs, opened, disk, batches, operation, code, says):
    run = opened(runs)
    run.append(batches[0])
    disk.failing[operation] = code

    with pytest.raises(StorageFailed, match=says):
        run.append(batches[3])
    disk.failing.clear()

    with pytest.raises(StorageFailed, match=says):
        run.append(batches[3])
    run.close()
    assert runs.resume_run(run.name).events == batches[0]


def test_a_disk_that_fills_up_in_the_middle_of_a_batch_loses_nothing(runs, opened, disk, batches):
    run = opened(runs)
    run.append(batches[0])
    disk.space = 100
    disk.failing["cut"] = errno.EIO

    with pytest.raises(StorageFailed, match="the disk is full"):
        run.append(batches[3])
    run.close()
    disk.space = None
    disk.failing.clear()

    assert runs.resume_run(run.name).events == batches[0]


@pytest.mark.parametrize("operation", ["make_folder", "open", "write", "sync"])
def test_a_place_that_takes_no_files_is_told_before_the_drill(runs, opened, disk, operation):
    disk.failing[operation] = errno.EROFS

    with pytest.raises(StorageFailed, match="Set FIREDRILL_HOME"):
        opened(runs)
    assert runs.list_runs() == ()


def test_a_run_is_found_by_any_telling_part_of_its_name(runs, written):
    name = runs.list_runs()[0].run

    assert runs.find(name) == runs.find("100000") == runs.find("20260301") == runs.find("latest")


def test_an_unclear_name_names_the_candidates(runs, opened):
    opened(runs), opened(runs)

    with pytest.raises(NotFound, match=r"could be .*-100000 or .*-200000"):
        runs.find("20260301")


def test_an_unknown_name_gets_a_suggestion(runs, written):
    name = runs.list_runs()[0].run

    with pytest.raises(NotFound, match=f"Did you mean '{name}'"):
        runs.find(name[:-1] + "x")


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "/nowhere/x.jsonl", "x\x00/y.jsonl", "." * 5000])
def test_a_name_that_leads_nowhere_is_not_found(real_runs, name):
    with pytest.raises(NotFound):
        real_runs.find(name)


def test_runs_are_listed_with_how_they_stand(runs, opened, disk, batches):
    begun = opened(runs)
    begun.append(batches[0])
    damaged = opened(runs)
    damaged.close()
    disk.files[damaged.path][5:9] = b"????"

    assert {summary.run: summary.state for summary in runs.list_runs()} == {
        begun.name: State.UNFINISHED,
        damaged.name: State.DAMAGED,
    }


def test_a_list_survives_files_that_are_no_journals(real_runs, home):
    home.mkdir()
    (home / "empty.jsonl").write_bytes(b"")
    (home / "noise.jsonl").write_bytes(b"\xff" * 100)
    (home / "folder.jsonl").mkdir()
    (home / "link.jsonl").symlink_to("nowhere")
    os.mkfifo(home / "pipe.jsonl")
    with (home / "giant.jsonl").open("wb") as file:
        file.truncate(1 << 40)
    Path(os.fsdecode(os.fsencode(home) + b"/\xff.jsonl")).write_bytes(b"x")
    (home / "\x1b[2J.jsonl").write_bytes(b"x")

    assert {(summary.run, summary.state) for summary in real_runs.list_runs()} == {
        (name, State.DAMAGED) for name in ("noise", "folder", "link", "pipe", "giant")
    }
