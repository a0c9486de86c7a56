"""A comparison's drawings as inline SVG: a dot on its interval, and a course of months. No ranks, no bars to race.

Each stands beside the same in words, so that whoever doesn't see it misses nothing.
"""

from collections.abc import Iterator, Sequence

from simulator.comparing.answers import Month
from simulator.comparing.quantiles import Interval
from simulator.comparing.words import interval_words
from simulator.pages.html import Markup, joined, tag, text

WIDE, HIGH, EDGE = 200, 18, 8
SCALE = (0, 50, 100)
ROOM = 70  # for the name of a month
TREND_WIDE, TREND_HIGH, LEFT, TOP, BELOW = 440, 170, 34, 12, 28

CHART_STYLE = """
svg { max-width: 100%; height: auto; display: block; font: 12px system-ui, sans-serif; }
svg text { fill: var(--soft); } svg .scale { stroke: var(--line); stroke-width: 1; }
svg .interval { stroke: var(--link); stroke-width: 2; } svg .dot { fill: var(--link); }
svg .course { fill: none; stroke: var(--link); stroke-width: 1.5; stroke-dasharray: 2 3; }
td svg { width: 100%; min-width: 7rem; }
"""


def forest_svg(interval: Interval, most: float = 100.0) -> Markup:
    """*interval* on a line from 0 to *most*; hidden from screen readers, as its words stand beside it."""

    def x(value: float) -> str:
        return _number(EDGE + (WIDE - 2 * EDGE) * value / most)

    middle = HIGH / 2
    parts = [_line(x(share / 100 * most), 2, x(share / 100 * most), HIGH - 2, "scale") for share in SCALE]
    parts.append(_line(x(0), middle, x(most), middle, "scale"))
    parts.append(_line(x(interval.low), middle, x(interval.high), middle, "interval"))
    parts += [_line(x(end), 5, x(end), HIGH - 5, "interval") for end in (interval.low, interval.high)]
    parts.append(tag("circle", cx=x(interval.value), cy=_number(middle), r="4", class_="dot"))
    return tag("svg", *parts, viewBox=f"0 0 {WIDE} {HIGH}", width=str(WIDE), aria_hidden="true", focusable="false")


def trend_svg(said: str, months: Sequence[Month]) -> Markup:
    """*months*, the first first, each a dot on its interval in its place of the calendar; *said* tells the same.

    A thin line joins months that follow each other: over those of which nothing is known it would tell something.
    """
    numbers = [_of_calendar(month.month) for month in months]
    step = (TREND_WIDE - LEFT - EDGE) / max(1, numbers[-1] - numbers[0] + 1)
    places = [LEFT + step * (number - numbers[0] + 0.5) for number in numbers]
    parts = [part for points in SCALE for part in _scale(points)]
    parts += [_course(stretch) for stretch in _stretches(numbers, places, months)]
    named: float = LEFT - ROOM
    for x, month in zip(places, months, strict=True):
        parts += _upright(_number(x), month.mean)
        if x - named >= ROOM:  # where months stand close, not each has room for its name
            named = x
            words = text(month.month)
            parts.append(tag("text", words, x=_number(x), y=str(TREND_HIGH - 8), text_anchor="middle"))
    box = f"0 0 {TREND_WIDE} {TREND_HIGH}"
    return tag("svg", joined(parts), viewBox=box, width=str(TREND_WIDE), role="img", aria_label=said)


def _of_calendar(month: str) -> int:
    year, number = month.split("-")
    return 12 * int(year) + int(number)


def _stretches(
    numbers: Sequence[int], places: Sequence[float], months: Sequence[Month]
) -> Iterator[list[tuple[float, Month]]]:
    """The dots of months that follow each other without a gap."""
    stretch: list[tuple[float, Month]] = []
    for at, (number, x, month) in enumerate(zip(numbers, places, months, strict=True)):
        if at and number != numbers[at - 1] + 1:
            yield stretch
            stretch = []
        stretch.append((x, month))
    yield stretch


def _course(stretch: Sequence[tuple[float, Month]]) -> Markup:
    points = " ".join(f"{_number(x)},{_y(month.mean.value)}" for x, month in stretch)
    return tag("polyline", points=points, class_="course")


def trend_said(name: str, months: Sequence[Month]) -> str:
    """The same in a sentence."""
    return f"{name}: " + "; ".join(f"{month.month} {interval_words(month.mean)}" for month in months) + "."


def _scale(points: float) -> tuple[Markup, Markup]:
    y = _y(points)
    line = tag("line", x1=str(LEFT), x2=str(TREND_WIDE - EDGE), y1=y, y2=y, class_="scale")
    return line, tag("text", f"{points:.0f}", x=str(LEFT - 6), y=y, dy="4", text_anchor="end")


def _upright(x: str, interval: Interval) -> tuple[Markup, Markup]:
    line = tag("line", x1=x, x2=x, y1=_y(interval.low), y2=_y(interval.high), class_="interval")
    return line, tag("circle", cx=x, cy=_y(interval.value), r="4", class_="dot")


def _y(points: float) -> str:
    return _number(TOP + (TREND_HIGH - TOP - BELOW) * (100 - points) / 100)


def _line(x1: str, y1: float, x2: str, y2: float, kind: str) -> Markup:
    return tag("line", x1=x1, y1=_number(y1), x2=x2, y2=_number(y2), class_=kind)


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
