"""`firedrill verify` on runs of a trainer's drill: who sealed them, since when, and whether that holds."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

PLAN = """\
format: 1
drill: autumn
trainer: Alex Kim
scenarios: [cake-at-six.yaml]
mode: untimed
people: [Ana Ruiz]
"""
LEAVES = ["l", "yes", *"2222", *[""] * 6, "q"]
PLAYS = "\n".join(["", "", *LEAVES]) + "\n"


@pytest.fixture
def run(firedrill, small, tmp_path, home) -> str:
    """What Ana played, with the plan beside it."""
    shutil.copy(small, tmp_path / "cake-at-six.yaml")
    (tmp_path / "plan.yaml").write_text(PLAN)
    assert firedrill("drill", tmp_path / "plan.yaml").code == 0
    assert firedrill("drill", "autumn", "--station", "A", typed=PLAYS).code == 0
    return next(home.glob("*cake-at-six*.jsonl")).name.removesuffix(".jsonl")


def test_a_run_of_a_trainer_s_drill_is_sealed_with_a_key_that_lies_elsewhere(firedrill, run, home, tmp_path):
    answer = firedrill("verify", run)

    assert answer.code == 0
    assert "Sealed by Alex Kim (key " in answer.out
    assert firedrill("verify", run, "--json").json["sealed"] is True
    assert (tmp_path / "keys" / "sealing.key").exists()
    assert not list(home.rglob("*.key"))


def test_cut_short_it_is_not_as_it_was_sealed(firedrill, run, home):
    path = home / f"{run}.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-3]))

    answer = firedrill("verify", run)

    assert answer.code == 4
    assert "isn't as Alex Kim (key " in answer.out


def test_an_erased_person_s_run_leaves_its_tombstone(firedrill, run, home):
    assert firedrill("privacy", "erase", "Ana Ruiz", "--yes").code == 0

    answer = firedrill("verify", run)

    assert answer.code == 2
    assert "it is gone as it should be" in answer.err
    assert not list(home.glob(f"{run}*"))


def test_where_no_key_can_be_kept_the_drill_is_set_up_all_the_same(
    firedrill: Callable, small: Path, tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("FIREDRILL_KEYS", str(home / "keys"))
    shutil.copy(small, tmp_path / "cake-at-six.yaml")
    (tmp_path / "plan.yaml").write_text(PLAN)

    answer = firedrill("drill", tmp_path / "plan.yaml")

    assert answer.code == 0
    assert "lies within the records" in answer.err
    assert "The runs of this drill stay unsealed." in answer.err


@pytest.mark.parametrize("arguments", [["--help"], ["scores"], ["verify", "latest"]])
def test_nothing_that_knows_keys_is_loaded_where_nothing_is_sealed(firedrill, loaded_by, small, arguments):
    firedrill("play", small, "--bot", "careful")

    assert "cryptography" not in loaded_by(*arguments)
