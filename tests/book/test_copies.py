"""Backups: tried out before they have a name, and what is put back is what was copied."""

import sqlite3

import pytest

from simulator.book.book import Book, all_rows
from simulator.book.copies import back_up, restore
from simulator.book.ledger import Forgotten
from simulator.book.migrating import migrate
from simulator.book.opening import open_book
from simulator.book.place import BookPlace
from simulator.errors import NotFound, StorageFailed, Usage
from tests.book.conftest import an_attempt
from tests.book.older import older


def rows(book):
    return book.ask(lambda connection: list(all_rows(connection)))


@pytest.fixture
def filled(book):
    for number in range(30):
        book.enter(an_attempt(number, f"p{number % 6}"))
    return book


def test_what_is_restored_is_what_was_backed_up(opened, filled, tmp_path):
    before = rows(filled)
    copied = back_up(opened, tmp_path / "backup.sqlite")
    filled.enter(an_attempt(99))

    restore(opened, tmp_path / "backup.sqlite", ())

    assert rows(filled) == before
    assert copied.rows == len(before)


def test_a_backup_is_one_file_for_one_user(opened, filled, tmp_path):
    back_up(opened, tmp_path / "to" / "backup.sqlite")

    assert [path.name for path in (tmp_path / "to").iterdir()] == ["backup.sqlite"]
    assert (tmp_path / "to" / "backup.sqlite").stat().st_mode & 0o077 == 0


def test_drills_that_have_just_arrived_are_in_a_backup(opened, filled, tmp_path):
    assert back_up(opened, tmp_path / "backup.sqlite").rows == 30

    with open_book(BookPlace(tmp_path / "backup.sqlite")) as copy:
        assert Book(copy).count() == 30


def test_a_backup_of_an_older_firedrill_comes_back_and_is_brought_up_to_date(opened, filled, file_place, tmp_path):
    older(tmp_path / "older.sqlite")

    restore(opened, tmp_path / "older.sqlite", ())
    migrate(file_place)

    with open_book(file_place) as again:
        assert [row[0] for name, row in rows(Book(again)) if name == "runs"] == ["run-00007"]


def test_a_backup_is_made_while_somebody_writes(opened, filled, tmp_path, file_place):
    filled.count()
    with open_book(file_place) as other, other.writing() as connection:
        connection.exec_driver_sql("DELETE FROM uncounted")

        assert back_up(opened, tmp_path / "backup.sqlite").rows == 66


def test_an_older_backup_is_never_written_over(opened, tmp_path):
    (tmp_path / "backup.sqlite").write_bytes(b"precious")

    with pytest.raises(Usage, match="there already"):
        back_up(opened, tmp_path / "backup.sqlite")


def test_who_was_forgotten_since_does_not_come_back_with_a_backup(opened, filled, tmp_path):
    back_up(opened, tmp_path / "backup.sqlite")
    tombstone = Forgotten("p1", "2026-03-05T12:00:00Z", 5)

    restore(opened, tmp_path / "backup.sqlite", (tombstone,))

    assert not any("p1" in row for table, row in rows(filled) if table != "erased")


@pytest.mark.parametrize("damage", ["cut", "flipped", "not one", "of something else"])
def test_a_damaged_backup_leaves_the_book_as_it_is(opened, filled, tmp_path, damage):
    file = tmp_path / "backup.sqlite"
    back_up(opened, file)
    data = bytearray(file.read_bytes())
    if damage == "cut":
        data = data[: len(data) // 2]
    elif damage == "flipped":
        data[4096:8192] = bytes(byte ^ 255 for byte in data[4096:8192])
    elif damage == "not one":
        data = bytearray(b"Dear diary, " * 1000)
    file.write_bytes(data)
    if damage == "of something else":
        file.unlink()
        with sqlite3.connect(file) as other:
            other.execute("CREATE TABLE songs (name TEXT)")
        other.close()
    before = rows(filled)

    with pytest.raises(StorageFailed, match="The book is as it was"):
        restore(opened, file, ())

    assert rows(filled) == before


def test_a_backup_that_is_not_there_is_said_to_be(opened, tmp_path):
    with pytest.raises(NotFound, match="book backup FILE"):
        restore(opened, tmp_path / "nothing", ())


def test_a_server_s_book_is_copied_by_the_server_s_own_tool(server_place, tmp_path):
    with open_book(server_place) as opened:
        with pytest.raises(Usage, match="pg_dump"):
            back_up(opened, tmp_path / "backup")
        with pytest.raises(Usage, match="pg_restore"):
            restore(opened, tmp_path / "backup", ())
        assert Book(opened).count() == 0
