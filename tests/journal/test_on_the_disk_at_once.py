"""When what is recorded is on the disk, what a failure leaves there, and what `verify` makes of what lies around it."""

import errno
import os
from pathlib import Path

import msgspec
import pytest

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill import events as ev
from simulator.drill.actions import Begin
from simulator.errors import NotFound, StorageFailed
from simulator.journal import live
from simulator.journal.chain import FIRST_LINK, chained, read_chain
from simulator.journal.disk import RealDisk
from simulator.journal.home import snapshot_path
from simulator.journal.keys import Keys
from simulator.journal.records import Entry
from simulator.journal.runs import Playing, Runs
from simulator.journal.sealing import Sealing
from simulator.journal.verifying import verify

WET_CEILING = str(Path(__file__).parents[1] / "drill" / "wet-ceiling.yaml")

# -- at once, or not at all


def test_a_run_gone_on_with_is_on_the_disk_at_once(runs, opened, disk, batches, events) -> None:
    run = opened(runs)
    run.append(batches[0])
    run.close()

    again = runs.resume_run(run.name).run
    again.append(batches[1])

    kept = read_chain(disk.synced[run.path], "r").events
    assert kept == events[: len(batches[0]) + len(batches[1])]


def test_nothing_to_record_writes_nothing(runs, opened, disk) -> None:
    run = opened(runs)
    disk.failing["write"] = errno.ENOSPC

    run.append(())

    assert run.events == 0


@pytest.mark.parametrize("space", [0, 1, 30])
def test_of_a_batch_that_could_not_be_written_nothing_stays(runs, opened, disk, batches, space) -> None:
    run = opened(runs)
    run.append(batches[0])
    before = bytes(disk.files[run.path])
    disk.space = space

    with pytest.raises(StorageFailed, match="the disk is full"):
        run.append(batches[1])

    assert bytes(disk.files[run.path]) == before


def test_the_very_first_batch_that_could_not_be_written_leaves_the_header(runs, opened, disk, batches) -> None:
    run = opened(runs)
    header = bytes(disk.files[run.path])
    disk.space = 5

    with pytest.raises(StorageFailed):
        run.append(batches[0])

    assert bytes(disk.files[run.path]) == header


def test_what_was_gathered_is_written_once(runs, opened, disk, batches, events) -> None:
    run = opened(runs, grouped=True)
    run.append(batches[0])
    run.commit()
    run.commit()
    run.append(batches[1])
    run.close()

    recorded = read_chain(bytes(disk.files[run.path]), "r")
    assert (recorded.damage, recorded.torn) == (None, 0)
    assert recorded.events == events[: len(batches[0]) + len(batches[1])]


def test_what_was_gathered_for_a_run_that_is_dropped_is_never_written(runs, opened, disk, batches) -> None:
    run = opened(runs, grouped=True)
    run.append(batches[0])
    disk.failing["write"] = errno.ENOSPC

    runs.drop(run)

    assert run.path not in disk.files


def test_a_run_closed_twice_closes_nobody_elses_file(real_runs, opened, tmp_path) -> None:
    run = opened(real_runs)
    run.close()

    with (tmp_path / "another").open("wb") as another:
        run.close()

        assert os.fstat(another.fileno()).st_size == 0


# -- what lies around it


@pytest.fixture
def played(real_runs: Runs) -> str:
    opened = live.begin(real_runs, WET_CEILING, Playing(seed=3, plan="autumn", person="p1"))
    opened.session.submit(Begin())
    play(opened.session, make("careful", opened.story, 3))
    return live.end(opened).run


@pytest.fixture
def sealing(tmp_path, home) -> Sealing:
    made = Sealing(Keys(tmp_path / "keys", RealDisk()))
    made.keys.make(home)
    return made


def test_a_run_whose_scenario_was_changed_since_is_not_intact(real_runs, played) -> None:
    (copy,) = snapshot_path(real_runs.home, "").parent.iterdir()
    copy.write_bytes(copy.read_bytes() + b"\n")

    report = verify(real_runs, played)

    assert not report.intact
    assert report.sentence.endswith("was changed after a run was played on it. Put the old file back.")


def test_a_run_with_an_event_of_another_story_is_not_intact(real_runs, played) -> None:
    path = real_runs.find(played)
    recorded = read_chain(path.read_bytes(), played)
    stray = ev.PersonSpoke(recorded.events[1].at, "nobody", "Hello.")
    events = (*recorded.events[:2], stray, *recorded.events[2:])
    lines = [Entry(0, header=recorded.header, end=True), *(Entry(n, event=e, end=True) for n, e in enumerate(events))]
    path.write_bytes(chained(FIRST_LINK, lines)[0])

    report = verify(real_runs, played)

    assert not report.intact
    assert "don't belong to its story (event 2: there is no person called 'nobody')" in report.sentence


def test_a_sealed_run_that_is_gone_is_told_as_such_where_it_was_sealed(real_runs, played, sealing) -> None:
    sealing.seal(real_runs, played)
    real_runs.find(played).unlink()

    with pytest.raises(NotFound, match=f"'{played}' was sealed at .*, and its record isn't here"):
        verify(real_runs, played, sealing)
    with pytest.raises(NotFound, match="No run is called"):
        verify(real_runs, played)
    with pytest.raises(NotFound, match="No run is called 'another'"):
        verify(real_runs, "another", sealing)


def test_where_the_register_was_changed_nothing_is_vouched_for(real_runs, played, sealing) -> None:
    sealing.seal(real_runs, played)
    register = sealing.keys.folder / "seals.jsonl"
    register.write_bytes(register.read_bytes().replace(b"autumn", b"winter"))

    report = verify(real_runs, played, sealing)

    assert (report.intact, report.sealed, report.sealed_by) == (True, False, "")
    assert "Unverified: " in report.sentence
    assert "this line was changed or damaged" in report.sentence


def test_a_header_that_names_another_run_is_told(real_runs, played) -> None:
    path = real_runs.find(played)
    recorded = read_chain(path.read_bytes(), played)
    header = msgspec.structs.replace(recorded.header, run="another")
    path.write_bytes(chained(FIRST_LINK, [Entry(0, header=header, end=True)])[0])

    assert "holds the record of another run, 'another'" in verify(real_runs, played).sentence
