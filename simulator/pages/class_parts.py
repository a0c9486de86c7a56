"""The parts of a class's debrief for one scenario: endings, the same moment side by side, what was failed, questions.

What must not live here: a figure that isn't in the debrief, and anybody's name.
"""

from collections.abc import Iterator, Sequence

from simulator.comparing.answers import PrincipleFailed
from simulator.comparing.words import count, share_words
from simulator.drill.clock import length_text
from simulator.drill.wording import in_quotes
from simulator.pages.comparison_charts import forest_svg
from simulator.pages.comparison_parts import row, wide_table
from simulator.pages.html import Markup, items, joined, tag
from simulator.scoring.bands import band_of
from simulator.scoring.phrases import capital, listed
from simulator.scoring.purpose import FEWEST_PEOPLE
from simulator.training.class_debrief import Spread, Together
from simulator.training.moments import NOTHING, OWN, Choice, SameMoment

Part = tuple[str, str, tuple[Markup, ...]]
IN_FULL = 8  # moments with a part of their own; a talk has an hour
BAR_WIDE, BAR_HIGH = 120, 14
TOO_FEW = f"There were fewer than {FEWEST_PEOPLE} runs with this: of so few nothing is said together."
OF_ALL = (
    "What nearly everybody fails is seldom the people. Ask what in the drill, and in your own house, makes it hard."
)


def scenario_parts(one: Together, key: str, whose: str = "") -> Iterator[Part]:
    """Every part of *one* with its anchor, beginning with *key*, and its title; *whose* tells scenarios apart."""
    for part, title, inside in _parts(one, key):
        yield part, f"{title}{whose}", inside


def _parts(one: Together, key: str) -> Iterator[Part]:
    yield f"{key}-endings", "How it ended", tuple(_endings(one, key))
    yield f"{key}-moments", "The same moment, side by side", tuple(_moments(one, key))
    yield f"{key}-failed", "What nearly everybody failed", tuple(_failed(one, key))
    yield f"{key}-scores", "The four scores", tuple(_scores(one, key))
    yield f"{key}-questions", "Questions to ask", tuple(_questions(one))
    if one.marked:
        yield f"{key}-marked", "Moments that were marked", tuple(_marked(one))
    yield f"{key}-system", "About the system, not about anybody", (_listed(one.system_findings),)
    if rest := [moment for moment in one.moments if moment not in most_parted(one)]:
        yield f"{key}-rest", f"The other {count(len(rest), 'moment', 'moments')}", (_rest(rest, key),)


def _listed(lines: Sequence[str]) -> Markup:
    return items(lines) or tag("p", "There are none.", class_="soft")


# -- endings


def _endings(one: Together, key: str) -> Iterator[Markup]:
    rows = [
        row(
            ending.title,
            bar(ending.runs, one.runs),
            tag("div", in_quotes(ending.story) if ending.story else "", tag("small", ending.teller), class_="told"),
        )
        for ending in one.endings
    ]
    yield wide_table(f"{key}-endings", "How it ended", ("Ending", "Runs", "As it is told"), rows, "Nothing ended.")


def bar(part: int, whole: int) -> Markup:
    """`3 of 7` above a bar for the eye."""
    wide = BAR_WIDE * part / whole if whole else 0
    parts = [
        tag("rect", x="0", y="0", width=str(BAR_WIDE), height=str(BAR_HIGH), class_="whole"),
        tag("rect", x="0", y="0", width=f"{wide:.1f}", height=str(BAR_HIGH), class_="part"),
    ]
    box = f"0 0 {BAR_WIDE} {BAR_HIGH}"
    drawn = tag("svg", *parts, viewBox=box, width=str(BAR_WIDE), aria_hidden="true", focusable="false")
    return joined((tag("span", f"{part} of {whole}", class_="count"), drawn))


# -- moments


def _moments(one: Together, key: str) -> Iterator[Markup]:
    if not one.moments:
        yield tag("p", "There was no moment that two runs came to.")
        return
    yield tag(
        "p",
        "What was chosen at the first visit, in the order in which the drill came to it: the moments at which the "
        "runs parted most. How long it took is counted from the other's words to the end of one's own.",
        class_="soft",
    )
    for number, moment in enumerate(most_parted(one), 1):
        yield tag("article", *_moment(moment, f"{key[1:]}.{number}", f"{key}-m{number}"))


def most_parted(one: Together) -> tuple[SameMoment, ...]:
    """The moments with most to talk about, in the order in which the drill came to them."""
    first = sorted((m for m in one.moments if m.spread > 0), key=lambda moment: -moment.weight)[:IN_FULL]
    return tuple(moment for moment in one.moments if moment in first)


