"""Writes a drill plan as the file that `plan.py` reads: what a form gathered and what somebody typed are one thing.

Nothing is checked here; whoever reads the file says what is wrong with it, each with its line.
"""

import json
from collections.abc import Iterator, Sequence

from msgspec import Struct

from simulator.training.roster import Somebody


class Planned(Struct, frozen=True):
    """What a plan says, as it was typed. *seed* is a number or `each`; what is empty is left out."""

    drill: str
    trainer: str
    scenarios: tuple[str, ...]
    people: tuple[Somebody, ...]
    mode: str
    seed: str
    cohort: str = ""
    time_limit: str = ""


def plan_text(planned: Planned) -> str:
    """The text of the plan file."""
    return "\n".join(_lines(planned)) + "\n"


def _lines(planned: Planned) -> Iterator[str]:
    yield "format: 1"
    yield f"drill: {_said(planned.drill)}"
    yield f"trainer: {_said(planned.trainer)}"
    yield from _given("cohort", planned.cohort)
    yield f"scenarios: [{', '.join(map(_said, planned.scenarios))}]"
    yield f"mode: {planned.mode}"
    yield from _given("time_limit", planned.time_limit)
    yield f"seed: {_said(planned.seed) if not planned.seed.isdecimal() else planned.seed}"
    yield from _people(planned.people)


def _given(field: str, value: str) -> Iterator[str]:
    if value:
        yield f"{field}: {_said(value)}"


def _people(people: Sequence[Somebody]) -> Iterator[str]:
    if people:
        yield "people:"
    for somebody in people:
        parts = [f"name: {_said(somebody.name)}"]
        parts += [f"reading_time: {somebody.reading_time:g}"] if somebody.reading_time != 1 else []
        parts += [f"seed: {somebody.seed}"] if somebody.seed is not None else []
        parts += [f"station: {_said(somebody.station)}"] if somebody.station else []
        yield f"  - {{{', '.join(parts)}}}"


def _said(text: str) -> str:
    """*text* in quotes: a string of JSON is one of YAML, whatever is in it."""
    return json.dumps(text, ensure_ascii=False)
