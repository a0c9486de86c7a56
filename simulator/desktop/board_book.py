"""The score book as the board asks it. Nothing of its database is loaded before somebody opens the board."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

from simulator.book.place import BookPlace, book_place
from simulator.desktop.view_models.board import Board
from simulator.journal.runs import Runs
from simulator.scenario.story import Story


def book_holds_drills(home: Path) -> bool:
    """Whether there is anything to compare in the score book of *home*: a look into a file, and no wait.

    A book on a server isn't asked, since home mustn't wait for it: who named one has a reason to.
    """
    place = book_place(home)
    if place.file is None:
        return True
    return place.file.is_file() and _has_a_row(place.file)


def _has_a_row(file: Path) -> bool:
    address = f"file:{quote(os.fspath(file.absolute()))}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=0.1)) as connection:
            return connection.execute("SELECT 1 FROM runs LIMIT 1").fetchone() is not None
    except sqlite3.Error:  # damaged, busy or not a book: the commands say which
        return False


def board_of(runs: Runs, stories: Sequence[Story]) -> Board:
    """Look into the score book; *stories* are what practice may be suggested from. Raises `StorageFailed`."""
    from simulator.book.asking import Wanted
    from simulator.comparing.practising import ShelfDrill
    from simulator.pages.from_book import look_into_book

    shelf = [ShelfDrill(story.id, story.title, story.principles) for story in stories]
    place: BookPlace = book_place(runs.home)
    look = look_into_book(runs, place, Wanted(), shelf, "board")
    return Board(look.answer, look.names, look.titles)
