"""Erasing that is killed: `python -m tests.book.dying_erasing FOLDER HOW_OFTEN` prints how often anything was left.

Each time somebody is forgotten at the command line, killed (`kill -9`) at a random instant, and forgotten again by the
same words, more than a minute later by the dates of what was left half written: until then that stays, and is told.
"""

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

from simulator.book.book import Book
from simulator.book.ledger import Kind, Ledger, Rated
from simulator.book.leftovers import ANYBODY_WRITES_S
from simulator.book.opening import open_book
from simulator.book.place import book_place
from simulator.cli import main as firedrill
from simulator.journal.disk import RealDisk
from simulator.journal.records import NextTime
from tests.book.conftest import NAME, TYPED, WORDS, Homes, a_crowd, holding

NOBODY = 2  # what the command answers when the name isn't known any more


def in_a_child(do: Callable[[], int]) -> int:
    """Begin *do* in a process of its own; gives its number."""
    child = os.fork()
    if child == 0:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        os.dup2(1, 2)
        os._exit(do())
    return child


def ended(child: int) -> int:
    """What the process answers; below zero where it was killed."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def a_template(folder: Path) -> str:
    """A home in which somebody is to be forgotten; gives the run that leads to the rest of it."""
    homes = Homes(folder)
    with open_book(book_place(folder / "home", environ={})) as opened:
        ledger = Ledger(folder / "home", RealDisk())
        crowd = a_crowd(homes, Book(opened), ledger)
        named_in_part = "slower than Quackenbush"
        ledger.add(Rated(run=crowd.kept, rater="t2", kind=Kind.TRAINER, made="2026", reason=named_in_part))
        crowd.runs.notebook.add(NextTime(crowd.kept, crowd.runs.people.latest(), named_in_part))
        Book(opened).bring_in([homes.source()])
    return crowd.first


def erase() -> int:
    """Forget her, as somebody types it."""
    return firedrill(["privacy", "erase", NAME, "--yes"])


def main() -> None:
    """Kill as often as was asked for, and look what is left."""
    folder, times, dice = Path(sys.argv[1]), int(sys.argv[2]), random.Random(17)
    first = a_template(folder / "template")
    home = folder / "home"
    os.environ |= {"FIREDRILL_HOME": str(home), "FIREDRILL_BOOK": ""}
    killed = left = 0
    longest = 0.0
    for number in range(times + 1):
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(folder / "template" / "home", home)
        begun, child = monotonic(), in_a_child(erase)
        if number:
            sleep(dice.random() * longest)
            os.kill(child, signal.SIGKILL)
        killed += ended(child) < 0
        longest = longest or monotonic() - begun
        _let_a_minute_pass(home)
        code = ended(in_a_child(erase))
        found = holding(home, *WORDS, TYPED)
        left += bool(found) or code not in (0, NOBODY) or bool(_leads(home, first))
    print(f"{killed} killed, {left} left something")


def _let_a_minute_pass(home: Path) -> None:
    for path in home.rglob(".*.part"):
        begun = path.stat().st_mtime - ANYBODY_WRITES_S - 1
        os.utime(path, (begun, begun))


def _leads(home: Path, run: str) -> list[str]:
    return [path for path in holding(home, run) if not path.startswith("drills/")]


if __name__ == "__main__":
    main()
