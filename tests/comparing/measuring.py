"""How well ways of comparing find true skill in made-up teams: the old ways, the model, what its intervals cover."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise
from math import log, sqrt
from random import Random
from statistics import NormalDist, linear_regression

from msgspec.structs import replace

from simulator.comparing.attempts import Attempt, by_person
from simulator.comparing.circles import marks_of
from simulator.comparing.estimates import Scored, difference, difficulties, estimate, per_person, scored
from simulator.comparing.made_up import REFERENCE, Plan, Team, made_up
from simulator.comparing.mixed import fit_reml
from simulator.comparing.months import change, months
from simulator.comparing.raters import STEP, TENTATIVE, Rating, agreement, leanings
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
    circle = fitted(attempts).circles[0]
    assert circle.fit is not None
    return {person: circle.fit.person(number).value for person, number in circle.people.items()}


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
        kinds = (_people, _pairs, _drills, _months, _changes)
        for kind, hit in (one for of in kinds for one in of(team, table)):
            hits.setdefault(kind, []).append(hit)
    return {kind: sum(found) / len(found) for kind, found in hits.items()}


def _people(team: Team, table: Scored) -> Iterator[tuple[str, bool]]:
    for person, runs in per_person(table).items():
        told = estimate(table, person, runs).expected
        if told is not None:
            truth = average_drill(team, table) + team.skill[person] + _gained(team, runs)
            yield "people", told.low <= truth <= told.high


def _pairs(team: Team, table: Scored) -> Iterator[tuple[str, bool]]:
    then = {person: team.skill[person] + _gained(team, runs) for person, runs in per_person(table).items()}
    for one, other in pairwise(sorted(table.number_of)):
        told = difference(table, one, other)
        if told is not None:
            yield "pairs", told.low <= then[one] - then[other] <= told.high


def _drills(team: Team, table: Scored) -> Iterator[tuple[str, bool]]:
    circle = table.circles[0]
    average = sum(team.skill[person] for person in circle.people) / len(circle.people) + _gained(team, circle.runs)
    for told in difficulties(table):
        truth = team.level + average + team.ease[told.scenario]
        yield "drills", told.expected.low <= truth <= told.expected.high


def _months(team: Team, table: Scored) -> Iterator[tuple[str, bool]]:
    """A month is about people like these, and everybody's true mean is 0 by the plan."""
    for told in months(table.circles).told:
        truth = average_drill(team, table) + team.gain * (int(told.month[5:]) - 1)
        yield "months", told.mean.low <= truth <= told.mean.high


def _changes(team: Team, table: Scored) -> Iterator[tuple[str, bool]]:
    found = change(table.circles[0], [month for month in months(table.circles).told if month.circle == 1])
    if found:
        truth = team.gain * (int(found.until[5:]) - int(found.since[5:]))
        yield "changes", found.points.low <= truth <= found.points.high


def _gained(team: Team, runs: Sequence[Attempt]) -> float:
    """What months had brought, on average, when *runs* were run."""
    return team.gain * sum(int(run.month[5:]) - 1 for run in runs) / len(runs)


def months_shown(made: Iterator[Team]) -> tuple[float, float]:
    """In which share of cases a month's true mean lies within, and the gain a month that its dots show, on average."""
    hits, gains = [], []
    for team in made:
        table = fitted(team.attempts)
        told = [month for month in months(table.circles).told if not month.cohort]
        numbers = [int(month.month[5:]) - 1 for month in told]
        hits += [
            month.mean.low <= average_drill(team, table) + team.gain * number <= month.mean.high
            for month, number in zip(told, numbers, strict=True)
        ]
        gains.append(linear_regression(numbers, [month.mean.value for month in told]).slope)
    return sum(hits) / len(hits), sum(gains) / len(gains)


