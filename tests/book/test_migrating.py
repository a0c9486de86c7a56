"""The steps lead to the tables that the program thinks it has."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from simulator.book import migrating
from simulator.book.asking import Wanted, attempts
from simulator.book.book import Book, all_rows
from simulator.book.counting import counted, recounted
from simulator.book.opening import BookOutdated, open_book, reach_book
from simulator.book.place import BookPlace
from simulator.book.tables import VERSION, metadata
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


def test_an_older_book_says_what_brings_it_up_to_date(file_place):
    fill(file_place)

    with pytest.raises(BookOutdated, match="firedrill book migrate"):
        open_book(file_place)


def test_migrating_makes_what_is_missing_and_then_nothing(file_place: BookPlace):
    reach_book(file_place).close()

    assert "from tables none to" in migrating.migrate(file_place)
    assert "is up to date" in migrating.migrate(file_place)


def test_a_book_is_copied_before_it_is_changed(opened, file_place):
    with opened.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))

    with pytest.raises(Exception, match="0000"):  # alembic knows no such step
        migrating.migrate(file_place)

    assert (file_place.file.parent / "book.before-tables-0002.sqlite").exists()
