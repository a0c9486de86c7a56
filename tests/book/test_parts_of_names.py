"""A name in part, in what others typed: taken out where only one person can be meant, else told and kept to look at."""

import shutil
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from simulator.book.asking import ratings_of
from simulator.book.doubting import LEFT, Doubtful, is_doubt
from simulator.book.erasing import erase
from simulator.book.ledger import Forgotten, Kind, Ledger, Looked, Rated, Rostered
from simulator.book.showing import audit_lines, audited
from simulator.cli import main
from simulator.drill import events as ev
from simulator.journal.disk import RealDisk
from simulator.journal.home import PLANS
from simulator.journal.rechaining import chained_lines
from simulator.journal.records import NextTime, OwnRating
from simulator.journal.runs import Runs
from tests.book.conftest import holding
from tests.book.test_interrupted import dies

NOW = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)
NAME = "Ada Quimby"
PARTS = ("Quimby", "quimby", "QUIMBY")


class House(NamedTuple):
    """Ada and Ben have each played a drill."""

    runs: Runs
    ledger: Ledger
    ada: str
    hers: str
    bens: str


def rated(run: str, reason: str, rater: str = "t1") -> Rated:
    return Rated(run=run, rater=rater, kind=Kind.TRAINER, made="2026-03-02T09:00:00Z", empathy=50.0, reason=reason)


@pytest.fixture
def house(homes, ledger) -> House:
    runs = homes.runs()
    ada, ben = runs.people.called(NAME), runs.people.called("Ben Okafor")
    return House(runs, ledger, ada, homes.play(runs, ada), homes.play(runs, ben))


def ordered(house: House, *notes: str) -> Path:
    path = house.runs.home / "drills" / "monday" / "control.jsonl"
    path.parent.mkdir(parents=True)
    actions = [{"do": "mark", "actor": "t1", "note": note} for note in notes]
    path.write_bytes(chained_lines(msgspec.json.encode({"line": "ordered", "action": action}) for action in actions))
    return path


def reasons(ledger: Ledger) -> list[str]:
    return [line.reason for line in ledger.read() if isinstance(line, Rated)]


def test_what_was_said_of_their_own_run_goes_whole_and_of_others_the_name_alone(opened, house):
    house.ledger.add(rated(house.hers, "empathy: quimby was late again"))
    house.ledger.add(rated(house.bens, "honesty: as told\nempathy: faster than quimby, or Ada Quimby"))

    told = erase(opened, house.runs, house.ledger, house.ada, NOW)

    assert reasons(house.ledger) == ["honesty: as told\nempathy: faster than somebody, or somebody"]
    assert (told.holds_still, told.doubtful) == ((), ())


def test_it_goes_from_the_rows_of_the_book_too(book, opened, house, homes):
    house.ledger.add(rated(house.bens, "faster than quimby"))
    book.bring_in([homes.source()])

    erase(opened, house.runs, house.ledger, house.ada, NOW)

    (told,) = book.ask(lambda connection: ratings_of(connection, house.bens))
    assert (told["reason"], told["empathy"]) == ("faster than somebody", 50.0)
    assert holding(house.runs.home, *PARTS) == []
    assert book.bring_in([homes.source()]).new == 0


def test_it_goes_from_what_others_wrote_of_their_own_drills(opened, house):
    ben = house.runs.people.latest()
    house.runs.notebook.add(OwnRating(house.bens, ben, 1, 2, 3, 4, "calmer than Quimby", "all"))
    house.runs.notebook.add(NextTime(house.bens, ben, "ask quimby"))

    erase(opened, house.runs, house.ledger, house.ada, NOW)

    assert house.runs.notebook.read() == (
        OwnRating(house.bens, ben, 1, 2, 3, 4, "calmer than somebody", "all"),
        NextTime(house.bens, ben, "ask somebody"),
    )


def test_it_goes_from_the_orders_of_a_drill(opened, house):
    path = ordered(house, "look at quimby", "look at them")

    erase(opened, house.runs, house.ledger, house.ada, NOW)

    assert b"look at somebody" in path.read_bytes()
    assert b"look at them" in path.read_bytes()


def test_a_record_that_is_sealed_stays_as_it_is_and_is_named(opened, house, homes):
    heard = homes.play(house.runs, "p9", ev.MomentMarked(5_000, "t1", "as quimby did"))

    told = erase(opened, house.runs, house.ledger, house.ada, NOW)

    assert told.holds_still == (f"{heard}.jsonl",)


def test_somebody_called_as_the_records_call_their_fields_is_not_found_in_all_of_them(opened, house, homes):
    line = house.runs.people.called("Line Header")
    homes.play(house.runs, "p9", ev.MomentMarked(5_000, "t1", "well done"))
    house.ledger.add(rated(house.bens, "well done"))

    assert erase(opened, house.runs, house.ledger, line, NOW).holds_still == ()


