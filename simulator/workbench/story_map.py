"""The map of a story: a box for each beat in its person's lane, an arrow for each way from one to another.

Data only; how it is drawn is for `svg_map` and `mermaid_map`. What no play reached is marked, never called impossible.
"""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from statistics import median_low

from msgspec import Struct

from simulator.drill import events as ev
from simulator.drill.cast import cast
from simulator.drill.clock import clock_text, length_text
from simulator.scenario.story import ALWAYS, Beat, Happening, Phase, Reply, Route, Story
from simulator.workbench.condition_sentences import condition_ids
from simulator.workbench.known_plays import SEEDS, KnownPlay, known_plays, open_scenario


class Why(StrEnum):
    """What takes a conversation to a beat."""

    START = "start"
    REPLY = "reply"
    SILENCE = "silence"
    HAPPENING = "happening"
    PHASE = "phase"


class Arrow(Struct, frozen=True, rename={"source": "from"}):
    """A way into the beat *to*; *source* is the beat it leaves, empty where the world brings it about.

    *label* is short, *words* are what is said or what happens, *when* the condition as ids, empty: always.
    *at* is the moment (ms) where it has one of its own.
    """

    why: Why
    source: str
    to: str
    label: str
    words: str = ""
    when: str = ""
    at: int | None = None


class Box(Struct, frozen=True):
    """A beat. *plays* is how many plays came to it, *at* ms when they did (the median; None: none did).

    *stays* are the labels of replies that lead nowhere else, *ends* whether the conversation is over here.
    """

    id: str
    person: str
    says: str
    plays: int
    at: int | None
    time: str
    stays: tuple[str, ...] = ()
    ends: bool = False


class Lane(Struct, frozen=True):
    """A person who has beats."""

    id: str
    name: str
    role: str


class End(Struct, frozen=True):
    """An ending, and how many plays ended so."""

    id: str
    title: str
    when: str
    plays: int


class Band(Struct, frozen=True):
    """A phase; *at* is the median moment it began in the plays, None where no play came so far."""

    id: str
    label: str
    at: int | None


