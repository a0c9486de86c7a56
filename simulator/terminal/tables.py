"""Lists of runs, scenarios and results as aligned columns of plain text: readable by eye, by ear and by `cut`.

No colour and no ruled lines: a screen reader would read them out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from simulator.drill.clock import length_text
from simulator.journal.listing import RunSummary, State
from simulator.journal.records import Player, Scores
from simulator.scoring.purpose import PURPOSE
from simulator.terminal.plain import line_width, plain, wrapped

if TYPE_CHECKING:  # lists of runs must be there at once, without loading scorers and readers
    from simulator.journal.rescoring import Rescored
    from simulator.journal.results import Result
    from simulator.terminal.shelf import ShelfEntry

_STATES = {State.NOT_BEGUN: "not begun", State.UNFINISHED: "not ended", State.DAMAGED: "damaged", State.NEWER: "newer"}
BELOW = "  "  # how far columns stand in that stand below others
RUN_PARTS = (1, 2, 4, 1)  # the run; who, and in which mode; the four scores; how it went
WHY_WORDS = {
    "completed": "it came to its end",
    "time_ran_out": "the time ran out",
    "walked_away": "you walked away",
    "ended_by_trainer": "the trainer ended it",
}


def columns(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Give *head* and *rows* as lines, each column as wide as its widest word."""
    words = [[plain(word) for word in row] for row in (head, *rows)]
    widths = [max(len(row[column]) for row in words) for column in range(len(head))]
    for row in words:
        yield "  ".join(word.ljust(width) for word, width in zip(row, widths, strict=True)).rstrip()


def folded_columns(
    head: Sequence[str], rows: Sequence[Sequence[str]], parts: Sequence[int] = (), width: int | None = None
) -> Iterator[str]:
    """Give *head* and *rows* as columns in lines of at most *width* (None: as the terminal is wide).

    Columns that don't fit beside the first ones stand in lines below them, further in, each behind its own head; the
    last one is words, which need none. *parts* says how many columns belong together, from the left: they are parted
    only where they don't fit into one line.
    """
    width = line_width() if width is None else width
    heads, *words = ([plain(word) for word in row] for row in (head, *rows))
    below = [_with_heads(heads, row) for row in words]
    widths, widths_below = _widths([heads, *words]), _widths(below)
    first, *others = _folded(widths, widths_below, parts or (1,) * len(head), width)
    yield from _laid(heads, first, widths, "", width)
    for row, with_heads in zip(words, below, strict=True):
        yield from _laid(row, first, widths, "", width)
        for line in others:
            yield from _laid(with_heads, line, widths_below, BELOW, width)


def _with_heads(heads: Sequence[str], row: Sequence[str]) -> list[str]:
    *pairs, (_, last) = zip(heads, row, strict=True)
    return [*(f"{head} {word}" if word else "" for head, word in pairs), last]


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    return [max(map(len, column)) for column in zip(*rows, strict=True)]


def _folded(widths: Sequence[int], below: Sequence[int], parts: Sequence[int], width: int) -> list[list[int]]:
    """Which columns stand in which line: in the first as wide as *widths*, in others as *below*."""

    def fits(line: Sequence[int]) -> bool:
        indent, wide = (BELOW, below) if line[0] else ("", widths)
        return len(indent) + len("  ".join("-" * wide[column] for column in line)) <= width

    lines: list[list[int]] = [[]]
    first = 0
    for many in parts:
        part = list(range(first, first + many))
        for some in [part] if fits(part) else [[column] for column in part]:
            if lines[-1] and not fits([*lines[-1], *some]):
                lines.append([])
            lines[-1] += some
        first += many
    return lines


def _laid(row: Sequence[str], line: Sequence[int], widths: Sequence[int], indent: str, width: int) -> Iterator[str]:
    """The columns of *line*: a word alone in it is wrapped, for it may be longer; nothing where there is no word."""
    if len(line) == 1 and row[line[0]]:
        yield from wrapped(row[line[0]], first=indent, indent=BELOW * 2, width=width)
    elif any(row[column] for column in line):
        yield (indent + "  ".join(row[column].ljust(widths[column]) for column in line)).rstrip()


