"""A person's state in words, as somebody standing beside the desk would put it. And how a seed varies people.

The words and the feelings that a scenario may ask for (`feels`) have one definition: the thresholds here.

What must not live here: figures on a screen. Only what could be seen or heard is said.
"""

from simulator.drill.dice import fraction
from simulator.drill.mood import Look, Mood, Traits, clipped, felt_severity
from simulator.drill.mood_constants import MOOD, MoodConstants
from simulator.scenario.story import Feeling

FRIGHTENED, WORRIED, UNEASY = 0.62, 0.45, 0.32  # of anxiety
FURIOUS, ANGRY, IMPATIENT = 0.65, 0.48, 0.36  # of anger
DISTRUSTFUL, TRUSTING = 0.42, 0.80
CALMER_BY = 0.10  # lower than at the start
CALM_WORDS = ("", "at ease")  # of fear: nobody is at ease who is uneasy, or has only become calmer
GRAVE = 0.6  # severity from which worry is fright


def words(mood: Mood, seen: Look, k: MoodConstants = MOOD) -> str:
    """Words or short phrases, worst first: 'frightened, losing patience'. Never calm when much is at stake."""
    said = (
        _fear_word(mood, seen, k),
        _anger_word(seen),
        _trust_word(seen),
    )
    return ", ".join(word for word in said if word) or "calm"


def feels(feeling: Feeling, mood: Mood, seen: Look, k: MoodConstants = MOOD) -> bool:
    """Whether *feeling* holds of somebody with *mood*, seen now. The worse includes the better: furious is angry."""
    match feeling:
        case Feeling.LOSING_PATIENCE:
            return seen.anger >= IMPATIENT
        case Feeling.ANGRY:
            return seen.anger >= ANGRY
        case Feeling.FURIOUS:
            return seen.anger >= FURIOUS
        case Feeling.WORRIED:
            return seen.anxiety >= WORRIED
        case Feeling.FRIGHTENED:
            return seen.anxiety >= FRIGHTENED
        case Feeling.AT_EASE:
            return seen.anger < IMPATIENT and _fear_word(mood, seen, k) in CALM_WORDS
        case Feeling.TRUSTING:
            return seen.trust >= TRUSTING and seen.anger < IMPATIENT
        case Feeling.DISTRUSTING:
            return seen.trust < DISTRUSTFUL


def _fear_word(mood: Mood, seen: Look, k: MoodConstants) -> str:
    """Nobody whose child is still missing is at ease, however well they are spoken to."""
    if seen.anxiety >= FRIGHTENED:
        return "frightened" if mood.traits.severity >= GRAVE else "very worried"
    if _start(mood.traits, k) - seen.anxiety >= CALMER_BY:
        return "at ease" if seen.anxiety < UNEASY and felt_severity(mood, k) < GRAVE else "calmer"
    if seen.anxiety >= WORRIED:
        return "worried"
    if seen.anxiety >= UNEASY:
        return "uneasy"
    return "tense" if felt_severity(mood, k) >= GRAVE else ""


def _start(traits: Traits, k: MoodConstants) -> float:
    return k.anxiety_floor + k.anxiety_severity * traits.severity


def _anger_word(seen: Look) -> str:
    if seen.anger >= FURIOUS:
        return "furious"
    if seen.anger >= ANGRY:
        return "angry"
    return "losing patience" if seen.anger >= IMPATIENT else ""


def _trust_word(seen: Look) -> str:
    if seen.trust < DISTRUSTFUL:
        return "no longer believes you"
    return "trusts you" if seen.trust >= TRUSTING and seen.anger < IMPATIENT else ""


def person_of(traits: Traits, seed: int, person: str, k: MoodConstants = MOOD) -> Traits:
    """The person that *seed* makes of *traits*: a function of (seed, person), whoever else is about."""
    severity, trust, slope, offence = (
        fraction(seed, "mood", f"{person}|{what}") for what in ("severity", "trust", "slope", "offence")
    )
    return varied(traits, severity, trust, slope, offence, k)


def varied(
    traits: Traits,
    severity: float,
    trust: float,
    slope: float,
    offence: float,
    k: MoodConstants = MOOD,
) -> Traits:
    """The person this seed makes of *traits*. Each draw lies in 0 to 1 and .5 changes nothing."""
    own_trust = k.trust_start if traits.trust is None else traits.trust
    return Traits(
        severity=clipped(traits.severity + k.vary_severity * (2 * severity - 1)),
        firm_control=traits.firm_control,
        prior_failures=traits.prior_failures,
        process_failure=traits.process_failure,
        monetary=traits.monetary,
        service_refused=traits.service_refused,
        group=traits.group,
        beat_minutes=traits.beat_minutes,
        trust=clipped(own_trust + k.vary_trust * (2 * trust - 1)),
        anger_slope=traits.anger_slope * (1 + k.vary_slope * (2 * slope - 1)),
        offended_by_excess=offence > 1 - k.offended_share,
    )
