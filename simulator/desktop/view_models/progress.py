"""Own progress as data: each score over one's own runs, and the endings one has come to.

Only own runs, only those that ended. No rank, no sum of the four, and never a number without how many runs it is of.
The names of endings that weren't seen stay what they are: something to find.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.desktop.view_models.demands import points_of
from simulator.desktop.view_models.shelf import MODE_WORDS, RunLine, last_runs
from simulator.desktop.view_models.suggesting import endings_seen
from simulator.journal.listing import RunSummary
from simulator.scenario.story import Story
from simulator.scoring.finding import Dimension

MOST_LINES = 50  # runs told in words, the latest; the drawings show all of them


@dataclass(frozen=True, slots=True)
class Spot:
    """One run on one score: its place among the runs shown (from 0), its points, and when and how it was played."""

    place: int
    points: float
    day: str
    played: str


@dataclass(frozen=True, slots=True)
class Course:
    """One score over the runs shown, the oldest first; a run without that score leaves a gap."""

    dimension: Dimension
    runs: int
    spots: tuple[Spot, ...]
    ends: tuple[str, str] = ("", "")  # the days of the first and the latest run shown

    @property
    def count(self) -> str:
        """Of how many runs this tells."""
        scored = len(self.spots)
        return runs_text(self.runs) if scored == self.runs else f"scored in {scored} of {runs_text(self.runs)}"

    @property
    def said(self) -> str:
        """The same in a sentence, for whoever can't see the drawing."""
        if not self.spots:
            return f"{self.count}: nothing in them called for it."
        marks = [spot.points for spot in self.spots]
        if len(marks) == 1:
            return f"{self.count}: {marks[0]:.0f} on {self.spots[0].day}."
        first, last = marks[0], marks[-1]
        return f"{self.count}: first {first:.0f}, latest {last:.0f}, between {min(marks):.0f} and {max(marks):.0f}."


@dataclass(frozen=True, slots=True)
class DrillEndings:
    """One drill that was played: how often, and which of its endings were seen."""

    id: str
    title: str
    runs: int
    seen: tuple[str, ...]
    endings: int

    @property
    def said(self) -> str:
        """How many endings were seen, and how many wait."""
        left = self.endings - len(self.seen)
        more = "and that is all of them" if not left else "one waits" if left == 1 else f"{left} wait"
        return f"{len(self.seen)} of {self.endings} endings seen, {more}"


@dataclass(frozen=True, slots=True)
class ProgressModel:
    """Everything the screen shows; *shown* is the drill that it is narrowed down to, empty for all."""

    runs: int
    shown: str
    title: str
    courses: tuple[Course, ...]
    drills: tuple[DrillEndings, ...]
    lines: tuple[RunLine, ...]


def runs_text(number: int) -> str:
    """How many runs: `1 run`, `7 runs`."""
    return "1 run" if number == 1 else f"{number} runs"


def progress_model(stories: Sequence[Story], ended: Sequence[RunSummary], shown: str = "") -> ProgressModel:
    """What somebody's *ended* runs (the newest first) show, all of them or those of the drill *shown*."""
    titles = {story.id: story.title for story in stories}
    of_shown = [run for run in ended if shown in ("", run.scenario)]
    return ProgressModel(
        runs=len(ended),
        shown=shown,
        title=titles.get(shown, shown) if shown else "All drills",
        courses=tuple(_course(dimension, of_shown) for dimension in Dimension),
        drills=_drills(stories, ended),
        lines=run_lines(stories, of_shown[:MOST_LINES]),
    )


def run_lines(stories: Sequence[Story], ended: Sequence[RunSummary]) -> tuple[RunLine, ...]:
    """Every one of the *ended* runs in words, the newest first."""
    titles = {story.id: story.title for story in stories}
    endings = {ending.id: ending.title for story in stories for ending in story.endings}
    return last_runs(ended, titles, ended[0].person, endings, most=len(ended)) if ended else ()


def _course(dimension: Dimension, ended: Sequence[RunSummary]) -> Course:
    spots = []
    for place, run in enumerate(reversed(ended)):
        points = points_of(run, dimension)
        if points is not None:
            spots.append(Spot(place, points, _day(run), MODE_WORDS[run.mode]))
    ends = (_day(ended[-1]), _day(ended[0])) if ended else ("", "")
    return Course(dimension, len(ended), tuple(spots), ends)


def _day(run: RunSummary) -> str:
    return run.started.partition("T")[0]


def _drills(stories: Sequence[Story], ended: Sequence[RunSummary]) -> tuple[DrillEndings, ...]:
    """The drills that were played, the latest first; one that has left the shelf has no endings to tell of."""
    known = {story.id: story for story in stories}
    played = dict.fromkeys(run.scenario for run in ended if run.scenario in known)
    return tuple(_endings(known[drill], ended) for drill in played)


def _endings(story: Story, ended: Sequence[RunSummary]) -> DrillEndings:
    titles = {ending.id: ending.title for ending in story.endings}
    seen = tuple(titles[ending] for ending in endings_seen(story, ended))
    runs = sum(run.scenario == story.id for run in ended)
    return DrillEndings(story.id, story.title, runs, seen, len(story.endings))
