"""How words that a form made sound to whoever hears them: nobody is spoken to by name as if they were somebody else.

A story tells its facts and jobs to anybody: "The courier is being sent to Rosa first." Shown as said to Rosa herself it
reads "to you". Only what can't go wrong is turned; whatever still names its listener is told in short instead of being
quoted. The record keeps the words as they were built, and no score reads what is made here.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from simulator.drill.events import Source, TraineeSpoke
from simulator.scenario.story import Person, PersonKind, Story
from simulator.scoring.phrases import called

IN_SHORT = "in short"
_TITLES = "Mr|Mrs|Ms|Mx|Dr|Miss"
_PRONOUNS = re.compile(r"\b(?:she|her|hers|herself|he|him|his|himself)\b", re.IGNORECASE)
_SUBORDINATE = re.compile(
    r"(?:Before|After|When|While|As|Once|Until|Because|If|Since|Where)\b"
)  # "Before she came, Mara"
_BEFORE_YOU = frozenset(
    "for to with beside from by about near behind asked ask told tell given give gave brought bring".split()
)
_BEFORE_SUBJECT = frozenset("that what whom which where how when whether because if why".split())
_NO_NOUN = frozenset(  # behind "Rosa's", which is her home then, or "Rosa is"
    "a an the not been got here there still already now in on at by to and or before after until for with from".split()
)
_AGREES = {
    "has": "have", "is": "are", "was": "were", "does": "do", "hasn't": "haven't", "isn't": "aren't",
    "wasn't": "weren't", "doesn't": "don't",
}  # fmt: skip
_NO_S = frozenset(
    "had hadn't will won't would wouldn't can can't could couldn't did didn't may might should must said saw told came "
    "went spoke rang gave took knew heard".split()
)
_NEXT_WORD = re.compile(r"You'll hear from me again at ([^.]+)\.")


class Addressed(Struct, frozen=True):
    """*words* as they are shown: *quoted*, or else told in short."""

    words: str
    quoted: bool = True


def as_heard(story: Story, spoke: TraineeSpoke) -> Addressed:
    """The words of *spoke* as they are shown: a reply's as its author wrote them, a form's right for its listener."""
    if spoke.source is Source.SCRIPTED:
        return Addressed(spoke.words)
    return addressed(story, spoke.to, spoke.words)


def addressed(story: Story, to: Sequence[str], words: str) -> Addressed:
    """*words* of a form as they sound to the people *to*."""
    named = [person for person in story.people if person.id in to and _is_named(person)]
    turned = _turned(story, named[0], words) if named and len(to) == 1 else words
    if any(_finds(person.name).search(turned) for person in named):
        return Addressed(_NEXT_WORD.sub(r"Next word at \1.", words), quoted=False)
    return Addressed(turned)


def _is_named(person: Person) -> bool:
    return person.kind is not PersonKind.AUDIENCE and called(person.name)[:1].isupper()


def _turned(story: Story, listener: Person, words: str) -> str:
    """*words* with each text of *story* in it turned to *listener*, where that can be done."""
    name = _finds(listener.name)
    if name.search(words):
        for text in sorted(set(_texts(story)), key=len, reverse=True):
            if text and text in words and name.search(text):
                words = words.replace(text, _in_second_person(name, text) or text)
    return words


def _texts(story: Story) -> Iterator[str]:
    yield from (fact.says for fact in story.facts)
    for job in story.jobs:
        yield from (job.done, job.doing)
    for question in story.questions:
        yield question.done
    yield from (commitment.says for commitment in story.commitments)


@cache
def _finds(name: str) -> re.Pattern[str]:
    """Finds whoever is called *name*: the whole of it, the first name, or the last one behind a title."""
    first, last = called(name), name.rpartition(" ")[2]
    ways = (re.escape(name), re.escape(first), rf"(?:{_TITLES})\.? {re.escape(last)}")
    return re.compile(rf"\b(?:{'|'.join(ways)})\b")


def _in_second_person(name: re.Pattern[str], text: str) -> str:
    """*text* said to whom *name* finds; empty where a pronoun, a verb or a word beside the name could go wrong."""
    first = name.search(text)
    if first is None or _PRONOUNS.search(text, first.start()):
        return ""
    if _PRONOUNS.search(text) and _SUBORDINATE.match(text):
        return ""
    turned, done = [], 0
    for found in name.finditer(text):
        instead, end = _instead(text, found)
        if not instead:
            return ""
        turned += [text[done : found.start()], instead]
        done = end
    return "".join((*turned, text[done:]))


def _instead(text: str, found: re.Match[str]) -> tuple[str, int]:
    """What stands in *text* instead of the name that was *found*, and where what follows goes on."""
    before, after = text[: found.start()].rstrip(), text[found.end() :]
    begins = not before or before[-1] in ".!?:"
    owns = re.match(r"['\u2019]s (?=([\w-]+))", after)
    if owns:
        your = "" if owns[1] in _NO_NOUN or owns[1].endswith("ing") else "Your " if begins else "your "
        return your, found.end() + owns.end()
    word = re.search(r"([\w'\u2019-]*)$", before)
    last = word[1].lower() if word else ""
    if re.search(r"\bkeys? to$", before):
        return "", found.end()  # to where somebody lives
    if last in _BEFORE_YOU and not after.startswith(("'", "\u2019")):
        return "you", found.end()
    verb = re.match(r" ([a-z]+(?:n't)?)\b", after)
    rest = re.split(r"[.!?]", after, maxsplit=1)[0]
    # A second verb would have to agree as well: "Lin is at the horse and looks at every cap."
    if verb is None or not (begins or last in _BEFORE_SUBJECT) or re.search(r"\b(?:and|but)\b", rest):
        return "", found.end()
    return _subject(verb[1], begins=begins), found.end() + verb.end()


def _subject(verb: str, *, begins: bool) -> str:
    """'you' with its *verb*; empty where the verb's form isn't known."""
    agrees = _AGREES.get(verb) or (verb if verb in _NO_S or verb.endswith("ed") else "")
    return f"{'You' if begins else 'you'} {agrees}" if agrees else ""
