"""Many runs brought to one store: whatever happens to one of them, or to the store, none of the others is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from simulator.errors import NotAllowed
from simulator.journal.disk import RealDisk
from simulator.learning_records.delivering import BATCH, PAUSES_S
from simulator.learning_records.outbox import outbox_folder, waiting_runs
from simulator.learning_records.rounds import Round, Told
from simulator.learning_records.store import HttpStore, NoStore
from tests.learning_records.conftest import ADA, FEW, MANY, ids_of
from tests.learning_records.dying import ignore

TOLD = [Told("one", (ADA,), FEW), Told("two", (ADA,), MANY)]


@pytest.fixture
def a_round(tmp_path: Path, store, clock) -> Callable[..., Round]:
    for told in TOLD:
        (tmp_path / f"{told.run}.jsonl").touch()

    def made(insist: Callable[[Told], None] = ignore) -> Round:
        return Round(tmp_path, RealDisk(), store.place, HttpStore(store.place), clock, insist, clock.said.append)

    return made


def waiting(home: Path, store) -> tuple[str, ...]:
    return waiting_runs(home, RealDisk(), store.place.url)


def test_after_a_failure_other_runs_are_promised_and_go_at_the_next_call(store, tmp_path, a_round):
    store.faults = [500] * (len(PAUSES_S) + 1)

    first = a_round().go(TOLD)

    assert (first.drills, first.drills_waiting, first.waiting) == (2, 2, len(FEW) + len(MANY))
    assert waiting(tmp_path, store) == ("one", "two")
    second = a_round().go(TOLD)
    assert second.all_there
    assert second.sent == len(FEW) + len(MANY)
    assert waiting(tmp_path, store) == ()


@pytest.mark.parametrize("answer", [401, 403, 404, 405, 307])
def test_all_that_was_promised_waits_where_the_store_takes_nothing(store, tmp_path, a_round, answer):
    store.faults = [answer]
    round_ = a_round()
    round_.promise(one.run for one in TOLD)

    with pytest.raises(NoStore):
        round_.go(TOLD)

    assert waiting(tmp_path, store) == ("one", "two")


@pytest.mark.parametrize("spoil", [lambda file: file.write_bytes(b"{}\n"), Path.mkdir])
def test_a_damaged_queue_is_left_out_with_a_sentence_and_the_others_go(store, tmp_path, a_round, clock, spoil):
    outbox_folder(tmp_path).mkdir()
    spoil(outbox_folder(tmp_path) / "one.sending")
    round_ = a_round()
    round_.promise(one.run for one in TOLD)

    sent = round_.go(TOLD)

    assert (sent.drills, sent.left_out, sent.all_there) == (1, 1, False)
    assert set(store.kept) == ids_of(MANY)
    assert [line.startswith("one was left out: ") for line in clock.said] == [True]


def test_a_run_deleted_while_it_is_sent_leaves_nothing_behind_and_no_more_of_it_goes(store, tmp_path, a_round, clock):
    store.on_write = lambda: (tmp_path / "two.jsonl").unlink(missing_ok=True)

    sent = a_round().go(reversed(TOLD))

    assert (sent.drills, sent.left_out, sent.sent) == (1, 1, BATCH + len(FEW))
    assert len(store.kept) == BATCH + len(FEW)
    assert [path.name for path in outbox_folder(tmp_path).iterdir()] == ["one.sending"]
    assert "'two' was deleted meanwhile" in clock.said[0]


def test_whoever_is_forgotten_while_it_is_sent_stays_from_the_next_request_on(store, a_round, clock):
    def insist(told: Told) -> None:
        if store.kept:
            raise NotAllowed("forgotten.")

    sent = a_round(insist).go(reversed(TOLD))

    assert (sent.left_out, sent.sent) == (2, BATCH)
    assert len(store.kept) == BATCH
    assert clock.said == ["two was left out: forgotten.", "one was left out: forgotten."]


def test_what_is_promised_and_not_sent_is_not_there(tmp_path, store, a_round):
    a_round().promise(["one"])

    assert waiting(tmp_path, store) == ("one",)
    assert store.kept == {}
