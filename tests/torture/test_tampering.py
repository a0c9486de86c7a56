"""Eight kinds of tampering with a sealed run are all seen; a run that nobody sealed says that nobody did."""

import pytest

from simulator.errors import RecordUnreadable
from simulator.journal.home import journal_path
from simulator.journal.records import Entry
from simulator.journal.sealing import seal_path
from simulator.journal.verifying import verify
from tests.torture import tampering
from tests.torture.court import Court, kinds
from tests.torture.records import (
    ALONE,
    TRAINERS,
    bytes_of,
    entries,
    first_half,
    rechained,
    recorded,
    runs_in,
    sealing_in,
)

EVERY = 9  # lines; each of them in the long form, `make torture`


@pytest.fixture(scope="module")
def court(tmp_path_factory: pytest.TempPathFactory) -> Court:
    return Court(tmp_path_factory.mktemp("court"))


def test_as_it_was_sealed_it_holds(court):
    report = court.report(court.data)

    assert (report.intact, report.sealed) == (True, True)
    assert "Sealed by t1 (key " in report.sentence
    assert report.sealed_at == "2026-03-01T13:00:00Z"


@pytest.mark.parametrize("kind", ["edit", "delete", "reorder", "insert", "cut", "splice"])
def test_tampering_with_a_sealed_run_is_seen(court, kind):
    forged = kinds(court, EVERY)[kind]

    assert forged
    assert not [what for what, data in forged if court.missed((what, data))]


def test_chained_anew_and_sealed_with_another_key_it_is_seen(court, tmp_path):
    thief = sealing_in(tmp_path / "thief", court.runs.home)
    genuine = seal_path(court.path).read_bytes()
    written = entries(court.data)
    court.path.write_bytes(rechained([*written[:-3], *written[-2:]]))
    seal_path(court.path).unlink()
    thief.seal(court.runs, court.run)

    trainers = verify(court.runs, court.run, court.sealing)
    elsewhere = verify(court.runs, court.run, sealing_in(tmp_path / "third", court.runs.home))
    seal_path(court.path).write_bytes(genuine)

    assert (trainers.intact, trainers.sealed) == (False, False)
    assert not elsewhere.sealed


def test_an_old_head_put_back_with_its_old_journal_is_seen(tmp_path):
    runs = runs_in(tmp_path / "records")
    sealing = sealing_in(tmp_path / "keys", runs.home)
    run = recorded(runs, TRAINERS)
    path, whole = journal_path(runs.home, run), bytes_of(runs, run)
    early = first_half(whole)
    path.write_bytes(early)
    sealing.seal(runs, run)
    old_seal = seal_path(path).read_bytes()
    path.write_bytes(whole)
    sealing.seal(runs, run)
    path.write_bytes(early)
    seal_path(path).write_bytes(old_seal)

    report = verify(runs, run, sealing)

    assert not report.intact
    assert "An older record may have been put back" in report.sentence


def test_a_card_forged_behind_a_seal_gets_no_new_seal(court):
    written = entries(court.data)
    better = Entry(0, scorecard=tampering.full_marks(written[-1].scorecard, "1"), end=True)
    court.path.write_bytes(rechained([*written, better]))

    with pytest.raises(RecordUnreadable, match=r"isn't sealed again: behind its end stands something"):
        court.sealing.seal(court.runs, court.run)


def test_the_same_card_again_behind_a_seal_is_seen_and_sealed_when_the_trainer_looks(tmp_path):
    court = Court(tmp_path)
    written = entries(court.data)
    before = court.report(rechained([*written, written[-1]]))

    court.sealing.seal(court.runs, court.run)

    assert not before.sealed
    assert "unverified behind it: 1 scorecard." in before.sentence
    assert verify(court.runs, court.run, court.sealing).sealed


def test_another_run_s_seal_vouches_for_nothing(court):
    court.path.write_bytes(court.data)
    genuine = seal_path(court.path).read_bytes()
    seal_path(court.path).write_bytes(seal_path(journal_path(court.runs.home, court.other)).read_bytes())
    (court.sealing.keys.folder / "seals.jsonl").rename(court.sealing.keys.folder / "away")

    report = verify(court.runs, court.run, court.sealing)
    (court.sealing.keys.folder / "away").rename(court.sealing.keys.folder / "seals.jsonl")
    seal_path(court.path).write_bytes(genuine)

    assert not report.intact
    assert "is no seal of" in report.sentence


def test_what_was_played_alone_says_that_it_is_unverified_however_well_it_was_forged(tmp_path):
    runs = runs_in(tmp_path / "records")
    sealing = sealing_in(tmp_path / "keys", runs.home)
    run = recorded(runs, ALONE)
    honest = verify(runs, run, sealing)
    path, forged = journal_path(runs.home, run), list(tampering.edited(bytes_of(runs, run), EVERY))

    reports = []
    for _, data in forged:
        path.write_bytes(data)
        reports.append(verify(runs, run, sealing))

    assert (honest.intact, honest.sealed) == (True, False)
    assert "Unverified: not sealed" in honest.sentence
    assert not any(report.sealed for report in reports)
    assert all("Unverified" in report.sentence for report in reports if report.intact)
