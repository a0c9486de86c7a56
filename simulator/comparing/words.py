"""What comparing says in words, the same in the text, on the page and on the board; and a line with a dot for text.

What must not live here: a figure that isn't in the answer, and how any of it is laid out.
"""

from collections.abc import Container, Iterable, Sequence

from simulator.comparing.answers import (
    Change,
    Comparison,
    Difficulty,
    Estimate,
    GroupAnswer,
    Month,
    PersonAnswer,
    Practice,
    PrincipleFailed,
    Readiness,
    Verdict,
)
from simulator.comparing.quantiles import Interval
from simulator.drill.adding import total_of
from simulator.scoring.finding import Dimension
from simulator.scoring.phrases import capital, listed
from simulator.scoring.purpose import FEWEST_PEOPLE

WIDTH = 41  # characters from 0 to 100, so that each is two and a half points
OFTEN = 1 / 3  # what is failed less often than this is counted, and told in the JSON alone
NAMED = 3  # runs left out that are named; more are counted
DAMAGED_LATER = "A run that was damaged after it was entered is still counted: 'firedrill book verify' names it."
HOW_TO_READ = (
    "The dot is the mark to expect at a first attempt at the average drill of this group. Whether somebody had the "
    "hard drills or the easy ones, and how often they tried the same one, is taken out unless a sentence says "
    "otherwise. When they did them isn't: a mark counts the same whenever it was given.",
    "The line is the 95 % interval: of a hundred such lines, about ninety-five hold the truth. Where the lines of two "
    "people overlap a good deal, nobody knows who is better. One more drill mostly makes a line shorter; an opinion "
    "doesn't.",
    "First and latest are marks as they were given. The best one is nowhere: the best of many tries says mostly how "
    "many tries there were.",
)
TOO_FEW = "Nothing can be told here: for that it takes five people or more."
NO_MONTHS = "None of these months can be compared with another."
NOT_OFTEN = "Nothing is failed in a third of the drills or more."
SELDOM = "That is seldom the people. Look first at the response card, the authority they have, how it was taught."
WHOLE_GROUP = f"“The whole group” stands where it surely cost points in more than half of the drills. {SELDOM}"
MORE_THAN_LACKED = (
    "The points below can come to more than is missing from a mark: some faults cap a score, and then the others cost "
    "nothing more. They are taken from the marks as given, not from the mark to expect."
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


def tried_words(times: int) -> str:
    """How often somebody tried a drill already."""
    return "not tried yet" if not times else "tried once" if times == 1 else f"tried {times} times"


def lack_words(practice: Practice) -> str:
    """What lies how far below what: `the mark to expect is 62.3, “mostly” begins at 70`."""
    basis = "the mark to expect" if practice.compared else "the mean of their own marks"
    return f"{basis} is {round(practice.points, 1):g}, “{practice.band}” begins at {practice.wanted:g}"


def nothing_to_practise(person: PersonAnswer, answer: Comparison) -> str:
    """Why there is nothing that *person* should practise more than anything else; the errors in *answer* stay."""
    if not any(estimate.runs for estimate in person.estimates):
        return "nothing has been scored yet without help"
    errors = [error for ready in answer.readiness if ready.person == person.person for error in _errors(ready)]
    if errors:
        return f"no mark to expect is low, but {listed(tuple(dict.fromkeys(errors)))} (see who is ready)"
    return "nothing lies below its band; a drill not drilled before tells most"


def _errors(ready: Readiness) -> list[str]:
    return [error for drill in ready.drills for error in drill.errors]


def more_than_lacked(people: Iterable[PersonAnswer]) -> list[str]:
    """Why somebody's costs come to more than their mark lacks to 100, where those of one of *people* do."""
    over = (
        total_of(cost.points for cost in practice.costs) > 100 - practice.points
        for practice in (person.practice for person in people)
        if practice is not None
    )
    return [MORE_THAN_LACKED] if any(over) else []


def often_failed(group: GroupAnswer) -> list[PrincipleFailed]:
    """What is failed in a third of the drills or more; the rest is counted."""
    return [answer for answer in group.failed if answer.share.value >= OFTEN]


def none_failed_words(group: GroupAnswer) -> str:
    """Why there is nothing that *group* fails often, where there is none; else nothing."""
    if often_failed(group):
        return ""
    return NOT_OFTEN if group.failed else _nothing_failed(group)


def _nothing_failed(group: GroupAnswer) -> str:
    """Nobody lost anything, or there are too few to say so."""
    marked = [
        dimension
        for number, dimension in enumerate(Dimension)
        if len([person for person in group.people if person.estimates[number].runs]) >= FEWEST_PEOPLE
    ]
    if not marked:
        return TOO_FEW
    on = "" if len(marked) == len(Dimension) else f" on {listed([dimension.value for dimension in marked])}"
    rest = " Of the other scores nothing can be told: for that it takes five people or more." if on else ""
    return f"No single thing cost anybody points{on}.{rest}"


def rarely_failed_words(group: GroupAnswer) -> list[str]:
    """How much is failed less often."""
    often = len(often_failed(group))
    rare = count(len(group.failed) - often, "principle", "principles")
    more = " more" if often else ""
    return [f"{rare}{more} in fewer than a third of the drills."] if len(group.failed) > often else []


def version_words(one: Difficulty, drills: Iterable[Difficulty]) -> str:
    """` [3f2a9c1]` behind a drill of which *drills* hold another version, too; else nothing: it would tell nobody."""
    versions = {drill.version for drill in drills if drill.scenario == one.scenario}
    return f" [{one.version[:7]}]" if len(versions) > 1 else ""


def marks_words(estimate: Estimate, parted: bool = False) -> str:
    """What somebody was given, first and latest, in how many runs, and how many count; *parted*: in which circle."""
    circle = f", circle {estimate.circle}" if parted and estimate.circle else ""
    runs = count(estimate.runs, "run", "runs")
    counted = f", {estimate.counted} of them counted" if estimate.expected and estimate.counted < estimate.runs else ""
    return f"first {estimate.first:.0f}, latest {estimate.latest:.0f}, {runs}{counted}{circle}"


def nobody_words(group: GroupAnswer, dimension: Dimension) -> str:
    """Why nobody is compared on *dimension*, where it is the same for all who were scored; else nothing."""
    estimates = [one for person in group.people for one in person.estimates if one.dimension is dimension and one.runs]
    whys = {one.why.removeprefix("not comparable: ") for one in estimates}
    return (
        f"Nobody is compared here, each for the same reason: {whys.pop()}." if len(whys) == 1 and "" not in whys else ""
    )


def attempt_words(left_in: bool) -> str:
    """Of which attempt a mark to expect is."""
    return "whichever attempt it is" if left_in else "at a first attempt"


def practice_is(left_in: bool) -> str:
    """Whether what trying again brings is in a figure."""
    return "repetition left in" if left_in else "repetition taken out"


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


def counted_words(group: GroupAnswer) -> list[str]:
    """On which scores some runs count in nothing but first and latest, and how many do count."""
    alike: dict[tuple[int, int], list[str]] = {}
    for number, dimension in enumerate(Dimension):
        estimates = [person.estimates[number] for person in group.people]
        runs, counted = (
            int(total_of(many)) for many in zip(*((one.runs, one.counted) for one in estimates), strict=True)
        )
        if 0 < counted < runs:
            alike.setdefault((counted, runs), []).append(dimension.value)
    return [
        f"On {listed(scores)} {counted:,} of {runs:,} runs count. What trying a drill again brings can't be told here, "
        "so of each drill those attempts count that most people made, mostly the first. The others are in first and "
        "latest alone."
        for (counted, runs), scores in alike.items()
    ]


def supposed_words(group: GroupAnswer) -> list[str]:
    """On which scores people and drills of months that no drill joins are set beside each other all the same."""
    if not group.supposed:
        return []
    scores = listed([dimension.value for dimension in group.supposed])
    return [
        f"On {scores} some months have no drill in common, so nobody knows whether the group was as good in all "
        "of them. Here it is taken to have been. If it wasn't, people and drills of those months stand too high or too "
        "low, and no line shows it. What helps: let different people do the same drill for the first time in different "
        "months."
    ]


def people_notes(group: GroupAnswer) -> list[str]:
    """What must be known before people's lines are read."""
    return [*circles_words(group), *practice_words(of_people(group)), *counted_words(group), *supposed_words(group)]


def drills_notes(group: GroupAnswer) -> list[str]:
    """What must be known before drills' lines are read."""
    return [*practice_words(of_drills(group)), *counted_words(group), *supposed_words(group)]


def change_words(group: GroupAnswer, on: Container[Dimension] = tuple(Dimension)) -> list[str]:
    """Whether the group got better *on* these scores, a sentence for each of which it can be told."""
    return [_changed(change) for change in group.changes if change.dimension in on]


def _changed(change: Change) -> str:
    left_in = ", repetition left in" if change.practice_left_in else ""
    chance = ". That may be chance" if change.points.low <= 0 <= change.points.high else ""
    gain = f"{gain_words(change.points)} points for the same people and drills{left_in}{chance}"
    return f"{capital(change.dimension.value)} from {change.since} to {change.until}: {gain}."


def months_notes(group: GroupAnswer) -> list[str]:
    """What must be known before months' lines are read; `change_words` says what comes of them."""
    return [*practice_words(of_months(group)), *apart_words(group)]


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
    """Which months can't be compared with others, and on which scores they can all the same."""
    if not group.months_apart:
        return []
    cells = "; ".join(_apart(group, cohort, month) for cohort, month in group.months_apart)
    return [
        f"Not comparable month to month: {cells}. Better people and easier drills would look the same there. It takes "
        "three drills of a month that somebody did in another month, too, at an attempt that counts."
    ]


def _apart(group: GroupAnswer, cohort: str, month: str) -> str:
    told = [one.dimension.value for one in group.months if (one.cohort, one.month) == (cohort, month)]
    return f"{cohort or 'everybody'}, {month}" + (f" (on {listed(told)} it can be)" if told else "")


def untold_words(group: GroupAnswer) -> list[str]:
    """How much is left out because it would tell of fewer than five people."""
    drills = [count(group.untold_drills, "drill", "drills")] if group.untold_drills else []
    means = count(group.untold_months, "month's mean", "months' means") if group.untold_months else ""
    months = [f"{means}, each cohort's by itself"] if means else []
    if not drills and not months:
        return []
    left_out = listed([*drills, *months])
    return [f"Left out, for it would tell of fewer than five people: {left_out}. On some scores more may be told."]


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
