"""How one customer feels, as a pure function of (what happened to them, now): state, exact evolution, a look.

What must not live here: what an event does to somebody (`touches`), what is left at the end (`aftermath`),
words for people (`mood_words`), any constant (`mood_constants`), and the four scores, which never read a mood.

Theory of operation. A `Mood` is an anchor: levels at one instant. It moves only when something happens to that
person. Between two anchors the levels follow three linear equations, and `look` solves them in closed form, so
looking often or seldom gives the same bits. With C the beat of the event, tau the time since this person last
learned something, and minutes inside (integer milliseconds of drill time outside):

    dA/dt  = (A* - A) / C
    dG/dt  = (G* - G) a + (1 - G) b        a = anger_pace/C; b = silence_anger m/C once tau > C, else 0
    dPJ/dt = -w                            w = silence_procedure m/C once tau > C, else 0; PJ stops at -1

A* depends on uncertainty, explanation, trust and severity, G* on the two justices; m and A* know that what was told
grows stale once tau > C. Time is cut into pieces at C after the last contact, at the open deadline, where PJ reaches
-1 and where G* leaves or reaches 0 or 1.
Inside a piece G*(t) = g + st, which gives G(t) = q + pt + (G0 - q) e^(-rt) with r = a + b.

Only somebody who *waits* minds a silence. At rest tau counts for nothing; a broken word has its own price (`touches`).
What is remembered is the episode: peak over all of it, the mean over the minutes of waiting, not over the calm hours
that follow (Alaybek 2022: duration adds almost nothing).
"""

from itertools import pairwise
from math import exp, log
from typing import NamedTuple

import msgspec

from simulator.drill.adding import total_of
from simulator.drill.mood_constants import MOOD, MoodConstants

MINUTE_MS = 60_000
_HAIR = 1e-12  # closer than this to a limit counts as on it, else rounding makes endless tiny pieces
_STEPS = 60  # towards the top of a piece; a handful are enough


class Traits(msgspec.Struct, frozen=True):
    """What doesn't change about a person during a drill."""

    severity: float = 0.5  # 0 a trifle .. 1 the worst day of their life
    firm_control: float = 0.5  # how much the firm could have helped it
    prior_failures: int = 0
    process_failure: bool = True  # it went badly on the way (process), or they didn't get it at all (outcome)
    monetary: bool = False
    service_refused: bool = False  # they left without the service: compensation works in an S-shape
    group: bool = False  # one of many who are compensated together
    beat_minutes: float = 60.0  # C
    trust: float | None = None  # before anything happened; None: the model's own
    anger_slope: float = 1.0  # how fast silence angers this person
    offended_by_excess: bool = False  # sees any over-payment as being bought


class Gift(NamedTuple):
    """A remedy that arrived: how well it matches the loss in kind, its share of the loss, whether it is money."""

    match: float
    share: float
    money: bool


class Mood(msgspec.Struct, frozen=True):
    """One person at one instant, `at`. Justices run from -1 to 1, everything else from 0 to 1."""

    traits: Traits
    since_ms: int  # when it began for this person
    at_ms: int
    anxiety: float
    anger: float
    trust: float
    distributive: float = 0.0
    interactional: float = 0.0
    procedural: float = 0.0
    uncertainty: float = 1.0
    explained: float = 0.0
    contact_ms: int = 0  # when they last learned something, or began to wait
    waits: bool = True  # for news or for a reply; at rest silence costs nothing
    deadline_ms: int | None = None  # of the next promise they are waiting for
    first_answer: float = 0.0  # procedural justice the first answer has earned or cost so far
    answered: bool = False  # a first answer of substance has come
    asked: bool = False  # a first answer has come that only asked for details
    updates: int = 0
    apologies: int = 0
    gifts: tuple[Gift, ...] = ()
    shown: float = 0.0  # the weight of the feelings they showed and had answered or left unanswered
    heard: float = 0.0  # how each was met, by weight; heard / shown is their impression of being heard
    attention_fits: bool = False  # a remedy met what they said would do them good
    restored: float = 0.0  # how much of what was feared lost is back
    peak: float = 0.0  # highest (A + G) / 2 so far
    area: float = 0.0  # (A + G) / 2 integrated over the waiting so far, in level-minutes
    waited: float = 0.0  # the minutes of it


class Look(NamedTuple):
    """The levels of one person at one moment."""

    anxiety: float
    anger: float
    trust: float
    distributive: float
    interactional: float
    procedural: float
    minutes_without_news: float


