"""Looks for plays that show what a scenario allows: everything good, everything bad, one score good.

Theory: scores depend on the whole history, so nothing short of playing tells. The search starts from plays that
somebody wrote (the plan) and that bots make, and goes on by annealing over whole plays: a move more, a move less,
another reply, another order. What it finds, it has played; what it doesn't find may still exist. Dice come from the
seed and time from the caller, so the same search finds the same plays.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import exp
from pathlib import Path
from random import Random

from msgspec import Raw, Struct, structs

from simulator.bots.moves import play_about
from simulator.bots.playing import play
from simulator.bots.roster import MAKERS, make
from simulator.drill import events as ev
from simulator.drill.actions import Say
from simulator.drill.cast import cast
from simulator.drill.clock import MINUTE
from simulator.drill.events import Event
from simulator.drill.session import LiveSession
from simulator.drill.tables import Tables
from simulator.journal.codec import encode_moves, planned_moves
from simulator.journal.records import PlannedMove, Scores
from simulator.journal.results import scores_of
from simulator.scenario.overlay import read_laid
from simulator.scenario.plans import plan_path, read_plan
from simulator.scenario.shelf import find_scenario
from simulator.scenario.story import Story
from simulator.scoring.scorecard import score

GOOD, BAD, BEST_ON = 90.0, 15.0, 95.0  # where a search has found what it looks for
DIMENSIONS = ("honesty", "empathy", "cadence", "generosity")
BOT_SEEDS = 3  # dice of each bot that has any
WARM, COLD = 12.0, 0.5  # points a worse play may be kept for, at the start and at the end of a search
STEPS = 4_000  # of one search, if time allows
LATE = 3 * MINUTE  # how much later than planned a move may be made before it is left out

Goal = Callable[[Scores], float]  # higher is nearer
Enough = Callable[[], bool]  # whether the time for searching is over


class Witness(Struct, frozen=True):
    """A play and what it scored; playing *moves* again gives exactly these *scores*."""

    scores: Scores
    moves: tuple[PlannedMove, ...]


class Found(Struct, frozen=True):
    """The best witness found for each question with *seed*; whether it is good enough is for `reached` to say."""

    seed: int
    best: Witness
    worst: Witness
    best_on: dict[str, Witness]

    def reached(self) -> dict[str, bool]:
        """For each question, whether its witness reaches the mark: 90 on all, at most 15 on all, 95 on one."""
        answers = {"best": _best(self.best.scores) >= GOOD, "worst": -_worst(self.worst.scores) <= BAD}
        return answers | {name: _on(name)(witness.scores) >= BEST_ON for name, witness in self.best_on.items()}


def explore_file(wanted: str, seed: int | None, enough: Enough, house: Path | None = None) -> Found:
    """Search the scenario with the id, or at the path, *wanted*, from the plays of its plan on.

    Without a *seed* it is that of the plan's first play, in which all of its moves can be made; 0 without a plan.
    *house* is a house file to lay over it. Raises `NotFound` and `ScenarioInvalid`.
    """
    path = find_scenario(wanted)
    plan = plan_path(path)
    plays = read_plan(plan).plays if plan.is_file() else ()
    seed = next((play.seed for play in plays), 0) if seed is None else seed
    story = cast(read_laid(path, house), seed)
    return explore(story, seed, [planned_moves(list(play.moves), play.name) for play in plays], enough)


def explore(story: Story, seed: int, plays: Iterable[Sequence[PlannedMove]], enough: Enough) -> Found:
    """Search the cast *story* for witnesses, beginning with *plays*, until all are reached or it is *enough*."""
    search = _Search(story, seed, enough)
    search.begin_with(plays)
    best = search.climb(_best, GOOD)
    worst = search.climb(_worst, -BAD)
    return Found(seed, best, worst, {name: search.climb(_on(name), BEST_ON) for name in DIMENSIONS})


# -- what is looked for


def _marks(scores: Scores) -> list[float]:
    return [mark for mark in structs.astuple(scores) if mark is not None]


def _best(scores: Scores) -> float:
    """The lowest of the scores: good is what is good everywhere."""
    return min(_marks(scores), default=0.0)


def _worst(scores: Scores) -> float:
    return -max(_marks(scores), default=100.0)


def _on(name: str) -> Goal:
    place = DIMENSIONS.index(name)
    return lambda scores: structs.astuple(scores)[place] or 0.0


# -- searching


class _Search:
    """The plays known so far, and the way on from them."""

    def __init__(self, story: Story, seed: int, enough: Enough) -> None:
        self._story = story
        self._seed = seed
        self._enough = enough
        self._tables = Tables(story)
        self._known: list[Witness] = []
        self._alternatives = {r.id: [o.id for o in b.replies if o.id != r.id] for b in story.beats for r in b.replies}
        self._pool: list[PlannedMove] = []

    def begin_with(self, plays: Iterable[Sequence[PlannedMove]]) -> None:
        """Play what is given and what the bots do; all of it is where searches start."""
        for moves in (*plays, *self._bots()):
            self._known.append(self._played(moves))
        self._pool = _every_move(self._known)

    def _bots(self) -> Iterator[tuple[PlannedMove, ...]]:
        for name in MAKERS:
            for dice in range(BOT_SEEDS if name == "random" else 1):
                session = LiveSession(self._story, self._seed, tables=self._tables)
                play(session, make(name, self._story, self._seed + dice))
                yield moves_of(session.events())
        yield ()

    def climb(self, goal: Goal, mark: float) -> Witness:
        """The witness nearest to *goal*, found from the nearest one known; stops at *mark*."""
        at = best = max(self._known, key=lambda witness: goal(witness.scores))
        dice = Random(f"{self._story.id} {self._seed} {mark}")
        for step in range(STEPS):
            if goal(best.scores) >= mark or self._enough():
                break
            new = self._played(self._changed(at.moves, dice))
            gain = goal(new.scores) - goal(at.scores)
            warmth = WARM * (COLD / WARM) ** (step / STEPS)
            if gain >= 0 or dice.random() < exp(gain / warmth):
                at = new
            best = max(best, new, key=lambda witness: goal(witness.scores))
        self._known.append(best)
        return best

    def _played(self, moves: Sequence[PlannedMove]) -> Witness:
        session = LiveSession(self._story, self._seed, tables=self._tables)
        play_about(session, self._tables, moves, LATE)
        events = session.events()
        # What couldn't be made is left out; what was made stands with its time: played again, it comes out the same.
        return Witness(scores_of(score(self._story, events)), moves_of(events))

    def _changed(self, moves: Sequence[PlannedMove], dice: Random) -> list[PlannedMove]:
        """*moves* with one thing other than it was: a move more, a move less, another one, another order."""
        new = list(moves)
        place = dice.randrange(len(new) + 1)
        at = new[place].at if place < len(new) else new[-1].at if new else 0
        change = dice.randrange(4) if place < len(new) else 0
        if change == 0:
            new.insert(place, structs.replace(dice.choice(self._pool), at=at))
        elif change == 1:
            del new[place]
        elif change == 2:
            new[place] = structs.replace(self._otherwise(new[place], dice), at=at)
        else:
            other = dice.randrange(len(new))
            new[place], new[other] = structs.replace(new[other], at=at), structs.replace(new[place], at=new[other].at)
        return new

    def _otherwise(self, move: PlannedMove, dice: Random) -> PlannedMove:
        others = self._alternatives.get(getattr(move.action, "reply", ""), [])
        return PlannedMove(Say(reply=dice.choice(others))) if others else dice.choice(self._pool)


def moves_of(events: Sequence[Event]) -> tuple[PlannedMove, ...]:
    """The moves that were made in *events*, each at its time."""
    return tuple(PlannedMove(event.action, event.at) for event in events if isinstance(event, ev.MoveStarted))


def _every_move(known: Sequence[Witness]) -> list[PlannedMove]:
    """Every different move of the plays known so far."""
    moves = {repr(move.action): move for witness in known for move in witness.moves}
    return [PlannedMove(moves[key].action) for key in sorted(moves)]


# -- as it is told


class Told(Struct, frozen=True):
    """A witness as JSON tells it: *moves* are a list that `play --moves` takes."""

    scores: Scores
    moves: Raw


class Answer(Struct, frozen=True):
    """What was found for a scenario, as JSON tells it."""

    seed: int
    best: Told
    worst: Told
    best_on: dict[str, Told]


def answer_of(found: Found) -> Answer:
    """*found* in the form that is printed."""
    best_on = {name: _told(witness) for name, witness in found.best_on.items()}
    return Answer(found.seed, _told(found.best), _told(found.worst), best_on)


def _told(witness: Witness) -> Told:
    return Told(witness.scores, Raw(encode_moves(witness.moves)))


def answer_lines(found: Found) -> Iterator[str]:
    """*found* in words; a search finds, it doesn't prove."""
    reached = found.reached()
    yield _line("Good on all four", f"every score {GOOD:g} or more", found.best, reached["best"])
    yield _line("Bad on all four", f"every score {BAD:g} or less", found.worst, reached["worst"])
    for name, witness in found.best_on.items():
        yield _line(f"Good on {name}", f"{BEST_ON:g} or more", witness, reached[name])


def _line(question: str, mark: str, witness: Witness, reached: bool) -> str:
    four = ", ".join(
        f"{name} {'-' if points is None else f'{points:g}'}"
        for name, points in zip(DIMENSIONS, structs.astuple(witness.scores), strict=True)
    )
    said = "found" if reached else "not found; the nearest"
    return f"{question} ({mark}): {said}, {len(witness.moves)} moves: {four}."
