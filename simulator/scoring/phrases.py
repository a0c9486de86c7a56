"""The sentences of findings share their small words here: names, clock times, quotes.

What must not live here: a judgement.
"""

from simulator.drill.clock import clock_text
from simulator.scoring.claims import Claimed
from simulator.scoring.evidence import Record

QUOTE_LENGTH = 240
TITLES = ("Mr", "Mrs", "Ms", "Miss", "Dr", "The", "A", "An", "Nurse", "Sister", "Officer")


def name_of(record: Record, person: str) -> str:
    """What one would call *person*: the first name where there is one; the id where the story doesn't know them."""
    return called(record.people[person].name) if person in record.people else person


def called(name: str) -> str:
    """*name* as one says it: 'Mara' for 'Mara Lindqvist', but 'Mr Hallam' and 'The man on the phone' whole."""
    first, _, rest = name.partition(" ")
    return name if not rest or " " in rest or first.rstrip(".") in TITLES else first


def names_of(record: Record, people: tuple[str, ...]) -> str:
    """Several names as one phrase: 'Mara and Jonas'."""
    names = [name_of(record, person) for person in people]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else "nobody"


def time_of(record: Record, at: int) -> str:
    """The story's clock at *at* ms."""
    return clock_text(record.story, at)


def quoted(words: str) -> str:
    """*words* as a finding quotes them: whole, or cut at a word near 240 letters."""
    words = " ".join(words.split())
    if len(words) <= QUOTE_LENGTH:
        return words
    return words[:QUOTE_LENGTH].rsplit(" ", 1)[0] + " ..."


def as_clause(says: str) -> str:
    """A statement of the story as the end of one of our sentences, in quotation marks."""
    return f"“{says.strip().rstrip('.')}”"


def plural(count: int, word: str) -> str:
    """'1 update', '3 updates'."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def event_numbers(claim: Claimed) -> tuple[int, ...]:
    """The events a claim's verdict rests on, the words first."""
    return (claim.speech.number, *claim.grounds)
