"""Somebody's own words, made safe and fit for a scenario file: as quoted YAML, as a comment, as a name.

Nothing that somebody types can end a text, begin an entry, hide a letter or leave a telephone number behind.
"""

import re
from textwrap import wrap

from simulator.scenario.asking import LONGEST_ID
from simulator.scenario.checks_judged import MAIL, PHONE, WEB
from simulator.scenario.guard import UNSEEN
from simulator.terminal.plain import plain

MOST_TYPED = 20_000  # letters of one answer that are looked at
MOST_KEPT = 1_200  # letters of one answer that stand in a comment
WIDTH = 110
_NO_ID = re.compile(r"[^a-z0-9]+")


def clean(typed: str, longest: int = MOST_KEPT) -> str:
    """*typed* as one line without anything unseen, curly brackets, or what could be somebody's number or address."""
    words = UNSEEN.sub("", plain(typed[:MOST_TYPED])).replace("{", "(").replace("}", ")")
    words = " ".join(words.split())
    for kind, instead in ((MAIL, "(an address)"), (WEB, "(a page)"), (PHONE, "(a number)")):
        words = kind.sub(instead, words)
    return shortened(words, longest)


def shortened(words: str, longest: int) -> str:
    """*words* in at most *longest* letters, cut between words where that is possible."""
    if len(words) <= longest:
        return words
    cut = words[: longest - 3]
    whole, space, _ = cut.rpartition(" ")
    return f"{whole if space and len(whole) > longest // 2 else cut}..."


def sentence(words: str) -> str:
    """*words* with a capital letter in front and a full stop behind, unless they end otherwise."""
    if not words:
        return ""
    whole = words[0].upper() + words[1:]
    return whole if whole[-1] in ".!?…\"'" else f"{whole}."


def quoted_yaml(words: str, indent: int) -> str:
    """*words* as a quoted YAML text; longer ones go on in lines that stand *indent* blanks in."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    lines = wrap(escaped, WIDTH - indent, break_long_words=False, break_on_hyphens=False)
    return '"' + ("\n" + " " * indent).join(lines) + '"'


def comment(words: str, indent: int = 0) -> str:
    """*words* as comment lines."""
    start = " " * indent + "# "
    lines = wrap(words, WIDTH - len(start), break_long_words=False, break_on_hyphens=False) or [""]
    return "\n".join(f"{start}{line}".rstrip() for line in lines)


def as_id(words: str, otherwise: str) -> str:
    """A name for a file made of *words*; *otherwise* where nothing in them could be one."""
    plain_words = _NO_ID.sub("-", words.lower()).lstrip("-0123456789")[:LONGEST_ID].strip("-")
    return plain_words or otherwise
