"""Every ending of a scenario: its story, whether known plays saw it, and what they scored on the way to it.

An ending that nobody came to is "not seen": a number of plays proves nothing about what can be.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from msgspec import Struct

from simulator.drill.cast import cast
from simulator.journal.records import Scores
from simulator.journal.results import scores_of
from simulator.scenario.story import ALWAYS, Ending, Story
from simulator.scoring.scorecard import score
from simulator.terminal.plain import plain, wrapped
from simulator.workbench.condition_sentences import Names, condition_words
from simulator.workbench.known_plays import SEEDS, KnownPlay, known_plays, open_scenario

DIMENSIONS = ("honesty", "empathy", "cadence", "generosity")


class Spread(Struct, frozen=True):
    """The lowest, the middle and the highest of some marks, 0 to 100; *of* how many."""

    lowest: float
    middle: float
    highest: float
    of: int


class EndingSeen(Struct, frozen=True):
    """One ending. *plays* came to it, *players* are who played them; a dimension nobody was scored on is None.

    *example* is a command that plays to it, empty where no bot came there.
    """

    id: str
    title: str
    when: str
    seen: bool
    plays: int
    players: tuple[str, ...]
    example: str
    scores: dict[str, Spread | None]
    teller: str
    told_to: str
    story: str


class EndingsSeen(Struct, frozen=True):
    """All endings in the order they are looked at, and how many plays (the plan's and bots') there were."""

    scenario: str
    plays: int
    seeds: int
    endings: tuple[EndingSeen, ...]


def endings_of(wanted: str, seeds: int = SEEDS, house: Path | None = None) -> EndingsSeen:
    """The endings of the scenario with the id, or at the path, *wanted*; words are those of seed 0.

    *house* is a house file to lay over it. Raises `NotFound` and `ScenarioInvalid`.
    """
    opened = open_scenario(wanted, house)
    return sum_up(cast(opened.scenario, 0), known_plays(opened, seeds), seeds)


def sum_up(story: Story, plays: Sequence[KnownPlay], seeds: int) -> EndingsSeen:
    """The endings of the cast *story*, with what *plays* came to."""
    came: dict[str, list[KnownPlay]] = {}
    for play in plays:
        came.setdefault(play.outcome, []).append(play)
    endings = tuple(_ending(story, ending, came.get(ending.id, [])) for ending in story.endings)
    return EndingsSeen(story.id, len(plays), seeds, endings)


def _ending(story: Story, ending: Ending, plays: list[KnownPlay]) -> EndingSeen:
    names = Names(story)
    scores = [scores_of(score(play.story, play.events)) for play in plays]
    return EndingSeen(
        id=ending.id,
        title=ending.title,
        when="otherwise" if ending.when == ALWAYS else condition_words(ending.when, names),
        seen=bool(plays),
        plays=len(plays),
        players=tuple(dict.fromkeys(play.who for play in plays)),
        example=_example(story, plays),
        scores=_spreads(scores),
        teller=names.person(ending.teller) if ending.teller else "",
        told_to=ending.told_to,
        story=ending.story,
    )


def _example(story: Story, plays: list[KnownPlay]) -> str:
    bot = next((play for play in plays if play.bot), None)
    return f"firedrill play {story.id} --bot {bot.bot} --seed {bot.seed}" if bot else ""


def _spreads(scores: Sequence[Scores]) -> dict[str, Spread | None]:
    spreads: dict[str, Spread | None] = {}
    for place, name in enumerate(DIMENSIONS):
        marks = [mark for one in scores if (mark := one.four[place]) is not None]
        spread = Spread(min(marks), round(median(marks), 1), max(marks), len(marks)) if marks else None
        spreads[name] = spread
    return spreads


# -- as it is told


def ending_lines(seen: EndingsSeen) -> Iterator[str]:
    """*seen* in words, each ending with its story."""
    came = sum(ending.seen for ending in seen.endings)
    yield f"{len(seen.endings)} endings, {came} of them seen in {seen.plays} plays. The first that holds counts."
    for number, ending in enumerate(seen.endings, 1):
        yield ""
        yield f"{number}. {plain(ending.title)} ({plain(ending.id)})"
        yield from wrapped(f"When: {ending.when}.", first="   ")
        yield from wrapped(_seen_sentence(ending, seen.plays), first="   ")
        if ending.seen:
            yield from wrapped(_marks(ending), first="   ")
        if ending.example:
            yield f"   To see it: {plain(ending.example)}"
        yield from wrapped(f"{_told_by(ending)}{ending.story}", first="   ")


def _seen_sentence(ending: EndingSeen, plays: int) -> str:
    if not ending.seen:
        return f"Not seen in {plays} plays."
    few = ending.players[:4]
    others = f" and {len(ending.players) - len(few)} others" if len(ending.players) > len(few) else ""
    return f"Seen in {ending.plays} of {plays} plays: {', '.join(few)}{others}."


def _marks(ending: EndingSeen) -> str:
    return f"Scores: {', '.join(_mark(name, spread) for name, spread in ending.scores.items())}."


def _mark(name: str, spread: Spread | None) -> str:
    if spread is None:
        return f"{name} not scored"
    if spread.lowest == spread.highest:
        return f"{name} {spread.lowest:g}"
    return f"{name} {spread.lowest:g} to {spread.highest:g} (middle {spread.middle:g})"


def _told_by(ending: EndingSeen) -> str:
    if not ending.teller:
        return ""
    return f"{ending.teller} tells {ending.told_to}: " if ending.told_to else f"{ending.teller} tells: "
