"""What a server may do to a book: lose its connections, speak another encoding, forbid things; what is then said."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import bindparam, create_engine, insert, make_url, text

from simulator.book.book import Book
from simulator.book.opening import BookBusy, OpenBook, open_book
from simulator.book.place import BookPlace
from simulator.book.prepared import Prepared
from simulator.book.rows import Entry
from simulator.book.tables import erased
from simulator.errors import StorageFailed
from tests.book.conftest import an_attempt


@pytest.fixture
def opened(server_place: BookPlace) -> Iterator[OpenBook]:
    with open_book(server_place) as book:
        yield book


@pytest.fixture
def book(opened: OpenBook) -> Book:
    return Book(opened)


def said(place: BookPlace, statement: str) -> list[object]:
    """What the server answers to *statement*, outside of every transaction."""
    engine = create_engine(place.url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        answer = connection.execute(text(statement))
        found = list(answer.scalars()) if answer.returns_rows else []
    engine.dispose()
    return found


def another(place: BookPlace, **parts: object) -> BookPlace:
    """The same address with some parts changed."""
    url = make_url(place.url).set(**parts)  # type: ignore[arg-type] # a part of each kind
    return BookPlace(url=url.render_as_string(hide_password=False))


def with_setting(place: BookPlace, setting: str) -> BookPlace:
    return BookPlace(url=f"{place.url}%20-c{setting.replace('=', '%3D')}")


def test_after_the_server_dropped_every_connection_the_next_drill_is_entered(book, server_place):
    book.enter(an_attempt(1))
    said(server_place, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'firedrill'")

    assert book.enter(an_attempt(2)) is Entry.NEW
    assert book.count() == 2


class Stopping(dict[str, object]):
    """Values at which somebody presses Ctrl+C."""

    def __getitem__(self, _: str) -> object:
        raise KeyboardInterrupt


def test_who_stops_while_a_drill_is_written_leaves_nobody_waiting(opened, book, server_place):
    statement = Prepared(insert(erased).values(person=bindparam("person"), at="", runs=0))

    with pytest.raises(KeyboardInterrupt):
        opened.write_one(statement, Stopping())

    with open_book(server_place) as other:
        assert Book(other).enter(an_attempt(2)) is Entry.NEW
    assert book.enter(an_attempt(3)) is Entry.NEW


def test_writers_wait_no_longer_than_for_a_file(opened):
    with opened.writing() as connection:
        assert connection.execute(text("SHOW lock_timeout")).scalar() == "30s"
    with opened.reading() as connection:
        assert connection.execute(text("SHOW lock_timeout")).scalar() == "0"


def test_who_waited_too_long_is_told_that_somebody_else_is_writing(opened, server_place):
    again = text("SELECT set_config('lock_timeout', '10ms', true), pg_advisory_xact_lock(4702111234)")

    with open_book(server_place) as other, other.writing(), pytest.raises(BookBusy, match="Somebody else"):
        Book(opened).ask(lambda connection: connection.execute(again))


def test_nothing_is_prepared_on_a_connection_that_a_pooler_may_give_to_somebody_else(opened):
    with opened.reading() as connection:
        for _ in range(8):
            connection.execute(text("SELECT count(*) FROM runs"))

        assert connection.execute(text("SELECT count(*) FROM pg_prepared_statements")).scalar() == 0


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_a_database_that_can_t_keep_every_word_is_refused(server_place, encoding):
    name = f"firedrill_{uuid4().hex}"
    said(server_place, f"CREATE DATABASE {name} ENCODING '{encoding}' LOCALE 'C' TEMPLATE template0")
    try:
        with pytest.raises(StorageFailed, match="ENCODING 'UTF8'"):
            open_book(another(server_place, database=name))
    finally:
        said(server_place, f"DROP DATABASE {name}")


@pytest.mark.parametrize(
    ("setting", "remedy"),
    [
        ("default_transaction_read_only=on", "takes writing"),
        ("search_path=nowhere", "a schema in which you may make tables"),
        ("statement_timeout=1", "statement_timeout"),
    ],
)
def test_what_a_server_forbids_is_said_with_what_to_ask_for(server_place, setting, remedy):
    with pytest.raises(StorageFailed, match=remedy) as told, open_book(with_setting(server_place, setting)) as opened:
        Book(opened).ask(lambda connection: connection.execute(text("SELECT pg_sleep(1)")))

    assert "lets you in" not in str(told.value)


def test_who_may_make_no_tables_is_told_what_to_ask_for(server_place):
    (schema,) = said(server_place, "SHOW search_path")
    said(server_place, f"GRANT USAGE ON SCHEMA {schema} TO pg_monitor")

    with pytest.raises(StorageFailed, match="leave to make tables"):
        open_book(with_setting(server_place, "role=pg_monitor"))


def test_a_server_that_is_not_there_is_said_to_be(tmp_path: Path):
    with pytest.raises(StorageFailed, match="Check that the server runs and lets you in"):
        open_book(BookPlace(url=f"postgresql+psycopg://fd@/drills?host={tmp_path}"))
