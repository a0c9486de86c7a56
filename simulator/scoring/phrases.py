"""The sentences of findings share their small words here: names, clock times, quotes.

What must not live here: a judgement.
"""

from collections.abc import Sequence
from functools import lru_cache

from simulator.drill.clock import clock_text
from simulator.drill.wording import in_quotes
from simulator.scenario import acts
from simulator.scenario.story import NEXT_WORD
from simulator.scoring.claims import Claimed
from simulator.scoring.evidence import Record, Speech

QUOTE_LENGTH = 240
TITLES = ("Mr", "Mrs", "Ms", "Miss", "Dr", "Nurse", "Sister", "Officer")
NO_NAMES = ("The", "A", "An", "Everybody", "Everyone", "Somebody", "All")  # with these begins who somebody is


def name_of(record: Record, person: str) -> str:
    """What one would call *person*: the first name where there is one; the id where the story doesn't know them."""
    return called(record.people[person].name) if person in record.people else person


def called(name: str) -> str:
    """*name* as one says it: 'Mara' for 'Mara Lindqvist', but 'Mr Hallam' and 'Passbook holders' whole.

    Who has no name is told as in mid-sentence, 'the man on the phone'; `capital` begins a sentence with it.
    """
    first, _, rest = name.partition(" ")
    if rest and first in NO_NAMES:
        return f"{first.lower()} {rest}"
    return name if not rest or " " in rest or rest[0].islower() or first.rstrip(".") in TITLES else first


def names_of(record: Record, people: tuple[str, ...]) -> str:
    """Several names as one phrase: 'Mara and Jonas'."""
    names = [name_of(record, person) for person in people]
    return listed(names) if names else "nobody"


def time_of(record: Record, at: int) -> str:
    """The story's clock at *at* ms."""
    return clock_text(record.story, at)


@lru_cache(maxsize=1_024)
def quoted(words: str) -> str:
    """*words* as a finding quotes them: whole, or cut at a word near 240 letters."""
    words = " ".join(words.split())
    if len(words) <= QUOTE_LENGTH:
        return words
    return words[:QUOTE_LENGTH].rsplit(" ", 1)[0] + " ..."


def said(words: str) -> str:
    """*words* as `quoted` and in quotation marks; what somebody does meanwhile, in brackets, stands outside."""
    return in_quotes(quoted(words))


def words_of(record: Record, speech: Speech) -> str:
    """The words of *speech* as a finding quotes them; what was only done, and who posted for the trainee, in brackets.

    `in_quotes` leaves what stands in brackets outside the quotation marks.
    """
    words = quoted(speech.words)
    if speech.event.reply in record.deeds and words:
        whole = capital(words) if words[-1] in ".!?" else f"{capital(words)}."
        return f"({whole}" if whole.endswith("...") else f"({whole})"
    if speech.event.job in record.jobs and words:
        return f"({capital(name_of(record, record.jobs[speech.event.job].who))}, for you.) {words}"
    return words


def teller(record: Record, speech: Speech) -> str:
    """Who said it, in mid-sentence: you, or somebody for you."""
    job = record.jobs.get(speech.event.job)
    return f"{name_of(record, job.who)}, for you," if job else "you"


def your_words(record: Record, speech: Speech) -> str:
    """What *speech* was, as the beginning of a sentence."""
    return "What you did" if speech.event.reply in record.deeds else "Your words"


def listed(parts: Sequence[str], word: str = "and") -> str:
    """Several parts of a sentence as one: 'a, b and c'."""
    return f"{', '.join(parts[:-1])} {word} {parts[-1]}" if len(parts) > 1 else "".join(parts)


def as_clause(says: str) -> str:
    """A statement of the story as the end of one of our sentences, in quotation marks."""
    return f"“{says.strip().rstrip('.')}”"


def plural(count: int, word: str) -> str:
    """'1 update', '3 updates'."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def capital(sentence: str) -> str:
    """*sentence* with a capital letter at its beginning."""
    return sentence[:1].upper() + sentence[1:]


def promise_label(record: Record, what: str) -> str:
    """What was promised, as the end of one of our sentences."""
    label = next((c.label for c in record.story.commitments if c.id == what), what)
    # What every story may promise is worded for many; most often it was promised to one.
    return "speak again" if what == NEXT_WORD and label == "speak to them again" else label


def times(count: int) -> str:
    """'once', 'twice', '3 times'."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def claimed(record: Record, claim: Claimed) -> str:
    """What *claim* says is so, as a sentence or the end of one of ours."""
    kind, _, item = claim.key.partition(":")
    if kind == "report":
        return _reported(record, claim, item)
    if kind == "deny" and item in record.facts:
        return f"that this isn't so: {as_clause(record.facts[item].says)}"
    if kind == "unknown":
        return f"that you didn't know this yet: {as_clause(claim.says.partition(': ')[2])}"
    return claim.says


def _reported(record: Record, claim: Claimed, item: str) -> str:
    finished = any(isinstance(act, acts.Report) and item in act.done for act in claim.speech.event.acts)
    if item in record.questions:
        who = name_of(record, record.questions[item].who)
        verb = "had asked" if finished else "were asking"
        return f"that you {verb} {who}: {as_clause(record.questions[item].asks)}"
    done = "had this done" if finished else "were having this done"
    return f"that you {done}: {as_clause(claim.says)}"


def event_numbers(claim: Claimed) -> tuple[int, ...]:
    """The events a claim's verdict rests on, the words first."""
    return (claim.speech.number, *claim.grounds)
