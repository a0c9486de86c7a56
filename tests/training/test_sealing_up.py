"""The runs of a trainer's drill are sealed: at stations that have the key, else by the trainer's desk."""

from pathlib import Path

import pytest

from simulator.bots.playing import play
from simulator.bots.roster import make
from simulator.drill import actions as do
from simulator.journal.disk import RealDisk
from simulator.journal.home import journal_path
from simulator.journal.keys import Keys
from simulator.journal.live import end
from simulator.journal.sealing import Sealing
from simulator.journal.verifying import verify
from simulator.training.control import Control
from simulator.training.sealing_up import seal_finished
from simulator.training.stations import Station


@pytest.fixture
def sealing(tmp_path: Path) -> Sealing:
    return Sealing(Keys(tmp_path / "keys", RealDisk()))


def play_one(runs, control: Control, sealing: Sealing | None, whole: bool = True) -> str:
    """Somebody plays at station A, to the end or a little way; gives their run."""
    with Station(runs.home, control, runs, "A", sealing) as station:
        sitting = station.sit_down(station.take())
        live = sitting.live
        live.session.submit(do.Begin())
        if whole:
            play(live.session, make("hurried", live.story, live.run.header.seed))
            end(live)
        sitting.leave()
        live.run.close()
    return live.run.name


def test_a_station_with_the_key_seals_what_was_played(runs, control, sealing):
    sealing.keys.make(runs.home)

    report = verify(runs, play_one(runs, control, sealing), sealing)

    assert (report.intact, report.sealed) == (True, True)
    assert "Sealed by Alex Kim (key " in report.sentence


def test_whoever_gets_up_in_the_middle_leaves_a_sealed_run_behind(runs, control, sealing):
    sealing.keys.make(runs.home)

    run = play_one(runs, control, sealing, whole=False)

    assert verify(runs, run, sealing).sealed


def test_a_station_without_a_key_makes_none_and_the_trainer_s_desk_seals(runs, control, sealing):
    run = play_one(runs, control, sealing)
    assert not sealing.keys.has_own
    before = verify(runs, run, sealing)

    troubles = list(seal_finished(sealing, runs, control))

    assert not before.sealed
    assert troubles == []
    assert verify(runs, run, sealing).sealed


def test_the_desk_says_what_it_cannot_seal_and_seals_the_rest(runs, control, sealing):
    changed, good = play_one(runs, control, None), play_one(runs, control, None)
    path = journal_path(runs.home, changed)
    path.write_bytes(path.read_bytes().replace(b'"at":', b'"at": ', 1))
    sealing.keys.make(runs.home)

    (trouble,) = seal_finished(sealing, runs, control)

    assert changed in trouble
    assert not verify(runs, changed, sealing).sealed
    assert verify(runs, good, sealing).sealed


def test_a_run_whose_person_was_erased_is_no_trouble(runs, control, sealing):
    run = play_one(runs, control, None)
    journal_path(runs.home, run).unlink()

    assert list(seal_finished(sealing, runs, control)) == []
    assert not sealing.keys.has_own


def test_a_key_that_cannot_be_used_keeps_nobody_from_playing(runs, control, sealing):
    sealing.keys.make(runs.home)
    (sealing.keys.folder / "sealing.key").write_bytes(b"damaged\n")

    run = play_one(runs, control, sealing)

    report = verify(runs, run, sealing)
    assert (report.intact, report.sealed) == (True, False)
