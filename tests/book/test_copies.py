"""Backups: tried out before they have a name, and what is put back is what was copied."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime

import pytest

from simulator.book import place as places
from simulator.book.book import Book, all_rows
from simulator.book.copies import back_up, put_back, restore, whole_book
from simulator.book.ledger import Forgotten
from simulator.book.opening import BookBusy, BookDamaged, NoBook, open_book, tables_version
from simulator.book.place import BookPlace
from simulator.book.tables import VERSION
from simulator.errors import NotFound, RecordUnreadable, StorageFailed, Usage
from tests.book.conftest import an_attempt
from tests.book.contract import WRITER, environ_of
from tests.book.older import older

NOW = datetime(2026, 3, 5, 12, 0, tzinfo=UTC)


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


def test_a_backup_of_an_older_firedrill_comes_back_up_to_date(opened, filled, file_place, tmp_path):
    older(tmp_path / "older.sqlite")

    restore(opened, tmp_path / "older.sqlite", ())

    assert tables_version(opened) == VERSION
    assert [row[0] for name, row in rows(filled) if name == "runs"] == ["run-00007"]


def test_who_was_forgotten_since_does_not_come_back_with_a_backup_of_an_older_firedrill(opened, filled, tmp_path):
    older(tmp_path / "older.sqlite")

    restore(opened, tmp_path / "older.sqlite", (Forgotten("p1", "2026-03-05T12:00:00Z", 1),))

    assert [(name, row[0]) for name, row in rows(filled)] == [("erased", "p1"), ("erased", "p9")]


def test_a_backup_is_made_while_somebody_has_begun_to_write(opened, filled, tmp_path, file_place):
    filled.count()
    with open_book(file_place) as other, other.writing() as connection:
        connection.exec_driver_sql("DELETE FROM uncounted")

        assert back_up(opened, tmp_path / "backup.sqlite").rows == 66


def test_a_backup_is_what_the_book_held_when_it_began_whoever_writes_meanwhile(opened, tmp_path, file_place):
    command = [sys.executable, WRITER, "1", "100000"]
    writer = subprocess.Popen(command, env=environ_of(file_place), stderr=subprocess.PIPE)
    try:
        while writer.poll() is None and not Book(opened).count():
            pass
        copied = [back_up(opened, tmp_path / f"{number}.sqlite") for number in range(5)]
        assert writer.poll() is None
    finally:
        writer.kill()
        writer.communicate()

    assert sorted(one.rows for one in copied) == [one.rows for one in copied]
    assert copied[0].rows < copied[-1].rows


def test_a_restored_book_is_what_the_backup_held_whoever_writes_meanwhile(opened, filled, tmp_path, file_place):
    back_up(opened, tmp_path / "backup.sqlite")
    command = [sys.executable, WRITER, "1", "100000"]
    writer = subprocess.Popen(command, env=environ_of(file_place), stderr=subprocess.PIPE)
    try:
        while writer.poll() is None and filled.count() <= 30:
            pass
        restored = [restore(opened, tmp_path / "backup.sqlite", ()) for _ in range(3)]
    finally:
        writer.kill()
        complaint = writer.communicate()[1]

    assert complaint == b""
    assert [one.rows for one in restored] == [30] * 3
    assert "run-00029" in [row[0] for name, row in rows(filled) if name == "runs"]


def test_a_restored_book_somebody_reads_in_is_restored_and_what_its_log_holds_is_said(opened, filled, tmp_path):
    before = rows(filled)
    back_up(opened, tmp_path / "backup.sqlite")
    filled.enter(an_attempt(99))
    with closing(sqlite3.connect(opened.place.file)) as reader:
        reader.execute("BEGIN")
        assert reader.execute("SELECT count(*) FROM waiting").fetchone() == (1,)

        restored = restore(opened, tmp_path / "backup.sqlite", ())

    assert "reading in the book" in restored.still
    assert rows(filled) == before
    assert restore(opened, tmp_path / "backup.sqlite", ()).still == ""


def test_who_waits_too_long_to_restore_is_told_that_somebody_else_is_writing(opened, filled, tmp_path, file_place):
    back_up(opened, tmp_path / "backup.sqlite")
    with opened.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=1")

    with open_book(file_place) as other, other.writing(), pytest.raises(BookBusy, match="Somebody else is writing"):
        restore(opened, tmp_path / "backup.sqlite", ())


@pytest.fixture
def share(tmp_path, monkeypatch):
    """A folder that is said to lie on another computer."""
    (tmp_path / "share").mkdir()
    mounts = tmp_path / "mountinfo"
    mounts.write_text(f"1 0 254:0 / / rw - ext4 /dev/vda rw\n2 1 0:30 / {tmp_path}/share rw - cifs //box/share rw\n")
    monkeypatch.setattr(places, "MOUNTS", mounts)
    return tmp_path / "share"


def test_a_backup_may_lie_on_another_computer(opened, filled, share):
    before = rows(filled)

    back_up(opened, share / "backup.sqlite")
    filled.enter(an_attempt(99))
    restore(opened, share / "backup.sqlite", ())

    assert rows(filled) == before
    assert [path.name for path in share.iterdir()] == ["backup.sqlite"]


def test_a_whole_backup_on_another_computer_is_called_whole(opened, filled, share):
    back_up(opened, share / "backup.sqlite")

    assert whole_book(share / "backup.sqlite") == ""


def test_a_book_that_was_copied_with_its_log_is_looked_at_with_it(opened, filled, tmp_path, file_place):
    for ending in ("", "-wal"):
        (tmp_path / f"copy{ending}").write_bytes((file_place.file.parent / f"book.sqlite{ending}").read_bytes())
    before = rows(filled)

    restore(opened, tmp_path / "copy", ())

    assert rows(filled) == before


def test_an_older_backup_is_never_written_over(opened, tmp_path):
    (tmp_path / "backup.sqlite").write_bytes(b"precious")

    with pytest.raises(Usage, match="there already"):
        back_up(opened, tmp_path / "backup.sqlite")


def test_a_backup_that_can_t_be_written_is_called_by_its_own_name(opened, filled, tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(StorageFailed, match=r"file/backup\.sqlite' can't be written: .*name another file"):
        back_up(opened, tmp_path / "file" / "backup.sqlite")


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


@pytest.mark.parametrize("table", ["songs", "alembic_version"])
def test_a_database_of_something_else_is_no_backup(opened, filled, tmp_path, table):
    with closing(sqlite3.connect(tmp_path / "songs.sqlite")) as other:
        other.execute(f"CREATE TABLE {table} (version_num TEXT)")
        other.execute(f"INSERT INTO {table} VALUES ('{VERSION}')")
        other.commit()
    before = rows(filled)

    with pytest.raises(StorageFailed, match="holds no score book"):
        restore(opened, tmp_path / "songs.sqlite", ())

    assert rows(filled) == before


def test_a_backup_that_can_t_be_read_is_not_called_damaged(tmp_path):
    with pytest.raises(RecordUnreadable, match="can't be read"):
        whole_book(tmp_path)


def test_what_was_there_before_is_kept_under_a_name_of_its_own(opened, filled, tmp_path, file_place):
    before = rows(filled)
    back_up(opened, tmp_path / "backup.sqlite")
    filled.enter(an_attempt(99))
    after = rows(filled)

    asides = [put_back(file_place, tmp_path / "backup.sqlite", (), NOW).aside for _ in range(2)]

    assert [aside.rpartition("/")[2] for aside in asides] == [
        "book.before-20260305-120000.sqlite",
        "book.before-20260305-120000-1.sqlite",
    ]
    for aside, held in zip(asides, (after, before), strict=True):
        with open_book(BookPlace(file_place.file.with_name(aside.rpartition("/")[2]))) as copy:
            assert rows(Book(copy)) == held


def test_a_backup_that_is_refused_leaves_no_copy_behind(opened, filled, tmp_path, file_place):
    (tmp_path / "backup.sqlite").write_bytes(b"Dear diary, " * 1000)

    with pytest.raises(StorageFailed, match="The book is as it was"):
        put_back(file_place, tmp_path / "backup.sqlite", (), NOW)

    assert not list(file_place.file.parent.glob("*before*"))


def test_a_damaged_book_is_moved_aside_and_replaced(opened, filled, tmp_path, file_place):
    before = rows(filled)
    back_up(opened, tmp_path / "backup.sqlite")
    opened.close()
    file_place.file.write_bytes(b"Dear diary, " * 1000)

    restored = put_back(file_place, tmp_path / "backup.sqlite", (), NOW)

    assert file_place.file.with_name("book.before-20260305-120000.sqlite").read_bytes().startswith(b"Dear diary")
    assert restored.aside.endswith("book.before-20260305-120000.sqlite")
    with open_book(file_place) as again:
        assert rows(Book(again)) == before


def test_a_backup_becomes_a_book_where_there_is_none(opened, filled, tmp_path):
    back_up(opened, tmp_path / "backup.sqlite")

    restored = put_back(BookPlace(tmp_path / "new" / "book.sqlite"), tmp_path / "backup.sqlite", (), NOW)

    assert restored.aside == ""
    with open_book(BookPlace(tmp_path / "new" / "book.sqlite")) as new:
        assert rows(Book(new)) == rows(filled)


def test_somebody_else_s_database_is_never_replaced(opened, filled, tmp_path):
    back_up(opened, tmp_path / "backup.sqlite")
    with closing(sqlite3.connect(tmp_path / "songs.sqlite")) as other:
        other.execute("CREATE TABLE alembic_version (version_num TEXT)")

    with pytest.raises(NoBook):
        put_back(BookPlace(tmp_path / "songs.sqlite"), tmp_path / "backup.sqlite", (), NOW)


def test_who_was_forgotten_at_another_computer_stays_so_after_a_restore(opened, filled, tmp_path):
    back_up(opened, tmp_path / "backup.sqlite")
    filled.say(Forgotten("p1", "2026-03-05T12:00:00Z", 5))

    restore(opened, tmp_path / "backup.sqlite", ())

    assert not any("p1" in row for table, row in rows(filled) if table != "erased")


def test_a_damaged_book_is_not_backed_up(opened, filled, tmp_path, file_place):
    filled.count()
    with opened.writing() as connection:
        connection.exec_driver_sql("PRAGMA writable_schema=ON")
        connection.exec_driver_sql("UPDATE sqlite_schema SET rootpage = 3 WHERE name = 'runs_by_time'")
    opened.close()

    with open_book(file_place) as again, pytest.raises(BookDamaged, match="damaged"):
        back_up(again, tmp_path / "backup.sqlite")

    assert not (tmp_path / "backup.sqlite").exists()


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
