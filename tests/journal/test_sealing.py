"""Seals: what a trainer's key says of a run, and what can't be said without it."""

import json
import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from simulator.errors import NotFound, RecordUnreadable, StorageFailed
from simulator.journal.disk import RealDisk
from simulator.journal.keys import Keys, fingerprint, keys_folder
from simulator.journal.sealing import Held, Sealing, gone, held, seal_path


def one_o_clock() -> datetime:
    return datetime(2026, 3, 1, 13, 0, tzinfo=UTC)


@pytest.fixture
def sealing(tmp_path: Path, home: Path) -> Sealing:
    made = Sealing(Keys(tmp_path / "keys", RealDisk()), one_o_clock)
    made.keys.make(home)
    return made


@pytest.fixture
def played(real_runs, opened, batches) -> str:
    with opened(real_runs, plan="autumn", trainer="t1", person="p1") as run:
        for batch in batches:
            run.append(batch)
    return run.name


def hold(sealing: Sealing, runs, run: str, trainer: str = "Alex Kim") -> Held:
    path, recorded = runs.whole_run(run)
    return held(sealing, runs.disk, path, recorded, trainer)


def test_a_sealed_run_is_held_by_whom_and_since_when(sealing, real_runs, played):
    seal = sealing.seal(real_runs, played)

    said = hold(sealing, real_runs, played)

    assert seal is not None
    assert (said.sealed, said.trouble, said.made) == (True, "", "2026-03-01T13:00:00Z")
    assert said.sentence.startswith(f"Sealed by Alex Kim (key {fingerprint(seal.key)}) at 2026-03-01T13:00:00Z")


def test_what_somebody_played_on_their_own_is_not_sealed(sealing, real_runs, opened, batches):
    with opened(real_runs) as run:
        run.append(batches[0])

    assert sealing.seal(real_runs, run.name) is None
    assert hold(sealing, real_runs, run.name) == Held(False, "")


def test_a_trainer_s_run_without_a_seal_says_who_can_seal_it(sealing, real_runs, played):
    said = hold(sealing, real_runs, played)

    assert not said.sealed
    assert "not sealed yet. 'firedrill drill autumn'" in said.sentence


def test_sealed_twice_without_anything_new_a_run_keeps_its_seal(sealing, real_runs, played):
    first = sealing.seal(real_runs, played)

    assert first is not None
    assert sealing.seal(real_runs, played) is None
    assert sealing.registered(played) == (first,)


def test_a_run_sealed_on_the_way_is_vouched_for_as_far_as_that(sealing, real_runs, opened, batches):
    with opened(real_runs, plan="autumn", trainer="t1") as run:
        run.append(batches[0])
        sealing.seal(real_runs, run.name)
        run.append(batches[1])

    on_the_way = hold(sealing, real_runs, run.name)
    again = sealing.seal(real_runs, run.name)

    assert not on_the_way.sealed
    assert "Sealed up to event 3" in on_the_way.sentence
    assert "unverified behind it: 1 event." in on_the_way.sentence
    assert again is not None
    assert (again.number, again.events) == (2, 4)
    assert hold(sealing, real_runs, run.name).sealed


def test_a_run_that_was_changed_since_is_not_sealed_again(sealing, real_runs, opened, batches):
    with opened(real_runs, plan="autumn", trainer="t1") as run:
        run.append(batches[0])
        before = run.path.read_bytes()
        run.append(batches[1])
        sealing.seal(real_runs, run.name)
    run.path.write_bytes(before)

    with pytest.raises(RecordUnreadable, match=r"isn't sealed again: .* bytes are missing at its end"):
        sealing.seal(real_runs, run.name)


def test_a_stranger_s_seal_vouches_for_nothing_until_their_key_is_put_beside_ours(
    sealing, real_runs, played, home, tmp_path
):
    theirs = Sealing(Keys(tmp_path / "theirs", RealDisk()), one_o_clock)
    public = theirs.keys.make(home)
    theirs.seal(real_runs, played)

    unknown = hold(sealing, real_runs, played)
    (sealing.keys.folder / "alex.pub").write_text(f"{public}\n")

    assert not unknown.sealed
    assert f"the key {fingerprint(public)}, which isn't known here" in unknown.sentence
    assert hold(sealing, real_runs, played).sealed


def test_a_seal_counts_from_the_register_where_its_copy_was_deleted(sealing, real_runs, played):
    sealing.seal(real_runs, played)
    seal_path(real_runs.find(played)).unlink()

    assert hold(sealing, real_runs, played).sealed


