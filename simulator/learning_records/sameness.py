"""Whether a store's statement is the one we sent: it adds to it, writes times its own way and describes what it knows.

By the standard's rules for comparing statements: who did what to what, when, with what result, in which circumstances.
"""

from datetime import datetime

import msgspec

# Added by the store, or left to it to describe; *objectType* has a default.
_NOT_COMPARED = frozenset({"stored", "authority", "version", "attachments", "definition", "display", "objectType"})
_AROUND = "contextActivities"


def same_statement(ours: bytes, theirs: bytes) -> bool:
    """Whether *theirs* says what *ours* says; what isn't JSON says nothing."""
    try:
        return bool(_meaning(msgspec.json.decode(ours)) == _meaning(msgspec.json.decode(theirs)))
    except (ValueError, OverflowError, RecursionError):
        return False


def _meaning(part: object, under: str = "") -> object:
    if isinstance(part, dict):
        if under == "extensions":
            return part  # as they are: nothing in them has a default
        return {key: _told(key, value, under) for key, value in part.items() if key not in _NOT_COMPARED}
    if isinstance(part, list):
        return [_meaning(one, under) for one in part]
    return part


def _told(key: str, value: object, under: str) -> object:
    if key == "timestamp" and isinstance(value, str):
        return datetime.fromisoformat(value).timestamp()
    if under == _AROUND and isinstance(value, dict):
        return [_meaning(value)]  # one activity is as good as a list of one
    if key in ("id", "registration") and isinstance(value, str):
        return value.lower() if len(value) == 36 else value
    return _meaning(value, key)
