"""A drill talked over with the class: the runs of one drill side by side, as data, the same for page and terminal.

Runs are numbered in the order of their people's random ids, which tells nothing of who is who. No name, no rank, no
mark made of the four, and nothing counted together of fewer than five runs. What was judged is what the scorecards of
the runs say; nothing is judged again here but for the questions.
"""

from collections.abc import Iterator, Mapping, Sequence
from statistics import quantiles

from msgspec import Struct

from simulator.book.journals import counts, entered_from
from simulator.comparing.answers import PrincipleFailed
from simulator.comparing.attempts import Attempt
from simulator.comparing.failing import failed
from simulator.comparing.quantiles import Interval
from simulator.drill import events as ev
from simulator.drill.clock import clock_text
from simulator.errors import NotAllowed, SimulatorError
from simulator.journal.home import journal_path
from simulator.journal.records import Recorded
from simulator.journal.replay import Replayed, replay
from simulator.journal.runs import Runs
from simulator.scenario.problems import quoted
from simulator.scenario.story import Story
from simulator.scoring.finding import Dimension
from simulator.scoring.purpose import FEWEST_PEOPLE, PURPOSE
from simulator.scoring.questions import run_questions
from simulator.scoring.scorecard import judge
from simulator.training.board import Board, Seat, Standing, board_of
from simulator.training.class_questions import class_questions
from simulator.training.control import Control
from simulator.training.moments import SameMoment, same_moments, visits
from simulator.training.rating import name_in

NEARLY_ALL = 0.8  # the share of runs from which on we say "nearly everybody"
OF_SINGLE_RUNS = 6  # questions that come from one run each: a talk has an hour


class Ended(Struct, frozen=True):
    """An ending with how the customer tells it, and in how many runs it came to that."""

    title: str
    story: str
    teller: str
    runs: int


class Spread(Struct, frozen=True):
    """One score over the class: the middle run, and between which marks the middle half of the runs lies."""

    dimension: Dimension
    middle: Interval | None  # None: of fewer than five runs nothing is said
    runs: int


class Marked(Struct, frozen=True):
    """A moment that a trainer marked: the *note*, and when it was on each run's clock."""

    note: str
    times: tuple[str, ...]


class Together(Struct, frozen=True):
    """The runs of one scenario. *told*: enough of them to say something of all together."""

    scenario: str
    title: str
    runs: int
    assisted: int
    told: bool
    endings: tuple[Ended, ...]
    moments: tuple[SameMoment, ...]
    failed: tuple[PrincipleFailed, ...]
    scores: tuple[Spread, ...]
    class_questions: tuple[str, ...]
    run_questions: tuple[str, ...]
    lessons: tuple[str, ...]
    marked: tuple[Marked, ...]
    system_findings: tuple[str, ...]

    @property
    def nearly_all(self) -> tuple[PrincipleFailed, ...]:
        """What cost points in nearly every run, the most frequent first."""
        found = [one for one in self.failed if one.share.value >= NEARLY_ALL]
        return tuple(sorted(found, key=lambda one: -one.share.value))


class ClassDebrief(Struct, frozen=True):
    """The whole debrief. *left_out* says in sentences what isn't in it."""

    purpose: str
    drill: str
    cohort: str
    day: str
    scenarios: tuple[Together, ...]
    left_out: tuple[str, ...]


def class_debrief(control: Control, homes: Sequence[Runs]) -> ClassDebrief:
    """The debrief of the drill of *control*, whose runs lie in *homes*; the first has the names.

    Raises `NotAllowed` for a guided drill: that is practice, and nobody else's.
    """
    board = board_of(control.read())
    if board.set_up.mode.guides:
        raise NotAllowed(
            f"{quoted(board.set_up.drill)} was guided, which is practice. Nobody looks into that together."
        )
    names = [name for person in _people(board) if (name := homes[0].people.name(person))]
    left_out: list[str] = []
    played = list(_played(board, homes, left_out))
    of_one: dict[tuple[str, str], list[Replayed]] = {}
    for run in sorted(played, key=lambda run: (run.header.person, run.header.run)):
        of_one.setdefault((run.header.scenario, run.header.content_hash), []).append(run)
    return ClassDebrief(
        purpose=PURPOSE,
        drill=board.set_up.drill,
        cohort=board.set_up.cohort,
        day=min((run.header.started[:10] for run in played), default=""),
        scenarios=tuple(_together(runs, names) for _, runs in sorted(of_one.items())),
        left_out=tuple(left_out),
    )


def _people(board: Board) -> set[str]:
    return {seat.place.person for seat in board.seats} | {board.set_up.trainer}


