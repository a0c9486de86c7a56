"""A person forgotten: afterwards no byte of their name or of what they typed is in any file."""

from datetime import UTC, datetime

import msgspec
import pytest
from sqlalchemy import text

from simulator.book.asking import Wanted, attempts, ratings_of
from simulator.book.book import Book, all_rows
from simulator.book.counting import counted, recounted
from simulator.book.erasing import erase
from simulator.book.ledger import Forgotten, Kind, Rated
from simulator.book.opening import BookBusy, open_book
from simulator.book.tables import EMPTYING
from simulator.journal.disk import RunInUse
from simulator.journal.home import snapshot_path
from simulator.journal.rechaining import chained_lines
from simulator.journal.records import NextTime
from simulator.journal.runs import Playing
from tests.book.conftest import NAME, TYPED, WORDS, _Story, a_crowd, holding

NOW = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)


@pytest.fixture
def crowded(book, homes, ledger):
    return a_crowd(homes, book, ledger)


def test_no_byte_of_a_name_or_of_what_was_typed_is_left_in_any_file(opened, crowded, ledger):
    runs, zoe, first, _ = crowded
    assert len(holding(runs.home, *WORDS)) >= 9

    erased = erase(opened, runs, ledger, zoe, NOW)

    assert holding(runs.home, *WORDS, TYPED, first) == []
    assert (erased.runs, erased.holds_still) == (3, ())


def test_what_others_have_stays_as_it_was(book, opened, crowded, ledger, homes):
    runs, zoe, _, kept = crowded

    erase(opened, runs, ledger, zoe, NOW)

    assert set(runs.people.read().names.values()) == {"Ada"}
    assert runs.notebook.read() == (NextTime(kept, runs.people.called("Ada"), "breathe first"),)
    given = [(line.rater, line.empathy, line.reason) for line in ledger.read() if isinstance(line, Rated)]
    assert given == [("t1", 50.0, "steady"), (zoe, 50.0, "")]
    assert {(told["reason"], told["empathy"]) for told in book.ask(lambda c: ratings_of(c, kept))} == {
        ("steady", 50.0),
        ("", 50.0),
    }
    assert [a.run for a in book.ask(lambda c: attempts(c, Wanted()))] == [kept]
    assert [path.name for path in (runs.home / "snapshots").iterdir()] == [
        snapshot_path(runs.home, runs.whole_run(kept)[1].header.content_hash).name
    ]


def test_a_tombstone_keeps_who_was_forgotten_out_of_a_rebuilt_book(book, opened, crowded, ledger, homes):
    runs, zoe, *_ = crowded
    erase(opened, runs, ledger, zoe, NOW)
    homes.play(runs, zoe)  # a journal that came back, from a backup or another computer

    book.rebuild([homes.source()])

    assert Forgotten(zoe, "2026-03-05T12:00:00Z", 3) in ledger.read()
    assert not any(
        zoe in row for table, row in book.ask(lambda c: list(all_rows(c))) if table not in ("erased", "ratings")
    )
    assert book.ask(lambda c: counted(c) == recounted(c))


def test_the_words_of_a_rater_who_was_forgotten_elsewhere_stay_out_of_the_book(book, homes, ledger):
    source, elsewhere = homes.source(), homes.source("elsewhere")
    run = homes.play(source.runs, "p1")
    ledger.add(Rated(run=run, rater="t1", kind=Kind.TRAINER, made="2026-03-02T09:00:00Z", empathy=50.0, reason="words"))
    book.bring_in([source])
    elsewhere.ledger.add(Forgotten("t1", "2026", 0))

    for _ in range(2):
        book.bring_in([source, elsewhere])
        assert [(told["reason"], told["empathy"]) for told in book.ask(lambda c: ratings_of(c, run))] == [("", 50.0)]
        book.rebuild([source, elsewhere])


def test_forgetting_twice_is_forgetting_once(opened, crowded, ledger):
    runs, zoe, *_ = crowded
    erase(opened, runs, ledger, zoe, NOW)

    assert erase(opened, runs, ledger, zoe, NOW).runs == 0
    assert holding(runs.home, *WORDS) == []


def test_nobody_is_forgotten_while_they_play(book, opened, crowded, ledger):
    runs, zoe, first, _ = crowded
    playing = runs.open_run(_Story("lake"), b"id: lake\n", Playing(person=zoe))

    with pytest.raises(RunInUse, match="Close it there first"):
        erase(opened, runs, ledger, zoe, NOW)

    playing.close()
    assert runs.people.name(zoe) == NAME
    assert first in [a.run for a in book.ask(lambda c: attempts(c, Wanted()))]


