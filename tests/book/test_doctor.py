"""What the doctor finds, and that each finding says what to do."""

import pytest
from sqlalchemy import text

from simulator.book.asking import cases
from simulator.book.doctor import differences, examine
from simulator.book.ledger import Forgotten
from simulator.book.opening import BookOutdated, open_book
from simulator.errors import StorageFailed
from tests.book.contract import two_homes


@pytest.fixture
def sources(book, homes):
    sources = (homes.source(), two_homes(homes)[1])
    homes.play(sources[0].runs, "p1", scenario="storm")
    book.bring_in(sources)
    book.ask(cases)
    return sources


def wrong(found):
    assert all(one.remedy or "'firedrill" in one.seen for one in found if not one.good)
    return [one.seen for one in found if not one.good]


def test_a_healthy_book_has_nothing_wrong(file_place, sources):
    assert wrong(examine(file_place, sources)) == []


def test_a_healthy_server_has_nothing_wrong(server_place):
    open_book(server_place).close()

    assert wrong(examine(server_place, ())) == []


@pytest.mark.parametrize(
    ("change", "seen"),
    [
        ("UPDATE runs SET honesty = 99 WHERE person = 'p1'", "isn't in the book as its journal has it"),
        ("UPDATE findings SET seen = '[]' WHERE run LIKE '%storm%'", "isn't in the book as its journal has it"),
        ("DELETE FROM runs WHERE person = 'p1'", "isn't in the book"),
        ("UPDATE spreads SET runs = runs + 1", "a summary is out of step"),
        ("INSERT INTO erased VALUES ('p1', '2026', 1)", "drills of people who were forgotten"),
        ("UPDATE alembic_version SET version_num = '0000'", "its tables are of version 0000"),
    ],
)
def test_what_somebody_changed_by_hand_is_found(opened, file_place, sources, change, seen):
    with opened.writing() as connection:
        connection.execute(text(change))

    assert any(seen in told for told in wrong(examine(file_place, sources)))


def test_a_drill_without_a_journal_is_named(opened, sources):
    path = next(sources[0].runs.home.glob("*storm*.jsonl"))
    path.unlink()

    assert [path.name.removesuffix(".jsonl") in one.seen for one in differences(opened, sources)] == [True]


def test_a_file_that_is_no_book_is_told_with_the_way_out(file_place):
    file_place.file.parent.mkdir(parents=True)
    file_place.file.write_bytes(b"Dear diary, " * 1000)
    file_place.file.chmod(0o600)

    with pytest.raises(StorageFailed, match="scores rebuild"):
        open_book(file_place)
    assert any("damaged" in told for told in wrong(examine(file_place, ())))


def test_a_book_that_others_may_open_is_found(file_place, sources):
    file_place.file.chmod(0o644)

    assert wrong(examine(file_place, sources)) == ["others may open it"]


def test_where_there_is_no_book_yet_that_is_said(file_place):
    assert wrong(examine(file_place, ())) == [f"There is no score book {file_place} yet."]


@pytest.mark.parametrize(("version", "told"), [("0000", "book migrate"), ("9999", "Update Firedrill")])
def test_a_book_of_other_tables_is_not_opened(opened, file_place, version, told):
    with opened.writing() as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{version}'"))

    with pytest.raises(BookOutdated, match=told):
        open_book(file_place)


def test_a_book_that_does_not_know_who_was_forgotten_is_found(opened, file_place, sources):
    sources[0].ledger.add(Forgotten("p7", "2026", 0))

    assert wrong(examine(file_place, sources)) == ["p7 was forgotten, and the book doesn't know it"]
