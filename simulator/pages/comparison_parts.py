"""What every part of a comparison's page is made of: names, tables with captions, cells with a plot and its words."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from simulator.comparing.answers import Estimate
from simulator.comparing.quantiles import Interval
from simulator.comparing.words import interval_words, marks_words, share_words
from simulator.pages.comparison_charts import forest_svg
from simulator.pages.html import Markup, joined, tag
from simulator.scoring.phrases import capital

Part = tuple[str, str, tuple[Markup, ...]]
"""Anchor, title and what stands under it."""


class Called(Struct, frozen=True):
    """How people and scenarios are called on the page; what has no name is shown by its id."""

    names: Mapping[str, str]
    titles: Mapping[str, str]

    def person(self, person: str) -> str:
        """The name, where names are shown; else the pseudonym."""
        return self.names.get(person, person)

    def scenario(self, scenario: str) -> str:
        """The title; the id of a scenario without one."""
        return self.titles.get(scenario, scenario)


def wide_table(key: str, caption: str, head: Sequence[str], rows: Iterable[Markup], nothing: str) -> Markup:
    """A table of *rows* that scrolls by itself where it is too wide; *nothing* is said where there are no rows."""
    body = tuple(rows)
    if not body:
        return tag("p", nothing, class_="soft")
    first = tag("thead", tag("tr", *(tag("th", word, scope="col") for word in head)))
    inside = tag("table", tag("caption", tag("span", caption)), first, tag("tbody", *body))
    return tag("div", inside, class_="wide", role="region", tabindex="0", aria_labelledby=title_anchor(key))


def title_anchor(key: str) -> str:
    """What the title of the part *key* is called: its table is named by it, as captions repeat from mode to mode."""
    return f"{key}-title"


def row(head: str, *cells: str, kind: str = "") -> Markup:
    """A row that begins with what it is about."""
    return tag("tr", tag("th", head, scope="row"), *(tag("td", cell) for cell in cells), class_=kind)


def plotted(interval: Interval, *more: str) -> Markup:
    """A mark's plot above its words, and *more* in small ones."""
    return joined((forest_svg(interval), tag("span", interval_words(interval)), *_small(more)))


def plotted_share(interval: Interval) -> Markup:
    """A share's plot above its words."""
    return joined((forest_svg(interval, 1.0), tag("span", share_words(interval))))


def estimated(estimate: Estimate, parted: bool) -> Markup:
    """The cell of one person's score: plot and words, or why there is none; then first and latest, and the circle."""
    if not estimate.runs:
        return tag("span", capital(estimate.why), class_="soft")
    marks = marks_words(estimate, parted)
    if estimate.expected is not None:
        return plotted(estimate.expected, marks)
    wide = estimate.would_be_wide
    how_wide = f"; the interval would be {wide:.0f} points wide" if wide is not None else ""
    return joined((tag("span", f"{capital(estimate.why)}{how_wide}.", class_="soft"), *_small((marks,))))


def _small(words: Iterable[str]) -> tuple[Markup, ...]:
    return tuple(tag("small", said) for said in words)
