"""Runs by their names and places, in their order; and files that are let go of whatever happens."""

import errno
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from simulator.errors import NotFound, RecordUnreadable, StorageFailed
from simulator.journal.disk import RealDisk, RunInUse
from simulator.journal.home import journal_path, snapshot_path
from simulator.journal.records import Mode, Player
from simulator.journal.runs import LARGEST_SNAPSHOT, Playing, Runs, random_token

FIRST = "20260301-120000-lost-child-resort-100000"  # what the first run of a test is called


# -- names


class Called:
    """What `open_run` looks at of a story, which is called *id*."""

    house = ""

    def __init__(self, name: str) -> None:
        self.id = name


@pytest.mark.parametrize(
    ("scenario", "named"),
    [("lake", "lake"), ("café 1/a_b-c", "caf--1-a_b-c"), ("x" * 60, "x" * 60), ("x" * 61, "x" * 60)],
)
def test_a_run_is_named_after_its_scenario_in_letters_that_every_system_takes(runs, scenario, named) -> None:
    run = runs.open_run(Called(scenario), b"", Playing())

    assert run.name == f"20260301-120000-{named}-100000"


def test_a_random_id_has_twelve_hex_digits() -> None:
    first, second = random_token(), random_token()

    assert len(first) == len(second) == 12
    assert set(first + second) <= set("0123456789abcdef")
    assert first != second


def test_who_says_nothing_plays_the_first_seed_without_a_clock_and_as_a_person() -> None:
    playing = Playing()

    assert (playing.seed, playing.mode, playing.player) == (0, Mode.UNTIMED, Player.PERSON)


def test_a_run_is_found_by_the_path_of_its_journal_wherever_that_lies(real_runs, opened, tmp_path: Path) -> None:
    run = opened(real_runs)
    run.close()
    elsewhere = tmp_path / "elsewhere.jsonl"
    elsewhere.write_bytes(run.path.read_bytes())

    assert real_runs.find(str(run.path)) == run.path
    assert real_runs.find(str(elsewhere)) == elsewhere
    with pytest.raises(NotFound, match="There is no journal at"):
        real_runs.find(str(tmp_path / "nowhere.jsonl"))


def test_the_newest_run_stands_first_and_is_the_latest(home: Path, disk, tokens, opened) -> None:
    minutes = count()
    moving = Runs(home, disk, lambda: datetime(2026, 3, 1, 12, tzinfo=UTC) + timedelta(minutes=next(minutes)), tokens)
    names = []
    for _ in range(3):
        with opened(moving) as run:
            names.append(run.name)

    assert [summary.run for summary in moving.list_runs()] == names[::-1]
    assert moving.find("latest") == journal_path(home, names[-1])


def test_of_runs_begun_at_once_the_last_by_name_stands_first(runs, opened) -> None:
    names = []
    for _ in range(3):
        with opened(runs) as run:
            names.append(run.name)

    assert [summary.run for summary in runs.list_runs()] == sorted(names, reverse=True)


def test_the_house_of_a_home_is_the_one_it_was_opened_with(home: Path, tmp_path: Path) -> None:
    house = tmp_path / "ours.yaml"
    house.touch()

    assert Runs(home, house=str(house)).house == house
    assert Runs(home, house="none").house is None
    with pytest.raises(NotFound, match="there is no house file"):
        assert Runs(home, house=str(tmp_path / "theirs.yaml")).house


# -- let go of


def test_a_run_that_cannot_be_gone_on_with_is_let_go_of(runs, written, disk) -> None:
    with pytest.raises(NotFound, match="has ended"):
        runs.resume_run(FIRST)

    assert disk.locked == set()


def test_a_run_that_somebody_else_has_open_stays_theirs(runs, opened, disk) -> None:
    run = opened(runs)

    with pytest.raises(RunInUse, match="is open in another Firedrill"):
        runs.resume_run(run.name)
    run.close()


def test_a_run_discarded_or_dropped_is_let_go_of(runs, opened, disk, batches) -> None:
    looked = opened(runs)
    runs.discard(looked)
    played = opened(runs)
    played.append(batches[0])
    runs.discard(played)
    dropped = opened(runs, grouped=True)
    dropped.append(batches[0])
    runs.drop(dropped)

    assert disk.locked == set()
    assert [looked.path in disk.files, played.path in disk.files, dropped.path in disk.files] == [False, True, False]


def test_a_run_dropped_twice_or_after_it_was_closed_does_no_harm(runs, opened, batches) -> None:
    run = opened(runs, grouped=True)
    run.append(batches[0])
    runs.drop(run)
    runs.drop(run)
    run.close()

    assert runs.list_runs() == ()


@pytest.mark.parametrize("operation", ["write", "sync"])
def test_a_journal_that_could_not_be_begun_leaves_nothing(runs, opened, disk, operation) -> None:
    runs.keep_snapshot(b"id: lost-child-resort\n")
    disk.failing[operation] = errno.EIO

    with pytest.raises(StorageFailed, match="reports an error"):
        opened(runs)

    assert journal_path(runs.home, FIRST) not in disk.files
    assert disk.locked == set()


def test_a_new_journal_that_somebody_else_has_taken_at_once_is_told(runs, opened, disk) -> None:
    disk.locked.add(journal_path(runs.home, FIRST))

    with pytest.raises(RunInUse, match=f"'{FIRST}' is open in another Firedrill"):
        opened(runs)


# -- the copy of the scenario


def test_a_copy_that_is_gone_is_told_with_what_to_do(runs, written, disk, header) -> None:
    _, recorded = runs.read_run(FIRST)
    del disk.files[snapshot_path(runs.home, recorded.header.content_hash)]

    with pytest.raises(RecordUnreadable, match=r"can't be read: '.*'\. Put the file back to use the run\."):
        runs.source(runs.home, recorded.header)


def test_a_copy_that_grew_too_large_to_be_read_is_written_anew(real_runs) -> None:
    source = b"id: lake\n"
    real_runs.keep_snapshot(source)
    (copy,) = snapshot_path(real_runs.home, "").parent.iterdir()
    copy.write_bytes(b"x" * (LARGEST_SNAPSHOT + 1))

    real_runs.keep_snapshot(source)

    assert RealDisk().read(copy) == source
