"""What the whole group fails, down to rule and principle: in which share of the drills it cost points.

Each person counts once: their own share of drills first, then the mean of people. Findings of nought points say what
happened and fail nobody. What must not live here: one person's costs (`practising`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from simulator.comparing.answers import PrincipleFailed, RuleFailed
from simulator.comparing.attempts import Attempt, Seen
from simulator.comparing.rule_words import dimension_of, rule_words
from simulator.comparing.shares import share_interval
from simulator.drill.adding import total_of
from simulator.scoring.finding import Dimension
from simulator.scoring.principles import principle_words
from simulator.scoring.purpose import FEWEST_PEOPLE

LEAST_LOSS = 0.05  # what rounds to nought points fails nobody
HALF = 0.5

Key = tuple[str, str]  # a rule and its principle
Lost = dict[Key, float]  # points lost in one drill


def losses(run: Attempt) -> Iterator[Seen]:
    """The findings of *run* that cost points."""
    return (seen for seen in run.findings if seen[2] < -LEAST_LOSS)


def failed(people: Mapping[str, Sequence[Attempt]]) -> tuple[PrincipleFailed, ...]:
    """What *people* (each with their runs) fail, by score and then the most failed first; nothing below five people."""
    answers = [answer for dimension in Dimension for answer in _of_score(people, dimension)]
    order = list(Dimension)
    return tuple(sorted(answers, key=lambda a: (order.index(a.dimension), -a.share.value, a.principle)))


def _of_score(people: Mapping[str, Sequence[Attempt]], dimension: Dimension) -> Iterator[PrincipleFailed]:
    drills = [[_lost(run, dimension) for run in runs if run.points(dimension) is not None] for runs in people.values()]
    drills = [person for person in drills if person]
    if len(drills) < FEWEST_PEOPLE:
        return
    rules = sorted({key for person in drills for drill in person for key in drill})
    for principle in sorted({principle for _, principle in rules}):
        yield _principle(drills, dimension, principle, [key for key in rules if key[1] == principle])


def _principle(
    drills: Sequence[Sequence[Lost]], dimension: Dimension, principle: str, keys: Sequence[Key]
) -> PrincipleFailed:
    share = share_interval([_share(person, lambda drill: any(key in drill for key in keys)) for person in drills])
    rules = [_rule(drills, key) for key in keys]
    return PrincipleFailed(
        dimension=dimension,
        principle=principle,
        words=principle_words(principle),
        share=share,
        people=len(drills),
        whole_group=share.low > HALF,
        rules=tuple(sorted(rules, key=lambda rule: (-rule.share.value, rule.rule))),
    )


def _rule(drills: Sequence[Sequence[Lost]], key: Key) -> RuleFailed:
    share = share_interval([_share(person, lambda drill: key in drill) for person in drills])
    lost = [total_of(drill.get(key, 0.0) for drill in person) / len(person) for person in drills]
    return RuleFailed(key[0], rule_words(key[0]), share, len(drills), total_of(lost) / len(drills))


def _share(drills: Sequence[Lost], fails: Callable[[Lost], bool]) -> float:
    return sum(1 for drill in drills if fails(drill)) / len(drills)


def _lost(run: Attempt, dimension: Dimension) -> Lost:
    lost: Lost = {}
    for rule, principle, effect in losses(run):
        if dimension_of(rule) is dimension:
            lost[rule, principle] = lost.get((rule, principle), 0.0) - effect
    return lost
