"""What comparing says in words, the same in the text, on the page and on the board; and a line with a dot for text.

What must not live here: a figure that isn't in the answer, and how any of it is laid out.
"""

from collections.abc import Sequence

from simulator.comparing.answers import (
    Comparison,
    Difficulty,
    Estimate,
    GroupAnswer,
    Month,
    Practice,
    Readiness,
    Verdict,
)
from simulator.comparing.quantiles import Interval
from simulator.scoring.finding import Dimension
from simulator.scoring.phrases import listed

WIDTH = 41  # characters from 0 to 100, so that each is two and a half points
OFTEN = 1 / 3  # what is failed less often than this is counted, and told in the JSON alone
NAMED = 3  # runs left out that are named; more are counted
DAMAGED_LATER = "A run that was damaged after it was entered is still counted: 'firedrill book verify' names it."
HOW_TO_READ = (
    "The dot is the mark to expect at a first attempt at the average drill of this group. Whether somebody had the "
    "hard drills or the easy ones, and how often they tried the same one, is taken out unless a sentence says "
    "otherwise.",
    "The line is the 95 % interval: of a hundred such lines, about ninety-five hold the truth. Where the lines of two "
    "people overlap a good deal, nobody knows who is better. One more drill makes a line shorter; an opinion doesn't.",
    "First and latest are marks as they were given. The best one is nowhere: the best of many tries says mostly how "
    "many tries there were.",
)
ORDER = "People stand in the order of their pseudonyms, not of their marks."
VERDICTS = {
    Verdict.READY: "meets it",
    Verdict.NOT_YET: "not yet",
    Verdict.TOO_FEW: "too few drills to tell",
}


def count(number: int, one: str, many: str) -> str:
    """`1 run`, `4 runs`."""
    return f"{number:,} {one if number == 1 else many}"


def left_out_lines(answer: Comparison) -> list[str]:
    """How many runs aren't in the answer because their records can't be used, and which, in a line; none: nothing."""
    if not answer.left_out:
        return []
    named = ", ".join(answer.left_out[:NAMED])
    more = f" and {len(answer.left_out) - NAMED} more" if len(answer.left_out) > NAMED else ""
    runs = count(len(answer.left_out), "run", "runs")
    return [f"{runs} left out: damaged, or not to be read ({named}{more}). 'firedrill verify RUN' tells what is wrong."]


def ready_rule(answer: Comparison) -> str:
    """By which rule somebody is ready."""
    drills = count(answer.unseen, "drill", "drills")
    return (
        f"Ready is whose latest {drills}, each drilled for the first time, held no critical error. The house chose "
        "this rule; it is no measurement. Whether somebody had practised a drill before isn't known here."
    )


def verdict_words(ready: Readiness, wanted: int) -> str:
    """`meets it`, `too few drills to tell (2 of 3)`."""
    told = VERDICTS[ready.verdict]
    return f"{told} ({len(ready.drills)} of {wanted})" if ready.verdict is Verdict.TOO_FEW else told


def lack_words(practice: Practice) -> str:
    """What lies how far below what: `the mark to expect is 62.3, “mostly” begins at 70`."""
    basis = "the mark to expect" if practice.compared else "the mean of their own marks"
    return f"{basis} is {round(practice.points, 1):g}, “{practice.band}” begins at {practice.wanted:g}"


def marks_words(estimate: Estimate, parted: bool = False) -> str:
    """What somebody was given, first and latest, and how often; *parted*: in which circle they stand, too."""
    circle = f", circle {estimate.circle}" if parted and estimate.circle else ""
    runs = count(estimate.runs, "run", "runs")
    return f"first {estimate.first:.0f}, latest {estimate.latest:.0f}, {runs}{circle}"


def attempt_words(left_in: bool) -> str:
    """Of which attempt a mark to expect is."""
    return "whichever attempt it is" if left_in else "at a first attempt"


def practice_is(left_in: bool) -> str:
    """Whether what practice brings is in a figure."""
    return "practice left in" if left_in else "practice taken out"