class _Piece(NamedTuple):
    """A stretch without a kink. Levels at its start, and the constants of its closed forms."""

    minutes: float
    anxiety: float
    anger: float
    goal: float  # A*
    beat: float  # C
    q: float
    p: float
    r: float


def clipped(level: float, low: float = 0.0, high: float = 1.0) -> float:
    """*level* kept between *low* and *high*."""
    return low if level < low else high if level > high else level


def logistic(x: float) -> float:
    """1 / (1 + e^-x), without overflow for any x."""
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x))


def onset(traits: Traits, at_ms: int, k: MoodConstants = MOOD) -> Mood:
    """The person at the moment it begins for them."""
    anxiety = k.anxiety_floor + k.anxiety_severity * traits.severity
    anger = resting_anger(traits, k)
    trust = k.trust_start if traits.trust is None else traits.trust
    return Mood(traits, at_ms, at_ms, anxiety, anger, trust, contact_ms=at_ms, peak=(anxiety + anger) / 2)


def resting_anger(traits: Traits, k: MoodConstants = MOOD) -> float:
    """Gb: the anger this failure leaves behind by itself, which is also where it starts."""
    blame = 1 - k.anger_control + k.anger_control * traits.firm_control
    history = k.anger_prior * min(traits.prior_failures, 2)
    return k.anger_floor + k.anger_severity * traits.severity * blame + history


def felt_severity(mood: Mood, k: MoodConstants = MOOD) -> float:
    """How bad it still is: what has been restored hurts less."""
    return mood.traits.severity * (1 - k.restored_share * mood.restored)


def look(mood: Mood, now_ms: int, k: MoodConstants = MOOD) -> Look:
    """The levels at *now_ms*. Never moves the anchor. Raises ValueError if *now_ms* lies before it."""
    anxiety, anger, procedural, _ = _run(mood, now_ms, k, None)
    return Look(
        anxiety,
        anger,
        mood.trust,
        mood.distributive,
        mood.interactional,
        procedural,
        (now_ms - mood.contact_ms) / MINUTE_MS,
    )


def moved(mood: Mood, now_ms: int, k: MoodConstants = MOOD) -> Mood:
    """The same person anchored at *now_ms*, with peak and mean brought up to date. For this person's events only."""
    if now_ms == mood.at_ms:  # most touches come in one breath, and nothing runs on between them
        level = (mood.anxiety + mood.anger) / 2
        return mood if level <= mood.peak else msgspec.structs.replace(mood, peak=level)
    pieces: list[_Piece] = []
    anxiety, anger, procedural, _ = _run(mood, now_ms, k, pieces)
    return msgspec.structs.replace(
        mood,
        at_ms=now_ms,
        anxiety=anxiety,
        anger=anger,
        procedural=procedural,
        peak=max(mood.peak, (anxiety + anger) / 2, *(_highest(piece) for piece in pieces)),
        area=mood.area + (total_of(_area(piece) for piece in pieces) if mood.waits else 0.0),
        waited=mood.waited + ((now_ms - mood.at_ms) / MINUTE_MS if mood.waits else 0.0),
    )


def anxiety_goal(mood: Mood, k: MoodConstants = MOOD, *, silent: bool = False) -> float:
    """A*: where anxiety heads for while nothing happens. In a silence what they were told grows stale."""
    severity = felt_severity(mood, k)
    uncertainty = mood.uncertainty + (k.silence_stale * (1 - mood.uncertainty) if silent else 0.0)
    goal = (
        k.calm_floor
        + k.calm_severity * severity
        + k.calm_uncertainty * uncertainty * (0.5 + 0.5 * severity)
        + k.calm_unexplained * (1 - mood.explained)
        - k.calm_trust * mood.trust
    )
    return clipped(goal)


