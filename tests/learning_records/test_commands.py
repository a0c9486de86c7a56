"""`firedrill xapi` as whoever runs a record store calls it."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec import structs

from simulator.book.ledger import Forgotten, Ledger, Looked
from simulator.cli import main
from simulator.journal.records import Mode, Player
from simulator.learning_records.delivering import Refused
from simulator.learning_records.outbox import Outbox
from simulator.learning_records.place import BASE, PASSWORD, USER
from simulator.learning_records.rounds import Sent
from simulator.sending import unsent_lines
from tests.learning_records.conftest import ADA

GRACE = "ba9876543210"


class Answer(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


@pytest.fixture
def firedrill(runs, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    monkeypatch.setenv("FIREDRILL_HOME", str(runs.home))
    for name in (USER, PASSWORD, BASE):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str | Path) -> Answer:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        return Answer(code, *capsys.readouterr())

    return run


def test_statements_are_printed_as_one_list(firedrill, record):
    answer = firedrill("xapi", record())
    statements = json.loads(answer.out)

    assert (answer.code, answer.err) == (0, "")
    assert statements[0]["verb"]["display"]["en"] == "initialized"
    assert statements[0]["actor"]["account"]["name"] == ADA


def test_a_file_has_a_list_or_a_line_each(firedrill, record, tmp_path):
    run = record()
    printed = json.loads(firedrill("xapi", run).out)

    said = firedrill("xapi", run, "--out", tmp_path / "told.json").out
    firedrill("xapi", run, "--out", tmp_path / "told.jsonl")

    assert f"has {len(printed)} statements of 1 drill." in said
    assert json.loads((tmp_path / "told.json").read_text()) == printed
    assert [json.loads(line) for line in (tmp_path / "told.jsonl").read_text().splitlines()] == printed


def test_nobodys_journal_is_overwritten_by_a_file_of_statements(firedrill, record, runs):
    run = record()
    journal = runs.find(run)
    before = journal.read_bytes()

    assert firedrill("xapi", run, "--out", journal).code == 2
    assert journal.read_bytes() == before


@pytest.mark.parametrize(
    ("told", "why"), [({"mode": Mode.GUIDED}, "practice"), ({"player": Player.BOT}, "a bot played it")]
)
def test_practice_and_bots_are_refused_and_nothing_is_sent_with_them(firedrill, record, store, told, why):
    answer = firedrill("xapi", record(), record(**told), "--to", store.place.url)

    assert answer.code == 5
    assert why in answer.err
    assert store.kept == {}


def test_a_name_is_nowhere_in_what_leaves(firedrill, record, runs):
    person = runs.people.called("Ada Lovelace")

    out = firedrill("xapi", record(person=person)).out

    assert person in out
    assert "Ada" not in out
    assert "Lovelace" not in out


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


def test_a_house_has_its_own_addresses(firedrill, record, monkeypatch):
    run = record()
    monkeypatch.setenv(BASE, "https://care.example/drills")

    first = json.loads(firedrill("xapi", run).out)[0]

    assert first["actor"]["account"]["homePage"] == "https://care.example/drills/people"


def test_the_house_standard_decides_what_is_passed(firedrill, record):
    silent = json.loads(firedrill("xapi", record(bot="silent")).out)
    judged = [one for one in silent if "success" in one.get("result", {})]

    assert [one["verb"]["display"]["en"] for one in judged] == ["failed"]
    assert "below" in json.dumps(judged[0]["result"]["extensions"])


def test_a_drill_of_two_is_neither_passed_nor_failed(firedrill, record):
    statements = json.loads(firedrill("xapi", record(pair=GRACE)).out)

    assert {"passed", "failed"}.isdisjoint(one["verb"]["display"]["en"] for one in statements)


def test_it_is_written_down_who_looked(firedrill, record, runs):
    firedrill("xapi", record())

    looked = [line for line in Ledger(runs.home, runs.disk).read() if isinstance(line, Looked)]

    assert [(line.what, line.about) for line in looked] == [("xapi", ADA)]


def test_who_was_forgotten_stays_forgotten(firedrill, record, runs, store):
    run = record()
    Ledger(runs.home, runs.disk).add(Forgotten(ADA, "2026-03-01T12:00:00Z", 1))

    assert firedrill("xapi", run, "--to", store.place.url).code == 5
    assert store.kept == {}


def test_erasing_a_person_takes_along_what_waits(firedrill, record, runs, store):
    run = record()
    Outbox(runs.home, runs.disk, run).promise(store.place.url)

    assert firedrill("privacy", "erase", ADA, "--yes").code == 0

    assert not list((runs.home / "outbox").iterdir())
    assert json.loads(firedrill("xapi", "--to", store.place.url, "--json").out)["drills"] == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "Which runs?"),
        (["latest", "--all"], "leave it out"),
        (["latest", "--out", "a.json", "--to", "https://lrs.example"], "choose one"),
        (["latest", "--json"], "--json goes with --to"),
        (["latest", "--out", "a.txt"], "ends in .json"),
        (["latest", "--to", "https://a:secret@lrs.example"], "leave it out"),
        (["nothing-like-it"], "No run is called"),
    ],
)
def test_a_call_that_makes_no_sense_is_one_sentence(firedrill, arguments, says):
    answer = firedrill("xapi", *arguments)

    assert answer.code == 2
    assert says in answer.err
    assert "secret" not in answer.err


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


def test_asking_for_help_loads_nothing_that_sending_needs(runs):
    code = "import sys; from simulator.cli import main; main(['xapi', '--help']); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()

    assert not {"pygame", "numpy", "sqlalchemy", "http.client", "ssl"} & set(loaded)
