"""The help as data: keys, and short answers to what people ask; searching finds both."""

from collections.abc import Sequence
from dataclasses import dataclass

KeyRows = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """A question that somebody may have, and its answer."""

    title: str
    text: str


TOPICS = (
    Topic(
        "Guided, untimed, timed, assessed",
        "Four ways to play, each with less help than the one before. Guided has hints, faces and a word on whether "
        "what you heard is so. Untimed has none of that, and the clock moves only when you act. Timed lets the clock "
        "run while somebody waits, once you have had time to read. Assessed is as timed, tells you no more than the "
        "title beforehand, and its clock can't be stopped.",
    ),
    Topic(
        "The four scores",
        "Honesty: what you told them was so, and they heard it from you. Empathy: they noticed that you saw them. "
        "Cadence: they heard from you when they needed to. Generosity: what you gave fits what they lost. They are "
        "never added up, and each mark in the debrief names the words it rests on.",
    ),
    Topic(
        "Time to read",
        "In timed and assessed drills the clock stands for as long as a text takes to read. If you need longer, "
        "settings give you up to four times as much. It never changes a score.",
    ),
    Topic(
        "Stopping in the middle",
        "Esc in a drill asks whether you want to put it aside. Every step is kept as it happens, so it goes on later "
        "where it stopped, also after a power cut. How it is played stays as it was begun.",
    ),
    Topic(
        "Who sees my runs",
        "Your practice stays on this computer, under a number; your name stands in one file of its own. Own progress "
        "shows nobody's runs but yours.",
    ),
    Topic(
        "Sounds",
        "Five short ones: somebody new speaks to you, somebody asks again, a promise falls due soon, its time has "
        "passed, the drill is over. Each is a line at the top of the window, too. Settings switch them off.",
    ),
    Topic(
        "Promises",
        "What you say you will do, and by when, counts down at the top of the drill. Saying a new time before the "
        "old one has passed is fair if you have something to say; letting it pass is not.",
    ),
    Topic(
        "What you have heard",
        "Who said it, when, and how sure they sounded. Whether it is so is yours to judge. F2 goes there.",
    ),
    Topic(
        "Seeing better",
        "Ctrl + and Ctrl - change the size of everything. Ctrl+D goes from light to dark to high contrast.",
    ),
)


@dataclass(frozen=True, slots=True)
class Found:
    """What a search leaves: keys of this screen, keys that work everywhere, topics."""

    here: KeyRows
    everywhere: KeyRows
    topics: tuple[Topic, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing is left."""
        return not (self.here or self.everywhere or self.topics)


def find_help(here: Sequence[tuple[str, str]], everywhere: KeyRows, topics: Sequence[Topic], search: str) -> Found:
    """What has every word of *search* in it; everything for an empty search."""
    words = search.casefold().split()

    def keys(rows: Sequence[tuple[str, str]]) -> KeyRows:
        return tuple(row for row in rows if _has(f"{row[0]} {row[1]}", words))

    return Found(keys(here), keys(everywhere), tuple(t for t in topics if _has(f"{t.title} {t.text}", words)))


def _has(text: str, words: Sequence[str]) -> bool:
    folded = text.casefold()
    return all(word in folded for word in words)