def test_a_plan_with_a_part_of_a_name_is_named(opened, house):
    path = house.runs.home / PLANS / "theirs.yaml"
    path.parent.mkdir()
    path.write_text('cohort: "quimby and friends"\npeople:\n  - {name: "Ben Okafor"}\n', encoding="utf-8")

    assert erase(opened, house.runs, house.ledger, house.ada, NOW).holds_still == ("plans/theirs.yaml",)


# -- what may mean somebody else


@pytest.fixture
def shared(house) -> House:
    """Somebody else is called Quimby as well."""
    house.runs.people.enrol(["Cy Quimby"])
    house.ledger.add(rated(house.bens, "slower than quimby"))
    house.ledger.add(rated(house.bens, "as Cy Quimby", "t2"))
    return house


def test_a_word_that_may_mean_somebody_else_stays_and_is_told_with_its_place(opened, shared):
    ordered(shared, "ask Quimby why", "ask Cy Quimby why")
    (shared.runs.home / PLANS).mkdir()
    (shared.runs.home / PLANS / "a.yaml").write_text("cohort: Quimby's\n")

    told = erase(opened, shared.runs, shared.ledger, shared.ada, NOW)

    assert reasons(shared.ledger) == ["slower than quimby", "as Cy Quimby"]
    assert set(told.doubtful) == {
        Doubtful(f"a rating of {shared.bens}", "quimby"),
        Doubtful("drills/monday/control.jsonl", "quimby"),
        Doubtful("plans/a.yaml", "quimby"),
    }


def test_the_audit_keeps_where_it_stands_and_not_the_word(opened, shared):
    erase(opened, shared.runs, shared.ledger, shared.ada, NOW)

    (kept,) = filter(is_doubt, shared.ledger.read())
    assert isinstance(kept, Looked)
    assert "quimby" not in f"{kept.what} {kept.about}".casefold()
    assert list(audit_lines(audited(shared.ledger)))[-1] == (
        f"2026-03-05T12:00:00Z  {shared.ada} was forgotten; a word that may mean them was left in a rating of "
        f"{shared.bens}"
    )


def test_once_somebody_has_said_whom_it_means_it_goes_also_when_the_name_is_gone(opened, shared):
    erase(opened, shared.runs, shared.ledger, shared.ada, NOW)

    told = erase(opened, shared.runs, shared.ledger, shared.ada, NOW, ["Quimby"])

    assert told.doubtful == ()
    assert reasons(shared.ledger) == ["slower than somebody", "as Cy Quimby"]


def test_saying_it_twice_keeps_one_line_in_the_audit(opened, shared):
    for _ in range(2):
        erase(opened, shared.runs, shared.ledger, shared.ada, NOW)

    assert len(list(filter(is_doubt, shared.ledger.read()))) == 1


def test_a_place_that_has_the_name_is_kept_as_what_it_is(opened, shared):
    orders, plan = shared.runs.home / "drills" / "ada-quimby-day", shared.runs.home / PLANS / "for-quimby.yaml"
    ordered(shared, "ask Quimby why").parent.rename(orders)
    plan.parent.mkdir()
    plan.write_text("cohort: Quimby\n")

    told = erase(opened, shared.runs, shared.ledger, shared.ada, NOW)

    assert {one.where for one in told.doubtful} >= {"drills/ada-quimby-day/control.jsonl", "plans/for-quimby.yaml"}
    kept = [line.what for line in shared.ledger.read() if isinstance(line, Looked)]
    assert kept == [f"{LEFT}a rating of {shared.bens}", f"{LEFT}a drill's orders", f"{LEFT}a plan"]


def test_a_doubt_is_told_again_until_the_word_is_taken_out(opened, shared):
    ordered(shared, "ask them why")
    erase(opened, shared.runs, shared.ledger, shared.ada, NOW)
    told = [
        erase(opened, shared.runs, shared.ledger, shared.ada, NOW, called) for called in ([], ["them"], ["Quimby"], [])
    ]

    doubt = Doubtful(f"a rating of {shared.bens}")
    assert [one.doubtful for one in told] == [(doubt,), (doubt,), (), ()]
    assert len(list(filter(is_doubt, shared.ledger.read()))) == 1


def test_a_doubt_goes_with_what_it_is_about(opened, shared):
    erase(opened, shared.runs, shared.ledger, shared.ada, NOW)
    shared.ledger.rewrite(lambda line: None if isinstance(line, Rated) else line)

    assert erase(opened, shared.runs, shared.ledger, shared.ada, NOW).doubtful == ()


