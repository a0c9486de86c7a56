"""What people compare and look up: fingerprints, lists, notes; and what is held against other programs meanwhile."""

import errno
import os
from pathlib import Path

import msgspec
import pytest

from simulator.drill.events import DrillStarted
from simulator.errors import StorageFailed
from simulator.journal.chain import FIRST_LINK, chained
from simulator.journal.disk import RealDisk, RunInUse
from simulator.journal.home import journal_path, notebook_path
from simulator.journal.keys import KEY_FILE, Keys, fingerprint
from simulator.journal.listing import FIRST_BITE, State, summarise
from simulator.journal.records import Entry, KeptScorecard, NextTime, OwnRating

# -- keys


def test_a_fingerprint_is_four_groups_of_four_letters() -> None:
    assert fingerprint("ab" * 32) == "271a-413b-d339-c570"


def no_pause(seconds: float) -> None:
    """Waits for nobody."""


@pytest.mark.skipif(not Path("/dev/fd").is_dir(), reason="this system doesn't list what is open")
def test_while_another_program_holds_the_key_none_is_made_and_nothing_stays_open(tmp_path: Path) -> None:
    keys = Keys(tmp_path / "keys", RealDisk(), no_pause)
    with keys.locked(keys.folder / KEY_FILE):
        before = len(os.listdir("/dev/fd"))

        with pytest.raises(RunInUse, match="Another Firedrill is sealing just now"):
            keys.make(tmp_path / "home")

        assert len(os.listdir("/dev/fd")) == before
    assert keys.make(tmp_path / "home") == keys.public()


def test_a_key_lasts_before_anything_is_signed_with_it(tmp_path: Path, disk) -> None:
    keys = Keys(tmp_path / "keys", disk, no_pause)

    keys.make(tmp_path / "home")

    path = keys.folder / KEY_FILE
    assert disk.synced[path] == bytes(disk.files[path]) != b""


# -- lists


def listed(header, *entries: Entry, path: Path) -> State:
    data, _ = chained(FIRST_LINK, [Entry(0, header=header, end=True), *entries])
    path.write_bytes(data)
    summary = summarise(RealDisk(), path)
    assert summary is not None
    return summary.state


def test_a_run_of_few_lines_is_listed_by_its_last(header, tmp_path: Path) -> None:
    card = KeptScorecard("1", msgspec.Raw(b'{"honesty":50.0}'))
    start = Entry(0, event=DrillStarted(0), end=True)

    assert listed(header, path=tmp_path / "r.jsonl") is State.NOT_BEGUN
    assert listed(header, start, path=tmp_path / "r.jsonl") is State.UNFINISHED
    assert listed(header, Entry(0, scorecard=card, end=True), path=tmp_path / "r.jsonl") is State.ENDED
    assert listed(header, start, Entry(1, scorecard=card, end=True), path=tmp_path / "r.jsonl") is State.ENDED


@pytest.mark.parametrize("short_of", [-1, 0, 1, 2, 20, 65, 66, 67, 68, 150, 400])
@pytest.mark.parametrize("torn", [b"", b'{"n":1'])
def test_a_last_line_about_as_long_as_the_first_bite_is_read_whole(header, tmp_path: Path, short_of, torn) -> None:
    path = tmp_path / "r.jsonl"
    start = Entry(0, event=DrillStarted(0), end=True)

    def last(padding: int) -> bytes:
        card = msgspec.Raw(b'{"honesty":50.0,"rest":"' + b"x" * padding + b'"}')
        entries = [Entry(0, header=header, end=True), start, Entry(1, scorecard=KeptScorecard("1", card), end=True)]
        return chained(FIRST_LINK, entries)[0]

    line = last(0).splitlines(keepends=True)[-1]
    path.write_bytes(last(FIRST_BITE - len(line) - len(torn) - short_of) + torn)

    assert len(path.read_bytes().splitlines(keepends=True)[2]) == FIRST_BITE - len(torn) - short_of
    summary = summarise(RealDisk(), path)
    assert summary is not None
    assert (summary.state, summary.scores.honesty) == (State.ENDED, 50)


# -- notes


def test_of_several_ratings_and_sentences_the_latest_counts(runs, disk) -> None:
    for run in ("r1", "r2"):
        disk.files[journal_path(runs.home, run)] = bytearray()
    for number in (1, 2):
        runs.notebook.add(OwnRating("r1", "ab", number, 2, 3, 4))
        runs.notebook.add(NextTime("r1", "ab", f"Sentence {number}."))
    runs.notebook.add(OwnRating("r2", "ab", 4, 4, 4, 4))
    runs.notebook.add(NextTime("r1", "cd", "Another's."))

    assert runs.notebook.rating("r1") == OwnRating("r1", "ab", 2, 2, 3, 4)
    assert runs.notebook.next_time("ab") == "Sentence 2."


def test_the_first_note_makes_its_own_folder(real_runs, home: Path) -> None:
    home.mkdir()
    journal_path(home, "r1").touch()
    note = NextTime("r1", "ab", "Ring her.")

    real_runs.notebook.add(note)

    assert real_runs.notebook.read() == (note,)


@pytest.mark.parametrize("failing", [{"space": 10}, {"failing": {"sync": errno.EIO}}])
def test_of_a_note_that_could_not_be_kept_nothing_stays(runs, disk, failing) -> None:
    disk.files[journal_path(runs.home, "r1")] = bytearray()
    runs.notebook.add(NextTime("r1", "ab", "Ring her."))
    path = notebook_path(runs.home)
    before = bytes(disk.files[path])
    for what, how in failing.items():
        setattr(disk, what, how)

    with pytest.raises(StorageFailed):
        runs.notebook.add(NextTime("r1", "ab", "Ring her earlier."))

    assert bytes(disk.files[path]) == before


# -- names


def test_the_first_name_makes_its_own_folder(real_runs, home: Path) -> None:
    assert not home.exists()

    person = real_runs.people.called("Ada")

    assert real_runs.people.name(person) == "Ada"
