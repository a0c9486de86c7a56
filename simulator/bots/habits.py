"""Players with a habit and no plan: random, the tell-tale ones, and the plainly bad ones.

The tell-tale bots play as random does, with the same dice, except for which scripted reply they take: what they
gain over random is what a habit can win without reading a word.
"""

import re
from collections.abc import Callable, Sequence

from simulator.bots import open_moves
from simulator.drill import dice
from simulator.drill.actions import Action, Say
from simulator.drill.session import Session
from simulator.drill.view import PersonView
from simulator.scenario import acts as a
from simulator.scenario.story import Reply, Story

TALKS = 0.75  # how often a reply is given where one is open
FORM_BESIDE_TALK = 0.12  # how often a form is filled in instead
FORM_ALONE = 0.35  # how often a form is filled in while nobody can be answered

Taste = Callable[[Reply], float]


class RandomBot:
    """Chooses among everything open by dice that are a function of (seed, how far the drill is).

    With a *taste*, the reply it values most is taken instead of a random one; everything else stays as diced.
    """

    def __init__(self, story: Story, seed: int, taste: Taste | None = None) -> None:
        self._story = story
        self._seed = seed
        self._taste = taste
        self._replies = {reply.id: reply for beat in story.beats for reply in beat.replies}

    def choose(self, session: Session) -> Action | int | None:
        """A reply, a form, or time."""
        view = session.view()
        talking = [person for person in view.people if person.replies]
        point = self._roll(view.events, view.now, "kind")
        forms = open_moves.forms(view, self._story)
        if talking and point < TALKS:
            return self._say(talking, view.events, view.now)
        if forms and point < (TALKS + FORM_BESIDE_TALK if talking else FORM_ALONE):
            return forms[int(self._roll(view.events, view.now, "form") * len(forms))]
        return None

    def _say(self, talking: Sequence[PersonView], events: int, now: int) -> Say:
        person = talking[int(self._roll(events, now, "person") * len(talking))]
        ids = [reply.id for reply in person.replies]
        if self._taste is None:
            return Say(reply=ids[int(self._roll(events, now, "reply") * len(ids))])
        return Say(reply=max(ids, key=self._value))

    def _value(self, reply: str) -> float:
        return self._taste(self._replies[reply]) if self._taste else 0.0

    def _roll(self, events: int, now: int, purpose: str) -> float:
        return dice.fraction(self._seed, f"bot {purpose}", f"{events}|{now}")


# -- what the tell-tale bots look for

_POLITE = re.compile(r"\b(please|thank|thanks|sorry|apologi[sz]e|of course|certainly|understand)\b", re.IGNORECASE)
_CLOCK = re.compile(r"\b(\d{1,2}[:.]\d{2}|half past|quarter (to|past)|\w+ o'clock|\w+ minutes?)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]+")
_SUSPECT = re.compile(r"\b(shortly|never|forms?)\b", re.IGNORECASE)


def longest(reply: Reply) -> float:
    """The longest words."""
    return len(reply.say)


def politest(reply: Reply) -> float:
    """The most words of politeness."""
    return len(_POLITE.findall(reply.say))


def clock_and_name(reply: Reply) -> float:
    """A clock time and a name, as far as there are any."""
    return bool(_CLOCK.search(reply.say)) * 2 + bool(_NAME.search(reply.say))


def most_acts(reply: Reply) -> float:
    """The line that does the most things."""
    return len(reply.acts)


def plain(reply: Reply) -> float:
    """No "shortly", no "never", no "form"."""
    return -len(_SUSPECT.findall(reply.say))


# -- plainly bad habits


class SilentBot:
    """Begins, and says nothing to anybody."""

    def choose(self, session: Session) -> Action | int | None:
        """Nothing."""
        return None


class FavouriteBot:
    """Answers whoever waits longest with the reply a *taste* values most; fills in no form."""

    def __init__(self, story: Story, taste: Taste) -> None:
        self._replies = {reply.id: reply for beat in story.beats for reply in beat.replies}
        self._taste = taste

    def choose(self, session: Session) -> Action | int | None:
        """The favourite reply, or time."""
        talking = [person for person in session.view().people if person.replies]
        if not talking:
            return None
        person = min(talking, key=lambda p: p.waiting_since if p.waiting_since is not None else session.view().now)
        return Say(reply=max((r.id for r in person.replies), key=lambda r: self._taste(self._replies[r])))


def hurry(reply: Reply) -> float:
    """Curt: the quickest to say, and best of all one that ends the matter."""
    ends = any(isinstance(act, a.Close) for act in reply.acts)
    return 60_000 * ends - reply.takes


def stock_phrases(reply: Reply) -> float:
    """Stock phrases first; else the line with the least in it."""
    canned = any(isinstance(act, a.Canned) for act in reply.acts)
    return 100 * canned - len(reply.acts)
