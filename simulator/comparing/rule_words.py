"""What each rule that costs points is about, in a few words, so that a manager reads "bad news kept back", not a code.

What must not live here: what a rule costs (`scoring.rubric`).
"""

from simulator.scoring.finding import Dimension

RULES = {
    "H-fact-untold": "something they needed to know wasn't told",
    "H-withheld": "bad news, a cause or a right was kept back",
    "H-claim-false": "something was said that wasn't so",
    "H-corrected": "something was said that wasn't so, and put right",
    "H-unsupported": "a guess was passed on as certain",
    "H-promise-missing": "a promise that was needed was never made",
    "H-promise-late": "a promise came later than it was needed",
    "H-promise-left": "somebody walked away from a promise",
    "H-promise-far": "a promise was put off until all was over",
    "H-promise-broken": "a promise that was owed was broken",
    "H-promise-open": "a promise wasn't due yet when the drill ended",
    "H-broken": "the time of a promise passed without a word",
    "H-estimate": "what was said about how long didn't fit what could be known",
    "H-estimate-silent": "nothing was said about how long",
    "H-vague": "a time word that binds nobody",
    "H-overstated": "a time far beyond what could be known",
    "E-missed": "a feeling was shown and not met",
    "E-not-owned": "a fault was not owned, or only in part",
    "E-general": "nothing in the words was about their own case",
    "E-interrupted": "a solution came before all was told",
    "E-sorry-again": "the same apology again",
    "E-hung-up": "a talk was ended before it was over",
    "E-canned": "stock words, or words used before",
    "C-first-late": "the first answer came late, or never",
    "C-gap": "too long without news",
    "C-thin": "updates with too little in them",
    "C-next-missed": "the next time was named and missed",
    "C-next-unsaid": "the next time was never named",
    "C-noise": "an update that told nothing new",
    "G-short": "the loss was not made good, or in part",
    "G-no-good": "what was given changed little",
    "G-declined": "what was offered was turned down",
    "G-money-too-early": "money was offered before what mattered first was settled",
    "G-not-asked": "nobody asked what would do them good",
    "G-waste": "far more was spent than was lost",
    "G-cheap": "one's own authority allowed more",
}

_LETTERS = {dimension.value[0].upper(): dimension for dimension in Dimension}


def rule_words(rule: str) -> str:
    """What *rule* is about; its code where nobody has given it words."""
    return RULES.get(rule, rule)


def dimension_of(rule: str) -> Dimension | None:
    """The score that *rule* belongs to, by its first letter; None for a rule of nobody's."""
    letter, _, rest = rule.partition("-")
    return _LETTERS.get(letter) if rest else None