def test_the_key_is_for_one_user_and_made_once(sealing, home):
    path = sealing.keys.folder / "sealing.key"
    first = path.read_bytes()

    sealing.keys.make(home)

    assert path.read_bytes() == first
    assert os.name != "posix" or stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_key_that_was_only_begun_is_made_anew_and_a_damaged_one_is_not(sealing, home):
    path = sealing.keys.folder / "sealing.key"
    path.write_bytes(b"0123")
    sealing.keys.make(home)
    whole = path.read_bytes()
    path.write_bytes(b"0123\n")

    with pytest.raises(StorageFailed, match="damaged"):
        sealing.keys.make(home)

    assert len(whole) == 65
    assert path.read_bytes() == b"0123\n"


def test_a_key_is_never_made_within_the_records(home):
    with pytest.raises(StorageFailed, match="lies within the records"):
        Keys(home / "keys", RealDisk()).make(home)


def test_a_register_that_was_changed_says_so(sealing, real_runs, played):
    sealing.seal(real_runs, played)
    register = sealing.keys.folder / "seals.jsonl"
    register.write_bytes(register.read_bytes().replace(b"autumn", b"winter"))

    with pytest.raises(RecordUnreadable, match=r"seals\.jsonl:1: this line was changed"):
        hold(sealing, real_runs, played)


def test_a_register_whose_last_newline_was_changed_says_so_and_loses_no_seal(sealing, real_runs, played):
    sealing.seal(real_runs, played)
    register = sealing.keys.folder / "seals.jsonl"
    changed = register.read_bytes()[:-1] + b"\x0b"
    register.write_bytes(changed)

    with pytest.raises(RecordUnreadable, match=r"seals\.jsonl:1: this line was changed"):
        hold(sealing, real_runs, played)
    with pytest.raises(RecordUnreadable):
        sealing.seal(real_runs, played)
    assert register.read_bytes() == changed


def test_a_seal_half_written_when_the_power_went_costs_nothing(sealing, real_runs, played, opened):
    with (sealing.keys.folder / "seals.jsonl").open("wb") as register:
        register.write(b'{"seal":{"run":')

    sealing.seal(real_runs, played)

    assert hold(sealing, real_runs, played).sealed


@pytest.mark.parametrize(("erased", "told"), [("2026-03-02T09:00:00Z", "was erased at 2026-03-02"), ("", "moved or")])
def test_of_a_sealed_run_that_is_gone_it_is_told_whether_somebody_was_erased(sealing, real_runs, played, erased, told):
    sealing.seal(real_runs, played)

    said = gone(sealing, played, lambda person: erased if person == "p1" else "")

    assert isinstance(said, NotFound)
    assert told in str(said)
    assert gone(sealing, "another", lambda person: "") is None


@pytest.mark.parametrize(
    ("platform", "environ", "folder"),
    [
        ("linux", {}, "/u/.config/firedrill-keys"),
        ("linux", {"XDG_CONFIG_HOME": "/c"}, "/c/firedrill-keys"),
        ("darwin", {}, "/u/Library/Application Support/Firedrill Keys"),
        ("win32", {"APPDATA": "/r"}, "/r/Firedrill Keys"),
        ("linux", {"FIREDRILL_KEYS": "/k"}, "/k"),
    ],
)
def test_keys_lie_where_no_records_do(platform, environ, folder):
    assert keys_folder(environ, platform, Path("/u")) == Path(folder)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=200)
    | st.fixed_dictionaries(
        {"seal": st.dictionaries(st.text(), st.integers() | st.text()), "signature": st.text()}
    ).map(msgspec.json.encode)
)
def test_whatever_lies_there_as_a_seal_vouches_for_nothing(sealing, real_runs, played, data):
    seal_path(real_runs.find(played)).write_bytes(data)

    said = hold(sealing, real_runs, played)

    assert not said.sealed
    assert "is no seal of" in said.trouble


def test_a_seal_of_strange_numbers_by_a_stranger_vouches_for_nothing(sealing, real_runs, played):
    seal = sealing.seal(real_runs, played)
    assert seal is not None
    (sealing.keys.folder / "seals.jsonl").unlink()
    for size in (-1, 0, 2**63, 10**40):
        strange = msgspec.structs.replace(seal, size=size, key="0" * 64)
        told = {"seal": msgspec.to_builtins(strange), "signature": "00" * 64}
        seal_path(real_runs.find(played)).write_bytes(json.dumps(told).encode())

        assert not hold(sealing, real_runs, played).sealed
