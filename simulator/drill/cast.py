"""Casting: the one story that a seed makes of a scenario. A variant is a function of (scenario, seed), of nothing else.

Placeholders come from the scenario's own closed list and are filled by plain replacement; nothing here formats,
evaluates or resolves a name.
"""

from typing import TypeVar

import msgspec
from msgspec import Struct

from simulator.drill import dice
from simulator.scenario.story import ALWAYS, NEVER, Drawn, Happening, Person, Story

Part = TypeVar("Part")

TEMPER = 0.15  # a person's patience differs by up to this share from seed to seed (D)


def cast(scenario: Story, seed: int) -> Story:
    """The story that *seed* makes of *scenario*: words filled in, moments drawn, tempers set."""
    drawn = draw(scenario, seed)
    options = {variation.key: {o.id: o for o in variation.options} for variation in scenario.vary}
    words = {f"{{{key}.{name}}}": text for key, option in drawn.items() for name, text in options[key][option].words}
    story = _filled(scenario, words, drawn)
    return msgspec.structs.replace(
        story,
        people=tuple(_tempered(person, seed) for person in story.people),
        happenings=tuple(_timed(happening, seed) for happening in story.happenings),
        drawn=tuple(drawn.items()),
        seed=seed,
    )


def draw(scenario: Story, seed: int) -> dict[str, str]:
    """Which option *seed* draws for each key of `vary`."""
    return {
        v.key: v.options[dice.weighted(seed, "vary", v.key, [o.chance for o in v.options])].id for v in scenario.vary
    }


def _timed(happening: Happening, seed: int) -> Happening:
    if happening.at is None or happening.at_latest is None:
        return happening
    at = dice.between(seed, "moment", happening.id, happening.at // 1000, happening.at_latest // 1000) * 1000
    return msgspec.structs.replace(happening, at=at, at_latest=None)


def _tempered(person: Person, seed: int) -> Person:
    if person.patience is None:
        return person
    temper = 1 + TEMPER * (2 * dice.fraction(seed, "temper", person.id) - 1)
    return msgspec.structs.replace(person, patience=round(person.patience * temper / 1000) * 1000)


def _filled(part: Part, words: dict[str, str], drawn: dict[str, str]) -> Part:
    """*part* with placeholders filled and drawn conditions decided; the same object where nothing changes."""
    filled: object = part
    if isinstance(part, str):
        filled = _worded(part, words) if "{" in part else part
    elif isinstance(part, Drawn):
        filled = ALWAYS if drawn.get(part.key) == part.option else NEVER
    elif isinstance(part, Struct):
        filled = _filled_struct(part, words, drawn)
    elif isinstance(part, tuple):
        items = tuple(_filled(item, words, drawn) for item in part)
        filled = part if all(new is old for new, old in zip(items, part, strict=True)) else items
    return filled  # type: ignore[return-value] # each branch gives back the type it was given


def _filled_struct(part: Struct, words: dict[str, str], drawn: dict[str, str]) -> Struct:
    changes: dict[str, object] = {}
    for name in part.__struct_fields__:
        if name == "vary":  # the list of variations itself is kept as written
            continue
        old: object = getattr(part, name)
        new = _filled(old, words, drawn)
        if new is not old:
            changes[name] = new
    return msgspec.structs.replace(part, **changes) if changes else part


def _worded(text: str, words: dict[str, str]) -> str:
    for placeholder, word in words.items():
        text = text.replace(placeholder, word)
    return text