# -- what is left without being surely the name


@pytest.mark.parametrize("text", ["Quimbys desk", "QUÍMBY", "quimby2"])
def test_nothing_that_looks_like_the_name_stays_untold(opened, house, homes, text):
    ben = house.runs.people.latest()
    house.ledger.add(rated(house.bens, text))
    house.ledger.add(Rostered("monday", ben, text))
    house.runs.notebook.add(NextTime(house.bens, ben, text))
    orders = ordered(house, text)
    (orders.parent / "status").mkdir()
    (orders.parent / "status" / "1.json").write_bytes(msgspec.json.encode({"run": house.bens, "last_deed": text}))
    heard = homes.play(house.runs, "p9", ev.MomentMarked(5_000, "t1", text))
    cohort = homes.play(house.runs, "p9", cohort=text)

    told = erase(opened, house.runs, house.ledger, house.ada, NOW)

    assert {one.where for one in told.doubtful} == {
        f"a rating of {house.bens}",
        "notes/ledger.jsonl",
        "notes/notebook.jsonl",
        "drills/monday/control.jsonl",
        "drills/monday/status/1.json",
        f"{heard}.jsonl",
        f"{cohort}.jsonl",
    }
    assert reasons(house.ledger) == [text]


# -- told at the command line


def test_what_can_be_done_about_a_doubt_is_told_of_each_kind_of_place(house, homes, monkeypatch, capsys):
    grace = house.runs.people.called("Grace Quimby")
    house.ledger.add(rated(house.bens, "Grace was late"))
    heard = homes.play(house.runs, "p9", ev.MomentMarked(5_000, "t1", "as Grace did"))
    (house.runs.home / PLANS).mkdir()
    (house.runs.home / PLANS / "a.yaml").write_text("cohort: Grace's\n")
    monkeypatch.setenv("FIREDRILL_HOME", str(house.runs.home))
    monkeypatch.delenv("FIREDRILL_BOOK", raising=False)

    assert main(["privacy", "erase", "Grace Quimby", "--yes"]) == 4
    first = capsys.readouterr().err
    assert main(["privacy", "erase", grace, "--yes"]) == 4
    again = capsys.readouterr().err

    takes_out = f"Look who is meant; 'firedrill privacy erase {grace} --called"
    assert f"'grace' stands in a rating of {house.bens} and may mean them or somebody else. {takes_out} grace'" in first
    assert f"'grace' stands in {heard}.jsonl and may mean them or somebody else. That record is sealed" in first
    assert "'grace' stands in plans/a.yaml and may mean them or somebody else. Look who is meant, and take" in first
    assert f"A word in a rating of {house.bens} may mean them or somebody else. {takes_out} WORD'" in again


@pytest.mark.parametrize(("called", "code"), [("Bo", 4), ("Al", 2)])
def test_two_letters_can_be_taken_out_where_they_are_a_part_of_the_name(house, monkeypatch, called, code):
    house.runs.people.enrol(["Bo Quimby"])
    house.ledger.add(rated(house.bens, "Bo was late, and Quimbys too"))
    monkeypatch.setenv("FIREDRILL_HOME", str(house.runs.home))
    monkeypatch.delenv("FIREDRILL_BOOK", raising=False)

    assert main(["privacy", "erase", "Bo Quimby", "--yes", "--called", called]) == code

    assert reasons(house.ledger) == [f"{'somebody' if code == 4 else 'Bo'} was late, and Quimbys too"]


# -- interrupted


@pytest.mark.parametrize("is_shared", [False, True])
def test_wherever_the_power_goes_the_second_time_leaves_no_part_of_a_name_or_tells_where(
    book, opened, house, homes, is_shared
):
    if is_shared:
        house.runs.people.enrol(["Cy Quimby"])
    house.ledger.add(rated(house.bens, "slower than quimby"))
    house.runs.notebook.add(NextTime(house.bens, house.runs.people.latest(), "ask QUIMBY"))
    ordered(house, "look at Quimby")
    book.bring_in([homes.source()])
    opened.close()
    for last in count():
        home = house.runs.home.with_name(f"copy-{last}")
        shutil.copytree(house.runs.home, home)
        died = dies(home, house.ada, last)

        if house.ada in Runs(home).people.read().names or not died:
            dies(home, house.ada, 10_000)

        lines = Ledger(home, RealDisk()).read()
        assert [line.person for line in lines if isinstance(line, Forgotten)] == [house.ada], last
        if is_shared:
            assert len([line for line in lines if is_doubt(line)]) == 3, last
        else:
            assert holding(home, *PARTS) == [], last
        if not died:
            break
    assert last > 12
