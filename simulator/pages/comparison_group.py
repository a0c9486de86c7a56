"""One mode and rubric of a comparison as parts of its page: people, what is failed, who needs what, drills, months."""

from collections.abc import Collection, Iterator, Sequence

from simulator.comparing.answers import (
    Comparison,
    Difficulty,
    GroupAnswer,
    Month,
    PersonAnswer,
    Practice,
    PrincipleFailed,
    RuleFailed,
)
from simulator.comparing.words import (
    NO_MONTHS,
    SELDOM,
    TOO_FEW,
    attempt_words,
    change_words,
    circle_words,
    count,
    drills_notes,
    gain_words,
    lack_words,
    months_notes,
    more_than_lacked,
    none_failed_words,
    nothing_to_practise,
    of_drills,
    of_months,
    of_people,
    often_failed,
    people_notes,
    practice_is,
    rarely_failed_words,
    tried_words,
    version_words,
)
from simulator.drill.adding import total_of
from simulator.pages.comparison_charts import trend_said, trend_svg
from simulator.pages.comparison_parts import (
    Called,
    Part,
    estimated,
    plotted,
    plotted_share,
    row,
    wide_table,
)
from simulator.pages.html import Markup, items, joined, tag
from simulator.scoring.finding import Dimension
from simulator.scoring.phrases import capital

SCORES = tuple(capital(dimension.value) for dimension in Dimension)
EVERYBODY = "everybody"
NO_DRILL = "No drill of the shelf asks for it"


def group_parts(group: GroupAnswer, key: str, title: str, called: Called, answer: Comparison) -> Iterator[Part]:
    """The parts of *group*, which is one of *answer*; *key* begins their anchors and *title* their titles."""
    yield f"{key}-people", f"{title}: person by person", tuple(_people(group, key, called))
    yield f"{key}-failed", f"{title}: what the group fails", tuple(_failed(group, key))
    yield f"{key}-needs", f"{title}: who needs what, and why", tuple(_needs(group, key, called, answer))
    yield f"{key}-drills", f"{title}: how hard the drills are", tuple(_difficulty(group, key, called))
    yield f"{key}-months", f"{title}: month by month", tuple(_months(group, key))


# -- people


def _people(group: GroupAnswer, key: str, called: Called) -> Iterator[Markup]:
    yield from _noted(*people_notes(group))
    parted = {dimension for dimension, _ in group.circles}
    attempt = attempt_words(bool(of_people(group)))
    yield wide_table(
        f"{key}-people",
        f"The mark to expect {attempt} at the average drill, 0 to 100, with its 95 % interval",
        ("Person", "Runs", *SCORES),
        (_person(person, called, parted) for person in group.people),
        "There is nobody to tell of yet.",
    )


def _noted(*sentences: str) -> Iterator[Markup]:
    yield from (tag("p", sentence, class_="warn") for sentence in sentences)


def _person(person: PersonAnswer, called: Called, parted: Collection[Dimension]) -> Markup:
    helped = tag("small", f"{person.assisted} more with help") if person.assisted else ""
    runs = joined((f"{person.runs}", helped))
    who = joined((called.person(person.person), tag("small", f" {person.cohort}") if person.cohort else ""))
    return row(who, runs, *(estimated(one, one.dimension in parted) for one in person.estimates))


# -- what is failed


def _failed(group: GroupAnswer, key: str) -> Iterator[Markup]:
    often = often_failed(group)
    whole = [answer for answer in often if answer.whole_group]
    if whole:
        words = ", ".join(f"“{answer.words}”" for answer in whole)
        yield tag(
            "p",
            tag("strong", f"Surely failed in more than half of the drills: {words}. "),
            SELDOM,
        )
    yield wide_table(
        f"{key}-failed",
        "The share of drills in which it cost points, each person counted once",
        ("What", "Score", "Missed in this share of drills", "Points a drill"),
        (line for answer in often for line in _principle(answer)),
        none_failed_words(group),
    )
    yield from (tag("p", told, class_="soft") for told in rarely_failed_words(group))


def _principle(answer: PrincipleFailed) -> Iterator[Markup]:
    head = joined((capital(answer.words), f" ({answer.principle})", ", the whole group" if answer.whole_group else ""))
    score = capital(answer.dimension.value)
    yield row(head, score, plotted_share(answer.share), f"{_points(answer.rules):.1f}")
    for rule in answer.rules:
        yield _rule(rule, score)


def _points(rules: Sequence[RuleFailed]) -> float:
    return total_of(rule.points for rule in rules)


def _rule(rule: RuleFailed, score: str) -> Markup:
    head = f"{capital(rule.words)} ({rule.rule})"
    return row(head, score, plotted_share(rule.share), f"{rule.points:.1f}", kind="part")


# -- who needs what