def practice_shown(made: Iterator[Team], plan: Plan) -> tuple[float, float]:
    """In which share of teams the interval holds what practice truly brings, and what it is told to bring."""
    truth = plan.practice * log(2)
    told = [gain for team in made if (fit := fitted(team.attempts).circles[0].fit) and (gain := fit.practice())]
    inside = sum(gain.low <= truth <= gain.high for gain in told) / len(told)
    return inside, sum(gain.value for gain in told) / len(told)


def extremes(made: Iterator[Team], plan: Plan) -> dict[str, float]:
    """In which share of cases the truth lies within, of the tenth who are truly weakest and strongest."""
    tenth = NormalDist(0, plan.by_person).inv_cdf(0.1)
    hits: dict[str, list[bool]] = {"weakest": [], "strongest": []}
    for team in made:
        table = fitted(team.attempts)
        for person, runs in per_person(table).items():
            told, skill = estimate(table, person, runs).expected, team.skill[person]
            if told is not None and abs(skill) > -tenth:
                truth = average_drill(team, table) + skill
                hits["weakest" if skill < 0 else "strongest"].append(told.low <= truth <= told.high)
    return {kind: sum(found) / len(found) for kind, found in hits.items()}


def played_before(made: Iterator[Team], plan: Plan, the_weak: bool = False) -> tuple[float, float]:
    """Where half of the people had played half of the drills before in another mode: coverage, and their bias.

    Any half of them, or *the_weak* one.
    """
    hits, off = [], []
    for team in made:
        order = sorted(team.skill, key=lambda person: (the_weak and team.skill[person], -_even(person), person))
        keen = set(order[: len(order) // 2])
        rows = [_played_before(run, plan, keen) for run in team.attempts]
        table = fitted(rows)
        for person, runs in per_person(table).items():
            told = estimate(table, person, runs).expected
            if told is not None:
                truth = average_drill(team, table) + team.skill[person]
                hits.append(told.low <= truth <= told.high)
                off += [told.value - truth] * (person in keen)
    return sum(hits) / len(hits), sum(off) / len(off)


def _played_before(run: Attempt, plan: Plan, keen: set[str]) -> Attempt:
    if run.person not in keen or not _even(run.scenario):
        return run
    return replace(run, attempt=2, honesty=points(run) + plan.practice * log(2))


def _even(name: str) -> bool:
    return int(name[1:]) % 2 == 0


def at_halves(dice: Random, count: int, runs: int) -> float:
    """How often agreement is called enough, if only tentatively, where it is a half, on so many *runs* rated twice."""
    called = 0
    for _ in range(count):
        ratings = []
        for run in range(runs):
            worth = dice.gauss(60, 20)
            ratings += [Rating(f"r{run}", rater, H, in_steps(worth + dice.gauss(0, 20))) for rater in ("a", "b")]
        told = agreement(ratings)[0]
        called += told.low is not None and told.low >= TENTATIVE
    return called / count


def in_steps(mark: float) -> float:
    """*mark* as a trainer can give it."""
    return min(100.0, max(0.0, STEP * round(mark / STEP)))


def accused(dice: Random, count: int) -> float:
    """How often somebody is called lenient or stern, of fair groups of four raters with 30 runs, each rated by two."""
    called = 0
    for _ in range(count):
        ratings = []
        for run in range(30):
            worth = dice.gauss(65, 15)
            two = dice.sample(range(4), 2)
            ratings += [Rating(f"r{run}", f"t{rater}", H, in_steps(worth + dice.gauss(0, 10))) for rater in two]
        called += any(one.leans for one in leanings(ratings))
    return called / count


def average_drill(team: Team, table: Scored) -> float:
    """The true mark of the average person in the average drill, each counted as often as the fit has it."""
    runs = table.circles[0].runs
    return team.level + sum(team.ease[run.scenario] for run in runs) / len(runs)


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
        for circle in table.circles[:1]:
            circle.fit = fit_reml(marks_of(circle))
        hits += [hit for _, hit in _people(team, table)]
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
