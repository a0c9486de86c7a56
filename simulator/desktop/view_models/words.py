"""Times, lengths and amounts as a person says them on a screen."""

from simulator.drill.clock import DAY, HOUR, MINUTE, SECOND
from simulator.scenario.story import Channel, PersonKind, Story, Sure, Yes

SURE_WORDS = {Sure.CERTAIN: "sounded certain", Sure.LIKELY: "thought it likely", Sure.GUESS: "was guessing"}
YES_WORDS = {
    Yes.CAN_DO: "yours to give",
    Yes.CAN_JUSTIFY: "with one line why",
    Yes.NEEDS: "needs {who}'s yes",
}
CHANNEL_WORDS = {
    Channel.IN_PERSON: "in front of you",
    Channel.PHONE: "on the phone",
    Channel.RADIO: "on the radio",
    Channel.CHAT: "in the chat",
    Channel.MAIL: "by mail",
    Channel.PUBLIC_POST: "in public",
}
KIND_ICONS = {
    PersonKind.CUSTOMER: "user",
    PersonKind.AUDIENCE: "megaphone",
    PersonKind.SOURCE: "radio",
    PersonKind.COLLEAGUE: "circle-user",
}


def clock_parts(story: Story, at: int) -> tuple[str, str]:
    """The day (empty on the first one) and the clock with seconds at drill time *at* ms."""
    day, rest = divmod(story.starts + at, DAY)
    hours, rest = divmod(rest, HOUR)
    minutes, rest = divmod(rest, MINUTE)
    return (f"Day {day + 1}" if day else ""), f"{hours:02}:{minutes:02}:{rest // SECOND:02}"


def minute_text(story: Story, at: int) -> str:
    """The story's clock in hours and minutes, with the day after the first one."""
    day, clock = clock_parts(story, at)
    return f"{day}, {clock[:5]}" if day else clock[:5]


def count_text(ms: int) -> str:
    """A length as a clock counts it: `0:40`, `8:41`, `1:02:07`."""
    seconds = max(0, ms) // SECOND
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def span_text(ms: int) -> str:
    """A length of time as one says it: `40 seconds`, `1 minute`, `2 hours`."""
    if ms < MINUTE:
        return _counted(ms // SECOND, "second")
    if ms < 2 * HOUR and ms % HOUR:
        minutes, rest = divmod(ms, MINUTE)
        seconds = f" {rest // SECOND} s" if rest >= SECOND else ""
        return f"{minutes} min{seconds}" if seconds else _counted(minutes, "minute")
    hours, rest = divmod(ms, HOUR)
    return f"{hours} h {rest // MINUTE} min" if rest >= MINUTE else _counted(hours, "hour")


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def times_text(number: int) -> str:
    """How often: `once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def money_text(amount: float, currency: str) -> str:
    """An amount with its currency: `60 EUR`, `12.50 EUR`; nothing to pay is `free`."""
    if not amount:
        return "free"
    whole = f"{amount:,.0f}" if amount == round(amount) else f"{amount:,.2f}"
    return f"{whole} {currency}"


def left_text(amount: float, currency: str) -> str:
    """What is left of an authority: an amount even when it is nothing."""
    return f"{amount:,.0f} {currency}"


def first_name(name: str) -> str:
    """The name a conversation uses: the first word, unless that is a title or no name: 'Passbook holders'."""
    first, _, rest = name.partition(" ")
    titled = first.rstrip(".").lower() in {"mr", "mrs", "ms", "mx", "dr", "the", "a"}
    return name if rest and (titled or rest[0].islower()) else first


def short_name(name: str, longest: int = 18) -> str:
    """A name for a place with little room: whole, or its first word, or the start of that."""
    if len(name) <= longest:
        return name
    first = first_name(name)
    return first if len(first) <= longest else first[: longest - 1] + "…"
