"""A process that writes drills into the book FIREDRILL_BOOK names: `a_writer.py NUMBER HOW_MANY`."""

import sys
from pathlib import Path

from simulator.book.book import Book
from simulator.book.opening import open_book
from simulator.book.place import book_place
from simulator.book.rows import Entered
from simulator.comparing.attempts import Attempt

writer, many = map(int, sys.argv[1:])
with open_book(book_place(Path())) as opened:
    for number in range(many):
        attempt = Attempt(
            run=f"w{writer}-{number:05}",
            person=f"p{number % 7}",
            scenario="lake",
            version="v1",
            mode="timed",
            rubric="3",
            started=f"2026-03-{1 + number % 28:02}T09:30:00Z",
            honesty=float(number % 101),
        )
        Book(opened).enter(Entered(attempt, "", 0, f"record-{writer}-{number}"))
