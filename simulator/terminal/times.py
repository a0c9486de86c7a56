"""Lengths and moments as a person types them: `5 min`, `90 s`, `1 h 30 min`, `5` (minutes), `12:30`."""

from itertools import groupby

from simulator.drill.clock import DAY, HOUR, MINUTE, SECOND
from simulator.scenario.story import Story

_UNITS = {
    **dict.fromkeys(("s", "sec", "second", "seconds"), SECOND),
    **dict.fromkeys(("", "m", "min", "minute", "minutes"), MINUTE),
    **dict.fromkeys(("h", "hour", "hours"), HOUR),
    **dict.fromkeys(("d", "day", "days"), DAY),
}
LONGEST = 60 * DAY


def length_of(text: str) -> int | None:
    """Give a length in ms, a bare number meaning minutes; None where *text* is none."""
    total, number = 0, ""
    words = _words(text.lower())
    for word in words:
        if word.isdecimal() and word.isascii() and len(word) < 9 and not number:
            number = word
        elif word in _UNITS and number:
            total, number = total + int(number) * _UNITS[word], ""
        else:
            return None
    total += int(number) * MINUTE if number else 0
    return total if words and total <= LONGEST else None


def _words(text: str) -> list[str]:
    """The words of *text*, a number and the letters right behind it being two."""
    return ["".join(part) for word in text.split() for _, part in groupby(word, str.isdecimal)]


def moment_of(text: str, story: Story, now: int) -> int | None:
    """Give the drill time in ms that *text* names after *now*: a clock time, or a length from now."""
    clock = clock_of(text)
    if clock is not None:
        day = (story.starts + now) // DAY * DAY
        at = day + clock - story.starts
        return at if at > now else at + DAY
    length = length_of(text)
    return None if not length else now + length


def clock_of(text: str) -> int | None:
    """Give the time of day in ms that *text* names; None where it names none."""
    hours, colon, minutes = text.strip().partition(":")
    if not (colon and hours.isascii() and hours.isdecimal() and minutes.isascii() and minutes.isdecimal()):
        return None
    if len(hours) > 2 or len(minutes) != 2 or int(hours) > 23 or int(minutes) > 59:
        return None
    return int(hours) * HOUR + int(minutes) * MINUTE
