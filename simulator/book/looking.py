"""Who looks at people's scores: written down before anything is shown, so that nobody looks unseen."""

import getpass
from contextlib import suppress
from datetime import datetime

from simulator.book.days import utc_text
from simulator.book.ledger import Ledger, Looked

UNKNOWN = "somebody whose login isn't known"


def note_a_look(ledger: Ledger, now: datetime, what: str, about: str = "") -> None:
    """Write down who looks at *what* of whom: *about* is a person's id, or empty. Raises `StorageFailed`."""
    ledger.add(Looked(utc_text(now), who_looks(), what, about))


def who_looks() -> str:
    """The login of whoever uses this computer."""
    with suppress(OSError, KeyError, ImportError):
        return getpass.getuser()
    return UNKNOWN
