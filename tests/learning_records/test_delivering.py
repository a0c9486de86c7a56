"""Statements brought to a store that fails in every way a store can; nothing is lost, nothing arrives twice."""

import json

import pytest

from simulator.learning_records.delivering import BATCH, PAUSES_S, Delivered, Delivery, to_send
from simulator.learning_records.place import Login, store_place
from simulator.learning_records.store import Answer, HttpStore, NoStore, Wish
from tests.learning_records.a_store import CUT, CUT_AFTER, CUT_SHORT, SLOW, LocalStore
from tests.learning_records.conftest import FEW, MADE, MANY, ids_of

LOGIN = Login("ada", "a secret")


def test_everything_arrives_in_batches(store, deliver, outbox, clock):
    assert len(MANY) > BATCH

    assert deliver(MANY) == Delivered(sent=len(MANY))

    assert set(store.kept) == ids_of(MANY)
    assert [asked.method for asked in store.writes()] == ["POST"] * -(-len(MANY) // BATCH)
    assert not outbox.waits_for(store.place.url)
    assert clock.waited == []


def test_what_has_arrived_is_not_sent_again(store, deliver):
    deliver()

    assert deliver() == Delivered(there=len(FEW))
    assert len(store.writes()) == 1


def test_a_store_that_has_them_though_we_do_not_know_it_takes_them_as_they_are(store, deliver, tmp_path):
    deliver()
    (tmp_path / "outbox" / "run.sending").unlink()

    assert deliver() == Delivered(sent=len(FEW))
    assert len(store.kept) == len(FEW)


def test_a_conflict_over_the_same_means_that_it_is_there(store, deliver):
    store.jealous = True
    store.kept = {one["id"]: {**one, "stored": "2026-03-01T12:00:00Z"} for one in map(json.loads, FEW)}

    assert deliver() == Delivered(sent=len(FEW))


def test_a_conflict_over_another_is_told_and_the_rest_arrives(store, deliver, outbox):
    first = json.loads(FEW[0])
    store.kept = {first["id"]: {**first, "timestamp": "2020-01-01T00:00:00Z"}}

    came = deliver()

    assert [one.id for one in came.refused] == [first["id"]]
    assert "another statement under this id" in came.refused[0].why
    assert set(store.kept) == ids_of(FEW)
    assert outbox.waits_for(store.place.url)


@pytest.mark.parametrize("fault", [500, 502, 503, 429, 408, CUT, CUT_AFTER, CUT_SHORT])
def test_a_store_that_fails_once_is_asked_again(store, deliver, clock, fault):
    store.faults = [fault]

    assert deliver() == Delivered(sent=len(FEW))

    assert set(store.kept) == ids_of(FEW)
    assert clock.waited == [7.0 if fault in (503, 429) else PAUSES_S[0]]
    assert clock.said == [one for one in clock.said if f"Asking again in {clock.waited[0]:g} s." in one] != []


def test_a_store_that_takes_too_long_is_asked_again(store, deliver, clock):
    store.faults = [SLOW]

    assert deliver(timeout_s=0.2) == Delivered(sent=len(FEW))
    assert clock.waited == [PAUSES_S[0]]


def test_a_store_that_goes_on_failing_is_left_alone_and_all_waits(store, deliver, outbox, clock):
    store.faults = [500] * (len(PAUSES_S) + 1)

    assert deliver() == Delivered(waiting=len(FEW), why="it answers 500")

    assert clock.waited == list(PAUSES_S)
    assert outbox.waits_for(store.place.url)
    assert deliver() == Delivered(sent=len(FEW))


def test_what_arrived_before_it_failed_is_remembered(store, deliver):
    store.faults = [0] + [CUT] * (len(PAUSES_S) + 1)

    came = deliver(MANY)

    assert (came.sent, came.waiting) == (BATCH, len(MANY) - BATCH)
    assert deliver(MANY) == Delivered(sent=len(MANY) - BATCH, there=BATCH)


def test_a_store_that_is_not_there_is_told_in_a_few_words(outbox, clock):
    with LocalStore() as gone:
        place = gone.place

    came = Delivery(place, HttpStore(place), outbox, clock, clock.said.append).deliver(to_send(FEW), MADE)

    assert came.waiting == len(FEW)
    assert "refused" in came.why


@pytest.mark.parametrize(
    ("answer", "says"),
    [(401, "doesn't let us in"), (403, "doesn't let us in"), (404, "no record store"), (307, "no record store")],
)
def test_an_answer_that_nothing_will_change_stops_it_and_keeps_all(store, deliver, outbox, clock, answer, says):
    store.faults = [answer]

    with pytest.raises(NoStore, match=says):
        deliver()

    assert clock.waited == []
    assert outbox.waits_for(store.place.url)


def test_a_store_that_refuses_one_gets_the_others(store, deliver):
    store.faults = [400, 400]

    came = deliver()

    assert [one.why for one in came.refused] == ["the store answered 400 (out of order)."]
    assert came.sent == len(FEW) - 1


def test_a_batch_that_is_too_large_goes_one_by_one(store, deliver):
    store.faults = [413]

    assert deliver() == Delivered(sent=len(FEW))
    assert [asked.method for asked in store.writes()] == ["POST"] + ["PUT"] * len(FEW)


def test_the_login_goes_to_the_store_and_nowhere_else(store, deliver, tmp_path):
    store.login = LOGIN.header

    assert deliver(login=LOGIN) == Delivered(sent=len(FEW))

    files = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not [one for one in files if b"secret" in one or LOGIN.header.encode() in one]


def test_a_store_that_repeats_the_login_does_not_make_us_print_it(store):
    store.login = "Basic of somebody else"

    answer = HttpStore(store.place, LOGIN)(Wish("POST", body=b"[]"))

    assert answer == Answer(401, b"not you: Basic ***")


@pytest.mark.parametrize(("speaks", "in_version"), [(("1.0.3",), "1.0.3"), (("1.0.0", "2.0.0"), "2.0.0")])
def test_the_store_is_spoken_to_in_a_version_that_it_knows(store, deliver, speaks, in_version):
    store.versions = speaks
    deliver()

    assert {asked.headers["x-experience-api-version"] for asked in store.writes()} == {in_version}


def test_what_went_to_one_store_has_not_gone_to_another(store, deliver, outbox):
    deliver()

    assert outbox.there(store.place.url) == ids_of(FEW)
    assert outbox.there(store_place("https://other.example").url) == frozenset()
