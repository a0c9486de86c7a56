"""A class's debrief as lines to be read out: the same as its page, without the drawings."""

from collections.abc import Iterator

from simulator.comparing.words import share_words
from simulator.drill.wording import in_quotes
from simulator.pages.class_page import FEW
from simulator.pages.class_parts import TOO_FEW, most_parted, said
from simulator.scoring.phrases import capital, listed
from simulator.terminal.plain import plain, wrapped
from simulator.training.class_debrief import ClassDebrief, Together


def class_lines(shown: ClassDebrief) -> Iterator[str]:
    """The debrief in lines."""
    yield shown.purpose
    if not shown.scenarios:
        yield "Nobody has played it to its end yet."
    for one in shown.scenarios:
        yield from ("", f"=== {plain(one.title)}: {one.runs} {'run' if one.runs == 1 else 'runs'} ===")
        if not one.told:
            yield from wrapped(FEW)
        for title, lines in _parts(one):
            yield from ("", f"--- {title} ---", *lines)
    yield from ("", *shown.left_out) if shown.left_out else ()


def _parts(one: Together) -> Iterator[tuple[str, list[str]]]:
    yield "How it ended", [f"{ending.runs} of {one.runs}: {plain(ending.title)}" for ending in one.endings]
    yield "The same moment, side by side", list(_moments(one))
    yield "What nearly everybody failed", list(_failed(one))
    yield "The four scores", list(_scores(one))
    questions = (*one.class_questions, *one.run_questions, *one.lessons)
    yield "Questions to ask", [line for question in questions for line in wrapped(question, "- ", "  ")]
    if one.marked:
        yield (
            "Moments that were marked",
            [f"{plain(m.note) or 'Without a note'}: {listed(m.times)}." for m in one.marked],
        )
    system = [line for finding in one.system_findings for line in wrapped(finding, "- ", "  ")]
    yield "About the system, not about anybody", system or ["There are none."]


def _moments(one: Together) -> Iterator[str]:
    for moment in most_parted(one):
        yield from wrapped(in_quotes(moment.words) if moment.words else "(no words)", f"{moment.person}: ", "  ")
        for choice in moment.choices:
            yield from wrapped(said(choice), f"  {len(choice.runs)} of {moment.runs}: ", "    ")


def _failed(one: Together) -> Iterator[str]:
    if not one.told:
        yield TOO_FEW
    elif not one.nearly_all:
        yield "Nothing cost points in four of five runs or more."
    for principle in one.nearly_all:
        runs = f"{round(principle.share.value * principle.people)} of {principle.people}"
        yield f"{runs} ({share_words(principle.share)}): {principle.principle} {principle.words}"
        yield from (f"  {capital(rule.words)} ({rule.rule})" for rule in principle.rules)


def _scores(one: Together) -> Iterator[str]:
    for score in one.scores:
        name, middle = capital(score.dimension.value), score.middle
        if middle is None:
            yield f"{name}: {TOO_FEW}"
        else:
            half = f"half of the runs from {middle.low:.0f} to {middle.high:.0f}"
            yield f"{name}: {middle.value:.0f} in the middle, {half}."
