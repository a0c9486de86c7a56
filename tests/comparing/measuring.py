"""How well ways of comparing find true skill in made-up teams: the old ways, the model, what its intervals cover."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, pairwise
from math import sqrt
from random import Random
from statistics import NormalDist

from simulator.comparing.attempts import Attempt, by_person
from simulator.comparing.estimates import (
    Scored,
    difference,
    difficulties,
    estimate,
    marks_of,
    months,
    per_person,
    scored,
)
from simulator.comparing.made_up import REFERENCE, Plan, Team, made_up
from simulator.comparing.mixed import fit_reml
from simulator.comparing.shares import share_interval
from simulator.scoring.finding import Dimension

H = Dimension.HONESTY
Skills = dict[str, float]


def teams(seed: int, count: int, plan: Plan = REFERENCE) -> Iterator[Team]:
    dice = Random(seed)
    return (made_up(dice, plan) for _ in range(count))


def tau(one: Skills, other: Skills) -> float:
    """Kendall's tau-b of two judgements of the same people."""
    agree, ties_one, ties_other, pairs = 0, 0, 0, 0
    for a, b in combinations(sorted(one), 2):
        x, y = one[a] - one[b], other[a] - other[b]
        agree += (x * y > 0) - (x * y < 0)
        ties_one, ties_other, pairs = ties_one + (x == 0), ties_other + (y == 0), pairs + 1
    return agree / sqrt((pairs - ties_one) * (pairs - ties_other))


# -- the ways


def best(attempts: Sequence[Attempt]) -> Skills:
    """What a leaderboard shows."""
    return _each(attempts, lambda runs: max(points(run) for run in runs))


def mean(attempts: Sequence[Attempt]) -> Skills:
    return _each(attempts, lambda runs: sum(map(points, runs)) / len(runs))


def first(attempts: Sequence[Attempt]) -> Skills:
    return _each(attempts, lambda runs: _mean_of_drills(reversed(runs)))


def latest(attempts: Sequence[Attempt]) -> Skills:
    return _each(attempts, _mean_of_drills)


def elo(attempts: Sequence[Attempt]) -> Skills:
    """Each run is a match against whoever ran the same drill last."""
    skills = dict.fromkeys(sorted({run.person for run in attempts}), 1500.0)
    before: dict[str, Attempt] = {}
    for run in attempts:
        other = before.get(run.scenario)
        if other and other.person != run.person:
            chance = 1 / (1 + 10 ** ((skills[other.person] - skills[run.person]) / 400))
            moved = 16 * ((points(run) > points(other)) - chance)
            skills[run.person] += moved
            skills[other.person] -= moved
        before[run.scenario] = run
    return skills


def mixed(attempts: Sequence[Attempt]) -> Skills:
    fit = fitted(attempts)
    assert fit.fit is not None
    return {person: fit.fit.person(number).value for person, number in fit.people.items()}


WAYS: dict[str, Callable[[Sequence[Attempt]], Skills]] = {
    "best": best,
    "Elo": elo,
    "latest": latest,
    "first": first,
    "mean": mean,
    "mixed model": mixed,
}


def taus(made: Iterator[Team]) -> dict[str, float]:
    """The mean tau with true skill of each way."""
    found: dict[str, list[float]] = {way: [] for way in WAYS}
    for team in made:
        for way, judge in WAYS.items():
            found[way].append(tau(judge(team.attempts), {p: team.skill[p] for p in team.skill}))
    return {way: sum(values) / len(values) for way, values in found.items()}


# -- what intervals cover


def covered(made: Iterator[Team]) -> dict[str, float]:
    """In which share of cases the truth lies within: people, pairs, drills, months."""
    hits: dict[str, list[bool]] = {}
    for team in made:
        table = fitted(team.attempts)
        for kind, hit in (*_people(team, table), *_pairs(team, table), *_drills(team, table), *_months(team, table)):
            hits.setdefault(kind, []).append(hit)
    return {kind: sum(found) / len(found) for kind, found in hits.items()}


