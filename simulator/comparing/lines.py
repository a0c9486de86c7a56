"""The comparison as lines of text: a dot on its interval for the eye, the same numbers for whoever has it read aloud.

What must not live here: a figure that isn't in the answer. Names and titles come as arguments.
"""

from collections.abc import Iterator, Mapping, Sequence

from simulator.comparing.answers import (
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
from simulator.scoring.finding import Dimension

WIDTH = 41  # characters from 0 to 100, so that each is two and a half points
OFTEN = 1 / 3  # what is failed less often than this is in the answer and not in the text

NAMED = 3  # runs left out that are named; more are counted
DAMAGED_LATER = "A run that was damaged after it was entered is still counted: 'firedrill book verify' names it."

Names = Mapping[str, str]


def compare_lines(answer: Comparison, names: Names | None = None, titles: Names | None = None) -> list[str]:
    """*answer* in lines. *names* by pseudonym, *titles* by scenario; what isn't in them is shown as it is."""
    told = _Told(names or {}, titles or {})
    lines = [answer.purpose, "People stand in the order of their pseudonyms, not of their marks."]
    lines += [*left_out_lines(answer), *([DAMAGED_LATER] if answer.left_out else []), ""]
    lines += _readiness(answer, told)
    for group in answer.groups:
        lines += ["", *_group(group, told)]
    if not answer.groups:
        lines += ["", "No drill of a person is in the score book yet."]
    if answer.bots:
        lines += ["", f"{_count(answer.bots, 'run', 'runs')} of bots: counted here, and in nothing above."]
    return lines


def left_out_lines(answer: Comparison) -> list[str]:
    """How many runs aren't in the answer because their records can't be used, and which, in a line; none: nothing."""
    if not answer.left_out:
        return []
    named = ", ".join(answer.left_out[:NAMED])
    more = f" and {len(answer.left_out) - NAMED} more" if len(answer.left_out) > NAMED else ""
    runs = _count(len(answer.left_out), "run", "runs")
    return [f"{runs} left out: damaged, or not to be read ({named}{more}). 'firedrill verify RUN' tells what is wrong."]


def forest(interval: Interval) -> str:
    """*interval* on a line from 0 to 100: `·····├──●───┤·······`."""
    low, dot, high = (_place(x) for x in (interval.low, interval.value, interval.high))
    marks = ["─" if low <= i <= high else "·" for i in range(WIDTH)]
    marks[low], marks[high] = "├", "┤"
    marks[dot] = "●"
    return "".join(marks)


def interval_words(interval: Interval) -> str:
    """*interval* in numbers: `72 (64 to 80)`."""
    return f"{interval.value:.0f} ({interval.low:.0f} to {interval.high:.0f})"


def share_words(interval: Interval) -> str:
    """A share in numbers: `72 % (64 to 80 %)`."""
    low, high = 100 * interval.low, 100 * interval.high
    return f"{100 * interval.value:.0f} % ({low:.0f} to {high:.0f} %)"


class _Told:
    """How people and scenarios are called."""

    def __init__(self, names: Names, titles: Names) -> None:
        self._names, self._titles = names, titles

    def person(self, person: str) -> str:
        return self._names.get(person, person)

    def scenario(self, scenario: str, version: str = "") -> str:
        title = self._titles.get(scenario, scenario)
        return f"{title} [{version[:7]}]" if version else title


def _place(points: float) -> int:
    return round(min(100.0, max(0.0, points)) / 100 * (WIDTH - 1))


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


# -- readiness

_VERDICTS = {
    Verdict.READY: "meets it",
    Verdict.NOT_YET: "not yet",
    Verdict.TOO_FEW: "too few unseen drills to tell",
}


def _readiness(answer: Comparison, told: _Told) -> Iterator[str]:
    unseen = _count(answer.unseen, "drill", "drills")
    yield f"READY FOR THE FLOOR: no critical error in the last {unseen} not seen before"
    if answer.ready_share is not None:
        yield f"  {share_words(answer.ready_share)} of {answer.ready_of} people who have drilled enough to tell."
    for ready in answer.readiness:
        yield f"  {told.person(ready.person)}: {_VERDICTS[ready.verdict]}{_looked(ready, told, answer.unseen)}"


def _looked(ready: Readiness, told: _Told, wanted: int) -> str:
    if ready.verdict is Verdict.TOO_FEW:
        return f" ({len(ready.drills)} of {wanted})"
    errors = [f"{told.scenario(drill.scenario)}: {', '.join(drill.errors)}" for drill in ready.drills if drill.errors]
    return f" ({'; '.join(errors)})" if errors else ""


# -- one group


def _group(group: GroupAnswer, told: _Told) -> Iterator[str]:
    assisted = f"; {_count(group.assisted, 'assisted run', 'assisted runs')} left out" if group.assisted else ""
    people = _count(len(group.people), "person", "people")
    yield f"MODE {group.mode}, RUBRIC {group.rubric}: {people}, {_count(group.runs, 'run', 'runs')}{assisted}"
    for number, dimension in enumerate(Dimension):
        yield ""
        yield f"{dimension.value.capitalize()}: the mark to expect at a first attempt at the average drill, 0 to 100"
        yield from _aligned(
            [(told.person(person.person), _estimate(person.estimates[number])) for person in group.people]
        )
    yield from _again(group)
    yield from _failed(group.failed)
    yield from _practice(group.people, told)
    yield from _difficulty(group.difficulty, told)
    yield from _months(group.months)
    if group.untold:
        yield f"  ({_count(group.untold, 'drill or month', 'drills or months')} left out: fewer than five people.)"


def _aligned(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Lines of a name and what is told of it, all of which begins in one column: bars are compared by eye."""
    width = max((len(name) for name, _ in rows), default=0) + 1
    for name, what in rows:
        yield f"  {name + ':':<{width}} {what}"


def _estimate(estimate: Estimate) -> str:
    if not estimate.runs:
        return estimate.why
    marks = f"first {estimate.first:.0f}, latest {estimate.latest:.0f}, {_count(estimate.runs, 'run', 'runs')}"
    if estimate.expected is not None:
        return f"{forest(estimate.expected)} {interval_words(estimate.expected)}; {marks}"
    wide = estimate.would_be_wide
    how_wide = f"; the interval would be {wide:.0f} points wide" if wide is not None else ""
    return f"{estimate.why}{how_wide}; {marks}"


def _again(group: GroupAnswer) -> Iterator[str]:
    if group.again:
        yield ""
        yield "What twice as many attempts at the same drill bring, in points (already taken out above)"
    for dimension, gain in group.again:
        yield f"  {dimension.value}: {gain.value:+.1f} ({gain.low:+.1f} to {gain.high:+.1f})"


def _failed(failed: Sequence[PrincipleFailed]) -> Iterator[str]:
    often = [answer for answer in failed if answer.share.value >= OFTEN]
    if often:
        yield ""
        yield "What the group fails: the share of drills in which it cost points, each person counted once"
    for answer in often:
        everybody = ", the whole group" if answer.whole_group else ""
        yield f"  {answer.principle} {answer.words} ({answer.dimension.value}): {share_words(answer.share)}{everybody}"
        for rule in answer.rules:
            yield f"    {rule.words}: {share_words(rule.share)}, {rule.points:.1f} points a drill [{rule.rule}]"


def _practice(people: Sequence[PersonAnswer], told: _Told) -> Iterator[str]:
    if people:
        yield ""
        yield "What each should practise, and why"
    for person in people:
        yield f"  {told.person(person.person)}: {_practised(person)}"
        if person.practice is not None:
            yield from _why(person.practice)


def _practised(person: PersonAnswer) -> str:
    practice = person.practice
    if not any(estimate.runs for estimate in person.estimates):
        return "nothing has been scored yet without help"
    if practice is None:
        return "nothing lies below its band; a drill not seen before tells most"
    basis = "the mark to expect" if practice.compared else "the mean of their own marks"
    lack = f"{basis} is {practice.points:.0f}, “{practice.band}” begins at {practice.wanted:.0f}"
    return f"{practice.dimension.value} ({lack})"


def _why(practice: Practice) -> Iterator[str]:
    for cost in practice.costs:
        lost = f"{cost.points:.1f} points a drill, in {cost.drills} of {cost.of}"
        yield f"    {cost.words}: {lost} [{cost.rule}, {cost.principle}]"
    for drill in practice.drills:
        before = f"tried {_count(drill.tried, 'time', 'times')}" if drill.tried else "not tried yet"
        yield f"    drill: {drill.title} (asks for {', '.join(drill.principles)}; {before})"


def _difficulty(difficulty: Sequence[Difficulty], told: _Told) -> Iterator[str]:
    for dimension in Dimension:
        answers = [answer for answer in difficulty if answer.dimension is dimension]
        if answers:
            yield ""
            yield f"How hard the drills are, {dimension.value}: what the average person gets at a first attempt"
        yield from _aligned(
            [(told.scenario(one.scenario, one.version), _drawn(one.expected, one.people)) for one in answers]
        )


def _months(months: Sequence[Month]) -> Iterator[str]:
    for dimension in Dimension:
        answers = [answer for answer in months if answer.dimension is dimension]
        if answers:
            yield ""
            yield f"Month by month, {dimension.value}: drills made equally hard, practice at the same drill taken out"
        yield from _aligned(
            [(f"{one.cohort or 'everybody'}, {one.month}", _drawn(one.mean, one.people)) for one in answers]
        )


def _drawn(interval: Interval, people: int) -> str:
    return f"{forest(interval)} {interval_words(interval)}; {_count(people, 'person', 'people')}"
