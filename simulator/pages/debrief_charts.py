"""The debrief's drawings as inline SVG: four lanes of a timeline, a line of news for each audience, a bar a score.

Each says the same in words as its label; a table with everything stands below it on the page.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from simulator.pages.html import Markup, joined, tag, text
from simulator.scoring.ledgers import CadenceChart
from simulator.scoring.timeline import Lane, TimelineRow

WIDE = 760
LEFT, RIGHT = 165, 20  # room for the lanes' names, and behind the last minute
LANE_HIGH = 34
MINUTE = 60_000
PHASE_GAP = 60 * MINUTE  # a longer time in which nothing happens is drawn as a gap
GAP_WIDE = 3 * MINUTE  # as wide as so many minutes

CHART_STYLE = """
svg { max-width: 100%; height: auto; display: block; margin: .5rem 0; font: 13px system-ui, sans-serif; }
svg text { fill: var(--ink); } svg .soft { fill: var(--soft); }
svg .line { stroke: var(--line); stroke-width: 1.5; } svg .gap { stroke: var(--line); stroke-dasharray: 3 4; }
svg .dot { fill: var(--link); } svg .noise { fill: none; stroke: var(--soft); stroke-width: 1.5; }
svg .long { stroke: var(--warn); stroke-width: 7; } svg .warn { fill: var(--warn); font-weight: 600; }
svg .bar { fill: none; stroke: var(--line); } svg .full { fill: var(--link); } svg .own { fill: var(--ink); }
"""


def cadence_svg(chart: CadenceChart) -> Markup:
    """One audience's line: dots for news, open ones for words that told nothing, thick where it was too long."""
    span = max(chart.span, 1.0)

    def x(minute: float) -> str:
        return f"{10 + (WIDE - 20) * min(1.0, max(0.0, minute / span)):.1f}"

    parts = [_line(x(0), x(span), 28, "line")]
    for start, end in chart.long_gaps:
        parts.append(_line(x(start), x(end), 28, "long"))
        if end - start > span / 12:
            parts.append(_words(f"{end - start:.0f} min", x((start + end) / 2), 16, "warn", "middle"))
    for mark in chart.marks:
        kind = "dot" if mark.informs else "noise"
        parts.append(tag("circle", cx=x(mark.minute), cy="28", r="5.5" if mark.informs else "4", class_=kind))
    parts += [_words("0 min", x(0), 54, "soft", "start"), _words(f"{span:.0f} min", x(span), 54, "soft", "end")]
    return _svg(60, cadence_said(chart), parts)


def cadence_said(chart: CadenceChart) -> str:
    """The same in a sentence."""
    news = sum(mark.informs for mark in chart.marks)
    gaps = "; ".join(f"no full update from minute {a:.0f} to {b:.0f}" for a, b in chart.long_gaps)
    beat = f"asked for: every {chart.beat:g} min"
    return (
        f"{chart.name}: {news} of {len(chart.marks)} messages were full updates; {gaps or 'no gap too long'}; {beat}."
    )


def timeline_svg(rows: Sequence[TimelineRow]) -> Markup:
    """Four lanes along the time, a dot for everything in the table below; long quiet stretches are drawn short."""
    if not rows:
        return Markup("")
    places = _places(rows)
    whole = max(places.values()) or 1

    def x(at: int) -> str:
        return f"{LEFT + (WIDE - LEFT - RIGHT) * places[at] / whole:.1f}"

    parts: list[Markup] = []
    for number, lane in enumerate(Lane):
        y = 20 + LANE_HIGH * number
        parts.append(_words(lane.value, "0", y + 4, "", "start"))
        parts.append(_line(str(LEFT), str(WIDE - RIGHT), y, "line"))
        ats = sorted({row.at for row in rows if row.lane is lane})
        parts += [tag("circle", cx=x(at), cy=str(y), r="3.5", class_="dot") for at in ats]
    parts += _hours(rows, x, 20 + LANE_HIGH * len(Lane))
    return _svg(40 + LANE_HIGH * len(Lane), "The timeline in four lanes; the table below says the same.", parts)


def _places(rows: Sequence[TimelineRow]) -> dict[int, int]:
    """Where each moment stands: its time, with long quiet stretches cut down."""
    places: dict[int, int] = {}
    cut, last = 0, 0
    for at in sorted({row.at for row in rows}):
        if at - last > PHASE_GAP:
            cut += at - last - GAP_WIDE
        places[at] = at - cut
        last = at
    return places


def _hours(rows: Sequence[TimelineRow], x: Callable[[int], str], y: int) -> Iterator[Markup]:
    """The first and the last time, and those behind long quiet stretches."""
    times = {row.at: row.time for row in rows}
    ats = sorted(times)
    jumps = [at for before, at in pairwise(ats) if at - before > PHASE_GAP]
    taken = -100.0
    for at in (ats[0], *jumps, ats[-1]):
        place = float(x(at))
        if place - taken > 80:
            anchor = "end" if place > WIDE - 60 else "middle"
            yield _words(times[at], f"{place:.1f}", y + 8, "soft", anchor)
            taken = place


def score_svg(label: str, points: float, own: int | None) -> Markup:
    """A mark as a bar; the notch is where the trainee put themself."""
    said = f"{label}: {points:.0f} of 100" + ("" if own is None else f", own rating {own} of 4")
    wide = 320
    parts = [
        tag("rect", x="1", y="5", width=str(wide), height="12", rx="6", class_="bar"),
        tag("rect", x="1", y="5", width=f"{wide * points / 100:.1f}", height="12", rx="6", class_="full"),
    ]
    if own is not None:
        parts.append(tag("rect", x=f"{wide * own / 4 - 1:.1f}", y="1", width="4", height="20", class_="own"))
    return tag("svg", *parts, viewBox=f"0 0 {wide + 4} 22", width=str(wide + 4), role="img", aria_label=said)


def _svg(high: int, said: str, parts: Sequence[Markup]) -> Markup:
    inside = joined([tag("title", said), *parts])
    return tag("svg", inside, viewBox=f"0 0 {WIDE} {high}", width=str(WIDE), role="img", aria_label=said)


def _line(x1: str, x2: str, y: int, kind: str) -> Markup:
    return tag("line", x1=x1, x2=x2, y1=str(y), y2=str(y), class_=kind)


def _words(words: str, x: str, y: int, kind: str, anchor: str) -> Markup:
    return tag("text", text(words), x=x, y=str(y), class_=kind, text_anchor=anchor)