def test_a_reader_who_keeps_the_log_is_told_of_and_the_second_time_all_is_gone(opened, crowded, ledger, file_place):
    runs, zoe, *_ = crowded
    with open_book(file_place) as other, other.reading() as connection:
        connection.exec_driver_sql("SELECT * FROM runs").all()
        with pytest.raises(BookBusy, match="say it again"):
            erase(opened, runs, ledger, zoe, NOW)

    erase(opened, runs, ledger, zoe, NOW)

    assert holding(runs.home, *WORDS) == []


def test_a_file_that_still_has_the_words_is_named(opened, crowded, ledger):
    runs, zoe, *_ = crowded
    (runs.home / "my notes.txt").write_text(f"Talk to {NAME}.", encoding="utf-8")

    assert erase(opened, runs, ledger, zoe, NOW).holds_still == ("my notes.txt",)


def test_a_made_up_header_takes_nobody_else_s_files_along(opened, crowded, ledger):
    runs, zoe, _, kept = crowded
    path = next(runs.home.glob("*.jsonl"))
    (runs.home / "a.jsonl").write_bytes(path.read_bytes())

    erase(opened, runs, ledger, zoe, NOW)

    assert (runs.home / f"{kept}.jsonl").exists()
    assert (runs.home / "people.json").exists()


def test_what_a_pair_played_goes_with_either_of_them(book, opened, homes, ledger):
    runs = homes.runs()
    run = homes.play(runs, "p1", pair="p2")
    book.bring_in([homes.source()])

    erase(opened, runs, ledger, "p2", NOW)

    assert book.count() == 0
    assert holding(runs.home, run) == []


def test_what_a_pair_played_does_not_come_back_when_one_of_them_was_forgotten(book, opened, homes, ledger):
    runs = homes.runs()
    erase(opened, runs, ledger, "p2", NOW)
    homes.play(runs, "p1", pair="p2")

    assert book.bring_in([homes.source()]).new == 0
    assert book.rebuild([homes.source()]).new == 0


def test_a_server_s_book_forgets_too(server_place, homes, ledger):
    runs = homes.runs()
    homes.play(runs, "p1")
    with open_book(server_place) as opened:
        Book(opened).bring_in([homes.source()])

        erase(opened, runs, ledger, "p1", NOW)

        assert Book(opened).count() == 0


def test_no_byte_of_what_was_written_stays_in_a_server_s_tables(server_place, homes, ledger):
    runs = homes.runs()
    with open_book(server_place) as opened:
        crowd = a_crowd(homes, Book(opened), ledger)
        files = "SELECT pg_relation_filepath(oid::regclass) FROM pg_class WHERE relname = ANY(:names) AND relkind = 'r'"

        def stored():
            with opened.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("CHECKPOINT")
                names = {"names": [table.name for table in EMPTYING]}
                paths = connection.execute(
                    text(f"{files} AND relnamespace = CAST(current_schema() AS regnamespace)"), names
                )
                read = text("SELECT pg_read_binary_file(:path)")
                return b"".join(
                    bytes(connection.execute(read, {"path": path}).scalar_one()) for path in paths.scalars()
                )

        assert crowd.first.encode() in stored()

        erase(opened, runs, ledger, crowd.zoe, NOW)

        assert not any(word.encode() in stored() for word in (*WORDS, crowd.first))


def test_a_server_whose_tables_somebody_reads_is_told_of_and_the_second_time_all_is_gone(server_place, homes, ledger):
    with open_book(server_place) as opened:
        runs, zoe, *_ = a_crowd(homes, Book(opened), ledger)
        with open_book(server_place) as other, other.reading() as connection:
            connection.exec_driver_sql("SELECT * FROM runs").all()
            with pytest.raises(BookBusy):
                erase(opened, runs, ledger, zoe, NOW)

        assert runs.people.name(zoe) == NAME
        assert erase(opened, runs, ledger, zoe, NOW).runs == 3
        assert runs.people.name(zoe) == ""


def test_a_scenario_that_a_drill_still_waits_to_be_played_with_stays(opened, crowded, ledger):
    runs, zoe, first, _ = crowded
    copy = snapshot_path(runs.home, runs.whole_run(first)[1].header.content_hash)
    folder = runs.home / "drills" / "waiting"
    folder.mkdir()
    set_up = {"line": "set_up", "places": [{"number": 0, "person": "p9", "scenario_hash": copy.stem}]}
    (folder / "control.jsonl").write_bytes(chained_lines([msgspec.json.encode(set_up)]))

    erase(opened, runs, ledger, zoe, NOW)

    assert copy.exists()
