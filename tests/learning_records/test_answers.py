"""What counts as arrived: what a store says of every statement, and nothing that a page could say by chance."""

import json

import pytest

from simulator.learning_records.delivering import PAUSES_S, Delivered
from simulator.learning_records.place import Login
from simulator.learning_records.store import NoStore
from tests.learning_records.a_store import DRIPPING, ONLY_HEADERS
from tests.learning_records.conftest import FEW, ids_of


class Ticking:
    """A clock by which five seconds pass between one look and the next."""

    def __init__(self) -> None:
        self.now_s = 0.0

    def __call__(self) -> float:
        self.now_s += 5.0
        return self.now_s


@pytest.mark.parametrize("page", [b"<html>Welcome to our portal</html>", b"[]", b'["1"]', b"{}", b"[" * 100_000])
@pytest.mark.parametrize("status", [200, 201, 202])
def test_a_page_that_says_yes_to_everything_is_no_store(store, deliver, outbox, page, status):
    store.page = (status, page)

    with pytest.raises(NoStore, match="no record store"):
        deliver()

    assert outbox.there(store.place.url) == frozenset()
    assert outbox.waits_for(store.place.url)


def test_a_store_that_names_one_of_many_is_asked_about_each(store, deliver):
    one = json.loads(FEW[0])["id"]
    store.faults = [(200, json.dumps([one]).encode())]

    assert deliver() == Delivered(sent=len(FEW))
    assert set(store.kept) == ids_of(FEW)


def test_a_store_may_write_ids_in_capitals(store, deliver):
    store.faults = [(200, json.dumps([one.upper() for one in ids_of(FEW)]).encode())]

    assert deliver() == Delivered(sent=len(FEW))
    assert len(store.writes()) == 1


def test_a_store_that_says_it_has_stored_nothing_more_than_that_has_them(store, deliver):
    store.faults = [(204, b"")]

    assert deliver() == Delivered(sent=len(FEW))


def test_a_store_that_takes_them_in_words_of_its_own_is_believed_when_it_gives_them_back(store, deliver):
    store.own_yes = 201

    assert deliver() == Delivered(sent=len(FEW))
    assert set(store.kept) == ids_of(FEW)


@pytest.mark.parametrize("answer", [(404, b""), (403, b""), (200, b"nope"), (200, b"[" * 100_000), (200, b"[]")])
def test_what_a_store_has_and_does_not_show_cannot_be_compared(store, deliver, answer):
    store.jealous = True
    store.kept = {one["id"]: one for one in map(json.loads, FEW)}
    store.shown = answer

    came = deliver()

    assert {one.why for one in came.refused} == {
        f"what the store has under this id can't be compared (it answered {answer[0]})."
    }


@pytest.mark.parametrize("fault", [DRIPPING, ONLY_HEADERS])
def test_a_store_that_never_ends_its_answer_is_let_go_in_time(store, deliver, clock, fault):
    store.faults = [fault]

    came = deliver(clock=Ticking(), timeout_s=20.0)

    assert came == Delivered(sent=len(FEW))
    assert clock.said == ["The record store can't be used now (it took too long to answer). Asking again in 1 s."]


@pytest.mark.parametrize("address", ["http://[bad/x", "", "http://127.0.0.1:99999/"])
def test_a_redirection_to_no_address_is_a_redirection(store, deliver, address):
    store.faults, store.moved_to = [302], address

    with pytest.raises(NoStore, match="it answered 302"):
        deliver()


@pytest.mark.parametrize(
    ("asked", "waits_s"),
    [
        ("Sun, 01 Mar 2026 12:00:09 GMT", 9),
        ("Sun, 01 Mar 2026 11:00:00 GMT", 1),
        ("Mon, 02 Mar 2026 12:00:00 GMT", 60),
        ("Sun, 99 Mar 2026 12:00:09 GMT", 1),
        ("-5", 1),
        ("soon", 1),
        ("9" * 30, 1),
    ],
)
def test_a_store_says_how_long_it_wants_to_be_left_alone_in_seconds_or_by_a_date(store, deliver, clock, asked, waits_s):
    store.faults, store.retry_after, store.date = [429], asked, "Sun, 01 Mar 2026 12:00:00 GMT"

    deliver()

    assert clock.waited == [waits_s]


def test_a_store_that_cannot_say_now_what_it_speaks_is_asked_again(store, deliver):
    store.versions, store.faults_of_about = ("1.0.3",), [503]

    assert deliver() == Delivered(sent=len(FEW))
    assert {asked.headers["x-experience-api-version"] for asked in store.writes()[1:]} == {"1.0.3"}


def test_a_store_on_this_computer_is_never_asked_through_a_proxy(store, deliver, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)

    assert deliver() == Delivered(sent=len(FEW))


def test_a_store_that_is_away_is_told_of_each_time(store, deliver, clock):
    store.faults = [500] * (len(PAUSES_S) + 1)

    deliver()

    assert clock.said == [
        f"The record store can't be used now (it answers 500). Asking again in {pause_s:g} s." for pause_s in PAUSES_S
    ]


def test_a_store_that_answers_with_the_login_alone_does_not_make_us_print_it(store, deliver, clock):
    login = Login("ada", "a secret")
    store.faults = [f"{login.header} / a secret\r\n\r\n"]

    assert deliver(login=login) == Delivered(sent=len(FEW))
    assert clock.said == ["The record store can't be used now (basic *** / ***). Asking again in 1 s."]
