"""What somebody is told of themself: everything that there is of them, and nothing of anybody else's."""

import json

import pytest

from simulator.book.ledger import Kind, Looked, Rated
from simulator.book.showing import as_json, everything_of
from simulator.journal.home import journal_path
from simulator.journal.rechaining import bodies, chained_lines
from simulator.journal.records import Mode
from tests.book.conftest import NAME, a_crowd


@pytest.fixture
def crowded(book, homes, ledger):
    return a_crowd(homes, book, ledger)


def told(book, runs, ledger, person, own=False):
    return json.loads(as_json(book.ask(lambda c: everything_of(runs, ledger, c, person, own))))


def test_a_person_gets_their_words_and_marks_and_the_names_of_all_other_files(book, crowded, ledger):
    runs, zoe, first, kept = crowded

    hers = told(book, runs, ledger, zoe)

    assert hers["name"] == NAME
    assert [place["number"] for place in hers["places"]] == [0]
    assert [order["action"]["id"] for order in hers["orders"]] == ["order-1", "order-2"]
    assert [(given["run"], given["reason"]) for given in hers["given"]] == [(kept, "honesty: rated-words")]
    assert [rating["reason"] for rating in hers["ratings"]] == ["rated-words"]
    assert set(hers["files"]) >= {
        f"debriefs/{first}.html",
        f"{first}.seal",
        f"{first}.120.cut",
        f"outbox/{first}.sending",
        "plans/hers.yaml",
        "plans/theirs.yaml",
    }
    assert "breathe first" not in json.dumps(hers)


def test_whoever_shared_a_desk_gets_what_the_two_played(book, homes, ledger):
    runs = homes.runs()
    run = homes.play(runs, "p1", pair="p2")
    book.bring_in([homes.source()])

    assert [one["header"]["run"] for one in told(book, runs, ledger, "p2")["runs"]] == [run]
    assert told(book, runs, ledger, "p3")["runs"] == []


def test_what_was_said_of_a_drill_for_two_is_both_of_theirs(book, homes, ledger):
    runs = homes.runs()
    run = homes.play(runs, "p1", pair="p2")
    ledger.add(Rated(run=run, rater="t1", kind=Kind.TRAINER, made="2026-03-02T09:00:00Z", reason="both heard her"))
    book.bring_in([homes.source()])

    for person in ("p1", "p2"):
        assert [rating["reason"] for rating in told(book, runs, ledger, person)["ratings"]] == ["both heard her"]


def test_no_name_of_a_file_tells_of_practice(book, homes, ledger):
    runs = homes.runs()
    ada = runs.people.called("Ada")
    run = homes.play(runs, ada, mode=Mode.GUIDED)
    (runs.home / f"{run}.9.cut").touch()

    assert told(book, runs, ledger, ada)["files"] == []
    assert f"{run}.9.cut" in told(book, runs, ledger, ada, own=True)["files"]


def test_what_cannot_be_looked_into_is_named(book, crowded, ledger):
    runs, zoe, _, kept = crowded
    path = journal_path(runs.home, kept)
    path.write_bytes(b"X" + path.read_bytes()[1:])
    control = runs.home / "drills" / "monday" / "control.jsonl"
    control.write_bytes(control.read_bytes().replace(b"set_up", b"set_ub"))

    assert told(book, runs, ledger, zoe)["not_read"] == [f"{kept}.jsonl", "drills/monday/control.jsonl"]


def test_a_newer_firedrill_s_journal_of_their_own_is_named_and_keeps_nobody_from_the_rest(book, crowded, ledger):
    runs, zoe, first, _ = crowded
    path = journal_path(runs.home, first)
    header, *rest = bodies(path.read_bytes(), path)
    path.write_bytes(chained_lines([header.replace(b'"format":1', b'"format":9'), *rest]))

    hers = told(book, runs, ledger, zoe)

    assert f"{first}.jsonl" in hers["not_read"]
    assert first not in [one["header"]["run"] for one in hers["runs"]]


def test_who_looked_at_everybody_looked_at_them_too(book, homes, ledger):
    runs = homes.runs()
    for about in ("", "p1", "p2"):
        ledger.add(Looked("2026-03-02T09:00:00Z", "boss", "compare", about))

    assert [look["about"] for look in told(book, runs, ledger, "p1")["looked"]] == ["", "p1"]
