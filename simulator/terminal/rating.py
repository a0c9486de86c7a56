"""A trainer rates a run in the terminal: what happened, four marks with a line each, and only then the scores.

What must not live here: who may rate what, or what a mark is worth (`training.rating`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from simulator.comparing.raters import LEAST_RUNS, Leaning
from simulator.comparing.words import interval_words
from simulator.errors import Usage
from simulator.scoring.finding import Dimension
from simulator.scoring.phrases import capital
from simulator.scoring.purpose import PURPOSE
from simulator.terminal.console import Console
from simulator.terminal.plain import plain, wrapped
from simulator.terminal.tables import columns, folded_columns
from simulator.training.rating import HIGHEST, Agreed, Beside, Mark, Override, SideBySide

STEPS = ("not at all", "a little", "half and half", "mostly", "fully")
QUESTIONS = {
    Dimension.HONESTY: "Was what they told true, and did people hear it from them?",
    Dimension.EMPATHY: "Did people notice that they were seen, and not the case?",
    Dimension.CADENCE: "Did people hear from them when they needed to, and as they had been told?",
    Dimension.GENEROSITY: "Did what was given fit what had been lost?",
}
HIDDEN = (
    "The scores are shown here once you have given your marks. Firedrill can't know what you saw elsewhere: "
    "'firedrill scores' and the debrief show them to anybody who may read this folder."
)
AGREEING = "How far trainers agree (Krippendorff's alpha; 1: always, 0: no better than dice):"
LEANING = (
    "How far a trainer stands above the others on the same runs, in points, with an interval that is wide enough for "
    "all of them looked at together:"
)


def ask_marks(console: Console, fit: Callable[[str], str]) -> tuple[bool, tuple[Mark, ...]]:
    """Ask whether they come to it unseen, then for the four marks; *fit* makes a line one that may be kept.

    Raises `InputEnded`; nothing is kept then.
    """
    console.say(*wrapped(HIDDEN), "")
    seen = _yes(console, "Have you seen its scores, or another trainer's marks? (y/n)")
    console.say(f"0 {STEPS[0]}, 1 {STEPS[1]}, 2 {STEPS[2]}, 3 {STEPS[3]}, 4 {STEPS[4]}; - where there was nothing.")
    return not seen, tuple(_mark(console, dimension, fit) for dimension in Dimension)


def _yes(console: Console, question: str) -> bool:
    while True:
        answer = console.ask(question).casefold()
        if answer in ("y", "yes", "n", "no"):
            return answer.startswith("y")
        console.say("y or n, please.")


def _mark(console: Console, dimension: Dimension, fit: Callable[[str], str]) -> Mark:
    console.say("", f"{capital(dimension.value)}. {QUESTIONS[dimension]}")
    steps = _steps(console)
    return Mark(dimension, steps, "" if steps is None else _why(console, fit))


def _steps(console: Console) -> int | None:
    while True:
        answer = console.ask(f"0 to {HIGHEST}, or -:")
        if answer == "-":
            return None
        if len(answer) == 1 and answer in "01234":
            return int(answer)
        console.say(f"A number from 0 to {HIGHEST}, or -, please.")


def _why(console: Console, fit: Callable[[str], str]) -> str:
    while True:
        try:
            line = fit(console.ask("In one line, what did you see or hear?"))
        except Usage as error:
            console.say(str(error))
            continue
        if line:
            return line
        console.say("One line, please: a mark without one can't be talked over.")


# -- what is shown afterwards


def side_by_side_lines(shown: SideBySide, names: Mapping[str, str]) -> Iterator[str]:
    """The scores of a run beside the trainers' marks, on one scale, then the lines and the overrides."""
    yield f"{plain(shown.run)}, yours beside Firedrill's, 0 to 100 (4 of your steps are 100):"
    head = ("score", "Firedrill", "you", "other trainers", "overrides")
    yield from columns(head, [_row(score) for score in shown.scores])
    for score in shown.scores:
        if score.own.why:
            yield from wrapped(score.own.why, first=f"  {score.dimension.value}, you: ", indent="    ")
        for other in score.others:
            if other.why:
                yield from wrapped(other.why, first=f"  {score.dimension.value}, another trainer: ", indent="    ")
        for one in score.overrides:
            yield from _override(one, score, names)
    if not shown.unseen:
        yield "You had seen scores or marks before, so this rating is kept and counts for no agreement."
    yield from ("", PURPOSE)


def _row(score: Beside) -> tuple[str, ...]:
    others = ", ".join(_points(mark.points) for mark in score.others) or "-"
    changed = ", ".join(f"{one.points:g}" for one in score.overrides) or "-"
    return (score.dimension.value, _points(score.automatic), _points(score.own.points), others, changed)


def _points(points: float | None) -> str:
    return "-" if points is None else f"{points:g}"


def _override(one: Override, score: Beside, names: Mapping[str, str]) -> Iterator[str]:
    who = names.get(one.rater, "") or one.rater
    first = f"  {score.dimension.value}: {plain(who)} holds {one.points:g} for right, not {_points(score.automatic)}: "
    yield from wrapped(one.reason, first=first, indent="    ")


def agreed_lines(agreed: Agreed, names: Mapping[str, str], width: int | None = None) -> Iterator[str]:
    """How far trainers agree on each score, and who rates more kindly or sternly than the others.

    In lines of at most *width*; None: as the terminal is wide.
    """
    if not agreed.ratings and not agreed.seen_before:
        yield from wrapped("No run was rated yet. 'firedrill rate RUN' rates one.", width=width)
        return
    yield from wrapped(AGREEING, width=width)
    rows = [
        (one.dimension.value, "-" if one.alpha is None else f"{one.alpha:.2f}", str(one.runs), one.words)
        for one in agreed.agreement
    ]
    yield from folded_columns(("score", "alpha", "runs rated twice or more", "what that means"), rows, (3, 1), width)
    yield ""
    yield from _leanings(agreed, names, width)
    if agreed.rated_once:
        once = f"Rated by one trainer only: {', '.join(agreed.rated_once)}"
        yield from ("", *wrapped(once, indent="  ", width=width))
    if agreed.seen_before:
        seen = f"{agreed.seen_before} given after scores or marks were seen: kept, and in none of these figures."
        yield from wrapped(seen, width=width)
    yield from ("", *wrapped(PURPOSE, width=width))


def _leanings(agreed: Agreed, names: Mapping[str, str], width: int | None) -> Iterator[str]:
    if not agreed.leanings:
        told = f"Of a trainer nothing is said before they have rated {LEAST_RUNS} runs that others rated, too."
        yield from wrapped(told, width=width)
        return
    yield from wrapped(LEANING, width=width)
    rows = [_leaning(one, names) for one in agreed.leanings]
    yield from folded_columns(("trainer", "score", "above the others", "runs", "so far"), rows, (1, 3, 1), width)


def _leaning(one: Leaning, names: Mapping[str, str]) -> Sequence[str]:
    who, beside = (names.get(rater, "") or rater for rater in (one.rater, one.beside))
    said = {
        "lenient": "rates more kindly",
        "stern": "rates more sternly",
        "apart": "the two stand apart; nobody can say which of them it is",
    }.get(one.words, "no more than chance")
    name = f"{who} beside {beside}" if one.beside else who
    return (name, one.dimension.value, interval_words(one.above), str(one.runs), said)
