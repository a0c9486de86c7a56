"""Who looks at people's scores: written down before anything is shown, so that nobody looks unseen."""

import getpass
import os
import sys
from collections.abc import Collection
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from simulator.book.days import utc_text
from simulator.book.ledger import Ledger, Looked
from simulator.journal.runs import Runs

UNKNOWN = "somebody whose login isn't known"


def note_a_look(ledger: Ledger, now: datetime, what: str, about: str = "") -> None:
    """Write down who looks at *what* of whom: *about* is a person's id, or empty. Raises `StorageFailed`."""
    ledger.add(Looked(utc_text(now), who_looks(), what, about))


def note_others(runs: Runs, now: datetime, what: str, others: Collection[str], folder: Path | None = None) -> None:
    """Write down who looks at *what* of *others*, ids of people: one line, and none where there is nobody.

    A journal that lies in a *folder* other than the home has its line there, too: that is where its people ask who
    looked. Raises `StorageFailed`.
    """
    if not others:
        return
    about = next(iter(others)) if len(others) == 1 else ""
    for home in {place.resolve(): place for place in (runs.home, folder or runs.home)}.values():
        note_a_look(Ledger(home, runs.disk), now, what, about)


if sys.platform == "win32":

    def who_looks() -> str:
        """The login of whoever uses this computer."""
        with suppress(OSError, KeyError, ImportError):
            return getpass.getuser()
        return UNKNOWN
else:
    import pwd

    def who_looks() -> str:
        """The login of whoever uses this computer, as the system knows it: LOGNAME is whatever somebody sets."""
        return login_of(os.getuid())

    def login_of(number: int) -> str:
        """The login of the account with this *number*; the number itself where it has none, as in some containers."""
        with suppress(KeyError):
            return pwd.getpwuid(number).pw_name
        return f"account {number}"
