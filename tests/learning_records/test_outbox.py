"""What waits and what has arrived survives whatever stops the program; a damaged file says so."""

from pathlib import Path

import pytest

from simulator.errors import NotFound, RecordUnreadable
from simulator.journal.disk import RealDisk
from simulator.learning_records.outbox import Made, Outbox, outbox_folder, settled_runs, waiting_runs

HERE, THERE = "https://lrs.example/xapi", "https://other.example/xapi"
MADE = Made("0" * 64, "terms")


def an_outbox(home: Path, run: str) -> Outbox:
    """The outbox of a run whose journal is there."""
    (home / f"{run}.jsonl").touch()
    return Outbox(home, RealDisk(), run)


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return an_outbox(tmp_path, "run")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return outbox_folder(tmp_path) / "run.sending"


def test_a_run_waits_from_its_promise_until_all_is_there(outbox):
    told = [outbox.waits_for(HERE)]
    outbox.promise(HERE)
    told.append(outbox.waits_for(HERE))
    outbox.arrived(HERE, ("1", "2"))
    outbox.settle(HERE, MADE)
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
        an_outbox(tmp_path, run).promise(to)

    assert waiting_runs(tmp_path, RealDisk(), HERE) == ("a", "b")


def test_nothing_is_written_down_of_a_run_that_was_deleted(outbox, file, tmp_path):
    outbox.promise(HERE)
    (tmp_path / "run.jsonl").unlink()

    with pytest.raises(NotFound, match="was deleted meanwhile"):
        outbox.arrived(HERE, ("1",))

    assert not file.exists()


def test_what_waited_of_a_run_that_was_deleted_goes_when_it_is_looked_for(outbox, file, tmp_path):
    outbox.promise(HERE)
    (tmp_path / "run.jsonl").unlink()

    assert waiting_runs(tmp_path, RealDisk(), HERE) == ()
    assert not file.exists()


@pytest.mark.parametrize("spoil", [lambda file: file.write_bytes(b"{}\n"), lambda file: (file.unlink(), file.mkdir())])
def test_a_queue_that_cannot_be_read_may_wait_and_hides_no_other(outbox, file, tmp_path, spoil):
    an_outbox(tmp_path, "another").promise(HERE)
    outbox.promise(HERE)
    spoil(file)

    assert waiting_runs(tmp_path, RealDisk(), HERE) == ("another", "run")
    assert settled_runs(tmp_path, RealDisk(), HERE, MADE.terms) == {}


def test_something_else_that_is_called_like_a_queue_is_left_alone(tmp_path):
    (outbox_folder(tmp_path) / "x.sending").mkdir(parents=True)

    assert waiting_runs(tmp_path, RealDisk(), HERE) == ()
    assert (outbox_folder(tmp_path) / "x.sending").is_dir()


def test_it_is_known_of_what_all_that_arrived_was_made(outbox, file, tmp_path):
    outbox.promise(HERE)
    outbox.settle(HERE, MADE)
    before = file.read_bytes()
    outbox.settle(HERE, MADE)

    assert file.read_bytes() == before
    assert settled_runs(tmp_path, RealDisk(), HERE, "terms") == {"run": MADE.link}
    assert settled_runs(tmp_path, RealDisk(), HERE, "other terms") == {}
    assert settled_runs(tmp_path, RealDisk(), THERE, "terms") == {}
    outbox.promise(HERE)
    assert settled_runs(tmp_path, RealDisk(), HERE, "terms") == {}
