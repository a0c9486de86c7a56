"""What is said of a file that can't be used: what is so, and what to do about it."""

import pytest
from sqlalchemy import Connection

from simulator.book.opening import BookDamaged, open_book
from simulator.errors import StorageFailed


def write_much(connection: Connection, setting: str) -> None:
    connection.exec_driver_sql(f"PRAGMA {setting}")
    connection.exec_driver_sql("INSERT INTO erased VALUES (hex(zeroblob(100000)), '', 0)")


@pytest.mark.parametrize(
    ("setting", "remedy"),
    [("max_page_count=1", "Free some space on its disk"), ("query_only=ON", "leave to write there")],
)
def test_a_book_that_can_t_be_written_says_what_would_help(opened, setting, remedy):
    with pytest.raises(StorageFailed, match=remedy), opened.writing() as connection:
        write_much(connection, setting)


def test_a_file_that_is_no_database_is_called_damaged(file_place):
    file_place.file.parent.mkdir()
    file_place.file.write_bytes(b"Dear diary, " * 1000)

    with pytest.raises(BookDamaged, match="rebuild"):
        open_book(file_place)
