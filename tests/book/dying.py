"""Writers of a book that are killed: `python -m tests.book.dying FILE HOW_OFTEN` prints how many drills were lost.

Each writer tells its parent through a pipe when a drill is entered, and is killed (`kill -9`) at a random instant.
"""

import os
import random
import signal
import sys
from pathlib import Path
from time import sleep

from sqlalchemy import select

from simulator.book.book import Book
from simulator.book.copies import damage
from simulator.book.counting import count_in, counted, recounted
from simulator.book.opening import open_book
from simulator.book.place import BookPlace
from simulator.book.tables import runs
from tests.book.conftest import an_attempt

EACH = 1_000  # more than anybody lives to write


def write_until_killed(place: BookPlace, life: int, pipe: int) -> None:
    """Enter drill after drill, telling each when it is there."""
    with open_book(place) as opened:
        for number in range(life * EACH, (life + 1) * EACH):
            Book(opened).enter(an_attempt(number, f"p{number % 9}"))
            os.write(pipe, number.to_bytes(4, "big"))


def one_life(place: BookPlace, life: int, dice: random.Random) -> list[int]:
    """Let a writer live for a moment; gives what it told before it was killed."""
    ours, its = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        write_until_killed(place, life, its)
        os._exit(1)
    os.close(its)
    told = os.read(ours, 4)
    sleep(dice.random() * 0.02)
    os.kill(child, signal.SIGKILL)
    while more := os.read(ours, 4096):
        told += more
    os.close(ours)
    os.waitpid(child, 0)
    return [int.from_bytes(told[place : place + 4], "big") for place in range(0, len(told), 4)]


def main() -> None:
    """Kill as often as was asked for, and look what is left."""
    place, times, dice = BookPlace(Path(sys.argv[1])), int(sys.argv[2]), random.Random(17)
    open_book(place).close()
    told = [number for life in range(times) for number in one_life(place, life, dice)]
    with open_book(place) as opened, opened.writing() as connection:
        broken = damage(connection)
        count_in(connection)
        there = set(connection.execute(select(runs.c.run)).scalars())
        lost = sum(f"run-{number:05}" not in there for number in told)
        right = counted(connection) == recounted(connection)
    print(
        f"{times} killed, {len(told)} told, {lost} lost, {broken or 'whole'}, {'in step' if right else 'out of step'}"
    )


if __name__ == "__main__":
    main()