def _rest(moments: Sequence[SameMoment], key: str) -> Markup:
    """Folded, and on paper left out: nobody talks over them all."""
    rows = [_short(moment) for moment in moments]
    inside = wide_table(f"{key}-rest", "In the same order", ("Moment", "What was chosen"), rows, "")
    return tag("details", tag("summary", "Show them"), inside)


def _moment(moment: SameMoment, number: str, key: str) -> Iterator[Markup]:
    yield tag("h4", f"{number} {moment.person}, in {count(moment.runs, 'run', 'runs')}", id=f"{key}-title")
    if moment.words:
        yield tag("blockquote", in_quotes(moment.words))
    rows = [
        row(said(choice), bar(len(choice.runs), moment.runs), _numbers(choice), _waited(choice))
        for choice in moment.choices
    ]
    yield wide_table(key, "What was chosen", ("Chosen", "How many", "Runs", "After"), rows, "")


def said(choice: Choice) -> str:
    """What was chosen, by itself."""
    if choice.chosen == NOTHING:
        return "(nobody said a word)"
    if choice.chosen == OWN:
        return "(an update, a promise or an offer instead)"
    return f"({choice.says})" if choice.is_deed else in_quotes(choice.says)


def _numbers(choice: Choice) -> str:
    return ", ".join(str(number) for number in choice.runs)


def _waited(choice: Choice) -> str:
    if choice.shortest is None or choice.longest is None:
        return ""
    shortest, longest = length_text(choice.shortest), length_text(choice.longest)
    return shortest if shortest == longest else f"{shortest} to {longest}"


def _short(moment: SameMoment) -> Markup:
    chosen = [f"{len(choice.runs)} of {moment.runs}: {said(choice)}" for choice in moment.choices]
    words = tag("small", in_quotes(moment.words)) if moment.words else ""
    return row(joined((moment.person, words)), items(chosen))


# -- what was failed


def _failed(one: Together, key: str) -> Iterator[Markup]:
    if not one.told:
        yield tag("p", TOO_FEW)
        return
    rows = [part for principle in one.nearly_all for part in _principle(principle)]
    head = ("What cost points", "In how many runs", "With its 95 % interval", "Points lost in a run")
    yield wide_table(
        f"{key}-failed", "In four of five runs or more", head, rows, "Nothing cost points in so many runs."
    )
    if rows:
        yield tag("p", OF_ALL)


def _principle(one: PrincipleFailed) -> Iterator[Markup]:
    failed_in = round(one.share.value * one.people)
    head = f"{one.principle} {one.words} ({one.dimension.value})"
    yield row(head, bar(failed_in, one.people), share_words(one.share), "")
    for rule in one.rules:
        runs = f"{round(rule.share.value * rule.people)} of {rule.people}"
        yield row(
            f"{capital(rule.words)} ({rule.rule})", runs, share_words(rule.share), f"{rule.points:.1f}", kind="part"
        )


# -- scores


def _scores(one: Together, key: str) -> Iterator[Markup]:
    yield tag("p", "Each score by itself; no mark is made of the four. No run's own marks are here.", class_="soft")
    rows = [_score(spread) for spread in one.scores]
    head = ("Score", "The middle run, and the middle half of the runs", "What the middle is called", "Runs")
    yield wide_table(f"{key}-scores", "From 0 to 100", head, rows, "")


def _score(spread: Spread) -> Markup:
    name = capital(spread.dimension.value)
    if spread.middle is None:
        return row(name, tag("span", TOO_FEW, class_="soft"), "", str(spread.runs))
    middle = spread.middle
    words = f"{middle.value:.0f}; half of the runs from {middle.low:.0f} to {middle.high:.0f}"
    return row(
        name,
        joined((forest_svg(middle), tag("span", words))),
        capital(band_of(spread.dimension, middle.value).name),
        str(spread.runs),
    )


# -- to talk about


def _questions(one: Together) -> Iterator[Markup]:
    kinds = (
        ("From all runs together", one.class_questions),
        ("From single runs", one.run_questions),
        ("Of this drill", one.lessons),
    )
    for title, questions in kinds:
        if questions:
            yield tag("h4", title)
            yield tag("ol", *(tag("li", question) for question in questions))
    if not any(questions for _, questions in kinds):
        yield tag("p", "There are none.", class_="soft")


def _marked(one: Together) -> Iterator[Markup]:
    yield items(f"{marked.note or 'Without a note'}: {listed(marked.times)}." for marked in one.marked)