def run_lines(
    runs: Sequence[RunSummary], names: Mapping[str, str], left_out: int = 0, width: int | None = None
) -> Iterator[str]:
    """The runs with their four scores, in lines of at most *width* (None: as the terminal is wide).

    *names* are those of the people file, *left_out* are practice of others.
    """
    if not runs and not left_out:
        yield from wrapped("No drill was played yet. 'firedrill scenarios' lists what there is to play.", width=width)
        return
    if runs:
        head = ("run", "who", "mode", "honesty", "empathy", "cadence", "generosity", "how it went")
        yield from folded_columns(head, [_run_row(run, names) for run in runs], RUN_PARTS, width)
        yield from ("", *wrapped(PURPOSE, width=width))
    if left_out:
        yield from wrapped(left_out_words(left_out), width=width)


def left_out_words(practice: int) -> str:
    """Why so many runs, practice of others, aren't in a list."""
    told = f"{practice} practice runs of others aren't" if practice > 1 else "1 practice run of somebody else isn't"
    return f"{told} shown: practice is nobody's but the trainee's."


def _run_row(run: RunSummary, names: Mapping[str, str]) -> tuple[str, ...]:
    who = f"bot {run.bot}" if run.player is Player.BOT else names.get(run.person, "") or run.person
    mode = "-" if run.state in (State.DAMAGED, State.NEWER) else run.mode.value
    went = _STATES.get(run.state, run.outcome)
    return (run.run, who, mode, *score_words(run.scores), went)


def score_words(scores: Scores) -> tuple[str, str, str, str]:
    """The four scores as words, a dash where there is none."""
    four = (scores.honesty, scores.empathy, scores.cadence, scores.generosity)
    first, second, third, fourth = ("-" if score is None else f"{score:g}" for score in four)
    return first, second, third, fourth


def scenario_lines(entries: Sequence[ShelfEntry]) -> Iterator[str]:
    """The scenarios, one a line; what can't be played says so."""
    if not entries:
        yield "The shelf is empty."
        return
    head = ("id", "title", "level", "takes", "industry")
    yield from columns(head, [_scenario_row(entry) for entry in entries])


def _scenario_row(entry: ShelfEntry) -> tuple[str, ...]:
    if entry.problem:
        return (entry.id, "can't be played: 'firedrill check' says why", "-", "-", "-")
    return (entry.id, entry.title, str(entry.difficulty), length_text(entry.seat_time), entry.industry)


def result_lines(result: Result) -> Iterator[str]:
    """A result in a few lines."""
    four = score_words(result.scores)
    why = WHY_WORDS.get(result.why, "it was stopped")
    yield f"{plain(result.scenario)}, seed {result.seed}: ended with '{plain(result.outcome)}' ({why})."
    yield "Honesty {}, empathy {}, cadence {}, generosity {}.".format(*four)
    met = [condition.label for condition in result.conditions if condition.met]
    yield f"Met for the customer: {', '.join(met) or 'nothing yet'}."
    yield f"Recorded as {result.run}."
    yield PURPOSE


def rescored_lines(rescored: Rescored) -> Iterator[str]:
    """What scoring a run anew came to."""
    if not rescored.kept:
        yield f"{rescored.run} was scored by rubric {rescored.rubric} already, and comes out the same."
        return
    head = ("rubric", "honesty", "empathy", "cadence", "generosity")
    rows = [(rescored.rubric, *score_words(rescored.scores))]
    if rescored.rubric_before:
        rows.insert(0, (rescored.rubric_before, *score_words(rescored.before)))
    yield from columns(head, rows)
    yield f"Kept behind the record of {rescored.run}; what it was told before stays in it."
    yield PURPOSE
