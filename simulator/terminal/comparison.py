"""The comparison in plain text: a dot on its interval for the eye, the same numbers for whoever has it read aloud.

Lines are as long as they may be and no longer: a name, its bar and its numbers stand beside each other where there is
room, else below each other. What must not live here: a figure that isn't in the answer. Names and titles are given.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from simulator.comparing.answers import (
    Comparison,
    Difficulty,
    Estimate,
    GroupAnswer,
    Month,
    PersonAnswer,
    Practice,
    Readiness,
    Verdict,
)
from simulator.comparing.quantiles import Interval
from simulator.comparing.words import (
    DAMAGED_LATER,
    HOW_TO_READ,
    ORDER,
    WHOLE_GROUP,
    WIDTH,
    attempt_words,
    change_words,
    circle_words,
    count,
    forest,
    gain_words,
    interval_words,
    lack_words,
    left_out_lines,
    marks_words,
    months_notes,
    more_than_lacked,
    nobody_words,
    none_failed_words,
    nothing_to_practise,
    of_drills,
    of_months,
    of_people,
    often_failed,
    people_notes,
    practice_is,
    rarely_failed_words,
    ready_rule,
    share_words,
    tried_words,
    untold_words,
    verdict_words,
    version_words,
)
from simulator.scoring.finding import Dimension
from simulator.scoring.phrases import capital, listed
from simulator.terminal.plain import line_width, wrapped

Names = Mapping[str, str]
IN = "  "  # how far everything below a heading stands in


def compare_lines(
    answer: Comparison,
    names: Names | None = None,
    titles: Names | None = None,
    width: int | None = None,
    notes: Sequence[str] = (),
) -> list[str]:
    """*answer* in lines of at most *width* (None: as the terminal is wide).

    *names* by pseudonym, *titles* by scenario; what isn't in them is shown as it is. *notes* are sentences on these
    drills that the answer can't know.
    """
    width = line_width() if width is None else width
    return list(_Text(answer, names or {}, titles or {}, width).lines(notes))


class _Row(Struct, frozen=True):
    """Who or what, its interval or none, and what is said of it: the numbers, then *more*."""

    name: str
    interval: Interval | None
    words: str
    more: str = ""


class _Text:
    """One answer, how people and scenarios are called, and how wide a line may be."""

    def __init__(self, answer: Comparison, names: Names, titles: Names, width: int) -> None:
        self._answer = answer
        self._names, self._titles = names, titles
        self._width = width

    def lines(self, notes: Sequence[str]) -> Iterator[str]:
        answer = self._answer
        yield from self._said(*([answer.asked] if answer.asked else []), answer.purpose, ORDER)
        yield from self._said(*left_out_lines(answer))
        if answer.left_out:
            yield from self._said(DAMAGED_LATER)
        yield from self._said(*notes)
        if answer.groups:
            yield from ("", *self._said(*HOW_TO_READ, "How all of it is worked out: docs/comparing.md."))
        yield from ("", *self._readiness())
        for group in answer.groups:
            yield from ("", *self._group(group))
        if not answer.groups:
            yield from ("", *self._said("No drill of a person is in the score book yet."))
        if answer.bots:
            yield from ("", *self._said(f"{count(answer.bots, 'run', 'runs')} of bots: in no figure."))

    # -- how it stands on the lines

    def _said(self, *sentences: str, first: str = "", indent: str = "") -> Iterator[str]:
        for sentence in sentences:
            yield from wrapped(sentence, first=first, indent=indent, width=self._width)

    def _headed(self, heading: str, lines: Iterable[str]) -> Iterator[str]:
        """*lines* below *heading*; nothing where there are none."""
        below = list(lines)
        if below:
            yield from ("", *self._said(heading), *below)

    def _table(self, rows: Sequence[_Row]) -> Iterator[str]:
        """Bars begin in one column: they are compared by eye. Who has none needn't fit into it."""
        names = max((len(row.name) for row in rows if row.interval), default=0) + 2
        drawn = max((len(row.words) for row in rows if row.interval), default=0)
        beside = len(IN) + names + WIDTH + 1 + drawn <= self._width
        for row in rows:
            if row.interval is None:
                yield from self._said(f"{row.name}: {_joined(row.words, row.more)}", first=IN, indent=IN * 2)
            else:
                yield from self._beside(row, row.interval, names) if beside else self._below(row, row.interval)

    def _beside(self, row: _Row, interval: Interval, names: int) -> Iterator[str]:
        head = f"{IN}{row.name + ':':<{names}}"
        line = f"{head}{forest(interval)} {row.words}"
        whole = _joined(line, row.more)
        if len(whole) <= self._width:
            yield whole
        else:
            yield line
            yield from self._said(row.more, first=" " * len(head), indent=" " * len(head))

    def _below(self, row: _Row, interval: Interval) -> Iterator[str]:
        inside = IN * 2
        yield from self._said(f"{row.name}:", first=IN, indent=inside)
        yield inside + forest(interval, min(WIDTH, self._width - len(inside)))
        yield from self._said(_joined(row.words, row.more), first=inside, indent=inside)

    def _person(self, person: str) -> str:
        return self._names.get(person, person)

    def _scenario(self, scenario: str) -> str:
        return self._titles.get(scenario, scenario)

    # -- readiness

    def _readiness(self) -> Iterator[str]:
        answer = self._answer
        yield "READY FOR THE FLOOR"
        yield from self._said(ready_rule(answer), first=IN, indent=IN)
        if answer.ready_share is not None:
            of_people = f"the {answer.ready_of} people who have drilled enough to tell"
            told = f"{share_words(answer.ready_share)} of {of_people} meet it."
            yield from self._said(told, first=IN, indent=IN)
        for ready in answer.readiness:
            told = f"{self._person(ready.person)}: {verdict_words(ready, answer.unseen)}{self._errors(ready)}"
            yield from self._said(told, first=IN, indent=IN * 2)

    def _errors(self, ready: Readiness) -> str:
        if ready.verdict is not Verdict.NOT_YET:
            return ""
        bad = [drill for drill in ready.drills if drill.errors]
        return f" ({'; '.join(f'{self._scenario(drill.scenario)}: {listed(drill.errors)}' for drill in bad)})"

    # -- one group

    def _group(self, group: GroupAnswer) -> Iterator[str]:
        helped = f"; {count(group.assisted, 'assisted run', 'assisted runs')} left out" if group.assisted else ""
        people = count(len(group.people), "person", "people")
        told = f"MODE {group.mode}, RUBRIC {group.rubric}: {people}, {count(group.runs, 'run', 'runs')}{helped}"
        yield from self._said(told)
        yield from self._said(*people_notes(group), first=IN, indent=IN)
        parted, people_left_in = {dimension for dimension, _ in group.circles}, of_people(group)
        for number, dimension in enumerate(Dimension):
            nobody = nobody_words(group, dimension)
            rows = [
                _estimated(self._person(one.person), one.estimates[number], dimension in parted, bool(nobody))
                for one in group.people
            ]
            attempt = attempt_words(dimension in people_left_in)
            heading = f"{capital(dimension.value)}: the mark to expect {attempt} at the average drill, 0 to 100"
            said = self._said(*([nobody] if nobody else []), first=IN, indent=IN)
            yield from self._headed(heading, [*said, *self._table(rows)])
        gains = (f"{IN}{dimension.value}: {gain_words(gain)}" for dimension, gain in group.again)
        yield from self._headed(f"{AGAIN}, in the largest circle" if parted else AGAIN, gains)
        yield from self._headed(FAILED, self._failed(group))
        yield from self._headed("What each should practise, and why", self._practice(group.people))
        for dimension in Dimension:
            attempt = attempt_words(dimension in of_drills(group))
            heading = f"How hard the drills are, {dimension.value}: what the average person gets {attempt}"
            yield from self._headed(heading, self._table(list(self._drills(group, dimension))))
        for dimension in Dimension:
            practice = practice_is(dimension in of_months(group))
            heading = f"Month by month, {dimension.value}: drills made equally hard, {practice}"
            months = [month for month in group.months if month.dimension is dimension]
            yield from self._headed(
                heading, self._table([_month(month, circle_words(group, month)) for month in months])
            )
        notes = (*change_words(group), *months_notes(group), *untold_words(group))
        yield from self._headed("Of drills and months", self._said(*notes, first=IN, indent=IN))

    def _failed(self, group: GroupAnswer) -> Iterator[str]:
        often = often_failed(group)
        for answer in often:
            everybody = ", the whole group" if answer.whole_group else ""
            missed = f"missed in {share_words(answer.share)} of drills{everybody}"
            told = f"{answer.principle} {answer.words} ({answer.dimension.value}): {missed}"
            yield from self._said(told, first=IN, indent=IN * 3)
            for rule in answer.rules:
                told = f"{rule.words}: {share_words(rule.share)}, {rule.points:.1f} points a drill [{rule.rule}]"
                yield from self._said(told, first=IN * 2, indent=IN * 3)
        whole = [WHOLE_GROUP] if any(answer.whole_group for answer in often) else []
        none = [told] if (told := none_failed_words(group)) else []
        yield from self._said(*none, *rarely_failed_words(group), *whole, first=IN, indent=IN)

    def _practice(self, people: Sequence[PersonAnswer]) -> Iterator[str]:
        yield from self._said(*more_than_lacked(people), first=IN, indent=IN)
        for person in people:
            cohort = f" ({person.cohort})" if person.cohort else ""
            told = f"{self._person(person.person)}{cohort}: {_practised(person, self._answer)}"
            yield from self._said(told, first=IN, indent=IN * 3)
            if person.practice is not None:
                for why in _why(person.practice):
                    yield from self._said(why, first=IN * 2, indent=IN * 3)

    def _drills(self, group: GroupAnswer, dimension: Dimension) -> Iterator[_Row]:
        drills = [answer for answer in group.difficulty if answer.dimension is dimension]
        for drill in drills:
            version = version_words(drill, drills)
            yield _drill(f"{self._scenario(drill.scenario)}{version}{circle_words(group, drill)}", drill)


