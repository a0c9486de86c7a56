"""Which words a British dictionary doesn't know. Names are passed over: what starts with a capital inside a sentence.

The word list lies with the assets (SCOWL, British spelling with -ise); see assets/LICENCES.md.
"""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from msgspec import Struct

from simulator.scenario.english import known_words

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*")
_PLACEHOLDER = re.compile(r"\{[^}]*\}")
_ENDS_SENTENCE = re.compile(r"[.!?:;\"(\[\u201c\u2013\u2014-]\s*$|^\s*$")
# Short forms of speech that dictionaries leave out: "nobody'd", "that'll", "run's".
_SPOKEN_ENDINGS = ("'d", "'ll", "'s", "'ve", "'re")


class Token(Struct, frozen=True):
    """A word of a text; *opens* is whether it stands where a capital says nothing."""

    word: str
    opens: bool


def tokens(text: str) -> Iterator[Token]:
    """The words of *text*, without what a seed puts in."""
    plain = _PLACEHOLDER.sub(" ", text).replace("\u2019", "'")
    for found in _WORD.finditer(plain):
        yield Token(found.group(), bool(_ENDS_SENTENCE.search(plain[: found.start()])))


def misspelt(texts: Iterable[str], own: Iterable[str] = ()) -> dict[str, list[int]]:
    """The words of *texts* that neither the list nor *own* knows, each with the places in *texts* it stands at.

    Names are known without their capital, too: a hasty note has none.
    """
    every = [(place, token) for place, text in enumerate(texts) for token in tokens(text)]
    names = {form for _, t in every if t.word[0].isupper() and not t.opens for form in _forms(t.word)}
    passed = {word.lower() for word in (*own, *names)}
    found: dict[str, list[int]] = {}
    for place, token in every:
        if not any(_in_list(form) or form.lower() in passed for form in _forms(token.word)):
            found.setdefault(token.word, []).append(place)
    return found


def _forms(word: str) -> Iterator[str]:
    yield word
    for ending in _SPOKEN_ENDINGS:
        if word.endswith(ending):
            yield word.removesuffix(ending)


def _in_list(word: str) -> bool:
    words = known_words()
    return word in words or word.lower() in words or word.capitalize() in words


def suggestions(word: str) -> list[str]:
    """At most three words of the list that *word* may be meant for."""
    lower = word.lower()
    near = [known for known in known_words() if known[:1] == lower[:1] and abs(len(known) - len(lower)) <= 2]
    return get_close_matches(lower, sorted(near), n=3, cutoff=0.75)
