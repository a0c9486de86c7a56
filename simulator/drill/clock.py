"""How drill time is told: the story's own clock. Nothing here knows what time it is anywhere else."""

from typing import Final

from simulator.scenario.story import Story

SECOND: Final = 1_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE
DAY: Final = 24 * HOUR


def clock_text(story: Story, at: int, *, seconds: bool = False) -> str:
    """The story's clock at drill time *at* ms: `12:05`, or `12:05:30`; later days as `day 2, 09:00`."""
    day, rest = divmod(story.starts + at, DAY)
    hours, rest = divmod(rest, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    text = f"{hours:02}:{minutes:02}" + (f":{rest // SECOND:02}" if seconds else "")
    return f"day {day + 1}, {text}" if day else text


def length_text(ms: int) -> str:
    """A length of time in words: `40 s`, `5 min`, `1 h 30 min`."""
    if ms < MINUTE:
        return f"{max(0, ms) // SECOND} s"
    hours, rest = divmod(ms, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    seconds = rest // SECOND
    parts = [f"{hours} h" if hours else "", f"{minutes} min" if minutes else ""]
    if seconds and not hours:
        parts.append(f"{seconds} s")
    return " ".join(part for part in parts if part)