class StoryMap(Struct, frozen=True):
    """A whole story as it is drawn; *plays* is how many plays the counts rest on."""

    scenario: str
    title: str
    plays: int
    unreached: tuple[str, ...]
    lanes: tuple[Lane, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    bands: tuple[Band, ...]
    endings: tuple[End, ...]


def map_of(wanted: str, seeds: int = SEEDS, house: Path | None = None) -> StoryMap:
    """The map of the scenario with the id, or at the path, *wanted*; words are those of seed 0.

    *house* is a house file to lay over it. Raises `NotFound` and `ScenarioInvalid`.
    """
    opened = open_scenario(wanted, house)
    return draw_map(cast(opened.scenario, 0), known_plays(opened, seeds))


def draw_map(story: Story, plays: Sequence[KnownPlay]) -> StoryMap:
    """The map of the cast *story*, with what *plays* reached."""
    came = _moments(plays)
    boxes = tuple(_box(beat, came.get(beat.id, []), story) for beat in story.beats)
    people = {box.person for box in boxes}
    outcomes = [play.outcome for play in plays]
    begun = _phases_begun(plays)
    return StoryMap(
        scenario=story.id,
        title=story.title,
        plays=len(plays),
        unreached=tuple(box.id for box in boxes if not box.plays),
        lanes=tuple(Lane(p.id, p.name, p.role) for p in story.people if p.id in people),
        boxes=boxes,
        arrows=tuple(_arrows(story)),
        bands=tuple(Band(p.id, p.label, _middle(begun.get(p.id, []))) for p in story.phases),
        endings=tuple(
            End(e.id, e.title, "" if e.when == ALWAYS else condition_ids(e.when, story), outcomes.count(e.id))
            for e in story.endings
        ),
    )


def map_sentence(story_map: StoryMap) -> str:
    """What the map holds and what no play reached, in two sentences."""
    held = f"{len(story_map.boxes)} beats in {len(story_map.lanes)} lanes, {len(story_map.endings)} endings."
    if not story_map.unreached:
        return f"{held} Each beat was reached in at least one of {story_map.plays} plays."
    few = len(story_map.unreached)
    return f"{held} In {story_map.plays} plays nobody came to {few} of them: {', '.join(story_map.unreached)}."


def _moments(plays: Sequence[KnownPlay]) -> dict[str, list[int]]:
    """For each beat when each play first came to it."""
    came: dict[str, list[int]] = {}
    for play in plays:
        first: dict[str, int] = {}
        for event in play.events:
            if isinstance(event, ev.BeatEntered):
                first.setdefault(event.beat, event.at)
        for beat, at in first.items():
            came.setdefault(beat, []).append(at)
    return came


def _phases_begun(plays: Sequence[KnownPlay]) -> dict[str, list[int]]:
    begun: dict[str, list[int]] = {}
    for play in plays:
        for event in play.events:
            if isinstance(event, ev.PhaseBegan):
                begun.setdefault(event.phase, []).append(event.at)
    return begun


def _middle(moments: list[int]) -> int | None:
    return median_low(moments) if moments else None


def _box(beat: Beat, came: list[int], story: Story) -> Box:
    at = _middle(came)
    stays = tuple(number for number, reply in _numbered(beat) if all(route.beat == beat.id for route in reply.to))
    return Box(
        id=beat.id,
        person=beat.person,
        says=beat.line.says if beat.line else "",
        plays=len(came),
        at=at,
        time="" if at is None else clock_text(story, at),
        stays=stays,
        ends=beat.ends_conversation,
    )


def _numbered(beat: Beat) -> Iterator[tuple[str, Reply]]:
    for number, reply in enumerate(beat.replies, 1):
        yield str(number), reply


# -- the arrows


def _arrows(story: Story) -> Iterator[Arrow]:
    for person in story.people:
        if person.opens_with:
            yield Arrow(Why.START, "", person.opens_with, clock_text(story, person.opens_at), at=person.opens_at)
    for beat in story.beats:
        yield from _out_of(beat, story)
    for happening in story.happenings:
        label = f"{happening.id}, {happens_when(happening, story)}"
        yield from _brought(Why.HAPPENING, happening, label, story)
    for phase in story.phases:
        yield from _brought(Why.PHASE, phase, phase.label, story)


def _out_of(beat: Beat, story: Story) -> Iterator[Arrow]:
    for number, reply in _numbered(beat):
        for route in reply.to:
            if route.beat != beat.id:
                when = _when(route, story) if reply.when == ALWAYS else condition_ids(reply.when, story)
                yield Arrow(Why.REPLY, beat.id, route.beat, number, reply.say or f"({reply.does})", when)
    if beat.patience:
        label = f"after {length_text(beat.patience.after)}"
        for route in beat.patience.to:
            yield Arrow(Why.SILENCE, beat.id, route.beat, label, "nobody answers", _when(route, story))


def _brought(why: Why, mover: Happening | Phase, label: str, story: Story) -> Iterator[Arrow]:
    moves = mover.moves if isinstance(mover, Happening) else mover.opens
    unless = condition_ids(mover.unless, story) if isinstance(mover, Happening) else "never"
    at = mover.at if isinstance(mover, Happening) else mover.jump_to
    for move in moves:
        yield Arrow(why, "", move.beat, label, "", "" if unless == "never" else f"unless {unless}", at)


def happens_when(happening: Happening, story: Story) -> str:
    """When *happening* comes: a time of day, or so long after what."""
    if happening.at is not None:
        return clock_text(story, happening.at)
    once = condition_ids(happening.once or ALWAYS, story)
    return f"{length_text(happening.after)} after {once}" if happening.after else f"once {once}"


def _when(route: Route, story: Story) -> str:
    return "" if route.when == ALWAYS else condition_ids(route.when, story)
