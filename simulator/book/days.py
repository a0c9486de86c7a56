"""Days and moments as they are written: by whoever asks for drills since then, and by records."""

from datetime import datetime

LIKE = "a day such as 2026-03-01, or a month such as 2026-03"
_FORMS = ("%Y-%m-%d", "%Y-%m")


def day_of(written: str) -> str:
    """*written* as it is compared with when drills began; empty for nothing. Raises ValueError for what is no day."""
    wanted = written.strip()
    for form in _FORMS:
        try:
            return f"{datetime.strptime(wanted, form):{form}}" if wanted else ""
        except ValueError:
            continue
    raise ValueError(f"not {LIKE}: {wanted!r}")


def utc_text(moment: datetime) -> str:
    """*moment*, which is in UTC, as records write it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
