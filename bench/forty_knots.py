"""One story of forty knots in three forms: a scenario of ours, compiled Ink, and a class of `python-statemachine`.

Each knot has three ways on: one always open, one open once another knot was visited (most of these not before a time),
one open until a third was. Each way takes its seconds, which a clock counts. A walk is a row of numbers; at each knot
the number picks among the ways that are open, so equal walks have equal checksums of (knot, ways open, clock) whoever
plays. Nothing here is timed.
"""

import json
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache
from random import Random
from typing import Any

KNOTS = 40
DECISIONS = 300  # of one walk; both peers and we begin anew for the next
NAMES = "abc"
TIMES = (0, 300, 600, 900)  # seconds; a walk takes about twenty minutes


@dataclass(frozen=True, slots=True)
class Way:
    """One way out of a knot: where to, how many seconds it takes, and what must hold before it is open.

    That is the knot that must (or must not) have been visited, and what the clock must have come to, in seconds.
    """

    name: str
    to: int
    takes: int
    visited: int | None = None
    unvisited: int | None = None
    after: int = 0


@cache
def ways(knot: int) -> tuple[Way, ...]:
    """The ways out of *knot*, in the order in which they are listed."""
    after = TIMES[knot % len(TIMES)]
    return (
        Way("a", (knot + 1) % KNOTS, 1 + knot % 7),
        Way("b", (knot * 3 + 5) % KNOTS, 1 + knot % 5, visited=(knot * 7 + 3) % KNOTS, after=after),
        Way("c", (knot + 13) % KNOTS, 1 + knot % 6, unvisited=(knot * 11 + 6) % KNOTS),
    )


def walk(seed: int) -> tuple[int, ...]:
    """The numbers of one walk."""
    dice = Random(seed)
    return tuple(dice.randrange(6) for _ in range(DECISIONS))


def added(checksum: int, knot: int, open_ways: int, clock: int) -> int:
    """*checksum* with one more decision in it, taken at *clock* seconds."""
    return (checksum * 31 + clock * 160 + knot * 4 + open_ways) & 0xFFFFFFFF


# -- the plain table, against which all are held


def by_hand(numbers: Sequence[int]) -> int:
    """The checksum of a walk, straight from `ways`."""
    knot, seen, clock, checksum = 0, {0}, 0, 0
    for number in numbers:
        open_ways = [way for way in ways(knot) if is_open(way, seen, clock)]
        checksum = added(checksum, knot, len(open_ways), clock)
        taken = open_ways[number % len(open_ways)]
        knot, clock = taken.to, clock + taken.takes
        seen.add(knot)
    return checksum


def is_open(way: Way, seen: Set[int], clock: int) -> bool:
    """Whether *way* is open to somebody who has *seen* those knots, at *clock* seconds."""
    visited = way.visited is None or way.visited in seen
    return visited and (way.unvisited is None or way.unvisited not in seen) and clock >= way.after


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
  t300: {says: Five minutes have gone by., true_from: 300 s}
  t600: {says: Ten minutes have gone by., true_from: 600 s}
  t900: {says: A quarter of an hour has gone by., true_from: 900 s}
questions:
  end: {ask: paul, says: Is it over?, takes: 1 s, answers: [{says: Not yet., learns: [over, t300, t600, t900]}]}
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
        does = f"id: k{knot}{way.name}, say: {way.name}, acts: [listen], takes: {way.takes} s"
        yield f"      - {{{does}, to: k{way.to}{_when(way)}}}\n"


def _when(way: Way) -> str:
    if way.unvisited is not None:
        return f", when: {{not: {{visited: k{way.unvisited}}}}}"
    if way.after:
        return f", when: {{all: [{{visited: k{way.visited}}}, {{true: t{way.after}}}]}}"
    return "" if way.visited is None else f", when: {{visited: k{way.visited}}}"


# -- Ink, in the form its compiler writes


def ink() -> str:
    """The story as compiled Ink (version 21), byte for byte in the shape inkjs 2 compiles it to."""
    knots: dict[str, Any] = {f"k{knot}": _ink_knot(knot) for knot in range(KNOTS)}
    knots["global decl"] = ["ev", 0, {"VAR=": "clock"}, "/ev", "end", None]
    root = [[{"->": "k0"}, ["done", {"#n": "g-0"}], None], "done", knots]
    return json.dumps({"inkVersion": 21, "root": root, "listDefs": {}}, separators=(",", ":"))


def _ink_knot(knot: int) -> list[Any]:
    body: list[Any] = [f"^k{knot} ", "ev", {"VAR?": "clock"}, "out", "/ev", "\n"]
    branches: dict[str, Any] = {}
    for number, way in enumerate(ways(knot)):
        asks = _ink_guard(way)
        body += ["ev", "str", f"^{way.name}", "/str", *asks, "/ev", {"*": f".^.c-{number}", "flg": 5 if asks else 4}]
        counts = ["ev", {"VAR?": "clock"}, way.takes, "+", {"VAR=": "clock", "re": True}, "/ev"]
        branches[f"c-{number}"] = ["^ ", *counts, {"->": f"k{way.to}"}, "\n", None]
    return [[*body, branches], {"#f": 1}]


def _ink_guard(way: Way) -> list[Any]:
    if way.unvisited is not None:
        return [{"CNT?": f"k{way.unvisited}"}, "!"]
    late = [{"VAR?": "clock"}, way.after, ">=", "&&"] if way.after else []
    return [] if way.visited is None else [{"CNT?": f"k{way.visited}"}, *late]


# -- python-statemachine


def machine_class(state_machine: type, state: Callable[..., Any]) -> type:
    """The story as a subclass of *state_machine*; its guards read `self.seen` and `self.clock`, its ways count."""
    states = {f"k{knot}": state(initial=knot == 0) for knot in range(KNOTS)}
    calls: dict[str, Callable[[Any], Any]] = {}
    events: dict[str, Any] = {}
    for knot in range(KNOTS):
        for way in ways(knot):
            name = f"k{knot}{way.name}"
            calls[f"{name}_takes"] = lambda self, way=way: _count(self, way)
            does = {"on": f"{name}_takes"}
            if way.visited is not None or way.unvisited is not None:
                calls[f"{name}_open"] = lambda self, way=way: is_open(way, self.seen, self.clock)
                does["cond"] = f"{name}_open"
            step = states[f"k{knot}"].to(states[f"k{way.to}"], **does)
            events[way.name] = events[way.name] | step if way.name in events else step
    return type(state_machine)("FortyKnots", (state_machine,), {**states, **calls, **events})


def _count(machine: Any, way: Way) -> None:
    machine.clock += way.takes
    machine.seen.add(way.to)
