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
    """A moment worth looking at again: what happened, what it caused, what you knew, a better way."""

    time: str
    title: str
    went_well: bool
    said: str
    said_by: str  # empty: by the trainee
    caused: str
    knew: str
    better: str
    source: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that earned or cost points, with its evidence."""

    good: bool
    time: str
    quote: str
    quote_by: str  # empty: by the trainee
    sentence: str
    source: str  # rule and principle
    fix: str


@dataclass(frozen=True, slots=True)
class Score:
    """One of the four scores; *points* None: not scored here. Strengths come first in *marks*."""

    dimension: Dimension
    points: float | None
    own: float | None
    marks: tuple[Mark, ...]
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
class Part:
    """A part that is folded until somebody opens it."""

    title: str
    summary: str
    rows: tuple[Row, ...]
    intro: str = ""


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
