"""Three drills for now, each with its reason from this person's own runs; and the next rung of the ladder.

Pure: what was played comes in, words go out. Nothing is forced; a reason says only what the runs show.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from simulator.desktop.view_models.demands import asked_most, weakest
from simulator.desktop.view_models.words import times_text
from simulator.journal.listing import RunSummary
from simulator.journal.records import Mode
from simulator.scenario.story import Story

MOST = 3
GOOD = 60.0  # from there on every mark of a run is at least what most do
# How many good runs on a rung before the next one is suggested.
RUNS_NEEDED = {Mode.GUIDED: 1, Mode.UNTIMED: 2, Mode.TIMED: 3}
LADDER = tuple(Mode)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A drill and why it is suggested."""

    drill: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rung:
    """How the next drill is best played, and why; *why* is empty while there is nothing to say."""

    mode: Mode
    why: str = ""


def suggestions(stories: Sequence[Story], ended: Sequence[RunSummary]) -> tuple[Suggestion, ...]:
    """At most three drills, each once, the best reason first; *ended* are own runs, the newest first."""
    chosen: dict[str, Suggestion] = {}
    kinds = _kinds(stories, ended)
    rest = [_unseen(stories, ended), _again(stories, ended)] if ended else []
    # One idea of each kind comes first, then the rest of each: three suggestions have three reasons where they can.
    for ideas in kinds:
        fresh = next((idea for idea in ideas if idea.drill not in chosen), None)
        if fresh:
            chosen[fresh.drill] = fresh
    for idea in (idea for ideas in (*kinds, *rest) for idea in ideas):
        chosen.setdefault(idea.drill, idea)
    return tuple(chosen.values())[:MOST]


def _kinds(stories: Sequence[Story], ended: Sequence[RunSummary]) -> list[list[Suggestion]]:
    """Ideas by their kind of reason, without what was played last: that comes again only where there is little else."""
    if not ended:
        return [list(_first_steps(stories))]
    others = [story for story in stories if story.id != ended[0].scenario]
    return [list(_by_weakness(others, stories, ended)), list(_new(others, ended)), list(_unseen(others, ended))]


def _first_steps(stories: Sequence[Story]) -> Iterator[Suggestion]:
    for number, story in enumerate(_easiest_first(stories)):
        yield Suggestion(story.id, "New to you" if number else "A good one to begin with: the easiest on the shelf")


def _easiest_first(stories: Sequence[Story]) -> list[Story]:
    return sorted(stories, key=lambda story: (story.difficulty, story.seat_time, story.title))


def _by_weakness(among: Sequence[Story], shelf: Sequence[Story], ended: Sequence[RunSummary]) -> Iterator[Suggestion]:
    weak = weakest(ended)
    if weak is None:
        return
    dimension, mean, count = weak
    asked = asked_most(shelf)
    over = "in your last run" if count == 1 else f"over your last {count} runs"
    reason = f"Your weakest mark is {dimension.value} ({mean:.0f} {over}); this drill asks most for it"
    plays = _plays(ended)
    for story in sorted(_easiest_first(among), key=lambda story: plays.get(story.id, 0)):
        if asked.get(story.id) is dimension:
            yield Suggestion(story.id, reason)


def _new(stories: Sequence[Story], ended: Sequence[RunSummary]) -> Iterator[Suggestion]:
    plays = _plays(ended)
    return (Suggestion(story.id, "New to you") for story in _easiest_first(stories) if story.id not in plays)


def _unseen(stories: Sequence[Story], ended: Sequence[RunSummary]) -> Iterator[Suggestion]:
    """Drills with most endings left, by how many of them were seen."""
    seen = {story.id: endings_seen(story, ended) for story in stories}
    plays = _plays(ended)
    for story in sorted(stories, key=lambda story: len(seen[story.id]) - len(story.endings)):
        found, there = len(seen[story.id]), len(story.endings)
        if story.id in plays and found < there:
            yield Suggestion(story.id, f"You have seen {found} of its {there} endings")


def _again(stories: Sequence[Story], ended: Sequence[RunSummary]) -> Iterator[Suggestion]:
    """What was played longest ago."""
    latest = {run.scenario: number for number, run in reversed(list(enumerate(ended)))}
    plays = _plays(ended)
    for story in sorted(stories, key=lambda story: -latest.get(story.id, 0)):
        yield Suggestion(story.id, f"Played {times_text(plays.get(story.id, 0))}; it may go otherwise")


def _plays(ended: Sequence[RunSummary]) -> dict[str, int]:
    plays: dict[str, int] = {}
    for run in ended:
        plays[run.scenario] = plays.get(run.scenario, 0) + 1
    return plays


def endings_seen(story: Story, ended: Sequence[RunSummary]) -> tuple[str, ...]:
    """The ids of the endings of *story* that somebody has come to, in the order of the story."""
    found = {run.outcome for run in ended if run.scenario == story.id}
    return tuple(ending.id for ending in story.endings if ending.id in found)


def next_rung(ended: Sequence[RunSummary]) -> Rung:
    """The rung to play on: the highest that was played, or the one above it after enough good runs there."""
    if not ended:
        return Rung(Mode.GUIDED, "Best for your first drill")
    highest = max((run.mode for run in ended), key=LADDER.index)
    if highest not in RUNS_NEEDED:
        return Rung(highest)
    good = sum(run.mode is highest and is_good(run) for run in ended)
    # One run with help is enough to know how a drill goes, however it went.
    enough = good >= RUNS_NEEDED[highest] or highest is Mode.GUIDED
    if not enough:
        return Rung(highest)
    return Rung(LADDER[LADDER.index(highest) + 1], _why_up(highest, good))


def picked(rung: Rung) -> Mode:
    """The rung a briefing opens with: an assessed run is never begun by pressing Enter, whoever wants one picks it."""
    return Mode.TIMED if rung.mode is Mode.ASSESSED else rung.mode


def _why_up(below: Mode, good: int) -> str:
    if below is Mode.GUIDED:
        return "The next step: you have played with help"
    return f"The next step: {times_text(good)} {below.value} with every mark at {GOOD:.0f} or more"


def is_good(run: RunSummary) -> bool:
    """Whether every mark of *run* is at least what most do; a run without marks is none to go by."""
    marks = [points for points in run.scores.four if points is not None]
    return bool(marks) and min(marks) >= GOOD
