"""The home screen as data: drills that are suggested, the one that waits, the last runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from simulator.desktop.view_models.suggesting import Suggestion
from simulator.desktop.view_models.words import span_text
from simulator.journal.listing import RunSummary, State
from simulator.journal.records import Mode, Player, Scores
from simulator.scenario.story import Story

MODE_WORDS = {mode: mode.value for mode in Mode}
LEVELS = ("", "first steps", "easy", "middling", "hard", "very hard")
LAST_RUNS = 6


@dataclass(frozen=True, slots=True)
class ShelfLine:
    """One drill on the shelf."""

    id: str
    title: str
    about: str
    marks: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run in a list."""

    run: str
    title: str
    detail: str
    state: State


def shelf_lines(stories: Sequence[Story], chosen: Sequence[Suggestion]) -> tuple[ShelfLine, ...]:
    """The drills that are suggested, each with its reason."""
    known = {story.id: story for story in stories}
    return tuple(_shelf_line(known[one.drill], one.reason) for one in chosen if one.drill in known)


def _shelf_line(story: Story, reason: str) -> ShelfLine:
    marks = (story.industry, f"about {span_text(story.seat_time)}", LEVELS[min(story.difficulty, len(LEVELS) - 1)])
    return ShelfLine(story.id, story.title, first_sentences(story.brief), tuple(m for m in marks if m), reason)


def first_sentences(text: str, longest: int = 150) -> str:
    """The first sentences of *text* up to *longest* characters, at least one."""
    said = ""
    for sentence in text.replace("\n", " ").split(". "):
        more = f"{said}. {sentence}" if said else sentence
        if said and len(more) > longest:
            return said + "."
        said = more
    return said


def unfinished(runs: Sequence[RunSummary], titles: Mapping[str, str], person: str) -> RunLine | None:
    """The latest run of *person* that can be gone on with."""
    for run in runs:
        if run.state is State.UNFINISHED and run.player is Player.PERSON and run.person == person:
            title = titles.get(run.scenario, run.scenario)
            return RunLine(run.run, title, f"{MODE_WORDS[run.mode]}, begun {day_text(run.started)}", run.state)
    return None


def last_runs(
    runs: Sequence[RunSummary],
    titles: Mapping[str, str],
    person: str,
    endings: Mapping[str, str] | None = None,
    most: int = LAST_RUNS,
) -> tuple[RunLine, ...]:
    """The latest ended runs of *person*, with the title of the ending (*endings*, by id) and the marks."""
    own = [r for r in runs if r.state is State.ENDED and r.player is Player.PERSON and r.person == person]
    return tuple(
        RunLine(r.run, titles.get(r.scenario, r.scenario), _run_detail(r, endings or {}), r.state) for r in own[:most]
    )


def _run_detail(run: RunSummary, endings: Mapping[str, str]) -> str:
    ending = endings.get(run.outcome, "")
    told = (f"“{ending}”" if ending else "", scores_text(run.scores), f"{day_text(run.started)}")
    return "\n".join([*(line for line in told[:2] if line), f"{told[2]}, {MODE_WORDS[run.mode]}"])


def scores_text(scores: Scores) -> str:
    """The four marks in a line, each with its name; what wasn't scored is left out."""
    marks = (
        ("honesty", scores.honesty),
        ("empathy", scores.empathy),
        ("cadence", scores.cadence),
        ("generosity", scores.generosity),
    )
    return ", ".join(f"{name} {points:.0f}" for name, points in marks if points is not None)


def day_text(started: str) -> str:
    """The day and minute of a time stamp such as 2026-03-01T09:30:00Z."""
    day, _, clock = started.partition("T")
    return f"{day} {clock[:5]}" if clock else day