def _people(team: Team, table: Scored) -> Iterator[tuple[str, bool]]:
    for person, runs in per_person(table).items():
        told = estimate(table, person, runs).expected
        if told is not None:
            yield "people", told.low <= team.expected(person) <= told.high


def _pairs(team: Team, table: Scored) -> Iterator[tuple[str, bool]]:
    people = sorted(table.people)
    for one, other in pairwise(people):
        told = difference(table, one, other)
        if told is not None:
            yield "pairs", told.low <= team.skill[one] - team.skill[other] <= told.high


def _drills(team: Team, table: Scored) -> Iterator[tuple[str, bool]]:
    average = sum(team.skill[run.person] for run in team.attempts) / len(team.attempts)
    for told in difficulties(table):
        truth = team.level + average + team.ease[told.scenario]
        yield "drills", told.expected.low <= truth <= told.expected.high


def _months(team: Team, table: Scored) -> Iterator[tuple[str, bool]]:
    """A month is about people like these, and everybody's true mean is 0 by the plan."""
    average = sum(team.ease[run.scenario] for run in team.attempts) / len(team.attempts)
    for told in months(table):
        yield "months", told.mean.low <= team.level + average <= told.mean.high


def fitted(attempts: Sequence[Attempt]) -> Scored:
    return scored(attempts, H)


def points(run: Attempt) -> float:
    mark = run.points(H)
    assert mark is not None
    return mark


def _each(attempts: Sequence[Attempt], judge: Callable[[Sequence[Attempt]], float]) -> Skills:
    return {person: judge(runs) for person, runs in by_person(attempts).items()}


def _mean_of_drills(runs: Iterator[Attempt] | Sequence[Attempt]) -> float:
    """The mean over drills of the mark that comes last in *runs*."""
    drills = {run.scenario: points(run) for run in runs}
    return sum(drills.values()) / len(drills)


# -- other intervals


def covered_by_reml(made: Iterator[Team]) -> float:
    """The same for people, if the best possibility alone is trusted."""
    hits = []
    for team in made:
        table = fitted(team.attempts)
        reml = replace(table, fit=fit_reml(marks_of(table)))
        hits += [hit for _, hit in _people(team, reml)]
    return sum(hits) / len(hits)


def covered_shares(dice: Random, count: int) -> dict[str, float]:
    """The same for shares: people whose tendencies differ, five drills each, in groups of three sizes."""
    return {f"{people} people": _covered_shares(dice, people, count) for people in (5, 12, 40)}


def _covered_shares(dice: Random, people: int, count: int) -> float:
    hits = 0
    for _ in range(count):
        tendencies = [dice.betavariate(2, 2) for _ in range(people)]
        told = share_interval([sum(dice.random() < often for _ in range(5)) / 5 for often in tendencies])
        hits += told.low <= 0.5 <= told.high
    return hits / count


def at_the_ceiling(made: Iterator[Team], plan: Plan) -> tuple[float, float, float]:
    """Which share of marks is 100, which share of people's intervals holds their true mean mark, and tau."""
    tops, hits, orders = [], [], []
    for team in made:
        table = fitted(team.attempts)
        tops += [points(run) >= 100 for run in team.attempts]
        for person, runs in per_person(table).items():
            told = estimate(table, person, runs).expected
            if told is not None:
                hits.append(told.low <= _clipped(team, plan, person) <= told.high)
        orders.append(tau(mixed(team.attempts), team.skill))
    return sum(tops) / len(tops), sum(hits) / len(hits), sum(orders) / len(orders)


def _clipped(team: Team, plan: Plan, person: str) -> float:
    """The true mean of *person*'s first marks over the drills of the team, where marks end at 0 and 100."""
    centres = [plan.level + team.skill[person] + team.ease[run.scenario] for run in team.attempts]
    return sum(_clipped_mean(NormalDist(centre, plan.by_chance)) for centre in centres) / len(centres)


def _clipped_mean(marks: NormalDist) -> float:
    below, above = marks.cdf(0), 1 - marks.cdf(100)
    return 100 * above + marks.mean * (1 - above - below) + marks.variance * (marks.pdf(0) - marks.pdf(100))
