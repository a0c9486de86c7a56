"""`firedrill xapi --to`: drills sent to a record store, what waits, and what must never go."""

import json

import pytest
from msgspec import Raw, structs

from simulator.book.ledger import Forgotten, Ledger
from simulator.journal.records import KeptScorecard, Mode, Player
from simulator.learning_records.delivering import Refused
from simulator.learning_records.outbox import Outbox
from simulator.learning_records.place import BASE, PASSWORD, USER
from simulator.learning_records.rounds import Sent
from simulator.sending import unsent_lines
from tests.learning_records.conftest import ADA, GRACE


@pytest.mark.parametrize(
    ("told", "why"), [({"mode": Mode.GUIDED}, "practice"), ({"player": Player.BOT}, "a bot played it")]
)
def test_practice_and_bots_are_refused_and_nothing_is_sent_with_them(firedrill, record, store, told, why):
    answer = firedrill("xapi", record(), record(**told), "--to", store.place.url)

    assert answer.code == 5
    assert why in answer.err
    assert store.kept == {}


def test_all_is_every_drill_that_counts(firedrill, record, store):
    for more in ({}, {"person": GRACE}, {"mode": Mode.GUIDED}, {"player": Player.BOT}):
        record(**more)

    answer = firedrill("xapi", "--all", "--to", store.place.url)

    assert (answer.code, answer.err) == (0, "")
    assert f"{len(store.kept)} statements of 2 drills sent." in answer.out
    assert {one["actor"]["account"]["name"] for one in store.kept.values()} == {ADA, GRACE}


def test_a_damaged_drill_is_left_out_of_all_and_the_others_go(firedrill, record, runs, store):
    journal = runs.find(record())
    record(person=GRACE)
    journal.write_bytes(journal.read_bytes().replace(b'"at":0', b'"at":1', 1))

    sent, printed = firedrill("xapi", "--all", "--to", store.place.url), firedrill("xapi", "--all")

    assert (sent.code, printed.code) == (4, 4)
    assert f"{journal.stem} was left out" in sent.err
    assert {one["actor"]["account"]["name"] for one in store.kept.values()} == {GRACE}
    assert len(json.loads(printed.out)) == len(store.kept)


def test_sending_again_sends_nothing_and_says_so(firedrill, record, store):
    run = record()
    firedrill("xapi", run, "--to", store.place.url)

    answer = firedrill("xapi", run, "--to", f"{store.place.url}/")

    assert answer.out == f"No statements of 1 drill sent. {len(store.kept)} statements had arrived before.\n"
    assert answer.code == 0


def test_what_waits_is_sent_when_no_run_is_named(firedrill, record, runs, store):
    Outbox(runs.home, runs.disk, record()).promise(store.place.url)
    record(person=GRACE)

    answer = firedrill("xapi", "--to", store.place.url, "--json")

    assert json.loads(answer.out)["sent"] == len(store.kept) > 0
    assert {one["actor"]["account"]["name"] for one in store.kept.values()} == {ADA}
    assert json.loads(firedrill("xapi", "--to", store.place.url, "--json").out)["drills"] == 0


@pytest.mark.parametrize("wanted", [[], ["--all"]])
def test_all_wait_where_the_store_takes_nothing_and_go_when_it_does(firedrill, record, store, wanted):
    named = [record(), record(person=GRACE)]
    store.login = "Basic of somebody"
    refused = firedrill("xapi", *(wanted or named), "--to", store.place.url)
    store.login = ""

    answer = firedrill("xapi", "--to", store.place.url)

    assert (refused.code, answer.code) == (4, 0)
    assert "of 2 drills sent" in answer.out


def test_a_damaged_queue_is_told_and_the_others_go(firedrill, record, runs, store):
    damaged, whole = record(), record(person=GRACE)
    for run in (damaged, whole):
        Outbox(runs.home, runs.disk, run).promise(store.place.url)
    (runs.home / "outbox" / f"{damaged}.sending").write_text("{}\n")

    answer = firedrill("xapi", "--to", store.place.url)

    assert answer.code == 4
    assert f"{damaged} was left out: " in answer.err
    assert {one["actor"]["account"]["name"] for one in store.kept.values()} == {GRACE}


def test_a_drill_that_has_arrived_is_not_even_read_again(firedrill, record, runs, store):
    run = record()
    firedrill("xapi", "--all", "--to", store.place.url)
    journal = runs.find(run)
    data = journal.read_bytes()
    journal.write_bytes(data.replace(b'"at":0', b'"at":1', 1))  # whoever read it would see that

    answer = firedrill("xapi", "--all", "--to", store.place.url)

    assert (answer.code, answer.err) == (0, "")
    assert answer.out == f"No statements of 1 drill sent. {len(store.kept)} statements had arrived before.\n"


