"""Tries a scenario out: every bot plays it with many seeds, and what a good drill must hold is looked at.

Nothing is recorded. Overall is the geometric mean of the scored dimensions, for bots and tests only.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import mean

from msgspec import Struct, structs

from simulator.bots.answer_key import Line, learn, recite
from simulator.bots.playing import play
from simulator.bots.roster import MAKERS, TELL_TALES, make
from simulator.drill.aftermath import aftermath, net_promoters, standing
from simulator.drill.cast import cast
from simulator.drill.events import Event
from simulator.drill.feelings import feelings_of
from simulator.drill.session import LiveSession
from simulator.drill.tables import Tables
from simulator.journal.records import Scores
from simulator.journal.results import scores_of
from simulator.scenario.overlay import read_laid
from simulator.scenario.reading import variant_problems
from simulator.scenario.shelf import find_scenario
from simulator.scenario.story import Story
from simulator.scoring.scorecard import score

CAREFUL_LEAST = 70.0  # on each score, with each seed
MOST_A_HABIT_GAINS = 10.0  # points of overall above random play, on the mean of all seeds
KEY = "answer-key"  # the careful play of seed 0, recited by position and time on the others
KEY_LOSES_LEAST = 15.0  # points of overall against the careful bot, with each other seed
IN_THIS_ORDER = ("careful", "hurried", "random", "silent")  # overall, with each of the first seeds
FIRST_SEEDS = 20  # beyond them random play may be lucky now and then


class Play(Struct, frozen=True):
    """What one bot got with one seed; *overall* is 0 where nothing was scored.

    *recommends* is how likely the customer with most at stake is to recommend us afterwards, 0 to 10.
    """

    bot: str
    seed: int
    outcome: str
    scores: Scores
    overall: float
    recommends: int


class Tried(Struct, frozen=True):
    """All plays of all bots, seed by seed, and what they show."""

    scenario: str
    seeds: int
    plays: tuple[Play, ...]
    objections: tuple[str, ...]

    def of(self, bot: str) -> tuple[Play, ...]:
        """The plays of *bot*, by seed."""
        return tuple(play for play in self.plays if play.bot == bot)


def try_out(wanted: str, seeds: int, house: Path | None = None) -> Tried:
    """Let every bot play the scenario with the id, or at the path, *wanted*, with the seeds 0 to *seeds* - 1.

    *house* is a house file to lay over it. Raises `NotFound` and `ScenarioInvalid`.
    """
    path = find_scenario(wanted)
    scenario = read_laid(path, house)
    stories = [cast(scenario, seed) for seed in range(seeds)]
    key = learn(LiveSession(stories[0], 0), make("careful", stories[0], 0))
    plays = tuple(played for seed, story in enumerate(stories) for played in _all_bots(story, seed, key))
    unsound = (
        f"With seed {seed}: {problem}"
        for seed, story in enumerate(stories)
        for problem in variant_problems(path, story)
    )
    return Tried(scenario.id, seeds, plays, (*unsound, *_objections(plays, seeds)))


def _all_bots(story: Story, seed: int, key: Sequence[Line]) -> Iterator[Play]:
    tables = Tables(story)
    for bot in MAKERS:
        session = LiveSession(story, seed, tables=tables)
        play(session, make(bot, story, seed))
        yield _played(bot, story, seed, session.events())
    if seed > 0:
        session = LiveSession(story, seed, tables=tables)
        recite(session, key)
        yield _played(KEY, story, seed, session.events())


def _played(bot: str, story: Story, seed: int, events: Sequence[Event]) -> Play:
    card = score(story, events)
    return Play(bot, seed, card.outcome, scores_of(card), card.overall or 0.0, _recommends(story, events))


def _recommends(story: Story, events: Sequence[Event]) -> int:
    moods = feelings_of(story, events).moods
    most = max((person for person in story.people if person.id in moods), key=lambda person: person.severity)
    return aftermath(moods[most.id], max(events[-1].at, moods[most.id].at_ms)).recommends


def mean_overall(plays: Sequence[Play], bot: str) -> float:
    """The mean of what *bot* got overall."""
    return mean(play.overall for play in plays if play.bot == bot)


# -- what a drill of ours must hold


def _objections(plays: Sequence[Play], seeds: int) -> Iterator[str]:
    """A sentence for everything that doesn't hold."""
    for one in plays:
        if one.bot == "careful":
            yield from _too_low(one)
    for seed in range(seeds):
        overall = {one.bot: one.overall for one in plays if one.seed == seed}
        if seed < FIRST_SEEDS:
            yield from _out_of_order(overall, seed)
        if KEY in overall and overall[KEY] > overall["careful"] - KEY_LOSES_LEAST:
            yield (
                f"With seed {seed} the answer key of seed 0 gets {overall[KEY]:g} overall, the careful bot"
                f" {overall['careful']:g}: what was learned by heart should lose {KEY_LOSES_LEAST:g} points."
            )
    least = mean_overall(plays, "random")
    for habit in TELL_TALES:
        gain = mean_overall(plays, habit) - least
        if gain > MOST_A_HABIT_GAINS:
            yield f"The habit '{habit}' gains {gain:.1f} points over random play; {MOST_A_HABIT_GAINS:g} at most."


def _too_low(play: Play) -> Iterator[str]:
    for name, points in structs.asdict(play.scores).items():
        if points is None:
            yield f"With seed {play.seed} there is no opportunity for {name}."
        elif points < CAREFUL_LEAST:
            yield f"With seed {play.seed} the careful bot gets {points:g} for {name}; {CAREFUL_LEAST:g} at least."


def _out_of_order(overall: dict[str, float], seed: int) -> Iterator[str]:
    for better, worse in pairwise(IN_THIS_ORDER):
        if not overall[better] > overall[worse]:
            yield (
                f"With seed {seed} the {better} bot ({overall[better]:g} overall) is not above"
                f" the {worse} bot ({overall[worse]:g})."
            )


# -- as it is told


def tried_rows(tried: Tried) -> Iterator[tuple[str, ...]]:
    """One row a bot: mean, lowest and highest of each score; overall; who would recommend; endings."""
    yield "bot", "honesty", "empathy", "cadence", "generosity", "overall", "against random", "recommends", "ends"
    least = mean_overall(tried.plays, "random")
    for bot in (*MAKERS, *([KEY] if tried.of(KEY) else [])):
        plays = tried.of(bot)
        four = (_span([structs.astuple(play.scores)[place] for play in plays]) for place in range(4))
        overall = mean_overall(plays, bot)
        yield bot, *four, f"{overall:.1f}", f"{overall - least:+.1f}", _recommending(plays), _endings(plays)


def _span(points: Sequence[float | None]) -> str:
    scored = [each for each in points if each is not None]
    return f"{mean(scored):.1f} ({min(scored):g}-{max(scored):g})" if scored else "-"


def _recommending(plays: Sequence[Play]) -> str:
    """The mean of 0 to 10; from thirty plays on, with the net promoter score and its interval."""
    net = net_promoters([standing(play.recommends) for play in plays])
    of_ten = f"{mean(play.recommends for play in plays):.1f}"
    return f"{of_ten} (net {net.net:+.2f}, {net.low:+.2f} to {net.high:+.2f})" if net else of_ten


def _endings(plays: Sequence[Play]) -> str:
    counts: dict[str, int] = {}
    for one in plays:
        counts[one.outcome] = counts.get(one.outcome, 0) + 1
    often = sorted(counts, key=lambda outcome: (-counts[outcome], outcome))
    return ", ".join(f"{outcome} {counts[outcome]}" for outcome in often)
