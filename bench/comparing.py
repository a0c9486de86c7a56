"""How fairly people are compared: made-up teams with known skill, the old ways beside the model; and how long it takes.

Tau is Kendall's, with true skill, over 300 teams of the reference plan; coverage is over 1,000 of them, and over other
shapes of teams: how often the truth lies inside a 95 % interval. The report is for 500 people.
"""

import sys
from pathlib import Path
from random import Random
from time import perf_counter

import msgspec

sys.path.insert(0, str(Path(__file__).parent.parent))

from simulator.comparing.comparison import compare
from simulator.comparing.lines import compare_lines
from simulator.comparing.made_up import Plan, made_up
from tests.comparing.measuring import at_the_ceiling, covered, covered_by_reml, covered_shares, taus, teams

WRITTEN = {"best": 0.425, "Elo": 0.512, "latest": 0.550, "first": 0.572, "mean": 0.581, "mixed model": 0.697}
LEAST_TAU, COVERAGE, REPORT_S = 0.65, (0.93, 0.97), 10.0
CEILING = Plan(level=85, clipped=True)
SHAPES = (
    Plan(people=5, scenarios=5),
    Plan(people=8, scenarios=6, by_person=4),
    Plan(people=40, scenarios=12, drills=(3, 8), cohorts=3),
    Plan(by_person=12, by_scenario=5, by_chance=6),
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
    print(f"  the same, by REML alone: people {covered_by_reml(teams(2, 1_000)):.3f}")
    for plan in SHAPES:
        spread = f"spread {plan.by_person:g}/{plan.by_scenario:g}/{plan.by_chance:g}"
        print(f"  {plan.people} people, {plan.scenarios} drills, {spread}: {_words(covered(teams(3, 200, plan)))}")
    print(f"  shares of what is failed: {_words(covered_shares(Random(4), 400))}")
    top, inside, order = at_the_ceiling(teams(9, 150, CEILING), CEILING)
    print(f"  where {top:.0%} of all marks are 100: people {inside:.3f} (and tau {order:.3f})")
    return all(low <= value <= high for value in found.values())


def quick() -> bool:
    """Print how long a report for 500 people takes; say whether it is quick enough."""
    team = made_up(Random(5), Plan(people=500, scenarios=20, drills=(4, 10), cohorts=20, clipped=True))
    start = perf_counter()
    answer = compare(team.attempts)
    lines, size = compare_lines(answer), len(msgspec.json.encode(answer))
    took = perf_counter() - start
    print(f"a report for 500 people, {len(team.attempts):,} runs, 20 drills: {took:.1f} s (at most {REPORT_S:g})")
    print(f"  {len(lines):,} lines of text, {size / 1e6:.1f} MB of JSON")
    return took < REPORT_S


def _words(found: dict[str, float]) -> str:
    return ", ".join(f"{kind} {value:.3f}" for kind, value in found.items())


def main() -> None:
    """Print all figures; exit with 1 where a promise is broken."""
    kept = [fair(), sure(), quick()]
    raise SystemExit(not all(kept))


if __name__ == "__main__":
    main()
