"""The words of a generic move, built from its form, and how the story's words stand inside a sentence of ours.

Moves are judged by content, never by these words.
"""

import re

from simulator.drill import actions as do
from simulator.drill.clock import DAY, HOUR, clock_text
from simulator.drill.tables import Tables
from simulator.scenario.story import Fact, Story

# What somebody does while speaking stands in brackets and is a sentence: "Please. (She holds up the shoe.) His."
_STAGE_DIRECTION = re.compile(r"(\([A-Z][^()]*(?:[.!?]\)|\.\.\.$))")
_IN_MID_SENTENCE = re.compile(r"(?<=[a-z,;] )[A-Z]\w+")
SOON = 8 * HOUR  # at night "at half past one" needs no day
NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine", 10: "ten"}
_NO_NAMES = frozenset({"A", "An", "The"})


def update_words(tables: Tables, action: do.Update, at: int) -> str:
    """An update that reaches people at *at* ms, as sentences."""
    parts = [_told(tables.facts[fact], fact in action.hedged) for fact in action.facts]
    parts += [_done(tables, item) for item in action.done]
    parts += [_doing(tables, item) for item in action.doing]
    parts += [_unknown(tables, item) for item in action.unknown]
    if action.quantity and action.low is not None and action.high is not None:
        parts.append(_estimate(tables, action, at))
    if action.next_in is not None:
        parts.append(f"You'll hear from me again at {spoken_time(tables.story, at + action.next_in, at)}.")
    return " ".join(parts)


def _told(fact: Fact, hedged: bool) -> str:
    return f"What I have heard, and can't yet be sure of: {fact.says}" if hedged else fact.says


def _done(tables: Tables, item: str) -> str:
    if item in tables.jobs:
        job = tables.jobs[item]
        return job.done or f"This has been done: {job.label}."
    question = tables.questions[item]
    return question.done or f"I have asked {tables.people[question.who].name}: {question.asks}"


def _doing(tables: Tables, item: str) -> str:
    if item in tables.jobs:
        job = tables.jobs[item]
        return job.doing or f"This is being done now: {job.label}."
    return f"I am asking {tables.people[tables.questions[item].who].name}."


def _unknown(tables: Tables, item: str) -> str:
    if item in tables.quantities:
        return f"How long it will be {tables.quantities[item].label}, I don't know yet."
    return f"Whether this is so, I don't know yet: {tables.facts[item].says}"


def _estimate(tables: Tables, action: do.Update, at: int) -> str:
    low, high = action.low or 0, action.high or 0
    label = tables.quantities[action.quantity].label
    latest = spoken_time(tables.story, at + high, at)
    earliest = spoken_time(tables.story, at + low, at)
    span = f"by {latest} at the latest" if low == 0 else f"between {earliest} and {latest}"
    basis = f", because {action.basis.rstrip('.')}" if action.basis else ""
    return f"{label[:1].upper()}{label[1:]}: I expect it {span}{basis}."


def promise_words(tables: Tables, action: do.Promise, due: int, at: int) -> str:
    """A promise made at *at* ms that falls due at *due* ms, as a sentence."""
    commitment = tables.commitments[action.what]
    words = commitment.says or f"I promise you this: {commitment.label}."
    return f"{words} By {spoken_time(tables.story, due, at)}." if commitment.at is None else words


def preference_words(tables: Tables, action: do.AskPreference) -> str:
    """The question what would suit, as a sentence."""
    if not action.options:
        return "What would do you good now?"
    names = proper_names(tables.story)
    labels = [lower_first(tables.remedies[option].label, names) for option in action.options]
    return f"Which would suit you better: {', or '.join(labels)}? Or something else?"


def inform_words(tables: Tables, action: do.Inform) -> str:
    """What a colleague is told."""
    return " ".join(tables.facts[fact].says for fact in action.facts)


def spoken_time(story: Story, due: int, at: int) -> str:
    """The moment *due* as somebody would name it at *at* ms: "09:00", "09:00 tomorrow", "09:00 in three days"."""
    clock = clock_text(story, (story.starts + due) % DAY - story.starts)
    days = (story.starts + due) // DAY - (story.starts + at) // DAY
    if days == 0 or due - at <= SOON:
        return clock
    return f"{clock} tomorrow" if days == 1 else f"{clock} in {NUMBERS.get(days, str(days))} days"


# -- the story's words inside a sentence of ours


def proper_names(story: Story) -> frozenset[str]:
    """The words that keep their capital: the names of *story*'s people, and what has one in mid-sentence."""
    names = {word.strip(".,") for person in story.people for word in person.name.split() if word[:1].isupper()}
    texts = [person.role for person in story.people] + [fact.says for fact in story.facts]
    for labelled in (story.jobs, story.remedies, story.commitments):
        texts += [entry.label for entry in labelled]
    found = (word for text in texts for word in _IN_MID_SENTENCE.findall(text))
    return frozenset({*names, *found} - _NO_NAMES)


def lower_first(text: str, names: frozenset[str]) -> str:
    """*text* for use inside a sentence: with a small first letter, unless its first word is one of *names*."""
    first = re.match(r"\w+", text)
    return text if first and first[0] in names else text[:1].lower() + text[1:]


def in_quotes(words: str, marks: str = "“”") -> str:
    """What somebody said between *marks*; what they did meanwhile, in brackets, stands outside."""
    parts = [part.strip() for part in _STAGE_DIRECTION.split(words)]
    return " ".join(part if number % 2 else f"{marks[0]}{part}{marks[1]}" for number, part in enumerate(parts) if part)


def is_stage_direction(words: str) -> bool:
    """Whether nothing is said in *words*, and something done."""
    return _STAGE_DIRECTION.fullmatch(words.strip()) is not None