def _needs(group: GroupAnswer, key: str, called: Called, answer: Comparison) -> Iterator[Markup]:
    yield from (tag("p", told, class_="soft") for told in more_than_lacked(group.people))
    yield wide_table(
        f"{key}-needs",
        "For each person the score furthest below its band, what it lost most points to, and drills that ask for it",
        ("Person", "What to practise", "What it lost points to", "Where"),
        (_need(person, called, answer) for person in group.people),
        "There is nobody to tell of yet.",
    )


def _need(person: PersonAnswer, called: Called, answer: Comparison) -> Markup:
    who, practice = called.person(person.person), person.practice
    if practice is None:
        return row(who, capital(nothing_to_practise(person, answer)), "", "")
    return row(who, _weakest(practice), items(_costs(practice)), items(_where(practice)) or NO_DRILL)


def _weakest(practice: Practice) -> str:
    return f"{capital(practice.dimension.value)}: {lack_words(practice)}"


def _costs(practice: Practice) -> Iterator[str]:
    for cost in practice.costs:
        lost = f"{cost.points:.1f} points a drill, in {cost.drills} of {cost.of}"
        yield f"{capital(cost.words)}: {lost} ({cost.principle})"


def _where(practice: Practice) -> Iterator[str]:
    for drill in practice.drills:
        yield f"{drill.title}, {tried_words(drill.tried)}"


# -- drills


def _difficulty(group: GroupAnswer, key: str, called: Called) -> Iterator[Markup]:
    yield from _noted(*drills_notes(group))
    drills = dict.fromkeys((answer.scenario, answer.version) for answer in group.difficulty)
    yield wide_table(
        f"{key}-drills",
        f"What the average person of this group gets {attempt_words(bool(of_drills(group)))}: lower is harder",
        ("Drill", *SCORES),
        (_drill(drill, group, called) for drill in drills),
        TOO_FEW,
    )
    if group.again:
        gains = [f"{dimension.value} {gain_words(gain)}" for dimension, gain in group.again]
        yield tag("p", f"Twice as many attempts at the same drill bring, in points: {'; '.join(gains)}.")


def _drill(drill: tuple[str, str], group: GroupAnswer, called: Called) -> Markup:
    of = {answer.dimension: answer for answer in group.difficulty if (answer.scenario, answer.version) == drill}
    title = f"{called.scenario(drill[0])}{version_words(next(iter(of.values())), group.difficulty)}"
    return row(title, *(_hard(of.get(dimension), group) for dimension in Dimension))


def _hard(answer: Difficulty | None, group: GroupAnswer) -> Markup:
    if answer is None:
        return tag("span", "Fewer than five people", class_="soft")
    return plotted(answer.expected, f"{count(answer.people, 'person', 'people')}{circle_words(group, answer)}")


# -- months


def _months(group: GroupAnswer, key: str) -> Iterator[Markup]:
    left_in = of_months(group)
    yield from _noted(*months_notes(group))
    yield from (tag("p", told) for told in change_words(group))
    courses = [course for dimension in Dimension for course in _courses(group, dimension)]
    figures = [_figure(group, months) for months in courses if len(months) > 1]
    if figures:
        yield tag("div", *figures, class_="trends")
    cells = dict.fromkeys((month.cohort, month.month, month.circle) for month in group.months)
    yield wide_table(
        f"{key}-months",
        f"The mean of each month, drills made equally hard, {practice_is(bool(left_in))}, each person once",
        ("Cohort", "Month", *SCORES),
        (_month(cell, group) for cell in cells),
        NO_MONTHS if group.months_apart else TOO_FEW,
    )


def _courses(group: GroupAnswer, dimension: Dimension) -> Iterator[list[Month]]:
    """Everybody's months, each circle by itself."""
    months = [month for month in group.months if month.dimension is dimension and not month.cohort]
    for circle in dict.fromkeys(month.circle for month in months):
        yield [month for month in months if month.circle == circle]


def _figure(group: GroupAnswer, months: Sequence[Month]) -> Markup:
    name = f"{capital(months[0].dimension.value)}, {EVERYBODY}{circle_words(group, months[0])}"
    return tag("figure", tag("figcaption", name), trend_svg(trend_said(name, months), months))


def _month(cell: tuple[str, str, int], group: GroupAnswer) -> Markup:
    of = {month.dimension: month for month in group.months if (month.cohort, month.month, month.circle) == cell}
    cohort, name, _ = cell
    circle = next((words for month in of.values() if (words := circle_words(group, month))), "")
    whole = tag("span", name, class_="whole")
    return row(f"{cohort or capital(EVERYBODY)}{circle}", whole, *(_mean(of.get(dimension)) for dimension in Dimension))


def _mean(month: Month | None) -> Markup:
    if month is None:
        return tag("span", "Not told", class_="soft")
    return plotted(month.mean, count(month.people, "person", "people"))
