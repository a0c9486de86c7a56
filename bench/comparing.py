"""How fairly people are compared: made-up teams with known skill, the old ways beside the model; and how long it takes.

Tau is Kendall's, with true skill, over 300 teams of the reference plan; coverage is over 1,000 of them, and over other
shapes of teams: how often the truth lies inside a 95 % interval. Time is that of a comparison of 500 people.
"""

import sys
from math import log
from pathlib import Path
from random import Random
from time import perf_counter

import msgspec

sys.path.insert(0, str(Path(__file__).parent.parent))

from simulator.comparing.comparison import compare
from simulator.comparing.made_up import REFERENCE, Plan, made_up
from tests.comparing.measuring import (
    accused,
    at_halves,
    at_the_ceiling,
    covered,
    covered_by_reml,
    covered_shares,
    extremes,
    months_shown,
    played_before,
    practice_shown,
    taus,
    teams,
)

WRITTEN = {"best": 0.425, "Elo": 0.512, "latest": 0.550, "first": 0.572, "mean": 0.581, "mixed model": 0.697}
LEAST_TAU, COVERAGE, REPORT_S = 0.65, (0.93, 0.97), 10.0
CEILING = Plan(level=85, clipped=True)
ONCE = Plan(tries=(1, 1), scenarios=6, drills=(6, 6))
GAIN = 2.0
SHAPES = (
    Plan(people=5, scenarios=3, drills=(3, 3)),
    Plan(people=5, scenarios=3, drills=(3, 3), by_person=25),
    Plan(people=5, scenarios=5),
    Plan(people=8, scenarios=6, by_person=4),
    Plan(people=40, scenarios=12, drills=(3, 8), cohorts=3),
    Plan(by_person=12, by_scenario=5, by_chance=6),
    Plan(gain=GAIN),
)


def fair() -> bool:
    """Print tau of each way; say whether the model reaches what was promised."""
    found = taus(teams(1, 300))
    print("Kendall's tau with true skill, 300 teams (in brackets: where the promise was written down)")
    for way, value in found.items():
        print(f"  {way:12} {value:.3f} ({WRITTEN[way]:.3f})")
    return found["mixed model"] >= LEAST_TAU and max(found, key=lambda way: found[way]) == "mixed model"


def sure() -> bool:
    """Print what intervals cover; say whether the promise holds for people in the reference teams."""
    low, high = COVERAGE
    print("How often the truth lies in the 95 % interval")
    found = covered(teams(2, 1_000))
    print(f"  1,000 reference teams: {_words(found)}")
    print(f"  of the tenth who are truly furthest off: {_words(extremes(teams(2, 1_000), REFERENCE))}")
    print(f"  the same, by REML alone: people {covered_by_reml(teams(2, 1_000)):.3f}")
    for plan in SHAPES:
        spread = f"spread {plan.by_person:g}/{plan.by_scenario:g}/{plan.by_chance:g}"
        gain = f", {plan.gain:g} points better each month" if plan.gain else ""
        print(
            f"  {plan.people} people, {plan.scenarios} drills, {spread}{gain}: {_words(covered(teams(3, 200, plan)))}"
        )
    print(f"  shares of what is failed: {_words(covered_shares(Random(4), 400))}")
    top, inside, order = at_the_ceiling(teams(9, 150, CEILING), CEILING)
    print(f"  where {top:.0%} of all marks are 100: people {inside:.3f} (and tau {order:.3f})")
    return all(low <= value <= high for value in found.values())


def told_apart() -> bool:
    """Print how well practice, progress and drills are told apart; say whether a gain is shown as it is."""
    for who, the_weak in (("any half", False), ("the weaker half", True)):
        inside, off = played_before(teams(6, 200, ONCE), ONCE, the_weak)
        print(f"Where {who} of the people had played half of the drills before, in another mode (200 teams)")
        print(f"  people {inside:.3f}; those who had stand {off:+.2f} points off")
    print("Where everybody gets better by so many points a month (100 teams)")
    shown = {gain: months_shown(teams(7, 100, Plan(gain=gain))) for gain in (0.0, GAIN)}
    for gain, (covers, dots) in shown.items():
        print(f"  {gain:g}: the dots rise by {dots:.2f} a month; months {covers:.3f}")
        plan = Plan(gain=gain)
        inside, told = practice_shown(teams(7, 100, plan), plan)
        truth = plan.practice * log(2)
        print(
            f"     trying again is told to bring {told:.2f} points, truly {truth:.2f}; its line holds in {inside:.0%}"
        )
    return abs(shown[GAIN][1] - GAIN) < GAIN / 10


def rated() -> None:
    """Print how often raters are judged wrongly."""
    print(f"Fair groups of four raters in which somebody is called kind or stern: {accused(Random(8), 1_000):.1%}")
    for runs in (20, 40):
        print(f"  {runs} runs rated twice, agreement a half: called enough in {at_halves(Random(8), 400, runs):.1%}")


def quick() -> bool:
    """Print how long a comparison of 500 people takes; say whether it is quick enough for a report."""
    team = made_up(Random(5), Plan(people=500, scenarios=20, drills=(4, 10), cohorts=20, clipped=True))
    start = perf_counter()
    answer = compare(team.attempts)
    size = len(msgspec.json.encode(answer))
    took = perf_counter() - start
    print(f"500 people, {len(team.attempts):,} runs, 20 drills compared: {took:.1f} s (at most {REPORT_S:g})")
    print(f"  {size / 1e6:.1f} MB of JSON")
    return took < REPORT_S


def _words(found: dict[str, float]) -> str:
    return ", ".join(f"{kind} {value:.3f}" for kind, value in found.items())


def main() -> None:
    """Print all figures; exit with 1 where a promise is broken."""
    kept = [fair(), sure(), told_apart(), quick()]
    rated()
    raise SystemExit(not all(kept))


if __name__ == "__main__":
    main()
