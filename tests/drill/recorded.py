"""Recorded plays: what every bot came to on every drill when somebody last looked, a line a play.

    python -m tests.drill.recorded          tells which plays come to something else now
    python -m tests.drill.recorded --write  writes them anew: look at the difference before you keep it

A line tells how the play ended, what each person took home and the four scores, for whoever reads a difference. The
hashes beside them are of all the events, of all that the trainee saw and people felt, of the whole scorecard and of
the whole debrief: a single millisecond or letter changes them. A scenario or a number of ours that was changed on
purpose changes them, too.
"""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec

from simulator.bots.playing import step
from simulator.bots.roster import MAKERS, make
from simulator.drill.actions import Begin
from simulator.drill.aftermath import aftermath
from simulator.drill.cast import cast
from simulator.drill.events import DrillEnded, Event
from simulator.drill.feelings import Feelings
from simulator.drill.session import LiveSession
from simulator.scenario.reading import read_scenario
from simulator.scenario.shelf import scenario_paths, shelf_folder
from simulator.scenario.story import Story
from simulator.scoring.debrief import debrief
from simulator.scoring.scorecard import judge

TESTS = Path(__file__).parents[1]
KEPT = Path(__file__).with_name("recorded-plays.json")
SMALL = (
    TESTS / "drill" / "wet-ceiling.yaml",
    TESTS / "scenario" / "small-drill.yaml",
    TESTS / "end_to_end" / "cake-at-six.yaml",
)
DRILLS = {path.stem: path for path in (*SMALL, *scenario_paths(shelf_folder()))}
SHELF_BOTS = ("careful", "hurried", "liar-but-nice", "random", "silent", "spendthrift", "template")  # one seed each


def plays_of(drill: str) -> list[tuple[str, int]]:
    """The bots and seeds that *drill* is played with."""
    if DRILLS[drill] in SMALL:
        return [(bot, seed) for seed in (0, 1, 2) for bot in sorted(MAKERS)]
    return [(bot, 7) for bot in SHELF_BOTS]


@dataclass(frozen=True, slots=True)
class Played:
    """A play to its end: the cast *story*, what happened, and a hash of all that the trainee saw on the way."""

    story: Story
    events: tuple[Event, ...]
    seen: str


@cache
def played(drill: str, bot: str, seed: int) -> Played:
    """*drill* as *bot* plays it with *seed*."""
    story, seen = cast(_story(drill), seed), sha256()
    session, policy = LiveSession(story, seed), make(bot, story, seed)
    session.submit(Begin())
    while step(session, policy):
        seen.update(_text(session.view()))
    return Played(story, tuple(session.events()), seen.hexdigest()[:16])


@cache
def _story(drill: str) -> Story:
    return read_scenario(DRILLS[drill])


def log_of(drill: str, bot: str, seed: int) -> dict[str, object]:
    """What happened in a play and was seen of it, how people felt meanwhile, and what each took home."""
    play = played(drill, bot, seed)
    looks, home = _felt(play.story, play.events)
    end = play.events[-1]
    assert isinstance(end, DrillEnded)
    return {
        "events": len(play.events),
        "ended": f"{end.outcome}, {end.why.value} at {end.at}",
        "log": _hashed(play.events),
        "seen": play.seen,
        "felt": _hashed(looks),
        "home": home,
    }


def _felt(story: Story, events: Sequence[Event]) -> tuple[list[object], dict[str, str]]:
    """How everybody looks after each event, and what each takes home in words."""
    feelings, looks = Feelings(story), list[object]()
    for event in events:
        feelings.fold(event)
        looks += [
            (person, feelings.look(person, event.at), feelings.words(person, event.at)) for person in feelings.moods
        ]
    ends = {person: aftermath(mood, max(mood.at_ms, events[-1].at)) for person, mood in feelings.moods.items()}
    return looks, {
        person: f"{end.standing.value}, satisfied {end.satisfaction:.6f}, loyal {end.loyalty:.6f}, "
        f"stays {end.stays:.6f}, complains {end.complains_again:.6f}, remembers {end.remembered:.6f}"
        for person, end in ends.items()
    }


def card_of(drill: str, bot: str, seed: int) -> dict[str, object]:
    """How a play was scored, and its debrief."""
    play = played(drill, bot, seed)
    card = judge(play.story, play.events).card
    scores = [card.honesty, card.empathy, card.cadence, card.generosity]
    return {"scores": scores, "card": _hashed(card), "debrief": _hashed(debrief(play.story, play.events))}


def _hashed(what: object) -> str:
    return sha256(_text(what)).hexdigest()[:16]


def _text(what: object) -> bytes:
    """*what* as JSON, floats to nine digits: the tenth may be another one on another computer."""
    return msgspec.json.encode(_to_nine_digits(msgspec.to_builtins(what)), order="deterministic")


def _to_nine_digits(what: object) -> object:
    match what:
        case float():
            return float(f"{what:.9g}") + 0.0
        case dict():
            return {key: _to_nine_digits(value) for key, value in what.items()}
        case list() | tuple():
            return [_to_nine_digits(value) for value in what]
    return what


def recorded() -> dict[str, dict[str, object]]:
    """What was kept, by the name of the play."""
    return json.loads(KEPT.read_text(encoding="utf-8"))  # type: ignore[no-any-return] # written below


def name_of(drill: str, bot: str, seed: int) -> str:
    """What a play is called in the record."""
    return f"{drill} {bot} {seed}"


def main() -> int:
    """Write the record, or tell where it differs."""
    plays = [(drill, *each) for drill in DRILLS for each in plays_of(drill)]
    now = {name_of(*each): {**log_of(*each), **card_of(*each)} for each in plays}
    if "--write" in sys.argv:
        KEPT.write_text("{\n" + ",\n".join(f"{json.dumps(k)}: {json.dumps(v)}" for k, v in now.items()) + "\n}\n")
        return 0
    kept = recorded()
    other = [name for name in {**kept, **now} if json.dumps(kept.get(name)) != json.dumps(now.get(name))]
    print(*(f"{name}\n  was {kept.get(name)}\n  is  {now.get(name)}" for name in other), sep="\n")
    return 1 if other else 0


if __name__ == "__main__":
    raise SystemExit(main())
