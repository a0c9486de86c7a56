"""One story of forty knots in three forms: a scenario of ours, compiled Ink, and a class of `python-statemachine`.

Each knot has three ways on: one always open, one open once another knot was visited, one open until a third was. A
walk is a row of numbers; at each knot the number picks among the ways that are open, so equal walks have equal
checksums of (knot, ways open) whoever plays. Nothing here is timed.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

KNOTS = 40
DECISIONS = 300  # of one walk; both peers and we begin anew for the next
NAMES = "abc"


@dataclass(frozen=True, slots=True)
class Way:
    """One way out of a knot: where to, and the knot that must (or must not) have been visited."""

    name: str
    to: int
    visited: int | None = None
    unvisited: int | None = None


def ways(knot: int) -> tuple[Way, ...]:
    """The ways out of *knot*, in the order in which they are listed."""
    return (
        Way("a", (knot + 1) % KNOTS),
        Way("b", (knot * 3 + 5) % KNOTS, visited=(knot * 7 + 3) % KNOTS),
        Way("c", (knot + 13) % KNOTS, unvisited=(knot * 11 + 6) % KNOTS),
    )


def walk(seed: int) -> tuple[int, ...]:
    """The numbers of one walk."""
    dice = Random(seed)
    return tuple(dice.randrange(6) for _ in range(DECISIONS))


def added(checksum: int, knot: int, open_ways: int) -> int:
    """*checksum* with one more decision in it."""
    return (checksum * 31 + knot * 4 + open_ways) & 0xFFFFFFFF


# -- the plain table, against which all are held


def by_hand(numbers: Sequence[int]) -> int:
    """The checksum of a walk, straight from `ways`."""
    knot, seen, checksum = 0, {0}, 0
    for number in numbers:
        open_ways = [way for way in ways(knot) if _is_open(way, seen)]
        checksum = added(checksum, knot, len(open_ways))
        knot = open_ways[number % len(open_ways)].to
        seen.add(knot)
    return checksum


def _is_open(way: Way, seen: set[int]) -> bool:
    return (way.visited is None or way.visited in seen) and (way.unvisited is None or way.unvisited not in seen)


# -- a scenario of ours

HEAD = """format: 1
id: forty-knots
title: Forty knots
brief: A walk through forty knots.
role: walker
industry: benchmark
kind: one_customer
difficulty: 1
seat_time: 5 min
starts: "09:00"
limit: 12 h
principles: [P01]
standards: {first_reply: 10 min, update_every: 60 min, authority: {amount: 0, currency: EUR}}
card: [Walk on.]
people:
  nora: {is: customer, name: Nora, role: a customer, opens_with: k0, patience: 10 h, chases: [Hello?]}
  paul: {is: colleague, name: Paul, role: a colleague, opens_with: paul}
facts:
  over: {says: It is over., true_from: 11 h}
questions:
  end: {ask: paul, says: Is it over?, takes: 1 s, answers: [{says: Not yet., learns: [over]}]}
happenings:
  done: {at: 11 h, moves: {nora: bye}}
phases:
  - {id: during, label: The walk, until: {true: over}, at_latest: 12 h}
judged:
  resolution: over
  audiences: [nora]
  required_facts: [{fact: over, to: nora}]
  required_commitments: [{what: next_word, to: nora, by: 11 h}]
beats:
  paul: {with: paul, says: Good morning., waits: false}
  bye: {with: nora, says: It is over., ends: true}
"""
TAIL = """endings:
  over: {title: Over, story: It is over., teller: Nora, told_to: nobody}
"""


def scenario() -> str:
    """The story as a scenario of ours."""
    return HEAD + "".join(line for knot in range(KNOTS) for line in _beat(knot)) + TAIL


def _beat(knot: int) -> Iterator[str]:
    yield f"  k{knot}:\n    with: nora\n    says: k{knot}\n    replies:\n"
    for way in ways(knot):
        does = f"id: k{knot}{way.name}, say: {way.name}, acts: [listen], takes: 1 s"
        yield f"      - {{{does}, to: k{way.to}{_when(way)}}}\n"


def _when(way: Way) -> str:
    if way.visited is not None:
        return f", when: {{visited: k{way.visited}}}"
    return "" if way.unvisited is None else f", when: {{not: {{visited: k{way.unvisited}}}}}"


# -- Ink, in the form its compiler writes


def ink() -> str:
    """The story as compiled Ink (version 21), byte for byte in the shape inkjs 2 compiles it to."""
    knots: dict[str, Any] = {f"k{knot}": _ink_knot(knot) for knot in range(KNOTS)}
    root = [[{"->": "k0"}, ["done", {"#n": "g-0"}], None], "done", knots]
    return json.dumps({"inkVersion": 21, "root": root, "listDefs": {}}, separators=(",", ":"))


def _ink_knot(knot: int) -> list[Any]:
    body: list[Any] = [f"^k{knot}", "\n"]
    branches: dict[str, Any] = {}
    for number, way in enumerate(ways(knot)):
        asks = _ink_guard(way)
        body += ["ev", "str", f"^{way.name}", "/str", *asks, "/ev", {"*": f".^.c-{number}", "flg": 5 if asks else 4}]
        branches[f"c-{number}"] = ["^ ", {"->": f"k{way.to}"}, "\n", None]
    return [[*body, branches], {"#f": 1}]


def _ink_guard(way: Way) -> list[Any]:
    if way.visited is not None:
        return [{"CNT?": f"k{way.visited}"}]
    return [] if way.unvisited is None else [{"CNT?": f"k{way.unvisited}"}, "!"]


# -- python-statemachine


def machine_class(state_machine: type, state: Callable[..., Any]) -> type:
    """The story as a subclass of *state_machine*, its guards reading `self.seen`."""
    states = {f"k{knot}": state(initial=knot == 0) for knot in range(KNOTS)}
    guards: dict[str, Callable[[Any], bool]] = {}
    events: dict[str, Any] = {}
    for knot in range(KNOTS):
        for way in ways(knot):
            asks = {}
            if way.visited is not None or way.unvisited is not None:
                name = f"k{knot}{way.name}_open"
                guards[name] = lambda self, way=way: _is_open(way, self.seen)
                asks = {"cond": name}
            step = states[f"k{knot}"].to(states[f"k{way.to}"], **asks)
            events[way.name] = events[way.name] | step if way.name in events else step
    return type(state_machine)("FortyKnots", (state_machine,), {**states, **guards, **events})
