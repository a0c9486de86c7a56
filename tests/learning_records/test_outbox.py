"""What waits and what has arrived survives whatever stops the program; a damaged file says so."""

from pathlib import Path

import pytest

from simulator.errors import RecordUnreadable
from simulator.journal.disk import RealDisk
from simulator.learning_records.outbox import Outbox, outbox_folder, waiting_runs

HERE, THERE = "https://lrs.example/xapi", "https://other.example/xapi"


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path, RealDisk(), "run")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return outbox_folder(tmp_path) / "run.sending"


def test_a_run_waits_from_its_promise_until_all_is_there(outbox):
    told = [outbox.waits_for(HERE)]
    outbox.promise(HERE)
    told.append(outbox.waits_for(HERE))
    outbox.arrived(HERE, ("1", "2"))
    outbox.settle(HERE)
    told.append(outbox.waits_for(HERE))

    assert told == [False, True, False]
    assert outbox.there(HERE) == {"1", "2"}
    assert not outbox.there(THERE)


def test_a_promise_is_written_once(outbox, file):
    outbox.promise(HERE)
    before = file.read_bytes()
    outbox.promise(HERE)

    assert file.read_bytes() == before
    outbox.promise(THERE)
    assert file.read_bytes().startswith(before)


def test_a_line_cut_short_at_any_byte_never_was(outbox, file):
    outbox.promise(HERE)
    outbox.arrived(HERE, ("1",))
    whole = file.read_bytes()
    outbox.arrived(HERE, ("2",))
    longer = file.read_bytes()

    for size in range(len(whole), len(longer) - 1):
        file.write_bytes(longer[:size])
        assert outbox.there(HERE) == {"1"}
    outbox.arrived(HERE, ("3",))
    assert outbox.there(HERE) == {"1", "3"}


def test_a_changed_line_is_told_with_what_to_do(outbox, file):
    outbox.promise(HERE)
    outbox.arrived(HERE, ("1",))
    file.write_bytes(file.read_bytes().replace(b'"1"', b'"2"'))

    with pytest.raises(RecordUnreadable, match=r"run\.sending:2: .* Delete the file and send the run again"):
        outbox.there(HERE)


def test_nothing_waits_where_nothing_was_promised(tmp_path):
    assert waiting_runs(tmp_path, RealDisk(), HERE) == ()


def test_runs_wait_by_store(tmp_path):
    for run, to in (("b", HERE), ("a", HERE), ("c", THERE)):
        Outbox(tmp_path, RealDisk(), run).promise(to)

    assert waiting_runs(tmp_path, RealDisk(), HERE) == ("a", "b")
