"""The people the mood model is tried on, what happens to them, and how they are afterwards.

What must not live here: any formula or number of the model, and any finding (`findings`, `played`).
A course is a list of (minute, touch): somebody lives through it, and both arms of a comparison are lived by the
same people (paired seeds).
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from simulator.drill import touches
from simulator.drill.aftermath import Aftermath, aftermath
from simulator.drill.mood import MINUTE_MS, Mood, Traits, moved, onset
from simulator.drill.mood_constants import MoodConstants
from simulator.drill.mood_words import person_of
from simulator.drill.touches import Empathy, Parts

PEOPLE = 240  # paired seeds; the least that was asked for is 200
SMALLEST = 0.01  # a smaller effect is none
BEAT = 30.0  # C, in minutes, where a row names no other

Touch = Callable[[Mood, int, MoodConstants], Mood]
Step = tuple[float, Touch]
Course = Sequence[Step]


class Measured(NamedTuple):
    """What a row found: the effect that matters most, and the distance of the tightest comparison from failing."""

    effect: float
    margin: float


# -- comparing


def above(one: float, other: float) -> float:
    """The margin of *one* exceeding *other* by an effect worth the name."""
    return one - other - SMALLEST


def within(value: float, low: float, high: float) -> float:
    """The margin of *value* lying between *low* and *high*."""
    return min(value - low, high - value)


# -- people


@lru_cache(maxsize=256)
def crowd(like: Traits) -> tuple[Traits, ...]:
    """The people that the seeds make of somebody *like* that."""
    return tuple(person_of(like, seed, "somebody") for seed in range(PEOPLE))


def somebody(severity: float = 0.5, **others: object) -> Traits:
    """A customer with a money loss and an ordinary day, unless *others* say otherwise."""
    usual = Traits(severity=severity, firm_control=0.4, monetary=True, beat_minutes=BEAT)
    return msgspec.structs.replace(usual, **others)


def mean(values: Iterable[float]) -> float:
    """The plain mean."""
    items = list(values)
    return sum(items) / len(items)


# -- what happens to them


def ms(minute: float) -> int:
    """*minute* as drill time."""
    return round(minute * MINUTE_MS)


def answer(mood: Mood, at: int, k: MoodConstants) -> Mood:
    """A first answer of substance."""
    return touches.answered(mood, at, k)


def news(content: float = 1.0) -> Touch:
    """An informative update."""
    return lambda mood, at, k: touches.informed(mood, at, content, k)


def nothing_new(mood: Mood, at: int, k: MoodConstants) -> Mood:
    """An update that tells nothing."""
    return touches.bothered(mood, at, k)


def span(mood: Mood, at: int, k: MoodConstants) -> Mood:
    """A range estimate."""
    return touches.given_range(mood, at, k)


def word_by(minute: float) -> Touch:
    """The promise of the next word at *minute*."""
    return lambda mood, at, k: touches.waiting_for(touches.told_next_time(mood, at, k), at, ms(minute), k)


def kept(early: bool = False) -> Touch:
    """The promise they waited for is kept."""
    return lambda mood, at, k: touches.waiting_for(touches.kept_word(mood, at, early, k), at, None, k)


def missed(mood: Mood, at: int, k: MoodConstants) -> Mood:
    """The promise they waited for passes its time; it stays open."""
    return touches.let_down(mood, at, k)


def why(extent: float = 1.0) -> Touch:
    """An explanation."""
    return lambda mood, at, k: touches.explained(mood, at, extent, k)


def warm(empathy: Empathy = Empathy(2, 2, 1)) -> Touch:  # noqa: B008 - frozen, so one for all is safe
    """Their feeling is met."""
    return lambda mood, at, k: touches.met_with_empathy(mood, at, empathy, k)


EVERY_PART = Parts(True, True, True, True, True, True)


def sorry(parts: Parts = EVERY_PART, empathy: Empathy = Empathy()) -> Touch:  # noqa: B008 - frozen
    """An apology, by itself without warmth."""
    return lambda mood, at, k: touches.apologised_to(mood, at, parts, empathy, 0.0, k)


def given(share: float, match: float = 1.0, asked: bool = False) -> Touch:
    """A remedy worth *share* of the loss."""
    return lambda mood, at, k: touches.compensated(mood, at, share, match, asked, False, k)


def found_out(mood: Mood, at: int, k: MoodConstants) -> Mood:
    """They find out that something wasn't so."""
    return touches.lie_discovered(mood, at, k)


def restore(share: float) -> Touch:
    """What they feared lost is back."""
    return lambda mood, at, k: touches.restored(mood, at, share, k)


def lived(traits: Traits, course: Course, until: float, k: MoodConstants) -> Mood:
    """How somebody is at minute *until* after *course*."""
    mood = onset(traits, 0, k)
    for minute, touch in sorted(course, key=lambda step: step[0]):
        mood = touch(mood, ms(minute), k)
    return moved(mood, ms(until), k)


def ends(like: Traits, course: Course, until: float, k: MoodConstants) -> list[Aftermath]:
    """What is left in each of a crowd."""
    return [aftermath(lived(traits, course, until, k), ms(until), k) for traits in crowd(like)]


def satisfaction(like: Traits, course: Course, until: float, k: MoodConstants) -> float:
    """Mean S of a crowd."""
    return mean(end.satisfaction for end in ends(like, course, until, k))


def level(like: Traits, name: str, course: Course, until: float, k: MoodConstants) -> float:
    """Mean of the state called *name* of a crowd."""
    return mean(getattr(lived(traits, course, until, k), name) for traits in crowd(like))


EXCELLENT: Course = (
    *((2, touch) for touch in (answer, news(), span, word_by(30), warm(), sorry(empathy=Empathy(2, 2, 1)))),
    *((30, touch) for touch in (kept(), news(), why(), word_by(60))),
    *((60, touch) for touch in (kept(), news(), given(1.0, asked=True))),
)
ADEQUATE: Course = (
    *((12, touch) for touch in (answer, news(2 / 3), sorry(Parts(regret=True, repair=True)))),
    *((45, touch) for touch in (news(2 / 3), given(0.6))),
)
POOR: Course = (*((25, touch) for touch in (answer, word_by(45))), (45, missed))
OVER = 70.0  # when those are looked back on
