"""A sender killed at random instants (`kill -9`), again and again: at the end the store has everything, each once."""

import subprocess
import sys
from pathlib import Path
from random import Random
from threading import Event

from simulator.journal.disk import RealDisk
from simulator.learning_records.checking import encoded
from simulator.learning_records.outbox import Outbox
from simulator.learning_records.rounds import Round, Told
from simulator.learning_records.statements import statements
from simulator.learning_records.store import HttpStore
from tests.learning_records.a_store import LocalStore
from tests.learning_records.conftest import ADA, HOUSE, NO_ERROR, SHELF, a_run
from tests.learning_records.dying import ignore

KILLS = 12
ROOT = Path(__file__).parents[2]


def killed_while_sending(home: Path, store: LocalStore, after_s: float) -> None:
    command = [sys.executable, "-m", "tests.learning_records.dying", str(home), store.place.url]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        child.stdout.readline()
        Event().wait(after_s)  # a random instant of its life
        child.kill()


def test_whatever_instant_a_sender_is_killed_at_nothing_is_lost_and_nothing_is_there_twice(tmp_path, store):
    data = [encoded(one) for one in statements(a_run("careful", SHELF[-1]), NO_ERROR, HOUSE)]
    (tmp_path / "statements").write_bytes(b"\n".join(data))
    dice = Random(7)

    for _ in range(KILLS):
        killed_while_sending(tmp_path, store, dice.random() * 0.1)
    told = [Told(f"run-{number}", (ADA,), tuple(data[number::20])) for number in range(20)]
    acknowledged = {one for each in told for one in Outbox(tmp_path, RealDisk(), each.run).there(store.place.url)}
    there_before = set(store.kept)
    sent = Round(tmp_path, RealDisk(), store.place, HttpStore(store.place), ignore, ignore, ignore).go(told)

    assert acknowledged <= there_before
    assert sent.all_there
    assert len(store.kept) == len(data)
    assert sent.there == len(acknowledged)