def _run(mood: Mood, now_ms: int, k: MoodConstants, pieces: list[_Piece] | None) -> tuple[float, float, float, float]:
    """Levels at *now_ms* (anxiety, anger, PJ, raw G*); appends each piece to *pieces* if a list is given.

    One loop, kept flat for speed: a view asks for it on every frame.
    """
    if now_ms < mood.at_ms:
        raise ValueError(f"a mood cannot run backwards: {now_ms} < {mood.at_ms}")
    beat = mood.traits.beat_minutes
    span = (now_ms - mood.at_ms) / MINUTE_MS
    quiet_until = (mood.contact_ms - mood.at_ms) / MINUTE_MS + beat if mood.waits else span
    due = span if mood.deadline_ms is None else (mood.deadline_ms - mood.at_ms) / MINUTE_MS
    goals = anxiety_goal(mood, k), anxiety_goal(mood, k, silent=True)
    base = resting_anger(mood.traits, k) - k.anger_manners * mood.interactional
    restless = 1 + k.silence_uncertain * mood.uncertainty + k.silence_unexplained * (1 - mood.explained)
    anxiety, anger, procedural, t = mood.anxiety, mood.anger, mood.procedural, 0.0
    pace = k.anger_pace / beat
    raw = base - k.anger_procedure * procedural
    while t < span:
        silent, overdue = t >= quiet_until, mood.deadline_ms is not None and t >= due
        m = restless * (k.silence_overdue if overdue else 1.0) if silent else 0.0
        b = k.silence_anger * mood.traits.anger_slope * m / beat
        w = k.silence_procedure * m / beat if procedural > _HAIR - 1 else 0.0
        climbs = w > 0 and -_HAIR <= raw < 1 - _HAIR
        end = span if silent else min(span, quiet_until)
        if not overdue and t < due < end:
            end = due
        if w > 0:
            end = min(end, t + (procedural + 1) / w)
            limit = 1.0 if climbs else 0.0
            if raw < limit:
                end = min(end, t + (limit - raw) / (k.anger_procedure * w))
        r = pace + b
        slope = k.anger_procedure * w if climbs else 0.0
        p = pace * slope / r
        q = (pace * clipped(raw) + b - p) / r
        minutes, goal = end - t, goals[silent]
        if pieces is not None:
            pieces.append(_Piece(minutes, anxiety, anger, goal, beat, q, p, r))
        anxiety = goal + (anxiety - goal) * exp(-minutes / beat)
        anger = q + p * minutes + (anger - q) * exp(-r * minutes)
        procedural -= w * minutes
        raw = base - k.anger_procedure * procedural
        t = end
    return anxiety, anger, procedural, raw


def _area(piece: _Piece) -> float:
    """(A + G) / 2 integrated over the piece."""
    t = piece.minutes
    fear = piece.goal * t + (piece.anxiety - piece.goal) * piece.beat * (1 - exp(-t / piece.beat))
    anger = piece.q * t + piece.p * t * t / 2 + (piece.anger - piece.q) * (1 - exp(-piece.r * t)) / piece.r
    return (fear + anger) / 2


def _highest(piece: _Piece) -> float:
    """The true maximum of (A + G) / 2 over the piece.

    Its slope is a constant and two exponentials, so it turns at most twice: at most one turn on either side
    of where the slope itself is steepest.
    """
    bend = _bend(piece)
    marks = (0.0, bend, piece.minutes) if 0 < bend < piece.minutes else (0.0, piece.minutes)
    tops = [_top(piece, left, right) for left, right in pairwise(marks)]
    return max(_level(piece, t) for t in (*marks, *tops))


def _bend(piece: _Piece) -> float:
    """Where the slope of (A + G) / 2 turns, in minutes from the start; -1 if nowhere."""
    fear = (piece.anxiety - piece.goal) / piece.beat**2
    anger = piece.r**2 * (piece.anger - piece.q)
    difference = piece.r - 1 / piece.beat
    if fear == 0 or difference == 0 or -anger / fear <= 0:
        return -1.0
    return log(-anger / fear) / difference


def _top(piece: _Piece, left: float, right: float) -> float:
    """The time of the maximum between *left* and *right*, where the slope is monotone.

    Newton's steps, and a halving wherever one leaves the bracket.
    """
    if not (_slope(piece, left) > 0 > _slope(piece, right)):
        return left
    t = (left + right) / 2
    for _ in range(_STEPS):
        slope = _slope(piece, t)
        left, right = (t, right) if slope > 0 else (left, t)
        steepness = _steepness(piece, t)
        further = t - slope / steepness if steepness else left
        t_next = further if left < further < right else (left + right) / 2
        if abs(t_next - t) <= _HAIR * right:
            break
        t = t_next
    return t


def _slope(piece: _Piece, t: float) -> float:
    fear = -(piece.anxiety - piece.goal) / piece.beat * exp(-t / piece.beat)
    return fear + piece.p - piece.r * (piece.anger - piece.q) * exp(-piece.r * t)


def _steepness(piece: _Piece, t: float) -> float:
    fear = (piece.anxiety - piece.goal) / piece.beat**2 * exp(-t / piece.beat)
    return fear + piece.r**2 * (piece.anger - piece.q) * exp(-piece.r * t)


def _level(piece: _Piece, t: float) -> float:
    fear = piece.goal + (piece.anxiety - piece.goal) * exp(-t / piece.beat)
    return (fear + piece.q + piece.p * t + (piece.anger - piece.q) * exp(-piece.r * t)) / 2
