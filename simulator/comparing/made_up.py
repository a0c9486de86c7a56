"""Made-up teams whose true skill is known: what every promise about comparing is measured on.

The reference team is set so that the old ways of comparing do about as badly as where the promise was written down
(tau: best .425, Elo .512, latest .550, first .572, mean .581). What must not live here: dice; they are handed in.
"""

from collections.abc import Sequence
from math import log
from typing import Protocol

from msgspec import Struct

from simulator.comparing.attempts import Attempt, Seen
from simulator.drill.adding import total_of


class Dice(Protocol):
    """What is needed of `random.Random`."""

    def gauss(self, mu: float, sigma: float) -> float:
        """A draw from a normal distribution."""

    def randint(self, a: int, b: int) -> int:
        """A whole number, both ends included."""

    def sample(self, population: Sequence[int], k: int) -> list[int]:
        """*k* different ones of *population*."""

    def random(self) -> float:
        """A number from 0 to 1."""


class Plan(Struct, frozen=True):
    """How a team is made: sizes, spreads in points, what practice brings, and how often whom drills what.

    Each person tries *drills* (from, to) of the scenarios, each of them *tries* (from, to) times. Everybody gets better
    by *gain* points a month.
    """

    people: int = 20
    scenarios: int = 8
    level: float = 60.0
    by_person: float = 8.0
    by_scenario: float = 12.0
    by_chance: float = 11.0
    practice: float = 5.0
    drills: tuple[int, int] = (3, 5)
    tries: tuple[int, int] = (1, 3)
    cohorts: int = 1
    gain: float = 0.0
    clipped: bool = False  # whether marks end at 0 and 100, as real ones do


REFERENCE = Plan()


class Team(Struct, frozen=True):
    """A made-up team: its *attempts* in order of time, and the truth by pseudonym and by scenario."""

    attempts: tuple[Attempt, ...]
    skill: dict[str, float]
    ease: dict[str, float]
    level: float
    gain: float = 0.0

    def expected(self, person: str) -> float:
        """The true mark of *person* at a first attempt at the average drill, each counted as often as it was run."""
        average = total_of(self.ease[attempt.scenario] for attempt in self.attempts) / len(self.attempts)
        return self.level + average + self.skill[person]


def made_up(dice: Dice, plan: Plan = REFERENCE) -> Team:
    """Throw a team by *plan*. Only honesty is truly drawn; the other scores repeat it."""
    skill = {f"p{number:04}": dice.gauss(0, plan.by_person) for number in range(plan.people)}
    ease = {f"s{number:03}": dice.gauss(0, plan.by_scenario) for number in range(plan.scenarios)}
    truth = Team((), skill, ease, plan.level)
    runs = [run for number, person in enumerate(skill) for run in _runs(dice, plan, truth, person, number)]
    return Team(tuple(sorted(runs, key=lambda run: (run.started, run.run))), skill, ease, plan.level, plan.gain)


def _runs(dice: Dice, plan: Plan, truth: Team, person: str, number: int) -> list[Attempt]:
    scenarios = list(truth.ease)
    chosen = dice.sample(range(plan.scenarios), min(plan.scenarios, dice.randint(*plan.drills)))
    tried = [(scenarios[s], attempt) for s in chosen for attempt in range(1, dice.randint(*plan.tries) + 1)]
    days = sorted(dice.randint(0, 335) for _ in tried)
    order = sorted(tried, key=lambda one: (one[1], dice.random()))
    runs = []
    for place, ((scenario, attempt), day) in enumerate(zip(order, days, strict=True)):
        apart = truth.skill[person] + truth.ease[scenario] + plan.gain * (day // 28)
        points = _points(dice, plan, apart, attempt)
        cohort = f"cohort-{number % plan.cohorts}"
        started = f"2026-{1 + day // 28:02}-{1 + day % 28:02}T{8 + place % 10:02}:00:00Z"
        run = f"{person}-{place:02}"
        runs.append(_attempt((run, person, scenario, attempt), started, cohort, points, tuple(_seen(dice))))
    return runs


def _points(dice: Dice, plan: Plan, apart: float, attempt: int) -> float:
    points = plan.level + apart + plan.practice * log(attempt) + dice.gauss(0, plan.by_chance)
    return round(min(100.0, max(0.0, points)) if plan.clipped else points, 1)


def _attempt(
    key: tuple[str, str, str, int], started: str, cohort: str, points: float, findings: tuple[Seen, ...]
) -> Attempt:
    run, person, scenario, attempt = key
    return Attempt(
        run=run,
        person=person,
        scenario=scenario,
        version=f"{scenario}-content",
        mode="timed",
        rubric="3",
        started=started,
        attempt=attempt,
        cohort=cohort,
        honesty=points,
        empathy=points,
        cadence=points,
        generosity=points,
        findings=findings,
    )


_RULES: tuple[tuple[str, str, float], ...] = (
    ("H-withheld", "P36", 0.8),
    ("H-vague", "P04", 0.3),
    ("H-claim-false", "P04", 0.05),
    ("E-missed", "P02", 0.6),
    ("E-general", "P03", 0.4),
    ("C-gap", "P08", 0.5),
    ("C-next-unsaid", "P11", 0.7),
    ("G-not-asked", "P17", 0.5),
    ("G-short", "P15", 0.6),
)
"""A rule, its principle, and in which share of drills it costs points."""


def _seen(dice: Dice) -> list[Seen]:
    return [(rule, principle, -5.0) for rule, principle, often in _RULES if dice.random() < often]