def circles_words(group: GroupAnswer) -> list[str]:
    """On which scores people can't all be compared, because some share no drill with the others."""
    parted: dict[int, list[str]] = {}
    for dimension, circles in group.circles:
        parted.setdefault(circles, []).append(dimension.value)
    return [
        f"On {listed(scores)} people fall into {circles} circles that share no drill with each other: nobody can be "
        "compared across them. Let them do drills that the others have done."
        for circles, scores in parted.items()
    ]


def circle_words(group: GroupAnswer, one: Difficulty | Month) -> str:
    """`, circle 2` behind what is told of a drill or a month, where there is more than one circle; else nothing."""
    return f", circle {one.circle}" if one.dimension in dict(group.circles) else ""


def practice_words(dimensions: Sequence[Dimension]) -> list[str]:
    """On which scores later attempts are as good or bad as they were, because nobody can tell what practice brought."""
    if not dimensions:
        return []
    scores = listed([dimension.value for dimension in dimensions])
    return [f"On {scores} it can't be told what trying a drill again brings, so that is still in these figures."]


def of_people(group: GroupAnswer) -> list[Dimension]:
    """The scores on which somebody's mark to expect has practice left in."""
    told = {one.dimension for person in group.people for one in person.estimates if one.practice_left_in}
    return [dimension for dimension in Dimension if dimension in told]


def of_drills(group: GroupAnswer) -> list[Dimension]:
    """The scores on which a drill's line has practice left in."""
    told = {drill.dimension for drill in group.difficulty if drill.practice_left_in}
    return [dimension for dimension in Dimension if dimension in told]


def of_months(group: GroupAnswer) -> list[Dimension]:
    """The scores on which a month's mean has practice left in."""
    told = {month.dimension for month in group.months if month.practice_left_in}
    return [dimension for dimension in Dimension if dimension in told]


def apart_words(group: GroupAnswer) -> list[str]:
    """Which months can't be compared with others."""
    if not group.months_apart:
        return []
    cells = "; ".join(f"{cohort or 'everybody'}, {month}" for cohort, month in group.months_apart)
    return [f"Not comparable month to month, for too few of their drills were done in other months: {cells}."]


def untold_words(group: GroupAnswer) -> list[str]:
    """How much is left out because it would tell of fewer than five people."""
    drills = [count(group.untold_drills, "drill", "drills")] if group.untold_drills else []
    months = [count(group.untold_months, "month", "months")] if group.untold_months else []
    left_out = listed([*drills, *months])
    return [f"Left out, for it would tell of fewer than five people: {left_out}."] if left_out else []


def forest(interval: Interval, wide: int = WIDTH) -> str:
    """*interval* on a line from 0 to 100 of *wide* characters: `·····├──●───┤·······`."""
    low, dot, high = (_place(x, wide) for x in (interval.low, interval.value, interval.high))
    marks = ["─" if low <= i <= high else "·" for i in range(wide)]
    marks[low], marks[high] = "├", "┤"
    marks[dot] = "●"
    return "".join(marks)


def _place(points: float, wide: int) -> int:
    return round(min(100.0, max(0.0, points)) / 100 * (wide - 1))


def interval_words(interval: Interval) -> str:
    """*interval* in numbers: `72 (64 to 80)`."""
    return f"{interval.value:.0f} ({interval.low:.0f} to {interval.high:.0f})"


def share_words(interval: Interval) -> str:
    """A share in numbers: `72 % (64 to 80 %)`."""
    low, high = 100 * interval.low, 100 * interval.high
    return f"{100 * interval.value:.0f} % ({low:.0f} to {high:.0f} %)"


def gain_words(gain: Interval) -> str:
    """A difference in points with its sign: `+3.1 (-0.4 to +6.6)`."""
    value, low, high = (f"{round(x, 1) + 0.0:+.1f}" for x in (gain.value, gain.low, gain.high))
    return f"{value} ({low} to {high})"