def _played(board: Board, homes: Sequence[Runs], left_out: list[str]) -> Iterator[Replayed]:
    """The runs of the drill that ended, each once; what can't be read is told in *left_out*."""
    seats = [seat for seat in board.seats if seat.beside is None or seat.place.number < seat.beside]
    finished = [seat for seat in seats if seat.standing is Standing.FINISHED and seat.run]
    if len(finished) < len(seats):
        left_out.append(f"{len(seats) - len(finished)} of {len(seats)} drills haven't been played to their end.")
    for seat in finished:
        try:
            run = _read(seat, homes)
        except SimulatorError as error:
            left_out.append(f"A run can't be read: {error}")
            continue
        if run is None:
            left_out.append("A run isn't here: it is kept on its station's computer. --from FOLDER reads it, too.")
        elif run.ended and counts(run.header):
            yield run


def _read(seat: Seat, homes: Sequence[Runs]) -> Replayed | None:
    for runs in homes:
        if journal_path(runs.home, seat.run).is_file():
            return replay(runs, seat.run)
    return None


# -- one scenario


def _together(runs: Sequence[Replayed], names: Sequence[str]) -> Together:
    story = runs[0].story
    attempts = [attempt for run in runs if (attempt := _attempt(run)) is not None]
    moments = same_moments(story, [visits(run.story, run.events) for run in runs])
    costs = failed(_by_run(attempts))
    return Together(
        scenario=story.id,
        title=story.title,
        runs=len(runs),
        assisted=sum(any(isinstance(event, ev.TrainerIntervened) for event in run.events) for run in runs),
        told=len(runs) >= FEWEST_PEOPLE,
        endings=_endings(story, runs),
        moments=moments,
        failed=costs,
        scores=tuple(_spread(dimension, attempts) for dimension in Dimension),
        class_questions=class_questions(moments, [one for one in costs if one.share.value >= NEARLY_ALL]),
        run_questions=tuple(_of_single_runs(runs, names)),
        lessons=story.lessons,
        marked=_marked(runs, names),
        system_findings=tuple(dict.fromkeys(finding for run in runs for finding in run.story.system_findings)),
    )


def _attempt(run: Replayed) -> Attempt | None:
    """What the last scorecard of *run* says; None where it was never scored."""
    recorded = Recorded(run.header, run.events, run.scorecards, 0, 0, run.link.encode())
    entered = entered_from(recorded)
    return None if entered is None else entered.attempt


def _by_run(attempts: Sequence[Attempt]) -> Mapping[str, Sequence[Attempt]]:
    """Each run by itself: in one drill everybody plays a scenario once, and a pair is one."""
    return {attempt.run: [attempt] for attempt in attempts}


def _endings(story: Story, runs: Sequence[Replayed]) -> tuple[Ended, ...]:
    came = [run.events[-1].outcome for run in runs if isinstance(run.events[-1], ev.DrillEnded)]
    known = {ending.id: ending for ending in story.endings}
    ends = [
        Ended(known[end].title, known[end].story, known[end].teller, came.count(end))
        for end in sorted(set(came))
        if end in known
    ]
    if walked := sum(end not in known for end in came):
        ends.append(Ended("It was left before its end", "", "", walked))
    return tuple(sorted(ends, key=lambda end: -end.runs))


def _spread(dimension: Dimension, attempts: Sequence[Attempt]) -> Spread:
    marks = [mark for attempt in attempts if (mark := attempt.points(dimension)) is not None]
    if len(marks) < FEWEST_PEOPLE:
        return Spread(dimension, None, len(marks))
    low, middle, high = quantiles(marks, n=4, method="inclusive")
    return Spread(dimension, Interval(middle, low, high), len(marks))


def _of_single_runs(runs: Sequence[Replayed], names: Sequence[str]) -> Iterator[str]:
    """Questions of single runs, in turns, each once; one with somebody's whole name is left out.

    A first name alone is most often that of somebody in the story.
    """
    asked = [list(run_questions(judge(run.story, run.events))) for run in runs]
    turns = [
        questions[turn]
        for turn in range(max(map(len, asked), default=0))
        for questions in asked
        if turn < len(questions)
    ]
    whole = [name.casefold() for name in names]
    fit = [question for question in dict.fromkeys(turns) if not any(name in question.casefold() for name in whole)]
    yield from fit[:OF_SINGLE_RUNS]


def _marked(runs: Sequence[Replayed], names: Sequence[str]) -> tuple[Marked, ...]:
    """The moments that were marked, by note; a note that names somebody is told without its words."""
    found: dict[str, list[str]] = {}
    for number, run in enumerate(runs, 1):
        for event in run.events:
            if isinstance(event, ev.MomentMarked):
                note = "(the note names somebody)" if name_in(event.note, names) else event.note
                found.setdefault(note, []).append(f"{clock_text(run.story, event.at)} in run {number}")
    return tuple(Marked(note, tuple(times)) for note, times in found.items())
