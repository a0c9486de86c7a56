"""What a decision of the forty knots costs here and in two other engines, interleaved in one process.

A decision is: where am I, which ways are open, take one, arrive. Ours is a whole drill on the desk: a view with every
open move, the move submitted, its time let run, each event folded with promises and moods. Everybody's checksum of
the walk is the same, or there is no figure. The peers live in a folder of their own (`make bench` fills it from
`bench/peers.txt`), never among what the product needs.
"""

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time_ns

from figures import Figure, keep, ratio
from forty_knots import DECISIONS, KNOTS, TIMES, added, by_hand, ink, machine_class, scenario, walk

from simulator.drill import actions as do
from simulator.drill.cast import cast
from simulator.drill.session import LiveSession
from simulator.drill.state import DrillState
from simulator.drill.tables import Tables
from simulator.scenario.reading import read_text
from simulator.scenario.story import Word

ROUNDS = 21
PEERS = Path(sys.prefix) / "peers"
PROMISED = {"bink": 5.0, "python-statemachine": 30.0}  # times their decisions a second, of issue 8
LIMITS = {"bink": 0.45, "python-statemachine": 2.8}  # where something has gone wrong: two thirds of what was measured
Walked = tuple[float, int]  # microseconds of a decision, checksum


def ours() -> Callable[[tuple[int, ...]], Walked]:
    """A whole drill, in memory."""
    story = cast(read_text(scenario(), "forty-knots.yaml"), 0)
    tables = Tables(story)
    knot_of = {reply: int(beat.id[1:]) for reply, (beat, _) in tables.replies.items()}
    takes = {name: reply.takes for name, (_, reply) in tables.replies.items()}

    def walked(numbers: tuple[int, ...]) -> Walked:
        session = LiveSession(story, 0, tables=tables)
        session.submit(do.Begin())
        checksum, start = 0, process_time_ns()
        for number in numbers:
            view = session.view()
            open_ways = sorted(reply.id for reply in view.people[0].replies)
            chosen = open_ways[number % len(open_ways)]
            checksum = added(checksum, knot_of[chosen], len(open_ways), view.now // 1000)
            session.submit(do.Say(reply=chosen))
            session.advance(view.now + takes[chosen])
        return _each(start), checksum

    return walked


def routes() -> Callable[[tuple[int, ...]], Walked]:
    """Our compiled routes and guards alone: no view, no time, no events. For comparison, not a promise."""
    story = cast(read_text(scenario(), "forty-knots.yaml"), 0)
    tables = Tables(story)

    def walked(numbers: tuple[int, ...]) -> Walked:
        state = DrillState(tables)
        state.mark(Word.VISITED, "k0")
        beat, clock, late, checksum, start = "k0", 0, [*TIMES[1:]], 0, process_time_ns()
        for number in numbers:
            while late and clock >= late[0]:
                state.mark(Word.TRUE, f"t{late.pop(0)}")
            open_ways = [r for r, guard in tables.replies_in[beat] if guard is None or guard(state, 0)]
            checksum = added(checksum, int(beat[1:]), len(open_ways), clock)
            taken = open_ways[number % len(open_ways)]
            clock += taken.takes // 1000
            beat = tables.next_beat(("reply", taken.id), beat, state, 0) or beat
            state.mark(Word.VISITED, beat)
        return _each(start), checksum

    return walked


def bink() -> Callable[[tuple[int, ...]], Walked]:
    """Ink's Rust runtime, through its C interface."""
    from bink.story import Story

    story = Story(ink())

    def walked(numbers: tuple[int, ...]) -> Walked:
        story.reset_state()
        checksum, start = 0, process_time_ns()
        for number in numbers:
            knot, clock = story.continue_maximally()[1:].split()
            open_ways = list(story.choices)
            checksum = added(checksum, int(knot), len(open_ways), int(clock))
            story.choose_choice_index(number % len(open_ways))
        return _each(start), checksum

    return walked


def state_machine() -> Callable[[tuple[int, ...]], Walked]:
    """`python-statemachine`, its menus through `enabled_events`."""
    from statemachine import State, StateMachine

    made = machine_class(StateMachine, State)
    knot_of = {f"k{knot}": knot for knot in range(KNOTS)}

    def walked(numbers: tuple[int, ...]) -> Walked:
        made.seen, made.clock = {0}, 0
        machine, checksum = made(), 0
        start = process_time_ns()
        for number in numbers:
            knot = knot_of[machine.current_state_value]
            open_ways = [str(event) for event in machine.enabled_events()]
            checksum = added(checksum, knot, len(open_ways), machine.clock)
            machine.send(open_ways[number % len(open_ways)])
        return _each(start), checksum

    return walked


def _each(start: int) -> float:
    return (process_time_ns() - start) / 1_000 / DECISIONS


def timed(contenders: dict[str, Callable[[tuple[int, ...]], Walked]]) -> dict[str, list[float]]:
    """Microseconds of a decision, round by round. Raises AssertionError where somebody walked another way."""
    times: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(ROUNDS):
        numbers = walk(number)
        for name, walked in contenders.items():
            gc.collect()  # nobody pays for the garbage of whoever walked before
            each, checksum = walked(numbers)
            assert checksum == by_hand(numbers), f"{name} walked another way in round {number}"
            times[name].append(each)
    return times


def figures(times: dict[str, list[float]]) -> tuple[Figure, ...]:
    """What was promised against each peer."""
    full, alone = median(times["ours"]), median(times["routes"])
    us = f"A decision of ours {full:.1f} us (its routes and guards alone {alone:.1f})"
    return tuple(
        Figure(
            f"peers {name}",
            ratio(times[name], times["ours"]),
            promised,
            f"x the decisions of {name}",
            f"{us}, of {name} {median(times[name]):.1f}.",
            ROUNDS,
            at_least=True,
        )
        for name, promised in PROMISED.items()
    )


def main() -> None:
    """Print and keep the figures; exit with 1 where something has gone wrong, or there are no peers."""
    sys.path.append(str(PEERS))
    try:
        contenders = {"ours": ours(), "routes": routes(), "bink": bink(), "python-statemachine": state_machine()}
    except ImportError as error:
        raise SystemExit(f"no peer to compare with ({error}). Run `make bench`, which fills {PEERS}.") from None
    shown = figures(timed(contenders))
    keep("peers", shown)
    raise SystemExit(any(figure.measured < LIMITS[figure.id.split()[-1]] for figure in shown))


if __name__ == "__main__":
    main()
