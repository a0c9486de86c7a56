"""A sealed run that was changed afterwards, in every way that leaves its chain whole: each is told as what it is."""

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill.actions import Begin
from simulator.errors import RecordUnreadable
from simulator.journal import live
from simulator.journal.chain import FIRST_LINK, chained, read_chain
from simulator.journal.disk import RealDisk
from simulator.journal.keys import Keys, fingerprint, signed_by
from simulator.journal.records import Entry, KeptScorecard
from simulator.journal.runs import Playing, Runs
from simulator.journal.sealing import Held, Sealing, held, seal_path
from simulator.journal.verifying import verify
from simulator.scoring import rubric

WET_CEILING = str(Path(__file__).parents[1] / "drill" / "wet-ceiling.yaml")


@pytest.fixture
def sealing(tmp_path: Path, home: Path) -> Sealing:
    made = Sealing(Keys(tmp_path / "keys", RealDisk()), lambda: datetime(2026, 3, 1, 13, 0, tzinfo=UTC))
    made.keys.make(home)
    return made


@pytest.fixture
def run(real_runs: Runs) -> str:
    """A trainer's run, played to its end and scored."""
    opened = live.begin(real_runs, WET_CEILING, Playing(plan="autumn", trainer="t1"))
    opened.session.submit(Begin())
    play(opened.session, make("careful", opened.story, 0))
    return live.end(opened).run


def told(sealing: Sealing, runs: Runs, run: str, trainer: str = "Alex") -> Held:
    path, recorded = runs.whole_run(run)
    return held(sealing, runs.disk, path, recorded, trainer)


def with_card(runs: Runs, run: str, version: str, card: bytes) -> None:
    with runs.reopen_ended(run).run as opened:
        opened.keep_scorecard(KeptScorecard(version, msgspec.Raw(card)))


def test_a_seal_that_holds_is_told_by_verify_too(sealing, real_runs, run):
    sealing.seal(real_runs, run)

    report = verify(real_runs, run, sealing)

    assert report.intact
    assert report.sealed
    assert report.sealed_by == fingerprint(sealing.keys.public())
    assert report.sealed_at == "2026-03-01T13:00:00Z"
    assert report.sentence.endswith(": it is as it was then.")
    assert "Unverified" not in report.sentence


def test_a_run_written_anew_since_it_was_sealed_is_told(sealing, real_runs, run):
    sealing.seal(real_runs, run)
    path = real_runs.find(run)
    recorded = read_chain(path.read_bytes(), run)
    header = msgspec.structs.replace(recorded.header, started="2026-03-01T12:00:09Z")
    events = [Entry(n, event=event, end=True) for n, event in enumerate(recorded.events)]
    cards = [Entry(len(events), scorecard=card, end=True) for card in recorded.scorecards]
    lines, _ = chained(FIRST_LINK, [Entry(0, header=header, end=True), *events, *cards])
    path.write_bytes(lines + b"\n" * (path.stat().st_size - len(lines)))

    said, report = told(sealing, real_runs, run), verify(real_runs, run, sealing)

    assert not said.sealed
    assert said.trouble.startswith(f"'{run}' isn't as Alex (key {fingerprint(sealing.keys.public())}) at 2026-03-01")
    assert "as it was then" not in report.sentence
    assert not report.intact
    assert not report.sealed


def test_a_run_cut_back_since_it_was_sealed_says_how_much_is_missing(sealing, real_runs, run):
    sealing.seal(real_runs, run)
    path = real_runs.find(run)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(lines[:-1]))

    said = told(sealing, real_runs, run)

    assert said.trouble.endswith(f"{len(lines[-1])} bytes are missing at its end. Put back a copy from a backup.")


def test_a_card_behind_the_seal_is_unverified_and_sealed_with_the_next_only_if_the_rubric_gives_it(
    sealing, real_runs, run
):
    sealing.seal(real_runs, run)
    own = read_chain(real_runs.find(run).read_bytes(), run).scorecards[0]
    with_card(real_runs, run, own.version, bytes(own.card))

    said = told(sealing, real_runs, run)
    again = sealing.seal(real_runs, run)
    with_card(real_runs, run, rubric.VERSION, b'{"honesty":100}')
    with_card(real_runs, run, own.version, bytes(own.card))

    assert said.sentence.endswith("and that holds; unverified behind it: 1 scorecard.")
    assert again is not None
    assert again.scorecards == 2
    with pytest.raises(RecordUnreadable, match=r"isn't sealed again: behind its end stands something that this"):
        sealing.seal(real_runs, run)


def test_what_lies_as_its_seal_and_is_none_is_told(sealing, real_runs, run):
    path = real_runs.find(run)
    seal_path(path).write_bytes(b"{}")

    said = told(sealing, real_runs, run)

    assert said.trouble.startswith(f"'{seal_path(path).name}' is no seal of '{run}': it was changed, or is another's.")


def test_the_name_of_the_trainer_is_kept_short_and_else_the_seal_s_own(sealing, real_runs, run):
    sealing.seal(real_runs, run)

    assert "x" * 81 not in told(sealing, real_runs, run, "x" * 200).sentence
    assert "Sealed by t1 (key" in told(sealing, real_runs, run, "").sentence


def test_only_the_key_that_signed_vouches_and_only_for_what_it_signed(sealing, tmp_path, home):
    key, signature = sealing.keys.public(), sealing.keys.sign(b"statement")
    other = Keys(tmp_path / "other", RealDisk())
    other.make(home)

    assert signed_by(key, signature, b"statement") is True
    assert signed_by(key, signature, b"statement.") is False
    assert signed_by(other.public(), signature, b"statement") is False
    assert signed_by("no key", signature, b"statement") is False
    assert signed_by(key, "", b"statement") is False


def test_a_damaged_run_is_not_read_as_a_whole_one(real_runs, run):
    path = real_runs.find(run)
    path.write_bytes(path.read_bytes().replace(b'"at":0', b'"at":1', 1))

    with pytest.raises(RecordUnreadable, match=r"this record was changed or damaged after it was written"):
        real_runs.whole_run(run)
    assert real_runs.read_run(run)[1].damage is not None


def test_a_copy_that_is_there_is_not_written_again(real_runs, home):
    real_runs.keep_snapshot(b"id: x\n")
    (kept,) = (home / "snapshots").iterdir()
    before = kept.stat().st_ino

    real_runs.keep_snapshot(b"id: x\n")

    assert kept.stat().st_ino == before
