"""How marks are put together: weighted blends without an undefined case, and the one rounding at the end.

What must not live here: any constant, or anything that knows a story.
"""

from collections.abc import Iterable, Sequence
from math import exp, log

from simulator.drill.adding import total_of
from simulator.scoring.finding import Term


def clip(value: float, low: float = 0.0, high: float = 1.0) -> float:
    """*value* kept between *low* and *high*."""
    return low if value < low else high if value > high else value


def blend(terms: Sequence[Term]) -> float | None:
    """The weighted mean of the terms that had an opportunity, weights rescaled; None if none had one."""
    scored = [(term.weight, term.value) for term in terms if term.value is not None]
    weight = total_of([w for w, _ in scored])
    return total_of([w * v for w, v in scored]) / weight if weight > 0 else None


def opportunity(terms: Sequence[Term]) -> float:
    """How much of a dimension there was an opportunity for, by weight."""
    return total_of([term.weight for term in terms if term.value is not None])


def mean_over_people(people: Sequence[tuple[float, Sequence[Term]]]) -> float | None:
    """The blends of several (stake, terms), 0 to 1; None if nobody gave an opportunity.

    A person counts by their stakes and by how much of the dimension they gave an opportunity for: else one short
    call with a bystander would weigh as much as an hour with somebody whose child is missing.
    """
    return weighted_mean(
        (stake * opportunity(terms), value) for stake, terms in people if (value := blend(terms)) is not None
    )


def points_in(people: Sequence[tuple[float, Sequence[Term]]]) -> tuple[dict[str, float], ...]:
    """How many of a dimension's 100 points hang on each term of each of *people*, by the term's name.

    A person's share is their stake times their opportunity; within it a term's share is its weight of that opportunity.
    """
    total = total_of([stake * opportunity(terms) for stake, terms in people])
    return tuple([{t.name: _points(t, stake, total) for t in terms} for stake, terms in people])


def _points(term: Term, stake: float, total: float) -> float:
    return 100 * stake * term.weight / total if term.value is not None and total > 0 else 0.0


def weighted_mean(pairs: Iterable[tuple[float, float]]) -> float | None:
    """The mean of (weight, value) pairs; plain where all weights are nought; None without pairs."""
    weight, plain, weighted, count = 0.0, 0.0, 0.0, 0
    for w, v in pairs:  # one pass, from the left: nothing in scoring is done more often
        weight, plain, weighted, count = weight + w, plain + v, weighted + w * v, count + 1
    if not count:
        return None
    return weighted / weight if weight > 0 else plain / count


def merged(people: Sequence[tuple[float, Sequence[Term]]]) -> tuple[Term, ...]:
    """The terms of several people as one list, each value weighted by stakes; for showing, not for scoring."""
    names: dict[str, float] = {term.name: term.weight for _, terms in people for term in terms}
    return tuple(Term(name, weight, _across(people, name)) for name, weight in names.items())


def _across(people: Sequence[tuple[float, Sequence[Term]]], name: str) -> float | None:
    return weighted_mean(
        (stake, term.value) for stake, terms in people for term in terms if term.name == name and term.value is not None
    )


def overall(points: Iterable[float | None]) -> float | None:
    """The geometric mean of the scored dimensions, each at least 1; None if none is scored. For bots and tests."""
    scored = [max(1.0, p) for p in points if p is not None]
    return exp(total_of(log(p) for p in scored) / len(scored)) if scored else None


def rounded(points: float | None) -> float | None:
    """One decimal: the only rounding of a card, done last. Never minus nought."""
    return None if points is None else round(clip(points, 0.0, 100.0), 1) + 0.0