AGAIN = "What twice as many attempts at the same drill bring, in points"
FAILED = "What the group fails: the share of drills in which it cost points, each person counted once"


def _joined(words: str, more: str) -> str:
    return f"{words}; {more}" if more else words


def _estimated(name: str, estimate: Estimate, parted: bool, said: bool) -> _Row:
    """The row of one person; *said*: it was said already why nobody has a line."""
    if not estimate.runs:
        return _Row(name, None, estimate.why)
    marks = marks_words(estimate, parted)
    if said:
        return _Row(name, None, marks)
    if estimate.expected is not None:
        return _Row(name, estimate.expected, interval_words(estimate.expected), marks)
    wide = estimate.would_be_wide
    how_wide = f"; the interval would be {wide:.0f} points wide" if wide is not None else ""
    return _Row(name, None, f"{estimate.why}{how_wide}", marks)


def _practised(person: PersonAnswer, answer: Comparison) -> str:
    if person.practice is None:
        return nothing_to_practise(person, answer)
    return f"{person.practice.dimension.value} ({lack_words(person.practice)})"


def _why(practice: Practice) -> Iterator[str]:
    for cost in practice.costs:
        lost = f"{cost.points:.1f} points a drill, in {cost.drills} of {cost.of}"
        yield f"{cost.words}: {lost} [{cost.rule}, {cost.principle}]"
    for drill in practice.drills:
        yield f"drill: {drill.title} (asks for {', '.join(drill.principles)}; {tried_words(drill.tried)})"


def _drill(name: str, drill: Difficulty) -> _Row:
    return _Row(name, drill.expected, interval_words(drill.expected), count(drill.people, "person", "people"))


def _month(month: Month, circle: str) -> _Row:
    name = f"{month.cohort or 'everybody'}, {month.month}{circle}"
    return _Row(name, month.mean, interval_words(month.mean), count(month.people, "person", "people"))
