"""The steps lead to the tables that the program thinks it has."""

import sqlite3
from contextlib import closing

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from simulator.book import migrating
from simulator.book.asking import Wanted, attempts, medians
from simulator.book.book import Book, all_rows
from simulator.book.counting import counted, recounted
from simulator.book.ledger import Forgotten
from simulator.book.opening import BookOutdated, NoBook, open_book, reach_book
from simulator.book.place import BookPlace
from simulator.book.tables import VERSION, metadata
from simulator.errors import NotFound
from tests.book.conftest import an_attempt
from tests.book.older import COUNTED, fill


@pytest.mark.parametrize("kind", ["file_place", "server_place"])
def test_the_steps_lead_to_the_tables_of_today(kind, request):
    with open_book(request.getfixturevalue(kind)) as opened, opened.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, metadata) == []


def test_every_table_of_a_file_is_strict(opened):
    with opened.reading() as connection:
        tables = connection.execute(text("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'")).all()

    assert {name for name, strict in tables if strict} == set(metadata.tables)


def test_the_last_step_has_the_version_that_is_asked_for():
    assert ScriptDirectory(str(migrating.FOLDER)).get_current_head() == VERSION


@pytest.mark.parametrize("kind", ["file_place", "server_place"])
def test_what_an_older_book_holds_is_there_after_migrating(kind, request):
    place = request.getfixturevalue(kind)
    fill(place)

    said = migrating.migrate(place)

    with open_book(place) as opened:
        told = Book(opened).ask(lambda c: (attempts(c, Wanted()), list(all_rows(c)), counted(c) == recounted(c)))
    assert "from tables 0001 to" in said
    (drill,) = told[0]
    assert (drill.run, drill.four, drill.findings) == (
        COUNTED,
        (7.0, 50.0, None, 12.3),
        (("broken-word", "P10", -6.0),),
    )
    assert [name for name, _ in told[1]] == ["people", "runs", "findings", "ratings", "rosters", "erased"]
    assert told[2]


@pytest.mark.parametrize("kind", ["file_place", "server_place"])
def test_a_migrated_book_has_the_tables_of_a_new_one(kind, request):
    place = request.getfixturevalue(kind)
    fill(place)
    migrating.migrate(place)

    with open_book(place) as opened, opened.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


@pytest.mark.parametrize("kind", ["file_place", "server_place"])
def test_summaries_that_counted_people_of_all_scores_together_are_made_anew(kind, request):
    place = request.getfixturevalue(kind)
    with open_book(place) as opened:
        for number in range(6):
            Book(opened).enter(an_attempt(number, f"p{number}", empathy=50.0 if number < 4 else None))
        assert Book(opened).ask(counted)
        with opened.writing() as connection:
            connection.execute(text("UPDATE spreads SET people = 5, whose = '[\"p0\"]', empathy_median = 50"))
            connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))

    migrating.migrate(place)

    with open_book(place) as opened:
        (told,) = Book(opened).ask(lambda c: medians(c, "timed", "3"))
        assert (told.medians.honesty, told.medians.empathy) == (2.5, None)
        assert Book(opened).ask(lambda c: counted(c) == recounted(c))


def test_an_older_book_says_what_brings_it_up_to_date(file_place):
    fill(file_place)

    with pytest.raises(BookOutdated, match="firedrill book migrate"):
        open_book(file_place)


def test_a_book_of_today_is_left_as_it_is(opened, file_place: BookPlace):
    assert "is up to date" in migrating.migrate(file_place)


@pytest.mark.parametrize("there", [False, True])
def test_a_slip_of_the_pen_makes_no_new_book(tmp_path, there):
    slip = tmp_path / "tyop.sqlite"
    if there:
        slip.touch()

    with pytest.raises(NotFound, match=r"tyop\.sqlite"):
        migrating.migrate(BookPlace(slip))

    assert [path.stat().st_size for path in tmp_path.iterdir()] == [0] * there


@pytest.mark.parametrize("kind", ["file_place", "server_place"])
def test_who_was_forgotten_since_does_not_come_back_with_an_older_book(kind, request):
    place = request.getfixturevalue(kind)
    fill(place)

    said = migrating.migrate(place, (Forgotten("p1", "2026-03-05T12:00:00Z", 1),))

    with open_book(place) as opened:
        rows = Book(opened).ask(lambda c: list(all_rows(c)))
    assert [(name, row[0]) for name, row in rows] == [("erased", "p1"), ("erased", "p9")]
    assert "As it was before" not in said


def test_no_file_keeps_who_was_forgotten_when_an_older_book_is_migrated(file_place):
    fill(file_place)

    migrating.migrate(file_place, (Forgotten("p1", "2026-03-05T12:00:00Z", 1),))

    assert b"run-00007" not in b"".join(path.read_bytes() for path in file_place.file.parent.iterdir())


def test_what_the_log_of_a_migrated_book_still_holds_is_said(file_place):
    fill(file_place)
    with closing(sqlite3.connect(file_place.file)) as whole:
        whole.execute("PRAGMA journal_mode=WAL")
    with reach_book(file_place) as reader, reader.reading() as connection:
        connection.exec_driver_sql("SELECT * FROM runs").all()

        said = migrating.migrate(file_place, (Forgotten("p1", "2026-03-05T12:00:00Z", 1),))

    assert "reading in the book" in said


def test_a_copy_stays_where_nobody_in_it_was_forgotten(file_place):
    fill(file_place)

    migrating.migrate(file_place, (Forgotten("p8", "2026-03-05T12:00:00Z", 1),))

    assert (file_place.file.parent / "book.before-tables-0003.sqlite").exists()


@pytest.mark.parametrize("table", ["alembic_version", "people"])
@pytest.mark.parametrize("kind", ["file_place", "server_place"])
def test_tables_of_something_else_are_not_taken_for_a_book(kind, table, request):
    place = request.getfixturevalue(kind)
    with reach_book(place) as book, book.writing() as connection:
        connection.exec_driver_sql(f"CREATE TABLE {table} (version_num VARCHAR(32))")
        connection.exec_driver_sql(f"INSERT INTO {table} VALUES ('a1b2c3d4')")

    with pytest.raises(NoBook, match="another file" if place.file else "a schema of its own"):
        open_book(place)


@pytest.mark.parametrize("kind", ["file_place", "server_place"])
def test_a_book_without_one_of_its_tables_is_said_to_be_incomplete(kind, request):
    place = request.getfixturevalue(kind)
    with open_book(place) as book, book.writing() as connection:
        connection.exec_driver_sql("DROP TABLE rosters")

    with pytest.raises(NoBook, match="without 'rosters'"):
        open_book(place)


def test_a_book_is_copied_before_it_is_changed(opened, file_place):
    with opened.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))

    with pytest.raises(Exception, match="0000"):  # alembic knows no such step
        migrating.migrate(file_place)

    assert (file_place.file.parent / "book.before-tables-0003.sqlite").exists()
