"""The debrief as data: what stands on its pages, already in words. Making it of a run is `retelling.py`'s work."""

from dataclasses import dataclass

from simulator.scoring.finding import Dimension


@dataclass(frozen=True, slots=True)
class StoryTold:
    """How it went, told by the customer to a friend."""

    title: str
    story: str
    teller: str
    told_to: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment worth looking at again: what happened, what it caused, what you knew, a better way.

    *number* is the event from which the run can be played again, *begins* that moment's time, *at* its end in ms.
    """

    time: str
    title: str
    went_well: bool
    asked: str  # what had been said before the words that are quoted
    asked_by: str
    said: str
    said_by: str  # empty: by the trainee
    own_words: str  # what the trainee had typed first, in practice
    caused: str
    knew: str
    better: str
    source: str  # score and principle, in words
    number: int = 0
    begins: str = ""
    at: int = 0
    person: str = ""  # whose moment it is, by id


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that earned or cost points, with its evidence."""

    good: bool
    time: str
    quote: str
    quote_by: str  # empty: by the trainee
    sentence: str
    source: str  # the principle, in words
    fix: str
    own_words: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """One of the four scores; *points* None: not scored here. Strengths come first in *marks*."""

    dimension: Dimension
    points: float | None
    own: float | None
    marks: tuple[Mark, ...]
    band: str = ""  # what the mark is called, and what it means
    note: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a folded part: an icon, a bold lead, the text, a quiet end."""

    lead: str
    text: str
    quiet: str = ""
    icon: str = ""
    good: bool | None = None


@dataclass(frozen=True, slots=True)
class Lanes:
    """One minute in four lanes: what was so, what the trainee heard, what they said and did, what people felt."""

    time: str
    world: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()
    you: tuple[str, ...] = ()
    felt: tuple[str, ...] = ()


LANES = ("World", "You heard", "You said and did", "They felt")


@dataclass(frozen=True, slots=True)
class News:
    """A message that told somebody something: *minute* since it began for them."""

    minute: float
    time: str


@dataclass(frozen=True, slots=True)
class Silence:
    """A stretch without news, in minutes since it began; *long*: longer than this kind of event allows."""

    start: float
    end: float
    long: bool


@dataclass(frozen=True, slots=True)
class CadenceLine:
    """When one person heard something, from the beginning until it was over; times in minutes."""

    person: str
    began: str
    ended: str
    span: float
    beat: float
    news: tuple[News, ...]
    silences: tuple[Silence, ...]

    @property
    def said(self) -> str:
        """The same in a sentence, for whoever can't see the drawing."""
        told = ", ".join(news.time for news in self.news) or "never"
        long = [s for s in self.silences if s.long]
        gaps = "; ".join(f"{s.end - s.start:.0f} minutes without news" for s in long) or "no silence was too long"
        return f"{self.person} had news at {told}; {gaps}."


@dataclass(frozen=True, slots=True)
class Part:
    """A part that is folded until somebody opens it: rows, or lanes, or lines that are drawn."""

    title: str
    summary: str
    rows: tuple[Row, ...] = ()
    intro: str = ""
    lanes: tuple[Lanes, ...] = ()
    cadence: tuple[CadenceLine, ...] = ()


@dataclass(frozen=True, slots=True)
class DebriefModel:
    """Everything the debrief shows, in the order in which it is read."""

    drill: str
    own_plus: str
    own_delta: str
    told: StoryTold
    moments: tuple[Moment, ...]
    scores: tuple[Score, ...]
    parts: tuple[Part, ...]
    sentence: str = ""
    earlier: tuple[tuple[str, str, str], ...] = ()  # own earlier runs: day, ending, scores
    their_side: str = "From the other side"  # what the button to the customer's side is called
