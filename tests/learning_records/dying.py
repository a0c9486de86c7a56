"""A sender to be killed: `python -m tests.learning_records.dying HOME URL` sends what lies in HOME in twenty runs."""

import sys
from pathlib import Path

from simulator.journal.disk import RealDisk
from simulator.learning_records.place import store_place
from simulator.learning_records.rounds import Round, Told
from simulator.learning_records.store import HttpStore


def main() -> None:
    """Send what is in the file of statements, as the command would."""
    home, place = Path(sys.argv[1]), store_place(sys.argv[2])
    statements = tuple((home / "statements").read_bytes().splitlines())
    told = [Told(f"run-{number}", ("0123456789ab",), statements[number::20]) for number in range(20)]
    for one in told:
        (home / f"{one.run}.jsonl").touch()
    print("ready", flush=True)
    Round(home, RealDisk(), place, HttpStore(place), ignore, ignore, ignore).go(told)


def ignore(_: object) -> None:
    """Take anything, and do nothing."""


if __name__ == "__main__":
    main()
