"""The score book as the desktop asks it. What comparing needs, its database above all, is loaded with the board."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.book.place import book_place
from simulator.errors import StorageFailed
from simulator.journal.runs import Runs
from simulator.scenario.story import Story

if TYPE_CHECKING:
    from simulator.desktop.view_models.board import Board
    from simulator.desktop.view_models.board_filters import Asked


def book_holds_drills(home: Path) -> bool:
    """Whether there is anything to compare in the score book of *home*: a look into a file, and no wait.

    A book on a server isn't asked, since home mustn't wait for it: who named one has a reason to.
    """
    try:
        place = book_place(home)
    except StorageFailed:  # nowhere a book can be: the commands say so
        return False
    if place.file is None:
        return True
    return place.file.is_file() and _has_a_drill(place.file)


def _has_a_drill(file: Path) -> bool:
    import sqlite3
    from urllib.parse import quote

    address = f"file:{quote(os.fspath(file.absolute()))}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True, timeout=0.1)) as connection:
            # One after the other: an older book has drills and no table for those that arrived just now.
            asked = (connection.execute(f"SELECT 1 FROM {table} LIMIT 1") for table in ("runs", "waiting"))
            return any(rows.fetchone() is not None for rows in asked)
    except sqlite3.Error:  # damaged, busy or not a book: the commands say which
        return False


def board_of(runs: Runs, stories: Sequence[Story], asked: Asked) -> Board:
    """Look into the score book for what is *asked*; *stories* are what may be suggested. Raises `StorageFailed`."""
    from simulator.book.asking import Wanted
    from simulator.comparing.practising import ShelfDrill
    from simulator.desktop.view_models.board import Board
    from simulator.desktop.view_models.board_filters import offered
    from simulator.pages.from_book import look_into_book

    shelf = [ShelfDrill(story.id, story.title, story.principles) for story in stories]
    wanted = Wanted(cohort=asked.cohort, scenario=asked.scenario, since=asked.since)
    look = look_into_book(runs, book_place(runs.home), wanted, shelf, "board")
    notes = (*([look.overdue] if look.overdue else []), *look.notes)
    return Board(look.answer, look.names, look.titles, offered(look.drills), notes)
