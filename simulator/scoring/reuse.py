"""Whether words were used before: trigram similarity with one's own earlier words (P03: genuine, not canned).

What must not live here: points. Only scripted and typed words are compared, never the form of a generic move.
"""

from collections.abc import Iterable
from functools import lru_cache

from simulator.drill.events import Source
from simulator.scenario import acts
from simulator.scoring.evidence import Speech
from simulator.scoring.rubric import RUBRIC, Rubric


@lru_cache(maxsize=1_024)
def trigrams(words: str) -> frozenset[str]:
    """The three-letter pieces of *words*, in lower case, everything but letters and digits as one space."""
    plain = " ".join("".join(c if c.isalnum() else " " for c in words.lower()).split())
    padded = f"  {plain} "
    return frozenset(padded[i : i + 3] for i in range(len(padded) - 2)) if plain else frozenset()


def similarity(one: str, other: str) -> float:
    """How alike two texts are: shared trigrams over all, 0 to 1. Two empty texts are not alike."""
    a, b = trigrams(one), trigrams(other)
    return len(a & b) / len(a | b) if a and b else 0.0


def reuse_counts(speeches: Iterable[Speech], deeds: frozenset[str] = frozenset(), k: Rubric = RUBRIC) -> dict[int, int]:
    """For each reused utterance to one person, by event number, the how many-eth reuse it is (1 the first).

    The very first words to somebody are exempt: a stock acknowledgement at the start is accepted practice.
    *deeds* are the replies in which nothing is said.
    """
    counts: dict[int, int] = {}
    earlier: list[frozenset[str]] = []
    for index, speech in enumerate(speeches):
        stock = any(isinstance(act, acts.Canned) for act in speech.event.acts)
        own = trigrams(speech.words) if _has_own_words(speech, deeds) else frozenset()
        if index > 0 and (stock or _alike(own, earlier, k)):
            counts[speech.number] = len(counts) + 1
        if own:
            earlier.append(own)
    return counts


def _has_own_words(speech: Speech, deeds: frozenset[str]) -> bool:
    return speech.event.source is Source.SCRIPTED and speech.event.reply not in deeds


def _alike(own: frozenset[str], earlier: list[frozenset[str]], k: Rubric) -> bool:
    size = len(own)
    return any(
        min(size, len(other)) >= k.reuse_from * max(size, len(other))  # else they can't be alike
        and len(own & other) >= k.reuse_from * len(own | other)
        for other in earlier
        if size
    )
