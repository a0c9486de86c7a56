"""The promises of a book, kept by a file and by a server."""

import pytest

from tests.book.contract import BookContract


class TestOnAFile(BookContract):
    """SQLite."""

    @pytest.fixture
    def place(self, file_place):
        return file_place


class TestOnAServer(BookContract):
    """PostgreSQL, a real one."""

    @pytest.fixture
    def place(self, server_place):
        return server_place