@pytest.mark.parametrize("change", ["standard", "base", "scorecard"])
def test_a_drill_that_would_be_told_otherwise_is_sent_anew(firedrill, record, runs, store, monkeypatch, change):
    run = record()
    firedrill("xapi", "--all", "--to", store.place.url)
    before = len(store.kept)
    if change == "standard":
        (runs.home / "standard.json").write_text('{"critical": []}')
    elif change == "base":
        monkeypatch.setenv(BASE, "https://care.example")
    else:
        reopened = runs.reopen_ended(run)
        with reopened.run:
            card = json.loads(bytes(reopened.scorecards[-1].card)) | {"honesty": 12.0}
            reopened.run.keep_scorecard(KeptScorecard("9", Raw(json.dumps(card).encode())))

    assert firedrill("xapi", "--all", "--to", store.place.url).code == 0
    assert len(store.kept) > before


def test_a_drill_that_was_never_scored_is_told_of(firedrill, record, runs, store):
    run = record()
    journal = runs.find(run)
    *lines, _ = journal.read_bytes().splitlines(keepends=True)  # the scorecard is the last line
    journal.write_bytes(b"".join(lines))

    answer = firedrill("xapi", "--all", "--to", store.place.url)

    assert answer.code == 4
    assert f"'firedrill rescore {run}' does it" in answer.err


def test_only_what_lies_in_the_data_folder_is_sent(firedrill, record, runs, store, tmp_path):
    journal = runs.find(record())
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "snapshots").mkdir(parents=True)
    for path in (journal, *(runs.home / "snapshots").iterdir()):
        path.rename(elsewhere / path.relative_to(runs.home))

    answer = firedrill("xapi", elsewhere / journal.name, "--to", store.place.url)

    assert answer.code == 2
    assert "isn't in the data folder" in answer.err
    assert firedrill("xapi", elsewhere / journal.name).code == 0


def test_a_store_that_wants_a_login_gets_it_from_the_environment(firedrill, record, store, monkeypatch):
    store.login = "Basic YWRhOnNlY3JldA=="
    run = record()

    without = firedrill("xapi", run, "--to", store.place.url)
    monkeypatch.setenv(USER, "ada")
    monkeypatch.setenv(PASSWORD, "secret")
    with_login = firedrill("xapi", run, "--to", store.place.url)

    assert (without.code, with_login.code) == (4, 0)
    assert f"Set {USER} and {PASSWORD}" in without.err
    assert "secret" not in "".join((without.out, without.err, with_login.out, with_login.err))


@pytest.mark.parametrize("wanted", ["latest", "--all"])
def test_a_broken_standard_is_told_and_nothing_is_sent(firedrill, record, runs, store, wanted):
    record()
    (runs.home / "standard.json").write_text('{"unseen": "many"}')

    answer = firedrill("xapi", wanted, "--to", store.place.url)

    assert answer.code == 4
    assert answer.err.count("standard.json: ") == 1
    assert store.asked == []


def test_who_was_forgotten_stays_forgotten(firedrill, record, runs, store):
    run = record()
    Ledger(runs.home, runs.disk).add(Forgotten(ADA, "2026-03-01T12:00:00Z", 1))

    assert firedrill("xapi", run, "--to", store.place.url).code == 5
    assert store.kept == {}


def test_whoever_is_forgotten_while_drills_are_sent_is_sent_no_further(firedrill, record, runs, store):
    first, second = record(), record(bot="careful")
    store.on_write = lambda: Ledger(runs.home, runs.disk).add(Forgotten(ADA, "2026-03-01T12:00:00Z", 2))

    answer = firedrill("xapi", first, second, "--to", store.place.url)

    assert answer.code == 4
    assert f"{second} was left out: '{second}' stays here: who played it was forgotten." in answer.err
    assert len(store.writes()) == 1


def test_what_is_erased_while_it_is_sent_leaves_nothing_behind(firedrill, record, runs, store):
    run = record()
    store.on_write = lambda: [path.unlink() for path in runs.home.rglob(f"{run}*")]

    answer = firedrill("xapi", run, "--to", store.place.url)

    assert answer.code == 4
    assert "was deleted meanwhile" in answer.err
    assert not list((runs.home / "outbox").iterdir())


def test_erasing_a_person_takes_along_what_waits(firedrill, record, runs, store):
    run = record()
    Outbox(runs.home, runs.disk, run).promise(store.place.url)

    assert firedrill("privacy", "erase", ADA, "--yes").code == 0

    assert not list((runs.home / "outbox").iterdir())
    assert json.loads(firedrill("xapi", "--to", store.place.url, "--json").out)["drills"] == 0


def test_what_has_not_arrived_is_told_with_what_to_do():
    sent = Sent(
        drills=3, refused=(Refused("1", "the store answered 400."),) * 7, waiting=9, drills_waiting=2, why="gone"
    )

    lines = unsent_lines(sent, "https://lrs.example")

    assert len(lines) == 8
    assert lines[-3:] == [
        "So it was with 2 more.",
        "The record store can't be used now (gone). What is left waits: 9 statements of 2 drills.",
        "'firedrill xapi --to https://lrs.example' sends it; nothing arrives twice.",
    ]
    assert unsent_lines(structs.replace(sent, refused=(), drills_waiting=0), "https://lrs.example") == []
