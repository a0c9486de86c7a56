"""How the marks of a debrief are read: on which step of its ladder one stands, and why its lines add up as they do.

Nothing is judged here: marks, bands and findings are the scorers'.
"""

from collections.abc import Iterator

from simulator.drill.adding import total_of
from simulator.scoring.bands import BANDS, band_of
from simulator.scoring.debrief import ScoreShown
from simulator.scoring.finding import Dimension

WORTH_A_LINE = 0.5  # points; less is rounding
HOW_TO_ADD = (
    "A score begins at 100. A line with a minus says what came off; one with a plus, how much hung on something "
    "you did well: it isn't added again. Less than half a point is rounding."
)
FULLER = "Lost to no one thing: what was there could have been fuller, or gone on longer."
TOO_MUCH = "Lost to no one thing: money far beyond what was lost makes good less, not more."
NEVER = "Lost to no one thing: nothing that counts here was said or done."
FLOOR = "The lines take off more than the 100 there were: a score doesn't fall below 0."
LIMIT = (
    "The lines take off more than was lost: one of them is a limit, and what it takes off lies partly over what the "
    "others had taken off already. Nothing is lost twice."
)
_STEPS = ("the lowest of four steps", "the second of four steps from below", "the third of four steps", "the top step")


def step_of(dimension: Dimension, points: float) -> str:
    """Where *points* stand on the ladder of *dimension*: “not yet”, the second of four steps; where the next begins."""
    ladder = BANDS[dimension][::-1]
    place = ladder.index(band_of(dimension, points))
    following = ladder[place + 1] if place + 1 < len(ladder) else None
    above = f"; “{following.name}” begins at {following.least:g}" if following else ""
    return f"“{ladder[place].name}”, {_STEPS[place]}{above}."


def what_the_lines_leave(shown: ScoreShown) -> Iterator[tuple[float, str]]:
    """Why the minus lines of *shown* don't lead from 100 to its points: points that no line takes off, and a sentence.

    The points are 0 where the lines take off too much. Nothing where they lead there, or nothing was scored.
    """
    if shown.points is None:
        return
    left = 100 + total_of(finding.effect for finding in shown.losses) - shown.points
    if left >= WORTH_A_LINE:
        yield -left, _lost_to_no_one_thing(shown)
    elif left <= -WORTH_A_LINE:
        yield 0.0, LIMIT if shown.points else FLOOR


def _lost_to_no_one_thing(shown: ScoreShown) -> str:
    if any(finding.rule == "G-waste" for finding in shown.losses):
        return TOO_MUCH
    return FULLER if shown.strengths else NEVER
